import { barCellTable, bareTable, barred, continuesBars } from './bareTables.ts'
import { columnOf } from './columns.ts'
import type { TableCell, TableRow } from './context.ts'
import { markAt } from './numbering.ts'
import { cell, extend, type FoundTable, type LineKind, linesIn, opensRow, rowOf, type TextLine } from './tableLines.ts'

function split(text: string, line: TextLine, separator: string): TableCell[] {
  const cells: TableCell[] = []
  let start = line.start
  for (let at = text.indexOf(separator, start); at >= 0 && at < line.end; at = text.indexOf(separator, start)) {
    cells.push(cell(text, start, at))
    start = at + separator.length
  }
  cells.push(cell(text, start, line.end))
  return cells
}

function piped(text: string, line: TextLine): TableCell[] {
  const cells = split(text, line, '|')
  if (text[line.start] === '|') cells.shift()
  if (cells.length > 1 && !cells.at(-1)!.text) cells.pop()
  return cells
}

/** “| 1 | … |”, and the same without the outer bars. */
function isPiped(words: string): boolean {
  const first = words.indexOf('|')
  return first >= 0 && words.includes('|', first + 1)
}

function kindOf(text: string, line: TextLine): LineKind {
  if (line.end === line.start) return 'blank'
  // Looked for in the line alone: in a text without tabs a search from each line would run to the end each time.
  const words = text.slice(line.start, line.end)
  const first = words.indexOf('\t')
  if (first < 0) return isPiped(words) ? 'markdown' : 'plain'
  return first === 0 && !words.includes('\t', 1) ? 'cell' : 'row'
}

/** Finds the tables of a cleaned text, whatever way they were flattened. Spans are in `text`. */
export function findTables(text: string, lines: TextLine[] = linesIn(text)): FoundTable[] {
  const kinds = lines.map(line => kindOf(text, line))
  const tables: FoundTable[] = []
  for (let i = 0; i < lines.length; ) {
    const kind = kinds[i]!
    const found =
      kind === 'row' || kind === 'markdown'
        ? rowTable(text, lines, kinds, i)
        : kind === 'cell'
          ? cellTable(text, lines, kinds, i)
          : kind === 'plain'
            ? (barCellTable(text, lines, i) ?? bareTable(text, lines, kinds, i))
            : null
    if (found) {
      found.caption = captionAbove(text, lines, kinds, i)
      tables.push(found)
      i = found.lastLine + 1
    } else i++
  }
  return tables
}

function captionAbove(text: string, lines: TextLine[], kinds: LineKind[], first: number): string {
  const caption: string[] = []
  for (let i = first - 1; i >= 0 && caption.length < 3; i--) {
    if (kinds[i] === 'blank') continue
    const line = text.slice(lines[i]!.start, lines[i]!.end).trim()
    if (kinds[i] !== 'plain' || line.length > 60 || /[。；，]$/.test(line) || markAt(line, 0)) break
    caption.unshift(line)
    if (/^附[件表]/.test(line)) break
  }
  return caption.join(' ')
}

