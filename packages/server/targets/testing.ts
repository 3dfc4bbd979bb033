/** A city with two counties, their governments and a published plan: what every test of targets begins with. */
import type { RegionNode } from '@jingtu/core/region.ts'
import { type Plan, planRecord } from '@jingtu/programme/plan.ts'
import { type Target, targetRecord } from '@jingtu/programme/target.ts'
import type { Unit } from '@jingtu/registers/subjects/unit.ts'
import { storeFile } from '@jingtu/store/files.ts'
import { createApp } from '../app.ts'
import { type Client, openTestServer, type TestServer } from '../testing.ts'
import type { TargetRow } from './views.ts'

export let server: TestServer
export let city: RegionNode
export let north: RegionNode
export let east: RegionNode
export let bureau: Unit
export let government: Unit
export let plan: Plan
export let planner: Client
export let northClerk: Client
export let eastClerk: Client

export type Values = Record<string, unknown>

export const makePlan = (
  year: number,
  region: RegionNode,
  owner: Unit,
  state: Plan['state'] = 'published',
): Promise<Plan> =>
  server.change(async c => {
    const text = await storeFile(c.tx, Buffer.from(`计划文本 ${region.name} ${year}`), {
      type: 'text/plain',
      name: 'plan.txt',
      by: null,
      now: c.context.now,
    })
    return c.insert(planRecord, {
      home: region.id,
      region: region.path,
      state,
      values: {
        title: `${region.name}${year}年净土工作计划`,
        level: 'city',
        regionId: region.id,
        year,
        ownerUnit: owner.id,
        textFile: text.hash,
      },
    })
  })
let ordinal = 0
export const addTarget = (values: Values, of: Plan = plan): Promise<Target> =>
  server.change(c =>
    c.insert(targetRecord, {
      home: of.home,
      region: of.region,
      state: 'inForce',
      values: {
        plan: of.id,
        ordinal: ++ordinal,
        op: '>=',
        kind: 'indicator',
        source: 'goals',
        by: `${of.year}-12-31`,
        byExplicit: false,
        ...values,
      } as never,
    }),
  )
export const rowOf = async (client: Client, target: Target): Promise<TargetRow> => {
  const { body } = await client.get<{ rows: TargetRow[] }>(`/targets?plan=${target.plan}`)
  return body.rows.find(r => r.target.id === target.id)!
}
export const measure = (client: Client, target: Target, region: RegionNode, values: Record<string, unknown>) =>
  client.post(`/targets/${target.id}/measurements`, {
    regionId: region.id,
    asOf: '2026-06-30',
    value: null,
    source: '季度统计',
    ...values,
  })

export async function openDesk(): Promise<void> {
  server = await openTestServer('2026-07-01T09:00:00+08:00')
  const nation = await server.region('中华人民共和国', 'nation', null, '')
  const province = await server.region('云川省', 'province', nation, '980000')
  city = await server.region('临溪市', 'city', province, '980100')
  north = await server.region('北岭县', 'county', city, '980121')
  east = await server.region('东塘区', 'county', city, '980102')
  bureau = await server.unit(city, { name: '临溪市生态环境局' })
  government = await server.unit(north, { name: '北岭县人民政府', line: '政府', kind: '政府' })
  const eastGovernment = await server.unit(east, { name: '东塘区人民政府', line: '政府', kind: '政府' })
  await server.person(bureau, 'planner', ['planner', 'reviewer', 'reporter'])
  await server.person(government, 'north', ['reporter'])
  await server.person(eastGovernment, 'east', ['reporter'])
  planner = await server.signIn('planner')
  northClerk = await server.signIn('north')
  eastClerk = await server.signIn('east')
  plan = await makePlan(2026, city, bureau)
}

export const closeDesk = async (): Promise<void> => server?.close()

export async function fetchFile(hash: string): Promise<Response> {
  return createApp(server.services).request(`/api/files/${hash}`, { headers: { cookie: planner.cookie } })
}
