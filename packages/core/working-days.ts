import { addDays, type Day } from './period.ts'

/**
 * Holidays and make-up days as the State Council announces them each year; they are data (an importable table), not code.
 * A year nobody has announced has its weekends only, and who shows a date worked out with it says so.
 */
export interface WorkCalendar {
  /** Days off that would be workdays. */
  off: ReadonlySet<Day>
  /** Weekend days worked to make up for them. */
  work: ReadonlySet<Day>
  /** Years whose arrangement is known. */
  years: ReadonlySet<number>
}

export interface Holiday {
  day: Day
  kind: 'off' | 'work'
  name: string
  /** The notice it stands in. */
  source: string
}

export const calendarOf = (rows: readonly Holiday[]): WorkCalendar => ({
  off: new Set(rows.filter(r => r.kind === 'off').map(r => r.day)),
  work: new Set(rows.filter(r => r.kind === 'work').map(r => r.day)),
  years: new Set(rows.map(r => Number(r.day.slice(0, 4)))),
})

export function isWorkday(day: Day, calendar: WorkCalendar): boolean {
  if (calendar.off.has(day)) return false
  if (calendar.work.has(day)) return true
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

/**
 * The n-th workday after (or, negative, before) a day; the day itself never counts. `certain` is false where a year on the
 * way has no announced arrangement yet.
 */
export function addWorkingDays(day: Day, n: number, calendar: WorkCalendar): { day: Day; certain: boolean } {
  const step = n < 0 ? -1 : 1
  let at = day
  let certain = calendar.years.has(Number(at.slice(0, 4)))
  for (let left = Math.abs(n); left > 0; ) {
    at = addDays(at, step)
    if (isWorkday(at, calendar)) left--
    certain &&= calendar.years.has(Number(at.slice(0, 4)))
  }
  return { day: at, certain }
}

/** How many workdays lie after `from` up to and with `to`; negative the other way round. */
export function workingDaysBetween(from: Day, to: Day, calendar: WorkCalendar): number {
  if (to < from) return -workingDaysBetween(to, from, calendar)
  let count = 0
  for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) if (isWorkday(at, calendar)) count++
  return count
}
