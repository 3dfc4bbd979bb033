import type { Judgement } from '@jingtu/standards/judgement.ts'
import type { EChartsCoreOption } from 'echarts/core'
import { t } from '../i18n/language.ts'
import { PALETTE } from '../shell/theme.ts'
import { type Severity, SIGNS, severityOf } from './exceedance.ts'
import { type PlotValue, plotValue } from './plot-value.ts'

export interface ConcentrationPoint {
  sample: string
  shown: string
  plot: PlotValue | null
  severity: Severity
  verdict: string
  ratio: string | null
}
export interface Concentrations {
  item: string
  unit: string
  points: ConcentrationPoint[]
  /** One number per point; null where the limit does not hold for the sample. */
  limits: { name: string; values: (number | null)[] }[]
}

/** One item over all samples that have it, each beside the limits that hold for it. */
export function concentrationsOf(judgements: readonly Judgement[], item: string, target?: string): Concentrations {
  const found = judgements.flatMap(j => {
    const finding = j.findings.find(f => (f.substance ?? f.name) === item && f.value !== null)
    return finding ? [{ sample: j.sample, finding }] : []
  })
  const names = [...new Set(found.flatMap(f => f.finding.limits.map(l => l.name)))]
  return {
    item,
    unit: found.find(f => f.finding.limits.length > 0)?.finding.unit ?? found[0]?.finding.unit ?? '',
    points: found.map(({ sample, finding: f }) => ({
      sample,
      shown: f.value!,
      plot: plotValue(f.value),
      severity: severityOf(f.verdict, target),
      verdict: f.verdict,
      ratio: f.ratio,
    })),
    limits: names.map(name => ({
      name,
      values: found.map(({ finding }) => {
        const limit = finding.limits.find(l => l.name === name)
        return limit ? Number(limit.value) : null
      }),
    })),
  }
}

export const SEVERITY_COLOURS: Record<Severity, string> = {
  fine: PALETTE.met,
  raised: PALETTE.atRisk,
  serious: PALETTE.notMet,
  open: PALETTE.unknown,
  none: PALETTE.notApplicable,
}
const LIMIT_COLOURS = [PALETTE.atRisk, PALETTE.notMet, PALETTE.water, PALETTE.earth]

/** A logarithmic axis where a linear one would press most of the points to the ground. */
export function wantsLog(data: Concentrations): boolean {
  const numbers = [...data.points.flatMap(p => (p.plot ? [p.plot.value] : [])), ...data.limits.flatMap(l => l.values)]
    .filter((n): n is number => n !== null && n > 0)
    .sort((a, b) => a - b)
  return numbers.length > 1 && numbers.at(-1)! / numbers[Math.floor(numbers.length / 2)]! > 30
}

const onAxis = (value: number | null, log: boolean): number | null =>
  value === null || (log && value <= 0) ? null : value

export function concentrationOption(data: Concentrations, log = wantsLog(data)): EChartsCoreOption {
  const many = data.points.length > 24
  return {
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
    // The signs above the bars say it; hatching on top of them would only blur the figures.
    aria: { enabled: true, decal: { show: false } },
    legend: { top: 0, type: 'scroll' },
    grid: { left: 8, right: 16, top: 36, bottom: many ? 44 : 8, containLabel: true },
    xAxis: {
      type: 'category',
      data: data.points.map(p => p.sample),
      axisLabel: { rotate: data.points.length > 6 ? 40 : 0, hideOverlap: true },
    },
    yAxis: { type: log ? 'log' : 'value', name: data.unit, nameTextStyle: { align: 'left' } },
    ...(many ? { dataZoom: [{ type: 'slider', height: 18, bottom: 8 }, { type: 'inside' }] } : {}),
    series: [
      {
        type: 'bar',
        name: t('检测值'),
        barMaxWidth: 28,
        data: data.points.map(p => ({
          value: onAxis(p.plot?.value ?? null, log),
          itemStyle: {
            color: p.plot?.kind === 'below' ? '#fff' : SEVERITY_COLOURS[p.severity],
            borderColor: SEVERITY_COLOURS[p.severity],
            borderWidth: 1,
            borderType: p.plot?.kind === 'below' ? 'dashed' : 'solid',
          },
          label: {
            show: !many,
            position: 'top',
            color: SEVERITY_COLOURS[p.severity],
            formatter: `${p.severity === 'fine' ? '' : SIGNS[p.severity]}${p.shown}`,
          },
        })),
      },
      ...data.limits.map((limit, i) => ({
        type: 'line',
        name: t(limit.name),
        data: limit.values.map(v => onAxis(v, log)),
        step: 'middle',
        showSymbol: limit.values.length === 1,
        symbol: 'rect',
        symbolSize: [36, 2],
        lineStyle: { type: 'dashed', width: 1.5, color: LIMIT_COLOURS[i % LIMIT_COLOURS.length] },
        itemStyle: { color: LIMIT_COLOURS[i % LIMIT_COLOURS.length] },
      })),
    ],
  }
}
