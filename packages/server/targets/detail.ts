import { type Actor, seesRegion } from '@jingtu/core/access.ts'
import { planRecord } from '@jingtu/programme/plan.ts'
import {
  baselineRecord,
  type Measurement,
  measurementRecord,
  type Target,
  targetRecord,
} from '@jingtu/programme/target.ts'
import { taskRecord } from '@jingtu/programme/task.ts'
import { unitRecord } from '@jingtu/registers/subjects/unit.ts'
import type { Db } from '@jingtu/store/open.ts'
import { findRecord, getRecord, historyOf, listRecords } from '@jingtu/store/records.ts'
import { type RawBuilder, sql } from 'kysely'
import { refusalsOf } from '../moves.ts'
import { canReadPlan } from '../plans/rights.ts'
import { refusal } from '../problems.ts'
import type { Services } from '../services.ts'
import { maySpeak } from './measurements.ts'
import { targetsOfPlan } from './overview.ts'
import { relationsToTarget } from './relations.ts'
import type { MeasurementEntry, TargetDetail } from './views.ts'

/** Of one's own region, of those below it, and of those it lies in; not of neighbours. */
const readableRows = (actor: Actor): RawBuilder<unknown> =>
  sql`(region like ${`${actor.region}%`} or ${actor.region} like region || '%')`

/** One target with every value that was ever written down for it, its baselines, its task and what the reader may do. */
export async function targetDetail(services: Services, actor: Actor, id: string): Promise<TargetDetail> {
  const { db } = services.store
  const target = await getRecord(db, targetRecord, id)
  const plan = await getRecord(db, planRecord, target.plan)
  if (!canReadPlan(actor, plan)) throw refusal('not-found', '没有这个目标')
  const [rows, measurements, baselines, history, relations] = await Promise.all([
    targetsOfPlan(services, actor, plan.id),
    listRecords(db, measurementRecord, sql`target = ${target.id}::uuid and ${readableRows(actor)}`, {
      orderBy: sql`as_of, id`,
    }),
    listRecords(db, baselineRecord, sql`target = ${target.id}::uuid and ${readableRows(actor)}`, {
      orderBy: sql`day`,
    }),
    historyOf(db, targetRecord, target.id),
    relationsToTarget(db, actor, plan, target),
  ])
  const names = await regionNames(
    db,
    [...measurements, ...baselines].map(r => r.regionId),
  )
  const said = await lastWords(db, measurements)
  const entry = (m: Measurement): MeasurementEntry => {
    const own = new Set(relations)
    if (seesRegion(actor, m.region)) own.add('assignee')
    const may = (move: 'confirm' | 'withdraw'): boolean => {
      const { forbidden, conflicts } = refusalsOf(measurementRecord, m, move, actor, own, '理由')
      return forbidden.length + conflicts.length === 0 && maySpeak(actor)
    }
    const { actorName = '', at = m.since, reason = null } = said.get(m.id) ?? {}
    const can = { confirm: may('confirm'), withdraw: may('withdraw') }
    return { ...m, regionName: names.get(m.regionId) ?? '', actorName, at, reason, can }
  }
  const speaks = maySpeak(actor) && target.state === 'inForce'
  return {
    target,
    plan,
    row: rows.find(r => r.target.id === target.id) ?? null,
    task: await taskOf(db, target),
    measurements: measurements.map(entry),
    baselines: baselines.map(b => ({ ...b, regionName: names.get(b.regionId) ?? '' })),
    history: history.map(h => ({
      version: h.row.version,
      at: h.at,
      actorName: h.actorName,
      action: h.action,
      reason: h.reason,
    })),
    can: {
      record: speaks && (relations.size > 0 || seesRegion(actor, plan.region) || actor.region.startsWith(plan.region)),
      freeze: speaks && (relations.has('owner') || relations.has('lead')),
      setMethod: relations.has('owner') && actor.duties.includes('planner'),
    },
  }
}

async function taskOf(db: Db, target: Target): Promise<TargetDetail['task']> {
  const task = target.task ? await findRecord(db, taskRecord, target.task) : undefined
  if (!task) return null
  const units = await listRecords(db, unitRecord, sql`id = any(${task.leadUnits}::uuid[])`)
  const leads = task.leadUnits.flatMap(id => units.find(u => u.id === id)?.name ?? [])
  return { id: task.id, no: task.no, title: task.title, due: task.due, leads }
}

async function regionNames(db: Db, ids: string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{
    id: string
    name: string
  }>`select id, name from region where id = any(${[...new Set(ids)]}::uuid[])`.execute(db)
  return new Map(rows.map(r => [r.id, r.name]))
}

/** Who wrote the version that stands, when and why. */
async function lastWords(
  db: Db,
  rows: Measurement[],
): Promise<Map<string, { actorName: string; at: string; reason: string | null }>> {
  const { rows: found } = await sql<{ id: string; actorName: string; at: string; reason: string | null }>`
    select e.record as id, c.actor_name as "actorName", c.at, c.reason
    from measurement m join record_event e on e.kind = ${measurementRecord.id} and e.home = m.home and e.record = m.id and e.version = m.version
    join change c on c.home = e.home and c.seq = e.seq
    where m.until is null and m.id = any(${rows.map(r => r.id)}::uuid[])`.execute(db)
  return new Map(found.map(f => [f.id, f]))
}
