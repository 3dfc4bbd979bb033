import type { Reading } from '../judgement.ts'
import type { Exposure } from './exposure.ts'
import type { Inputs } from './overrides.ts'
import {
  CARCINOGENIC,
  HAZARD,
  type Medium,
  ROUTES,
  type Route,
  type RouteId,
  referenceDose,
  slopeFactor,
  volatileOf,
} from './routes.ts'
import type { SubstanceKey, ToxicityRow } from './toxicity.ts'

export type Concentrations = Record<Medium, Reading | undefined>

/** Both ends of a number whose concentration may be a non-detect; high null: no upper bound. */
export interface Span {
  low: number
  high: number | null
}

export interface RouteRisk {
  route: RouteId
  symbol: string
  medium: Medium
  /** 未核实: reckoned from unverified values, so shown and not concluded from. */
  state: '计入' | '未核实' | '不适用' | '未选用' | '证据不足'
  why: string
  need?: string
  exposure: Exposure | null
  /** null: the substance has no such effect by this route. */
  cr: Span | null
  hq: Span | null
  /** Share of the route in the medium's total, 0–1; null where there is none. */
  crShare: number | null
  hqShare: number | null
  unverified: SubstanceKey[]
}

/** `sure`: what verified routes alone make up at least; low/high: over all routes. */
export interface Totals {
  cr: Span & { sure: number }
  hq: Span & { sure: number }
}

/** 附录C: CR = exposure·C·SF, HQ = exposure·C/(RfD·allocation), for every route, and 附录D: its share in the total. */
export function routeRisks(
  inputs: Inputs,
  row: ToxicityRow | undefined,
  concentrations: Concentrations,
  left: ReadonlyMap<RouteId, string>,
  trusted: boolean,
): RouteRisk[] {
  const risks = ROUTES.map(r => routeRisk(r, inputs, row, concentrations[r.medium], left.get(r.id), trusted))
  for (const part of [risks.filter(r => r.medium !== '地下水'), risks.filter(r => r.medium === '地下水')]) {
    const totals = sumOf(part)
    for (const r of part) {
      r.crShare = shareOf(r.cr, totals.cr.high)
      r.hqShare = shareOf(r.hq, totals.hq.high)
    }
  }
  return risks
}

const shareOf = (part: Span | null, total: number | null): number | null =>
  part === null || part.high === null || total === null || total === 0 ? null : part.high / total

function routeRisk(
  route: Route,
  inputs: Inputs,
  row: ToxicityRow | undefined,
  reading: Reading | undefined,
  leftOut: string | undefined,
  trusted: boolean,
): RouteRisk {
  const bare: RouteRisk = {
    route: route.id,
    symbol: route.symbol,
    medium: route.medium,
    state: '不适用',
    why: '',
    exposure: null,
    cr: null,
    hq: null,
    crShare: null,
    hqShare: null,
    unverified: [],
  }
  if (leftOut !== undefined) return { ...bare, state: '未选用', why: leftOut }
  const absent = absence(route, inputs, row)
  if (absent)
    return {
      ...bare,
      ...absent,
      state: absent.need ? '证据不足' : absent.unverified?.length && !trusted ? '未核实' : '不适用',
    }
  const vapour = volatileOf(inputs, row)
  const exposure = route.exposure(inputs.parameters, inputs.values, vapour)
  const sf = slopeFactor(inputs, route.contact)
  const rfd = referenceDose(inputs, route.contact)
  const unverified = restsOn(route, inputs, row)
  const known = { ...bare, exposure, unverified }
  const span = reading && spanOf(reading)
  if (!span)
    return {
      ...known,
      state: '证据不足',
      why: `没有${route.medium}中的浓度${reading?.kind === 'missing' ? `（${reading.why}）` : ''}`,
      need: `请给出${route.medium}中的浓度，或说明该途径不成立`,
    }
  const times = (f: number): Span => ({ low: span.low * f, high: span.high === null ? null : span.high * f })
  const allocation = inputs.values.SAF
  if (sf === null && rfd === null)
    return {
      ...known,
      state: unverified.length && !trusted ? '未核实' : '不适用',
      why: `附录B 没有${route.contact}毒性参数`,
      ...(unverified.length && !trusted ? { need: needOf(unverified) } : {}),
    }
  if (rfd !== null && allocation === null)
    return { ...known, state: '证据不足', why: '没有参考剂量分配系数', need: '请给出 SAF' }
  const cr = sf === null ? null : times(exposure.ca * sf)
  const hq = rfd === null ? null : times(exposure.nc / (rfd * allocation!))
  const open = unverified.length > 0 && !trusted
  return {
    ...known,
    state: open ? '未核实' : '计入',
    why: open ? `${unverified.join('、')} 未核实` : '',
    ...(open ? { need: needOf(unverified) } : {}),
    cr,
    hq,
  }
}

