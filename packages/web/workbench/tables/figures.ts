import { computeGrid, type Figure, type Grid, makeGrid } from '@jingtu/programme/table-grid.ts'
import { operandsAt } from '@jingtu/programme/table-sheet.ts'
import type { TableView } from '@jingtu/server/workbench/tables/answers.ts'

/** What somebody is typing: row id → column key → text. */
export type Typed = Record<string, Record<string, string>>

export const gridOfTable = ({ table }: Pick<TableView, 'table'>): Grid =>
  makeGrid({
    columns: table.columns ?? [],
    rows: table.rows?.length ?? 0,
    formulas: table.formulas ?? [],
    hasTotal: table.hasTotal === true,
  }).grid

export const isFigure = (text: string): boolean => text === '/' || /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text)

/** “１２，３４５” and “12,345.0 ” as they come out of other sheets; “-0” is no figure. */
export const tidied = (text: string): string => {
  const plain = text
    .trim()
    .replace(/[０-９．－／]/g, c => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/^(-?\d{1,3})((?:[,，]\d{3})+)(?=\.|$)/, whole => whole.replace(/[,，]/g, ''))
    .replace(/^(-?)0+(?=\d)/, '$1')
  return /^\.\d+$/.test(plain) ? `0${plain}` : plain
}

/**
 * The figures as they will be with what is being typed. A formula that looks at rows the reader does not see keeps the
 * server's figure.
 */
export function figuresWhile(view: TableView, grid: Grid, typed: Typed): Figure[][] {
  const rows = view.table.rows ?? []
  const shown = new Map(view.lines.map(line => [line.id, line]))
  const own = computeGrid(grid, (row, column) => {
    const line = shown.get(rows[row]!.id)
    const { key, source } = grid.shape.columns[column]!
    const text = source.kind === 'typed' ? typed[rows[row]!.id]?.[key] : undefined
    if (text === undefined) return line?.figures[column] ?? null
    return isFigure(tidied(text)) ? (tidied(text) as Figure) : null
  })
  const isSeen = (row: number): boolean => row >= rows.length || shown.has(rows[row]!.id)
  return own.map((figures, row) =>
    figures.map((figure, column) => {
      const server = row < rows.length ? shown.get(rows[row]!.id)?.figures[column] : view.total?.[column]
      return operandsAt(grid, row, column).every(o => isSeen(o.row)) ? figure : (server ?? null)
    }),
  )
}

/** What was copied out of Excel, as rows of cells. */
export const cellsOfClipboard = (text: string): string[][] =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/\n$/, '')
    .split('\n')
    .map(line => line.split('\t'))
