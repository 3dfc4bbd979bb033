import { compareDecimals } from '@jingtu/core/measure.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import { farmlandClass } from '@jingtu/registers/farmland-class.ts'
import { type SafeUsePlanRow, safeUsePlan } from '@jingtu/registers/safe-use-plan.ts'
import { safeUseYear } from '@jingtu/registers/safe-use-year.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { findRegion } from '@jingtu/store/regions.ts'
import { sql } from 'kysely'
import { refusal } from '../problems.ts'
import type { Effects } from './effects.ts'
import { scheduleMonitoring } from './farmland-comonitoring.ts'
import { lineOf, refreshPlan, refreshPlans, summary, unitsOf } from './safe-use-sums.ts'
import { reckonUnit } from './safe-use-year.ts'

/** A line for every unit of the class list that has none; all are reckoned under the plan that now is. */
async function build(c: Change, plan: SafeUsePlanRow): Promise<void> {
  const units = await listRecords(
    c.tx,
    farmlandClass,
    sql`id in (select c.id from ${unitsOf(plan)} and not exists (${lineOf(plan)}))`,
  )
  await c.insertMany(
    safeUseYear,
    units.map(u => ({ home: u.home, region: u.region, values: { subject: u.subject!, year: plan.year } })),
  )
  await reckonAll(c, plan)
}

/** All units, or a share of them drawn by a hash that anybody can work out again. */
async function draw(c: Change, plan: SafeUsePlanRow): Promise<string[]> {
  const { rows } = await sql<{
    subject: string
  }>`select c.subject from ${unitsOf(plan)} order by md5(${plan.id} || c.subject::text)`.execute(c.tx)
  const wanted = plan.checkMode === '抽查' ? Math.ceil((rows.length * plan.checkShare!) / 100) : rows.length
  return rows.slice(0, wanted).map(r => r.subject)
}

export const safeUsePlanEffects: Effects = {
  async refusals(c, row, move) {
    const reasons: Reason[] = []
    const plan = await c.get(safeUsePlan, row.id)
    const now = await summary(c, plan)
    if (move === 'issue') {
      if (now.units === 0) reasons.push({ where: 'units', message: '类别清单中没有应列入的单元，不能印发空的计划' })
      if (plan.kind !== '种植结构调整或退耕年度计划' && now.missingCount > 0)
        reasons.push({ where: 'missing', message: `还有 ${now.missingCount} 个单元没有计划措施` })
      for (const p of now.progress)
        if (compareDecimals(p.planned ?? '0', p.assigned ?? '0') < 0)
          reasons.push({ where: 'assigned', message: `“${p.task}”计划 ${p.planned} 亩，少于下达任务 ${p.assigned} 亩` })
    }
    if (move === 'drawChecks' && plan.checkUnits.length > 0)
      reasons.push({ where: 'checkUnits', message: '核查单元已经抽定，不能重抽' })
    if (move === 'implement') {
      const { rows } = await sql<{
        n: number
      }>`select count(*)::int as n from ${unitsOf(plan)} and exists (${lineOf(plan)}
        and y.control in ('没有措施', '已计划'))`.execute(c.tx)
      if (plan.kind !== '种植结构调整或退耕年度计划' && rows[0]!.n > 0)
        reasons.push({ where: 'units', message: `还有 ${rows[0]!.n} 个单元没有实施措施` })
    }
    if (move === 'evaluate') {
      if (plan.checkUnits.length === 0) reasons.push({ where: 'checkMode', message: '还没有确定核查单元' })
      else if ((now.checksLeft ?? 0) > 0)
        reasons.push({ where: 'checkUnits', message: `核查单元中还有 ${now.checksLeft} 个没有现场核查` })
      if (now.townshipsWithout.length > 0)
        reasons.push({
          where: 'townshipsWithout',
          message: `没有印发安全利用方案的乡镇：${now.townshipsWithout.join('、')}`,
        })
    }
    if (move === 'evaluate' && plan.kind === '乡镇安全利用方案' && now.untrained.length > 0)
      reasons.push({ where: 'untrained', message: `还有 ${now.untrained.length} 个村当年没有技术指导或培训` })
    return reasons
  },
  async after(c, { action, after }) {
    const plan = await c.get(safeUsePlan, after.id)
    if (action === 'create' || action === 'import') {
      const place = await findRegion(c.tx, { path: plan.region })
      if ((plan.kind === '乡镇安全利用方案') !== (place?.level === 'township'))
        throw refusal('invalid', '种类与区域不符', [
          {
            where: 'region',
            message: `“${plan.kind}”的区域应为${plan.kind === '乡镇安全利用方案' ? '乡镇' : '县（市、区）或市'}`,
          },
        ])
    }
    if (['create', 'import', 'build'].includes(action)) await build(c, plan)
    if (action === 'drawChecks') {
      const drawn = await c.get(safeUsePlan, after.id)
      await c.update(safeUsePlan, drawn, { action: 'drawn', values: { checkUnits: await draw(c, drawn) } })
    }
    if (action === 'issue') {
      await reckonAll(c, plan)
      await scheduleMonitoring(c, plan)
    }
    if (action === 'evaluate') return
    await refreshPlans(c, plan.region, plan.year)
    await refreshPlan(c, plan.id)
  },
}

/** Only what stands in a plan that was sent out counts. */
async function reckonAll(c: Change, plan: SafeUsePlanRow): Promise<void> {
  const lines = await listRecords(
    c.tx,
    safeUseYear,
    sql`year = ${plan.year} and state = 'open' and region like ${`${plan.region}%`}`,
  )
  for (const line of lines) await reckonUnit(c, line.subject!, plan.year, false)
}
