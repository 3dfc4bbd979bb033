import { addDays } from '@jingtu/core/period.ts'
import { type Target, targetRecord } from '@jingtu/programme/target.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { moveMeasurement, recordMeasurement } from '../targets/measurements.ts'
import type { SamplePlan } from './plans.ts'
import type { Scene } from './scene.ts'

interface Known {
  indicator: RegExp
  source: string
  /** What was measured by a day of this year; of last year only the last word is kept. */
  series: { on: string; value?: string; words?: string; met?: boolean }[]
  before: { value?: string; words?: string; met?: boolean }
}

/** What is known about the targets of the whole city, and who said so. */
const KNOWN: Known[] = [
  {
    indicator: /受污染耕地安全利用率/,
    source: '农业农村部门统计',
    series: [
      { on: '06-30', value: '91.60' },
      { on: '11-30', value: '93.20' },
    ],
    before: { value: '92.40' },
  },
  {
    indicator: /优先监管地块风险管控率/,
    source: '土壤污染重点监管单位台账',
    series: [
      { on: '06-30', value: '73.10' },
      { on: '11-30', value: '80.50' },
    ],
    before: { value: '71.20' },
  },
  {
    indicator: /重点建设用地安全利用/,
    source: '自然资源部门供地清单',
    series: [
      { on: '06-30', words: '供地 37 宗，均完成土壤污染状况调查，没有违规开发利用', met: true },
      { on: '11-30', words: '供地 68 宗，均完成土壤污染状况调查，没有违规开发利用', met: true },
    ],
    before: { words: '供地 71 宗，均完成土壤污染状况调查，没有违规开发利用', met: true },
  },
  {
    indicator: /地下水考核点位水质/,
    source: '季度监测报告',
    series: [
      { on: '06-30', words: '6 个点位中 1 个点位较上年下降一个类别，正在查找原因', met: false },
      { on: '11-30', words: '6 个点位水质类别均不低于上年', met: true },
    ],
    before: { words: '6 个点位水质类别均不低于上年', met: true },
  },
]

/** The city's own figures, eight days after the day they speak of; the first of each is confirmed by the plan's owner. */
export async function makeMeasurements(scene: Scene, plan: SamplePlan): Promise<void> {
  const isLast = plan.year < scene.year
  const reviewer = await scene.actor('xu')
  const targets: Target[] = await listRecords(
    scene.services.store.db,
    targetRecord,
    sql`plan = ${plan.id}::uuid and source = 'goals' and state = 'inForce'`,
    { orderBy: sql`ordinal` },
  )
  for (const on of isLast ? ['12-31'] : ['06-30', '11-30']) {
    const asOf = `${plan.year}-${on}`
    const day = addDays(asOf, 8)
    if (day > scene.today) continue
    await scene.step(`measure-${asOf}`, day, reviewer, async c => {
      for (const [i, { target, fact }] of targets.flatMap(t => factOf(t, isLast ? null : on)).entries()) {
        const made = await recordMeasurement(c, reviewer, target.id, {
          regionId: scene.place('city').id,
          asOf,
          source: fact.source,
          sample: true,
          value: fact.value ?? null,
          words: fact.words ?? null,
          met: fact.met ?? null,
        })
        if (i === 0 || isLast) await moveMeasurement(c, reviewer, made.id, 'confirm')
      }
      return null
    })
  }
}

type Fact = Known['before'] & { source: string }

function factOf(target: Target, on: string | null): { target: Target; fact: Fact }[] {
  const known = KNOWN.find(k => k.indicator.test(target.indicator))
  const said = known && (on === null ? known.before : known.series.find(s => s.on === on))
  return known && said ? [{ target, fact: { ...said, source: known.source } }] : []
}
