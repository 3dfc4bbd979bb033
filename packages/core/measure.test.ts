import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareDecimals, convertArea, isDecimal, percentage, roundHalfUp, sum } from './measure.ts'

describe('decimals', () => {
  it('are text in one writing', () => {
    for (const good of ['0', '-1', '12.50', '0.001', '-0.5', '123456789012345678901234567890.1'])
      expect(isDecimal(good), good).toBe(true)
    for (const bad of ['', '01', '1.', '.5', '+1', '1e3', '1,000', '-0', '-0.0', ' 1', 'NaN', 1, null])
      expect(isDecimal(bad), String(bad)).toBe(false)
  })
  it('are rounded half up, where floats would go wrong', () => {
    expect(roundHalfUp('1.005')).toBe('1.01')
    expect(roundHalfUp('2.675')).toBe('2.68')
    expect(roundHalfUp('89.995')).toBe('90.00')
    expect(roundHalfUp('89.994999')).toBe('89.99')
    expect(roundHalfUp('3', 0)).toBe('3')
  })
  it('are summed and compared exactly, in any order', () => {
    expect(sum(['0.1', '0.2'])).toBe('0.3')
    expect(sum([])).toBe('0')
    expect(compareDecimals('10', '9')).toBe(1)
    expect(compareDecimals('1.50', '1.5')).toBe(0)
    const decimal = fc.tuple(fc.integer(), fc.nat(999)).map(([whole, part]) => `${whole}.${part}`)
    fc.assert(
      fc.property(fc.array(decimal), values => {
        expect(sum(values)).toBe(sum([...values].reverse()))
      }),
    )
  })
})

describe('a rate', () => {
  it('is percent with two decimals, half up', () => {
    expect(percentage('1', '3')).toBe('33.33')
    expect(percentage('2', '3')).toBe('66.67')
    expect(percentage('93', '100')).toBe('93.00')
  })
  it('of nothing is not applicable, neither 0 % nor 100 %', () => {
    expect(percentage('0', '0')).toBe('not-applicable')
    expect(percentage('5', '0.00')).toBe('not-applicable')
  })
})

describe('areas', () => {
  it('are converted by 1 亩 = 2000/3 m², without loss', () => {
    expect(convertArea('15', '亩', '公顷')).toBe('1')
    expect(convertArea('1', '公顷', '亩')).toBe('15')
    expect(convertArea('1', '万亩', '平方公里')).toBe('6.666667')
    expect(convertArea('3', '亩', 'm²')).toBe('2000')
    expect(convertArea('100', 'm²', 'm²')).toBe('100')
  })
  it('in a unit that is none of area are not guessed', () => {
    expect(convertArea('1', '亩', '吨')).toBeUndefined()
    expect(convertArea('1', '块', '亩')).toBeUndefined()
  })
})
