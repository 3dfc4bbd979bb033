import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assessRisk, type RiskQuestion } from './assess.ts'
import { PARAMETERS } from './parameters.ts'
import { rankSensitivity } from './sensitivity.ts'
import { findToxicity, TOXICITY } from './toxicity.ts'

const value = (v: string) => ({ kind: 'value' as const, value: v })
const ask = (question: RiskQuestion) => {
  const outcome = assessRisk(question)
  if (!outcome.ok) throw new Error(outcome.reasons.map(r => r.message).join('；'))
  return outcome.assessment
}
const refused = (question: RiskQuestion): string[] => {
  const outcome = assessRisk(question)
  return outcome.ok ? [] : outcome.reasons.map(r => `${r.where ?? ''} ${r.message}`)
}
const copper = { substance: '铜', use: '第一类' as const, subsurfaceSoil: value('10') }
const arsenic = { substance: '砷', use: '第一类' as const, surfaceSoil: value('20'), subsurfaceSoil: value('3') }

describe('HJ 25.3-2019 verdicts', () => {
  it('verified values decide; equality with the control value is acceptable', () => {
    const at = ask({ ...copper, surfaceSoil: value('2000') })
    expect(at.verdict).toBe('可接受')
    expect(at.unverified).toEqual([])
    expect(ask({ ...copper, surfaceSoil: value(String(at.control.soilHazard)) }).verdict).toBe('可接受')
    expect(ask({ ...copper, surfaceSoil: value('2003') }).verdict).toBe('不可接受')
  })
  it('unverified values are shown and decide nothing until somebody answers for them', () => {
    const open = ask(arsenic)
    expect(open.verdict).toBe('证据不足')
    expect(open.soil.hq.high).toBeCloseTo(1.721069, 4)
    expect(open.unverified.map(u => u.key)).toEqual(expect.arrayContaining(['SFo', 'RfDo', 'IUR', 'RfC', 'ABSd']))
    expect(open.why).toContain('未核实')
    expect(open.missing.every(m => m.need.includes('附录B'))).toBe(true)
    const signed = ask({ ...arsenic, accepted: { by: '某评估单位', reason: '已对照附录B' } })
    expect(signed.verdict).toBe('不可接受')
    expect(signed.notes.join()).toContain('某评估单位')
    expect(signed.unverified.length).toBeGreaterThan(0)
  })
  it('a value with its own source counts as checked and keeps the one it replaced', () => {
    const overrides = [
      { key: 'SFo' as const, value: 1.5, reason: '核对', source: '附录B' },
      { key: 'ABSgi' as const, value: 1, reason: '核对', source: '附录B' },
    ]
    const a = ask({ ...arsenic, overrides })
    // The oral route still lacks a checked reference dose, so it cannot be counted.
    expect(a.routes.find(r => r.symbol === 'ois')!.unverified).toEqual(['RfDo'])
    const b = ask({
      ...arsenic,
      overrides: [...overrides, { key: 'RfDo', value: 0.0003, reason: '核对', source: '附录B' }],
    })
    expect(b.routes.find(r => r.symbol === 'ois')!.state).toBe('计入')
    expect(b.verdict).toBe('不可接受')
    expect(b.overrides.map(o => o.before)).toEqual([1.5, 1, 0.0003])
  })
  it('missing concentrations never pass; a known exceedance stands without them', () => {
    expect(ask({ substance: '铜', use: '第一类' }).verdict).toBe('证据不足')
    expect(ask({ substance: '铜', use: '第一类' }).missing[0]!.need).toContain('浓度')
    const none = ask({ substance: '铜', use: '第一类', surfaceSoil: { kind: 'missing', why: '破损' } })
    expect(none.verdict).toBe('证据不足')
    expect(ask({ substance: '铜', use: '第一类', surfaceSoil: { kind: 'above', limit: '3000' } }).verdict).toBe(
      '不可接受',
    )
    expect(ask({ substance: '铜', use: '第一类', surfaceSoil: { kind: 'above', limit: '3' } }).verdict).toBe('证据不足')
    expect(ask({ substance: '铜', use: '第一类', surfaceSoil: { kind: 'below', limit: '3' } }).verdict).toBe('可接受')
    expect(ask({ substance: '铜', use: '第一类', surfaceSoil: { kind: 'below', limit: '9000' } }).verdict).toBe(
      '证据不足',
    )
  })
  it('shares of the routes add up to one', () => {
    const { routes } = ask({ ...arsenic, accepted: { by: '测试', reason: '核对' } })
    const total = routes.reduce((s, r) => s + (r.hqShare ?? 0), 0)
    expect(total).toBeCloseTo(1, 12)
  })
  it('refuses what cannot be asked, with every fault at once', () => {
    expect(refused({ substance: '铅', use: '第一类' })).toEqual([expect.stringContaining('血铅')])
    expect(
      refused({
        ...copper,
        overrides: [
          { key: 'BWa', value: -1, reason: '', source: '' },
          { key: 'BWa', value: 60, reason: '实测', source: '报告' },
        ],
        accepted: { by: '', reason: '' },
      }),
    ).toHaveLength(5)
    expect(
      refused({ ...copper, use: '第二类', overrides: [{ key: 'EDc', value: 5, reason: 'a', source: 'b' }] }),
    ).toEqual([expect.stringContaining('不使用')])
    expect(refused({ substance: '未收录物', use: '第一类' })).toHaveLength(2)
  })
  it('refuses a soil with more water than pores, and a floor without depth: no verdict without a number', () => {
    const measured = { reason: '实测', source: '报告' }
    const benzene = {
      substance: '苯',
      use: '第一类' as const,
      surfaceSoil: value('100000'),
      accepted: { by: '甲', reason: '核对' },
    }
    expect(
      refused({
        ...benzene,
        overrides: [
          { key: 'Pws', value: 0.3, ...measured },
          { key: 'rhoB', value: 1.6, ...measured },
        ],
      }),
    ).toEqual([expect.stringMatching(/^Pws .*0\.480.*0\.396/)])
    expect(
      refused({
        ...benzene,
        overrides: [
          { key: 'dP', value: 40, ...measured },
          { key: 'eta', value: 1, ...measured },
        ],
      }),
    ).toEqual([expect.stringMatching(/^eta 地板/)])
    expect(ask({ ...benzene, overrides: [{ key: 'Pws', value: 0.28, ...measured }] }).verdict).not.toBe('可接受')
  })
  it('a substance outside the table needs all its values; a route that cannot be reckoned leaves no control value', () => {
    const own = (more: Record<string, number | null>) =>
      ask({
        substance: '某有机物',
        use: '第一类',
        surfaceSoil: value('1'),
        subsurfaceSoil: value('1'),
        overrides: Object.entries({ SAF: 0.5, RfDo: 0.01, SFo: null, IUR: null, RfC: null, ...more }).map(
          ([key, v]) => ({
            key: key as 'SAF',
            value: v,
            reason: '表外物质',
            source: '毒理资料',
          }),
        ),
      })
    const open = own({ ABSd: 0.1 })
    expect(open.verdict).toBe('证据不足')
    expect(open.control.soil).toBeNull()
    expect(open.control.notes.join()).toContain('ABSgi')
    expect(open.missing.map(m => m.why)).toContain('不知道是否挥发')
    const whole = own({ ABSd: 0.1, ABSgi: 1, henry: null })
    expect(whole.verdict).toBe('可接受')
    expect(whole.control.soil).toBeGreaterThan(100)
  })
  it('an absorption factor that the table may merely lack is named, in the risk and in the control value', () => {
    const a = ask({ substance: '硫丹', use: '第一类', surfaceSoil: value('1'), subsurfaceSoil: value('1') })
    expect(a.verdict).toBe('证据不足')
    expect(a.control.unverified).toContain('ABSd')
    expect(a.unverified.find(u => u.key === 'ABSd')).toMatchObject({
      value: null,
      why: expect.stringContaining('未列值'),
    })
  })
  it('says where the day asked for lies outside its validity', () => {
    expect(ask({ ...copper, on: '2019-01-01' }).notes.join()).toContain('不在 HJ 25.3-2019 的施行期间')
    expect(ask({ ...copper, on: '2019-12-05' }).notes.join()).not.toContain('施行期间')
  })
  it('the dermal groundwater route is left out unless asked for, and says that its equation is not verified', () => {
    const water = { substance: '铜', use: '第一类' as const, groundwater: value('1') }
    expect(ask(water).routes.find(r => r.symbol === 'dgw')!.state).toBe('未选用')
    const a = ask({ ...water, including: [{ route: '皮肤接触地下水', reason: '洗浴' }] })
    expect(a.routes.find(r => r.symbol === 'dgw')!.exposure!.nc).toBeGreaterThan(0)
    expect(a.notes.join()).toContain('公式未核实')
  })
})

