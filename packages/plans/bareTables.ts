import { columnOf, isRole, readHeading } from './columns.ts'
import type { TableCell, TableRow } from './context.ts'
import type { Span } from './programme.ts'
import { cell, type FoundTable, type LineKind, opensRow, rowOf, type TextLine } from './tableLines.ts'
import { looksLikeUnits } from './tableRows.ts'

export const barred = (text: string, line: TextLine): boolean => text[line.end - 1] === '|'
/** Does a bar close this line or one of the next few? */
export const continuesBars = (text: string, lines: TextLine[], at: number): boolean =>
  lines.slice(at, at + 4).some(line => barred(text, line))

/** A cell to each line, closed by a bar: the heading tells how many make a row. */
export function barCellTable(text: string, lines: TextLine[], first: number): FoundTable | null {
  const at = lines[first]!
  if (!barred(text, at) || columnOf(text.slice(at.start, at.end - 1)) === null) return null
  let last = first
  while (last + 1 < lines.length && continuesBars(text, lines, last + 1)) last++
  const span: Span = [at.start, lines[last]!.end]
  const cells: TableCell[] = []
  for (let start = span[0]; start < span[1]; ) {
    const stop = text.indexOf('|', start)
    const end = stop < 0 || stop > span[1] ? span[1] : stop
    cells.push(cell(text, start, end))
    start = end + 1
  }
  const width = cells.findIndex(c => columnOf(c.text) === null && (!c.text || c.text.length > 12 || opensRow(c.text)))
  if (width < 3 || cells.length < width * 2 || !readHeading(cells.slice(0, width).map(c => c.text))) return null
  const rows: TableRow[] = []
  for (let i = 0; i < cells.length; i += width) {
    const row = cells.slice(i, i + width)
    // A row that a merge shortened is filled up at its end.
    while (row.length > 1 && !row.at(-1)!.text) row.pop()
    if (row[0]!.text || row.length > 1) rows.push(rowOf(row))
  }
  return { caption: '', rows, span, isTaskTable: false, layout: 'rows', firstLine: first, lastLine: last }
}

/** No tabs left at all: a run of lines that are nothing but column headings, then a cell to each line. */
export function bareTable(text: string, lines: TextLine[], kinds: LineKind[], first: number): FoundTable | null {
  const at = (i: number) =>
    i < lines.length && kinds[i] === 'plain' ? text.slice(lines[i]!.start, lines[i]!.end).trim() : ''
  if (at(first).length > 12 || columnOf(at(first)) === null) return null
  let next = first
  while (at(next) && at(next).length <= 12 && columnOf(at(next)) !== null) next++
  const heading = readHeading(Array.from({ length: next - first }, (_, i) => at(first + i)))
  if (!heading || next - first < 3) return null
  // Before the first number stands the name of the first group, even one that might be a heading (发展目标).
  if (heading[1] === 'number') return groupedTable(text, lines, first, NUMBER.test(at(next)) ? next - 1 : next, at)
  if (!/^\d{1,3}$|^[一二三四五六七八九十]+、?/.test(at(next))) return countedTable(text, lines, first, heading, at)
  const columns = next - first
  const numbered = heading[0] === 'number'
  const filled: number[] = []
  let lastNumber = 0
  for (let i = first; i < lines.length && !/^附[件表录]|^注[：:]/.test(at(i)); i++) {
    if (kinds[i] === 'blank') continue
    // A row opens with its number; where no further number comes, the last row has as many cells as there are columns.
    if (kinds[i] !== 'plain' || (numbered && i > next && filled.length - lastNumber > columns + 6)) break
    if (numbered && /^\d{1,3}$/.test(at(i))) lastNumber = filled.length
    filled.push(i)
  }
  if (numbered) filled.length = Math.min(filled.length, lastNumber + columns)
  const cells = filled.map(i => cell(text, lines[i]!.start, lines[i]!.end))
  const last = filled.at(-1)!
  return {
    caption: '',
    rows: [rowOf(cells)],
    span: [lines[first]!.start, lines[last]!.end],
    isTaskTable: false,
    layout: 'cells',
    firstLine: first,
    lastLine: last,
  }
}

/** Rows without numbers: as many lines as there are headings, with units where the heading says so. */
function countedTable(
  text: string,
  lines: TextLine[],
  first: number,
  columns: NonNullable<ReturnType<typeof readHeading>>,
  at: (i: number) => string,
): FoundTable | null {
  const of = (i: number) => cell(text, lines[i]!.start, lines[i]!.end)
  const width = columns.length
  const roles = columns.flatMap((column, i) => (isRole(column) ? [i] : []))
  if (roles.length === 0 || !columns.includes('title')) return null
  const rows = [rowOf(Array.from({ length: width }, (_, i) => of(first + i)))]
  for (let start = first + width; start + width <= lines.length; start += width) {
    const fits = roles.every(i => looksLikeUnits(at(start + i)) || /^[-—/无]$/.test(at(start + i)))
    if (!fits || at(start).length > 40) break
    rows.push(rowOf(Array.from({ length: width }, (_, i) => of(start + i))))
  }
  if (rows.length < 3) return null
  const last = first + rows.length * width - 1
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

const NUMBER = /^\d{1,3}$/

/** A column of merged groups stands before the numbers: a row begins at its number, and a cell too many is the next group's name. */
function groupedTable(
  text: string,
  lines: TextLine[],
  first: number,
  next: number,
  at: (i: number) => string,
): FoundTable | null {
  const columns = next - first
  const starts: number[] = []
  for (let i = next, number = 0; i < lines.length && !/^附[件表录]|^注[：:]/.test(at(i)); i++) {
    const value = NUMBER.test(at(i)) ? Number(at(i)) : 0
    if (value > number && value <= number + 10) {
      starts.push(i)
      number = value
    } else if (i - (starts.at(-1) ?? next) > columns + 6) break
  }
  if (starts.length < 2 || starts[0] !== next + 1) return null
  const of = (i: number) => cell(text, lines[i]!.start, lines[i]!.end)
  const rows = [rowOf(Array.from({ length: columns }, (_, i) => of(first + i)))]
  let group = of(next)
  let last = next
  starts.forEach((start, row) => {
    const end = Math.min(start + columns - 1, starts[row + 1] ?? lines.length)
    rows.push(rowOf([group, ...Array.from({ length: end - start }, (_, i) => of(start + i))]))
    last = end - 1
    const other = starts[row + 1]
    if (other !== undefined && other > end) group = of(other - 1)
  })
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
