import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import type { Db, Store, Tx } from './open.ts'

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), 'migrations')
/** Any number will do as long as every process uses the same one. */
const LOCK = 4501_2026

export interface Migration {
  name: string
  text: string
  digest: string
}

export const listMigrations = (): Migration[] =>
  readdirSync(FOLDER)
    .filter(f => f.endsWith('.sql'))
    .sort()
    .map(name => {
      const text = readFileSync(join(FOLDER, name), 'utf8')
      return { name, text, digest: createHash('sha256').update(text).digest('hex') }
    })

/** What has been run in this database, oldest first; nothing in a new one. */
export async function listRunMigrations(db: Db | Tx): Promise<{ name: string; digest: string }[]> {
  // pg_class itself, not to_regclass: that one answers from a cache of names which waiting for the lock does not renew,
  // and a second process would run again what the first has just finished.
  const table = await sql`
    select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relname = 'migration' and n.nspname = current_schema()`.execute(db)
  if (table.rows.length === 0) return []
  return (await sql<{ name: string; digest: string }>`select name, digest from migration order by name`.execute(db))
    .rows
}

/** Runs the numbered SQL files that this database has not seen, each in a transaction; a released file is never edited. */
export async function migrate(store: Store): Promise<string[]> {
  const all = listMigrations()
  const ran: string[] = []
  while (missing(all, await listRunMigrations(store.db)).length > 0) {
    await store.db.transaction().execute(async tx => {
      // Two processes may start on one server: the second waits here and then finds the work done.
      await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx)
      const next = missing(all, await listRunMigrations(tx))[0]
      if (!next) return
      await runMigration(tx, next)
      ran.push(next.name)
    })
  }
  return ran
}

export async function runMigration(tx: Tx, migration: Migration): Promise<void> {
  await sql`create table if not exists migration (name text primary key, digest text not null, at timestamptz not null default now())`.execute(
    tx,
  )
  await sql`comment on table migration is 'local'`.execute(tx)
  await sql.raw(migration.text).execute(tx)
  await sql`insert into migration (name, digest) values (${migration.name}, ${migration.digest})`.execute(tx)
}

function missing(all: Migration[], ran: { name: string; digest: string }[]): Migration[] {
  const known = new Map(all.map(m => [m.name, m.digest]))
  for (const { name, digest } of ran) {
    if (!known.has(name))
      throw new Error(`数据库已由更新版本的程序升级（${name}）。请改用那个版本或更新的版本，不要用旧程序打开。`)
    if (known.get(name) !== digest) throw new Error(`迁移文件 ${name} 在执行之后被改动过。请恢复原文件，另写新的迁移。`)
  }
  const done = new Set(ran.map(m => m.name))
  return all.filter(m => !done.has(m.name))
}
