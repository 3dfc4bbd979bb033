import type { Actor } from '@jingtu/core/access.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import { mayReport } from '@jingtu/programme/obligations.ts'
import { type Figure, fallsBelow } from '@jingtu/programme/pace.ts'
import { periodRecord, type Report, type ReportingPeriod, reportRecord } from '@jingtu/programme/reporting.ts'
import { type Dispatch, dispatchRecord, type Task } from '@jingtu/programme/task.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { moveRecord } from '../moves.ts'
import { refusal } from '../problems.ts'
import { heldOf } from './board.ts'
import { getOrdered, relationsOf } from './relations.ts'
import { figureFaults } from './review.ts'

/** What a unit writes; all of it may be left open in a draft. */
export type ReportContent = Partial<
  Pick<
    Report,
    | 'progress'
    | 'problems'
    | 'nextStep'
    | 'figureKind'
    | 'quantity'
    | 'percent'
    | 'values'
    | 'fallReason'
    | 'evidence'
    | 'proofs'
    | 'reusedFrom'
  >
>

/** Keeps a draft: one report per dispatch and period, whoever of the unit writes. */
export async function saveReport(
  change: Change,
  actor: Actor,
  of: { dispatch: string; period: string },
  content: ReportContent,
): Promise<Report> {
  const dispatch = await change.get(dispatchRecord, of.dispatch)
  const { task, plan } = await getOrdered(change.tx, of.dispatch)
  const period = await change.get(periodRecord, of.period)
  const faults: string[] = []
  if (!relationsOf(actor, { plan, task, dispatch }).has('assignee') || !actor.duties.includes('reporter')) {
    throw refusal('forbidden', '不能填报', [`这条任务由其他单位承办，或您没有“填报”权限（${actor.unitName}）`])
  }
  if (period.plan !== plan.id) faults.push('调度期不属于这份计划')
  if (period.state !== 'open') faults.push(`${period.name}已汇总办结，不能再填报；如需补报，请联系汇总单位重新打开`)
  if (['cancelled', 'reassigned', 'returned'].includes(dispatch.state))
    faults.push(`这条交办${dispatchRecord.states[dispatch.state]}，不再填报`)
  const held = (await heldOf(change.tx, [dispatch])).get(dispatch.id)!
  if (!mayReport({ ...held, endedOn: null }, period))
    faults.push(
      period.tasks.length
        ? `${period.name}只要求部分任务报送，不含这一项`
        : `${period.name}的报送截止早于任务交办之日，不需填报`,
    )
  const existing = (
    await listRecords(change.tx, reportRecord, sql`dispatch = ${dispatch.id}::uuid and period = ${period.id}::uuid`)
  )[0]
  if (existing && existing.state !== 'draft' && existing.state !== 'returned')
    faults.push(`${period.name}的报告${reportRecord.states[existing.state]}，如需修改请审核单位先退回`)
  if (faults.length) throw refusal('conflict', '不能填报', faults)
  if (existing)
    return change.update(reportRecord, await change.get(reportRecord, existing.id), { action: 'save', values: content })
  return change.insert(
    reportRecord,
    {
      home: dispatch.home,
      region: dispatch.region,
      values: {
        plan: plan.id,
        task: task.id,
        dispatch: dispatch.id,
        unit: dispatch.unit,
        period: period.id,
        sample: dispatch.sample,
        ...content,
      },
    },
    'save',
  )
}

/** Hands a report in; marked late after the period's day. @throws Refusal with everything that is missing at once */
export async function submitReport(change: Change, actor: Actor, id: string): Promise<Report> {
  const report = await change.get(reportRecord, id)
  const { task, plan, dispatch } = await getOrdered(change.tx, report.dispatch)
  const period = await change.get(periodRecord, report.period)
  const refusals = [
    ...faultsOf(report, task, dispatch),
    ...(await fallFault(change, report, period)),
    ...(await figureFaults(change, { ...report, submittedOn: change.today }, { task, plan, dispatch }, period)),
  ]
  if (period.state !== 'open')
    refusals.unshift({ message: `${period.name}已汇总办结；如需补报，请联系汇总单位重新打开` })
  const submitted = await moveRecord(change, reportRecord, report, 'submit', {
    actor,
    relations: relationsOf(actor, { plan, task, dispatch }),
    refusals,
    values: { submittedOn: change.today, late: change.today > period.due },
  })
  // A unit that reports has taken the task in hand.
  if (dispatch.state === 'issued') {
    await change.update(dispatchRecord, await change.get(dispatchRecord, dispatch.id), {
      action: 'accept',
      state: 'accepted',
    })
  }
  return submitted
}

function faultsOf(report: Report, task: Task, dispatch: Dispatch): Reason[] {
  const faults: Reason[] = []
  if (!report.progress?.trim()) faults.push({ where: 'progress', message: '请填写进展情况（没有进展也请写明原因）' })
  const figure = report.quantity !== null || report.percent !== null
  if (dispatch.quantity !== null && dispatch.role !== '配合' && !figure) {
    faults.push({
      where: 'quantity',
      message: `本单位承担 ${dispatch.quantity}${dispatch.quantityUnit ?? ''}，请填写完成数量（没有完成的填 0）`,
    })
  }
  if (figure && !report.figureKind)
    faults.push({ where: 'figureKind', message: '请选择数值口径：本期值、累计值或工程量百分比' })
  if (report.figureKind === '工程量百分比' && report.percent === null)
    faults.push({ where: 'percent', message: '口径为工程量百分比，请填写完成比例' })
  if ((report.figureKind === '本期值' || report.figureKind === '累计值') && report.quantity === null)
    faults.push({ where: 'quantity', message: `口径为${report.figureKind}，请填写完成数量` })
  if (dispatch.role !== '配合') {
    for (const name of task.proofs) {
      if (!(report.proofs ?? []).some(p => p.name === name && p.files.length > 0))
        faults.push({ where: 'proofs', message: `缺少证明材料“${name}”，请上传` })
    }
  }
  return faults
}

async function fallFault(change: Change, report: Report, period: ReportingPeriod): Promise<Reason[]> {
  if (report.fallReason?.trim()) return []
  const { rows } =
    await sql<Figure>`select p.key as period, p.due, r.figure_kind as kind, r.quantity, r.percent from report r join period p on p.id = r.period and p.until is null
    where r.until is null and r.dispatch = ${report.dispatch}::uuid and r.id <> ${report.id}::uuid and r.state in ('submitted', 'accepted') and p.due < ${period.due}::date
      and r.figure_kind = ${report.figureKind} order by p.due desc limit 1`.execute(change.tx)
  const fault = fallsBelow(rows[0], {
    period: period.key,
    due: period.due,
    kind: report.figureKind,
    quantity: report.quantity,
    percent: report.percent,
  })
  return fault ? [{ where: 'fallReason', message: fault }] : []
}
