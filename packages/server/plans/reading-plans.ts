import type { Actor } from '@jingtu/core/access.ts'
import { deadlineLight } from '@jingtu/core/period.ts'
import { planRecord } from '@jingtu/programme/plan.ts'
import type { PlanDetail, PlanRow } from '@jingtu/programme/plan-views.ts'
import { type Target, targetRecord } from '@jingtu/programme/target.ts'
import { type NamedObject, namedObjectRecord, type Task, taskRecord } from '@jingtu/programme/task.ts'
import { readFileBytes } from '@jingtu/store/files.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { type AsOf, listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { refusal } from '../problems.ts'
import { unitBriefs } from './places.ts'
import { canEditPlan, getReadablePlan, readablePlans } from './rights.ts'

export interface PlanFilter {
  state?: string
  year?: number
  search?: string
}

const DEFAULT_WARN_DAYS = 30

/** Plans the actor may read, newest first, with what has been decided and how the deadlines stand. */
export async function listPlans(db: Db, actor: Actor, filter: PlanFilter, today: string): Promise<PlanRow[]> {
  const state = filter.state ? sql`and plan.state = ${filter.state}` : sql`and plan.state <> 'withdrawn'`
  const year = filter.year ? sql`and plan.year = ${filter.year}` : sql``
  const search = filter.search ? sql`and plan.title like ${`%${filter.search.replace(/[\\%_]/g, '\\$&')}%`}` : sql``
  const { rows } = await sql<
    PlanRow & { warnDays: number | null; dues: { due: string | null; done: boolean; on: string | null }[] }
  >`
    select plan.id, plan.title, plan.state, plan.level, plan.year, plan.issuing_number as "issuingNumber", plan.region_id as "regionId",
      r.name as "regionName", plan.owner_unit as "ownerUnit", coalesce(u.short_name, u.name) as "ownerName", plan.published_on as "publishedOn",
      plan.period_to as "periodTo", plan.sample, plan.warn_days as "warnDays", plan.owner_unit = ${actor.unit}::uuid as mine,
      coalesce(jsonb_array_length(plan.problems), 0) as problems,
      (select count(*) from target t where t.plan = plan.id and t.until is null and t.state <> 'rejected') as targets,
      (select count(*) from amendment a where a.plan = plan.id and a.until is null and a.state = 'draft') as amendments,
      coalesce(k.tasks, 0) as tasks, coalesce(k.decided, 0) as decided, coalesce(k.done, 0) as done, coalesce(k.dues, '[]'::jsonb) as dues
    from plan
    left join region r on r.id = plan.region_id
    left join unit u on u.id = plan.owner_unit and u.until is null
    left join (select plan, count(*) as tasks, count(*) filter (where state <> 'proposed') as decided, count(*) filter (where state = 'done') as done,
        jsonb_agg(jsonb_build_object('due', due, 'done', state = 'done', 'on', case when state = 'done' then effective end)) filter (where state in ('inForce', 'done')) as dues
      from task where until is null and state not in ('removed', 'cancelled') group by plan) k on k.plan = plan.id
    where plan.until is null and ${readablePlans(actor)} ${state} ${year} ${search}
    order by plan.year desc nulls last, length(plan.region), plan.title`.execute(db)
  return rows.map(({ dues, warnDays, ...row }) => {
    const lights = { red: 0, yellow: 0, green: 0, none: 0 }
    for (const d of dues) lights[deadlineLight(d.due, today, d.on, warnDays ?? DEFAULT_WARN_DAYS)] += 1
    return { ...row, lights }
  })
}

/** A plan with all that is in it; `knownOn` shows it as it was known at that instant. */
export async function getPlanDetail(db: Db, actor: Actor, id: string, knownOn?: string): Promise<PlanDetail> {
  const plan = await getReadablePlan(db, actor, id, knownOn)
  const asOf: AsOf | undefined = knownOn ? { knownOn } : undefined
  const { tasks, targets, objects } = await partsOf(db, id, asOf)
  const used = [
    plan.ownerUnit,
    ...tasks.flatMap(t => [
      ...t.leadUnits,
      ...t.coopUnits,
      ...t.respUnits,
      ...(t.unitSpans ?? []).flatMap(s => s.units),
    ]),
  ]
  const units = await unitBriefs(db, used)
  const about = await sql<{ name: string }>`select name from region where id = ${plan.regionId}::uuid`.execute(db)
  const relatedIds = [...plan.parentPlans, ...(plan.previousPlan ? [plan.previousPlan] : [])]
  const related = relatedIds.length ? await listRecords(db, planRecord, sql`id = any(${relatedIds}::uuid[])`) : []
  return {
    plan,
    tasks,
    targets,
    objects,
    units,
    regionName: about.rows[0]?.name ?? '',
    ownerName: units[plan.ownerUnit]?.shortName ?? units[plan.ownerUnit]?.name ?? '',
    related: Object.fromEntries(related.map(p => [p.id, { title: p.title, year: p.year, state: p.state }])),
    can: { edit: canEditPlan(actor, plan) },
  }
}

export async function partsOf(
  db: Db | Tx,
  plan: string,
  asOf?: AsOf,
): Promise<{ tasks: Task[]; targets: Target[]; objects: NamedObject[] }> {
  const order = { orderBy: sql`ordinal, id`, ...(asOf ? { asOf } : {}) }
  const tasks: Task[] = await listRecords(db, taskRecord, sql`plan = ${plan}::uuid and state <> 'removed'`, order)
  const targets: Target[] = await listRecords(db, targetRecord, sql`plan = ${plan}::uuid`, order)
  const objects: NamedObject[] = await listRecords(
    db,
    namedObjectRecord,
    sql`plan = ${plan}::uuid and state <> 'removed'`,
    order,
  )
  return { tasks, targets, objects }
}

/** The text every span points into. @throws Refusal 'not-found' */
export async function getPlanText(db: Db, actor: Actor, id: string): Promise<string> {
  const plan = await getReadablePlan(db, actor, id)
  const bytes = await readFileBytes(db, plan.textFile)
  if (!bytes) throw refusal('not-found', '计划的文本不在库中', ['请联系管理员检查文件存储'])
  return Buffer.from(bytes).toString('utf8')
}
