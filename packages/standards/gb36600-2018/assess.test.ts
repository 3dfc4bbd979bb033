import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { resultOf } from '../measured.ts'
import { findSubstance } from '../substances.ts'
import { assess, ITEMS } from './assess.ts'
import { BASIC, OTHER, SUMS } from './table.ts'

const shared = (name: string): URL => new URL(`../../../../shared/${name}`, import.meta.url)
const VERDICT: Record<string, string> = {
  negligible: '未超筛选值',
  'above-screening': '超筛选值',
  'above-intervention': '超管制值',
}
const one = (substance: string, cell: string, use?: string, unit = 'mg/kg') =>
  assess({ id: 's', ...(use ? { use } : {}), results: [resultOf(substance, cell, unit)] })

describe.runIf(existsSync(shared('standards/gb36600-2018.json')))('the tables against the transcriptions', () => {
  interface Row {
    table: string
    no: number
    pollutant: string
    cas: string | string[] | null
    screening: { class1: number; class2: number }
    intervention: { class1: number; class2: number }
    sumOf?: string[]
  }
  it('equal the first in every number, name and member', () => {
    const { items } = JSON.parse(readFileSync(shared('standards/gb36600-2018.json'), 'utf8')) as { items: Row[] }
    const own = [...BASIC.map(r => ['1', ...r] as const), ...OTHER.map(r => ['2', ...r] as const)]
    expect(own.map(([table, no, , name, ...values]) => [table, no, name, ...values.map(Number)])).toEqual(
      items.map(i => [
        i.table,
        i.no,
        i.pollutant,
        i.screening.class1,
        i.screening.class2,
        i.intervention.class1,
        i.intervention.class2,
      ]),
    )
    const id = (name: string) => findSubstance(name)?.id
    expect(items.map(i => id(i.pollutant))).toEqual(own.map(r => r[2]))
    // The number of p,p'-滴滴涕 is not that of the item, which is a sum (docs/standards-check.md).
    for (const i of items)
      if (typeof i.cas === 'string' && i.pollutant !== '滴滴涕') expect(findSubstance(i.pollutant)!.cas).toBe(i.cas)
    for (const i of items) expect(SUMS.find(s => s.substance === id(i.pollutant))?.sumOf).toEqual(i.sumOf?.map(id))
  })
  it('equal the second, as printed', () => {
    const text = readFileSync(shared('procedures.md'), 'utf8')
    const p09 = text.slice(text.indexOf('As 20/60;120/140'), text.indexOf('Warning: another public code list'))
    const printed = [...p09.matchAll(/([\d.e-]+)\/([\d.e-]+);([\d.e-]+)\/([\d.e-]+)/g)].map(m => m.slice(1).map(Number))
    expect(printed).toEqual([...BASIC, ...OTHER].map(r => r.slice(3).map(Number)))
  })
})

