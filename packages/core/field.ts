import { isId } from './id.ts'
import { type Decimal, isDecimal } from './measure.ts'
import { type Day, isDay } from './period.ts'

/**
 * One entry per kind of field. Every layer (SQL, form, list, Excel …) keeps a table `satisfies Record<FieldKind, …>`, so a
 * new kind does not compile until all of them handle it.
 */
export interface FieldValues {
  text: string
  decimal: Decimal
  integer: number
  boolean: boolean
  day: Day
  instant: string
  choice: string
  /** Id of another record. */
  ref: string
  refs: string[]
  texts: string[]
  days: Day[]
  /** Content hashes of stored files. */
  files: string[]
  /** Embedded rows or structures, stored as they are. */
  json: unknown
}
export type FieldKind = keyof FieldValues

export type Secrecy = 'public' | 'internal' | 'personal'

export interface Field<T = unknown> {
  kind: FieldKind
  name: string
  required: boolean
  /** A column offered for sorting or filtering has an index. */
  indexed: boolean
  secrecy: Secrecy
  unit?: string
  min?: number
  max?: number
  options?: readonly string[]
  to?: string
  /** Former name of the column. */
  was?: string
  /** Never set: carries the value's type. */
  readonly value?: T
}

interface Options {
  required?: boolean
  indexed?: boolean
  secrecy?: Secrecy
  unit?: string
  min?: number
  max?: number
  was?: string
}
type Required_<O> = O extends { required: true } ? true : false
type Value<T, O> = Required_<O> extends true ? T : T | null

const make = (kind: FieldKind, name: string, options: Options = {}, more: Partial<Field> = {}): Field => ({
  kind,
  name,
  required: false,
  indexed: false,
  secrecy: 'internal',
  ...options,
  ...more,
})

export const f = {
  text: <const O extends Options>(name: string, o?: O) => make('text', name, o) as Field<Value<string, O>>,
  decimal: <const O extends Options>(name: string, o?: O) => make('decimal', name, o) as Field<Value<Decimal, O>>,
  integer: <const O extends Options>(name: string, o?: O) => make('integer', name, o) as Field<Value<number, O>>,
  boolean: <const O extends Options>(name: string, o?: O) => make('boolean', name, o) as Field<Value<boolean, O>>,
  day: <const O extends Options>(name: string, o?: O) => make('day', name, o) as Field<Value<Day, O>>,
  instant: <const O extends Options>(name: string, o?: O) => make('instant', name, o) as Field<Value<string, O>>,
  choice: <const C extends readonly string[], const O extends Options>(name: string, options: C, o?: O) =>
    make('choice', name, o, { options }) as Field<Value<C[number], O>>,
  ref: <const O extends Options>(name: string, to: string, o?: O) =>
    make('ref', name, o, { to }) as Field<Value<string, O>>,
  refs: <const O extends Options>(name: string, to: string, o?: O) => make('refs', name, o, { to }) as Field<string[]>,
  texts: <const O extends Options>(name: string, o?: O) => make('texts', name, o) as Field<string[]>,
  days: <const O extends Options>(name: string, o?: O) => make('days', name, o) as Field<Day[]>,
  files: <const O extends Options>(name: string, o?: O) => make('files', name, o) as Field<string[]>,
  json: <T>(name: string, o?: Options) => make('json', name, o) as Field<T | null>,
}

/** What is stored when nothing was given: lists are empty, everything else is unknown (null), never 0. */
export const EMPTY: { [K in FieldKind]: FieldValues[K] | null } = {
  text: null,
  decimal: null,
  integer: null,
  boolean: null,
  day: null,
  instant: null,
  choice: null,
  ref: null,
  json: null,
  refs: [],
  texts: [],
  days: [],
  files: [],
}

const isList =
  (test: (x: unknown) => boolean) =>
  (v: unknown): boolean =>
    Array.isArray(v) && v.every(test)
const isText = (v: unknown): boolean => typeof v === 'string'

const CHECKS: { [K in FieldKind]: { is: (v: unknown, field: Field) => boolean; expected: string } } = {
  text: { is: isText, expected: '文字' },
  decimal: { is: isDecimal, expected: '数字（以文本形式给出，例如 "12.5"）' },
  integer: { is: v => Number.isSafeInteger(v), expected: '整数' },
  boolean: { is: v => typeof v === 'boolean', expected: '是或否' },
  day: { is: isDay, expected: '日期，例如 2026-03-25' },
  instant: {
    is: v => isText(v) && !Number.isNaN(Date.parse(v as string)),
    expected: '时间，例如 2026-03-25T08:00:00Z',
  },
  choice: { is: (v, field) => (field.options ?? []).includes(v as string), expected: '给定选项之一' },
  ref: { is: isId, expected: '另一条记录的编号' },
  refs: { is: isList(isId), expected: '记录编号的列表' },
  texts: { is: isList(isText), expected: '文字列表' },
  days: { is: isList(isDay), expected: '日期列表' },
  files: { is: isList(v => isText(v) && /^[0-9a-f]{64}$/.test(v as string)), expected: '已上传文件的列表' },
  json: { is: () => true, expected: '结构' },
}

/** Why a value cannot stand in a field, in Chinese; undefined when it can. A missing value is only wrong where required. */
export function fieldFault(field: Field, value: unknown): string | undefined {
  if (value === null || value === undefined || value === '')
    return field.required ? `“${field.name}”不能为空` : undefined
  const check = CHECKS[field.kind]
  if (!check.is(value, field)) {
    const choices = field.options ? `：${field.options.join('、')}` : ''
    return `“${field.name}”应为${check.expected}${choices}，现为“${String(value).slice(0, 40)}”`
  }
  if (field.kind === 'decimal' || field.kind === 'integer') {
    const n = Number(value)
    if (field.min !== undefined && n < field.min)
      return `“${field.name}”不能小于 ${field.min}${field.unit ?? ''}，现为 ${value}`
    if (field.max !== undefined && n > field.max)
      return `“${field.name}”不能大于 ${field.max}${field.unit ?? ''}，现为 ${value}`
  }
  return undefined
}
