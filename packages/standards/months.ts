import { type Day, lastDayOfMonth } from '@jingtu/core/period.ts'

/** The same day that many months on; where that month is too short, its last day. */
export function monthsLater(day: Day, months: number): Day {
  const [y, m, d] = day.split('-').map(Number) as [number, number, number]
  const at = y * 12 + (m - 1) + months
  const last = lastDayOfMonth(Math.floor(at / 12), (at % 12) + 1)
  const same = `${last.slice(0, 8)}${String(d).padStart(2, '0')}`
  return same < last ? same : last
}