const needOf = (keys: readonly string[]): string => `请对照附录B 核对 ${keys.join('、')} 并注明来源，或由负责人确认采用`

/** Why the substance does not have this route at all, or what keeps one from knowing: `need` says what it would take. */
export function absence(
  route: Route,
  { values, unverified }: Inputs,
  row: ToxicityRow | undefined,
): { why: string; need?: string; unverified?: SubstanceKey[] } | null {
  const open = (key: SubstanceKey): SubstanceKey[] => (!row?.whole && unverified.has(key) ? [key] : [])
  if (route.needs.includes('henry') && values.henry === null && !row && unverified.has('henry'))
    return { why: '不知道是否挥发', need: '请给出亨利常数；不挥发的填空值并注明来源' }
  if (route.needs.includes('henry') && (values.henry === null || values.henry === 0))
    return { why: '没有亨利常数，按不挥发处理' }
  if (route.needs.includes('ABSd') && (values.ABSd === null || values.ABSd === 0))
    return { why: '附录B 没有皮肤接触吸收效率因子', unverified: open('ABSd') }
  const effect = values.SFo !== null || values.RfDo !== null
  const needed: readonly SubstanceKey[] = route.contact === '皮肤' && effect ? [...route.needs, 'ABSgi'] : route.needs
  const lacking = needed.filter(k => values[k] === null)
  return lacking.length ? { why: `没有 ${lacking.join('、')}`, need: `请给出 ${lacking.join('、')} 并注明来源` } : null
}

/** Values this route's numbers rest on and nobody vouches for, the absence of a toxicity value included. */
export function restsOn(route: Route, { values, unverified }: Inputs, row: ToxicityRow | undefined): SubstanceKey[] {
  const toxicity = [...new Set([...CARCINOGENIC[route.contact], ...HAZARD[route.contact]])]
  const effect = toxicity.some(k => k !== 'ABSgi' && values[k] !== null)
  const keys: SubstanceKey[] = [
    ...toxicity.filter(k => (k === 'ABSgi' ? effect : values[k] !== null || !row?.whole)),
    // Without an effect by this contact it does not matter how much arrives.
    ...(effect ? route.needs : []),
  ]
  return [...new Set(keys)].filter(k => unverified.has(k))
}

/** A non-detect lies between nothing and its limit; ">x" has no upper bound. */
function spanOf(reading: Reading): Span | null {
  if (reading.kind === 'missing') return null
  if (reading.kind === 'value') return { low: Number(reading.value), high: Number(reading.value) }
  const limit = Number(reading.limit)
  return reading.kind === 'below' ? { low: 0, high: limit } : { low: limit, high: null }
}

export function sumOf(routes: readonly RouteRisk[]): Totals {
  const total = (pick: (r: RouteRisk) => Span | null): Totals['cr'] => {
    const spans = routes.flatMap(r => pick(r) ?? [])
    return {
      low: spans.reduce((s, x) => s + x.low, 0),
      high: spans.some(x => x.high === null) ? null : spans.reduce((s, x) => s + x.high!, 0),
      sure: routes.filter(r => r.state === '计入').reduce((s, r) => s + (pick(r)?.low ?? 0), 0),
    }
  }
  return { cr: total(r => r.cr), hq: total(r => r.hq) }
}
