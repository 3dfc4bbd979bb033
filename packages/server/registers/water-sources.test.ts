import { afterAll, beforeAll, expect, it } from 'vitest'
import { addSite as addPoint, addSurvey, upload, xlsx } from '../evidence/testing.ts'
import { addSite, done, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let east: Hand
let office: Hand
let water: Hand
beforeAll(async () => {
  w = await openRegisterWorld('2026-09-01T09:00:00+08:00')
  const waters = await w.server.unit(w.east, { name: '东屏县水利局', line: '水利' })
  await w.server.person(waters, 'water', ['reporter', 'reviewer'])
  east = handOf(w.eastClerk)
  office = handOf(w.office)
  water = handOf(await w.server.signIn('water'))
})
afterAll(() => w?.close())

const point = (longitude: number, latitude: number) => ({ type: 'Point', coordinates: [longitude, latitude] })
const square = (west: number, south: number, size: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [west + size, south],
      [west + size, south + size],
      [west, south + size],
      [west, south],
    ],
  ],
})
const site = (name: string, kind: string, location: object) => addSite(w.office, w.east, { name, kind, location })

/** A laboratory's file of cadmium at soil points, imported and judged. @returns the judging */
async function soilRound(on: string, values: Record<string, number>): Promise<string> {
  const survey = await addSurvey(w.server, w.city, { name: `水源土壤${on}`, ownerUnit: w.bureau.id })
  const head = ['样品编号', '点位编号', '样品类型', '采样日期', '镉(mg/kg)']
  const rows = Object.entries(values).map(([code, value]) => [`${code}-${on}`, code, '土壤', on, value])
  const file = await upload(w.office, await xlsx([head, ...rows]), `水源${on}.xlsx`)
  const { id } = await done(w.office, '/evidence/batches', { file, survey: survey.id, title: `水源${on}` })
  const order = { scope: { batch: id }, standard: 'GB 36600-2018', options: { use: '第二类' } }
  const { digest } = (await w.office.post('/evidence/judgings/preview', order)).body
  return (await done(w.office, '/evidence/judgings', { ...order, digest })).judgings[0].id
}

it('S327 S341 what lies round a drinking-water source is found by distance; unlawful buildings are cleared, its size decides the survey', async () => {
  const spring = await done(w.office, '/registers/water-body/rows', {
    region: w.east.id,
    values: { name: '龙泉水源', kind: '饮用水水源地', extent: square(110.0, 24.0, 0.002) },
  })
  const source = await water.make('drinking-water-source', {
    subject: spring.id,
    kind: '地下水型',
    population: 3200,
    supply: '18',
  })
  expect((await water.read('drinking-water-source', source)).inScope).toBe(true)
  // The county asks for less than everybody, then for more; what nobody knows decides nothing.
  const rule = (title: string, values: object) =>
    east.make('water-source-rule', { title, source: '东屏县工作方案', ...values }, { region: w.east.id })
  expect(await east.refusedMove('water-source-rule', await rule('空', {}), 'enforce')).toContain('至少规定一项')
  const scope = async () => {
    const { inScope, scopeBasis } = await east.read('drinking-water-source', source)
    return [inScope, scopeBasis]
  }
  const large = await rule('万人以上', { population: 10_000 })
  expect(await scope()).toEqual([true, null])
  await east.move('water-source-rule', large, 'enforce')
  expect(await scope()).toEqual([false, '万人以上（东屏县工作方案）'])
  await east.move('water-source-rule', large, 'end', { reason: '调整' })
  const both = await rule('五千人或百吨以上', { population: 5000, supply: '100' })
  await east.move('water-source-rule', both, 'enforce')
  expect(await scope()).toEqual([false, '五千人或百吨以上（东屏县工作方案）'])
  await water.correct('drinking-water-source', source, { supply: null })
  expect((await scope())[0]).toBe(null)
  await water.correct('drinking-water-source', source, { supply: '100' })
  expect((await scope())[0]).toBe(true)
  const [near, far] = [
    await site('泉边加油站', '加油站', point(110.01, 24.001)),
    await site('远处加油站', '加油站', point(110.05, 24.001)),
  ]
  const around = async (metres: number) =>
    (await east.list('site', `?near=drinking-water-source:${source.id}:${metres}`)).rows.map(r => r.id)
  expect([await around(500), await around(1000)]).toEqual([[], [near.id]])
  expect((await around(6000)).sort()).toEqual([near.id, far.id].sort())
  const survey = {
    surveyedOn: '2026-08-01',
    checkedOn: '2026-08-01',
    searchRadius: 1000,
    riskSources: [near.id],
    survey: [await east.file()],
  }
  const surveyed = await east.move('drinking-water-source', source, 'survey', { values: survey })
  expect(surveyed.riskSources).toEqual([near.id])
  const zone = { zoneApproval: '临政函〔2026〕21号', zonedOn: '2026-08-20' }
  expect(await office.refusedMove('drinking-water-source', source, 'zone', { values: zone })).toContain(
    '没有一级保护区',
  )
  await office.move('drinking-water-source', source, 'zone', {
    values: { ...zone, zoneOne: square(109.999, 23.999, 0.004), zoneTwo: square(109.99, 23.99, 0.03) },
  })
  const layer = async (frame: string) => (await east.list('drinking-water-source', `?within=${frame}`)).rows
  expect((await layer('109.9985,23.9985,109.9995,23.9995')).map(r => r.id)).toEqual([source.id])
  const shed = { what: '砖房', kind: '违法建筑', due: '2026-10-31' }
  expect((await east.correct('drinking-water-source', source, { illegal: [shed] })).illegalOpen).toBe(1)
  expect(
    (await east.correct('drinking-water-source', source, { illegal: [{ ...shed, clearedOn: '2026-09-01' }] }))
      .illegalOpen,
  ).toBe(0)
})

