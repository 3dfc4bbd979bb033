import type { Actor } from '@jingtu/core/access.ts'
import { type ImportBatch, importBatchRecord } from '@jingtu/registers/monitoring/import-batch.ts'
import { judgingRecord } from '@jingtu/registers/monitoring/judging.ts'
import type { Judgement } from '@jingtu/standards/judgement.ts'
import { findSubstance } from '@jingtu/standards/substances.ts'
import type { Db } from '@jingtu/store/open.ts'
import { getRecord } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { refusal } from '../problems.ts'
import { cellOf, fileOfBatch } from './original-cell.ts'
import { getBatch, getSample, readRowId, resultsOf, VERDICT_COLUMNS, VERDICT_FROM } from './reads.ts'
import type { VerdictView, Why } from './views.ts'

/** From the verdict down to the cell of the file it rests on. @throws Refusal 'not-found' */
export async function whyOf(db: Db, actor: Actor, id: string): Promise<Why> {
  const { parent, ordinal } = readRowId(id)
  const { rows } = await sql<
    VerdictView & { judgement: string }
  >`select ${VERDICT_COLUMNS}, v.judgement from ${VERDICT_FROM}
    where v.judging = ${parent}::uuid and v.ordinal = ${ordinal}`.execute(db)
  const row = rows[0]
  if (!row) throw refusal('not-found', '没有这条评价结论')
  const { judgement: text, ...verdict } = row
  const batch = await getBatch(db, actor, verdict.batch)
  const judging = await getRecord(db, judgingRecord, parent)
  const judgement = JSON.parse(text) as Judgement
  const sample = await getSample(db, batch, verdict.sample)
  const results = await resultsOf(db, batch.home, batch.id, verdict.sample)
  const source = await firstBatch(db, batch)
  const file = await fileOfBatch(db, source)
  const { home: _h, identity: _i, ...shown } = sample
  return {
    verdict,
    judging: {
      id: judging.id,
      title: judging.title,
      judgedOn: judging.judgedOn,
      laws: judging.laws ?? [],
      options: judging.options,
      tables: judging.tables ?? [],
    },
    sample: shown,
    notes: judgement.notes,
    steps: judgement.findings.map(finding => ({
      finding,
      decisive: judgement.decisive.includes(finding.name),
      results: results
        .filter(
          r =>
            r.substance === (finding.substance ?? findSubstance(finding.name)?.id) ||
            isPartOf(r.substance, finding.substance),
        )
        .map(r => ({ ...r, cell: cellOf(batch, file, r) })),
    })),
    missing: judgement.missing,
  }
}

/** A sum's finding rests on its members. */
const isPartOf = (substance: string, whole: string | null): boolean =>
  whole !== null && (findSubstance(whole)?.sumOf?.includes(substance) ?? false)

/** A correction's cells stand in the file of the batch it corrects. */
async function firstBatch(db: Db, batch: ImportBatch): Promise<ImportBatch> {
  let first = batch
  for (const seen = new Set<string>(); first.corrects && !seen.has(first.id); ) {
    seen.add(first.id)
    first = await getRecord(db, importBatchRecord, first.corrects)
  }
  return first
}
