import type { Actor } from '@jingtu/core/access.ts'
import { type Day, dayInShanghai, deadlineLight } from '@jingtu/core/period.ts'
import { mayReport, owesReport } from '@jingtu/programme/obligations.ts'
import { questionRecord } from '@jingtu/programme/organisation.ts'
import { paceOf, plannedBy, plannedCurve } from '@jingtu/programme/pace.ts'
import { periodRecord, type Report, type ReportingPeriod, reportRecord } from '@jingtu/programme/reporting.ts'
import { targetRecord } from '@jingtu/programme/target.ts'
import { type Dispatch, dispatchRecord, namedObjectRecord } from '@jingtu/programme/task.ts'
import { readFileBytes } from '@jingtu/store/files.ts'
import type { Db } from '@jingtu/store/open.ts'
import { historyOf, listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { canReadPlan } from '../plans/rights.ts'
import type { Services } from '../services.ts'
import { targetsOfPlan } from '../targets/overview.ts'
import type { DispatchDetail, HistoryEntry, PeriodEntry } from './answers.ts'
import { doneOf, heldOf, unitName, unitsOf } from './board.ts'
import { statusOf } from './deliverables.ts'
import { mayMove } from './dispatches.ts'
import { linkedAskings } from './linked.ts'
import { nextStepOf } from './next-step.ts'
import { assertSees, getOrdered, type Ordered, relationsOf } from './relations.ts'
import { reminderSettings } from './settings.ts'

const AROUND = 160
const MOVES = Object.keys(dispatchRecord.transitions) as (keyof (typeof dispatchRecord)['transitions'] & string)[]

/** Everything one page about a dispatch needs, for those who may see it. */
export async function dispatchDetail(services: Services, actor: Actor, id: string): Promise<DispatchDetail> {
  const { db } = services.store
  const today = dayInShanghai(services.clock())
  const ordered = await getOrdered(db, id)
  assertSees(actor, ordered)
  const { dispatch, task, plan } = ordered
  const warnDays = plan.warnDays ?? (await reminderSettings(db)).warnDays
  const periods = await listRecords(db, periodRecord, sql`plan = ${plan.id}::uuid`, { orderBy: sql`due` })
  const reports = await listRecords(db, reportRecord, sql`dispatch = ${id}::uuid`)
  const objects = await listRecords(
    db,
    namedObjectRecord,
    sql`task = ${task.id}::uuid and (dispatch = ${id}::uuid or dispatch is null) and state <> 'removed'`,
    { orderBy: sql`ordinal, id` },
  )
  const siblings = await listRecords(db, dispatchRecord, sql`task = ${task.id}::uuid and id <> ${id}::uuid`, {
    orderBy: sql`region, id`,
  })
  const replacedBy = siblings.find(d => d.replaces === id)
  const units = await unitsOf(db, [
    dispatch.unit,
    plan.ownerUnit,
    ...task.leadUnits,
    ...task.coopUnits,
    ...task.respUnits,
    ...siblings.map(d => d.unit),
  ])
  const held = (await heldOf(db, [dispatch])).get(id)!
  const done = doneOf({ periods, reports }, dispatch)
  const start = plan.periodFrom ?? `${plan.year ?? held.issuedOn.slice(0, 4)}-01-01`
  // “各县（市、区）人民政府” reads better than thirty names.
  const names = (ids: string[], spelled: string[]): string[] =>
    ids.length > 0 && (ids.length <= 4 || spelled.length === 0) ? ids.map(u => unitName(units, u)) : spelled
  const relations = relationsOf(actor, ordered)
  return {
    dispatch,
    task,
    relations: [...relations],
    unitName: unitName(units, dispatch.unit),
    issuedOn: held.issuedOn,
    endedOn: held.endedOn,
    plan: {
      id: plan.id,
      title: plan.title,
      issuingNumber: plan.issuingNumber,
      ownerUnit: plan.ownerUnit,
      ownerName: unitName(units, plan.ownerUnit),
      sourceFile: plan.sourceFile,
      sourceName: plan.sourceName,
    },
    lead: names(task.leadUnits, task.leadNames),
    coop: names(task.coopUnits, task.coopNames),
    resp: names(task.respUnits, task.respNames),
    sentence: await sentenceOf(db, ordered),
    light: deadlineLight(dispatch.due, today, dispatch.completedOn, warnDays),
    warnDays,
    today,
    next: nextStepOf(dispatch, held, periods, reports, today, warnDays),
    periods: periods
      .filter(p => mayReport({ ...held, endedOn: null }, p))
      .map(p => periodEntry(p, reports, owesReport(held, p), actor, ordered, today, warnDays)),
    objects,
    deliverables: statusOf(task, reports),
    done,
    pace:
      dispatch.quantity && dispatch.due
        ? {
            state: paceOf(done.quantity, dispatch.quantity, start, dispatch.due, today),
            planned: plannedBy(dispatch.quantity, start, dispatch.due, today),
            curve: plannedCurve(dispatch.quantity, start, dispatch.due),
          }
        : null,
    targets: await listRecords(db, targetRecord, sql`task = ${task.id}::uuid and state = 'inForce'`, {
      orderBy: sql`ordinal`,
    }),
    standings: canReadPlan(actor, plan)
      ? (await targetsOfPlan(services, actor, plan.id))
          .filter(r => r.target.task === task.id)
          .map(({ target, overall: { finding, measurement, formula } }) => ({
            target: target.id,
            status: finding.status,
            why: finding.why,
            formula,
            value: measurement?.value ?? null,
            asOf: measurement?.asOf ?? null,
          }))
      : [],
    siblings: siblings
      .filter(
        d =>
          relations.has('owner') ||
          relations.has('lead') ||
          task.leadUnits.includes(actor.unit) ||
          d.region.startsWith(actor.region),
      )
      .map(d => ({
        id: d.id,
        unitName: unitName(units, d.unit),
        role: d.role,
        state: d.state,
        due: d.due,
        light:
          d.state === 'reassigned' || d.state === 'cancelled'
            ? ('none' as const)
            : deadlineLight(d.due, today, d.completedOn, warnDays),
      })),
    replacedBy: replacedBy ? { id: replacedBy.id, unitName: unitName(units, replacedBy.unit) } : null,
    linked: dispatch.unit === actor.unit ? await linkedAskings(db, dispatch) : [],
    questions: await listRecords(db, questionRecord, sql`dispatch = ${id}::uuid`),
    history: await historyFor(db, dispatch, reports),
    moves: MOVES.filter(name => mayMove(actor, ordered, name)),
    split: splitOf(actor, ordered),
  }
}

function periodEntry(
  period: ReportingPeriod,
  reports: Report[],
  owed: boolean,
  actor: Actor,
  ordered: Ordered,
  today: Day,
  warnDays: number,
): PeriodEntry {
  const report = reports.find(r => r.period === period.id) ?? null
  const mine = relationsOf(actor, ordered).has('assignee')
  const handedIn = report !== null && (report.state === 'submitted' || report.state === 'accepted')
  const canWrite =
    mine &&
    actor.duties.includes('reporter') &&
    period.state === 'open' &&
    !handedIn &&
    !['cancelled', 'reassigned', 'returned'].includes(ordered.dispatch.state)
  const canReview =
    actor.duties.includes('reviewer') &&
    ['lead', 'owner'].some(r => relationsOf(actor, ordered).has(r as 'lead')) &&
    period.state === 'open'
  return {
    id: period.id,
    key: period.key,
    name: period.name,
    startsOn: period.startsOn,
    endsOn: period.endsOn,
    due: period.due,
    state: period.state,
    basis: period.basis,
    recipient: period.recipient,
    owed,
    light:
      owed || handedIn
        ? deadlineLight(period.due, today, handedIn ? report.submittedOn : null, warnDays)
        : ('none' as const),
    // A draft is the unit's own business until it is handed in.
    report: report?.state === 'draft' && !mine ? null : report,
    canWrite,
    canReview: canReview && report !== null && ['submitted', 'accepted'].includes(report.state),
  }
}

async function sentenceOf(
  db: Db,
  { plan, task }: Ordered,
): Promise<{ before: string; text: string; after: string } | null> {
  if (task.spanStart === null || task.spanEnd === null) return null
  const bytes = await readFileBytes(db, plan.textFile)
  if (!bytes) return null
  const text = new TextDecoder().decode(bytes)
  return {
    before: text.slice(Math.max(0, task.spanStart - AROUND), task.spanStart),
    text: text.slice(task.spanStart, task.spanEnd),
    after: text.slice(task.spanEnd, task.spanEnd + AROUND),
  }
}

async function historyFor(db: Db, dispatch: Dispatch, reports: Report[]): Promise<HistoryEntry[]> {
  const own = (await historyOf(db, dispatchRecord, dispatch.id)).map(h => ({
    what: '交办',
    action: h.action,
    label: labelOf(dispatchRecord.transitions, h.action),
    state: dispatchRecord.states[h.row.state],
    at: h.at,
    actorName: h.actorName,
    reason: h.reason,
  }))
  const told = (await Promise.all(reports.map(r => historyOf(db, reportRecord, r.id))))
    .flat()
    .filter(h => h.action !== 'save')
    .map(h => ({
      what: '报告',
      action: h.action,
      label: labelOf(reportRecord.transitions, h.action),
      state: reportRecord.states[h.row.state],
      at: h.at,
      actorName: h.actorName,
      reason: h.reason,
    }))
  return [...own, ...told].sort((a, b) => (a.at < b.at ? 1 : -1))
}

const OTHER_LABELS: Record<string, string> = { issue: '交办', split: '分解', reassign: '转办', create: '新建' }
const labelOf = (transitions: Record<string, { label: string }>, action: string): string =>
  transitions[action]?.label ?? OTHER_LABELS[action] ?? action

/** What this person may deal out from here: the own share (a county to its townships), or the whole task from its lead's dispatch. */
function splitOf(actor: Actor, { dispatch, task, plan }: Ordered): DispatchDetail['split'] {
  if (!actor.duties.includes('planner') || !['issued', 'accepted'].includes(dispatch.state)) return null
  if (dispatch.unit === actor.unit && dispatch.role === '责任') return { whole: dispatch.quantity }
  const leads = task.leadUnits.includes(actor.unit) || plan.ownerUnit === actor.unit
  return leads && (dispatch.role === '牵头' || task.leadUnits.length === 0) ? { whole: task.quantity } : null
}
