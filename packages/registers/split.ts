import type { Decimal } from '@jingtu/core/measure.ts'

const PLACES = 6
const scaled = (value: Decimal, places: number): bigint => {
  const [whole = '0', part = ''] = value.split('.')
  return BigInt(whole + part.padEnd(places, '0').slice(0, places))
}

/**
 * A sum of money split by weights into hundredths, so that the parts add up to the whole exactly: each is rounded down, and
 * what is left goes to the greatest remainders.
 * @param weights not negative, at least one above nothing
 */
export function splitByWeight(amount: Decimal, weights: readonly Decimal[]): Decimal[] {
  const whole = scaled(amount, 2)
  const parts = weights.map(w => scaled(w, PLACES))
  const total = parts.reduce((a, b) => a + b, 0n)
  if (total <= 0n) throw new Error('nothing to split by')
  const shares = parts.map((p, i) => ({ i, units: (whole * p) / total, rest: (whole * p) % total }))
  let left = whole - shares.reduce((a, s) => a + s.units, 0n)
  for (const s of [...shares].sort((a, b) => (a.rest < b.rest ? 1 : a.rest > b.rest ? -1 : a.i - b.i))) {
    if (left <= 0n) break
    s.units += 1n
    left -= 1n
  }
  return shares.map(({ units }) => {
    const text = units.toString().padStart(3, '0')
    return `${text.slice(0, -2)}.${text.slice(-2)}`
  })
}
