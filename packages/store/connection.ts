import { AsyncLocalStorage } from 'node:async_hooks'
import { problem, Refusal } from '@jingtu/core/problem.ts'
import type pg from 'pg'

const running = new AsyncLocalStorage<{ ended: boolean }>()

/** Runs the work of a change; while it runs, the same line of work cannot take a second connection. */
export async function insideChange<T>(work: () => Promise<T>): Promise<T> {
  const mark = { ended: false }
  try {
    return await running.run(mark, work)
  } finally {
    mark.ended = true
  }
}

const holding = new AsyncLocalStorage<{ client?: pg.PoolClient }>()

/** Runs a transaction so that the connection it takes is known afterwards, for what kysely has no words for (COPY). */
export const holdConnection = <T>(slot: { client?: pg.PoolClient }, work: () => Promise<T>): Promise<T> =>
  holding.run(slot, work)

/**
 * A read on a connection of its own while the change's is busy with COPY. Only where the engine has more than one, and only
 * of what the change does not write.
 */
export const asideOfChange = <T>(work: () => Promise<T>): Promise<T> => running.exit(work)

const NESTED = '在变更（change）执行期间使用了 db：请改用变更自己的 tx。嵌入式数据库只有一个会话，嵌套使用会永远等待。'

/**
 * Makes two silent troubles of a pool loud: taking a second connection inside a running change (with one session it
 * would wait for itself for ever) throws at once, and a lost database is a refusal that says what to do.
 * @param options.copies whether the engine takes COPY … FROM STDIN
 * @param options.revive brings back a database that nobody runs any more; then the connection is tried again
 */
export function watchPool(pool: pg.Pool, options: { copies: boolean; revive?: () => Promise<void> }): void {
  const { copies, revive } = options
  const connect = pool.connect.bind(pool) as () => Promise<pg.PoolClient>
  const acquire = async (): Promise<pg.PoolClient> => {
    const mark = running.getStore()
    if (mark && !mark.ended) throw new Error(NESTED)
    for (let attempt = 1; ; attempt++) {
      try {
        const client = await connect()
        const slot = holding.getStore()
        if (slot && copies) slot.client ??= client
        return client
      } catch (error) {
        if (!revive || !isLost(error) || attempt === REVIVALS) throw asRefusal(error)
        // A dying process may still have taken the connection; what it held is free a moment later.
        if (attempt > 1) await new Promise(r => setTimeout(r, 100 * attempt))
        await revive()
      }
    }
  }
  pool.connect = ((callback?: (error: Error | undefined, client?: pg.PoolClient, done?: unknown) => void) => {
    if (!callback) return acquire()
    acquire().then(client => callback(undefined, client, client.release), callback)
    return undefined
  }) as typeof pool.connect
  pool.on('error', () => {}) // an idle connection that breaks is replaced at the next use
  pool.on('connect', client => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown
    client.query = ((...args: unknown[]) => {
      const result = query(...args)
      return result instanceof Promise ? result.catch(rethrow) : result
    }) as typeof client.query
    client.on('error', () => {}) // the query that was running reports it
  })
}

function rethrow(error: unknown): never {
  throw asRefusal(error)
}

const REVIVALS = 5
/** 57P01…57P03: the server is shutting down or starting; the rest are errors of the socket and words of the driver. */
const LOST_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  '57P01',
  '57P02',
  '57P03',
])
const LOST_WORDS =
  /Connection terminated|connection error and is not queryable|Client was closed|Connection ended unexpectedly/i

function isLost(error: unknown): boolean {
  const e = error as Error & { code?: string }
  return LOST_CODES.has(e.code ?? '') || LOST_WORDS.test(e.message ?? '')
}

function asRefusal(error: unknown): Error {
  if (!isLost(error)) return error as Error
  const refusal = new Refusal(
    problem('unavailable', '数据库连接已中断', [
      '持有数据库的进程已经停止或正在重新启动。没有得到答复的操作请稍后用同一请求编号重试；若一直如此，请重新启动本程序',
    ]),
  )
  refusal.cause = error
  return refusal
}
