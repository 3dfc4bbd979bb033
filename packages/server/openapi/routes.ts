import { Hono } from 'hono'
import { authRoutes, COOKIE } from '../auth/routes.ts'
import type { Env } from '../context.ts'
import { routes } from '../routes.ts'
import type { Services } from '../services.ts'
import { describePaths, type Paths } from './describe.ts'

/** GET /api/openapi.json: the whole interface, made from the routes themselves when it is first asked for. */
export function openapiRoutes(services: Services): Hono<Env> {
  const app = new Hono<Env>()
  let paths: Promise<Paths> | undefined
  app.get('/openapi.json', async c => {
    paths ??= describePaths(services, s => [authRoutes(s), ...routes(s)])
    return c.json({
      openapi: '3.1.0',
      info: { title: '净土 接口', version: '0.1.0' },
      externalDocs: { description: '各登记册的字段', url: '/api/openapi/registers.json' },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: COOKIE } } },
      security: [{ session: [] }],
      paths: await paths,
    })
  })
  return app
}
