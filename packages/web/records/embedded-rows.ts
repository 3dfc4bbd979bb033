import { type Field, fieldFault } from '@jingtu/core/field.ts'
import { canonicalJson } from '@jingtu/core/record.ts'
import { showValue } from '../parts/show.ts'
import type { EmbeddedRows, RowsTask } from './record-page.ts'

type Row = Record<string, unknown>

/** A row nobody has written anything into; it is not sent. */
export const isBlank = (row: Row): boolean =>
  Object.values(row).every(v => v === null || v === undefined || (typeof v === 'string' && v.trim() === ''))

export const blankRow = (spec: EmbeddedRows): Row =>
  Object.fromEntries(Object.keys(spec.fields).map(key => [key, null]))

/** The cells that are written in this task, each as its field, required where the task says so. */
export function cellsToWrite(spec: EmbeddedRows, task: RowsTask = {}): (readonly [string, Field])[] {
  return Object.entries(spec.fields)
    .filter(([key]) => (task.cells ? task.cells.includes(key) : !spec.later?.includes(key)))
    .map(([key, field]) => [key, task.required?.includes(key) ? { ...field, required: true } : field] as const)
}

/** Faults of the cells to be written: row → cell → why. Rows before `from` stand as they are. */
export function rowFaults(
  spec: EmbeddedRows,
  task: RowsTask | undefined,
  rows: readonly Row[],
  from: number,
): Record<number, Record<string, string>> {
  const faults: Record<number, Record<string, string>> = {}
  rows.forEach((row, i) => {
    if (i < from || (!task?.cells && !task?.append && isBlank(row))) return
    for (const [key, field] of cellsToWrite(spec, task)) {
      const value = typeof row[key] === 'string' ? (row[key] as string).trim() : row[key]
      const fault = fieldFault(field, value)
      if (fault) (faults[i] ??= {})[key] = fault
    }
  })
  return faults
}

/** A row in one line, for the history. */
export const rowWords = (spec: EmbeddedRows, row: Row): string =>
  Object.keys(spec.fields)
    .filter(key => row[key] !== null && row[key] !== undefined && row[key] !== '')
    .map(key => showValue(row[key]))
    .join(' · ')

/** What changed between two versions of embedded rows, one line a row; rows that stayed are not repeated. */
export function rowsDifference(
  spec: EmbeddedRows,
  before: readonly Row[],
  after: readonly Row[],
): { before: string | null; after: string | null } {
  const kept = new Set(before.map(canonicalJson))
  const now = new Set(after.map(canonicalJson))
  const words = (rows: readonly Row[]): string | null => rows.map(row => rowWords(spec, row)).join('\n') || null
  return {
    before: words(before.filter(row => !now.has(canonicalJson(row)))),
    after: words(after.filter(row => !kept.has(canonicalJson(row)))),
  }
}
