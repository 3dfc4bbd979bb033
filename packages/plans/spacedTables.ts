import { columnOf, isRole, readHeading } from './columns.ts'
import { looksLikeUnits } from './tableRows.ts'
import { readUnits } from './units.ts'

/**
 * Tables whose cells nothing but blanks keep apart: “1 水源保护 设立界标。 市水利局 市公安局 各县政府”. The heading must be one of
 * known columns and every row must open with its number and close with units; then the blanks between cells become tabs,
 * place for place. `lines` are those of a text in order; answers with the lines that were changed.
 */
export function tabSpacedTables(lines: readonly string[]): Map<number, string> {
  const changed = new Map<number, string>()
  for (let i = 0; i < lines.length; i++) {
    const heading = spacedHeading(lines[i]!)
    if (!heading) continue
    const rows = new Map<number, string>()
    let last = i
    for (let at = i + 1; at < lines.length && at <= last + 2; at++) {
      const row = tabRow(lines[at]!, heading.columns)
      if (!row) continue
      rows.set(at, row)
      last = at
    }
    if (rows.size < 2) continue
    changed.set(i, tabsBefore(lines[i]!, heading.starts.slice(1)))
    for (const [at, row] of rows) changed.set(at, row)
    i = last
  }
  return changed
}

type Columns = NonNullable<ReturnType<typeof readHeading>>

const wordsOf = (line: string) => [...line.matchAll(/\S+/g)].map(m => ({ text: m[0], at: m.index }))

function spacedHeading(line: string): { columns: Columns; starts: number[] } | null {
  if (line.length > 80 || line.includes('\t') || !/^\s*(?:序|编)号?\s/.test(line)) return null
  const words = wordsOf(line)
  if (words.length < 4 || words.some(w => columnOf(w.text) === null)) return null
  const columns = readHeading(words.map(w => w.text))
  return columns?.some(isRole) ? { columns, starts: words.map(w => w.at) } : null
}

/** The blank before each of these places becomes a tab. */
function tabsBefore(line: string, starts: readonly number[]): string {
  const chars = [...line]
  for (const start of starts) chars[start - 1] = '\t'
  return chars.length === line.length ? chars.join('') : line
}

const CLOSING_COLUMN = new Set(['lead', 'coop', 'resp', 'guide', 'deadline', 'note', 'person'])

function tabRow(line: string, columns: Columns): string | null {
  const opening = /^\s*\d{1,3}(\s+)\S/.exec(line)
  if (!opening || line.includes('\t')) return null
  let closing = 0
  while (closing < columns.length && CLOSING_COLUMN.has(columns[columns.length - 1 - closing] ?? '')) closing++
  const words = wordsOf(line)
  const middle = words.slice(1, words.length - closing)
  const ends = words.slice(words.length - closing)
  const fits = ends.every(({ text }, i) => {
    if (!isRole(columns[columns.length - closing + i])) return true
    return looksLikeUnits(text) || /^[-—/／无]$/.test(text) || readUnits(text, 0).recognised > 0
  })
  if (middle.length === 0 || closing === 0 || !fits) return null
  // Each further blank after the number stands for a cell that a merge left empty.
  const blanks = opening[1]!.length
  const places = columns.length - closing - 1
  const empty = Math.min(blanks - 1, places - 1)
  const starts = ends.map(word => word.at)
  const first = opening[0].length - 1 - blanks
  for (let i = 0; i <= empty; i++) starts.push(first + i + 1)
  const left = places - empty
  if (left > 1 && middle.length > 1) {
    const longest = middle.reduce((best, word, i) => (word.text.length > middle[best]!.text.length ? i : best), 0)
    const before = middle.slice(0, longest)
    if (middle.length === left) starts.push(...middle.slice(1).map(word => word.at))
    else {
      if (longest > 0) starts.push(middle[longest]!.at)
      if (left > 2 && before.length > 1) starts.push(before.at(-1)!.at)
    }
  }
  return tabsBefore(line, starts)
}
