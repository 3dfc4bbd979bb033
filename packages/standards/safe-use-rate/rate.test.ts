import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { settingsOn } from '../dated-parameter.ts'
import type { FarmlandClass } from '../farmland-classification-2019/point.ts'
import { PARAMETERS } from './parameters.ts'
import { type RateUnit, safeUseRate } from './rate.ts'

const on = (more: { cRule?: string; version?: string } = {}) => {
  const base = settingsOn(PARAMETERS, { on: '2024-12-31' })
  const local = Object.entries(more).map(([key, value]) => ({
    ...base.used[key as 'cRule'],
    value,
    region: '45',
    basis: '某省规定',
  }))
  return settingsOn(PARAMETERS, { on: '2024-12-31', region: '450100' }, local)
}
const measure = (area: string) => ({
  kind: '低积累品种',
  area,
  doneOn: '2024-05-01',
  planned: true,
  evidence: ['照片1'],
})
const unit = (id: string, c: FarmlandClass, area: string, covered: string, compliant = 0, exceeding = 0): RateUnit => ({
  id,
  area,
  classes: [{ class: c, from: '2021-01-01', basis: '审定', recordedAt: '2021-01-01' }],
  measures: [measure(covered)],
  samples: { compliant, exceeding, undetermined: 0 },
  planted: '无',
})
const ASK = { baseDate: '2024-12-31', year: 2024, target: '92' }
const EXAMPLE = [unit('a', '安全利用类', '8000', '7600', 190, 10), unit('b', '严格管控类', '2000', '1980')]

