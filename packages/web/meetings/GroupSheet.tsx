import { workGroupRecord } from '@jingtu/programme/organisation.ts'
import type { MeetingRow, WorkGroupRow } from '@jingtu/server/meetings/views.ts'
import { Button, Space, Tabs } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { FieldView } from '../parts/FieldView.tsx'
import { useReason } from '../parts/ReasonDialog.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { RecordTimeline } from '../parts/Timeline.tsx'
import { api, type List } from '../shell/api.ts'
import { useGet, useWrite } from '../shell/query.ts'
import { GroupForm } from './GroupForm.tsx'
import { byRank } from './members-text.ts'

/** One group: who is in it, its meetings, what has changed. */
export function GroupSheet({ group, onClose }: { group: WorkGroupRow | undefined; onClose: () => void }): ReactNode {
  return (
    <SideSheet wide open={group !== undefined} title={group?.name} onClose={onClose}>
      {group && <Content key={`${group.id} ${group.version}`} group={group} />}
    </SideSheet>
  )
}

function Content({ group }: { group: WorkGroupRow }): ReactNode {
  const [editing, setEditing] = useState(false)
  const { ask, dialog } = useReason()
  const meetings = useGet<List<MeetingRow>>('/api/meetings', { group: group.id })
  const dissolve = useWrite(
    (reason: string, key) => api.post(`/api/work-groups/${group.id}/moves/dissolve`, { reason }, { key }),
    { refresh: ['/api/work-groups', '/api/records/work-group'], done: t('已办理') },
  )
  const start = async (): Promise<void> => {
    const reason = await ask({
      title: t('撤销“{name}”', { name: group.name }),
      ok: t('撤销'),
      required: true,
      danger: true,
    })
    if (reason !== undefined) dissolve.mutate(reason)
  }
  if (editing) return <GroupForm group={group} onDone={() => setEditing(false)} onCancel={() => setEditing(false)} />
  const names = {
    [group.regionId]: group.regionName,
    ...(group.officeUnit ? { [group.officeUnit]: group.officeName ?? '' } : {}),
  }
  const members = byRank(group.members ?? [])
  const about = (
    <>
      <FieldView
        kind={workGroupRecord}
        fields={['kind', 'regionId', 'officeUnit', 'duty']}
        row={group}
        labels={{
          regionId: { [group.regionId]: group.regionName },
          officeUnit: group.officeUnit ? { [group.officeUnit]: group.officeName ?? '' } : {},
        }}
        brief
      />
      <h3>{t('成员 {n} 人', { n: members.length })}</h3>
      <table className="jm-table">
        <tbody>
          {members.map(m => (
            <tr key={`${m.name} ${m.unitName} ${m.role}`}>
              <td className="jt-soft">{t(m.role)}</td>
              <td>
                <b>{m.name}</b>
              </td>
              <td>{m.unitName}</td>
              <td>{m.title}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Space className="jt-below">
        {group.can.edit && (
          <Button type="primary" onClick={() => setEditing(true)}>
            {t('修改')}
          </Button>
        )}
        {group.can.dissolve && (
          <Button danger onClick={() => void start()}>
            {t('撤销')}
          </Button>
        )}
      </Space>
      {dialog}
    </>
  )
  const held = meetings.data?.rows ?? []
  return (
    <Tabs
      items={[
        { key: 'about', label: t('成员'), children: about },
        {
          key: 'meetings',
          label: t('会议 {n}', { n: held.length }),
          children:
            held.length === 0 ? (
              <EmptyState compact title={t('还没有会议')} action={<Link to="/meetings">{t('去记录会议')}</Link>} />
            ) : (
              <ul className="jt-lines">
                {held.map(m => (
                  <li key={m.id}>
                    <time>{m.heldOn}</time>
                    <Link to={`/meetings?meeting=${m.id}`}>{m.title}</Link>
                    <span className="jt-soft">{t('议定 {n} 项', { n: m.decisions.total })}</span>
                  </li>
                ))}
              </ul>
            ),
        },
        {
          key: 'history',
          label: t('变动'),
          children: <RecordTimeline kind={workGroupRecord} id={group.id} names={names} />,
        },
      ]}
    />
  )
}
