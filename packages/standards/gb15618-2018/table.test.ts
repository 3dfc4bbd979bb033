import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findSubstance } from '../substances.ts'
import { screeningValue } from './assess.ts'
import { INTERVENTION, OTHER_ITEMS, PH_BANDS, SCREENING } from './table.ts'

const shared = (name: string): URL => new URL(`../../../../shared/${name}`, import.meta.url)

interface Row {
  table: string
  pollutant: string
  landUseZh: string | null
  byPh?: { band: string; value: number }[]
  value?: number
  sumOf?: string[] | null
}
const BANDS = ['le5.5', '5.5-6.5', '6.5-7.5', 'gt7.5']

describe.runIf(existsSync(shared('standards/gb15618-2018.json')))('the tables against the transcriptions', () => {
  const read = () => JSON.parse(readFileSync(shared('standards/gb15618-2018.json'), 'utf8')).items as Row[]
  const values = (r: Row) => r.byPh!.map(b => b.value)
  it('表1 and 表3 equal the first in every number', () => {
    const own = SCREENING.flatMap(i => i.rows.map(r => [i.name, r.use, r.values.map(Number)]))
    const their = read().filter(r => r.table === '1')
    for (const r of their) expect(r.byPh!.map(b => b.band)).toEqual(BANDS)
    expect(own.map(r => [r[0], r[2]])).toEqual(their.map(r => [r.pollutant, values(r)]))
    expect(INTERVENTION.map(i => [i.name, i.values.map(Number)])).toEqual(
      read()
        .filter(r => r.table === '3')
        .map(r => [r.pollutant, values(r)]),
    )
  })
  it('表2 equals the first, members and all', () => {
    const id = (n: string) => findSubstance(n)!.id
    const ends = (s: string) => (s === 'ddt' ? ['op-ddt', 'pp-ddt'] : [s])
    const their = read().filter(r => r.table === '2')
    expect(OTHER_ITEMS.map(i => [i.substance, (i.sumOf ?? []).flatMap(ends).sort()])).toEqual(
      their.map(r => [id(r.pollutant), (r.sumOf ?? []).map(id).sort()]),
    )
    const number = (r: Row) => r.value ?? r.byPh![0]!.value
    expect(OTHER_ITEMS.map(i => Number(i.value))).toEqual(their.map(number))
  })
  it('表1 and 表3 equal the second, as printed', () => {
    const text = readFileSync(shared('procedures.md'), 'utf8')
    const p04 = text.slice(text.indexOf('## P04'), text.indexOf('## P05'))
    const cells = (line: string) =>
      line
        .split('|')
        .map(c => c.trim())
        .filter(Boolean)
    for (const i of SCREENING.slice(0, 5)) {
      const symbol = { 镉: 'Cd', 汞: 'Hg', 砷: 'As', 铅: 'Pb', 铬: 'Cr' }[i.name]!
      const row = cells(p04.split('\n').find(l => l.startsWith(`| ${symbol} |`))!)
      const control = INTERVENTION.find(c => c.substance === i.substance)!
      expect([...i.rows.map(r => r.values.join(' ')), control.values.join(' ')]).toEqual(row.slice(1))
    }
    expect(p04).toContain(
      `其他: ${SCREENING[5]!.rows[1]!.values.join(' ')} ; 果园: ${SCREENING[5]!.rows[0]!.values.join(' ')}`,
    )
    expect(p04).toContain(`| Ni | ${SCREENING[6]!.rows[0]!.values.join(' ')} |`)
    expect(p04).toContain(`| Zn | ${SCREENING[7]!.rows[0]!.values.join(' ')} |`)
  })
})

describe('the tables', () => {
  it('have no cell where 管制值 is below 筛选值, for any use and band', () => {
    for (const i of INTERVENTION)
      for (const band of PH_BANDS.keys())
        for (const use of ['水田', '其他', '果园', '水旱轮作'] as const) {
          const no = SCREENING.find(s => s.substance === i.substance)!.no
          expect(Number(i.values[band])).toBeGreaterThanOrEqual(Number(screeningValue(no, use, band)))
        }
  })
  it('give 水旱轮作 the stricter of both, element by element', () => {
    expect(screeningValue(1, '水旱轮作', 1)).toBe('0.3')
    expect(screeningValue(2, '水旱轮作', 1)).toBe('0.5')
    expect(screeningValue(3, '水旱轮作', 1)).toBe('30')
    expect(screeningValue(4, '水旱轮作', 1)).toBe('90')
    expect(screeningValue(6, '水旱轮作', 1)).toBe('50')
  })
})
