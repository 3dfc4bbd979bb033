import { type Actor, type Relation, seesRegion } from '@jingtu/core/access.ts'
import { type Plan, planRecord } from '@jingtu/programme/plan.ts'
import { type Dispatch, dispatchRecord, type Task, taskRecord } from '@jingtu/programme/task.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { getRecord } from '@jingtu/store/records.ts'
import { refusal } from '../problems.ts'

/** A dispatch with the task and the plan that ordered it. */
export interface Ordered {
  dispatch: Dispatch
  task: Task
  plan: Plan
}

export async function getOrdered(db: Db | Tx, dispatchId: string): Promise<Ordered> {
  const dispatch = await getRecord(db, dispatchRecord, dispatchId)
  const task = await getRecord(db, taskRecord, dispatch.task)
  const plan = await getRecord(db, planRecord, dispatch.plan)
  return { dispatch, task, plan }
}

/**
 * How the actor's unit stands to a dispatched task. A lead bureau never reviews its own word: for its own dispatch it is
 * only the assignee, and the plan's owner reviews.
 */
export function relationsOf(
  actor: Actor,
  of: {
    plan: Pick<Plan, 'ownerUnit'>
    task?: Pick<Task, 'leadUnits'> | null
    dispatch?: Pick<Dispatch, 'unit'> | null
  },
): Set<Relation> {
  const relations = new Set<Relation>()
  if (actor.party) return relations
  const assignee = of.dispatch?.unit === actor.unit
  if (assignee) relations.add('assignee')
  if (of.plan.ownerUnit === actor.unit) relations.add('owner')
  if (of.task?.leadUnits.includes(actor.unit) && !assignee) relations.add('lead')
  return relations
}

/** Own region and below, or a unit that is itself part of the matter. @throws Refusal 'not-found', so that nothing is told */
export function assertSees(actor: Actor, ordered: Ordered): void {
  if (actor.party || !(seesRegion(actor, ordered.dispatch.region) || relationsOf(actor, ordered).size > 0)) {
    throw refusal('not-found', '没有找到这条交办')
  }
}

/** Only the plan's owner, or whoever sees its whole region, looks at the plan as a whole. */
export function assertSeesPlan(actor: Actor, plan: Plan): void {
  if (
    actor.party ||
    !(seesRegion(actor, plan.region) || plan.region.startsWith(actor.region) || actor.region.startsWith(plan.region))
  ) {
    throw refusal('not-found', '没有找到这份计划')
  }
}

/** The owner and whoever sees the plan's whole region; others see of it what lies with them and below. */
export const seesWholePlan = (actor: Actor, plan: Plan): boolean =>
  !actor.party && (seesRegion(actor, plan.region) || plan.ownerUnit === actor.unit)

/** @throws Refusal 'forbidden' where a sheet or report would tell of units beyond the actor's region */
export function assertSeesWholePlan(actor: Actor, plan: Plan): void {
  assertSeesPlan(actor, plan)
  if (!seesWholePlan(actor, plan))
    throw refusal('forbidden', '不能查看', ['汇总材料包含其他地区单位的报告，由计划编制单位下发'])
}
