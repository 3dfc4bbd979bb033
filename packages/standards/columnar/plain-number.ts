import { BELOW, VALUE } from './columns.ts'

const LESS = 60
const DOT = 46
const ZERO = 48
/** Integers up to here are exact doubles, and so are these powers of ten: one division of them is rounded once. */
const MOST_EXACT = 999_999_999_999_999
const POWERS = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`))

/** Reads "0.35" and "<0.01" from bytes, exactly as `orderedDouble` would read their text; anything else is left alone. */
export class PlainNumber {
  value = 0

  /** VALUE or BELOW, or −1 where it is not plainly written or too long. */
  read(bytes: Uint8Array, start: number, end: number): number {
    if (start < end && bytes[start] === LESS) return this.#digits(bytes, start + 1, end) ? BELOW : -1
    return this.#digits(bytes, start, end) ? VALUE : -1
  }

  /** BELOW where the "<" stands in a column of its own and the number is more than nothing. */
  readBelow(bytes: Uint8Array, start: number, end: number): number {
    return this.#digits(bytes, start, end) && this.value > 0 ? BELOW : -1
  }

  #digits(bytes: Uint8Array, start: number, end: number): boolean {
    let all = 0
    let at = start
    let dot = -1
    for (; at < end; at++) {
      const digit = bytes[at]! - ZERO
      if (digit >= 0 && digit <= 9) {
        all = all * 10 + digit
        if (all > MOST_EXACT) return false
      } else if (digit === DOT - ZERO && dot < 0) dot = at
      else return false
    }
    if (dot < 0) {
      this.value = all
      return end > start
    }
    const places = end - dot - 1
    if (places >= POWERS.length || end - start === 1) return false
    this.value = all / POWERS[places]!
    return true
  }
}
