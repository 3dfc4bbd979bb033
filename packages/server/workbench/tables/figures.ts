import type { Actor } from '@jingtu/core/access.ts'
import { owesReport } from '@jingtu/programme/obligations.ts'
import {
  type ReportLine,
  type ReportTable,
  reportLineRecord,
  type TableColumn,
  type TaskCount,
} from '@jingtu/programme/report-table.ts'
import type { ReportingPeriod } from '@jingtu/programme/reporting.ts'
import { computeGrid, type Figure, type Grid } from '@jingtu/programme/table-grid.ts'
import { type Measurement, measurementRecord, type Target, targetRecord } from '@jingtu/programme/target.ts'
import { isAmount } from '@jingtu/programme/target-amount.ts'
import type { Dispatch } from '@jingtu/programme/task.ts'
import { unitRecord } from '@jingtu/registers/subjects/unit.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { type Board, loadBoard } from '../board.ts'
import { gridOf } from './draw.ts'

/** Where a row lies: the region itself, or that of the unit. */
export interface RowPlace {
  id: string
  name: string
  /** Null where the region or unit is gone. */
  region: { id: string; path: string } | null
}

/** Everything the figures of a table in a period are taken from, loaded at once. */
export interface TableFacts {
  table: ReportTable
  period: ReportingPeriod
  grid: Grid
  places: RowPlace[]
  lines: Map<string, ReportLine>
  targets: Target[]
  /** Newest first. */
  measurements: Measurement[]
  board: Board
}

export async function loadFacts(db: Db | Tx, table: ReportTable, period: ReportingPeriod): Promise<TableFacts> {
  const lines = await listRecords(
    db,
    reportLineRecord,
    sql`report_table = ${table.id}::uuid and period = ${period.id}::uuid`,
  )
  return {
    table,
    period,
    grid: gridOf(table),
    places: await placesOf(db, table),
    lines: new Map(lines.map(l => [l.subject, l])),
    targets: await listRecords(db, targetRecord, sql`plan = ${table.plan}::uuid and state = 'inForce'`, {
      orderBy: sql`ordinal`,
    }),
    measurements: await listRecords(
      db,
      measurementRecord,
      sql`plan = ${table.plan}::uuid and state <> 'withdrawn' and as_of <= ${period.endsOn}::date`,
      { orderBy: sql`as_of desc, since desc` },
    ),
    board: await loadBoard(db, table.plan),
  }
}

export async function placesOf(db: Db | Tx, table: ReportTable): Promise<RowPlace[]> {
  const rows = table.rows ?? []
  const ids = rows.map(r => r.id)
  const byUnit =
    table.rowsBy === '单位'
      ? new Map((await listRecords(db, unitRecord, sql`id = any(${ids}::uuid[])`)).map(u => [u.id, u.regionId]))
      : new Map(ids.map(id => [id, id]))
  const regions = await sql<{ id: string; path: string }>`
    select id, path from region where id = any(${[...new Set(byUnit.values())]}::uuid[])`.execute(db)
  const paths = new Map(regions.rows.map(r => [r.id, r]))
  return rows.map(r => ({ ...r, region: paths.get(byUnit.get(r.id) ?? '') ?? null }))
}

/** What a unit has typed counts once it is handed in; to the unit itself, and to nobody else, also before. */
export const lineCounts = (line: ReportLine | undefined, actor: Actor | null): line is ReportLine =>
  line !== undefined && (line.state === 'submitted' || (actor !== null && line.filledBy === actor.unit))

/** @param actor whose unfinished figures are shown beside what is handed in; null: nobody's */
export function computeFigures(facts: TableFacts, actor: Actor | null): Figure[][] {
  return computeGrid(facts.grid, (row, column) => givenFigure(facts, actor, row, column))
}

function givenFigure(facts: TableFacts, actor: Actor | null, row: number, index: number): Figure {
  const column = facts.grid.shape.columns[index]!
  const place = facts.places[row]!
  switch (column.source.kind) {
    case 'typed': {
      const line = facts.lines.get(place.id)
      return lineCounts(line, actor) ? (line.cells?.[column.key] ?? null) : null
    }
    case 'target':
      return column.source.what === 'value' ? targetFigure(facts, place, column) : measuredFigure(facts, place, column)
    case 'tasks':
      return String(countedDispatches(facts, place, column).length)
    case 'formula':
      return null
  }
}

/** The region's own target of that name, else the plan's, where a whole amount is no part's target. */
export function targetFor(facts: TableFacts, place: RowPlace, indicator: string): Target | undefined {
  const named = facts.targets.filter(t => t.indicator === indicator)
  const own = named.find(t => t.regionId === place.region?.id)
  return own ?? named.find(t => (t.regionId === null || t.regionId === facts.board.plan.regionId) && !isAmount(t))
}

function targetFigure(facts: TableFacts, place: RowPlace, { source }: TableColumn): Figure {
  const target = source.kind === 'target' ? targetFor(facts, place, source.indicator) : undefined
  return target?.notApplicable ? '/' : (target?.value ?? null)
}

export function measurementFor(facts: TableFacts, place: RowPlace, indicator: string): Measurement | undefined {
  const ids = new Set(facts.targets.filter(t => t.indicator === indicator).map(t => t.id))
  return facts.measurements.find(m => ids.has(m.target) && m.regionId === place.region?.id)
}

function measuredFigure(facts: TableFacts, place: RowPlace, { source }: TableColumn): Figure {
  const measured = source.kind === 'target' ? measurementFor(facts, place, source.indicator) : undefined
  return measured?.notApplicable ? '/' : (measured?.value ?? null)
}

const COUNTS: Record<TaskCount, (facts: TableFacts, d: Dispatch) => boolean> = {
  issued: (facts, d) => facts.board.held.get(d.id)!.issuedOn <= facts.period.endsOn,
  closed: (facts, d) => d.state === 'closed' && d.completedOn !== null && d.completedOn <= facts.period.endsOn,
  overdue: (facts, d) =>
    d.due !== null && d.due < facts.period.endsOn && (d.completedOn === null || d.completedOn > facts.period.endsOn),
  owed: (facts, d) => owesReport(facts.board.held.get(d.id)!, facts.period),
  reported: (facts, d) =>
    facts.board.reports.some(
      r => r.dispatch === d.id && r.period === facts.period.id && ['submitted', 'accepted'].includes(r.state),
    ),
}

/** The dispatches a column counts for a row: of the unit, or of all units in the region. */
export function countedDispatches(facts: TableFacts, place: RowPlace, { source }: TableColumn): Dispatch[] {
  if (source.kind !== 'tasks') return []
  const inRow = (d: Dispatch): boolean =>
    facts.table.rowsBy === '单位'
      ? d.unit === place.id
      : place.region !== null && d.region.startsWith(place.region.path)
  return facts.board.dispatches.filter(
    d =>
      !['cancelled', 'reassigned', 'returned'].includes(d.state) &&
      (source.task === null || d.task === source.task) &&
      inRow(d) &&
      COUNTS[source.count](facts, d),
  )
}
