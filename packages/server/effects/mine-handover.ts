import type { RowOf } from '@jingtu/core/record.ts'
import { legacyWaste } from '@jingtu/registers/legacy-waste.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Effects } from './effects.ts'

type Point = RowOf<typeof legacyWaste>

/** What ecology takes over is a point of legacy waste to be looked at, unless it stands in that list already. */
export const mineHandoverEffects: Effects = {
  async after(c, { action, after }) {
    if (action !== 'receive') return
    const known = await listRecords(
      c.tx,
      legacyWaste,
      sql`subject = ${after.subject as string}::uuid and waste = ${after.waste as string}`,
      { limit: 1 },
    )
    if (known.length > 0) return
    await c.insert(legacyWaste, {
      home: after.home,
      region: after.region,
      values: {
        subject: after.subject as string,
        origin: '其他涉重金属矿区',
        waste: after.waste as Point['waste'],
        volume: after.volume as string,
        location: after.location as Point['location'],
        foundOn: after.foundOn as string,
      },
    })
  },
}
