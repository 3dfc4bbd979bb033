import type { Day } from '@jingtu/core/period.ts'
import { owesReport } from '@jingtu/programme/obligations.ts'
import { decisionRecord, questionRecord } from '@jingtu/programme/organisation.ts'
import { planRecord } from '@jingtu/programme/plan.ts'
import { periodRecord, reportRecord } from '@jingtu/programme/reporting.ts'
import { dispatchRecord, taskRecord } from '@jingtu/programme/task.ts'
import type { Db } from '@jingtu/store/open.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { heldOf } from './board.ts'

/** One thing a unit must do by a day: read by the calendar feed and by the reminders. */
export interface AgendaItem {
  /** The same thing has the same key for ever. */
  key: string
  kind: 'report' | 'task' | 'question' | 'decision'
  title: string
  detail: string
  due: Day
  overdue: boolean
  link: string
}

/** All that is still open for a unit; what has been handed in or finished is not in it. */
export async function itemsOf(db: Db, unit: string, today: Day): Promise<AgendaItem[]> {
  const dispatches = await listRecords(
    db,
    dispatchRecord,
    sql`unit = ${unit}::uuid and state in ('issued', 'accepted', 'completed')`,
  )
  const plans = await listRecords(
    db,
    planRecord,
    sql`id = any(${[...new Set(dispatches.map(d => d.plan))]}::uuid[]) and state = 'published'`,
  )
  const tasks = await listRecords(db, taskRecord, sql`id = any(${[...new Set(dispatches.map(d => d.task))]}::uuid[])`)
  const periods = await listRecords(
    db,
    periodRecord,
    sql`plan = any(${plans.map(p => p.id)}::uuid[]) and state = 'open'`,
    { orderBy: sql`due` },
  )
  const reports = await listRecords(db, reportRecord, sql`unit = ${unit}::uuid and state in ('submitted', 'accepted')`)
  const held = await heldOf(db, dispatches)
  const items: AgendaItem[] = []
  const add = (item: Omit<AgendaItem, 'overdue'>): void => void items.push({ ...item, overdue: item.due < today })
  for (const period of periods) {
    const owed = dispatches.filter(
      d =>
        d.plan === period.plan &&
        owesReport(held.get(d.id)!, period) &&
        !reports.some(r => r.dispatch === d.id && r.period === period.id),
    )
    const plan = plans.find(p => p.id === period.plan)!
    const names = owed.map(d => tasks.find(t => t.id === d.task)?.title ?? '')
    if (owed.length)
      add({
        key: `period-${period.id}-${unit}`,
        kind: 'report',
        title: `报送${period.name}进展（${owed.length}项）`,
        detail: `${plan.title}\n${names.join('\n')}`,
        due: period.due,
        link: '/today',
      })
  }
  for (const d of dispatches) {
    const plan = plans.find(p => p.id === d.plan)
    const task = tasks.find(t => t.id === d.task)
    if (!plan || !task || !d.due || d.state === 'completed') continue
    add({
      key: `dispatch-${d.id}`,
      kind: 'task',
      title: `完成：${task.title}`,
      detail: `${plan.title}\n${task.content ?? ''}`,
      due: d.due,
      link: `/dispatches/${d.id}`,
    })
  }
  for (const q of await listRecords(
    db,
    questionRecord,
    sql`owner_unit = ${unit}::uuid and state = 'assigned' and due is not null`,
  )) {
    add({
      key: `question-${q.id}`,
      kind: 'question',
      title: `答复问题：${q.title}`,
      detail: q.detail ?? '',
      due: q.due!,
      link: '/questions',
    })
  }
  for (const d of await listRecords(
    db,
    decisionRecord,
    sql`owner_unit = ${unit}::uuid and state in ('made', 'assigned')`,
  )) {
    add({
      key: `decision-${d.id}`,
      kind: 'decision',
      title: `落实议定事项：${d.content}`,
      detail: '',
      due: d.due,
      link: '/meetings',
    })
  }
  return items.sort((a, b) => (a.due < b.due ? -1 : 1))
}
