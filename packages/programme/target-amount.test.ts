import { expect, test } from 'vitest'
import { isAmount } from './target-amount.ts'

const of = (unit: string | null, more: object = {}) =>
  ({ op: '>=', unit, comparison: null, kind: 'indicator', ...more }) as Parameters<typeof isAmount>[0]

test('counts, areas and tonnes are summed from their regions; shares, concentrations and words are not', () => {
  expect(['个', '亩', '吨', '条', '万元'].map(unit => isAmount(of(unit)))).toEqual([true, true, true, true, true])
  expect(['%', '‰', 'mg/kg', 'Ⅳ类', 'kg/公斤'].map(unit => isAmount(of(unit)))).toEqual([
    false,
    false,
    false,
    false,
    false,
  ])
  expect(isAmount(of(null))).toBe(false)
  expect(isAmount(of(null, { kind: 'workload' }))).toBe(true)
  expect(isAmount(of('%', { kind: 'workload' }))).toBe(false)
  expect(isAmount(of('吨', { comparison: '零增长' }))).toBe(false)
  expect(isAmount(of(null, { op: 'text' }))).toBe(false)
})
