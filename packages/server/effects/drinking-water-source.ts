import { canonicalJson, type RowOf } from '@jingtu/core/record.ts'
import { drinkingWaterSource } from '@jingtu/registers/drinking-water-source.ts'
import { parameterOn } from '@jingtu/registers/parameters.ts'
import { waterSourceRule } from '@jingtu/registers/water-source-rule.ts'
import { findStandard } from '@jingtu/standards/index.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { isExceedance, isOpen } from '../evidence/judged.ts'
import { refusal } from '../problems.ts'
import type { Effects } from './effects.ts'
import { openThreats } from './water-threat.ts'

type Source = RowOf<typeof drinkingWaterSource>
type Year = Source['soilYears'][number]

/** Points that are not soil, or do not lie around the source, say nothing of the soil around it. */
async function strangers(c: Change, row: Source): Promise<{ where: string; message: string }[]> {
  const { value: metres } = parameterOn('waterSource.soilMetres', c.today)
  const { rows } = await sql<{ code: string; kind: string; distance: string | null }>`
    with w as (select z.shape from drinking_water_source d join water_body b on b.id = d.subject and b.until is null
      cross join lateral (values (d.zone_one_shape), (d.zone_two_shape), (d.recharge_shape),
        (coalesce(b.extent_shape, b.course_shape))) as z(shape)
      where d.until is null and d.id = ${row.id}::uuid and z.shape is not null)
    select m.code, m.kind, (select round(min(st_distance(w.shape::geography,
        st_setsrid(st_makepoint(m.longitude::float8, m.latitude::float8), st_srid(w.shape))::geography))::numeric)::text from w) as distance
    from monitoring_site m where m.until is null and m.id = any(${row.soilPoints}::uuid[]) order by m.code`.execute(
    c.tx,
  )
  const where = 'soilPoints'
  return rows.flatMap(p => {
    if (p.kind !== '土壤' && p.kind !== '农田协同')
      return [{ where, message: `点位 ${p.code} 是${p.kind}点，不是土壤点` }]
    if (p.distance === null)
      return [{ where, message: `点位 ${p.code} 或水源没有位置，无法判断点位是否在水源周边；请先补登` }]
    return Number(p.distance) > metres
      ? [{ where, message: `点位 ${p.code} 距水源 ${p.distance} m，超过 ${metres} m，不算水源周边` }]
      : []
  })
}

interface Judged {
  year: number
  site: string
  code: string
  edition: string
  verdict: string
  decisive: string | null
}

/** Year by year, how many of the points around the source were judged and how many exceed; what is open counts as neither. */
async function yearsOf(c: Change, row: Source): Promise<Year[]> {
  if (row.soilPoints.length === 0) return []
  const { rows } =
    await sql<Judged>`select extract(year from s.taken_on)::int as year, s.site, m.code, v.edition, v.verdict, v.decisive
    from sample s join import_batch b on b.home = s.home and b.id = s.batch and b.until is null
    join monitoring_site m on m.id = s.site and m.until is null
    join verdict v on v.home = s.home and v.batch = s.batch and v.sample = s.ordinal and v.superseded_by is null
    join judging j on j.home = v.home and j.id = v.judging and j.until is null and j.state = 'in-force'
    where s.site = any(${row.soilPoints}::uuid[]) and s.superseded_by is null and s.quality is null and s.taken_on is not null
      and v.standard in ('GB 15618', 'GB 36600') order by 1, m.code, v.decisive`.execute(c.tx)
  const exceeds = (v: Judged): boolean => {
    const standard = findStandard(v.edition)
    return standard !== undefined && isExceedance(standard, v.verdict)
  }
  return [...Map.groupBy(rows, r => r.year)].map(([year, all]) => {
    const points = [...Map.groupBy(all, v => v.site).values()]
    const exceeding = points.filter(of => of.some(exceeds))
    const known = points.filter(of => of.some(exceeds) || !of.some(v => isOpen(v.verdict)))
    const named = exceeding.map(of => {
      const what = [...new Set(of.filter(exceeds).flatMap(v => v.decisive ?? []))].join('、')
      return `${of[0]!.code}${what ? `（${what}）` : ''}`
    })
    return {
      year,
      points: known.length,
      exceeded: exceeding.length,
      open: row.soilPoints.length - known.length,
      which: named.join('；') || null,
      trend: null,
    }
  })
}

