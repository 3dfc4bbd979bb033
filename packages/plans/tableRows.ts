import { type Column, isRole, readHeading } from './columns.ts'
import type { TableCell, TableRow } from './context.ts'
import { markAt } from './numbering.ts'
import type { FoundTable } from './tableLines.ts'
import { readUnits } from './units.ts'

export const isNumber = (text: string): boolean => /^[（(]?\d{1,3}(?:[.．-]\d{1,2})*[）)]?[、.．]?$/.test(text)

export interface Heading {
  columns: (Column | null)[]
  /** The rows below it; in a table of a cell to each line put together anew. */
  rows: TableRow[]
}

/** The heading is among the first rows; a second row of headings divides a merged one (责任单位 into 牵头 and 配合). */
export function headingOf(table: FoundTable): Heading | null {
  for (let i = 0; i < Math.min(4, table.rows.length); i++) {
    const cells = table.rows[i]!.cells
    if (table.layout === 'cells') {
      // Rows may have run together or fallen apart: the heading is the longest run of headings from here on.
      const stream = table.rows.slice(i).flatMap(row => row.cells)
      for (let n = Math.min(12, stream.length); n >= 2; n--) {
        const columns = readHeading(stream.slice(0, n).map(c => c.text))
        // Of a row that is printed as one, a heading we do not know is a column all the same.
        if (!columns || !(n === cells.length || columns.every(c => c !== null))) continue
        const starts = new Set(table.rows.map(row => row.cells[0]!))
        const below = stream.slice(n)
        return { columns, rows: printedRows(below, starts, columns) ?? regroup(below, starts, columns) }
      }
      continue
    }
    const columns = readHeading(cells.map(c => c.text))
    if (!columns) continue
    const printed = table.rows[i + 1]?.cells ?? []
    // Empty cells at the end of a line are easily lost.
    const short = printed.length > 1 && printed.length < cells.length && printed[0]!.text === ''
    const below = short ? [...printed, ...cells.slice(printed.length).map(c => ({ ...c, text: '' }))] : printed
    const second = below.map(c => (c.text ? (readHeading([c.text, '序号'])?.[0] ?? null) : null))
    if (below.some(c => c.text) && below.every((c, j) => !c.text || second[j] !== null)) {
      if (below.length === cells.length)
        return { columns: columns.map((c, j) => second[j] ?? c), rows: table.rows.slice(i + 2) }
      const wide = columns.findIndex((c, j) => isRole(c) && /责任|分工|单位/.test(cells[j]!.text))
      if (wide >= 0)
        return {
          columns: [...columns.slice(0, wide), ...second, ...columns.slice(wide + 1)],
          rows: table.rows.slice(i + 2),
        }
    }
    return { columns, rows: table.rows.slice(i + 1) }
  }
  return null
}

const rowOf = (cells: TableCell[]): TableRow => ({
  cells,
  span: [cells[0]!.span[0], cells.reduce((end, c) => Math.max(end, c.span[1]), 0)],
})

/** The rows as blank lines part them, when they do; a row torn by a blank line inside a cell is put together again. */
function printedRows(
  stream: TableCell[],
  starts: ReadonlySet<TableCell>,
  columns: (Column | null)[],
): TableRow[] | null {
  const rows: TableCell[][] = []
  for (const cell of stream) {
    const last = rows.at(-1)
    if (!last || starts.has(cell)) rows.push([cell])
    else last.push(cell)
  }
  const several = rows.filter(row => row.length > 1)
  if (several.length < 2 || several.length < rows.length * 0.5) return null
  const numbered = columns[0] === 'number'
  const whole: TableCell[][] = []
  for (const row of rows) {
    const last = whole.at(-1)
    const torn =
      numbered && last && last.length > 1 && last.length + row.length <= columns.length && !isNumber(row[0]!.text)
    if (torn && row[0]!.text && !markAt(row[0]!.text, 0)) last.push(...row)
    else whole.push([...row])
  }
  return whole.map(rowOf)
}

