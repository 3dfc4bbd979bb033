import { Select } from 'antd'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import type { InputProps } from '../parts/FieldForm.tsx'
import { planOptions, usePlans } from '../targets/plans-with-targets.ts'

/** A published plan, chosen under its year. */
export function PlanInput({ id, value, onChange }: InputProps): ReactNode {
  const { plans } = usePlans(null)
  return (
    <Select
      id={id}
      allowClear
      value={typeof value === 'string' ? value : undefined}
      options={planOptions(plans ?? [], t('未写年度'))}
      placeholder={t('可不选')}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      onChange={picked => onChange(picked ?? null)}
    />
  )
}
