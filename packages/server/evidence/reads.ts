import type { Actor } from '@jingtu/core/access.ts'
import {
  BATCH_STATES,
  type ImportBatch,
  IN_FORCE,
  importBatchRecord,
} from '@jingtu/registers/monitoring/import-batch.ts'
import { findSubstance } from '@jingtu/standards/substances.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { findRecord } from '@jingtu/store/records.ts'
import { type RawBuilder, sql } from 'kysely'
import { refusal } from '../problems.ts'
import { readable } from './standing.ts'
import type { Page, ResultView, SampleDetail, SampleView, VerdictView } from './views.ts'

type Reader = Db | Tx

export interface Paging {
  page: number
  size: number
}

const inForce = sql`b.state = any(${[...IN_FORCE]}::text[])`

export const SAMPLE_COLUMNS = sql`s.home, s.batch || '.' || s.ordinal as id, s.batch, s.ordinal, s.identity, s.code, s.site,
  s.site_code as "siteCode", s.medium, s.taken_on as "takenOn", s.received_on as "receivedOn", s.tested_on as "testedOn", s.depth,
  s.depth_from as "depthFrom", s.depth_to as "depthTo", s.longitude, s.latitude, s.land_use as "landUse",
  s.planned_use as "plannedUse", s.crop, s.crop_column as "cropColumn", s.condition, s.ph, s.sampler, s.laboratory, s.quality,
  s.paired_with as "pairedWith", s.remark, s.place, ${inForce} and s.superseded_by is null as counts,
  s.superseded_by as "supersededBy"`

/** The batch, where the actor may read it. @throws Refusal 'not-found' */
export async function getBatch(db: Reader, actor: Actor, id: string): Promise<ImportBatch> {
  const batch = await findRecord(db, importBatchRecord, id)
  const sees =
    batch && (actor.party === null ? batch.region.startsWith(actor.region) : batch.submittedBy === actor.unit)
  if (!batch || !sees) throw refusal('not-found', '没有找到这批检测数据')
  return batch
}

export interface SampleFilter {
  batch?: string
  survey?: string
  site?: string
  medium?: string
  /** A part of the number. */
  code?: string
  /** Only what counts today. */
  counting?: boolean
}

/** Samples, the newest first, of a batch in the order of its file. */
export async function listSamples(
  db: Reader,
  actor: Actor,
  filter: SampleFilter,
  { page, size }: Paging,
): Promise<Page<SampleView>> {
  const where: RawBuilder<unknown>[] = [
    sql`b.until is null and b.id in (select id from import_batch where until is null and ${readable(actor)})`,
  ]
  if (filter.batch) where.push(sql`s.batch = ${filter.batch}::uuid`)
  if (filter.survey) where.push(sql`b.survey = ${filter.survey}::uuid`)
  if (filter.site) where.push(sql`s.site = ${filter.site}::uuid`)
  if (filter.medium) where.push(sql`s.medium = ${filter.medium}`)
  if (filter.code) where.push(sql`strpos(s.code, ${filter.code}) > 0`)
  if (filter.counting) where.push(sql`${inForce} and s.superseded_by is null`)
  const from = sql`from sample s join import_batch b on b.home = s.home and b.id = s.batch where ${sql.join(where, sql` and `)}`
  const order = filter.batch ? sql`s.ordinal` : sql`s.taken_on desc nulls last, s.batch desc, s.ordinal`
  const { rows } = await sql<SampleView>`select ${SAMPLE_COLUMNS} ${from} order by ${order}
    limit ${size} offset ${(page - 1) * size}`.execute(db)
  const total = await sql<{ n: number }>`select count(*) as n ${from}`.execute(db)
  return { rows: rows.map(withoutKeys), total: total.rows[0]!.n, page, size }
}

/** home and identity lead back to the row; nobody reads them. */
function withoutKeys(row: SampleView): SampleView {
  const { home: _h, identity: _i, ...shown } = row as SampleView & { home: string; identity: string }
  return shown
}

export interface StoredSample extends SampleView {
  home: string
  identity: string
}

