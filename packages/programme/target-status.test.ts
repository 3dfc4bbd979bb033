import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { statusOfTarget, worstStatus } from './target-status.ts'

const target = (more: object = {}) => ({
  op: '>=' as const,
  value: '92',
  valueMax: null,
  words: null,
  kind: 'indicator' as const,
  by: '2026-12-31',
  approx: false,
  tolerance: null,
  cumulative: false,
  masked: false,
  pending: null,
  notApplicable: false,
  unit: '%',
  ...more,
})
const measured = (value: string | null, more: object = {}) => ({
  value,
  words: null,
  met: null,
  notApplicable: false,
  asOf: '2026-09-30',
  ...more,
})

describe('the light of a target', () => {
  test('is decided on the value rounded half-up to two decimals', () => {
    expect(statusOfTarget(target(), measured('91.95'), '2027-01-05').status).toBe('not-met')
    expect(statusOfTarget(target(), measured('91.994'), '2027-01-05').status).toBe('not-met')
    expect(statusOfTarget(target(), measured('91.995'), '2027-01-05')).toMatchObject({
      status: 'met',
      decidedOn: '92.00',
    })
  })
  test('missing is unknown, never met and never red', () => {
    for (const day of ['2026-06-30', '2027-06-30']) {
      expect(statusOfTarget(target(), null, day).status).toBe('unknown')
      expect(
        statusOfTarget(target({ op: 'text', value: null, words: '得到有效保障' }), measured(null), day).status,
      ).toBe('unknown')
      expect(
        statusOfTarget(target({ value: null, pending: '达到自治区下达的任务要求' }), measured('99'), day).status,
      ).toBe('unknown')
      expect(statusOfTarget(target({ value: null, masked: true }), measured('99'), day).status).toBe('unknown')
    }
  })
  test('a target not yet reached is at risk before its day and not met after it', () => {
    expect(statusOfTarget(target(), measured('80'), '2026-12-31').status).toBe('at-risk')
    expect(statusOfTarget(target(), measured('80'), '2027-01-01').status).toBe('not-met')
  })
  test('a cap that was crossed by a cumulative total is lost at once; close to it the alarm sounds first', () => {
    const cap = target({ op: '<=', value: '1.5', unit: '吨', cumulative: true })
    expect(statusOfTarget(cap, measured('1.2'), '2026-06-30').status).toBe('met')
    expect(statusOfTarget(cap, measured('1.4'), '2026-06-30').status).toBe('at-risk')
    expect(statusOfTarget(cap, measured('1.51'), '2026-06-30').status).toBe('not-met')
  })
  test('a count is compared with the time that has passed', () => {
    const count = target({ op: '=', value: '8', kind: 'workload', unit: '家' })
    expect(statusOfTarget(count, measured('4'), '2026-06-30', '2026-01-01')).toMatchObject({
      status: 'on-track',
      expected: '3.97',
    })
    expect(statusOfTarget(count, measured('3'), '2026-06-30', '2026-01-01').status).toBe('at-risk')
    expect(statusOfTarget(count, measured('9'), '2026-06-30', '2026-01-01').status).toBe('met')
  })
  test('a bare "=" on a rate is not guessed into a direction', () => {
    expect(statusOfTarget(target({ op: '=', value: '36' }), measured('36'), '2026-06-30').status).toBe('met')
    expect(statusOfTarget(target({ op: '=', value: '36' }), measured('40'), '2027-06-30').status).toBe('unknown')
  })
  test('"左右" waits for the tolerance a person sets', () => {
    const about = target({ op: '=', value: '91', approx: true })
    expect(statusOfTarget(about, measured('90.6'), '2026-06-30').status).toBe('unknown')
    expect(statusOfTarget({ ...about, tolerance: '0.5' }, measured('90.6'), '2026-06-30').status).toBe('met')
    expect(statusOfTarget({ ...about, tolerance: '0.5' }, measured('90.4'), '2027-06-30').status).toBe('not-met')
  })
  test('"/" is not applicable, on either side', () => {
    expect(statusOfTarget(target({ notApplicable: true }), null, '2026-06-30').status).toBe('not-applicable')
    expect(statusOfTarget(target(), measured(null, { notApplicable: true }), '2026-06-30').status).toBe(
      'not-applicable',
    )
  })
  test('more of a good thing never worsens the light', () => {
    const order = ['not-met', 'at-risk', 'on-track', 'met']
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 200_00 }),
        fc.integer({ min: 0, max: 200_00 }),
        fc.boolean(),
        (a, b, late) => {
          const [low, high] = [Math.min(a, b), Math.max(a, b)].map(n => (n / 100).toFixed(2)) as [string, string]
          const at = (v: string) =>
            order.indexOf(
              statusOfTarget(target(), measured(v), late ? '2027-01-01' : '2026-06-30', '2026-01-01').status,
            )
          expect(at(high)).toBeGreaterThanOrEqual(at(low))
        },
      ),
    )
  })
  test('one unknown part keeps the whole from being met', () => {
    expect(worstStatus(['met', 'unknown', 'met'])).toBe('unknown')
    expect(worstStatus(['met', 'not-met', 'unknown'])).toBe('not-met')
    expect(worstStatus([])).toBe('unknown')
  })
})