function rowTable(text: string, lines: TextLine[], kinds: LineKind[], first: number): FoundTable | null {
  const markdown = kinds[first] === 'markdown'
  const rows: TableRow[] = []
  let width = 0
  let last = first
  // Where a bar closes the heading it closes every row: a line without one goes on within a cell.
  const closed = markdown && barred(text, lines[first]!)
  for (let i = first; i < lines.length; i++) {
    const kind = kinds[i]!
    if (kind === 'blank') continue
    const line = lines[i]!
    if (closed && i > first && rows.length > 0 && !barred(text, lines[i - 1]!)) {
      if (!continuesBars(text, lines, i)) break
      const [addition, ...others] = piped(text, line)
      const before = rows.at(-1)!
      extend(before.cells.at(-1)!, addition!)
      for (const other of others) before.cells.push(other)
      before.span = rowOf(before.cells).span
    } else if (kind === 'row' || kind === 'markdown') {
      if ((kind === 'markdown') !== markdown) break
      const cells = markdown ? piped(text, line) : split(text, line, '\t')
      if (markdown && cells.every(c => /^:?-+:?$/.test(c.text))) continue
      const before = rows.at(-1)
      // A line break inside a cell tore the row in two: together the parts make up one row.
      if (
        !markdown &&
        before &&
        before.cells.length < width &&
        before.cells.length + cells.length - 1 === width &&
        !opensRow(cells[0]!.text)
      ) {
        extend(before.cells.at(-1)!, cells[0]!)
        for (const other of cells.slice(1)) before.cells.push(other)
        before.span = rowOf(before.cells).span
      } else rows.push(rowOf(cells))
      width = Math.max(width, rows.at(-1)!.cells.length)
    } else {
      if (markdown || rows.length < 1 || !continues(text, lines, kinds, i, 'row')) break
      const addition = cell(text, line.start, line.end)
      const before = rows.at(-1)!
      if (opensRow(addition.text)) rows.push(rowOf([addition]))
      else {
        const open = before.cells.findLast(c => c.text) ?? before.cells.at(-1)!
        extend(open, addition)
        before.span = [before.span[0], Math.max(before.span[1], addition.span[1])]
      }
    }
    last = i
  }
  // A single line with a tab is a line of text that somebody aligned.
  if (rows.length < 2) return null
  return {
    caption: '',
    rows,
    span: [lines[first]!.start, lines[last]!.end],
    isTaskTable: false,
    layout: 'rows',
    firstLine: first,
    lastLine: last,
  }
}

/** A plain line within a table: more rows must follow soon, and it must not look like the text after the table. */
function continues(text: string, lines: TextLine[], kinds: LineKind[], at: number, kind: LineKind): boolean {
  if (/^(?:附[件表录]|注[：:])/.test(text.slice(lines[at]!.start, lines[at]!.start + 3))) return false
  for (let i = at + 1, plain = 0; i < lines.length && plain < 4; i++) {
    if (kinds[i] === kind) return true
    if (kinds[i] !== 'plain') continue
    plain++
    if (/^附[件表录]/.test(text.slice(lines[i]!.start, lines[i]!.start + 2))) return false
  }
  return false
}

function cellTable(text: string, lines: TextLine[], kinds: LineKind[], first: number): FoundTable | null {
  const rows: TableCell[][] = [[]]
  let last = first
  let short = 0
  let count = 0
  for (let i = first; i < lines.length; i++) {
    const line = lines[i]!
    const kind = kinds[i]!
    if (kind === 'row' || kind === 'markdown') break
    if (kind === 'blank') {
      if (rows.at(-1)!.length > 0 && kinds[i + 1] === 'cell') rows.push([])
      continue
    }
    if (kind === 'plain') {
      if (rows.at(-1)!.length === 0 || !continues(text, lines, kinds, i, 'cell')) break
      extend(rows.at(-1)!.at(-1)!, cell(text, line.start, line.end))
    } else {
      const found = cell(text, line.start, line.end)
      // A note below the table may keep the tab of its cells.
      if (/^注[：:]/.test(found.text) && count > 0) break
      rows.at(-1)!.push(found)
      count++
      if (found.text.length <= 30) short++
    }
    last = i
  }
  const filled = rows.filter(row => row.some(c => c.text))
  const all = filled.flat()
  const headed = all.slice(0, 12).filter(c => columnOf(c.text)).length >= 2
  // Paragraphs indented by a tab are no table: its cells are many and mostly short.
  if (count < 4 || (!headed && short < count * 0.7) || (!headed && filled.length === 1)) return null
  return {
    caption: '',
    rows: filled.map(rowOf),
    span: [lines[first]!.start, lines[last]!.end],
    isTaskTable: false,
    layout: 'cells',
    firstLine: first,
    lastLine: last,
  }
}
