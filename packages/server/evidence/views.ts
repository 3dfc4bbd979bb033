/** What the evidence API answers; the pages take their types from here. */
import type { RowOf } from '@jingtu/core/record.ts'
import type { ImportBatch, LeftOut } from '@jingtu/registers/monitoring/import-batch.ts'
import type { Judging } from '@jingtu/registers/monitoring/judging.ts'
import type { monitoringSiteRecord } from '@jingtu/registers/monitoring/site.ts'
import type { ClassFiveShare, Stability } from '@jingtu/standards/groundwater-year/region.ts'
import type { PointYear } from '@jingtu/standards/groundwater-year/year.ts'
import type { Finding, Missing } from '@jingtu/standards/judgement.ts'
import type { Fault } from '@jingtu/standards/laboratory/fault.ts'
import type { Layout } from '@jingtu/standards/laboratory/layout.ts'
import type { RowRights } from '../records/views.ts'
import type { QualityReport } from './quality.ts'

/** A cell that is to be put right: the text that takes the place of what stands there. */
export interface CellMend {
  /** '土壤!D12'; of a CSV file 'D12'. */
  place: string
  text: string
  reason?: string | null
}

/** A fault with its cell. */
export interface CellFault extends Fault {
  place: string
  /** As the file has it. */
  text: string
  /** What stands in its stead; null where nothing was mended. */
  mended: string | null
}

export interface PreviewTable {
  sheet: number
  sheetName: string
  hidden: boolean
  layout: Layout
  dataTo: number
  confidence: number
  why: string[]
  /** Id of the remembered layout that was used instead of a guess. */
  remembered: string | null
  /** The first rows as they are read, head included, to show while columns are assigned. */
  rows: string[][]
}

export interface ImportCounts {
  rows: number
  samples: number
  results: number
  errors: number
  warnings: number
  /** Samples already there with the same content, and with other content. */
  repeated: number
  changed: number
}

export interface Preview {
  file: { hash: string; name: string; size: number }
  tables: PreviewTable[]
  /** Sheets in which no table was found. */
  without: string[]
  counts: ImportCounts
  /** One page of the faults asked for, in the order of the file. */
  faults: CellFault[]
  faultTotal: number
  /** Faults beyond this many are counted and not kept. */
  faultsKept: number
  /** The region positions were held against, or could not be. */
  boundary: { name: string; known: boolean }
  /** Batches in force that came from the same file. */
  sameFile: { id: string; title: string; state: string }[]
  /** What the laboratory's accreditation says. */
  accreditation: { code: string; message: string; substances: string[] }[]
}

export interface BatchView extends Omit<ImportBatch, 'layouts'>, RowRights {
  layouts?: unknown
}
export interface BatchList {
  rows: BatchView[]
  total: number
  names: Record<string, string>
}
export interface BatchDetail {
  batch: BatchView
  names: Record<string, string>
  quality: QualityReport
  leftOut: LeftOut[]
  judgings: JudgingView[]
}

export interface SampleView {
  /** `${batch}.${ordinal}` */
  id: string
  batch: string
  ordinal: number
  code: string
  site: string | null
  siteCode: string | null
  medium: string | null
  takenOn: string | null
  receivedOn: string | null
  testedOn: string | null
  depth: string | null
  depthFrom: string | null
  depthTo: string | null
  longitude: string | null
  latitude: string | null
  landUse: string | null
  plannedUse: string | null
  crop: string | null
  cropColumn: string | null
  condition: string | null
  ph: string | null
  sampler: string | null
  laboratory: string | null
  quality: string | null
  pairedWith: string | null
  remark: string | null
  place: string
  /** Whether it counts today: its batch is in force and no other took its place. */
  counts: boolean
  supersededBy: string | null
}

export interface ResultView {
  ordinal: number
  substance: string
  name: string
  kind: 'value' | 'below' | 'above' | 'missing' | 'nd'
  value: string | null
  /** "0.62", "<0.01", "未检出" */
  shown: string
  unit: string | null
  detectionLimit: string | null
  method: string | null
  basis: 'dry' | 'wet' | null
  why: string | null
  original: string
  place: string
  mended: string | null
}

export interface Page<T> {
  rows: T[]
  total: number
  page: number
  size: number
}

export interface SampleDetail {
  sample: SampleView
  results: ResultView[]
  verdicts: VerdictView[]
  custody: { stage: string; doneOn: string; number: string; handedBy: string | null; receivedBy: string | null }[]
  /** All rows of the same sample, the oldest first. */
  versions: { batch: string; title: string; state: string; ordinal: number; counts: boolean }[]
}

