import { isId } from '@jingtu/core/id.ts'
import type { Day } from '@jingtu/core/period.ts'
import { problem, Refusal } from '@jingtu/core/problem.ts'
import type { RecordKind, RowOf } from '@jingtu/core/record.ts'
import { type RawBuilder, sql } from 'kysely'
import { selection } from './columns.ts'
import type { Db, Tx } from './open.ts'

/** Reading records. All functions take a `Db` or the `Tx` of a running change; inside a change only its `tx` may be used. */
type Reader = Db | Tx

/** "As known on" and "as valid on" are two switches of one view; without either it is today's. */
export interface AsOf {
  /** What the register said at this instant. */
  knownOn?: string
  /** What was true on this day, by the days from which versions are effective. */
  validOn?: Day
}

/** The condition on the table that leaves of each row the version that counts. */
export const current = (kind: RecordKind, asOf?: AsOf): RawBuilder<unknown> => {
  const t = sql.table(kind.table)
  const { validOn, knownOn } = asOf ?? {}
  const known = sql`${t}.since <= ${knownOn}::timestamptz`
  if (!validOn)
    return knownOn
      ? sql`${known} and (${t}.until is null or ${t}.until > ${knownOn}::timestamptz)`
      : sql`${t}.until is null`
  const held = sql`${t}.effective <= ${validOn}::date`
  const holds = sql`${t}.effective_until is null or ${t}.effective_until > ${validOn}::date`
  if (!knownOn) return sql`${held} and (${holds})`
  // Of what has been replaced since, it is looked up whether that was known then; one row at a time, never all at once.
  return sql`${held} and ${known} and (${holds} or (
    select later.version from ${t} later where later.home = ${t}.home and later.id = ${t}.id and later.version > ${t}.version
      and later.effective <= ${validOn}::date and later.since <= ${knownOn}::timestamptz limit 1) is null)`
}

export async function findRecord<K extends RecordKind>(
  db: Reader,
  kind: K,
  id: string,
  asOf?: AsOf,
): Promise<RowOf<K> | undefined> {
  if (!isId(id)) return undefined
  const { rows } =
    await sql`select ${selection(kind)} from ${sql.table(kind.table)} where id = ${id}::uuid and ${current(kind, asOf)}`.execute(
      db,
    )
  return rows[0] as RowOf<K> | undefined
}

export async function getRecord<K extends RecordKind>(db: Reader, kind: K, id: string, asOf?: AsOf): Promise<RowOf<K>> {
  const row = await findRecord(db, kind, id, asOf)
  if (!row) throw new Refusal(problem('not-found', `没有找到这条${kind.name}`))
  return row
}

/** Current rows that fit a condition written over the table's own columns: sql`plan = ${id}::uuid`. */
export async function listRecords<K extends RecordKind>(
  db: Reader,
  kind: K,
  where: RawBuilder<unknown> = sql`true`,
  options: { orderBy?: RawBuilder<unknown>; limit?: number; asOf?: AsOf } = {},
): Promise<RowOf<K>[]> {
  const order = options.orderBy ? sql`order by ${options.orderBy}` : sql`order by id`
  const limit = options.limit ? sql`limit ${options.limit}` : sql``
  const { rows } =
    await sql`select ${selection(kind)} from ${sql.table(kind.table)} where ${current(kind, options.asOf)} and (${where}) ${order} ${limit}`.execute(
      db,
    )
  return rows as RowOf<K>[]
}

export async function countRecords(
  db: Reader,
  kind: RecordKind,
  where: RawBuilder<unknown> = sql`true`,
): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(*) as n from ${sql.table(kind.table)} where until is null and (${where})`.execute(db)
  return rows[0]!.n
}

/** All versions of a record with who changed it, when and why; newest first. */
export async function historyOf<K extends RecordKind>(
  db: Reader,
  kind: K,
  id: string,
): Promise<{ row: RowOf<K>; action: string; at: string; actorName: string; reason: string | null }[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select ${selection(kind)}, e.action as "_action", c.at as "_at", c.actor_name as "_actor", c.reason as "_reason"
    from ${sql.table(kind.table)}
    join record_event e on e.kind = ${kind.id} and e.home = ${sql.table(kind.table)}.home and e.record = ${sql.table(kind.table)}.id and e.version = ${sql.table(kind.table)}.version
    join change c on c.home = e.home and c.seq = e.seq
    where ${sql.table(kind.table)}.id = ${id}::uuid order by ${sql.table(kind.table)}.version desc`.execute(db)
  return rows.map(({ _action, _at, _actor, _reason, ...row }) => ({
    row: row as RowOf<K>,
    action: _action as string,
    at: _at as string,
    actorName: _actor as string,
    reason: _reason as string | null,
  }))
}