describe('HJ 25.3-2019 tables', () => {
  it('names its table for every default and has all 123 substances', () => {
    expect(PARAMETERS.every(p => p.table === '附录G 表G.1')).toBe(true)
    expect(TOXICITY).toHaveLength(123)
    expect(TOXICITY.filter(r => r.whole).map(r => r.name)).toContain('铜')
    expect(findToxicity('Cr6+')?.values.IUR).toBe(12)
    expect(findToxicity('六价铬')?.verified.size).toBe(0)
  })
  const file = new URL('../../../../shared/standards/hj25.3-2019-params.json', import.meta.url)
  it.runIf(existsSync(file))('holds the numbers of the compiled table', () => {
    const table = JSON.parse(readFileSync(file, 'utf8'))
    for (const row of TOXICITY) {
      const t = table.toxicity.find((x: { dbId: number }) => x.dbId === row.no)
      expect(Object.values(row.values), row.name).toEqual([
        t.SFo,
        t.IUR,
        t.RfDo,
        t.RfC,
        t.ABSgi,
        t.ABSd,
        t.SAF,
        t.henry,
        t.Da_cm2_s,
        t.Dw_cm2_s,
        t.Koc_L_kg,
        t.S_mg_L,
        t.Kp_cm_h,
      ])
    }
    for (const p of PARAMETERS) {
      const item = table.items.find((i: { symbol: string; name: string }) => i.symbol === p.symbol)
      expect([p.value.第一类, p.value.第二类, p.unit], p.key).toEqual([item.class1, item.class2, item.unit])
    }
  })
})

