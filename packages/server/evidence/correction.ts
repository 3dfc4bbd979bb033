import type { Actor } from '@jingtu/core/access.ts'
import { newId } from '@jingtu/core/id.ts'
import { type ImportBatch, IN_FORCE, importBatchRecord } from '@jingtu/registers/monitoring/import-batch.ts'
import { surveyRecord } from '@jingtu/registers/monitoring/survey.ts'
import { parseReading } from '@jingtu/standards/reading.ts'
import { type ChangeContext, change } from '@jingtu/store/changes.ts'
import { findRecord } from '@jingtu/store/records.ts'
import { RESULT, SAMPLE } from '@jingtu/store/samples/bulk.ts'
import type { BulkValue } from '@jingtu/store/samples/line.ts'
import { settleSamples } from '@jingtu/store/samples/settle.ts'
import { BulkWriter } from '@jingtu/store/samples/writer.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import { refusal } from '../problems.ts'
import type { Services } from '../services.ts'
import { ContentSum } from './fingerprint.ts'
import { readRowId } from './reads.ts'
import { standingOf } from './standing.ts'
import { nextSequence } from './storing.ts'

export const correctBody = z.object({
  corrections: z
    .array(
      z.object({ ordinal: z.number().int().min(1), text: z.string().trim().min(1, '请填写更正后的结果').max(200) }),
    )
    .min(1)
    .max(500),
  reason: z.string().trim().min(1, '请填写更正的理由').max(1000),
})

type Row = Record<string, BulkValue>

/**
 * A sample with some results put right: the whole sample once more, as a batch of its own that takes the place of the row before.
 * The text of the file's cell stays, the new text stands beside it. @throws Refusal
 */
export async function correctResult(
  services: Services,
  actor: Actor,
  context: ChangeContext,
  sampleId: string,
  body: z.output<typeof correctBody>,
): Promise<ImportBatch> {
  const { parent, ordinal } = readRowId(sampleId)
  return change(services.store.db, context, { sampleId, body }, async c => {
    const before = await c.get(importBatchRecord, parent)
    const survey = before.survey ? await findRecord(c.tx, surveyRecord, before.survey) : undefined
    const relations = standingOf(actor, {
      region: before.region,
      ownerUnit: survey?.ownerUnit ?? null,
      submittedBy: before.submittedBy,
    })
    if (relations.size === 0 || !(actor.duties.includes('reporter') || actor.duties.includes('reviewer')))
      throw refusal('forbidden', '不能更正这个结果', ['须由报送单位、组织调查的单位或生态环境部门办理'])
    if (!IN_FORCE.includes(before.state)) throw refusal('conflict', '不能更正', ['这批数据已撤回或不采信'])
    const sequence = await nextSequence(c.tx, 'import_batch', before.home)
    const key = sql`home = ${before.home}::uuid and batch = ${before.id}::uuid`
    const samples = await sql<Row>`select *, taken_on from sample where ${key} and ordinal = ${ordinal}`.execute(c.tx)
    const sample = samples.rows[0]
    if (!sample) throw refusal('not-found', '没有找到这个样品')
    if (sample.superseded_by !== null)
      throw refusal('conflict', '不能更正', ['这个样品已被后来的数据取代，请更正现行的一条'])
    const results = await sql<Row>`select * from result where ${key} and sample = ${ordinal} order by ordinal`.execute(
      c.tx,
    )
    const corrected = correct(results.rows, body.corrections)
    const id = newId(context.now.getTime())
    const write = async (table: typeof RESULT, rows: Row[]) => {
      const writer = new BulkWriter(c, table, before.home, id)
      for (const row of rows) writer.add(table.columns.map(([column]) => row[column] ?? null))
      return writer.end()
    }
    const result = await write(
      RESULT,
      corrected.map(r => ({ ...r, sample: 1 })),
    )
    const fingerprint = sumOf(corrected, String(sample.fingerprint))
    const content = { result, sample: await write(SAMPLE, [{ ...sample, fingerprint }]) }
    const batch = await c.insert(
      importBatchRecord,
      {
        id,
        home: before.home,
        region: before.region,
        values: {
          title: `更正：${before.title}（${sample.code}）`,
          kind: '更正',
          survey: before.survey,
          laboratory: before.laboratory,
          submittedBy: actor.unit,
          sequence,
          source: before.source,
          sourceName: before.sourceName,
          layouts: before.layouts,
          mends: corrected.flatMap(r =>
            body.corrections.some(x => x.ordinal === r.ordinal)
              ? [{ place: String(r.place), original: String(r.original), text: String(r.mended), reason: body.reason }]
              : [],
          ),
          corrects: before.id,
          onDuplicate: '新版本',
          content,
          sampleCount: 1,
          resultCount: result.rows,
          takenFrom: sample.taken_on as string | null,
          takenTo: sample.taken_on as string | null,
        },
      },
      'correct',
    )
    await settleSamples(c.tx, before.home, id)
    return batch
  })
}

function correct(rows: Row[], corrections: z.output<typeof correctBody>['corrections']): Row[] {
  const faults: string[] = []
  const wanted = new Map(corrections.map(c => [c.ordinal, c.text]))
  const after = rows.map(row => {
    const text = wanted.get(row.ordinal as number)
    wanted.delete(row.ordinal as number)
    if (text === undefined) return row
    const reading = parseReading(text, row.detection_limit)
    if (reading.kind === 'missing' && !reading.notDetected) faults.push(`“${text}”不能识别：${reading.why}`)
    const value = reading.kind === 'value' ? reading.value : reading.kind === 'missing' ? null : reading.limit
    const kind = reading.kind === 'missing' && reading.notDetected ? 'nd' : reading.kind
    return { ...row, kind, value, why: reading.kind === 'missing' ? reading.why : null, mended: text }
  })
  for (const ordinal of wanted.keys()) faults.push(`样品没有第 ${ordinal} 个结果`)
  if (faults.length > 0) throw refusal('invalid', '更正有误', faults)
  return after
}

/** Content after a correction; it differs from the content before whenever a result does. */
function sumOf(rows: Row[], before: string): string {
  const sum = new ContentSum()
  for (const r of rows)
    sum.add(
      String(r.substance),
      String(r.kind),
      r.value as string | null,
      String(r.unit ?? ''),
      r.basis as string | null,
    )
  return sum.end(`corrected ${before}`)
}
