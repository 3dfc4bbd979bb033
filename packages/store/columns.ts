import type { FieldKind } from '@jingtu/core/field.ts'
import { columnOf, type RecordKind } from '@jingtu/core/record.ts'
import { isRegister } from '@jingtu/core/register.ts'
import { type RawBuilder, sql } from 'kysely'

/** The SQL type of each kind of field. */
export const SQL_TYPE = {
  text: 'text',
  decimal: 'numeric',
  integer: 'integer',
  boolean: 'boolean',
  day: 'date',
  instant: 'timestamptz',
  choice: 'text',
  ref: 'uuid',
  refs: 'uuid[]',
  texts: 'text[]',
  days: 'date[]',
  files: 'text[]',
  json: 'jsonb',
  money: 'numeric',
  area: 'jsonb',
  period: 'text',
  choices: 'text[]',
  point: 'jsonb',
  line: 'jsonb',
  polygon: 'jsonb',
  rows: 'jsonb',
} satisfies Record<FieldKind, string>

/**
 * What the database works out beside a column and keeps with it, so that areas add up and shapes are found: generated
 * columns, never written and never read back into a row.
 */
export const COMPANION = {
  area: { suffix: '_m2', type: 'numeric', of: 'square_metres', index: null },
  point: { suffix: '_shape', type: 'geometry', of: 'shape_of', index: 'gist' },
  line: { suffix: '_shape', type: 'geometry', of: 'shape_of', index: 'gist' },
  polygon: { suffix: '_shape', type: 'geometry', of: 'shape_of', index: 'gist' },
} satisfies Partial<Record<FieldKind, { suffix: string; type: string; of: string; index: string | null }>>

export const companionsOf = (
  kind: RecordKind,
): { column: string; type: string; from: string; of: string; index: string | null }[] =>
  Object.entries(kind.fields).flatMap(([key, field]) => {
    const c = (COMPANION as Partial<Record<FieldKind, (typeof COMPANION)['point'] | (typeof COMPANION)['area']>>)[
      field.kind
    ]
    return c ? [{ ...c, from: columnOf(key), column: `${columnOf(key)}${c.suffix}` }] : []
  })

/** The column a field is compared and sorted by. */
export const sortColumn = (kind: RecordKind, key: string): string =>
  `${columnOf(key)}${kind.fields[key]?.kind === 'area' ? COMPANION.area.suffix : ''}`

/** What a search looks into: all its text fields as one, so that one index serves them. */
export const searchExpression = (kind: RecordKind): string | undefined =>
  isRegister(kind) && kind.register.search.length > 0
    ? kind.register.search.map(key => `coalesce(${columnOf(key)}, '')`).join(` || ' ' || `)
    : undefined

/** Header columns in the order of the table; every record table begins with them. */
export const HEADER = [
  ['home', 'home', 'uuid'],
  ['id', 'id', 'uuid'],
  ['version', 'version', 'integer'],
  ['region', 'region', 'text'],
  ['state', 'state', 'text'],
  ['effective', 'effective', 'date'],
  ['since', 'since', 'timestamptz'],
  ['until', 'until', 'timestamptz'],
] as const

/**
 * The day from which a later version holds instead; null while none does. Kept by the store beside the header (it follows
 * from the versions), so that what was true on a day is a condition on one row.
 */
export const ENDS = { key: 'effectiveUntil', column: 'effective_until', type: 'date' } as const

export const columnsOf = (kind: RecordKind): { key: string; column: string; type: string }[] => [
  ...HEADER.map(([key, column, type]) => ({ key, column, type })),
  ...Object.entries(kind.fields).map(([key, field]) => ({ key, column: columnOf(key), type: SQL_TYPE[field.kind] })),
]

/** Select list that gives rows their declared names. */
export const selection = (kind: RecordKind, alias = kind.table): RawBuilder<unknown> =>
  sql.join(columnsOf(kind).map(c => sql`${sql.ref(`${alias}.${c.column}`)} as ${sql.id(c.key)}`))

/** A value as the parameter of its column. */
export const parameter = (type: string, value: unknown): RawBuilder<unknown> =>
  type === 'jsonb'
    ? sql`${value === null || value === undefined ? null : JSON.stringify(value)}::jsonb`
    : sql`${value ?? null}::${sql.raw(type)}`

/** The drafted DDL of a record's table; reviewed, committed as a migration, guarded by the drift test. */
export function draftTable(kind: RecordKind): string {
  const lines = columnsOf(kind).map(({ key, column, type }) => {
    const field = kind.fields[key]
    const collate = column === 'region' && !field ? ' collate "C"' : ''
    const isList = type.endsWith('[]')
    const must = !field ? column !== 'until' : isList
    return `  ${column} ${type}${collate}${must ? ' not null' : ''}`
  })
  lines.push(`  ${ENDS.column} ${ENDS.type}`)
  for (const c of companionsOf(kind))
    lines.push(`  ${c.column} ${c.type} generated always as (${c.of}(${c.from})) stored`)
  const t = kind.table
  return [
    `-- ${kind.name}`,
    `create table ${t} (\n${lines.join(',\n')},\n  primary key (home, id, version)\n);`,
    `comment on table ${t} is 'sharded';`,
    `create unique index ${t}_current on ${t} (home, id) where until is null;`,
    `create index ${t}_id on ${t} (id, version);`,
    ...indexesOf(kind).map(
      i =>
        `create index ${i.name} on ${t} ${i.method === 'btree' ? '' : `using ${i.method} `}(${i.on})${i.where ? ` where ${i.where}` : ''};`,
    ),
  ].join('\n')
}

export interface Index {
  name: string
  method: 'btree' | 'gin' | 'gist'
  on: string
  where: typeof CURRENT | null
}
const CURRENT = 'until is null'

/**
 * The indexes of a table beside its keys. A register's page goes on behind (value, id), so both stand in it, and one index
 * of all versions serves today's list and those of any past day: behind the order stand the times of a version, so that
 * what is not current, or was not there yet on that day, is passed over in the index without a look at its row. (Split into
 * current and replaced rows, either part may hold nothing of a day and would be walked to its end row by row.)
 */
export function indexesOf(kind: RecordKind): Index[] {
  const t = kind.table
  const index = (name: string, on: string, method: Index['method'], where: Index['where']): Index => ({
    name: `${t}_${name}`,
    method,
    on,
    where,
  })
  const now = (name: string, on: string, method: Index['method'] = 'btree') => index(name, on, method, CURRENT)
  const order = (name: string, on: string) =>
    isRegister(kind) ? index(name, `${on}, ${TIMES}`, 'btree', null) : now(name, on)
  const own = Object.entries(kind.fields)
    .filter(([, field]) => field.indexed)
    .map(([key, field]) => {
      const column = sortColumn(kind, key)
      if (SQL_TYPE[field.kind].endsWith('[]')) return now(column, column, 'gin')
      return order(column, isRegister(kind) ? `${column}, id` : column)
    })
  const shapes = companionsOf(kind)
    .filter(c => c.index)
    .map(c => now(c.column, c.column, 'gist'))
  const search = searchExpression(kind)
  // Days before which there was little are found by themselves.
  const days = isRegister(kind) ? ['effective', 'since'].map(day => index(day, day, 'btree', null)) : []
  return [
    order('region', 'region, state'),
    ...own,
    ...shapes,
    ...(search ? [now('search', `(${search}) gin_trgm_ops`, 'gin')] : []),
    ...days,
  ]
}

/** When a version was replaced, and from when it was known and true. */
const TIMES = 'until, effective, since'
