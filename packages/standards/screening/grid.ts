import type { Head } from './heads.ts'
import { readHead } from './heads.ts'

/** A sheet as text, with the merged cells a spreadsheet knows. */
export interface Grid {
  name: string
  rows: string[][]
  /** Zero-based, inclusive. */
  merges?: { startRow: number; startColumn: number; endRow: number; endColumn: number }[]
  hidden?: boolean
  /** Counted from one. */
  hiddenRows?: readonly number[]
  hiddenColumns?: readonly number[]
  /** The workbook counts days from 1904. */
  date1904?: boolean
}

/** The rows with every merged cell holding what its top left cell says. */
export function filledRows(grid: Grid): string[][] {
  const rows = grid.rows.map(r => r.map(c => c.trim()))
  for (const m of grid.merges ?? []) {
    const text = rows[m.startRow]?.[m.startColumn] ?? ''
    if (text === '') continue
    for (let r = m.startRow; r <= Math.min(m.endRow, rows.length - 1); r++)
      for (let c = m.startColumn; c <= m.endColumn; c++) rows[r]![c] ??= ''
    for (let r = m.startRow; r <= Math.min(m.endRow, rows.length - 1); r++)
      for (let c = m.startColumn; c <= m.endColumn; c++) rows[r]![c] = text
  }
  return rows
}

export interface Header {
  /** Index of the last row that belongs to the head. */
  row: number
  heads: Head[]
  /** How many different things its cells name. */
  score: number
}

/** How far down a head is looked for: title, report number and unit lines stand above it. */
const DEEPEST = 30

/** Cells of a head name different things; words that repeat are a filled title line. */
export const namedIn = (heads: readonly Head[]): number =>
  new Set(heads.flatMap(h => ((h.role ?? h.substance?.id) ? [h.role ?? h.substance!.id] : []))).size

/** The row most of whose cells are heads, from row `from` on; undefined where none has two. */
export function findHeader(rows: readonly string[][], from = 0): Header | undefined {
  let best: Header | undefined
  for (let r = from; r < Math.min(rows.length, from + DEEPEST); r++) {
    const heads = rows[r]!.map(readHead)
    const score = namedIn(heads)
    if (score >= 2 && score > (best?.score ?? 0)) best = { row: r, heads, score }
  }
  return best && { ...best, heads: best.heads.map((h, i) => withAbove(h, rows[best!.row - 1], i)) }
}

/** A head over two rows: what stands above an empty or unknown cell names its column; a group's unit holds for its members. */
function withAbove(head: Head, above: readonly string[] | undefined, column: number): Head {
  if (!above) return head
  let at = column
  while (at > 0 && (above[at] ?? '') === '') at--
  const own = (above[column] ?? '') !== ''
  const group = readHead(above[at] ?? '')
  if (own && head.role === null && head.substance === null && group.role) return group
  if (own && head.text === '' && group.substance) return group
  if (head.substance && !head.unit && group.unit && group.role === null && group.substance === null)
    return { ...head, unit: group.unit }
  if (own && group.substance && (head.role === 'value' || PART_OF_ITEM.has(head.role ?? '')))
    return { ...head, substance: group.substance, unit: head.unit ?? (head.role === 'value' ? group.unit : null) }
  return head
}
const PART_OF_ITEM = new Set(['detectionLimit', 'unit', 'method', 'qualifier'])
