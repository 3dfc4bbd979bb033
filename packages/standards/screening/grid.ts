import type { Head } from './heads.ts'
import { readHead } from './heads.ts'

/** A sheet as text, with the merged cells a spreadsheet knows. */
export interface Grid {
  name: string
  rows: string[][]
  /** Zero-based, inclusive. */
  merges?: { startRow: number; startColumn: number; endRow: number; endColumn: number }[]
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
}

/** How far down a head is looked for: title, report number and unit lines stand above it. */
const DEEPEST = 30

/** The row most of whose cells are heads; undefined where none has two. */
export function findHeader(rows: string[][]): Header | undefined {
  let best: (Header & { score: number }) | undefined
  for (let r = 0; r < Math.min(rows.length, DEEPEST); r++) {
    const heads = rows[r]!.map(readHead)
    const known = heads.filter(h => h.role !== null || h.substance !== null)
    // Words that repeat are a filled title line, not heads.
    const score = new Set(known.map(h => h.role ?? h.substance!.id)).size
    if (score >= 2 && score > (best?.score ?? 0)) best = { row: r, heads, score }
  }
  if (!best) return undefined
  // A head over two rows: what stands above an empty or unknown cell names its column.
  const above = rows[best.row - 1]?.map(readHead)
  const heads = best.heads.map((h, i) => (h.role === null && h.substance === null && above?.[i]?.role ? above[i] : h))
  return { row: best.row, heads }
}
