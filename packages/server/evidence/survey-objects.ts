import { enterpriseSurveyParcel } from '@jingtu/registers/enterprise-survey-parcel.ts'
import type { Db } from '@jingtu/store/open.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'

export interface SurveyObjects {
  /** Objects of the first list, those added, those removed, and what is left: initial + added − removed. */
  initial: number
  added: { number: string; why: string }[]
  removed: { number: string; why: string; reason: string | null }[]
  current: number
  /** Still to be looked at. */
  unverified: number
  pilots: { number: string; why: string }[]
  /** How many stand at each step. */
  stages: { state: string; name: string; parcels: number }[]
}

/** The list of objects of an enterprise land survey against what was added and taken off, each with its reason. */
export async function surveyObjects(db: Db, path: string, survey: string | null): Promise<SurveyObjects> {
  const rows = await listRecords(
    db,
    enterpriseSurveyParcel,
    sql`starts_with(region, ${path}) and state <> 'void' and (${survey}::uuid is null or survey = ${survey}::uuid)`,
    { orderBy: sql`number` },
  )
  const removed = rows.filter(r => r.state === 'removed')
  const said = await sql<{ record: string; reason: string | null }>`
    select distinct on (e.record) e.record, c.reason from record_event e join change c on c.home = e.home and c.seq = e.seq
    where e.kind = ${enterpriseSurveyParcel.id} and e.action = 'remove' and e.record = any(${removed.map(r => r.id)}::uuid[])
    order by e.record, e.version desc`.execute(db)
  const reasonOf = new Map(said.rows.map(r => [r.record, r.reason]))
  const added = rows.filter(r => r.origin === '增补')
  const stages = Object.entries(enterpriseSurveyParcel.states)
    .filter(([state]) => state !== 'void')
    .map(([state, name]) => ({ state, name, parcels: rows.filter(r => r.state === state).length }))
  const initial = rows.length - added.length
  const current = rows.length - removed.length
  return {
    initial,
    added: added.map(r => ({ number: r.number, why: r.addedWhy ?? '' })),
    removed: removed.map(r => ({ number: r.number, why: r.removedWhy ?? '', reason: reasonOf.get(r.id) ?? null })),
    current,
    unverified: rows.filter(r => r.state === 'listed').length,
    pilots: rows.filter(r => r.pilot && r.state !== 'removed').map(r => ({ number: r.number, why: r.pilotWhy ?? '' })),
    stages,
  }
}
