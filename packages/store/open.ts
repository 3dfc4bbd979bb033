import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import { type Embedded, startEmbedded } from './embedded.ts'
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
  /** A pool for what kysely has no words for (COPY, cursors). */
  pool: pg.Pool
  close(): Promise<void>
}

const BY_OID: Record<number, (text: string) => unknown> = {
  [pg.types.builtins.DATE]: text => text, // 'YYYY-MM-DD', never a Date in some zone
  [pg.types.builtins.TIMESTAMPTZ]: text => new Date(text).toISOString(),
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
 * Opens the store: `postgres://…` is a server, anything else a data folder with the embedded database. This is the only
 * place that knows which. Runs what migrations are missing.
 */
export async function openStore(location: string): Promise<Store> {
  const isServer = /^postgres(ql)?:\/\//.test(location)
  const embedded: Embedded | null = isServer ? null : await startEmbedded(location)
  const pool = new pg.Pool({
    ...(embedded
      ? { host: embedded.socketFolder, port: 5432, user: 'postgres', password: 'unused', database: 'postgres', max: 1 }
      : { connectionString: location, max: 10 }),
    types,
  })
  pool.on('error', () => {}) // an idle connection that breaks is replaced at the next use
  const db: Db = new Kysely({ dialect: new PostgresDialect({ pool }) })
  const store: Store = {
    db, pool,
    engine: embedded ? 'embedded' : 'server',
    async close() {
      await db.destroy()
      await embedded?.close()
    },
  }
  try {
    await migrate(store)
  } catch (error) {
    await store.close()
    throw error
  }
  return store
}
