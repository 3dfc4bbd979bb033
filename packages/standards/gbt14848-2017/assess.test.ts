import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { resultOf } from '../measured.ts'
import { findSubstance } from '../substances.ts'
import { assess, ITEMS } from './assess.ts'
import { SUMS } from './table.ts'

const shared = (name: string): URL => new URL(`../../../../shared/${name}`, import.meta.url)
const ROMAN: Record<string, string> = { I: 'Ⅰ类', II: 'Ⅱ类', III: 'Ⅲ类', IV: 'Ⅳ类', V: 'Ⅴ类' }
const unitOf = (name: string): string => ITEMS.find(i => i.substance === findSubstance(name)?.id)?.unit ?? ''
const water = (cells: [name: string, cell: string, unit?: string][], target?: string) =>
  assess(
    { id: 'w', results: cells.map(([n, c, u]) => resultOf(n, c, u ?? unitOf(n))) },
    target === undefined ? {} : { target },
  )

describe.runIf(existsSync(shared('standards/gbt14848-2017.json')))('the tables against the transcriptions', () => {
  interface Row {
    table: string
    no: number
    name: string
    unit: string | null
    limits: Record<string, number | null> | null
    sumOf?: string[]
    ranges?: Record<string, Range[]>
    textByClass?: Record<string, string>
  }
  interface Range {
    min: number | null
    minInclusive: boolean | null
    max: number | null
    maxInclusive: boolean | null
  }
  it('equal the first in every number, name, unit and member', () => {
    const { items } = JSON.parse(readFileSync(shared('standards/gbt14848-2017.json'), 'utf8')) as { items: Row[] }
    const ends = (members: readonly string[]): string[] =>
      members.flatMap(m =>
        ends(SUMS.find(s => s.substance === m)?.sumOf ?? []).concat(SUMS.some(s => s.substance === m) ? [] : [m]),
      )
    expect(
      ITEMS.map(i => [i.clause.slice(-9).replace(/^.*表/, '表'), i.name, i.limits.map(l => l && Number(l))]),
    ).toEqual(
      items.map(i => [
        `表${i.table} 序号${i.no}`.slice(-9).replace(/^.*表/, '表'),
        i.name,
        i.limits ? Object.values(i.limits) : [],
      ]),
    )
    items.forEach((i, k) => {
      expect(findSubstance(i.name)?.id, i.name).toBe(ITEMS[k]!.substance)
      if (i.unit) expect(i.unit.startsWith(ITEMS[k]!.unit), `${i.name} ${i.unit}`).toBe(true)
      const own = SUMS.find(s => s.substance === ITEMS[k]!.substance)
      if (i.sumOf) expect(ends(own!.sumOf).sort()).toEqual(i.sumOf.map(n => findSubstance(n)!.id).sort())
    })
  })
  it('equal the first in the ranges of pH, both ends, and in what is said in words', () => {
    const { items } = JSON.parse(readFileSync(shared('standards/gbt14848-2017.json'), 'utf8')) as { items: Row[] }
    const { ranges } = items.find(i => i.name === 'pH')!
    const classes = ['I', 'II', 'III', 'IV', 'V']
    const inside = (at: number, r: Range): boolean =>
      (r.min === null || (r.minInclusive ? at >= r.min : at > r.min)) &&
      (r.max === null || (r.maxInclusive ? at <= r.max : at < r.max))
    for (let at = 400; at <= 1000; at++) {
      const expected = classes.find(c => ranges![c]!.some(r => inside(at / 100, r)))!
      expect([at, water([['pH', String(at / 100), '无量纲']]).verdict]).toEqual([at, ROMAN[expected]])
    }
    const words = items.filter(i => i.textByClass)
    expect(words.map(i => i.name)).toEqual(['嗅和味', '肉眼可见物'])
    for (const { name, textByClass } of words)
      for (const text of ['无', '有']) {
        const expected = classes.find(c => textByClass![c] === text)!
        expect([name, text, water([[name, text, '']]).verdict]).toEqual([name, text, ROMAN[expected]])
      }
  })
  it('equal the second where it has them', () => {
    const text = readFileSync(shared('procedures.md'), 'utf8')
    const p20 = text.slice(text.indexOf('总硬度 150/300'), text.indexOf('Choose the better class'))
    const alias: Record<string, string> = {
      Cl: '氯化物',
      CN: '氰化物',
      F: '氟化物',
      I: '碘化物',
      LAS: '阴离子表面活性剂',
    }
    const printed = [...p20.matchAll(/([^\s;,]+) ([\d.]+|不得检出)\/([\d.]+)\/([\d.]+)\/([\d.]+?)(?=\.?[;,\s]|\.$)/g)]
    const names = printed.map(m => findSubstance(alias[m[1]!] ?? (m[1] === 'SO4' ? '硫酸盐' : m[1]!))?.id)
    expect(names.length).toBe(30)
    printed.forEach((m, k) => {
      const own = ITEMS.find(i => i.substance === names[k])
      expect(
        own?.limits.map(l => (l === null ? NaN : Number(l))),
        m[0],
      ).toEqual(m.slice(2, 6).map(Number))
    })
  })
})

