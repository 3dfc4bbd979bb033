import type { RowOf } from '@jingtu/core/record.ts'
import { enforcementAction } from '@jingtu/registers/enforcement-action.ts'
import { randomInspection } from '@jingtu/registers/random-inspection.ts'
import { organisation } from '@jingtu/registers/subjects/organisation.ts'
import { supervisionFocus } from '@jingtu/registers/supervision-focus.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Effects } from './effects.ts'

type Focus = RowOf<typeof supervisionFocus>
interface Visit {
  organisation: string
  inspectedOn: string | null
}

/** Enterprises a focus means, among those of its own place: by their industry, or by where they lie. */
async function meant(c: Change, focus: Focus): Promise<string[]> {
  const ways: RawBuilder<unknown>[] = focus.industries.map(i => sql`industry like ${`%${i}%`}`)
  if (focus.area)
    ways.push(
      sql`region like (select path from region where id = ${focus.area}::uuid and valid_until is null limit 1) || '%'`,
    )
  const rows = await listRecords(
    c.tx,
    organisation,
    sql`region like ${focus.region} || '%' and state = 'active' and (${sql.join(ways, sql` or `)})`,
    { orderBy: sql`id` },
  )
  return rows.map(r => r.id)
}

/** How often each enterprise was looked at in a year, by draws and by actions. */
async function visitsIn(c: Change, region: string, year: number): Promise<Map<string, number>> {
  const about = sql`(region like ${region} || '%' or ${region} like region || '%') and state <> 'void'`
  const draws = await listRecords(c.tx, randomInspection, about)
  const actions = await listRecords(c.tx, enforcementAction, about)
  const visits: Visit[] = [...draws.flatMap(d => d.drawn), ...actions.flatMap(a => a.targets)]
  const count = new Map<string, number>()
  for (const v of visits)
    if (v.inspectedOn?.startsWith(`${year}-`)) count.set(v.organisation, (count.get(v.organisation) ?? 0) + 1)
  return count
}

/** Who is under a focus of this year in a place, and how many visits are still owed to each. */
export async function focusedIn(
  c: Change,
  region: string,
  year: number,
): Promise<Map<string, { left: number; names: string[] }>> {
  const focused = new Map<string, { left: number; names: string[] }>()
  const rows = await listRecords(
    c.tx,
    supervisionFocus,
    sql`state = 'inForce' and year = ${year} and (region like ${region} || '%' or ${region} like region || '%')`,
  )
  const done = await visitsIn(c, region, year)
  for (const focus of rows)
    for (const id of await meant(c, focus)) {
      const known = focused.get(id) ?? { left: 0, names: [] }
      const left = Math.max(0, focus.perYear - (done.get(id) ?? 0))
      focused.set(id, { left: Math.max(known.left, left), names: [...known.names, focus.name] })
    }
  return focused
}

export const supervisionFocusEffects: Effects = {
  async after(c, { action, after }) {
    if (action !== 'count') return
    const focus = await c.get(supervisionFocus, after.id)
    const done = await visitsIn(c, focus.region, focus.year)
    const objects = (await meant(c, focus)).map(id => {
      const times = done.get(id) ?? 0
      return { organisation: id, done: times, left: Math.max(0, focus.perYear - times) }
    })
    await c.update(supervisionFocus, focus, { action: 'counted', values: { objects, countedOn: c.today } })
  },
}