describe('HJ 25.3-2019 sensitivity', () => {
  it('ranks the strongest first: body weight of the child answers with about minus one', () => {
    const { ranking: ranked, unverified } = rankSensitivity({ substance: '铜', use: '第一类' }, 'soilHazard')
    expect(unverified).toEqual([])
    expect(rankSensitivity({ substance: '苯', use: '第一类' }, 'soilHazard').unverified).toContain('RfDo')
    expect(ranked.map(s => s.key)).toEqual(expect.arrayContaining(['OSIRc', 'EDc', 'EFc', 'ABSo', 'BWc', 'ATnc']))
    expect(ranked[0]!.ratio).toBeCloseTo(1, 9)
    expect(ranked.find(s => s.key === 'BWc')!.ratio).toBeCloseTo(-1 / 1.1, 9)
    expect(ranked.some(s => s.key === 'BWa')).toBe(false)
    const sizes = ranked.map(s => Math.abs(s.ratio))
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
  })
  it('has nothing to rank where there is no such effect', () => {
    expect(rankSensitivity({ substance: '铜', use: '第一类' }, 'soilCarcinogenic').ranking).toEqual([])
  })
})

describe('HJ 25.3-2019 properties', () => {
  const usable = TOXICITY.filter(r => r.outside === null)
  const amount = fc.integer({ min: 1, max: 1_000_000 }).map(n => n / 1000)
  it('more contamination is never more acceptable', () => {
    const rank = { 可接受: 0, 证据不足: 1, 不可接受: 2 }
    fc.assert(
      fc.property(fc.constantFrom(...usable), amount, amount, fc.boolean(), (row, a, b, trust) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        const at = (v: number) =>
          ask({
            substance: row.name,
            use: '第一类',
            surfaceSoil: value(String(v)),
            subsurfaceSoil: value('1'),
            ...(trust ? { accepted: { by: '测试', reason: '测试' } } : {}),
          }).verdict
        expect(rank[at(high)]).toBeGreaterThanOrEqual(rank[at(low)])
      }),
    )
  })
  it('without a responsible person nothing is acceptable that rests on an unverified value', () => {
    fc.assert(
      fc.property(fc.constantFrom(...usable), amount, (row, v) => {
        const a = ask({ substance: row.name, use: '第二类', surfaceSoil: value(String(v)), subsurfaceSoil: value('1') })
        if (a.verdict === '可接受') expect(a.unverified).toEqual([])
      }),
    )
  })
})
