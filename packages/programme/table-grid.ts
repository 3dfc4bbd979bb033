import { type Decimal, roundHalfUp } from '@jingtu/core/measure.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import Big from 'big.js'
import type { CellFormula, TableColumn } from './report-table.ts'
import { addressOf, type Expression, letterOf, parseAddress, parseFormula, type Range } from './table-formula.ts'

/** A figure, “/” where there is nothing of the kind, null where nobody has said anything. Missing is never 0. */
export type Figure = Decimal | '/' | null

export interface TableShape {
  columns: TableColumn[]
  /** How many rows the table has, the row 合计 not counted. */
  rows: number
  formulas: CellFormula[]
  hasTotal: boolean
}

/** Where a cell gets its figure. The row 合计 is the one behind the last. */
export type CellRule =
  | { kind: 'given' }
  | { kind: 'none' }
  /** `places`: digits the result is rounded to; null where a sum of what was typed in stands as it is. */
  | { kind: 'formula'; expression: Expression; places: number | null }

export interface Grid {
  shape: TableShape
  rules: CellRule[][]
}

export const rowCount = (shape: TableShape): number => shape.rows + (shape.hasTotal ? 1 : 0)
/** B3, or B合计. */
export const cellLabel = (shape: TableShape, column: number, row: number): string =>
  row === shape.rows ? `${letterOf(column)}合计` : addressOf(column, row)

/** Reads every formula of a table; all faults at once, each with its column or cell: unknown cells, circles, nonsense. */
export function makeGrid(shape: TableShape): { grid: Grid; faults: Reason[] } {
  const faults: Reason[] = []
  const names = shape.columns.map(c => c.name)
  const read = (formula: string, where: string, places: number): CellRule => {
    const parsed = parseFormula(formula, names, shape.rows)
    if ('expression' in parsed) return { kind: 'formula', expression: parsed.expression, places }
    faults.push(...parsed.faults.map(message => ({ message: `公式“${formula}”：${message}`, where })))
    return { kind: 'none' }
  }
  const ofColumn = shape.columns.map((c, i) =>
    c.source.kind === 'formula'
      ? read(c.source.formula, `${letterOf(i)}列 ${c.name}`, c.decimals)
      : ({ kind: 'given' } as const),
  )
  const rules = Array.from({ length: rowCount(shape) }, (_, row) =>
    shape.columns.map((c, i): CellRule => (row < shape.rows ? ofColumn[i]! : totalRule(c, i, ofColumn[i]!))),
  )
  for (const { at, formula } of shape.formulas) {
    const cell = parseAddress(at)
    if (!cell || cell.column < 0 || cell.column >= shape.columns.length || cell.row >= shape.rows)
      faults.push({
        message: `没有单元格 ${at}，本表数值列为 B 至 ${letterOf(names.length - 1)}，共 ${shape.rows} 行`,
        where: at,
      })
    else rules[cell.row]![cell.column] = read(formula, at, shape.columns[cell.column]!.decimals)
  }
  const grid = { shape, rules }
  if (faults.length === 0) faults.push(...circlesOf(grid))
  return { grid, faults }
}

function totalRule(column: TableColumn, i: number, own: CellRule): CellRule {
  if (column.total === 'none') return { kind: 'none' }
  if (column.total === 'formula' && own.kind === 'formula') return own
  const expression: Expression = { kind: 'call', name: 'SUM', ranges: [{ from: i, to: i, rows: 'all' }] }
  return { kind: 'formula', expression, places: own.kind === 'formula' ? column.decimals : null }
}

export function cellsOfRange(shape: TableShape, range: Range, row: number): { column: number; row: number }[] {
  const [first, last] = range.rows === 'all' ? [0, shape.rows - 1] : range.rows === 'own' ? [row, row] : range.rows
  const cells: { column: number; row: number }[] = []
  for (let r = first; r <= last; r++)
    for (let column = range.from; column <= range.to; column++) cells.push({ column, row: r })
  return cells
}

