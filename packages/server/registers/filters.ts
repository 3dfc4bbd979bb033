import { EMPTY, type Field, type FieldKind } from '@jingtu/core/field.ts'
import { isId } from '@jingtu/core/id.ts'
import { isDecimal, parseArea, squareMetres } from '@jingtu/core/measure.ts'
import { isDay } from '@jingtu/core/period.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import type { Register } from '@jingtu/core/register.ts'
import { sortColumn } from '@jingtu/store/columns.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { type RawBuilder, sql } from 'kysely'
import { refusal } from '../problems.ts'

type Comparing = {
  /** SQL type values are compared as. */
  type: string
  /** A value of the address as that type takes it; undefined where it is none. */
  read: (text: string, field: Field) => string | undefined
  ranges: boolean
} | null

const asText: Comparing = { type: 'text', read: text => text, ranges: false }
const asNumber: Comparing = { type: 'numeric', read: text => (isDecimal(text) ? text : undefined), ranges: true }
const asDay: Comparing = { type: 'date', read: text => (isDay(text) ? text : undefined), ranges: true }
const asId: Comparing = { type: 'uuid', read: text => (isId(text) ? text : undefined), ranges: false }
const asOption: Comparing = {
  type: 'text',
  read: (text, field) => (field.options?.includes(text) ? text : undefined),
  ranges: false,
}

/** How a list is narrowed by every kind of field; null: only by whether something is there. */
const COMPARING = {
  text: asText,
  decimal: asNumber,
  integer: asNumber,
  money: asNumber,
  area: {
    type: 'numeric',
    read: (text, field) => {
      const area = parseArea(text, field.unit ?? '亩')
      return area && squareMetres(area)
    },
    ranges: true,
  },
  boolean: {
    type: 'boolean',
    read: text => ({ true: 'true', false: 'false', 是: 'true', 否: 'false' })[text],
    ranges: false,
  },
  day: asDay,
  instant: { type: 'timestamptz', read: text => (Number.isNaN(Date.parse(text)) ? undefined : text), ranges: true },
  period: { ...asText, ranges: true },
  choice: asOption,
  choices: asOption,
  ref: asId,
  refs: asId,
  texts: asText,
  days: asDay,
  files: null,
  point: null,
  line: null,
  polygon: null,
  rows: null,
  json: null,
} satisfies Record<FieldKind, Comparing>

/** One condition of the address: f.grade=一级,二级 · f.damHeight.from=10 · f.closedOn.empty=true */
export interface Filter {
  key: string
  how: 'is' | 'from' | 'to' | 'empty'
  value: string
}

/** The conditions in an address's parameters. */
export function filtersIn(query: Record<string, string>, prefix = 'f'): Filter[] {
  return Object.entries(query).flatMap(([name, value]): Filter[] => {
    const parts = /^(\w)\.([A-Za-z][A-Za-z0-9_]*)(?:\.(from|to|empty))?$/.exec(name)
    if (parts?.[1] !== prefix || value === '') return []
    return [{ key: parts[2]!, how: (parts[3] as Filter['how'] | undefined) ?? 'is', value }]
  })
}

/** @throws Refusal naming every condition that cannot be read */
export function compileFilters(kind: Register, filters: readonly Filter[]): RawBuilder<unknown>[] {
  const faults: Reason[] = []
  const made = filters.flatMap(filter => {
    const field = kind.fields[filter.key]
    if (!field || !(kind.register.filters.includes(filter.key) || field.indexed) || field.secrecy === 'personal') {
      faults.push({ where: `f.${filter.key}`, message: `${kind.name}不能按“${field?.name ?? filter.key}”筛选` })
      return []
    }
    const column = sql.ref(`${kind.table}.${sortColumn(kind, filter.key)}`)
    const compiled = compileOne(field, column, filter)
    if (typeof compiled === 'string') faults.push({ where: `f.${filter.key}`, message: compiled })
    return typeof compiled === 'string' ? [] : [compiled]
  })
  if (faults.length > 0) throw refusal('invalid', '筛选条件有误', faults)
  return made
}

function compileOne(field: Field, column: RawBuilder<unknown>, filter: Filter): RawBuilder<unknown> | string {
  const isList = Array.isArray(EMPTY[field.kind])
  if (filter.how === 'empty') {
    const empty = isList && field.kind !== 'rows' ? sql`cardinality(${column}) = 0` : sql`${column} is null`
    return filter.value === 'false' ? sql`not (${empty})` : sql`(${empty})`
  }
  const comparing: Comparing = COMPARING[field.kind]
  if (!comparing) return `“${field.name}”只能按是否填写筛选`
  const type = sql.raw(comparing.type)
  if (filter.how !== 'is') {
    const value = comparing.ranges && !isList ? comparing.read(filter.value, field) : undefined
    if (value === undefined) return `“${field.name}”的范围“${filter.value}”无法识别`
    return filter.how === 'from' ? sql`${column} >= ${value}::${type}` : sql`${column} <= ${value}::${type}`
  }
  const values = filter.value.split(',').map(text => comparing.read(text, field))
  if (values.some(v => v === undefined)) return `“${field.name}”没有“${filter.value}”`
  return isList ? sql`${column} && ${values}::${type}[]` : sql`${column} = any(${values}::${type}[])`
}

/** Fields a place added: their values stand in `extra`, compared as text. Personal ones narrow nothing. */
export async function compileLocal(
  db: Db | Tx,
  kind: Register,
  filters: readonly Filter[],
): Promise<RawBuilder<unknown>[]> {
  if (filters.length === 0) return []
  const { rows } = await sql<{ key: string }>`select distinct key from local_field
    where register = ${kind.id} and coalesce(field ->> 'secrecy', '') <> 'personal'`.execute(db)
  const known = new Set(rows.map(r => r.key))
  const unknown = filters.filter(f => !known.has(f.key))
  if (unknown.length > 0)
    throw refusal(
      'invalid',
      '筛选条件有误',
      unknown.map(f => ({ where: `x.${f.key}`, message: `不能按地方字段“${f.key}”筛选` })),
    )
  const extra = sql.ref(`${kind.table}.extra`)
  return filters.map(({ key, value }) => sql`${extra} ->> ${key} = any(${value.split(',')}::text[])`)
}
