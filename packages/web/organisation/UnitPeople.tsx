import type { Person } from '@jingtu/registers/subjects/person.ts'
import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { Problem } from '../parts/Problem.tsx'
import type { List } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'
import { DUTY_WORDS } from './administration.ts'

/** Who works in a unit, in a few lines. */
export function UnitPeople({ unit }: { unit: string }): ReactNode {
  const asked = useGet<List<Person>>('/api/people', { unit, state: 'active' })
  if (asked.error) return <Problem error={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active title={false} />
  if (asked.data.rows.length === 0) {
    const action = <Link to={`/organisation/people?unit=${unit}`}>{t('去登记人员')}</Link>
    return (
      <EmptyState
        compact
        title={t('这个单位还没有人员')}
        how={t('没有人员的单位收不到任务，也不能填报。')}
        action={action}
      />
    )
  }
  return (
    <ul className="jt-lines">
      {asked.data.rows.map(person => (
        <li key={person.id}>
          <Link to={`/organisation/people?unit=${unit}&person=${person.id}`}>{person.name}</Link>
          <span className="jt-soft">{person.title}</span>
          <span className="jt-faint">{person.duties.map(duty => t(DUTY_WORDS[duty] ?? duty)).join(t('、'))}</span>
        </li>
      ))}
    </ul>
  )
}
