import type { Decimal } from '@jingtu/core/measure.ts'
import Big from 'big.js'

/** Decimals of at most so many digits are all different doubles, in the same order. */
export const EXACT_DIGITS = 15

const BITS = new DataView(new ArrayBuffer(8))
function neighbour(x: number, up: boolean): number {
  BITS.setFloat64(0, x)
  BITS.setBigInt64(0, BITS.getBigInt64(0) + (up ? 1n : -1n))
  return BITS.getFloat64(0)
}

export const digitsOf = (text: Decimal): number => text.replace('.', '').replace(/^0+/, '').length

/**
 * A non-negative decimal as a double that stands to every decimal of at most 15 digits (so to every limit) as the decimal
 * itself does: above, below or equal. The nearest double does that up to 15 digits; a longer one that would fall on the
 * double of a shorter is moved to the next one on its own side.
 */
export function orderedDouble(text: Decimal): number {
  const nearest = Number(text)
  if (nearest === Number.POSITIVE_INFINITY) return Number.MAX_VALUE
  if (nearest === 0 || digitsOf(text) <= EXACT_DIGITS) return nearest
  const short = nearest.toPrecision(EXACT_DIGITS)
  if (Number(short) !== nearest) return nearest
  const side = new Big(text).cmp(short)
  return side === 0 ? nearest : neighbour(nearest, side > 0)
}

/** The decimal that a double of `orderedDouble` was made of, where it had at most 15 digits. */
export const decimalOf = (x: number): Decimal => {
  const text = String(x)
  return text.includes('e') ? new Big(text).toFixed() : text
}
