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
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of bytes) {
    parts.push(part)
    length += part.length
    if (length >= TOP_BYTES) break
  }
  return Buffer.concat(parts).subarray(0, TOP_BYTES)
}

function encodingOf(head: Uint8Array): 'utf-8' | 'gb18030' {
  try {
    // Streaming, because the last character may be cut.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return 'utf-8'
  } catch {
    return 'gb18030'
  }
}

const trimmed = (row: string[]): string[] => row.map(cell => cell.trim())

async function* blocksOf(
  bytes: AsyncIterable<Uint8Array>,
  encoding: 'utf-8' | 'gb18030',
  separator: string,
): AsyncGenerator<RowBlock> {
  const decoder = new TextDecoder(encoding)
  let rest = ''
  let first = 1
  for await (const part of bytes) {
    const text = rest + decoder.decode(part, { stream: true })
    const cut = safeCut(text)
    rest = text.slice(cut)
    if (cut === 0) continue
    const rows = rowsOf(text.slice(0, cut), separator)
    yield { first, rows }
    first += rows.length
  }
  rest += decoder.decode()
  if (rest !== '') yield { first, rows: rowsOf(rest, separator) }
}

/** Behind the last line end that stands outside quotes. */
function safeCut(text: string): number {
  const end = text.lastIndexOf('\n') + 1
  if (!text.includes('"')) return end
  let open = false
  let cut = 0
  for (let i = 0; i < end; i++) {
    const c = text.charCodeAt(i)
    if (c === 34) open = !open
    else if (c === 10 && !open) cut = i + 1
  }
  return cut === 0 && text.length > LONGEST_FIELD ? end : cut
}

function rowsOf(text: string, separator: string): string[][] {
  if (text.includes('"')) return [...parseRows(text, separator)].map(trimmed)
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  const rows = new Array<string[]>(lines.length)
  for (let i = 0; i < lines.length; i++) {
    const cells = lines[i]!.split(separator)
    for (let k = 0; k < cells.length; k++) cells[k] = cells[k]!.trim()
    rows[i] = cells
  }
  return rows
}
