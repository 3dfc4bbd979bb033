import type { DocumentRefusal } from '@jingtu/documents/refusal.ts'
import type { Grid } from '@jingtu/standards/screening/grid.ts'
import type { TablesRead } from './table-reading.ts'

/** A row as one text: to pass a thread's border a hundred thousand strings cost as much as reading them. */
const SEPARATOR = '\u001f'

type PackedGrid = Omit<Grid, 'rows'> & { lines: string[] } & ({ whole: false } | { whole: true; rows: string[][] })
export type PackedTables = { grids: PackedGrid[] } | DocumentRefusal

export function packTables(read: TablesRead): PackedTables {
  if (!('grids' in read)) return read
  return {
    grids: read.grids.map(({ rows, ...grid }): PackedGrid => {
      const lines = rows.map(cells => cells.join(SEPARATOR))
      const fits = lines.every((line, i) => countOf(line) === Math.max(0, rows[i]!.length - 1) && rows[i]!.length > 0)
      return fits ? { ...grid, lines, whole: false } : { ...grid, lines: [], whole: true, rows }
    }),
  }
}

function countOf(line: string): number {
  let n = 0
  for (let at = line.indexOf(SEPARATOR); at !== -1; at = line.indexOf(SEPARATOR, at + 1)) n++
  return n
}

export function unpackTables(packed: PackedTables): TablesRead {
  if (!('grids' in packed)) return packed
  return {
    grids: packed.grids.map(({ lines, whole: _w, ...grid }) =>
      'rows' in grid ? grid : { ...grid, rows: lines.map(line => line.split(SEPARATOR)) },
    ),
  }
}
