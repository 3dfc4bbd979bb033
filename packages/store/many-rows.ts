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
type Row = Record<string, unknown>

/** A statement's parameters are bound one by one; beyond this many rows that is the slower way. */
export const MANY = 200
const ROWS_A_STATEMENT = 1000
const BYTES_A_CHUNK = 256 * 1024

export async function writeManyRows(
  tx: Tx,
  copies: pg.PoolClient | undefined,
  table: string,
  columns: readonly Column[],
  rows: readonly Row[],
): Promise<void> {
  if (copies) return copyRows(copies, table, columns, rows)
  const names = sql.join(columns.map(c => sql.id(c.column)))
  const typed = sql.join(columns.map(c => sql`${sql.id(c.column)} ${sql.raw(c.type)}`))
  for (let i = 0; i < rows.length; i += ROWS_A_STATEMENT) {
    const part = rows
      .slice(i, i + ROWS_A_STATEMENT)
      .map(row => Object.fromEntries(columns.map(c => [c.column, row[c.key] ?? null])))
    await sql`insert into ${sql.table(table)} (${names})
      select ${names} from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as given(${typed})`.execute(tx)
  }
}

async function copyRows(
  client: pg.PoolClient,
  table: string,
  columns: readonly Column[],
  rows: readonly Row[],
): Promise<void> {
  const quoted = columns.map(c => `"${c.column}"`).join(', ')
  const stream = client.query(copyFrom(`copy "${table}" (${quoted}) from stdin`))
  // What the server refuses comes as an error of the stream; it is waited for from the start, so that it is never missed.
  const ended = finished(stream)
  let chunk = ''
  try {
    for (const row of rows) {
      chunk += `${columns.map(c => field(c.type, row[c.key])).join('\t')}\n`
      if (chunk.length < BYTES_A_CHUNK) continue
      if (!stream.write(chunk)) await Promise.race([once(stream, 'drain'), ended])
      chunk = ''
    }
    stream.end(chunk)
  } catch (error) {
    stream.destroy(error as Error)
    await ended.catch(() => undefined)
    throw error
  }
  await ended
}

/** A value in the text format of COPY. */
function field(type: string, value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  if (type === 'jsonb') return escaped(JSON.stringify(value))
  if (type.endsWith('[]')) return escaped(arrayText(value as unknown[]))
  return escaped(String(value))
}

const arrayText = (list: readonly unknown[]): string =>
  `{${list.map(item => (item === null ? 'NULL' : `"${String(item).replace(/[\\"]/g, c => `\\${c}`)}"`)).join(',')}}`

const SIGNS: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const escaped = (text: string): string => (/[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, c => SIGNS[c]!) : text)
