import { type Ranking, rankSensitivity, type SensitiveValue } from '@jingtu/standards/hj25.3-2019/sensitivity.ts'
import { Select } from 'antd'
import type { EChartsCoreOption } from 'echarts/core'
import { type ReactNode, useMemo, useState } from 'react'
import { ChartOrTable } from '../charts/ChartOrTable.tsx'
import { t } from '../i18n/language.ts'
import { PALETTE } from '../shell/theme.ts'
import type { RiskEntry } from './RiskForm.tsx'

const VALUES: readonly { value: SensitiveValue; label: string }[] = [
  { value: 'soilHazard', label: '土壤，非致癌效应' },
  { value: 'soilCarcinogenic', label: '土壤，致癌效应' },
  { value: 'groundwaterHazard', label: '地下水，非致癌效应' },
  { value: 'groundwaterCarcinogenic', label: '地下水，致癌效应' },
]
const SHOWN = 12

export const sensitivityOption = ({ ranking }: Ranking): EChartsCoreOption => {
  const shown = ranking.slice(0, SHOWN).reverse()
  return {
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
    legend: { show: false },
    xAxis: { type: 'value', name: t('敏感性比例') },
    yAxis: { type: 'category', data: shown.map(s => s.symbol) },
    series: [
      {
        type: 'bar',
        name: t('敏感性比例'),
        barMaxWidth: 18,
        data: shown.map(s => ({
          value: Number(s.ratio.toPrecision(3)),
          itemStyle: { color: s.ratio < 0 ? PALETTE.water : PALETTE.earth },
        })),
        label: { show: true, position: 'right' },
      },
    ],
  }
}

/** 附录D: which parameters the risk answers to most. */
export function SensitivityChart({ entry }: { entry: RiskEntry }): ReactNode {
  const [of, setOf] = useState<SensitiveValue>('soilHazard')
  const found = useMemo(
    () =>
      rankSensitivity(
        {
          substance: entry.substance,
          use: entry.use,
          overrides: entry.overrides.filter(o => o.value !== null),
          without: entry.without.map(w => w.route),
        },
        of,
      ),
    [entry, of],
  )
  const option = useMemo(() => sensitivityOption(found), [found])
  const chooser = (
    <Select
      size="small"
      aria-label={t('对哪个值')}
      value={of}
      onChange={setOf}
      options={VALUES.map(v => ({ value: v.value, label: t(v.label) }))}
      popupMatchSelectWidth={false}
    />
  )
  return (
    <section className="jt-card" aria-label={t('敏感性')}>
      <h2>{t('敏感性')}</h2>
      {found.ranking.length === 0 ? (
        <p className="jt-soft">
          {chooser} {t('没有这一效应，或缺少参数，不能排序。')}
        </p>
      ) : (
        <ChartOrTable
          option={option}
          height={300}
          label={t('参数敏感性排序')}
          tools={chooser}
          table={
            <table className="jc-table">
              <thead>
                <tr>
                  <th>{t('参数')}</th>
                  <th>{t('取值')}</th>
                  <th>{t('敏感性比例')}</th>
                </tr>
              </thead>
              <tbody>
                {found.ranking.map(s => (
                  <tr key={s.key}>
                    <th scope="row">
                      {s.symbol} {s.name}
                    </th>
                    <td>
                      {s.value} {s.unit}
                    </td>
                    <td>{s.ratio.toFixed(3)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          }
          note={
            found.unverified.length > 0
              ? t('据未核实的 {keys} 计算，仅供参考；敏感性比例的形式未与正式文本核对。', {
                  keys: found.unverified.join('、'),
                })
              : t('敏感性比例的形式未与正式文本核对。')
          }
        />
      )}
    </section>
  )
}
