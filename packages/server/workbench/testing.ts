import type { Duty } from '@jingtu/core/access.ts'
import type { ValuesOf } from '@jingtu/core/record.ts'
import type { RegionNode } from '@jingtu/core/region.ts'
import { type Plan, type PlanRhythm, planRecord } from '@jingtu/programme/plan.ts'
import { type NamedObject, namedObjectRecord, type Task, taskRecord } from '@jingtu/programme/task.ts'
import type { Unit } from '@jingtu/registers/subjects/unit.ts'
import { storeFile } from '@jingtu/store/files.ts'
import { type Client, openTestServer, TEST_PASSWORD, type TestServer } from '../testing.ts'
import type { PeriodList, PeriodRow } from './answers.ts'
import { issueDispatches, type Part } from './dispatches.ts'
import { makePeriods } from './periods.ts'

export const QUARTERS: PlanRhythm = {
  quote: '各牵头单位于3月25日、6月25日、9月25日、12月25日前将进展情况报市生态环境局。',
  span: [0, 0],
  days: ['03-25', '06-25', '09-25', '12-25'],
  every: null,
  from: '牵头单位',
  to: '市生态环境局',
}
const COUNTIES = ['青川区', '白石区', '南浦县', '北陵县', '西溪县', '东坪县', '云峰县', '长岭县']

/** A city with eight counties, two townships and a zone: who orders, who leads, who carries out. */
export interface Bench {
  server: TestServer
  city: RegionNode
  counties: RegionNode[]
  ecology: Unit
  agriculture: Unit
  finance: Unit
  /** 人民政府 of the eight counties. */
  county: Unit[]
  townships: Unit[]
  owner: Client
  lead: Client
  countyClient: (i: number) => Promise<Client>
  townshipClient: (i: number) => Promise<Client>
  /** Another day at nine in the morning; everybody signs in anew, because sessions last half a day. */
  at(day: string, time?: string): Promise<void>
  plan(
    values?: Partial<ValuesOf<typeof planRecord>>,
    tasks?: Partial<Task>[],
    text?: string,
  ): Promise<{ plan: Plan; tasks: Task[] }>
  issue(plan: Plan, tasks: Task[], parts?: Record<string, Part[]>): Promise<Map<string, string>>
  objects(plan: Plan, task: Task, names: string[]): Promise<NamedObject[]>
  upload(client: Client, name: string): Promise<string>
}

export async function openBench(now = '2026-02-20T09:00:00+08:00'): Promise<Bench> {
  const server = await openTestServer(now)
  const nation = await server.region('中华人民共和国', 'nation', null, '')
  const province = await server.region('云江省', 'province', nation, '99')
  const city = await server.region('临江市', 'city', province, '9901')
  const counties: RegionNode[] = []
  for (const [i, name] of COUNTIES.entries()) counties.push(await server.region(name, 'county', city, `99010${i + 1}`))
  const towns = [
    await server.region('柳河镇', 'township', counties[0]!, '990101101'),
    await server.region('石桥乡', 'township', counties[0]!, '990101202'),
  ]
  const ecology = await server.unit(city, { name: '临江市生态环境局', shortName: '市生态环境局' })
  const agriculture = await server.unit(city, { name: '临江市农业农村局', shortName: '市农业农村局', line: '农业农村' })
  const finance = await server.unit(city, { name: '临江市财政局', shortName: '市财政局', line: '财政' })
  const county: Unit[] = []
  for (const node of counties)
    county.push(await server.unit(node, { name: `${node.name}人民政府`, line: '政府', kind: '政府' }))
  const townships: Unit[] = []
  for (const node of towns)
    townships.push(await server.unit(node, { name: `${node.name}人民政府`, line: '政府', kind: '乡镇街道' }))
  const all: Duty[] = ['planner', 'reviewer', 'reporter', 'admin']
  await server.person(ecology, 'ecology', all)
  await server.person(agriculture, 'agriculture', all)
  for (const [i, unit] of county.entries()) await server.person(unit, `county${i}`, ['planner', 'reporter'])
  for (const [i, unit] of townships.entries()) await server.person(unit, `town${i}`, ['reporter'])

  const clients = new Map<string, Client>()
  const client = async (login: string): Promise<Client> => {
    const known = clients.get(login)
    if (known) return known
    const fresh = await server.signIn(login)
    clients.set(login, fresh)
    return fresh
  }
  const owner = await client('ecology')
  const lead = await client('agriculture')
  return {
    server,
    city,
    counties,
    ecology,
    agriculture,
    finance,
    county,
    townships,
    owner,
    lead,
    countyClient: i => client(`county${i}`),
    townshipClient: i => client(`town${i}`),
    async at(day, time = '09:00:00') {
      server.setClock(`${day}T${time}+08:00`)
      for (const [login, one] of clients) await one.post('/session', { login, password: TEST_PASSWORD })
    },
    plan: (values = {}, tasks = [{}], text = '') =>
      server.change(async c => {
        const file = await storeFile(c.tx, new TextEncoder().encode(text || `计划正文 ${c.context.requestId}`), {
          type: 'text/plain',
          name: '正文.txt',
          by: null,
          now: c.context.now,
        })
        const plan = await c.insert(planRecord, {
          home: city.id,
          region: city.path,
          state: 'published',
          values: {
            title: '临江市2026年土壤污染防治工作计划',
            issuingNumber: '临环发〔2026〕3号',
            level: 'city',
            regionId: city.id,
            year: 2026,
            ownerUnit: ecology.id,
            textFile: file.hash,
            rhythm: [QUARTERS],
            publishedOn: c.today,
            ...values,
          },
        })
        const made = await c.insertMany(
          taskRecord,
          tasks.map((t, i) => ({
            home: plan.home,
            region: plan.region,
            state: 'inForce',
            values: {
              plan: plan.id,
              ordinal: i + 1,
              no: `${i + 1}`,
              title: `任务${i + 1}`,
              origin: '识别' as const,
              ...t,
            },
          })),
        )
        return { plan, tasks: made }
      }),
    issue: (plan, tasks, parts) =>
      server.change(async c => {
        const dispatches = await issueDispatches(c, plan, tasks, parts)
        await makePeriods(c, plan)
        return new Map(dispatches.map(d => [`${d.task}:${d.unit}`, d.id]))
      }),
    objects: (plan, task, names) =>
      server.change(c =>
        c.insertMany(
          namedObjectRecord,
          names.map((name, i) => ({
            home: plan.home,
            region: plan.region,
            values: { plan: plan.id, task: task.id, ordinal: i + 1, name },
          })),
        ),
      ),
    async upload(client, name) {
      const form = new FormData()
      form.set('file', new File([`${name} ${Math.random()}`], name))
      return (await client.post('/files', form)).body.hash
    },
  }
}

export const periodsOf = async (client: Client, plan: string): Promise<PeriodRow[]> =>
  (await client.get<PeriodList>(`/periods?plan=${plan}`)).body.rows
/** Why something was refused, in the words of the answer. */
export const messages = (answer: { body: { reasons?: { message: string }[] } }): string[] =>
  (answer.body.reasons ?? []).map(r => r.message)
