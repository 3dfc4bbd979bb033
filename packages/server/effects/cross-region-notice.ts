import { cooperationAgreement } from '@jingtu/registers/cooperation-agreement.ts'
import { findRecord } from '@jingtu/store/records.ts'
import { addNotice } from '../workbench/notices.ts'
import type { Effects } from './effects.ts'

/** A notice goes out under an agreement in force, between its two units, on what it is about. */
export const crossRegionNoticeEffects: Effects = {
  async refusals(c, row, move) {
    if (move !== 'send') return []
    const a = await findRecord(c.tx, cooperationAgreement, row.agreement as string)
    const where = 'agreement'
    if (a?.state !== 'signed') return [{ where, message: '协作协议没有签订或已终止' }]
    const pair = [a.lead, a.partner]
    return [
      ...(a.validUntil && a.validUntil < c.today ? [{ where, message: `协作协议已于 ${a.validUntil} 到期` }] : []),
      ...(pair.includes(row.sender as string) && pair.includes(row.receiver as string) && row.sender !== row.receiver
        ? []
        : [{ where: 'receiver', message: '通报和接收单位须是协议的双方' }]),
      ...((a.matters as string[]).includes(row.kind as string)
        ? []
        : [{ where: 'kind', message: `协议的协作事项不包括“${row.kind}”` }]),
    ]
  },
  async after(c, { action, after }) {
    if (action !== 'send') return
    const agreement = await c.get(cooperationAgreement, after.agreement as string)
    await c.update(cooperationAgreement, agreement, { action: 'used', values: { used: (agreement.used ?? 0) + 1 } })
    await addNotice(c.tx, {
      unit: after.receiver as string,
      kind: 'cross-region',
      key: `cross-region:${after.id}:${after.version}`,
      title: `${after.kind}通报：${after.title}`,
      body: after.what as string,
      link: `/registers/cross-region-notice/${after.id}`,
      due: null,
      now: c.context.now,
    })
  },
}
