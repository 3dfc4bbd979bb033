import type { Grid } from '../screening/grid.ts'

/** Rows for columns: a table whose samples run across reads as a wide one. */
export function turnGrid(grid: Grid): Grid {
  let width = 0
  for (const row of grid.rows) width = Math.max(width, row.length)
  const rows = Array.from({ length: width }, (_, c) => grid.rows.map(row => row[c] ?? ''))
  const merges = grid.merges?.map(m => ({
    startRow: m.startColumn,
    startColumn: m.startRow,
    endRow: m.endColumn,
    endColumn: m.endRow,
  }))
  return { ...grid, rows, ...(merges ? { merges } : {}) }
}
