import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Store } from './open.ts'

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), 'migrations')

export const listMigrations = (): { name: string; text: string; digest: string }[] =>
  readdirSync(FOLDER).filter(f => f.endsWith('.sql')).sort().map(name => {
    const text = readFileSync(join(FOLDER, name), 'utf8')
    return { name, text, digest: createHash('sha256').update(text).digest('hex') }
  })

/** Runs the numbered SQL files that this database has not seen, each in a transaction; a released file is never edited. */
export async function migrate(store: Store): Promise<string[]> {
  const { db } = store
  await sql`create table if not exists migration (name text primary key, digest text not null, at timestamptz not null default now())`.execute(db)
  await sql`comment on table migration is 'local'`.execute(db)
  const ran: string[] = []
  for (const { name, text, digest } of listMigrations()) {
    await db.transaction().execute(async tx => {
      // Two processes may start on one server: the second waits here and then finds the work done.
      await sql`lock table migration in exclusive mode`.execute(tx)
      const { rows } = await sql<{ digest: string }>`select digest from migration where name = ${name}`.execute(tx)
      if (rows[0]) {
        if (rows[0].digest !== digest) throw new Error(`迁移文件 ${name} 在执行之后被改动过。请恢复原文件，另写新的迁移。`)
        return
      }
      await sql.raw(text).execute(tx)
      await sql`insert into migration (name, digest) values (${name}, ${digest})`.execute(tx)
      ran.push(name)
    })
  }
  return ran
}
