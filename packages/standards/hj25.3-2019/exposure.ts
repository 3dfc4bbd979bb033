import type { Parameters } from './parameters.ts'

/**
 * 附录A: amounts taken in by each route for a unit of concentration. `ca`: carcinogenic effects over the whole of life, child
 * and adult together on 第一类用地; `nc`: other effects, the child alone on 第一类用地. On 第二类用地 only the adult. Soil routes in
 * kg soil/(kg body·d), groundwater routes in L/(kg·d).
 */
export interface Exposure {
  ca: number
  nc: number
}

const MILLIGRAM = 1e-6

/** Equal weights of child and adult over their averaging times: the common shape of all equations of 附录A. */
const over = (p: Parameters, child: number | null, adult: number): Exposure => ({
  ca: ((child ?? 0) + adult) / p.ATca,
  nc: (child ?? adult) / p.ATnc,
})

/** null wherever one of the child's parameters does not apply. */
const childOf = (values: (number | null)[], reckon: (v: number[]) => number): number | null =>
  values.some(v => v === null) ? null : reckon(values as number[])

/** OISERca, OISERnc 经口摄入土壤暴露量. */
export const oralSoil = (p: Parameters): Exposure => {
  const child = childOf(
    [p.OSIRc, p.EDc, p.EFc, p.BWc],
    ([intake, years, days, weight]) => (intake! * years! * days!) / weight!,
  )
  const adult = (p.OSIRa * p.EDa * p.EFa) / p.BWa
  return scale(over(p, child, adult), p.ABSo * MILLIGRAM)
}

/** SAE 暴露皮肤表面积, cm²: 239·H^0.417·BW^0.517·SER. */
export const skinArea = (height: number, weight: number, share: number): number =>
  239 * height ** 0.417 * weight ** 0.517 * share

/** DCSERca, DCSERnc 皮肤接触土壤暴露量 (第二类用地: A.23, A.24). */
export const dermalSoil = (p: Parameters, ABSd: number): Exposure => {
  const child = childOf(
    [p.Hc, p.BWc, p.SERc, p.SSARc, p.EFc, p.EDc],
    ([h, weight, share, adhesion, days, years]) =>
      (skinArea(h!, weight!, share!) * adhesion! * days! * years! * p.Ev) / weight!,
  )
  const adult = (skinArea(p.Ha, p.BWa, p.SERa) * p.SSARa * p.EFa * p.EDa * p.Ev) / p.BWa
  return scale(over(p, child, adult), ABSd * MILLIGRAM)
}

/** PISERca, PISERnc 吸入土壤颗粒物暴露量 (第二类用地: A.25, A.26). */
export const particulates = (p: Parameters): Exposure => {
  const child = childOf(
    [p.DAIRc, p.EDc, p.EFOc, p.EFIc, p.BWc],
    ([air, years, outdoors, indoors, weight]) => (air! * years! * (p.fspo * outdoors! + p.fspi * indoors!)) / weight!,
  )
  const adult = (p.DAIRa * p.EDa * (p.fspo * p.EFOa + p.fspi * p.EFIa)) / p.BWa
  return scale(over(p, child, adult), p.PM10 * p.PIAF * MILLIGRAM)
}

/** IOVER 吸入室外空气中气态污染物; factor: the volatilisation factor VF. */
export const outdoorVapour = (p: Parameters, factor: number): Exposure => {
  const child = childOf(
    [p.DAIRc, p.EFOc, p.EDc, p.BWc],
    ([air, days, years, weight]) => (air! * days! * years!) / weight!,
  )
  return scale(over(p, child, (p.DAIRa * p.EFOa * p.EDa) / p.BWa), factor)
}

/** IIVER 吸入室内空气中气态污染物. */
export const indoorVapour = (p: Parameters, factor: number): Exposure => {
  const child = childOf(
    [p.DAIRc, p.EFIc, p.EDc, p.BWc],
    ([air, days, years, weight]) => (air! * days! * years!) / weight!,
  )
  return scale(over(p, child, (p.DAIRa * p.EFIa * p.EDa) / p.BWa), factor)
}

/** CGWERca, CGWERnc 饮用地下水暴露量. */
export const drinking = (p: Parameters): Exposure => {
  const child = childOf(
    [p.GWCRc, p.EFc, p.EDc, p.BWc],
    ([water, days, years, weight]) => (water! * days! * years!) / weight!,
  )
  return over(p, child, (p.GWCRa * p.EFa * p.EDa) / p.BWa)
}

/**
 * DGWERca, DGWERnc 皮肤接触地下水暴露量. Not verified: a public tool multiplies by a further 1e-6 that the dimensions
 * (cm²·mg/cm²/kg/d) do not ask for, and whether the route belongs to the edition is open. It is reckoned without that factor
 * and only when asked for.
 */
export const dermalGroundwater = (p: Parameters, Kp: number): Exposure => {
  const child = childOf(
    [p.Hc, p.BWc, p.SERc, p.EFc, p.EDc, p.tc],
    ([h, weight, share, days, years, hours]) =>
      (skinArea(h!, weight!, share!) * days! * years! * p.Ev * hours!) / weight!,
  )
  const adult = (skinArea(p.Ha, p.BWa, p.SERa) * p.EFa * p.EDa * p.Ev * p.ta) / p.BWa
  return scale(over(p, child, adult), Kp * 1e-3)
}

const scale = (e: Exposure, by: number): Exposure => ({ ca: e.ca * by, nc: e.nc * by })
