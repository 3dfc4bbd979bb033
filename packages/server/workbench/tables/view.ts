import { type Actor, seesRegion } from '@jingtu/core/access.ts'
import type { Day } from '@jingtu/core/period.ts'
import { type Plan, planRecord } from '@jingtu/programme/plan.ts'
import {
  type ReportTable,
  reportLineRecord,
  reportSheetRecord,
  reportTableRecord,
  type TableRow,
} from '@jingtu/programme/report-table.ts'
import { periodRecord, type ReportingPeriod } from '@jingtu/programme/reporting.ts'
import type { Figure } from '@jingtu/programme/table-grid.ts'
import { targetRecord } from '@jingtu/programme/target.ts'
import { taskRecord } from '@jingtu/programme/task.ts'
import type { Db } from '@jingtu/store/open.ts'
import { getRecord, historyOf, listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { refusalsOf } from '../../moves.ts'
import { canEditPlan, canReadPlan, planRelations } from '../../plans/rights.ts'
import { refusal } from '../../problems.ts'
import { unitName, unitsOf } from '../board.ts'
import { seesWholePlan } from '../relations.ts'
import type { TableLine, TableList, TableView } from './answers.ts'
import { computeFigures, loadFacts, type RowPlace, type TableFacts } from './figures.ts'
import { fills, sheetOf, typedColumns } from './fill.ts'
import { missingRows } from './hand-up.ts'

export async function readTable(db: Db, actor: Actor, id: string): Promise<{ table: ReportTable; plan: Plan }> {
  const table = await getRecord(db, reportTableRecord, id)
  const plan = await getRecord(db, planRecord, table.plan)
  if (!canReadPlan(actor, plan) || (table.state === 'draft' && plan.ownerUnit !== actor.unit))
    throw refusal('not-found', '没有找到这张报表')
  return { table, plan }
}

/** The tables of a plan; a drawing is its owner's business until it is opened. */
export async function listTables(db: Db, actor: Actor, planId: string, today: Day): Promise<TableList> {
  const plan = await getRecord(db, planRecord, planId)
  if (!canReadPlan(actor, plan)) throw refusal('not-found', '没有找到这份计划')
  const owner = plan.ownerUnit === actor.unit
  const tables = await listRecords(
    db,
    reportTableRecord,
    sql`plan = ${planId}::uuid and (${owner} or state <> 'draft')`,
    { orderBy: sql`state = 'ended', number nulls last, name` },
  )
  const periods = await periodsOf(db, planId)
  const now = currentPeriod(periods, today)
  const ids = tables.map(t => t.id)
  const ofNow = sql`report_table = any(${ids}::uuid[]) and period = ${now?.id ?? null}::uuid and state = 'submitted'`
  const lines = await listRecords(db, reportLineRecord, ofNow)
  const sheets = await listRecords(db, reportSheetRecord, ofNow)
  const rows = tables.map(t => ({
    id: t.id,
    name: t.name,
    number: t.number,
    state: t.state,
    rows: t.rows?.length ?? 0,
    columns: t.columns?.length ?? 0,
    current:
      now && t.state === 'inUse'
        ? {
            period: now.id,
            name: now.name,
            due: now.due,
            submitted: lines.filter(l => l.reportTable === t.id).length,
            handedUp: sheets.some(s => s.reportTable === t.id),
          }
        : null,
  }))
  const may = { draw: canEditPlan(actor, plan) }
  return {
    rows,
    total: rows.length,
    may,
    sources: may.draw ? await sourcesOf(db, plan) : { regions: [], indicators: [], tasks: [] },
  }
}

async function sourcesOf(db: Db, { id: planId, regionId }: Plan): Promise<TableList['sources']> {
  const targets = await listRecords(
    db,
    targetRecord,
    sql`plan = ${planId}::uuid and state = 'inForce' and op <> 'text'`,
    {
      orderBy: sql`ordinal`,
    },
  )
  const tasks = await listRecords(db, taskRecord, sql`plan = ${planId}::uuid and state in ('inForce', 'done')`, {
    orderBy: sql`ordinal`,
  })
  const regions = await sql<TableRow>`
    select id, name from region where parent = ${regionId}::uuid and valid_until is null order by path`.execute(db)
  return {
    regions: regions.rows,
    indicators: [...new Set(targets.map(t => t.indicator))],
    tasks: tasks.map(t => ({ id: t.id, title: [t.no, t.title].filter(Boolean).join(' ') })),
  }
}

const periodsOf = (db: Db, planId: string): Promise<ReportingPeriod[]> =>
  listRecords(db, periodRecord, sql`plan = ${planId}::uuid`, { orderBy: sql`due, key` })

/** What is being reported: the period whose day comes next, else the last that was begun. */
const currentPeriod = (periods: ReportingPeriod[], today: Day): ReportingPeriod | undefined => {
  const begun = periods.filter(p => p.startsOn <= today)
  const open = begun.filter(p => p.state === 'open')
  return open.find(p => p.due >= today) ?? open.at(-1) ?? begun.at(-1) ?? periods[0]
}

export async function getTable(
  db: Db,
  actor: Actor,
  id: string,
  periodId: string | null,
  today: Day,
): Promise<TableView> {
  const { table, plan } = await readTable(db, actor, id)
  const periods = await periodsOf(db, plan.id)
  const period = periodId ? periods.find(p => p.id === periodId) : currentPeriod(periods, today)
  if (periodId && !period) throw refusal('not-found', '没有这个调度期')
  const owner = plan.ownerUnit === actor.unit
  const sheet = period ? await sheetOf(db, table.id, period.id) : undefined
  const filling =
    period && table.state !== 'draft' ? await linesOf(db, actor, table, plan, period, sheet?.figures ?? null) : null
  return {
    table,
    plan: { id: plan.id, title: plan.title },
    periods: periods.map(p => ({ id: p.id, name: p.name, due: p.due, startsOn: p.startsOn })),
    period: period ? { id: period.id, name: period.name, due: period.due, endsOn: period.endsOn } : null,
    lines: filling?.lines ?? [],
    total: filling?.total ?? null,
    missing: filling?.missing ?? [],
    sheet: sheet ? { id: sheet.id, submittedOn: sheet.submittedOn, file: sheet.file } : null,
    can: {
      draw: canEditPlan(actor, plan) && table.state === 'draft',
      handUp: owner && actor.duties.includes('reviewer') && table.state === 'inUse' && period !== undefined && !sheet,
      withdraw: owner && actor.duties.includes('reviewer') && sheet !== undefined,
      moves: (['open', 'redraw', 'end'] as const).filter(move => {
        const faults = refusalsOf(reportTableRecord, table, move, actor, planRelations(actor, plan), '理由')
        return faults.forbidden.length + faults.conflicts.length === 0
      }),
    },
  }
}

export const seesRow = (actor: Actor, plan: Plan, place: RowPlace): boolean =>
  seesWholePlan(actor, plan) ||
  place.id === actor.unit ||
  (place.region !== null && seesRegion(actor, place.region.path))

async function linesOf(
  db: Db,
  actor: Actor,
  table: ReportTable,
  plan: Plan,
  period: ReportingPeriod,
  frozen: Figure[][] | null,
): Promise<Pick<TableView, 'lines' | 'total' | 'missing'>> {
  const facts = await loadFacts(db, table, period)
  const figures = frozen ?? computeFigures(facts, actor)
  const reasons = await returnReasons(db, facts)
  const lines = facts.places.flatMap((place, row): TableLine[] => {
    if (!seesRow(actor, plan, place)) return []
    const line = facts.lines.get(place.id)
    const mine = fills(actor, table, plan, place)
    const open = table.state === 'inUse' && !frozen && typedColumns(table, row).length > 0
    const shown = line && (line.state !== 'draft' || line.filledBy === actor.unit) ? line : undefined
    return [
      {
        id: place.id,
        name: place.name,
        figures: figures[row]!,
        cells: mine || line?.state === 'submitted' ? (shown?.cells ?? {}) : {},
        line: shown
          ? {
              id: shown.id,
              state: shown.state,
              filledBy: unitName(facts.board.units, shown.filledBy),
              note: shown.note,
              reason: shown.state === 'returned' ? (reasons.get(shown.id) ?? null) : null,
            }
          : null,
        canFill: open && mine && line?.state !== 'submitted',
        canSendBack:
          open && line?.state === 'submitted' && plan.ownerUnit === actor.unit && actor.duties.includes('reviewer'),
      },
    ]
  })
  const all = seesWholePlan(actor, plan)
  return {
    lines,
    total: facts.grid.shape.hasTotal && all ? figures[facts.grid.shape.rows]! : null,
    missing: all && !frozen ? missingRows(facts) : [],
  }
}

async function returnReasons(db: Db, facts: TableFacts): Promise<Map<string, string | null>> {
  const returned = [...facts.lines.values()].filter(l => l.state === 'returned')
  const units = await unitsOf(
    db,
    [...facts.lines.values()].map(l => l.filledBy),
  )
  for (const [id, unit] of units) facts.board.units.set(id, unit)
  const told = await Promise.all(
    returned.map(async l => {
      const sent = (await historyOf(db, reportLineRecord, l.id)).find(h => h.action === 'sendBack')
      return [l.id, sent?.reason ?? null] as const
    }),
  )
  return new Map(told)
}
