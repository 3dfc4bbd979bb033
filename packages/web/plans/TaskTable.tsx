import type { PlanDetail } from '@jingtu/programme/plan-views.ts'
import { TASK_TABLE_COLUMNS, taskTable } from '@jingtu/programme/task-table.ts'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { Light } from '../parts/Light.tsx'
import { useToday } from '../shell/session.tsx'
import { nameOf } from './roles.tsx'

/** The six columns as they are annexed to the plan; on screen the deadline's light stands under the task, on paper it does not. */
export function TaskTable({ detail, subtasks }: { detail: PlanDetail; subtasks: boolean }): ReactNode {
  const today = useToday()
  const rows = taskTable(detail.tasks, nameOf(detail.units), { subtasks })
  const tasks = new Map(detail.tasks.map(x => [x.id, x]))
  if (rows.length === 0) return <EmptyState title={t('计划里还没有任务')} />
  return (
    <div className="jp-six-area">
      <table className="jp-six">
        <caption>{t('{title}任务清单', { title: detail.plan.title })}</caption>
        <thead>
          <tr>
            {TASK_TABLE_COLUMNS.map(column => (
              <th key={column}>{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => {
            if (!row.cells)
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: headings have no identity of their own
                <tr key={`h${i}`} className="jp-six-section">
                  <th colSpan={6} scope="rowgroup">
                    {row.heading}
                  </th>
                </tr>
              )
            const task = tasks.get(row.task!)!
            return (
              <tr key={row.task} className={`jp-six-${row.kind}`}>
                {row.cells.map((cell, k) => (
                  <td key={TASK_TABLE_COLUMNS[k]} data-title={TASK_TABLE_COLUMNS[k]}>
                    {cell}
                    {k === 1 && detail.plan.state !== 'draft' && (
                      <span className="jp-six-light jt-no-print">
                        <Light
                          due={task.due}
                          today={today}
                          finishedOn={task.state === 'done' ? task.effective : null}
                          warnDays={detail.plan.warnDays ?? 30}
                        />
                        {task.due && <small className="jt-faint">{task.due}</small>}
                      </span>
                    )}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
