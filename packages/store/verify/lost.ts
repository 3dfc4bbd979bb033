import type { RecordKind } from '@jingtu/core/record.ts'
import { sql } from 'kysely'
import type { Tx } from '../open.ts'
import { parseAfter } from './fault.ts'

interface Placed {
  home: string
  seq: string
  kind: string
  record: string
  version: number
  after: string
}

/** The events whose row is no longer there, each kind asked once for the whole batch. */
export async function listLost<E extends Placed>(
  tx: Tx,
  batch: E[],
  kinds: ReadonlyMap<string, RecordKind>,
): Promise<{ event: E; what: string }[]> {
  const lost: { event: E; what: string }[] = []
  for (const [id, events] of Map.groupBy(batch, e => e.kind)) {
    if (id === 'region') continue // compared as a whole in regions.ts
    const kind = kinds.get(id)
    if (kind)
      for (const i of await lostRows(tx, kind, events))
        lost.push({ event: events[i]!, what: '数据行缺失：登记过的这一版已不在表中' })
    else if (id === 'link')
      for (const i of await lostLinks(tx, events))
        lost.push({ event: events[i]!, what: '关联缺失：登记过的关联已不在表中' })
    else for (const event of events) lost.push({ event, what: `变更事件的种类“${id}”没有声明过` })
  }
  return lost
}

async function lostRows(tx: Tx, kind: RecordKind, events: Placed[]): Promise<number[]> {
  const { rows } = await sql<{ i: number }>`
    select k.i::int as i from unnest(${events.map(e => e.home)}::uuid[], ${events.map(e => e.record)}::uuid[],
      ${events.map(e => e.version)}::int[]) with ordinality as k(home, id, version, i)
    where not exists (select 1 from ${sql.table(kind.table)} t where t.home = k.home and t.id = k.id and t.version = k.version)
    order by k.i`.execute(tx)
  return rows.map(r => r.i - 1)
}

async function lostLinks(tx: Tx, events: Placed[]): Promise<number[]> {
  // A broken text is reported with its event; here it only must not stop the walk.
  const links = events.map(e => parseAfter(e.after) ?? {})
  const column = (key: string): string[] => links.map(l => String(l[key] ?? ''))
  const { rows } = await sql<{ i: number }>`
    select k.i::int as i from unnest(${events.map(e => e.home)}::uuid[], ${events.map(e => e.record)}::uuid[], ${column('relation')}::text[],
      ${column('toId')}::text[], ${events.map(e => e.seq)}::bigint[]) with ordinality as k(home, id, relation, target, seq, i)
    where not exists (select 1 from link l where l.home = k.home and l.from_id = k.id and l.relation = k.relation
      and l.to_id::text = k.target and l.since_seq = k.seq)
    order by k.i`.execute(tx)
  return rows.map(r => r.i - 1)
}
