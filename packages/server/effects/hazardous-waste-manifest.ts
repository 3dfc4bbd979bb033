import { add, compareDecimals, sum } from '@jingtu/core/measure.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import { categoryOf } from '@jingtu/registers/hazardous-waste.ts'
import { hazardousWasteLicence } from '@jingtu/registers/hazardous-waste-licence.ts'
import { hazardousWasteManifest } from '@jingtu/registers/hazardous-waste-manifest.ts'
import { hazardousWasteYear } from '@jingtu/registers/hazardous-waste-year.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Row } from '../registers/rights.ts'
import type { Effects } from './effects.ts'

/** Stock leaves on the day it is shipped, so that day names the year of the ledger. */
const yearOf = (row: Row): number => Number((row.shippedOn as string).slice(0, 4))

async function ledgerOf(c: Change, row: Row) {
  const found = await listRecords(
    c.tx,
    hazardousWasteYear,
    sql`subject = ${row.subject as string}::uuid and year = ${yearOf(row)} and state <> 'void'`,
    { limit: 1 },
  )
  return found[0]
}

/** Why the receiver may not take it: no licence of the day, not this category, or more than its yearly capacity. */
async function receiverFaults(c: Change, row: Row, on: string): Promise<Reason[]> {
  const receiver = row.receiver as string
  const licences = await listRecords(
    c.tx,
    hazardousWasteLicence,
    sql`subject = ${receiver}::uuid and state = 'valid' and valid_from <= ${on}::date and valid_until >= ${on}::date`,
  )
  if (licences.length === 0) return [{ where: 'receiver', message: `接收单位在 ${on} 没有有效的危险废物经营许可证` }]
  const category = categoryOf(row.code as string)
  const allowed = licences.flatMap(l => l.scopes).filter(s => s.category === category)
  if (allowed.length === 0) return [{ where: 'code', message: `接收单位的许可范围没有 ${category}` }]
  const capacity = sum(allowed.map(s => s.capacity))
  // Locked so that two shipments cannot both take the last of the capacity.
  for (const licence of licences) await c.get(hazardousWasteLicence, licence.id)
  const others = await listRecords(
    c.tx,
    hazardousWasteManifest,
    sql`receiver = ${receiver}::uuid and right(code, 2) = ${category.slice(2)} and state in ('shipped', 'arrived', 'confirmed')
      and shipped_on between ${`${on.slice(0, 4)}-01-01`}::date and ${`${on.slice(0, 4)}-12-31`}::date`,
  )
  const total = add(sum(others.map(m => m.received ?? m.shipped)), row.shipped as string)
  return compareDecimals(total, capacity) > 0
    ? [{ where: 'shipped', message: `接收单位本年 ${category} 将达 ${total} 吨，超过许可能力 ${capacity} 吨/年` }]
    : []
}

/** A trip needs a receiver that may take it; what was received goes into the producer's ledger of the year. */
export const hazardousWasteManifestEffects: Effects = {
  async refusals(c, row, move, values) {
    if (move === 'ship') return receiverFaults(c, row, (values.shippedOn ?? row.shippedOn ?? c.today) as string)
    if (move !== 'confirm') return []
    return (await ledgerOf(c, row))?.state === 'closed'
      ? [{ where: 'shippedOn', message: `产生单位 ${yearOf(row)} 年度台账已结账，不能再计入联单` }]
      : []
  },
  async after(c, { action, after }) {
    if (action !== 'confirm') return
    const transfer = {
      manifest: after.number as string,
      on: after.receivedOn as string,
      code: after.code as string,
      tonnes: after.received as string,
    }
    const ledger = await ledgerOf(c, after)
    if (ledger) {
      const now = await c.get(hazardousWasteYear, ledger.id)
      await c.update(hazardousWasteYear, now, {
        action: 'transfer',
        values: { transfers: [...now.transfers, transfer] },
      })
      return
    }
    await c.insert(hazardousWasteYear, {
      home: after.home,
      region: after.region,
      values: { subject: after.subject as string, year: yearOf(after), transfers: [transfer] },
    })
  },
}
