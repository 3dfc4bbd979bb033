import type { ReviewRow, Workbench, WorkbenchRow } from '@jingtu/server/workbench/answers.ts'
import { Button, Segmented } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { t } from '../i18n/language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { Light } from '../parts/Light.tsx'
import { PageHead, type Step } from '../parts/PageHead.tsx'
import { showDayLong } from '../parts/show.ts'
import { useGet } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'
import { doneWords, GROUP_WORDS, taskName } from './words.tsx'
import './workbench.css'

type View = 'urgent' | 'open' | 'done'
const URGENT = new Set(['returned', 'overdue', 'soon'])

/** What lies on the unit's desk: what is due, in the order in which it should be done. */
export default function Today(): ReactNode {
  const { actor, today } = useSession()
  const [params] = useSearchParams()
  const unit = params.get('unit')
  const desk = useGet<Workbench>('/api/workbench', { unit }, { every: 5 * 60_000 })
  const [chosen, setView] = useState<View | null>(null)
  const navigate = useNavigate()
  const data = desk.data
  const urgent = data?.rows.filter(r => URGENT.has(r.next.group)) ?? []
  const open = data?.rows.filter(r => r.next.group !== 'done') ?? []
  const view: View = chosen ?? (data && urgent.length === 0 ? 'open' : 'urgent')
  const rows = view === 'urgent' ? urgent : view === 'open' ? open : data?.rows.filter(r => r.next.group === 'done')
  const columns = columnsFor(data)

  return (
    <>
      <PageHead
        title={t('今日')}
        note={
          <>
            {showDayLong(today)}　{data?.unit.name ?? actor.unitName}
          </>
        }
        next={unit ? undefined : nextStep(data, urgent[0] ?? open[0])}
      />
      {data && <Counts data={data} onView={setView} />}
      <DataTable<WorkbenchRow>
        id="workbench"
        columns={columns}
        rows={data ? rows : undefined}
        rowKey={r => r.dispatch}
        error={desk.error}
        onRetry={() => void desk.refetch()}
        onOpen={r => navigate(`/dispatches/${r.dispatch}`)}
        exportName={t('任务清单')}
        tools={
          <Segmented<View>
            value={view}
            onChange={setView}
            options={[
              { value: 'urgent', label: t('要办的 {count}', { count: urgent.length }) },
              { value: 'open', label: t('全部在办 {count}', { count: open.length }) },
              { value: 'done', label: t('已办 {count}', { count: data?.counts.done ?? 0 }) },
            ]}
          />
        }
        empty={
          view === 'done'
            ? { title: t('还没有办结的任务'), how: t('报完成并经牵头单位办结的任务会列在这里。') }
            : view === 'urgent'
              ? {
                  title: t('没有急需办理的事'),
                  how: t('{days} 天内没有到期或逾期的任务。', { days: data?.warnDays ?? 30 }),
                  action: <Button onClick={() => setView('open')}>{t('看全部在办')}</Button>,
                }
              : { title: t('没有在办的任务'), how: t('计划发布后，交办给本单位的任务会出现在这里。') }
        }
      />
      {data && <Aside data={data} />}
    </>
  )
}

function nextStep(data: Workbench | undefined, row: WorkbenchRow | undefined): Step | undefined {
  if (data && data.toReview.length > 0 && row?.next.group !== 'returned' && row?.next.group !== 'overdue')
    return { label: t('审核 {count} 件', { count: data.toReview.length }), to: '/reviews' }
  if (!row) return undefined
  const { title } = row.task
  return {
    label: `${t(row.next.label)}：${title.length > 14 ? `${title.slice(0, 14)}…` : title}`,
    to: `/dispatches/${row.dispatch}`,
  }
}

