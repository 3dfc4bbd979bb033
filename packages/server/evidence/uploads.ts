import { dataUpload } from '@jingtu/registers/data-upload.ts'
import type { ImportBatch } from '@jingtu/registers/monitoring/import-batch.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'

/** A batch that is accepted owes its upload; one that is taken back owes it no longer. */
export async function followUpload(c: Change, batch: ImportBatch, move: string): Promise<void> {
  const [known] = await listRecords(c.tx, dataUpload, sql`batch = ${batch.id}::uuid and state <> 'void'`, { limit: 1 })
  if (move === 'accept' || move === 'acceptWithReason') {
    if (known) return
    await c.insert(dataUpload, {
      home: batch.home,
      region: batch.region,
      values: {
        batch: batch.id,
        title: batch.title!,
        survey: batch.survey,
        samples: batch.sampleCount!,
        results: batch.resultCount!,
        acceptedOn: c.today,
      },
    })
    return
  }
  if (known && known.state !== 'withdrawn')
    await c.update(dataUpload, await c.get(dataUpload, known.id), { action: 'withdraw', state: 'withdrawn' })
}
