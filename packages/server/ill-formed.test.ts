import { isId } from '@jingtu/core/id.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createApp } from './app.ts'
import { type Client, openTestServer, type TestServer } from './testing.ts'

let server: TestServer
let client: Client
beforeAll(async () => {
  server = await openTestServer('2026-07-01T09:00:00+08:00')
  const nation = await server.region('中华人民共和国', 'nation', null, '')
  const city = await server.region('临溪市', 'city', nation, '980100')
  const bureau = await server.unit(city, { name: '临溪市生态环境局' })
  await server.person(bureau, 'everything', ['admin', 'planner', 'reviewer', 'reporter'])
  client = await server.signIn('everything')
})
afterAll(() => server?.close())

/** What people and machines put into addresses: cut ids, words, SQL, signs that mean something to somebody. */
const BAD = ['x', '123', "'", '00000000-0000-7000-8000-00000000000', '../..', '北', '%25', '9'.repeat(400), '-1', '1e9']
const QUERIES = [
  'unit',
  'plan',
  'region',
  'parent',
  'period',
  'year',
  'group',
  'meeting',
  'workGroup',
  'task',
  'target',
  'upTo',
  'limit',
  'offset',
  'state',
  'search',
  'line',
  'level',
  'knownOn',
  'validOn',
  'question',
  'law',
  'sort',
  'kind',
]
/** Answers what no session is asked for, or the application itself. */
const NO_ADDRESSES = /^\/api\/(\*|session|screen)|^\*$|^\/\*$/

const routesOfApp = (): string[] => [
  ...new Set(
    createApp(server.services)
      .routes.filter(r => r.method === 'GET' && !NO_ADDRESSES.test(r.path))
      .map(r => r.path.replace(/^\/api/, '')),
  ),
]

it('no address, however ill-formed, makes the server fail: every GET route refuses it in words', {
  timeout: 300_000,
}, async () => {
  const routes = routesOfApp()
  expect(routes.length).toBeGreaterThan(40)
  const failed: string[] = []
  const ask = async (path: string): Promise<void> => {
    const { status, body } = await client.get(path)
    if (status >= 500 || (status >= 400 && !body.title)) failed.push(`${status} ${path.slice(0, 90)}`)
  }
  for (const route of routes) {
    const addresses = route.includes(':')
      ? BAD.map(bad => route.replace(/:\w+(\{[^}]*\})?/g, encodeURIComponent(bad)))
      : QUERIES.flatMap(name => ['x', '-1', '2026-02-30'].map(bad => `${route}?${name}=${bad}`))
    await Promise.all(addresses.map(ask))
  }
  expect(failed).toEqual([])
})

it('an ill-formed unit is refused with the place, a well-formed one that nobody has is an empty list', async () => {
  const id = '018f0000-0000-7000-8000-000000000000'
  expect(isId(id)).toBe(true)
  for (const list of ['law-duties', 'grid-cells', 'staffing', 'supervision']) {
    const answer = await client.get(`/${list}?unit=12`)
    expect([list, answer.status, answer.body.reasons?.[0]?.where]).toEqual([list, 422, 'unit'])
    expect((await client.get(`/${list}?unit=${id}`)).body.rows).toEqual([])
  }
})
