import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { settingsOn } from '../dated-parameter.ts'
import { parseReading } from '../reading.ts'
import { type CleanupQuestion, judgeCleanup, judgeControl } from './judge.ts'
import { PARAMETERS } from './parameters.ts'
import { differenceCoefficient, heapSamples, pitPoints, treatedSoilSamples, wallLayers } from './sampling.ts'
import { NATIONAL, samplingTableOn } from './table.ts'

const settings = settingsOn(PARAMETERS, { on: '2024-10-01' })
const judge = (cells: (string | number)[], more: Partial<CleanupQuestion> = {}) =>
  judgeCleanup(
    {
      samples: cells.map((c, i) => ({ id: `s${i}`, reading: parseReading(c) })),
      target: '25',
      needed: cells.length,
      ...more,
    },
    settings,
  )

describe('HJ 25.5-2018 judgement of soil', () => {
  it('ten samples: mean 16.6, upper limit 18.46, largest 22: reached', () => {
    const r = judge([12, 15, 18, 14, 19, 22, 16, 13, 17, 20])
    expect(r).toMatchObject({ verdict: '达到', mean: '16.6', upper: '18.46', maximum: '22' })
  })
  it('one value of 65 is more than twice the target: missed', () => {
    const r = judge([12, 15, 18, 14, 19, 65, 16, 13, 17, 22])
    expect(r).toMatchObject({ verdict: '未达到', mean: '21.1', maximum: '65' })
    expect(r.why).toContain('2 倍')
  })
  it('eight samples around 27: the upper limit is over the target though the largest is not twice it', () => {
    const r = judge([22, 24, 26, 27, 28, 29, 30, 33])
    expect(r.verdict).toBe('未达到')
    expect(Number(r.upper)).toBeGreaterThan(25)
    expect(Number(r.maximum)).toBeLessThan(50)
  })
  it('six samples are compared one by one: 26 misses, 25 reaches', () => {
    expect(judge([20, 21, 22, 23, 24, 26])).toMatchObject({ verdict: '未达到', method: '逐个比较', over: ['s5'] })
    expect(judge([20, 21, 22, 23, 24, 25]).verdict).toBe('达到')
  })
  it('eight samples with one slightly over may be judged together', () => {
    expect(judge([10, 11, 12, 12, 13, 14, 15, 26]).verdict).toBe('达到')
  })
  it('too few, broken or blind samples are no evidence; an exceedance stands without them', () => {
    expect(judge([10, 11], { needed: 8 }).missing[0]!.need).toContain('6 个')
    expect(judge([10, 11], { needed: 8 }).verdict).toBe('证据不足')
    expect(judge([10, 11], { needed: null }).verdict).toBe('证据不足')
    expect(judge([10, 26], { needed: 8 }).verdict).toBe('未达到')
    expect(judge([10, '—'], {}).verdict).toBe('证据不足')
    expect(judge([10, '<30']).verdict).toBe('证据不足')
    expect(judge([10, '<25']).verdict).toBe('达到')
    expect(judge([10, '>20']).verdict).toBe('证据不足')
    expect(judge([]).verdict).not.toBe('未达到')
  })
  it('a non-detect counts as its limit in the statistics', () => {
    expect(judge([24, 24, 24, 24, 24, 24, 26, 30, '<20']).verdict).toBe('未达到')
    expect(judge([24, 24, 24, 24, 24, 24, 26, 30, '<40']).verdict).toBe('证据不足')
  })
  it('says which rules are from memory', () => {
    expect(judge([1]).notes.join()).toContain('未核对正式文本')
  })
})

