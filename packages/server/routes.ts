import type { Hono } from 'hono'
import type { Env } from './context.ts'
import { fileRoutes } from './files/routes.ts'
import { meetingRoutes } from './meetings/routes.ts'
import type { Services } from './services.ts'

/** Every part of the API, one entry each. */
export const routes = (services: Services): Hono<Env>[] => [fileRoutes(services), meetingRoutes(services)]
