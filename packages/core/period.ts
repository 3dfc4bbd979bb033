/** A calendar day in Asia/Shanghai, ISO 'YYYY-MM-DD'. */
export type Day = string

const DAY_MS = 86_400_000
const utc = (day: Day): number =>
  Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)))

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

export const isDay = (text: unknown): text is Day => {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))]
  const length = month === 2 && isLeap(year) ? 29 : LENGTHS[month - 1]
  return length !== undefined && day >= 1 && day <= length
}

export const addDays = (day: Day, days: number): Day => new Date(utc(day) + days * DAY_MS).toISOString().slice(0, 10)

/** Days from a to b; negative when b lies before a. */
export const daysBetween = (a: Day, b: Day): number => Math.round((utc(b) - utc(a)) / DAY_MS)

export const lastDayOfMonth = (year: number, month: number): Day =>
  new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)

/** The Shanghai calendar day of an instant: one rule for every "today", whatever zone the machine is set to. */
export const dayInShanghai = (instant: Date | string): Day =>
  new Date(new Date(instant).getTime() + 8 * 3_600_000).toISOString().slice(0, 10)

export const isPeriod = (text: unknown): text is string =>
  typeof text === 'string' && /^\d{4}(-(H[12]|Q[1-4]|0[1-9]|1[0-2]))?$/.test(text)

/** First and last day of 2026, 2026-H1, 2026-Q3 or 2026-07. */
export function periodDays(key: string): { from: Day; to: Day } {
  const year = Number(key.slice(0, 4))
  const part = key.slice(5)
  const months: [number, number] = part.startsWith('H')
    ? [Number(part[1]) * 6 - 5, Number(part[1]) * 6]
    : part.startsWith('Q')
      ? [Number(part[1]) * 3 - 2, Number(part[1]) * 3]
      : part
        ? [Number(part), Number(part)]
        : [1, 12]
  return { from: `${year}-${String(months[0]).padStart(2, '0')}-01`, to: lastDayOfMonth(year, months[1]) }
}

export type Light = 'none' | 'green' | 'yellow' | 'red'

/**
 * The light of a deadline: red once it has passed, yellow within `warnDays` of it (30 by default, configurable), green
 * before that. A finished thing shows green when it was finished in time and stays red when it was late.
 */
export function deadlineLight(due: Day | null, today: Day, finishedOn: Day | null = null, warnDays = 30): Light {
  if (!due) return 'none'
  if (finishedOn) return finishedOn <= due ? 'green' : 'red'
  if (today > due) return 'red'
  return daysBetween(today, due) <= warnDays ? 'yellow' : 'green'
}

export interface Period {
  /** 2026-Q3, 2026-H1, 2026, 2026-07 */
  key: string
  name: string
  from: Day
  to: Day
  /** By which day reports must be in. */
  due: Day
}

/** The share of the time between two days that has passed on `today`, 0…1, for 时序进度. */
export function elapsedShare(from: Day, to: Day, today: Day): number {
  if (today <= from) return 0
  if (today >= to) return 1
  return (daysBetween(from, today) + 1) / (daysBetween(from, to) + 1)
}
