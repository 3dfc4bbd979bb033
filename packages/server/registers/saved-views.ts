import type { Actor } from '@jingtu/core/access.ts'
import { isId, newId } from '@jingtu/core/id.ts'
import type { Register } from '@jingtu/core/register.ts'
import type { Db } from '@jingtu/store/open.ts'
import { sql } from 'kysely'
import { refusal } from '../problems.ts'
import type { ListQuery } from './list.ts'

export interface SavedView {
  id: string
  name: string
  /** The query of the list as it stands in the address. */
  query: ListQuery
  /** Colleagues of the unit see it too. */
  shared: boolean
  own: boolean
}

/** One's own views, and those colleagues share. */
export async function listViews(db: Db, actor: Actor, kind: Register): Promise<SavedView[]> {
  const { rows } = await sql<SavedView>`select id, name, query, shared, person = ${actor.person}::uuid as own
    from saved_view where register = ${kind.id} and (person = ${actor.person}::uuid or (shared and unit = ${actor.unit}::uuid))
    order by name, id`.execute(db)
  return rows
}

export async function saveView(
  db: Db,
  actor: Actor,
  kind: Register,
  view: { name: string; query: ListQuery; shared: boolean },
  now: Date,
): Promise<SavedView> {
  const name = view.name.trim()
  if (!name) throw refusal('invalid', '视图有误', [{ where: 'name', message: '请填写视图名称' }])
  const id = newId(now.getTime())
  // Where one stood in the list belongs to the day, not to the view.
  const { after: _, ...query } = view.query
  await sql`insert into saved_view (id, person, unit, register, name, query, shared, created_at)
    values (${id}::uuid, ${actor.person}::uuid, ${actor.unit}::uuid, ${kind.id}, ${name}, ${JSON.stringify(query)}::jsonb,
      ${view.shared}, ${now.toISOString()}::timestamptz)`.execute(db)
  return { id, name, query, shared: view.shared, own: true }
}

export async function forgetView(db: Db, actor: Actor, kind: Register, id: string): Promise<void> {
  const gone = isId(id)
    ? await sql`delete from saved_view where id = ${id}::uuid and register = ${kind.id} and person = ${actor.person}::uuid returning id`.execute(
        db,
      )
    : { rows: [] }
  if (gone.rows.length === 0) throw refusal('not-found', '没有找到您的这个视图')
}
