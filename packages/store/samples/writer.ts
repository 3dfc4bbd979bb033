import { once } from 'node:events'
import { problem, Refusal } from '@jingtu/core/problem.ts'
import { sql } from 'kysely'
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams'
import type { Change } from '../changes.ts'
import { BLOCK_ROWS, type BulkContent, type BulkKind, type BulkTable } from './bulk.ts'
import { LineDigest } from './digest.ts'
import { type BulkValue, lineHead } from './line.ts'
import { LineBytes } from './line-bytes.ts'

/**
 * What is handed to the connection at a time. It moves on only when the event loop turns, and the loop is busy with the next
 * rows: small pieces would leave the server waiting for each of them.
 */
const WRITE_BYTES = 512 * 1024
/** Bytes on their way at most; when half of them have gone, more may come. */
const UNDER_WAY = 2 * 1024 * 1024

const SQL_TYPE: Record<BulkKind, string> = {
  uuid: 'uuid',
  integer: 'integer',
  numeric: 'numeric',
  day: 'date',
  text: 'text',
}

/**
 * Writes the rows of one parent inside its change: COPY on a server, arrays through unnest on the embedded engine. Only one
 * writer of a change may be open at a time, and nothing else may be asked of the change until it has ended.
 */
export class BulkWriter {
  private readonly table: BulkTable
  private readonly lines: LineBytes
  private readonly digest = new LineDigest()
  private readonly sink: Sink
  private ordinal = 0

  constructor(change: Change, table: BulkTable, home: string, parent: string) {
    this.table = table
    this.lines = new LineBytes(
      lineHead(home, parent),
      table.columns.map(([, kind]) => kind),
    )
    this.sink = change.copies ? new CopySink(change, table) : new ArraySink(change, table, [home, parent])
  }

  /** @returns whether `flush` should be awaited soon, or the rows gather in memory */
  add(values: readonly BulkValue[]): boolean {
    this.ordinal++
    this.lines.add(this.ordinal, values)
    if (this.lines.broken === this.ordinal) this.refuseBroken(values)
    this.sink.take?.(this.ordinal, values)
    if (this.lines.rows >= BLOCK_ROWS) this.seal()
    return this.lines.size >= WRITE_BYTES
  }

  /** Writes the blocks that are full, once there are enough of them. */
  async flush(): Promise<void> {
    if (this.lines.size >= WRITE_BYTES) await this.writeSealed()
  }

  private async writeSealed(): Promise<void> {
    const lines = this.lines.take()
    if (lines.length > 0) await this.sink.write(lines)
  }

  async end(): Promise<BulkContent> {
    if (this.lines.rows > 0) this.seal()
    await this.writeSealed()
    await this.sink.end()
    return this.digest.end()
  }

  /** Gives up before the end, so that the change can be rolled back. */
  async abandon(): Promise<void> {
    await this.sink.abandon()
  }

  private seal(): void {
    const { rows } = this.lines
    this.digest.add(this.lines.block(), rows)
  }

  private refuseBroken(values: readonly BulkValue[]): never {
    const words = values.filter(v => typeof v === 'string').slice(0, 3)
    throw new Refusal(
      problem('invalid', `${this.table.name}含有无法保存的字符`, [
        `“${words.join(' ').replaceAll('\0', '␀').toWellFormed()}”一行含有空字符或残缺的字符，请在原文件中删去后重新导入`,
      ]),
    )
  }
}

interface Sink {
  take?(ordinal: number, values: readonly BulkValue[]): void
  write(block: Buffer): Promise<void>
  end(): Promise<void>
  abandon(): Promise<void>
}

const columnsOf = (table: BulkTable): string[] => [
  'home',
  table.parent.column,
  'ordinal',
  ...table.columns.map(([column]) => column),
]

class CopySink implements Sink {
  private stream: CopyStreamQuery | undefined
  private failed: Error | undefined
  private underWay = 0
  /** Lets the writer that waits go on. */
  private release: () => void = () => {}
  private readonly change: Change
  private readonly table: BulkTable

  constructor(change: Change, table: BulkTable) {
    this.change = change
    this.table = table
  }

  async write(block: Buffer): Promise<void> {
    const stream = this.open()
    if (this.failed) throw this.failed
    this.underWay += block.length
    stream.write(block, () => {
      this.underWay -= block.length
      if (this.underWay <= UNDER_WAY / 2) this.release()
    })
    if (this.underWay > UNDER_WAY)
      await new Promise<void>(go => {
        this.release = go
      })
    if (this.failed) throw this.failed
  }

  async end(): Promise<void> {
    if (!this.stream) return
    const stream = this.stream
    await new Promise<void>((done, fail) => {
      stream.once('finish', done)
      stream.once('error', fail)
      if (this.failed) fail(this.failed)
      else stream.end()
    })
  }

  async abandon(): Promise<void> {
    const stream = this.stream
    if (!stream || stream.destroyed || stream.writableFinished) return
    const closed = once(stream, 'close')
    stream.destroy(new Error('import abandoned'))
    await closed.catch(() => {}) // the reason for giving up is already on its way to the caller
  }

  private open(): CopyStreamQuery {
    if (!this.stream) {
      const list = columnsOf(this.table).join(', ')
      this.stream = this.change.copies!.query(
        copyFrom(`copy ${this.table.table} (${list}) from stdin`, { highWaterMark: 1 << 20 }),
      )
      this.stream.on('error', error => {
        this.failed = error
        this.release()
      })
    }
    return this.stream
  }
}

class ArraySink implements Sink {
  private readonly change: Change
  private readonly table: BulkTable
  private readonly key: readonly [string, string]
  private columns: (string | null)[][]

  constructor(change: Change, table: BulkTable, key: readonly [string, string]) {
    this.change = change
    this.table = table
    this.key = key
    this.columns = this.fresh()
  }

  take(ordinal: number, values: readonly BulkValue[]): void {
    this.columns[0]!.push(String(ordinal))
    for (let i = 1; i < this.columns.length; i++) {
      const value = values[i - 1]
      this.columns[i]!.push(value === null || value === undefined ? null : String(value))
    }
  }

  /** What was taken so far goes in one statement, so that later calls may find nothing left. */
  async write(): Promise<void> {
    if (this.columns[0]!.length === 0) return
    const types: BulkKind[] = ['integer', ...this.table.columns.map(([, kind]) => kind)]
    const names = this.columns.map((_, i) => sql.id(`c${i}`))
    const columns = this.columns
    this.columns = this.fresh()
    await sql`insert into ${sql.table(this.table.table)} (${sql.join(columnsOf(this.table).map(c => sql.id(c)))})
      select ${this.key[0]}::uuid, ${this.key[1]}::uuid, ${sql.join(names.map((n, i) => sql`${n}::${sql.raw(SQL_TYPE[types[i]!])}`))}
      from unnest(${sql.join(columns.map(c => sql`${c}::text[]`))}) as r(${sql.join(names)})`.execute(this.change.tx)
  }

  async end(): Promise<void> {}
  async abandon(): Promise<void> {}

  private fresh(): (string | null)[][] {
    return Array.from({ length: this.table.columns.length + 1 }, () => [])
  }
}
