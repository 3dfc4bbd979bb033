import { environmentKeyUnit, type KEY_LISTS } from '@jingtu/registers/environment-key-unit.ts'
import { groundwaterDischarger } from '@jingtu/registers/groundwater-discharger.ts'
import { heavyMetalEnterprise } from '@jingtu/registers/heavy-metal-enterprise.ts'
import { keyUnit } from '@jingtu/registers/key-unit.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Effects } from './effects.ts'

/** Which kinds the lists of soil, groundwater and air say an enterprise belongs to. */
async function kindsOf(c: Change, organisation: string): Promise<(typeof KEY_LISTS)[number][]> {
  const about = sql`subject = ${organisation}::uuid`
  const one = { limit: 1 }
  const soil = await listRecords(c.tx, keyUnit, sql`${about} and state = 'listed'`, one)
  const water = await listRecords(c.tx, groundwaterDischarger, sql`${about} and state = 'listed'`, one)
  const air = await listRecords(
    c.tx,
    heavyMetalEnterprise,
    sql`${about} and air_key_unit and state in ('listed', 'rectifying')`,
    one,
  )
  return [
    ...(water.length > 0 ? (['地下水污染防治重点排污单位'] as const) : []),
    ...(air.length > 0 ? (['大气环境重点排污单位'] as const) : []),
    ...(soil.length > 0 ? (['土壤污染重点监管单位'] as const) : []),
  ]
}

/** What other lists say is written beside what the list of all kinds says, whichever of them changed. */
export async function crossCheck(c: Change, organisation: string): Promise<void> {
  const rows = await listRecords(
    c.tx,
    environmentKeyUnit,
    sql`subject = ${organisation}::uuid and state in ('proposed', 'published')`,
  )
  if (rows.length === 0) return
  const elsewhere = await kindsOf(c, organisation)
  const newest = Math.max(...rows.map(r => r.year))
  for (const row of rows) {
    // The lists know today only; the list of an older year is not judged by it.
    if (row.year !== newest || row.elsewhere.join() === elsewhere.join()) continue
    const now = await c.get(environmentKeyUnit, row.id)
    await c.update(environmentKeyUnit, now, {
      action: 'crossCheck',
      effective: now.effective > c.today ? now.effective : c.today,
      values: { elsewhere },
    })
  }
}

/** For every list that says something of key units. */
export const keyListEffects: Effects = { after: (c, { after }) => crossCheck(c, after.subject as string) }
