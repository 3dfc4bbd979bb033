import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { problem, Refusal } from '@jingtu/core/problem.ts'
import { sql } from 'kysely'
import { listFilled, listTables, type Table } from './backup/catalogue.ts'
import { type BackupSummary, FILE_BODY, FORMAT, type Header, LEFT_OUT, type Trailer, VERSION } from './backup/format.ts'
import { listMigrations, migrate, runMigration } from './migrate.ts'
import { connectStore, type Tx } from './open.ts'

const ROWS_A_STATEMENT = 500
const BYTES_A_STATEMENT = 8_000_000
/** Longer than any line a backup writes; a file of other origin must not fill the memory. */
const LONGEST_LINE = 256_000_000

/**
 * Fills an empty store from a backup of either engine, in one transaction: a backup that is cut short, edited, or made by a
 * newer version leaves the store as it was. A backup of an older version is restored as it was made and then migrated.
 * @throws Refusal
 */
export async function restoreStore(location: string, from: Readable): Promise<BackupSummary> {
  const lines = readLines(from)
  try {
    const header = await readHeader(lines).catch(asDamage)
    const store = await connectStore(location)
    try {
      const restored = store.db.transaction().execute(async tx => {
        await prepare(tx, header)
        const rows = await readRows(tx, lines)
        await compareHeads(tx, header)
        return { ...header, rows }
      })
      const summary = await restored.catch(asDamage)
      await migrate(store)
      return summary
    } finally {
      await store.close()
    }
  } finally {
    from.destroy()
  }
}

export const restoreFromFile = (location: string, path: string): Promise<BackupSummary> =>
  restoreStore(location, createReadStream(path))

const refuse = (reason: string): Refusal =>
  new Refusal(problem('invalid', '无法恢复这份备份', [`${reason}。没有恢复任何数据`]))

/** Faults of the stream and of what it says are the backup's; those of the database's own health are not. */
function asDamage(error: unknown): never {
  const code = (error as { code?: unknown }).code
  if (typeof code !== 'string') throw error
  if (code.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE')
    throw refuse('文件不完整或已损坏（无法解压），请换一份完整的备份')
  if (/^(22|23|42)/.test(code)) throw refuse(`文件内容已损坏（${(error as Error).message}），请换一份完整的备份`)
  throw error
}

interface Line {
  text: string
  /** Digest of everything before this line. */
  before: () => string
}
type Lines = AsyncGenerator<Line>

function readLines(from: Readable): Lines {
  const gunzip = createGunzip()
  gunzip.on('error', () => {}) // comes out where the lines are read
  from.on('error', error => gunzip.destroy(error))
  from.pipe(gunzip)
  return split(gunzip)
}

async function* split(text: AsyncIterable<Buffer>): Lines {
  const hash = createHash('sha256')
  let pieces: Buffer[] = []
  let length = 0
  for await (const chunk of text) {
    let start = 0
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      const line = Buffer.concat([...pieces, chunk.subarray(start, end)])
      yield { text: line.toString('utf8'), before: () => hash.copy().digest('hex') }
      hash.update(line)
      hash.update('\n')
      pieces = []
      length = 0
      start = end + 1
    }
    pieces.push(chunk.subarray(start))
    length += chunk.length - start
    if (length > LONGEST_LINE) throw refuse('这不是净土的备份文件')
  }
  if (length > 0) throw refuse('文件不完整：最后一行没有结束')
}

function parseAbout(line: Line): unknown {
  try {
    if (!line.text.startsWith('#')) throw new SyntaxError('没有 # 开头')
    return JSON.parse(line.text.slice(1))
  } catch {
    throw refuse('文件内容已损坏，请换一份完整的备份')
  }
}

async function readHeader(lines: Lines): Promise<Header> {
  const first = await lines.next()
  if (first.done || !first.value.text.startsWith('#{')) throw refuse('这不是净土的备份文件')
  const header = parseAbout(first.value) as Header
  if (header.format !== FORMAT) throw refuse('这不是净土的备份文件')
  if (header.version !== VERSION)
    throw refuse(`备份格式为第${header.version}版，本程序只认第${VERSION}版，请用生成它的程序版本恢复`)
  const known = new Map(listMigrations().map(m => [m.name, m.digest]))
  for (const { name, digest } of header.migrations) {
    if (!known.has(name)) throw refuse(`备份由更新版本的程序生成（${name}），请先升级程序`)
    if (known.get(name) !== digest) throw refuse(`备份所用的数据库结构 ${name} 与本程序的不同`)
  }
  return header
}

/** Brings an empty database to the structure the backup was made with. */
async function prepare(tx: Tx, header: Header): Promise<void> {
  const tables = await listTables(tx)
  const filled = await listFilled(tx, tables)
  if (filled.length > 0)
    throw new Refusal(
      problem('conflict', '只能恢复到空的数据库', [
        `目标中已有数据（${filled.slice(0, 5).join('、')}${filled.length > 5 ? ' 等' : ''}）。请换一个空的数据目录或数据库`,
      ]),
    )
  for (const { name } of [...tables].reverse()) await sql`drop table ${sql.table(name)}`.execute(tx)
  const wanted = new Set(header.migrations.map(m => m.name))
  for (const migration of listMigrations()) if (wanted.has(migration.name)) await runMigration(tx, migration)
}

