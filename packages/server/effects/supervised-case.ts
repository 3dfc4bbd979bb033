import { enforcementCase } from '@jingtu/registers/enforcement-case.ts'
import { findRecord } from '@jingtu/store/records.ts'
import type { Effects } from './effects.ts'
import { keptRows } from './kept-rows.ts'

const DONE: readonly string[] = ['closed', 'handed', 'dropped']

/** Nobody leaves the board while the case he was put on it for is open. */
export const supervisedCaseEffects: Effects = {
  async refusals(c, row, move, values) {
    if (move === 'report' || move === 'apply')
      return keptRows(
        row.items,
        values.items,
        ['item'],
        'items',
        '整改要求由挂牌单位确定，只能填写完成情况，不能增减或改写',
      )
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
