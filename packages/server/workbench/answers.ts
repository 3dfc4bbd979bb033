/** What the API of the workbench answers; read by the pages as well, so nothing here reaches for the database. */
import type { Day, Light } from '@jingtu/core/period.ts'
import type { Question } from '@jingtu/programme/organisation.ts'
import type { CurvePoint, Pace } from '@jingtu/programme/pace.ts'
import type { Report } from '@jingtu/programme/reporting.ts'
import type { Target } from '@jingtu/programme/target.ts'
import type { StatusFinding } from '@jingtu/programme/target-status.ts'
import type { Dispatch, NamedObject, Task } from '@jingtu/programme/task.ts'
import type { Group, NextStep } from './next-step.ts'

export type { Group, NextStep } from './next-step.ts'
export type Role = '牵头' | '配合' | '责任'

export interface WorkbenchRow {
  dispatch: string
  plan: { id: string; title: string }
  task: { id: string; no: string | null; title: string }
  role: Role
  state: Dispatch['state']
  next: NextStep
  returnReason: string | null
  quantity: string | null
  quantityUnit: string | null
  done: string | null
  objects: { done: number; total: number }
}
export interface ReviewRow {
  kind: 'report' | 'completed' | 'declined'
  report: string | null
  dispatch: string
  unitName: string
  task: { id: string; no: string | null; title: string }
  planTitle: string
  period: string | null
  on: Day | null
  late: boolean
  progress: string | null
}
export interface OtherItem {
  kind: 'question' | 'decision'
  id: string
  title: string
  due: Day | null
  light: Light
  state: string
}
export interface Workbench {
  unit: { id: string; name: string }
  today: Day
  warnDays: number
  counts: Record<Group | 'toReview', number>
  rows: WorkbenchRow[]
  toReview: ReviewRow[]
  others: OtherItem[]
}

export interface DeliverableStatus {
  name: string
  due: Day | null
  state: 'missing' | 'submitted' | 'accepted'
  files: string[]
  submittedOn: Day | null
  late: boolean
}

/** The same fact asked of the same unit by another plan (province, city, own): there it need not be written again. */
export interface LinkedAsking {
  dispatch: string
  planTitle: string
  taskTitle: string
  period: string
  periodName: string
  startsOn: Day
  endsOn: Day
  due: Day
  open: boolean
  /** What was said there already. */
  report: Pick<
    Report,
    | 'id'
    | 'state'
    | 'progress'
    | 'problems'
    | 'nextStep'
    | 'figureKind'
    | 'quantity'
    | 'percent'
    | 'evidence'
    | 'proofs'
    | 'submittedOn'
  > | null
}

export interface PeriodEntry {
  id: string
  key: string
  name: string
  startsOn: Day
  endsOn: Day
  due: Day
  state: 'open' | 'closed'
  basis: string | null
  recipient: string | null
  owed: boolean
  light: Light
  report: Report | null
  canWrite: boolean
  canReview: boolean
}
export interface HistoryEntry {
  what: string
  action: string
  label: string
  state: string
  at: string
  actorName: string
  reason: string | null
}
export interface Sibling {
  id: string
  unitName: string
  role: Role
  state: Dispatch['state']
  due: Day | null
  light: Light
}
export interface DispatchDetail {
  dispatch: Dispatch
  task: Task
  relations: string[]
  unitName: string
  issuedOn: Day
  endedOn: Day | null
  plan: {
    id: string
    title: string
    issuingNumber: string | null
    ownerUnit: string
    ownerName: string
    sourceFile: string | null
    sourceName: string | null
  }
  lead: string[]
  coop: string[]
  resp: string[]
  sentence: { before: string; text: string; after: string } | null
  light: Light
  warnDays: number
  today: Day
  next: NextStep
  periods: PeriodEntry[]
  objects: NamedObject[]
  deliverables: DeliverableStatus[]
  done: { quantity: string | null; percent: string | null }
  pace: { state: Pace; planned: string; curve: CurvePoint[] } | null
  targets: Target[]
  /** How the targets of the task stand, by the last value anybody wrote down or the lists were worked out to. */
  standings: {
    target: string
    status: StatusFinding['status']
    why: string
    formula: string | null
    value: string | null
    asOf: Day | null
  }[]
  siblings: Sibling[]
  replacedBy: { id: string; unitName: string } | null
  linked: LinkedAsking[]
  questions: Question[]
  history: HistoryEntry[]
  moves: string[]
  /** What may be dealt out from here, and how much that is altogether. */
  split: { whole: string | null } | null
}

export type CellState = 'accepted' | 'submitted' | 'returned' | 'draft' | 'missing' | 'waiting' | 'not-asked'
export interface MatrixCell {
  period: string
  state: CellState
  late: boolean
  report: string | null
}
export interface MatrixRow {
  dispatch: string
  unit: string
  unitName: string
  role: Role
  state: Dispatch['state']
  due: Day | null
  completedOn: Day | null
  light: Light
  quantity: string | null
  quantityUnit: string | null
  done: string | null
  percent: string | null
  pace: Pace
  objects: { done: number; total: number }
  cells: MatrixCell[]
}
export interface MatrixTask {
  id: string
  no: string | null
  title: string
  path: string[]
  due: Day | null
  quantity: string | null
  quantityUnit: string | null
  rows: MatrixRow[]
}
export interface Progress {
  plan: { id: string; title: string; year: number | null; mayClose: boolean }
  today: Day
  warnDays: number
  periods: { id: string; key: string; name: string; due: Day; startsOn: Day; state: string }[]
  tasks: MatrixTask[]
}
export interface PlanInView {
  id: string
  title: string
  year: number | null
  state: string
  mine: boolean
}

export interface PeriodRow {
  id: string
  key: string
  name: string
  startsOn: Day
  endsOn: Day
  due: Day
  basis: string | null
  recipient: string | null
  state: 'open' | 'closed'
  closedOn: Day | null
  sheet: string | null
  begun: boolean
  light: Light
  owed: number
  /** Of what is owed. */
  accepted: number
  submitted: number
  returned: number
  /** Handed in although it was not owed: by supporting units, or for a task that ended before the day. */
  beyond: number
  late: number
  /** Tasks of the reader's own unit that can still be reported on. */
  mine: number
  missing: { unit: string; unitName: string; dispatches: number; tasks: string[] }[]
  waiting: { report: string; dispatch: string; unitName: string; task: string }[]
}
export interface PeriodList {
  plan: { id: string; title: string; state: string; mayClose: boolean; maySet: boolean; seesAll: boolean }
  today: Day
  warnDays: number
  rows: PeriodRow[]
  total: number
}

export interface QuestionRow extends Question {
  raisedByName: string
  ownerName: string | null
  taskTitle: string | null
  light: Light
  moves: string[]
}