/** A cell to each line: a row begins at its number and has as many cells as the heading; without numbers, by count alone. */
function regroup(stream: TableCell[], starts: ReadonlySet<TableCell>, columns: (Column | null)[]): TableRow[] {
  const numberAt = columns.indexOf('number')
  const rows: TableRow[] = []
  // A bare number opens a row unless it could be a score or stand in a column we do not know.
  const numbersOpenRows = !columns.includes('score') && !columns.includes(null)
  const push = (cells: TableCell[]) =>
    cells.length > 0 &&
    rows.push({ cells, span: [cells[0]!.span[0], cells.reduce((end, c) => Math.max(end, c.span[1]), 0)] })
  const isSection = (c: TableCell) =>
    c.text.length <= 60 &&
    markAt(c.text, 0) !== null &&
    !/^\d|[。；]$/.test(c.text) &&
    (markAt(c.text, 0)!.kind === 'han' ||
      markAt(c.text, 0)!.kind === 'hanBracket' ||
      markAt(c.text, 0)!.kind === 'chapter')
  for (let i = 0; i < stream.length; ) {
    const first = stream[i]!
    if (numberAt === 0) {
      const alone = isSection(first) || (!isNumber(first.text) && first.text !== '')
      const next = stream[i + 1]
      if (alone && (isSection(first) || !next || isNumber(next.text) || starts.has(next))) {
        push([first])
        i++
        continue
      }
      // As many cells as there are columns, unless the next number or section comes sooner.
      let end = i + 1
      while (
        end < stream.length &&
        end < i + columns.length &&
        !(isSection(stream[end]!) && starts.has(stream[end]!)) &&
        !(numbersOpenRows && isNumber(stream[end]!.text))
      )
        end++
      push(stream.slice(i, end))
      i = end
    } else if (isSection(first) && (starts.has(stream[i + 1]!) || columns.length > 2)) {
      push([first])
      i++
    } else {
      push(stream.slice(i, i + columns.length))
      i += columns.length
    }
  }
  return rows
}

/** The cell under a title that names one unit only: there the table is one of departments. */
export function unitCell(row: TableRow, columns: (Column | null)[]): TableCell | null {
  const placed = align(row, columns)
  const title = placed.get('title')
  return title && looksLikeUnits(title.text) ? title : null
}

export function looksLikeUnits(text: string): boolean {
  if (!text || text.length > 40 || /[。：“”《》]/.test(text)) return false
  const list = readUnits(text, 0)
  return (
    list.units.length > 0 &&
    list.recognised === list.units.length &&
    /^(?:[省市县区州旗]|各|国家|自治)|(?:局|委|厅|委员会|管委会|办公室|政府|法院|检察院)$/.test(text)
  )
}

const fits: Partial<Record<Column, (text: string) => number>> = {
  number: t => (isNumber(t) ? 3 : t ? -3 : 0),
  score: t => (/^\d+(?:\.\d+)?分?$/.test(t) ? 3 : t ? -3 : 0),
  deadline: t => (t.length <= 24 && /\d|底|前|长期|全年|持续|每/.test(t) ? 2 : t ? -1 : 0),
  content: t => (t.length > 15 ? 1 : 0),
  title: t => (isNumber(t) ? -2 : t.length > 3 ? 1 : 0),
}

/** Puts the cells under their columns. A row with fewer cells than the heading lacks those of a merge that began above. */
export function align(row: TableRow, columns: (Column | null)[]): Map<Column, TableCell> & { extra?: TableCell[] } {
  const cells = row.cells
  const spare = columns.length - cells.length
  let best = { shift: 0, fit: Number.NEGATIVE_INFINITY }
  for (let shift = Math.min(0, spare); shift <= Math.max(0, spare); shift++) {
    let fit = 0
    for (let i = 0; i < cells.length; i++) {
      const column = columns[i + shift]
      if (!column) continue
      fit += isRole(column)
        ? cells[i]!.text
          ? looksLikeUnits(cells[i]!.text)
            ? 2
            : -1
          : 0
        : (fits[column]?.(cells[i]!.text) ?? 0)
    }
    // Merges mostly run down the left of a table, so the right-most of equal fits is taken.
    if (fit >= best.fit) best = { shift, fit }
  }
  const placed: Map<Column, TableCell> & { extra?: TableCell[] } = new Map()
  placed.extra = []
  cells.forEach((cell, i) => {
    const column = columns[i + best.shift]
    if (column === undefined) placed.extra!.push(cell)
    if (!column) return
    // Of two columns of the same kind the first names, the second goes into detail.
    if (!placed.get(column)?.text) placed.set(column, cell)
  })
  return placed
}
