import { planRecord } from '@jingtu/programme/plan.ts'
import { BACK, fundTargetTemplate } from '@jingtu/registers/fund-target-template.ts'
import { findRecord } from '@jingtu/store/records.ts'
import { addTarget } from '../plans/review.ts'
import type { Effects } from './effects.ts'

/** The same asking for funds so many years back, written into the draft of a plan as its own targets. */
export const fundTargetTemplateEffects: Effects = {
  async refusals(c, row, move, values) {
    if (move !== 'apply' || !values.plan) return []
    const plan = await findRecord(c.tx, planRecord, values.plan as string)
    const applied = row.applied as { plan: string; on: string }[]
    const before = applied.find(a => a.plan === values.plan)
    return [
      ...(plan?.year ? [] : [{ where: 'plan', message: '所选计划没有年度，不能推算资金年度' }]),
      ...(plan && plan.state !== 'draft'
        ? [{ where: 'plan', message: `计划${planRecord.states[plan.state]}，只能套用到审核中的计划` }]
        : []),
      ...(before ? [{ where: 'plan', message: `已于 ${before.on} 套用过` }] : []),
    ]
  },
  async after(c, { action, after, actor }) {
    if (action !== 'apply') return
    const template = await c.get(fundTargetTemplate, after.id)
    const plan = await c.get(planRecord, template.plan!)
    const year = plan.year!
    for (const line of template.lines) {
      const fundYear = year - BACK.indexOf(line.back)
      await addTarget(c, actor, plan.id, {
        indicator: `${line.back}${line.rate}`,
        op: line.value === '100' ? '=' : '>=',
        value: line.value,
        unit: '%',
        by: `${year}-12-31`,
        scope: `${fundYear}年度中央资金`,
      })
    }
    const applied = [...template.applied, { plan: plan.id, year, targets: template.lines.length, on: c.today }]
    await c.update(fundTargetTemplate, template, { action: 'applied', values: { applied } })
  },
}
