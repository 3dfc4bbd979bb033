import type { Actor } from '@jingtu/core/access.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { sql } from 'kysely'
import { refusal } from '../problems.ts'

export interface NoticeRow {
  id: string
  kind: string
  title: string
  body: string
  link: string | null
  due: string | null
  at: string
  readAt: string | null
}

/** What was sent to the actor's unit, newest first. */
export async function listNotices(db: Db, actor: Actor): Promise<{ rows: NoticeRow[]; total: number; unread: number }> {
  const { rows } = await sql<NoticeRow>`select id, kind, title, body, link, due, at, read_at as "readAt" from notice
    where unit = ${actor.unit}::uuid order by at desc, id desc limit 500`.execute(db)
  const counts = await sql<{
    total: number
    unread: number
  }>`select count(*) as total, count(*) filter (where read_at is null) as unread
    from notice where unit = ${actor.unit}::uuid`.execute(db)
  return { rows, ...counts.rows[0]! }
}

/** @throws Refusal 'not-found' for a notice of another unit, so that nothing is told */
export async function readNotice(
  tx: Tx,
  actor: Actor,
  id: string,
  now: string,
): Promise<{ id: string; readAt: string }> {
  const { rows } = await sql<{
    id: string
    readAt: string
  }>`update notice set read_at = coalesce(read_at, ${now}::timestamptz)
    where id = ${id}::uuid and unit = ${actor.unit}::uuid returning id, read_at as "readAt"`.execute(tx)
  if (!rows[0]) throw refusal('not-found', '没有找到这条通知')
  return rows[0]
}
