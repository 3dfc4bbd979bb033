import { newId } from '@jingtu/core/id.ts'
import type { Day } from '@jingtu/core/period.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { sql } from 'kysely'

export interface NewNotice {
  unit: string
  kind: string
  /** One notice per key for ever. */
  key: string
  title: string
  body: string
  link: string | null
  due: Day | null
  now: Date
}

/** Tells a unit something once. @returns 1 when it is new, 0 when it was told before */
export async function addNotice(db: Db | Tx, n: NewNotice): Promise<number> {
  const done = await sql`insert into notice (id, unit, kind, key, title, body, link, due, at)
    values (${newId(n.now.getTime())}::uuid, ${n.unit}::uuid, ${n.kind}, ${n.key}, ${n.title}, ${n.body}, ${n.link}, ${n.due}::date, ${n.now.toISOString()}::timestamptz)
    on conflict (key) do nothing`.execute(db)
  return Number(done.numAffectedRows ?? 0)
}

export async function listNotices(db: Db, unit: string) {
  const { rows } = await sql<{
    id: string
    kind: string
    title: string
    body: string
    link: string | null
    due: Day | null
    at: string
    readAt: string | null
  }>`
    select id, kind, title, body, link, due, at, read_at as "readAt" from notice where unit = ${unit}::uuid order by read_at is not null, at desc limit 100`.execute(
    db,
  )
  return rows
}

export async function markRead(db: Db, unit: string, id: string | null, now: Date): Promise<void> {
  await sql`update notice set read_at = ${now.toISOString()}::timestamptz where unit = ${unit}::uuid and read_at is null and (${id}::uuid is null or id = ${id}::uuid)`.execute(
    db,
  )
}
