import Big from 'big.js'

/** A decimal as text ("12.50"). Areas, percentages, kilograms and money are never floats. */
export type Decimal = string

export const isDecimal = (text: unknown): text is Decimal =>
  typeof text === 'string' && /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text) && !/^-0(\.0+)?$/.test(text)

/** Half-up to `places` digits, as official rates are rounded (procedures §0: two decimals for storage and for deciding). */
export const roundHalfUp = (value: Decimal | number, places = 2): Decimal =>
  new Big(value).round(places, Big.roundHalfUp).toFixed(places)

export const compareDecimals = (a: Decimal, b: Decimal): -1 | 0 | 1 => new Big(a).cmp(b)

/** numerator / denominator × 100, rounded half-up to two decimals; denominator 0 is "not applicable", never 0 % or 100 %. */
export function percentage(numerator: Decimal, denominator: Decimal): Decimal | 'not-applicable' {
  if (new Big(denominator).eq(0)) return 'not-applicable'
  return new Big(numerator).times(100).div(denominator).round(2, Big.roundHalfUp).toFixed(2)
}

export const add = (a: Decimal, b: Decimal): Decimal => new Big(a).plus(b).toFixed()
export const multiply = (a: Decimal, b: Decimal): Decimal => new Big(a).times(b).toFixed()
/** Rounded half-up to so many places. @throws Error when the divisor is 0 */
export const divide = (a: Decimal, b: Decimal, places = 2): Decimal =>
  new Big(a).div(b).round(places, Big.roundHalfUp).toFixed()
export const subtract = (a: Decimal, b: Decimal): Decimal => new Big(a).minus(b).toFixed()

export const sum = (values: Decimal[]): Decimal => values.reduce((total, v) => total.plus(v), new Big(0)).toFixed()

/** Square metres in one unit of area. 1 亩 = 2000/3 m² (procedures §0), kept as a fraction so that nothing is lost. */
const AREA = {
  'm²': [new Big(1), new Big(1)],
  平方米: [new Big(1), new Big(1)],
  亩: [new Big(2000), new Big(3)],
  万亩: [new Big(20_000_000), new Big(3)],
  公顷: [new Big(10_000), new Big(1)],
  'hm²': [new Big(10_000), new Big(1)],
  平方公里: [new Big(1_000_000), new Big(1)],
} satisfies Record<string, [Big, Big]>

export type AreaUnit = keyof typeof AREA
export const AREA_UNITS = Object.keys(AREA) as AreaUnit[]
export const isAreaUnit = (text: unknown): text is AreaUnit => typeof text === 'string' && Object.hasOwn(AREA, text)

/** An area as it was given; converting it would lose a third of a square metre for every 亩. */
export interface Area {
  value: Decimal
  unit: AreaUnit
}

/** Reads "12.5亩", "3 公顷", "8000㎡"; a bare number takes the unit given. Undefined where it is no area. */
export function parseArea(text: string, unit: string): Area | undefined {
  const parts = /^(-?[\d,，]+(?:\.\d+)?)\s*(\D*)$/.exec(text.trim())
  if (!parts) return undefined
  const value = parts[1]!.replace(/[,，]/g, '')
  const named =
    parts[2]!
      .trim()
      .replace(/^(m2|㎡|平米)$/, '平方米')
      .replace(/^(ha|hm2)$/i, '公顷')
      .replace('平方千米', '平方公里') || unit
  return isDecimal(value) && isAreaUnit(named) ? { value, unit: named } : undefined
}

/** Square metres to six places, rounded half up; what the database keeps beside an area. */
export const squareMetres = (area: Area): Decimal => convertArea(area.value, area.unit, '平方米')!

/** Converts an area; undefined where a unit is not one of area, so that the caller says so instead of guessing. */
export function convertArea(value: Decimal, from: string, to: string): Decimal | undefined {
  if (!isAreaUnit(from) || !isAreaUnit(to)) return undefined
  const [a, b] = [AREA[from], AREA[to]]
  return trim(new Big(value).times(a[0]).times(b[1]).div(a[1].times(b[0])).round(6, Big.roundHalfUp).toFixed(6))
}

const trim = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)
