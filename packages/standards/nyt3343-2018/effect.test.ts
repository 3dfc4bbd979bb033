import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { settingsOn } from '../dated-parameter.ts'
import type { Reading } from '../judgement.ts'
import { parseReading } from '../reading.ts'
import { tCumulative, tQuantile } from '../student-t.ts'
import { assessTreatment, type Season, type Treatment } from './effect.ts'
import { PARAMETERS } from './parameters.ts'
import { assessSeason, type SeasonSample } from './season.ts'

const settings = settingsOn(PARAMETERS, { on: '2024-10-01' })
const sample = (content: string, i: number): SeasonSample => ({
  id: `s${i}`,
  content: parseReading(content),
  limit: '0.2',
})
const season = (...contents: string[]) => assessSeason(contents.map(sample), settings)
/** Contents from indices E against the limit 0.2. */
const ofE = (...indices: number[]) => season(...indices.map(e => (e / 5).toFixed(4)))

describe('NY/T 3343-2018, one season', () => {
  it('a mean well below one passes', () => {
    const r = ofE(0.42, 0.5, 0.55, 0.6, 0.62, 0.68, 0.7, 0.72, 0.78, 0.8, 0.86, 0.9)
    expect(r).toMatchObject({ verdict: '达标', n: 12, mean: '0.677', exceeding: 0 })
    expect(Number(r.t)).toBeLessThan(-6)
  })
  it('a mean significantly above one fails, whatever the share', () => {
    const lenient = settingsOn(PARAMETERS, { on: '2024-10-01', region: '45' }, [
      { ...settings.used.exceedingShare, value: '100', region: '45' },
    ])
    const contents = [0.85, 0.95, 0.98, 1.02, 1.1, 1.15, 1.2, 1.25, 1.3, 1.35].map((e, i) =>
      sample((e / 5).toFixed(4), i),
    )
    const r = assessSeason(contents, lenient)
    expect(r).toMatchObject({ verdict: '不达标', mean: '1.11' })
    expect(Number(r.critical)).toBeCloseTo(1.83, 2)
    expect(assessSeason(contents, settings).verdict).toBe('不达标')
  })
  it('one of ten exceeding is 10 %, not more: it passes; two of ten fail', () => {
    const clean = [0.6, 0.65, 0.7, 0.72, 0.75, 0.8, 0.85, 0.9, 0.93]
    expect(ofE(...clean, 1.05)).toMatchObject({ verdict: '达标', exceedingShare: '10' })
    expect(ofE(...clean.slice(1), 1.05, 1.01).verdict).toBe('不达标')
  })
  it('equal values have no spread: at the limit they pass, above it they fail', () => {
    expect(season('0.2', '0.2', '0.2').verdict).toBe('达标')
    expect(season('0.21', '0.21').verdict).toBe('不达标')
  })
  it('a non-detect decides only where nothing and its limit agree', () => {
    expect(season('<0.01', '0.1', '0.12').verdict).toBe('达标')
    expect(season('<0.5', '0.1', '0.12').verdict).toBe('证据不足')
    expect(season('ND', '0.1', '0.12')).toMatchObject({ verdict: '证据不足', missing: [{ name: 's0' }] })
  })
  it('one sample is no test, none is no evidence', () => {
    expect(season('0.1').verdict).toBe('证据不足')
    expect(season().verdict).toBe('证据不足')
    expect(season('0.3').verdict).toBe('不达标')
  })
})

const good = (year: number): Season => ({
  year,
  season: '晚稻',
  samples: { 镉: ['0.1', '0.12', '0.15'].map(sample) },
  yield: { treated: '480', control: '500' },
})
const treatment = (more: Partial<Treatment>): Treatment => ({
  contaminants: ['镉'],
  seasons: ['晚稻'],
  lastYear: 2024,
  results: [good(2023), good(2024)],
  materials: [{ name: '石灰', compliant: true }],
  ...more,
})
const bad = (year: number): Season => ({ ...good(year), samples: { 镉: ['0.3', '0.31', '0.1'].map(sample) } })

describe('NY/T 3343-2018, the treatment', () => {
  it('passes with two years in a row', () => {
    const r = assessTreatment(treatment({}), settings)
    expect(r.verdict).toBe('达标')
    expect(r.notes.join()).toContain('样本超标率不大于取 10%')
  })
  it('a good year before a bad one fails as a whole', () => {
    expect(assessTreatment(treatment({ results: [good(2023), bad(2024)] }), settings).verdict).toBe('不达标')
  })
  it('one year alone is not enough, and a failed season stands without the other', () => {
    expect(assessTreatment(treatment({ results: [good(2024)] }), settings).verdict).toBe('证据不足')
    expect(assessTreatment(treatment({ results: [bad(2024)] }), settings).verdict).toBe('不达标')
    expect(assessTreatment(treatment({ seasons: ['早稻', '晚稻'] }), settings).missing.map(m => m.name)).toEqual([
      '2023 年早稻',
      '2024 年早稻',
    ])
  })
  it('yield and materials are part of it', () => {
    const yielded = (treated: string) => [good(2023), { ...good(2024), yield: { treated, control: '500' } }]
    expect(assessTreatment(treatment({ results: yielded('450') }), settings).verdict).toBe('达标')
    expect(assessTreatment(treatment({ results: yielded('449.9') }), settings).verdict).toBe('不达标')
    expect(
      assessTreatment(treatment({ results: [good(2023), { ...good(2024), yield: null }] }), settings).verdict,
    ).toBe('证据不足')
    expect(assessTreatment(treatment({ materials: [{ name: '石灰', compliant: null }] }), settings).verdict).toBe(
      '证据不足',
    )
    expect(assessTreatment(treatment({ materials: [{ name: '石灰', compliant: false }] }), settings).verdict).toBe(
      '不达标',
    )
  })
})

describe('Student', () => {
  it.each([
    [0.95, 1, 6.3137515],
    [0.95, 7, 1.8945786],
    [0.95, 9, 1.8331129],
    [0.95, 11, 1.7958848],
    [0.975, 30, 2.0422725],
    [0.95, 120, 1.6576509],
  ])('t(%s, %s) = %s as printed in the tables', (p, df, t) => {
    expect(tQuantile(p, df)).toBeCloseTo(t, 6)
    expect(tCumulative(tQuantile(p, df), df)).toBeCloseTo(p, 10)
  })
})

describe('NY/T 3343-2018, any samples', () => {
  const reading: fc.Arbitrary<Reading> = fc.oneof(
    fc.integer({ min: 0, max: 100 }).map(n => ({ kind: 'value' as const, value: (n / 100).toFixed(2) })),
    fc.integer({ min: 0, max: 60 }).map(n => ({ kind: 'below' as const, limit: (n / 100).toFixed(2) })),
    fc.constant({ kind: 'missing' as const, why: '破损' }),
  )
  const of = (r: Reading[]) =>
    assessSeason(
      r.map((content, i) => ({ id: `${i}`, content, limit: '0.2' })),
      settings,
    )
  it('does not depend on order; a lost sample is never compliance', () => {
    fc.assert(
      fc.property(fc.array(reading, { maxLength: 12 }), readings => {
        expect(of([...readings].reverse()).verdict).toBe(of(readings).verdict)
        expect(of([...readings, { kind: 'missing', why: '破损' }]).verdict).not.toBe('达标')
      }),
    )
  })
})
