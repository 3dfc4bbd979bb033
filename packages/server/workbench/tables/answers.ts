/** What the API of report tables answers; read by the pages as well, so nothing here reaches for the database. */
import type { Day } from '@jingtu/core/period.ts'
import type { ReportLine, ReportSheet, ReportTable, TableRow } from '@jingtu/programme/report-table.ts'
import type { Figure } from '@jingtu/programme/table-grid.ts'

export interface TableListRow {
  id: string
  name: string
  number: string | null
  state: ReportTable['state']
  rows: number
  columns: number
  /** Of the period that is being reported now: rows handed in, and whether the whole was handed up. */
  current: { period: string; name: string; due: Day; submitted: number; handedUp: boolean } | null
}
export interface TableList {
  rows: TableListRow[]
  total: number
  may: { draw: boolean }
  /** What columns can be drawn from. */
  sources: { regions: TableRow[]; indicators: string[]; tasks: { id: string; title: string }[] }
}

export interface TableLine {
  id: string
  name: string
  /** Of the columns in their order; null where nobody has said anything. */
  figures: Figure[]
  /** What was typed in, by column key, for whoever may fill the row in. */
  cells: Record<string, string>
  line: { id: string; state: ReportLine['state']; filledBy: string; note: string | null; reason: string | null } | null
  canFill: boolean
  canSendBack: boolean
}
export interface TableView {
  table: ReportTable
  plan: { id: string; title: string }
  periods: { id: string; name: string; due: Day; startsOn: Day }[]
  period: { id: string; name: string; due: Day; endsOn: Day } | null
  lines: TableLine[]
  /** Null where there is no such row, or the reader does not see all rows. */
  total: Figure[] | null
  /** Rows whose typed figures are not handed in; only told to who sees them all. */
  missing: string[]
  sheet: Pick<ReportSheet, 'id' | 'submittedOn' | 'file'> | null
  can: { draw: boolean; handUp: boolean; withdraw: boolean; moves: string[] }
}

/** Where a figure comes from. */
export type FigureOrigin =
  | { kind: 'none' }
  | {
      kind: 'typed'
      entries: { at: string; actorName: string; unitName: string; value: string | null; state: string }[]
    }
  | { kind: 'target'; target: string; text: string }
  | {
      kind: 'measured'
      target: string
      measurement: { value: string | null; asOf: Day; source: string; state: string } | null
    }
  | {
      kind: 'tasks'
      count: string
      dispatches: { id: string; unitName: string; task: string; state: string; due: Day | null }[]
    }
  | { kind: 'formula'; formula: string; operands: { at: string; row: string; column: string; figure: Figure }[] }
export interface FigureAnswer {
  at: string
  row: string
  column: string
  figure: Figure
  origin: FigureOrigin
}
