import type { Day } from '@jingtu/core/period.ts'
import { parameterOn } from '@jingtu/registers/parameters.ts'
import type { OnlineValue } from '@jingtu/standards/hj212-2017/message.ts'
import type { Db } from '@jingtu/store/open.ts'
import { sql } from 'kysely'

export interface DeviceStatus {
  register: string
  row: string
  /** What the row is about. */
  about: string
  place: string
  number: string
  networkedOn: Day | null
  lastData: string | null
  /** 未接入: nothing ever came · 在线 · 中断: it was networked, and nothing has come for so long. */
  state: '未接入' | '在线' | '中断'
  values: { name: string; value: string; unit: string; flag: string | null }[]
}

interface Found {
  register: string
  row: string
  about: string
  place: string
  number: string
  networkedOn: Day | null
  lastData: string | null
  readings: OnlineValue[] | null
}

const HOUR_MS = 3_600_000

/** Every instrument some list has below a path of the region tree: connected or not is what came in, not what was typed. */
export async function deviceStatus(db: Db, path: string, today: Day, now: Date): Promise<DeviceStatus[]> {
  const here = sql`starts_with(region, ${path})`
  const { rows } = await sql<Found>`
    with device as (
      select 'rural-sewage-facility' as register, f.id as row, s.name as about, d->>'position' as place, d->>'number' as number,
          d->>'networkedOn' as networked
        from (select * from rural_sewage_facility where until is null and state in ('running', 'rectifying') and ${here}) f
        join site s on s.id = f.subject and s.until is null, jsonb_array_elements(f.devices) d where d->>'kind' <> '视频'
      union all
      select 'outlet', o.id, s.name, o.name, o.device_code, o.networked_on::text
        from (select * from outlet where until is null and state = 'active' and device_code is not null and ${here}) o
        join site s on s.id = o.site and s.until is null
      union all
      select 'hazardous-waste-licence', l.id, g.name, d->>'place', d->>'number', d->>'networkedOn'
        from (select * from hazardous_waste_licence where until is null and state in ('valid', 'suspended') and ${here}) l
        join organisation g on g.id = l.subject and g.until is null, jsonb_array_elements(l.devices) d where d->>'kind' <> '视频'
    )
    select v.register, v.row, v.about, v.place, v.number, v.networked as "networkedOn", r.data_time as "lastData", r.readings
    from device v left join lateral (
      select data_time, readings from online_reading where facility = v.row and mn = v.number order by data_time desc limit 1
    ) r on true order by v.about, v.place, v.number`.execute(db)
  const silentMs = parameterOn('online.silentHours', today).value * HOUR_MS
  return rows.map(({ readings, ...row }) => ({
    ...row,
    state:
      row.lastData === null && row.networkedOn === null
        ? '未接入'
        : row.lastData === null || now.getTime() - Date.parse(row.lastData) > silentMs
          ? '中断'
          : '在线',
    values: (readings ?? []).map(v => ({
      name: v.name,
      value: v.fields.Rtd ?? v.fields.Avg ?? '',
      unit: v.unit,
      flag: v.flag,
    })),
  }))
}
