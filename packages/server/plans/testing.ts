import { readFileSync } from 'node:fs'
import type { RegionNode } from '@jingtu/core/region.ts'
import type { ImportAnswer, PlanDetail } from '@jingtu/programme/plan-views.ts'
import type { Unit } from '@jingtu/registers/subjects/unit.ts'
import { type Answer, type Client, openTestServer, type TestServer } from '../testing.ts'

/** A city with two counties, a zone and their bodies, and people who plan: what the tests of plans stand on. */
export interface Desk {
  server: TestServer
  city: RegionNode
  north: RegionNode
  units: Record<string, Unit>
  planner: Client
  northPlanner: Client
  reader: Client
  /** Another person with the planner's duty in the same bureau. */
  second: Client
}

export async function openDesk(now = '2026-02-02T09:00:00+08:00'): Promise<Desk> {
  const server = await openTestServer(now)
  const nation = await server.region('中华人民共和国', 'nation', null, '')
  const province = await server.region('云川省', 'province', nation, '980000')
  const city = await server.region('临溪市', 'city', province, '980100')
  const north = await server.region('北岭县', 'county', city, '980121')
  const east = await server.region('东塘区', 'county', city, '980102')
  const zone = await server.region('临溪高新技术产业开发区', 'county', city, 'z1', 'zone')
  const willow = await server.region('柳溪镇', 'township', north, '980121101')
  const units: Record<string, Unit> = {}
  const add = async (
    region: RegionNode,
    name: string,
    line: Unit['line'],
    kind: Unit['kind'] = '部门',
    shortName?: string,
  ) => {
    units[name] = await server.unit(region, { name, line, kind, ...(shortName ? { shortName } : {}) })
  }
  await add(city, '临溪市生态环境局', '生态环境', '部门', '市生态环境局')
  await add(city, '临溪市农业农村局', '农业农村', '部门', '市农业农村局')
  await add(city, '临溪市自然资源局', '自然资源', '部门', '市自然资源局')
  await add(city, '临溪市财政局', '财政', '部门', '市财政局')
  await add(city, '临溪市工业和信息化局', '工业和信息化', '部门', '市工信局')
  await add(city, '临溪市发展和改革委员会', '发展改革', '部门', '市发展改革委')
  await add(city, '临溪市公安局', '公安', '部门', '市公安局')
  await add(city, '临溪市供销合作社联合社', '供销', '其他组织')
  await add(north, '北岭县人民政府', '政府', '政府')
  await add(east, '东塘区人民政府', '政府', '政府')
  await add(zone, '临溪高新区管委会', '园区管委会', '园区管委会')
  await add(north, '临溪市北岭生态环境局', '生态环境', '部门', '县生态环境局')
  await add(north, '北岭县农业农村局', '农业农村', '部门', '县农业农村局')
  await add(north, '北岭县财政局', '财政', '部门', '县财政局')
  await add(north, '北岭县自然资源局', '自然资源', '部门', '县自然资源局')
  await add(willow, '柳溪镇人民政府', '政府', '乡镇街道')
  await server.person(units.临溪市生态环境局!, 'planner', ['planner', 'reviewer'])
  await server.person(units.临溪市生态环境局!, 'second', ['planner'])
  await server.person(units.临溪市财政局!, 'reader', ['reporter'])
  await server.person(units.临溪市北岭生态环境局!, 'north-planner', ['planner'])
  return {
    server,
    city,
    north,
    units,
    planner: await server.signIn('planner'),
    second: await server.signIn('second'),
    reader: await server.signIn('reader'),
    northPlanner: await server.signIn('north-planner'),
  }
}

export const fixture = (name: string): string => readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8')

export function upload(
  client: Client,
  region: RegionNode,
  name: string,
  content: string | Uint8Array,
  more: Record<string, string> = {},
): Promise<Answer<ImportAnswer>> {
  const form = new FormData()
  form.set('file', new File([typeof content === 'string' ? content : Uint8Array.from(content)], name))
  form.set('regionId', region.id)
  for (const [key, value] of Object.entries(more)) form.set(key, value)
  return client.post('/plans/import', form)
}

export const detail = async (client: Client, id: string): Promise<PlanDetail> =>
  (await client.get<PlanDetail>(`/plans/${id}`)).body

/** Imports a text and answers its only plan. */
export async function imported(client: Client, region: RegionNode, name: string, content: string): Promise<PlanDetail> {
  const answer = await upload(client, region, name, content)
  if (answer.status !== 200 || answer.body.plans.length !== 1) throw new Error(JSON.stringify(answer.body))
  return detail(client, answer.body.plans[0]!.id)
}

/** Accepts everything and publishes; tasks without units get the planner's own bureau. */
export async function published(client: Client, plan: PlanDetail, owner: Unit): Promise<PlanDetail> {
  const id = plan.plan.id
  for (const t of plan.tasks) {
    if (t.leadUnits.length + t.coopUnits.length + t.respUnits.length === 0)
      await client.patch(`/plans/${id}/tasks/${t.id}`, { leadUnits: [owner.id] })
  }
  const open = (rows: { id: string; state: string }[]) => rows.filter(r => r.state === 'proposed').map(r => r.id)
  await client.post(`/plans/${id}/decide`, { tasks: open(plan.tasks), targets: open(plan.targets), decision: 'accept' })
  const answer = await client.post(`/plans/${id}/publish`, { publishedOn: '2026-02-02' })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return detail(client, id)
}
