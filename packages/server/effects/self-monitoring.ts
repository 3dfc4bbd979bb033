import type { RowOf } from '@jingtu/core/record.ts'
import { keyUnit } from '@jingtu/registers/key-unit.ts'
import { selfMonitoringPlan } from '@jingtu/registers/self-monitoring-plan.ts'
import { selfMonitoringYear } from '@jingtu/registers/self-monitoring-year.ts'
import { monthsLater } from '@jingtu/standards/months.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { findRecord, listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { refusal } from '../problems.ts'
import type { Effects } from './effects.ts'
import { openInvestigation } from './enterprise-pollution.ts'
import { openClue } from './open-clue.ts'

type Year = RowOf<typeof selfMonitoringYear>
type Plan = RowOf<typeof selfMonitoringPlan>

/** How often the year asks for an object; what comes round more seldom than yearly is due when its time has run. */
async function expectedOf(c: Change, year: Year, plan: Plan): Promise<Year['expected']> {
  const before = await listRecords(
    c.tx,
    selfMonitoringYear,
    sql`subject = ${year.subject!}::uuid and year < ${year.year} and state <> 'void'`,
  )
  const earlier = before.flatMap(y => y.campaigns)
  return plan.frequencies.flatMap(q => {
    const last = earlier
      .filter(e => e.unit === q.unit && e.object === q.object)
      .map(e => e.on)
      .sort()
      .at(-1)
    const seldom = (q.months ?? 12) > 12
    if (seldom && last && monthsLater(last, q.months!) > `${year.year}-12-31`) return []
    const times = seldom ? 1 : Math.round(12 / (q.months ?? 12))
    return [{ unit: q.unit, object: q.object, times, why: `${q.shown}（${q.why}）` }]
  })
}

/** A plan asks for something once it is filed, and not before. */
async function fillExpected(c: Change, id: string, plan: Plan): Promise<void> {
  const year = await c.get(selfMonitoringYear, id)
  const expected = plan.state === 'filed' ? await expectedOf(c, year, plan) : []
  await c.update(selfMonitoringYear, year, { action: 'planned', values: { expected } })
}

/** A value above the limit is enforcement's to hear of, and the works' to look into. */
async function warn(c: Change, year: Year): Promise<void> {
  const plan = await findRecord(c.tx, selfMonitoringPlan, year.plan)
  for (const made of year.campaigns) {
    if (made.exceeded !== true) continue
    const found = `${made.on} ${made.unit} ${made.object}自行监测超标：${made.items}`
    const cause = `exceeded:${made.on}:${made.unit}:${made.object}`
    await openClue(c, {
      subject: year.subject!,
      site: plan?.site ?? null,
      source: '监测超标',
      about: { kind: selfMonitoringYear.id, home: year.home, id: year.id, region: year.region },
      cause,
      title: `${made.object}自行监测超标`,
      what: found,
    })
    if (plan?.site)
      await openInvestigation(c, {
        subject: plan.site,
        cause: '自行监测超标',
        found,
        foundOn: made.on,
        source: `${selfMonitoringYear.id}:${year.id}:${cause}`,
      })
  }
}

/** What was disclosed stands in the unit's own row, where its yearly duties are read. */
async function note(c: Change, year: Year): Promise<void> {
  const [unit] = await listRecords(c.tx, keyUnit, sql`subject = ${year.subject!}::uuid and state = 'listed'`)
  const last = year.campaigns
    .map(m => m.on)
    .sort()
    .at(-1)
  if (!unit || !last) return
  const now = await c.get(keyUnit, unit.id)
  const own = {
    on: last,
    publishedAt: year.publishedAt,
    publishedOn: year.publishedOn,
    report: year.report,
    exceeded: year.exceedances === null ? null : year.exceedances > 0,
    checkedOn: year.checkedOn,
  }
  const monitorings = [...now.monitorings.filter(m => m.on !== last), own]
  await c.update(keyUnit, now, { action: 'monitored', values: { monitorings } })
}

export const selfMonitoringPlanEffects: Effects = {
  async after(c, { action, after }) {
    if (action !== 'file') return
    const years = await listRecords(c.tx, selfMonitoringYear, sql`plan = ${after.id}::uuid and state = 'planned'`)
    for (const year of years) await fillExpected(c, year.id, after as unknown as Plan)
  },
}

export const selfMonitoringYearEffects: Effects = {
  async after(c, { action, before, after }) {
    const row = after as unknown as Year
    if (!before || before.plan !== row.plan) {
      const plan = await findRecord(c.tx, selfMonitoringPlan, row.plan)
      if (plan?.subject !== row.subject)
        throw refusal('invalid', '年度自行监测有误', [{ where: 'plan', message: '所选方案不是本单位的方案' }])
      await fillExpected(c, row.id, plan)
    }
    await warn(c, row)
    if (action === 'disclose' || action === 'check') await note(c, row)
  },
}
