import type { Inputs } from './overrides.ts'
import { absence, restsOn } from './risk.ts'
import { distributionOf, type Medium, ROUTES, type RouteId, referenceDose, slopeFactor, volatileOf } from './routes.ts'
import type { ToxicityRow } from './toxicity.ts'
import { leaching } from './transport.ts'

export interface ControlValues {
  /** 附录E: RCVSn, HCVSn, CVSpgw in mg/kg; RCVGn, HCVGn in mg/L; null where the substance has no such effect. */
  soilCarcinogenic: number | null
  soilHazard: number | null
  /** Only where a target of the groundwater is given. */
  soilForGroundwater: number | null
  groundwaterCarcinogenic: number | null
  groundwaterHazard: number | null
  /** The smallest of each medium. */
  soil: number | null
  groundwater: number | null
  /** What the values rest on that nobody vouches for; not empty: only for orientation. */
  unverified: string[]
  notes: string[]
}

/** 附录E: the concentration at which all counted routes together just reach the acceptable level. */
export function controlValues(
  inputs: Inputs,
  row: ToxicityRow | undefined,
  left: ReadonlyMap<RouteId, string>,
  groundwaterTarget: number | null,
  trusted: boolean,
): ControlValues {
  const { parameters: p, values } = inputs
  const vapour = volatileOf(inputs, row)
  const chosen = ROUTES.filter(r => !left.has(r.id))
  const gaps = chosen.flatMap(r => {
    const need = absence(r, inputs, row)?.need
    return need === undefined ? [] : [{ soil: isSoil(r.medium), note: `${r.id}：${need}` }]
  })
  const routes = chosen.filter(r => absence(r, inputs, row) === null)
  const per = (soil: boolean): { cr: number; hq: number } => {
    let cr = 0
    let hq = 0
    for (const r of routes.filter(x => isSoil(x.medium) === soil)) {
      const { ca, nc } = r.exposure(p, values, vapour)
      const sf = slopeFactor(inputs, r.contact)
      const rfd = referenceDose(inputs, r.contact)
      if (sf !== null) cr += ca * sf
      if (rfd !== null) hq += nc / rfd
    }
    return { cr, hq }
  }
  // A route that exists but cannot be reckoned would make the value too high: then there is none.
  const inverse = (limit: number | null, sum: number, ofSoil: boolean): number | null =>
    limit === null || sum === 0 || gaps.some(g => g.soil === ofSoil) ? null : limit / sum
  const allocation = values.SAF
  const [soil, water] = [per(true), per(false)]
  const soilCarcinogenic = inverse(p.ACR, soil.cr, true)
  const soilHazard = inverse(allocation === null ? null : p.AHQ * allocation, soil.hq, true)
  const groundwaterCarcinogenic = inverse(p.ACR, water.cr, false)
  const groundwaterHazard = inverse(allocation === null ? null : p.AHQ * allocation, water.hq, false)
  const kd = distributionOf(inputs, row)
  const soilForGroundwater = groundwaterTarget === null ? null : groundwaterTarget / leaching(p, kd, values.henry)
  const least = (list: (number | null)[]): number | null => {
    const known = list.filter(v => v !== null)
    return known.length ? Math.min(...known) : null
  }
  const unverified = trusted
    ? []
    : [
        ...new Set([
          ...routes.flatMap(r => restsOn(r, inputs, row)),
          ...chosen.flatMap(r => absence(r, inputs, row)?.unverified ?? []),
        ]),
      ]
  return {
    soilCarcinogenic,
    soilHazard,
    soilForGroundwater,
    groundwaterCarcinogenic,
    groundwaterHazard,
    soil: gaps.some(g => g.soil) ? null : least([soilCarcinogenic, soilHazard, soilForGroundwater]),
    groundwater: gaps.some(g => !g.soil) ? null : least([groundwaterCarcinogenic, groundwaterHazard]),
    unverified,
    notes: [
      ...gaps.map(g => `不能计算风险控制值，${g.note}`),
      ...(groundwaterTarget !== null && kd === null ? ['没有分配系数，Kd 按 0 计（偏安全）'] : []),
      ...(unverified.length ? [`风险控制值据未核实的 ${unverified.join('、')} 计算，仅供参考`] : []),
    ],
  }
}

const isSoil = (medium: Medium): boolean => medium !== '地下水'
