import { addDays, type Day, elapsedShare } from '@jingtu/core/period.ts'
import type { Measurement, Target } from '@jingtu/programme/target.ts'
import type { RegionCell } from '@jingtu/server/targets/views.ts'
import { cellFigure } from './cell-text.ts'

/** The third is the figure as it was written: 91.20 is not 91.2. */
export type Point = [day: Day, value: number, written: string]

type Known = Pick<Measurement, 'asOf' | 'value' | 'regionId' | 'state'>

/** What stands of a region's values by day; withdrawn values and values in words are no points. */
export const pointsOf = (measurements: readonly Known[], regionId: string): Point[] =>
  measurements
    .filter(m => m.regionId === regionId && m.state !== 'withdrawn' && m.value !== null)
    .map((m): Point => [m.asOf, Number(m.value), m.value!])
    .sort((a, b) => (a[0] < b[0] ? -1 : 1))

type Aimed = Pick<Target, 'op' | 'value' | 'kind' | 'cumulative' | 'by' | 'comparison'>

/** 时序进度: from nothing on the first day to the target on the last; only where the target is filled up over time. */
export function paceLine(target: Aimed, start: Day | null): [Day, number][] {
  const upward = target.op === '>=' || target.op === '>' || target.op === '='
  if (!start || !target.by || target.value === null || start >= target.by) return []
  if (!upward || !(target.cumulative || target.kind !== 'indicator')) return []
  const goal = Number(target.value)
  const days = [start, ...quarterEnds(start, target.by), target.by]
  return days.map(day => [day, Math.round(goal * elapsedShare(start, target.by!, day) * 100) / 100])
}

function quarterEnds(from: Day, to: Day): Day[] {
  const ends: Day[] = []
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++)
    for (const next of [`${year}-04-01`, `${year}-07-01`, `${year}-10-01`, `${year + 1}-01-01`]) {
      const day = addDays(next, -1)
      if (day > from && day < to) ends.push(day)
    }
  return ends
}

/** The line of the target itself: only where the figures drawn are in the same measure as it. */
export const goalOf = (target: Aimed): number | null =>
  target.value === null || target.op === 'text' || target.comparison ? null : Number(target.value)

export interface Bar {
  name: string
  value: number
  written: string
  status: RegionCell['finding']['status']
}

/** The regions with a figure, in the order of the table. */
export const barsOf = (cells: readonly RegionCell[], target: Target): Bar[] =>
  cells.flatMap(cell => {
    const figure = cellFigure(cell, target)
    return figure === null
      ? []
      : [{ name: cell.regionName, value: Number(figure), written: figure, status: cell.finding.status }]
  })
