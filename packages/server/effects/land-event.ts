import { keyLandViolation } from '@jingtu/registers/key-land-violation.ts'
import { keyUnit } from '@jingtu/registers/key-unit.ts'
import { landEvent } from '@jingtu/registers/land-event.ts'
import { site } from '@jingtu/registers/subjects/site.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Effects } from './effects.ts'

/** The land of a listed unit becomes a parcel of its own the day its use or its holder is to change. */
export const landEventEffects: Effects = {
  async refusals(c, row, move) {
    if (move !== 'conclude') return []
    const open = await listRecords(
      c.tx,
      keyLandViolation,
      sql`subject = ${row.subject as string}::uuid and state in ('found', 'punished')`,
    )
    return open.map(v => ({
      where: 'subject',
      message: `地块有没有整改到位的违法违规开发利用（${v.foundOn} ${v.kind}）`,
    }))
  },
  async after(c, { before, after }) {
    if (before) return
    const event = await c.get(landEvent, after.id)
    const place = await c.get(site, event.subject!)
    const listed = place.organisation
      ? await listRecords(c.tx, keyUnit, sql`subject = ${place.organisation}::uuid and state = 'listed'`, { limit: 1 })
      : []
    if (listed.length === 0) {
      await c.update(landEvent, event, { action: 'owner', values: { owner: '其他' } })
      return
    }
    const name = `${place.name}地块`
    const [there] = await listRecords(
      c.tx,
      site,
      sql`kind = '地块' and name = ${name} and organisation = ${place.organisation}::uuid`,
      { limit: 1 },
    )
    const { address, location, extent, area, organisation } = place
    const parcel =
      place.kind === '地块'
        ? place
        : (there ??
          (await c.insert(site, {
            home: place.home,
            region: place.region,
            values: { name, kind: '地块', organisation, address, location, extent, area },
          })))
    await c.update(landEvent, event, { action: 'owner', values: { owner: '重点监管单位', parcel: parcel.id } })
  },
}