describe('HJ 25.5-2018 fewest points', () => {
  it.each([
    ['99.9', 2, 4],
    ['100', 3, 5],
    ['620', 3, 5],
    ['1000', 4, 6],
    ['1500', 5, 7],
    ['2500', 6, 8],
    ['5000', 7, 9],
    ['12499', 8, 10],
  ])('a pit of %s m²: %s at the bottom, %s around', (area, bottom, side) => {
    expect(pitPoints(area, '1')).toMatchObject({ bottom, side, layers: 1 })
  })
  it('large pits go by grid and need their perimeter', () => {
    expect(pitPoints('12500', '1')).toBeUndefined()
    expect(pitPoints('12800', '1', '460')).toMatchObject({ bottom: 8, side: 12 })
    expect(pitPoints('12801', '1', '460')).toMatchObject({ bottom: 9 })
  })
  it('deep walls are sampled by layers', () => {
    expect(['1', '1.1', '3.2', '3.3', '6.2'].map(d => wallLayers(d))).toEqual([1, 2, 2, 3, 3])
    expect(pitPoints('620', '4')).toMatchObject({ layers: 3, total: 3 + 15 })
  })
  it('the tables are one version among others: a place may have its own, and what is from memory says so', () => {
    expect(samplingTableOn({ on: '2024-01-01' })).toMatchObject({
      table: NATIONAL,
      note: expect.stringContaining('未核对正式文本'),
    })
    const denser = { ...NATIONAL, id: '某省布点表', grid: 20 }
    const local = [
      { table: denser, mark: 'V' as const, basis: '某省导则', from: '2023-01-01', until: null, region: '45' },
    ]
    const { table } = samplingTableOn({ on: '2024-01-01', region: '450100' }, local)
    expect(pitPoints('12800', '1', '460', table)).toMatchObject({ bottom: 32, side: 23 })
    expect(samplingTableOn({ on: '2022-12-31', region: '450100' }, local).table.id).toBe(NATIONAL.id)
    expect(samplingTableOn({ on: '2024-01-01', region: '440100' }, local).table.id).toBe(NATIONAL.id)
  })
  it('treated soil: 1,800 m³ are four units; the nearer the mean to the target, the smaller the unit', () => {
    expect(treatedSoilSamples('1800')).toEqual({ samples: 4, perSample: '500' })
    expect(treatedSoilSamples('1800', '0.10').samples).toBe(18)
    expect(treatedSoilSamples('1800', '0.20').samples).toBe(6)
    expect(treatedSoilSamples('1800', '0.01').perSample).toBe('100')
    expect(treatedSoilSamples('1800', '1.5').perSample).toBe('500')
    // The same mean, soil three times as uneven: more samples, not fewer.
    expect(treatedSoilSamples('1800', differenceCoefficient('25', '22', '6')!).samples).toBe(4)
    expect(treatedSoilSamples('1800', differenceCoefficient('25', '22', '18')!).samples).toBe(18)
    expect(treatedSoilSamples('1800', differenceCoefficient('25', '26', '6')!).perSample).toBe('100')
    expect(differenceCoefficient('25', '22', '0')).toBeNull()
  })
  it.each([
    ['80', 1],
    ['100', 1],
    ['101', 2],
    ['500', 3],
    ['1000', 4],
    ['1001', 5],
    ['1500', 5],
    ['1501', 6],
  ])('a heap of %s m³: %s', (volume, samples) => {
    expect(heapSamples(volume)).toBe(samples)
  })
})

describe('HJ 25.5-2018 risk control', () => {
  const batch = (on: string, engineering: boolean | null = true, pollutants: boolean | null = true) => ({
    on,
    engineering,
    pollutants,
  })
  const year = ['2023-01-10', '2023-04-10', '2023-07-10', '2023-10-10'].map(d => batch(d))
  it('needs four batches over a year, engineering and pollutants in order in each', () => {
    expect(judgeControl(year, settings).verdict).toBe('达到')
    expect(judgeControl(year.slice(1), settings).verdict).toBe('证据不足')
    expect(
      judgeControl(
        ['2023-01-10', '2023-02-10', '2023-03-10', '2023-04-10'].map(d => batch(d)),
        settings,
      ).why,
    ).toContain('历时')
    expect(judgeControl([...year, batch('2024-01-10', false)], settings).verdict).toBe('未达到')
    expect(judgeControl([...year, batch('2024-01-10', true, null)], settings).verdict).toBe('证据不足')
  })
})

describe('HJ 25.5-2018, any samples', () => {
  const rank = { 达到: 0, 证据不足: 1, 未达到: 2 }
  const cell = fc.integer({ min: 0, max: 80 })
  it('does not depend on order; a sample far over the target never helps', () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 14 }), cells => {
        const before = judge(cells)
        expect(judge([...cells].reverse()).verdict).toBe(before.verdict)
        expect(rank[judge([...cells, 51]).verdict]).toBeGreaterThanOrEqual(rank[before.verdict])
        expect(rank[judge([...cells, '—']).verdict]).toBeGreaterThanOrEqual(1)
      }),
    )
  })
})
