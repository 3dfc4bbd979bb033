import { afterAll, beforeAll, expect, it } from 'vitest'
import { addOrganisation, addSite, creditCode, done, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let east: Hand
let office: Hand
let n = 800
beforeAll(async () => {
  w = await openRegisterWorld('2026-09-01T09:00:00+08:00')
  east = handOf(w.eastClerk)
  office = handOf(w.office)
})
afterAll(() => w?.close())

const point = (x: number, y: number) => ({ type: 'Point', coordinates: [x, y] })
const square = (x: number, y: number, size: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [x, y],
      [x + size, y],
      [x + size, y + size],
      [x, y + size],
      [x, y],
    ],
  ],
})
/** An enterprise of the list with one site, and outlets of it. */
async function works(name: string, values: object = {}, location?: object) {
  const { id } = await addOrganisation(w.office, w.east, { name, creditCode: creditCode(++n) })
  const site = await addSite(w.office, w.east, {
    name: `${name}厂区`,
    organisation: id,
    ...(location ? { location } : {}),
  })
  const row = await east.make('heavy-metal-enterprise', {
    subject: id,
    industry: '重有色金属冶炼',
    metals: ['镉'],
    ...values,
  })
  await east.move('heavy-metal-enterprise', row, 'list')
  return { id, site, row, read: () => east.read('heavy-metal-enterprise', row) }
}
const outlet = (site: { id: string }, code: string, values: object) =>
  done(w.eastClerk, '/registers/outlet/rows', {
    region: w.east.id,
    values: { code, name: `${code}口`, site: site.id, medium: '废水', kind: '总排放口', ...values },
  })
async function limit(region: { id: string }, values: object) {
  const row = await office.make(
    'discharge-limit',
    { standard: 'GB 25466—2010', medium: '废水', document: '执行公告', validFrom: '2011-01-01', ...values },
    { region: region.id },
  )
  return office.move('discharge-limit', row, 'enact')
}
const cadmium = (value: string) => [{ pollutant: '总镉', limit: value, unit: 'mg/L' }]
/** What monitoring of an outlet on a day says. */
async function monitored(at: { id: string }, sampledOn: string, results: object[]) {
  const row = await east.make('outlet-monitoring', { subject: at.id, sampledOn, kind: '监督性监测', results })
  return east.read('outlet-monitoring', row)
}

it('S172 S173 the limit of the region, the day and the place decides: special limits from their first day, in mining areas alone', async () => {
  await limit(w.city, { kind: '排放限值', limits: cadmium('0.05') })
  await limit(w.east, { kind: '特别排放限值', limits: cadmium('0.02'), validFrom: '2023-01-01' })
  const plant = await works('东屏冶炼', {}, point(108.5, 22.5))
  const at = await outlet(plant.site, 'DW001', { kind: '车间或生产设施排放口' })
  const value = [{ pollutant: '镉', value: '0.03', unit: 'mg/L' }]
  // One and the same figure, a day before and on the day.
  expect(await monitored(at, '2022-12-31', value)).toMatchObject({
    verdict: '达标',
    grounds: ['镉 0.05 mg/L（GB 25466—2010 排放限值，2011-01-01 起）'],
  })
  const after = await monitored(at, '2023-01-01', value)
  expect(after).toMatchObject({ verdict: '超标', exceeded: ['镉 0.03 mg/L，限值 0.02'] })
  expect(after.grounds[0]).toContain('特别排放限值，2023-01-01 起')
  // West of it the city's limit holds on.
  const westClerk = handOf(w.westClerk)
  const far = await addSite(w.office, w.west, { name: '西渡冶炼' })
  const westOutlet = await done(w.westClerk, '/registers/outlet/rows', {
    region: w.west.id,
    values: { code: 'DW001', name: '总口', site: far.id, medium: '废水', kind: '总排放口' },
  })
  const there = { subject: westOutlet.id, sampledOn: '2026-08-01', kind: '自行监测', results: value }
  const west = await westClerk.make('outlet-monitoring', there)
  expect((await westClerk.read('outlet-monitoring', west)).verdict).toBe('达标')
  // Where mines lie close together a stricter one holds, and only there.
  await limit(w.east, {
    standard: '矿区特别限值',
    kind: '特别排放限值',
    limits: cadmium('0.01'),
    validFrom: '2024-01-01',
    extent: square(108.4, 22.4, 0.2),
  })
  const small = [{ pollutant: '镉', value: '0.015', unit: 'mg/L' }]
  expect((await monitored(at, '2026-08-02', small)).exceeded).toEqual(['镉 0.015 mg/L，限值 0.01'])
  const outside = await works('山外冶炼', {}, point(108.9, 22.9))
  expect((await monitored(await outlet(outside.site, 'DW001', {}), '2026-08-02', small)).verdict).toBe('达标')
  // No limit, no verdict; nor from a detection limit above it.
  const open = await monitored(at, '2026-08-03', [
    { pollutant: '钴', value: '0.1', unit: 'mg/L' },
    { pollutant: '镉', value: '<0.02', unit: 'mg/L' },
  ])
  expect([open.verdict, open.open]).toEqual(['证据不足', ['钴：当地当日没有登记适用的排放限值', '镉：检出限高于限值']])
})

