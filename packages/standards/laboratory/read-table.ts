import { filledRows, type Grid } from '../screening/grid.ts'
import type { CheckedRow, DoorContext } from './checked.ts'
import { openDoor } from './door.ts'
import type { Fault } from './fault.ts'
import type { Layout } from './layout.ts'
import { turnGrid } from './turn.ts'

/** The rows of a grid from where its data begin to `dataTo`, as the door wants them: turned and with merged cells filled. */
export function dataRows(grid: Grid, layout: Layout): string[][] {
  return filledRows(layout.turned ? turnGrid(grid) : grid)
}

/** A whole sheet through the door. */
export function readTable(
  grid: Grid,
  layout: Layout,
  context: Omit<DoorContext, 'sheetName'>,
  dataTo = Number.POSITIVE_INFINITY,
): { rows: CheckedRow[]; end: Fault[] } {
  const hiddenRows = layout.turned ? grid.hiddenColumns : grid.hiddenRows
  const door = openDoor(layout, {
    ...context,
    sheetName: grid.name,
    ...(hiddenRows?.length ? { hiddenRows: new Set(hiddenRows) } : {}),
  })
  const rows: CheckedRow[] = []
  const cells = dataRows(grid, layout)
  for (let r = layout.dataFrom; r <= Math.min(cells.length, dataTo); r++) rows.push(door.row(cells[r - 1]!, r))
  return { rows, end: door.end() }
}
