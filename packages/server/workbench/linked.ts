import type { Actor } from '@jingtu/core/access.ts'
import { type Report, reportRecord } from '@jingtu/programme/reporting.ts'
import type { Dispatch } from '@jingtu/programme/task.ts'
import type { Change } from '@jingtu/store/changes.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { refusal } from '../problems.ts'
import type { LinkedAsking } from './answers.ts'
import { type ReportContent, saveReport, submitReport } from './reports.ts'

/**
 * Tasks tied to this one by “落实上级任务” in any direction and over any number of levels, or by a target with the same
 * indicator in the same unit of measure, that lie with the same unit under another plan, with their periods.
 */
export async function linkedAskings(db: Db | Tx, dispatch: Dispatch): Promise<LinkedAsking[]> {
  const { rows } = await sql<Omit<LinkedAsking, 'report'> & { reportId: string | null }>`
    with recursive linked (id) as (
      select ${dispatch.task}::uuid
      union
      select x.id from linked l join lateral (
        select t.id from task t where t.until is null and t.covers @> array[l.id]
        union all select unnest(c.covers) from task c where c.id = l.id and c.until is null
      ) x on true
    ), related (id) as (
      select id from linked
      union select b.task from target a join target b on b.indicator = a.indicator and b.unit is not distinct from a.unit
        where a.task = ${dispatch.task}::uuid and a.until is null and b.until is null and a.state = 'inForce' and b.state = 'inForce'
    )
    select d.id as dispatch, p.title as "planTitle", t.title as "taskTitle", pd.id as period, pd.name as "periodName", pd.starts_on as "startsOn", pd.ends_on as "endsOn",
      pd.due, pd.state = 'open' as open, r.id as "reportId"
    from related x join dispatch d on d.task = x.id and d.until is null and d.unit = ${dispatch.unit}::uuid and d.state in ('issued', 'accepted', 'completed', 'closed')
    join task t on t.id = d.task and t.until is null
    join plan p on p.id = d.plan and p.until is null and p.state = 'published'
    join period pd on pd.plan = d.plan and pd.until is null and (cardinality(pd.tasks) = 0 or pd.tasks @> array[t.id])
    left join report r on r.dispatch = d.id and r.period = pd.id and r.until is null and r.state in ('submitted', 'accepted')
    where d.plan <> ${dispatch.plan}::uuid
    order by pd.due desc, p.title`.execute(db)
  const ids = rows.flatMap(r => (r.reportId ? [r.reportId] : []))
  const reports = ids.length ? await listRecords(db, reportRecord, sql`id = any(${ids}::uuid[])`) : []
  return rows.map(({ reportId, ...r }) => ({ ...r, report: pick(reports.find(x => x.id === reportId)) }))
}

const pick = (r: Report | undefined): LinkedAsking['report'] =>
  r
    ? {
        id: r.id,
        state: r.state,
        progress: r.progress,
        problems: r.problems,
        nextStep: r.nextStep,
        figureKind: r.figureKind,
        quantity: r.quantity,
        percent: r.percent,
        evidence: r.evidence,
        proofs: r.proofs,
        submittedOn: r.submittedOn,
      }
    : null

/** Hands the same word in under other plans in one step. @throws Refusal when one of them does not ask for this fact */
export async function shareReport(
  change: Change,
  actor: Actor,
  report: Report,
  dispatch: Dispatch,
  to: { dispatch: string; period: string }[],
): Promise<Report[]> {
  if (to.length === 0) return []
  const askings = await linkedAskings(change.tx, dispatch)
  const shared: Report[] = []
  for (const one of to) {
    const asking = askings.find(a => a.dispatch === one.dispatch && a.period === one.period)
    if (!asking) throw refusal('invalid', '不能同时报送', ['所选的任务与本任务没有对应关系，不能共用一份报告'])
    if (asking.report)
      throw refusal('conflict', '不能同时报送', [`《${asking.planTitle}》${asking.periodName}已有报告，不再重复报送`])
    const content: ReportContent = {
      progress: report.progress,
      problems: report.problems,
      nextStep: report.nextStep,
      figureKind: report.figureKind,
      quantity: report.quantity,
      percent: report.percent,
      fallReason: report.fallReason,
      evidence: report.evidence,
      proofs: report.proofs,
      reusedFrom: report.id,
    }
    const copy = await saveReport(change, actor, one, content)
    shared.push(await submitReport(change, actor, copy.id))
  }
  return shared
}
