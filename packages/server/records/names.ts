import { columnOf, type RecordKind } from '@jingtu/core/record.ts'
import { RECORDS } from '@jingtu/programme/records.ts'
import type { Db } from '@jingtu/store/open.ts'
import { sql } from 'kysely'

/** The fields a record may be called by, the shortest first. */
const NAMES = ['shortName', 'name', 'title', 'code', 'number'] as const

/** What the references in these rows are called now: id → name. A record that has no name of its own is left out. */
export async function namesOf(db: Db, kind: RecordKind, rows: readonly object[]): Promise<Record<string, string>> {
  const wanted = new Map<string, Set<string>>()
  for (const [key, field] of Object.entries(kind.fields)) {
    if (!field.to) continue
    const ids = wanted.get(field.to) ?? new Set()
    for (const row of rows) for (const id of [(row as Record<string, unknown>)[key]].flat()) if (id) ids.add(String(id))
    wanted.set(field.to, ids)
  }
  const found = await Promise.all([...wanted].map(([to, ids]) => namesIn(db, to, [...ids])))
  return Object.fromEntries(found.flat().map(({ id, name }) => [id, name]))
}

async function namesIn(db: Db, to: string, ids: string[]): Promise<{ id: string; name: string }[]> {
  if (ids.length === 0) return []
  if (to === 'region') {
    const asked = sql<{ id: string; name: string }>`select id, name from region where id = any(${ids}::uuid[])`
    return (await asked.execute(db)).rows
  }
  const kind = RECORDS.find(k => k.id === to)
  const columns = NAMES.filter(key => kind?.fields[key]?.kind === 'text').map(key => sql.ref(columnOf(key)))
  if (!kind || columns.length === 0) return []
  const { rows } = await sql<{ id: string; name: string | null }>`
    select id, coalesce(${sql.join(columns)}) as name from ${sql.table(kind.table)}
    where until is null and id = any(${ids}::uuid[])`.execute(db)
  return rows.filter((row): row is { id: string; name: string } => row.name !== null)
}
