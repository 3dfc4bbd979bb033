import type { Decimal } from '@jingtu/core/measure.ts'
import Big from 'big.js'
import type { Reading } from './judgement.ts'
import { convertUnit } from './units.ts'

/**
 * What is known of a quantity: everything between `low` and `high`. A value is a point, "<0.01" is 0…0.01, a missing one
 * 0…∞. Every verdict is asked of both ends, so that a verdict is only given where all of the range agrees.
 */
export interface Range {
  low: Big
  /** null: no upper bound. */
  high: Big | null
  /** The low end itself is not reached (">3000"). */
  openLow: boolean
}

const ZERO = new Big(0)
export const UNKNOWN: Range = { low: ZERO, high: null, openLow: false }

export function rangeOf(reading: Reading, from: string, to: string): Range | undefined {
  const at = (v: Decimal): Big | undefined => {
    const converted = from === to ? v : convertUnit(v, from, to)
    return converted === undefined ? undefined : new Big(converted)
  }
  if (reading.kind === 'missing') return UNKNOWN
  const end = at(reading.kind === 'value' ? reading.value : reading.limit)
  if (!end) return undefined
  if (reading.kind === 'value') return { low: end, high: end, openLow: false }
  return reading.kind === 'below' ? { low: ZERO, high: end, openLow: false } : { low: end, high: null, openLow: true }
}

export const addRanges = (parts: Range[]): Range => ({
  low: parts.reduce((s, p) => s.plus(p.low), ZERO),
  high: parts.some(p => p.high === null) ? null : parts.reduce((s, p) => s.plus(p.high!), ZERO),
  openLow: parts.some(p => p.openLow),
})

/** Equality complies; only more than the limit exceeds. */
export const surelyExceeds = (r: Range, limit: Big | Decimal): boolean =>
  r.openLow ? r.low.gte(limit) : r.low.gt(limit)
export const possiblyExceeds = (r: Range, limit: Big | Decimal): boolean => r.high === null || r.high.gt(limit)

/** How many of the ascending limits the range surely and possibly exceeds: both ends of the possible verdicts. */
export function stepsExceeded(r: Range, ascending: (Big | Decimal)[]): { sure: number; possible: number } {
  let sure = 0
  let possible = 0
  ascending.forEach((limit, i) => {
    if (surelyExceeds(r, limit)) sure = i + 1
    if (possiblyExceeds(r, limit)) possible = i + 1
  })
  return { sure, possible }
}
