import type { Actor } from '@jingtu/core/access.ts'
import { type Day, deadlineLight, type Light } from '@jingtu/core/period.ts'
import { owesReport } from '@jingtu/programme/obligations.ts'
import { paceOf } from '@jingtu/programme/pace.ts'
import type { Db } from '@jingtu/store/open.ts'
import { sql } from 'kysely'
import { doneOf, loadBoard, unitName } from './board.ts'
import { assertSeesPlan, relationsOf } from './relations.ts'
import { reminderSettings } from './settings.ts'

export type CellState = 'accepted' | 'submitted' | 'returned' | 'draft' | 'missing' | 'waiting' | 'not-asked'
export interface MatrixCell {
  period: string
  state: CellState
  late: boolean
  report: string | null
  light: Light
}
export interface MatrixRow {
  dispatch: string
  unit: string
  unitName: string
  role: '牵头' | '配合' | '责任'
  state: string
  due: Day | null
  light: Light
  quantity: string | null
  quantityUnit: string | null
  done: string | null
  percent: string | null
  pace: 'on-track' | 'behind' | 'unknown'
  objects: { done: number; total: number }
  cells: MatrixCell[]
}

/** Task × unit × period: who has reported what, how much is done of how much, and who is behind the planned pace. */
export async function progressOf(db: Db, actor: Actor, planId: string, today: Day) {
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
          light: d.state === 'reassigned' ? 'none' : deadlineLight(d.due, today, d.completedOn, warnDays),
          quantity: d.quantity,
          quantityUnit: d.quantityUnit,
          done: done.quantity,
          percent: done.percent,
          pace: paceOf(done.quantity, d.quantity, start, d.due, d.completedOn ?? today),
          objects: { done: own.filter(o => o.state === 'done').length, total: own.length },
          cells: periods.map((p): MatrixCell => {
            const report = board.reports.find(r => r.dispatch === d.id && r.period === p.id)
            const handedIn = report?.state === 'submitted' || report?.state === 'accepted'
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
              light:
                owed || handedIn
                  ? deadlineLight(p.due, today, handedIn ? (report?.submittedOn ?? null) : null, warnDays)
                  : 'none',
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
export type Progress = Awaited<ReturnType<typeof progressOf>>

/** Published plans whose work somebody of this region can see, for the choice of a plan. */
export async function plansInView(
  db: Db,
  actor: Actor,
): Promise<{ id: string; title: string; year: number | null; state: string; mine: boolean }[]> {
  const { rows } = await sql<{ id: string; title: string; year: number | null; state: string; mine: boolean }>`
    select p.id, p.title, p.year, p.state, p.owner_unit = ${actor.unit}::uuid as mine from plan p where p.until is null and p.state in ('published', 'closed')
      and (p.region like ${`${actor.region}%`} or exists (select 1 from dispatch d where d.plan = p.id and d.until is null and (d.unit = ${actor.unit}::uuid or d.region like ${`${actor.region}%`})))
    order by (p.owner_unit = ${actor.unit}::uuid) desc, p.year desc nulls last, p.title`.execute(db)
  return actor.party ? [] : rows
}
