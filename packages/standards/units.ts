import type { Decimal } from '@jingtu/core/measure.ts'
import Big from 'big.js'

/**
 * Units convert only inside a dimension and only by exact powers of ten. Anything else (mg/L ↔ mg/kg, MPN ↔ mg, % of
 * what?) is not provable from the number alone and is refused, so that a verdict never rests on a guess. Nor is ppm a unit: it
 * says parts of a million, and leaves open whether by mass, by volume or in a litre.
 */
type Dimension =
  | 'mass-fraction'
  | 'mass-concentration'
  | 'teq-fraction'
  | 'activity'
  | 'count'
  | 'colonies'
  | 'temperature'
  | 'dimensionless'
  | 'colour'
  | 'turbidity'

interface Unit {
  dimension: Dimension /** power of ten relative to the base unit of its dimension */
  power: number
}

const UNITS: Record<string, Unit> = {
  // base mg/kg; 1 % by mass is 10 g/kg
  'mg/kg': { dimension: 'mass-fraction', power: 0 },
  'μg/g': { dimension: 'mass-fraction', power: 0 },
  'g/t': { dimension: 'mass-fraction', power: 0 },
  'μg/kg': { dimension: 'mass-fraction', power: -3 },
  'ng/g': { dimension: 'mass-fraction', power: -3 },
  'ng/kg': { dimension: 'mass-fraction', power: -6 },
  'g/kg': { dimension: 'mass-fraction', power: 3 },
  '%': { dimension: 'mass-fraction', power: 4 },
  // base mg/L
  'mg/L': { dimension: 'mass-concentration', power: 0 },
  'μg/L': { dimension: 'mass-concentration', power: -3 },
  'ng/L': { dimension: 'mass-concentration', power: -6 },
  'g/L': { dimension: 'mass-concentration', power: 3 },
  'μg/mL': { dimension: 'mass-concentration', power: 0 },
  'mg/m³': { dimension: 'mass-concentration', power: -3 },
  // base mg TEQ/kg
  'mg-TEQ/kg': { dimension: 'teq-fraction', power: 0 },
  'μg-TEQ/kg': { dimension: 'teq-fraction', power: -3 },
  'ng-TEQ/kg': { dimension: 'teq-fraction', power: -6 },
  'pg-TEQ/g': { dimension: 'teq-fraction', power: -6 },
  'Bq/L': { dimension: 'activity', power: 0 },
  // base one per litre; the most probable number is a count, a colony-forming unit is not
  'MPN/100mL': { dimension: 'count', power: 1 },
  '个/100mL': { dimension: 'count', power: 1 },
  'MPN/L': { dimension: 'count', power: 0 },
  '个/L': { dimension: 'count', power: 0 },
  '个/10L': { dimension: 'count', power: -1 },
  'CFU/100mL': { dimension: 'colonies', power: 1 },
  'CFU/L': { dimension: 'colonies', power: 0 },
  'CFU/mL': { dimension: 'colonies', power: 3 },
  '个/mL': { dimension: 'colonies', power: 3 },
  '℃': { dimension: 'temperature', power: 0 },
  无量纲: { dimension: 'dimensionless', power: 0 },
  铂钴色度单位: { dimension: 'colour', power: 0 },
  NTU: { dimension: 'turbidity', power: 0 },
}

