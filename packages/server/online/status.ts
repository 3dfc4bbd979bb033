import { add, multiply } from '@jingtu/core/measure.ts'
import type { Day } from '@jingtu/core/period.ts'
import { ruralSewageFacility } from '@jingtu/registers/rural-sewage-facility.ts'
import type { OnlineValue } from '@jingtu/standards/hj212-2017/message.ts'
import type { Db } from '@jingtu/store/open.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'

export interface FacilityStatus {
  facility: string
  name: string
  /** What a plant of its size must have. */
  required: string
  missing: string[]
  state: string
  devices: {
    number: string
    kind: string
    position: string
    networkedOn: Day | null
    lastData: string | null
    /** Networked, and nothing heard for a day. */
    silent: boolean
    values: { name: string; value: string; unit: string; flag: string | null }[]
  }[]
  /** m³ that went through on the day asked, summed from the hours that were sent; null where no hour was. */
  flow: string | null
  hours: number
  /** Addresses of the pictures. */
  video: { position: string; address: string }[]
}

const SILENT_MS = 24 * 3_600_000
/** Seconds of an hour, litres to cubic metres. */
const CUBIC_METRES_AN_HOUR = '3.6'

/** Facilities that must be connected: what they lack, what their devices last sent, how much water went through on a day. */
export async function onlineStatus(db: Db, path: string, day: Day, now: Date): Promise<FacilityStatus[]> {
  const rows = await listRecords(
    db,
    ruralSewageFacility,
    sql`starts_with(region, ${path}) and state in ('running', 'rectifying')`,
    { orderBy: sql`id` },
  )
  const ids = rows.map(r => r.id)
  const names = await sql<{ id: string; name: string }>`select id, name from site where until is null
    and id = any(${rows.map(r => r.subject!)}::uuid[])`.execute(db)
  const nameOf = new Map(names.rows.map(n => [n.id, n.name]))
  const last = await sql<{ mn: string; facility: string; at: string; readings: OnlineValue[] }>`
    select distinct on (facility, mn) facility, mn, data_time as at, readings from online_reading
    where facility = any(${ids}::uuid[]) order by facility, mn, data_time desc`.execute(db)
  const hours = await sql<{ facility: string; readings: OnlineValue[] }>`select facility, readings from online_reading
    where facility = any(${ids}::uuid[]) and kind = '小时' and (data_time at time zone 'Asia/Shanghai')::date = ${day}::date`.execute(
    db,
  )
  return rows.map(row => {
    // Of the hours only those of the flow meter count, and only normal ones: an abnormal hour is no nought.
    const flows = hours.rows
      .filter(h => h.facility === row.id)
      .flatMap(h => h.readings.filter(v => v.code === 'w00000' && (v.flag === null || v.flag === 'N')))
      .flatMap(v => v.fields.Avg ?? [])
    return {
      facility: row.id,
      name: nameOf.get(row.subject!) ?? '',
      required: row.device ?? '无要求',
      missing: row.deviceMissing,
      state: row.deviceState,
      devices: row.devices
        .filter(d => d.kind !== '视频')
        .map(d => {
          const own = last.rows.find(l => l.facility === row.id && l.mn === d.number)
          return {
            number: d.number,
            kind: d.kind,
            position: d.position,
            networkedOn: d.networkedOn,
            lastData: own?.at ?? null,
            silent: d.networkedOn !== null && (!own || now.getTime() - Date.parse(own.at) > SILENT_MS),
            values: (own?.readings ?? []).map(v => ({
              name: v.name,
              value: v.fields.Rtd ?? v.fields.Avg ?? '',
              unit: v.unit,
              flag: v.flag,
            })),
          }
        }),
      flow:
        flows.length === 0
          ? null
          : multiply(
              flows.reduce((sum, f) => add(sum, f), '0'),
              CUBIC_METRES_AN_HOUR,
            ),
      hours: flows.length,
      video: row.devices.filter(d => d.kind === '视频').map(d => ({ position: d.position, address: d.number })),
    }
  })
}
