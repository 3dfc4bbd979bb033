import { add, type Decimal, multiply } from '@jingtu/core/measure.ts'
import type { OnlineValue } from './message.ts'

const FLOW = 'a00000'
/** Seconds of an hour; milligrams to kilograms. */
const SECONDS = '3600'
const KILOGRAM = '0.000001'

const isNormal = (value: OnlineValue | undefined): value is OnlineValue =>
  value !== undefined && (value.flag === null || value.flag === 'N')

/**
 * Kilograms of a factor a gas outlet let out in an hour: mean concentration × mean flow × 3600 s, or where no flow came the
 * amount the instrument itself summed. null: the hour says nothing of it, which is not nought.
 */
export function kilogramsInHour(readings: readonly OnlineValue[], code: string): Decimal | null {
  const value = readings.find(v => v.code === code)
  if (!isNormal(value)) return null
  const flow = readings.find(v => v.code === FLOW)
  const [mean, through] = [value.fields.Avg, isNormal(flow) ? flow.fields.Avg : undefined]
  if (mean !== undefined && through !== undefined) return multiply(multiply(multiply(mean, through), SECONDS), KILOGRAM)
  return flow === undefined ? (value.fields.Cou ?? null) : null
}

/** What a limit is held against: the concentration at reference oxygen where it was sent, else the measured one. */
export function concentrationInHour(readings: readonly OnlineValue[], code: string): Decimal | null {
  const value = readings.find(v => v.code === code)
  return isNormal(value) ? (value.fields.ZsAvg ?? value.fields.Avg ?? null) : null
}

/** The sum over the hours that say something, and how many do. */
export function emissionOver(
  hours: readonly (readonly OnlineValue[])[],
  code: string,
): { kg: Decimal | null; hours: number } {
  const known = hours.map(h => kilogramsInHour(h, code)).filter(kg => kg !== null)
  return { kg: known.length > 0 ? known.reduce(add) : null, hours: known.length }
}
