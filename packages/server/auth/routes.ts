import { dayInShanghai } from '@jingtu/core/period.ts'
import { problem } from '@jingtu/core/problem.ts'
import { Hono } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'
import { sql } from 'kysely'
import { z } from 'zod'
import { actorOf, type Env } from '../context.ts'
import { answerProblem, readBody } from '../problems.ts'
import type { Services } from '../services.ts'
import { changePassword, findSession, SESSION_HOURS, sampleSignIns, signIn, signOut } from './sessions.ts'

export const COOKIE = 'jingtu_session'

export function authRoutes({ store, clock, baseUrl }: Services): Hono<Env> {
  const app = new Hono<Env>()
  const describe = async (token: string) => {
    const session = await findSession(store.db, token, clock())
    const sample =
      (await sql<{ n: number }>`select count(*) as n from credential where sample`.execute(store.db)).rows[0]!.n > 0
    return (
      session && {
        actor: session.actor,
        mustChangePassword: session.mustChange,
        sample,
        today: dayInShanghai(clock()),
        version: '0.1.0',
      }
    )
  }

  app.post('/session', async c => {
    const body = await readBody(
      c,
      z.object({ login: z.string().min(1, '请填写登录名'), password: z.string().min(1, '请填写密码') }),
    )
    const { token } = await signIn(store.db, body.login, body.password, clock())
    setCookie(c, COOKIE, token, {
      httpOnly: true,
      sameSite: 'Lax',
      path: '/',
      secure: baseUrl.startsWith('https:'),
      maxAge: SESSION_HOURS * 3600,
    })
    return c.json(await describe(token))
  })

  app.get('/session', async c => {
    if (!c.get('actor')) {
      // Who looks at the sample city is told whose desks there are; the passwords stand on the console alone.
      const signIns = await sampleSignIns(store.db)
      return answerProblem(c, problem('unauthenticated', '请先登录'), { sample: signIns.length > 0, signIns })
    }
    return c.json(await describe(c.get('session')!))
  })

  app.delete('/session', async c => {
    const token = c.get('session')
    if (token) await signOut(store.db, token)
    deleteCookie(c, COOKIE, { path: '/' })
    return c.json({})
  })

  app.post('/session/password', async c => {
    const actor = actorOf(c)
    const body = await readBody(c, z.object({ current: z.string(), next: z.string() }))
    await changePassword(store.db, actor.person, c.get('session')!, body.current, body.next, clock())
    return c.json(await describe(c.get('session')!))
  })
  return app
}
