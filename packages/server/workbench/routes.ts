import { Hono } from 'hono'
import type { Env } from '../context.ts'
import type { Services } from '../services.ts'
import { collectionRoutes } from './collections/routes.ts'
import { dispatchRoutes } from './dispatch-routes.ts'
import { periodRoutes } from './period-routes.ts'
import { questionRoutes } from './question-routes.ts'
import { reminderRoutes } from './reminder-routes.ts'
import { reportRoutes } from './report-routes.ts'
import { reportTableRoutes } from './tables/routes.ts'

/** From the dispatched task to the closed 调度表. */
export function workbenchRoutes(services: Services): Hono<Env> {
  const app = new Hono<Env>()
  for (const part of [
    dispatchRoutes,
    reportRoutes,
    periodRoutes,
    questionRoutes,
    reminderRoutes,
    reportTableRoutes,
    collectionRoutes,
  ])
    app.route('/', part(services))
  return app
}
