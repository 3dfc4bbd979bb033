import type { Limits } from '../limits.ts'
import { Refused } from '../refusal.ts'
import { cellName } from './cell-name.ts'

const CELL = /<(?:\w+:)?c\b(?:[^>]*?\sr="([A-Z]{1,3})(\d{1,7})")?/g
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
 */
export function worksheetFilter(refuse: (extent: Extent) => void): {
  push(chunk: Uint8Array): void
  end(): Uint8Array
} {
  const decoder = new TextDecoder()
  const encoder = new TextEncoder()
  const parts: Uint8Array[] = []
  const extent: Extent = { box: 0, rows: 0, columns: 0 }
  let rest = ''
  let cells = 0

  function take(text: string): void {
    for (const name of ['<!DOCTYPE', '<!ENTITY']) if (text.includes(name)) throw withEntities()
    const held = text.replace(EMPTY_CELL, '').replace(EMPTY_ROW, '')
    for (const m of held.matchAll(CELL)) {
      cells++
      extent.rows = Math.max(extent.rows, Number(m[2] ?? 0))
      extent.columns = Math.max(extent.columns, columnNumber(m[1] ?? ''))
    }
    extent.box = Math.max(extent.rows * extent.columns, cells)
    refuse(extent)
    if (held !== '') parts.push(encoder.encode(held))
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
  }
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

function columnNumber(name: string): number {
  let number = 0
  for (let i = 0; i < name.length; i++) number = number * 26 + name.charCodeAt(i) - 64
  return number
}
