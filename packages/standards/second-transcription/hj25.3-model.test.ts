import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assessRisk, type RiskQuestion } from '../hj25.3-2019/assess.ts'
import { PARAMETERS as OWN } from '../hj25.3-2019/parameters.ts'
import { ROUTE_IDS } from '../hj25.3-2019/routes.ts'
import { TOXICITY, type ToxicityRow } from '../hj25.3-2019/toxicity.ts'
import * as model from './hj25.3-model.ts'
import { PARAMETERS } from './hj25.3-parameters.ts'

const accepted = { by: '测试', reason: '对照第三算法' }
const value = (v: number) => ({ kind: 'value' as const, value: String(v) })
const usable = TOXICITY.filter(r => r.outside === null)

/** What the table holds of a substance, in the model's words; Kd of the site's carbon where it is not given. */
const chemical = ({ values: v, directKd }: ToxicityRow, organicMatter: number): model.Chemical => ({
  SFo: v.SFo ?? 0,
  IUR: v.IUR ?? 0,
  RfDo: v.RfDo ?? 0,
  RfC: v.RfC ?? 0,
  ABSgi: v.ABSgi ?? 0,
  ABSd: v.ABSd ?? 0,
  henry: v.Da && v.Dw && v.Koc !== null ? (v.henry ?? 0) : 0,
  inAir: v.Da ?? 0,
  inWater: v.Dw ?? 0,
  Kd: directKd ?? ((v.Koc ?? 0) * organicMatter) / 1700,
})
const near = (a: number | null, b: number | null, what: string): void => {
  if (a === null || b === null) expect(a, what).toBe(b)
  else expect(Math.abs(a - b), `${what}: ${a} ≠ ${b}`).toBeLessThanOrEqual(1e-9 * Math.abs(b))
}
const own = (question: RiskQuestion) => {
  const outcome = assessRisk(question)
  if (!outcome.ok) throw new Error(outcome.reasons.map(r => r.message).join('；'))
  return outcome.assessment
}
/** Symbols of the table that differ from those of the second transcription in more than letter case. */
const SYMBOLS: Record<string, string> = {
  deltaAir: 'deltaair',
  deltaGw: 'deltagw',
  LS: 'Ls',
  rhoB: 'rhob',
  rhoS: 'rhos',
}
const symbolOf = (key: string): string => SYMBOLS[key] ?? key.replace(/^theta(.)/, (_, c) => `theta${c.toLowerCase()}`)

function compare(row: ToxicityRow, site: model.Site, overrides: RiskQuestion['overrides']): void {
  const [surface, below, water] = [12.5, 7, 0.3]
  const use = site.use === 'first' ? '第一类' : '第二类'
  const { routes, control } = own({
    substance: row.name,
    use,
    surfaceSoil: value(surface),
    subsurfaceSoil: value(below),
    groundwater: value(water),
    groundwaterTarget: 0.01,
    overrides,
    accepted,
  })
  const substance = chemical(row, site.instead?.fom ?? 15)
  const units = model.unitRisks(site, substance)
  for (const [i, name] of model.ROUTES.entries()) {
    const route = routes.find(r => r.route === ROUTE_IDS[i])!
    const concentration = i < 4 ? surface : i < 6 ? below : water
    near(route.cr?.high ?? 0, units[name].cancer * concentration, `${row.name} CR ${name}`)
    near(route.hq?.high ?? 0, (units[name].hazard * concentration) / row.values.SAF!, `${row.name} HQ ${name}`)
  }
  const values = model.controlValues(site, substance, row.values.SAF!)
  near(control.soilCarcinogenic, values.soil.cancer, `${row.name} RCVS`)
  near(control.soilHazard, values.soil.hazard, `${row.name} HCVS`)
  near(control.groundwaterCarcinogenic, values.water.cancer, `${row.name} RCVG`)
  near(control.groundwaterHazard, values.water.hazard, `${row.name} HCVG`)
  const henry = row.values.henry ?? 0
  near(control.soilForGroundwater, 0.01 / model.leached(site, { ...substance, henry }), `${row.name} CVSpgw`)
}

describe('HJ 25.3-2019 against a model of its own making', () => {
  it.each(['first', 'second'] as const)('all nine routes and all control values of every substance, %s class', use => {
    expect(usable.length).toBeGreaterThan(120)
    for (const row of usable) compare(row, { use }, [])
  })

  it('with air drawn in through the floor', () => {
    for (const dP of [1, 40]) {
      const overrides = [{ key: 'dP' as const, value: dP, reason: '实测压差', source: '调查报告' }]
      for (const row of usable.filter(r => r.values.henry))
        for (const use of ['first', 'second'] as const) compare(row, { use, instead: { dP } }, overrides)
    }
  })

  it('any site: every parameter of 表 G.1 moved at will', () => {
    const movable = OWN.filter(p => !['ABSo', 'dP', 'ta', 'tc'].includes(p.key))
    fc.assert(
      fc.property(
        fc.constantFrom(...usable),
        fc.constantFrom('first' as const, 'second' as const),
        fc.array(fc.tuple(fc.constantFrom(...movable), fc.double({ min: 0.8, max: 1.2, noNaN: true })), {
          maxLength: 8,
        }),
        (row, use, moves) => {
          const zh = use === 'first' ? '第一类' : '第二类'
          const chosen = [...new Map(moves.map(([p, by]) => [p.key, { p, by }])).values()].filter(m => m.p.value[zh])
          const overrides = chosen.map(({ p, by }) => ({
            key: p.key,
            value: p.value[zh]! * by,
            reason: '场地实测',
            source: '调查报告',
          }))
          const at = (key: string): number =>
            overrides.find(o => o.key === key)?.value ?? OWN.find(p => p.key === key)!.value[zh]!
          fc.pre(at('rhoB') * at('Pws') < 1 - at('rhoB') / at('rhoS'))
          compare(row, { use, instead: Object.fromEntries(overrides.map(o => [symbolOf(o.key), o.value])) }, overrides)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('has the same parameters: none is missing on either side', () => {
    const mine = new Set(PARAMETERS.map(p => p[0]).filter(s => !/^[SW]AF /.test(s)))
    const theirs = OWN.filter(p => p.verified).map(p => symbolOf(p.key))
    expect(theirs.filter(s => !mine.has(s))).toEqual([])
    expect([...mine].filter(s => !theirs.includes(s))).toEqual([])
  })
})
