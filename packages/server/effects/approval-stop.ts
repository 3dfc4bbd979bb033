import { approvalStop } from '@jingtu/registers/approval-stop.ts'
import type { Change } from '@jingtu/store/changes.ts'
import type { Row } from '../registers/rights.ts'
import { metalTrend } from '../siting/metal-trend.ts'
import type { Effects } from './effects.ts'

/** What the ledger says of the place is written beside the stop; a stop for rising metals is lifted once they no longer rise. */
async function measure(c: Change, row: Row): Promise<void> {
  const { rising, rows } = await metalTrend(c.tx, row.region, c.today)
  if (rising === row.rising && JSON.stringify(rows) === JSON.stringify(row.trend)) return
  const now = await c.get(approvalStop, row.id)
  await c.update(approvalStop, now, { action: 'measure', values: { rising, trend: rows } })
}

export const approvalStopEffects: Effects = {
  async refusals(c, row, move) {
    if (move !== 'resume' || row.cause !== '重金属排放量继续上升') return []
    const { rising, missing } = await metalTrend(c.tx, row.region, c.today)
    if (rising === '未上升') return []
    const why = rising === '上升' ? '仍在上升' : `证据不足（${missing.join('、')}没有数据）`
    return [{ where: 'rising', message: `区域重金属排放量${why}，不能解除` }]
  },
  async after(c, { action, after }) {
    if (action === 'create' || action === 'correct' || action === 'resume') await measure(c, after)
  },
}
