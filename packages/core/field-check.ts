import type { Field, FieldKind, FieldValues } from './field.ts'
import { geometryFault } from './geometry.ts'
import { isId } from './id.ts'
import { type Area, isAreaUnit, isDecimal } from './measure.ts'
import { type Day, isDay, isPeriod } from './period.ts'
import type { Reason } from './problem.ts'

type Check = { is: (v: unknown, field: Field) => boolean; expected: string }

const isList =
  (test: (x: unknown) => boolean) =>
  (v: unknown): boolean =>
    Array.isArray(v) && v.every(test)
const isText = (v: unknown): boolean => typeof v === 'string'
const isObject = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null && !Array.isArray(v)
const isArea = (v: unknown): v is Area => isObject(v) && isDecimal(v.value) && isAreaUnit(v.unit)

const CHECKS = {
  text: { is: isText, expected: '文字' },
  decimal: { is: isDecimal, expected: '数字（以文本形式给出，例如 "12.5"）' },
  integer: { is: v => Number.isSafeInteger(v), expected: '整数' },
  money: { is: isDecimal, expected: '金额（以文本形式给出，例如 "12.5"）' },
  area: { is: isArea, expected: '带单位的面积，例如 12.5 亩、3 公顷、8000 平方米' },
  boolean: { is: v => typeof v === 'boolean', expected: '是或否' },
  day: { is: isDay, expected: '日期，例如 2026-03-25' },
  instant: {
    is: v => isText(v) && !Number.isNaN(Date.parse(v as string)),
    expected: '时间，例如 2026-03-25T08:00:00Z',
  },
  period: { is: isPeriod, expected: '时段，例如 2026、2026-H1、2026-Q3、2026-07' },
  choice: { is: (v, field) => (field.options ?? []).includes(v as string), expected: '给定选项之一' },
  choices: {
    is: (v, field) =>
      Array.isArray(v) && v.every(x => (field.options ?? []).includes(x)) && new Set(v).size === v.length,
    expected: '给定选项中的若干项，不重复',
  },
  ref: { is: isId, expected: '另一条记录的编号' },
  refs: { is: isList(isId), expected: '记录编号的列表' },
  texts: { is: isList(isText), expected: '文字列表' },
  days: { is: isList(isDay), expected: '日期列表' },
  files: { is: isList(v => isText(v) && /^[0-9a-f]{64}$/.test(v as string)), expected: '已上传文件的列表' },
  point: { is: isObject, expected: '点位（GeoJSON Point，CGCS2000）' },
  line: { is: isObject, expected: '线（GeoJSON LineString，CGCS2000）' },
  polygon: { is: isObject, expected: '范围（GeoJSON Polygon 或 MultiPolygon，CGCS2000）' },
  rows: { is: isList(isObject), expected: '明细行的列表' },
  json: { is: () => true, expected: '结构' },
} satisfies Record<FieldKind, Check>

/** Nothing was given: no value, an empty text, an empty list. */
export const isMissing = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/** Bounds of what is measured, by the number it is measured with. */
const MEASURED: { [K in FieldKind]?: (value: FieldValues[K]) => string | number } = {
  decimal: value => value,
  integer: value => value,
  money: value => value,
  area: value => value.value,
}

const shown = (value: unknown): string =>
  (typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)).slice(0, 40)

/**
 * Everything wrong with a value in a field, each with its place; a missing value is only wrong where required.
 * @param today where it is known: days of what has happened may not be later
 */
export function fieldFaults(key: string, field: Field, value: unknown, today?: Day): Reason[] {
  if (isMissing(value)) return field.required ? [{ where: key, message: `“${field.name}”不能为空` }] : []
  const check: Check = CHECKS[field.kind]
  if (!check.is(value, field)) {
    const choices = field.options ? `：${field.options.join('、')}` : ''
    return [{ where: key, message: `“${field.name}”应为${check.expected}${choices}，现为“${shown(value)}”` }]
  }
  if (field.kind === 'point' || field.kind === 'line' || field.kind === 'polygon') {
    const fault = geometryFault(field.kind, value)
    return fault ? [{ where: key, message: `“${field.name}”${fault}` }] : []
  }
  if (field.kind === 'rows') return rowFaults(key, field, value as Record<string, unknown>[], today)
  if (field.past && today !== undefined) {
    const ahead = [value as Day | Day[]].flat().find(day => day > today)
    return ahead === undefined
      ? []
      : [{ where: key, message: `“${field.name}”不能晚于今天（${today}），现为 ${ahead}` }]
  }
  const measured = (MEASURED[field.kind] as ((v: unknown) => string | number) | undefined)?.(value)
  const fault = measured === undefined ? undefined : boundFault(field, measured)
  return fault ? [{ where: key, message: fault }] : []
}

/** Why a value cannot stand in a field, in Chinese; undefined when it can. */
export const fieldFault = (field: Field, value: unknown): string | undefined =>
  fieldFaults('', field, value)[0]?.message

function boundFault(field: Field, value: string | number): string | undefined {
  const n = Number(value)
  if (field.min !== undefined && n < field.min)
    return `“${field.name}”不能小于 ${field.min}${field.unit ?? ''}，现为 ${value}`
  if (field.max !== undefined && n > field.max)
    return `“${field.name}”不能大于 ${field.max}${field.unit ?? ''}，现为 ${value}`
  const places = String(value).split('.')[1]?.length ?? 0
  if (field.places !== undefined && places > field.places)
    return `“${field.name}”最多保留 ${field.places} 位小数，现为 ${value}`
  return undefined
}

function rowFaults(key: string, field: Field, rows: Record<string, unknown>[], today?: Day): Reason[] {
  return rows.flatMap((row, i) => {
    const own = Object.entries(field.fields ?? {}).flatMap(([sub, inner]) =>
      fieldFaults(`${key}.${i}.${sub}`, inner, row[sub], today),
    )
    const unknown = Object.keys(row).filter(sub => !(sub in (field.fields ?? {})))
    return [
      ...own.map(r => ({ ...r, message: `“${field.name}”第${i + 1}行：${r.message}` })),
      ...unknown.map(sub => ({
        where: `${key}.${i}.${sub}`,
        message: `“${field.name}”第${i + 1}行：没有“${sub}”这一项`,
      })),
    ]
  })
}