describe('GB/T 14848-2017', () => {
  const file = shared('standards/test-vectors.json')
  const vectors = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).vectors['GB/T 14848-2017'] : []
  it.each<[string, unknown]>(vectors.map((v: { sample: string }) => [v.sample, v]))('%s', (_name, v) => {
    const { input, expected } = v as { input: { name: string; value: string | number }[] | null; expected: string }
    if (!input) {
      const j = water([['砷', '<0.01']])
      expect(j.verdict).toBe('证据不足')
      expect(j.findings[0]!.why).toContain('不劣于Ⅲ类')
    } else expect(water(input.map(i => [i.name, String(i.value)])).verdict).toBe(ROMAN[expected])
  })
  it.each([
    ['pH', '9.01', 'Ⅴ类'],
    ['氨氮', '0.51', 'Ⅳ类'],
    ['总大肠菌群', '101', 'Ⅴ类'],
    ['挥发性酚类', '0.0011', 'Ⅲ类'],
  ])('the other half of a vector: %s %s is %s', (name, cell, expected) => {
    expect(water([[name, cell]]).verdict).toBe(expected)
  })
  it('names the indices that decide', () => {
    expect(
      water([
        ['氯化物', '400'],
        ['四氯乙烯', '350'],
        ['铁', '0.05'],
      ]).decisive,
    ).toEqual(['氯化物', '四氯乙烯'])
  })
  it('converts units', () => {
    expect(water([['苯', '0.010', 'mg/L']]).verdict).toBe('Ⅲ类')
    expect(water([['砷', '11', 'μg/L']]).verdict).toBe('Ⅳ类')
    expect(water([['总大肠菌群', '101', 'CFU/100mL']]).verdict).toBe('Ⅴ类')
  })
  it('leaves a non-detect above class Ⅰ out, unless nothing is left or it reaches above the target', () => {
    expect(
      water([
        ['砷', '<0.01'],
        ['铁', '0.15'],
      ]).verdict,
    ).toBe('Ⅱ类')
    expect(
      water([
        ['砷', '<0.01'],
        ['铁', '0.15'],
      ]).notes.join(),
    ).toContain('砷')
    expect(
      water([
        ['砷', '<0.05'],
        ['铁', '0.15'],
      ]).verdict,
    ).toBe('证据不足')
    expect(
      water(
        [
          ['砷', '<0.05'],
          ['铁', '0.15'],
        ],
        'Ⅳ类',
      ).verdict,
    ).toBe('Ⅱ类')
    expect(
      water(
        [
          ['砷', '<0.01'],
          ['铁', '0.15'],
        ],
        'Ⅱ',
      ).verdict,
    ).toBe('证据不足')
    expect(
      water([
        ['砷', '0.0008'],
        ['铁', '0.05'],
      ]).verdict,
    ).toBe('Ⅰ类')
    expect(
      water([
        ['砷', '<0.05'],
        ['铁', '2.5'],
      ]).verdict,
    ).toBe('Ⅴ类')
  })
  it('does not give a class while an index is unreadable, but an exceedance stands', () => {
    expect(
      water([
        ['砷', 'ND'],
        ['铁', '0.05'],
      ]).verdict,
    ).toBe('证据不足')
    expect(
      water([
        ['砷', 'ND'],
        ['铁', '0.5'],
      ]).verdict,
    ).toBe('Ⅳ类')
    expect(
      water([
        ['总铬', '5', 'mg/L'],
        ['铁', '0.05'],
      ]).verdict,
    ).toBe('Ⅰ类')
    expect(water([['总铬', '5', 'mg/L']]).verdict).toBe('无适用限值')
  })
  it('judges 林丹 by itself where no other 六六六 was measured', () => {
    expect(water([['林丹', '2', 'μg/L']]).verdict).toBe('Ⅲ类')
    const two: [string, string, string][] = [
      ['林丹', '2', 'μg/L'],
      ['α-六六六', '0.1', 'μg/L'],
    ]
    expect(water(two).verdict).toBe('证据不足')
    // The sum is at least as much as one of its members.
    expect(water([['林丹', '400', 'μg/L']]).decisive).toEqual(['六六六（总量）', 'γ-六六六（林丹）'])
  })
  it('takes pH from the sample or a result, and asks for nuclides above the guide value', () => {
    expect(assess({ id: 'w', pH: { kind: 'value', value: '9.01' }, results: [] }).verdict).toBe('Ⅴ类')
    expect(water([['总α放射性', '0.6']]).findings[0]!.flags).toEqual(['核素分析'])
    expect(
      water([
        ['邻二甲苯', '20', 'μg/L'],
        ['间,对-二甲苯', '90', 'μg/L'],
      ]).verdict,
    ).toBe('Ⅲ类')
  })
})
