import type { Actor, Relation } from '@jingtu/core/access.ts'
import type { Plan } from '@jingtu/programme/plan.ts'
import type { Target } from '@jingtu/programme/target.ts'
import { type Task, taskRecord } from '@jingtu/programme/task.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { findRecord } from '@jingtu/store/records.ts'

/** How an actor's unit stands to a target: owner of its plan, lead of its task, or one of those who must carry it out. */
export async function relationsToTarget(db: Db | Tx, actor: Actor, plan: Plan, target: Target): Promise<Set<Relation>> {
  const relations = new Set<Relation>()
  if (plan.ownerUnit === actor.unit) relations.add('owner')
  const task: Task | undefined = target.task ? await findRecord(db, taskRecord, target.task) : undefined
  if (task?.leadUnits.includes(actor.unit)) relations.add('lead')
  if (task && [...task.respUnits, ...task.coopUnits].includes(actor.unit)) relations.add('assignee')
  return relations
}
