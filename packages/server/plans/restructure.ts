import type { Actor } from '@jingtu/core/access.ts'
import { targetRecord } from '@jingtu/programme/target.ts'
import { type Deliverable, namedObjectRecord, type Task, taskRecord, type UnitSpan } from '@jingtu/programme/task.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { moveRecord } from '../moves.ts'
import { refusal } from '../problems.ts'
import { ordinalAfter, type TaskEdit, taskOfPlan } from './review.ts'
import { getEditablePlan, planRelations } from './rights.ts'

const union = <T>(...lists: readonly T[][]): T[] => [...new Set(lists.flat())]

/** Several tasks become the first of them: wording in order, units, days, papers, targets and named objects united. */
export async function mergeTasks(c: Change, actor: Actor, planId: string, ids: string[]): Promise<Task> {
  const plan = await getEditablePlan(c, actor, planId)
  const tasks: Task[] = []
  for (const id of union(ids)) tasks.push(await taskOfPlan(c, plan, id))
  if (tasks.length < 2) throw refusal('invalid', '不能合并', ['请选择两项以上的任务'])
  tasks.sort((a, b) => a.ordinal - b.ordinal)
  const first = tasks[0]!
  const open = tasks.filter(t => t.state !== 'proposed' && t.state !== 'accepted')
  if (open.length > 0)
    throw refusal(
      'conflict',
      '不能合并',
      open.map(t => `任务“${t.title}”已定为“${taskRecord.states[t.state]}”，请先退回待确认`),
    )
  const lead = union(...tasks.map(t => t.leadUnits))
  const coop = union(...tasks.map(t => t.coopUnits)).filter(u => !lead.includes(u))
  const deadlines = union(...tasks.map(t => t.deadlines))
  const starts = tasks.map(t => t.spanStart).filter(n => n !== null)
  const ends = tasks.map(t => t.spanEnd).filter(n => n !== null)
  const sameUnit = new Set(tasks.filter(t => t.quantity !== null).map(t => t.quantityUnit)).size === 1
  const counted = tasks.filter(t => t.quantity !== null)
  const merged = await c.update(taskRecord, first, {
    action: 'merge',
    values: {
      content: tasks
        .map((t, i) => (i === 0 || t.content?.startsWith(t.title) ? t.content : `${t.title}。${t.content ?? ''}`))
        .filter(Boolean)
        .join('\n'),
      spanStart: starts.length ? Math.min(...starts) : null,
      spanEnd: ends.length ? Math.max(...ends) : null,
      leadNames: union(...tasks.map(t => t.leadNames)),
      coopNames: union(...tasks.map(t => t.coopNames)),
      respNames: union(...tasks.map(t => t.respNames)),
      guideNames: union(...tasks.map(t => t.guideNames)),
      leadUnits: lead,
      coopUnits: coop,
      respUnits: union(...tasks.map(t => t.respUnits)),
      openRoles: union(...tasks.map(t => t.openRoles)),
      unitSpans: tasks.flatMap(t => t.unitSpans ?? []),
      deadlines,
      due: [...deadlines].sort().at(-1) ?? null,
      starts: union(...tasks.map(t => t.starts)),
      recurring: tasks.flatMap(t => t.recurring ?? []),
      openDeadlines: union(...tasks.map(t => t.openDeadlines)),
      // Counts of different things cannot be added up.
      quantity: counted.length === 1 ? counted[0]!.quantity : null,
      quantityUnit: counted.length === 1 && sameUnit ? counted[0]!.quantityUnit : null,
      deliverables: tasks.flatMap(t => t.deliverables ?? []).filter(unlike),
      proofs: union(...tasks.map(t => t.proofs)),
      assessments: union(...tasks.map(t => t.assessments)),
      covers: union(...tasks.map(t => t.covers)),
      origin: '合并',
    },
  })
  for (const other of tasks.slice(1)) {
    await moveParts(c, other.id, first.id)
    await moveRecord(c, taskRecord, other, 'absorb', { actor, relations: planRelations(actor, plan) })
  }
  return merged
}

const unlike = (d: Deliverable, i: number, all: Deliverable[]): boolean => all.findIndex(x => x.name === d.name) === i

