import type { Hono } from 'hono'
import type { Env } from './context.ts'
import { economyRoutes } from './economy/routes.ts'
import { evidenceRoutes } from './evidence/routes.ts'
import { registerExchangeRoutes } from './exchange/register-routes.ts'
import { farmlandRoutes } from './farmland/routes.ts'
import { fileRoutes } from './files/routes.ts'
import { indicatorRoutes } from './indicators/routes.ts'
import { keyLandRoutes } from './key-land/routes.ts'
import { meetingRoutes } from './meetings/routes.ts'
import { onlineRoutes } from './online/routes.ts'
import { openapiRoutes } from './openapi/routes.ts'
import { organisationRoutes } from './organisation/routes.ts'
import { planLifeRoutes } from './plans/life-routes.ts'
import { planRoutes } from './plans/routes.ts'
import { recordRoutes } from './records/routes.ts'
import { registerLifeRoutes } from './registers/life-routes.ts'
import { localDataRoutes } from './registers/local-field-routes.ts'
import { registerOverviewRoutes } from './registers/overview-routes.ts'
import { registerRoutes } from './registers/routes.ts'
import { sampleRoutes } from './sample/routes.ts'
import { screeningRoutes } from './screening/routes.ts'
import type { Services } from './services.ts'
import { sitingRoutes } from './siting/routes.ts'
import { supervisionRoutes } from './supervision/routes.ts'
import { systemRoutes } from './system/routes.ts'
import { targetRoutes } from './targets/routes.ts'
import { workbenchRoutes } from './workbench/routes.ts'

/** Every part of the API, one entry each. */
export const routes = (services: Services): Hono<Env>[] => [
  economyRoutes(services),
  evidenceRoutes(services),
  farmlandRoutes(services),
  fileRoutes(services),
  indicatorRoutes(services),
  keyLandRoutes(services),
  meetingRoutes(services),
  onlineRoutes(services),
  openapiRoutes(services),
  organisationRoutes(services),
  planRoutes(services),
  planLifeRoutes(services),
  recordRoutes(services),
  registerOverviewRoutes(services),
  registerRoutes(services),
  registerLifeRoutes(services),
  localDataRoutes(services),
  registerExchangeRoutes(services),
  sampleRoutes(services),
  screeningRoutes(services),
  sitingRoutes(services),
  supervisionRoutes(services),
  systemRoutes(services),
  targetRoutes(services),
  workbenchRoutes(services),
]
