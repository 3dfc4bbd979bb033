import { createHash } from 'node:crypto'
import { IN_FORCE } from '@jingtu/registers/monitoring/import-batch.ts'
import { assess, editionsOf, findStandard, type Standard } from '@jingtu/standards/index.ts'
import { INSUFFICIENT, type Judgement, NO_LIMIT, type Result, type Sample } from '@jingtu/standards/judgement.ts'
import type { LocalTable } from '@jingtu/standards/local-tables.ts'
import type { AssessOptions } from '@jingtu/standards/options.ts'
import { parseReading } from '@jingtu/standards/reading.ts'
import { type QueryResult, type RawBuilder, sql } from 'kysely'
import type { Flip, ResultView, SampleView } from './views.ts'

/** Runs a query wherever the caller may read now: the pool, the change, or beside a change that is copying. */
export type Run = <T>(query: RawBuilder<T>) => Promise<QueryResult<T>>

export interface JudgingAsked {
  standard: string
  options: Pick<AssessOptions, 'use' | 'landUse' | 'crop' | 'column' | 'condition' | 'target' | 'items' | 'stacking'>
  tables: readonly LocalTable[]
  /** For samples without a day of their own. */
  on: string
}

/** Batches in force of one home, in the order in which they are judged. */
export interface HomeBatches {
  home: string
  batches: { id: string; region: string }[]
}

/** What is sampled decides which standards speak of it; a sample that does not say is judged as asked. */
const MEDIA: Record<Standard['number'], readonly string[]> = {
  'GB 15618': ['土壤'],
  'GB 36600': ['土壤'],
  'GB/T 14848': ['地下水'],
  'GB 5084': ['灌溉水', '地表水'],
  'GB 2762': ['农产品'],
}

export interface Judged {
  home: string
  batch: string
  /** Of the sample in its batch. */
  ordinal: number
  code: string
  site: string | null
  sample: Sample
  /** Path of the point, else of the batch. */
  region: string
  standard: Standard
  judgement: Judgement
  before: { verdict: string; edition: string } | null
}

const SAMPLES_A_PAGE = 300

export async function batchesIn(run: Run, where: RawBuilder<unknown>): Promise<HomeBatches[]> {
  const { rows } = await run(sql<{ home: string; id: string; region: string }>`
    select home, id, region from import_batch
    where until is null and state = any(${[...IN_FORCE]}::text[]) and (${where}) order by home, sequence`)
  return [...Map.groupBy(rows, r => r.home)].map(([home, batches]) => ({ home, batches }))
}

/** Judges every sample of the batches that counts today, in one order always; writes nothing. */
export async function* judgeBatches(
  run: Run,
  { home, batches }: HomeBatches,
  asked: JudgingAsked,
): AsyncGenerator<Judged[]> {
  const newest = editionsOf(asked.standard).at(-1)!
  for (const batch of batches) {
    for (let last = 0; ; ) {
      const samples = await run(sql<SampleView & { siteRegion: string | null }>`
        select s.ordinal, s.code, s.site, s.medium, s.taken_on as "takenOn", s.land_use as "landUse", s.planned_use as "plannedUse", s.crop,
          s.crop_column as "cropColumn", s.condition, s.ph,
          (select m.region from monitoring_site m where m.id = s.site and m.until is null) as "siteRegion"
        from sample s where s.home = ${home}::uuid and s.batch = ${batch.id}::uuid and s.ordinal > ${last} and s.superseded_by is null
          and s.quality is null and (s.medium is null or s.medium = any(${[...MEDIA[newest.number]]}::text[]))
        order by s.ordinal limit ${SAMPLES_A_PAGE}`)
      const [first, final] = [samples.rows[0], samples.rows.at(-1)]
      if (!first || !final) break
      const within = sql`home = ${home}::uuid and batch = ${batch.id}::uuid and sample between ${first.ordinal} and ${final.ordinal}`
      const results = await run(sql<ResultView & { sample: number }>`
        select sample, substance, kind, value, unit, detection_limit as "detectionLimit", method, basis, why, original
        from result where ${within} order by sample, ordinal`)
      const before = await run(sql<{ sample: number; verdict: string; edition: string }>`
        select sample, verdict, edition from verdict v where ${within} and standard = ${newest.number} and superseded_by is null
          and exists (select 1 from judging j where j.home = v.home and j.id = v.judging and j.until is null and j.state = 'in-force')`)
      const bySample = Map.groupBy(results.rows, r => r.sample)
      const known = new Map(before.rows.map(v => [v.sample, { verdict: v.verdict, edition: v.edition }]))
      yield samples.rows.map(row => {
        const region = row.siteRegion ?? batch.region
        const sample = sampleOf(row, bySample.get(row.ordinal) ?? [], region)
        const standard = findStandard(asked.standard, row.takenOn ?? asked.on) ?? newest
        const judgement = assess(standard, sample, { ...asked.options, tables: asked.tables, on: asked.on })
        const place = { home, batch: batch.id, ordinal: row.ordinal, code: row.code, site: row.site, region }
        return { ...place, sample, standard, judgement, before: known.get(row.ordinal) ?? null }
      })
      last = final.ordinal
    }
  }
}

