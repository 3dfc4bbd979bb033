import { readHead } from '../screening/heads.ts'
import type { DoorContext } from './checked.ts'
import type { Fault } from './fault.ts'
import { fault } from './fault-maker.ts'
import { type Layout, lastLine } from './layout.ts'
import { describeDoubt, readSubstance } from './substance-word.ts'

const isKnownHead = (text: string): boolean => readHead(text).role !== null

/** What is wrong with the head itself, at its cells; each concerns a whole column. */
export function headFaults(layout: Layout, context: DoorContext, results: number): Fault[] {
  const faults: Fault[] = []
  for (const c of layout.columns) {
    const where = layout.turned
      ? { sheet: context.sheetName, row: c.column, column: layout.headerRow }
      : { sheet: context.sheetName, row: layout.headerRow, column: c.column }
    const head = lastLine(c.head)
    if (c.doubt === 'unknown-substance' || c.doubt === 'two-substances')
      faults.push(
        fault(
          c.doubt,
          where,
          c.head === '' ? '这一列有数值而没有表头' : describeDoubt(head, readSubstance(readHead(head).name)),
        ),
      )
    else if (c.doubt === 'unit-contradiction') faults.push(fault(c.doubt, where, `“${head}”的单位在表头和单位行里不同`))
    else if (c.doubt === 'coordinates-shifted') faults.push(fault(c.doubt, where, `“${head}”是网络地图的偏移坐标`))
    else if (c.role === 'longitude' && context.boundary && !context.boundary.contains)
      faults.push(fault('region-unchecked', where, `没有“${context.boundary.name}”的边界，坐标是否在区域内没有检查`))
    else if (c.role === 'ignore' && c.head !== '' && !isKnownHead(head))
      faults.push(fault('unknown-column', where, `没有使用“${head}”列`))
  }
  if (results === 0) faults.push(fault('no-table', { sheet: context.sheetName, row: 0, column: 0 }, '表里没有检测结果'))
  return faults
}
