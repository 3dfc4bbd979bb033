import type { Target } from '@jingtu/programme/target.ts'
import type { RegionCell } from '@jingtu/server/targets/views.ts'

type Cell = Pick<RegionCell, 'measurement' | 'finding' | 'formula'>

/** 7.00 of a count is 7; a share keeps its two decimals. */
const trimmed = (value: string, unit: string | null): string =>
  unit === '%' || !value.includes('.') ? value : value.replace(/\.?0+$/, '')

/** The figure a light rests on: what was computed against a baseline or summed, else what was measured. */
export function cellFigure(cell: Cell, target: Pick<Target, 'unit' | 'comparison'>): string | null {
  const { measurement, finding, formula } = cell
  if (finding.status === 'not-applicable') return null
  if (formula !== null && finding.decidedOn !== null) return trimmed(finding.decidedOn, target.unit)
  return measurement?.value ?? null
}

/** What stands in a cell of the table and in Excel: a figure, words, “/” or nothing. Missing is never 0. */
export function cellText(cell: Cell, target: Pick<Target, 'unit' | 'comparison'>): string {
  if (cell.finding.status === 'not-applicable') return '/'
  const figure = cellFigure(cell, target)
  if (figure !== null) return figure
  const { measurement } = cell
  if (!measurement) return ''
  if (measurement.words) return measurement.words
  return measurement.met === null ? '' : measurement.met ? '达到' : '未达到'
}
