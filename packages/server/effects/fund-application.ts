import { projectFund } from '@jingtu/registers/project-fund.ts'
import { projectLife } from '@jingtu/registers/project-life.ts'
import { project } from '@jingtu/registers/subjects/project.ts'
import { findRecord, listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Effects } from './effects.ts'

/** Money from above that was granted to a project becomes its funds of that year, once. */
export const fundApplicationEffects: Effects = {
  async refusals(c, row, move) {
    if (move === 'apply' && row.project) {
      const about = await findRecord(c.tx, project, row.project as string)
      const [held] = await listRecords(
        c.tx,
        projectLife,
        sql`region = ${about?.region ?? ''} and state = 'evaluated' and result_use = '暂停安排'`,
        { limit: 1 },
      )
      // What an appraisal led to holds for the place, not for the one project only.
      return held ? [{ where: 'project', message: '所在地有项目绩效评价结果为“暂停安排”，不能申报' }] : []
    }
    if (move !== 'grant' || row.kind !== '中央专项资金') return []
    const [there] = await listRecords(
      c.tx,
      projectFund,
      sql`subject = ${row.project as string}::uuid and fund_year = ${row.fundYear as number} and state <> 'void'`,
      { limit: 1 },
    )
    return there
      ? [{ where: 'fundYear', message: `该项目 ${row.fundYear} 年度资金已在资金台账中（${there.document}）` }]
      : []
  },
  async after(c, { action, after }) {
    if (action !== 'grant' || after.kind !== '中央专项资金') return
    const about = await findRecord(c.tx, project, after.project as string)
    if (!about) throw new Error(`application ${after.id} names no project`)
    await c.insert(projectFund, {
      home: about.home,
      region: about.region,
      values: {
        subject: about.id,
        fundYear: after.fundYear as number,
        document: after.document as string,
        issuedOn: after.decidedOn as string,
        central: after.granted as string,
      },
    })
  },
}
