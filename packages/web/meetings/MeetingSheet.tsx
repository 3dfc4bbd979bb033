import { type Decision, decisionRecord, meetingRecord } from '@jingtu/programme/organisation.ts'
import type { DecisionRow, MeetingRow } from '@jingtu/server/meetings/views.ts'
import { Button, Space, Tabs } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { t } from '../i18n/language.ts'
import { FieldForm } from '../parts/FieldForm.tsx'
import { FieldView } from '../parts/FieldView.tsx'
import { Light } from '../parts/Light.tsx'
import { RecordState } from '../parts/RecordState.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { RecordTimeline } from '../parts/Timeline.tsx'
import { api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'
import { useToday } from '../shell/session.tsx'
import { MeetingForm } from './MeetingForm.tsx'
import { QuestionInput } from './QuestionInput.tsx'

interface Props {
  meeting: MeetingRow | undefined
  decisions: readonly DecisionRow[]
  onDecision: (id: string) => void
  onClose: () => void
}
const REFRESH = ['/api/meetings', '/api/decisions', '/api/records/meeting']

/** One meeting: minutes, files, and what was decided. */
export function MeetingSheet({ meeting, decisions, onDecision, onClose }: Props): ReactNode {
  return (
    <SideSheet
      wide
      open={meeting !== undefined}
      title={meeting?.title}
      extra={meeting && <RecordState kind={meetingRecord} state={meeting.state} />}
      onClose={onClose}
    >
      {meeting && (
        <Content
          key={meeting.id}
          meeting={meeting}
          decisions={decisions.filter(d => d.meeting === meeting.id)}
          onDecision={onDecision}
        />
      )}
    </SideSheet>
  )
}

function Content({
  meeting,
  decisions,
  onDecision,
}: {
  meeting: MeetingRow
  decisions: readonly DecisionRow[]
  onDecision: (id: string) => void
}): ReactNode {
  const today = useToday()
  const [doing, setDoing] = useState<'edit' | 'hold' | 'decide' | null>(null)
  const close = (): void => setDoing(null)
  const hold = useWrite(
    (values: Record<string, unknown>, key) => api.post(`/api/meetings/${meeting.id}/moves/hold`, { values }, { key }),
    { refresh: REFRESH, done: t('纪要已记录'), quiet: true, onDone: close },
  )
  const decide = useWrite(
    (values: Record<string, unknown>, key) =>
      api.post<Decision>('/api/decisions', { values: { ...values, meeting: meeting.id } }, { key }),
    { refresh: REFRESH, done: t('已记录'), quiet: true, onDone: close },
  )
  if (doing === 'edit') return <MeetingForm meeting={meeting} onDone={close} onCancel={close} />
  const { can } = meeting
  const names: Record<string, string> = meeting.workGroup ? { [meeting.workGroup]: meeting.groupName ?? '' } : {}
  const about = (
    <>
      <FieldView kind={meetingRecord} fields={['kind', 'heldOn', 'place', 'attendees', 'files']} row={meeting} brief />
      {meeting.groupName && (
        <p className="jt-soft">
          {t('工作组：')}
          <Link to={`/organisation/groups?group=${meeting.workGroup}`}>{meeting.groupName}</Link>
        </p>
      )}
      <h3>{t('纪要')}</h3>
      {meeting.minutes ? (
        <p className="jm-minutes">{meeting.minutes}</p>
      ) : (
        <p className="jt-faint">{t('会后填写纪要，会议即为“已召开”。')}</p>
      )}
      {doing === 'hold' && (
        <FieldForm
          kind={meetingRecord}
          fields={['minutes', 'files']}
          values={meeting}
          required={['minutes']}
          long={['minutes']}
          submit={t('记录纪要')}
          busy={hold.isPending}
          error={hold.error}
          onSubmit={values => hold.mutate(values)}
          onCancel={close}
        />
      )}
      <h3>{t('议定事项 {n} 项', { n: decisions.length })}</h3>
      <ul className="jm-decisions">
        {decisions.map(d => (
          <li key={d.id}>
            <button type="button" onClick={() => onDecision(d.id)}>
              <span>{d.content}</span>
              <span className="jt-soft">{d.ownerName}</span>
              <DecisionLight decision={d} today={today} />
            </button>
          </li>
        ))}
      </ul>
      {doing === 'decide' && (
        <div className="jm-inset">
          <FieldForm
            kind={decisionRecord}
            fields={['content', 'ownerUnit', 'due', 'question']}
            long={['content']}
            inputs={{ question: QuestionInput }}
            submit={t('记录')}
            busy={decide.isPending}
            error={decide.error}
            onSubmit={values => decide.mutate(values)}
            onCancel={close}
          />
        </div>
      )}
      <Space wrap className="jt-below">
        {can.hold && doing !== 'hold' && (
          <Button type="primary" onClick={() => setDoing('hold')}>
            {t('记录纪要')}
          </Button>
        )}
        {can.decide && doing !== 'decide' && (
          <Button type={can.hold ? 'default' : 'primary'} onClick={() => setDoing('decide')}>
            {t('加一项议定事项')}
          </Button>
        )}
        {can.edit && <Button onClick={() => setDoing('edit')}>{t('修改')}</Button>}
      </Space>
    </>
  )
  return (
    <Tabs
      items={[
        { key: 'about', label: t('内容'), children: about },
        {
          key: 'history',
          label: t('变动'),
          children: <RecordTimeline kind={meetingRecord} id={meeting.id} names={names} />,
        },
      ]}
    />
  )
}

export function DecisionLight({ decision, today }: { decision: DecisionRow; today: string }): ReactNode {
  if (decision.state === 'cancelled') return <span className="jt-faint">/ {t('已取消')}</span>
  return (
    <Light
      due={decision.due}
      today={today}
      finishedOn={decision.state === 'done' ? (decision.doneOn ?? decision.effective) : null}
    />
  )
}