type SampleWords = Pick<
  SampleView,
  'code' | 'ph' | 'landUse' | 'plannedUse' | 'crop' | 'cropColumn' | 'condition' | 'takenOn'
>

/** /36/3601/360101/360101100/ → 360101 */
const codeOf = (path: string): string | undefined => path.split('/').findLast(s => /^(?:\d{2}|\d{4}|\d{6})$/.test(s))

export function sampleOf(row: SampleWords, results: readonly ResultView[], region: string): Sample {
  const sample: Sample = { id: row.code, results: results.map(resultOf) }
  if (row.ph !== null && !results.some(r => r.substance === 'ph')) sample.pH = parseReading(row.ph)
  const words = {
    landUse: row.landUse,
    use: row.plannedUse,
    crop: row.crop,
    column: row.cropColumn,
    condition: row.condition,
    takenOn: row.takenOn,
    region: codeOf(region) ?? null,
  }
  for (const [key, word] of Object.entries(words)) if (word !== null) sample[key as keyof typeof words] = word
  return sample
}

const resultOf = (r: ResultView): Result => ({
  substance: r.substance,
  reading:
    r.kind === 'value'
      ? { kind: 'value', value: r.value! }
      : r.kind === 'below' || r.kind === 'above'
        ? { kind: r.kind, limit: r.value! }
        : { kind: 'missing', why: r.why ?? '没有数值', ...(r.kind === 'nd' ? { notDetected: true as const } : {}) },
  unit: r.unit ?? '',
  original: r.original,
  ...(r.method === null ? {} : { method: r.method }),
  ...(r.detectionLimit === null ? {} : { detectionLimit: r.detectionLimit }),
  ...(r.basis === null ? {} : { basis: r.basis }),
})

/** What a verdict does not say: neither kept nor exceeded. */
export const isOpen = (verdict: string): boolean => verdict === INSUFFICIENT || verdict === NO_LIMIT

/** Whether the verdict is one that somebody must be told of. */
export function isExceedance(standard: Standard, verdict: string, target = 'Ⅲ类'): boolean {
  if (isOpen(verdict)) return false
  const from =
    standard.number === 'GB/T 14848' ? standard.verdicts.indexOf(target) + 1 : standard.number === 'GB 2762' ? 2 : 1
  return standard.verdicts.indexOf(verdict) >= from
}

/** Gathers what a judging comes to; its digest is over every sample, so that nothing may change between list and writing. */
export class Tally {
  readonly counts: Record<string, number> = {}
  readonly editions = new Set<string>()
  readonly flips: Flip[] = []
  samples = 0
  flipTotal = 0
  private readonly hash = createHash('sha256')
  private readonly most: number

  constructor(asked: JudgingAsked, most: number) {
    this.most = most
    this.hash.update(`${JSON.stringify([asked.standard, asked.options, asked.tables])}\n`)
  }

  add({ batch, ordinal, code, standard, judgement, before }: Judged): void {
    const { verdict } = judgement
    this.samples++
    this.counts[verdict] = (this.counts[verdict] ?? 0) + 1
    this.editions.add(standard.id)
    this.hash.update(`${batch} ${ordinal} ${standard.id} ${before?.verdict ?? ''} ${verdict}\n`)
    if (before === null || before.verdict === verdict) return
    this.flipTotal++
    if (this.flips.length >= this.most) return
    this.flips.push({
      batch,
      sample: ordinal,
      code,
      standard: standard.number,
      before: before.verdict,
      beforeEdition: before.edition,
      after: verdict,
      edition: standard.id,
      decisive: judgement.decisive.join('、'),
    })
  }

  digest(): string {
    return this.hash.copy().digest('hex')
  }
}
