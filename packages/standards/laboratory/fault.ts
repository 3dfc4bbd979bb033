import { columnLetters } from './place.ts'

export type Grade = 'ok' | 'warning' | 'error'

/** Rows and columns count from one; column 0 is the whole row, row 0 the whole sheet. */
export interface Place {
  sheet: string
  row: number
  column: number
}

export const FAULT_CODES = [
  'no-table',
  'hidden',
  'unknown-column',
  'unknown-substance',
  'two-substances',
  'name-and-cas',
  'total-or-valence',
  'part-above-whole',
  'no-sample',
  'no-substance',
  'no-value',
  'not-measured',
  'not-a-number',
  'negative',
  'formula-error',
  'formula-without-value',
  'nd-without-limit',
  'qualifier',
  'no-unit',
  'unit-unknown',
  'unit-contradiction',
  'unit-medium',
  'above-whole',
  'below-own-limit',
  'limit-unreadable',
  'pH-range',
  'depth',
  'date-unreadable',
  'date-impossible',
  'date-future',
  'date-order',
  'date-serial',
  'holding-time',
  'coordinates-unreadable',
  'coordinates-shifted',
  'outside-region',
  'region-unchecked',
  'far-from-site',
  'duplicate',
  'sample-contradiction',
  'row-skipped',
  'late-row',
] as const
export type FaultCode = (typeof FAULT_CODES)[number]

/** What is wrong, where, and how to mend it. An error keeps the cell out; a warning says how it was understood. */
export interface Fault {
  grade: 'warning' | 'error'
  where: Place
  code: FaultCode
  message: string
  mend: string
}

/** "土壤!D12"; a whole row is "土壤!12", a whole sheet "土壤". */
export const showPlace = ({ sheet, row, column }: Place): string => {
  const cell = `${column > 0 ? columnLetters(column) : ''}${row > 0 ? row : ''}`
  return sheet === '' || cell === '' ? sheet + cell : `${sheet}!${cell}`
}