async function readRows(tx: Tx, lines: Lines): Promise<Record<string, number>> {
  const tables = new Map((await listTables(tx)).map(t => [t.name, t]))
  const rows: Record<string, number> = {}
  let sink: Sink | undefined
  for (let next = await lines.next(); !next.done; next = await lines.next()) {
    const line = next.value
    if (!line.text.startsWith('#')) {
      if (!sink) throw refuse('文件内容已损坏：数据行之前没有表名')
      await sink.take(line.text)
      continue
    }
    if (sink) rows[sink.table.name] = await sink.end()
    const about = parseAbout(line) as { table?: string } & Partial<Trailer>
    if (about.table === undefined) {
      judgeTrailer(about, line, rows)
      if (!(await lines.next()).done) throw refuse('备份末尾之后还有内容，文件被改动过')
      return rows
    }
    const table = tables.get(about.table)
    if (!table || LEFT_OUT.has(table.name)) throw refuse(`备份中的表“${about.table}”本程序没有`)
    if (table.name in rows) throw refuse(`备份中的表“${about.table}”出现了两次`)
    rows[table.name] = 0
    sink = table.name === FILE_BODY ? new FileSink(tx, table) : new RowSink(tx, table)
  }
  throw refuse('文件不完整：没有结尾，请换一份完整的备份')
}

function judgeTrailer(trailer: Partial<Trailer>, line: Line, rows: Record<string, number>): void {
  if (trailer.sha256 !== line.before()) throw refuse('校验值不符，文件被改动过或已损坏')
  const differing = Object.keys({ ...trailer.rows, ...rows }).filter(name => trailer.rows?.[name] !== rows[name])
  if (differing.length > 0) throw refuse(`行数不符（${differing.join('、')}），文件被改动过或已损坏`)
}

async function compareHeads(tx: Tx, header: Header): Promise<void> {
  const { rows } = await sql<Header['heads'][number]>`select home, seq, hash from chain_head order by home`.execute(tx)
  const text = (heads: Header['heads']): string => heads.map(h => `${h.home} ${h.seq} ${h.hash}`).join('\n')
  if (text(rows) !== text(header.heads)) throw refuse('链首校验值与备份头部所列的不符，文件被改动过')
}

interface Sink {
  table: Table
  take(line: string): Promise<void>
  /** Writes what is left and says how many rows came. */
  end(): Promise<number>
}

class RowSink implements Sink {
  readonly table: Table
  private readonly tx: Tx
  private lines: string[] = []
  private bytes = 0
  private count = 0

  constructor(tx: Tx, table: Table) {
    this.tx = tx
    this.table = table
  }

  async take(line: string): Promise<void> {
    if (!line.startsWith('{')) throw refuse(`文件内容已损坏（表 ${this.table.name}）`)
    this.lines.push(line)
    this.bytes += line.length
    this.count++
    if (this.table.pointsToItself) return
    if (this.lines.length >= ROWS_A_STATEMENT || this.bytes >= BYTES_A_STATEMENT) await this.write()
  }

  async end(): Promise<number> {
    await this.write()
    return this.count
  }

  private async write(): Promise<void> {
    if (this.lines.length === 0) return
    const { name, columns } = this.table
    await sql`insert into ${sql.table(name)} (${sql.join(columns.map(c => sql.id(c.name)))})
      select ${sql.join(columns.map(c => (c.asText ? sql`${sql.ref(c.name)}::${sql.raw(c.type)}` : sql.ref(c.name))))}
      from json_to_recordset(${`[${this.lines.join(',')}]`}::json)
        as r(${sql.join(columns.map(c => sql`${sql.id(c.name)} ${sql.raw(c.asText ? 'text' : c.type)}`))})`.execute(
      this.tx,
    )
    this.lines = []
    this.bytes = 0
  }
}

class FileSink implements Sink {
  readonly table: Table
  private readonly tx: Tx
  private current: { hash: string; size: number; pieces: Buffer[]; length: number } | undefined
  private count = 0

  constructor(tx: Tx, table: Table) {
    this.tx = tx
    this.table = table
  }

  async take(line: string): Promise<void> {
    if (line.startsWith('~')) {
      if (!this.current) throw refuse('文件内容已损坏（附件之前没有名称）')
      const piece = Buffer.from(line.slice(1), 'base64')
      this.current.pieces.push(piece)
      this.current.length += piece.length
      if (this.current.length > this.current.size) throw refuse('文件内容已损坏（附件比登记的大）')
      return
    }
    await this.write()
    const { hash, size } = parseAbout({ text: `#${line}`, before: () => '' }) as { hash: string; size: number }
    this.current = { hash, size, pieces: [], length: 0 }
    this.count++
  }

  async end(): Promise<number> {
    await this.write()
    return this.count
  }

  private async write(): Promise<void> {
    if (!this.current) return
    // A file that was already damaged in the house comes back as it was; verification names it.
    const { hash, size, pieces, length } = this.current
    if (length !== size) throw refuse('文件内容已损坏（附件不完整）')
    const bytes = Buffer.concat(pieces)
    await sql`insert into file_body (hash, bytes) values (${hash}, ${bytes})`.execute(this.tx)
    this.current = undefined
  }
}
