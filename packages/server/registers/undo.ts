import type { Actor } from '@jingtu/core/access.ts'
import { type Register, VOID } from '@jingtu/core/register.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { selection } from '@jingtu/store/columns.ts'
import { sql } from 'kysely'
import { effectsOf } from '../effects/effects.ts'
import { refusal } from '../problems.ts'
import type { Row } from './rights.ts'
import { takeRow } from './writing.ts'

interface Done {
  actor: string | null
  action: string
  home: string
  seq: number
}

/**
 * Takes back one's own last action on a row as long as nobody else has acted since: a new version that says what the one
 * before said. A row that was just made becomes void. Nothing is erased.
 * @returns the row, or null where its creation was taken back
 */
export async function undoLast(change: Change, actor: Actor, kind: Register, id: string): Promise<Row | null> {
  const { row } = await takeRow(change, actor, kind, id)
  const done = await actionsOn(change, kind, row)
  const last = done[0]!
  const reasons: string[] = []
  if (last.actor !== actor.person) reasons.push('最后一次操作不是您做的，不能撤销；请改用修改或退回')
  if (last.action === 'undo') reasons.push('已经撤销过一次；再往前的操作请改用修改或退回')
  if ((await touchedElsewhere(change, last, kind)) > 0) reasons.push('这次操作带动了其他登记册的记录，不能撤销')
  if (reasons.length > 0) throw refusal('conflict', '不能撤销', reasons)
  return restoreTo(change, kind, row, (await firstOf(change, kind, row, last)) - 1)
}

/** The first version an action wrote of a row: what its effects worked out of the same row goes with it. */
async function firstOf(change: Change, kind: Register, row: Row, done: Done): Promise<number> {
  const { rows } = await sql<{ first: number }>`select min(version) as first from record_event
    where home = ${row.home}::uuid and seq = ${done.seq} and record = ${row.id}::uuid and kind = ${kind.id}`.execute(
    change.tx,
  )
  return rows[0]!.first
}

/** A former version as the next one; before the first, the row is void. */
export async function restoreTo(change: Change, kind: Register, row: Row, version: number): Promise<Row | null> {
  const [restored] = await restoreAll(change, kind, [{ row, version }])
  return version > 0 ? restored! : null
}

/** The same for many rows at once. */
export async function restoreAll(
  change: Change,
  kind: Register,
  rows: readonly { row: Row; version: number }[],
): Promise<Row[]> {
  const former = await versionsOf(change, kind, rows)
  const moves = rows.map(({ row }, i) => {
    const before = former[i]
    if (!before) return { before: row as never, next: { action: 'undo', state: VOID, effective: row.effective } }
    const values = Object.fromEntries(Object.keys(kind.fields).map(key => [key, before[key]]))
    return {
      before: row as never,
      next: { action: 'undo', state: before.state, effective: before.effective, values: values as never },
    }
  })
  const restored = (await change.updateMany(kind, moves, { carried: true })) as unknown as Row[]
  const { undone } = effectsOf(kind)
  if (undone) for (const [i, after] of restored.entries()) await undone(change, { before: rows[i]!.row, after })
  return restored
}

async function versionsOf(
  change: Change,
  kind: Register,
  wanted: readonly { row: Row; version: number }[],
): Promise<(Row | undefined)[]> {
  const some = wanted.filter(w => w.version > 0)
  if (some.length === 0) return wanted.map(() => undefined)
  const { rows } = await sql<Row>`select ${selection(kind)} from ${sql.table(kind.table)}
    join unnest(${some.map(w => w.row.home)}::uuid[], ${some.map(w => w.row.id)}::uuid[], ${some.map(w => w.version)}::int[])
      as wanted(of_home, of_id, of_version)
      on wanted.of_home = ${sql.table(kind.table)}.home and wanted.of_id = ${sql.table(kind.table)}.id
      and wanted.of_version = ${sql.table(kind.table)}.version`.execute(change.tx)
  const found = new Map(rows.map(row => [row.id, row]))
  return wanted.map(w => (w.version > 0 ? found.get(w.row.id) : undefined))
}

async function actionsOn(change: Change, kind: Register, row: Row): Promise<Done[]> {
  const { rows } = await sql<Done>`select c.actor, e.action, c.home, c.seq from record_event e
    join change c on c.home = e.home and c.seq = e.seq
    where e.home = ${row.home}::uuid and e.record = ${row.id}::uuid and e.kind = ${kind.id}
    order by e.version desc limit 2`.execute(change.tx)
  return rows
}

/** How many records of other kinds the same change wrote: taking back one alone would leave them behind. */
async function touchedElsewhere(change: Change, done: Done, kind: Register): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from record_event e
    join change c on c.home = e.home and c.seq = e.seq
    where c.request_id = (select request_id from change where home = ${done.home}::uuid and seq = ${done.seq})
      and e.kind <> ${kind.id}`.execute(change.tx)
  return rows[0]!.n
}
