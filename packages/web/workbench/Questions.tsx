import { questionRecord } from '@jingtu/programme/organisation.ts'
import type { QuestionRow } from '@jingtu/server/workbench/answers.ts'
import { Button, DatePicker, Form, Input, Timeline } from 'antd'
import dayjs from 'dayjs'
import { type ReactNode, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { t } from '../i18n/language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { Labelled } from '../parts/Labelled.tsx'
import { Light } from '../parts/Light.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { Problem } from '../parts/Problem.tsx'
import { useReason } from '../parts/ReasonDialog.tsx'
import { RecordState } from '../parts/RecordState.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { showInstant } from '../parts/show.ts'
import { UnitPicker } from '../parts/UnitPicker.tsx'
import { api, type List } from '../shell/api.ts'
import { useGet, useWrite } from '../shell/query.ts'
import { useToday } from '../shell/session.tsx'
import { RaiseQuestion } from './RaiseQuestion.tsx'
import './workbench.css'

const PATH = '/api/questions'
const PAGE = 500

/** Questions that a unit cannot solve alone: raised, studied, given an owner and a day, resolved. */
export default function Questions(): ReactNode {
  const [limit, setLimit] = useState(PAGE)
  const asked = useGet<List<QuestionRow>>(PATH, { limit }, { keep: true })
  const more = (asked.data?.total ?? 0) - (asked.data?.rows.length ?? 0)
  const [params, setParams] = useSearchParams()
  const [raising, setRaising] = useState(false)
  const today = useToday()
  const open = asked.data?.rows.find(q => q.id === params.get('at'))
  const columns: Column<QuestionRow>[] = [
    { key: 'title', title: t('问题'), pinned: true, width: 360 },
    {
      key: 'state',
      title: t('状态'),
      width: 96,
      filter: true,
      value: q => t(questionRecord.states[q.state]),
      render: q => <RecordState kind={questionRecord} state={q.state} />,
    },
    { key: 'raisedByName', title: t('提出单位'), width: 160, filter: true },
    { key: 'taskTitle', title: t('任务'), width: 220, clip: true },
    { key: 'ownerName', title: t('承办单位'), width: 160, filter: true },
    { key: 'due', title: t('时限'), kind: 'day', width: 104, sort: true },
    {
      key: 'light',
      title: t('期限'),
      width: 130,
      value: q => q.light,
      render: q => (q.due ? <Light due={q.due} today={today} finishedOn={q.resolvedOn} /> : ''),
    },
  ]
  return (
    <>
      <PageHead
        title={t('问题')}
        note={t('基层解决不了的问题：提出、研究、交办、解决')}
        next={{ label: t('提出问题'), onClick: () => setRaising(true) }}
      />
      <DataTable<QuestionRow>
        id="questions"
        columns={columns}
        rows={asked.data?.rows}
        error={asked.error}
        onRetry={() => void asked.refetch()}
        onOpen={q => setParams({ at: q.id })}
        exportName={t('问题清单')}
        empty={{
          title: t('还没有问题'),
          how: t('在任务页或这里提出；上级研究后明确承办单位和时限。'),
          action: <Button onClick={() => setRaising(true)}>{t('提出问题')}</Button>,
        }}
      />
      {more > 0 && (
        <p className="jt-soft">
          {t('还有 {count} 条没有列出。', { count: more })}
          <Button size="small" loading={asked.isFetching} onClick={() => setLimit(limit + PAGE)}>
            {t('再列 {count} 条', { count: Math.min(more, PAGE) })}
          </Button>
        </p>
      )}
      <RaiseQuestion open={raising} onClose={() => setRaising(false)} />
      <SideSheet open={!!open} title={open?.title} onClose={() => setParams({})}>
        {open && <QuestionSheet key={`${open.id}:${open.version}`} question={open} />}
      </SideSheet>
    </>
  )
}

interface Sent {
  move: string
  reason?: string
  ownerUnit?: string
  due?: string
  resolution?: string
}

function QuestionSheet({ question }: { question: QuestionRow }): ReactNode {
  const { ask, dialog } = useReason()
  const [ownerUnit, setOwnerUnit] = useState<string | null>(question.ownerUnit)
  const [due, setDue] = useState<string | null>(question.due)
  const [resolution, setResolution] = useState('')
  const path = `${PATH}/${question.id}`
  const history = useGet<
    List<{ version: number; at: string; actorName: string; action: string; reason: string | null }>
  >(`${path}/history`)
  const send = useWrite((sent: Sent, key) => api.post(`${path}/moves/${sent.move}`, sent, { key }), {
    refresh: [PATH, '/api/workbench'],
    done: t('已办理'),
    quiet: true,
  })
  const may = (move: string): boolean => question.moves.includes(move)
  const refuse = async (): Promise<void> => {
    const reason = await ask({ title: t('不予受理：请写明理由'), ok: t('不予受理'), required: true })
    if (reason !== undefined) send.mutate({ move: 'refuse', reason })
  }
  const facts: [string, ReactNode][] = [
    ['状态', t(questionRecord.states[question.state])],
    ['提出单位', question.raisedByName],
    [
      '任务',
      question.dispatch ? (
        <Link key="task" to={`/dispatches/${question.dispatch}`}>
          {question.taskTitle}
        </Link>
      ) : (
        question.taskTitle
      ),
    ],
    ['说明', question.detail],
    ['承办单位', question.ownerName],
    ['时限', question.due],
    ['解决情况', question.resolution],
    ['解决日期', question.resolvedOn],
  ]
  return (
    <>
      {dialog}
      <dl className="jt-facts">
        {facts
          .filter(([, v]) => v)
          .map(([name, value]) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{t(name)}</dt>
              <dd style={{ whiteSpace: 'pre-line' }}>{value}</dd>
            </div>
          ))}
      </dl>
      {send.error ? <Problem error={send.error} /> : null}
      {may('assign') && (
        <Form layout="vertical" className="jt-below">
          <Labelled label={t('承办单位')} required>
            <UnitPicker value={ownerUnit} name={question.ownerName ?? undefined} onChange={setOwnerUnit} />
          </Labelled>
          <Labelled label={t('时限')} required>
            <DatePicker value={due ? dayjs(due) : null} onChange={d => setDue(d ? d.format('YYYY-MM-DD') : null)} />
          </Labelled>
          <div className="jt-tools-line">
            <Button
              type="primary"
              loading={send.isPending}
              onClick={() => send.mutate({ move: 'assign', ownerUnit: ownerUnit ?? undefined, due: due ?? undefined })}
            >
              {t('交办')}
            </Button>
            {may('study') && <Button onClick={() => send.mutate({ move: 'study' })}>{t('列入研究')}</Button>}
            {may('refuse') && (
              <Button danger onClick={() => void refuse()}>
                {t('不予受理')}
              </Button>
            )}
          </div>
        </Form>
      )}
      {may('resolve') && (
        <Form layout="vertical" className="jt-below">
          <Labelled label={t('解决情况')} required>
            <Input.TextArea
              value={resolution}
              maxLength={10_000}
              autoSize={{ minRows: 2, maxRows: 8 }}
              onChange={e => setResolution(e.target.value)}
            />
          </Labelled>
          <Button
            type={may('assign') ? 'default' : 'primary'}
            loading={send.isPending}
            disabled={!resolution.trim()}
            onClick={() => send.mutate({ move: 'resolve', resolution })}
          >
            {t('已解决')}
          </Button>
        </Form>
      )}
      <h3 className="jt-below">{t('经过')}</h3>
      <Timeline
        className="jt-timeline"
        items={(history.data?.rows ?? []).map(h => ({
          key: h.version,
          content: (
            <>
              <div className="jt-timeline-head">
                <b>
                  {t(
                    h.action === 'raise'
                      ? '提出'
                      : (questionRecord.transitions[h.action as 'study']?.label ?? h.action),
                  )}
                </b>
                <span>{h.actorName}</span>
                <time dateTime={h.at}>{showInstant(h.at)}</time>
              </div>
              {h.reason && <p className="jt-timeline-reason">{t('理由：{reason}', { reason: h.reason })}</p>}
            </>
          ),
        }))}
      />
    </>
  )
}
