import { describe, expect, it } from 'vitest'
import { assess, findStandard } from './index.ts'
import type { Sample } from './judgement.ts'
import { resultOf } from './measured.ts'
import { itemSetOf, judgePlace } from './required-items.ts'
import { getSubstance } from './substances.ts'

/** Units of those 表1 does not state in mg/L. */
const UNITS: Record<string, string> = {
  colour: '铂钴色度单位',
  turbidity: 'NTU',
  'total-coliforms': 'MPN/100mL',
  'plate-count': 'CFU/mL',
}
const soil = findStandard('GB 36600')!
const basic = itemSetOf('GB 36600', '45项基本项目')!
const clean = (id: string, without: string[] = [], cell = '<0.001'): Sample => ({
  id,
  use: '第二类',
  results: basic.items.filter(s => !without.includes(s)).map(s => resultOf(getSubstance(s).name, cell, 'mg/kg')),
})
const place = (samples: Sample[]) =>
  judgePlace(
    '地块',
    soil,
    basic,
    samples.map(sample => ({ sample, judgement: assess(soil, sample) })),
  )

describe('the verdict of a site', () => {
  it('is given once every sample has every item of the set', () => {
    expect(basic.items).toHaveLength(45)
    expect(place([clean('a'), clean('b')])).toMatchObject({ verdict: '未超筛选值', missing: [] })
  })
  it('stays open while an item is missing in one of them, with what it would take', () => {
    const j = place([clean('a'), clean('b', ['benzene'])])
    expect(j.verdict).toBe('证据不足')
    expect(j.missing).toMatchObject([{ name: '苯', need: '请补测苯', why: expect.stringContaining('b：') }])
    expect(place([]).verdict).toBe('证据不足')
  })
  it('does not hide an exceedance behind what is missing', () => {
    const over = { ...clean('c', ['benzene', 'lead']), results: [resultOf('铅', '900', 'mg/kg')] }
    expect(place([clean('a'), over])).toMatchObject({ verdict: '超筛选值', decisive: ['铅'] })
  })
  it('can be asked of one sample: five metals with pH', () => {
    const farm = findStandard('GB 15618')!
    const sample: Sample = {
      id: 'f',
      landUse: '水田',
      results: ['镉', '汞', '砷', '铅', '铬'].map(n => resultOf(n, '0.1', 'mg/kg')),
    }
    const items = '五项重金属和pH'
    expect(assess(farm, { ...sample, pH: { kind: 'value', value: '6' } }, { items }).verdict).toBe('风险低')
    const open = assess(farm, sample, { items })
    expect(open.verdict).toBe('证据不足')
    expect(open.missing.map(m => m.name)).toEqual(['pH', '镉', '汞', '砷', '铅', '铬'])
    const four = { ...sample, pH: { kind: 'value', value: '6' } as const, results: sample.results.slice(1) }
    expect(assess(farm, four, { items }).missing).toMatchObject([{ name: '镉' }])
  })
  it('counts a groundwater non-detect that is left out as measured', () => {
    const water = findStandard('GB/T 14848')!
    const set = itemSetOf('GB/T 14848', '37项常规指标（不含放射性）')!
    const words = ['odour-taste', 'visible-matter']
    const sample: Sample = {
      id: 'w',
      pH: { kind: 'value', value: '7' },
      results: set.items
        .filter(s => s !== 'ph')
        .map(s =>
          s === 'arsenic'
            ? resultOf('砷', '<0.002', 'mg/L')
            : words.includes(s)
              ? resultOf(getSubstance(s).name, '无', '')
              : resultOf(getSubstance(s).name, '<0.00001', UNITS[s] ?? 'mg/L'),
        ),
    }
    const judged = assess(water, sample, { items: set.name })
    expect(judged.verdict).toBe('Ⅰ类')
    expect(judged.notes.join()).toContain('不参与综合评价：砷')
    const less = { ...sample, results: sample.results.slice(1) }
    expect(assess(water, less, { items: set.name })).toMatchObject({ verdict: '证据不足' })
  })
})
