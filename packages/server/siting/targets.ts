import type { PlaceKind } from '@jingtu/registers/sensitive-place.ts'
import { type RawBuilder, sql } from 'kysely'

const kind = (name: PlaceKind): RawBuilder<unknown> => sql`${name}::text as kind`

/**
 * Everything a project may lie near, out of the lists that keep it: (kind, name, home, shape). What a list of its own
 * keeps — water sources, classes of farmland, banned zones, villages — is not drawn a second time.
 */
export const targets = (today: string): RawBuilder<unknown> => sql`
  select p.kind as kind, p.name as name, p.home, coalesce(p.extent_shape, p.location_shape) as shape from sensitive_place p
    where p.until is null and p.state = 'inForce' and p.valid_from <= ${today}::date
      and (p.valid_until is null or p.valid_until >= ${today}::date)
  union all
  select ${kind('饮用水水源保护区')}, b.name, d.home, z.shape from drinking_water_source d
    join water_body b on b.id = d.subject and b.until is null
    cross join lateral (values (d.zone_one_shape), (d.zone_two_shape)) as z(shape)
    where d.until is null and d.state <> 'void' and z.shape is not null
  union all
  select ${kind('居民区')}, v.name, v.home, v.location_shape from village v
    where v.until is null and v.state = 'active' and v.location_shape is not null
  union all
  select case when f.class = '优先保护类' then ${'优先保护类耕地'}::text else ${'土壤环境质量超标区域'}::text end as kind,
      u.code, f.home, coalesce(f.extent_shape, u.extent_shape) from farmland_class f
    join farmland_unit u on u.id = f.subject and u.until is null
    where f.until is null and f.class in ('优先保护类', '严格管控类') and f.state not in ('retired', 'void')
      and coalesce(f.extent_shape, u.extent_shape) is not null
  union all
  select ${kind('土壤环境质量超标区域')}, z.name, z.home, z.extent_shape from banned_zone z
    where z.until is null and z.state = 'inForce' and z.extent_shape is not null
  union all
  select ${kind('地下水污染防治重点区')}, a.name, a.home, a.extent_shape from groundwater_key_area a
    where a.until is null and a.state = 'zoned' and a.extent_shape is not null`
