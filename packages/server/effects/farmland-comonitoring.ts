import { farmlandComonitoring } from '@jingtu/registers/farmland-comonitoring.ts'
import { parameterOn } from '@jingtu/registers/parameters.ts'
import type { SafeUsePlanRow } from '@jingtu/registers/safe-use-plan.ts'
import { monthsLater } from '@jingtu/standards/months.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { sql } from 'kysely'
import type { Effects } from './effects.ts'
import { unitsOf } from './safe-use-sums.ts'

/** Every unit of safe use in a plan that was sent out is to be monitored within its year. */
export async function scheduleMonitoring(c: Change, plan: SafeUsePlanRow): Promise<void> {
  const due = `${plan.year}-12-31`
  const { rows } = await sql<{ subject: string; home: string; region: string }>`select c.subject, c.home, c.region
    from ${unitsOf(plan)} and c.class = '安全利用类' and not exists (select 1 from farmland_comonitoring m where m.until is null
      and m.subject = c.subject and m.state <> 'void' and m.due between ${`${plan.year}-01-01`}::date and ${due}::date)`.execute(
    c.tx,
  )
  await c.insertMany(
    farmlandComonitoring,
    rows.map(({ subject, home, region }) => ({
      home,
      region,
      values: { subject, kind: '安全利用类耕地' as const, plot: '全部', due },
    })),
  )
}

/** What was judged is due again after the interval; nobody has to remember it. */
export const farmlandComonitoringEffects: Effects = {
  async after(c, { action, after }) {
    if (action !== 'complete') return
    const done = await c.get(farmlandComonitoring, after.id)
    const due = monthsLater(done.completedOn!, parameterOn('comonitoring.months', c.today).value)
    const later = await sql`select 1 from farmland_comonitoring where until is null and subject = ${done.subject!}::uuid
      and plot = ${done.plot} and state = 'scheduled'`.execute(c.tx)
    if (later.rows.length > 0) return
    const { subject, kind, plot } = done
    await c.insert(farmlandComonitoring, { home: done.home, region: done.region, values: { subject, kind, plot, due } })
  },
}
