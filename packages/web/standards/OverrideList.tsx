import type { Override } from '@jingtu/standards/hj25.3-2019/overrides.ts'
import { PARAMETERS, type ParameterRow } from '@jingtu/standards/hj25.3-2019/parameters.ts'
import { SUBSTANCE_KEYS } from '@jingtu/standards/hj25.3-2019/toxicity.ts'
import { Button, Input, InputNumber, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'

interface Props {
  use: '第一类' | '第二类'
  overrides: Override[]
  onChange: (overrides: Override[]) => void
}
interface Draft {
  key: Override['key'] | null
  value: number | null
  reason: string
  source: string
}
const NEW: Draft = { key: null, value: null, reason: '', source: '' }

/** Recommended values with their table number, and what the site has instead; no value without reason and source. */
export function OverrideList({ use, overrides, onChange }: Props): ReactNode {
  const [draft, setDraft] = useState<Draft>(NEW)
  const shown = (key: string): Override | undefined => overrides.find(o => o.key === key)
  const columns: Column<ParameterRow>[] = [
    { key: 'symbol', title: '符号', pinned: true, width: 90 },
    { key: 'name', title: '参数', width: 300 },
    { key: 'unit', title: '计量单位', width: 110 },
    { key: '第一类', title: '第一类', kind: 'number', value: p => p.value.第一类, width: 110 },
    { key: '第二类', title: '第二类', kind: 'number', value: p => p.value.第二类, width: 110 },
    {
      key: 'own',
      title: '场地取值',
      kind: 'number',
      value: p => shown(p.key)?.value ?? null,
      width: 110,
      render: p => (shown(p.key) ? <b>{shown(p.key)!.value}</b> : ''),
    },
    { key: 'table', title: '出处', width: 130 },
    {
      key: 'verified',
      title: '核对',
      width: 150,
      filter: true,
      value: p => (p.verified ? t('据公开工具核对') : t('未核实')),
    },
  ]
  const complete =
    draft.key !== null && draft.value !== null && draft.reason.trim() !== '' && draft.source.trim() !== ''
  return (
    <section className="jt-card jk-parameters">
      <h2>{t('参数')}</h2>
      <div className="jk-override jt-no-print">
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('改用场地的取值：选一个参数')}
          aria-label={t('改用场地的取值：选一个参数')}
          value={draft.key}
          onChange={key => setDraft({ ...draft, key })}
          options={[
            ...PARAMETERS.filter(p => p.value[use] !== null && !shown(p.key)).map(p => ({
              value: p.key as Override['key'],
              label: `${p.symbol} ${p.name}（${p.unit}）`,
            })),
            ...SUBSTANCE_KEYS.filter(k => !shown(k)).map(k => ({
              value: k as Override['key'],
              label: `${k} ${t('毒性与理化参数')}`,
            })),
          ]}
        />
        <InputNumber
          placeholder={t('取值')}
          aria-label={t('取值')}
          value={draft.value}
          onChange={value => setDraft({ ...draft, value })}
        />
        <Input
          placeholder={t('为什么不用推荐值')}
          aria-label={t('为什么不用推荐值')}
          value={draft.reason}
          onChange={e => setDraft({ ...draft, reason: e.target.value })}
        />
        <Input
          placeholder={t('数值的来源')}
          aria-label={t('数值的来源')}
          value={draft.source}
          onChange={e => setDraft({ ...draft, source: e.target.value })}
        />
        <Button
          type="primary"
          disabled={!complete}
          onClick={() => {
            onChange([
              ...overrides,
              { key: draft.key!, value: draft.value, reason: draft.reason, source: draft.source },
            ])
            setDraft(NEW)
          }}
        >
          {t('采用')}
        </Button>
      </div>
      {overrides.length > 0 && (
        <ul className="jk-overrides">
          {overrides.map(o => (
            <li key={o.key}>
              <b>
                {o.key} = {o.value}
              </b>
              　{o.reason}　<span className="jt-soft">{o.source}</span>
              <button
                type="button"
                className="jt-link jt-no-print"
                onClick={() => onChange(overrides.filter(other => other !== o))}
              >
                {t('改回推荐值')}
              </button>
            </li>
          ))}
        </ul>
      )}
      <DataTable
        id="risk.parameters"
        columns={columns}
        rows={PARAMETERS}
        rowKey={p => p.key}
        empty={{ title: t('没有参数') }}
        exportName={t('风险评估参数')}
      />
    </section>
  )
}
