import { addDays } from '@jingtu/core/period.ts'
import { parameterOn } from '@jingtu/registers/parameters.ts'
import { waterThreatScheme } from '@jingtu/registers/water-threat-scheme.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Effects } from './effects.ts'

/** Protection zones and recharge areas of drinking water, the water itself where no zone is drawn, and key areas of groundwater. */
const WATERS = sql`
  select d.id, b.name || '水源地' as name, z.shape from drinking_water_source d
    join water_body b on b.id = d.subject and b.until is null
    cross join lateral (values (d.zone_one_shape), (d.zone_two_shape), (d.recharge_shape),
      (case when d.zone_one_shape is null then coalesce(b.extent_shape, b.course_shape) end)) as z(shape)
    where d.until is null and d.state <> 'void' and z.shape is not null
  union all
  select a.id, a.name, a.extent_shape from groundwater_key_area a
    where a.until is null and a.state = 'zoned' and a.extent_shape is not null`

/** A scheme is owed for every polluted unit that lies too near to a water, once for each of the two. */
export async function openThreats(c: Change, which: RawBuilder<unknown>): Promise<void> {
  const { value: metres } = parameterOn('waterThreat.metres', c.today)
  const { value: days } = parameterOn('waterThreat.days', c.today)
  const { rows } = await sql<{
    subject: string
    home: string
    region: string
    source: string
    distance: string
  }>`with w as (${WATERS}) select f.subject, f.home, f.region, w.name as source,
      round(min(st_distance(coalesce(f.extent_shape, u.extent_shape)::geography, w.shape::geography))::numeric, 1)::text as distance
    from farmland_class f join farmland_unit u on u.id = f.subject and u.until is null
    join w on coalesce(f.extent_shape, u.extent_shape) && st_expand(w.shape, ${metres / 55_000})
      and st_dwithin(coalesce(f.extent_shape, u.extent_shape)::geography, w.shape::geography, ${metres})
    where f.until is null and f.class in ('安全利用类', '严格管控类') and f.state in ('inForce', 'adjusting', 'adjustmentReported')
      and ${which} and not exists (select 1 from water_threat_scheme s where s.until is null and s.state <> 'void'
        and s.subject = f.subject and s.source = w.name)
    group by 1, 2, 3, 4 order by 1, 4`.execute(c.tx)
  for (const { home, region, ...threat } of rows)
    await c.insert(waterThreatScheme, {
      home,
      region,
      values: { ...threat, requiredOn: c.today, due: addDays(c.today, days) },
    })
}

/** Water that is listed, zoned or drawn anew is measured against the land around it. */
export const waterEffects: Effects = {
  async after(c, { after }) {
    await openThreats(c, sql`w.id = ${after.id}::uuid`)
  },
}
