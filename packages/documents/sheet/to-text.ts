import type { ReadingWarning } from '../refusal.ts'
import type { Sheet } from './read.ts'

/**
 * Worksheets as running text: one row a line, cells separated by tabs, empty rows left out, line breaks in cells as spaces.
 * Several sheets are told apart by a line with their name. Hidden sheets are left out and reported.
 */
export function sheetsToText(sheets: Sheet[]): { text: string; warnings: ReadingWarning[] } {
  const warnings: ReadingWarning[] = []
  const shown = sheets.filter(sheet => {
    if (sheet.hidden) warnings.push({ message: '隐藏的工作表没有读入', where: sheet.name })
    return !sheet.hidden
  })
  const blocks = shown
    .map(sheet => ({ name: sheet.name, lines: sheetLines(sheet) }))
    .filter(block => block.lines.length > 0)
  const text = blocks
    .map(block => (blocks.length > 1 ? [block.name, ...block.lines] : block.lines).join('\n'))
    .join('\n\n')
  return { text, warnings }
}

function sheetLines(sheet: Sheet): string[] {
  let width = 0
  let first = Number.POSITIVE_INFINITY
  for (const row of sheet.rows) {
    const begin = row.texts.findIndex(text => text.trim() !== '')
    if (begin >= 0) first = Math.min(first, begin)
    width = Math.max(width, row.texts.findLastIndex(text => text.trim() !== '') + 1)
  }
  const titles = new Set<number>()
  for (const merge of sheet.merges)
    if (merge.startColumn <= first && merge.endColumn >= width - 1) titles.add(merge.startRow)
  const lines: string[] = []
  for (const [r, row] of sheet.rows.entries()) {
    const cells = row.texts.slice(first, width).map(text => text.replace(/\s+/g, ' ').trim())
    if (cells.every(cell => cell === '')) continue
    while (cells.length < width - first) cells.push('')
    lines.push(titles.has(r) && cells.slice(1).every(cell => cell === '') ? cells[0]! : cells.join('\t'))
  }
  return lines
}
