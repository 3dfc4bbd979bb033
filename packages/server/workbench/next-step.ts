import { type Day, deadlineLight, type Light } from '@jingtu/core/period.ts'
import { type Held, owesReport } from '@jingtu/programme/obligations.ts'
import type { Report, ReportingPeriod } from '@jingtu/programme/reporting.ts'
import type { Dispatch } from '@jingtu/programme/task.ts'

export type Group = 'returned' | 'overdue' | 'soon' | 'todo' | 'done'
export interface NextStep {
  kind: 'accept' | 'revise' | 'report' | 'work' | 'wait' | 'none'
  label: string
  period: { id: string; name: string } | null
  /** The nearer of the report's and the task's day. */
  due: Day | null
  dueOf: 'report' | 'task' | null
  light: Light
  group: Group
}

/** The one obvious next step of a unit in one dispatch, and how it stands in time. */
export function nextStepOf(
  dispatch: Dispatch,
  held: Held,
  periods: ReportingPeriod[],
  reports: Report[],
  today: Day,
  warnDays: number,
): NextStep {
  if (dispatch.state === 'closed')
    return {
      ...NONE,
      label: '已办结',
      light: deadlineLight(dispatch.due, today, dispatch.completedOn, warnDays),
      due: dispatch.due,
      dueOf: 'task',
    }
  if (dispatch.state === 'returned') return { ...NONE, kind: 'wait', label: '已退回交办，等待处理' }
  if (dispatch.state === 'reassigned' || dispatch.state === 'cancelled') return NONE
  const open = periods.filter(p => p.state === 'open' && p.startsOn <= today && owesReport(held, p))
  const reportIn = (p: ReportingPeriod): Report | undefined =>
    reports.find(r => r.dispatch === dispatch.id && r.period === p.id)
  const toRevise = open.find(p => reportIn(p)?.state === 'returned')
  const toReport = open.find(p => !['submitted', 'accepted'].includes(reportIn(p)?.state ?? ''))
  const period = toRevise ?? toReport
  if (dispatch.state === 'completed' && !period) {
    return {
      ...NONE,
      kind: 'wait',
      label: '已报完成，待审核',
      light: deadlineLight(dispatch.due, today, dispatch.completedOn, warnDays),
      due: dispatch.due,
      dueOf: 'task',
    }
  }
  const taskDue = dispatch.state === 'completed' ? null : dispatch.due
  const dueOf = period && (!taskDue || period.due <= taskDue) ? 'report' : taskDue ? 'task' : null
  const due = dueOf === 'report' ? period!.due : taskDue
  const light = deadlineLight(due, today, null, warnDays)
  const step: Pick<NextStep, 'kind' | 'label'> = toRevise
    ? { kind: 'revise', label: '修改退回的报告' }
    : dispatch.state === 'issued' && !(dueOf === 'report' && light !== 'green')
      ? { kind: 'accept', label: '签收' }
      : period
        ? { kind: 'report', label: `填报${period.name}` }
        : { kind: 'work', label: '继续办理' }
  const sentBack = toRevise !== undefined || (dispatch.state === 'accepted' && dispatch.returnReason !== null)
  const group: Group = sentBack ? 'returned' : light === 'red' ? 'overdue' : light === 'yellow' ? 'soon' : 'todo'
  return { ...step, period: period ? { id: period.id, name: period.name } : null, due, dueOf, light, group }
}

const NONE: NextStep = { kind: 'none', label: '', period: null, due: null, dueOf: null, light: 'none', group: 'done' }
