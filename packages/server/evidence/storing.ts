import type { Actor } from '@jingtu/core/access.ts'
import { newId } from '@jingtu/core/id.ts'
import { dayInShanghai } from '@jingtu/core/period.ts'
import { problem, type Reason, Refusal } from '@jingtu/core/problem.ts'
import {
  type ImportBatch,
  importBatchRecord,
  type LeftOut,
  type Mend,
} from '@jingtu/registers/monitoring/import-batch.ts'
import { laboratoryRecord } from '@jingtu/registers/monitoring/laboratory.ts'
import type { CheckedRow } from '@jingtu/standards/laboratory/checked.ts'
import { type Change, type ChangeContext, change } from '@jingtu/store/changes.ts'
import type { Tx } from '@jingtu/store/open.ts'
import { getRecord } from '@jingtu/store/records.ts'
import { RESULT, SAMPLE } from '@jingtu/store/samples/bulk.ts'
import { settleSamples } from '@jingtu/store/samples/settle.ts'
import { BulkWriter } from '@jingtu/store/samples/writer.ts'
import { sql } from 'kysely'
import type { Services } from '../services.ts'
import { doorBoundary } from './boundaries.ts'
import { checkSource, type Originals, type Taker } from './checking.ts'
import { doorContext } from './door-context.ts'
import { Intake } from './intake.ts'
import { rememberLayouts } from './layouts.ts'
import { type ImportAsked, scopeOf, tablesOf } from './preview.ts'
import { noteProgress } from './progress.ts'
import { type FileSource, openSource } from './source.ts'
import { placeForImport, sitesUnder } from './standing.ts'
import { inTurn } from './turns.ts'
import type { CellFault } from './views.ts'

export interface ImportOrder extends ImportAsked {
  title: string
  onDuplicate: '新版本' | '跳过'
  /** Leave faulty cells and rows out, and why; null: any error refuses the whole. */
  leaveOut: string | null
  /** Invented, for looking around. */
  sample?: true
}

const MOST_REASONS = 200
/** Rows left out that the batch lists one by one. */
const MOST_LEFT_OUT = 5000

/**
 * One pass: every row goes through the door and on into the store, inside one change. An error refuses it all, unless the
 * person chose with a reason to leave what is faulty out. @throws Refusal
 */
export async function storeImport(
  services: Services,
  actor: Actor,
  context: ChangeContext,
  file: FileSource,
  order: ImportOrder,
): Promise<ImportBatch> {
  const { db } = services.store
  const request = context.requestId
  noteProgress(request, { stage: '读取', rows: 0, part: 0 })
  try {
    const placed = await placeForImport(db, actor, order.survey)
    const laboratory = order.laboratory === null ? null : await getRecord(db, laboratoryRecord, order.laboratory)
    const source = await openSource(file)
    const { plans } = await tablesOf(db, source, laboratory, order.tables)
    const sites = await sitesUnder(db, placed.region.path)
    const door = doorContext(dayInShanghai(context.now), sites, await doorBoundary(db, placed.region))
    const store = (): Promise<ImportBatch> =>
      change(db, { ...context, sourceFile: file.hash }, { file: file.hash, order }, async c => {
        const sequence = await nextSequence(c.tx, 'import_batch', placed.home)
        const id = newId(context.now.getTime())
        const storing = new Storing(
          c,
          placed.home,
          id,
          new Intake(scopeOf(placed), sites),
          order.leaveOut !== null,
          rows => noteProgress(request, { stage: '检查并写入', rows, part: Math.min(1, rows / source.rowsAbout) }),
        )
        let content: ImportBatch['content']
        try {
          await checkSource(source, plans, door, order.mends, storing, c.copies ? undefined : c.tx)
          storing.refuseErrors(source.name)
          content = await storing.end()
        } catch (error) {
          await storing.abandon()
          throw error
        }
        noteProgress(request, { stage: '登记', rows: storing.rows, part: 1 })
        if (laboratory) await rememberLayouts(c, laboratory, plans)
        const stored = await c.insert(
          importBatchRecord,
          {
            id,
            home: placed.home,
            region: placed.region.path,
            values: {
              title: order.title,
              kind: '文件导入',
              survey: placed.survey?.id ?? null,
              laboratory: laboratory?.id ?? null,
              submittedBy: actor.unit,
              sequence,
              source: [file.hash],
              sourceName: file.name,
              layouts: plans,
              mends: mendsOf(order, storing.mended),
              leftOut: storing.leftOut,
              leftOutReason: order.leaveOut,
              onDuplicate: order.onDuplicate,
              content,
              sampleCount: storing.intake.count,
              resultCount: content!.result!.rows,
              warningCount: storing.warnings,
              takenFrom: storing.intake.takenFrom,
              takenTo: storing.intake.takenTo,
              sample: order.sample ?? null,
            },
          },
          'import',
        )
        await settleSamples(c.tx, placed.home, id)
        return stored
      })
    const batch = await inTurn(store)
    noteProgress(request, { stage: '完成', rows: batch.resultCount, part: 1 })
    return batch
  } catch (error) {
    noteProgress(request, { stage: '失败', rows: 0, part: null })
    throw error
  }
}

