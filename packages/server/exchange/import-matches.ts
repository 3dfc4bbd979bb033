import type { Actor } from '@jingtu/core/access.ts'
import { canonicalJson, columnOf } from '@jingtu/core/record.ts'
import { type Register, VOID } from '@jingtu/core/register.ts'
import { findRegister } from '@jingtu/registers/registers.ts'
import { selection } from '@jingtu/store/columns.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { REGION_COLUMNS } from '@jingtu/store/regions.ts'
import { sql } from 'kysely'
import type { Place } from '../registers/placing.ts'
import { type Row, reachOf, visibleTo } from '../registers/rights.ts'
import type { ParsedRow } from './read-register-file.ts'

export type Places = Map<ParsedRow, Place | string>

/** Where each row lives, or why it lives nowhere. */
export async function placesOf(
  db: Db | Tx,
  { kind, actor }: { kind: Register; actor: Actor },
  rows: readonly ParsedRow[],
): Promise<Places> {
  const about = kind.register.subject ? findRegister(kind.register.subject) : undefined
  const ids = [...new Set(rows.map(r => (about ? r.values.subject : r.region) as string | undefined).filter(Boolean))]
  const found = new Map<string, Place & { state?: string }>()
  if (about && ids.length > 0) {
    const { rows: subjects } = await sql<Place & { id: string; state: string }>`select id, home, region, state
      from ${sql.table(about.table)} where until is null and id = any(${ids}::uuid[]) and ${visibleTo(about, actor)}`.execute(
      db,
    )
    for (const s of subjects) found.set(s.id, s)
  } else if (ids.length > 0) {
    // A town's rows are kept by the county it lies in.
    const { rows: regions } = await sql<{ id: string; path: string; level: string; parent: string | null }>`
      select ${REGION_COLUMNS} from region r where id = any(${ids}::uuid[])`.execute(db)
    for (const r of regions)
      found.set(r.id, { home: r.level === 'township' && r.parent ? r.parent : r.id, region: r.path })
  }
  return new Map(
    rows.map((row): [ParsedRow, Place | string] => {
      const id = (about ? row.values.subject : row.region) as string | undefined
      const place = id ? found.get(id) : undefined
      if (!place) return [row, about ? `请填写${about.name}` : '请填写所在区域']
      if (about && place.state !== about.initial)
        return [row, `所选${about.name}${about.states[place.state!]}，不能再列入`]
      return [row, { home: place.home, region: place.region }]
    }),
  )
}

export const keyOf = (kind: Register, place: Place, values: Record<string, unknown>): string | undefined => {
  const { key, keyScope } = kind.register
  const parts = key.map(k => values[k] ?? null)
  if (key.length === 0 || parts.every(p => p === null)) return undefined
  return canonicalJson([keyScope === 'everywhere' ? '' : place[keyScope], ...parts])
}

export interface Existing {
  byId: Map<string, Row>
  byKey: Map<string, Row>
  reach: Set<string>
}

/** The rows of the register the file speaks of, found by number or by key, in two queries. */
export async function existingRows(
  db: Db | Tx,
  kind: Register,
  actor: Actor,
  rows: readonly ParsedRow[],
  places: Places,
): Promise<Existing> {
  const ids = [...new Set(rows.map(r => r.id).filter(id => id !== null && /^[0-9a-f-]{36}$/.test(id)))]
  const [first] = kind.register.key
  const wanted = first ? [...new Set(rows.map(r => r.values[first]).filter(v => v !== null && v !== undefined))] : []
  const byFirst =
    first && wanted.length > 0
      ? sql`${sql.ref(columnOf(first))}::text = any(${wanted.map(String)}::text[])`
      : sql`false`
  const found = await sql<Row>`select ${selection(kind)} from ${sql.table(kind.table)} where until is null
    and (id = any(${ids}::uuid[]) or (${byFirst} and state <> all(${[VOID, 'merged', ...kind.register.ended]}::text[])))`.execute(
    db,
  )
  const mine = new Set(
    rows
      .map(r => places.get(r))
      .filter(p => typeof p === 'object')
      .map(p => (p as Place).home),
  )
  const byKey = new Map<string, Row>()
  for (const row of found.rows) {
    const key = keyOf(kind, row, row)
    if (key && (kind.register.keyScope === 'everywhere' || mine.has(row.home))) byKey.set(key, row)
  }
  return {
    byId: new Map(found.rows.map(r => [r.id, r])),
    byKey,
    reach: await reachOf(
      db,
      kind,
      actor,
      found.rows.map(r => r.id),
    ),
  }
}
