import { sql } from 'kysely'
import { asideOfChange } from './connection.ts'
import { sha256 } from './digest.ts'
import type { Db, Tx } from './open.ts'

export interface StoredFile {
  hash: string
  size: number
  type: string
  name: string
  uploadedAt: string
}

/** Stores a file once by the hash of its content; storing it again changes nothing. */
export async function storeFile(
  db: Db | Tx,
  bytes: Uint8Array,
  about: { type: string; name: string; by: string | null; now: Date },
): Promise<StoredFile> {
  const hash = sha256(bytes)
  // One statement: a process killed between two would leave a file without its content.
  await sql`with described as (
      insert into file (hash, size, type, name, uploaded_by, uploaded_at)
      values (${hash}, ${bytes.length}, ${about.type}, ${about.name}, ${about.by}::uuid, ${about.now.toISOString()}::timestamptz)
      on conflict (hash) do nothing)
    insert into file_body (hash, bytes) values (${hash}, ${Buffer.from(bytes)}) on conflict (hash) do nothing`.execute(
    db,
  )
  return (await findFile(db, hash))!
}

export async function findFile(db: Db | Tx, hash: string): Promise<StoredFile | undefined> {
  const { rows } =
    await sql<StoredFile>`select hash, size, type, name, uploaded_at as "uploadedAt" from file where hash = ${hash}`.execute(
      db,
    )
  return rows[0]
}

export async function readFileBytes(db: Db | Tx, hash: string): Promise<Uint8Array | undefined> {
  const { rows } = await sql<{ bytes: Buffer }>`select bytes from file_body where hash = ${hash}`.execute(db)
  return rows[0]?.bytes
}

export async function noteFileView(db: Db, hash: string, person: string, now: Date): Promise<void> {
  await sql`insert into file_view (hash, person, at) values (${hash}, ${person}::uuid, ${now.toISOString()}::timestamptz)`.execute(
    db,
  )
}

export interface FileView {
  name: string
  /** How often, and when last. */
  times: number
  at: string
}

/** Who looked at a file, the latest first. */
export async function listFileViews(db: Db, hash: string): Promise<FileView[]> {
  const { rows } = await sql<FileView>`select p.name, count(*) as times, max(v.at) as at from file_view v
    join person p on p.id = v.person and p.until is null where v.hash = ${hash} group by v.person, p.name
    order by 3 desc limit 200`.execute(db)
  return rows
}

const PIECE = 256 * 1024

/**
 * A file's bytes in pieces, so that the largest is never held whole. Inside a change that is copying, a server is read on
 * another connection.
 */
export async function* readFilePieces(db: Db | Tx, hash: string): AsyncGenerator<Uint8Array> {
  for (let from = 1; ; from += PIECE) {
    const read = () =>
      sql<{ bytes: Buffer }>`
        select substring(bytes from ${from}::int for ${PIECE}::int) as bytes from file_body where hash = ${hash}`.execute(
        db,
      )
    const { rows } = await (db.isTransaction ? read() : asideOfChange(read))
    const bytes = rows[0]?.bytes
    if (!bytes || bytes.length === 0) return
    yield bytes
    if (bytes.length < PIECE) return
  }
}
