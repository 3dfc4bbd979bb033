import { LINES } from '@jingtu/core/access.ts'
import { dayInShanghai } from '@jingtu/core/period.ts'
import { planRecord } from '@jingtu/programme/plan.ts'
import { reportTableRecord, TASK_COUNTS, type TaskCount } from '@jingtu/programme/report-table.ts'
import { periodRecord } from '@jingtu/programme/reporting.ts'
import { change } from '@jingtu/store/changes.ts'
import { readFileBytes } from '@jingtu/store/files.ts'
import { getRecord } from '@jingtu/store/records.ts'
import { Hono } from 'hono'
import { z } from 'zod'
import { actorOf, changeContext, type Env } from '../../context.ts'
import { readBody, refusal } from '../../problems.ts'
import type { Services } from '../../services.ts'
import { id, reasonBody, words } from '../bodies.ts'
import { checkedId } from '../dispatch-routes.ts'
import { XLSX } from '../periods.ts'
import { assertSeesWholePlan } from '../relations.ts'
import { drawTable, faultsOfDrawing, moveTable, redrawTable } from './draw.ts'
import { explainFigure } from './explain.ts'
import { loadFacts } from './figures.ts'
import { fillLines, sendLineBack, sheetOf } from './fill.ts'
import { handUp, withdrawSheet, workbookName, writeTable } from './hand-up.ts'
import { getTable, listTables } from './view.ts'

const formula = words(500)
const source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('typed') }),
  z.object({
    kind: z.literal('target'),
    indicator: words(300).min(1, '请选择指标'),
    what: z.enum(['value', 'measured']),
  }),
  z.object({ kind: z.literal('tasks'), count: z.enum(Object.keys(TASK_COUNTS) as TaskCount[]), task: id.nullable() }),
  z.object({ kind: z.literal('formula'), formula }),
])
const drawing = z.object({
  name: words(100).trim().min(1, '请填写表名'),
  number: words(40).nullish(),
  basis: words(300).nullish(),
  rowsBy: z.enum(['区域', '单位']),
  rows: z.array(z.object({ id, name: words(100) })).max(300, '最多 300 行'),
  columns: z
    .array(
      z.object({
        key: words(40).min(1),
        name: words(60).trim().min(1, '请填写列名'),
        unit: words(20).nullable(),
        source,
        decimals: z.number().int().min(0).max(6),
        total: z.enum(['sum', 'formula', 'none']),
      }),
    )
    .max(60, '最多 60 列'),
  formulas: z.array(z.object({ at: words(8), formula })).max(500),
  hasTotal: z.boolean(),
  line: z.enum(LINES).nullish(),
  note: words(2000).nullish(),
})
const lineBody = z.object({
  lines: z
    .array(z.object({ subject: id, cells: z.record(z.string(), words(40).nullable()), note: words(1000).nullish() }))
    .min(1)
    .max(300),
  submit: z.boolean().optional(),
})

