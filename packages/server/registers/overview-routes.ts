import { findRegister, REGISTERS } from '@jingtu/registers/registers.ts'
import { Hono } from 'hono'
import { actorOf, type Env } from '../context.ts'
import { refusal } from '../problems.ts'
import type { Services } from '../services.ts'
import { countStates, summarise } from './overview.ts'

/** Lists people work with; an example is none of them. */
const OFFERED = REGISTERS.filter(kind => !kind.register.example)

/** What the home of the registers and the head of a list tell in numbers. */
export function registerOverviewRoutes({ store }: Services): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/register-overview', async c => c.json({ rows: await summarise(store.db, actorOf(c), OFFERED) }))
  app.get('/registers/:register/counts', async c => {
    const kind = findRegister(c.req.param('register'))
    if (!kind) throw refusal('not-found', '没有这个登记册')
    return c.json(await countStates(store.db, actorOf(c), kind, c.req.query()))
  })
  return app
}
