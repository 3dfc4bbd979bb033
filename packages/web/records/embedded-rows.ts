import { type Field, fieldFault } from '@jingtu/core/field.ts'
import { canonicalJson } from '@jingtu/core/record.ts'
import { t } from '../i18n/language.ts'
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

/**
 * What changed between two versions of embedded rows, one line a row; rows that stayed are not repeated. A row is the same
 * one as long as it stands in its place and begins with the same cell; of such a row only the cells that differ are told.
 */
export function rowsDifference(
  spec: EmbeddedRows,
  before: readonly Row[],
  after: readonly Row[],
): { before: string | null; after: string | null } {
  const [head] = Object.keys(spec.fields)
  const same = (i: number): boolean => before[i]?.[head!] === after[i]?.[head!]
  const gone = before.filter((_, i) => !same(i))
  const come = after.flatMap((row, i) => {
    if (!same(i)) return [rowWords(spec, row)]
    const cells = Object.keys(spec.fields).filter(key => canonicalJson(before[i]![key]) !== canonicalJson(row[key]))
    if (cells.length === 0) return []
    return [`${showValue(row[head!])}：${cells.map(key => cellWords(spec, key, before[i]!, row)).join('，')}`]
  })
  return { before: gone.map(row => rowWords(spec, row)).join('\n') || null, after: come.join('\n') || null }
}

const cellWords = (spec: EmbeddedRows, key: string, before: Row, after: Row): string => {
  const was = before[key] ? `${showValue(before[key])} → ` : ''
  return `${t(spec.fields[key]!.name)} ${was}${showValue(after[key])}`
}
