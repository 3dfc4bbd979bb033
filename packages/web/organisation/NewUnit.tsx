import { type Unit, unitRecord } from '@jingtu/registers/subjects/unit.ts'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { FieldForm } from '../parts/FieldForm.tsx'
import type { RegionRow } from '../parts/RegionPicker.tsx'
import { api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'
import { LEVELS } from './administration.ts'

export const UNIT_SECTIONS = [
  { title: '名称', fields: ['name', 'shortName', 'aliases', 'creditCode'] },
  { title: '层级和条线', fields: ['regionId', 'level', 'line', 'kind', 'parent', 'stateOwned'] },
  { title: '联系', fields: ['contact', 'phone'] },
]
export const UNIT_HINTS = {
  aliases: t('计划里的各种写法、改革前的名称，例如机构合并前的局名'),
  shortName: t('表格里显示的名称'),
}

interface Props {
  region: RegionRow | null
  onDone: (unit: Unit) => void
  onCancel: () => void
}

export function NewUnit({ region, onDone, onCancel }: Props): ReactNode {
  const create = useWrite(
    (values: Record<string, unknown>, key) =>
      api.post<Unit>('/api/units', { regionId: values.regionId, values }, { key }),
    { refresh: ['/api/units'], done: t('已登记'), quiet: true, onDone },
  )
  return (
    <FieldForm
      kind={unitRecord}
      fields={UNIT_SECTIONS}
      values={region ? { regionId: region.id, level: region.level } : {}}
      names={region ? { [region.id]: region.name } : {}}
      labels={{ level: LEVELS }}
      hints={UNIT_HINTS}
      submit={t('登记')}
      busy={create.isPending}
      error={create.error}
      onSubmit={values => create.mutate(values)}
      onCancel={onCancel}
    />
  )
}
