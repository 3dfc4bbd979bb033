import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assessRisk } from './assess.ts'
import type { Override } from './overrides.ts'
import { PARAMETERS, type Use } from './parameters.ts'
import { TOXICITY } from './toxicity.ts'

/**
 * A second implementation: the equations as text, read by a small reader of expressions. It shares nothing with the evaluator
 * but the tables' numbers.
 */
const COMMON = `
OISERca = (OSIRc*EDc*EFc/BWc + OSIRa*EDa*EFa/BWa) * ABSo / ATca * 1e-6
SAEc = 239 * Hc^0.417 * BWc^0.517 * SERc
SAEa = 239 * Ha^0.417 * BWa^0.517 * SERa
DCSERca = SAEc*SSARc*EFc*EDc*Ev*ABSd/(BWc*ATca)*1e-6 + SAEa*SSARa*EFa*EDa*Ev*ABSd/(BWa*ATca)*1e-6
PISERca = (PM10*DAIRc*EDc*PIAF*(fspo*EFOc+fspi*EFIc)/BWc + PM10*DAIRa*EDa*PIAF*(fspo*EFOa+fspi*EFIa)/BWa)/ATca*1e-6
airOutCa = DAIRc*EFOc*EDc/(BWc*ATca) + DAIRa*EFOa*EDa/(BWa*ATca)
airInCa = DAIRc*EFIc*EDc/(BWc*ATca) + DAIRa*EFIa*EDa/(BWa*ATca)
CGWERca = GWCRc*EFc*EDc/(BWc*ATca) + GWCRa*EFa*EDa/(BWa*ATca)
th = 1 - rhoB/rhoS
thw = rhoB*Pws
tha = th - thw
DeffS = Da*tha^3.33/th^2 + Dw*thw^3.33/(H*th^2)
DeffCap = Da*thetaAcap^3.33/(thetaAcap+thetaWcap)^2 + Dw*thetaWcap^3.33/(H*(thetaAcap+thetaWcap)^2)
DeffGws = Lgw/(hcap/DeffCap + hv/DeffS)
DeffCrack = Da*thetaAcrack^3.33/(thetaAcrack+thetaWcrack)^2 + Dw*thetaWcrack^3.33/(H*(thetaAcrack+thetaWcrack)^2)
foc = fom/(1.7*1000)
Ksw = (thw + Kd*rhoB + H*tha)/rhoB
DFoa = Uair*W*deltaAir/A
DFia = LB*ER/86400
VFsuroa = min(rhoB/DFoa*sqrt(4*DeffS*H/(pi*tau*31536000*Ksw*rhoB))*1e3, d*rhoB/(DFoa*tau*31536000)*1e3)
VFsuboa = min(1/((1 + DFoa*LS/DeffS)*Ksw/H)*1e3, dsub*rhoB/(DFoa*tau*31536000)*1e3)
VFgwoa = 1/((1 + DFoa*Lgw/DeffGws)*(1/H))*1e3
VFsubia = min(1/((Ksw/H)*(1 + DeffS/(DFia*LS) + DeffS*Lcrack/(DeffCrack*LS*eta))*(DFia*LS/DeffS))*1e3, dsub*rhoB/(DFia*tau*31536000)*1e3)
VFgwia = 1/((1/H)*(1 + DeffGws/(DFia*Lgw) + DeffGws*Lcrack/(DeffCrack*Lgw*eta))*DFia*Lgw/DeffGws)*1e3
SFi = IUR*BWa/DAIRa
RfDi = RfC*DAIRa/BWa
SFd = SFo/ABSgi
RfDd = RfDo*ABSgi
CRsoil = OISERca*Csur*SFo + DCSERca*Csur*SFd + PISERca*Csur*SFi + VFsuroa*airOutCa*Csur*SFi + VFsuboa*airOutCa*Csub*SFi + VFsubia*airInCa*Csub*SFi
HIsoil = OISERnc*Csur/(RfDo*SAF) + DCSERnc*Csur/(RfDd*SAF) + PISERnc*Csur/(RfDi*SAF) + VFsuroa*airOutNc*Csur/(RfDi*SAF) + VFsuboa*airOutNc*Csub/(RfDi*SAF) + VFsubia*airInNc*Csub/(RfDi*SAF)
CRgw = VFgwoa*airOutCa*Cgw*SFi + VFgwia*airInCa*Cgw*SFi + CGWERca*Cgw*SFo
HIgw = VFgwoa*airOutNc*Cgw/(RfDi*SAF) + VFgwia*airInNc*Cgw/(RfDi*SAF) + CGWERnc*Cgw/(RfDo*SAF)
LFsgw = min(1/(1 + Ugw*deltaGw/(I*W))/Ksw, dsub*rhoB/(I*tau))`
const CHILD = `
OISERnc = OSIRc*EDc*EFc*ABSo/(BWc*ATnc)*1e-6
DCSERnc = SAEc*SSARc*EFc*EDc*Ev*ABSd/(BWc*ATnc)*1e-6
PISERnc = PM10*DAIRc*EDc*PIAF*(fspo*EFOc+fspi*EFIc)/(BWc*ATnc)*1e-6
airOutNc = DAIRc*EFOc*EDc/(BWc*ATnc)
airInNc = DAIRc*EFIc*EDc/(BWc*ATnc)
CGWERnc = GWCRc*EFc*EDc/(BWc*ATnc)`
const EQUATIONS: Record<Use, Map<string, string>> = {
  第一类: read(COMMON + CHILD),
  // 第二类用地: the adult alone, in the child's equations too.
  第二类: read(COMMON + CHILD.replace(/(OSIR|ED|EF|BW|SAE|SSAR|DAIR|EFO|EFI|GWCR)c\b/g, '$1a')),
}
function read(text: string): Map<string, string> {
  return new Map(
    text
      .trim()
      .split('\n')
      .map(line => [line.slice(0, line.indexOf(' =')), line.slice(line.indexOf('=') + 1)] as const),
  )
}

