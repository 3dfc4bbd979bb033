import { type Target, targetRecord } from '@jingtu/programme/target.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { moveMeasurement, recordMeasurement } from '../targets/measurements.ts'
import type { SamplePlan } from './plans.ts'
import type { Scene } from './scene.ts'

/** What is known by the middle of the year about the targets of the whole city, and who said so. */
const KNOWN: { indicator: RegExp; value?: string; before?: string; words?: string; met?: boolean; source: string }[] = [
  { indicator: /受污染耕地安全利用率/, value: '91.60', before: '92.40', source: '农业农村部门统计' },
  { indicator: /优先监管地块风险管控率/, value: '73.10', before: '71.20', source: '土壤污染重点监管单位台账' },
  {
    indicator: /重点建设用地安全利用/,
    words: '供地 37 宗，均完成土壤污染状况调查，没有违规开发利用',
    met: true,
    source: '自然资源部门供地清单',
  },
  {
    indicator: /地下水考核点位水质/,
    words: '6 个点位中 1 个点位较上年下降一个类别，正在查找原因',
    met: false,
    source: '季度监测报告',
  },
]

/** The city's own figures of the half year (of the whole year for last year), the first confirmed by the plan's owner. */
export async function makeMeasurements(scene: Scene, plan: SamplePlan): Promise<void> {
  const isLast = plan.year < scene.year
  const asOf = isLast ? `${plan.year}-12-31` : `${plan.year}-06-30`
  const day = isLast ? `${plan.year + 1}-01-08` : `${plan.year}-07-08`
  if (day > scene.today) return
  const reviewer = await scene.actor('xu')
  const targets = await listRecords(
    scene.services.store.db,
    targetRecord,
    sql`plan = ${plan.id}::uuid and source = 'goals' and state = 'inForce'`,
    { orderBy: sql`ordinal` },
  )
  const known = targets.flatMap((target: Target) => {
    const fact = KNOWN.find(k => k.indicator.test(target.indicator))
    return fact ? [{ target, fact }] : []
  })
  await scene.step(`measure-${plan.year}`, day, reviewer, async c => {
    for (const [i, { target, fact }] of known.entries()) {
      const isWords = target.op === 'text'
      const made = await recordMeasurement(c, reviewer, target.id, {
        regionId: scene.place('city').id,
        asOf,
        source: fact.source,
        sample: true,
        value: isWords ? null : ((isLast ? fact.before : fact.value) ?? null),
        words: isWords ? fact.words : null,
        met: isWords ? isLast || fact.met : null,
      })
      if (i === 0 || isLast) await moveMeasurement(c, reviewer, made.id, 'confirm')
    }
    return null
  })
}
