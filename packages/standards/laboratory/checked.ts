import type { Decimal } from '@jingtu/core/measure.ts'
import type { Day } from '@jingtu/core/period.ts'
import type { Reading } from '../judgement.ts'
import type { Fault, FaultCode, Grade } from './fault.ts'
import type { HoldingTime } from './holding-times.ts'
import type { SampleBook } from './sample-book.ts'

/** What was sampled. */
export const MEDIA = ['土壤', '农产品', '地下水', '地表水', '灌溉水', '底泥', '固体废物'] as const
export type Medium = (typeof MEDIA)[number]

/** What a control sample is for. */
export const QC_KINDS = ['平行样', '空白样', '有证标准物质', '加标样'] as const
export type QcKind = (typeof QC_KINDS)[number]

/** What a row says of its sample. Words are as written, days and numbers as understood; null where nothing was said. */
export interface SampleFields {
  /** Of its own, or made of site, depth and day where the table has no number of samples. */
  code: string
  site: string | null
  /** Metres. */
  depthFrom: Decimal | null
  depthTo: Decimal | null
  depth: string | null
  takenOn: Day | null
  receivedOn: Day | null
  testedOn: Day | null
  longitude: number | null
  latitude: number | null
  medium: Medium | null
  landUse: string | null
  use: string | null
  crop: string | null
  column: string | null
  condition: string | null
  region: string | null
  sampler: string | null
  laboratory: string | null
  qc: QcKind | null
  /** Number of the soil sample a product belongs to, or of the sample a duplicate repeats. */
  pairedWith: string | null
  remark: string | null
  pH: Reading | null
  /** Worst of what its own words say; a sample whose grade is `error` is never stored, nor its results. */
  grade: Grade
}

export interface CheckedResult {
  /** Catalogue id; null where the name is unknown, or means two things. */
  substance: string | null
  /** As written. */
  name: string
  reading: Reading
  /** As in `normaliseUnit`; as written where unknown; '' where none was given. */
  unit: string
  detectionLimit: Decimal | null
  method: string | null
  basis: 'dry' | 'wet' | null
  /** The cell as it stands in the file. */
  original: string
  /** "土壤!D12". */
  place: string
  row: number
  column: number
  grade: Grade
  /** The first error that keeps it out of the store. */
  fault: FaultCode | null
}

export interface CheckedRow {
  /** Worst of the row's faults and results. */
  grade: Grade
  /** skipped: blank, a repeated head, a row of units or limits, a total, a remark, a signature. */
  kind: 'data' | 'skipped'
  row: number
  /** null where skipped. The same object for following rows that say the same of the same sample. */
  sample: SampleFields | null
  /** A result whose grade is `error` is never stored. */
  results: CheckedResult[]
  faults: readonly Fault[]
}

export interface Position {
  longitude: number
  latitude: number
}

/** What the door cannot know by itself. */
export interface DoorContext {
  /** YYYY-MM-DD; later days are in the future. Without it no day is. */
  today?: Day
  sheetName: string
  /** Points already registered, by their name or number, in CGCS2000. */
  knownSites?: ReadonlyMap<string, Position>
  /** The region the samples must lie in; without `contains` its boundary is not known, and that is said. */
  boundary?: { name: string; contains?: (longitude: number, latitude: number) => boolean }
  /** Metres a sample may lie from its registered point; 500 unless said otherwise. */
  siteTolerance?: number
  /** null: not checked. The project's own table unless said otherwise. */
  holdingTimes?: readonly HoldingTime[] | null
  /** Which shifted system would explain a position that should be the known one (`geo/coordinates.ts`). */
  suspectShift?: (given: Position, known: Position) => 'GCJ-02' | 'BD-09' | null
  /** Metres between two positions (`geo/coordinates.ts`). */
  distance?: (a: Position, b: Position) => number
  /** Shared by the tables of one file, so that what is said twice is found across them; a table by itself has its own. */
  book?: SampleBook
  /** Rows hidden in the workbook, counted from one. */
  hiddenRows?: ReadonlySet<number>
}

/** One table at the door, a row at a time, in the order of the file. */
export interface Door {
  row(cells: readonly string[], rowNumber: number): CheckedRow
  /** What concerns the head, whole columns or the file; once, after the last row. */
  end(): Fault[]
}
