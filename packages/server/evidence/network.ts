import type { Day } from '@jingtu/core/period.ts'
import type { RegionLevel } from '@jingtu/core/region.ts'
import { IN_FORCE } from '@jingtu/registers/monitoring/import-batch.ts'
import { LAND_USES, monitoringSiteRecord, NETWORKS, SITE_TAGS } from '@jingtu/registers/monitoring/site.ts'
import { type Survey, surveyRecord } from '@jingtu/registers/monitoring/survey.ts'
import { monthsLater } from '@jingtu/standards/months.ts'
import type { Db } from '@jingtu/store/open.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { listRegions } from '@jingtu/store/regions.ts'
import { sql } from 'kysely'
import type { Coverage, SeriesPoint, SiteDue, SurveyDue, SurveyProgress } from './views.ts'

const activeUnder = (path: string) => sql`state = 'active' and region like ${`${path}%`}`

/** Points of a region by its counties (or towns), by land use, by what they were placed for and by who keeps them. */
export async function coverageOf(
  db: Db,
  path: string,
  level: Extract<RegionLevel, 'county' | 'township'>,
): Promise<Coverage> {
  const sites = await listRecords(db, monitoringSiteRecord, activeUnder(path))
  const nodes = (await listRegions(db, { under: path })).filter(n => n.level === level)
  const byNetwork = (of: typeof sites): Record<string, number> =>
    Object.fromEntries(NETWORKS.map(n => [n, of.filter(s => s.network === n).length] as const).filter(([, n]) => n > 0))
  const regions = nodes.map(node => {
    const own = sites.filter(s => s.region.startsWith(node.path))
    return { id: node.id, name: node.name, points: own.length, byNetwork: byNetwork(own) }
  })
  const uses = [...LAND_USES, null].map(landUse => {
    const own = sites.filter(s => s.landUse === landUse)
    const characteristic = own.filter(s => s.characteristicItems.length > 0).length
    return { landUse: landUse ?? '未填', points: own.length, byNetwork: byNetwork(own), characteristic }
  })
  const departments = Map.groupBy(sites, s => s.department)
  return {
    regions,
    covered: regions.filter(r => r.points > 0).length,
    total: regions.length,
    landUses: uses.filter(u => u.points > 0 || u.landUse !== '未填'),
    tags: SITE_TAGS.map(tag => ({ tag, points: sites.filter(s => s.tags.includes(tag)).length })),
    departments: [...departments].map(([department, of]) => ({ department, points: of.length })),
  }
}

/** When each point with a rhythm is next due, by its last sample that counts; the most pressing first. */
export async function dueSites(db: Db, path: string, today: Day, until: Day): Promise<SiteDue[]> {
  const sites = await listRecords(db, monitoringSiteRecord, sql`${activeUnder(path)} and every_months > 0`)
  const last = await lastTaken(
    db,
    sites.map(s => s.id),
  )
  return sites
    .map((s): SiteDue => {
      const taken = last.get(s.id) ?? null
      // A point that was never sampled owes its first round from the day it was set up.
      const due = taken === null ? (s.establishedOn ?? s.effective) : monthsLater(taken, s.everyMonths!)
      return {
        site: s.id,
        code: s.code,
        name: s.name,
        network: s.network,
        region: s.region,
        lastTaken: taken,
        due,
        overdue: due < today,
      }
    })
    .filter(s => s.due <= until)
    .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.code < b.code ? -1 : 1))
}

async function lastTaken(db: Db, sites: readonly string[]): Promise<Map<string, Day>> {
  if (sites.length === 0) return new Map()
  const { rows } = await sql<{ site: string; last: Day }>`
    select s.site, max(s.taken_on) as last from sample s join import_batch b on b.home = s.home and b.id = s.batch and b.until is null
    where s.site = any(${[...sites]}::uuid[]) and s.superseded_by is null and s.quality is null and s.taken_on is not null
      and b.state = any(${[...IN_FORCE]}::text[]) group by s.site`.execute(db)
  return new Map(rows.map(r => [r.site, r.last]))
}

const STAGES = ['待采样', '已采样', '已检测', '已评价'] as const

/** How far a survey is with each of its points: handed over when sampled, tested when results are there, judged when verdicts are. */
export async function progressOf(db: Db, survey: Survey): Promise<SurveyProgress> {
  const { rows } = await sql<{
    site: string
    code: string
    name: string
    collected: boolean
    tested: boolean
    judged: boolean
  }>`
    with kept as (
      select s.home, s.batch, s.ordinal, s.site from sample s join import_batch b on b.home = s.home and b.id = s.batch and b.until is null
      where b.survey = ${survey.id}::uuid and s.site is not null and s.superseded_by is null and b.state = any(${[...IN_FORCE]}::text[])
    ), handed as (
      select distinct unnest(samples) as code from sample_handover
      where until is null and state = 'recorded' and survey = ${survey.id}::uuid
    )
    select m.id as site, m.code, m.name,
      exists (select 1 from handed h where h.code = m.code or starts_with(h.code, m.code || '-')) as collected,
      exists (select 1 from kept k where k.site = m.id) as tested,
      exists (select 1 from kept k join verdict v on v.home = k.home and v.batch = k.batch and v.sample = k.ordinal
        where k.site = m.id and v.superseded_by is null) as judged
    from monitoring_site m where m.until is null and m.id = any(${survey.sites}::uuid[]) order by m.code`.execute(db)
  const sites = rows.map(r => ({
    site: r.site,
    code: r.code,
    name: r.name,
    stage: STAGES[r.judged ? 3 : r.tested ? 2 : r.collected ? 1 : 0]!,
  }))
  const from = (stage: number): number => sites.filter(s => STAGES.indexOf(s.stage) >= stage).length
  return { planned: sites.length, sampled: from(1), tested: from(2), judged: from(3), sites }
}

/** Surveys that come round again, with the day by which the next must be there; those already followed by another are left out. */
export async function dueSurveys(db: Db, path: string, until: Day): Promise<SurveyDue[]> {
  const all = await listRecords(
    db,
    surveyRecord,
    sql`region like ${`${path}%`} and every_years > 0 and state <> 'cancelled'
      and not exists (select 1 from survey n where n.until is null and n.previous = survey.id and n.state <> 'cancelled')`,
  )
  return all
    .map(s => ({
      survey: s.id,
      name: s.name,
      kind: s.kind,
      ownerUnit: s.ownerUnit,
      last: s.periodTo,
      due: monthsLater(s.periodTo, 12 * s.everyYears!),
    }))
    .filter(s => s.due <= until)
    .sort((a, b) => (a.due < b.due ? -1 : 1))
}

/** The values of one substance at one point, the oldest first: what a trend is drawn from. */
export async function seriesOf(db: Db, site: string, substance: string): Promise<SeriesPoint[]> {
  const { rows } = await sql<SeriesPoint>`
    select s.batch || '.' || s.ordinal as sample, s.code, s.taken_on as "takenOn", r.kind, r.value, r.unit
    from sample s join import_batch b on b.home = s.home and b.id = s.batch and b.until is null
    join result r on r.home = s.home and r.batch = s.batch and r.sample = s.ordinal
    where s.site = ${site}::uuid and r.substance = ${substance} and s.superseded_by is null and s.quality is null
      and b.state = any(${[...IN_FORCE]}::text[]) order by s.taken_on nulls first, s.batch, s.ordinal`.execute(db)
  return rows
}
