import type { EChartsCoreOption } from 'echarts/core'
import { t } from '../i18n/language.ts'
import { PALETTE } from '../shell/theme.ts'
import type { Exceedance } from './exceedance.ts'
import { type PlotValue, plotValue } from './plot-value.ts'

export interface BoxGroup {
  name: string
  values: readonly PlotValue[]
}
export interface Box {
  name: string
  count: number
  notDetected: number
  /** Ends of the whiskers: the outermost values within 1.5 quartile distances of the box. */
  low: number
  q1: number
  median: number
  q3: number
  high: number
  outliers: number[]
}

/** The values of one item by the groups of an exceedance table; what is no number is no point. */
export function groupsOf(table: Exceedance, item: string): BoxGroup[] {
  const at = table.items.findIndex(i => i.key === item)
  return table.groups.map(group => ({
    name: group.title ?? group.standard,
    values: group.rows.flatMap(row => {
      const plot = plotValue(row.cells[at]?.finding.value ?? null)
      return plot ? [plot] : []
    }),
  }))
}

/** Between neighbours in proportion, the first value at 0 and the last at 1 (the rule of Excel's QUARTILE.INC and R's type 7). */
export function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share
  const below = Math.floor(at)
  const low = sorted[below]!
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!
  return low + (high - low) * (at - below)
}

/** A non-detect counts as half of its limit, as is usual for statistics; a verdict never does that. */
export function boxesOf(groups: readonly BoxGroup[]): Box[] {
  return groups
    .filter(g => g.values.length > 0)
    .map(({ name, values }) => {
      const sorted = values.map(v => (v.kind === 'below' ? v.value / 2 : v.value)).sort((a, b) => a - b)
      const [q1, median, q3] = [0.25, 0.5, 0.75].map(s => quantile(sorted, s)) as [number, number, number]
      const reach = (q3 - q1) * 1.5
      const inside = sorted.filter(v => v >= q1 - reach && v <= q3 + reach)
      return {
        name,
        count: values.length,
        notDetected: values.filter(v => v.kind === 'below').length,
        low: inside[0]!,
        q1,
        median,
        q3,
        high: inside.at(-1)!,
        outliers: sorted.filter(v => v < q1 - reach || v > q3 + reach),
      }
    })
}

export const boxPlotOption = (boxes: readonly Box[], unit: string, log = false): EChartsCoreOption => ({
  tooltip: { trigger: 'item' },
  legend: { show: false },
  xAxis: { type: 'category', data: boxes.map(b => b.name), axisLabel: { interval: 0, hideOverlap: true } },
  yAxis: { type: log ? 'log' : 'value', name: unit, nameTextStyle: { align: 'left' } },
  series: [
    {
      type: 'boxplot',
      name: t('检测值'),
      data: boxes.map(b => [b.low, b.q1, b.median, b.q3, b.high]),
      boxWidth: [10, 46],
      itemStyle: { color: PALETTE.accentSoft, borderColor: PALETTE.accent, borderWidth: 1.5 },
    },
    {
      type: 'scatter',
      name: t('离群值'),
      symbol: 'diamond',
      symbolSize: 7,
      itemStyle: { color: PALETTE.earth },
      data: boxes.flatMap((b, i) => b.outliers.map(v => [i, v])),
    },
  ],
})
