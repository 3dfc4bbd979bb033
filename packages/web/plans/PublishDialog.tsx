import type { Plan } from '@jingtu/programme/plan.ts'
import type { Published } from '@jingtu/programme/plan-views.ts'
import type { Missing, PublishCheck } from '@jingtu/programme/publishing.ts'
import { Button, Collapse, DatePicker, Form, Input, Modal, Skeleton } from 'antd'
import dayjs from 'dayjs'
import { type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'
import { t } from '../i18n/language.ts'
import { Labelled } from '../parts/Labelled.tsx'
import { Problem } from '../parts/Problem.tsx'
import { api } from '../shell/api.ts'
import { useGet, useWrite } from '../shell/query.ts'
import { useToday } from '../shell/session.tsx'

interface Props {
  open: boolean
  plan: Plan
  onClose: () => void
  /** Leads to the task or target that has to be mended. */
  onGo: (kind: 'task' | 'target', id: string) => void
  onPlan: () => void
}

export function PublishDialog(props: Props): ReactNode {
  return (
    <Modal open={props.open} title={t('发布计划')} footer={null} onCancel={props.onClose} destroyOnHidden width={640}>
      <Publish {...props} />
    </Modal>
  )
}

function Publish({ plan, onClose, onGo, onPlan }: Props): ReactNode {
  const go = useNavigate()
  const today = useToday()
  const check = useGet<PublishCheck>(`/api/plans/${plan.id}/publishing`, undefined, { staleTime: 0 })
  const [day, setDay] = useState(today)
  const [number, setNumber] = useState(plan.issuingNumber ?? '')
  const publish = useWrite(
    (_: undefined, key) =>
      api.post<Published>(
        `/api/plans/${plan.id}/publish`,
        { publishedOn: day, ...(number.trim() ? { issuingNumber: number.trim() } : {}) },
        { key },
      ),
    {
      refresh: ['/api/plans', '/api/workbench'],
      quiet: true,
      done: a =>
        t('已发布：{tasks} 项任务生效，交办 {dispatches} 件，生成 {periods} 个调度期', {
          tasks: a.tasks,
          dispatches: a.dispatches,
          periods: a.periods,
        }),
      onDone: () => go(`/plans/${plan.id}`),
    },
  )
  if (check.error) return <Problem error={check.error} onRetry={() => void check.refetch()} />
  if (!check.data || check.isFetching) return <Skeleton active title={false} />
  const { refusals, notices } = check.data
  const lead = (m: Missing): void => {
    onClose()
    if (m.kind === 'plan' || !m.id) onPlan()
    else onGo(m.kind, m.id)
  }
  const list = (rows: Missing[]): ReactNode => <MissingList rows={rows} onLead={lead} />
  const items =
    notices.length > 0
      ? [{ key: 'n', label: t('另有 {n} 处提示，不影响发布', { n: notices.length }), children: list(notices) }]
      : []
  return (
    <>
      <Problem error={publish.error} />
      {refusals.length > 0 ? (
        <>
          <p className="jt-not-met">■ {t('还有 {n} 处要处理，点一条就到那里：', { n: refusals.length })}</p>
          {list(refusals)}
        </>
      ) : (
        <p className="jt-met">
          ● {t('可以发布。发布后任务和目标立即生效，交办给各承办单位；以后的修改通过“调整”进行。')}
        </p>
      )}
      {items.length > 0 && <Collapse ghost size="small" items={items} />}
      <Form layout="vertical" onFinish={() => publish.mutate(undefined)}>
        <span className="jp-pair">
          <Labelled label={t('发布日期')}>
            <DatePicker allowClear={false} value={dayjs(day)} onChange={d => d && setDay(d.format('YYYY-MM-DD'))} />
          </Labelled>
          <Labelled label={t('文号')} style={{ flex: 1 }}>
            <Input value={number} onChange={e => setNumber(e.target.value)} />
          </Labelled>
        </span>
        <div className="jt-dialog-end">
          <Button onClick={onClose}>{t('取消')}</Button>
          <Button type="primary" htmlType="submit" disabled={refusals.length > 0} loading={publish.isPending}>
            {t('发布')}
          </Button>
        </div>
      </Form>
    </>
  )
}

const SHOWN = 8

/** The first few, and the rest on demand: forty lines of “not decided yet” hide the one that matters. */
function MissingList({ rows, onLead }: { rows: Missing[]; onLead: (m: Missing) => void }): ReactNode {
  const [all, setAll] = useState(false)
  const undecided = rows.filter(m => m.message.endsWith('还没有决定采用与否'))
  const others = rows.filter(m => !undecided.includes(m))
  const ordered = [...others, ...undecided]
  const shown = all ? ordered : ordered.slice(0, Math.max(SHOWN, others.length))
  return (
    <ul className="jp-missing">
      {shown.map(m => (
        <li key={`${m.id}${m.message}`}>
          <button type="button" className="jt-link" onClick={() => onLead(m)}>
            {m.message}
          </button>
        </li>
      ))}
      {shown.length < ordered.length && (
        <li>
          <button type="button" className="jt-link" onClick={() => setAll(true)}>
            {t('还有 {n} 项没有决定，全部列出', { n: ordered.length - shown.length })}
          </button>
        </li>
      )}
    </ul>
  )
}
