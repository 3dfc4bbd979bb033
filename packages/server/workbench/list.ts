import { type Actor, seesRegion } from '@jingtu/core/access.ts'
import { type Day, deadlineLight } from '@jingtu/core/period.ts'
import { decisionRecord, questionRecord } from '@jingtu/programme/organisation.ts'
import { planRecord } from '@jingtu/programme/plan.ts'
import { periodRecord, reportRecord } from '@jingtu/programme/reporting.ts'
import { dispatchRecord, namedObjectRecord, taskRecord } from '@jingtu/programme/task.ts'
import { unitRecord } from '@jingtu/registers/subjects/unit.ts'
import type { Db } from '@jingtu/store/open.ts'
import { getRecord, listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { refusal } from '../problems.ts'
import type { Group, OtherItem, ReviewRow, Workbench, WorkbenchRow } from './answers.ts'
import { doneOf, heldOf, unitName, unitsOf } from './board.ts'
import { nextStepOf } from './next-step.ts'
import { reminderSettings } from './settings.ts'

/** What lies on a unit's desk. Another unit's desk is open to whoever sees that unit's region. */
export async function workbenchOf(db: Db, actor: Actor, unitId: string, today: Day): Promise<Workbench> {
  const unit = await getRecord(db, unitRecord, unitId)
  if (unitId !== actor.unit && (actor.party || !seesRegion(actor, unit.region)))
    throw refusal('forbidden', '不能查看', ['这个单位不在您的管辖范围内'])
  const { warnDays } = await reminderSettings(db)
  const rows = await dispatchRows(db, unitId, today, warnDays)
  const toReview = await reviewRows(db, unitId)
  const counts = { returned: 0, overdue: 0, soon: 0, todo: 0, done: 0, toReview: toReview.length }
  for (const r of rows) counts[r.next.group]++
  return {
    unit: { id: unit.id, name: unit.shortName ?? unit.name },
    today,
    warnDays,
    counts,
    rows,
    toReview,
    others: await otherItems(db, unitId, today, warnDays),
  }
}

const ORDER: Record<Group, number> = { returned: 0, overdue: 1, soon: 2, todo: 3, done: 4 }

async function dispatchRows(db: Db, unitId: string, today: Day, warnDays: number): Promise<WorkbenchRow[]> {
  const dispatches = await listRecords(
    db,
    dispatchRecord,
    sql`unit = ${unitId}::uuid and state not in ('reassigned', 'cancelled')`,
  )
  if (dispatches.length === 0) return []
  const planIds = [...new Set(dispatches.map(d => d.plan))]
  const taskIds = [...new Set(dispatches.map(d => d.task))]
  const plans = await listRecords(db, planRecord, sql`id = any(${planIds}::uuid[]) and state = 'published'`)
  const tasks = await listRecords(db, taskRecord, sql`id = any(${taskIds}::uuid[])`)
  const periods = await listRecords(db, periodRecord, sql`plan = any(${planIds}::uuid[])`, { orderBy: sql`due` })
  const reports = await listRecords(db, reportRecord, sql`unit = ${unitId}::uuid`)
  const objects = await listRecords(
    db,
    namedObjectRecord,
    sql`dispatch = any(${dispatches.map(d => d.id)}::uuid[]) and state <> 'removed'`,
  )
  const held = await heldOf(db, dispatches)
  const rows = dispatches.flatMap((d): WorkbenchRow[] => {
    const plan = plans.find(p => p.id === d.plan)
    const task = tasks.find(t => t.id === d.task)
    if (!plan || !task) return []
    const own = objects.filter(o => o.dispatch === d.id)
    return [
      {
        dispatch: d.id,
        plan: { id: plan.id, title: plan.title },
        task: { id: task.id, no: task.no, title: task.title },
        role: d.role,
        state: d.state,
        next: nextStepOf(
          d,
          held.get(d.id)!,
          periods.filter(p => p.plan === d.plan),
          reports,
          today,
          plan.warnDays ?? warnDays,
        ),
        returnReason: reports.find(r => r.dispatch === d.id && r.state === 'returned')?.reviewNote ?? d.returnReason,
        quantity: d.quantity,
        quantityUnit: d.quantityUnit,
        done: doneOf({ periods, reports }, d).quantity,
        objects: { done: own.filter(o => o.state === 'done').length, total: own.length },
      },
    ]
  })
  // What is due on one day stands as in its plan.
  const ordinal = new Map(tasks.map(t => [t.id, t.ordinal]))
  return rows.sort(
    (a, b) =>
      ORDER[a.next.group] - ORDER[b.next.group] ||
      compare(a.next.due, b.next.due) ||
      compare(a.plan.title, b.plan.title) ||
      (ordinal.get(a.task.id) ?? 0) - (ordinal.get(b.task.id) ?? 0),
  )
}

const compare = (a: string | null, b: string | null): number =>
  (a ?? '9999') < (b ?? '9999') ? -1 : (a ?? '9999') > (b ?? '9999') ? 1 : 0

/** Reports to review, work said to be done, and dispatches handed back: for the lead bureau, else for the plan's owner. */
async function reviewRows(db: Db, unitId: string): Promise<ReviewRow[]> {
  const mine = sql`(p.owner_unit = ${unitId}::uuid or (t.lead_units @> array[${unitId}::uuid] and d.unit <> ${unitId}::uuid)) and p.until is null and p.state = 'published' and t.until is null and d.until is null`
  const joined = sql`join task t on t.id = d.task join plan p on p.id = d.plan`
  const { rows } = await sql<
    Omit<ReviewRow, 'unitName' | 'task'> & {
      unit: string
      taskId: string
      no: string | null
      title: string
      ordinal: number
    }
  >`
    select 'report' as kind, r.id as report, d.id as dispatch, d.unit, t.id as "taskId", t.no, t.title, p.title as "planTitle", pd.name as period, r.submitted_on as "on", r.late, r.progress, t.ordinal
      from report r join dispatch d on d.id = r.dispatch ${joined} join period pd on pd.id = r.period and pd.until is null where r.until is null and r.state = 'submitted' and pd.state = 'open' and ${mine}
    union all
    select case d.state when 'completed' then 'completed' else 'declined' end, null, d.id, d.unit, t.id, t.no, t.title, p.title, null, d.completed_on, coalesce(d.completed_on > d.due, false), d.return_reason, t.ordinal
      from dispatch d ${joined} where d.state in ('completed', 'returned') and ${mine}
    order by "on", "planTitle", ordinal, unit`.execute(db)
  const units = await unitsOf(
    db,
    rows.map(r => r.unit),
  )
  return rows.map(({ unit, taskId, no, title, ordinal: _, ...r }) => ({
    ...r,
    late: Boolean(r.late),
    unitName: unitName(units, unit),
    task: { id: taskId, no, title },
  }))
}

async function otherItems(db: Db, unitId: string, today: Day, warnDays: number): Promise<OtherItem[]> {
  const questions = await listRecords(db, questionRecord, sql`owner_unit = ${unitId}::uuid and state = 'assigned'`)
  const decisions = await listRecords(
    db,
    decisionRecord,
    sql`owner_unit = ${unitId}::uuid and state in ('made', 'assigned')`,
  )
  return [
    ...questions.map(q => ({
      kind: 'question' as const,
      id: q.id,
      title: q.title,
      due: q.due,
      light: deadlineLight(q.due, today, null, warnDays),
      state: questionRecord.states[q.state],
    })),
    ...decisions.map(d => ({
      kind: 'decision' as const,
      id: d.id,
      title: d.content,
      due: d.due,
      light: deadlineLight(d.due, today, null, warnDays),
      state: decisionRecord.states[d.state],
    })),
  ].sort((a, b) => compare(a.due, b.due))
}
