import type { CellFault, CellMend } from '@jingtu/server/evidence/views.ts'
import { columnLetters } from '@jingtu/standards/laboratory/place.ts'

/** One sheet of the file as it came; rows[0] is row 1. */
export interface FileSheet {
  name: string
  rows: string[][]
}

/** Rows and columns from one; column 0 is a whole row, row 0 a whole sheet. */
export interface CellPlace {
  sheet: string
  row: number
  column: number
}

/** '土壤!D12' → sheet, row, column; 'D12' of a file that has no sheets; '土壤!12' is a row. */
export function readPlace(place: string): CellPlace {
  const at = place.lastIndexOf('!')
  const sheet = at < 0 ? '' : place.slice(0, at)
  const m = /^([A-Z]{1,3})?(\d{1,7})?$/.exec(place.slice(at + 1))
  if (!m || (!m[1] && !m[2])) return { sheet: place, row: 0, column: 0 }
  const column = [...(m[1] ?? '')].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0)
  return { sheet, row: Number(m[2] ?? 0), column }
}

export const showPlace = ({ sheet, row, column }: CellPlace): string => {
  const cell = `${column > 0 ? columnLetters(column) : ''}${row > 0 ? row : ''}`
  return sheet === '' ? cell : `${sheet}!${cell}`
}

export type CellGrade = 'ok' | 'warning' | 'error'

/** The worst grade of every cell and row that has a fault, by place. */
export function gradesOf(faults: readonly CellFault[]): Map<string, CellGrade> {
  const grades = new Map<string, CellGrade>()
  for (const f of faults) if (grades.get(f.place) !== 'error') grades.set(f.place, f.grade)
  return grades
}

/** The mends with one more: the text of the file takes its mend away again. */
export function withMend(mends: readonly CellMend[], mend: CellMend, original: string): CellMend[] {
  const rest = mends.filter(m => m.place !== mend.place)
  return mend.text === original ? rest : [...rest, mend]
}

/** The rows to look at around one, as many as a screen holds. */
export function windowAround(row: number, rows: number, size: number): { from: number; to: number } {
  const from = Math.max(1, Math.min(row - Math.floor(size / 3), rows - size + 1))
  return { from, to: Math.min(rows, from + size - 1) }
}

/** How many columns are worth showing: the widest filled row. */
export const widthOf = (sheet: FileSheet): number =>
  sheet.rows.reduce((most, row) => {
    let last = row.length
    while (last > most && row[last - 1] === '') last--
    return Math.max(most, last)
  }, 0)
