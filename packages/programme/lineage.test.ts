import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchMany, matchOneToOne, plainTitle, similarity } from './lineage.ts'

const task = (id: string, title: string, content = '') => ({ id, title, content })

describe('lineage of tasks', () => {
  it('sees through years, numbers and the verbs of the genre', () => {
    expect(plainTitle('3.持续推进2025年受污染耕地安全利用')).toBe('受污染耕地安全利用')
    expect(similarity(task('a', '持续推进受污染耕地安全利用'), task('b', '1.加强2026年度受污染耕地安全利用。'))).toBe(1)
  })

  it('pairs each task once, the best pair first, and leaves strangers alone', () => {
    const pairs = matchOneToOne(
      [task('a', '废弃机井封填'), task('b', '农膜回收'), task('c', '重点监管单位隐患排查')],
      [task('x', '土壤污染重点监管单位隐患排查“回头看”'), task('y', '废弃机井排查封填'), task('z', '温室气体清单编制')],
    )
    expect(pairs.map(p => [p.from, p.to])).toEqual(
      expect.arrayContaining([
        ['a', 'y'],
        ['c', 'x'],
      ]),
    )
    expect(pairs).toHaveLength(2)
  })

  it('lets one child answer for two parents', () => {
    const pairs = matchMany(
      [task('p', '农药包装废弃物回收'), task('q', '废旧农膜和农药包装废弃物回收处置')],
      [task('c', '农膜、农药包装废弃物回收处置')],
    )
    expect(pairs.map(p => p.from).sort()).toEqual(['p', 'q'])
  })

  it('is symmetric and stays between 0 and 1', () => {
    const words = fc.string({
      unit: fc.constantFrom('土', '壤', '农', '膜', '回', '收', '井', '1', '，'),
      maxLength: 20,
    })
    fc.assert(
      fc.property(words, words, words, words, (t1, c1, t2, c2) => {
        const score = similarity(task('a', t1, c1), task('b', t2, c2))
        expect(score).toBeCloseTo(similarity(task('b', t2, c2), task('a', t1, c1)), 6)
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(1)
      }),
    )
  })
})
