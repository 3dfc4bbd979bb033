import { fieldsOf, recordEnd } from './csv-layout.ts'

const NEWLINE = 10
const RETURN = 13
const QUOTE = 34
const MOST_FIELDS = 256
/** The place of a field no record has; it is always empty. */
export const ABSENT = MOST_FIELDS + 1
/** Beyond this a quote that was never closed is taken for text. */
const LONGEST_RECORD = 1 << 20
const ENCODER = new TextEncoder()

/**
 * Splits bytes into records and these into fields, without making text of them. Who takes a record finds field c in
 * `bytes` from `starts[c]` to before `ends[c]`.
 */
export class CsvRecords {
  readonly starts = new Int32Array(MOST_FIELDS + 2)
  readonly ends = new Int32Array(MOST_FIELDS + 2)
  readonly #separator: number
  readonly #take: (bytes: Uint8Array, fields: number) => void
  /** 1 for the bytes that end a field. */
  readonly #special = new Uint8Array(256)
  #buffer = new Uint8Array(1 << 16)
  #held = 0

  constructor(separator: number, take: (bytes: Uint8Array, fields: number) => void) {
    this.#separator = separator
    this.#take = take
    for (const b of [separator, NEWLINE, RETURN]) this.#special[b] = 1
  }

  /** More bytes; what a record lacks at its end is kept for the next. */
  push(bytes: Uint8Array): void {
    const to = this.#held + bytes.length
    if (to >= this.#buffer.length) {
      const larger = new Uint8Array(Math.max(to + 1, this.#buffer.length * 2))
      larger.set(this.#buffer.subarray(0, this.#held))
      this.#buffer = larger
    }
    this.#buffer.set(bytes, this.#held)
    const read = this.#scan(to, false)
    this.#buffer.copyWithin(0, read, to)
    this.#held = to - read
  }

  /** Whether the last record read is whole. */
  get isWhole(): boolean {
    return this.#held === 0
  }

  end(): void {
    if (this.#held > 0) this.#scan(this.#held, true)
    this.#held = 0
  }

  /** Reads whole records from the buffer, of which `to` bytes are filled, and gives back where the first unread begins. */
  #scan(to: number, final: boolean): number {
    const buffer = this.#buffer
    const special = this.#special
    const starts = this.starts
    const ends = this.ends
    const separator = this.#separator
    const highest = Math.max(separator, RETURN)
    // Where the bytes end a field ends too, so that the loop over a field need not look.
    buffer[to] = NEWLINE
    let at = 0
    while (at < to) {
      const record = at
      let fields = 0
      let simple = true
      for (;;) {
        const start = at
        if (buffer[at] === QUOTE) {
          at++
          while (at < to && buffer[at] !== QUOTE) at++
          if (at === to || (at + 1 === to && !final) || special[buffer[at + 1]!] === 0) {
            simple = false
            break
          }
          starts[fields] = start + 1
          ends[fields] = at++
        } else {
          // Most bytes lie above all that end a field.
          while (buffer[at]! > highest || special[buffer[at]!] === 0) at++
          starts[fields] = start
          ends[fields] = at
        }
        if (fields < MOST_FIELDS) fields++
        if (at === to || buffer[at] !== separator) break
        at++
      }
      if (!simple) {
        const end = this.#awkwardEnd(record, to, final)
        if (end < 0) return record
        this.takeCells(fieldsOf(buffer, record, end, separator))
        at = end
        continue
      }
      if (at >= to) {
        if (!final) return record
      } else if (buffer[at] === RETURN) {
        if (at + 1 === to && !final) return record
        at += at + 1 < to && buffer[at + 1] === NEWLINE ? 2 : 1
      } else at++
      this.#take(buffer, fields)
    }
    return at
  }

  #awkwardEnd(record: number, to: number, final: boolean): number {
    const end = recordEnd(this.#buffer, record, to, this.#separator)
    if (end >= 0) return end
    if (final) return to
    if (to - record < LONGEST_RECORD) return -1
    const line = this.#buffer.indexOf(NEWLINE, record)
    return line < 0 || line >= to ? to : line + 1
  }

  /** A record given by its cells. */
  takeCells(cells: string[]): void {
    const encoded = cells.slice(0, MOST_FIELDS).map(c => ENCODER.encode(c))
    const bytes = new Uint8Array(encoded.reduce((n, e) => n + e.length + 1, 0))
    let at = 0
    encoded.forEach((e, c) => {
      bytes.set(e, at)
      this.starts[c] = at
      this.ends[c] = at + e.length
      at += e.length + 1
    })
    this.#take(bytes, encoded.length)
  }
}
