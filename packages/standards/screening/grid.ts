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

/** The rows with every merged cell holding what its top left cell says; not to be changed, they are kept for the next to ask. */
export function filledRows(grid: Grid): string[][] {
  const known = filled.get(grid)
  if (known) return known
  const rows = grid.rows.map(r => r.map(trimmed))
  for (const m of grid.merges ?? []) {
    const text = rows[m.startRow]?.[m.startColumn] ?? ''
    if (text === '') continue
    for (let r = m.startRow; r <= Math.min(m.endRow, rows.length - 1); r++)
      for (let c = m.startColumn; c <= m.endColumn; c++) rows[r]![c] ??= ''
    for (let r = m.startRow; r <= Math.min(m.endRow, rows.length - 1); r++)
      for (let c = m.startColumn; c <= m.endColumn; c++) rows[r]![c] = text
  }
  filled.set(grid, rows)
  return rows
}
const filled = new WeakMap<Grid, string[][]>()

/** `trim()`, but a glance tells that most cells have nothing to trim. */
function trimmed(text: string): string {
  return text === '' || (isInk(text.charCodeAt(0)) && isInk(text.charCodeAt(text.length - 1))) ? text : text.trim()
}
const isInk = (c: number): boolean => (c > 32 && c < 128) || (c > 0x3000 && c < 0xfeff)

export interface Header {
  /** Index of the last row that belongs to the head. */
  row: number
  heads: Head[]
  /** How many different things its cells name. */
  score: number
  /** The line above says something of its columns. */
  twoLines: boolean
}

/** How far down a head is looked for: title, report number and unit lines stand above it. */
const DEEPEST = 30

/** Cells of a head name different things; words that repeat are a filled title line. */
export const namedIn = (heads: readonly Head[]): number =>
  new Set(heads.flatMap(h => (h.role || h.substance ? [`${h.role ?? ''} ${h.substance?.id ?? ''}`] : []))).size

/** The row, with what stands over it, most of whose cells are heads, from row `from` on; undefined where none names two things. */
export function findHeader(rows: readonly string[][], from = 0): Header | undefined {
  let best: Header | undefined
  let above: Head[] | undefined
  for (let r = from; r < Math.min(rows.length, from + DEEPEST); r++) {
    const own = rows[r]!.map(readHead)
    const heads = above ? under(above, own) : own
    const score = isHeadLine(own) ? namedIn(heads) : namedIn(own)
    const twoLines = heads.some((h, c) => h !== own[c] && h.text.trim() !== '')
    if (score >= 2 && score > (best?.score ?? 0)) best = { row: r, heads, score, twoLines }
    above = own
  }
  return best
}

/** Words only, and at least one that is a head: such a line may share its head with the line above. */
function isHeadLine(heads: readonly Head[]): boolean {
  const filled = heads.filter(h => h.text.trim() !== '')
  const named = filled.filter(h => h.role !== null || h.substance !== null).length
  return (
    named > 0 && named * 2 >= filled.length && !filled.some(h => /^[<>]?\s*[-+]?\d+(?:\.\d+)?$/.test(h.text.trim()))
  )
}

/** A head over two rows: what stands above an empty or unknown cell names its column; a group's unit holds for its members. */
function under(above: readonly Head[], heads: readonly Head[]): Head[] {
  const width = Math.max(above.length, heads.length)
  const blank = readHead('')
  return Array.from({ length: width }, (_, c) => {
    const head = heads[c] ?? blank
    const over = above[c] ?? blank
    let at = c
    while (at > 0 && (above[at]?.text ?? '').trim() === '') at--
    const group = above[at] ?? blank
    if (head.text.trim() === '') return over.role || over.substance ? over : head
    if (head.role === null && head.substance === null) return over.role ? over : head
    // 重金属（mg/kg）, 检测结果（mg/kg） over its columns.
    const groups = (group.role === null || group.role === 'value') && !group.substance
    if (head.role === null && head.substance && !head.unit && group.unit && groups) return { ...head, unit: group.unit }
    if (group.substance && !group.role && head.role && PART_OF_ITEM.has(head.role))
      return { ...head, substance: group.substance, unit: head.unit ?? (head.role === 'value' ? group.unit : null) }
    return head
  })
}
/** 镉 over 结果, 检出限 and 单位. */
const PART_OF_ITEM = new Set(['value', 'detectionLimit', 'unit', 'method', 'qualifier'])
