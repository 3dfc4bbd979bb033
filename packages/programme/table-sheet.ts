import type { Day } from '@jingtu/core/period.ts'
import type { Expression, Range } from './table-formula.ts'
import { letterOf } from './table-formula.ts'
import { cellsOfRange, type Figure, type Grid, operandsOf, rowCount, type TableShape } from './table-grid.ts'

export interface TableSheetModel {
  name: string
  number: string | null
  basis: string | null
  periodName: string
  due: Day
  /** What the first column names: 县（市、区） or 单位. */
  rowsHead: string
  rowNames: string[]
  note: string | null
  compiler: string
  /** Null while the table is not handed up: the sheet is then a draft. */
  submittedOn: Day | null
  grid: Grid
  figures: Figure[][]
}

export interface TableCell {
  value: string | number | null
  /** Without the “=”; Excel reckons it anew, `value` is what it came to here. */
  formula?: string
  format?: string
  bold?: boolean
  align?: 'left' | 'center' | 'right'
  fill?: string
  size?: number
  font?: string
  plain?: boolean
}
export interface TableSheet {
  name: string
  columns: { width: number; align: 'left' | 'right' }[]
  rows: (TableCell | string)[][]
  merges: { startRow: number; startColumn: number; endRow: number; endColumn: number }[]
  headRows: number
  freezeColumns: number
  landscape: boolean
}

/** Title, the line under it, and the heads stand above the figures. */
export const HEAD_ROWS = 3
/** Digits a number of Excel holds; a longer figure would be changed by it and is written as text. */
const EXCEL_DIGITS = 15
/** Where nothing is to be rounded, so that 0.1 + 0.2 is 0.3 there too. */
const EXACT_PLACES = 10

/** The table with its figures, the formulas alive: what is typed over in Excel is reckoned anew there by the same rules. */
export function layOutTable(model: TableSheetModel): TableSheet {
  const { shape } = model.grid
  const last = shape.columns.length
  const blanks = (n: number): TableCell[] => Array.from({ length: n }, () => ({ value: '', plain: true }))
  const title = `${model.name}${model.submittedOn ? '' : '（草稿）'}`
  const left = [model.number && `表号：${model.number}`, model.basis && `依据：${model.basis}`]
    .filter(Boolean)
    .join('　')
  const right = `${model.periodName}　报送截止：${model.due}`
  const rows: (TableCell | string)[][] = [
    [{ value: title, bold: true, size: 16, font: '黑体', align: 'center', plain: true }, ...blanks(last)],
    [{ value: [left, right].filter(Boolean).join('　　'), plain: true, align: 'left' }, ...blanks(last)],
    [model.rowsHead, ...shape.columns.map(c => (c.unit ? `${c.name}（${c.unit}）` : c.name))],
  ]
  for (let row = 0; row < rowCount(shape); row++)
    rows.push([
      { value: row === shape.rows ? '合计' : model.rowNames[row]!, bold: row === shape.rows },
      ...shape.columns.map((_, column) => cellOf(model, row, column)),
    ])
  const below = [
    model.note && `说明：${model.note}`,
    `填报单位（盖章）：${model.compiler}　　　　填表人：　　　　　　审核人：　　　　　　上报日期：${model.submittedOn ?? ''}`,
  ].filter((line): line is string => Boolean(line))
  const merges = [0, 1, ...below.map((_, i) => rows.length + i)].map(row => ({
    startRow: row,
    startColumn: 0,
    endRow: row,
    endColumn: last,
  }))
  for (const value of below) rows.push([{ value, plain: true, align: 'left' }, ...blanks(last)])
  return {
    name: model.name,
    columns: [
      { width: 24, align: 'left' },
      ...shape.columns.map(c => ({ width: widthOf(c.name), align: 'right' as const })),
    ],
    rows,
    merges,
    headRows: HEAD_ROWS,
    freezeColumns: 1,
    landscape: last > 4,
  }
}

const widthOf = (name: string): number => Math.min(28, Math.max(12, name.length * 2 + 2))

function cellOf({ grid, figures }: TableSheetModel, row: number, column: number): TableCell {
  const rule = grid.rules[row]![column]!
  const figure = figures[row]![column]!
  const value = figure === null ? null : asNumber(figure)
  const bold = row === grid.shape.rows
  if (rule.kind !== 'formula') return { value, align: 'right', bold }
  return {
    value: value ?? '',
    formula: excelFormula(grid, column, row),
    ...(rule.places === null ? {} : { format: rule.places > 0 ? `0.${'0'.repeat(rule.places)}` : '0' }),
    align: 'right',
    bold,
  }
}

