import type { RecordKind, RowOf } from '@jingtu/core/record.ts'
import { isRegister, VOID } from '@jingtu/core/register.ts'
import { RECORDS } from '@jingtu/programme/records.ts'
import { type ChangeContext, change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { endRegions } from '@jingtu/store/regions.ts'
import { settleSamples, settleVerdicts } from '@jingtu/store/samples/settle.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Services } from '../services.ts'
import { deleteSampleCredentials } from './credentials.ts'
import { forgetSignIns, signInsPath } from './sign-ins.ts'

/** The state in which a record of each kind is out of everybody's way; kinds that only hang on others have none. */
const END: Record<string, string | null> = {
  unit: 'closed',
  person: 'left',
  plan: 'withdrawn',
  amendment: 'withdrawn',
  task: 'cancelled',
  'named-object': 'removed',
  dispatch: 'cancelled',
  period: 'closed',
  report: null,
  target: 'cancelled',
  measurement: 'withdrawn',
  baseline: null,
  'work-group': 'dissolved',
  meeting: null,
  decision: 'cancelled',
  question: 'closed',
  letter: null,
  'region-boundary': 'withdrawn',
  survey: 'cancelled',
  'monitoring-site': 'retired',
  laboratory: 'removed',
  'laboratory-layout': 'retired',
  'sample-handover': 'void',
  'import-batch': 'rolled-back',
  judging: 'withdrawn',
  correction: 'withdrawn',
  'indicator-binding': 'released',
}
const BATCH = 500
/** 示例省: no province of GB/T 2260 begins with 99. */
const SAMPLE_ROOT = '/990000/'

/** What belongs to the sample: by its mark, by the sample plan it hangs on, or because it lies in the sample province. */
function belongs(kind: RecordKind): RawBuilder<unknown> {
  const inside = sql`region like ${`${SAMPLE_ROOT}%`}`
  if (kind.fields.sample?.kind === 'boolean') return sql`(sample or ${inside})`
  return kind.fields.plan?.to === 'plan' ? sql`plan in (select id from plan where until is null and sample)` : inside
}

/**
 * Closes everything that belongs to the sample and deletes the sample accounts, in one change. Rows of lists are taken back,
 * batches and judgings with their verdicts count no longer. The history stays, as it does for everything.
 */
export async function removeSample(
  services: Services,
  context: ChangeContext,
  file = signInsPath(),
): Promise<{ accounts: number; records: number }> {
  const removed = await change(
    services.store.db,
    { ...context, reason: context.reason ?? '移除模拟数据' },
    'remove-sample',
    async c => {
      let records = 0
      for (const kind of [...RECORDS].reverse()) {
        const end = isRegister(kind) ? VOID : END[kind.id]
        if (!end) continue
        const rows = await listRecords(c.tx, kind, sql`${belongs(kind)} and state <> ${end}`)
        for (let i = 0; i < rows.length; i += BATCH) {
          await c.updateMany(
            kind,
            rows
              .slice(i, i + BATCH)
              .map(before => ({ before: before as RowOf<RecordKind>, next: { action: 'removeSample', state: end } })),
            { carried: true },
          )
        }
        for (const row of rows) {
          if (kind.id === 'import-batch') await settleSamples(c.tx, row.home, row.id)
          if (kind.id === 'judging') await settleVerdicts(c.tx, row.home, row.id)
        }
        records += rows.length
      }
      await endRegions(c, SAMPLE_ROOT, c.today)
      return { records, accounts: await deleteSampleCredentials(c.tx) }
    },
  )
  await forgetSignIns(file)
  return removed
}
