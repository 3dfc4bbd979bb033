import { dispatchRecord } from '@jingtu/programme/task.ts'
import type { DispatchDetail } from '@jingtu/server/workbench/answers.ts'
import { Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useParams } from 'react-router'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { Light } from '../parts/Light.tsx'
import { PageHead, type Step } from '../parts/PageHead.tsx'
import { Problem } from '../parts/Problem.tsx'
import { RecordState } from '../parts/RecordState.tsx'
import { useGet } from '../shell/query.ts'
import { DispatchFacts } from './DispatchFacts.tsx'
import { useDispatchMoves } from './dispatch-moves.tsx'
import { ObjectList } from './ObjectList.tsx'
import { ReportForm } from './ReportForm.tsx'
import { ReportView } from './ReportView.tsx'
import { SplitDialog } from './SplitDialog.tsx'
import { LIGHT_SIGN, taskName } from './words.tsx'
import './workbench.css'

/** One task in the hands of one unit: what was ordered, what is to be reported, what has been done. */
export default function DispatchPage(): ReactNode {
  const { id } = useParams()
  const asked = useGet<DispatchDetail>(`/api/dispatches/${id}`)
  if (asked.error && !asked.data) return <Problem error={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active paragraph={{ rows: 10 }} />
  return <Detail key={asked.data.dispatch.id} detail={asked.data} />
}

function Detail({ detail }: { detail: DispatchDetail }): ReactNode {
  const { dispatch, task, plan } = detail
  const [splitting, setSplitting] = useState(false)
  const [chosen, setChosen] = useState<string | null>(null)
  const moves = useDispatchMoves(detail)
  const period = detail.periods.find(p => p.id === chosen) ?? periodToOpen(detail)
  const split: Step[] = detail.split ? [{ label: t('分解'), onClick: () => setSplitting(true) }] : []
  return (
    <>
      <PageHead
        title={taskName(task)}
        trail={[{ label: t('今日'), to: '/today' }]}
        aside={
          <span className="jt-gapped">
            <RecordState kind={dispatchRecord} state={dispatch.state} />
            <Light
              due={dispatch.due}
              today={detail.today}
              finishedOn={dispatch.completedOn}
              warnDays={detail.warnDays}
            />
          </span>
        }
        note={
          <>
            {detail.unitName} · {t(dispatch.role)} · {plan.title}
          </>
        }
        next={moves.next}
        steps={[...moves.steps, ...split]}
        more={moves.more}
      />
      {moves.dialogs}
      <SplitDialog open={splitting} detail={detail} onClose={() => setSplitting(false)} />
      {dispatch.returnReason && (
        <p className="jt-hint jt-at-risk">{t('退回理由：{reason}', { reason: dispatch.returnReason })}</p>
      )}
      {detail.replacedBy && (
        <p className="jt-hint">
          {t('已转办给')} <Link to={`/dispatches/${detail.replacedBy.id}`}>{detail.replacedBy.unitName}</Link>
        </p>
      )}
      <div className="jt-dispatch">
        <div>
          <Ordered detail={detail} />
          {detail.objects.length > 0 && <ObjectList detail={detail} />}
          <section className="jt-card" id="report">
            <h2>{t('进展报告')}</h2>
            {detail.periods.length === 0 ? (
              <EmptyState
                compact
                title={t('这项任务没有要报的调度期')}
                how={t('计划的报送要求决定调度期；交办之前已截止的调度期不需填报。')}
              />
            ) : (
              <>
                <fieldset className="jt-period-tabs" aria-label={t('调度期')}>
                  {detail.periods.map(p => (
                    <button
                      type="button"
                      key={p.id}
                      className="jt-period-tab"
                      aria-pressed={p.id === period?.id}
                      onClick={() => setChosen(p.id)}
                    >
                      <span>
                        <span className={LIGHT_SIGN[p.light].className} aria-hidden="true">
                          {LIGHT_SIGN[p.light].sign}
                        </span>{' '}
                        {p.name}
                      </span>
                      <small>{periodWords(p)}</small>
                    </button>
                  ))}
                </fieldset>
                {period &&
                  (period.canWrite ? (
                    <ReportForm key={`${period.id}:${period.report?.version ?? 0}`} detail={detail} period={period} />
                  ) : (
                    <ReportView detail={detail} period={period} />
                  ))}
              </>
            )}
          </section>
        </div>
        <DispatchFacts detail={detail} />
      </div>
    </>
  )
}

/** The period whose report is due next; else the last one with a report. */
function periodToOpen(detail: DispatchDetail): DispatchDetail['periods'][number] | undefined {
  const { periods, next } = detail
  return (
    periods.find(p => p.id === next.period?.id) ??
    periods.find(p => p.canWrite && p.startsOn <= detail.today) ??
    periods.findLast(p => p.report) ??
    periods.find(p => p.state === 'open') ??
    periods[0]
  )
}

function periodWords(p: DispatchDetail['periods'][number]): string {
  const day = `${Number(p.due.slice(5, 7))}月${Number(p.due.slice(8))}日`
  if (p.report?.state === 'accepted') return t('已审核')
  if (p.report?.state === 'submitted') return t('待审核')
  if (p.report?.state === 'returned') return t('已退回')
  if (p.state === 'closed') return p.owed ? t('未报送') : t('已办结')
  return t('{day}前报送', { day })
}

/** The sentence of the plan that ordered this, with what stands around it. */
function Ordered({ detail }: { detail: DispatchDetail }): ReactNode {
  const { sentence, task, plan, dispatch } = detail
  return (
    <section className="jt-card">
      <h2>{t('计划原文')}</h2>
      <blockquote className="jt-ordered">
        {sentence ? (
          <>
            <span>{sentence.before.split('\n').slice(-2).join('\n')}</span>
            <mark>{sentence.text}</mark>
            <span>{sentence.after.split('\n').slice(0, 2).join('\n')}</span>
          </>
        ) : (
          <mark>{task.content ?? task.title}</mark>
        )}
      </blockquote>
      <p className="jt-soft jt-source">
        《{plan.title}》{plan.issuingNumber ? `（${plan.issuingNumber}）` : ''} {task.path.slice(0, -1).join(' › ')}{' '}
        <Link className="jt-apart" to={`/plans/${plan.id}?tab=text&task=${task.id}`}>
          {t('在计划中查看')}
        </Link>
      </p>
      {dispatch.note && (
        <p className="jt-hint">
          {t('交办要求')}：{dispatch.note}
        </p>
      )}
    </section>
  )
}
