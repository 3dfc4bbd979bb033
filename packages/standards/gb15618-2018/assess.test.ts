import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseReading } from '../reading.ts'
import { assess } from './assess.ts'

const VERDICT: Record<string, string> = { low: '风险低', possible: '可能存在风险', high: '风险高' }
const USE: Record<string, string> = { paddy: '水田', other: '旱地', rotation: '水旱轮作', orchard: '果园' }
const one = (substance: string, value: string, pH: string | null, landUse: string, unit = 'mg/kg') =>
  assess({ id: 's', landUse, pH: parseReading(pH), results: [{ substance, reading: parseReading(value), unit }] })

describe('GB 15618-2018', () => {
  const file = new URL('../../../../shared/standards/test-vectors.json', import.meta.url)
  const vectors = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).vectors['GB 15618-2018'] : []
  it.each<[string, unknown]>(vectors.map((v: { sample: string }) => [v.sample, v]))('%s', (_name, v) => {
    const { symbol, landUse, pH, value, unit } = (v as { input: Record<string, string | number> }).input
    const results = [
      {
        substance: symbol === 'HCH_total' ? '六六六总量' : String(symbol),
        reading: parseReading(value),
        unit: String(unit),
      },
    ]
    expect(assess({ id: 's', landUse: USE[String(landUse)]!, pH: parseReading(pH), results }).verdict).toBe(
      VERDICT[(v as { expected: string }).expected],
    )
  })
  it('a missing pH never gives a compliant verdict, and an exceedance only if it exceeds in every band', () => {
    expect(one('镉', '0.1', null, '水田').verdict).toBe('证据不足')
    expect(one('镉', '0.7', null, '水田').verdict).toBe('证据不足')
    expect(one('镉', '0.9', null, '水田').verdict).toBe('可能存在风险')
    expect(one('镉', '4.1', null, '水田').verdict).toBe('风险高')
  })
  it('reads the codes of farmland; a word for several uses leaves them open', () => {
    const cadmium = (landUse: string) => one('镉', '0.35', '6', landUse).verdict
    for (const paddy of ['0101', '0101 水田', '水田', '稻田'])
      expect([paddy, cadmium(paddy)]).toEqual([paddy, '风险低'])
    for (const other of ['0102', '0103', '旱地', '非水田', '其他园地', '04', '水旱轮作', '水田（稻麦轮作）'])
      expect([other, cadmium(other)]).toEqual([other, '可能存在风险'])
    for (const open of ['01', '耕地', '水田、旱地', '水田/旱地', ''])
      expect([open, cadmium(open)]).toEqual([open, '证据不足'])
    for (const orchard of ['0201', '果园', '果园地']) expect(one('铜', '120', '5', orchard).verdict).toBe('风险低')
    expect(one('铜', '120', '5', '0202').verdict).toBe('可能存在风险')
  })
  it('keeps total chromium and Cr(VI) apart', () => {
    expect(one('六价铬', '900', '6', '水田').verdict).toBe('无适用限值')
    expect(one('总铬', '900', '6', '水田').verdict).toBe('风险高')
  })
})
