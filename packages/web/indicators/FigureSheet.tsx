import { INDICATORS } from '@jingtu/programme/indicators/list.ts'
import { REGISTERS } from '@jingtu/registers/registers.ts'
import type { Part } from '@jingtu/server/indicators/evaluate.ts'
import type { RowsBehind, ShownFigure } from '@jingtu/server/indicators/views.ts'
import { Alert, Descriptions, Segmented } from 'antd'
import { type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'
import { t } from '../i18n/language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { RecordState } from '../parts/RecordState.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { useGet } from '../shell/query.ts'

const PARTS: Record<Part, string> = { numerator: '计入分子', minus: '扣减', denominator: '计入分母', missing: '缺数据' }

interface Props {
  figure: ShownFigure
  region: string
  period: string
  onClose: () => void
}

/** What a figure is made of: its rule, and every row that counted. */
export function FigureSheet({ figure, region, period, onClose }: Props): ReactNode {
  const go = useNavigate()
  const indicator = INDICATORS.find(i => i.id === figure.indicator)!
  const rule = indicator.rules.find(r => r.id === figure.rule.id)!
  const parts = (['numerator', 'minus', 'denominator', 'missing'] as const).filter(p =>
    p === 'missing' ? figure.missing > 0 : rule[p],
  )
  const [part, setPart] = useState<Part>(parts[0]!)
  const asked = useGet<RowsBehind>(`/api/indicators/${figure.indicator}/rows`, { region, period, part }, { keep: true })
  const kind = REGISTERS.find(r => r.id === asked.data?.register)
  const columns: Column<RowsBehind['rows'][number]>[] = [
    {
      key: 'about',
      title: '对象',
      pinned: true,
      width: 220,
      value: row => nameOf(row, asked.data?.names ?? {}),
    },
    { key: 'region', title: '区域', width: 120, value: row => asked.data?.regions[row.region] ?? row.region },
    {
      key: 'state',
      title: '状态',
      width: 120,
      value: row => kind?.states[row.state] ?? row.state,
      render: row => kind && <RecordState kind={kind} state={row.state} />,
    },
    { key: 'effective', title: '生效日期', kind: 'day', width: 110 },
  ]
  return (
    <SideSheet open wide title={figure.name} onClose={onClose}>
      <Descriptions
        size="small"
        column={1}
        items={[
          {
            key: 'value',
            label: t('数值'),
            children: figure.unknown
              ? `◇ ${t('未知')}：${figure.unknown}`
              : figure.value === null
                ? t('不涉及（/）')
                : `${figure.value} ${figure.unit}`,
          },
          ...(figure.denominator === null
            ? []
            : [{ key: 'parts', label: t('分子 / 分母'), children: `${figure.numerator} / ${figure.denominator}` }]),
          { key: 'rule', label: t('计算规则'), children: figure.rule.basis },
          { key: 'asOf', label: t('截至'), children: figure.asOf ?? t('现在') },
          {
            key: 'source',
            label: t('算法'),
            children: figure.source === 'kept' ? t('随台账变动累计') : t('打开时逐行计算'),
          },
          ...(figure.department ? [{ key: 'department', label: t('数据来源部门'), children: figure.department }] : []),
          ...(indicator.note ? [{ key: 'note', label: t('说明'), children: indicator.note }] : []),
        ]}
      />
      {figure.rule.mark !== 'V' && <Alert type="warning" showIcon title={t('计算规则未与正式文本核对')} />}
      <Segmented<Part>
        value={part}
        onChange={setPart}
        options={parts.map(p => ({ value: p, label: t(PARTS[p]) }))}
        style={{ margin: '12px 0' }}
      />
      <DataTable
        id="figure-rows"
        columns={columns}
        rows={asked.data?.rows}
        error={asked.error}
        onRetry={() => void asked.refetch()}
        rowKey={row => row.id}
        onOpen={row => kind && void go(`/registers/${kind.id}/${row.id}`)}
        empty={{ title: t('没有计入的行'), how: kind && t('在台账中登记后，这里就会出现。') }}
        exportName={`${figure.name}-${t(PARTS[part])}`}
      />
    </SideSheet>
  )
}

/** A row in one word: its subject, or its own name or code. */
const nameOf = (row: RowsBehind['rows'][number], names: Record<string, string>): string => {
  const values = row as unknown as Record<string, string | null>
  return names[values.subject ?? ''] ?? values.name ?? values.project ?? values.code ?? values.point ?? '—'
}
