import type { Decimal } from '@jingtu/core/measure.ts'
import type { Letter } from '@jingtu/programme/organisation.ts'
import type { Plan } from '@jingtu/programme/plan.ts'
import type { Baseline, Measurement, Target } from '@jingtu/programme/target.ts'
import type { StatusFinding } from '@jingtu/programme/target-status.ts'

/** What the server answers about targets and letters: said once, for the server that writes it and the pages that read it. */

export type ShownMeasurement = Pick<
  Measurement,
  | 'id'
  | 'value'
  | 'numerator'
  | 'denominator'
  | 'members'
  | 'words'
  | 'met'
  | 'notApplicable'
  | 'asOf'
  | 'source'
  | 'state'
  | 'evidence'
>

export interface RegionCell {
  regionId: string
  regionName: string
  /** The latest value that stands, or null: nobody has said anything. */
  measurement: ShownMeasurement | null
  baseline: Pick<Baseline, 'id' | 'value' | 'day' | 'members' | 'source'> | null
  finding: StatusFinding
  /** Of an amount: what was dealt out to this region with the task. */
  allotted: Decimal | null
  /** The arithmetic against the baseline, where there is one. */
  formula: string | null
  warning: string | null
}

export interface TargetRow {
  target: Target
  planTitle: string
  /** `derivedFrom`: of how many parts the whole was summed, null when it was stated; `missing`: whose part is not there. */
  overall: RegionCell & { derivedFrom: number | null; missing: string[] }
  regions: RegionCell[]
}

/** One value that was written down, with who did it; withdrawn ones too, so that the history is whole. */
export interface MeasurementEntry extends Measurement {
  regionName: string
  actorName: string
  at: string
  /** Why it was withdrawn or changed, where that was said. */
  reason: string | null
  /** What the reader may do with it now. */
  can: { confirm: boolean; withdraw: boolean }
}

export interface TargetDetail {
  target: Target
  plan: Plan
  row: TargetRow | null
  /** The task whose sentence holds the target. */
  task: { id: string; no: string | null; title: string; due: string | null; leads: string[] } | null
  measurements: MeasurementEntry[]
  baselines: (Baseline & { regionName: string })[]
  history: { version: number; at: string; actorName: string; action: string; reason: string | null }[]
  can: { record: boolean; freeze: boolean; setMethod: boolean }
}

export interface LetterRow extends Letter {
  planTitle: string
  partyAName: string
  partyBName: string
  regionName: string
  can: { redraft: boolean; sign: boolean; assess: boolean }
}

/** A unit a letter can be drafted for: it was given tasks of the plan, or governs a region right below the plan's. */
export interface LetterParty {
  id: string
  name: string
  regionName: string
  kind: string
  /** Tasks of the plan in its hands. */
  tasks: number
  letter: Letter['state'] | null
}
