import type { Actor } from '@jingtu/core/access.ts'
import { periodsOf } from '@jingtu/programme/periods.ts'
import { type Plan, type PlanRhythm, planRecord } from '@jingtu/programme/plan.ts'
import { periodRecord, type ReportingPeriod } from '@jingtu/programme/reporting.ts'
import { taskRecord } from '@jingtu/programme/task.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { storeFile } from '@jingtu/store/files.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { moveRecord } from '../moves.ts'
import { refusal } from '../problems.ts'
import { loadBoard, unitName } from './board.ts'
import { missingUnits } from './missing.ts'
import { relationsOf } from './relations.ts'
import { sheetName, writeDispatchSheet } from './sheet.ts'

/**
 * Makes the reporting periods a plan orders; those that are there already stay as they are, so that it may be called
 * again after an amendment.
 * @param fallback used where the plan says nothing about reporting
 */
export async function makePeriods(change: Change, plan: Plan, fallback: PlanRhythm[] = []): Promise<ReportingPeriod[]> {
  const tasks = await listRecords(change.tx, taskRecord, sql`plan = ${plan.id}::uuid and state = 'inForce'`, {
    orderBy: sql`ordinal`,
  })
  const own = periodsOf(plan, tasks)
  const drafts = own.length ? own : periodsOf({ ...plan, rhythm: fallback })
  const existing = await listRecords(change.tx, periodRecord, sql`plan = ${plan.id}::uuid`)
  // A plan published in mid-year asks nobody for the quarters that were over before it.
  const fresh = drafts.filter(
    d =>
      (plan.publishedOn === null || d.due >= plan.publishedOn) &&
      !existing.some(p => p.key === d.key || (p.due === d.due && p.startsOn === d.from && p.endsOn === d.to)),
  )
  if (fresh.length === 0) return []
  return change.insertMany(
    periodRecord,
    fresh.map(p => ({
      home: plan.home,
      region: plan.region,
      values: {
        plan: plan.id,
        key: p.key,
        name: p.name,
        startsOn: p.from,
        endsOn: p.to,
        due: p.due,
        basis: p.basis,
        recipient: p.recipient,
        tasks: p.tasks,
      },
    })),
    'make',
  )
}

/** One more period, by hand: an extra 调度 somebody asks for. */
export async function addPeriod(
  change: Change,
  actor: Actor,
  planId: string,
  values: Pick<ReportingPeriod, 'key' | 'name' | 'startsOn' | 'endsOn' | 'due'> & { basis?: string | null },
): Promise<ReportingPeriod> {
  const plan = await change.get(planRecord, planId)
  assertOwner(actor, plan)
  const faults: string[] = []
  if (values.startsOn > values.endsOn) faults.push('起始日期晚于结束日期')
  if (values.due < values.startsOn) faults.push('报送截止早于调度期开始')
  if ((await listRecords(change.tx, periodRecord, sql`plan = ${planId}::uuid and key = ${values.key}`)).length)
    faults.push(`期次“${values.key}”已存在`)
  if (faults.length) throw refusal('invalid', '调度期有误', faults)
  return change.insert(
    periodRecord,
    { home: plan.home, region: plan.region, values: { plan: planId, tasks: [], ...values } },
    'make',
  )
}

/** Moves the day by which an open period must be reported. */
export async function setDue(change: Change, actor: Actor, id: string, due: string): Promise<ReportingPeriod> {
  const period = await change.get(periodRecord, id)
  assertOwner(actor, await change.get(planRecord, period.plan))
  if (period.state !== 'open') throw refusal('conflict', '不能修改截止日期', [`${period.name}已汇总办结`])
  if (due < period.startsOn) throw refusal('invalid', '不能修改截止日期', ['报送截止早于调度期开始'])
  return change.update(periodRecord, period, { action: 'setDue', values: { due } })
}

function assertOwner(actor: Actor, plan: Plan): void {
  const may = relationsOf(actor, { plan }).has('owner') && actor.duties.some(d => d === 'planner' || d === 'reviewer')
  if (!may)
    throw refusal('forbidden', '不能设置调度期', ['只有计划编制单位中有“计划管理”或“审核”权限的人员可以设置调度期'])
}

/**
 * Closes a period: the 调度表 is frozen by its hash and those who have not reported are named.
 * @param includeUnreviewed closes although reports wait for review; they stand in the sheet with that mark
 */
export async function closePeriod(
  change: Change,
  actor: Actor,
  id: string,
  options: { includeUnreviewed?: boolean } = {},
): Promise<ReportingPeriod> {
  const period = await change.get(periodRecord, id)
  const board = await loadBoard(change.tx, period.plan)
  const waiting = board.reports.filter(r => r.period === id && r.state === 'submitted')
  const refusals = options.includeUnreviewed
    ? []
    : waiting.map(
        r => `${unitName(board.units, r.unit)}“${board.tasks.find(t => t.id === r.task)?.title ?? ''}”的报告还没有审核`,
      )
  const missing = missingUnits(board, period).map(({ unit, unitName: name, dispatches }) => ({
    unit,
    unitName: name,
    dispatches,
  }))
  const relations = relationsOf(actor, { plan: board.plan })
  const closed = await moveRecord(change, periodRecord, period, 'close', {
    actor,
    relations,
    refusals,
    values: { closedOn: change.today, missing },
  })
  const bytes = await writeDispatchSheet(board, closed)
  const file = await storeFile(change.tx, bytes, {
    type: XLSX,
    name: sheetName(board, closed),
    by: change.context.actor.id,
    now: change.context.now,
  })
  return change.update(periodRecord, closed, { action: 'freeze', values: { sheet: file.hash } })
}

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Opens a closed period again with a reason; the sheet frozen before stays in its history. */
export async function reopenPeriod(change: Change, actor: Actor, id: string): Promise<ReportingPeriod> {
  const period = await change.get(periodRecord, id)
  const plan = await change.get(planRecord, period.plan)
  return moveRecord(change, periodRecord, period, 'reopen', {
    actor,
    relations: relationsOf(actor, { plan }),
    values: { closedOn: null, sheet: null, missing: null },
  })
}
