import type { Actor } from '@jingtu/core/access.ts'
import type { Plan } from '@jingtu/programme/plan.ts'
import { type Target, targetRecord } from '@jingtu/programme/target.ts'
import { namedObjectRecord, type Task, type TaskRole, taskRecord, type UnitSpan } from '@jingtu/programme/task.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { moveRecord } from '../moves.ts'
import { refusal } from '../problems.ts'
import { ORDINAL_STEP } from './draft-rows.ts'
import { getEditablePlan, planRelations } from './rights.ts'

/** What a reviewer may set on a task; everything else follows from the text or from other moves. */
export type TaskEdit = Partial<
  Pick<
    Task,
    | 'title'
    | 'content'
    | 'no'
    | 'path'
    | 'leadUnits'
    | 'coopUnits'
    | 'respUnits'
    | 'deadlines'
    | 'due'
    | 'openDeadlines'
    | 'quantity'
    | 'quantityUnit'
    | 'deliverables'
    | 'proofs'
    | 'assessments'
  >
>
export type TargetEdit = Partial<
  Pick<
    Target,
    | 'indicator'
    | 'op'
    | 'value'
    | 'valueMax'
    | 'words'
    | 'unit'
    | 'by'
    | 'stage'
    | 'scope'
    | 'kind'
    | 'binding'
    | 'approx'
    | 'tolerance'
    | 'cumulative'
    | 'masked'
    | 'pending'
    | 'assignedBy'
    | 'baseline'
    | 'notApplicable'
    | 'task'
  >
>
type UnitLists = Partial<Record<'leadUnits' | 'coopUnits' | 'respUnits', string[]>>
export type Decision = 'accept' | 'reject' | 'reconsider'

/** Accepts, rejects or reopens tasks and targets, one or many, in one change. Rows already so decided are left alone. */
export async function decide(
  c: Change,
  actor: Actor,
  planId: string,
  ids: { tasks: string[]; targets: string[] },
  decision: Decision,
): Promise<{ changed: number }> {
  const plan = await getEditablePlan(c, actor, planId)
  const goal = { accept: 'accepted', reject: 'rejected', reconsider: 'proposed' }[decision]
  let changed = 0
  for (const id of ids.tasks) {
    const task = await taskOfPlan(c, plan, id)
    if (task.state === goal) continue
    await moveRecord(c, taskRecord, task, decision, { actor, relations: planRelations(actor, plan) })
    changed += 1
  }
  for (const id of ids.targets) {
    const target = await targetOfPlan(c, plan, id)
    if (target.state === goal) continue
    // A target has no move back of its own: what was decided is simply open again.
    if (decision === 'reconsider') await c.update(targetRecord, target, { action: 'reconsider', state: 'proposed' })
    else await moveRecord(c, targetRecord, target, decision, { actor, relations: planRelations(actor, plan) })
    changed += 1
  }
  return { changed }
}

export async function editTask(
  c: Change,
  actor: Actor,
  planId: string,
  id: string,
  edit: TaskEdit,
  version?: number,
): Promise<Task> {
  const plan = await getEditablePlan(c, actor, planId)
  const task = await taskOfPlan(c, plan, id)
  requireVersion(task, version)
  return c.update(taskRecord, task, { action: 'edit', values: consistent(task, edit) })
}

/** A new last day moves the deadline, new days move the last day; the two never contradict each other. */
function consistent(task: Task, edit: TaskEdit): TaskEdit {
  if (edit.deadlines && edit.due === undefined) return { ...edit, due: [...edit.deadlines].sort().at(-1) ?? null }
  if (edit.due !== undefined && !edit.deadlines) {
    const others = task.deadlines.filter(d => d !== task.due && (edit.due === null || d < edit.due!))
    return { ...edit, deadlines: edit.due ? [...others, edit.due] : others }
  }
  return edit
}

