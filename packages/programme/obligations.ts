import type { Day } from '@jingtu/core/period.ts'

/** When a dispatch lay with its unit. */
export interface Held {
  role: '牵头' | '配合' | '责任'
  task: string
  issuedOn: Day
  /** Closed, reassigned, cancelled or handed back; null while the unit still has it. */
  endedOn: Day | null
}

/**
 * Whether a unit owes a report: it has the task in lead or as responsible unit, and had it on the day reports were due.
 * What ended before that day is told by its closing, and a task reassigned in mid-year is owed by whoever has it then.
 */
export function owesReport(held: Held, period: { due: Day; tasks: readonly string[] }): boolean {
  if (held.role === '配合') return false
  if (period.tasks.length > 0 && !period.tasks.includes(held.task)) return false
  return held.issuedOn <= period.due && (held.endedOn === null || held.endedOn > period.due)
}

/** Supporting units may report, too; nobody waits for them. */
export const mayReport = (held: Held, period: { due: Day; tasks: readonly string[] }): boolean =>
  owesReport({ ...held, role: '责任' }, period)
