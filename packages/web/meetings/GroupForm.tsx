import { type GroupMember, type WorkGroup, workGroupRecord } from '@jingtu/programme/organisation.ts'
import type { WorkGroupRow } from '@jingtu/server/meetings/views.ts'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { FieldForm } from '../parts/FieldForm.tsx'
import { api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'
import { MemberRows } from './MemberRows.tsx'
import { PlanInput } from './PlanInput.tsx'

interface Props {
  group?: WorkGroupRow
  onDone: (id: string) => void
  onCancel: () => void
}

/** A group and its members in one form; rows without a name are left out. */
export function GroupForm({ group, onDone, onCancel }: Props): ReactNode {
  const { actor } = useSession()
  const save = useWrite(
    (values: Record<string, unknown>, key) =>
      group
        ? api.patch<WorkGroup>(`/api/work-groups/${group.id}`, { version: group.version, values }, { key })
        : api.post<WorkGroup>('/api/work-groups', { values }, { key }),
    {
      refresh: ['/api/work-groups', '/api/records/work-group'],
      done: group ? t('已保存') : t('已设立'),
      quiet: true,
      onDone: made => onDone(made.id),
    },
  )
  const named = (values: Record<string, unknown>): Record<string, unknown> =>
    values.members
      ? { ...values, members: (values.members as GroupMember[]).filter(m => m.name.trim() !== '') }
      : values
  return (
    <FieldForm
      kind={workGroupRecord}
      fields={['name', 'kind', 'regionId', 'officeUnit', 'plan', 'duty', 'members']}
      values={group ?? { kind: '领导小组', regionId: actor.home, members: [] }}
      names={
        group
          ? {
              [group.regionId]: group.regionName,
              ...(group.officeUnit ? { [group.officeUnit]: group.officeName ?? '' } : {}),
            }
          : {}
      }
      inputs={{ members: MemberRows, plan: PlanInput }}
      long={['duty']}
      disabled={group ? ['regionId'] : []}
      submit={group ? t('保存') : t('设立')}
      busy={save.isPending}
      error={save.error}
      onSubmit={(values, changed) => save.mutate(named(group ? changed : values))}
      onCancel={onCancel}
    />
  )
}
