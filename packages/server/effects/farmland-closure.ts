import { farmlandClosure } from '@jingtu/registers/farmland-closure.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { type RawBuilder, sql } from 'kysely'
import { tagging } from './areas.ts'
import type { Effects } from './effects.ts'

/** Sites inside zones of concentrated permanent basic farmland that are not on the list yet. */
async function listInside(c: Change, which: RawBuilder<unknown>): Promise<void> {
  const { rows } = await sql<{ site: string; zone: string; home: string; region: string }>`
    select s.id as site, z.id as zone, s.home, s.region from sensitive_place z
    join site s on s.until is null and s.state = 'active'
      and st_intersects(coalesce(s.extent_shape, s.location_shape), z.extent_shape)
    where z.until is null and z.state = 'inForce' and z.kind = '永久基本农田集中区域' and ${which}
      and not exists (select 1 from farmland_closure k where k.until is null and k.state <> 'void'
        and k.subject = s.id and k.zone = z.id) order by s.id, z.id`.execute(c.tx)
  for (const { site, zone, home, region } of rows)
    await c.insert(farmlandClosure, { home, region, values: { subject: site, zone } })
}

/** A zone that begins, and a site that is entered later, meet on the list either way. */
export const sensitivePlaceEffects: Effects = tagging({
  async after(c, { action, after }) {
    if (action === 'enforce' && after.kind === '永久基本农田集中区域')
      await listInside(c, sql`z.id = ${after.id}::uuid`)
  },
})
export const siteEffects: Effects = {
  async after(c, { after }) {
    await listInside(c, sql`s.id = ${after.id}::uuid`)
  },
}
