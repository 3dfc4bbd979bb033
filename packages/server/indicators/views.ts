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
