import { expect, it } from 'vitest'
import { guaranteeOf, type UsedParcel } from './guarantee.ts'

const done = { what: '未调查即供地', punished: true, rectified: true }
const lawful = (hectares: number): UsedParcel => ({
  id: 'rest',
  name: '其余',
  area: String(hectares * 10_000),
  violations: [],
})
const bad = (id: string, hectares: number, violation: UsedParcel['violations'][number] = done): UsedParcel => ({
  id,
  name: id,
  area: String(hectares * 10_000),
  violations: [violation],
})

// 620 ha in all.
it.each([
  ['nothing unlawful', [lawful(620)], '100.00', '得到有效保障', []],
  ['three put right', [lawful(601.4), bad('a', 6.6), bad('b', 6), bad('c', 6)], '97.00', '得到有效保障', []],
  [
    'one punished but not put right',
    [lawful(601.4), bad('a', 6.6), bad('b', 6), bad('c', 6, { ...done, rectified: false })],
    '97.00',
    '未得到有效保障',
    ['c'],
  ],
  ['too much, though put right', [lawful(587.7), bad('a', 32.3)], '94.79', '未得到有效保障', ['a']],
] as const)('%s', (_, parcels, rate, answer, blocking) => {
  const found = guaranteeOf(parcels, 'area', '95')
  expect([found.rate, found.answer, found.blocking.map(b => b.parcel)]).toEqual([rate, answer, blocking])
})

it('by count 38 of 40 are exactly enough', () => {
  const parcels = Array.from(
    { length: 40 },
    (_, i): UsedParcel => ({
      id: String(i),
      name: String(i),
      area: null,
      violations: i < 2 ? [done] : [],
    }),
  )
  expect(guaranteeOf(parcels, 'count', '95')).toMatchObject({ rate: '95.00', answer: '得到有效保障', unlawful: '2' })
  // By area the same is not known.
  expect(guaranteeOf(parcels, 'area', '95')).toMatchObject({ rate: null, answer: '不明' })
})

it('none at all is guaranteed, and says why', () => {
  expect(guaranteeOf([], 'area', '95')).toMatchObject({
    rate: null,
    answer: '得到有效保障',
    why: expect.stringContaining('没有变更'),
  })
})
