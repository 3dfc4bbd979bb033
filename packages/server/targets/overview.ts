import { type Actor, seesRegion } from '@jingtu/core/access.ts'
import { sum } from '@jingtu/core/measure.ts'
import { dayInShanghai } from '@jingtu/core/period.ts'
import type { Plan } from '@jingtu/programme/plan.ts'
import { planRecord } from '@jingtu/programme/plan.ts'
import { type Measurement, measurementRecord, type Target, targetRecord } from '@jingtu/programme/target.ts'
import { type StatusFinding, statusOfTarget } from '@jingtu/programme/target-status.ts'
import type { Db } from '@jingtu/store/open.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { refusal } from '../problems.ts'
import type { Services } from '../services.ts'

export interface RegionCell {
  regionId: string
  regionName: string
  /** The latest value that stands, or null: nobody has said anything. */
  measurement: Pick<
    Measurement,
    'id' | 'value' | 'words' | 'met' | 'notApplicable' | 'asOf' | 'source' | 'state' | 'evidence'
  > | null
  finding: StatusFinding
}
export interface TargetRow {
  target: Target
  planTitle: string
  overall: RegionCell & { derivedFrom: number | null; missing: string[] }
  regions: RegionCell[]
}

interface RegionRow {
  id: string
  name: string
  path: string
  parent: string | null
}

/** A plan can be read where it applies, and above: own region, regions below it, and the regions it lies in. */
export const readsPlan = (actor: Actor, plan: Pick<Plan, 'region'>): boolean =>
  seesRegion(actor, plan.region) || actor.region.startsWith(plan.region)

/** All targets of a plan with the light of every region below it; each cell names the measurement it rests on. */
export async function targetsOfPlan(services: Services, actor: Actor, planId: string): Promise<TargetRow[]> {
  const { db } = services.store
  const [plan] = await listRecords(db, planRecord, sql`id = ${planId}::uuid`)
  if (!plan || !readsPlan(actor, plan)) throw refusal('not-found', '没有这个计划')
  const [targets, measurements, regions] = await Promise.all([
    listRecords(db, targetRecord, sql`plan = ${planId}::uuid and state in ('inForce', 'accepted', 'proposed')`, {
      orderBy: sql`ordinal`,
    }),
    listRecords(db, measurementRecord, sql`plan = ${planId}::uuid and state <> 'withdrawn'`, {
      orderBy: sql`as_of desc`,
    }),
    regionsOfPlan(db, plan),
  ])
  const today = dayInShanghai(services.clock())
  const latest = new Map<string, Measurement>()
  for (const m of measurements) {
    const key = `${m.target} ${m.regionId}`
    if (!latest.has(key)) latest.set(key, m)
  }
  return targets.map(target => rowOf(target, plan, regions, latest, today, actor))
}

function rowOf(
  target: Target,
  plan: Plan,
  regions: RegionRow[],
  latest: Map<string, Measurement>,
  today: string,
  actor: Actor,
): TargetRow {
  const start = plan.periodFrom ?? (plan.year ? `${plan.year}-01-01` : null)
  const own = regions.find(r => r.id === (target.regionId ?? plan.regionId)) ?? regions[0]!
  const below = regions.filter(
    r => r.parent === own.id && (seesRegion(actor, r.path) || actor.region.startsWith(r.path)),
  )
  const cell = (region: RegionRow, m: Measurement | null): RegionCell => ({
    regionId: region.id,
    regionName: region.name,
    finding: statusOfTarget(target, m, today, start),
    measurement: m && {
      id: m.id,
      value: m.value,
      words: m.words,
      met: m.met,
      notApplicable: m.notApplicable ?? false,
      asOf: m.asOf,
      source: m.source,
      state: m.state,
      evidence: m.evidence,
    },
  })
  const cells = below.map(r => cell(r, latest.get(`${target.id} ${r.id}`) ?? null))
  const measured = latest.get(`${target.id} ${own.id}`) ?? null
  if (measured || target.kind !== 'workload')
    return {
      target,
      planTitle: plan.title,
      regions: cells,
      overall: { ...cell(own, measured), derivedFrom: null, missing: [] },
    }
  // A count nobody stated for the whole is the sum of its parts, and says whose part is still missing.
  const stated = cells.filter(c => c.measurement?.value != null)
  const missing = cells.filter(c => !c.measurement).map(c => c.regionName)
  if (stated.length === 0)
    return {
      target,
      planTitle: plan.title,
      regions: cells,
      overall: { ...cell(own, null), derivedFrom: null, missing },
    }
  const value = sum(stated.map(c => c.measurement!.value!))
  const asOf = stated
    .map(c => c.measurement!.asOf)
    .sort()
    .at(-1)!
  const finding = statusOfTarget(target, { value, words: null, met: null, notApplicable: false, asOf }, today, start)
  return {
    target,
    planTitle: plan.title,
    regions: cells,
    overall: {
      regionId: own.id,
      regionName: own.name,
      measurement: null,
      finding,
      derivedFrom: stated.length,
      missing,
    },
  }
}

async function regionsOfPlan(db: Db, plan: Plan): Promise<RegionRow[]> {
  const { rows } = await sql<RegionRow>`
    select id, name, path, parent from region
    where (id = ${plan.regionId}::uuid or path like ${`${plan.region}%`}) and valid_until is null and level <> 'township'
      and (id = ${plan.regionId}::uuid or parent = ${plan.regionId}::uuid or parent in (select id from region where parent = ${plan.regionId}::uuid))
    order by path`.execute(db)
  return rows
}
