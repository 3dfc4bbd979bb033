import { compareDecimals, sum } from '@jingtu/core/measure.ts'
import { emissionReduction } from '@jingtu/registers/emission-reduction.ts'
import { amountsOf } from '@jingtu/registers/metals.ts'
import { reductionTask } from '@jingtu/registers/reduction-task.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Row } from '../registers/rights.ts'
import type { Effects } from './effects.ts'

/** What was recognised of an enterprise in a year, set against each of its tasks of that year; a recognition taken back takes its tasks back. */
async function countRecognised(c: Change, organisation: string, year: number): Promise<void> {
  const tasks = await listRecords(
    c.tx,
    reductionTask,
    sql`subject = ${organisation}::uuid and year = ${year} and state in ('draft', 'assigned', 'finished')`,
  )
  if (tasks.length === 0) return
  const recognised = await listRecords(
    c.tx,
    emissionReduction,
    sql`subject = ${organisation}::uuid and recognised_year = ${year} and state = 'recognised'`,
    { orderBy: sql`id` },
  )
  for (const { id, metal } of tasks) {
    const task = await c.get(reductionTask, id)
    const behind = recognised.filter(r => r.recognised.some(x => x.metal === metal))
    const done = sum(behind.map(r => amountsOf(r.recognised).get(metal) ?? '0'))
    const met = compareDecimals(done, task.assigned) >= 0
    const metOn = met ? (task.metOn ?? c.today) : null
    const projects = behind.map(r => r.id)
    const same = task.done === done && task.metOn === metOn && task.projects.join() === projects.join()
    if (same) continue
    await c.update(reductionTask, task, {
      action: 'counted',
      values: { done, metOn, projects },
      effective: task.effective > c.today ? task.effective : c.today,
      // A task that was signed off on a recognition since revoked is open again.
      ...(task.state === 'finished' && !met ? { state: 'assigned' as const } : {}),
    })
  }
}

export const reductionTaskEffects: Effects = {
  async after(c, { after }) {
    await countRecognised(c, after.subject as string, after.year as number)
  },
}

async function recognisedAnew(c: Change, before: Row | null, after: Row): Promise<void> {
  const years = new Set([before?.recognisedYear, after.recognisedYear].filter(y => typeof y === 'number'))
  for (const year of years) await countRecognised(c, after.subject as string, year)
}

export const emissionReductionEffects: Effects = {
  after: (c, { before, after }) => recognisedAnew(c, before, after),
  undone: (c, { before, after }) => recognisedAnew(c, before, after),
}
