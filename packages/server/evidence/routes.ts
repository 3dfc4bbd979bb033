import { Hono } from 'hono'
import type { Env } from '../context.ts'
import type { Services } from '../services.ts'
import { batchRoutes } from './batch-routes.ts'
import { importRoutes } from './import-routes.ts'

/** Evidence: laboratories' files, samples and results, verdicts and why, points and surveys. */
export function evidenceRoutes(services: Services): Hono<Env> {
  const app = new Hono<Env>()
  app.route('/', importRoutes(services))
  app.route('/', batchRoutes(services))
  return app
}
