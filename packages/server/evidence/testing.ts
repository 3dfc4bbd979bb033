/** A city with two counties, its bureaus, a survey, a laboratory and a practitioner, for the tests of evidence. */

import type { ValuesOf } from '@jingtu/core/record.ts'
import type { RegionNode } from '@jingtu/core/region.ts'
import { writeSheet } from '@jingtu/documents/sheet/write.ts'
import { RECORDS } from '@jingtu/programme/records.ts'
import { type Laboratory, laboratoryRecord } from '@jingtu/registers/monitoring/laboratory.ts'
import { type MonitoringSite, monitoringSiteRecord } from '@jingtu/registers/monitoring/site.ts'
import { type Survey, surveyRecord } from '@jingtu/registers/monitoring/survey.ts'
import type { Unit } from '@jingtu/registers/subjects/unit.ts'
import { verifyStore } from '@jingtu/store/verify.ts'
import { type Client, openTestServer, type TestServer } from '../testing.ts'

export interface Scene {
  server: TestServer
  city: RegionNode
  east: RegionNode
  west: RegionNode
  town: RegionNode
  cityBureau: Unit
  eastBureau: Unit
  eastFarm: Unit
  firm: Unit
  /** City ecology bureau: all duties. */
  owner: Client
  /** County ecology bureau. */
  county: Client
  /** A practitioner's clerk, outside government. */
  practitioner: Client
  survey: Survey
  laboratory: Laboratory
  close(): Promise<void>
}

export async function openScene(now = '2026-07-01T09:00:00+08:00'): Promise<Scene> {
  const server = await openTestServer(now)
  const nation = await server.region('全国', 'nation', null, '')
  const province = await server.region('某省', 'province', nation, '36')
  const city = await server.region('临江市', 'city', province, '3601')
  const east = await server.region('东县', 'county', city, '360101')
  const west = await server.region('西县', 'county', city, '360102')
  const town = await server.region('东镇', 'township', east, '360101100')
  const cityBureau = await server.unit(city, { name: '临江市生态环境局' })
  const eastBureau = await server.unit(east, { name: '东县生态环境局' })
  const eastFarm = await server.unit(east, { name: '东县农业农村局', line: '农业农村' })
  const firm = await server.unit(city, { name: '临江环境检测技术公司', kind: '企业', line: '企业' })
  await server.person(cityBureau, 'owner', ['admin', 'planner', 'reviewer', 'reporter', 'viewer'])
  await server.person(eastBureau, 'county', ['planner', 'reviewer', 'reporter', 'viewer'])
  await server.person(firm, 'clerk', ['reporter', 'viewer'], { party: 'practitioner' })
  const survey = await addSurvey(server, city, { ownerUnit: cityBureau.id, contractors: [firm.id] })
  const laboratory = await server.change(c =>
    c.insert(laboratoryRecord, {
      home: city.id,
      region: city.path,
      values: {
        name: '临江检测中心',
        regionId: city.id,
        kind: '社会检测机构',
        cmaNumber: 'CMA-0001',
        cmaUntil: '2027-12-31',
      },
    }),
  )
  const [owner, county, practitioner] = await Promise.all(
    ['owner', 'county', 'clerk'].map(login => server.signIn(login)),
  )
  return {
    server,
    city,
    east,
    west,
    town,
    cityBureau,
    eastBureau,
    eastFarm,
    firm,
    owner: owner!,
    county: county!,
    practitioner: practitioner!,
    survey,
    laboratory,
    close: () => server.close(),
  }
}

export const addSurvey = (
  server: TestServer,
  region: RegionNode,
  values: Partial<ValuesOf<typeof surveyRecord>>,
): Promise<Survey> =>
  server.change(c =>
    c.insert(surveyRecord, {
      home: region.id,
      region: region.path,
      values: {
        name: '农用地加密调查',
        kind: '加密调查',
        regionId: region.id,
        periodFrom: '2026-01-01',
        periodTo: '2026-12-31',
        ...values,
      },
    }),
  )

export const addSite = (
  server: TestServer,
  region: RegionNode,
  home: string,
  values: Partial<ValuesOf<typeof monitoringSiteRecord>> & { code: string },
): Promise<MonitoringSite> =>
  server.change(c =>
    c.insert(monitoringSiteRecord, {
      home,
      region: region.path,
      state: 'active',
      values: {
        name: values.code,
        network: '省控',
        kind: '土壤',
        regionId: region.id,
        department: '生态环境',
        ...values,
      },
    }),
  )

export const xlsx = (rows: (string | number | null)[][], name = '检测结果'): Promise<Uint8Array> =>
  writeSheet({ sheets: [{ name, rows }] })

/** As the browser uploads it; the hash of the stored file. */
export async function upload(client: Client, bytes: Uint8Array, name: string): Promise<string> {
  const form = new FormData()
  form.set('file', new File([Uint8Array.from(bytes)], name))
  const answer = await client.post('/files', form)
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return answer.body.hash
}

export const faultsOf = async (server: TestServer): Promise<string[]> =>
  (await verifyStore(server.store, RECORDS)).faults.map(f => f.what)
