import { site } from '@jingtu/registers/subjects/site.ts'
import { findRecord } from '@jingtu/store/records.ts'
import { tagged } from './areas.ts'
import type { Effects } from './effects.ts'

/** A pond is listed only where the site is one; what was reclaimed becomes a piece of land like others. */
export const tailingsPondEffects: Effects = tagged('tailings-pond', {
  async refusals(change, row, move) {
    if (move !== 'accept') return []
    const about = await findRecord(change.tx, site, row.subject as string)
    return about?.kind === '尾矿库'
      ? []
      : [{ where: 'subject', message: `所选场所的类别是“${about?.kind ?? '未知'}”，应先在场所中改为“尾矿库”` }]
  },
  async after(change, { action, after }) {
    if (action !== 'exit' || after.exitReason !== '已复垦或改作他用') return
    const about = await change.get(site, after.subject as string)
    await change.update(site, about, { action: 'correct', values: { kind: '地块' } })
  },
})
