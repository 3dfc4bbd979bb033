import type { TableBlock } from './grid.ts'
import { brokenByWidth, joinBroken, type Line } from './lines.ts'

/** What stands on a page from top to bottom, furniture removed. */
export type Block = { line: Line; right: number } | { table: TableBlock }

const MARK =
  /^(第[一二三四五六七八九十百零\d]+[章节条]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,3}[.．、](?!\d)|[（(]\d{1,3}[）)]|[①-⑳]|附件|附表|[●•◆■])/
const SENTENCE_END = /[。；;：:！!？?”"）)》]$/

/**
 * Lines put together to paragraphs: a line that was broken only because the next word did not fit goes on in the next line.
 * Short lines, indented lines, other type sizes and numbered headings begin a paragraph.
 */
export function joinParagraphs(blocks: Block[]): string[] {
  const out: string[] = []
  let open: { first: Line; last: Line; text: string; right: number } | undefined
  const close = () => {
    if (open) out.push(open.text)
    open = undefined
  }
  for (const block of mergeTables(blocks)) {
    if ('table' in block) {
      close()
      out.push(...tableLines(block.table))
      continue
    }
    const { line, right } = block
    if (open && continues(open, line)) {
      open.text = joinBroken(open.text, line.text)
      open.last = line
      continue
    }
    const gap = open && line.y > open.last.y ? line.y - open.last.y : 0
    close()
    if (gap > 2.4 * line.size) out.push('')
    open = { first: line, last: line, text: line.text, right }
  }
  close()
  return out
}

function continues(open: { first: Line; last: Line; right: number }, line: Line): boolean {
  const em = line.size
  if (Math.abs(line.size - open.last.size) > 0.15 * em) return false
  if (!brokenByWidth(open.last, line, open.right)) return false
  const indent = line.x - open.first.x
  const hanging = open.first === open.last && MARK.test(open.first.text)
  if (indent > 0.5 * em && !(hanging && indent < 6 * em)) return false
  if (open.first !== open.last && line.x - open.last.x > 0.5 * em) return false
  return !(MARK.test(line.text) && SENTENCE_END.test(open.last.text))
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
