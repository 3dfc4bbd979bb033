import type { Actor } from '@jingtu/core/access.ts'
import { dayInShanghai } from '@jingtu/core/period.ts'
import { diffRows } from '@jingtu/core/record.ts'
import type { PlanVersion, RowChange } from '@jingtu/programme/plan-views.ts'
import { targetRecord } from '@jingtu/programme/target.ts'
import { taskRecord } from '@jingtu/programme/task.ts'
import type { Db } from '@jingtu/store/open.ts'
import { sql } from 'kysely'
import { partsOf } from './reading-plans.ts'
import { getReadablePlan } from './rights.ts'

const LABELS: Record<string, string> = {
  publish: '发布',
  amend: '调整',
  assign: '目标下达',
  cancel: '取消',
  finish: '任务完成',
  reopen: '重新打开',
  close: '办结',
  withdraw: '撤回',
  edit: '补充信息',
}

/** How a plan in force came to stand as it does: publication, amendments, targets that arrived. Newest first. */
export async function listVersions(db: Db, actor: Actor, id: string): Promise<PlanVersion[]> {
  const plan = await getReadablePlan(db, actor, id)
  const { rows } = await sql<{
    at: string
    actorName: string
    reason: string | null
    actions: string[]
    tasks: number
    targets: number
  }>`
    select c.at, c.actor_name as "actorName", c.reason, array_agg(distinct e.action) as actions,
      count(*) filter (where e.kind = 'task') as tasks, count(*) filter (where e.kind = 'target') as targets
    from change c join record_event e on e.home = c.home and e.seq = c.seq
    where c.home = ${plan.home}::uuid
      and ((e.kind in ('plan', 'amendment') and (e.record = ${id}::uuid or e.after::jsonb ->> 'plan' = ${id}))
        or (e.kind in ('task', 'target') and e.after::jsonb ->> 'plan' = ${id}))
      and (e.action in ('publish', 'amend', 'assign', 'cancel', 'finish', 'reopen', 'close', 'withdraw') or (e.kind = 'plan' and e.to_state = 'published'))
    group by c.seq, c.at, c.actor_name, c.reason order by c.seq desc`.execute(db)
  return rows.map(({ actions, ...r }) => ({ ...r, day: dayInShanghai(r.at), label: labelOf(actions) }))
}

const labelOf = (actions: string[]): string => {
  const first = ['amend', 'publish', 'assign', 'cancel', 'withdraw', 'close', 'finish', 'reopen', 'edit'].find(a =>
    actions.includes(a),
  )
  return (first && LABELS[first]) ?? actions[0] ?? ''
}

/** Fields whose change a reader of the plan is shown; the rest is bookkeeping. */
const SHOWN = new Set([
  'title',
  'content',
  'leadUnits',
  'coopUnits',
  'respUnits',
  'due',
  'deadlines',
  'quantity',
  'quantityUnit',
  'deliverables',
  'indicator',
  'op',
  'value',
  'valueMax',
  'words',
  'unit',
  'by',
  'stage',
  'scope',
  'pending',
  'assignedBy',
  'binding',
  'tolerance',
])
const ENDED = new Set(['rejected', 'cancelled', 'removed', 'proposed', 'accepted'])

/** What changed in a plan between two instants. */
export async function changesBetween(db: Db, actor: Actor, id: string, from: string, to: string): Promise<RowChange[]> {
  await getReadablePlan(db, actor, id)
  const [before, after] = [await partsOf(db, id, { knownOn: from }), await partsOf(db, id, { knownOn: to })]
  return [
    ...changesOf('task', before.tasks, after.tasks, t => t.title, taskRecord),
    ...changesOf('target', before.targets, after.targets, t => t.indicator, targetRecord),
  ]
}

function changesOf<T extends { id: string; state: string }>(
  kind: 'task' | 'target',
  before: T[],
  after: T[],
  title: (t: T) => string,
  record: Parameters<typeof diffRows>[0],
): RowChange[] {
  const live = (rows: T[]) => new Map(rows.filter(r => !ENDED.has(r.state)).map(r => [r.id, r]))
  const [a, b] = [live(before), live(after)]
  const out: RowChange[] = []
  for (const [id, row] of b) {
    const old = a.get(id)
    const fields = diffRows(record, (old ?? null) as never, row as never).filter(f => SHOWN.has(f.key))
    if (!old) out.push({ kind, id, title: title(row), op: 'add', fields })
    else if (fields.length > 0) out.push({ kind, id, title: title(row), op: 'change', fields })
  }
  for (const [id, row] of a) if (!b.has(id)) out.push({ kind, id, title: title(row), op: 'remove', fields: [] })
  return out
}
