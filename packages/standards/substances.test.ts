import { describe, expect, it } from 'vitest'
import { STANDARDS } from './index.ts'
import { resultOf } from './measured.ts'
import { ROWS, SUMS } from './substance-rows.ts'
import { findSubstance } from './substances.ts'
import { UNLIMITED_ROWS, UNLIMITED_SUMS } from './unlimited-rows.ts'

describe('the catalogue', () => {
  it('finds each substance by every word it lists', () => {
    for (const [id, name, english, cas, aliases] of [...ROWS, ...SUMS, ...UNLIMITED_ROWS, ...UNLIMITED_SUMS])
      for (const word of [name, english, cas, ...(aliases?.split('|') ?? [])])
        if (word) expect([word, findSubstance(word)?.id]).toEqual([word, id])
  })
  it('has CAS numbers that pass their check digit', () => {
    for (const [id, , , cas] of [...ROWS, ...SUMS, ...UNLIMITED_ROWS]) {
      if (!cas) continue
      const digits = [...cas.replaceAll('-', '')].map(Number)
      const check = digits.pop()
      expect([id, digits.reverse().reduce((sum, d, i) => sum + d * (i + 1), 0) % 10]).toEqual([id, check])
    }
  })
  it('names as unlimited only what no standard held here limits', () => {
    for (const [id, name] of [...UNLIMITED_ROWS, ...UNLIMITED_SUMS])
      for (const standard of STANDARDS)
        for (const unit of ['mg/kg', 'mg/L']) {
          const sample = { id: 's', landUse: '水田', crop: '水稻', results: [resultOf(name, '5', unit)] }
          expect([id, standard.id, standard.assess(sample).verdict]).toEqual([id, standard.id, '无适用限值'])
        }
  })
  it.each([
    ['m,p-二甲苯', 'm-p-xylene'],
    ['对/间-二甲苯', 'm-p-xylene'],
    ['o,p-DDT', 'op-ddt'],
    ['pp′-滴滴伊', 'pp-dde'],
    ['顺式氯丹', 'alpha-chlordane'],
    ['可萃取性石油烃（C10-C40）', 'tph-c10-c40'],
  ])('takes %s for %s', (word, id) => {
    expect(findSubstance(word)?.id).toBe(id)
  })
  it.each(['邻苯二甲酸二辛酯', '硝酸根', '硝酸盐（以NO3计）', '石油烃', '总铬（六价）'])(
    'does not guess what %s means',
    word => {
      expect(findSubstance(word)).toBeUndefined()
    },
  )
})
