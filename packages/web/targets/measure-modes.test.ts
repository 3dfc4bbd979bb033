import { expect, test } from 'vitest'
import { bodyOf, fieldsOf, modesOf, usualDay } from './measure-modes.ts'

const of = (op: '>=' | 'text', unit: string | null, comparison: string | null = null) =>
  ({ op, unit, comparison }) as Parameters<typeof modesOf>[0]

test('every kind of target is asked in its own way, the usual one first', () => {
  expect(modesOf(of('>=', '%'))).toEqual(['value', 'parts', 'words', 'none'])
  expect(modesOf(of('>=', '亩'))[0]).toBe('value')
  expect(modesOf(of('text', null))[0]).toBe('judge')
  expect(modesOf(of('>=', '%', '占基数比例'))[0]).toBe('members')
  expect(modesOf(of('text', null, '水质类别'))).toEqual(['words', 'none'])
  expect(modesOf(of('text', null, '零增长'))[0]).toBe('value')
})

test('an area may be given in another unit; a share may not', () => {
  expect(fieldsOf('value', { unit: '亩', comparison: null })).toContain('unit')
  expect(fieldsOf('value', { unit: '%', comparison: null })).not.toContain('unit')
})

test('what was typed in another way is not sent along', () => {
  const typed = {
    regionId: 'r',
    asOf: '2026-06-30',
    value: '92',
    numerator: '1',
    denominator: '2',
    met: true,
    source: '统计',
  }
  expect(bodyOf('parts', typed)).toEqual({
    regionId: 'r',
    asOf: '2026-06-30',
    words: null,
    source: '统计',
    evidence: [],
    value: null,
    numerator: '1',
    denominator: '2',
  })
  expect(bodyOf('none', typed)).toMatchObject({ value: null, notApplicable: true })
  expect(bodyOf('none', typed)).not.toHaveProperty('met')
})

test('the usual day is the end of the quarter that has just passed', () => {
  expect(usualDay('2026-07-10')).toBe('2026-06-30')
  expect(usualDay('2026-06-20')).toBe('2026-06-20')
  expect(usualDay('2026-01-05')).toBe('2025-12-31')
  expect(usualDay('2026-12-31')).toBe('2026-12-31')
})
