import { owesReport } from '@jingtu/programme/obligations.ts'
import type { ReportingPeriod } from '@jingtu/programme/reporting.ts'
import { type Board, unitName } from './board.ts'

export interface MissingUnit {
  unit: string
  unitName: string
  dispatches: number
  tasks: string[]
}

/** Units that owe a report and have not handed one in, or had it sent back; by the number of tasks they owe. */
export function missingUnits(board: Board, period: ReportingPeriod): MissingUnit[] {
  const missing = new Map<string, MissingUnit>()
  for (const d of board.dispatches) {
    const task = board.tasks.find(t => t.id === d.task)
    if (!task || !owesReport(board.held.get(d.id)!, period)) continue
    const report = board.reports.find(r => r.dispatch === d.id && r.period === period.id)
    if (report && (report.state === 'submitted' || report.state === 'accepted')) continue
    const entry = missing.get(d.unit) ?? {
      unit: d.unit,
      unitName: unitName(board.units, d.unit),
      dispatches: 0,
      tasks: [],
    }
    entry.dispatches++
    entry.tasks.push([task.no, task.title].filter(Boolean).join(' '))
    missing.set(d.unit, entry)
  }
  return [...missing.values()].sort((a, b) => b.dispatches - a.dispatches)
}
