import { type Target, targetRecord } from '@jingtu/programme/target.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { bindTarget, proposalsFor } from '../../indicators/binding.ts'
import type { SamplePlan } from '../plans.ts'
import type { Scene } from '../scene.ts'

/** The planner confirms which figures of the lists the plan's targets are, where their names leave no doubt. */
export async function bindTargets(scene: Scene, plan: SamplePlan): Promise<void> {
  const { db } = scene.services.store
  const planner = await scene.actor('lin')
  const targets: Target[] = await listRecords(db, targetRecord, sql`plan = ${plan.id}::uuid and state = 'inForce'`, {
    orderBy: sql`source, ordinal, id`,
  })
  const sure: { target: string; indicator: string }[] = []
  for (const target of targets) {
    const { bound, proposals } = await proposalsFor(db, planner, target)
    const [only, second] = proposals.filter(p => p.sure)
    if (!bound && only && !second) sure.push({ target: target.id, indicator: only.indicator })
  }
  await scene.step(`bind-${plan.year}`, `${plan.year}-02-26`, planner, async c => {
    for (const { target, indicator } of sure) await bindTarget(c, planner, target, indicator, '名称一致')
    return null
  })
}
