import type { Actor } from '@jingtu/core/access.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import type { Report } from '@jingtu/programme/reporting.ts'
import { periodRecord, type ReportingPeriod, reportRecord } from '@jingtu/programme/reporting.ts'
import { measurementRecord, targetRecord } from '@jingtu/programme/target.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { moveRecord } from '../moves.ts'
import { getRegion } from '../organisation/places.ts'
import { type MeasurementInput, measuredValues, measurementFaults } from '../targets/measurements.ts'
import { addNotice } from './notices.ts'
import { getOrdered, type Ordered, relationsOf } from './relations.ts'

/**
 * The lead bureau (or the plan's owner) accepts a report or sends it back with the reason of the change. Accepted figures
 * of targets become measurements with the report as their source; sending back an accepted report withdraws them.
 */
export async function reviewReport(
  change: Change,
  actor: Actor,
  id: string,
  verdict: 'accept' | 'sendBack',
  note?: string | null,
): Promise<Report> {
  const report = await change.get(reportRecord, id)
  const ordered = await getOrdered(change.tx, report.dispatch)
  const period = await change.get(periodRecord, report.period)
  const refusals: (string | Reason)[] =
    period.state === 'closed' ? [`${period.name}已汇总办结，调度表已冻结；如需改动请先重新打开该调度期`] : []
  if (verdict === 'accept') refusals.push(...(await figureFaults(change, report, ordered, period)))
  const wasAccepted = report.state === 'accepted'
  const reviewed = await moveRecord(change, reportRecord, report, verdict, {
    actor,
    relations: relationsOf(actor, ordered),
    refusals,
    values: { reviewNote: verdict === 'sendBack' ? (change.context.reason ?? null) : (note ?? null) },
  })
  if (verdict === 'sendBack') {
    await addNotice(change.tx, {
      unit: report.unit,
      kind: 'returned',
      key: `report-${id}-${reviewed.version}:returned`,
      title: `报告被退回：${ordered.task.title}（${period.name}）`,
      body: change.context.reason ?? '',
      link: `/dispatches/${report.dispatch}`,
      due: period.due,
      now: change.context.now,
    })
  }
  if (verdict === 'accept') await recordMeasurements(change, reviewed, ordered, period)
  else if (wasAccepted) await withdrawMeasurements(change, reviewed)
  return reviewed
}

/** What a report says of targets, as measurements: with the same checks as those typed in by hand. */
async function* measuredIn(
  change: Change,
  report: Report,
  { dispatch, plan }: Ordered,
  period: ReportingPeriod,
): AsyncGenerator<{ place: Parameters<typeof measurementFaults>[0]; input: MeasurementInput }> {
  const asOf = report.submittedOn && report.submittedOn < period.endsOn ? report.submittedOn : period.endsOn
  for (const { target: id, value, text } of report.values ?? []) {
    if (value === null && !text?.trim()) continue
    const target = await change.get(targetRecord, id)
    const region = await getRegion(change.tx, dispatch.regionId)
    yield {
      place: { plan, target, region, today: change.today },
      input: {
        regionId: dispatch.regionId,
        asOf,
        value,
        words: text,
        period: period.id,
        source: `${period.name}进展报告`,
        evidence: report.evidence,
        report: report.id,
        sample: report.sample ?? undefined,
      },
    }
  }
}

/** What is wrong with the figures of targets in a report; asked when it is handed in, and again when it is accepted. */
export async function figureFaults(
  change: Change,
  report: Report,
  ordered: Ordered,
  period: ReportingPeriod,
): Promise<Reason[]> {
  const faults: Reason[] = []
  for await (const { place, input } of measuredIn(change, report, ordered, period)) {
    const { target } = place
    const own = target.plan === report.plan && target.task === report.task
    const found = own ? measurementFaults(place, input) : ['这个指标不属于本任务']
    faults.push(...found.map(message => ({ where: 'values', message: `指标“${target.indicator}”：${message}` })))
  }
  return faults
}

async function recordMeasurements(
  change: Change,
  report: Report,
  ordered: Ordered,
  period: ReportingPeriod,
): Promise<void> {
  const { dispatch } = ordered
  for await (const { place, input } of measuredIn(change, report, ordered, period)) {
    const values = measuredValues(place, input)
    const [before] = await listRecords(
      change.tx,
      measurementRecord,
      sql`target = ${values.target}::uuid and region_id = ${dispatch.regionId}::uuid and as_of = ${values.asOf}::date and state <> 'withdrawn'`,
    )
    // What somebody has confirmed by hand for the same day stands; a second word on the day replaces the first.
    if (before?.state === 'confirmed') continue
    if (before) await change.update(measurementRecord, before, { action: 'correct', values })
    else await change.insert(measurementRecord, { home: dispatch.home, region: dispatch.region, values }, 'report')
  }
}

async function withdrawMeasurements(change: Change, report: Report): Promise<void> {
  for (const m of await listRecords(
    change.tx,
    measurementRecord,
    sql`report = ${report.id}::uuid and state <> 'withdrawn'`,
  )) {
    await change.update(measurementRecord, m, { action: 'withdraw', state: 'withdrawn' })
  }
}
