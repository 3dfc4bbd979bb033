import { ALL_FOOD, harvestActivity } from '@jingtu/registers/harvest-activity.ts'
import { sql } from 'kysely'
import type { Effects } from './effects.ts'

/** What is grown, caught or gathered is laid over the zones in force on its day; without a place nothing can be said. */
export const harvestActivityEffects: Effects = {
  async after(c, { action, after }) {
    if (!['create', 'import', 'correct'].includes(action)) return
    const found = await c.get(harvestActivity, after.id)
    const place = await sql<{
      known: boolean
    }>`select coalesce(h.extent_shape, h.location_shape, u.extent_shape) is not null as known
      from harvest_activity h left join farmland_unit u on u.id = h.unit and u.until is null
      where h.until is null and h.id = ${found.id}::uuid`.execute(c.tx)
    const { rows } = await sql<{ id: string }>`select z.id from banned_zone z, harvest_activity h
      left join farmland_unit u on u.id = h.unit and u.until is null
      where h.until is null and h.id = ${found.id}::uuid and z.until is null and z.state = 'inForce' and z.in_force_on <= h.seen_on
        and st_intersects(z.extent_shape, coalesce(h.extent_shape, h.location_shape, u.extent_shape)) and h.act = any(z.acts)
        and (h.product = any(z.banned) or (h.edible = '食用' and z.banned && ${[...ALL_FOOD]}::text[]) or (h.edible = '饲草' and z.forage))
      order by z.id`.execute(c.tx)
    const result = rows.length > 0 ? '违反禁止规定' : place.rows[0]?.known ? '未涉及禁止区域' : '证据不足'
    await c.update(harvestActivity, found, { action: 'compare', values: { result, zones: rows.map(r => r.id) } })
  },
}
