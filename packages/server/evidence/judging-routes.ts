import { isId } from '@jingtu/core/id.ts'
import { dayInShanghai } from '@jingtu/core/period.ts'
import { type Judging, judgingRecord } from '@jingtu/registers/monitoring/judging.ts'
import type { Judgement } from '@jingtu/standards/judgement.ts'
import { type Change, change } from '@jingtu/store/changes.ts'
import { countRecords, listRecords } from '@jingtu/store/records.ts'
import { settleVerdicts } from '@jingtu/store/samples/settle.ts'
import { Hono } from 'hono'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { actorOf, changeContext, type Env } from '../context.ts'
import { gatherWaterSources } from '../effects/drinking-water-source.ts'
import { moveRecord, refusalsOf } from '../moves.ts'
import { checked, readBody } from '../problems.ts'
import type { Services } from '../services.ts'
import { type JudgingOrder, previewJudging, storeJudging } from './judging.ts'
import { judgePlaces } from './places.ts'
import { VERDICT_COLUMNS, VERDICT_FROM } from './reads.ts'
import { readable, standingOf } from './standing.ts'
import { lockEvidence } from './storing.ts'
import type { Exceedance, Page, VerdictView } from './views.ts'
import { whyOf } from './why.ts'

const id = z.string().refine(isId, '应为编号')
const word = z.string().trim().min(1).max(200).optional()
const orderBody = z.object({
  scope: z.object({ batch: id.optional(), survey: id.optional(), region: id.optional() }),
  standard: z.string().trim().min(1, '请选择标准').max(100),
  options: z
    .object({
      use: word,
      landUse: word,
      crop: word,
      column: word,
      condition: word,
      target: word,
      items: word,
      stacking: z.enum(['strictest', 'first']).optional(),
    })
    .default({}),
  localStandards: z.array(id).max(20).default([]),
  title: z.string().trim().max(200).nullish(),
})
const previewBody = orderBody.extend({
  page: z.number().int().min(1).default(1),
  size: z.number().int().min(1).max(1000).default(200),
})
const storeBody = orderBody.extend({ digest: z.string().regex(/^[0-9a-f]{64}$/, '请先预览变化清单') })
const listQuery = z.object({
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(500).default(50),
  batch: id.optional(),
  survey: id.optional(),
  site: id.optional(),
  judging: id.optional(),
  standard: z.string().max(40).optional(),
  verdict: z.string().max(40).optional(),
  counting: z.stringbool().optional(),
})

const placesQuery = z.object({
  standard: z.string().trim().min(1, '请选择标准').max(100),
  items: z.string().trim().min(1, '请选择项目组').max(100),
  use: word,
  landUse: word,
  target: word,
})

const orderOf = (b: z.output<typeof orderBody>): JudgingOrder => ({
  scope: b.scope,
  standard: b.standard,
  // Left out is not the same as undefined to what compares orders.
  options: JSON.parse(JSON.stringify(b.options)),
  localStandards: b.localStandards,
  title: b.title || null,
})

