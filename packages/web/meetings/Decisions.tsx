import { decisionRecord } from '@jingtu/programme/organisation.ts'
import type { DecisionRow } from '@jingtu/server/meetings/views.ts'
import { Checkbox } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { t } from '../i18n/language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { RecordState } from '../parts/RecordState.tsx'
import { useSession } from '../shell/session.tsx'
import { DecisionLight } from './MeetingSheet.tsx'

interface Props {
  rows: readonly DecisionRow[] | undefined
  error: unknown
  onRetry: () => void
  /** Only those of one's own unit. */
  own: boolean
  onOwn: (own: boolean) => void
  onOpen: (row: DecisionRow) => void
}

/** 议定事项 of all meetings, the nearest deadline first. */
export function Decisions({ rows, error, onRetry, own, onOwn, onOpen }: Props): ReactNode {
  const { actor, today } = useSession()
  const columns = useMemo(
    (): readonly Column<DecisionRow>[] => [
      { key: 'content', title: '事项', pinned: true, width: 360 },
      { key: 'ownerName', title: '承办单位', width: 180, filter: true },
      { key: 'due', title: '时限', kind: 'day', width: 110 },
      {
        key: 'light',
        title: '进度',
        width: 130,
        value: row => row.due,
        render: row => <DecisionLight decision={row} today={today} />,
      },
      {
        key: 'state',
        title: '状态',
        width: 90,
        filter: true,
        value: row => t(decisionRecord.states[row.state]),
        render: row => <RecordState kind={decisionRecord} state={row.state} />,
      },
      { key: 'result', title: '办理结果', width: 220, clip: true },
      { key: 'meetingTitle', title: '会议', width: 220, clip: true, filter: true, deskOnly: true },
    ],
    [today],
  )
  const shown = useMemo(() => openFirst(rows?.filter(r => !own || r.ownerUnit === actor.unit)), [rows, own, actor.unit])
  const mine = rows?.filter(r => r.ownerUnit === actor.unit).length ?? 0
  return (
    <>
      {rows && rows.length > 0 && (
        <Checkbox className="jm-own" checked={own} onChange={e => onOwn(e.target.checked)}>
          {t('只看本单位承办的（{n}）', { n: mine })}
        </Checkbox>
      )}
      <DataTable
        id="decisions"
        columns={columns}
        rows={shown}
        error={error}
        onRetry={onRetry}
        onOpen={onOpen}
        exportName={t('议定事项')}
        rowClass={row => (row.state === 'done' || row.state === 'cancelled' ? 'jt-row-ended' : '')}
        empty={{
          title: own ? t('没有本单位承办的议定事项') : t('还没有议定事项'),
          how: t('会议议定的事项在会议里逐项记录：谁承办、何时办完。'),
        }}
      />
    </>
  )
}

const isOpen = (row: DecisionRow): boolean => row.state === 'made' || row.state === 'assigned'

/** The server gives them by deadline; what is finished is not what one looks for. */
const openFirst = (rows: readonly DecisionRow[] | undefined): DecisionRow[] | undefined =>
  rows && [...rows.filter(isOpen), ...rows.filter(r => !isOpen(r))]
