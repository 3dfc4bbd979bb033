import { baselineRecord } from '@jingtu/programme/target.ts'
import type { TargetRow } from '@jingtu/server/targets/views.ts'
import { Segmented, Select } from 'antd'
import { type ComponentType, type ReactNode, useMemo, useState } from 'react'
import { t } from '../i18n/language.ts'
import { FieldForm, type InputProps } from '../parts/FieldForm.tsx'
import { api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'
import { LinesInput } from './MembersInput.tsx'

const LISTS: readonly (string | null)[] = ['占基数比例', '区域占比', '点位稳定']

/** Freezes a baseline; what is frozen never changes, so the page says so before. */
export function BaselineForm({
  row,
  region,
  onDone,
}: {
  row: TargetRow
  region: string
  onDone: () => void
}): ReactNode {
  const { target } = row
  const [mode, setMode] = useState<'value' | 'members'>(LISTS.includes(target.comparison) ? 'members' : 'value')
  const freeze = useWrite(
    (values: Record<string, unknown>, key) =>
      api.post(
        `/api/targets/${target.id}/baselines`,
        {
          regionId: values.regionId,
          day: values.day,
          source: values.source,
          value: mode === 'value' ? (values.value ?? null) : null,
          members: mode === 'members' ? (values.members ?? []) : [],
        },
        { key },
      ),
    { refresh: ['/api/targets'], done: t('基数已冻结'), quiet: true, onDone },
  )
  const inputs = useMemo(
    (): Partial<Record<string, ComponentType<InputProps>>> => ({
      regionId: ({ id, value, onChange }) => (
        <Select
          id={id}
          value={value as string}
          options={[row.overall, ...row.regions].map(p => ({ value: p.regionId, label: p.regionName }))}
          onChange={onChange}
        />
      ),
      members: ({ id, value, onChange }) => (
        <LinesInput id={id} value={Array.isArray(value) ? value.map(String) : []} onChange={onChange} />
      ),
    }),
    [row],
  )
  return (
    <>
      <p className="jt-soft">{t('冻结以后不能修改：以后清单怎样变，分母都不变。录错了只能另冻结一个基准日。')}</p>
      <Segmented
        className="jg-modes"
        value={mode}
        options={[
          { value: 'value', label: t('数值') },
          { value: 'members', label: t('清单') },
        ]}
        onChange={setMode}
      />
      <FieldForm
        kind={baselineRecord}
        fields={['regionId', 'day', mode, 'source']}
        long={['members']}
        values={{ regionId: region }}
        required={[mode]}
        inputs={inputs}
        hints={{
          source: t('例如：2025年统计年报、2026年3月底优先监管地块清单'),
          ...(target.comparison === '点位稳定' ? { members: t('一行一个点位，写作“点位名：Ⅳ类”') } : {}),
        }}
        submit={t('冻结')}
        busy={freeze.isPending}
        error={freeze.error}
        onSubmit={values => freeze.mutate(values)}
      />
    </>
  )
}
