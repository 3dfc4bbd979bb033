import { parseRows, separatorOf } from './csv.ts'

/** Rows that stand together in the file; `first` counts from one. */
export interface RowBlock {
  first: number
  rows: string[][]
}

export interface CsvStream {
  encoding: 'utf-8' | 'gb18030'
  separator: string
  /** The first rows, for finding the head; they come again in `blocks`. */
  top: string[][]
  /** @param from the same bytes from elsewhere */
  blocks(from?: () => AsyncIterable<Uint8Array>): AsyncGenerator<RowBlock>
}

const TOP_BYTES = 64 * 1024
/** Where quotes never close, a line end is taken for one after so many characters. */
const LONGEST_FIELD = 4 * 1024 * 1024

/**
 * A CSV of any size, block by block, without holding the file: what fits into one piece of bytes at a time. The file is opened
 * twice, once for its top and once for its rows. UTF-8 (with or without mark) and GB18030.
 */
export async function openCsv(open: () => AsyncIterable<Uint8Array>): Promise<CsvStream> {
  const head = await readTop(open())
  const encoding = encodingOf(head)
  const text = new TextDecoder(encoding).decode(head, { stream: true })
  const whole = head.length < TOP_BYTES ? text : text.slice(0, text.lastIndexOf('\n') + 1)
  const separator = separatorOf(whole)
  return {
    encoding,
    separator,
    top: [...parseRows(whole, separator)].slice(0, 200).map(trimmed),
    blocks: (from = open) => blocksOf(from(), encoding, separator),
  }
}

async function readTop(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const top = new Uint8Array(TOP_BYTES)
  let length = 0
  for await (const part of bytes) {
    const taken = part.subarray(0, TOP_BYTES - length)
    top.set(taken, length)
    length += taken.length
    if (length === TOP_BYTES) break
  }
  return top.subarray(0, length)
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'gb18030' {
  try {
    // Streaming, because the last character may be cut.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return 'utf-8'
  } catch (error) {
    if (error instanceof TypeError) return 'gb18030'
    throw error
  }
}

const trimmed = (row: string[]): string[] => row.map(cell => cell.trim())

async function* blocksOf(
  bytes: AsyncIterable<Uint8Array>,
  encoding: 'utf-8' | 'gb18030',
  separator: string,
): AsyncGenerator<RowBlock> {
  let decoder = new TextDecoder(encoding)
  // A file whose top is plain ASCII shows its encoding only further down.
  let open = encoding === 'utf-8'
  let rest = ''
  let first = 1
  for await (const part of bytes) {
    if (open && part.some(b => b >= 0x80)) {
      open = false
      if (encodingOf(part) === 'gb18030' && isAscii(rest)) decoder = new TextDecoder('gb18030')
    }
    const text = rest + decoder.decode(part, { stream: true })
    const { rows, read } = rowsOf(text, separator, false)
    rest = text.slice(read)
    if (rows.length === 0) continue
    yield { first, rows }
    first += rows.length
  }
  rest += decoder.decode()
  if (rest !== '') yield { first, rows: rowsOf(rest, separator, true).rows }
}

const isAscii = (text: string): boolean => !/[\u0080-\uffff]/.test(text)

/** The rows of the text and how much of it they take; without `final` a row that may go on is left for the next piece. */
function rowsOf(text: string, separator: string, final: boolean): { rows: string[][]; read: number } {
  const rows: string[][] = []
  let quote = text.indexOf('"')
  let at = 0
  while (at < text.length) {
    let end = text.indexOf('\n', at)
    if (quote >= 0 && quote < at) quote = text.indexOf('"', at)
    if (quote >= 0 && (quote < end || end < 0)) {
      const whole = recordEnd(text, at, separator)
      if (whole >= 0 || final || text.length - at < LONGEST_FIELD) end = whole
    }
    if (end < 0) {
      if (!final) break
      end = text.length
    }
    if (quote >= 0 && quote < end) for (const row of parseRows(text.slice(at, end), separator)) rows.push(trimmed(row))
    else rows.push(plainRow(text, at, end, separator))
    at = end + 1
  }
  return { rows, read: Math.min(at, text.length) }
}

/** The line end outside quotes; a quote opens only where a field begins. −1: the text ends first. */
function recordEnd(text: string, from: number, separator: string): number {
  const mark = separator.charCodeAt(0)
  let start = true
  for (let i = from; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === 34 && start) {
      do {
        i = text.indexOf('"', i + 1)
        if (i < 0) return -1
      } while (text.charCodeAt(++i) === 34)
      i--
      start = false
    } else if (c === 10) return i
    else start = c === mark
  }
  return -1
}

function plainRow(text: string, from: number, to: number, separator: string): string[] {
  const row: string[] = []
  let at = from
  for (;;) {
    let end = text.indexOf(separator, at)
    if (end < 0 || end > to) end = to
    row.push(trimmedSlice(text, at, end))
    if (end === to) return row
    at = end + 1
  }
}

/** `slice().trim()`, but a glance tells that most cells have nothing to trim. */
function trimmedSlice(text: string, from: number, to: number): string {
  if (from === to) return ''
  const cell = text.slice(from, to)
  return isInk(text.charCodeAt(from)) && isInk(text.charCodeAt(to - 1)) ? cell : cell.trim()
}
const isInk = (c: number): boolean => (c > 32 && c < 128) || (c > 0x3000 && c < 0xfeff)
