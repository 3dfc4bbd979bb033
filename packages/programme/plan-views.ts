import type { FieldChange } from '@jingtu/core/record.ts'
import type { Plan } from './plan.ts'
import type { Target } from './target.ts'
import type { TargetMove } from './target-key.ts'
import type { NamedObject, Task } from './task.ts'

/** What the server answers about plans: said once, for the server that writes it and the pages that read it. */

export interface DocumentChoice {
  index: number
  title: string
  year: number | null
  jurisdiction: string | null
  tasks: number
  targets: number
}

export interface ImportedPlan {
  id: string
  title: string
  /** The same file was imported into this region before; nothing was written. */
  existing: boolean
  state: string
  tasks: number
  targets: number
  problems: number
}

export interface ImportAnswer {
  plans: ImportedPlan[]
  /** Set, and nothing written, where the file holds several plans and none was chosen. */
  choose: DocumentChoice[] | null
  /** What the document reader could not take over, in Chinese. */
  warnings: string[]
}

export interface PlanRow {
  id: string
  title: string
  state: Plan['state']
  level: string
  year: number | null
  issuingNumber: string | null
  regionId: string
  regionName: string
  ownerUnit: string
  ownerName: string
  publishedOn: string | null
  periodTo: string | null
  sample: boolean | null
  mine: boolean
  tasks: number
  decided: number
  done: number
  targets: number
  problems: number
  /** Tasks in force by the light of their deadline. */
  lights: { red: number; yellow: number; green: number; none: number }
  amendments: number
}

export interface PlanDetail {
  plan: Plan
  regionName: string
  ownerName: string
  tasks: Task[]
  targets: Target[]
  objects: NamedObject[]
  units: Record<string, UnitBrief>
  /** Titles of the plans this one refers to: parents and the previous year's. */
  related: Record<string, { title: string; year: number | null; state: string }>
  can: { edit: boolean }
}

export interface UnitBrief {
  id: string
  name: string
  shortName: string | null
  level: string
  line: string
  kind: string
}

export interface PlanVersion {
  /** The instant from which the plan stood like this. */
  at: string
  day: string
  label: string
  actorName: string
  reason: string | null
  tasks: number
  targets: number
}

export interface RowChange {
  kind: 'task' | 'target'
  id: string
  title: string
  op: 'add' | 'remove' | 'change'
  fields: FieldChange[]
}

export interface Continuation {
  previous: Pick<Plan, 'id' | 'title' | 'year'>
  /** Tasks of this plan with the one they go on from: confirmed, or proposed by likeness. */
  tasks: {
    task: string
    title: string
    previous: { id: string; title: string; state: Task['state']; due: string | null; finished: boolean } | null
    confirmed: boolean
    score: number | null
  }[]
  /** Last year's tasks nobody goes on with; the unfinished ones want a decision. */
  dropped: { id: string; title: string; content: string | null; finished: boolean; due: string | null }[]
  targets: { move: TargetMove; before: TargetBrief | null; after: TargetBrief | null }[]
}

export type TargetBrief = Pick<Target, 'id' | 'indicator' | 'op' | 'value' | 'words' | 'unit' | 'by' | 'stage'>

export interface CoverageParent {
  id: string
  title: string
  year: number | null
  tasks: {
    id: string
    no: string | null
    title: string
    content: string | null
    due: string | null
    /** Asked of this region or its units by name, or of all regions below. */
    asked: boolean
    coveredBy: { id: string; title: string }[]
    /** Tasks here that look like it, best first; to be confirmed. */
    proposed: { id: string; title: string; score: number }[]
  }[]
  covered: number
  open: number
}

export interface Coverage {
  parents: CoverageParent[]
  /** Published plans of the regions above that could be chosen as parents. */
  candidates: { id: string; title: string; year: number | null; regionName: string }[]
}

export interface LedgerRow {
  id: string
  /** The task this item was split from; null for a task that was not split. */
  parent: string | null
  parentTitle: string | null
  title: string
  quantity: string | null
  quantityUnit: string | null
  /** Sum of what the units reported; null while nothing has been reported, which is not zero. */
  done: string | null
  objects: { done: number; total: number } | null
  owners: string[]
  due: string | null
  state: '未开展' | '进行中' | '已完成'
}

export interface Published {
  plan: Plan
  tasks: number
  targets: number
  dispatches: number
  periods: number
}
