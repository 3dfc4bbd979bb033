import type { Actor } from '@jingtu/core/access.ts'
import { dayInShanghai } from '@jingtu/core/period.ts'
import type { Register } from '@jingtu/core/register.ts'
import { describeRegister } from '@jingtu/core/register-description.ts'
import { findRegister, REGISTERS } from '@jingtu/registers/registers.ts'
import { change } from '@jingtu/store/changes.ts'
import type { Context } from 'hono'
import { Hono } from 'hono'
import { z } from 'zod'
import { actorOf, changeContext, type Env } from '../context.ts'
import { readBody, refusal } from '../problems.ts'
import type { Services } from '../services.ts'
import { allLocalFields, type LocalField } from './local-fields.ts'
import { readPage, readRow, readVersions } from './reading.ts'
import { mayDo, type Row, reachOf, readable, standingOf } from './rights.ts'
import { undoLast } from './undo.ts'
import type { RegisterView } from './views.ts'
import { correctRow, createRow, moveRow, moveRows } from './writing.ts'

const values = z.record(z.string(), z.unknown())
const reason = z.string().max(1000).nullish()
const effective = z.string().optional()
export const newBody = z.object({ values, region: z.string().optional(), effective, reason })
export const patchBody = z.object({ version: z.number().int(), values, effective, reason })
export const moveBody = z.object({ values: values.optional(), effective, reason, version: z.number().int().optional() })
export const bulkBody = z.object({
  rows: z
    .array(z.object({ id: z.string(), version: z.number().int().optional() }))
    .min(1)
    .max(2000),
  values: values.optional(),
  effective,
  reason,
})

/** @throws Refusal 'not-found' */
export function registerOf(c: Context<Env>): Register {
  const kind = findRegister(c.req.param('register') ?? '')
  if (!kind) throw refusal('not-found', '没有这个登记册')
  return kind
}

/** One set of routes for every register: what they do follows from the declaration alone. */
export function registerRoutes(services: Services): Hono<Env> {
  const { db } = services.store
  const app = new Hono<Env>()
  const today = (): string => dayInShanghai(services.clock())

  const viewOf = (actor: Actor, kind: Register, local: readonly LocalField[]): RegisterView => ({
    ...describeRegister(kind),
    local: local.filter(l => l.register === kind.id),
    may: { create: mayDo(actor, kind.register.create, { relations: new Set(), inReach: true }) },
  })
  /** What a write answers: the row as its writer may see it. */
  const shown = async (
    actor: Actor,
    kind: Register,
    rows: Row[],
    tx: Parameters<typeof reachOf>[0],
  ): Promise<Row[]> => {
    const reach = await reachOf(
      tx,
      kind,
      actor,
      rows.map(r => r.id),
    )
    return rows.map(row => readable(kind, row, standingOf(kind, actor, row, reach)))
  }

  app.get('/registers', async c => {
    const actor = actorOf(c)
    const local = await allLocalFields(db, actor.region, today())
    const offered = REGISTERS.filter(kind => c.req.query('examples') === 'true' || !kind.register.example)
    return c.json({ rows: offered.map(kind => viewOf(actor, kind, local)) })
  })
  app.get('/registers/:register', async c => {
    const [actor, kind] = [actorOf(c), registerOf(c)]
    return c.json(viewOf(actor, kind, await allLocalFields(db, actor.region, today())))
  })

  app.get('/registers/:register/rows', async c =>
    c.json(await readPage(db, actorOf(c), registerOf(c), c.req.query(), today())),
  )
  app.get('/registers/:register/rows/:id', async c =>
    c.json(await readRow(db, actorOf(c), registerOf(c), c.req.param('id'), c.req.query(), today())),
  )
  app.get('/registers/:register/rows/:id/history', async c =>
    c.json({ rows: await readVersions(db, actorOf(c), registerOf(c), c.req.param('id')) }),
  )

  app.post('/registers/:register/rows', async c => {
    const [actor, kind, body] = [actorOf(c), registerOf(c), await readBody(c, newBody)]
    const context = changeContext(c, services, body.reason ?? null)
    return c.json(
      await change(db, context, { create: kind.id, body }, async ch => {
        const row = await createRow(ch, actor, kind, body)
        return (await shown(actor, kind, [row], ch.tx))[0]!
      }),
    )
  })
  app.patch('/registers/:register/rows/:id', async c => {
    const [actor, kind, body] = [actorOf(c), registerOf(c), await readBody(c, patchBody)]
    const id = c.req.param('id')
    return c.json(
      await change(db, changeContext(c, services, body.reason ?? null), { correct: id, body }, async ch => {
        const row = await correctRow(ch, actor, kind, id, body)
        return (await shown(actor, kind, [row], ch.tx))[0]!
      }),
    )
  })
  app.post('/registers/:register/rows/:id/moves/:move', async c => {
    const [actor, kind, body] = [actorOf(c), registerOf(c), await readBody(c, moveBody)]
    const { id, move } = c.req.param()
    return c.json(
      await change(db, changeContext(c, services, body.reason ?? null), { id, move, body }, async ch => {
        const row = await moveRow(ch, actor, kind, id, move, body)
        return (await shown(actor, kind, [row], ch.tx))[0]!
      }),
    )
  })
  app.post('/registers/:register/moves/:move', async c => {
    const [actor, kind, body] = [actorOf(c), registerOf(c), await readBody(c, bulkBody)]
    const move = c.req.param('move')
    return c.json(
      await change(db, changeContext(c, services, body.reason ?? null), { move, body }, async ch => ({
        rows: await shown(actor, kind, await moveRows(ch, actor, kind, move, body.rows, body), ch.tx),
      })),
    )
  })
  app.post('/registers/:register/rows/:id/undo', async c => {
    const [actor, kind, id] = [actorOf(c), registerOf(c), c.req.param('id')]
    return c.json(
      await change(db, changeContext(c, services), { undo: id }, async ch => {
        const row = await undoLast(ch, actor, kind, id)
        return row ? (await shown(actor, kind, [row], ch.tx))[0]! : { id, state: 'void' }
      }),
    )
  })
  return app
}
