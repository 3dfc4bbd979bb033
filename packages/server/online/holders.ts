import type { Day } from '@jingtu/core/period.ts'
import { hazardousWasteLicence } from '@jingtu/registers/hazardous-waste-licence.ts'
import { ruralSewageFacility } from '@jingtu/registers/rural-sewage-facility.ts'
import { outlet } from '@jingtu/registers/subjects/outlet.ts'
import { site } from '@jingtu/registers/subjects/site.ts'
import type { Change } from '@jingtu/store/changes.ts'
import type { Db } from '@jingtu/store/open.ts'
import { findRecord } from '@jingtu/store/records.ts'
import { type RawBuilder, sql } from 'kysely'
import { readDevices } from '../effects/heavy-metal-enterprise.ts'

/** A list whose rows have instruments that send data. */
interface Holder {
  register: string
  /** The row that has the device of a number. */
  find: (mn: string) => RawBuilder<{ id: string; home: string }>
  /** Data of the device came in: it is networked from its first day on. @returns where it stands */
  arrived: (c: Change, id: string, mn: string, today: Day) => Promise<string>
}

const sewage: Holder = {
  register: ruralSewageFacility.id,
  find: mn => sql`select id, home from rural_sewage_facility
    where until is null and state in ('running', 'rectifying') and devices @> ${JSON.stringify([{ number: mn }])}::jsonb
    order by id limit 1`,
  async arrived(c, id, mn, today) {
    const row = await c.get(ruralSewageFacility, id)
    const { position, networkedOn } = row.devices.find(d => d.number === mn)!
    if (networkedOn !== null) return position
    const devices = connected(row.devices, mn, today)
    const deviceState = devices.every(d => d.networkedOn !== null) ? '已联网' : '已安装'
    await c.update(ruralSewageFacility, row, { action: 'networked', values: { devices, deviceState } })
    return position
  },
}

const ofOutlet: Holder = {
  register: outlet.id,
  find: mn => sql`select id, home from outlet
    where until is null and state = 'active' and device_code = ${mn} order by id limit 1`,
  async arrived(c, id, _, today) {
    const row = await c.get(outlet, id)
    if (row.networkedOn !== null) return row.name
    await c.update(outlet, row, { action: 'networked', values: { networkedOn: today } })
    const works = await findRecord(c.tx, site, row.site)
    if (works?.organisation) await readDevices(c, works.organisation)
    return row.name
  },
}

const ofLicence: Holder = {
  register: hazardousWasteLicence.id,
  find: mn => sql`select id, home from hazardous_waste_licence
    where until is null and state in ('valid', 'suspended') and devices @> ${JSON.stringify([{ number: mn }])}::jsonb
    order by id limit 1`,
  async arrived(c, id, mn, today) {
    const row = await c.get(hazardousWasteLicence, id)
    const { place, networkedOn } = row.devices.find(d => d.number === mn)!
    if (networkedOn !== null) return place
    const devices = connected(row.devices, mn, today)
    const all = devices.every(d => d.networkedOn !== null)
    await c.update(hazardousWasteLicence, row, {
      action: 'networked',
      values: {
        devices,
        ...(all
          ? {
              monitored: '已接入' as const,
              monitorAddress: row.monitorAddress ?? `HJ 212 ${devices.map(d => d.number).join('、')}`,
            }
          : {}),
      },
    })
    return place
  },
}

const connected = <D extends { number: string; networkedOn: Day | null }>(
  devices: readonly D[],
  mn: string,
  today: Day,
): D[] => devices.map(d => (d.number === mn && d.networkedOn === null ? { ...d, networkedOn: today } : d))

/** Asked in this order: a number stands in one list. */
const HOLDERS: readonly Holder[] = [sewage, ofOutlet, ofLicence]

/** Who has the device of a number on its list; undefined where nobody entered it. */
export async function holderOf(db: Db, mn: string): Promise<{ id: string; home: string; holder: Holder } | undefined> {
  for (const holder of HOLDERS) {
    const { rows } = await holder.find(mn).execute(db)
    if (rows[0]) return { ...rows[0], holder }
  }
  return undefined
}
