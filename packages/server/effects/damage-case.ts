import type { ValuesOf } from '@jingtu/core/record.ts'
import { damageCase } from '@jingtu/registers/damage-case.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Row } from '../registers/rights.ts'

/** Opens the clue to a claim for damage, once for each event and each case. */
export async function openDamageCase(c: Change, at: Row, values: Partial<ValuesOf<typeof damageCase>>): Promise<void> {
  const [known] = await listRecords(
    c.tx,
    damageCase,
    values.event ? sql`event = ${values.event}::uuid` : sql`about_case = ${values.aboutCase as string}::uuid`,
    { limit: 1 },
  )
  if (!known) await c.insert(damageCase, { home: at.home, region: at.region, values })
}
