import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { resultOf } from '../measured.ts'
import { findSubstance } from '../substances.ts'
import { assess, ITEMS } from './assess.ts'
import { COLUMNS, PH } from './table.ts'

const shared = (name: string): URL => new URL(`../../../../shared/standards/${name}`, import.meta.url)
const KEYS: Record<string, (typeof COLUMNS)[number]> = {
  paddy: '水田作物',
  dryland: '旱地作物',
  vegA: '蔬菜a',
  vegB: '蔬菜b',
}
interface Row {
  key: string
  name: string
  unit: string
  limits: Record<string, number> | null
  limitsByCondition?: { condition: string; key: string; limits: Record<string, number> }[]
  range?: { min: number; max: number; minInclusive: boolean; maxInclusive: boolean }
  verified: boolean
  predecessorVerified: boolean
}
const rows: Row[] = existsSync(shared('gb5084-2021.json'))
  ? JSON.parse(readFileSync(shared('gb5084-2021.json'), 'utf8')).items
  : []
const vectors = existsSync(shared('test-vectors.json'))
  ? JSON.parse(readFileSync(shared('test-vectors.json'), 'utf8')).vectors['GB 5084-2021']
  : []
const one = (
  name: string,
  cell: string,
  about: { column?: string; crop?: string; condition?: string },
  unit?: string,
) =>
  assess({
    id: 'w',
    ...about,
    results: [resultOf(name, cell, unit ?? ITEMS.find(i => i.substance === findSubstance(name)?.id)?.unit ?? '')],
  })

describe.runIf(rows.length > 0)('the tables against the transcription', () => {
  it('equal it in every number, unit and mark of verification', () => {
    expect(
      ITEMS.map(i => [
        i.name,
        i.unit,
        i.limits && COLUMNS.map(c => Number(i.limits![c])),
        i.byCondition?.map(([c, v]) => [c, Number(v)]),
        i.source,
      ]),
    ).toEqual(
      rows.map(r => [
        r.name,
        r.unit.replaceAll(' ', ''),
        r.limits && Object.keys(KEYS).map(k => r.limits![k]),
        r.limitsByCondition?.map(c => [c.condition, c.limits.paddy]),
        r.verified ? 'verified' : r.predecessorVerified ? '2005' : 'memory',
      ]),
    )
    // One number a condition, whatever the column; pH is the only range.
    for (const c of rows.flatMap(r => r.limitsByCondition ?? [])) expect(new Set(Object.values(c.limits)).size).toBe(1)
    expect(rows.filter(r => r.range).map(r => [r.name, r.range])).toEqual([
      ['pH 值', { min: Number(PH[0]), max: Number(PH[1]), minInclusive: true, maxInclusive: true }],
    ])
  })
})

describe('GB 5084-2021', () => {
  it.each<[string, unknown]>(vectors.map((v: { sample: string }) => [v.sample, v]))('%s', (_name, v) => {
    const { input, expected } = v as { input: Record<string, string | number>; expected: string }
    const row = rows.find(r => r.key === input.key)!
    const condition = row.limitsByCondition?.find(c => c.key === input.condition)?.condition
    const j = one(row.name, String(input.value), {
      column: KEYS[String(input.column)]!,
      ...(condition ? { condition } : {}),
    })
    expect(j.verdict).toBe(expected === 'pass' ? '达标' : '超标')
  })
  it('says of a row that is not verified that it is not', () => {
    expect(one('化学需氧量', '100', { column: '水田' }).findings[0]).toMatchObject({ verified: false })
    expect(one('总镉', '0.005', { column: '水田' }).findings[0]).toMatchObject({ verified: true, footnotes: [] })
  })
  it('asks every column where none is given, and the strictest of several', () => {
    expect(one('砷', '0.06', {}).verdict).toBe('证据不足')
    expect(one('砷', '0.06', {}).missing.map(m => m.name)).toContain('适用列')
    expect(one('砷', '0.2', {}).verdict).toBe('超标')
    expect(one('砷', '0.05', {}).verdict).toBe('达标')
    expect(one('砷', '0.06', { column: '水田、旱地' }).verdict).toBe('超标')
    expect(one('化学需氧量', '80', { column: '蔬菜' }).verdict).toBe('证据不足')
    expect(one('化学需氧量', '80', { column: '蔬菜a' }).verdict).toBe('达标')
  })
  it('knows what a crop bears of boron', () => {
    expect(one('硼', '1.5', { crop: '马铃薯' }).verdict).toBe('超标')
    expect(one('硼', '1.5', { crop: '玉米' }).verdict).toBe('达标')
    expect(one('硼', '1.5', {}).verdict).toBe('证据不足')
    expect(one('全盐量', '1500', {}).missing.map(m => m.need)).toContain('请注明是否盐碱土地区')
  })
  it('converts counts per volume and no more', () => {
    expect(one('粪大肠菌群', '4001', { column: '水田' }, '个/100mL').verdict).toBe('超标')
    expect(one('粪大肠菌群', '4000', { column: '水田' }, 'MPN/100mL').verdict).toBe('达标')
    expect(one('粪大肠菌群', '4000', { column: '水田' }, 'CFU/100mL').verdict).toBe('证据不足')
    expect(one('镉', '5', { column: '水田' }, 'μg/L').verdict).toBe('达标')
  })
})
