import type { Task, TaskRole } from './task.ts'

/** The six columns of the task list that is printed as an annex of a plan. */
export const TASK_TABLE_COLUMNS = ['序号', '主要任务', '任务内容', '牵头单位', '配合单位', '责任单位'] as const

export interface TaskTableRow {
  kind: 'section' | 'task' | 'subtask'
  /** For a section: its heading, over all six columns. */
  heading: string
  cells: [string, string, string, string, string, string] | null
  task: string | null
}

export type TableTask = Pick<
  Task,
  | 'id'
  | 'ordinal'
  | 'path'
  | 'no'
  | 'title'
  | 'content'
  | 'parentTask'
  | 'unitSpans'
  | 'leadNames'
  | 'coopNames'
  | 'respNames'
  | 'guideNames'
  | 'leadUnits'
  | 'coopUnits'
  | 'respUnits'
  | 'openRoles'
  | 'state'
>

const NAMES: Record<TaskRole, 'leadNames' | 'coopNames' | 'respNames' | 'guideNames'> = {
  lead: 'leadNames',
  coop: 'coopNames',
  resp: 'respNames',
  guide: 'guideNames',
}
const UNITS: Record<Exclude<TaskRole, 'guide'>, 'leadUnits' | 'coopUnits' | 'respUnits'> = {
  lead: 'leadUnits',
  coop: 'coopUnits',
  resp: 'respUnits',
}

/** The units of a role as they are printed: the plan's own words where they still hold, then units added by hand. */
export function roleNames(
  task: TableTask,
  role: Exclude<TaskRole, 'guide'>,
  unitName: (id: string) => string,
): string[] {
  const units = new Set(task[UNITS[role]])
  const said = (task.unitSpans ?? []).filter(s => s.role === role)
  const covered = new Set<string>()
  const names: string[] = []
  for (const name of task[NAMES[role]]) {
    const means = said.find(s => s.name === name)?.units ?? []
    // A name whose units were all taken away by hand is no longer said.
    if (means.length > 0 && !means.some(id => units.has(id))) continue
    for (const id of means) covered.add(id)
    names.push(name)
  }
  for (const id of units) if (!covered.has(id)) names.push(unitName(id))
  return names
}

const roleText = (task: TableTask, role: Exclude<TaskRole, 'guide'>, unitName: (id: string) => string): string => {
  const names = roleNames(task, role, unitName).join('、')
  return names && task.openRoles.includes(role) ? `${names}等` : names
}

/** Section heading rows and numbered rows, in the order of the plan; numbers run through all sections. */
export function taskTable(
  tasks: readonly TableTask[],
  unitName: (id: string) => string,
  options: { subtasks?: boolean } = {},
): TaskTableRow[] {
  const kept = tasks.filter(t => t.state !== 'rejected' && t.state !== 'removed' && t.state !== 'cancelled')
  const ids = new Set(kept.map(t => t.id))
  const children = new Map<string, TableTask[]>()
  const tops: TableTask[] = []
  for (const t of [...kept].sort((a, b) => a.ordinal - b.ordinal)) {
    if (t.parentTask && ids.has(t.parentTask)) children.set(t.parentTask, [...(children.get(t.parentTask) ?? []), t])
    else tops.push(t)
  }
  const rows: TaskTableRow[] = []
  let heading = ''
  let number = 0
  for (const task of tops) {
    const section = task.path.at(-2) ?? ''
    if (section && section !== heading) rows.push({ kind: 'section', heading: section, cells: null, task: null })
    heading = section
    number += 1
    rows.push({ kind: 'task', heading, task: task.id, cells: cellsOf(task, String(number), unitName) })
    if (options.subtasks)
      (children.get(task.id) ?? []).forEach((child, i) => {
        rows.push({ kind: 'subtask', heading, task: child.id, cells: cellsOf(child, `${number}.${i + 1}`, unitName) })
      })
  }
  return rows
}

const cellsOf = (task: TableTask, number: string, unitName: (id: string) => string): TaskTableRow['cells'] => [
  number,
  task.title,
  task.content ?? '',
  roleText(task, 'lead', unitName),
  roleText(task, 'coop', unitName),
  roleText(task, 'resp', unitName),
]
