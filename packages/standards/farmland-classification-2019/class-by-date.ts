import type { Decimal } from '@jingtu/core/measure.ts'
import Big from 'big.js'
import type { FarmlandClass } from './point.ts'

/** One class of a unit from a day on, until the next. */
export interface ClassVersion {
  class: FarmlandClass
  /** YYYY-MM-DD. */
  from: string
  /** Approval or confirmation that put it in force. */
  basis: string
  /** When it was written down; decides between two of the same day. */
  recordedAt: string
}

/** The class in force on a day; null before the first. */
export function classOn(history: readonly ClassVersion[], day: string): ClassVersion | null {
  const valid = history.filter(v => v.from <= day)
  if (valid.length === 0) return null
  return valid.reduce((a, b) => (b.from > a.from || (b.from === a.from && b.recordedAt > a.recordedAt) ? b : a))
}

export interface AreaOfUnit {
  unit: string
  township: string
  area: Decimal
  history: readonly ClassVersion[]
}

export interface AreaChange {
  township: string
  /** null: not classified on that day. */
  from: FarmlandClass | null
  to: FarmlandClass | null
  area: Decimal
  units: string[]
}

/** Area by class on one day against another, per township: every pair of classes that has area, the unchanged ones too. */
export function areaChanges(units: readonly AreaOfUnit[], before: string, after: string): AreaChange[] {
  const cells = new Map<string, AreaChange>()
  for (const u of units) {
    const from = classOn(u.history, before)?.class ?? null
    const to = classOn(u.history, after)?.class ?? null
    const key = [u.township, from, to].join('|')
    const cell = cells.get(key) ?? { township: u.township, from, to, area: '0', units: [] }
    cell.area = new Big(cell.area).plus(u.area).toFixed()
    cell.units.push(u.unit)
    cells.set(key, cell)
  }
  return [...cells.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, c]) => ({ ...c, units: c.units.sort() }))
}
