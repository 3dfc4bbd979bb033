/** What an import needs around it: a city, somebody who imports, a survey. */
import type { Actor } from '@jingtu/core/access.ts'
import { surveyRecord } from '@jingtu/registers/monitoring/survey.ts'
import { openTestServer, type TestServer } from '@jingtu/server/testing.ts'

export interface City {
  server: TestServer
  actor: Actor
  survey: string
}

/** On a database of its own; closing the server removes it. */
export async function makeCity(): Promise<City> {
  const server = await openTestServer('2026-07-01T09:00:00+08:00')
  const region = await server.region('临江市', 'city', null, '')
  const unit = await server.unit(region, { name: '临江市生态环境局' })
  const person = await server.person(unit, 'owner', ['planner', 'reviewer', 'reporter'])
  const actor: Actor = {
    person: person.id,
    name: '测试员',
    unit: unit.id,
    unitName: unit.name!,
    level: 'city',
    line: '生态环境',
    party: null,
    region: region.path,
    home: region.id,
    duties: ['planner', 'reviewer', 'reporter'],
  }
  const survey = await server.change(c =>
    c.insert(surveyRecord, {
      home: region.id,
      region: region.path,
      values: {
        name: '详查',
        kind: '农用地详查',
        regionId: region.id,
        ownerUnit: unit.id,
        periodFrom: '2026-01-01',
        periodTo: '2026-12-31',
      },
    }),
  )
  return { server, actor, survey: survey.id }
}
