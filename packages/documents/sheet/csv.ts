import { DEFAULT_LIMITS, describeBytes, type Limits } from '../limits.ts'
import { type DocumentRefusal, Refused, refusalAsValue, startDeadline } from '../refusal.ts'
import { decodeText } from '../text/encoding.ts'

export type CsvReading = { rows: string[][]; separator: string } | DocumentRefusal

/**
 * Reads CSV or tab-separated text in UTF-8, GBK or UTF-16 as rows of text. The separator is the one that splits the first
 * rows most evenly. Quotes follow RFC 4180; a stray quote inside a field is kept as it is.
 */
export function readCsv(bytes: Uint8Array, options: { limits?: Partial<Limits> } = {}): Promise<CsvReading> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  return refusalAsValue(async () => {
    if (bytes.length === 0) throw new Refused('empty-file', '文件是空的（0 字节）', '请检查原文件，重新选择后上传')
    if (bytes.length > limits.fileBytes) {
      throw new Refused('file-too-large', `文件超过 ${describeBytes(limits.fileBytes)} 的上限`, '请分成几个文件上传')
    }
    const { text } = decodeText(bytes)
    const separator = separatorOf(text)
    const deadline = startDeadline(limits.milliseconds)
    const rows: string[][] = []
    let cells = 0
    for (const row of parseRows(text, separator)) {
      cells += row.length
      if (rows.length % 1000 === 0) deadline.check()
      if (cells > limits.sheetCells) {
        throw new Refused(
          'too-many-cells',
          `超过 ${Math.round(limits.sheetCells / 10_000)} 万个单元格的上限`,
          '请分成几个文件上传',
        )
      }
      rows.push(row)
    }
    return { rows, separator }
  })
}

export function separatorOf(text: string): string {
  const head = text.slice(0, 20_000)
  let best = ','
  let most = 0
  for (const separator of [',', '\t', ';', '，']) {
    const counts = new Map<number, number>()
    let seen = 0
    for (const row of parseRows(head, separator)) {
      if (seen++ >= 20) break
      if (row.length > 1) counts.set(row.length, (counts.get(row.length) ?? 0) + 1)
    }
    const even = Math.max(0, ...counts.values())
    if (even > most) {
      most = even
      best = separator
    }
  }
  return best
}

export function* parseRows(text: string, separator: string): Generator<string[]> {
  let row: string[] = []
  let at = 0
  while (at < text.length) {
    let field: string
    if (text[at] === '"') {
      const quoted = readQuoted(text, at, separator)
      field = quoted.field
      at = quoted.end
    } else {
      let end = at
      while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++
      field = text.slice(at, end)
      at = end
    }
    row.push(field)
    if (text[at] === separator) {
      at++
      // a separator at the very end opens one more, empty field
      if (at === text.length || text[at] === '\n' || text[at] === '\r') row.push('')
      else continue
    }
    if (text[at] === '\r') at++
    if (text[at] === '\n') at++
    yield row
    row = []
  }
  if (row.length > 0) yield row
}

/** A field in quotes; when its end quote is not followed by a separator the quotes were text after all. */
function readQuoted(text: string, start: number, separator: string): { field: string; end: number } {
  let field = ''
  let at = start + 1
  while (at < text.length) {
    const quote = text.indexOf('"', at)
    if (quote < 0) break
    field += text.slice(at, quote)
    at = quote + 1
    if (text[at] === '"') {
      field += '"'
      at++
      continue
    }
    let end = at
    while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++
    return { field: field + text.slice(at, end), end }
  }
  let end = start
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++
  return { field: text.slice(start, end), end }
}

/**
 * Writes CSV in UTF-8 with a byte order mark, because Excel takes a file without one for GBK. Text that a spreadsheet would
 * run as a formula gets an apostrophe in front, numbers excepted.
 */
export function writeCsv(rows: (string | number | boolean | null | undefined)[][]): Uint8Array {
  const lines = rows.map(row => row.map(csvField).join(','))
  return new TextEncoder().encode(`\ufeff${lines.join('\r\n')}\r\n`)
}

function csvField(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'string') return String(value)
  const formula = /^[=+\-@\t]/.test(value) && !/^[+-]?\d+(\.\d+)?%?$/.test(value)
  const text = formula ? `'${value}` : value
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
