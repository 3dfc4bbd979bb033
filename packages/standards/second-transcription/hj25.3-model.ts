/**
 * HJ 25.3-2019 reckoned a third time, by somebody who saw neither of the other two programs when writing it: from how the
 * model works, with the parameters of the second transcription. People breathe, swallow and touch (receptors); soil and
 * groundwater give off vapour through resistances in a row, each a thickness over a diffusion rate.
 */
import { PARAMETERS } from './hj25.3-parameters.ts'

export type LandUse = 'first' | 'second'

/** Toxicity and properties of one substance; 0 or missing: there is none. */
export interface Chemical {
  SFo?: number
  IUR?: number
  RfDo?: number
  RfC?: number
  ABSgi?: number
  ABSd?: number
  /** Dimensionless; without it the substance does not evaporate. */
  henry?: number
  inAir?: number
  inWater?: number
  /** L/kg. */
  Kd?: number
}

export interface Site {
  use: LandUse
  /** Values of the site in place of 表 G.1, by the symbols of hj25.3-parameters.ts. */
  instead?: Readonly<Record<string, number>>
}

type Read = (symbol: string) => number

const reader =
  ({ use, instead = {} }: Site): Read =>
  symbol => {
    const row = PARAMETERS.find(p => p[0] === symbol)
    if (!row) throw new Error(`no parameter ${symbol}`)
    return instead[symbol] ?? (use === 'first' ? row[2] : row[3]) ?? 0
  }

const PERSONS = { first: ['c', 'a'], second: ['a'] } as const
const YEAR = 365 * 24 * 3600
const DAY = 24 * 3600

/** What a person takes in, per kg of body and day, of something the person meets `daily` on that many days a year. */
function dose(at: Read, use: LandUse, daily: (who: 'c' | 'a') => number): { life: number; spell: number } {
  const whole = PERSONS[use].map(who => (daily(who) * at(`ED${who}`)) / at(`BW${who}`))
  // Cancer is reckoned over a life, child and adult together; other harm over the exposure of the first person alone.
  return { life: whole.reduce((a, b) => a + b, 0) / at('ATca'), spell: whole[0]! / at('ATnc') }
}

const skin = (at: Read, who: 'c' | 'a'): number =>
  239 * at(`H${who}`) ** 0.417 * at(`BW${who}`) ** 0.517 * at(`SER${who}`)

/** Millington–Quirk, the exponent as the guideline prints it. */
const diffusion = (c: Chemical, air: number, water: number): number => {
  const all = air + water
  return (c.inAir! * air ** 3.33 + (c.inWater! / c.henry!) * water ** 3.33) / all ** 2
}

/** Vapour of the site: how much of a concentration below reaches the air above or the room, times 1000 for litres in m³. */
export function vapour(
  site: Site,
  c: Chemical,
): Record<'surface' | 'below' | 'room' | 'waterOut' | 'waterRoom', number> {
  if (!c.henry) return { surface: 0, below: 0, room: 0, waterOut: 0, waterRoom: 0 }
  const at = reader(site)
  const pores = 1 - at('rhob') / at('rhos')
  const water = at('rhob') * at('Pws')
  const air = pores - water
  const soil = diffusion(c, air, water)
  const fringe = diffusion(c, at('thetaacap'), at('thetawcap'))
  const crack = diffusion(c, at('thetaacrack'), at('thetawcrack'))
  // Litres of pore air holding what one kilogram of soil holds, and the stock of a layer given off evenly over the years.
  const perKilogram = (water + air * c.henry + (c.Kd ?? 0) * at('rhob')) / at('rhob')
  const airOfSoil = c.henry / perKilogram
  const years = at('tau') * YEAR
  const wind = (at('Uair') * at('deltaair') * at('W')) / at('A')
  const fans = (at('LB') * at('ER')) / DAY
  const stock = (layer: number, drain: number): number => (layer * at('rhob')) / (drain * years)
  const outdoors = (way: number): number => 1 / (1 + wind * way)
  // Through the floor: diffusion through the cracks alone, or air drawn in through them as well.
  const cracks = at('Ab') * at('eta')
  const drawn =
    (2 * Math.PI * at('dP') * at('Kv') * at('Xcrack')) /
    (1.81e-4 * Math.log((2 * at('Zcrack') * at('Xcrack')) / cracks))
  const indoors = (way: number): number => {
    const peclet = (drawn * at('Lcrack')) / (crack * cracks)
    const floor = drawn === 0 ? at('Lcrack') / (crack * at('eta')) : ((1 - Math.exp(-peclet)) * at('Ab')) / drawn
    return 1 / (fans * (way + floor) + Math.exp(-peclet))
  }
  const deep = at('hcap') / fringe + at('hv') / soil
  const spread = Math.sqrt((4 * soil * airOfSoil * at('rhob')) / (Math.PI * years))
  return {
    surface: 1000 * Math.min(spread / wind, stock(at('d'), wind)),
    below: 1000 * Math.min(airOfSoil * outdoors(at('Ls') / soil), stock(at('dsub'), wind)),
    room: 1000 * Math.min(airOfSoil * indoors(at('Ls') / soil), stock(at('dsub'), fans)),
    waterOut: 1000 * c.henry * outdoors(deep),
    waterRoom: 1000 * c.henry * indoors(deep),
  }
}

