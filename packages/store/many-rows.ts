import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { sql } from 'kysely'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Tx } from './open.ts'

/**
 * Writing many rows of one table: COPY on a server, one JSON parameter a thousand rows where the engine takes none. Both
 * give the database the same values; which rows are right was decided before.
 */
interface Column {
  key: string
  column: string
  type: string
}
/** Read by the keys of the columns. */
type Row = object

/** A statement's parameters are bound one by one; beyond this many rows that is the slower way. */
export const MANY = 200
const ROWS_A_STATEMENT = 1000
const CHARACTERS_A_CHUNK = 256 * 1024

export async function writeManyRows(
  tx: Tx,
  copies: pg.PoolClient | undefined,
  table: string,
  columns: readonly Column[],
  rows: Iterable<Row>,
): Promise<void> {
  if (copies) return copyRows(copies, table, columns, rows)
  const names = sql.join(columns.map(c => sql.id(c.column)))
  const typed = sql.join(columns.map(c => sql`${sql.id(c.column)} ${sql.raw(c.type)}`))
  const insert = (part: object[]) =>
    sql`insert into ${sql.table(table)} (${names})
      select ${names} from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as given(${typed})`.execute(tx)
  let part: object[] = []
  for (const row of rows) {
    part.push(Object.fromEntries(columns.map(c => [c.column, (row as Record<string, unknown>)[c.key] ?? null])))
    if (part.length < ROWS_A_STATEMENT) continue
    await insert(part)
    part = []
  }
  if (part.length > 0) await insert(part)
}

async function copyRows(
  client: pg.PoolClient,
  table: string,
  columns: readonly Column[],
  rows: Iterable<Row>,
): Promise<void> {
  const quoted = columns.map(c => `"${c.column}"`).join(', ')
  const fields = columns.map(c => ({ key: c.key, text: copyText(c.type) }))
  const stream = client.query(copyFrom(`copy "${table}" (${quoted}) from stdin`))
  // What the server refuses comes as an error of the stream; it is waited for from the start, so that it is never missed.
  const ended = finished(stream)
  let lines: string[] = []
  let length = 0
  try {
    for (const row of rows) {
      const cells = fields.map(({ key, text }) => {
        const value = (row as Record<string, unknown>)[key]
        return value === null || value === undefined ? '\\N' : text(value)
      })
      const line = cells.join('\t')
      lines.push(line)
      length += line.length
      if (length < CHARACTERS_A_CHUNK) continue
      lines.push('')
      if (!stream.write(lines.join('\n'))) await Promise.race([once(stream, 'drain'), ended])
      lines = []
      length = 0
    }
    lines.push('')
    stream.end(lines.join('\n'))
  } catch (error) {
    stream.destroy(error as Error)
    await ended.catch(() => undefined)
    throw error
  }
  await ended
}

/** How a value of a type stands in the text format of COPY. */
const copyText = (type: string): ((value: unknown) => string) =>
  type === 'jsonb'
    ? value => escaped(JSON.stringify(value))
    : type.endsWith('[]')
      ? value => escaped(arrayText(value as unknown[]))
      : value => escaped(String(value))

const arrayText = (list: readonly unknown[]): string =>
  `{${list.map(item => (item === null ? 'NULL' : `"${String(item).replace(/[\\"]/g, c => `\\${c}`)}"`)).join(',')}}`

const SIGNS: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const escaped = (text: string): string => (/[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, c => SIGNS[c]!) : text)
