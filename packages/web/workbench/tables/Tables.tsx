import type { RecordKind } from '@jingtu/core/record.ts'
import { reportTableRecord } from '@jingtu/programme/report-table.ts'
import type { TableList, TableListRow } from '@jingtu/server/workbench/tables/answers.ts'
import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { t } from '../../i18n/language.ts'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { PageHead } from '../../parts/PageHead.tsx'
import { Problem } from '../../parts/Problem.tsx'
import { RecordState } from '../../parts/RecordState.tsx'
import { useGet } from '../../shell/query.ts'
import { usePlanChoice } from '../PlanChoice.tsx'
import '../workbench.css'
import './tables.css'

/** The report tables of a plan, and how far they are in the period that is being reported. */
export default function Tables(): ReactNode {
  const { plan, choice, none, error } = usePlanChoice()
  const asked = useGet<TableList>(plan ? '/api/report-tables' : null, { plan })
  const data = asked.data
  return (
    <>
      <PageHead
        title={t('报表')}
        note={t('表样由计划编制单位设计一次，每期填报，公式自动计算，导出的 Excel 仍带公式。')}
        next={data?.may.draw ? { label: t('设计报表'), to: `/report-tables/draw?plan=${plan}` } : undefined}
      />
      <div className="jt-tools-line">{choice}</div>
      {(error ?? asked.error) ? <Problem error={error ?? asked.error} onRetry={() => void asked.refetch()} /> : null}
      {plan && !data && !asked.error && <Skeleton active />}
      {(none || data?.rows.length === 0) && (
        <div className="jt-paper">
          <EmptyState
            title={t('还没有报表')}
            how={t(
              '上级的季度报表、本市的统计表，都可以照样画出：选行（县区或单位），设列（填报、目标、实测、任务数、公式）。',
            )}
            action={data?.may.draw && <Link to={`/report-tables/draw?plan=${plan}`}>{t('设计报表')}</Link>}
          />
        </div>
      )}
      {data && data.rows.length > 0 && (
        <ul className="jt-paper jt-table-list">
          {data.rows.map(table => (
            <li key={table.id}>
              <Link to={`/report-tables/${table.id}`}>{[table.number, table.name].filter(Boolean).join('　')}</Link>
              <RecordState kind={TABLE} state={table.state} />
              <span className="jt-soft">
                {t('{rows} 行 {columns} 列', { rows: table.rows, columns: table.columns })}
              </span>
              <span className="jt-soft">{progressOf(table)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

const TABLE = reportTableRecord as unknown as RecordKind

function progressOf({ current, rows }: TableListRow): string {
  if (!current) return ''
  if (current.handedUp) return t('{period}：已上报', { period: current.name })
  return t('{period}：已提交 {submitted}/{rows} 行，{due}前报', {
    period: current.name,
    submitted: current.submitted,
    rows,
    due: current.due,
  })
}
