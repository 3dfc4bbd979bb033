import { compareCells } from '../parts/table-rows.ts'
import type { AnyRow, RecordPage } from './record-page.ts'

export interface MatrixRow {
  id: string
  /** Values of the fields that stand left. */
  left: Record<string, string>
  about: string
  /** What stands under each column, by its value. */
  cells: Record<string, AnyRow[]>
}

/** The same rows by two of their sides: left what `rows` name, above what `columns` names; nothing is left out. */
export function matrixOf(
  matrix: NonNullable<RecordPage['matrix']>,
  rows: readonly AnyRow[],
  names: Record<string, string>,
): { rows: MatrixRow[]; columns: { key: string; name: string }[] } {
  const lines = new Map<string, MatrixRow>()
  const columns = new Map<string, string>()
  for (const row of rows) {
    const left = Object.fromEntries(matrix.rows.map(key => [key, String(row[key] ?? '')]))
    const id = JSON.stringify(Object.values(left))
    const line = lines.get(id) ?? { id, left, about: '', cells: {} }
    const column = String(row[matrix.columns] ?? '')
    const about = String(row[matrix.about] ?? '')
    if (!line.about.split('；').includes(about)) line.about = [line.about, about].filter(Boolean).join('；')
    line.cells[column] = [...(line.cells[column] ?? []), row]
    lines.set(id, line)
    columns.set(column, names[column] ?? column)
  }
  return {
    rows: [...lines.values()],
    columns: [...columns]
      .map(([key, name]) => ({ key, name }))
      .sort((a, b) => compareCells(a.name, b.name, 'text', false)),
  }
}
