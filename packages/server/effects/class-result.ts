import { refusal } from '../problems.ts'
import type { Effects } from './effects.ts'

/** Who approves is who the result names: a city does not approve what is the province's to approve. */
export const classResultEffects: Effects = {
  async after(_c, { action, after, actor }) {
    if (action === 'approve' && after.approver === '省级人民政府' && actor.level !== 'province')
      throw refusal('forbidden', '不能审定', [
        { where: 'approver', message: '审定机关为省级人民政府，市级不能代为审定' },
      ])
  },
}
