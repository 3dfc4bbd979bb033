import {
  dermalGroundwater,
  dermalSoil,
  drinking,
  type Exposure,
  indoorVapour,
  oralSoil,
  outdoorVapour,
  particulates,
} from './exposure.ts'
import type { Inputs } from './overrides.ts'
import type { Parameters } from './parameters.ts'
import type { SubstanceKey, ToxicityRow } from './toxicity.ts'
import {
  indoorFromGroundwater,
  indoorFromSubsurface,
  organicCarbon,
  outdoorFromGroundwater,
  outdoorFromSubsurface,
  outdoorFromSurface,
  type Volatile,
} from './transport.ts'

export type Medium = '表层土壤' | '下层土壤' | '地下水'
export type Contact = '经口' | '皮肤' | '吸入'

export interface Route {
  id: RouteId
  /** Index the standard gives to CR and HQ of the route. */
  symbol: string
  medium: Medium
  contact: Contact
  /** Values of the substance without which there is no such route. */
  needs: readonly SubstanceKey[]
  /** Reckoned only when asked for by name. */
  optional: boolean
  exposure(p: Parameters, values: Inputs['values'], vapour: Volatile | null): Exposure
}

export const ROUTE_IDS = [
  '经口摄入土壤',
  '皮肤接触土壤',
  '吸入土壤颗粒物',
  '吸入室外空气中来自表层土壤的气态污染物',
  '吸入室外空气中来自下层土壤的气态污染物',
  '吸入室内空气中来自下层土壤的气态污染物',
  '吸入室外空气中来自地下水的气态污染物',
  '吸入室内空气中来自地下水的气态污染物',
  '饮用地下水',
  '皮肤接触地下水',
] as const
export type RouteId = (typeof ROUTE_IDS)[number]

const VAPOUR = ['henry', 'Da', 'Dw', 'Koc'] as const
const route = (
  at: number,
  symbol: string,
  medium: Medium,
  contact: Contact,
  needs: readonly SubstanceKey[],
  exposure: Route['exposure'],
): Route => ({ id: ROUTE_IDS[at]!, symbol, medium, contact, needs, optional: symbol === 'dgw', exposure })

/** The routes of 附录A, soil first. Vapour routes exist for substances with a Henry constant, dermal ones for those with ABSd. */
export const ROUTES: readonly Route[] = [
  route(0, 'ois', '表层土壤', '经口', [], p => oralSoil(p)),
  route(1, 'dcs', '表层土壤', '皮肤', ['ABSd'], (p, v) => dermalSoil(p, v.ABSd!)),
  route(2, 'pis', '表层土壤', '吸入', [], p => particulates(p)),
  route(3, 'iov1', '表层土壤', '吸入', VAPOUR, (p, _, v) => outdoorVapour(p, outdoorFromSurface(p, v!))),
  route(4, 'iov2', '下层土壤', '吸入', VAPOUR, (p, _, v) => outdoorVapour(p, outdoorFromSubsurface(p, v!))),
  route(5, 'iiv1', '下层土壤', '吸入', VAPOUR, (p, _, v) => indoorVapour(p, indoorFromSubsurface(p, v!))),
  route(6, 'iov3', '地下水', '吸入', VAPOUR, (p, _, v) => outdoorVapour(p, outdoorFromGroundwater(p, v!))),
  route(7, 'iiv2', '地下水', '吸入', VAPOUR, (p, _, v) => indoorVapour(p, indoorFromGroundwater(p, v!))),
  route(8, 'cgw', '地下水', '经口', [], p => drinking(p)),
  route(9, 'dgw', '地下水', '皮肤', ['Kp'], (p, v) => dermalGroundwater(p, v.Kp!)),
]

/** What the vapour routes need of a substance; null where it is not volatile or something is lacking. */
export function volatileOf({ parameters, values }: Inputs, row: ToxicityRow | undefined): Volatile | null {
  const { henry, Da, Dw, Koc } = values
  if (henry === null || henry === 0 || Da === null || Dw === null || Koc === null) return null
  return { henry, Da, Dw, Kd: row?.directKd ?? Koc * organicCarbon(parameters) }
}

/** Kd in L/kg for leaching; null where unknown. */
export const distributionOf = ({ parameters, values }: Inputs, row: ToxicityRow | undefined): number | null =>
  row?.directKd ?? (values.Koc === null ? null : values.Koc * organicCarbon(parameters))

/** Values a contact's toxicity rests on. */
export const CARCINOGENIC: Record<Contact, readonly SubstanceKey[]> = {
  经口: ['SFo'],
  皮肤: ['SFo', 'ABSgi'],
  吸入: ['IUR'],
}
export const HAZARD: Record<Contact, readonly SubstanceKey[]> = {
  经口: ['RfDo'],
  皮肤: ['RfDo', 'ABSgi'],
  吸入: ['RfC'],
}

/** 附录B: SFo, SFd = SFo/ABSgi, SFi = IUR·BWa/DAIRa, in (mg/(kg·d))⁻¹; null where the substance has none. */
export function slopeFactor({ parameters: p, values: v }: Inputs, contact: Contact): number | null {
  if (contact === '吸入') return v.IUR === null ? null : (v.IUR * p.BWa) / p.DAIRa
  if (v.SFo === null) return null
  return contact === '经口' ? v.SFo : v.ABSgi === null ? null : v.SFo / v.ABSgi
}

/** 附录B: RfDo, RfDd = RfDo·ABSgi, RfDi = RfC·DAIRa/BWa, in mg/(kg·d); null where the substance has none. */
export function referenceDose({ parameters: p, values: v }: Inputs, contact: Contact): number | null {
  if (contact === '吸入') return v.RfC === null ? null : (v.RfC * p.DAIRa) / p.BWa
  if (v.RfDo === null) return null
  return contact === '经口' ? v.RfDo : v.ABSgi === null ? null : v.RfDo * v.ABSgi
}