export async function editTarget(
  c: Change,
  actor: Actor,
  planId: string,
  id: string,
  edit: TargetEdit,
  version?: number,
): Promise<Target> {
  const plan = await getEditablePlan(c, actor, planId)
  const target = await targetOfPlan(c, plan, id)
  requireVersion(target, version)
  return c.update(targetRecord, target, { action: 'edit', values: tidyTarget({ ...edit }) })
}

/** “/” carries neither number nor words; a value that has come in is not blanked any more. */
export function tidyTarget(edit: TargetEdit): TargetEdit {
  if (edit.notApplicable) return { ...edit, value: null, valueMax: null, words: '/', op: 'text', masked: false }
  if (edit.value) return { ...edit, masked: false, notApplicable: false }
  return edit
}

export async function addTask(
  c: Change,
  actor: Actor,
  planId: string,
  values: TaskEdit & { title: string; after?: string | null; covers?: string[] },
): Promise<Task> {
  const plan = await getEditablePlan(c, actor, planId)
  const { after, ...rest } = values
  const before = after ? await taskOfPlan(c, plan, after) : null
  const ordinal = await ordinalAfter(c, planId, before)
  const path = rest.path ?? [...(before?.path.slice(0, -1) ?? []), rest.title]
  const full = { ...consistentNew(rest), plan: planId, ordinal, path, origin: '新增' as const, ...EMPTY_LISTS(rest) }
  return c.insert(taskRecord, { home: plan.home, region: plan.region, values: full }, 'add')
}

const consistentNew = (v: TaskEdit): TaskEdit => ({
  ...v,
  due: v.due ?? [...(v.deadlines ?? [])].sort().at(-1) ?? null,
})
const EMPTY_LISTS = (v: TaskEdit & { covers?: string[] }) => ({ covers: v.covers ?? [], unitSpans: [] as UnitSpan[] })

export async function addTarget(
  c: Change,
  actor: Actor,
  planId: string,
  values: TargetEdit & { indicator: string; op: Target['op'] },
): Promise<Target> {
  const plan = await getEditablePlan(c, actor, planId)
  if (values.task) await taskOfPlan(c, plan, values.task)
  const last = await listRecords(c.tx, targetRecord, sql`plan = ${planId}::uuid`, {
    orderBy: sql`ordinal desc`,
    limit: 1,
  })
  const ordinal = (last[0]?.ordinal ?? 0) + ORDINAL_STEP
  const full = { kind: 'indicator' as const, ...tidyTarget(values), plan: planId, ordinal, source: 'added' as const }
  return c.insert(targetRecord, { home: plan.home, region: plan.region, values: full }, 'add')
}

/** The new order of a plan's tasks; only rows whose place changed are written. */
export async function reorderTasks(
  c: Change,
  actor: Actor,
  planId: string,
  ids: string[],
): Promise<{ changed: number }> {
  const plan = await getEditablePlan(c, actor, planId)
  const tasks: Task[] = await listRecords(c.tx, taskRecord, sql`plan = ${planId}::uuid and state <> 'removed'`, {
    orderBy: sql`ordinal, id`,
  })
  if (new Set(ids).size !== tasks.length || tasks.some(t => !ids.includes(t.id))) {
    throw refusal('conflict', '任务有增减，不能排序', ['请刷新页面后再调整顺序'])
  }
  let changed = 0
  for (const [i, id] of ids.entries()) {
    const task = tasks.find(t => t.id === id)!
    const ordinal = (i + 1) * ORDINAL_STEP
    if (task.ordinal === ordinal) continue
    await c.update(taskRecord, await taskOfPlan(c, plan, id), { action: 'reorder', values: { ordinal } })
    changed += 1
  }
  return { changed }
}

