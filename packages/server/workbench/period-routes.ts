import { createHash } from 'node:crypto'
import { dayInShanghai } from '@jingtu/core/period.ts'
import { type PlanRhythm, planRecord } from '@jingtu/programme/plan.ts'
import { periodRecord } from '@jingtu/programme/reporting.ts'
import { change } from '@jingtu/store/changes.ts'
import { readFileBytes } from '@jingtu/store/files.ts'
import { getRecord, historyOf } from '@jingtu/store/records.ts'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { actorOf, changeContext, type Env } from '../context.ts'
import { receiveUpload } from '../files/upload.ts'
import { readBody, refusal } from '../problems.ts'
import type { Services } from '../services.ts'
import { loadBoard } from './board.ts'
import { day, reasonBody, words } from './bodies.ts'
import { checkedId } from './dispatch-routes.ts'
import { takeFilling, writeFilling } from './filling.ts'
import { periodsOfPlan } from './period-list.ts'
import { addPeriod, closePeriod, makePeriods, reopenPeriod, setDue, XLSX } from './periods.ts'
import { assertSeesPlan, assertSeesWholePlan, relationsOf } from './relations.ts'
import { reminderSettings } from './settings.ts'
import { sheetName, writeDispatchSheet } from './sheet.ts'
import { annualSummary } from './summary.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const QUARTERLY: PlanRhythm = {
  quote: '计划未写明报送要求，按季度调度',
  span: [0, 0],
  days: [],
  every: { unit: 'quarter', count: 1 },
  from: null,
  to: null,
}

/** Periods of a plan: who has reported, closing into the 调度表, and the year's report. */
export function periodRoutes(services: Services): Hono<Env> {
  const { db } = services.store
  const today = (): string => dayInShanghai(services.clock())
  const app = new Hono<Env>()

  app.get('/periods', async c => {
    const plan = c.req.query('plan')
    if (!plan) throw refusal('invalid', '请指明计划', [{ message: '缺少 plan 参数', where: 'plan' }])
    return c.json(await periodsOfPlan(db, actorOf(c), checkedId(plan), today(), (await reminderSettings(db)).warnDays))
  })

  app.post('/plans/:id/periods', async c => {
    const actor = actorOf(c)
    const body = await readBody(
      c,
      z.object({
        key: words(40).min(1, '请填写期次'),
        name: words(60).min(1, '请填写名称'),
        startsOn: day,
        endsOn: day,
        due: day,
        basis: words(500).nullish(),
      }),
    )
    const plan = checkedId(c.req.param('id'))
    return c.json(await change(db, changeContext(c, services), { plan, body }, ch => addPeriod(ch, actor, plan, body)))
  })

  /** Makes what the plan orders (again after an amendment); by quarters where it orders nothing. */
  app.post('/plans/:id/periods/make', async c => {
    const actor = actorOf(c)
    const plan = await getRecord(db, planRecord, checkedId(c.req.param('id')))
    if (!relationsOf(actor, { plan }).has('owner') || !actor.duties.includes('planner'))
      throw refusal('forbidden', '不能生成调度期', ['只有计划编制单位中有“计划管理”权限的人员可以生成'])
    if (plan.state !== 'published') throw refusal('conflict', '不能生成调度期', ['计划发布后才能调度'])
    const rows = await change(db, changeContext(c, services), { make: plan.id }, ch =>
      makePeriods(ch, plan, [QUARTERLY]),
    )
    return c.json({ rows, total: rows.length })
  })

  app.post('/periods/:id/close', async c => {
    const actor = actorOf(c)
    const body = await readBody(c, z.object({ includeUnreviewed: z.boolean().optional() }))
    const period = checkedId(c.req.param('id'))
    return c.json(
      await change(db, changeContext(c, services), { period, body }, ch => closePeriod(ch, actor, period, body)),
    )
  })

  app.post('/periods/:id/reopen', async c => {
    const actor = actorOf(c)
    const body = await readBody(c, reasonBody)
    const period = checkedId(c.req.param('id'))
    return c.json(
      await change(db, changeContext(c, services, body.reason ?? null), { period }, ch =>
        reopenPeriod(ch, actor, period),
      ),
    )
  })

  app.post('/periods/:id/due', async c => {
    const actor = actorOf(c)
    const body = await readBody(c, z.object({ due: day }))
    const period = checkedId(c.req.param('id'))
    return c.json(
      await change(db, changeContext(c, services), { period, body }, ch => setDue(ch, actor, period, body.due)),
    )
  })

  app.get('/periods/:id/history', async c => {
    const actor = actorOf(c)
    const period = await getRecord(db, periodRecord, checkedId(c.req.param('id')))
    assertSeesPlan(actor, await getRecord(db, planRecord, period.plan))
    const rows = (await historyOf(db, periodRecord, period.id)).map(h => ({
      version: h.row.version,
      at: h.at,
      actorName: h.actorName,
      action: h.action,
      reason: h.reason,
      sheet: h.row.sheet,
    }))
    return c.json({ rows, total: rows.length })
  })

  /** Frozen bytes once closed; before that a draft of today, so marked. */
  app.get('/periods/:id/sheet.xlsx', async c => {
    const actor = actorOf(c)
    const period = await getRecord(db, periodRecord, checkedId(c.req.param('id')))
    const board = await loadBoard(db, period.plan)
    assertSeesWholePlan(actor, board.plan)
    const frozen = period.sheet ? await readFileBytes(db, period.sheet) : undefined
    if (period.sheet && !frozen)
      throw refusal('unavailable', '调度表文件缺失', ['已冻结的文件不在文件库中，请联系管理员从备份恢复'])
    return attachment(
      c,
      frozen ?? (await writeDispatchSheet(board, period)),
      XLSX,
      frozen ? sheetName(board, period) : `草稿-${sheetName(board, period)}`,
    )
  })

  /** All tasks of the reader's unit in one sheet, to be filled in and sent back. */
  app.get('/periods/:id/filling.xlsx', async c => {
    const { name, bytes } = await writeFilling(db, actorOf(c), checkedId(c.req.param('id')))
    return attachment(c, bytes, XLSX, name)
  })

  app.post('/periods/:id/filling', async c => {
    const actor = actorOf(c)
    const period = checkedId(c.req.param('id'))
    const submit = c.req.query('submit') === '1'
    const { file } = await c.req.parseBody()
    const { bytes, name } = await receiveUpload(services, file, '请选择填好的填报表（.xlsx）')
    const content = { period, submit, file: createHash('sha256').update(bytes).digest('hex') }
    return c.json(
      await change(db, changeContext(c, services), content, ch =>
        takeFilling(ch, actor, period, { name, bytes }, submit),
      ),
    )
  })

  app.get('/plans/:id/summary.docx', async c => {
    const upTo = c.req.query('upTo')
    if (upTo && !day.safeParse(upTo).success)
      throw refusal('invalid', '日期有误', [{ where: 'upTo', message: '日期应写作 2026-12-31' }])
    const summary = await annualSummary(db, actorOf(c), checkedId(c.req.param('id')), today(), upTo ?? null)
    return attachment(c, summary.bytes, DOCX, summary.name)
  })
  return app
}

const attachment = (c: Context, bytes: Uint8Array, type: string, name: string): Response =>
  c.body(Uint8Array.from(bytes), 200, {
    'content-type': type,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    'cache-control': 'no-store',
  })
