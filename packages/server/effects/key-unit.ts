import { environmentalInsurance } from '@jingtu/registers/environmental-insurance.ts'
import { keyUnit } from '@jingtu/registers/key-unit.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Effects } from './effects.ts'

/** The insurance of an enterprise says whether the list of key units names it, so that its share can be counted. */
async function mark(c: Change, subject: string): Promise<void> {
  const where = sql`subject = ${subject}::uuid`
  const listed = await listRecords(c.tx, keyUnit, sql`${where} and state = 'listed'`, { limit: 1 })
  for (const row of await listRecords(c.tx, environmentalInsurance, where)) {
    if (row.keyUnit === listed.length > 0) continue
    const now = await c.get(environmentalInsurance, row.id)
    await c.update(environmentalInsurance, now, { action: 'correct', values: { keyUnit: listed.length > 0 } })
  }
}

export const keyUnitEffects: Effects = {
  after: (c, { after }) => mark(c, after.subject as string),
}

/** A new or changed insurance is marked the same way; what was typed in does not count. */
export const environmentalInsuranceEffects: Effects = {
  after: (c, { after }) => mark(c, after.subject as string),
}
