import type { FieldKind } from '@jingtu/core/field.ts'
import { columnOf, type RecordKind } from '@jingtu/core/record.ts'
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
} satisfies Record<FieldKind, string>

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
  const t = kind.table
  const indexes = Object.entries(kind.fields)
    .filter(([, field]) => field.indexed)
    .map(([key, field]) => {
      const column = columnOf(key)
      return field.kind === 'refs' || field.kind === 'texts'
        ? `create index ${t}_${column} on ${t} using gin (${column}) where until is null;`
        : `create index ${t}_${column} on ${t} (${column}) where until is null;`
    })
  return [
    `-- ${kind.name}`,
    `create table ${t} (\n${lines.join(',\n')},\n  primary key (home, id, version)\n);`,
    `comment on table ${t} is 'sharded';`,
    `create unique index ${t}_current on ${t} (home, id) where until is null;`,
    `create index ${t}_id on ${t} (id, version);`,
    `create index ${t}_region on ${t} (region, state) where until is null;`,
    ...indexes,
  ].join('\n')
}
