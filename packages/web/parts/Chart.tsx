import { BarChart, LineChart } from 'echarts/charts'
import {
  AriaComponent,
  DatasetComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components'
import { type EChartsCoreOption, init, use as register } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { type ReactNode, useEffect, useRef } from 'react'
import { PALETTE } from '../shell/theme.ts'

// Only what the house draws; vectors, so that a printed chart is as sharp as the text beside it.
register([
  BarChart,
  LineChart,
  GridComponent,
  TooltipComponent,
  LegendComponent,
  MarkLineComponent,
  DatasetComponent,
  AriaComponent,
  SVGRenderer,
])

const LOOK: EChartsCoreOption = {
  color: [PALETTE.accent, PALETTE.earth, PALETTE.water, '#a98a2d', '#7a8f5a', '#8d6a86'],
  textStyle: { fontFamily: 'inherit', color: PALETTE.ink },
  grid: { left: 8, right: 16, top: 32, bottom: 8, containLabel: true },
  animationDuration: 200,
  aria: { enabled: true, decal: { show: true } },
}

interface Props {
  option: EChartsCoreOption
  height?: number
  /** What the chart shows, for those who do not see it. */
  label: string
  onClick?: (point: { name: string; seriesName?: string; dataIndex: number }) => void
}

/** A page loads this lazily: `const Chart = lazy(() => import('../parts/Chart.tsx'))`. */
export default function Chart({ option, height = 260, label, onClick }: Props): ReactNode {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<ReturnType<typeof init> | null>(null)
  const click = useRef(onClick)
  click.current = onClick

  useEffect(() => {
    const drawn = init(place.current, null, { renderer: 'svg' })
    chart.current = drawn
    drawn.on('click', point =>
      click.current?.({ name: point.name, seriesName: point.seriesName, dataIndex: point.dataIndex }),
    )
    const watch = new ResizeObserver(() => drawn.resize())
    watch.observe(place.current!)
    return () => {
      watch.disconnect()
      drawn.dispose()
    }
  }, [])
  useEffect(() => chart.current?.setOption({ ...LOOK, ...option }, true), [option])

  return <div ref={place} role="img" aria-label={label} style={{ height }} />
}
