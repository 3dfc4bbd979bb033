import { Segmented, Skeleton } from 'antd'
import type { EChartsCoreOption } from 'echarts/core'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { t } from '../i18n/language.ts'
import './charts.css'

const DrawnChart = lazy(() => import('./DrawnChart.tsx'))

interface Props {
  option: EChartsCoreOption
  /** What the chart shows, for those who do not see it. */
  label: string
  height?: number
  /** The same figures as a table: for screen readers, for print, for copying. */
  table: ReactNode
  /** Left of the choice between chart and table. */
  tools?: ReactNode
  note?: ReactNode
}

/** Every chart has its figures beside it. */
export function ChartOrTable({ option, label, height = 320, table, tools, note }: Props): ReactNode {
  const [as, setAs] = useState<'chart' | 'table'>('chart')
  return (
    <figure className="jc-figure">
      <div className="jc-tools jt-no-print">
        {tools}
        <Segmented
          size="small"
          value={as}
          onChange={setAs}
          options={[
            { value: 'chart', label: t('图') },
            { value: 'table', label: t('表') },
          ]}
        />
      </div>
      {as === 'chart' ? (
        <Suspense fallback={<Skeleton active />}>
          <DrawnChart option={option} height={height} label={label} />
        </Suspense>
      ) : (
        <div className="jc-scroll">{table}</div>
      )}
      {note && <figcaption className="jt-soft">{note}</figcaption>}
    </figure>
  )
}