/** + − * / ^, brackets, min( , ), sqrt( ), numbers and names; a name is a value or another equation. */
function evaluate(name: string, equations: Map<string, string>, values: Map<string, number>): number {
  const known = values.get(name)
  if (known !== undefined) return known
  const text = equations.get(name)
  if (text === undefined) throw new Error(`no value and no equation for ${name}`)
  const tokens = text.match(/\d+(?:\.\d+)?(?:e-?\d+)?|[A-Za-z][A-Za-z0-9]*|[-+*/^(),]/g)!
  let at = 0
  const sum = (): number => {
    let v = product()
    while (tokens[at] === '+' || tokens[at] === '-') v = tokens[at++] === '+' ? v + product() : v - product()
    return v
  }
  const product = (): number => {
    let v = power()
    while (tokens[at] === '*' || tokens[at] === '/') v = tokens[at++] === '*' ? v * power() : v / power()
    return v
  }
  const power = (): number => {
    const base = atom()
    if (tokens[at] !== '^') return base
    at++
    return base ** atom()
  }
  const atom = (): number => {
    const t = tokens[at++]!
    if (t === '(') {
      const v = sum()
      at++
      return v
    }
    if (t === 'sqrt' || t === 'min') {
      at++
      const inner = [sum()]
      while (tokens[at++] === ',') inner.push(sum())
      return t === 'sqrt' ? Math.sqrt(inner[0]!) : Math.min(...inner)
    }
    return t === 'pi' ? Math.PI : /^\d/.test(t) ? Number(t) : evaluate(t, equations, values)
  }
  const v = sum()
  values.set(name, v)
  return v
}

