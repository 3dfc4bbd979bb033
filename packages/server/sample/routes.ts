import { Hono } from 'hono'
import { actorOf, changeContext, type Env } from '../context.ts'
import { refusal } from '../problems.ts'
import type { Services } from '../services.ts'
import { removeSample } from './remove.ts'

/** One click removes the sample; whoever clicks is usually a sample account and is signed out by it. */
export function sampleRoutes(services: Services): Hono<Env> {
  const app = new Hono<Env>()
  app.delete('/sample', async c => {
    const actor = actorOf(c)
    if (!actor.duties.includes('admin')) throw refusal('forbidden', '不能移除模拟数据', ['需要“系统管理”权限'])
    return c.json(await removeSample(services, changeContext(c, services, '移除模拟数据')))
  })
  return app
}
