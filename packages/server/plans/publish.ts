import type { Actor } from '@jingtu/core/access.ts'
import { resolveOpenDeadline } from '@jingtu/programme/open-deadlines.ts'
import { type Plan, planRecord } from '@jingtu/programme/plan.ts'
import type { Published } from '@jingtu/programme/plan-views.ts'
import { checkPublishing, type PublishCheck } from '@jingtu/programme/publishing.ts'
import { type Target, targetRecord } from '@jingtu/programme/target.ts'
import { type Task, taskRecord } from '@jingtu/programme/task.ts'
import type { Change } from '@jingtu/store/changes.ts'
import type { Db } from '@jingtu/store/open.ts'
import { moveRecord } from '../moves.ts'
import { refusal } from '../problems.ts'
import { issueDispatches } from '../workbench/dispatches.ts'
import { makePeriods } from '../workbench/periods.ts'
import { partsOf } from './reading-plans.ts'
import { getEditablePlan, getReadablePlan, planRelations } from './rights.ts'

export interface PublishOptions {
  /** The day of issue; today by default. */
  publishedOn?: string
  issuingNumber?: string
  warnDays?: number
}
/** What stands between the draft and its being in force, for the dialog before 发布. */
export async function previewPublishing(db: Db, actor: Actor, id: string): Promise<PublishCheck> {
  const plan = await getReadablePlan(db, actor, id)
  const { tasks, targets } = await partsOf(db, id)
  return checkPublishing(plan, tasks, targets)
}

/**
 * The draft comes into force as a whole: tasks and targets take effect, units get what they have to do, reporting periods
 * are made.
 * @throws Refusal with every reason at once; then nothing has changed
 */
export async function publishPlan(
  c: Change,
  actor: Actor,
  id: string,
  options: PublishOptions = {},
): Promise<Published> {
  const draft = await getEditablePlan(c, actor, id)
  const { tasks, targets } = await partsOf(c.tx, id)
  const { refusals } = checkPublishing(
    { ...draft, issuingNumber: options.issuingNumber ?? draft.issuingNumber },
    tasks,
    targets,
  )
  if (refusals.length > 0) {
    const where = { plan: '计划信息', task: '任务', target: '目标' }
    throw refusal(
      'conflict',
      '还不能发布',
      refusals.map(r => ({ message: r.message, where: where[r.kind] })),
    )
  }
  const issuedOn = options.publishedOn ?? c.today
  const relations = planRelations(actor, draft)
  const plan = await moveRecord(c, planRecord, draft, 'publish', {
    actor,
    relations,
    effective: issuedOn,
    values: {
      publishedOn: issuedOn,
      ...(options.issuingNumber ? { issuingNumber: options.issuingNumber } : {}),
      ...(options.warnDays === undefined ? {} : { warnDays: options.warnDays }),
    },
  })
  const inForce: Task[] = []
  for (const task of tasks.filter(t => t.state === 'accepted')) {
    inForce.push(
      await moveRecord(c, taskRecord, task, 'enforce', {
        actor,
        relations,
        effective: issuedOn,
        values: datedBy(task, issuedOn),
      }),
    )
  }
  const set: Target[] = []
  for (const target of targets.filter(t => t.state === 'accepted')) {
    set.push(await moveRecord(c, targetRecord, target, 'enforce', { actor, relations, effective: issuedOn }))
  }
  const after = await afterPublish(c, plan, inForce)
  return { plan, tasks: inForce.length, targets: set.length, ...after }
}

/** What follows from tasks being in force; called again after an amendment it only adds what is new. */
export async function afterPublish(
  c: Change,
  plan: Plan,
  tasks: Task[],
): Promise<{ dispatches: number; periods: number }> {
  const dispatches = await issueDispatches(c, plan, withoutSubtaskUnits(tasks))
  const periods = await makePeriods(c, plan)
  return { dispatches: dispatches.length, periods: periods.length }
}

/** Who holds a sub-task is not also asked for the whole; those who lead the whole still answer for it. */
function withoutSubtaskUnits(tasks: Task[]): Task[] {
  return tasks.map(task => {
    const held = new Set(
      tasks.filter(t => t.parentTask === task.id).flatMap(t => [...t.leadUnits, ...t.coopUnits, ...t.respUnits]),
    )
    if (held.size === 0) return task
    const others = (ids: string[]) => ids.filter(id => !held.has(id))
    return { ...task, coopUnits: others(task.coopUnits), respUnits: others(task.respUnits) }
  })
}

/** “印发之日起30日内” becomes a day now that the day of issue is known. */
function datedBy(task: Task, issuedOn: string): Partial<Task> {
  const days = task.openDeadlines.map(text => resolveOpenDeadline(text, issuedOn))
  if (days.every(d => d === undefined)) return {}
  const deadlines = [...new Set([...task.deadlines, ...days.filter(d => d !== undefined)])].sort()
  return {
    deadlines,
    due: deadlines.at(-1) ?? null,
    openDeadlines: task.openDeadlines.filter((_, i) => days[i] === undefined),
  }
}

export async function movePlan(c: Change, actor: Actor, id: string, move: 'close' | 'withdraw'): Promise<Plan> {
  const plan = await getEditablePlan(c, actor, id, ['draft', 'published'])
  return moveRecord(c, planRecord, plan, move, { actor, relations: planRelations(actor, plan) })
}
