import type { Actor } from '@jingtu/core/access.ts'
import { type Day, deadlineLight } from '@jingtu/core/period.ts'
import { owesReport } from '@jingtu/programme/obligations.ts'
import type { Db } from '@jingtu/store/open.ts'
import type { PeriodList } from './answers.ts'
import { loadBoard, unitName } from './board.ts'
import { askedCount } from './filling.ts'
import { missingUnits } from './missing.ts'
import { assertSeesPlan, relationsOf, seesWholePlan } from './relations.ts'

/** A plan's periods with their counts and who has not reported; for the owner also what waits for review. */
export async function periodsOfPlan(
  db: Db,
  actor: Actor,
  planId: string,
  today: Day,
  warnDays: number,
): Promise<PeriodList> {
  const whole = await loadBoard(db, planId)
  const { plan } = whole
  assertSeesPlan(actor, plan)
  const all = seesWholePlan(actor, plan)
  const mine = whole.dispatches.filter(d => all || d.unit === actor.unit || d.region.startsWith(actor.region))
  const ids = new Set(mine.map(d => d.id))
  const board = { ...whole, dispatches: mine, reports: whole.reports.filter(r => ids.has(r.dispatch)) }
  const owner = relationsOf(actor, { plan }).has('owner')
  const rows = board.periods.map(p => {
    const owed = board.dispatches.filter(
      d => board.tasks.some(t => t.id === d.task) && owesReport(board.held.get(d.id)!, p),
    )
    const reports = board.reports.filter(r => r.period === p.id)
    const asked = new Set(owed.map(d => d.id))
    const count = (state: string): number => reports.filter(r => r.state === state && asked.has(r.dispatch)).length
    const missing =
      p.state === 'closed'
        ? (p.missing ?? [])
            .filter(m => all || mine.some(d => d.unit === m.unit))
            .map(m => ({ ...m, tasks: [] as string[] }))
        : missingUnits(board, p)
    return {
      id: p.id,
      key: p.key,
      name: p.name,
      startsOn: p.startsOn,
      endsOn: p.endsOn,
      due: p.due,
      basis: p.basis,
      recipient: p.recipient,
      state: p.state,
      closedOn: p.closedOn,
      sheet: p.sheet,
      begun: p.startsOn <= today,
      // Where nothing is owed nobody is late.
      light: owed.length === 0 ? ('none' as const) : deadlineLight(p.due, today, p.closedOn, plan.warnDays ?? warnDays),
      owed: owed.length,
      accepted: count('accepted'),
      submitted: count('submitted'),
      returned: count('returned'),
      // Supporting units, and those whose task ended before the day, may have reported as well; nobody waited for them.
      beyond: reports.filter(r => r.state !== 'draft' && !asked.has(r.dispatch)).length,
      late: reports.filter(r => r.late && r.state !== 'draft').length,
      mine: p.startsOn <= today ? askedCount(whole, actor, p) : 0,
      missing,
      waiting: reports
        .filter(r => r.state === 'submitted')
        .map(r => ({
          report: r.id,
          dispatch: r.dispatch,
          unitName: unitName(board.units, r.unit),
          task: board.tasks.find(t => t.id === r.task)?.title ?? '',
        })),
    }
  })
  return {
    plan: {
      id: plan.id,
      title: plan.title,
      state: plan.state,
      mayClose: owner && actor.duties.includes('reviewer'),
      seesAll: all,
      maySet: owner && actor.duties.some(d => d === 'planner' || d === 'reviewer'),
    },
    today,
    warnDays: plan.warnDays ?? warnDays,
    rows,
    total: rows.length,
  }
}
