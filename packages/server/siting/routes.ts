import { GEOMETRY_TYPES, type Geometry, geometryFault } from '@jingtu/core/geometry.ts'
import { dayInShanghai } from '@jingtu/core/period.ts'
import { METALS } from '@jingtu/registers/metals.ts'
import { DEFAULT_RULES, INDUSTRY_GROUPS } from '@jingtu/registers/siting-rules.ts'
import { Hono } from 'hono'
import { z } from 'zod'
import { actorOf, type Env } from '../context.ts'
import { getRegion, homeOf } from '../organisation/places.ts'
import { readBody, refusal } from '../problems.ts'
import type { Services } from '../services.ts'
import { facilityLayer } from './facilities.ts'
import { admissionOf } from './findings.ts'

const checkBody = z.object({
  region: z.uuid(),
  nature: z.enum(['新建', '改建', '扩建']).default('新建'),
  industryCode: z.string().regex(/^\d{3,4}$/),
  processes: z.array(z.string().max(200)).max(50).default([]),
  shape: z.unknown(),
  polluting: z.boolean().default(true),
  metals: z.array(z.enum(METALS)).default([]),
})

/** Siting before there is a project: what would be said of an industry at a place; and the layer of facilities. */
export function sitingRoutes({ store, clock }: Services): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/siting/rules', c => {
    actorOf(c)
    return c.json({ groups: INDUSTRY_GROUPS, rules: DEFAULT_RULES })
  })
  app.post('/siting/check', async c => {
    actorOf(c)
    const asked = await readBody(c, checkBody)
    const shape = asked.shape as Geometry
    const kind = GEOMETRY_TYPES.polygon.includes(shape?.type) ? 'polygon' : 'point'
    const fault = shape && typeof shape === 'object' ? geometryFault(kind, shape) : '没有位置'
    if (fault) throw refusal('invalid', '不能核查', [{ where: 'shape', message: fault }])
    const region = await getRegion(store.db, asked.region)
    const home = await homeOf(store.db, region)
    const candidate = { ...asked, shape, home, region: region.path, confirmedAbsent: [] }
    return c.json(await admissionOf(store.db, candidate, dayInShanghai(clock())))
  })
  app.get('/siting/facilities', async c => c.json(await facilityLayer(store.db, actorOf(c))))
  return app
}