const NEVER = Number.POSITIVE_INFINITY
function second(
  no: number,
  use: Use,
  [Csur, Csub, Cgw]: [number, number, number],
  overrides: readonly Override[] = [],
): { cr: number; hq: number; crGw: number; hqGw: number; leaching: number } {
  const row = TOXICITY.find(r => r.no === no)!
  const values = new Map<string, number>(PARAMETERS.map(p => [p.key, p.value[use] ?? 0]))
  if (use === '第二类') values.set('BWc', 1).set('Hc', 0)
  for (const o of overrides) values.set(o.key, o.value!)
  const v = row.values
  for (const k of ['SFo', 'IUR', 'ABSd'] as const) values.set(k, v[k] ?? 0)
  for (const k of ['RfDo', 'RfC'] as const) values.set(k, v[k] ?? NEVER)
  values.set('ABSgi', v.ABSgi ?? 1).set('SAF', v.SAF!)
  values.set('H', v.henry ?? 0)
  values.set('Da', v.Da ?? 0).set('Dw', v.Dw ?? 0)
  values.set('Csur', Csur).set('Csub', Csub).set('Cgw', Cgw)
  if (!v.henry) for (const k of ['VFsuroa', 'VFsuboa', 'VFsubia', 'VFgwoa', 'VFgwia']) values.set(k, 0)
  values.set('Kd', row.directKd ?? (v.Koc ?? 0) * (values.get('fom')! / 1700))
  const of = (name: string) => evaluate(name, EQUATIONS[use], values)
  return { cr: of('CRsoil'), hq: of('HIsoil'), crGw: of('CRgw'), hqGw: of('HIgw'), leaching: of('LFsgw') }
}

const same = (a: number | null, b: number, what: string): void => {
  expect(a, what).not.toBeNull()
  expect(Math.abs(a! - b), `${what}: ${a} ≠ ${b}`).toBeLessThanOrEqual(1e-12 * Math.max(Math.abs(b), 1e-30) * 100)
}
const value = (v: number) => ({ kind: 'value' as const, value: String(v) })
const usable = TOXICITY.filter(r => r.outside === null)

describe('HJ 25.3-2019 against a second reckoning from the printed equations', () => {
  it.each<Use>(['第一类', '第二类'])('every substance of the table, %s', use => {
    expect(usable).toHaveLength(122)
    for (const row of usable) {
      const outcome = assessRisk({
        substance: row.name,
        use,
        surfaceSoil: value(12.5),
        subsurfaceSoil: value(7),
        groundwater: value(0.3),
        groundwaterTarget: 0.01,
        accepted: { by: '测试', reason: '对照第二算法' },
      })
      if (!outcome.ok) throw new Error(`${row.name}: ${outcome.reasons.map(r => r.message).join()}`)
      const { soil, groundwater, control } = outcome.assessment
      const other = second(row.no, use, [12.5, 7, 0.3])
      same(soil.cr.high, other.cr, `${row.name} CR`)
      same(soil.hq.high, other.hq, `${row.name} HI`)
      same(groundwater.cr.high, other.crGw, `${row.name} CR gw`)
      same(groundwater.hq.high, other.hqGw, `${row.name} HI gw`)
      same(control.soilForGroundwater, 0.01 / other.leaching, `${row.name} CVSpgw`)
    }
  })
  it('any site: parameters moved at will', () => {
    const movable = PARAMETERS.filter(p => !['ACR', 'AHQ', 'dP', 'rhoS', 'rhoB', 'Pws'].includes(p.key))
    fc.assert(
      fc.property(
        fc.constantFrom(...usable),
        fc.constantFrom<Use>('第一类', '第二类'),
        fc.array(fc.tuple(fc.constantFrom(...movable), fc.double({ min: 0.5, max: 2, noNaN: true })), { maxLength: 6 }),
        (row, use, moves) => {
          const overrides: Override[] = [
            ...new Map(moves.map(([p, by]) => [p.key, [p, by] as const])).values(),
          ].flatMap(([p, by]) =>
            p.value[use] ? [{ key: p.key, value: p.value[use]! * by, reason: '场地实测', source: '调查报告' }] : [],
          )
          const outcome = assessRisk({
            substance: row.name,
            use,
            surfaceSoil: value(3),
            subsurfaceSoil: value(4),
            groundwater: value(0.5),
            overrides,
            accepted: { by: '测试', reason: '对照第二算法' },
          })
          if (!outcome.ok) throw new Error(JSON.stringify(outcome.reasons))
          const other = second(row.no, use, [3, 4, 0.5], overrides)
          same(outcome.assessment.soil.cr.high, other.cr, 'CR')
          same(outcome.assessment.soil.hq.high, other.hq, 'HI')
          same(outcome.assessment.groundwater.hq.high, other.hqGw, 'HI gw')
        },
      ),
      { numRuns: 300 },
    )
  })
})
