import type { Actor, Relation } from '@jingtu/core/access.ts'
import { contains } from '@jingtu/core/region.ts'
import { type Plan, planRecord } from '@jingtu/programme/plan.ts'
import type { Change } from '@jingtu/store/changes.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { getRecord } from '@jingtu/store/records.ts'
import { type RawBuilder, sql } from 'kysely'
import { refusal } from '../problems.ts'

/** How the actor's unit stands to a plan. */
export const planRelations = (actor: Actor, plan: Plan): ReadonlySet<Relation> =>
  new Set(actor.unit === plan.ownerUnit ? (['owner'] as const) : [])

/**
 * A draft is its own unit's business. What is published is read by everybody of the region and below, and by those above
 * who answer for it.
 */
export const canReadPlan = (actor: Actor, plan: Plan): boolean =>
  actor.unit === plan.ownerUnit ||
  (plan.state !== 'draft' &&
    !actor.party &&
    (contains(actor.region, plan.region) || contains(plan.region, actor.region)))

export const canEditPlan = (actor: Actor, plan: Plan): boolean =>
  actor.unit === plan.ownerUnit && actor.duties.includes('planner')

/** The same rule as `canReadPlan`, over the columns of `plan`. */
export const readablePlans = (actor: Actor): RawBuilder<unknown> =>
  actor.party
    ? sql`false`
    : sql`(plan.owner_unit = ${actor.unit}::uuid or (plan.state <> 'draft'
        and (plan.region like ${`${actor.region}%`} or ${actor.region} like plan.region || '%')))`

/** @throws Refusal 'not-found' also where the plan exists but is not for this reader */
export async function getReadablePlan(db: Db | Tx, actor: Actor, id: string, knownOn?: string): Promise<Plan> {
  const plan: Plan = await getRecord(db, planRecord, id, knownOn ? { knownOn } : undefined)
  if (!canReadPlan(actor, plan)) throw refusal('not-found', '没有找到这份计划')
  return plan
}

/** The plan locked for this change. @throws Refusal where the actor may not edit it, or it is not in one of `states` */
export async function getEditablePlan(
  c: Change,
  actor: Actor,
  id: string,
  states: Plan['state'][] = ['draft'],
): Promise<Plan> {
  const plan: Plan = await c.get(planRecord, id)
  if (!canReadPlan(actor, plan)) throw refusal('not-found', '没有找到这份计划')
  if (!canEditPlan(actor, plan)) {
    throw refusal('forbidden', '不能修改这份计划', ['只有牵头编制单位中有“计划管理”权限的人员可以修改'])
  }
  if (!states.includes(plan.state)) {
    const hint = plan.state === 'published' ? '已发布的计划请通过“调整”修改' : '请刷新页面查看当前状态'
    throw refusal('conflict', `计划${planRecord.states[plan.state]}，不能这样修改`, [hint])
  }
  return plan
}
