import type { Geometry } from './geometry.ts'
import type { Area, AreaUnit, Decimal } from './measure.ts'
import type { Day } from './period.ts'

/**
 * One entry per kind of field. Every layer (SQL, form, list, Excel …) keeps a table `satisfies Record<FieldKind, …>`, so a
 * new kind does not compile until all of them handle it.
 */
export interface FieldValues {
  text: string
  decimal: Decimal
  integer: number
  /** In the field's unit (元 or 万元); a decimal like any other, told apart because sums of money are shown so. */
  money: Decimal
  /** As it was given, with its unit; square metres beside it are worked out exactly by the database. */
  area: Area
  boolean: boolean
  day: Day
  instant: string
  /** 2026, 2026-H1, 2026-Q3, 2026-07 */
  period: string
  choice: string
  choices: string[]
  /** Id of another record. */
  ref: string
  refs: string[]
  texts: string[]
  days: Day[]
  /** Content hashes of stored files. */
  files: string[]
  /** GeoJSON geometry in CGCS2000 (EPSG:4490), longitude before latitude. */
  point: Geometry
  line: Geometry
  polygon: Geometry
  /** Embedded rows, typed by fields of their own. */
  rows: Record<string, unknown>[]
  /** Structures without declared fields, stored as they are. */
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
  /** How many digits may follow the point. */
  places?: number
  options?: readonly string[]
  /** The record a reference names: 'unit', 'region', 'organisation' … */
  to?: string
  /** The fields of embedded rows. */
  fields?: Readonly<Record<string, Field>>
  /** A day on which something happened: never later than the day it is written down. */
  past?: boolean
  /** Computed by the declaration's `derive`; nobody writes it. */
  derived?: boolean
  /** Written in several lines. */
  long?: boolean
  /** One line under the input and in the notes of the Excel template. */
  hint?: string
  /** How a value of a fixed form looks. */
  example?: string
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
  places?: number
  past?: boolean
  derived?: boolean
  long?: boolean
  hint?: string
  example?: string
  was?: string
}
type AreaOptions = Options & { unit?: AreaUnit }
type Required_<O> = O extends { required: true } ? true : false
type Value<T, O> = Required_<O> extends true ? T : T | null
type RowValues<F> = { [K in keyof F]: F[K] extends Field<infer V> ? Exclude<V, undefined> : never }

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
  /** A number with its unit, kept as decimal text and never as a float. */
  decimal: <const O extends Options>(name: string, o?: O) => make('decimal', name, o) as Field<Value<Decimal, O>>,
  integer: <const O extends Options>(name: string, o?: O) => make('integer', name, o) as Field<Value<number, O>>,
  money: <const O extends Options>(name: string, o?: O) =>
    make('money', name, { unit: '万元', min: 0, ...o }) as Field<Value<Decimal, O>>,
  area: <const O extends AreaOptions>(name: string, o?: O) =>
    make('area', name, { unit: '亩', min: 0, ...o }) as Field<Value<Area, O>>,
  boolean: <const O extends Options>(name: string, o?: O) => make('boolean', name, o) as Field<Value<boolean, O>>,
  day: <const O extends Options>(name: string, o?: O) => make('day', name, o) as Field<Value<Day, O>>,
  instant: <const O extends Options>(name: string, o?: O) => make('instant', name, o) as Field<Value<string, O>>,
  period: <const O extends Options>(name: string, o?: O) => make('period', name, o) as Field<Value<string, O>>,
  choice: <const C extends readonly string[], const O extends Options>(name: string, options: C, o?: O) =>
    make('choice', name, o, { options }) as Field<Value<C[number], O>>,
  choices: <const C extends readonly string[], const O extends Options>(name: string, options: C, o?: O) =>
    make('choices', name, o, { options }) as Field<C[number][]>,
  ref: <const O extends Options>(name: string, to: string, o?: O) =>
    make('ref', name, o, { to }) as Field<Value<string, O>>,
  refs: <const O extends Options>(name: string, to: string, o?: O) => make('refs', name, o, { to }) as Field<string[]>,
  unit: <const O extends Options>(name: string, o?: O) =>
    make('ref', name, o, { to: 'unit' }) as Field<Value<string, O>>,
  person: <const O extends Options>(name: string, o?: O) =>
    make('ref', name, o, { to: 'person' }) as Field<Value<string, O>>,
  region: <const O extends Options>(name: string, o?: O) =>
    make('ref', name, o, { to: 'region' }) as Field<Value<string, O>>,
  texts: <const O extends Options>(name: string, o?: O) => make('texts', name, o) as Field<string[]>,
  days: <const O extends Options>(name: string, o?: O) => make('days', name, o) as Field<Day[]>,
  files: <const O extends Options>(name: string, o?: O) => make('files', name, o) as Field<string[]>,
  point: <const O extends Options>(name: string, o?: O) => make('point', name, o) as Field<Value<Geometry, O>>,
  line: <const O extends Options>(name: string, o?: O) => make('line', name, o) as Field<Value<Geometry, O>>,
  polygon: <const O extends Options>(name: string, o?: O) => make('polygon', name, o) as Field<Value<Geometry, O>>,
  rows: <const F extends Record<string, Field>>(name: string, fields: F, o?: Options) =>
    make('rows', name, o, { fields }) as Field<RowValues<F>[]>,
  json: <T>(name: string, o?: Options) => make('json', name, o) as Field<T | null>,
}

/** What is stored when nothing was given: lists are empty, everything else is unknown (null), never 0. */
export const EMPTY: { [K in FieldKind]: FieldValues[K] | null } = {
  text: null,
  decimal: null,
  integer: null,
  money: null,
  area: null,
  boolean: null,
  day: null,
  instant: null,
  period: null,
  choice: null,
  ref: null,
  point: null,
  line: null,
  polygon: null,
  json: null,
  choices: [],
  refs: [],
  texts: [],
  days: [],
  files: [],
  rows: [],
}

export { fieldFault, fieldFaults, isMissing } from './field-check.ts'
