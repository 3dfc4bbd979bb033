import type { Actor } from '@jingtu/core/access.ts'
import { isId } from '@jingtu/core/id.ts'
import type { ChangeContext } from '@jingtu/store/changes.ts'
import type { Context } from 'hono'
import { refusal } from './problems.ts'
import type { Services } from './services.ts'

export interface Variables {
  actor: Actor | null
  session: string | null
}
export type Env = { Variables: Variables }

/** The signed-in person. @throws Refusal 'unauthenticated' */
export function actorOf(c: Context<Env>): Actor {
  const actor = c.get('actor')
  if (!actor) throw refusal('unauthenticated', '请先登录')
  return actor
}

/** Who changes what, for `change()`. Every write must carry an Idempotency-Key. */
export function changeContext(c: Context<Env>, services: Services, reason: string | null = null): ChangeContext {
  const actor = actorOf(c)
  const key = c.req.header('idempotency-key')
  if (!key || !isId(key.toLowerCase()))
    throw refusal('invalid', '缺少请求编号', ['写操作须带 Idempotency-Key 请求头（UUID）'])
  return {
    actor: { id: actor.person, name: `${actor.unitName} ${actor.name}` },
    onBehalfOf: actor.unit,
    reason,
    requestId: key.toLowerCase(),
    now: services.clock(),
  }
}
