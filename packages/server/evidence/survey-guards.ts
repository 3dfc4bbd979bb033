import type { Reason } from '@jingtu/core/problem.ts'
import { exceedanceFollowUp } from '@jingtu/registers/exceedance-follow-up.ts'
import { surveySupervision } from '@jingtu/registers/survey-supervision.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'

const NAMED = 5
const named = (names: readonly string[]): string =>
  `${names.slice(0, NAMED).join('、')}${names.length > NAMED ? `等 ${names.length} 个` : ''}`

/** What other lists hold against the next step of a survey: problems of quality, and exceedances nobody has answered. */
export async function surveyGuards(c: Change, survey: string, move: string): Promise<Reason[]> {
  if (move === 'conclude') {
    const open = await listRecords(c.tx, surveySupervision, sql`survey = ${survey}::uuid and state = 'recorded'`)
    return open.map(s => ({
      where: 'supervision',
      message: `${s.heldOn} 的${s.kind}还没有闭环${s.openProblems.length ? `：${named(s.openProblems)}` : ''}`,
    }))
  }
  if (move === 'apply') {
    const open = await listRecords(c.tx, exceedanceFollowUp, sql`survey = ${survey}::uuid and state = 'open'`)
    return open.length === 0
      ? []
      : [
          {
            where: 'followUps',
            message: `还有 ${open.length} 个超标点位没有答复（采取措施，或写明不采取措施的理由）：${named(open.map(o => o.place))}`,
          },
        ]
  }
  return []
}
