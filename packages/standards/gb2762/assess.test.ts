import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { resultOf } from '../measured.ts'
import { getSubstance } from '../substances.ts'
import { assessCrop, rowOf } from './assess.ts'
import { FOODS, foodsOf } from './foods.ts'
import { ROWS } from './rows.ts'

const shared = (name: string): URL => new URL(`../../../../shared/standards/${name}`, import.meta.url)
const read = (name: string) => (existsSync(shared(name)) ? JSON.parse(readFileSync(shared(name), 'utf8')) : undefined)
const judge = (crop: string | undefined, ...cells: [string, string, string?][]) =>
  assessCrop('GB 2762-2025', {
    id: 'c',
    ...(crop === undefined ? {} : { crop }),
    results: cells.map(([n, c, u]) => resultOf(n, c, u ?? 'mg/kg')),
  })
const verdict = (crop: string | undefined, ...cells: [string, string, string?][]) => judge(crop, ...cells).verdict

interface Row {
  id: string
  contaminant: string
  food: string
  limit: number
  unit: string
  species: string
  basis: string
}
describe.runIf(existsSync(shared('gb2762-2025.json')))('the rows against the transcriptions', () => {
  it.each(['gb2762-2022.json', 'gb2762-2025.json'])('equal %s in every row', name => {
    expect(ROWS.map(r => [r[0], getSubstance(r[1]).name, r[3], Number(r[5]), r[6], r[2], r[7]])).toEqual(
      (read(name).items as Row[]).map(i => [
        i.id,
        i.contaminant,
        i.food,
        i.limit,
        i.unit,
        i.species,
        i.basis === 'dry weight' ? 'dry' : 'wet',
      ]),
    )
  })
  it('lead every crop of the derived map to its row', () => {
    const symbols: Record<string, string> = { Pb: 'lead', Cd: 'cadmium', Hg: 'mercury', As: 'arsenic', Cr: 'chromium' }
    for (const line of read('gb2762-2025.json').cropMap.rows as Record<string, string | null>[]) {
      const crops = line
        .crop!.replace(/（[^（）]*）/g, '')
        .replace(/等(?:其他)?(?:谷物|水果)/, '')
        .split('、')
      for (const crop of crops) {
        const [food] = foodsOf(crop)
        expect(food, crop).toBeDefined()
        for (const [symbol, substance] of Object.entries(symbols)) {
          const expected = line[symbol] ? `${symbol}-${line[symbol]}` : null
          expect([crop, symbol, rowOf(substance, food!)?.[0] ?? null]).toEqual([crop, symbol, expected])
        }
      }
    }
  })
  const VERDICT: Record<string, string> = {
    pass: '达标',
    fail: '超标',
    'need-inorganic': '需测形态',
    'not-applicable': '无适用限值',
  }
  const CROPS: [RegExp, string][] = [
    [/^brown rice/, '糙米'],
    [/^white rice/, '大米'],
    [/^rice/, '水稻'],
    [/^wheat/, '小麦'],
    [/^maize/, '玉米'],
    [/^spinach/, '菠菜'],
    [/^tomato/, '番茄'],
    [/^carrot/, '胡萝卜'],
    [/^potato/, '马铃薯'],
    [/^celery/, '芹菜'],
    [/^leafy veg/, '叶菜蔬菜'],
    [/^peanut/, '花生'],
    [/^apple/, '苹果'],
    [/^vegetable/, '蔬菜'],
  ]
  const vectors = (read('test-vectors.json')?.vectors['GB 2762-2022 / -2025'] ?? []) as {
    sample: string
    expected: string
  }[]
  it.each(vectors.map(v => [v.sample, v.expected] as const))('%s', (sample, expected) => {
    const crop = CROPS.find(([p]) => p.test(sample))![1]
    const [, name, value, unit] = /(Cd|Pb|As|Hg|Cr|BaP) ([\d.]+)(?: (μg\/kg))?$/.exec(sample)!
    expect(verdict(crop, [name!, value!, unit])).toBe(VERDICT[expected])
  })
})

describe('GB 2762', () => {
  it('judges inorganic arsenic by itself once it is measured', () => {
    expect(verdict('大米', ['总砷', '0.25'], ['无机砷', '0.15'])).toBe('达标')
    expect(verdict('大米', ['总砷', '0.25'], ['无机砷', '0.22'])).toBe('超标')
    expect(verdict('大米', ['总砷', '0.25'])).toBe('需测形态')
    expect(verdict('大米', ['总砷', '<0.5'])).toBe('证据不足')
    expect(verdict('小麦', ['无机砷', '0.1'])).toBe('证据不足')
    expect(verdict('小麦', ['无机砷', '0.6'])).toBe('超标')
    expect(verdict('香菇', ['总汞', '0.2'])).toBe('需测形态')
  })
  it('takes a blank cell beside the total for a form nobody measured, and an ND without its limit for none', () => {
    expect(verdict('大米', ['总砷', '0.25'], ['无机砷', ''])).toBe('需测形态')
    expect(verdict('大米', ['总砷', '0.25'], ['无机砷', 'ND'])).toBe('证据不足')
    expect(verdict('大米', ['总砷', '0.15'], ['无机砷', ''])).toBe('达标')
  })
  it('lets an exceedance stand over an open form, and something unreadable over neither', () => {
    expect(verdict('大米', ['总砷', '0.25'], ['镉', '0.21'])).toBe('超标')
    expect(verdict('大米', ['总砷', '0.25'], ['镉', 'ND'])).toBe('证据不足')
  })
  it('asks for the crop, and concludes only what holds of every one', () => {
    expect(verdict(undefined, ['镉', '0.01'])).toBe('证据不足')
    expect(judge(undefined, ['镉', '0.01']).missing[0]).toMatchObject({ name: '作物' })
    expect(verdict('某某草', ['镉', '0.01'])).toBe('证据不足')
    expect(verdict('蔬菜', ['镉', '0.04'])).toBe('达标')
    expect(verdict('蔬菜', ['镉', '0.15'])).toBe('证据不足')
    expect(verdict('蔬菜', ['镉', '0.3'])).toBe('超标')
  })
  it('takes dry weight of fresh produce for no more than an upper end', () => {
    const dry = (cell: string) =>
      assessCrop('GB 2762-2025', {
        id: 'c',
        crop: '菠菜',
        results: [{ ...resultOf('镉', cell, 'mg/kg'), basis: 'dry' }],
      }).verdict
    expect(dry('0.15')).toBe('达标')
    expect(dry('1.5')).toBe('证据不足')
    expect(verdict('木耳', ['镉', '0.4'])).toBe('证据不足')
    expect(verdict('木耳', ['镉', '0.6'])).toBe('超标')
  })
  it('has a row or none for every kind of food, never an error', () => {
    for (const f of FOODS)
      for (const r of ROWS) expect([null, 'string']).toContain(rowOf(r[1], f) && typeof rowOf(r[1], f)![0])
  })
})
