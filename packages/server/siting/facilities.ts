import type { Actor } from '@jingtu/core/access.ts'
import type { Geometry } from '@jingtu/core/geometry.ts'
import { findRegister } from '@jingtu/registers/registers.ts'
import type { Db } from '@jingtu/store/open.ts'
import { type RawBuilder, sql } from 'kysely'
import { visibleTo } from '../registers/rights.ts'

export interface Facility {
  register: string
  id: string
  kind: string
  name: string
  state: string
  capacity: string | null
  geometry: Geometry
}

const seen = (actor: Actor, id: string): RawBuilder<unknown> => visibleTo(findRegister(id)!, actor)

/** 设施布局图层: waste, hazardous waste, recycling and animals, standing or approved, out of the lists that keep them. */
export async function facilityLayer(db: Db, actor: Actor): Promise<{ rows: Facility[] }> {
  const { rows } = await sql<Facility>`
    select 'waste-facility' as register, waste_facility.id, waste_facility.kind, s.name, waste_facility.state,
        waste_facility.capacity::text as capacity, coalesce(s.location, s.extent) as geometry
      from waste_facility join site s on s.id = waste_facility.subject and s.until is null
      where waste_facility.until is null and waste_facility.state <> 'void' and ${seen(actor, 'waste-facility')}
        and coalesce(s.location, s.extent) is not null
    union all
    select 'livestock-farm', livestock_farm.id, '畜禽养殖', s.name, livestock_farm.state, null, coalesce(s.location, s.extent)
      from livestock_farm join site s on s.id = livestock_farm.subject and s.until is null
      where livestock_farm.until is null and livestock_farm.state <> 'void' and ${seen(actor, 'livestock-farm')}
        and coalesce(s.location, s.extent) is not null
    union all
    select 'waste-point', waste_point.id, waste_point.kind, s.name, waste_point.state, null, coalesce(s.location, s.extent)
      from waste_point join site s on s.id = waste_point.subject and s.until is null
      where waste_point.until is null and waste_point.state in ('active', 'rectifying') and ${seen(actor, 'waste-point')}
        and coalesce(s.location, s.extent) is not null
    union all
    select 'hazardous-waste-licence', hazardous_waste_licence.id, '危险废物利用处置', s.name, hazardous_waste_licence.state,
        hazardous_waste_licence.capacity::text, coalesce(s.location, s.extent)
      from hazardous_waste_licence join site s on s.organisation = hazardous_waste_licence.subject and s.until is null
      where hazardous_waste_licence.until is null and hazardous_waste_licence.state in ('valid', 'suspended')
        and ${seen(actor, 'hazardous-waste-licence')} and coalesce(s.location, s.extent) is not null
    union all
    select 'construction-project', construction_project.id, g.kind, construction_project.name, construction_project.state, null,
        coalesce(construction_project.location, construction_project.extent)
      from construction_project cross join lateral unnest(construction_project.groups) as g(kind)
      where construction_project.until is null and construction_project.state in ('approved', 'built', 'accepted')
        and g.kind in ('生活垃圾处理', '危险废物处置', '废旧资源再生利用', '畜禽养殖') and ${seen(actor, 'construction-project')}
    order by 3, 4`.execute(db)
  return { rows }
}
