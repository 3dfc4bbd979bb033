import { heavyMetalEnterprise, INDUSTRIES } from '@jingtu/registers/heavy-metal-enterprise.ts'
import { heavyMetalPark } from '@jingtu/registers/heavy-metal-park.ts'
import { METALS } from '@jingtu/registers/metals.ts'
import { outlet } from '@jingtu/registers/subjects/outlet.ts'
import { site } from '@jingtu/registers/subjects/site.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { findRecord, listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Effects } from './effects.ts'
import { crossCheck } from './key-lists.ts'
import { enterpriseOf } from './outlet-monitoring.ts'
import { compareLedger } from './permit-ledger.ts'

const later = (a: string, b: string): string => (a > b ? a : b)

/** The park in whose boundary a site of an enterprise lies. */
async function parkAround(c: Change, organisation: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select p.id from site p join site s on s.organisation = ${organisation}::uuid and s.until is null and s.state = 'active'
    where p.until is null and p.state = 'active' and p.kind = '园区' and p.id <> s.id
      and st_intersects(p.extent_shape, coalesce(s.location_shape, s.extent_shape)) order by p.id limit 1`.execute(c.tx)
  return rows[0]?.id
}

/** Who lies in a park, worked out anew; a park without any has left the list, one with some comes back. */
async function refreshPark(c: Change, id: string): Promise<void> {
  const inside = await listRecords(
    c.tx,
    heavyMetalEnterprise,
    sql`park = ${id}::uuid and state in ('listed', 'rectifying')`,
  )
  const values = {
    enterprises: inside.map(e => e.subject!),
    industries: INDUSTRIES.filter(i => inside.some(e => e.industry === i)),
    metals: METALS.filter(m => inside.some(e => e.metals.includes(m))),
  }
  const [known] = await listRecords(c.tx, heavyMetalPark, sql`subject = ${id}::uuid and state <> 'void'`, { limit: 1 })
  if (!known) {
    const place = await findRecord(c.tx, site, id)
    if (place && inside.length > 0)
      await c.insert(
        heavyMetalPark,
        { home: place.home, region: place.region, values: { subject: id, ...values } },
        'found',
      )
    return
  }
  const now = await c.get(heavyMetalPark, known.id)
  if (
    now.enterprises.join() === values.enterprises.join() &&
    now.metals.join() === values.metals.join() &&
    now.industries.join() === values.industries.join()
  )
    return
  await c.update(heavyMetalPark, now, {
    action: 'located',
    effective: later(now.effective, c.today),
    values,
    ...(inside.length === 0
      ? { state: 'emptied' as const }
      : now.state === 'emptied'
        ? { state: 'found' as const }
        : {}),
  })
}

/** Where it lies, whether its monitors are connected and whether its permit agrees with the ledger is worked out, not typed in. */
export const heavyMetalEnterpriseEffects: Effects = {
  async after(c, { before, after }) {
    const organisation = after.subject as string
    const located = await parkAround(c, organisation)
    if (located && located !== after.park) {
      const now = await c.get(heavyMetalEnterprise, after.id)
      await c.update(heavyMetalEnterprise, now, {
        action: 'locate',
        effective: later(now.effective, c.today),
        values: { park: located },
      })
    }
    const parks = [before?.park, after.park, located].filter((p): p is string => typeof p === 'string')
    for (const park of new Set(parks)) await refreshPark(c, park)
    await readDevices(c, organisation)
    await compareLedger(c, organisation)
    await crossCheck(c, organisation)
  },
}

/** The outlets of an enterprise that let out particulates say which devices measure them and whether all are connected. */
export async function readDevices(c: Change, organisation: string): Promise<void> {
  const enterprise = await enterpriseOf(c, organisation)
  if (!enterprise) return
  const outlets = await listRecords(
    c.tx,
    outlet,
    sql`state = 'active' and medium = '废气' and '颗粒物' = any(pollutants)
      and site in (select id from site where until is null and organisation = ${organisation}::uuid)`,
    { orderBy: sql`code` },
  )
  if (outlets.length === 0) return
  const connected = outlets.every(o => o.networkedOn !== null)
  const values = {
    devices: outlets.flatMap(o => (o.deviceCode ? [o.deviceCode] : [])),
    particulate: connected
      ? ('已联网' as const)
      : outlets.every(o => o.deviceCode !== null)
        ? ('已安装' as const)
        : ('未安装' as const),
    networkedOn: connected
      ? outlets
          .map(o => o.networkedOn!)
          .sort()
          .at(-1)!
      : null,
  }
  if (
    values.particulate === enterprise.particulate &&
    values.networkedOn === enterprise.networkedOn &&
    values.devices.join() === enterprise.devices.join()
  )
    return
  await c.update(heavyMetalEnterprise, enterprise, {
    action: 'readDevices',
    effective: later(enterprise.effective, c.today),
    values,
  })
}

export const outletEffects: Effects = {
  async after(c, { after }) {
    const works = await findRecord(c.tx, site, after.site as string)
    if (works?.organisation) await readDevices(c, works.organisation)
  },
}
