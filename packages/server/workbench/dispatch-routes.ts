import { dayInShanghai } from '@jingtu/core/period.ts'
import { planRecord } from '@jingtu/programme/plan.ts'
import { dispatchRecord, taskRecord } from '@jingtu/programme/task.ts'
import { change } from '@jingtu/store/changes.ts'
import { getRecord } from '@jingtu/store/records.ts'
import { Hono } from 'hono'
import { z } from 'zod'
import { actorOf, changeContext, type Env } from '../context.ts'
import { readBody, refusal } from '../problems.ts'
import type { Services } from '../services.ts'
import { day, hash, id, partBody, reasonBody, words } from './bodies.ts'
import { dispatchDetail } from './detail.ts'
import {
  acceptDispatch,
  cancel,
  close,
  complete,
  decline,
  reissue,
  sendBack,
  tickObject,
  untickObject,
} from './dispatch-moves.ts'
import { splitDispatch } from './dispatches.ts'
import { workbenchOf } from './list.ts'
import { plansInView, progressOf } from './progress.ts'
import { reassign } from './reassign.ts'

const moveBody = z.object({
  reason: words(1000).nullish(),
  on: day.optional(),
  due: day.nullish(),
  unit: id.optional(),
  note: words(2000).nullish(),
})
const MOVES = { accept: acceptDispatch, decline, complete, sendBack, close, reissue, cancel } as const

/** The desk of a unit, its dispatches, and a plan's progress as a whole. */
export function dispatchRoutes(services: Services): Hono<Env> {
  const { db } = services.store
  const today = (): string => dayInShanghai(services.clock())
  const app = new Hono<Env>()

  app.get('/workbench', async c => {
    const actor = actorOf(c)
    const unit = c.req.query('unit')
    return c.json(await workbenchOf(db, actor, unit ? checkedId(unit) : actor.unit, today()))
  })

  app.get('/workbench/plans', async c => {
    const rows = await plansInView(db, actorOf(c))
    return c.json({ rows, total: rows.length })
  })

  app.get('/plans/:id/progress', async c =>
    c.json(await progressOf(db, actorOf(c), checkedId(c.req.param('id')), today())),
  )

  app.get('/dispatches/:id', async c =>
    c.json(await dispatchDetail(services, actorOf(c), checkedId(c.req.param('id')))),
  )

  app.post('/dispatches/:id/moves/:move', async c => {
    const actor = actorOf(c)
    const body = await readBody(c, moveBody)
    const dispatch = checkedId(c.req.param('id'))
    const move = c.req.param('move')
    return c.json(
      await change(db, changeContext(c, services, body.reason ?? null), { dispatch, move, body }, ch => {
        if (move === 'reassign') {
          if (!body.unit) throw refusal('invalid', '不能转办', [{ where: 'unit', message: '请选择接办单位' }])
          return reassign(ch, actor, dispatch, { unit: body.unit, due: body.due, note: body.note })
        }
        if (move === 'complete') return complete(ch, actor, dispatch, body.on)
        if (move === 'reissue') return reissue(ch, actor, dispatch, body.due)
        const make = MOVES[move as keyof typeof MOVES]
        if (!make) throw refusal('not-found', '没有这个操作')
        return make(ch, actor, dispatch)
      }),
    )
  })

  app.post('/dispatches/:id/split', async c => {
    const actor = actorOf(c)
    const body = await readBody(c, z.object({ parts: z.array(partBody).max(200) }))
    const of = await getRecord(db, dispatchRecord, checkedId(c.req.param('id')))
    return c.json(
      await change(db, changeContext(c, services), { dispatch: of.id, body }, async ch => {
        const dispatch = await ch.get(dispatchRecord, of.id)
        const own = dispatch.unit === actor.unit && dispatch.role === '责任'
        return splitDispatch(
          ch,
          actor,
          {
            task: await ch.get(taskRecord, dispatch.task),
            plan: await ch.get(planRecord, dispatch.plan),
            dispatch: own ? dispatch : null,
          },
          body.parts,
        )
      }),
    )
  })

  app.post('/tasks/:id/split', async c => {
    const actor = actorOf(c)
    const body = await readBody(c, z.object({ parts: z.array(partBody).max(200) }))
    const task = checkedId(c.req.param('id'))
    return c.json(
      await change(db, changeContext(c, services), { task, body }, async ch => {
        const row = await ch.get(taskRecord, task)
        return splitDispatch(ch, actor, { task: row, plan: await ch.get(planRecord, row.plan) }, body.parts)
      }),
    )
  })

  app.post('/objects/:id/tick', async c => {
    const actor = actorOf(c)
    const body = await readBody(
      c,
      z.object({ on: day.optional(), note: words(2000).nullish(), evidence: z.array(hash).max(50).optional() }),
    )
    const object = checkedId(c.req.param('id'))
    return c.json(
      await change(db, changeContext(c, services), { object, body }, ch => tickObject(ch, actor, object, body)),
    )
  })

  app.post('/objects/:id/untick', async c => {
    const actor = actorOf(c)
    const body = await readBody(c, reasonBody)
    const object = checkedId(c.req.param('id'))
    return c.json(
      await change(db, changeContext(c, services, body.reason ?? null), { object }, ch =>
        untickObject(ch, actor, object),
      ),
    )
  })
  return app
}

/** @throws Refusal 'not-found': an address that cannot be one of ours */
export function checkedId(text: string): string {
  if (!id.safeParse(text).success) throw refusal('not-found', '没有找到这条记录', ['地址中的编号无效，请从列表进入'])
  return text.toLowerCase()
}
