import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { settingsOn } from '../dated-parameter.ts'
import { resultOf } from '../measured.ts'
import { PARAMETERS } from './parameters.ts'
import { assessStability, type BackgroundReport, classFiveShare, dutyOf } from './region.ts'
import { assessYear, type PointYear, rankOf } from './year.ts'

const settings = settingsOn(PARAMETERS, { on: '2024-12-31' })
const worst = settingsOn(PARAMETERS, { on: '2024-12-31', region: '45' }, [
  { ...settings.used.yearValue, value: '最差', region: '45' },
])
const year = (
  [wet, dry]: [Record<string, string>, Record<string, string>?],
  s = settings,
  target = 'Ⅲ',
  point = 'G1',
): PointYear =>
  assessYear(
    point,
    2024,
    [wet, dry]
      .filter(v => v !== undefined)
      .map((values, i) => ({
        name: i ? '枯水期' : '丰水期',
        sample: {
          id: `${point}-${i}`,
          results: Object.entries(values).map(([k, v]) => resultOf(k, v, k === 'pH' ? '无量纲' : 'mg/L')),
        },
      })),
    s,
    { target },
  )

describe('a groundwater point over a year', () => {
  it('takes the mean of wet and dry season, or the worst of them, as the rule says', () => {
    // (1.30 + 1.60) / 2 = 1.45 ≤ 1.50
    const campaigns: [Record<string, string>, Record<string, string>] = [{ 氨氮: '1.30' }, { 氨氮: '1.60' }]
    expect(year(campaigns, settings, 'Ⅳ')).toMatchObject({ class: 'Ⅳ类', meets: '达标', unstable: true })
    expect(year(campaigns, worst, 'Ⅳ')).toMatchObject({ class: 'Ⅴ类', meets: '不达标', decisive: ['氨氮'] })
  })
  it('target Ⅳ is missed by ammonia of 1.62', () => {
    expect(year([{ 氨氮: '1.62' }, { 氨氮: '1.62' }], settings, 'Ⅳ')).toMatchObject({ class: 'Ⅴ类', meets: '不达标' })
  })
  it('the worst item gives the class', () => {
    const y = year([
      { 锰: '0.9', 铁: '0.2' },
      { 锰: '0.9', 铁: '0.2' },
    ])
    expect([y.class, y.decisive]).toEqual(['Ⅳ类', ['锰']])
  })
  it('pH is never averaged away', () => {
    expect(year([{ pH: '5.0' }, { pH: '8.9' }]).class).toBe('Ⅴ类')
  })
  it('one campaign or one item short is no compliance; what already misses the target stands', () => {
    const one = year([{ 氨氮: '0.1' }])
    expect([one.class, one.meets]).toEqual(['证据不足', '证据不足'])
    expect(one.missing.some(m => m.name === '监测期次')).toBe(true)
    const gap = year([{ 氨氮: '0.1', 锰: '0.05' }, { 氨氮: '0.1' }])
    expect(gap.meets).toBe('证据不足')
    expect(gap.missing.map(m => m.name)).toEqual(['锰'])
    expect(year([{ 氨氮: '9' }]).class).toBe('Ⅴ类')
    expect(assessYear('G', 2024, [], settings).meets).toBe('证据不足')
  })
  it('a mean with a non-detect is given only where both ends agree', () => {
    // half of a non-detect must never decide: (0…0.005 + 0.016) / 2 lies on both sides of 0.01
    const y = year([{ 砷: '<0.005' }, { 砷: '0.016' }])
    expect(y.items[0]).toMatchObject({ class: '证据不足', value: '0.008—0.0105' })
    expect(y.meets).toBe('证据不足')
    const mixed = year([
      { 砷: '<0.005', 氨氮: '0.3' },
      { 砷: '0.016', 氨氮: '0.3' },
    ])
    expect([mixed.class, mixed.meets]).toEqual(['证据不足', '证据不足'])
    // Never seen in either campaign and surely within the target: set aside, as the standard's own judgement does.
    const unseen = year([
      { 砷: '<0.005', 氨氮: '0.3' },
      { 砷: '<0.005', 氨氮: '0.3' },
    ])
    expect([unseen.class, unseen.meets]).toEqual(['Ⅲ类', '达标'])
    expect(year([{ 砷: '<0.001' }, { 砷: '<0.001' }]).class).toBe('Ⅰ类')
    expect(year([{ 砷: '<0.001' }, { 砷: '0.004' }]).class).toBe('Ⅲ类')
  })
})

const point = (name: string, v: string, no3 = '5'): PointYear =>
  year(
    [
      { 硝酸盐: no3, 氨氮: v },
      { 硝酸盐: no3, 氨氮: v },
    ],
    settings,
    'Ⅴ',
    name,
  )
const FIVE = '2.0'
const THREE = '0.3'
const many = (five: number, other: number): PointYear[] => [
  ...Array.from({ length: five }, (_, i) => point(`v${i}`, FIVE)),
  ...Array.from({ length: other }, (_, i) => point(`o${i}`, THREE)),
]

