import type { Actor } from '@jingtu/core/access.ts'
import { reportLineRecord, TASK_COUNTS } from '@jingtu/programme/report-table.ts'
import { periodRecord } from '@jingtu/programme/reporting.ts'
import { addressOf, parseAddress } from '@jingtu/programme/table-formula.ts'
import { cellLabel, type Figure, rowCount } from '@jingtu/programme/table-grid.ts'
import { operandsAt } from '@jingtu/programme/table-sheet.ts'
import { targetText } from '@jingtu/programme/target-text.ts'
import { dispatchRecord } from '@jingtu/programme/task.ts'
import type { Db } from '@jingtu/store/open.ts'
import { getRecord, historyOf } from '@jingtu/store/records.ts'
import { refusal } from '../../problems.ts'
import { unitName, unitsOf } from '../board.ts'
import { seesWholePlan } from '../relations.ts'
import type { FigureAnswer, FigureOrigin } from './answers.ts'
import { computeFigures, countedDispatches, loadFacts, measurementFor, type TableFacts, targetFor } from './figures.ts'
import { sheetOf } from './fill.ts'
import { readTable, seesRow } from './view.ts'

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