describe('受污染耕地安全利用率', () => {
  it('version B by share: 9,200 of 10,000 meets 92', () => {
    expect(safeUseRate(EXAMPLE, ASK, on())).toMatchObject({
      rate: '92.00',
      verdict: '达到',
      numerator: '9200',
      version: 'B',
    })
  })
  it('the same data by threshold: 95.80, and the rule goes with the figure', () => {
    const r = safeUseRate(EXAMPLE, ASK, on({ cRule: '按门槛' }))
    expect([r.rate, r.cRule]).toEqual(['95.80', '按门槛'])
  })
  it('version A with its three letters: 91.40 meets 91, not 92', () => {
    const units: RateUnit[] = [
      { ...unit('B', '优先保护类', '5000', '5000'), grade: '轻微' },
      { ...unit('C', '安全利用类', '4000', '3600', 90, 10), grade: '轻中度' },
      { ...unit('D', '严格管控类', '1000', '900'), grade: '重度' },
    ]
    expect(safeUseRate(units, ASK, on({ version: 'A' }))).toMatchObject({ rate: '91.40', verdict: '未达到' })
    expect(safeUseRate(units, { ...ASK, target: '91' }, on({ version: 'A' })).verdict).toBe('达到')
    expect(settingsOn(PARAMETERS, { on: '2019-12-31' }).values.version).toBe('A')
  })
  it.each([
    ['10000', '9194.9', '92', '91.95', '未达到'],
    ['1240.5', '1240.5', '100', '100.00', '达到'],
    ['1240.5', '1240.4', '100', '99.99', '未达到'],
  ])('%s 亩, %s done, target %s', (area, done, target, rate, verdict) => {
    expect(safeUseRate([unit('x', '严格管控类', area, done)], { ...ASK, target }, on())).toMatchObject({
      rate,
      verdict,
    })
  })
  it('nothing to count is not applicable, never 0 or 100', () => {
    expect(safeUseRate([unit('x', '优先保护类', '10', '0')], ASK, on())).toMatchObject({ rate: '/', verdict: '不适用' })
  })
  it('lists the units that keep it from the target, the largest first, each with why', () => {
    const units = [
      unit('s1', '安全利用类', '100', '100', 0, 0),
      unit('s2', '安全利用类', '300', '300', 2, 2),
      { ...unit('s3', '严格管控类', '50', '50'), planted: '风险食用作物' as const },
      { ...unit('s4', '严格管控类', '40', '40'), planted: null },
      { ...unit('s5', '严格管控类', '30', '30'), measures: [{ ...measure('30'), doneOn: '2023-05-01' }] },
      { ...unit('s6', '严格管控类', '20', '20'), measures: [{ ...measure('20'), evidence: [' '], planned: false }] },
      { ...unit('s7', '严格管控类', '10', '10'), planted: '非风险食用作物' as const },
    ]
    const r = safeUseRate(units, ASK, on())
    expect(r.heldBack.map(s => [s.unit, s.lost])).toEqual([
      ['s2', '150'],
      ['s1', '100'],
      ['s3', '50'],
      ['s4', '40'],
      ['s5', '30'],
      ['s6', '20'],
      ['s7', '10'],
    ])
    expect(r.heldBack.every(s => s.reasons.length > 0)).toBe(true)
    expect(r.heldBack.find(s => s.unit === 's6')!.reasons.join()).toContain('未列入当年计划、没有现场证据')
    expect(r.shortfall).toBe('356')
  })
  it('counts land with two measures once and never more than the unit has', () => {
    const two = {
      ...unit('x', '严格管控类', '100', '60'),
      measures: [measure('60'), { ...measure('50'), kind: '休耕' }],
    }
    expect(safeUseRate([two], ASK, on()).numerator).toBe('60')
    const parts = {
      ...two,
      measures: [
        { ...measure('60'), part: '一片' },
        { ...measure('50'), part: '二片' },
      ],
    }
    expect(safeUseRate([parts], ASK, on()).numerator).toBe('100')
  })
  it('takes the class of the base date, and land that left with approval from both sides', () => {
    const moved: RateUnit = {
      ...unit('x', '安全利用类', '100', '100', 3, 0),
      classes: [
        { class: '安全利用类', from: '2021-01-01', basis: '审定', recordedAt: 'a' },
        { class: '优先保护类', from: '2024-07-01', basis: '调整', recordedAt: 'b' },
      ],
    }
    expect(safeUseRate([moved], ASK, on()).rate).toBe('/')
    expect(safeUseRate([moved], { ...ASK, baseDate: '2024-06-30' }, on()).rate).toBe('100.00')
    const gone = (approvedOn: string | null) => ({
      ...unit('y', '严格管控类', '100', '60'),
      removals: [{ area: '40', approvedOn, document: '批复1' }],
    })
    expect(safeUseRate([gone('2024-12-31')], ASK, on())).toMatchObject({ denominator: '60', rate: '100.00' })
    expect(safeUseRate([gone('2025-01-01')], ASK, on())).toMatchObject({ denominator: '100', rate: '60.00' })
    expect(safeUseRate([gone(null)], ASK, on()).denominator).toBe('100')
  })
  it('land whose class is not known keeps the verdict open unless it changes nothing', () => {
    const unknown = { ...unit('z', '安全利用类', '500', '0'), classes: [] }
    expect(safeUseRate([...EXAMPLE, unknown], ASK, on())).toMatchObject({ verdict: '证据不足', unknown: ['z'] })
    expect(safeUseRate([...EXAMPLE, unknown], { ...ASK, target: '80' }, on()).verdict).toBe('达到')
    expect(safeUseRate([...EXAMPLE, unknown], { ...ASK, target: '99' }, on()).verdict).toBe('未达到')
  })
  it('samples of one account serve its units together', () => {
    const a = { ...unit('a', '安全利用类', '100', '100', 9, 0), account: 'k' }
    const b = { ...unit('b', '安全利用类', '100', '100', 0, 1), account: 'k' }
    expect(safeUseRate([a, b], ASK, on()).rate).toBe('90.00')
  })
})

describe('受污染耕地安全利用率, any land', () => {
  const anyUnit = fc
    .record({
      c: fc.constantFrom<FarmlandClass>('优先保护类', '安全利用类', '严格管控类'),
      area: fc.integer({ min: 0, max: 500 }),
      done: fc.integer({ min: 0, max: 800 }),
      ok: fc.nat(5),
      bad: fc.nat(5),
    })
    .map(x => (id: number) => unit(`u${id}`, x.c, String(x.area), String(x.done), x.ok, x.bad))
  it('lies between 0 and 100, does not depend on order, and an exceeding sample never raises it', () => {
    fc.assert(
      fc.property(fc.array(anyUnit, { minLength: 1, maxLength: 8 }), fc.nat(7), (makers, at) => {
        const units = makers.map((m, i) => m(i))
        const r = safeUseRate(units, ASK, on())
        expect(safeUseRate([...units].reverse(), ASK, on())).toEqual(r)
        if (r.rate === '/') return
        expect(Number(r.rate)).toBeGreaterThanOrEqual(0)
        expect(Number(r.rate)).toBeLessThanOrEqual(100)
        const worse = units.map((u, i) =>
          i === at % units.length ? { ...u, samples: { ...u.samples, exceeding: u.samples.exceeding + 1 } } : u,
        )
        expect(Number(safeUseRate(worse, ASK, on()).rate)).toBeLessThanOrEqual(Number(r.rate))
      }),
    )
  })
})
