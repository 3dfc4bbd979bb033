/** What an import needs around it: a city, somebody who imports, a survey. */
import type { Actor } from '@jingtu/core/access.ts'
import { newId } from '@jingtu/core/id.ts'
import type { RegionNode } from '@jingtu/core/region.ts'
import { surveyRecord } from '@jingtu/registers/monitoring/survey.ts'
import type { Services } from '@jingtu/server/services.ts'
import { type ChangeContext, change } from '@jingtu/store/changes.ts'
import type { Store } from '@jingtu/store/open.ts'
import { addRegion } from '@jingtu/store/regions.ts'
import pino from 'pino'

export interface City {
  services: Services
  actor: Actor
  survey: string
  context(): ChangeContext
}

export async function makeCity(store: Store): Promise<City> {
  const id = newId()
  const path = '/'
  const node: RegionNode = {
    id,
    parent: null,
    code: null,
    name: '临江市',
    level: 'city',
    kind: 'administrative',
    path,
    from: null,
    until: null,
    successor: null,
  }
  const unit = newId()
  const actor: Actor = {
    person: newId(),
    name: '测试员',
    unit,
    unitName: '临江市生态环境局',
    level: 'city',
    line: '生态环境',
    party: null,
    region: path,
    home: id,
    duties: ['planner', 'reviewer', 'reporter'],
  }
  const context = (): ChangeContext => ({
    actor: { id: actor.person, name: actor.name },
    requestId: newId(),
    now: new Date(),
  })
  const survey = await change(store.db, context(), null, async c => {
    await addRegion(c, node)
    return c.insert(surveyRecord, {
      home: id,
      region: path,
      values: {
        name: '详查',
        kind: '农用地详查',
        regionId: id,
        ownerUnit: unit,
        periodFrom: '2026-01-01',
        periodTo: '2026-12-31',
      },
    })
  })
  const log = pino({ level: 'silent' })
  const services = { store, clock: () => new Date(), log, baseUrl: 'http://127.0.0.1:8080' }
  return { services, actor, survey: survey.id, context }
}
