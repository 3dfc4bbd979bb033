import { EMPTY, type Field, type FieldKind } from '@jingtu/core/field.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import type { RecordKind } from '@jingtu/core/record.ts'

const INTEGER_MAX = 2_147_483_647

/**
 * What no column can keep as it was given, although the declaration allows it. Refused before anything is written,
 * because the row would read back differently from its event.
 */
export function unstorable(kind: RecordKind, row: Record<string, unknown>): Reason[] {
  const reasons: Reason[] = []
  for (const [key, field] of Object.entries(kind.fields)) {
    const value = row[key]
    if (hasBrokenText(value))
      reasons.push({ where: key, message: `“${field.name}”含有无法保存的字符（空字符或残缺的字符），请删去后重新填写` })
    if (field.kind === 'integer' && typeof value === 'number' && Math.abs(value) > INTEGER_MAX)
      reasons.push({ where: key, message: `“${field.name}”超出可保存的范围（±${INTEGER_MAX}），现为 ${value}` })
  }
  return reasons
}

/** PostgreSQL keeps no NUL, and half of a surrogate pair has no UTF-8. */
function hasBrokenText(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed()
  if (Array.isArray(value)) return value.some(hasBrokenText)
  if (value && typeof value === 'object')
    return Object.entries(value).some(([k, v]) => hasBrokenText(k) || hasBrokenText(v))
  return false
}

/** How a value is written so that it reads back the same: instants in UTC, structures as JSON sees them. */
function asJson(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value
    case 'number':
      return Number.isFinite(value) ? value + 0 : null
    case 'undefined':
    case 'function':
    case 'symbol':
      return undefined
  }
  if (value === null) return null
  if (Array.isArray(value)) return Array.from(value, item => asJson(item) ?? null)
  if (!isPlain(value)) return JSON.parse(JSON.stringify(value))
  const out: Record<string, unknown> = {}
  for (const key of Object.keys(value)) {
    const own = asJson(value[key])
    if (own !== undefined) out[key] = own
  }
  return out
}
/** What JSON shows member by member; anything else (a date, a key that is no plain member) is left to JSON itself. */
const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  Object.getPrototypeOf(value) === Object.prototype &&
  !('toJSON' in (value as object)) &&
  !Object.hasOwn(value as object, '__proto__')
const asItIs = (value: unknown): unknown => value
const NORMAL = {
  text: asItIs,
  decimal: asItIs,
  integer: asItIs,
  money: asItIs,
  boolean: asItIs,
  day: asItIs,
  period: asItIs,
  choice: asItIs,
  choices: asItIs,
  ref: asItIs,
  refs: asItIs,
  texts: asItIs,
  days: asItIs,
  files: asItIs,
  instant: value =>
    typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? new Date(value).toISOString() : value,
  area: asJson,
  point: asJson,
  line: asJson,
  polygon: asJson,
  json: asJson,
  rows: (value, field) => (Array.isArray(value) ? value.map(row => completeRow(field, row)) : value),
} satisfies Record<FieldKind, (value: unknown, field: Field) => unknown>

/** An embedded row has every cell its field declares, empty where nothing was given. */
const completeRow = (field: Field, row: Record<string, unknown>): Record<string, unknown> => ({
  ...Object.fromEntries(Object.entries(field.fields ?? {}).map(([key, inner]) => [key, EMPTY[inner.kind]])),
  ...(asJson(row) as Record<string, unknown>),
})

export function normaliseValues(kind: RecordKind, values: Record<string, unknown>): Record<string, unknown> {
  for (const [key, field] of Object.entries(kind.fields)) {
    const normal = NORMAL[field.kind] as (value: unknown, field: Field) => unknown
    if (values[key] !== null && values[key] !== undefined) values[key] = normal(values[key], field)
  }
  return values
}
