import { compareDecimals, sum } from '@jingtu/core/measure.ts'
import {
  CAUSE_MEASURES,
  type CompensationCause,
  farmlandCompensation,
} from '@jingtu/registers/farmland-compensation.ts'
import { safeUseMeasure } from '@jingtu/registers/safe-use-measure.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { refusal } from '../problems.ts'
import type { Effects } from './effects.ts'
import { mu } from './safe-use-year.ts'

/** A plot is paid for once a season, whatever the cause and whichever unit it was written under; and only for what was done. */
export const farmlandCompensationEffects: Effects = {
  async refusals(c, row, move) {
    if (move !== 'approve') return []
    const codes = CAUSE_MEASURES[row.cause as CompensationCause]
    const measures = await listRecords(
      c.tx,
      safeUseMeasure,
      sql`subject = ${row.subject as string}::uuid and year = ${row.year as number} and measure = any(${[...codes]}::text[])
        and state in ('implemented', 'verified', 'closed')`,
    )
    if (measures.length === 0)
      return [{ where: 'cause', message: `该单元 ${row.year} 年没有实施“${row.cause}”的措施，不能补偿` }]
    const others = await listRecords(
      c.tx,
      farmlandCompensation,
      sql`subject = ${row.subject as string}::uuid and year = ${row.year as number} and season = ${row.season as string}
        and cause = ${row.cause as string} and state in ('approved', 'paid') and id <> ${row.id}::uuid`,
    )
    const done = sum(measures.map(m => mu(m.area)))
    const paid = sum([...others.map(o => o.area), row.area as string])
    return compareDecimals(paid, done) > 0
      ? [{ where: 'area', message: `本季补偿合计 ${paid} 亩，超过实施面积 ${done} 亩` }]
      : []
  },
  async after(c, { action, after }) {
    if (!['create', 'import', 'correct'].includes(action)) return
    const season = after.season as string
    // Two entries of one plot at once wait for each other.
    await sql`select pg_advisory_xact_lock(hashtext(${`compensation ${after.home} ${after.plot} ${after.year}`}))`.execute(
      c.tx,
    )
    const same = await listRecords(
      c.tx,
      farmlandCompensation,
      sql`home = ${after.home}::uuid and plot = ${after.plot as string} and year = ${after.year as number}
        and (season = ${season} or season = '全年' or ${season} = '全年') and state not in ('refused', 'void') and id <> ${after.id}::uuid`,
    )
    if (same.length > 0)
      throw refusal(
        'conflict',
        '重复补偿',
        same.map(s => ({
          where: 'plot',
          message: `地块 ${s.plot} ${s.year} 年${s.season}季已按“${s.cause}”申请补偿 ${s.amount} 元（${farmlandCompensation.states[s.state]}）`,
        })),
      )
  },
}