/** What a name of the text means, decided once for the whole plan: “市供销社” is that unit wherever the plan says it. */
export async function assignName(
  c: Change,
  actor: Actor,
  planId: string,
  name: string,
  units: string[],
): Promise<{ changed: number }> {
  await getEditablePlan(c, actor, planId)
  const tasks: Task[] = await listRecords(c.tx, taskRecord, sql`plan = ${planId}::uuid and state <> 'removed'`)
  const roles: Record<TaskRole, 'leadUnits' | 'coopUnits' | 'respUnits' | null> = {
    lead: 'leadUnits',
    coop: 'coopUnits',
    resp: 'respUnits',
    guide: null,
  }
  let changed = 0
  for (const task of tasks) {
    const spans = task.unitSpans ?? []
    if (!spans.some(s => s.name === name)) continue
    const values: UnitLists & { unitSpans: UnitSpan[] } = {
      unitSpans: spans.map(s => (s.name === name ? { ...s, units, why: '审核时指定' } : s)),
    }
    for (const s of spans.filter(x => x.name === name)) {
      const key = roles[s.role]
      if (!key) continue
      const kept: string[] = (values[key] ?? task[key]).filter((id: string) => !s.units.includes(id))
      values[key] = [...new Set([...kept, ...units])]
    }
    await c.update(taskRecord, task, { action: 'assignName', values })
    changed += 1
  }
  if (changed === 0) throw refusal('not-found', '计划里没有这个名称', [`没有任务写到“${name}”`])
  return { changed }
}

export async function addObject(
  c: Change,
  actor: Actor,
  planId: string,
  taskId: string,
  names: string[],
  noun: string | null,
): Promise<{ added: number }> {
  const plan = await getEditablePlan(c, actor, planId)
  const task = await taskOfPlan(c, plan, taskId)
  const before = await listRecords(c.tx, namedObjectRecord, sql`task = ${taskId}::uuid and state <> 'removed'`)
  const fresh = [...new Set(names.map(n => n.trim()).filter(Boolean))].filter(n => !before.some(b => b.name === n))
  const rows = fresh.map((name, i) => ({
    home: plan.home,
    region: plan.region,
    values: { plan: planId, task: task.id, ordinal: before.length + i + 1, name, noun, evidence: [] as string[] },
  }))
  if (rows.length > 0) await c.insertMany(namedObjectRecord, rows, 'add')
  return { added: rows.length }
}

/** Between a task and the next one; where there is no room left the later ones move on. */
export async function ordinalAfter(c: Change, planId: string, before: Task | null): Promise<number> {
  const tasks: Task[] = await listRecords(c.tx, taskRecord, sql`plan = ${planId}::uuid and state <> 'removed'`, {
    orderBy: sql`ordinal, id`,
  })
  if (!before) return (tasks.at(-1)?.ordinal ?? 0) + ORDINAL_STEP
  const later = tasks.filter(t => t.ordinal > before.ordinal)
  if (later.length === 0) return before.ordinal + ORDINAL_STEP
  const middle = Math.floor((before.ordinal + later[0]!.ordinal) / 2)
  if (middle > before.ordinal) return middle
  for (const t of later)
    await c.update(taskRecord, t, { action: 'reorder', values: { ordinal: t.ordinal + ORDINAL_STEP } })
  return before.ordinal + ORDINAL_STEP / 2
}

export async function taskOfPlan(c: Change, plan: Plan, id: string): Promise<Task> {
  const task: Task | undefined = await c.find(taskRecord, id)
  if (!task || task.plan !== plan.id) throw refusal('not-found', '计划里没有这项任务', ['请刷新页面后再操作'])
  return task
}

export async function targetOfPlan(c: Change, plan: Plan, id: string): Promise<Target> {
  const target: Target | undefined = await c.find(targetRecord, id)
  if (!target || target.plan !== plan.id) throw refusal('not-found', '计划里没有这个目标', ['请刷新页面后再操作'])
  return target
}

export function requireVersion(row: { version: number }, version: number | undefined): void {
  if (version !== undefined && row.version !== version) {
    throw refusal('conflict', '他人刚刚修改过这一条', ['请刷新页面，看过新的内容后再修改'])
  }
}