/** What counts in a home is settled by one change at a time; others wait until it has ended. */
export async function lockEvidence(tx: Tx, home: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('evidence'), hashtext(${home}))`.execute(tx)
}

/** The next number among the batches (the judgings) of a home. */
export async function nextSequence(tx: Tx, table: 'import_batch' | 'judging', home: string): Promise<number> {
  await lockEvidence(tx, home)
  const { rows } = await sql<{ n: number | null }>`
    select max(sequence) as n from ${sql.table(table)} where home = ${home}::uuid and version = 1`.execute(tx)
  return (rows[0]!.n ?? 0) + 1
}

const mendsOf = (order: ImportOrder, mended: Originals): Mend[] =>
  order.mends.map(m => ({
    place: m.place,
    original: mended.get(m.place)?.original ?? '',
    text: m.text,
    reason: m.reason ?? null,
  }))

class Storing implements Taker {
  readonly intake: Intake
  readonly leftOut: LeftOut[] = []
  readonly mended = new Map<string, { original: string; mended: string }>()
  rows = 0
  warnings = 0
  private errors = 0
  private readonly reasons: Reason[] = []
  private readonly results: BulkWriter
  private readonly change: Change
  private readonly home: string
  private readonly batch: string
  private readonly leavesOut: boolean
  private readonly progress: (rows: number) => void
  private lastOriginals: Originals | null = null

  constructor(
    c: Change,
    home: string,
    batch: string,
    intake: Intake,
    leavesOut: boolean,
    progress: (rows: number) => void,
  ) {
    this.change = c
    this.home = home
    this.batch = batch
    this.intake = intake
    this.leavesOut = leavesOut
    this.progress = progress
    this.results = new BulkWriter(c, RESULT, home, batch)
  }

  row(row: CheckedRow, originals: Originals): void {
    this.rows++
    this.lastOriginals = originals
    // Nothing of a file that will be refused is gathered any further.
    if (this.errors > 0 && !this.leavesOut) return
    if (row.grade === 'error' && isFaultySample(row)) return
    const ordinal = this.intake.sample(row, '')
    for (const r of row.results) if (r.grade !== 'error') this.results.add(this.intake.result(ordinal, r, originals))
  }

  fault(fault: CellFault): void {
    if (fault.grade === 'warning') {
      this.warnings++
      return
    }
    this.errors++
    const { place, message, mend, text } = fault
    if (this.leavesOut) {
      if (this.leftOut.length < MOST_LEFT_OUT) this.leftOut.push({ place, text, messages: [message] })
    } else if (this.reasons.length < MOST_REASONS) this.reasons.push({ where: place, message: `${message}。${mend}` })
  }

  async block(rows: number): Promise<void> {
    if (this.lastOriginals) for (const [place, was] of this.lastOriginals) this.mended.set(place, was)
    if (this.errors === 0 || this.leavesOut) await this.results.flush()
    this.progress(rows)
    // Others want an answer too: writing alone may never wait.
    await new Promise<void>(go => setImmediate(go))
  }

  refuseErrors(name: string): void {
    if (this.errors > 0 && !this.leavesOut)
      throw new Refusal(
        problem('invalid', `“${name}”有 ${this.errors} 处错误，没有导入任何数据`, [
          ...this.reasons,
          ...(this.errors > this.reasons.length ? [`另有 ${this.errors - this.reasons.length} 处错误`] : []),
        ]),
      )
    if (this.intake.count === 0)
      throw new Refusal(problem('invalid', `“${name}”里没有可以导入的结果`, ['请检查数据行和列的对应关系']))
  }

  async end(): Promise<NonNullable<ImportBatch['content']>> {
    const result = await this.results.end()
    const samples = new BulkWriter(this.change, SAMPLE, this.home, this.batch)
    for (const row of this.intake.rows()) if (samples.add(row)) await samples.flush()
    return { result, sample: await samples.end() }
  }

  abandon(): Promise<void> {
    return this.results.abandon()
  }
}

/** What is wrong with a sample's own words is said at its first row and keeps all its rows out. */
const isFaultySample = (row: CheckedRow): boolean => row.sample?.grade === 'error'
