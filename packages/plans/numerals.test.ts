import { describe, expect, it } from 'vitest'
import { normalise, readNumber, readYear, spanOf } from './numerals.ts'

describe('numerals', () => {
  it('reads figures in every writing of a plan', () => {
    const cases: [string, number | null][] = [
      ['15585', 15585],
      ['1,500', 1500],
      ['92.5', 92.5],
      ['十', 10],
      ['十二', 12],
      ['二十二', 22],
      ['一百零五', 105],
      ['两千五百', 2500],
      ['三万二千', 32000],
      ['百分之九十', 90],
      ['百分之九十五点五', 95.5],
      ['百分之80', 80],
      ['三分之一', 33.3],
      ['一半', 50],
      ['两', 2],
      ['三四', null],
      ['甲', null],
    ] // prettier-ignore
    for (const [words, value] of cases) expect([words, readNumber(words)]).toEqual([words, value])
  })

  it('reads years in digits and in words, and nothing else', () => {
    expect([readYear('2024'), readYear('二〇二四'), readYear('24'), readYear('二十')]).toEqual([2024, 2024, null, null])
  })

  it('brings a text to one writing and finds the way back', () => {
    const text = '覆盖率 达到 ９５．５ ％，建成1,200 处,其中(城区)8处'
    const normal = normalise(text)
    expect(normal.text).toBe('覆盖率达到95.5%，建成1,200处，其中（城区）8处')
    const from = normal.text.indexOf('95.5%')
    const [a, b] = spanOf(normal, from, from + 5)
    expect(text.slice(a, b)).toBe('９５．５ ％')
  })

  it('keeps the place inside a longer text', () => {
    const text = '前文。治理率 60%。后文'
    const normal = normalise(text, [3, 11])
    expect(normal.text).toBe('治理率60%。')
    expect(text.slice(...spanOf(normal, 0, 3))).toBe('治理率')
  })
})
