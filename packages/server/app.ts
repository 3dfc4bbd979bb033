import { Refusal } from '@jingtu/core/problem.ts'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { getCookie } from 'hono/cookie'
import { csrf } from 'hono/csrf'
import { HTTPException } from 'hono/http-exception'
import { secureHeaders } from 'hono/secure-headers'
import { authRoutes, COOKIE } from './auth/routes.ts'
import { findSession } from './auth/sessions.ts'
import type { Env } from './context.ts'
import { answerProblem, refusal } from './problems.ts'
import { routes } from './routes.ts'
import type { Services } from './services.ts'

/** Paths a person may use before the first password has been changed. */
const BEFORE_CHANGE = /^\/api\/session(\/password)?$/
const MAX_BODY = 64 * 1024 * 1024

export function createApp(services: Services): Hono<Env> {
  const { store, clock, log } = services
  const app = new Hono<Env>()
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        styleSrc: ["'self'", "'unsafe-inline'"],
        workerSrc: ["'self'", 'blob:'],
      },
    }),
  )
  // Screening takes no session and changes nothing, so a form from anywhere may ask it.
  const refuseForeignForms = csrf()
  app.use('/api/*', (c, next) => (c.req.path === '/api/screen' ? next() : refuseForeignForms(c, next)))
  app.use(
    '/api/*',
    bodyLimit({
      maxSize: MAX_BODY,
      onError: c => answerProblem(c, refusal('too-large', '请求内容过大', ['一次最多上传 64 MB']).problem),
    }),
  )
  app.use('/api/*', async (c, next) => {
    const started = performance.now()
    const token = getCookie(c, COOKIE)
    const session = token ? await findSession(store.db, token, clock()) : null
    c.set('actor', session?.actor ?? null)
    c.set('session', session?.token ?? null)
    if (session?.mustChange && !BEFORE_CHANGE.test(c.req.path))
      throw refusal('forbidden', '请先修改初始密码', ['首次登录必须修改密码后才能继续'])
    await next()
    log.info(
      {
        method: c.req.method,
        path: c.req.path,
        status: c.res.status,
        ms: Math.round(performance.now() - started),
        person: session?.actor.person,
      },
      'request',
    )
  })
  app.route('/api', authRoutes(services))
  for (const part of routes(services)) app.route('/api', part)
  app.notFound(c =>
    c.req.path.startsWith('/api/')
      ? answerProblem(c, refusal('not-found', '没有这个接口').problem)
      : c.text('Not found', 404),
  )
  app.onError((error, c) => {
    if (error instanceof Refusal) return answerProblem(c, error.problem)
    // What the framework itself refuses: a form posted from another site.
    if (error instanceof HTTPException && error.status === 403)
      return answerProblem(c, refusal('forbidden', '请求被拒绝', ['请求来自其他网站，请在本系统的页面中操作']).problem)
    log.error({ err: error, method: c.req.method, path: c.req.path }, 'unexpected')
    return answerProblem(
      c,
      refusal('unavailable', '系统出错，本次操作没有保存', ['请稍后重试；如仍出现，请把时间和操作告诉管理员']).problem,
    )
  })
  return app
}
