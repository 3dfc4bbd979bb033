import { decisionRecord } from '@jingtu/programme/organisation.ts'
import type { DecisionRow } from '@jingtu/server/meetings/views.ts'
import { Button, Space } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { t } from '../i18n/language.ts'
import { FieldForm } from '../parts/FieldForm.tsx'
import { FieldView } from '../parts/FieldView.tsx'
import { useReason } from '../parts/ReasonDialog.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { RecordTimeline } from '../parts/Timeline.tsx'
import { api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'
import { useToday } from '../shell/session.tsx'
import { DecisionLight } from './MeetingSheet.tsx'

const REFRESH = ['/api/decisions', '/api/meetings', '/api/records/decision']

/** One decision: who does it by when, what came of it, and the next move. */
export function DecisionSheet({
  decision,
  onClose,
}: {
  decision: DecisionRow | undefined
  onClose: () => void
}): ReactNode {
  const today = useToday()
  return (
    <SideSheet
      open={decision !== undefined}
      title={t('议定事项')}
      extra={decision && <DecisionLight decision={decision} today={today} />}
      onClose={onClose}
    >
      {decision && <Content key={`${decision.id} ${decision.version}`} decision={decision} />}
    </SideSheet>
  )
}

function Content({ decision }: { decision: DecisionRow }): ReactNode {
  const today = useToday()
  const { ask, dialog } = useReason()
  const [doing, setDoing] = useState<'finish' | 'edit' | null>(null)
  const close = (): void => setDoing(null)
  const move = useWrite(
    (body: { name: string; reason?: string; values?: Record<string, unknown> }, key) =>
      api.post(
        `/api/decisions/${decision.id}/moves/${body.name}`,
        { reason: body.reason ?? null, values: body.values ?? {} },
        { key },
      ),
    { refresh: REFRESH, done: t('已办理'), onDone: close },
  )
  const save = useWrite(
    (values: Record<string, unknown>, key) =>
      api.patch(`/api/decisions/${decision.id}`, { version: decision.version, values }, { key }),
    { refresh: REFRESH, done: t('已保存'), quiet: true, onDone: close },
  )
  const cancel = async (): Promise<void> => {
    const reason = await ask({ title: t('取消这项议定事项'), ok: t('取消事项'), required: true, danger: true })
    if (reason !== undefined) move.mutate({ name: 'cancel', reason })
  }
  const may = (name: string): boolean => decision.moves.includes(name)
  return (
    <>
      <p className="jm-content">{decision.content}</p>
      <FieldView
        kind={decisionRecord}
        fields={['ownerUnit', 'due', 'task', 'question', 'result', 'doneOn', 'evidence']}
        row={decision}
        labels={{
          ownerUnit: { [decision.ownerUnit]: decision.ownerName },
          task: decision.task ? { [decision.task]: decision.taskTitle ?? '' } : {},
          question: decision.question ? { [decision.question]: decision.questionTitle ?? '' } : {},
        }}
        brief
      />
      <p className="jt-soft">
        {t('{day} 议定于', { day: decision.heldOn })}
        <Link to={`/meetings?meeting=${decision.meeting}`}>{decision.meetingTitle}</Link>
      </p>
      {doing === 'finish' && (
        <div className="jm-inset">
          <FieldForm
            kind={decisionRecord}
            fields={['result', 'doneOn', 'evidence']}
            values={{ ...decision, doneOn: decision.doneOn ?? today }}
            required={['result', 'doneOn']}
            long={['result']}
            submit={t('落实')}
            busy={move.isPending}
            error={move.error}
            onSubmit={values => move.mutate({ name: 'finish', values })}
            onCancel={close}
          />
        </div>
      )}
      {doing === 'edit' && (
        <div className="jm-inset">
          <FieldForm
            kind={decisionRecord}
            fields={['content', 'due']}
            values={decision}
            long={['content']}
            busy={save.isPending}
            error={save.error}
            onSubmit={(_, changed) => (Object.keys(changed).length > 0 ? save.mutate(changed) : close())}
            onCancel={close}
          />
        </div>
      )}
      {doing === null && (
        <Space wrap className="jt-below">
          {may('finish') && (
            <Button type="primary" onClick={() => setDoing('finish')}>
              {t('填写办理结果')}
            </Button>
          )}
          {may('assign') && (
            <Button
              type={may('finish') ? 'default' : 'primary'}
              loading={move.isPending}
              onClick={() => move.mutate({ name: 'assign' })}
            >
              {t('交办')}
            </Button>
          )}
          {decision.can.edit && <Button onClick={() => setDoing('edit')}>{t('修改')}</Button>}
          {may('cancel') && (
            <Button danger onClick={() => void cancel()}>
              {t('取消事项')}
            </Button>
          )}
        </Space>
      )}
      <h3>{t('变动')}</h3>
      <RecordTimeline
        kind={decisionRecord}
        id={decision.id}
        names={{
          [decision.meeting]: decision.meetingTitle,
          [decision.ownerUnit]: decision.ownerName,
          ...(decision.task ? { [decision.task]: decision.taskTitle ?? '' } : {}),
          ...(decision.question ? { [decision.question]: decision.questionTitle ?? '' } : {}),
        }}
      />
      {dialog}
    </>
  )
}