/** As laboratories write it → as the tables write it. */
const SPELLINGS: [RegExp, string][] = [
  [/^(?:毫克|mg)[/／每]?(?:千克|公斤|kg)$/i, 'mg/kg'],
  [/^mgkg-?1$/i, 'mg/kg'],
  [/^(?:微克|ug|μg)[/／]?(?:千克|公斤|kg)$/i, 'μg/kg'],
  [/^(?:毫克|mg)[/／]?(?:升|l)$/i, 'mg/L'],
  [/^mgl-?1$/i, 'mg/L'],
  [/^(?:微克|ug|μg)[/／]?(?:升|l)$/i, 'μg/L'],
  [/^(?:ng|纳克)[/／]?(?:l|升)$/i, 'ng/L'],
  [/^g[/／]?l$/i, 'g/L'],
  [/^(?:ug|μg)[/／]g$/i, 'μg/g'],
  [/^ng[/／]g$/i, 'ng/g'],
  [/^ng[/／]kg$/i, 'ng/kg'],
  [/^g[/／]kg$/i, 'g/kg'],
  [/^g[/／]t$/i, 'g/t'],
  [/^[%％]$/, '%'],
  [/^mg(?:i-?|who-?)?-?teq[/／]kg$/i, 'mg-TEQ/kg'],
  [/^mg[/／]kg[（(]?teq[)）]?$/i, 'mg-TEQ/kg'],
  [/^(?:ug|μg)(?:i-?|who-?)?-?teq[/／]kg$/i, 'μg-TEQ/kg'],
  [/^ng(?:i-?|who-?)?-?teq[/／]kg$/i, 'ng-TEQ/kg'],
  [/^ng[/／]kg[（(]?teq[)）]?$/i, 'ng-TEQ/kg'],
  [/^pg(?:i-?|who-?)?-?teq[/／]g$/i, 'pg-TEQ/g'],
  [/^bq[/／]l$/i, 'Bq/L'],
  // GB/T 14848 prints one limit for both; without knowing which was counted, the number is the same.
  [/^mpn[/／]?100ml(?:或cfu[/／]?100ml)?$/i, 'MPN/100mL'],
  [/^cfu[/／]?100ml$/i, 'CFU/100mL'],
  [/^个[/／]100ml$/i, '个/100mL'],
  [/^mpn[/／]l$/i, 'MPN/L'],
  [/^个[/／]l$/i, '个/L'],
  [/^个[/／]10l$/i, '个/10L'],
  [/^cfu[/／]l$/i, 'CFU/L'],
  [/^cfu[/／]ml$/i, 'CFU/mL'],
  [/^个[/／]ml$/i, '个/mL'],
  [/^ugkg-?1$|^μgkg-?1$/i, 'μg/kg'],
  [/^ugl-?1$|^μgl-?1$/i, 'μg/L'],
  [/^(?:°c|℃|摄氏度)$/i, '℃'],
  [/^(?:无量纲|无单位|-|—|\/)$/, '无量纲'],
  [/^ntu$/i, 'NTU'],
  [/^(?:度|铂钴色度单位|倍)$/, '铂钴色度单位'],
  [/^mg[/／]m[3³]$/i, 'mg/m³'],
  [/^(?:ug|μg)[/／]ml$/i, 'μg/mL'],
]

/** The table's spelling of a unit, or undefined where it is none we know. */
export function normaliseUnit(text: string): string | undefined {
  // NFKC would turn µ (micro sign) into μ (mu) and ㎎ into mg, which is what is wanted here.
  const t = text
    .normalize('NFKC')
    .replace(/^\s*\((.*)\)\s*$/, '$1')
    .replace(/[\s·•.^]/g, '')
    .replace(/µ/g, 'μ')
    .replace(/\u2212/g, '-')
    .replace(/_/g, '/')
  if (t in UNITS) return t
  return SPELLINGS.find(([pattern]) => pattern.test(t))?.[1]
}

/** The same quantity in another unit, exactly; undefined where that cannot be proven from the number alone. */
export function convertUnit(value: Decimal, from: string, to: string): Decimal | undefined {
  const a = UNITS[normaliseUnit(from) ?? '']
  const b = UNITS[normaliseUnit(to) ?? '']
  if (!a || !b || a.dimension !== b.dimension) return undefined
  return shift(value, a.power - b.power)
}

/** Whether the two units measure the same thing, so that one converts into the other. */
export const sameDimension = (a: string, b: string): boolean => {
  const [x, y] = [UNITS[normaliseUnit(a) ?? ''], UNITS[normaliseUnit(b) ?? '']]
  return x !== undefined && x.dimension === y?.dimension
}

/** Multiplies by a power of ten without arithmetic error. */
export function shift(value: Decimal, power: number): Decimal {
  if (power === 0) return value
  const moved = new Big(value).times(`1e${power}`)
  return moved.toFixed()
}
