import { add, compareDecimals, type Decimal, subtract } from '@jingtu/core/measure.ts'

/** The metals of total control, then those only some documents add. */
export const METALS = ['铅', '汞', '镉', '铬', '砷', '铊', '锑'] as const
export type Metal = (typeof METALS)[number]

export const KEY_INDUSTRIES = [
  '重有色金属矿采选',
  '重有色金属冶炼',
  '铅蓄电池制造',
  '电镀',
  '化学原料及化学制品制造',
  '皮革鞣制加工',
] as const

/** Kilograms by metal; metals are never exchanged for each other. */
export type Amounts = ReadonlyMap<Metal, Decimal>

export function amountsOf(rows: readonly { metal: Metal; kg: Decimal | null }[]): Amounts {
  const out = new Map<Metal, Decimal>()
  for (const { metal, kg } of rows) if (kg !== null) out.set(metal, add(out.get(metal) ?? '0', kg))
  return out
}

export const minus = (a: Amounts, b: Amounts): Amounts =>
  new Map([...new Set([...a.keys(), ...b.keys()])].map(m => [m, subtract(a.get(m) ?? '0', b.get(m) ?? '0')]))

export const totalOf = (a: Amounts): Decimal => [...a.values()].reduce((sum, kg) => add(sum, kg), '0')

/** Metals of which there is less than nothing. */
export const negative = (a: Amounts): Metal[] => [...a].filter(([, kg]) => compareDecimals(kg, '0') < 0).map(([m]) => m)

export const asRows = (a: Amounts): { metal: Metal; kg: Decimal }[] => [...a].map(([metal, kg]) => ({ metal, kg }))
