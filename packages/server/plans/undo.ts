import type { Actor } from '@jingtu/core/access.ts'
import { canonicalJson, type RecordKind, type RowOf } from '@jingtu/core/record.ts'
import { planRecord } from '@jingtu/programme/plan.ts'
import { targetRecord } from '@jingtu/programme/target.ts'
import { namedObjectRecord, taskRecord } from '@jingtu/programme/task.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { sql } from 'kysely'
import { refusal } from '../problems.ts'
import { getEditablePlan } from './rights.ts'

const KINDS: Record<
  string,
  { kind: RecordKind /** What becomes of a row that did not exist before. */; gone: string }
> = {
  task: { kind: taskRecord as unknown as RecordKind, gone: 'removed' },
  target: { kind: targetRecord as unknown as RecordKind, gone: 'rejected' },
  'named-object': { kind: namedObjectRecord as unknown as RecordKind, gone: 'removed' },
  plan: { kind: planRecord as unknown as RecordKind, gone: 'withdrawn' },
}
const LABELS: Record<string, string> = {
  accept: '确认',
  reject: '不采用',
  reconsider: '退回待确认',
  edit: '修改',
  merge: '合并',
  absorb: '合并',
  split: '拆分',
  add: '新增',
  reorder: '调整顺序',
  assignName: '指定单位',
  lineage: '承接关系',
  cover: '覆盖关系',
}

interface Event {
  seq: number
  kind: string
  record: string
  version: number
  action: string
  after: string
}

/**
 * Takes back the actor's last action in a draft; called again, the one before. Rows go back to what they held, rows that
 * were new disappear from the draft; history keeps everything. Refused where somebody else has changed the same row since.
 */
export async function undoLast(c: Change, actor: Actor, planId: string): Promise<{ undone: string; rows: number }> {
  const plan = await getEditablePlan(c, actor, planId)
  const events = await actionsOf(c, actor, plan.home, planId)
  const last = nextToUndo(events)
  if (!last) throw refusal('conflict', '没有可以撤销的操作', ['只能撤销您本人在这份草稿里的操作，导入本身不能撤销'])
  const touched = events.filter(e => e.seq === last.seq)
  for (const e of touched.reverse()) await takeBack(c, plan.home, e)
  const label = LABELS[last.action] ?? last.action
  return { undone: label, rows: touched.length }
}

/** Every event of this person in this draft, newest first. */
async function actionsOf(c: Change, actor: Actor, home: string, plan: string): Promise<Event[]> {
  const { rows } = await sql<Event>`select e.seq, e.kind, e.record, e.version, e.action, e.after
    from change ch join record_event e on e.home = ch.home and e.seq = ch.seq
    where ch.home = ${home}::uuid and ch.actor = ${actor.person}::uuid and e.kind in ('task', 'target', 'named-object', 'plan')
      and ((e.kind = 'plan' and e.record = ${plan}::uuid) or e.after::jsonb ->> 'plan' = ${plan})
    order by e.seq desc, e.ordinal`.execute(c.tx)
  return rows
}

/** Undoing is an action too: each one cancels the nearest older action that is not cancelled yet. */
function nextToUndo(events: Event[]): Event | undefined {
  let cancelled = 0
  let seen = -1
  for (const e of events) {
    if (e.seq === seen) continue
    seen = e.seq
    if (e.action === 'import' || e.action === 'create') return undefined
    if (e.action === 'undo') cancelled += 1
    else if (cancelled > 0) cancelled -= 1
    else return e
  }
  return undefined
}

async function takeBack(c: Change, home: string, e: Event): Promise<void> {
  const { kind, gone } = KINDS[e.kind]!
  const now = (await c.get(kind, e.record)) as RowOf<RecordKind> & Record<string, unknown>
  const after = JSON.parse(e.after) as Record<string, unknown>
  if (!sameContent(kind, now, after)) {
    throw refusal('conflict', '不能撤销', ['之后又有人改过同一条内容，请直接修改，不要撤销'])
  }
  const { rows } = await sql<{ after: string }>`select after from record_event
    where home = ${home}::uuid and record = ${e.record}::uuid and version < ${e.version} order by version desc limit 1`.execute(
    c.tx,
  )
  const before = rows[0] && (JSON.parse(rows[0].after) as Record<string, unknown>)
  if (!before) {
    await c.update(kind, now, { action: 'undo', state: gone })
    return
  }
  const values = Object.fromEntries(Object.keys(kind.fields).map(key => [key, before[key]]))
  await c.update(kind, now, { action: 'undo', state: before.state as string, values })
}

const sameContent = (kind: RecordKind, a: Record<string, unknown>, b: Record<string, unknown>): boolean =>
  a.state === b.state &&
  Object.keys(kind.fields).every(key => canonicalJson(a[key] ?? null) === canonicalJson(b[key] ?? null))
