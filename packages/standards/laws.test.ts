import { describe, expect, it } from 'vitest'
import { cite, LAWS, type Law, lawOn } from './laws.ts'

describe('laws by their dates', () => {
  it('keep the law of the day, and name a successor that is only reported', () => {
    expect(lawOn('soil-pollution-law', '2018-12-31')).toBeUndefined()
    expect(lawOn('soil-pollution-law', '2026-08-14')).toMatchObject({ reported: null })
    expect(lawOn('soil-pollution-law', '2026-08-15')).toMatchObject({
      law: { title: '中华人民共和国土壤污染防治法' },
      reported: { id: 'environment-code' },
    })
    expect(cite('soil-pollution-law', '第五十九条', '2026-09-01')).toContain('尚待核实')
  })
  it('change to a successor once it is verified, from its first day', () => {
    const verified: Law[] = LAWS.map(l => (l.id === 'environment-code' ? { ...l, verified: true } : l))
    expect(lawOn('soil-pollution-law', '2026-08-14', verified)!.law.id).toBe('soil-pollution-law')
    expect(lawOn('soil-pollution-law', '2026-08-15', verified)!.law.id).toBe('environment-code')
  })
})
