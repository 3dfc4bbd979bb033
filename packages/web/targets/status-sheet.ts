import type { CellContent, SheetPlan } from '@jingtu/documents/sheet/write.ts'
import { targetText } from '@jingtu/programme/target-text.ts'
import type { RegionCell } from '@jingtu/server/targets/views.ts'
import { cellText } from './cell-text.ts'
import { commonGoal, groupOf, groupRows, type Matrix, type MatrixRow } from './matrix.ts'
import { STATUS_LOOK } from './status-look.ts'

const LEAD = ['序号', '性质', '指标名称', '单位', '目标值', '完成时限'] as const

/** Figures are figures, so that Excel can sort and sum them; words, “/” and what is not known stay text. */
const asCell = (text: string): CellContent =>
  /^-?\d+(\.\d+)?$/.test(text)
    ? { value: Number(text), format: text.includes('.') ? `0.${'0'.repeat(text.split('.')[1]!.length)}` : '0' }
    : { value: text || null, align: 'center' }

/** What is asked for; where every region has its own, each with its figure. */
const goalText = (row: MatrixRow): string =>
  commonGoal(row) === null
    ? [...row.goals]
        .map(([region, goal]) => `${row.cells.get(region)?.regionName ?? ''}${targetText(goal) || '/'}`)
        .join('；')
    : targetText(row.target) || '待定'

const statusText = (cell: RegionCell | undefined): string => {
  if (!cell) return '/'
  const { sign, word } = STATUS_LOOK[cell.finding.status]
  return `${sign} ${word}`
}

/**
 * The matrix as a table annexed to a report: name, unit, target, nature, and for the whole and every region the measured
 * value beside its status. Two head rows under the title; what was not given to a region is “/”.
 */
export function statusSheet(matrix: Matrix, title: string, asOf: string): SheetPlan {
  const places = [matrix.whole, ...matrix.regions]
  const width = LEAD.length + places.length * 2
  const blank = (count: number): CellContent[] => Array<CellContent>(count).fill(null)
  const groups = groupRows(matrix.rows)
  let number = 0
  const line = (row: MatrixRow): CellContent[] => {
    const { target } = row
    number += 1
    const cells = places.map((place, i) => (i === 0 ? row.whole : row.cells.get(place.id)))
    return [
      { value: number, align: 'center' },
      groupOf(target).replace('指标', '') || '—',
      target.indicator,
      { value: target.unit ?? '—', align: 'center' },
      { value: goalText(row), align: 'center' },
      { value: target.by ?? '—', align: 'center' },
      ...cells.flatMap(cell => [
        cell ? asCell(cellText(cell, target)) : { value: '/', align: 'center' as const },
        { value: statusText(cell), align: 'center' as const },
      ]),
    ]
  }
  return {
    name: '目标指标完成情况',
    columns: [
      { width: 6 },
      { width: 9 },
      { width: 34 },
      { width: 8 },
      { width: 14 },
      { width: 12 },
      ...places.flatMap(() => [{ width: 12 }, { width: 10 }]),
    ],
    rows: [
      [{ value: title, bold: true, size: 16, align: 'center', plain: true }, ...blank(width - 1)],
      [{ value: `截至 ${asOf}`, align: 'right', plain: true, bold: false }, ...blank(width - 1)],
      [...LEAD, ...places.flatMap(p => [p.name, null])],
      [...blank(LEAD.length), ...places.flatMap(() => ['实测', '状态'])],
      ...groups.flatMap(g => g.rows.map(line)),
    ],
    merges: [
      { startRow: 0, startColumn: 0, endRow: 0, endColumn: width - 1 },
      { startRow: 1, startColumn: 0, endRow: 1, endColumn: width - 1 },
      ...LEAD.map((_, c) => ({ startRow: 2, startColumn: c, endRow: 3, endColumn: c })),
      ...places.map((_, i) => ({
        startRow: 2,
        startColumn: LEAD.length + i * 2,
        endRow: 2,
        endColumn: LEAD.length + i * 2 + 1,
      })),
    ],
    headRows: 4,
    freezeColumns: 3,
    landscape: true,
    paper: places.length > 4 ? 'a3' : 'a4',
    pageNumbers: true,
  }
}

/** How to read the sheet, put behind it. */
export const STATUS_NOTES = Object.values(STATUS_LOOK).map(({ sign, word, hint }) => `${sign} ${word}：${hint}`)