it('S176 a thallium enterprise is compliant when its upgraded workshop outlet meets the limit, and what exceeds becomes a problem', async () => {
  await limit(w.east, {
    standard: '车间铊限值',
    kind: '排放限值',
    outletKinds: ['车间或生产设施排放口'],
    limits: [{ pollutant: '总铊', limit: '0.005', unit: 'mg/L' }],
  })
  const plant = await works('东屏锌业', { tags: ['涉铊'] })
  expect((await plant.read()).thallium).toBe('已列入')
  const shop = await outlet(plant.site, 'DW002', { kind: '车间或生产设施排放口' })
  const total = await outlet(plant.site, 'DW001', {})
  const thallium = (value: string) => [{ pollutant: '铊', value, unit: 'mg/L' }]
  // The limit holds at the workshop; diluted at the end of the works it says nothing.
  expect((await monitored(total, '2026-03-01', thallium('0.001'))).verdict).toBe('证据不足')
  const silent = await monitored(shop, '2026-03-02', [{ pollutant: '镉', value: '0.001', unit: 'mg/L' }])
  expect(silent.open).toEqual(['涉铊企业的车间排放口没有监测铊'])
  const bad = await monitored(shop, '2026-03-03', thallium('0.008'))
  const report = [await east.file()]
  await east.correct('outlet-monitoring', bad, { report })
  expect(await east.refusedMove('outlet-monitoring', bad, 'confirm')).toContain('超标的须写明整改期限')
  await east.move('outlet-monitoring', bad, 'confirm', { values: { problemDue: '2026-06-30' } })
  const told = await plant.read()
  expect([told.thallium, told.openProblems]).toEqual(['超标', 1])
  expect(told.problems[0]).toMatchObject({ foundOn: '2026-03-03', due: '2026-06-30' })
  expect(told.problems[0].problem).toBe('DW002口超标：铊 0.008 mg/L，限值 0.005')
  const upgraded = await east.correct('heavy-metal-enterprise', plant.row, { upgradedOn: '2026-07-01' })
  expect(upgraded.thallium).toBe('已改造待监测')
  const good = await monitored(shop, '2026-08-01', thallium('<0.0005'))
  await east.correct('outlet-monitoring', good, { report })
  await east.move('outlet-monitoring', good, 'confirm')
  expect((await plant.read()).thallium).toBe('达标')
  const ready = `?f.thallium=${encodeURIComponent('达标')}`
  expect((await east.list('heavy-metal-enterprise', ready)).rows.map(r => r.id)).toEqual([plant.row.id])
})

it('S174 parks are on the list because listed enterprises lie inside them, and leave it with the last one', async () => {
  await addSite(w.office, w.east, { name: '东屏循环园', kind: '园区', extent: square(107.5, 22.5, 0.1) })
  await addSite(w.office, w.east, { name: '空园', kind: '园区', extent: square(107.8, 22.5, 0.1) })
  const one = await works('园一电镀', { industry: '电镀', metals: ['铬'] }, point(107.55, 22.55))
  const two = await works('园二冶炼', { metals: ['铅', '镉'] }, point(107.58, 22.58))
  await works('园外冶炼', {}, point(107.7, 22.7))
  const parks = async () => (await office.list('heavy-metal-park')).rows
  const [park] = await parks()
  expect(await parks()).toHaveLength(1)
  expect(park).toMatchObject({
    state: 'found',
    count: 2,
    industries: ['重有色金属冶炼', '电镀'],
    metals: ['铅', '镉', '铬'],
  })
  expect([...park!.enterprises].sort()).toEqual([one.id, two.id].sort())
  expect((await one.read()).park).toBe(park!.subject)
  expect(await office.refusedMove('heavy-metal-park', park!, 'list')).toContain('园区管理机构')
  await office.move('heavy-metal-park', park!, 'list', { values: { manager: w.eastBureau.id } })
  const close = (row: { id: string }) =>
    office.move('heavy-metal-enterprise', row, 'close', { reason: '退出', values: { closureOrder: '1号' } })
  await close(one.row)
  expect((await parks())[0]).toMatchObject({ state: 'listed', count: 1, metals: ['铅', '镉'] })
  await close(two.row)
  expect((await parks())[0]).toMatchObject({ state: 'emptied', count: 0 })
})

it('S164 who is an air key unit stands in a list of compliance that follows the devices of its outlets', async () => {
  const plant = await works('东屏铅业', { airKeyUnit: true, particulateDue: '2026-12-31' })
  expect((await plant.read()).particulateGap).toBe('证据不足')
  const stack = (code: string) =>
    outlet(plant.site, code, { medium: '废气', kind: '一般排放口', pollutants: ['颗粒物'] })
  const [a, b] = [await stack('DA001'), await stack('DA002')]
  expect((await plant.read()).particulateGap).toBe('未安装')
  await east.correct('outlet', a, { deviceCode: 'MN-A', networkedOn: '2026-05-01' })
  await east.correct('outlet', b, { deviceCode: 'MN-B' })
  const installed = await plant.read()
  expect([installed.particulateGap, installed.devices]).toEqual(['已安装未联网', ['MN-A', 'MN-B']])
  const gaps = async () =>
    (await east.list('heavy-metal-enterprise', '?f.airKeyUnit=true')).rows.map(r => r.particulateGap)
  expect(await gaps()).toEqual(['已安装未联网'])
  const owed = async () =>
    (await w.office.get('/duties?register=heavy-metal-enterprise&from=2026-12-31&to=2026-12-31')).body.rows.filter(
      (d: { label: string }) => d.label.includes('颗粒物'),
    ).length
  expect(await owed()).toBe(1)
  await east.correct('outlet', b, { networkedOn: '2026-08-20' })
  const connected = await plant.read()
  expect([connected.particulateGap, connected.networkedOn]).toEqual(['符合', '2026-08-20'])
  expect(await owed()).toBe(0)
})
