import { isId } from '@jingtu/core/id.ts'
import { Hono } from 'hono'
import { actorOf, type Env } from '../context.ts'
import { refusal } from '../problems.ts'
import type { Services } from '../services.ts'
import { readHistory } from './history.ts'

export function recordRoutes({ store }: Services): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/records/:kind/:id/history', async c => {
    const actor = actorOf(c)
    const id = c.req.param('id')
    if (!isId(id)) throw refusal('not-found', '没有找到这条记录')
    return c.json(await readHistory(store.db, actor, c.req.param('kind'), id))
  })
  return app
}
