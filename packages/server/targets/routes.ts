import { isDecimal } from '@jingtu/core/measure.ts'
import { isDay } from '@jingtu/core/period.ts'
import { letterRecord } from '@jingtu/programme/organisation.ts'
import { COMPARISONS } from '@jingtu/programme/target.ts'
import { change } from '@jingtu/store/changes.ts'
import { Hono } from 'hono'
import { z } from 'zod'
import { idAsked } from '../address.ts'
import { actorOf, changeContext, type Env } from '../context.ts'
import { moveRecord } from '../moves.ts'
import { readBody, refusal } from '../problems.ts'
import type { Services } from '../services.ts'
import { targetDetail } from './detail.ts'
import { letterParties, listLetters } from './letter-parties.ts'
import { draftLetter } from './letters.ts'
import { freezeBaseline, moveMeasurement, recordMany, recordMeasurement, setMethod } from './measurements.ts'
import { targetsOfPlan } from './overview.ts'

const day = z.string().refine(isDay, '日期应写作 2026-03-25')
const decimal = z.string().refine(isDecimal, '应为数字，例如 92.5')
const id = z.uuid('编号无效')
const hash = z.string().regex(/^[0-9a-f]{64}$/, '文件编号无效')

const measurementBody = z.object({
  regionId: id,
  asOf: day,
  value: decimal.nullable(),
  unit: z.string().max(20).nullish(),
  numerator: decimal.nullish(),
  denominator: decimal.nullish(),
  members: z.array(z.string().trim().min(1).max(200)).max(5000).optional(),
  words: z.string().max(2000).nullish(),
  met: z.boolean().nullish(),
  notApplicable: z.boolean().optional(),
  source: z.string().trim().min(1, '请写明数据来源').max(500),
  evidence: z.array(hash).max(50).optional(),
  period: id.nullish(),
})
const manyBody = measurementBody.pick({ asOf: true, source: true, evidence: true }).extend({
  values: z
    .array(
      z.object({
        target: id,
        regionId: id,
        value: decimal.nullable(),
        words: z.string().max(2000).nullish(),
        notApplicable: z.boolean().optional(),
      }),
    )
    .min(1, '请至少填写一个区域')
    .max(300),
})
const baselineBody = z.object({
  regionId: id,
  day,
  value: decimal.nullable(),
  members: z.array(z.string().max(200)).max(5000).optional(),
  source: z.string().trim().min(1, '请写明来源').max(500),
})
const reasonBody = z.object({ reason: z.string().trim().max(1000).nullish() })

/** Targets with their lights, measured values, baselines and responsibility letters. */
export function targetRoutes(services: Services): Hono<Env> {
  const { db } = services.store
  const app = new Hono<Env>()

  app.get('/targets', async c => {
    const plan = idAsked(name => c.req.query(name), 'plan')
    if (!plan) throw refusal('invalid', '请指明计划', [{ message: '缺少 plan 参数', where: 'plan' }])
    const rows = await targetsOfPlan(services, actorOf(c), plan)
    return c.json({ rows, total: rows.length })
  })

  app.get('/targets/:id', async c => c.json(await targetDetail(services, actorOf(c), c.req.param('id'))))

  app.post('/targets/:id/measurements', async c => {
    const actor = actorOf(c)
    const body = await readBody(c, measurementBody)
    const target = c.req.param('id')
    return c.json(
      await change(db, changeContext(c, services), { target, body }, ch => recordMeasurement(ch, actor, target, body)),
    )
  })

  /** One source and day, many regions: all of it is kept, or none and everything that is wrong is named. */
  app.post('/measurements', async c => {
    const actor = actorOf(c)
    const body = await readBody(c, manyBody)
    const rows = await change(db, changeContext(c, services), body, ch => recordMany(ch, actor, body))
    return c.json({ rows, total: rows.length })
  })

  app.post('/targets/:id/method', async c => {
    const actor = actorOf(c)
    const body = await readBody(
      c,
      z.object({
        comparison: z.enum(COMPARISONS).nullable(),
        tolerance: decimal.nullable(),
        reason: z.string().trim().min(1, '请说明依据'),
      }),
    )
    const target = c.req.param('id')
    const { reason, ...method } = body
    return c.json(
      await change(db, changeContext(c, services, reason), { target, method }, ch =>
        setMethod(ch, actor, target, method),
      ),
    )
  })

  app.post('/targets/:id/baselines', async c => {
    const actor = actorOf(c)
    const body = await readBody(c, baselineBody)
    const target = c.req.param('id')
    return c.json(
      await change(db, changeContext(c, services), { target, body }, ch => freezeBaseline(ch, actor, target, body)),
    )
  })

  app.post('/measurements/:id/moves/:move', async c => {
    const actor = actorOf(c)
    const body = await readBody(c, reasonBody)
    const { id: measurement, move } = c.req.param()
    if (move !== 'confirm' && move !== 'withdraw') throw refusal('not-found', '没有这个操作')
    return c.json(
      await change(db, changeContext(c, services, body.reason ?? null), { measurement, move }, ch =>
        moveMeasurement(ch, actor, measurement, move),
      ),
    )
  })

  app.get('/letters', async c => {
    const rows = await listLetters(
      db,
      actorOf(c),
      idAsked(name => c.req.query(name), 'plan'),
    )
    return c.json({ rows, total: rows.length })
  })

  app.get('/letters/parties', async c => {
    const plan = idAsked(name => c.req.query(name), 'plan')
    if (!plan) throw refusal('invalid', '请指明计划', [{ message: '缺少 plan 参数', where: 'plan' }])
    const rows = await letterParties(db, actorOf(c), plan)
    return c.json({ rows, total: rows.length })
  })

  app.post('/letters', async c => {
    const actor = actorOf(c)
    const body = await readBody(c, z.object({ plan: id, units: z.array(id).min(1, '请选择至少一个承责单位').max(200) }))
    const rows = await change(db, changeContext(c, services), body, async ch => {
      const letters = []
      for (const unit of body.units) letters.push(await draftLetter(ch, actor, body.plan, unit))
      return letters
    })
    return c.json({ rows, total: rows.length })
  })

  app.post('/letters/:id/moves/:move', async c => {
    const actor = actorOf(c)
    const body = await readBody(
      c,
      z.object({
        reason: z.string().nullish(),
        signedOn: day.optional(),
        signedFile: hash.optional(),
        issuingNumber: z.string().max(100).optional(),
        conclusion: z.string().max(2000).optional(),
      }),
    )
    const { id: letterId, move } = c.req.param()
    if (move !== 'sign' && move !== 'assess') throw refusal('not-found', '没有这个操作')
    const { reason, ...values } = body
    return c.json(
      await change(db, changeContext(c, services, reason ?? null), { letterId, move, values }, async ch => {
        const letter = await ch.get(letterRecord, letterId)
        const refusals =
          move === 'sign' && !values.signedOn
            ? [{ message: '请填写签订日期', where: 'signedOn' }]
            : move === 'assess' && !values.conclusion
              ? [{ message: '请填写考核结论', where: 'conclusion' }]
              : []
        return moveRecord(ch, letterRecord, letter, move, {
          actor,
          relations: new Set(letter.partyA === actor.unit ? ['owner'] : []),
          refusals,
          values,
        })
      }),
    )
  })
  return app
}
