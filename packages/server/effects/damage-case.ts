import type { ValuesOf } from '@jingtu/core/record.ts'
import { damageCase } from '@jingtu/registers/damage-case.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Row } from '../registers/rights.ts'
import type { Effects } from './effects.ts'
import { keptRows } from './kept-rows.ts'

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

/** Instalments are paid, not rewritten. */
export const damageCaseEffects: Effects = {
  async refusals(_, row, move, values) {
    if (move !== 'pay' && move !== 'payLate') return []
    const kept = '应付日期和金额由协议或裁判确定，只能登记到账'
    return keptRows(row.instalments, values.instalments, ['due', 'amount'], 'instalments', kept)
  },
}
