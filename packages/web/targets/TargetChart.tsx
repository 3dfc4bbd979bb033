import type { TargetDetail } from '@jingtu/server/targets/views.ts'
import { Segmented, Select, Skeleton } from 'antd'
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import { t } from '../i18n/language.ts'
import { PALETTE } from '../shell/theme.ts'
import { barsOf, goalOf, type Point, paceLine, pointsOf } from './chart-options.ts'
import { STATUS_LOOK } from './status-look.ts'

const Chart = lazy(() => import('../parts/Chart.tsx'))

const COLOURS = {
  met: PALETTE.met,
  'on-track': '#6f9b82',
  'at-risk': PALETTE.atRisk,
  'not-met': PALETTE.notMet,
  unknown: PALETTE.unknown,
  'not-applicable': PALETTE.notApplicable,
} as const

/** The value by date with the target and the time-proportional curve, or all regions side by side. */
export function TargetChart({ detail, onOpen }: { detail: TargetDetail; onOpen: (region: string) => void }): ReactNode {
  const { target, row, plan, measurements } = detail
  const cells = row?.regions ?? []
  const bars = useMemo(() => barsOf(cells, target), [cells, target])
  const drawn = row ? [row.overall, ...cells].filter(c => pointsOf(measurements, c.regionId).length > 0) : []
  const [way, setWay] = useState<'trend' | 'regions' | null>(null)
  const [region, setRegion] = useState<string | null>(null)
  const at = region ?? drawn[0]?.regionId ?? null
  const shown = way ?? (drawn.length === 0 || (bars.length > 1 && at !== row?.overall.regionId) ? 'regions' : 'trend')
  const goal = goalOf(target)
  const unit = target.unit ?? ''
  const start = plan.periodFrom ?? (plan.year ? `${plan.year}-01-01` : null)

  const option = useMemo(() => {
    const goalLine = goal === null ? {} : { markLine: goalMark(goal, unit) }
    const value = {
      type: 'value' as const,
      name: unit,
      scale: unit === '%',
      axisLabel: { color: PALETTE.inkSoft },
      splitLine: { lineStyle: { color: PALETTE.lineSoft } },
    }
    if (shown === 'regions') {
      const most = Math.max(...bars.map(b => b.value), goal ?? 0)
      return {
        tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
        xAxis: {
          type: 'category',
          data: bars.map(b => b.name),
          axisTick: { show: false },
          axisLabel: { interval: 0, color: PALETTE.ink },
        },
        yAxis: { ...value, scale: false },
        aria: { enabled: true, decal: { show: false } },
        series: [
          {
            name: target.indicator,
            type: 'bar',
            barMaxWidth: 64,
            data: bars.map(b => ({
              value: b.value,
              itemStyle: { color: COLOURS[b.status] },
              label: {
                show: true,
                // Inside, where the line of the target cannot run through it, unless the bar is too short for it.
                position: b.value > most * 0.2 ? 'insideTop' : 'top',
                color: b.value > most * 0.2 ? PALETTE.paper : PALETTE.ink,
                formatter: `${STATUS_LOOK[b.status].sign} ${b.written}`,
              },
            })),
            ...goalLine,
          },
        ],
      }
    }
    const points = at ? pointsOf(measurements, at) : []
    const span = spanOf(points, start, target.by)
    const pace = at === row?.overall.regionId ? paceLine(target, start) : []
    return {
      tooltip: { trigger: 'axis' },
      legend: { top: 0, right: 0, icon: 'roundRect', itemWidth: 14, itemHeight: 3 },
      xAxis: {
        type: 'time',
        minInterval: 30 * 86_400_000,
        axisLabel: { formatter: '{yyyy}-{MM}', hideOverlap: true, color: PALETTE.inkSoft },
        ...span,
      },
      yAxis: value,
      series: [
        {
          name: t('实测值'),
          type: 'line',
          symbol: 'circle',
          symbolSize: 9,
          data: points,
          label: { show: true, position: 'top', formatter: (p: { value: [string, number, string] }) => p.value[2] },
          lineStyle: { width: 2 },
        },
        ...goalSeries(goal, span, unit),
        ...(pace.length > 0
          ? [
              {
                name: t('时序进度'),
                type: 'line',
                symbol: 'none',
                data: pace,
                lineStyle: { type: 'dashed', width: 1.5, color: PALETTE.earth },
                itemStyle: { color: PALETTE.earth },
              },
            ]
          : []),
      ],
    }
  }, [shown, bars, at, goal, unit, measurements, row, start, target])

  if (bars.length === 0 && drawn.length === 0)
    return <p className="jt-faint jg-nothing">{t('录入第一个数值后，这里会画出走势和各区域对比。')}</p>
  return (
    <>
      <div className="jg-chart-tools">
        <Segmented
          size="small"
          value={shown}
          options={[
            { value: 'trend', label: t('走势'), disabled: drawn.length === 0 },
            { value: 'regions', label: t('各区域'), disabled: bars.length === 0 },
          ]}
          onChange={setWay}
        />
        {shown === 'trend' && drawn.length > 1 && (
          <Select
            size="small"
            value={at}
            options={drawn.map(c => ({ value: c.regionId, label: c.regionName }))}
            popupMatchSelectWidth={false}
            onChange={setRegion}
          />
        )}
      </div>
      <Suspense fallback={<Skeleton active />}>
        <Chart
          option={option}
          height={280}
          label={t('{indicator} 的图，数值见下面的表', { indicator: target.indicator })}
          onClick={point => {
            const cell = shown === 'regions' && cells.find(c => c.regionName === point.name)
            if (cell) onOpen(cell.regionId)
          }}
        />
      </Suspense>
    </>
  )
}

const goalMark = (goal: number, unit: string): object => ({
  symbol: 'none',
  silent: true,
  data: [{ yAxis: goal }],
  lineStyle: { color: PALETTE.notMet, type: 'solid', width: 1.2 },
  label: { formatter: `${t('目标')} ${goal}${unit}`, position: 'insideEndTop', color: PALETTE.notMet },
})

/** As a line of its own rather than a mark, so that the axis makes room for it. */
const goalSeries = (goal: number | null, span: Span, unit: string): object[] =>
  goal === null || !span.min
    ? []
    : [
        {
          name: t('目标'),
          type: 'line',
          symbol: 'none',
          data: [
            [span.min, goal],
            [span.max, goal],
          ],
          lineStyle: { color: PALETTE.notMet, width: 1.2 },
          itemStyle: { color: PALETTE.notMet },
          endLabel: {
            show: true,
            formatter: `${goal}${unit}`,
            color: PALETTE.notMet,
            offset: [-6, -9],
            align: 'right',
          },
        },
      ]

interface Span {
  min?: string
  max?: string
}

/** The whole term, so that what is still to come is seen as empty room. */
function spanOf(points: readonly Point[], start: string | null, by: string | null): Span {
  const days = [start, by, points[0]?.[0], points.at(-1)?.[0]].filter(d => d != null).sort()
  return days.length > 1 ? { min: days[0], max: days.at(-1) } : {}
}
