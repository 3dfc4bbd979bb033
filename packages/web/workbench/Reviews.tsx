import type { DispatchDetail, ReviewRow, Workbench } from '@jingtu/server/workbench/answers.ts'
import { Button, Skeleton } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import { Link, useSearchParams } from 'react-router'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { Problem } from '../parts/Problem.tsx'
import { useReason } from '../parts/ReasonDialog.tsx'
import { api } from '../shell/api.ts'
import { useGet, useWrite } from '../shell/query.ts'
import { ReportView } from './ReportView.tsx'
import { reviewWords } from './Today.tsx'
import { doneWords, taskName } from './words.tsx'
import './reporting.css'
import './workbench.css'

const keyOf = (r: ReviewRow): string => r.report ?? r.dispatch
const RETURNS = ['数据与上期不衔接，请核对', '缺少佐证材料', '进展描述过于笼统，请写明数量和节点']

/** What came up from below, one after the other: J and K walk, A accepts, R sends back with the reason. */
export default function Reviews(): ReactNode {
  const desk = useGet<Workbench>('/api/workbench', undefined, { every: 60_000 })
  const [params, setParams] = useSearchParams()
  const queue = desk.data?.toReview ?? []
  const at = Math.max(
    0,
    queue.findIndex(r => keyOf(r) === params.get('at')),
  )
  const current = queue[at]
  const go = (step: number): void => {
    const next = queue[Math.min(queue.length - 1, Math.max(0, at + step))]
    if (next) setParams({ at: keyOf(next) }, { replace: true })
  }
  return (
    <>
      <PageHead
        title={t('审核')}
        trail={[{ label: t('今日'), to: '/today' }]}
        note={<span className="jt-keys">{t('J 下一件，K 上一件，A 通过，R 退回')}</span>}
      />
      {desk.error ? <Problem error={desk.error} onRetry={() => void desk.refetch()} /> : null}
      {!desk.data && !desk.error && <Skeleton active />}
      {desk.data && queue.length === 0 && (
        <div className="jt-paper">
          <EmptyState title={t('没有等您审核的')} how={t('承办单位提交进展报告、报完成或退回交办后，会排在这里。')} />
        </div>
      )}
      {current && (
        <div className="jt-reviews">
          <ul className="jt-queue jt-paper" aria-label={t('待审核')}>
            {queue.map(r => (
              <li key={keyOf(r)}>
                <button
                  type="button"
                  aria-current={r === current}
                  onClick={() => setParams({ at: keyOf(r) }, { replace: true })}
                >
                  <span>{r.unitName}</span>
                  <small>{taskName(r.task)}</small>
                  <small className={r.late ? 'jt-not-met' : undefined}>{reviewWords(r)}</small>
                </button>
              </li>
            ))}
          </ul>
          <Reading key={keyOf(current)} row={current} onStep={go} count={queue.length} at={at} />
        </div>
      )}
    </>
  )
}

function Reading({
  row,
  onStep,
  at,
  count,
}: {
  row: ReviewRow
  onStep: (step: number) => void
  at: number
  count: number
}): ReactNode {
  const asked = useGet<DispatchDetail>(`/api/dispatches/${row.dispatch}`)
  const { ask, dialog } = useReason()
  const refresh = ['/api/workbench', '/api/periods', '/api/plans', `/api/dispatches/${row.dispatch}`]
  const path = row.report ? `/api/reports/${row.report}/moves` : `/api/dispatches/${row.dispatch}/moves`
  const yes = row.kind === 'report' ? 'accept' : row.kind === 'completed' ? 'close' : 'reissue'
  const send = useWrite(
    (sent: { move: string; reason?: string }, key) => api.post(`${path}/${sent.move}`, sent, { key }),
    { refresh, done: t('已办理') },
  )
  const accept = (): void => {
    if (!send.isPending) send.mutate({ move: yes })
  }
  const sendBack = async (): Promise<void> => {
    if (row.kind === 'declined') return
    const reason = await ask({
      title: t('退回给 {unit}', { unit: row.unitName }),
      ok: t('退回'),
      required: true,
      usual: RETURNS.map(r => t(r)),
    })
    if (reason !== undefined) send.mutate({ move: 'sendBack', reason })
  }
  useReviewKeys({ j: () => onStep(1), k: () => onStep(-1), a: accept, r: () => void sendBack() })
  const detail = asked.data
  const period = detail?.periods.find(p => p.report?.id === row.report)
  return (
    <section className="jt-card">
      {dialog}
      <h2>
        {row.unitName}　{taskName(row.task)}
      </h2>
      <p className="jt-soft">
        {row.planTitle}　<Link to={`/dispatches/${row.dispatch}`}>{t('看全部经过')}</Link>
      </p>
      {asked.error ? <Problem error={asked.error} onRetry={() => void asked.refetch()} /> : null}
      {!detail && !asked.error && <Skeleton active />}
      {detail && (
        <>
          <blockquote className="jt-ordered">
            <mark>{detail.sentence?.text ?? detail.task.content ?? detail.task.title}</mark>
          </blockquote>
          <p className="jt-soft">{doneLine(detail)}</p>
          {row.kind === 'declined' && (
            <p className="jt-hint jt-at-risk">{t('退回理由：{reason}', { reason: row.progress ?? '' })}</p>
          )}
          {row.kind === 'completed' && <p className="jt-hint">{t('{day} 报完成', { day: row.on ?? '' })}</p>}
          {period && <ReportView detail={detail} period={period} />}
          {row.kind === 'completed' && detail.periods.findLast(p => p.report) && (
            <ReportView detail={detail} period={detail.periods.findLast(p => p.report)!} />
          )}
        </>
      )}
      <div className="jt-review-acts">
        <span className="jt-soft">
          {at + 1} / {count}
        </span>
        {row.kind === 'declined' ? (
          <Link to={`/dispatches/${row.dispatch}`}>
            <Button>{t('转办给其他单位')}</Button>
          </Link>
        ) : (
          <Button onClick={() => void sendBack()}>{t('退回（R）')}</Button>
        )}
        <Button type="primary" loading={send.isPending} onClick={accept}>
          {row.kind === 'report' ? t('通过（A）') : row.kind === 'completed' ? t('办结（A）') : t('重新交办（A）')}
        </Button>
      </div>
    </section>
  )
}

function doneLine(detail: DispatchDetail): string {
  const own = detail.objects.filter(o => o.dispatch === detail.dispatch.id)
  const { quantity, quantityUnit, due } = detail.dispatch
  const done = doneWords({
    quantity,
    quantityUnit,
    done: detail.done.quantity,
    objects: { done: own.filter(o => o.state === 'done').length, total: own.length },
  })
  return [done, due ? t('时限 {day}', { day: due }) : null].filter(Boolean).join('　')
}

/** Single letters, unless somebody is typing or a dialog is open. */
function useReviewKeys(keys: Record<string, () => void>): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const onKey = (e: KeyboardEvent): void => {
      if (e.ctrlKey || e.metaKey || e.altKey || e.repeat) return
      if (
        e.target instanceof HTMLElement &&
        (e.target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName))
      )
        return
      if (document.querySelector('.ant-modal-wrap:not([style*="display: none"])')) return
      const act = latest.current[e.key.toLowerCase()]
      if (!act) return
      e.preventDefault()
      act()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}
