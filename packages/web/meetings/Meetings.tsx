import { PlusOutlined } from '@ant-design/icons'
import { meetingRecord } from '@jingtu/programme/organisation.ts'
import type { DecisionRow, MeetingRow } from '@jingtu/server/meetings/views.ts'
import { Button, Tabs } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { RecordState } from '../parts/RecordState.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { useAddress } from '../shell/address.ts'
import type { List } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'
import { DecisionSheet } from './DecisionSheet.tsx'
import { Decisions } from './Decisions.tsx'
import { MeetingForm } from './MeetingForm.tsx'
import { MeetingSheet } from './MeetingSheet.tsx'
import './meetings.css'

const COLUMNS: readonly Column<MeetingRow>[] = [
  { key: 'heldOn', title: '日期', kind: 'day', width: 110 },
  { key: 'title', title: '会议', pinned: true, width: 320 },
  { key: 'kind', title: '类型', width: 120, filter: true },
  { key: 'groupName', title: '工作组', width: 240, filter: true, clip: true },
  { key: 'place', title: '地点', width: 160, hidden: true },
  {
    key: 'state',
    title: '状态',
    width: 90,
    filter: true,
    value: row => t(meetingRecord.states[row.state]),
    render: row => <RecordState kind={meetingRecord} state={row.state} />,
  },
  {
    key: 'decisions',
    title: '议定事项',
    width: 140,
    value: row => row.decisions.total,
    render: row =>
      row.decisions.total === 0 ? (
        <span className="jt-faint">—</span>
      ) : row.decisions.open === 0 ? (
        <span className="jt-met">● {t('{n} 项已落实', { n: row.decisions.total })}</span>
      ) : (
        t('{total} 项，{open} 项在办', { total: row.decisions.total, open: row.decisions.open })
      ),
  },
]

/** 会议 with minutes and files, and the 议定事项 that leave them, followed until done. */
export default function Meetings(): ReactNode {
  const { actor } = useSession()
  const [params, put] = useAddress()
  const [adding, setAdding] = useState(false)
  const meetings = useGet<List<MeetingRow>>('/api/meetings')
  const decisions = useGet<List<DecisionRow>>('/api/decisions')
  const mayAdd = actor.duties.includes('planner')
  // Who holds no meetings is here for what was decided.
  const tab = params.get('tab') ?? (mayAdd ? 'meetings' : 'decisions')
  const rows = meetings.data?.rows
  const open = decisions.data?.rows.filter(d => d.state === 'made' || d.state === 'assigned')
  return (
    <>
      <PageHead
        title={t('会议和议定事项')}
        note={
          open &&
          t('在办 {n} 项，其中本单位承办 {own} 项。', {
            n: open.length,
            own: open.filter(d => d.ownerUnit === actor.unit).length,
          })
        }
        next={mayAdd ? { label: t('记录会议'), icon: <PlusOutlined />, onClick: () => setAdding(true) } : undefined}
      />
      <Tabs
        activeKey={tab}
        onChange={key => put({ tab: key })}
        items={[
          {
            key: 'meetings',
            label: t('会议'),
            children: (
              <DataTable
                id="meetings"
                columns={COLUMNS}
                rows={rows}
                error={meetings.error}
                onRetry={() => void meetings.refetch()}
                onOpen={row => put({ meeting: row.id })}
                exportName={t('会议')}
                empty={{
                  title: t('还没有会议'),
                  how: t('记下会议的时间和参加单位，会后填写纪要，再把议定事项逐项落到承办单位和时限。'),
                  action: mayAdd && (
                    <Button type="primary" onClick={() => setAdding(true)}>
                      {t('记录会议')}
                    </Button>
                  ),
                }}
              />
            ),
          },
          {
            key: 'decisions',
            label: t('议定事项'),
            children: (
              <Decisions
                rows={decisions.data?.rows}
                error={decisions.error}
                onRetry={() => void decisions.refetch()}
                own={params.get('own') !== null}
                onOwn={own => put({ own: own ? '1' : null })}
                onOpen={row => put({ decision: row.id })}
              />
            ),
          },
        ]}
      />
      <SideSheet open={adding} title={t('记录会议')} onClose={() => setAdding(false)}>
        <MeetingForm
          onDone={id => {
            setAdding(false)
            put({ tab: 'meetings', meeting: id })
          }}
          onCancel={() => setAdding(false)}
        />
      </SideSheet>
      <MeetingSheet
        meeting={rows?.find(r => r.id === params.get('meeting'))}
        decisions={decisions.data?.rows ?? []}
        onDecision={id => put({ decision: id })}
        onClose={() => put({ meeting: null })}
      />
      <DecisionSheet
        decision={decisions.data?.rows.find(d => d.id === params.get('decision'))}
        onClose={() => put({ decision: null })}
      />
    </>
  )
}
