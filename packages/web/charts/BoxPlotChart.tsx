import { type ReactNode, useMemo } from 'react'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { type BoxGroup, boxesOf, boxPlotOption } from './box-plot.ts'
import { ChartOrTable } from './ChartOrTable.tsx'

const shown = (n: number): string => String(Number(n.toPrecision(4)))

/** One item by class: of land, of farmland, of a unit, of a year. */
export function BoxPlotChart({
  groups,
  item,
  unit,
  tools,
}: {
  groups: readonly BoxGroup[]
  item: string
  unit: string
  tools?: ReactNode
}): ReactNode {
  const boxes = useMemo(() => boxesOf(groups), [groups])
  const option = useMemo(() => boxPlotOption(boxes, unit), [boxes, unit])
  if (boxes.length === 0) return <EmptyState compact title={t('没有可以画出的检测值')} />
  return (
    <ChartOrTable
      option={option}
      label={t('{item}按类别的分布', { item })}
      tools={tools}
      table={
        <table className="jc-table">
          <thead>
            <tr>
              <th>{t('类别')}</th>
              {['样品数', '未检出', '下须', '下四分位', '中位数', '上四分位', '上须', '离群值'].map(h => (
                <th key={h}>{t(h)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {boxes.map(b => (
              <tr key={b.name}>
                <th scope="row">{b.name}</th>
                <td>{b.count}</td>
                <td>{b.notDetected}</td>
                {[b.low, b.q1, b.median, b.q3, b.high].map((n, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: five figures in their fixed order
                  <td key={i}>{shown(n)}</td>
                ))}
                <td>{b.outliers.map(shown).join('、') || '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      }
      note={t('统计中未检出按检出限的一半计；须线到 1.5 倍四分位距以内的最远值。')}
    />
  )
}
