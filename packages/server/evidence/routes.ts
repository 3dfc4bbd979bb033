import { Hono } from 'hono'
import type { Env } from '../context.ts'
import type { Services } from '../services.ts'
import { batchRoutes } from './batch-routes.ts'
import { boundaryRoutes } from './boundary-routes.ts'
import { importRoutes } from './import-routes.ts'
import { judgingRoutes } from './judging-routes.ts'
import { localStandardRoutes } from './local-standards.ts'
import { networkRoutes } from './network-routes.ts'

/** Evidence: laboratories' files, samples and results, verdicts and why, points and surveys. */
export function evidenceRoutes(services: Services): Hono<Env> {
  const app = new Hono<Env>()
  app.route('/', importRoutes(services))
  app.route('/', batchRoutes(services))
  app.route('/', judgingRoutes(services))
  app.route('/', localStandardRoutes(services))
  app.route('/', networkRoutes(services))
  app.route('/', boundaryRoutes(services))
  return app
}
