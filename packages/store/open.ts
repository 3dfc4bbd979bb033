import { Refusal } from '@jingtu/core/problem.ts'
import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { watchPool } from './connection.ts'
import { startEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'

/** The rows of the tables are described by the records' declarations, not repeated here; kysely is used for plain SQL. */
// biome-ignore lint/suspicious/noExplicitAny: table types follow from declarations at run time
export type Tables = Record<string, any>
export type Db = Kysely<Tables>
export type Tx = Transaction<Tables>

export interface Store {
  db: Db
  /** 'embedded': PGlite in a data folder; 'server': PostgreSQL. The SQL is the same; two functions have two bodies. */
  engine: 'embedded' | 'server'
  /** A pool for what kysely has no words for (cursors). */
  pool: pg.Pool
  /**
   * For one line of work that goes on beside the requests and whose statements are costly to plan: a connection of its own,
   * which keeps them. The embedded engine has one session for everybody.
   */
  aside: Db
  close(): Promise<void>
}

/**
 * An instant as ISO text in UTC. The application writes milliseconds; anything finer, and anything that is no plain
 * instant ('infinity'), is kept as it stands so that `verify` sees it.
 */
function instant(text: string): string {
  const parts = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?([+-]\d\d)(?::?(\d\d))?(?::\d\d)?$/.exec(text)
  if (!parts) return text
  const [, day, time, fraction = '', hours, minutes = '00'] = parts
  const iso = new Date(`${day}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}${hours}:${minutes}`).toISOString()
  return fraction.length > 3 ? iso.replace('Z', `${fraction.slice(3).padEnd(3, '0')}Z`) : iso
}

const BY_OID: Record<number, (text: string) => unknown> = {
  [pg.types.builtins.DATE]: text => text, // 'YYYY-MM-DD', never a Date in some zone
  [pg.types.builtins.TIMESTAMPTZ]: instant,
  [pg.types.builtins.NUMERIC]: text => text, // decimal text, never a float
  [pg.types.builtins.INT8]: text => {
    const n = Number(text)
    if (!Number.isSafeInteger(n)) throw new RangeError(`整数 ${text} 超出可精确表示的范围`)
    return n
  },
  1182: text => (text === '{}' ? [] : text.slice(1, -1).split(',')), // date[]
}

const types = {
  getTypeParser: (oid: number, format?: string) => BY_OID[oid] ?? pg.types.getTypeParser(oid, format as 'text'),
}

/**
 * Opens the store: `postgres://…` is a server, anything else a data folder with the embedded database. Runs what
 * migrations are missing.
 */
export async function openStore(location: string): Promise<Store> {
  const store = await connectStore(location)
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        await migrate(store)
        return store
      } catch (error) {
        // The process whose database we joined may just have ended; the next connection starts our own.
        if (attempt === 3 || !(error instanceof Refusal && error.problem.kind === 'unavailable')) throw error
      }
    }
  } catch (error) {
    await store.close()
    throw error
  }
}

/** The store as it is, without migrating it. This is the only place that knows which engine is behind it. */
export async function connectStore(location: string): Promise<Store> {
  return /^postgres(ql)?:\/\//.test(location) ? connectServer(location) : connectEmbedded(location)
}

function connectServer(location: string): Store {
  const options = '-c DateStyle=ISO,YMD -c TimeZone=UTC -c bytea_output=hex'
  const connect = (more: pg.PoolConfig): pg.Pool => {
    const pool = new pg.Pool({ connectionString: location, options, types, ...more })
    watchPool(pool, { copies: true })
    return pool
  }
  const pool = connect({ max: 10 })
  const [db, aside] = [pool, connect({ max: 1, idleTimeoutMillis: 0 })].map(
    of => new Kysely<Tables>({ dialect: new PostgresDialect({ pool: of }) }),
  ) as [Db, Db]
  return {
    db,
    pool,
    aside,
    engine: 'server',
    close: async () => {
      await Promise.all([db.destroy(), aside.destroy()])
    },
  }
}

async function connectEmbedded(location: string): Promise<Store> {
  let embedded = startEmbedded(location)
  const { socketFolder } = await embedded
  const pool = new pg.Pool({
    host: socketFolder,
    port: 5432,
    user: 'postgres',
    password: 'unused',
    database: 'postgres',
    max: 1,
    types,
  })
  let reviving: Promise<unknown> | undefined
  // Whoever owned the database is gone, or it was killed: start it, or join who was faster. One attempt at a time.
  const revive = async (): Promise<void> => {
    reviving ??= (embedded = startEmbedded(location)).finally(() => {
      reviving = undefined
    })
    await reviving
  }
  watchPool(pool, { copies: false, revive })
  const db: Db = new Kysely({ dialect: new PostgresDialect({ pool }) })
  return {
    db,
    pool,
    aside: db,
    engine: 'embedded',
    async close() {
      await db.destroy()
      await embedded.then(e => e.close())
    },
  }
}
