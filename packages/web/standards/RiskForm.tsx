import type { Override } from '@jingtu/standards/hj25.3-2019/overrides.ts'
import { ROUTES, type RouteId } from '@jingtu/standards/hj25.3-2019/routes.ts'
import { TOXICITY } from '@jingtu/standards/hj25.3-2019/toxicity.ts'
import { Checkbox, Input, Segmented, Select } from 'antd'
import type { ReactNode } from 'react'
import { substanceName } from '../charts/substance-name.ts'
import { t } from '../i18n/language.ts'

interface RouteChoice {
  route: RouteId
  reason: string
}
export interface RiskEntry {
  substance: string
  use: '第一类' | '第二类'
  surfaceSoil: string
  subsurfaceSoil: string
  groundwater: string
  groundwaterTarget: string
  overrides: Override[]
  without: RouteChoice[]
  including: RouteChoice[]
  accepted: { by: string; reason: string } | null
}

export const FIRST_QUESTION: RiskEntry = {
  substance: '铜',
  use: '第一类',
  surfaceSoil: '2500',
  subsurfaceSoil: '',
  groundwater: '',
  groundwaterTarget: '',
  overrides: [],
  without: [],
  including: [],
  accepted: null,
}

export function RiskForm({ entry, onChange }: { entry: RiskEntry; onChange: (entry: RiskEntry) => void }): ReactNode {
  const set = (change: Partial<RiskEntry>): void => onChange({ ...entry, ...change })
  const field = (
    key: 'surfaceSoil' | 'subsurfaceSoil' | 'groundwater' | 'groundwaterTarget',
    label: string,
    unit: string,
  ) => (
    <label className="jk-field" htmlFor={`jk-${key}`}>
      {label}
      <Input
        id={`jk-${key}`}
        value={entry[key]}
        suffix={unit}
        placeholder={key === 'groundwaterTarget' ? '' : t('可写 <0.1')}
        onChange={e => set({ [key]: e.target.value })}
      />
    </label>
  )
  return (
    <form className="jk-form" onSubmit={e => e.preventDefault()}>
      <label className="jk-field" htmlFor="jk-substance">
        {t('污染物')}
        <Select
          id="jk-substance"
          showSearch={{ optionFilterProp: 'label' }}
          value={entry.substance}
          onChange={substance => set({ substance, overrides: [] })}
          options={TOXICITY.map(r => ({
            value: r.name,
            label: `${substanceName(r.substance, r.name)}${r.whole ? '' : `（${t('毒性参数未全部核实')}）`}`,
          }))}
        />
      </label>
      <Segmented<RiskEntry['use']>
        block
        value={entry.use}
        onChange={use => set({ use, overrides: [] })}
        options={[
          { value: '第一类', label: t('第一类') },
          { value: '第二类', label: t('第二类') },
        ]}
      />
      {field('surfaceSoil', t('表层土壤浓度'), 'mg/kg')}
      {field('subsurfaceSoil', t('下层土壤浓度'), 'mg/kg')}
      {field('groundwater', t('地下水浓度'), 'mg/L')}
      {field('groundwaterTarget', t('地下水保护目标'), 'mg/L')}
      <fieldset className="jk-routes-choice">
        <legend>{t('计入的途径')}</legend>
        {ROUTES.map(r => (
          <RouteBox key={r.id} entry={entry} route={r.id} optional={r.optional} onChange={set} />
        ))}
      </fieldset>
      <fieldset className="jk-routes-choice">
        <legend>{t('未核实的参数')}</legend>
        <Checkbox
          checked={entry.accepted !== null}
          onChange={e => set({ accepted: e.target.checked ? { by: '', reason: '' } : null })}
        >
          {t('有人核实并负责，据以下结论')}
        </Checkbox>
        {entry.accepted && (
          <>
            <Input
              placeholder={t('谁负责')}
              value={entry.accepted.by}
              onChange={e => set({ accepted: { ...entry.accepted!, by: e.target.value } })}
            />
            <Input
              placeholder={t('据什么核实')}
              value={entry.accepted.reason}
              onChange={e => set({ accepted: { ...entry.accepted!, reason: e.target.value } })}
            />
          </>
        )}
      </fieldset>
    </form>
  )
}

/** A route is left out, or an unverified one reckoned, only with a reason. */
function RouteBox({
  entry,
  route,
  optional,
  onChange,
}: {
  entry: RiskEntry
  route: RouteId
  optional: boolean
  onChange: (change: Partial<RiskEntry>) => void
}): ReactNode {
  const key = optional ? 'including' : 'without'
  const listed = entry[key].find(c => c.route === route)
  const rest = entry[key].filter(c => c.route !== route)
  return (
    <>
      <Checkbox
        checked={optional ? listed !== undefined : listed === undefined}
        onChange={() => onChange({ [key]: listed ? rest : [...rest, { route, reason: '' }] })}
      >
        {t(route)}
        {optional && `（${t('公式未核实')}）`}
      </Checkbox>
      {listed && (
        <Input
          size="small"
          placeholder={t('理由')}
          aria-label={`${t(route)} ${t('理由')}`}
          value={listed.reason}
          onChange={e => onChange({ [key]: [...rest, { route, reason: e.target.value }] })}
        />
      )}
    </>
  )
}