it('S342 S345 soil points round a water source are read year by year; one that exceeds is a warning, which asks for assessment and farming control', async () => {
  const lake = await done(w.office, '/registers/water-body/rows', {
    region: w.east.id,
    values: { name: '东湖水源', kind: '饮用水水源地', extent: square(111.0, 25.0, 0.01) },
  })
  const source = await east.make('drinking-water-source', {
    subject: lake.id,
    kind: '湖库型',
    supply: '12000',
    soilScheme: [await east.file()],
  })
  const soil = (code: string, longitude: string, more: object = {}) =>
    addPoint(w.server, w.east, w.east.id, { code, longitude, latitude: '25.015', ...more })
  const points = [await soil('T1', '111.001'), await soil('T2', '111.005'), await soil('T3', '111.009')]
  const strange = [await soil('T8', '111.2'), await soil('T9', '111.005', { kind: '地下水井' })].map(p => p.id)
  const refused = await east.refusedCorrection('drinking-water-source', source, { soilPoints: strange })
  expect(refused).toMatch(/点位 T8 距水源 \d+ m，超过 3000 m，不算水源周边/)
  expect(refused).toContain('点位 T9 是地下水井点，不是土壤点')
  // A year from before the points stood here is typed in.
  const before = { year: 2024, points: 20, exceeded: 0 }
  const soilPoints = points.map(p => p.id)
  await east.correct('drinking-water-source', source, { soilPoints, soilYears: [before] })
  await east.move('drinking-water-source', source, 'survey', {
    values: { surveyedOn: '2026-07-01', checkedOn: '2026-07-01', survey: [await east.file()] },
  })
  const read = () => east.read('drinking-water-source', source)
  expect(await read()).toMatchObject({ state: 'surveyed', soilTrend: '证据不足' })
  await soilRound('2025-06-01', { T1: 3, T2: 3 })
  expect(await read()).toMatchObject({ state: 'surveyed', soilTrend: '稳定' })
  expect((await read()).soilYears.at(-1)).toMatchObject({ year: 2025, points: 2, exceeded: 0, open: 1 })
  const judging = await soilRound('2026-06-01', { T1: 3, T2: 80, T3: 3 })
  const warned = await read()
  expect(warned).toMatchObject({ state: 'warning', soilTrend: '变差' })
  expect(warned.soilYears.at(-1)).toMatchObject({ year: 2026, points: 3, exceeded: 1, open: 0, which: 'T2（镉）' })
  const { body } = await w.eastClerk.get('/duties?register=drinking-water-source&from=2026-09-01&to=2026-12-31')
  expect(body.rows.filter((d: { row: string }) => d.row === source.id).map((d: { due: string }) => d.due)).toContain(
    '2026-10-31',
  )
  const control = { controls: '停止施用畜禽粪肥', assessment: [await east.file()] }
  expect(await east.refusedMove('drinking-water-source', source, 'control', { values: control })).toContain(
    '农业污染防治方案',
  )
  const controlled = await east.move('drinking-water-source', source, 'control', {
    values: { ...control, farmingScheme: [await east.file()] },
  })
  expect(controlled.state).toBe('controlled')
  // A judging that is withdrawn takes its year with it.
  await done(w.office, `/evidence/judgings/${judging}/moves/withdraw`, { reason: '单位有误' })
  expect((await read()).soilYears.map((y: { year: number }) => y.year)).toEqual([2024, 2025])
})
