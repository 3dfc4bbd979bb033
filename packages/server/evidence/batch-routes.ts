import type { Actor } from '@jingtu/core/access.ts'
import { isId } from '@jingtu/core/id.ts'
import { type ImportBatch, importBatchRecord } from '@jingtu/registers/monitoring/import-batch.ts'
import { judgingRecord } from '@jingtu/registers/monitoring/judging.ts'
import { surveyRecord } from '@jingtu/registers/monitoring/survey.ts'
import { SUBSTANCES } from '@jingtu/standards/substances.ts'
import { type Change, change } from '@jingtu/store/changes.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { countRecords, findRecord, listRecords } from '@jingtu/store/records.ts'
import { settleSamples } from '@jingtu/store/samples/settle.ts'
import { Hono } from 'hono'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { actorOf, changeContext, type Env } from '../context.ts'
import { moveRecord, refusalsOf } from '../moves.ts'
import { checked, readBody, refusal } from '../problems.ts'
import { namesOf } from '../records/names.ts'
import type { Services } from '../services.ts'
import { correctBody, correctResult } from './correction.ts'
import { findCell } from './original-cell.ts'
import { type CertifiedValue, qualityOf } from './quality.ts'
import { getBatch, listSamples, sampleDetail } from './reads.ts'
import { readable, standingOf } from './standing.ts'
import { lockEvidence } from './storing.ts'
import { followUpload } from './uploads.ts'
import type { BatchDetail, BatchList, BatchView } from './views.ts'

const paging = z.object({
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(500).default(50),
})
const uuid = z.string().refine(isId, '应为编号').optional()
const listQuery = paging.extend({ survey: uuid, laboratory: uuid, state: z.string().max(40).optional() })
const sampleQuery = paging.extend({
  batch: uuid,
  survey: uuid,
  site: uuid,
  medium: z.string().max(20).optional(),
  code: z.string().max(100).optional(),
  counting: z.stringbool().optional(),
})
const moveBody = z.object({ reason: z.string().max(1000).nullish() })
const decimal = z.string().regex(/^(0|[1-9]\d*)(\.\d+)?$/, '应为数字，例如 0.25')
const certifiedBody = z.object({
  version: z.number().int(),
  certified: z
    .array(
      z.object({
        code: z.string().min(1).max(200),
        substance: z.string().refine(s => SUBSTANCES.some(x => x.id === s), '物质名录没有这个项目'),
        value: decimal.refine(v => Number(v) > 0, '标准值应大于 0'),
        unit: z.string().min(1).max(40),
        uncertainty: decimal.nullable().default(null),
      }),
    )
    .max(2000),
})

const MOVES = ['accept', 'acceptWithReason', 'reject', 'rollBack'] as const

