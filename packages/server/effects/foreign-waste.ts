import { enforcementCase } from '@jingtu/registers/enforcement-case.ts'
import { foreignWaste } from '@jingtu/registers/foreign-waste.ts'
import { findRecord } from '@jingtu/store/records.ts'
import type { Effects } from './effects.ts'

/** Cases that have come to an answer; before that the goods stay where they are. */
const DECIDED: readonly string[] = ['decided', 'published', 'rectified', 'closed', 'transferred', 'handed']

/** What was found to be waste is a case of the same moment, and each names the other. */
export const foreignWasteEffects: Effects = {
  async refusals(c, row, move) {
    if (move !== 'settle') return []
    const found = row.aboutCase ? await findRecord(c.tx, enforcementCase, row.aboutCase as string) : undefined
    return found && DECIDED.includes(found.state)
      ? []
      : [{ where: 'aboutCase', message: '案件还没有处罚或移送，货物不能退运或处置' }]
  },
  async after(c, { action, after }) {
    if (action !== 'identify' || after.aboutCase) return
    const made = await c.insert(enforcementCase, {
      home: after.home,
      region: after.region,
      values: {
        offender: after.offender as string,
        offence: after.kind === '进口固体废物' ? '将境外固体废物输入境内' : '未经批准擅自转移危险废物',
        place: '建设用地',
        happenedOn: after.foundOn as string,
        foundOn: after.foundOn as string,
        records: after.identification as string[],
        note: `${after.place}查获${after.goods}${after.tonnes ? ` ${after.tonnes} 吨` : ''}，联合执法单位：${(after.agencies as string[]).join('、')}`,
      },
    })
    const now = await c.get(foreignWaste, after.id)
    await c.update(foreignWaste, now, { action: 'open-case', values: { aboutCase: made.id } })
  },
}
