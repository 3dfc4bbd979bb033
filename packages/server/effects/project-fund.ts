import { percentage, sum } from '@jingtu/core/measure.ts'
import { projectFund } from '@jingtu/registers/project-fund.ts'
import { projectLife } from '@jingtu/registers/project-life.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Effects } from './effects.ts'

/** What was spent of all funding years stands in the life of the project, where slow spending makes a problem project of it. */
export const projectFundEffects: Effects = {
  async after(c, { after }) {
    const about = sql`subject = ${after.subject as string}::uuid`
    const [life] = await listRecords(c.tx, projectLife, about, { limit: 1 })
    if (!life) return
    const slices = await listRecords(c.tx, projectFund, sql`${about} and state in ('issued', 'started', 'completed')`)
    const rate = percentage(sum(slices.map(s => s.centralSpent ?? '0')), sum(slices.map(s => s.central)))
    const execution = rate === 'not-applicable' ? null : rate
    if (execution === life.execution) return
    const now = await c.get(projectLife, life.id)
    await c.update(projectLife, now, { action: 'fundsSpent', values: { execution } })
  },
}
