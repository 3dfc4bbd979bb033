import type { Store } from '@jingtu/store/open.ts'
import type { Logger } from 'pino'
import type { Scan } from './files/scan.ts'

/** What every part of the server is handed; nothing reaches for a clock or a database of its own. */
export interface Services {
  store: Store
  /** "Now" is one function, settable by JINGTU_NOW. */
  clock: () => Date
  log: Logger
  /** Public address, for links in letters and calendars. */
  baseUrl: string
  /** What every upload goes through, where the operator has named a scanner. */
  scan: Scan | null
}

/** JINGTU_NOW fixes the start of the clock ('2026-07-01T09:00:00+08:00'); time then runs on from there. */
export function makeClock(fixed: string | undefined = process.env.JINGTU_NOW): () => Date {
  if (!fixed) return () => new Date()
  const offset = Date.parse(fixed) - Date.now()
  if (Number.isNaN(offset)) throw new Error(`JINGTU_NOW="${fixed}" 不是有效的时间，应写作 2026-07-01T09:00:00+08:00`)
  return () => new Date(Date.now() + offset)
}
