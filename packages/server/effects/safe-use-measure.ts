import { compareDecimals, squareMetres } from '@jingtu/core/measure.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import { farmlandClass } from '@jingtu/registers/farmland-class.ts'
import { parameterOn } from '@jingtu/registers/parameters.ts'
import { type SafeUseMeasureRow, safeUseMeasure } from '@jingtu/registers/safe-use-measure.ts'
import { safeUseYear } from '@jingtu/registers/safe-use-year.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Row } from '../registers/rights.ts'
import type { Effects } from './effects.ts'
import { refreshPlansOf } from './safe-use-sums.ts'
import { classOf, isIssued, isPlanned, mu, plansOver, reckonUnit } from './safe-use-year.ts'

/** A measure must fit its unit and stand in the plan that was issued; what counts is worked out anew for unit and year. */
export const safeUseMeasureEffects: Effects = {
  async refusals(c, row, move, values) {
    if (move === 'convert')
      return row.convertedOn ? [{ where: 'convertedOn', message: '这块地的退耕批准已经登记' }] : []
    if (move !== 'implement') return []
    const unit = await classOf(c, row.subject as string)
    if (!unit?.class) return [{ where: 'subject', message: '单元没有生效的类别，不能登记措施' }]
    const reasons: Reason[] = []
    if (unit.class !== row.class)
      reasons.push({ where: 'measure', message: `${row.measure}适用于${row.class}，该单元现为${unit.class}` })
    const area = row.area as Parameters<typeof squareMetres>[0]
    if (compareDecimals(squareMetres(area), squareMetres(unit.area)) > 0)
      reasons.push({ where: 'area', message: `措施面积 ${mu(area)} 亩大于单元面积 ${mu(unit.area)} 亩` })
    const year = row.year as number
    const plans = await plansOver(c, unit, year)
    const [line] = await listRecords(
      c.tx,
      safeUseYear,
      sql`subject = ${row.subject as string}::uuid and year = ${year} and state <> 'void'`,
      { limit: 1 },
    )
    const plan = (values.plan ?? row.plan ?? null) as string | null
    const documents = plans.filter(isIssued).map(p => p.document)
    if (plans.length > 0 && documents.length === 0)
      reasons.push({ where: 'plan', message: `${year} 年度计划还没有印发` })
    else if (plans.length > 0 && !documents.includes(plan))
      reasons.push({ where: 'plan', message: `年度计划文号应为${documents.map(d => `“${d}”`).join('或')}` })
    else if (!isPlanned({ plan, measure: row.measure as SafeUseMeasureRow['measure'] }, plans, line))
      reasons.push({
        where: 'measure',
        message: `计划中该单元的措施为${line?.planned.map(p => p.measure).join('、') || '（无）'}，没有 ${row.measure}`,
      })
    return reasons
  },
  async after(c, { action, after }) {
    if (action === 'convert') await leaveList(c, after)
    await reckonUnit(c, after.subject as string, after.year as number, true)
  },
  afterAll: (c, rows) =>
    refreshPlansOf(
      c,
      rows.map(r => ({ region: r.region, year: r.year as number })),
    ),
}

/** Land given back to forest or grass with approval leaves the list of farmland, where the rule says so. */
async function leaveList(c: Change, row: Row): Promise<void> {
  const on = row.convertedOn as string
  if (parameterOn('farmland.conversionLeaves', on).value !== 1) return
  const unit = await classOf(c, row.subject as string)
  if (!unit) return
  const measure = await c.get(safeUseMeasure, row.id)
  await c.update(farmlandClass, unit, {
    action: 'remove-area',
    effective: unit.effective > on ? unit.effective : on,
    values: {
      removals: [
        ...unit.removals,
        { kind: '退耕还林还草', area: mu(measure.area), approvedOn: on, document: row.conversion as string },
      ],
    },
  })
}
