import type { Parameters } from './parameters.ts'

/** 附录F: how vapour and leachate travel. Lengths in cm, diffusion in cm²/s, ρ in kg/dm³. */
export interface Volatile {
  henry: number
  Da: number
  Dw: number
  /** L/kg. */
  Kd: number
}

const SECONDS_PER_YEAR = 31_536_000
const SECONDS_PER_DAY = 86_400
const VISCOSITY_OF_AIR = 1.81e-4

/** foc 土壤有机碳质量分数. */
export const organicCarbon = (p: Parameters): number => p.fom / (1.7 * 1000)

export const pores = (p: Parameters): { total: number; water: number; air: number } => {
  const total = 1 - p.rhoB / p.rhoS
  const water = p.rhoB * p.Pws
  return { total, water, air: total - water }
}

const effective = (v: Volatile, air: number, water: number, total: number): number =>
  (v.Da * air ** 3.33) / total ** 2 + (v.Dw * water ** 3.33) / (v.henry * total ** 2)

/** Deff_s 土壤中有效扩散系数. */
export const inSoil = (p: Parameters, v: Volatile): number => {
  const { total, water, air } = pores(p)
  return effective(v, air, water, total)
}
/** Deff_cap 毛细管层, Deff_crack 地基裂隙. */
export const inCapillary = (p: Parameters, v: Volatile): number =>
  effective(v, p.thetaAcap, p.thetaWcap, p.thetaAcap + p.thetaWcap)
export const inCrack = (p: Parameters, v: Volatile): number =>
  effective(v, p.thetaAcrack, p.thetaWcrack, p.thetaAcrack + p.thetaWcrack)
/** Deff_gws 从地下水到表层土壤. */
export const fromGroundwater = (p: Parameters, v: Volatile): number =>
  p.Lgw / (p.hcap / inCapillary(p, v) + p.hv / inSoil(p, v))

/** Ksw 土壤-水中污染物分配系数, dm³/kg. */
export const soilWater = (p: Parameters, Kd: number, henry: number): number => {
  const { water, air } = pores(p)
  return (water + Kd * p.rhoB + henry * air) / p.rhoB
}

/** DFoa 室外, DFia 室内空气中气态污染物扩散因子, cm/s. */
export const outdoorDilution = (p: Parameters): number => (p.Uair * p.W * p.deltaAir) / p.A
export const indoorDilution = (p: Parameters): number => (p.LB * p.ER) / SECONDS_PER_DAY

/** What a layer of that thickness can release over τ: no factor exceeds it. */
const massBalance = (p: Parameters, thickness: number, dilution: number): number =>
  ((thickness * p.rhoB) / (dilution * p.tau * SECONDS_PER_YEAR)) * 1e3

/** VFsuroa 表层土壤 → 室外空气, kg/m³. */
export function outdoorFromSurface(p: Parameters, v: Volatile): number {
  const dilution = outdoorDilution(p)
  const ksw = soilWater(p, v.Kd, v.henry)
  const diffusive =
    (p.rhoB / dilution) *
    Math.sqrt((4 * inSoil(p, v) * v.henry) / (Math.PI * p.tau * SECONDS_PER_YEAR * ksw * p.rhoB)) *
    1e3
  return Math.min(diffusive, massBalance(p, p.d, dilution))
}

/** VFsuboa 下层土壤 → 室外空气, kg/m³. */
export function outdoorFromSubsurface(p: Parameters, v: Volatile): number {
  const dilution = outdoorDilution(p)
  const ksw = soilWater(p, v.Kd, v.henry)
  const diffusive = (1 / ((1 + (dilution * p.LS) / inSoil(p, v)) * (ksw / v.henry))) * 1e3
  return Math.min(diffusive, massBalance(p, p.dsub, dilution))
}

/** VFgwoa 地下水 → 室外空气, L/m³. */
export const outdoorFromGroundwater = (p: Parameters, v: Volatile): number =>
  (v.henry / (1 + (outdoorDilution(p) * p.Lgw) / fromGroundwater(p, v))) * 1e3

/** Qs 流经地板裂隙的对流空气流速, cm³/s; zero with the recommended pressure difference. */
export const convection = (p: Parameters): number =>
  (2 * Math.PI * p.dP * p.Kv * p.Xcrack) / (VISCOSITY_OF_AIR * Math.log((2 * p.Zcrack * p.Xcrack) / (p.Ab * p.eta)))

/** Share of a concentration in pore air (at that depth, diffusing at that rate) that reaches the room. */
function intoRoom(p: Parameters, v: Volatile, diffusion: number, depth: number): number {
  const dilution = indoorDilution(p)
  const flow = convection(p)
  const reach = diffusion / (dilution * depth)
  if (flow === 0) return reach / (1 + reach + (diffusion * p.Lcrack) / (inCrack(p, v) * depth * p.eta))
  const peclet = (flow * p.Lcrack) / (p.Ab * inCrack(p, v) * p.eta)
  const growth = Math.exp(peclet)
  return (reach * growth) / (growth + reach + ((diffusion * p.Ab) / (flow * depth)) * (growth - 1))
}

/** VFsubia 下层土壤 → 室内空气, kg/m³. */
export function indoorFromSubsurface(p: Parameters, v: Volatile): number {
  const ksw = soilWater(p, v.Kd, v.henry)
  const diffusive = (v.henry / ksw) * intoRoom(p, v, inSoil(p, v), p.LS) * 1e3
  return Math.min(diffusive, massBalance(p, p.dsub, indoorDilution(p)))
}

/** VFgwia 地下水 → 室内空气, L/m³. With convection (Qs > 0) the equation is not verified. */
export const indoorFromGroundwater = (p: Parameters, v: Volatile): number =>
  v.henry * intoRoom(p, v, fromGroundwater(p, v), p.Lgw) * 1e3

/** LFsgw 土壤 → 地下水淋溶因子, kg/L. Kd null: taken as 0, which lets most through. */
export function leaching(p: Parameters, Kd: number | null, henry: number | null): number {
  const mixing = 1 / (1 + (p.Ugw * p.deltaGw) / (p.I * p.W))
  return Math.min(mixing / soilWater(p, Kd ?? 0, henry ?? 0), (p.dsub * p.rhoB) / (p.I * p.tau))
}