/** The cells an expression standing in `row` looks at. */
export function operandsOf(shape: TableShape, expression: Expression, row: number): { column: number; row: number }[] {
  switch (expression.kind) {
    case 'number':
      return []
    case 'cell':
      return [{ column: expression.column, row: expression.row ?? row }]
    case 'negate':
    case 'round':
      return operandsOf(shape, expression.of, row)
    case 'sum':
      return [...operandsOf(shape, expression.left, row), ...operandsOf(shape, expression.right, row)]
    case 'call':
      return expression.ranges.flatMap(range => cellsOfRange(shape, range, row))
  }
}

/** Every circle once, by the cells it goes through: C1 → D1 → C1. */
function circlesOf({ shape, rules }: Grid): Reason[] {
  const seen = new Map<string, 'open' | 'done'>()
  const faults: Reason[] = []
  const visit = (column: number, row: number, path: string[]): void => {
    const label = cellLabel(shape, column, row)
    if (seen.get(label) === 'done') return
    if (seen.get(label) === 'open') {
      const circle = [...path.slice(path.indexOf(label)), label]
      if (faults.length < 5) faults.push({ message: `循环引用：${circle.join(' → ')}`, where: label })
      return
    }
    const rule = rules[row]![column]!
    seen.set(label, 'open')
    if (rule.kind === 'formula')
      for (const operand of operandsOf(shape, rule.expression, row))
        visit(operand.column, operand.row, [...path, label])
    seen.set(label, 'done')
  }
  for (let row = 0; row < rowCount(shape); row++)
    for (let column = 0; column < shape.columns.length; column++) visit(column, row, [])
  return faults
}

/** Fills the formulas in. `given` holds what was typed in or counted, by row of the table and column. */
export function computeGrid(grid: Grid, given: (row: number, column: number) => Figure): Figure[][] {
  const { shape, rules } = grid
  const done = new Map<string, Figure>()
  const at = (column: number, row: number): Figure => {
    const key = `${row},${column}`
    const known = done.get(key)
    if (known !== undefined) return known
    const rule = rules[row]![column]!
    const figure =
      rule.kind === 'none'
        ? null
        : rule.kind === 'given'
          ? given(row, column)
          : rounded(evaluate(rule.expression, row), rule.places)
    done.set(key, figure)
    return figure
  }
  const evaluate = (e: Expression, row: number): Figure => {
    switch (e.kind) {
      case 'number':
        return e.value
      case 'cell':
        return at(e.column, e.row ?? row)
      case 'negate':
        return calculate('-', '0', evaluate(e.of, row))
      case 'round':
        return rounded(evaluate(e.of, row), e.places)
      case 'sum':
        return calculate(e.op, evaluate(e.left, row), evaluate(e.right, row))
      case 'call':
        return aggregate(
          e.name,
          e.ranges.flatMap(range => cellsOfRange(shape, range, row)).map(c => at(c.column, c.row)),
        )
    }
  }
  return rules.map((columns, row) => columns.map((_, column) => at(column, row)))
}

const rounded = (figure: Figure, places: number | null): Figure =>
  figure === null || figure === '/' || places === null ? figure : roundHalfUp(figure, places)

function calculate(op: '+' | '-' | '*' | '/', a: Figure, b: Figure): Figure {
  if (a === '/' || b === '/') return '/'
  if (a === null || b === null) return null
  const [x, y] = [new Big(a), new Big(b)]
  if (op === '/') return y.eq(0) ? '/' : x.div(y).toFixed()
  return (op === '+' ? x.plus(y) : op === '-' ? x.minus(y) : x.times(y)).toFixed()
}

/** What is not there does not count; a sum of nothing at all is unknown, not 0. */
function aggregate(name: 'SUM' | 'AVERAGE' | 'MAX' | 'MIN' | 'COUNT', figures: Figure[]): Figure {
  const numbers = figures.filter((x): x is Decimal => x !== null && x !== '/').map(x => new Big(x))
  if (name === 'COUNT') return String(numbers.length)
  if (numbers.length === 0) return figures.length > 0 && figures.every(x => x === '/') ? '/' : null
  if (name === 'MAX' || name === 'MIN')
    return numbers.reduce((a, b) => ((name === 'MAX' ? b.gt(a) : b.lt(a)) ? b : a)).toFixed()
  const total = numbers.reduce((a, b) => a.plus(b))
  return (name === 'SUM' ? total : total.div(numbers.length)).toFixed()
}
