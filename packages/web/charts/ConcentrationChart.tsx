import type { Judgement } from '@jingtu/standards/judgement.ts'
import { Checkbox, Select } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { ChartOrTable } from './ChartOrTable.tsx'
import { concentrationOption, concentrationsOf, wantsLog } from './concentration.ts'
import { type Exceedance, exceeds, SIGNS } from './exceedance.ts'
import { substanceName } from './substance-name.ts'

interface Props {
  table: Exceedance
  judgements: readonly Judgement[]
  target?: string
}

/** One item at a time over all samples, against the limits each of them meets. */
export function ConcentrationChart({ table, judgements, target }: Props): ReactNode {
  const drawable = useMemo(() => table.items.filter((_, i) => table.counts[i]!.results > 0), [table])
  // What exceeds is what one has come to see.
  const first = useMemo(() => {
    const worst = table.items.filter((_, i) => table.counts[i]!.exceeding > 0)[0]
    return (worst ?? drawable[0])?.key ?? null
  }, [table, drawable])
  const [chosen, setChosen] = useState<string | null>(null)
  const key = chosen !== null && drawable.some(i => i.key === chosen) ? chosen : first
  const data = useMemo(() => (key ? concentrationsOf(judgements, key, target) : null), [judgements, key, target])
  const [asked, setAsked] = useState<boolean | null>(null)
  const log = asked ?? (data ? wantsLog(data) : false)
  const option = useMemo(() => (data ? concentrationOption(data, log) : {}), [data, log])
  if (!data || !key) return <EmptyState compact title={t('没有可以画出的检测值')} />
  const item = table.items.find(i => i.key === key)!
  const name = substanceName(item.substance, item.name)
  return (
    <ChartOrTable
      option={option}
      label={t('{item}的检测值与限值', { item: name })}
      tools={
        <>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            className="jc-item"
            aria-label={t('项目')}
            value={key}
            onChange={setChosen}
            options={drawable.map(i => {
              const over = table.counts[table.items.indexOf(i)]!.exceeding
              const label = substanceName(i.substance, i.name)
              return { value: i.key, label: over ? `${label}（${t('超标')} ${over}）` : label }
            })}
          />
          <Checkbox checked={log} onChange={e => setAsked(e.target.checked)}>
            {t('对数轴')}
          </Checkbox>
        </>
      }
      table={
        <table className="jc-table">
          <thead>
            <tr>
              <th>{t('样品')}</th>
              <th>
                {name}
                {data.unit && ` (${data.unit})`}
              </th>
              {data.limits.map(l => (
                <th key={l.name}>{t(l.name)}</th>
              ))}
              <th>{t('比值')}</th>
              <th>{t('结论')}</th>
            </tr>
          </thead>
          <tbody>
            {data.points.map((p, i) => (
              <tr key={p.sample} className={exceeds(p.severity) ? `jc-cell-${p.severity}` : undefined}>
                <th scope="row">{p.sample}</th>
                <td>{p.shown}</td>
                {data.limits.map(l => (
                  <td key={l.name}>{l.values[i] ?? '—'}</td>
                ))}
                <td>{p.ratio ?? '—'}</td>
                <td>
                  {SIGNS[p.severity]} {t(p.verdict)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      }
      note={t('虚线框为未检出，按检出限画出。')}
    />
  )
}
