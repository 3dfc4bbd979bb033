import { type Outcome, ok, refuse } from '@jingtu/core/problem.ts'
import { findHeader, type Header } from '../screening/grid.ts'
import { columnOf, formOf } from '../screening/layout.ts'

/** How a long table in UTF-8 text is written. */
export interface CsvLayout {
  /** The byte between fields. */
  separator: number
  header: Header
  /** The byte after the head, and the number of the row there, counted from 0. */
  bodyAt: number
  bodyRow: number
}

const NEWLINE = 10
const RETURN = 13
const QUOTE = 34
const SEPARATORS = [',', '\t', ';'].map(s => s.charCodeAt(0))
const DECODER = new TextDecoder()

/** Where the record that begins at `at` ends, after its line break; −1 where the bytes end first. Quotes as in RFC 4180. */
export function recordEnd(bytes: Uint8Array, at: number, to: number, separator: number): number {
  let fieldStart = true
  while (at < to) {
    const b = bytes[at]!
    if (b === QUOTE && fieldStart) {
      at++
      for (;;) {
        while (at < to && bytes[at] !== QUOTE) at++
        if (at >= to) return -1
        at++
        if (bytes[at] !== QUOTE) break
        at++
      }
      fieldStart = false
      continue
    }
    if (b === NEWLINE) return at + 1
    if (b === RETURN) return at + 1 < to ? at + (bytes[at + 1] === NEWLINE ? 2 : 1) : -1
    fieldStart = b === separator
    at++
  }
  return -1
}

/** The fields of one record, trimmed. */
export function fieldsOf(bytes: Uint8Array, start: number, end: number, separator: number): string[] {
  const text = DECODER.decode(bytes.subarray(start, end)).replace(/(?:\r\n|\n|\r)$/, '')
  const mark = String.fromCharCode(separator)
  const fields: string[] = []
  let at = 0
  for (;;) {
    let field = ''
    if (text[at] === '"') {
      at++
      while (at < text.length) {
        const quote = text.indexOf('"', at)
        if (quote < 0) {
          field += text.slice(at)
          at = text.length
          break
        }
        field += text.slice(at, quote)
        at = quote + 1
        if (text[at] !== '"') break
        field += '"'
        at++
      }
    }
    const next = text.indexOf(mark, at)
    fields.push((field + text.slice(at, next < 0 ? undefined : next)).trim())
    if (next < 0) return fields
    at = next + 1
  }
}

function rowsOf(bytes: Uint8Array, from: number, separator: number): { rows: string[][]; ends: number[] } {
  const rows: string[][] = []
  const ends: number[] = []
  let at = from
  while (rows.length < 40 && at < bytes.length) {
    const found = recordEnd(bytes, at, bytes.length, separator)
    const end = found < 0 ? bytes.length : found
    rows.push(fieldsOf(bytes, at, end, separator))
    ends.push(end)
    at = end
  }
  return { rows, ends }
}

/** Finds the head in the first bytes of a file. Only long tables: a row a result. */
export function layoutOf(head: Uint8Array): Outcome<CsvLayout> {
  const from = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0
  const refused = (message: string): Outcome<CsvLayout> => refuse('invalid', '不能成批评价', [message])
  if (head.length === from) return refused('文件是空的')
  if (!isUtf8(head)) return refused('文件不是 UTF-8 编码，请另存为“CSV UTF-8”后再试')
  let best: { separator: number; header: Header; at: number; row: number } | undefined
  for (const separator of SEPARATORS) {
    const { rows, ends } = rowsOf(head, from, separator)
    const header = findHeader(rows)
    if (header && header.heads.length > (best?.header.heads.length ?? 1))
      best = { separator, header, at: ends[header.row]!, row: header.row + 1 }
  }
  if (!best)
    return refused('找不到表头。长表需要“样品编号、检测项目、检测值、单位”等列，每行一个结果，列之间用逗号或制表符分开')
  if (formOf(best.header) !== 'long')
    return refused('成批评价只读长表（每行一个结果：样品编号、检测项目、检测值、单位）；宽表请不加 --counts 评价')
  if (columnOf(best.header.heads, 'sample') < 0 && columnOf(best.header.heads, 'site') < 0)
    return refused('没有样品编号或点位列，分不清哪些结果属于同一个样品')
  return ok({ separator: best.separator, header: best.header, bodyAt: best.at, bodyRow: best.row })
}

/** A character may be cut at the end. */
function isUtf8(head: Uint8Array): boolean {
  if (head.includes(0)) return false
  for (let cut = 0; cut < 4; cut++) {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(head.subarray(0, head.length - cut))
      return true
    } catch {}
  }
  return false
}
