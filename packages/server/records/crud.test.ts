import type { RegionNode } from '@jingtu/core/region.ts'
import type { Unit } from '@jingtu/registers/subjects/unit.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, openTestServer, type TestServer } from '../testing.ts'

let server: TestServer
let east: RegionNode
let bureau: Unit
let farm: Unit
let works: Unit
let office: Client
let farmClerk: Client
let viewer: Client
let plant: Client

beforeAll(async () => {
  server = await openTestServer('2026-07-01T09:00:00+08:00')
  const nation = await server.region('中华人民共和国', 'nation', null, '')
  const city = await server.region('临湖市', 'city', nation, '980200')
  east = await server.region('东屏县', 'county', city, '980221')
  bureau = await server.unit(city, { name: '临湖市生态环境局', shortName: '市生态环境局' })
  farm = await server.unit(east, { name: '东屏县农业农村局', line: '农业农村' })
  works = await server.unit(east, { name: '东屏电镀有限公司', kind: '企业', line: '企业' })
  await server.person(bureau, 'office', ['planner', 'reporter'])
  await server.person(farm, 'farm', ['reporter'])
  await server.person(bureau, 'viewer', ['viewer'])
  await server.person(works, 'plant', ['reporter'], { party: 'operator' })
  office = await server.signIn('office')
  farmClerk = await server.signIn('farm')
  viewer = await server.signIn('viewer')
  plant = await server.signIn('plant')
})
afterAll(() => server?.close())

const duty = async (unit: Unit, article: string) =>
  (await office.post('/law-duties', { values: { law: '土壤污染防治法', article, duty: '按条文落实', unit: unit.id } }))
    .body

it('a list says of each row which moves the reader can make now, and whether it may be corrected', async () => {
  const own = await duty(farm, '第二十七条')
  const other = await duty(works, '第三十条')
  const rights = async (client: Client) => {
    const { body } = await client.get('/law-duties')
    const of = (id: string) => body.rows.find((r: { id: string }) => r.id === id)
    return { may: body.may, own: of(own.id), other: of(other.id) }
  }

  // The bureau above may do what the declaration gives an owner, in the state the row is in.
  expect(await rights(office)).toMatchObject({
    may: { create: true, edit: true },
    own: { moves: ['confirm', 'expose'], editable: true },
  })
  // The unit itself reports, but neither deals out duties nor words them.
  expect(await rights(farmClerk)).toMatchObject({
    may: { create: false, edit: false },
    own: { moves: ['confirm', 'expose'], editable: false },
    other: { moves: [], editable: false },
  })
  expect(await rights(viewer)).toMatchObject({
    may: { create: false, edit: false },
    own: { moves: [], editable: false },
  })

  // What is listed can be done, and what is not listed is refused.
  expect((await farmClerk.post(`/law-duties/${own.id}/moves/recheck`, {})).status).toBe(403)
  const done = await farmClerk.post(`/law-duties/${own.id}/moves/confirm`, { values: { finding: '已落实到人' } })
  expect(done.status).toBe(200)
  expect((await rights(farmClerk)).own).toMatchObject({ state: 'compliant', moves: ['expose'] })
  expect((await rights(office)).own).toMatchObject({ moves: ['expose', 'recheck'], editable: false })
  expect((await office.patch(`/law-duties/${own.id}`, { version: 2, values: { duty: '改写' } })).status).toBe(409)
})

it('a bureau that sees a row without answering for it may not correct it', async () => {
  const cell = { name: '三号网格', level: '村（社区）', regionId: east.id, unit: works.id, responsible: '周三' }
  const made = (await office.post('/grid-cells', { values: cell })).body
  const seen = (await farmClerk.get('/grid-cells')).body.rows.find((r: { id: string }) => r.id === made.id)
  expect(seen).toMatchObject({ moves: [], editable: false })
  const refused = await farmClerk.patch(`/grid-cells/${made.id}`, { version: 1, values: { responsible: '别人' } })
  expect(refused.status).toBe(403)
  const mended = await office.patch(`/grid-cells/${made.id}`, { version: 1, values: { code: 'W-03' } })
  expect(mended.body).toMatchObject({ code: 'W-03', responsible: '周三', version: 2 })
})

it('a list names what its references stand for, by the short name where there is one', async () => {
  const made = await office.post('/supervision', {
    values: { title: '年中督促检查', unit: farm.id, inspector: bureau.id, plannedOn: '2026-07-10' },
  })
  expect(made.status).toBe(200)
  expect((await office.get('/supervision')).body.names).toEqual({
    [farm.id]: '东屏县农业农村局',
    [bureau.id]: '市生态环境局',
  })
  const cell = { name: '一号网格', level: '乡镇（街道）', regionId: east.id, unit: farm.id, responsible: '周一' }
  await office.post('/grid-cells', { values: cell })
  expect((await office.get('/grid-cells')).body.names).toMatchObject({ [east.id]: '东屏县' })
})

it('a reason of a refused move stands at its field', async () => {
  const own = await duty(farm, '第五十三条')
  const refused = await farmClerk.post(`/law-duties/${own.id}/moves/expose`, { values: { weakness: '  ' } })
  expect(refused.status).toBe(422)
  expect(refused.body.reasons).toEqual([
    { message: '请写明薄弱环节', where: 'weakness' },
    { message: '请填写整改时限', where: 'due' },
  ])
})

it('who stands outside government sees of a list only what concerns its own unit', async () => {
  const cell = { name: '二号网格', level: '乡镇（街道）', regionId: east.id, unit: farm.id, responsible: '周二' }
  expect((await office.post('/grid-cells', { values: { ...cell, phone: '139-0000' } })).status).toBe(200)
  expect((await farmClerk.get('/grid-cells')).body.rows.map((r: { name: string }) => r.name)).toContain('二号网格')
  expect((await plant.get('/grid-cells')).body).toMatchObject({ rows: [], total: 0 })
  expect((await plant.post('/grid-cells', { values: cell })).status).toBe(403)
  const duties = (await plant.get('/law-duties')).body.rows
  expect(duties.map((r: { unit: string }) => r.unit)).toEqual([works.id])
})
