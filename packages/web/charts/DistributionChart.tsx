import { Select } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { BoxPlotChart } from './BoxPlotChart.tsx'
import { groupsOf } from './box-plot.ts'
import type { Exceedance } from './exceedance.ts'
import { substanceName } from './substance-name.ts'

/** One item at a time, a box for every group of samples that meets the same limits: pH and land use, class of use, crop. */
export function DistributionChart({ table }: { table: Exceedance }): ReactNode {
  const drawable = useMemo(() => table.items.filter((_, i) => table.counts[i]!.results > 1), [table])
  const [chosen, setChosen] = useState<string | null>(null)
  const item = drawable.find(i => i.key === chosen) ?? drawable[0]
  const groups = useMemo(() => (item ? groupsOf(table, item.key) : []), [table, item])
  if (!item) return <EmptyState compact title={t('没有可以画出的检测值')} />
  return (
    <BoxPlotChart
      groups={groups}
      item={substanceName(item.substance, item.name)}
      unit={item.unit}
      tools={
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          className="jc-item"
          aria-label={t('项目')}
          value={item.key}
          onChange={setChosen}
          options={drawable.map(i => ({ value: i.key, label: substanceName(i.substance, i.name) }))}
        />
      }
    />
  )
}
