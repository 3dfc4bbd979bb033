import type { PlanTable, TableCell, TableRow } from './context.ts'
import { markAt } from './numbering.ts'

export interface TextLine {
  start: number
  end: number
}

/** `rows` in a line each, or a cell to each line; the latter knows the ends of its rows only by blank lines, if at all. */
type TableLayout = 'rows' | 'cells'

export interface FoundTable extends PlanTable {
  layout: TableLayout
  firstLine: number
  lastLine: number
}

export function linesIn(text: string): TextLine[] {
  const lines: TextLine[] = []
  for (let start = 0; start <= text.length; ) {
    const stop = text.indexOf('\n', start)
    const end = stop < 0 ? text.length : stop
    lines.push({ start, end })
    start = end + 1
  }
  return lines
}

export const cell = (text: string, start: number, end: number): TableCell => {
  const raw = text.slice(start, end)
  const lead = raw.length - raw.trimStart().length
  const trimmed = raw.trim()
  return { text: trimmed.replace(/\s+/g, ' '), span: [start + lead, start + lead + trimmed.length] }
}

export type LineKind = 'markdown' | 'row' | 'cell' | 'blank' | 'plain'

export const rowOf = (cells: TableCell[]): TableRow => ({
  cells,
  span: [cells[0]!.span[0], cells.reduce((end, c) => Math.max(end, c.span[1]), 0)],
})
export const extend = (target: TableCell, addition: TableCell): void => {
  if (!addition.text) return
  target.text = target.text ? `${target.text} ${addition.text}` : addition.text
  target.span = target.span[1] > target.span[0] ? [target.span[0], addition.span[1]] : addition.span
}

export const opensRow = (text: string): boolean => /^\d{1,3}$/.test(text) || markAt(text, 0) !== null