/** Batches and what stands in them: list, look, accept, reject, roll back, correct. */
export function batchRoutes(services: Services): Hono<Env> {
  const { db } = services.store
  const app = new Hono<Env>()

  app.get('/evidence/batches', async c => {
    const actor = actorOf(c)
    const q = checked(listQuery, c.req.query())
    const where: RawBuilder<unknown>[] = [readable(actor)]
    if (q.survey) where.push(sql`survey = ${q.survey}::uuid`)
    if (q.laboratory) where.push(sql`laboratory = ${q.laboratory}::uuid`)
    if (q.state) where.push(sql`state = ${q.state}`)
    const all = sql.join(where, sql` and `)
    const order = sql`since desc, id offset ${(q.page - 1) * q.size}`
    const rows = await listRecords(db, importBatchRecord, all, { orderBy: order, limit: q.size })
    const list: BatchList = {
      rows: await Promise.all(rows.map(row => shownBatch(db, actor, row, false))),
      total: await countRecords(db, importBatchRecord, all),
      names: await namesOf(db, importBatchRecord, rows),
    }
    return c.json(list)
  })

  app.get('/evidence/batches/:id', async c => {
    const actor = actorOf(c)
    const batch = await getBatch(db, actor, c.req.param('id'))
    const judgings = await listRecords(
      db,
      judgingRecord,
      sql`home = ${batch.home}::uuid and id in
      (select judging from verdict where home = ${batch.home}::uuid and batch = ${batch.id}::uuid)`,
    )
    const detail: BatchDetail = {
      batch: await shownBatch(db, actor, batch, true),
      names: await namesOf(db, importBatchRecord, [batch]),
      quality: await qualityOf(db, batch.home, batch.id, certifiedOf(batch)),
      leftOut: batch.leftOut ?? [],
      judgings: judgings.map(({ content: _c, ...j }) => ({ ...j, moves: [], editable: false })),
    }
    return c.json(detail)
  })

  app.get('/evidence/samples', async c => {
    const { page, size, ...filter } = checked(sampleQuery, c.req.query())
    return c.json(await listSamples(db, actorOf(c), filter, { page, size }))
  })

  app.get('/evidence/samples/:id', async c => c.json(await sampleDetail(db, actorOf(c), c.req.param('id'))))

  /** The cell of the file with what stands around it. */
  app.get('/evidence/batches/:id/cell', async c => {
    const batch = await getBatch(db, actorOf(c), c.req.param('id'))
    return c.json(await findCell(db, batch, c.req.query('place') ?? ''))
  })

  app.post('/evidence/batches/:id/certified', async c => {
    const actor = actorOf(c)
    const body = await readBody(c, certifiedBody)
    const id = c.req.param('id')
    return c.json(
      await change(db, changeContext(c, services), { id, body }, async ch => {
        const batch = await ch.get(importBatchRecord, id)
        await requireReviewer(ch.tx, actor, batch, '登记标准值')
        if (batch.version !== body.version) throw refusal('conflict', '这批数据已被他人修改', ['请刷新后再操作'])
        if (batch.state !== 'stored') throw refusal('conflict', '不能登记标准值', ['这批数据已经审定'])
        return ch.update(importBatchRecord, batch, {
          action: 'certify',
          values: { quality: { certified: body.certified } },
        })
      }),
    )
  })

  app.post('/evidence/batches/:id/moves/:move', async c => {
    const actor = actorOf(c)
    const body = await readBody(c, moveBody)
    const { id, move } = c.req.param()
    const name = MOVES.find(m => m === move)
    if (!name) throw refusal('not-found', '没有这个操作')
    return c.json(
      await change(db, changeContext(c, services, body.reason ?? null), { id, move, body }, async ch => {
        const seen = await ch.get(importBatchRecord, id)
        await lockEvidence(ch.tx, seen.home)
        const batch = await ch.get(importBatchRecord, id)
        const moved = await moveRecord(ch, importBatchRecord, batch, name, {
          actor,
          relations: await relationsTo(ch.tx, actor, batch),
          refusals: name === 'accept' ? await qualityRefusals(ch, batch) : [],
        })
        if (name === 'reject' || name === 'rollBack') await settleSamples(ch.tx, batch.home, batch.id)
        await followUpload(ch, moved, name)
        return moved
      }),
    )
  })

  /** One result put right: a small batch of its own, with the cell's text kept. */
  app.post('/evidence/samples/:id/corrections', async c => {
    const actor = actorOf(c)
    const body = await readBody(c, correctBody)
    return c.json(
      await correctResult(services, actor, changeContext(c, services, body.reason), c.req.param('id'), body),
    )
  })
  return app
}

const certifiedOf = (batch: ImportBatch): CertifiedValue[] =>
  (batch.quality as { certified?: CertifiedValue[] } | null)?.certified ?? []

async function relationsTo(db: Db | Tx, actor: Actor, batch: ImportBatch) {
  const survey = batch.survey ? await findRecord(db, surveyRecord, batch.survey) : undefined
  return standingOf(actor, {
    region: batch.region,
    ownerUnit: survey?.ownerUnit ?? null,
    submittedBy: batch.submittedBy,
  })
}

async function requireReviewer(db: Db | Tx, actor: Actor, batch: ImportBatch, what: string): Promise<void> {
  if (!actor.duties.includes('reviewer') || !(await relationsTo(db, actor, batch)).has('owner'))
    throw refusal('forbidden', `不能${what}`, ['须由组织调查的单位或生态环境部门的审核人员办理'])
}

/** Without reserve only what passes its own controls may be accepted. */
async function qualityRefusals(c: Change, batch: ImportBatch): Promise<string[]> {
  const report = await qualityOf(c.tx, batch.home, batch.id, certifiedOf(batch))
  if (report.failed === 0) return []
  const first = [...report.duplicates, ...report.blanks, ...report.certified]
    .filter(r => r.passes === false)
    .slice(0, 5)
  return [
    ...first.map(r => `质控不合格：${r.code} ${r.name}，${r.why}`),
    `共 ${report.failed} 项质控不合格，只能说明理由后“有条件采信”，或“不采信”`,
  ]
}

async function shownBatch(db: Db, actor: Actor, batch: ImportBatch, whole: boolean): Promise<BatchView> {
  const relations = await relationsTo(db, actor, batch)
  const moves = MOVES.filter(name => {
    const { forbidden, conflicts } = refusalsOf(importBatchRecord, batch, name, actor, relations, null)
    return forbidden.length + conflicts.length === 0
  })
  const { layouts, leftOut, mends, ...row } = batch
  const lists = whole ? { layouts, leftOut, mends } : { leftOut: null, mends: null }
  return { ...row, ...lists, moves, editable: false }
}
