import type { Actor } from '@jingtu/core/access.ts'
import { type Day, deadlineLight } from '@jingtu/core/period.ts'
import { owesReport } from '@jingtu/programme/obligations.ts'
import { paceOf } from '@jingtu/programme/pace.ts'
import type { Db } from '@jingtu/store/open.ts'
import { sql } from 'kysely'
import type { CellState, MatrixCell, MatrixRow, PlanInView, Progress } from './answers.ts'
import { doneOf, loadBoard, unitName } from './board.ts'
import { assertSeesPlan, relationsOf } from './relations.ts'
import { reminderSettings } from './settings.ts'

/** Task × unit × period: who has reported what, how much is done of how much, and who is behind the planned pace. */
export async function progressOf(db: Db, actor: Actor, planId: string, today: Day): Promise<Progress> {
  const board = await loadBoard(db, planId)
  const { plan, periods } = board
  assertSeesPlan(actor, plan)
  const owner = relationsOf(actor, { plan }).has('owner')
  const warnDays = plan.warnDays ?? (await reminderSettings(db)).warnDays
  const start = plan.periodFrom ?? `${plan.year ?? today.slice(0, 4)}-01-01`
  const tasks = board.tasks.map(task => {
    const rows = board.dispatches
      .filter(
        d =>
          d.task === task.id &&
          d.state !== 'cancelled' &&
          (owner || task.leadUnits.includes(actor.unit) || d.unit === actor.unit || d.region.startsWith(actor.region)),
      )
      .map((d): MatrixRow => {
        const done = doneOf(board, d)
        const own = board.objects.filter(o => o.dispatch === d.id)
        const held = board.held.get(d.id)!
        return {
          dispatch: d.id,
          unit: d.unit,
          unitName: unitName(board.units, d.unit),
          role: d.role,
          state: d.state,
          due: d.due,
          completedOn: d.completedOn,
          light: d.state === 'reassigned' ? 'none' : deadlineLight(d.due, today, d.completedOn, warnDays),
          quantity: d.quantity,
          quantityUnit: d.quantityUnit,
          done: done.quantity,
          percent: done.percent,
          pace: paceOf(done.quantity, d.quantity, start, d.due, d.completedOn ?? today),
          objects: { done: own.filter(o => o.state === 'done').length, total: own.length },
          cells: periods.map((p): MatrixCell => {
            const report = board.reports.find(r => r.dispatch === d.id && r.period === p.id)
            const owed = owesReport(held, p)
            const state: CellState =
              report && report.state !== 'draft'
                ? report.state
                : !owed
                  ? 'not-asked'
                  : p.state === 'closed' || today > p.due
                    ? 'missing'
                    : report
                      ? 'draft'
                      : 'waiting'
            return {
              period: p.id,
              state,
              late: report?.late === true,
              report: report?.id ?? null,
            }
          }),
        }
      })
    return {
      id: task.id,
      no: task.no,
      title: task.title,
      path: task.path,
      due: task.due,
      quantity: task.quantity,
      quantityUnit: task.quantityUnit,
      rows,
    }
  })
  return {
    plan: { id: plan.id, title: plan.title, year: plan.year, mayClose: owner && actor.duties.includes('reviewer') },
    today,
    warnDays,
    periods: periods.map(p => ({
      id: p.id,
      key: p.key,
      name: p.name,
      due: p.due,
      startsOn: p.startsOn,
      state: p.state,
    })),
    tasks: tasks.filter(t => t.rows.length > 0),
  }
}

/** Published plans whose work somebody of this region can see, for the choice of a plan. */
export async function plansInView(db: Db, actor: Actor): Promise<PlanInView[]> {
  if (actor.party) return []
  const { rows } = await sql<PlanInView>`
    select p.id, p.title, p.year, p.state, p.owner_unit = ${actor.unit}::uuid as mine from plan p where p.until is null and p.state in ('published', 'closed')
      and (p.region like ${`${actor.region}%`} or exists (select 1 from dispatch d where d.plan = p.id and d.until is null and (d.unit = ${actor.unit}::uuid or d.region like ${`${actor.region}%`})))
    order by (p.owner_unit = ${actor.unit}::uuid) desc, p.year desc nulls last, p.title`.execute(db)
  return rows
}
