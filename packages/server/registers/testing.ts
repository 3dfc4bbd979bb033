/** A city with two counties, their bureaus, two works with accounts, and people who can sign in: for tests of registers. */
import type { RegionNode } from '@jingtu/core/region.ts'
import { creditCheckCharacter } from '@jingtu/registers/subjects/credit-code.ts'
import type { Unit } from '@jingtu/registers/subjects/unit.ts'
import { type Client, openTestServer, type TestServer } from '../testing.ts'

export interface RegisterWorld {
  server: TestServer
  province: RegionNode
  city: RegionNode
  east: RegionNode
  west: RegionNode
  bureau: Unit
  eastBureau: Unit
  westBureau: Unit
  works: Unit
  /** City ecology bureau: fills in and reviews. */
  office: Client
  eastClerk: Client
  westClerk: Client
  /** The works' own account. */
  plant: Client
  otherPlant: Client
  viewer: Client
  /** Another day: the clock is set and everybody signs in again. */
  at(now: string): Promise<void>
  close(): Promise<void>
}

/** A credit code with its check character. */
export const creditCode = (n: number): string => {
  const first = `9145098${String(n).padStart(10, '0')}`
  return first + creditCheckCharacter(first)
}

export async function openRegisterWorld(now = '2026-07-01T09:00:00+08:00'): Promise<RegisterWorld> {
  const server = await openTestServer(now)
  const nation = await server.region('中华人民共和国', 'nation', null, '')
  const province = await server.region('云山省', 'province', nation, '98')
  const city = await server.region('临湖市', 'city', province, '9802')
  const east = await server.region('东屏县', 'county', city, '980221')
  const west = await server.region('西渡县', 'county', city, '980222')
  const bureau = await server.unit(city, { name: '临湖市生态环境局', shortName: '市生态环境局' })
  const eastBureau = await server.unit(east, { name: '东屏县生态环境局' })
  const westBureau = await server.unit(west, { name: '西渡县生态环境局' })
  const works = await server.unit(east, { name: '东屏铅锌矿业有限公司', kind: '企业', line: '企业' })
  const other = await server.unit(east, { name: '东屏化工有限公司', kind: '企业', line: '企业' })
  await server.person(bureau, 'office', ['planner', 'reporter', 'reviewer', 'admin'])
  await server.person(eastBureau, 'east', ['reporter', 'reviewer'])
  await server.person(westBureau, 'west', ['reporter', 'reviewer'])
  await server.person(works, 'plant', ['reporter'], { party: 'operator' })
  await server.person(other, 'other-plant', ['reporter'], { party: 'operator' })
  await server.person(eastBureau, 'viewer', ['viewer'])
  const clients = new Map<string, Client>()
  const signIn = async (login: string): Promise<Client> => {
    const client = await server.signIn(login)
    clients.set(login, client)
    return client
  }
  return {
    server,
    province,
    city,
    east,
    west,
    bureau,
    eastBureau,
    westBureau,
    works,
    office: await signIn('office'),
    eastClerk: await signIn('east'),
    westClerk: await signIn('west'),
    plant: await signIn('plant'),
    otherPlant: await signIn('other-plant'),
    viewer: await signIn('viewer'),
    at: async day => {
      server.setClock(day)
      for (const [login, client] of clients) client.cookie = (await server.signIn(login)).cookie
    },
    close: () => server.close(),
  }
}

/** Posts and expects it to be taken; the error says what was refused. */
// biome-ignore lint/suspicious/noExplicitAny: answers are asserted by who asks
export async function done(client: Client, path: string, body: unknown): Promise<Record<string, any> & { id: string }> {
  const answer = await client.post(path, body)
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}

export const addOrganisation = (client: Client, region: RegionNode, values: object) =>
  done(client, '/registers/organisation/rows', { region: region.id, values: { kind: '企业', ...values } })

export const addSite = (client: Client, region: RegionNode, values: object) =>
  done(client, '/registers/site/rows', { region: region.id, values: { kind: '厂区', ...values } })

/** Uploads a little text as evidence; its hash is what a file field holds. */
export async function upload(client: Client, text: string): Promise<string> {
  const form = new FormData()
  form.set('file', new File([text], `${text.slice(0, 10)}.txt`))
  return (await done(client, '/files', form)).hash as string
}
