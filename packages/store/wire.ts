/**
 * PostgreSQL's wire protocol in front of a PGlite, which has a single session. Each client's messages are gathered until
 * a unit is complete (simple query, or everything up to Sync or Flush); a unit runs alone, and a client inside a
 * transaction, or between Flush and Sync, keeps the session until that ends, so that two clients never see each other's
 * unnamed statements.
 */
import { createServer, type Server, type Socket } from 'node:net'
import type { PGlite } from '@electric-sql/pglite'

const SSL_REQUEST = 80877103
const GSS_REQUEST = 80877104
const CANCEL_REQUEST = 80877102
const STARTUP = 196608
const QUERY = 'Q'.charCodeAt(0)
const SYNC = 'S'.charCodeAt(0)
const FLUSH = 'H'.charCodeAt(0)
const TERMINATE = 'X'.charCodeAt(0)
const READY = 'Z'.charCodeAt(0)
/** Parse, Bind, Describe, Execute, Close, Flush: what may stand before a Sync. */
const EXTENDED = new Set([...'PBDECH'].map(c => c.charCodeAt(0)))

export interface WireServer {
  close(): Promise<void>
}

export async function serveWire(db: PGlite, path: string): Promise<WireServer> {
  const turns = new Turns(db)
  const sockets = new Set<Socket>()
  const server: Server = createServer(socket => {
    sockets.add(socket)
    const client = new Client(socket, turns, db)
    socket.on('data', data => client.receive(data))
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      sockets.delete(socket)
      client.leave()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
  return {
    async close() {
      server.close()
      for (const socket of sockets) socket.destroy()
      await turns.idle()
    },
  }
}

/** Who may speak to the one session now. */
class Turns {
  readonly db: PGlite
  private holder: Client | null = null
  private waiting: { client: Client; go: () => void }[] = []
  private running = 0
  constructor(db: PGlite) {
    this.db = db
  }

  async take(client: Client): Promise<void> {
    if (this.holder === null || this.holder === client) {
      this.holder = client
      return
    }
    await new Promise<void>(go => this.waiting.push({ client, go }))
  }

  /** Called after each unit: the turn passes on unless the client is inside a transaction. */
  release(client: Client): void {
    if (this.holder !== client || this.db.isInTransaction()) return
    this.pass()
  }

  async abandon(client: Client): Promise<void> {
    this.waiting = this.waiting.filter(w => w.client !== client)
    if (this.holder !== client) return
    if (this.db.isInTransaction()) await this.run(() => this.db.exec('rollback'))
    this.pass()
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    this.running++
    try {
      return await work()
    } finally {
      this.running--
    }
  }

  async idle(): Promise<void> {
    while (this.running > 0) await new Promise(r => setTimeout(r, 5))
  }

  private pass(): void {
    const next = this.waiting.shift()
    this.holder = next?.client ?? null
    next?.go()
  }
}

class Client {
  private buffer: Buffer = Buffer.alloc(0)
  /** What came after `buffer`: joined once a whole message is there, so that a large one is not copied again and again. */
  private more: Buffer[] = []
  private moreBytes = 0
  private unit: Buffer[] = []
  private started = false
  private gone = false
  private queue: Promise<void> = Promise.resolve()
  private readonly socket: Socket
  private readonly turns: Turns
  private readonly db: PGlite
  constructor(socket: Socket, turns: Turns, db: PGlite) {
    this.socket = socket
    this.turns = turns
    this.db = db
  }

  receive(data: Buffer): void {
    this.more.push(data)
    this.moreBytes += data.length
    if (this.buffer.length >= 5 && this.buffer.length + this.moreBytes < this.wanted()) return
    this.buffer = Buffer.concat([this.buffer, ...this.more])
    this.more = []
    this.moreBytes = 0
    for (let message = this.next(); message; message = this.next()) this.accept(message)
  }

  leave(): void {
    this.gone = true
    this.queue = this.queue.then(() => this.turns.abandon(this))
  }

  /** Length of the message that has begun to arrive. */
  private wanted(): number {
    return this.started ? 1 + this.buffer.readInt32BE(1) : this.buffer.readInt32BE(0)
  }

  private next(): Buffer | undefined {
    const b = this.buffer
    if (!this.started) {
      if (b.length < 8) return undefined
      const length = b.readInt32BE(0)
      const code = b.readInt32BE(4)
      if (b.length < length) return undefined
      this.buffer = b.subarray(length)
      if (code === SSL_REQUEST || code === GSS_REQUEST) {
        this.socket.write('N')
        return this.next()
      }
      if (code === CANCEL_REQUEST) {
        this.socket.end()
        return undefined
      }
      if (code !== STARTUP) {
        this.socket.destroy()
        return undefined
      }
      this.started = true
      return b.subarray(0, length)
    }
    if (b.length < 5) return undefined
    const length = 1 + b.readInt32BE(1)
    if (b.length < length) return undefined
    this.buffer = b.subarray(length)
    return b.subarray(0, length)
  }

  private accept(message: Buffer): void {
    const isStartup =
      this.unit.length === 0 &&
      message.length >= 8 &&
      message.readInt32BE(4) === STARTUP &&
      message.readInt32BE(0) === message.length
    if (!isStartup && message[0] === TERMINATE) {
      this.socket.end()
      return
    }
    this.unit.push(message)
    if (!isStartup && message[0] !== QUERY && message[0] !== SYNC && message[0] !== FLUSH) return
    const unit = this.unit
    this.unit = []
    this.queue = this.queue.then(() => this.execute(unit))
  }

  private async execute(unit: Buffer[]): Promise<void> {
    if (this.gone) return
    await this.turns.take(this)
    try {
      await this.turns.run(async () => {
        for (const message of unit) {
          const answer = EXTENDED.has(message[0]!) ? new WithoutReady() : undefined
          await this.db.execProtocolRawStream(message, {
            onRawData: data => {
              const bytes = answer ? answer.filter(Buffer.from(data)) : Buffer.from(data)
              if (!this.gone && bytes.length > 0) this.socket.write(bytes)
            },
          })
        }
      })
    } catch (error) {
      // A failure below SQL (out of memory in the engine) leaves no protocol state to answer with.
      process.stderr.write(`embedded database: ${String(error)}\n`)
      this.socket.destroy()
    } finally {
      if (unit.at(-1)![0] !== FLUSH) this.turns.release(this)
    }
  }
}

/**
 * After an error in the extended protocol the engine says ReadyForQuery at once and again at Sync, where only the second
 * belongs to the protocol: a client that counts them would take each answer for the one to its next question.
 */
class WithoutReady {
  private head: Buffer = Buffer.alloc(0)
  /** Bytes still to come of a message that is passed on or dropped. */
  private left = 0
  private isDropped = false

  /** The chunk without ReadyForQuery; messages may be cut anywhere. */
  filter(chunk: Buffer): Buffer {
    const kept: Buffer[] = []
    let rest = chunk
    while (rest.length > 0) {
      if (this.left === 0) {
        const missing = 5 - this.head.length
        this.head = Buffer.concat([this.head, rest.subarray(0, missing)])
        rest = rest.subarray(missing)
        if (this.head.length < 5) break
        this.left = this.head.readInt32BE(1) - 4
        this.isDropped = this.head[0] === READY
        if (!this.isDropped) kept.push(this.head)
        this.head = Buffer.alloc(0)
      }
      const body = rest.subarray(0, this.left)
      rest = rest.subarray(this.left)
      this.left -= body.length
      if (!this.isDropped) kept.push(body)
    }
    return kept.length === 1 ? kept[0]! : Buffer.concat(kept)
  }
}
