import type { Actor } from '@jingtu/core/access.ts'
import { isDay } from '@jingtu/core/period.ts'
import { type Change, change } from '@jingtu/store/changes.ts'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { actorOf, changeContext, type Env } from '../context.ts'
import { checked, readBody } from '../problems.ts'
import type { Services } from '../services.ts'
import { correctPerson, createPerson, listPeople, movePerson, resetPassword } from './people.ts'
import { createRegion, listTree, succeed } from './regions.ts'
import { correctUnit, createUnit, listUnits, mergeUnit, moveUnit } from './units.ts'

const id = z.uuid('编号应为 UUID')
const reason = z.string().max(1000, '理由不超过 1000 字').nullish()
const values = z.record(z.string(), z.unknown())
const text = z
  .string()
  .trim()
  .transform(s => s || undefined)
  .optional()
const page = {
  limit: z.coerce.number().int().min(1).max(1000).default(200),
  offset: z.coerce.number().int().min(0).default(0),
}
const day = z.string().refine(isDay, '日期应写作 2026-03-25')
const code = z.string().regex(/^\d{6,12}$/, '代码应为 6–12 位数字')
const placeName = z.string().trim().min(2, '请填写区域名称').max(40, '区域名称不超过 40 字')
const newRegion = z.object({
  parent: id,
  name: placeName,
  kind: z.enum(['administrative', 'zone'], '类型应为 administrative 或 zone'),
  level: z.enum(['province', 'city', 'county', 'township'], '层级应为 province、city、county 或 township').optional(),
  code: code.nullish(),
  from: day,
})
const reasonBody = z.object({ reason })
const correction = z.object({ version: z.number({ error: '缺少版本号' }).int(), values, reason })

const query = <T extends z.ZodType>(c: Context, schema: T): z.output<T> => checked(schema, c.req.query())
const idParam = (c: Context, name = 'id'): string =>
  checked(z.object({ [name]: id }), { [name]: c.req.param(name) })[name]!

type Correct = (c: Change, actor: Actor, id: string, version: number, values: never) => Promise<object>
type Move = (c: Change, actor: Actor, id: string, transition: string) => Promise<object>

/** Regions, units and people. Who may do what is decided beside the work, not here. */
export function organisationRoutes(services: Services): Hono<Env> {
  const { db } = services.store
  const app = new Hono<Env>()

  /** Correcting and moving, the same for units and people. */
  const kept = (path: 'units' | 'people', correct: Correct, move: Move): void => {
    app.patch(`/${path}/:id`, async c => {
      const actor = actorOf(c)
      const id = idParam(c)
      const body = await readBody(c, correction)
      return c.json(
        await change(db, changeContext(c, services, body.reason ?? null), { [path]: id, body }, ch =>
          correct(ch, actor, id, body.version, body.values as never),
        ),
      )
    })
    app.post(`/${path}/:id/moves/:transition`, async c => {
      const actor = actorOf(c)
      const id = idParam(c)
      const transition = c.req.param('transition') ?? ''
      const body = await readBody(c, reasonBody)
      return c.json(
        await change(db, changeContext(c, services, body.reason ?? null), { [path]: id, transition }, ch =>
          move(ch, actor, id, transition),
        ),
      )
    })
  }
  kept('units', correctUnit, moveUnit)
  kept('people', correctPerson, movePerson)

  app.get('/regions', async c => {
    actorOf(c)
    return c.json(await listTree(db, query(c, z.object({ parent: id.optional(), search: text }))))
  })
  app.post('/regions', async c => {
    const actor = actorOf(c)
    const body = await readBody(c, newRegion)
    return c.json(await change(db, changeContext(c, services), { regions: body }, ch => createRegion(ch, actor, body)))
  })
  app.post('/regions/:id/succeed', async c => {
    const actor = actorOf(c)
    const region = idParam(c)
    const body = await readBody(c, z.object({ name: placeName, code: code.optional(), from: day, reason: z.string() }))
    return c.json(
      await change(db, changeContext(c, services, body.reason), { region, body }, ch =>
        succeed(ch, actor, region, body),
      ),
    )
  })

  app.get('/units', async c => {
    const actor = actorOf(c)
    return c.json(
      await listUnits(
        db,
        actor,
        query(c, z.object({ search: text, region: id.optional(), line: text, level: text, state: text, ...page })),
      ),
    )
  })
  app.post('/units', async c => {
    const actor = actorOf(c)
    const body = await readBody(c, z.object({ values, regionId: id }))
    return c.json(
      await change(db, changeContext(c, services), { units: body }, ch =>
        createUnit(ch, actor, body.regionId, body.values as never),
      ),
    )
  })
  app.post('/units/:id/merge', async c => {
    const actor = actorOf(c)
    const unit = idParam(c)
    const body = await readBody(c, z.object({ into: id, reason }))
    return c.json(
      await change(db, changeContext(c, services, body.reason ?? null), { unit, merge: body.into }, ch =>
        mergeUnit(ch, actor, unit, body.into),
      ),
    )
  })

  app.get('/people', async c => {
    const actor = actorOf(c)
    return c.json(
      await listPeople(
        db,
        actor,
        query(c, z.object({ search: text, unit: id.optional(), region: id.optional(), state: text, ...page })),
      ),
    )
  })
  app.post('/people', async c => {
    const actor = actorOf(c)
    const body = await readBody(c, z.object({ values, login: z.string().min(1, '请填写登录名') }))
    return c.json(
      await withPassword(c, services, { people: body }, ch =>
        createPerson(ch, actor, body.login, body.values as never),
      ),
    )
  })
  app.post('/people/:id/password-reset', async c => {
    const actor = actorOf(c)
    const person = idParam(c)
    return c.json(await withPassword(c, services, { reset: person }, ch => resetPassword(ch, actor, person)))
  })
  return app
}

type Work<T> = Parameters<typeof change<T>>[3]

/**
 * A password is told once and kept nowhere: the answer stored under the request id goes without it, so a repeated
 * request says null.
 */
async function withPassword<T extends { password: string }>(
  c: Context<Env>,
  services: Services,
  content: unknown,
  work: Work<T>,
): Promise<Omit<T, 'password'> & { password: string | null }> {
  let password: string | null = null
  const answer = await change(services.store.db, changeContext(c, services), content, async ch => {
    const { password: fresh, ...rest } = await work(ch)
    password = fresh
    return rest
  })
  return { ...answer, password }
}
