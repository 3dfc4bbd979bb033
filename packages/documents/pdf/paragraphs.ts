import type { TableBlock } from './grid.ts'
import { brokenByWidth, joinBroken, type Line } from './lines.ts'
import { nextStop, type TabStops } from './tab-stops.ts'

/** What stands on a page from top to bottom, furniture removed. */
export type Block = TextBlock | { table: TableBlock }

/** `overPage` is set on the first line of a page: its distance from the last one, as if the pages hung together, in points. */
type TextBlock = { line: Line; right: number; overPage?: number }

/** Beginnings of numbered paragraphs and of labelled ones (责任单位：…), by kind. */
const MARKS = [
  /^第[一二三四五六七八九十百零\d]+[章节条]/,
  /^[一二三四五六七八九十]{1,3}、/,
  /^[（(][一二三四五六七八九十]{1,3}[）)]/,
  /^\d{1,3}[.．、](?!\d)/,
  /^[（(]\d{1,3}[）)]/,
  /^[①-⑳]/,
  /^附[件表]/,
  /^[●•◆■]/,
  /^[\u4e00-\u9fff]{2,6}[：:]/,
]
const LABEL = MARKS.length - 1
const SENTENCE_END = /[。；;：:！!？?”"）)》]$/

/** Lines further apart than this many usual distances have an empty line between them, which may be lower than a full one. */
const EMPTY_LINE = 1.45

/**
 * Lines put together to paragraphs: a line that was broken only because the next word did not fit goes on in the next line.
 * Short lines, indented lines, other type sizes and numbered headings begin a paragraph. `pitch` is the usual distance of
 * lines, in type sizes.
 */
export function joinParagraphs(blocks: Block[], pitch: number, stops?: TabStops): string[] {
  const out: string[] = []
  let open: Open | undefined
  // tabs of the first row of the typed-out table that is being read
  let columns: number | undefined
  const close = () => {
    if (open) {
      out.push(open.text)
      columns = open.text.includes('\t') ? (columns ?? tabsIn(open.text)) : undefined
    }
    open = undefined
  }
  for (const block of mergeTables(blocks)) {
    if ('table' in block) {
      close()
      out.push(...tableLines(block.table))
      continue
    }
    const { line, right, overPage } = block
    const apart = overPage ?? (open ? line.y - open.last.y : 0)
    const distance = open && apart > 0 ? apart / line.size / pitch : 1
    // two lines kept together may leave room at the foot of a page
    const near = distance < EMPTY_LINE || overPage !== undefined
    // a row that has all its cells is over, however full its last line is
    const whole = open && columns !== undefined && tabsIn(open.text) >= columns && /^\d{1,3}\t/.test(line.text)
    if (open && near && !whole && continues(open, line)) {
      open.text = joinBroken(open.text, line.text)
      open.last = line
      continue
    }
    if (open && near && stops && brokenAtTab(open, line, stops, columns)) {
      open.text += line.text.startsWith('\t') ? line.text : `\t${line.text}`
      open.last = line
      continue
    }
    close()
    // a paragraph of several lines goes to the next page rather than leave one line behind
    const room = overPage !== undefined && line.end > right - 2 * line.size ? 1 : 0
    if (distance >= EMPTY_LINE + room) out.push(...emptyLines(overPage === undefined ? distance : 2))
    open = { first: line, last: line, text: line.text, right }
  }
  close()
  return out
}

type Open = { first: Line; last: Line; text: string; right: number }

/** The smallest line distance that is common, in type sizes; wider ones hold empty lines. */
export function linePitch(pages: Line[][]): number {
  const distances = pages
    .flatMap(lines => lines.slice(1).map((line, i) => (line.y - lines[i]!.y) / line.size))
    .filter(distance => distance > 0.9)
    .sort((a, b) => a - b)
  return distances[Math.floor(distances.length / 20)] ?? 1.5
}

function continues(open: Open, line: Line): boolean {
  const em = line.size
  if (Math.abs(line.size - open.last.size) > 0.15 * em) return false
  // rows of a table written with bars
  if (line.text.startsWith('|') && open.last.text.endsWith('|')) return false
  if (line.text.startsWith('\t') || !brokenByWidth(open.last, line, open.right)) return false
  const indent = line.x - open.first.x
  const mark = markOf(line)
  const firstMark = markOf(open.first)
  const hanging = open.first === open.last && firstMark >= 0
  if (indent > 0.5 * em && !(hanging && indent < 6 * em)) return false
  if (open.first !== open.last && line.x - open.last.x > 0.5 * em) return false
  if (mark < 0) return true
  return mark !== firstMark && (mark === LABEL || !SENTENCE_END.test(open.last.text))
}

function emptyLines(distance: number): string[] {
  return new Array<string>(Math.min(Math.max(Math.round(distance), 2), 4) - 1).fill('')
}

const tabsIn = (text: string): number => text.split('\t').length - 1

/**
 * A row of a typed-out table whose next cell did not fit after its tab stop. A line with tabs of its own is the next row, unless the
 * two together have as many as the first row of the table.
 */
function brokenAtTab(open: Open, line: Line, stops: TabStops, columns: number | undefined): boolean {
  if (!open.first.text.trim().includes('\t')) return false
  const together = tabsIn(open.text) + tabsIn(line.text) + (line.text.startsWith('\t') ? 0 : 1)
  if (line.text.slice(1).includes('\t') && (columns === undefined || together > columns)) return false
  const stop = nextStop(open.last.end, stops)
  // the tab itself goes down when its stop lies beyond the margin
  if (line.text.startsWith('\t')) return stop > open.right
  return line.x - open.last.x < 0.5 * line.size && stop + line.head > open.right
}

function markOf(line: Line): number {
  return MARKS.findIndex(mark => mark.test(line.text))
}

function tableLines(table: TableBlock): string[] {
  return table.cells.flatMap((cells, r) => {
    if (cells.every(cell => cell === '')) return []
    return [table.spansWhole[r] ? cells.find(Boolean)! : cells.join('\t')]
  })
}

/** A table that goes on over the page is one table: the repeated head goes, and a row cut by the page end is put together. */
function mergeTables(blocks: Block[]): Block[] {
  const out: Block[] = []
  for (const block of blocks) {
    const last = out.at(-1)
    if ('table' in block && last && 'table' in last && sameColumns(last.table.xs, block.table.xs)) {
      last.table = appendTable(last.table, block.table)
    } else out.push({ ...block })
  }
  return out
}

function sameColumns(a: number[], b: number[]): boolean {
  return a.length === b.length && a.every((x, i) => Math.abs(x - b[i]!) < 4)
}

function appendTable(before: TableBlock, after: TableBlock): TableBlock {
  const cells = before.cells.map(row => [...row])
  const spansWhole = [...before.spansWhole]
  let start = 0
  while (start < after.cells.length - 1 && start < 3 && sameCells(after.cells[start]!, before.cells[start])) start++
  const rest = after.cells.slice(start)
  const first = rest[0]
  const last = cells.at(-1)
  if (first && last && isCutRow(last, first)) {
    for (const [c, text] of first.entries()) if (text) last[c] = joinBroken(last[c]!, text)
    rest.shift()
    start++
  }
  return { ...before, cells: [...cells, ...rest], spansWhole: [...spansWhole, ...after.spansWhole.slice(start)] }
}

function sameCells(a: string[], b: string[] | undefined): boolean {
  return b !== undefined && a.some(Boolean) && a.every((cell, i) => cell === b[i])
}

/** The second half of a row has no number of its own, fills only cells the first half filled, and breaks off a sentence. */
function isCutRow(last: string[], first: string[]): boolean {
  if (first[0] !== '' || last[0] === '') return false
  const filled = first.map((cell, c) => (cell ? c : -1)).filter(c => c >= 0)
  if (filled.length === 0 || filled.some(c => last[c] === '')) return false
  return filled.some(c => !SENTENCE_END.test(last[c]!))
}
