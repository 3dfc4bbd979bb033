import type { RowOf } from '@jingtu/core/record.ts'
import { gridCellRecord } from '@jingtu/programme/supervision.ts'
import { clue } from '@jingtu/registers/clue.ts'
import { patrolTask } from '@jingtu/registers/patrol-task.ts'
import { monthsLater } from '@jingtu/standards/months.ts'
import type { Change } from '@jingtu/store/changes.ts'
import type { Effects } from './effects.ts'
import { unfitDevices } from './response-team.ts'

type Task = RowOf<typeof patrolTask>

/** A patrol stands with its cell, what it found becomes a clue, and the next one is set by its rhythm. */
export const patrolTaskEffects: Effects = {
  async refusals(c, row, move, values) {
    if (move !== 'patrol') return []
    const readings = (values.readings ?? row.readings) as Task['readings']
    return unfitDevices(c, [...new Set(readings.map(r => r.device))], 'readings')
  },
  async after(c, { action, after }) {
    if (action !== 'patrol') return
    const task = after as unknown as Task
    await noteInCell(c, task)
    if (task.problem) await reportClue(c, task)
    if (task.everyMonths)
      await c.insert(patrolTask, {
        home: task.home,
        region: task.region,
        values: {
          title: task.title,
          cell: task.cell,
          site: task.site,
          everyMonths: task.everyMonths,
          equipment: task.equipment,
          due: monthsLater(task.due, task.everyMonths),
        },
      })
  },
}

async function noteInCell(c: Change, task: Task): Promise<void> {
  const cell = await c.get(gridCellRecord, task.cell!)
  const round = {
    on: task.patrolledOn!,
    by: task.patroller!,
    found: task.found!,
    handled: task.problem ? '已转线索' : null,
  }
  await c.update(gridCellRecord, cell, { action: 'patrol', values: { patrols: [...(cell.patrols ?? []), round] } })
}

async function reportClue(c: Change, task: Task): Promise<void> {
  const found = await c.insert(clue, {
    home: task.home,
    region: task.region,
    values: {
      title: `巡查发现：${task.title}`,
      source: '网格巡查',
      receivedOn: task.patrolledOn!,
      what: [task.found, ...task.exceeded].join('；'),
      place: '其他',
      site: task.site,
      photos: task.photos,
    },
  })
  const now = await c.get(patrolTask, task.id)
  await c.update(patrolTask, now, { action: 'reported', values: { clue: found.id } })
}
