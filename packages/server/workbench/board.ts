import type { Day } from '@jingtu/core/period.ts'
import type { Held } from '@jingtu/programme/obligations.ts'
import { doneSoFar, type Figure, type FigureKind } from '@jingtu/programme/pace.ts'
import { type Plan, planRecord } from '@jingtu/programme/plan.ts'
import { periodRecord, type Report, type ReportingPeriod, reportRecord } from '@jingtu/programme/reporting.ts'
import {
  type Dispatch,
  dispatchRecord,
  type NamedObject,
  namedObjectRecord,
  type Task,
  taskRecord,
} from '@jingtu/programme/task.ts'
import { type Unit, unitRecord } from '@jingtu/registers/subjects/unit.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { getRecord, listRecords } from '@jingtu/store/records.ts'
import { type RawBuilder, sql } from 'kysely'

/** Everything a plan's reporting is read from, loaded at once: the workbench, the matrix, the 调度表 and the missing list look at this. */
export interface Board {
  plan: Plan
  tasks: Task[]
  periods: ReportingPeriod[]
  dispatches: Dispatch[]
  reports: Report[]
  objects: NamedObject[]
  units: Map<string, Unit>
  held: Map<string, Held>
}

const ENDED = new Set(['closed', 'reassigned', 'cancelled', 'returned'])

export async function loadBoard(db: Db | Tx, planId: string, only: RawBuilder<unknown> = sql`true`): Promise<Board> {
  const plan = await getRecord(db, planRecord, planId)
  const ofPlan = sql`plan = ${planId}::uuid`
  const tasks = await listRecords(db, taskRecord, sql`${ofPlan} and state in ('inForce', 'done')`, {
    orderBy: sql`ordinal, id`,
  })
  const periods = await listRecords(db, periodRecord, ofPlan, { orderBy: sql`due, starts_on, key` })
  const dispatches = await listRecords(db, dispatchRecord, sql`${ofPlan} and (${only})`, { orderBy: sql`region, id` })
  const reports = await listRecords(db, reportRecord, ofPlan, { orderBy: sql`id` })
  const objects = await listRecords(db, namedObjectRecord, sql`${ofPlan} and state <> 'removed'`, {
    orderBy: sql`ordinal, id`,
  })
  return {
    plan,
    tasks,
    periods,
    dispatches,
    reports,
    objects,
    units: await unitsOf(db, [
      ...dispatches.map(d => d.unit),
      ...tasks.flatMap(t => [...t.leadUnits, ...t.coopUnits, ...t.respUnits]),
      plan.ownerUnit,
    ]),
    held: await heldOf(db, dispatches),
  }
}

export async function unitsOf(db: Db | Tx, ids: (string | null)[]): Promise<Map<string, Unit>> {
  const wanted = [...new Set(ids.filter((id): id is string => id !== null))]
  if (wanted.length === 0) return new Map()
  return new Map((await listRecords(db, unitRecord, sql`id = any(${wanted}::uuid[])`)).map(u => [u.id, u]))
}

export const unitName = (units: Map<string, Unit>, id: string | null): string => {
  const u = id ? units.get(id) : undefined
  return u ? (u.shortName ?? u.name) : '（单位不在名录）'
}

/** From which day to which day each dispatch lay with its unit: the first version's day, and the day it ended. */
export async function heldOf(db: Db | Tx, dispatches: Dispatch[]): Promise<Map<string, Held>> {
  if (dispatches.length === 0) return new Map()
  const { rows } = await sql<{
    id: string
    day: Day
  }>`select id, effective as day from dispatch where version = 1 and id = any(${dispatches.map(d => d.id)}::uuid[])`.execute(
    db,
  )
  const issued = new Map(rows.map(r => [r.id, r.day]))
  return new Map(
    dispatches.map(d => [
      d.id,
      {
        role: d.role,
        task: d.task,
        issuedOn: issued.get(d.id) ?? d.effective,
        endedOn: ENDED.has(d.state) ? (d.state === 'closed' ? (d.completedOn ?? d.effective) : d.effective) : null,
      },
    ]),
  )
}

/** What counts: accepted reports, and those still waiting for review unless only accepted ones are asked for. */
export function figuresOf(
  board: Pick<Board, 'periods' | 'reports'>,
  dispatch: string,
  states: Report['state'][] = ['accepted', 'submitted'],
): Figure[] {
  return board.reports
    .filter(r => r.dispatch === dispatch && states.includes(r.state))
    .flatMap(r => {
      const period = board.periods.find(p => p.id === r.period)
      return period
        ? [
            {
              period: period.key,
              due: period.due,
              kind: r.figureKind as FigureKind | null,
              quantity: r.quantity,
              percent: r.percent,
            },
          ]
        : []
    })
}

export const doneOf = (board: Pick<Board, 'periods' | 'reports'>, dispatch: Dispatch): ReturnType<typeof doneSoFar> =>
  doneSoFar(figuresOf(board, dispatch.id), dispatch.quantity)
