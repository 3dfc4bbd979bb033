import { heavyMetalEnterprise } from '@jingtu/registers/heavy-metal-enterprise.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Effects } from './effects.ts'

/** An accepted audit is the last one of the enterprise in the list of heavy metals, from which its next is counted there. */
export const cleanProductionAuditEffects: Effects = {
  async after(c, { action, after }) {
    if (action !== 'accept') return
    const rows = await listRecords(c.tx, heavyMetalEnterprise, sql`subject = ${after.subject as string}::uuid`)
    for (const row of rows) {
      if (row.auditedOn && row.auditedOn >= (after.acceptedOn as string)) continue
      const now = await c.get(heavyMetalEnterprise, row.id)
      await c.update(heavyMetalEnterprise, now, { action: 'audit', values: { auditedOn: after.acceptedOn as string } })
    }
  },
}
