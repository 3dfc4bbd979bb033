import type { RowOf } from '@jingtu/core/record.ts'
import { enforcementOfficer } from '@jingtu/registers/enforcement-officer.ts'
import type { trainingPlan } from '@jingtu/registers/training-plan.ts'
import type { Effects } from './effects.ts'

/** A training that was held stands with every officer who took part; who did not pass owes it still. */
export const trainingPlanEffects: Effects = {
  async after(c, { action, after }) {
    if (action !== 'hold') return
    const { attended, topic, hours, title, heldOn } = after as unknown as RowOf<typeof trainingPlan>
    for (const { officer, passed } of attended) {
      const now = await c.get(enforcementOfficer, officer)
      const training = { on: heldOn ?? c.today, topic, hours, passed, title }
      await c.update(enforcementOfficer, now, {
        action: 'trained',
        values: { trainings: [...now.trainings, training] },
      })
    }
  },
}