describe('groundwater of a region', () => {
  it.each([
    [3, 9, '25.00', '达到'],
    [1, 3, '25.00', '达到'],
    [2, 5, '28.57', '未达到'],
  ])('S017 %s of class Ⅴ and %s others: %s %%', (five, other, share, verdict) => {
    expect(classFiveShare(many(five, other), '25')).toMatchObject({ share, verdict, points: five + other })
  })
  it('S017 no points is not applicable', () => {
    expect(classFiveShare([], '25')).toMatchObject({ share: '/', verdict: '不适用' })
  })
  it('a point not determined may be class Ⅴ', () => {
    const open = assessYear('x', 2024, [], settings)
    expect(classFiveShare([...many(2, 6), open], '25')).toMatchObject({ verdict: '证据不足', undetermined: ['x'] })
    expect(classFiveShare([...many(1, 6), open], '25').verdict).toBe('达到')
  })
  it('S329 names the points that grew worse than their baseline, and those that waver within the year', () => {
    const baselines = [
      { point: 'a', class: 'Ⅲ类' as const },
      { point: 'b', class: 'Ⅴ类' as const, values: { nitrate: '31' } },
    ]
    const wavering = year([{ 氨氮: '0.3' }, { 氨氮: '0.9' }], settings, 'Ⅴ', 'c')
    const s = assessStability(
      [point('a', FIVE), point('b', FIVE, '45'), wavering],
      baselines,
      [],
      '2024-12-31',
      settings,
    )
    expect(s.verdict).toBe('未保持稳定')
    expect(s.worsened).toEqual([{ point: 'a', from: 'Ⅲ类', to: 'Ⅴ类', items: ['氨氮'], excusedBy: null }])
    expect(s.rising).toMatchObject([{ point: 'b', from: '31', to: '45' }])
    expect(s.unstable).toEqual(['c'])
    expect(s.undetermined).toEqual(['c'])
  })
  it('a natural-background report excuses its own point and items once it has passed, while it holds', () => {
    const y = point('a', FIVE)
    const base = [{ point: 'a', class: 'Ⅲ类' as const }]
    const report: BackgroundReport = {
      point: 'a',
      items: [y.items.find(i => i.name.includes('氨氮'))!.substance],
      reference: '背景报告1',
      passedOn: '2024-06-01',
      until: null,
    }
    const verdict = (more: Partial<BackgroundReport>) =>
      assessStability([y], base, [{ ...report, ...more }], '2024-12-31', settings).verdict
    expect(verdict({})).toBe('保持稳定')
    expect(verdict({ passedOn: null })).toBe('未保持稳定')
    expect(verdict({ passedOn: '2025-01-01' })).toBe('未保持稳定')
    expect(verdict({ until: '2024-11-30' })).toBe('未保持稳定')
    expect(verdict({ items: ['manganese'] })).toBe('未保持稳定')
    expect(verdict({ point: 'b' })).toBe('未保持稳定')
  })
  it('a scheme is due only for a human cause; a natural one needs its report', () => {
    const y = year([{ 锰: '0.9' }, { 锰: '0.9' }])
    expect(dutyOf(y, '人为', [], '2024-12-31')).toContain('方案')
    expect(dutyOf(y, '天然', [], '2024-12-31')).toContain('报告')
    const report = { point: 'G1', items: ['manganese'], reference: 'r', passedOn: '2024-01-01', until: null }
    expect(dutyOf(y, '天然', [report], '2024-12-31')).toBeNull()
    expect(dutyOf(y, null, [], '2024-12-31')).toBe('分析超标原因')
    expect(dutyOf(year([{ 锰: '0.01' }, { 锰: '0.01' }]), null, [], '2024-12-31')).toBeNull()
  })
})

describe('groundwater over a year, any values', () => {
  const amount = fc.integer({ min: 0, max: 300 }).map(n => (n / 100).toFixed(2))
  const cell = fc.oneof(
    amount,
    amount.map(a => `<${a}`),
  )
  it('the mean is never worse than the worst, does not depend on order, and more of it is never better', () => {
    fc.assert(
      fc.property(cell, cell, amount, (a, b, more) => {
        const mean = year([{ 氨氮: a }, { 氨氮: b }])
        const bad = year([{ 氨氮: a }, { 氨氮: b }], worst)
        if (rankOf(mean.class) >= 0 && rankOf(bad.class) >= 0)
          expect(rankOf(mean.class)).toBeLessThanOrEqual(rankOf(bad.class))
        expect(year([{ 氨氮: b }, { 氨氮: a }]).class).toBe(mean.class)
        if (a.startsWith('<') || b.startsWith('<')) return
        const raised = year([{ 氨氮: (Number(a) + Number(more)).toFixed(2) }, { 氨氮: b }])
        expect(rankOf(raised.class)).toBeGreaterThanOrEqual(rankOf(mean.class))
      }),
    )
  })
})
