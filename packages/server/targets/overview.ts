import { type Actor, seesRegion } from '@jingtu/core/access.ts'
import { dayInShanghai } from '@jingtu/core/period.ts'
import { type Plan, planRecord } from '@jingtu/programme/plan.ts'
import {
  type Baseline,
  baselineRecord,
  type Measurement,
  measurementRecord,
  type Target,
  targetRecord,
} from '@jingtu/programme/target.ts'
import type { Db } from '@jingtu/store/open.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { canReadPlan } from '../plans/rights.ts'
import { refusal } from '../problems.ts'
import type { Services } from '../services.ts'
import { allottedIn } from './allotted.ts'
import { type CellFacts, overallOf, partOf } from './cells.ts'
import type { TargetRow } from './views.ts'

export interface RegionRow {
  id: string
  name: string
  path: string
  parent: string | null
}

/** All targets of a plan with the light of every region below it; each cell names the measurement it rests on. */
export async function targetsOfPlan(services: Services, actor: Actor, planId: string): Promise<TargetRow[]> {
  const { db } = services.store
  const [plan] = await listRecords(db, planRecord, sql`id = ${planId}::uuid`)
  if (!plan || !canReadPlan(actor, plan)) throw refusal('not-found', '没有这个计划')
  const [targets, measurements, baselines, regions] = await Promise.all([
    listRecords(db, targetRecord, sql`plan = ${planId}::uuid and state in ('inForce', 'accepted', 'proposed')`, {
      orderBy: sql`ordinal`,
    }),
    listRecords(db, measurementRecord, sql`plan = ${planId}::uuid and state <> 'withdrawn'`, {
      orderBy: sql`as_of desc, since desc`,
    }),
    listRecords(db, baselineRecord, sql`plan = ${planId}::uuid`, { orderBy: sql`day desc` }),
    regionsOfPlan(db, plan),
  ])
  const series = new Map<string, Measurement[]>()
  for (const m of measurements) append(series, `${m.target} ${m.regionId}`, m)
  const bases = new Map<string, Baseline>()
  for (const b of baselines) if (!bases.has(`${b.target} ${b.regionId}`)) bases.set(`${b.target} ${b.regionId}`, b)

  const facts = (target: Target, region: RegionRow): CellFacts => {
    const key = `${target.id} ${region.id}`
    const [latest = null, previous = null] = series.get(key) ?? []
    return { latest, previous, baseline: bases.get(key) ?? null }
  }
  const today = dayInShanghai(services.clock())
  const allotted = await allottedIn(db, planId, targets)
  return targets.map(target => {
    const own = regions.find(r => r.id === (target.regionId ?? plan.regionId)) ?? regions[0]!
    const below = regions.filter(r => r.parent === own.id)
    // The sum needs every part; what a unit may not look into is counted but not shown.
    const cells = below.map(r => partOf(plan, target, r, facts(target, r), today, allotted(target, r.id)))
    const overall = overallOf(plan, target, own, facts(target, own), cells, today)
    const visible = new Set(
      below.filter(r => seesRegion(actor, r.path) || actor.region.startsWith(r.path)).map(r => r.id),
    )
    const shown = cells.filter(c => visible.has(c.regionId))
    // The figures of neighbours are their own; the sum and who has not reported is everybody's.
    const hidden = overall.derivedFrom !== null && shown.length < cells.length && target.comparison !== '区域占比'
    const formula = hidden ? `${overall.derivedFrom} 个区域之和` : overall.formula
    return { target, planTitle: plan.title, overall: { ...overall, formula }, regions: shown }
  })
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

async function regionsOfPlan(db: Db, plan: Plan): Promise<RegionRow[]> {
  const { rows } = await sql<RegionRow>`
    select id, name, path, parent from region
    where (id = ${plan.regionId}::uuid or path like ${`${plan.region}%`}) and valid_until is null
      and (id = ${plan.regionId}::uuid or parent = ${plan.regionId}::uuid or parent in (select id from region where parent = ${plan.regionId}::uuid))
    order by path`.execute(db)
  return rows
}