describe('GB 36600-2018', () => {
  const file = shared('standards/test-vectors.json')
  const vectors = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).vectors['GB 36600-2018'] : []
  it.each<[string, unknown]>(vectors.map((v: { sample: string }) => [v.sample, v]))('%s', (name, v) => {
    const { input, expected } = v as { input: Record<string, string | number>; expected: string }
    const use = name.startsWith('use unclear') ? undefined : `第${input.class === 1 ? '一' : '二'}类`
    expect(one(String(input.pollutant), String(input.value), use, String(input.unit)).verdict).toBe(VERDICT[expected])
  })
  it('has no cell where 管制值 is below 筛选值', () => {
    for (const i of ITEMS)
      for (const c of ['第一类', '第二类'] as const)
        expect(Number(i.control[c]), i.name).toBeGreaterThanOrEqual(Number(i.screening[c]))
  })
  it('judges an unclear use as 第一类 and says so', () => {
    const j = one('铅', '500')
    expect(j.verdict).toBe('超筛选值')
    expect(j.findings[0]!.footnotes.join()).toContain('第一类用地（GB 36600-2018 5.3.1）')
    expect(one('铅', '500', '080404').verdict).toBe('超筛选值')
    expect(one('铅', '500', '1001').verdict).toBe('未超筛选值')
  })
  it('asks for the background of arsenic, cobalt and vanadium', () => {
    expect(one('砷', '28', '第一类').findings[0]).toMatchObject({ verdict: '超筛选值', flags: ['待核背景值'] })
    expect(one('镉', '28', '第一类').findings[0]).toMatchObject({ verdict: '超筛选值', flags: [] })
    expect(one('砷', '121', '第一类').findings[0]).toMatchObject({ verdict: '超管制值', flags: [] })
  })
  it('never takes total chromium for Cr(VI), and knows Cr(VI) by all its names', () => {
    expect(one('总铬', '900', '第一类').verdict).toBe('无适用限值')
    for (const name of ['Cr(VI)', '六价铬', '铬（六价）', 'Cr6+', '铬(Ⅵ)'])
      expect(one(name, '3.1').verdict).toBe('超筛选值')
  })
  it('reads dioxins as equivalents only where the name or the unit says so', () => {
    expect(one('二噁英类', '9', '第一类', 'ng-TEQ/kg').verdict).toBe('未超筛选值')
    expect(one('二噁英类（总毒性当量）', '15', '第一类', 'ng/kg').verdict).toBe('超筛选值')
    expect(one('二噁英类', '9', '第一类', 'ng/kg').verdict).toBe('证据不足')
  })
  it('adds up members: an exceedance is proven by some, compliance only by all', () => {
    const judge = (...cells: [string, string][]) =>
      assess({ id: 's', use: '第一类', results: cells.map(([n, c]) => resultOf(n, c, 'mg/kg')) }).verdict
    expect(judge(['间二甲苯', '90'], ['对二甲苯', '80'])).toBe('超筛选值')
    expect(judge(['间二甲苯', '170'])).toBe('超筛选值')
    expect(judge(['间二甲苯', '90'])).toBe('证据不足')
    expect(judge(['间二甲苯', '90'], ['对二甲苯', '<0.0012'])).toBe('未超筛选值')
    expect(judge(['间二甲苯', '162'], ['对二甲苯', '<5'])).toBe('证据不足')
  })
  it('a member with limits of its own is judged by itself; the sum only once it is measured, or surely exceeds', () => {
    const judge = (...cells: [string, string][]) =>
      assess({ id: 's', use: '第一类', results: cells.map(([n, c]) => resultOf(n, c, 'mg/kg')) })
    expect(judge(['PCB126', '0.00004']).verdict).toBe('未超筛选值')
    expect(judge(['PCB126', '0.00004'], ['PCB169', '0.0001']).findings.map(f => f.substance)).toEqual([
      'pcb-126',
      'pcb-169',
    ])
    expect(judge(['PCB126', '0.00004'], ['PCB77', '0.001']).verdict).toBe('证据不足')
    expect(judge(['PCB126', '0.2']).findings.map(f => [f.substance, f.verdict])).toEqual([
      ['pcb-total', '超筛选值'],
      ['pcb-126', '超管制值'],
    ])
  })
  it('lists what a laboratory reports without a limit; it changes nothing', () => {
    for (const name of ['菲', '苯并[g,h,i]苝', '1,3-二氯苯', '石油烃（C6-C9）', '三价铬', '钾', '丙酮', "o,p'-DDD"]) {
      expect([name, one(name, '5', '第一类').verdict]).toEqual([name, '无适用限值'])
      const results = [resultOf(name, '5', 'mg/kg'), resultOf('铅', '5', 'mg/kg')]
      expect([name, assess({ id: 's', use: '第一类', results }).verdict]).toEqual([name, '未超筛选值'])
    }
  })
  it('takes ppm for no unit', () => {
    expect(one('铅', '5', '第一类', 'ppm').findings[0]).toMatchObject({ verdict: '证据不足', why: '不认识单位“ppm”' })
  })
  it('cannot judge by a detection limit above the limit, a bare ND, a missing or foreign unit, or an unknown name', () => {
    expect(one('氯乙烯', '<0.2', '第一类').verdict).toBe('证据不足')
    expect(one('氯乙烯', '<0.0015', '第一类').verdict).toBe('未超筛选值')
    expect(one('氯乙烯', 'ND', '第一类').missing[0]).toMatchObject({ name: '氯乙烯', need: '请给出检出限' })
    expect(one('铅', '5', '第一类', '').verdict).toBe('证据不足')
    expect(one('铅', '5', '第一类', 'mg/L').verdict).toBe('证据不足')
    expect(one('某某化合物', '5', '第一类').verdict).toBe('证据不足')
    expect(one('铅', '>900', '第一类').verdict).toBe('超管制值')
  })
})
