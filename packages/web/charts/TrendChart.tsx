import { type ReactNode, useMemo } from 'react'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { ChartOrTable } from './ChartOrTable.tsx'
import { pointLook, type TrendSeries, trendOption, trendPoints } from './trend.ts'

/** One item at one well over time, with the alarms of HJ 1209 and the frequency that follows from them. */
export function TrendChart({ series, on, tools }: { series: TrendSeries; on: string; tools?: ReactNode }): ReactNode {
  const { points, notes } = useMemo(() => trendPoints(series, on), [series, on])
  const option = useMemo(() => trendOption(series, points), [series, points])
  if (points.length === 0) return <EmptyState compact title={t('还没有监测结果')} />
  return (
    <ChartOrTable
      option={option}
      label={t('{place}{item}的变化', { place: series.place, item: series.item })}
      tools={tools}
      table={
        <table className="jc-table">
          <thead>
            <tr>
              <th>{t('日期')}</th>
              <th>
                {series.item} ({series.unit})
              </th>
              <th>{t('预警')}</th>
              <th>{t('此后监测间隔（月）')}</th>
            </tr>
          </thead>
          <tbody>
            {points.map((p, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two results of one day stand in their order
              <tr key={`${p.on} ${i}`} className={p.alarms.length ? 'jc-cell-raised' : undefined}>
                <th scope="row">{p.on}</th>
                <td>{p.shown}</td>
                <td>
                  {pointLook(p).sign} {[...p.alarms.map(a => a.why), ...p.open].join('；') || t('无预警')}
                </td>
                <td>
                  {p.months}
                  {p.dense && `（${t('加密')}）`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      }
      note={[t('预警规则：HJ 1209-2021。'), ...notes].join('　')}
    />
  )
}