/** Six figures, each of which opens what it counts. */
function Counts({ data, onView }: { data: Workbench; onView: (view: View) => void }): ReactNode {
  const { counts } = data
  const tiles: { key: string; label: string; count: number; sign: string; className: string; go: () => void }[] = [
    {
      key: 'returned',
      label: t(GROUP_WORDS.returned),
      count: counts.returned,
      sign: '↩',
      className: 'jt-at-risk',
      go: () => onView('urgent'),
    },
    {
      key: 'overdue',
      label: t(GROUP_WORDS.overdue),
      count: counts.overdue,
      sign: '■',
      className: 'jt-not-met',
      go: () => onView('urgent'),
    },
    {
      key: 'soon',
      label: t('{days} 天内到期', { days: data.warnDays }),
      count: counts.soon,
      sign: '▲',
      className: 'jt-at-risk',
      go: () => onView('urgent'),
    },
    {
      key: 'todo',
      label: t(GROUP_WORDS.todo),
      count: counts.todo,
      sign: '●',
      className: 'jt-met',
      go: () => onView('open'),
    },
    {
      key: 'done',
      label: t(GROUP_WORDS.done),
      count: counts.done,
      sign: '✓',
      className: 'jt-unknown',
      go: () => onView('done'),
    },
  ]
  return (
    <div className="jt-counts">
      {tiles.map(tile => (
        <button
          type="button"
          key={tile.key}
          className="jt-count"
          data-zero={tile.count === 0 || undefined}
          onClick={tile.go}
        >
          <span className={tile.count === 0 ? 'jt-faint' : tile.className} aria-hidden="true">
            {tile.sign}
          </span>
          <b>{tile.count}</b>
          <span>{tile.label}</span>
        </button>
      ))}
      {counts.toReview > 0 && (
        <Link className="jt-count jt-count-review" to="/reviews">
          <span aria-hidden="true">◐</span>
          <b>{counts.toReview}</b>
          <span>{t('等我审核')}</span>
        </Link>
      )}
    </div>
  )
}

function columnsFor(data: Workbench | undefined): Column<WorkbenchRow>[] {
  const today = data?.today ?? ''
  return [
    {
      key: 'task',
      title: t('任务'),
      pinned: true,
      width: 420,
      value: r => taskName(r.task),
      render: r => (
        <span className="jt-two-lines">
          <span>{taskName(r.task)}</span>
          <small>
            {r.next.group === 'returned' && r.returnReason
              ? t('退回理由：{reason}', { reason: r.returnReason })
              : r.plan.title}
          </small>
        </span>
      ),
    },
    { key: 'role', title: t('角色'), width: 72, filter: true },
    {
      key: 'next',
      title: t('下一步'),
      width: 190,
      value: r => t(r.next.label),
      render: r =>
        r.next.group === 'done' ? (
          <span className="jt-soft">{t(r.next.label)}</span>
        ) : (
          <span className="jt-next">{t(r.next.label)}</span>
        ),
    },
    { key: 'due', title: t('时限'), kind: 'day', width: 104, value: r => r.next.due, sort: true },
    {
      key: 'light',
      title: t('期限'),
      width: 120,
      value: r => t(GROUP_WORDS[r.next.group]),
      filter: true,
      render: r => (r.next.group === 'done' ? '' : <Light due={r.next.due} today={today} warnDays={data?.warnDays} />),
    },
    { key: 'done', title: t('完成'), width: 170, value: r => doneWords(r) },
    { key: 'plan', title: t('计划'), width: 260, value: r => r.plan.title, filter: true, hidden: true },
  ]
}

/** Questions and decisions that came to this unit, and the first of what waits for review. */
function Aside({ data }: { data: Workbench }): ReactNode {
  if (data.others.length === 0 && data.toReview.length === 0) return null
  return (
    <div className="jt-today-aside">
      {data.toReview.length > 0 && (
        <section className="jt-card">
          <h2>{t('等我审核')}</h2>
          <ul className="jt-plain">
            {data.toReview.slice(0, 5).map(r => (
              <li key={r.report ?? r.dispatch}>
                <Link to={`/reviews?at=${r.report ?? r.dispatch}`}>
                  {r.unitName}　{taskName(r.task)}
                </Link>
                <small>{reviewWords(r)}</small>
              </li>
            ))}
          </ul>
          {data.toReview.length > 5 && (
            <Link to="/reviews">{t('全部 {count} 件', { count: data.toReview.length })}</Link>
          )}
        </section>
      )}
      {data.others.length > 0 && (
        <section className="jt-card">
          <h2>{t('交来的问题和议定事项')}</h2>
          <ul className="jt-plain">
            {data.others.map(o => (
              <li key={o.id}>
                <Link to={o.kind === 'question' ? `/questions?at=${o.id}` : '/meetings'}>{o.title}</Link>
                <Light due={o.due} today={data.today} warnDays={data.warnDays} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

export const reviewWords = (r: ReviewRow): string =>
  [r.kind === 'report' ? r.period : r.kind === 'completed' ? t('报完成') : t('退回交办'), r.late ? t('逾期') : null]
    .filter(Boolean)
    .join(' · ')
