import { dayInShanghai } from '@jingtu/core/period.ts'
import { type Change, change } from '@jingtu/store/changes.ts'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { actorOf, changeContext, type Env } from '../context.ts'
import { checked, readBody, refusal } from '../problems.ts'
import type { Services } from '../services.ts'
import * as body from './bodies.ts'
import { importPlan } from './import.ts'
import { endOfDay } from './places.ts'
import { movePlan, previewPublishing, publishPlan } from './publish.ts'
import { getPlanDetail, getPlanText, listPlans } from './reading-plans.ts'
import { addSubtasks, mergeTasks, splitTaskAt } from './restructure.ts'
import * as review from './review.ts'
import { createPlan, editPlan } from './settings.ts'
import { undoLast } from './undo.ts'

/** Import, review and publication of plans. */
export function planRoutes(services: Services): Hono<Env> {
  const { store, clock } = services
  const app = new Hono<Env>()

  /** One write: the body's schema, the work, the answer. The content that the request id stands for is the body. */
  const write = <S extends z.ZodType, T>(
    path: `/plans${string}`,
    schema: S,
    work: (c: Change, input: z.output<S>, http: Context<Env>) => Promise<T>,
    method: 'post' | 'patch' = 'post',
  ) =>
    app[method](path, async http => {
      const input = await readBody(http, schema)
      const reason = (input as { reason?: string } | undefined)?.reason ?? null
      const context = changeContext(http, services, reason)
      return http.json(
        (await change(store.db, context, { path: http.req.path, input }, c => work(c, input, http))) as object,
      )
    })
  const param = (http: Context<Env>, name: string): string => checked(body.id, http.req.param(name))

  app.get('/plans', async c => {
    const query = checked(
      z.object({
        state: z.string().optional(),
        year: z.coerce.number().int().optional(),
        search: z.string().max(100).optional(),
      }),
      c.req.query(),
    )
    const rows = await listPlans(store.db, actorOf(c), query, dayInShanghai(clock()))
    return c.json({ rows, total: rows.length })
  })

  app.post('/plans/import', async c => {
    const actor = actorOf(c)
    const context = changeContext(c, services)
    const form = await c.req.parseBody()
    if (!(form.file instanceof File))
      throw refusal('invalid', '没有收到文件', ['请选择一份 Word、PDF、Excel 或文本文件'])
    const regionId = checked(body.id, form.regionId)
    const documents = typeof form.documents === 'string' && form.documents ? form.documents : undefined
    const documentIndex = documents === 'all' ? 'all' : documents?.split(',').map(Number)
    const bytes = new Uint8Array(await form.file.arrayBuffer())
    // What kind of document it is the reader of plans says better than a list of signatures.
    await services.scan?.(bytes, form.file.name)
    return c.json(
      await importPlan(
        services,
        actor,
        bytes,
        form.file.name,
        { regionId, ...(documentIndex ? { documentIndex } : {}) },
        context,
      ),
    )
  })

  write('/plans', body.newPlan, (c, input, http) => createPlan(c, actorOf(http), input))
  app.get('/plans/:id', async c => {
    const on = c.req.query('on')
    const knownOn = on ? endOfDay(checked(body.day, on)) : undefined
    return c.json(await getPlanDetail(store.db, actorOf(c), param(c, 'id'), knownOn))
  })
  app.get('/plans/:id/text', async c => c.json({ text: await getPlanText(store.db, actorOf(c), param(c, 'id')) }))
  write(
    '/plans/:id',
    body.planEdit.extend(body.version.shape),
    (c, { version, ...edit }, http) => editPlan(c, actorOf(http), param(http, 'id'), edit, version),
    'patch',
  )

  write('/plans/:id/decide', body.decision, (c, input, http) =>
    review.decide(c, actorOf(http), param(http, 'id'), input, input.decision),
  )
  write('/plans/:id/tasks', body.newTask, (c, input, http) =>
    review.addTask(c, actorOf(http), param(http, 'id'), input),
  )
  write(
    '/plans/:id/tasks/merge',
    z.object({ ids: z.array(body.id).min(2, '请选择两项以上的任务') }),
    (c, input, http) => mergeTasks(c, actorOf(http), param(http, 'id'), input.ids),
  )
  write('/plans/:id/tasks/order', z.object({ ids: z.array(body.id) }), (c, input, http) =>
    review.reorderTasks(c, actorOf(http), param(http, 'id'), input.ids),
  )
  write(
    '/plans/:id/tasks/:task',
    body.taskEdit.extend(body.version.shape),
    (c, { version, ...edit }, http) =>
      review.editTask(c, actorOf(http), param(http, 'id'), param(http, 'task'), edit, version),
    'patch',
  )
  write(
    '/plans/:id/tasks/:task/split',
    z.object({ at: z.number().int().positive(), title: z.string().max(300).optional() }),
    (c, input, http) => splitTaskAt(c, actorOf(http), param(http, 'id'), param(http, 'task'), input.at, input.title),
  )
  write(
    '/plans/:id/tasks/:task/subtasks',
    z.object({ items: z.array(body.subtask).min(1, '请至少填写一项').max(200) }),
    (c, input, http) => addSubtasks(c, actorOf(http), param(http, 'id'), param(http, 'task'), input.items),
  )
  write(
    '/plans/:id/tasks/:task/objects',
    z.object({
      names: z.array(z.string().max(200)).min(1).max(500),
      noun: z.string().max(20).nullable().default(null),
    }),
    (c, input, http) =>
      review.addObject(c, actorOf(http), param(http, 'id'), param(http, 'task'), input.names, input.noun),
  )
  write('/plans/:id/targets', body.newTarget, (c, input, http) =>
    review.addTarget(c, actorOf(http), param(http, 'id'), input),
  )
  write(
    '/plans/:id/targets/:target',
    body.targetEdit.extend(body.version.shape),
    (c, { version, ...edit }, http) =>
      review.editTarget(c, actorOf(http), param(http, 'id'), param(http, 'target'), edit, version),
    'patch',
  )
  write('/plans/:id/unit-names', z.object({ name: z.string().min(1), units: z.array(body.id) }), (c, input, http) =>
    review.assignName(c, actorOf(http), param(http, 'id'), input.name, input.units),
  )
  write('/plans/:id/undo', z.object({}), (c, _input, http) => undoLast(c, actorOf(http), param(http, 'id')))

  app.get('/plans/:id/publishing', async c => c.json(await previewPublishing(store.db, actorOf(c), param(c, 'id'))))
  write('/plans/:id/publish', body.publishing, (c, input, http) =>
    publishPlan(c, actorOf(http), param(http, 'id'), input),
  )
  write('/plans/:id/withdraw', z.object({ reason: z.string().min(1, '请填写撤回理由') }), (c, _input, http) =>
    movePlan(c, actorOf(http), param(http, 'id'), 'withdraw'),
  )
  write('/plans/:id/close', z.object({}), (c, _input, http) => movePlan(c, actorOf(http), param(http, 'id'), 'close'))
  return app
}