/** Verdicts: what a judging would say, the judging itself, and why each verdict is what it is. */
export function judgingRoutes(services: Services): Hono<Env> {
  const { db } = services.store
  const app = new Hono<Env>()

  app.post('/evidence/judgings/preview', async c => {
    const actor = actorOf(c)
    const body = await readBody(c, previewBody)
    return c.json(await previewJudging(services, actor, orderOf(body), { page: body.page, size: body.size }))
  })

  app.post('/evidence/judgings', async c => {
    const actor = actorOf(c)
    const body = await readBody(c, storeBody)
    return c.json(await storeJudging(services, actor, changeContext(c, services), orderOf(body), body.digest))
  })

  app.get('/evidence/judgings', async c => {
    const actor = actorOf(c)
    if (actor.party !== null) return c.json({ rows: [], total: 0 })
    const q = checked(listQuery, c.req.query())
    const where: RawBuilder<unknown>[] = [sql`region like ${`${actor.region}%`}`]
    if (q.batch) where.push(sql`batch = ${q.batch}::uuid`)
    if (q.survey) where.push(sql`survey = ${q.survey}::uuid`)
    if (q.standard) where.push(sql`standard = ${q.standard}`)
    const all = sql.join(where, sql` and `)
    const order = sql`since desc, id offset ${(q.page - 1) * q.size}`
    const rows = await listRecords(db, judgingRecord, all, { orderBy: order, limit: q.size })
    return c.json({
      rows: rows.map(({ content: _c, ...row }) => {
        const judging = { ...row, content: _c }
        const { forbidden, conflicts } = refusalsOf(
          judgingRecord,
          judging,
          'withdraw',
          actor,
          standingOf(actor, row),
          null,
        )
        return { ...row, moves: forbidden.length + conflicts.length === 0 ? ['withdraw'] : [], editable: false }
      }),
      total: await countRecords(db, judgingRecord, all),
    })
  })

  app.post('/evidence/judgings/:id/moves/withdraw', async c => {
    const actor = actorOf(c)
    const body = await readBody(c, z.object({ reason: z.string().max(1000).nullish() }))
    const judgingId = c.req.param('id')
    return c.json(
      await change(db, changeContext(c, services, body.reason ?? null), { judgingId, body }, async ch => {
        const seen = await ch.get(judgingRecord, judgingId)
        await lockEvidence(ch.tx, seen.home)
        const judging = await ch.get(judgingRecord, judgingId)
        const moved = await moveRecord(ch, judgingRecord, judging, 'withdraw', {
          actor,
          relations: standingOf(actor, judging),
        })
        await settleVerdicts(ch.tx, judging.home, judging.id)
        await gatherWaterSources(ch, await sitesJudged(ch, judging))
        return moved
      }),
    )
  })

  const fromOf = (actor: ReturnType<typeof actorOf>, q: z.output<typeof listQuery>): RawBuilder<unknown> => {
    const where: RawBuilder<unknown>[] = [
      sql`v.batch in (select id from import_batch where until is null and ${readable(actor)})`,
    ]
    if (q.batch) where.push(sql`v.batch = ${q.batch}::uuid`)
    if (q.survey)
      where.push(sql`v.batch in (select id from import_batch where until is null and survey = ${q.survey}::uuid)`)
    if (q.site) where.push(sql`s.site = ${q.site}::uuid`)
    if (q.judging) where.push(sql`v.judging = ${q.judging}::uuid`)
    if (q.standard) where.push(sql`v.standard = ${q.standard}`)
    if (q.verdict) where.push(sql`v.verdict = ${q.verdict}`)
    if (q.counting) where.push(sql`j.state = 'in-force' and v.superseded_by is null`)
    return sql`from ${VERDICT_FROM} where ${sql.join(where, sql` and `)}`
  }

  app.get('/evidence/verdicts', async c => {
    const q = checked(listQuery, c.req.query())
    const from = fromOf(actorOf(c), q)
    const { rows } =
      await sql<VerdictView>`select ${VERDICT_COLUMNS} ${from} order by j.sequence desc, v.judging, v.ordinal
      limit ${q.size} offset ${(q.page - 1) * q.size}`.execute(db)
    const total = await sql<{ n: number }>`select count(*) as n ${from}`.execute(db)
    const page: Page<VerdictView> = { rows, total: total.rows[0]!.n, page: q.page, size: q.size }
    return c.json(page)
  })

  /** Points of a survey, each by all its samples and a set of items; written nowhere. */
  app.get('/evidence/surveys/:id/places', async c => {
    const actor = actorOf(c)
    const { standard, ...options } = checked(placesQuery, c.req.query())
    const survey = checked(id, c.req.param('id'))
    const asked = { standard, options, tables: [], on: dayInShanghai(services.clock()) }
    return c.json({ rows: await judgePlaces(db, actor, survey, asked) })
  })

  app.get('/evidence/verdicts/:id/why', async c => c.json(await whyOf(db, actorOf(c), c.req.param('id'))))

  /** The exceedance table as laboratories print it: a line for every item of a sample that is above a limit. */
  app.get('/evidence/exceedances', async c => {
    const q = checked(listQuery, c.req.query())
    // Groundwater is graded, and what reaches its target exceeds nothing; the signs of the classes stand in their order.
    const from = sql`${fromOf(actorOf(c), { ...q, counting: true })}
      and (v.standard not like 'GB/T 14848%' or v.verdict collate "C" > ${TARGET} collate "C")`
    const { rows } = await sql<
      VerdictView & { judgement: string; takenOn: string | null; site: string | null; target: string }
    >`
      select ${VERDICT_COLUMNS}, v.judgement, s.taken_on as "takenOn", s.site, ${TARGET} as target ${from} and v.decisive is not null
      order by v.batch, v.sample limit ${q.size} offset ${(q.page - 1) * q.size}`.execute(db)
    const total = await sql<{ n: number }>`select count(*) as n ${from} and v.decisive is not null`.execute(db)
    const lines = rows.flatMap(row => linesOf(row))
    return c.json({ rows: lines, total: total.rows[0]!.n, page: q.page, size: q.size })
  })
  return app
}

/** The class a groundwater had to reach when it was judged. */
const TARGET = sql`coalesce(j.options ->> 'target', 'Ⅲ类')`

function linesOf(
  row: VerdictView & { judgement: string; takenOn: string | null; site: string | null; target: string },
): Exceedance[] {
  const judgement = JSON.parse(row.judgement) as Judgement
  const graded = row.standard.startsWith('GB/T 14848')
  return judgement.findings
    .filter(f => (graded ? f.ratio !== null && f.verdict > row.target : f.ratio !== null && Number(f.ratio) > 1))
    .map(f => ({
      verdict: row.id,
      batch: row.batch,
      sample: row.sample,
      code: row.code,
      site: row.site,
      takenOn: row.takenOn,
      edition: row.edition,
      substance: f.substance,
      name: f.name,
      value: f.value,
      unit: f.unit,
      limits: f.limits,
      ratio: f.ratio!,
      band: f.band,
      clause: f.clause,
      verdictOfItem: f.verdict,
    }))
}

async function sitesJudged(c: Change, judging: Judging): Promise<string[]> {
  const { rows } = await sql<{ site: string }>`select distinct s.site from verdict v
    join sample s on s.home = v.home and s.batch = v.batch and s.ordinal = v.sample
    where v.home = ${judging.home}::uuid and v.judging = ${judging.id}::uuid and s.site is not null`.execute(c.tx)
  return rows.map(r => r.site)
}
