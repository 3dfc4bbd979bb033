import { readNumber } from '@jingtu/plans/numerals.ts'
import type { ReactNode } from 'react'

export type CellValue = string | number | boolean | null | undefined

export interface Column<Row> {
  /** Also the name of the property, unless `value` says where the value comes from. */
  key: string
  /** Chinese. */
  title: string
  /** Stands in the head, so that the cells are plain figures. */
  unit?: string
  /** How values are sorted, aligned and shown; figures may be numbers or decimals as text. */
  kind?: 'text' | 'number' | 'day'
  /** The plain value: for sorting, filtering, searching and Excel. */
  value?: (row: Row) => CellValue
  /** What stands in the cell, where it is more than the value. */
  render?: (row: Row) => ReactNode
  width?: number
  /** One line, the rest as a tooltip; otherwise long texts wrap. Needs a width. */
  clip?: boolean
  /** true: the values that occur are offered. */
  filter?: boolean | readonly string[]
  sort?: boolean
  /** Shown only when the reader picks it. */
  hidden?: boolean
  /** Cannot be picked away; the heading of the card on the phone. */
  pinned?: boolean
  /** Not on the phone's card. */
  deskOnly?: boolean
}

export const cellOf = <Row>(column: Column<Row>, row: Row): CellValue =>
  column.value ? column.value(row) : ((row as Record<string, unknown>)[column.key] as CellValue)

const isMissing = (value: CellValue): boolean => value === null || value === undefined || value === ''

const words = new Intl.Collator('zh-Hans-CN', { numeric: true })

/** Missing values stand last, whichever way the column is sorted: an empty cell is neither small nor large. */
export function compareCells(a: CellValue, b: CellValue, kind: Column<never>['kind'], descending: boolean): number {
  if (isMissing(a) || isMissing(b)) {
    if (isMissing(a) && isMissing(b)) return 0
    return isMissing(a) === descending ? -1 : 1
  }
  if (kind === 'number') return Number(a) - Number(b)
  if (kind === 'day') return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0
  return words.compare(inDigits(String(a)), inDigits(String(b)))
}

/** 第二十一条 stands after 第九条, as in the law. */
const inDigits = (text: string): string =>
  text.replace(/第([零〇一二三四五六七八九十百千]+)/g, (whole, number: string) => {
    const value = readNumber(number)
    return value === null ? whole : `第${value}`
  })

/** The values of a column that occur, for its filter; undefined where there are too many to choose from. */
export function filterValues<Row>(column: Column<Row>, rows: readonly Row[], most = 60): string[] | undefined {
  if (Array.isArray(column.filter)) return [...column.filter]
  if (!column.filter) return undefined
  const values = new Set<string>()
  for (const row of rows) values.add(filterText(cellOf(column, row)))
  if (values.size > most) return undefined
  return [...values].sort((a, b) => compareCells(a, b, column.kind, false))
}

/** What a filter compares; the empty cell is a choice of its own. */
export const filterText = (value: CellValue): string => (isMissing(value) ? '' : String(value))

/** Rows in which every word of the search occurs in some column, full and half width alike. */
export function searchRows<Row>(rows: readonly Row[], columns: readonly Column<Row>[], search: string): readonly Row[] {
  const sought = fold(search).split(/\s+/).filter(Boolean)
  if (sought.length === 0) return rows
  return rows.filter(row => {
    const text = fold(columns.map(column => filterText(cellOf(column, row))).join('\n'))
    return sought.every(word => text.includes(word))
  })
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase()

/** The rows as an Excel sheet: heads with their units, figures as figures. */
export function sheetOf<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): { heads: string[]; cells: (string | number | null)[][] } {
  return {
    heads: columns.map(column => (column.unit ? `${column.title}（${column.unit}）` : column.title)),
    cells: rows.map(row => columns.map(column => sheetCell(cellOf(column, row), column.kind))),
  }
}

function sheetCell(value: CellValue, kind: Column<never>['kind']): string | number | null {
  if (isMissing(value)) return null
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (kind === 'number' && Number.isFinite(Number(value))) return Number(value)
  return typeof value === 'number' ? value : String(value)
}
