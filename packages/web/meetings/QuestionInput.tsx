import type { Question } from '@jingtu/programme/organisation.ts'
import { Select } from 'antd'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import type { InputProps } from '../parts/FieldForm.tsx'
import type { List } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'

/** The question from below that the decision answers. */
export function QuestionInput({ id, value, onChange }: InputProps): ReactNode {
  const asked = useGet<List<Question>>('/api/questions')
  const options = (asked.data?.rows ?? [])
    .filter(q => (q.state !== 'resolved' && q.state !== 'closed') || q.id === value)
    .map(q => ({ value: q.id, label: q.title }))
  return (
    <Select
      id={id}
      allowClear
      value={typeof value === 'string' ? value : undefined}
      options={options}
      placeholder={t('可不选')}
      popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={picked => onChange(picked ?? null)}
    />
  )
}
