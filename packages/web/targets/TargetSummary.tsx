import type { TargetRow } from '@jingtu/server/targets/views.ts'
import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { t } from '../i18n/language.ts'
import type { List } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'
import { STATUS_LOOK, STATUS_ORDER } from './status-look.ts'
import './targets.css'

/** How many targets of a plan stand how; each number leads to those targets. For other pages to place. */
export function TargetSummary({ planId }: { planId: string }): ReactNode {
  const asked = useGet<List<TargetRow>>('/api/targets', { plan: planId })
  if (asked.error) return null
  if (!asked.data) return <Skeleton active title={false} paragraph={{ rows: 1 }} />
  const rows = asked.data.rows.filter(r => r.target.kind === 'indicator')
  if (rows.length === 0) return <p className="jt-faint">{t('这份计划没有目标')}</p>
  const counts = STATUS_ORDER.map(status => ({
    status,
    n: rows.filter(r => r.overall.finding.status === status).length,
  })).filter(c => c.n > 0)
  return (
    <div className="jg-strip">
      {counts.map(({ status, n }) => (
        <Link key={status} className="jg-count" to={`/targets?plan=${planId}&status=${status}`}>
          <span className={`jg-${status}`} aria-hidden="true">
            {STATUS_LOOK[status].sign}
          </span>
          {t(STATUS_LOOK[status].word)}
          <b>{n}</b>
        </Link>
      ))}
    </div>
  )
}
