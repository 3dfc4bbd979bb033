import { columnOf } from '@jingtu/core/record.ts'
import type { Register } from '@jingtu/core/register.ts'
import { chemicalPark } from '@jingtu/registers/chemical-park.ts'
import { chemicalSurvey } from '@jingtu/registers/chemical-survey.ts'
import { TAG_KINDS } from '@jingtu/registers/sensitive-place.ts'
import { tailingsPond } from '@jingtu/registers/tailings-pond.ts'
import { villageEnvironment } from '@jingtu/registers/village-environment.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { type RawBuilder, sql } from 'kysely'
import { targets } from '../siting/targets.ts'
import type { Effects } from './effects.ts'

interface Tagging {
  register: Register
  field: string
  /** What of an area becomes the tag. */
  by: 'name' | 'kind'
  kinds: readonly string[]
}
const byName = (register: unknown): Tagging => ({
  register: register as Register,
  field: 'areas',
  by: 'name',
  kinds: ['重点区域'],
})

/** Lists that carry areas as tags: the names of key areas, or the kinds of zone. */
const TAGGED = {
  'chemical-survey': byName(chemicalSurvey),
  'tailings-pond': byName(tailingsPond),
  'chemical-park': byName(chemicalPark),
  'village-environment': {
    register: villageEnvironment as unknown as Register,
    field: 'mapZones',
    by: 'kind',
    kinds: TAG_KINDS.filter(k => k !== '重点区域'),
  },
} satisfies Record<string, Tagging>

/** Where the subject of a row lies; an enterprise lies where its sites do. */
const SHAPES: Record<string, (subject: RawBuilder<unknown>) => RawBuilder<unknown>> = {
  site: subject =>
    sql`select coalesce(extent_shape, location_shape) as shape from site where until is null and id = ${subject}`,
  organisation: subject =>
    sql`select coalesce(extent_shape, location_shape) as shape from site where until is null and state = 'active' and organisation = ${subject}`,
  village: subject => sql`select location_shape as shape from village where until is null and id = ${subject}`,
}

interface Current {
  id: string
  tags: string[]
  found: string[]
}

/** Rows whose tags are not what the map says, with what it says; nothing is written where nothing changed. */
async function tag(c: Change, t: Tagging, only: RawBuilder<unknown>): Promise<void> {
  const table = sql.table(t.register.table)
  const column = sql.ref(`r.${columnOf(t.field)}`)
  const { rows } = await sql<Current>`with t as (${targets(c.today)})
    select r.id, ${column} as tags, coalesce((select array_agg(distinct ${sql.ref(`t.${t.by}`)} order by ${sql.ref(`t.${t.by}`)}) from t
        join lateral (${SHAPES[t.register.register.subject!]!(sql`r.subject`)}) s on s.shape && t.shape and st_intersects(s.shape, t.shape)
        where t.kind = any(${[...t.kinds]}::text[])), '{}'::text[]) as found
    from ${table} r where r.until is null and r.state <> 'void' and ${only}`.execute(c.tx)
  for (const row of rows) {
    if (row.tags.join() === row.found.join()) continue
    const now = await c.get(t.register, row.id)
    await c.update(t.register, now, { action: 'tag', values: { [t.field]: row.found } as never })
  }
}

/** A row is tagged when it is made or mended. */
export const tagged = (register: keyof typeof TAGGED, besides: Effects = {}): Effects => ({
  ...besides,
  async after(c, event) {
    await besides.after?.(c, event)
    if (['create', 'correct', 'import'].includes(event.action))
      await tag(c, TAGGED[register], sql`r.id = ${event.after.id}::uuid`)
  },
})

/** An area that comes into force, changes or ends is put on, or taken off, whatever lies in it. */
export const tagging = (besides: Effects): Effects => ({
  ...besides,
  async after(c, event) {
    await besides.after?.(c, event)
    const { action, after } = event
    if (!['enforce', 'reopen', 'lift'].includes(action)) return
    for (const t of Object.values<Tagging>(TAGGED)) {
      if (!t.kinds.includes(after.kind as string)) continue
      const own = sql`select p.extent_shape from sensitive_place p where p.until is null and p.id = ${after.id}::uuid`
      const said = t.by === 'name' ? (after.name as string) : (after.kind as string)
      const column = sql.ref(`r.${columnOf(t.field)}`)
      await tag(
        c,
        t,
        sql`(${said} = any(${column}) or exists (select 1 from (${SHAPES[t.register.register.subject!]!(sql`r.subject`)}) s
          where st_intersects(s.shape, (${own}))))`,
      )
    }
  },
})