async function moveParts(c: Change, from: string, to: string): Promise<void> {
  for (const target of await listRecords(c.tx, targetRecord, sql`task = ${from}::uuid`)) {
    await c.update(targetRecord, target, { action: 'merge', values: { task: to } })
  }
  for (const object of await listRecords(c.tx, namedObjectRecord, sql`task = ${from}::uuid`)) {
    await c.update(namedObjectRecord, object, { action: 'merge', values: { task: to } })
  }
  for (const child of await listRecords(c.tx, taskRecord, sql`parent_task = ${from}::uuid`)) {
    await c.update(taskRecord, child, { action: 'merge', values: { parentTask: to } })
  }
}

/** Cuts one task in two at a place of its content, for a reading that took two tasks for one. Units and days go to both. */
export async function splitTaskAt(
  c: Change,
  actor: Actor,
  planId: string,
  id: string,
  at: number,
  title?: string,
): Promise<Task[]> {
  const plan = await getEditablePlan(c, actor, planId)
  const task = await taskOfPlan(c, plan, id)
  const content = task.content ?? ''
  const [head, tail] = [content.slice(0, at).trim(), content.slice(at).trim()]
  if (!head || !tail) throw refusal('invalid', '不能在这里拆分', ['拆分处两边都要有内容，请选在句末'])
  const first = await c.update(taskRecord, task, { action: 'split', values: { content: head } })
  const second = await c.insert(
    taskRecord,
    {
      home: plan.home,
      region: plan.region,
      values: {
        ...inherited(task),
        title: title?.trim() || titleOf(tail),
        content: tail,
        ordinal: await ordinalAfter(c, planId, first),
        parentTask: task.parentTask,
      },
    },
    'split',
  )
  return [first, second]
}

export interface SubtaskInput extends TaskEdit {
  title: string
}

/** Sub-tasks that can be tracked one by one: a sentence, or a quantity for a unit. The task itself stays as their heading. */
export async function addSubtasks(
  c: Change,
  actor: Actor,
  planId: string,
  id: string,
  items: SubtaskInput[],
): Promise<Task[]> {
  const plan = await getEditablePlan(c, actor, planId)
  const task = await taskOfPlan(c, plan, id)
  if (task.parentTask) throw refusal('conflict', '不能再拆', ['子任务不再分级，请在上级任务中增加'])
  const children: Task[] = await listRecords(c.tx, taskRecord, sql`parent_task = ${id}::uuid and state <> 'removed'`, {
    orderBy: sql`ordinal, id`,
  })
  let before = children.at(-1) ?? task
  const out: Task[] = []
  for (const item of items) {
    const given = Object.fromEntries(Object.entries(item).filter(([, v]) => v !== undefined))
    const own = item.leadUnits || item.coopUnits || item.respUnits
    // Units given for the item replace the task's, otherwise a county's item would also stand in its neighbours' books.
    const units = own
      ? {
          leadUnits: [],
          coopUnits: [],
          respUnits: [],
          leadNames: [],
          coopNames: [],
          respNames: [],
          unitSpans: [] as UnitSpan[],
        }
      : {}
    const due = item.due === undefined ? {} : { deadlines: item.due ? [item.due] : [] }
    const values = {
      ...inherited(task),
      ...units,
      quantity: null,
      quantityUnit: null,
      content: null,
      ...due,
      ...given,
      ordinal: await ordinalAfter(c, planId, before),
      parentTask: id,
    }
    before = await c.insert(taskRecord, { home: plan.home, region: plan.region, values }, 'split')
    out.push(before)
  }
  return out
}

const inherited = (t: Task) => ({
  plan: t.plan,
  path: t.path,
  no: t.no,
  spanStart: t.spanStart,
  spanEnd: t.spanEnd,
  leadNames: t.leadNames,
  coopNames: t.coopNames,
  respNames: t.respNames,
  guideNames: t.guideNames,
  leadUnits: t.leadUnits,
  coopUnits: t.coopUnits,
  respUnits: t.respUnits,
  openRoles: t.openRoles,
  inheritedRoles: t.inheritedRoles,
  unitSpans: t.unitSpans,
  deadlines: t.deadlines,
  due: t.due,
  starts: t.starts,
  recurring: t.recurring,
  openDeadlines: t.openDeadlines,
  proofs: t.proofs,
  assessments: t.assessments,
  covers: t.covers,
  origin: '拆分' as const,
})

/** A name for a passage: its first clause, as far as a title may go. */
const titleOf = (text: string): string => {
  const clause = text
    .replace(/^\s*(?:[（(]?[\d一二三四五六七八九十]+[)）.、．]|[一二三四五六七八九十]+是)\s*/, '')
    .split(/[。；，,：:\n]/)[0]!
    .trim()
  return (clause || text.trim()).slice(0, 40)
}
