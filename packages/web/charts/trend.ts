import { settingsOn } from '@jingtu/standards/dated-parameter.ts'
import { followAlarms, type ResultAlarm } from '@jingtu/standards/hj1209-2021/alarm.ts'
import { PARAMETERS } from '@jingtu/standards/hj1209-2021/parameters.ts'
import type { Reading } from '@jingtu/standards/judgement.ts'
import { showReading } from '@jingtu/standards/reading.ts'
import type { EChartsCoreOption } from 'echarts/core'
import { t } from '../i18n/language.ts'
import { PALETTE } from '../shell/theme.ts'
import { type PlotValue, plotValue } from './plot-value.ts'

/** One item at one well (or soil point) over the years. */
export interface TrendSeries {
  place: string
  item: string
  unit: string
  object: '土壤' | '地下水'
  /** Months between campaigns while nothing is out of order. */
  months: number
  limit: { name: string; value: string } | null
  results: readonly { on: string; reading: Reading; exceeds: boolean | null }[]
}

export interface TrendPoint extends ResultAlarm {
  shown: string
  plot: PlotValue | null
}

/** The results in the order of their days, each with the alarms of HJ 1209 and the frequency that follows from it. */
export function trendPoints(series: TrendSeries, on: string): { points: TrendPoint[]; notes: string[] } {
  const settings = settingsOn(PARAMETERS, { on })
  const sorted = [...series.results].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  const alarms = followAlarms(sorted, series.object, series.months, settings)
  return {
    points: sorted.map((r, i) => {
      const shown = showReading(r.reading)
      return { ...alarms[i]!, shown: shown ?? '—', plot: plotValue(shown) }
    }),
    notes: settings.notes.filter(n => /升高|上升|恢复/.test(n)),
  }
}

export const pointLook = (p: TrendPoint): { symbol: string; colour: string; sign: string } =>
  p.alarms.some(a => a.kind === '超标')
    ? { symbol: 'rect', colour: PALETTE.notMet, sign: '■' }
    : p.alarms.length > 0
      ? { symbol: 'triangle', colour: PALETTE.atRisk, sign: '▲' }
      : p.open.length > 0
        ? { symbol: 'emptyDiamond', colour: PALETTE.unknown, sign: '◇' }
        : { symbol: p.plot?.kind === 'below' ? 'emptyCircle' : 'circle', colour: PALETTE.met, sign: '●' }

export const trendOption = (series: TrendSeries, points: readonly TrendPoint[]): EChartsCoreOption => ({
  tooltip: { trigger: 'item', formatter: (p: { dataIndex: number }) => tip(points[p.dataIndex], series.unit) },
  grid: { left: 8, right: 64, top: 36, bottom: 8, containLabel: true },
  xAxis: { type: 'time' },
  yAxis: { type: 'value', name: series.unit, nameTextStyle: { align: 'left' } },
  series: [
    {
      type: 'line',
      name: `${series.place} ${series.item}`,
      lineStyle: { color: PALETTE.water, width: 1.5 },
      data: points
        .filter(p => p.plot)
        .map(p => {
          const look = pointLook(p)
          return {
            value: [p.on, p.plot!.value],
            symbol: look.symbol,
            symbolSize: p.alarms.length ? 11 : 8,
            itemStyle: { color: look.colour },
            label: {
              show: p.alarms.length > 0,
              position: 'top',
              color: look.colour,
              formatter: p.alarms.map(a => t(a.kind)).join(' '),
            },
          }
        }),
      markLine: series.limit
        ? {
            symbol: 'none',
            silent: true,
            lineStyle: { color: PALETTE.notMet, type: 'dashed' },
            label: { formatter: `${t(series.limit.name)} ${series.limit.value}`, position: 'insideEndTop' },
            data: [{ yAxis: Number(series.limit.value) }],
          }
        : undefined,
    },
  ],
})

/** A tooltip is HTML: what laboratories wrote is made harmless first. */
const escaped = (text: string): string => text.replace(/[&<>"]/g, c => `&#${c.charCodeAt(0)};`)
const tip = (p: TrendPoint | undefined, unit: string): string =>
  p ? [p.on, `${p.shown} ${unit}`, ...p.alarms.map(a => a.why), ...p.open].map(line => escaped(line)).join('<br>') : ''
