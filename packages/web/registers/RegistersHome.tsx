import { addDays } from '@jingtu/core/period.ts'
import type { Register } from '@jingtu/core/register.ts'
import type { Due } from '@jingtu/server/registers/duties.ts'
import type { RegisterSummary } from '@jingtu/server/registers/overview.ts'
import { Input } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { Problem } from '../parts/Problem.tsx'
import { showNumber } from '../parts/show.ts'
import { useAddress } from '../shell/address.ts'
import { useGet } from '../shell/query.ts'
import { useToday } from '../shell/session.tsx'
import { groupOf, MODULES, pageOf, REGISTERS, SUBJECTS } from './declared.ts'
import '../records/records.css'
import './registers.css'

interface Answer {
  rows: RegisterSummary[]
}

/** All lists, by what people do; how much stands in each, and what waits for the reader. */
export default function RegistersHome(): ReactNode {
  const asked = useGet<Answer>('/api/register-overview')
  const [params, put] = useAddress()
  const sought = params.get('q') ?? ''
  const today = useToday()
  // What is overdue, and what comes due within a month.
  const due = useGet<{ rows: Due[] }>('/api/duties', {
    from: addDays(today, -365),
    to: addDays(today, 30),
    status: 'open,overdue',
  })
  const dueOf = Map.groupBy(due.data?.rows ?? [], item => item.register)
  const summaries = new Map((asked.data?.rows ?? []).map(s => [s.id, s]))
  const words = sought.trim().toLowerCase()
  const found = REGISTERS.filter(kind => !kind.register.example).filter(
    kind =>
      words === '' ||
      [kind.name, kind.register.purpose ?? '', ...kind.register.basis, groupOf(kind)].some(text =>
        text.toLowerCase().includes(words),
      ),
  )
  const only = params.get('group')
  const isWaiting = (kind: Register): boolean => (summaries.get(kind.id)?.waiting ?? 0) > 0
  const all = [...MODULES.map(m => m.title), SUBJECTS]
    .map(title => ({ title, kinds: found.filter(kind => groupOf(kind) === title) }))
    .filter(group => group.kinds.length > 0)
  const groups = all
    .filter(group => !only || only === WAITING || group.title === only)
    .map(group => (only === WAITING ? { ...group, kinds: group.kinds.filter(isWaiting) } : group))
    .filter(group => group.kinds.length > 0)
  const waiting = [...summaries.values()].reduce((sum, s) => sum + s.waiting, 0)
  const chip = (group: string | null, label: string, n: number): ReactNode => (
    <button
      key={group}
      type="button"
      className="jr-chip"
      aria-pressed={only === group}
      onClick={() => put({ group: only === group ? null : group })}
    >
      {label}
      <b>{n}</b>
    </button>
  )
  return (
    <>
      <PageHead
        title={t('台账')}
        note={
          waiting > 0
            ? t('有 {n} 条等您办理。', { n: waiting })
            : t('一本台账记一件事：谁在名单上、到了哪一步、还欠什么。')
        }
        {...(waiting > 0 && only !== WAITING
          ? { next: { label: t('办理 {n} 条', { n: waiting }), to: `/registers?group=${WAITING}` } }
          : {})}
      />
      <div className="jt-table-tools">
        <Input.Search
          className="jg-search"
          allowClear
          placeholder={t('找一本台账：名称、用途或依据')}
          aria-label={t('找一本台账：名称、用途或依据')}
          defaultValue={sought}
          onChange={e => put({ q: e.target.value || null })}
        />
      </div>
      <div className="jr-chips">
        {waiting > 0 && chip(WAITING, t('等我办理'), found.filter(isWaiting).length)}
        {chip(null, t('全部'), found.length)}
        {all.map(group => chip(group.title, t(group.title), group.kinds.length))}
      </div>
      {asked.error && <Problem error={asked.error} onRetry={() => void asked.refetch()} />}
      {groups.length === 0 && <EmptyState title={t('没有找到这样的台账')} />}
      {groups.map(group => {
        // Whoever looks for a list, or at one part of the work, sees what each is for; otherwise lists in use stand first.
        const [used, unused] =
          only || words ? [group.kinds, []] : apart(group.kinds, kind => !isUnused(summaries.get(kind.id)))
        return (
          <section key={group.title} className="jg-module">
            <h2>{t(group.title)}</h2>
            <ul>
              {used.map(kind => (
                <li key={kind.id}>
                  <Card kind={kind} summary={summaries.get(kind.id)} due={dueOf.get(kind.id) ?? []} />
                </li>
              ))}
            </ul>
            {unused.length > 0 && (
              <p className="jg-unused">
                <span>{t('还没有记录：')}</span>
                {unused.map(kind => (
                  <Link key={kind.id} to={pageOf(kind)} title={kind.register.purpose}>
                    {kind.name}
                  </Link>
                ))}
              </p>
            )}
          </section>
        )
      })}
    </>
  )
}

/** The choice among the groups that is none of them. */
const WAITING = 'waiting'

/** Known to hold nothing; what is still being counted stands among the others. */
const isUnused = (summary: RegisterSummary | undefined): boolean =>
  summary !== undefined && Object.values(summary.states).every(n => n === 0)

function apart<T>(all: readonly T[], is: (one: T) => boolean): [T[], T[]] {
  return [all.filter(is), all.filter(one => !is(one))]
}

interface CardProps {
  kind: Register
  summary: RegisterSummary | undefined
  due: readonly Due[]
}

function Card({ kind, summary, due }: CardProps): ReactNode {
  const overdue = due.filter(item => item.status === 'overdue').length
  const soon = due.length - overdue
  const counted = Object.entries(summary?.states ?? {})
  const living = counted.filter(([state]) => !kind.register.ended.includes(state)).reduce((sum, [, n]) => sum + n, 0)
  return (
    <div className="jg-card">
      <Link to={pageOf(kind)}>
        <b>{kind.name}</b>
        <span className="jg-card-count">
          {summary ? showNumber(living) : '…'}
          {summary?.more ? '+' : ''}
        </span>
      </Link>
      <p>{kind.register.purpose}</p>
      <div className="jg-card-states">
        {summary && summary.waiting > 0 && (
          <span className="jg-card-waiting">
            <span aria-hidden="true">▲</span> {t('待我办理 {n}', { n: summary.waiting })}
          </span>
        )}
        {overdue > 0 && (
          <Link className="jt-not-met" to={`/duties?register=${kind.id}&status=overdue`}>
            <span aria-hidden="true">■</span> {t('义务逾期 {n}', { n: overdue })}
          </Link>
        )}
        {soon > 0 && (
          <Link className="jt-at-risk" to={`/duties?register=${kind.id}`}>
            <span aria-hidden="true">▲</span> {t('30天内到期 {n}', { n: soon })}
          </Link>
        )}
        {Object.entries(kind.states)
          .filter(([state]) => (summary?.states[state] ?? 0) > 0)
          .map(([state, label]) => (
            <Link key={state} to={`${pageOf(kind)}?state=${state}`}>
              {label} {showNumber(summary!.states[state])}
            </Link>
          ))}
      </div>
    </div>
  )
}
