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
  const groups = [...MODULES.map(m => m.title), SUBJECTS]
    .filter(title => !only || title === only)
    .map(title => ({ title, kinds: found.filter(kind => groupOf(kind) === title) }))
    .filter(group => group.kinds.length > 0)
  const waiting = [...summaries.values()].reduce((sum, s) => sum + s.waiting, 0)
  return (
    <>
      <PageHead
        title={t('台账')}
        note={
          waiting > 0
            ? t('有 {n} 条等您办理。', { n: waiting })
            : t('一本台账记一件事：谁在名单上、到了哪一步、还欠什么。')
        }
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
        {only && (
          <button type="button" className="jt-link" onClick={() => put({ group: null })}>
            {t('看全部台账')}
          </button>
        )}
      </div>
      {asked.error && <Problem error={asked.error} onRetry={() => void asked.refetch()} />}
      {groups.length === 0 && <EmptyState title={t('没有找到这样的台账')} />}
      {groups.map(group => (
        <section key={group.title} className="jg-module">
          <h2>{t(group.title)}</h2>
          <ul>
            {group.kinds.map(kind => (
              <li key={kind.id}>
                <Card kind={kind} summary={summaries.get(kind.id)} due={dueOf.get(kind.id) ?? []} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
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
