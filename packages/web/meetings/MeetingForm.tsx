import { type Meeting, meetingRecord } from '@jingtu/programme/organisation.ts'
import type { MeetingRow, WorkGroupRow } from '@jingtu/server/meetings/views.ts'
import { Select } from 'antd'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { FieldForm, type InputProps } from '../parts/FieldForm.tsx'
import { api, type List } from '../shell/api.ts'
import { useGet, useWrite } from '../shell/query.ts'
import { useToday } from '../shell/session.tsx'
import { PlanInput } from './PlanInput.tsx'

const FIELDS = ['title', 'kind', 'heldOn', 'place', 'workGroup', 'plan', 'attendees', 'files']

interface Props {
  meeting?: MeetingRow
  onDone: (id: string) => void
  onCancel: () => void
}

/** A meeting that is planned or was held; the minutes are written once it is over. */
export function MeetingForm({ meeting, onDone, onCancel }: Props): ReactNode {
  const today = useToday()
  const save = useWrite(
    (values: Record<string, unknown>, key) =>
      meeting
        ? api.patch<Meeting>(`/api/meetings/${meeting.id}`, { version: meeting.version, values }, { key })
        : api.post<Meeting>('/api/meetings', { values }, { key }),
    {
      refresh: ['/api/meetings', '/api/records/meeting'],
      done: t('已保存'),
      quiet: true,
      onDone: made => onDone(made.id),
    },
  )
  return (
    <FieldForm
      kind={meetingRecord}
      fields={meeting?.state === 'held' ? [...FIELDS.slice(0, -1), 'minutes', 'files'] : FIELDS}
      values={meeting ?? { heldOn: today }}
      inputs={{ workGroup: GroupInput, plan: PlanInput }}
      long={['title', 'attendees', 'minutes']}
      hints={{ files: t('会议通知、议程、纪要扫描件') }}
      submit={meeting ? t('保存') : t('记录')}
      busy={save.isPending}
      error={save.error}
      onSubmit={(values, changed) => save.mutate(meeting ? changed : values)}
      onCancel={onCancel}
    />
  )
}

function GroupInput({ id, value, onChange }: InputProps): ReactNode {
  const asked = useGet<List<WorkGroupRow>>('/api/work-groups')
  const options = (asked.data?.rows ?? [])
    .filter(g => g.state === 'active' || g.id === value)
    .map(g => ({ value: g.id, label: g.name }))
  return (
    <Select
      id={id}
      allowClear
      value={typeof value === 'string' ? value : undefined}
      options={options}
      placeholder={t('可不选')}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={picked => onChange(picked ?? null)}
    />
  )
}
