import { addDays, type Day, isDay } from '@jingtu/core/period.ts'

export type DayReading = { day: Day; serial?: true } | { fault: 'unreadable' | 'impossible' } | null

/**
 * A day as laboratories write it: 2026-03-05, 2026/3/5, 2026.3.5, 2026年3月5日, 20260305, 26.3.5 is refused (whose century?),
 * with or without a time of day; a bare number of five digits is the serial number of a spreadsheet.
 */
export function readDay(text: string, date1904 = false): DayReading {
  const key = date1904 ? `${text}\u0000` : text
  const found = known.get(key)
  if (found !== undefined) return found
  if (known.size >= MOST) known.clear()
  const read = look(text, date1904)
  known.set(key, read)
  return read
}

const known = new Map<string, DayReading>()
const MOST = 20_000

function look(text: string, date1904: boolean): DayReading {
  const t = text
    .normalize('NFKC')
    .trim()
    // Of a span of days the first.
    .replace(/^(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)\s*[~—–至到-]\s*\d[\d年月日/.-]*$/, '$1')
  if (t === '' || /^[-—–/]+$/.test(t)) return null
  const m =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*(?:日|号)?(?:[T\s]+\d{1,2}(?:[:：时]\d{0,2}(?:[:：分]\d{0,2}(?:\.\d+)?)?秒?)?(?:Z|[+-]\d\d:?\d\d)?)?$/.exec(
      t,
    ) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(t)
  if (m) {
    const day = `${m[1]}-${m[2]!.padStart(2, '0')}-${m[3]!.padStart(2, '0')}`
    return isDay(day) && day >= '1900-01-01' ? { day } : { fault: 'impossible' }
  }
  const serial = /^(\d{5})(?:\.\d+)?$/.exec(t)
  if (serial) return { day: dayOfSerial(Number(serial[1]), date1904), serial: true }
  return { fault: 'unreadable' }
}

/** Day 60 of the 1900 system is a 29 February that never was; five digits begin well after it. */
export const dayOfSerial = (serial: number, date1904: boolean): Day =>
  addDays(date1904 ? '1904-01-01' : '1899-12-30', serial)
