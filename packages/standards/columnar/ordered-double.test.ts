import Big from 'big.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalOf, digitsOf, orderedDouble } from './ordered-double.ts'

const short = fc
  .tuple(fc.bigInt({ min: 0n, max: 999_999_999_999_999n }), fc.integer({ min: -12, max: 6 }))
  .map(([m, e]) => new Big(m.toString()).times(`1e${e}`).toFixed())
  .filter(t => digitsOf(t) <= 15)
/** Decimals just beside a short one, in digits a double cannot hold. */
const beside = fc
  .tuple(short, fc.integer({ min: 1, max: 30 }), fc.constantFrom(-1, 0, 1))
  .map(([t, further, side]) => new Big(t).plus(new Big(side).times(`1e-${14 + further}`)))
  .filter(b => b.gte(0))
  .map(b => b.toFixed())

describe('an ordered double', () => {
  it('stands to every short decimal as its own decimal does', () => {
    fc.assert(
      fc.property(fc.oneof(short, beside), short, (a, limit) => {
        const side = new Big(a).cmp(limit)
        const [x, y] = [orderedDouble(a), Number(limit)]
        expect(x < y ? -1 : x > y ? 1 : 0).toBe(side)
      }),
      { numRuns: 3000 },
    )
    fc.assert(
      fc.property(
        short.chain(t => fc.tuple(fc.constant(t), fc.integer({ min: 1, max: 30 }), fc.constantFrom(-1, 0, 1))),
        ([limit, further, side]) => {
          const a = new Big(limit).plus(new Big(side).times(`1e-${14 + further}`))
          if (a.lt(0)) return
          const [x, y] = [orderedDouble(a.toFixed()), Number(limit)]
          expect(x < y ? -1 : x > y ? 1 : 0).toBe(a.cmp(limit))
        },
      ),
      { numRuns: 3000 },
    )
  })
  it('tells 0.3 from what lies beside it', () => {
    expect(orderedDouble('0.3') > 0.3).toBe(false)
    expect(orderedDouble('0.30') > 0.3).toBe(false)
    expect(orderedDouble('0.30000000000000004') > 0.3).toBe(true)
    expect(orderedDouble('0.30000000000000000001') > 0.3).toBe(true)
    expect(orderedDouble('0.29999999999999999999') < 0.3).toBe(true)
    expect(Number('0.30000000000000000001') > 0.3).toBe(false)
    expect(orderedDouble(`1${'0'.repeat(400)}`) > 1e300).toBe(true)
  })
  it('gives back the decimal it was made of', () => {
    fc.assert(
      fc.property(short, t => {
        expect(new Big(decimalOf(orderedDouble(t))).eq(t)).toBe(true)
        expect(decimalOf(orderedDouble(t))).not.toContain('e')
      }),
    )
  })
})