/** What the evidence says of a year stands in the row instead of what was typed in; the newest year that exceeds is a warning. */
async function gather(c: Change, id: string, event: { action: string; before: Source | null }): Promise<void> {
  const row = await c.get(drinkingWaterSource, id)
  const known = event.before?.soilYears.at(-1) ?? null
  const judged = await yearsOf(c, row)
  // A year that was gathered knows how many points are open; one that was typed in does not.
  const typed = row.soilYears.filter(y => y.open === null && !judged.some(j => j.year === y.year))
  const soilYears = [...typed, ...judged].sort((a, b) => a.year - b.year)
  const changed = canonicalJson(soilYears) !== canonicalJson(row.soilYears)
  const newest = soilYears.at(-1)
  const warned =
    newest !== undefined &&
    newest.exceeded > 0 &&
    // What was known when a warning was lifted is no news; what was known before the survey is told with it.
    (event.action === 'survey' || canonicalJson(newest) !== canonicalJson(known)) &&
    (row.state === 'surveyed' || row.state === 'zoned')
  if (!changed && !warned) return
  await c.update(drinkingWaterSource, row, {
    action: warned ? 'warned' : 'gathered',
    ...(warned ? { state: 'warning' as const } : {}),
    values: { soilYears },
  })
}

/** From which size on a source is to be surveyed: what the nearest place has set, else the numbers of the house. */
async function setScope(c: Change, id: string): Promise<void> {
  const row = await c.get(drinkingWaterSource, id)
  const [rule] = await listRecords(
    c.tx,
    waterSourceRule,
    sql`state = 'inForce' and starts_with(${row.region}, region)`,
    { orderBy: sql`length(region) desc, id desc`, limit: 1 },
  )
  const scopeBasis = rule ? `${rule.title}（${rule.source}）` : null
  const values = { populationFrom: rule?.population ?? null, supplyFrom: rule?.supply ?? null, scopeBasis }
  const was = { populationFrom: row.populationFrom, supplyFrom: row.supplyFrom, scopeBasis: row.scopeBasis }
  if (canonicalJson(values) !== canonicalJson(was))
    await c.update(drinkingWaterSource, row, { action: 'scope', values })
}

/** A rule that comes or goes measures every source of its place anew. */
export const waterSourceRuleEffects: Effects = {
  async after(c, { action, after }) {
    if (action !== 'enforce' && action !== 'end') return
    const about = await listRecords(
      c.tx,
      drinkingWaterSource,
      sql`starts_with(region, ${after.region}) and state <> 'void'`,
    )
    for (const row of about) await setScope(c, row.id)
  },
}

/** Sources whose soil points a judging has spoken of. */
export async function gatherWaterSources(c: Change, sites: Iterable<string>): Promise<void> {
  const about = await listRecords(
    c.tx,
    drinkingWaterSource,
    sql`soil_points && ${[...sites]}::uuid[] and state <> 'void'`,
  )
  for (const row of about) await gather(c, row.id, { action: 'judge', before: row })
}

/** Water that is listed, zoned or drawn anew is measured against the land around it; its soil points are read. */
export const drinkingWaterSourceEffects: Effects = {
  async after(c, { action, before, after }) {
    const row = after as unknown as Source
    if (canonicalJson(row.soilPoints) !== canonicalJson((before as unknown as Source | null)?.soilPoints ?? [])) {
      const faults = await strangers(c, row)
      if (faults.length > 0) throw refusal('invalid', '土壤监测点位有误', faults)
    }
    if (!before) await setScope(c, row.id)
    await gather(c, row.id, { action, before: before as unknown as Source | null })
    await openThreats(c, sql`w.id = ${row.id}::uuid`)
  },
}
