import { enforcementCase } from '@jingtu/registers/enforcement-case.ts'
import { findRecord } from '@jingtu/store/records.ts'
import type { Effects } from './effects.ts'

const DONE: readonly string[] = ['closed', 'handed', 'dropped']

/** Nobody leaves the board while the case he was put on it for is open. */
export const supervisedCaseEffects: Effects = {
  async refusals(c, row, move) {
    if (move !== 'delist' || !row.aboutCase) return []
    const about = await findRecord(c.tx, enforcementCase, row.aboutCase as string)
    return about && !DONE.includes(about.state)
      ? [
          {
            where: 'aboutCase',
            message: `关联案件 ${about.number ?? ''} 还没有结案（${enforcementCase.states[about.state]}）`,
          },
        ]
      : []
  },
}
