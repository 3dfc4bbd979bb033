import { type Actor, seesRegion } from '@jingtu/core/access.ts'
import type { Day } from '@jingtu/core/period.ts'
import { type Plan, planRecord } from '@jingtu/programme/plan.ts'
import {
  type ReportTable,
  reportLineRecord,
  reportSheetRecord,
  reportTableRecord,
  TASK_COUNTS,
} from '@jingtu/programme/report-table.ts'
import { periodRecord, type ReportingPeriod } from '@jingtu/programme/reporting.ts'
import { addressOf, parseAddress } from '@jingtu/programme/table-formula.ts'
import { cellLabel, type Figure, rowCount } from '@jingtu/programme/table-grid.ts'
import { operandsAt } from '@jingtu/programme/table-sheet.ts'
import { targetRecord } from '@jingtu/programme/target.ts'
import { targetText } from '@jingtu/programme/target-text.ts'
import { dispatchRecord, taskRecord } from '@jingtu/programme/task.ts'
import type { Db } from '@jingtu/store/open.ts'
import { getRecord, historyOf, listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { refusalsOf } from '../../moves.ts'
import { canEditPlan, canReadPlan, planRelations } from '../../plans/rights.ts'
import { refusal } from '../../problems.ts'
import { unitName, unitsOf } from '../board.ts'
import { seesWholePlan } from '../relations.ts'
import type { FigureAnswer, FigureOrigin, TableLine, TableList, TableView } from './answers.ts'
import {
  computeFigures,
  countedDispatches,
  loadFacts,
  measurementFor,
  type RowPlace,
  type TableFacts,
  targetFor,
} from './figures.ts'
import { fills, sheetOf, typedColumns } from './fill.ts'
import { missingRows } from './hand-up.ts'

async function readTable(db: Db, actor: Actor, id: string): Promise<{ table: ReportTable; plan: Plan }> {
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
    sources: may.draw ? await sourcesOf(db, planId) : { indicators: [], tasks: [] },
  }
}

async function sourcesOf(db: Db, planId: string): Promise<TableList['sources']> {
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
  return {
    indicators: [...new Set(targets.map(t => t.indicator))],
    tasks: tasks.map(t => ({ id: t.id, title: [t.no, t.title].filter(Boolean).join(' ') })),
  }
}

const periodsOf = (db: Db, planId: string): Promise<ReportingPeriod[]> =>
  listRecords(db, periodRecord, sql`plan = ${planId}::uuid`, { orderBy: sql`due, key` })

/** What is being reported: the first period that is begun and not yet closed, else the last that was begun. */
const currentPeriod = (periods: ReportingPeriod[], today: Day): ReportingPeriod | undefined => {
  const begun = periods.filter(p => p.startsOn <= today)
  return begun.find(p => p.state === 'open') ?? begun.at(-1) ?? periods[0]
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

const seesRow = (actor: Actor, plan: Plan, place: RowPlace): boolean =>
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

/** Where one figure of the table comes from, down to the rows it was counted from. `at` is B3, or B合计. */
export async function explainFigure(
  db: Db,
  actor: Actor,
  id: string,
  periodId: string,
  at: string,
): Promise<FigureAnswer> {
  const { table, plan } = await readTable(db, actor, id)
  const period = await getRecord(db, periodRecord, periodId)
  if (period.plan !== plan.id) throw refusal('not-found', '没有这个调度期')
  const facts = await loadFacts(db, table, period)
  const { shape } = facts.grid
  const total = at.endsWith('合计')
  const cell = parseAddress(total ? at.replace('合计', String(shape.rows + 1)) : at)
  const place = cell ? facts.places[cell.row] : undefined
  const known = cell && cell.column >= 0 && cell.column < shape.columns.length && cell.row < rowCount(shape)
  if (!cell || !known || (place ? !seesRow(actor, plan, place) : !seesWholePlan(actor, plan)))
    throw refusal('not-found', `没有单元格 ${at}`)
  const sheet = await sheetOf(db, table.id, period.id)
  const figures = sheet?.figures ?? computeFigures(facts, actor)
  return {
    at,
    row: place?.name ?? '合计',
    column: shape.columns[cell.column]!.name,
    figure: figures[cell.row]![cell.column]!,
    origin: await originOf(db, actor, facts, cell, figures),
  }
}

async function originOf(
  db: Db,
  actor: Actor,
  facts: TableFacts,
  { row, column: index }: { row: number; column: number },
  figures: Figure[][],
): Promise<FigureOrigin> {
  const { shape, rules } = facts.grid
  const rule = rules[row]![index]!
  const column = shape.columns[index]!
  if (rule.kind === 'none') return { kind: 'none' }
  if (rule.kind === 'formula') {
    const own = shape.formulas.find(f => f.at.toUpperCase() === addressOf(index, row))
    const source = column.source.kind === 'formula' ? column.source.formula : null
    return {
      kind: 'formula',
      formula: own?.formula ?? (row < shape.rows || column.total === 'formula' ? source : null) ?? '各行之和',
      operands: operandsAt(facts.grid, row, index)
        .filter(o => facts.places[o.row] === undefined || seesRow(actor, facts.board.plan, facts.places[o.row]!))
        .map(o => ({
          at: cellLabel(shape, o.column, o.row),
          row: facts.places[o.row]?.name ?? '合计',
          column: shape.columns[o.column]!.name,
          figure: figures[o.row]![o.column]!,
        })),
    }
  }
  const place = facts.places[row]!
  const { source } = column
  if (source.kind === 'typed') {
    const line = facts.lines.get(place.id)
    const history = line ? await historyOf(db, reportLineRecord, line.id) : []
    const units = await unitsOf(
      db,
      history.map(h => h.row.filledBy),
    )
    const told = history.filter(h => h.row.state !== 'draft' || h.row.filledBy === actor.unit)
    return {
      kind: 'typed',
      entries: told.map(h => ({
        at: h.at,
        actorName: h.actorName,
        unitName: unitName(units, h.row.filledBy),
        value: h.row.cells?.[column.key] ?? null,
        state: reportLineRecord.states[h.row.state],
      })),
    }
  }
  if (source.kind === 'target') {
    const target = targetFor(facts, place, source.indicator)
    const measured = measurementFor(facts, place, source.indicator)
    if (source.what === 'value')
      return target ? { kind: 'target', target: target.id, text: targetText(target) } : { kind: 'none' }
    const of = measured?.target ?? target?.id
    if (!of) return { kind: 'none' }
    return {
      kind: 'measured',
      target: of,
      measurement: measured
        ? { value: measured.value, asOf: measured.asOf, source: measured.source, state: measured.state }
        : null,
    }
  }
  if (source.kind !== 'tasks') return { kind: 'none' }
  return {
    kind: 'tasks',
    count: TASK_COUNTS[source.count],
    dispatches: countedDispatches(facts, place, column).map(d => ({
      id: d.id,
      unitName: unitName(facts.board.units, d.unit),
      task: facts.board.tasks.find(t => t.id === d.task)?.title ?? '',
      state: dispatchRecord.states[d.state],
      due: d.due,
    })),
  }
}