const ID = /^([0-9a-f-]{36})\.(\d{1,9})$/

/** `${parent}.${ordinal}` @throws Refusal 'not-found' */
export function readRowId(id: string): { parent: string; ordinal: number } {
  const parts = ID.exec(id)
  if (!parts) throw refusal('not-found', '没有这一条')
  return { parent: parts[1]!, ordinal: Number(parts[2]) }
}

export async function getSample(db: Reader, batch: ImportBatch, ordinal: number): Promise<StoredSample> {
  const { rows } = await sql<StoredSample>`select ${SAMPLE_COLUMNS} from sample s
    join import_batch b on b.home = s.home and b.id = s.batch and b.until is null
    where s.home = ${batch.home}::uuid and s.batch = ${batch.id}::uuid and s.ordinal = ${ordinal}`.execute(db)
  if (!rows[0]) throw refusal('not-found', '没有找到这个样品')
  return rows[0]
}

export async function resultsOf(db: Reader, home: string, batch: string, sample: number): Promise<ResultView[]> {
  const { rows } = await sql<Omit<ResultView, 'name' | 'shown'>>`
    select ordinal, substance, kind, value, unit, detection_limit as "detectionLimit", method, basis, why, original, place, mended
    from result where home = ${home}::uuid and batch = ${batch}::uuid and sample = ${sample} order by ordinal`.execute(
    db,
  )
  return rows.map(viewOf)
}

export const viewOf = (r: Omit<ResultView, 'name' | 'shown'>): ResultView => ({
  ...r,
  name: findSubstance(r.substance)?.name ?? r.substance,
  shown:
    r.kind === 'value'
      ? r.value!
      : r.kind === 'below'
        ? `<${r.value}`
        : r.kind === 'above'
          ? `>${r.value}`
          : r.kind === 'nd'
            ? '未检出'
            : '—',
})

export const VERDICT_COLUMNS = sql`v.judging || '.' || v.ordinal as id, v.judging, v.batch, v.sample, s.code, v.standard, v.edition, v.verdict,
  v.decisive, j.judged_on as "judgedOn", j.state = 'in-force' and v.superseded_by is null as counts`
export const VERDICT_FROM = sql`verdict v join judging j on j.home = v.home and j.id = v.judging and j.until is null
  join sample s on s.home = v.home and s.batch = v.batch and s.ordinal = v.sample`

/** A sample with its results, its verdicts, the hands it went through and its other versions. */
export async function sampleDetail(db: Db, actor: Actor, id: string): Promise<SampleDetail> {
  const { parent, ordinal } = readRowId(id)
  const batch = await getBatch(db, actor, parent)
  const sample = await getSample(db, batch, ordinal)
  const verdicts = await sql<VerdictView>`select ${VERDICT_COLUMNS} from ${VERDICT_FROM}
    where v.home = ${batch.home}::uuid and v.batch = ${batch.id}::uuid and v.sample = ${ordinal} order by j.sequence desc, v.ordinal`.execute(
    db,
  )
  const custody = await sql<SampleDetail['custody'][number]>`
    select stage, done_on as "doneOn", number, handed_by as "handedBy", received_by as "receivedBy" from sample_handover
    where until is null and state = 'recorded' and survey is not distinct from ${batch.survey}::uuid and samples @> ${[sample.code]}::text[]
    order by done_on, since`.execute(db)
  const versions = await sql<Omit<SampleDetail['versions'][number], 'state'> & { state: keyof typeof BATCH_STATES }>`
    select s.batch, b.title, b.state, s.ordinal, ${inForce} and s.superseded_by is null as counts
    from sample s join import_batch b on b.home = s.home and b.id = s.batch and b.until is null
    where s.home = ${batch.home}::uuid and s.identity = ${sample.identity} order by b.sequence`.execute(db)
  return {
    sample: withoutKeys(sample),
    results: await resultsOf(db, batch.home, batch.id, ordinal),
    verdicts: verdicts.rows,
    custody: custody.rows,
    versions: versions.rows.map(v => ({ ...v, state: BATCH_STATES[v.state] })),
  }
}