/** Report tables: drawn once, filled in every period, handed up with live formulas. */
export function reportTableRoutes(services: Services): Hono<Env> {
  const { db } = services.store
  const today = (): string => dayInShanghai(services.clock())
  const app = new Hono<Env>()

  app.get('/report-tables', async c => {
    const plan = c.req.query('plan')
    if (!plan) throw refusal('invalid', '请指明计划', [{ message: '缺少 plan 参数', where: 'plan' }])
    return c.json(await listTables(db, actorOf(c), checkedId(plan), today()))
  })

  app.post('/report-tables', async c => {
    const actor = actorOf(c)
    const { plan, ...values } = await readBody(c, drawing.extend({ plan: id }))
    return c.json(
      await change(db, changeContext(c, services), { plan, values }, ch => drawTable(ch, actor, plan, values)),
    )
  })

  /** What is wrong with a drawing, while it is being drawn; nothing is written. */
  app.post('/report-tables/check', async c => {
    actorOf(c)
    return c.json({ faults: faultsOfDrawing(await readBody(c, drawing)) })
  })

  app.get('/report-tables/:id', async c => {
    const period = c.req.query('period')
    return c.json(
      await getTable(db, actorOf(c), checkedId(c.req.param('id')), period ? checkedId(period) : null, today()),
    )
  })

  app.post('/report-tables/:id/draw', async c => {
    const actor = actorOf(c)
    const { version, ...values } = await readBody(c, drawing.extend({ version: z.number().int() }))
    const table = checkedId(c.req.param('id'))
    return c.json(
      await change(db, changeContext(c, services), { table, version, values }, ch =>
        redrawTable(ch, actor, table, version, values),
      ),
    )
  })

  app.post('/report-tables/:id/moves/:move', async c => {
    const actor = actorOf(c)
    const body = await readBody(c, reasonBody)
    const table = checkedId(c.req.param('id'))
    const move = c.req.param('move')
    return c.json(
      await change(db, changeContext(c, services, body.reason ?? null), { table, move }, ch =>
        moveTable(ch, actor, table, move),
      ),
    )
  })

  app.post('/report-tables/:id/periods/:period/lines', async c => {
    const actor = actorOf(c)
    const body = await readBody(c, lineBody)
    const of = { table: checkedId(c.req.param('id')), period: checkedId(c.req.param('period')) }
    const rows = await change(db, changeContext(c, services), { of, body }, ch =>
      fillLines(ch, actor, of, body.lines, body.submit ?? false),
    )
    return c.json({ rows, total: rows.length })
  })

  app.post('/report-lines/:id/moves/sendBack', async c => {
    const actor = actorOf(c)
    const body = await readBody(c, reasonBody)
    const line = checkedId(c.req.param('id'))
    return c.json(
      await change(db, changeContext(c, services, body.reason ?? null), { line }, ch => sendLineBack(ch, actor, line)),
    )
  })

  app.get('/report-tables/:id/periods/:period/cells/:at', async c =>
    c.json(
      await explainFigure(
        db,
        actorOf(c),
        checkedId(c.req.param('id')),
        checkedId(c.req.param('period')),
        c.req.param('at'),
      ),
    ),
  )

  app.post('/report-tables/:id/periods/:period/hand-up', async c => {
    const actor = actorOf(c)
    const body = await readBody(c, z.object({ withMissing: z.boolean().optional() }))
    const of = { table: checkedId(c.req.param('id')), period: checkedId(c.req.param('period')) }
    return c.json(
      await change(db, changeContext(c, services), { of, body }, ch =>
        handUp(ch, actor, of, body.withMissing ?? false),
      ),
    )
  })

  app.post('/report-sheets/:id/moves/withdraw', async c => {
    const actor = actorOf(c)
    const body = await readBody(c, reasonBody)
    const sheet = checkedId(c.req.param('id'))
    return c.json(
      await change(db, changeContext(c, services, body.reason ?? null), { sheet }, ch =>
        withdrawSheet(ch, actor, sheet),
      ),
    )
  })

  /** Frozen bytes once handed up; before that a draft of today, so marked. */
  app.get('/report-tables/:id/periods/:period/table.xlsx', async c => {
    const actor = actorOf(c)
    const table = await getRecord(db, reportTableRecord, checkedId(c.req.param('id')))
    const period = await getRecord(db, periodRecord, checkedId(c.req.param('period')))
    assertSeesWholePlan(actor, await getRecord(db, planRecord, table.plan))
    const sheet = await sheetOf(db, table.id, period.id)
    const frozen = sheet?.file ? await readFileBytes(db, sheet.file) : undefined
    if (sheet?.file && !frozen)
      throw refusal('unavailable', '报表文件缺失', ['已上报的文件不在文件库中，请联系管理员从备份恢复'])
    const facts = await loadFacts(db, table, period)
    const name = frozen ? workbookName(facts) : `草稿-${workbookName(facts)}`
    return c.body(Uint8Array.from(frozen ?? (await writeTable(facts, actor, null))), 200, {
      'content-type': XLSX,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'no-store',
    })
  })
  return app
}
