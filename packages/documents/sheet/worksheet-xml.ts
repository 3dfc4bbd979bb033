import type { Limits } from '../limits.ts'
import { Refused } from '../refusal.ts'
import { cellName } from './cell-name.ts'

/** Formatted but empty cells, and rows of nothing else: Excel keeps a million of them after one careless Ctrl+V. */
const EMPTY_CELL = /<(?:\w+:)?c\b[^>]*?\/>|<(?:\w+:)?c\b[^>]*?><\/(?:\w+:)?c>/g
const EMPTY_ROW = /<(?:\w+:)?row\b[^>]*?(?:\/>|>\s*<\/(?:\w+:)?row>)/g

export interface Extent {
  /** Cells of the box from A1 to the farthest cell that holds something. */
  box: number
  /** The farthest row and column that hold something, counted from one. */
  rows: number
  columns: number
}

/**
 * A worksheet's XML piece by piece, without the cells and rows that hold nothing, and how far the rest extends; told before
 * anything is built of it. Merged ranges stand elsewhere in the XML and stay.
 * @param refuse called with the extent so far after each piece
 * @param formats the number format of each style
 */
export function worksheetFilter(
  refuse: (extent: Extent) => void,
  formats: readonly (string | undefined)[] = [],
): {
  push(chunk: Uint8Array): void
  end(): Uint8Array
  /** By row and column, both from nought: the format of a cell that has one. */
  formatAt(row: number, column: number): string | undefined
} {
  const decoder = new TextDecoder()
  const encoder = new TextEncoder()
  const parts: Uint8Array[] = []
  const extent: Extent = { box: 0, rows: 0, columns: 0 }
  const styled: number[][] = []
  let rest = ''
  let cells = 0

  function take(text: string): void {
    if (text.includes('<!DOCTYPE') || text.includes('<!ENTITY')) throw withEntities()
    const held =
      text.includes('/>') || text.includes('"></c>') ? text.replace(EMPTY_CELL, '').replace(EMPTY_ROW, '') : text
    for (let at = held.indexOf(' r="'); at >= 0; at = held.indexOf(' r="', at + 5)) measure(held, at + 4)
    extent.box = Math.max(extent.rows * extent.columns, cells)
    refuse(extent)
    if (held !== '') parts.push(encoder.encode(held))
  }

  /** A reference such as AB12; that of a row is its number alone. */
  function measure(text: string, from: number): void {
    let at = from
    let column = 0
    for (let c = text.charCodeAt(at); c >= 65 && c <= 90 && at - from < 3; c = text.charCodeAt(++at))
      column = column * 26 + c - 64
    let row = 0
    for (let c = text.charCodeAt(at); c >= 48 && c <= 57; c = text.charCodeAt(++at)) row = row * 10 + c - 48
    if (column === 0) return
    cells++
    if (column > extent.columns) extent.columns = column
    if (row > extent.rows) extent.rows = row
    const style = formats.length > 0 ? styleIn(text, text.lastIndexOf('<', from), from) : 0
    if (formats[style] !== undefined) (styled[row] ??= [])[column] = style
  }

  return {
    push(chunk) {
      rest += decoder.decode(chunk, { stream: true })
      if (rest.length < PIECE) return
      const row = rest.lastIndexOf('row>') + 4
      const cut = row > 4 ? row : rest.length > LONGEST_ROW ? rest.lastIndexOf('>') + 1 : 0
      if (cut === 0) return
      take(rest.slice(0, cut))
      rest = rest.slice(cut)
    },
    end() {
      take(rest + decoder.decode())
      const whole = new Uint8Array(parts.reduce((n, p) => n + p.length, 0))
      let at = 0
      for (const part of parts) {
        whole.set(part, at)
        at += part.length
      }
      return whole
    },
    formatAt: (row, column) => formats[styled[row + 1]?.[column + 1] ?? -1],
  }
}

/** The style a cell's tag names, in whatever order its attributes stand; 0 where it names none. */
function styleIn(text: string, start: number, reference: number): number {
  let at = text.indexOf(' s="', start)
  if (at < 0 || at > text.indexOf('>', reference)) return 0
  let style = 0
  for (let c = text.charCodeAt((at += 4)); c >= 48 && c <= 57; c = text.charCodeAt(++at)) style = style * 10 + c - 48
  return style
}

const PIECE = 256 * 1024
const LONGEST_ROW = 4 * 1024 * 1024

/** Entities are how a small XML becomes a large one, and how it reads other files. */
export const withEntities = (): Refused =>
  new Refused(
    'xml-entities',
    '文档内部带有实体定义（DOCTYPE），正常的 Office 文件没有，已拒绝',
    '请确认文件来源；可用 Excel 或 WPS 表格打开后另存一份再上传',
  )

export const tooManyCells = (limits: Limits, sheet: string, { rows, columns }: Extent): Refused =>
  new Refused(
    'too-many-cells',
    `表格范围超过 ${Math.round(limits.sheetCells / 10_000)} 万个单元格的上限（${sheet}的内容一直到 ${cellName(rows, columns)}）`,
    '请删去数据区以外的内容（常因误操作在最末行或最右列留下），或分成几个文件',
  )
