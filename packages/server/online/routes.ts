import { dayInShanghai, isDay } from '@jingtu/core/period.ts'
import { Hono } from 'hono'
import { actorOf, type Env } from '../context.ts'
import { refusal } from '../problems.ts'
import type { Services } from '../services.ts'
import { deviceStatus } from './devices.ts'
import { onlineStatus } from './status.ts'

/** Which facilities are connected, and what came in. The data themselves come over the line of HJ 212. */
export function onlineRoutes(services: Services): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/online/facilities', async c => {
    const actor = actorOf(c)
    if (actor.party !== null) throw refusal('forbidden', '不能查看在线监测')
    const now = services.clock()
    const day = c.req.query('day') ?? dayInShanghai(now)
    if (!isDay(day)) throw refusal('invalid', '日期有误', [{ where: 'day', message: '应写作 2026-12-31' }])
    return c.json({ rows: await onlineStatus(services.store.db, actor.region, day, now) })
  })
  app.get('/online/devices', async c => {
    const actor = actorOf(c)
    if (actor.party !== null) throw refusal('forbidden', '不能查看在线监测')
    const now = services.clock()
    return c.json({ rows: await deviceStatus(services.store.db, actor.region, dayInShanghai(now), now) })
  })
  return app
}