export interface VerdictView {
  /** `${judging}.${ordinal}` */
  id: string
  judging: string
  batch: string
  sample: number
  code: string
  standard: string
  edition: string
  verdict: string
  decisive: string | null
  judgedOn: string
  counts: boolean
}
export type JudgingView = Omit<Judging, 'content'> & RowRights

export interface Flip {
  batch: string
  sample: number
  code: string
  standard: string
  before: string | null
  /** Edition and judging of the verdict before. */
  beforeEdition: string | null
  after: string
  edition: string
  decisive: string
}

export interface JudgingPreview {
  samples: number
  counts: Record<string, number>
  flips: Flip[]
  flipTotal: number
  /** To be sent back with the confirmation. */
  digest: string
  editions: string[]
  tables: { id: string; title: string }[]
}

/** 为什么: verdict → finding → result → cell of the file → conversion → clause. */
export interface Why {
  verdict: VerdictView
  judging: { id: string; title: string; judgedOn: string; laws: unknown[]; options: unknown; tables: unknown[] }
  sample: SampleView
  notes: string[]
  steps: WhyStep[]
  missing: Missing[]
}
export interface WhyStep {
  finding: Finding
  decisive: boolean
  results: (ResultView & { cell: OriginalCell })[]
}
export interface OriginalCell {
  file: { hash: string; name: string } | null
  sheet: string
  row: number
  column: number
  place: string
  text: string
  mend: { text: string; reason: string | null } | null
}

export interface ImportProgress {
  stage: '读取' | '检查并写入' | '登记' | '完成' | '失败'
  rows: number
  /** Of the file's bytes, 0…1; null where it is not known. */
  part: number | null
}

export type SiteView = RowOf<typeof monitoringSiteRecord> & RowRights
export interface SiteDue {
  site: string
  code: string
  name: string
  network: string
  region: string
  lastTaken: string | null
  due: string
  overdue: boolean
}
export interface Coverage {
  /** Regions of the level asked for, with the points in each. */
  regions: { id: string; name: string; points: number; byNetwork: Record<string, number> }[]
  covered: number
  total: number
  landUses: { landUse: string; points: number; byNetwork: Record<string, number>; characteristic: number }[]
  tags: { tag: string; points: number }[]
  departments: { department: string; points: number }[]
}
export interface SurveyProgress {
  planned: number
  sampled: number
  tested: number
  judged: number
  sites: { site: string; code: string; name: string; stage: '待采样' | '已采样' | '已检测' | '已评价' }[]
}

/** A cell with what stands around it in the file; rows and columns in the frame of the layout. */
export interface CellContext {
  file: { hash: string; name: string }
  place: string
  turned: boolean
  row: number
  column: number
  text: string
  head: string[]
  around: { row: number; cells: string[] }[]
}

export interface Exceedance {
  /** Id of the verdict, for 为什么. */
  verdict: string
  batch: string
  sample: number
  code: string
  site: string | null
  takenOn: string | null
  edition: string
  substance: string | null
  name: string
  value: string | null
  unit: string
  limits: Finding['limits']
  /** value ÷ limit, above 1. */
  ratio: string
  band: string | null
  clause: string
  verdictOfItem: string
}

export interface SurveyDue {
  survey: string
  name: string
  kind: string
  ownerUnit: string
  /** Last day of the round before. */
  last: string
  due: string
}

export interface SeriesPoint {
  sample: string
  code: string
  takenOn: string | null
  kind: ResultView['kind']
  value: string | null
  unit: string | null
}

/** The verdict of a point (or of a sample without one) from all its samples, resting on a set of items. */
export interface PlaceVerdict {
  site: string | null
  name: string
  samples: { id: string; code: string; verdict: string }[]
  verdict: string
  decisive: string[]
  missing: Missing[]
  notes: string[]
  items: string
}

/** The wells of a region over a year. */
export interface GroundwaterYear {
  year: number
  points: (PointYear & { site: string; name: string })[]
  share: ClassFiveShare
  /** Against the baseline year; null where none was asked for. */
  stability: Stability | null
  notes: string[]
}

export interface TrendPoint {
  sample: string
  takenOn: string
  value: string | null
  unit: string
  limits: Finding['limits']
  alarms: { kind: string; why: string }[]
  open: string[]
  /** Monitored at least twice as often from here on. */
  dense: boolean
  everyMonths: number
}
