import type { Indicator } from '@jingtu/programme/indicators/indicator.ts'
import type { RegisterPage } from '../registers/views.ts'
import type { Figure, Part } from './evaluate.ts'

/** What the server answers about indicators: said once, for the server that writes it and the pages that read it. */
export interface ShownFigure extends Omit<Figure, 'rule'> {
  name: string
  better: Indicator['better']
  rule: { id: string; basis: string; mark: string }
  /** The day rows were taken as of; null: as they stand now. */
  asOf: string | null
  below: (Figure & { path: string; name: string })[]
  source: Source
  /** The line of government that answers for the figures; null where nobody was named. */
  department: string | null
}

/** Whether a figure was kept beside the registers, or worked out of their rows when it was asked for. Both say the same. */
export type Source = 'kept' | 'rows'

/** A place, its value, why nobody knows it, numerator, denominator, rows that lack data. */
export type FigureCell = [string, string | null, string | null, string, string | null, number]

/** Many figures at once: of a region and the regions right below it, over years. */
export interface FigureTable {
  /** Every change made before this moment is contained; it is two seconds ago at most. */
  asOf: string
  region: string
  regionName: string
  path: string
  years: string[]
  indicators: { id: string; name: string; unit: string; better: Indicator['better'] }[]
  names: Record<string, string>
  rows: { indicator: string; year: string; rule: string; source: Source; whole: FigureCell; below: FigureCell[] }[]
}

export interface FigurePage {
  region: string
  regionName: string
  period: string
  rows: ShownFigure[]
}

export interface RowsBehind extends Pick<RegisterPage, 'rows' | 'names' | 'regions'> {
  register: string
  part: Part
  /** How many there are; the first five hundred are shown. */
  total: number
}

export interface TargetIndicator {
  bound: string | null
  boundName: string | null
  may: boolean
  proposals: { indicator: string; name: string; sure: boolean }[]
}