const asNumber = (figure: string): string | number =>
  figure === '/' || figure.replace(/\D/g, '').replace(/^0+/, '').length > EXCEL_DIGITS ? figure : Number(figure)

/**
 * The same rules in Excel's words: “/” stays “/”, what is not filled in leaves the result empty instead of counting as 0,
 * a division by 0 is “/”, and the result is rounded as it is here.
 */
export function excelFormula(grid: Grid, column: number, row: number): string {
  const { shape, rules } = grid
  const rule = rules[row]![column]!
  if (rule.kind !== 'formula') throw new Error(`${letterOf(column)}${row + 1} has no formula`)
  const { expression, places } = rule
  const guards = guardsOf(shape, expression, row)
  const body = `IFERROR(ROUND(${written(expression, shape, row)},${places ?? EXACT_PLACES}),"/")`
  const unknown = guards.unknown.length ? `IF(${either(guards.unknown)},"",${body})` : body
  return guards.none.length ? `IF(${either(guards.none)},"/",${unknown})` : unknown
}

const either = (conditions: string[]): string =>
  conditions.length === 1 ? conditions[0]! : `OR(${conditions.join(',')})`

/** When the result is “/”, and when nobody knows it. */
function guardsOf(shape: TableShape, expression: Expression, row: number): { none: string[]; unknown: string[] } {
  const none: string[] = []
  const unknown: string[] = []
  const singles = [...new Set(singlesOf(expression, row))]
  if (singles.length) {
    none.push(...singles.map(address => `EXACT(${address},"/")`))
    unknown.push(`COUNT(${singles.join(',')})<${singles.length}`)
  }
  for (const ranges of callsOf(expression)) {
    const areas = ranges.map(r => areaOf(r, shape, row))
    const cells = ranges.reduce((n, r) => n + cellsOfRange(shape, r, row).length, 0)
    none.push(`${areas.map(area => `COUNTIF(${area},"/")`).join('+')}=${cells}`)
    unknown.push(`COUNT(${areas.join(',')})=0`)
  }
  return { none, unknown }
}

function singlesOf(e: Expression, row: number): string[] {
  if (e.kind === 'cell') return [excelAddress(e.column, e.row ?? row)]
  if (e.kind === 'negate' || e.kind === 'round') return singlesOf(e.of, row)
  return e.kind === 'sum' ? [...singlesOf(e.left, row), ...singlesOf(e.right, row)] : []
}
function callsOf(e: Expression): Range[][] {
  if (e.kind === 'call') return e.name === 'COUNT' ? [] : [e.ranges]
  if (e.kind === 'negate' || e.kind === 'round') return callsOf(e.of)
  return e.kind === 'sum' ? [...callsOf(e.left), ...callsOf(e.right)] : []
}

const excelAddress = (column: number, row: number): string => `${letterOf(column)}${HEAD_ROWS + row + 1}`
function areaOf(range: Range, shape: TableShape, row: number): string {
  const cells = cellsOfRange(shape, range, row)
  const [first, last] = [cells[0]!, cells.at(-1)!].map(c => excelAddress(c.column, c.row))
  return first === last ? first! : `${first}:${last}`
}

function written(e: Expression, shape: TableShape, row: number): string {
  switch (e.kind) {
    case 'number':
      return e.value
    case 'cell':
      return excelAddress(e.column, e.row ?? row)
    case 'negate':
      return `(-${written(e.of, shape, row)})`
    case 'round':
      return `ROUND(${written(e.of, shape, row)},${e.places})`
    case 'sum':
      return `(${written(e.left, shape, row)}${e.op}${written(e.right, shape, row)})`
    case 'call':
      return `${e.name}(${e.ranges.map(r => areaOf(r, shape, row)).join(',')})`
  }
}

/** What a figure was reckoned from, by cell; nothing where it was typed in or counted. */
export const operandsAt = (grid: Grid, row: number, column: number): { column: number; row: number }[] => {
  const rule = grid.rules[row]![column]!
  return rule.kind === 'formula' ? operandsOf(grid.shape, rule.expression, row) : []
}
