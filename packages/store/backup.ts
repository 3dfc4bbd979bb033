import { createHash } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { sql } from 'kysely'
import { listTables, type Table, travelling } from './backup/catalogue.ts'
import { type BackupSummary, FILE_BODY, FORMAT, type Header, LEFT_OUT, PIECE, VERSION } from './backup/format.ts'
import { listRunMigrations } from './migrate.ts'
import type { Store, Tx } from './open.ts'
import { waitForTheWhole } from './verify.ts'

const ROWS_A_FETCH = 500

/**
 * Writes everything but sessions as one gzipped text, the same from both engines, of one consistent state. The stream is
 * ended; what it holds is whole only when this returns. On the embedded engine others wait meanwhile.
 */
export async function backupStore(store: Store, to: Writable, now: Date): Promise<BackupSummary> {
  return store.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async tx => {
      await waitForTheWhole(tx)
      const header: Header = {
        format: FORMAT,
        version: VERSION,
        madeAt: now.toISOString(),
        engine: store.engine,
        migrations: await listRunMigrations(tx),
        heads: (
          await sql<{
            home: string
            seq: number
            hash: string
          }>`select home, seq, hash from chain_head order by home`.execute(tx)
        ).rows,
      }
      const rows: Record<string, number> = {}
      await pipeline(Readable.from(sealed(lines(tx, header, rows), rows)), createGzip(), to)
      return { ...header, rows }
    })
}

/** The same into a file, which appears under its name only when it is whole and on the disk. */
export async function backupToFile(store: Store, path: string, now: Date): Promise<BackupSummary> {
  const part = `${path}.part`
  // `flush`: on the disk before it is closed, and closed before this goes on.
  const stream = (await open(part, 'w', 0o600)).createWriteStream({ flush: true })
  try {
    const summary = await backupStore(store, stream, now)
    await rename(part, path)
    return summary
  } catch (error) {
    stream.destroy()
    await rm(part, { force: true })
    throw error
  }
}

/** The lines, then the trailer that counts and hashes them. */
async function* sealed(body: AsyncGenerator<string>, rows: Record<string, number>): AsyncGenerator<string> {
  const hash = createHash('sha256')
  for await (const line of body) {
    const whole = `${line}\n`
    hash.update(whole)
    yield whole
  }
  yield `#${JSON.stringify({ rows, sha256: hash.digest('hex') })}\n`
}

async function* lines(tx: Tx, header: Header, rows: Record<string, number>): AsyncGenerator<string> {
  yield `#${JSON.stringify(header)}`
  for (const table of await listTables(tx)) {
    if (LEFT_OUT.has(table.name)) continue
    yield `#${JSON.stringify({ table: table.name })}`
    rows[table.name] = 0
    for await (const line of table.name === FILE_BODY ? fileBodies(tx) : rowsOf(tx, table)) {
      if (line.startsWith('{')) rows[table.name]!++
      yield line
    }
  }
}

async function* rowsOf(tx: Tx, table: Table): AsyncGenerator<string> {
  await sql`declare backup_rows no scroll cursor for
    select row_to_json(r)::text as line from (select ${travelling(table)} from ${sql.table(table.name)}) r`.execute(tx)
  for (;;) {
    const { rows } = await sql<{ line: string }>`fetch ${sql.raw(String(ROWS_A_FETCH))} from backup_rows`.execute(tx)
    for (const { line } of rows) {
      if (line.includes('\n')) throw new Error(`表 ${table.name} 的一行无法写成单行文本`)
      yield line
    }
    if (rows.length < ROWS_A_FETCH) break
  }
  await sql`close backup_rows`.execute(tx)
}

/** Files are read piece by piece: the largest would outgrow one JSON line. */
async function* fileBodies(tx: Tx): AsyncGenerator<string> {
  let last = ''
  for (;;) {
    const { rows } = await sql<{ hash: string; size: number }>`select hash, octet_length(bytes) as size from file_body
      where hash collate "C" > ${last} order by hash collate "C" limit ${ROWS_A_FETCH}`.execute(tx)
    for (const { hash, size } of rows) {
      yield JSON.stringify({ hash, size })
      for (let from = 0; from < size; from += PIECE) {
        const piece = await sql<{ bytes: Buffer }>`
          select substring(bytes from ${from + 1}::int for ${PIECE}::int) as bytes from file_body where hash = ${hash}`.execute(
          tx,
        )
        yield `~${piece.rows[0]!.bytes.toString('base64')}`
      }
    }
    if (rows.length < ROWS_A_FETCH) return
    last = rows.at(-1)!.hash
  }
}
