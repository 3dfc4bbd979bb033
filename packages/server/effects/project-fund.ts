import { compareDecimals, percentage, sum } from '@jingtu/core/measure.ts'
import { parameterOn } from '@jingtu/registers/parameters.ts'
import { projectFund } from '@jingtu/registers/project-fund.ts'
import { projectLife } from '@jingtu/registers/project-life.ts'
import { project } from '@jingtu/registers/subjects/project.ts'
import { monthsLater } from '@jingtu/standards/months.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Row } from '../registers/rights.ts'
import { addNotice } from '../workbench/notices.ts'
import type { Effects } from './effects.ts'

/** Central money that has come in is to be built with: the day to begin is set and its owner told, unless one was set. */
async function pressForStart(c: Change, id: string, slice: Row): Promise<void> {
  const life = await c.get(projectLife, id)
  if (life.startBy || life.startedOn || compareDecimals(slice.central as string, '0') <= 0) return
  const months = parameterOn('fund.startMonths', slice.effective).value
  const startBy = monthsLater(slice.issuedOn as string, months)
  await c.update(projectLife, life, { action: 'fundsIssued', values: { startBy } })
  const about = await c.get(project, life.subject!)
  await addNotice(c.tx, {
    unit: about.owner,
    kind: 'project-start',
    key: `project-start:${life.id}`,
    title: `项目“${about.name}”的中央资金已下达，请加快开工`,
    body: `${slice.document}，应于 ${startBy} 前开工`,
    link: `/registers/project-life/${life.id}`,
    due: startBy,
    now: c.context.now,
  })
}

/** What was spent of all funding years stands in the life of the project, where slow spending makes a problem project of it. */
export const projectFundEffects: Effects = {
  async after(c, { after }) {
    const about = sql`subject = ${after.subject as string}::uuid`
    const [life] = await listRecords(c.tx, projectLife, about, { limit: 1 })
    if (!life) return
    await pressForStart(c, life.id, after)
    const slices = await listRecords(c.tx, projectFund, sql`${about} and state in ('issued', 'started', 'completed')`)
    const rate = percentage(sum(slices.map(s => s.centralSpent ?? '0')), sum(slices.map(s => s.central)))
    const execution = rate === 'not-applicable' ? null : rate
    if (execution === life.execution) return
    const now = await c.get(projectLife, life.id)
    await c.update(projectLife, now, { action: 'fundsSpent', values: { execution } })
  },
}