export const ROUTES = [
  'swallowed soil',
  'soil on the skin',
  'dust breathed in',
  'outdoor vapour of surface soil',
  'outdoor vapour of soil below',
  'indoor vapour of soil below',
  'outdoor vapour of groundwater',
  'indoor vapour of groundwater',
  'groundwater drunk',
] as const
export type RouteName = (typeof ROUTES)[number]

/** Risk and hazard of each route for one mg/kg (soil) or mg/L (groundwater); hazard without the share of the dose. */
export function unitRisks(site: Site, c: Chemical): Record<RouteName, { cancer: number; hazard: number }> {
  const at = reader(site)
  const { use } = site
  const gas = vapour(site, c)
  const perBreath = { slope: ((c.IUR ?? 0) * at('BWa')) / at('DAIRa'), limit: ((c.RfC ?? 0) * at('DAIRa')) / at('BWa') }
  const swallowed = { slope: c.SFo ?? 0, limit: c.RfDo ?? 0 }
  const absorbed = c.ABSgi ?? 0
  const touched = absorbed
    ? { slope: swallowed.slope / absorbed, limit: swallowed.limit * absorbed }
    : { slope: 0, limit: 0 }
  const by = (toxic: { slope: number; limit: number }, daily: (who: 'c' | 'a') => number) => {
    const { life, spell } = dose(at, use, daily)
    return { cancer: life * toxic.slope, hazard: toxic.limit ? spell / toxic.limit : 0 }
  }
  const dusty = (who: 'c' | 'a'): number => at('fspo') * at(`EFO${who}`) + at('fspi') * at(`EFI${who}`)
  const out = (who: 'c' | 'a'): number => at(`DAIR${who}`) * at(`EFO${who}`)
  const inside = (who: 'c' | 'a'): number => at(`DAIR${who}`) * at(`EFI${who}`)
  const mg = 1e-6
  return {
    'swallowed soil': by(swallowed, who => mg * at(`OSIR${who}`) * at(`EF${who}`) * at('ABSo')),
    'soil on the skin': by(
      touched,
      who => mg * skin(at, who) * at(`SSAR${who}`) * at('Ev') * (c.ABSd ?? 0) * at(`EF${who}`),
    ),
    'dust breathed in': by(perBreath, who => mg * at('PM10') * at(`DAIR${who}`) * at('PIAF') * dusty(who)),
    'outdoor vapour of surface soil': by(perBreath, who => gas.surface * out(who)),
    'outdoor vapour of soil below': by(perBreath, who => gas.below * out(who)),
    'indoor vapour of soil below': by(perBreath, who => gas.room * inside(who)),
    'outdoor vapour of groundwater': by(perBreath, who => gas.waterOut * out(who)),
    'indoor vapour of groundwater': by(perBreath, who => gas.waterRoom * inside(who)),
    'groundwater drunk': by(swallowed, who => at(`GWCR${who}`) * at(`EF${who}`)),
  }
}

const SOIL: readonly RouteName[] = ROUTES.slice(0, 6)

/** 风险控制值, mg/kg or mg/L: where the routes of the medium together just reach one in a million, or the share of the dose. */
export function controlValues(
  site: Site,
  c: Chemical,
  share: number,
  without: readonly RouteName[] = [],
): Record<'soil' | 'water', { cancer: number | null; hazard: number | null }> {
  const at = reader(site)
  const units = unitRisks(site, c)
  const of = (routes: readonly RouteName[]) => {
    const counted = routes.filter(r => !without.includes(r))
    const cancer = counted.reduce((s, r) => s + units[r].cancer, 0)
    const hazard = counted.reduce((s, r) => s + units[r].hazard, 0)
    return { cancer: cancer ? at('ACR') / cancer : null, hazard: hazard ? (share * at('AHQ')) / hazard : null }
  }
  return { soil: of(SOIL), water: of(ROUTES.filter(r => !SOIL.includes(r))) }
}

/** kg of soil whose contaminant ends up in one litre of the groundwater below, no more than the soil's stock. */
export function leached(site: Site, c: Chemical): number {
  const at = reader(site)
  const water = at('rhob') * at('Pws')
  const air = 1 - at('rhob') / at('rhos') - water
  const perKilogram = (water + air * (c.henry ?? 0) + (c.Kd ?? 0) * at('rhob')) / at('rhob')
  const rain = at('I') * at('W')
  const diluted = rain / (rain + at('Ugw') * at('deltagw'))
  return Math.min(diluted / perKilogram, (at('dsub') * at('rhob')) / (at('I') * at('tau')))
}
