import { Select } from 'antd'
import type { ComponentType, ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import type { InputProps } from '../parts/FieldForm.tsx'
import type { List } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'

/** A choice among the rows of a list that is short enough to be held: surveys, laboratories. */
export const recordRef =
  (path: string): ComponentType<InputProps> =>
  ({ id, value, onChange, disabled }: InputProps): ReactNode => {
    const asked = useGet<List<{ id: string; name: string }>>(path)
    return (
      <Select
        id={id}
        allowClear
        disabled={disabled}
        loading={asked.isPending}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('请选择')}
        value={(value as string | null | undefined) ?? null}
        onChange={(next: string | null) => onChange(next ?? null)}
        options={(asked.data?.rows ?? []).map(row => ({ value: row.id, label: row.name }))}
      />
    )
  }
