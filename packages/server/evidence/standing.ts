import { type Actor, type Relation, seesRegion } from '@jingtu/core/access.ts'
import type { RegionNode } from '@jingtu/core/region.ts'
import { monitoringSiteRecord } from '@jingtu/registers/monitoring/site.ts'
import { type Survey, surveyRecord } from '@jingtu/registers/monitoring/survey.ts'
import type { Position } from '@jingtu/standards/laboratory/checked.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { findRecord, listRecords } from '@jingtu/store/records.ts'
import { findRegion } from '@jingtu/store/regions.ts'
import { type RawBuilder, sql } from 'kysely'
import { getRegion, homeOf } from '../organisation/places.ts'
import { refusal } from '../problems.ts'

type Reader = Db | Tx

/** Lines that answer for evidence in their region; others answer for their own surveys. */
const ANSWERABLE: readonly string[] = ['生态环境', '政府']

/** 'owner': the unit that runs the survey, or an ecology bureau or government over the region; 'author': who submitted. */
export function standingOf(
  actor: Actor,
  row: { region: string; ownerUnit?: string | null; submittedBy?: string | null },
): Set<Relation> {
  const relations = new Set<Relation>()
  if (actor.party === null && row.ownerUnit === actor.unit) relations.add('owner')
  if (actor.party === null && ANSWERABLE.includes(actor.line) && seesRegion(actor, row.region)) relations.add('owner')
  if (row.submittedBy === actor.unit) relations.add('author')
  return relations
}

export interface Placed {
  survey: Survey | null
  region: RegionNode
  home: string
}

/** Where evidence of a survey (or of the actor's own region) belongs; refuses who may not bring any. @throws Refusal */
export async function placeForImport(db: Reader, actor: Actor, surveyId: string | null): Promise<Placed> {
  if (!actor.duties.includes('reporter') && !actor.duties.includes('planner'))
    throw refusal('forbidden', '不能导入检测数据', ['您没有“填报”权限，请联系本单位管理员'])
  const survey = surveyId === null ? null : ((await findRecord(db, surveyRecord, surveyId)) ?? null)
  if (surveyId !== null && !survey) throw refusal('not-found', '没有找到这个调查任务')
  if (survey && (survey.state === 'cancelled' || survey.state === 'applied'))
    throw refusal('conflict', '不能再导入数据', [`“${survey.name}”${surveyRecord.states[survey.state]}`])
  const contracted = survey?.contractors.includes(actor.unit) ?? false
  if (actor.party !== null && !contracted)
    throw refusal('forbidden', '不能导入检测数据', [
      survey ? `贵单位不是“${survey.name}”的承担单位` : '请选择贵单位承担的调查任务',
    ])
  if (actor.party === null && survey && !contracted && !seesRegion(actor, survey.region))
    throw refusal('forbidden', '不能导入检测数据', [`“${survey.name}”不在您的管辖范围内`])
  const region = survey ? await getRegion(db, survey.regionId) : await findRegion(db, { path: actor.region })
  if (!region) throw refusal('invalid', '没有找到所属区域', ['请选择调查任务'])
  return { survey, region, home: await homeOf(db, region) }
}

/** Rows (batches, judgings) the actor may read, over columns of their own table. */
export const readable = (actor: Actor): RawBuilder<unknown> =>
  actor.party === null ? sql`region like ${`${actor.region}%`}` : sql`submitted_by = ${actor.unit}::uuid`

export interface KnownSites {
  idOf: Map<string, string>
  positions: Map<string, Position>
}

/** Points of a region by number and by name; a name that two points bear stands for none. */
export async function sitesUnder(db: Reader, path: string): Promise<KnownSites> {
  const sites = await listRecords(
    db,
    monitoringSiteRecord,
    sql`region like ${`${path}%`} and state in ('planned', 'active', 'suspended')`,
  )
  const idOf = new Map<string, string>()
  const positions = new Map<string, Position>()
  const taken = new Set<string>()
  for (const site of sites)
    for (const word of new Set([site.code, site.name])) {
      if (taken.has(word)) {
        idOf.delete(word)
        positions.delete(word)
        continue
      }
      taken.add(word)
      idOf.set(word, site.id)
      if (site.longitude !== null && site.latitude !== null)
        positions.set(word, { longitude: Number(site.longitude), latitude: Number(site.latitude) })
    }
  return { idOf, positions }
}
