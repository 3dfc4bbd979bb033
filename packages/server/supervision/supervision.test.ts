import type { RegionNode } from '@jingtu/core/region.ts'
import type { Unit } from '@jingtu/registers/subjects/unit.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, openTestServer, type TestServer } from '../testing.ts'

let server: TestServer
let city: RegionNode
let north: RegionNode
let town: RegionNode
let bureau: Unit
let industry: Unit
let farm: Unit
let townHall: Unit
let office: Client
let industryClerk: Client
let farmClerk: Client
let townClerk: Client
let admin: Client

beforeAll(async () => {
  server = await openTestServer('2026-07-01T09:00:00+08:00')
  const nation = await server.region('中华人民共和国', 'nation', null, '')
  city = await server.region('临溪市', 'city', nation, '980100')
  north = await server.region('北岭县', 'county', city, '980121')
  town = await server.region('柳林镇', 'township', north, '980121101')
  bureau = await server.unit(city, { name: '临溪市生态环境局' })
  industry = await server.unit(city, { name: '临溪市工业和信息化局', line: '工业和信息化' })
  farm = await server.unit(north, { name: '北岭县农业农村局', line: '农业农村' })
  townHall = await server.unit(town, { name: '柳林镇人民政府', kind: '乡镇街道', line: '政府' })
  await server.person(bureau, 'office', ['planner', 'reporter', 'admin'])
  await server.person(industry, 'industry', ['planner', 'reporter'])
  await server.person(farm, 'farm', ['reporter'])
  await server.person(townHall, 'town', ['reporter'])
  office = await server.signIn('office')
  industryClerk = await server.signIn('industry')
  farmClerk = await server.signIn('farm')
  townClerk = await server.signIn('town')
  admin = office
})
afterAll(() => server?.close())

it('S042 the duties of a law are dealt out to departments, each looks at itself, and what is weak is mended', async () => {
  const duty = (unit: Unit, article: string, text: string) =>
    office.post('/law-duties', { values: { law: '土壤污染防治法', article, duty: text, unit: unit.id } })
  const own = (await duty(industry, '第二十二条', '督促拆除活动的土壤污染防治工作方案备案')).body
  const farmDuty = (await duty(farm, '第五十二条', '农用地土壤污染风险评估')).body
  expect(
    (await farmClerk.post('/law-duties', { values: { law: 'x', article: 'y', duty: 'z', unit: farm.id } })).status,
  ).toBe(403)

  expect((await industryClerk.post(`/law-duties/${own.id}/moves/confirm`, {})).body.reasons![0]!.message).toBe(
    '请填写自查情况',
  )
  expect(
    (
      await industryClerk.post(`/law-duties/${own.id}/moves/confirm`, {
        values: { finding: '已建立备案台账', checkedOn: '2026-06-20' },
      })
    ).body.state,
  ).toBe('compliant')
  // A bureau beside it has no say in another's duty.
  expect(
    (await industryClerk.post(`/law-duties/${farmDuty.id}/moves/confirm`, { values: { finding: '代填' } })).status,
  ).toBe(403)

  const exposed = await farmClerk.post(`/law-duties/${farmDuty.id}/moves/expose`, { values: {} })
  expect(exposed.body.reasons!.map((r: { message: string }) => r.message)).toEqual(['请写明薄弱环节', '请填写整改时限'])
  await farmClerk.post(`/law-duties/${farmDuty.id}/moves/expose`, {
    values: { weakness: '两个乡镇未开展评估', due: '2026-09-30' },
  })
  const matrix = (await office.get('/law-duties')).body.rows
  expect(matrix.map((r: { article: string; state: string }) => [r.article, r.state])).toEqual([
    ['第二十二条', 'compliant'],
    ['第五十二条', 'weak'],
  ])
  const fixed = await farmClerk.post(`/law-duties/${farmDuty.id}/moves/fix`, {
    values: { measure: '补做两镇评估', fixedOn: '2026-06-30' },
  })
  expect(fixed.body).toMatchObject({ state: 'fixed', weakness: '两个乡镇未开展评估' })
})

it('S051 a grid cell names who answers for a village; a change of that person and every patrol stay on record', async () => {
  const cell = (
    await townClerk.post('/grid-cells', {
      values: { name: '上湾村网格', level: '村（社区）', regionId: town.id, unit: townHall.id, responsible: '石一' },
    })
  ).body
  expect(cell.region).toBe(town.path)
  expect(
    (await townClerk.post(`/grid-cells/${cell.id}/moves/reassign`, { reason: '换届', values: { responsible: '石一' } }))
      .status,
  ).toBe(422)
  expect(
    (await townClerk.post(`/grid-cells/${cell.id}/moves/reassign`, { reason: '换届', values: { responsible: '石二' } }))
      .body.responsible,
  ).toBe('石二')
  const round = { on: '2026-06-28', by: '石二', found: '村东沟边新堆废渣', handled: '已报镇政府' }
  await townClerk.post(`/grid-cells/${cell.id}/moves/patrol`, { values: { patrols: [round] } })
  const rewritten = await townClerk.post(`/grid-cells/${cell.id}/moves/patrol`, {
    values: { patrols: [{ ...round, found: '无' }] },
  })
  expect(rewritten.body.reasons![0]!.message).toBe('巡查记录只能追加，不能改动已有记录')
  const next = { found: '巡查正常', handled: null, by: '石二', on: '2026-06-30' }
  const appended = await townClerk.post(`/grid-cells/${cell.id}/moves/patrol`, { values: { patrols: [round, next] } })
  expect(appended.status).toBe(200)
  const seen = (await office.get('/grid-cells')).body.rows
  expect(seen).toMatchObject([{ id: cell.id, responsible: '石二', patrols: [round, next] }])
  const history = (await office.get(`/records/grid-cell/${cell.id}/history`)).body.rows
  expect(history.map((h: { action: string; reason: string | null }) => [h.action, h.reason])).toEqual([
    ['patrol', null],
    ['patrol', null],
    ['reassign', '换届'],
    ['create', null],
  ])
})

it('S052 posts and people are registered once per unit and year, and seen by the bureau above', async () => {
  const values = { unit: farm.id, year: 2026, posts: 12, staff: 9, soilStaff: 2, trained: 15 }
  const made = await farmClerk.post('/staffing', { values })
  expect(made.status).toBe(200)
  expect((await farmClerk.post('/staffing', { values })).status).toBe(409)
  expect((await farmClerk.post('/staffing', { values: { ...values, unit: industry.id } })).status).toBe(403)
  const corrected = await farmClerk.patch(`/staffing/${made.body.id}`, {
    version: 1,
    values: { soilStaff: 3 },
    reason: '新增一人',
  })
  expect(corrected.body).toMatchObject({ soilStaff: 3, posts: 12 })
  expect((await office.get('/staffing?year=2026')).body.rows).toMatchObject([{ unit: farm.id, staff: 9, soilStaff: 3 }])
  expect((await office.get('/staffing?year=2025')).body.rows).toEqual([])
})

it('S053 an inspection of a lower unit closes only when every finding was answered and settled', async () => {
  const made = (
    await office.post('/supervision', {
      values: { title: '污染防治督促检查', unit: farm.id, inspector: bureau.id, plannedOn: '2026-06-10' },
    })
  ).body
  expect(
    (
      await farmClerk.post(`/supervision/${made.id}/moves/inspect`, {
        values: { inspectedOn: '2026-06-10', findings: [] },
      })
    ).status,
  ).toBe(403)
  const finding = { text: '台账缺少三个村', due: '2026-07-31', reply: null, settledOn: null }
  expect(
    (
      await office.post(`/supervision/${made.id}/moves/inspect`, {
        values: { inspectedOn: '2026-06-10', findings: [finding] },
      })
    ).body.state,
  ).toBe('inspected')
  expect((await farmClerk.post(`/supervision/${made.id}/moves/answer`, {})).body.reasons![0]!.message).toContain(
    '还没有反馈',
  )
  // What was found is not closed over the head of the unit, nor by leaving the finding out.
  for (const findings of [[{ ...finding, settledOn: '2026-06-12' }], []])
    expect(
      (await office.post(`/supervision/${made.id}/moves/close`, { values: { findings } })).body.reasons![0]!.message,
    ).toBe('还有 1 条检查发现等待被检查单位反馈，反馈后才能办结')
  const answered = { ...finding, reply: '已补齐三个村台账' }
  const rewritten = { values: { findings: [{ ...answered, text: '台账基本齐全' }] } }
  expect((await farmClerk.post(`/supervision/${made.id}/moves/answer`, rewritten)).body.reasons![0]!.message).toContain(
    '不能改写',
  )
  expect(
    (await farmClerk.post(`/supervision/${made.id}/moves/answer`, { values: { findings: [answered] } })).body.state,
  ).toBe('answered')
  expect((await office.post(`/supervision/${made.id}/moves/close`, {})).body.reasons![0]!.message).toContain('尚未销号')
  const closed = await office.post(`/supervision/${made.id}/moves/close`, {
    values: { findings: [{ ...answered, settledOn: '2026-06-30' }], closedOn: '2026-06-30' },
  })
  expect(closed.body.state).toBe('closed')
  expect((await farmClerk.get('/supervision')).body.rows.map((r: { id: string }) => r.id)).toEqual([made.id])

  const clean = (
    await office.post('/supervision', {
      values: { title: '台账抽查', unit: farm.id, inspector: bureau.id, plannedOn: '2026-06-20' },
    })
  ).body
  await office.post(`/supervision/${clean.id}/moves/inspect`, { values: { inspectedOn: '2026-06-20', findings: [] } })
  expect((await office.post(`/supervision/${clean.id}/moves/close`, {})).body.state).toBe('closed')
})

it('S056 a state-owned enterprise carries its flag, and a major matter decided together is a decision on record', async () => {
  const works = await admin.post('/units', {
    regionId: city.id,
    values: { name: '临溪有色集团有限公司', kind: '企业', level: 'city', line: '企业', stateOwned: true },
  })
  expect(works.body.stateOwned).toBe(true)
  await admin.post('/units', {
    regionId: city.id,
    values: { name: '临溪民营化工有限公司', kind: '企业', level: 'city', line: '企业', stateOwned: false },
  })
  const listed = (await office.get('/units?line=企业')).body.rows
  expect(listed.filter((u: { stateOwned: boolean }) => u.stateOwned).map((u: { name: string }) => u.name)).toEqual([
    '临溪有色集团有限公司',
  ])
  const meeting = (
    await office.post('/meetings', {
      values: {
        title: '领导小组专题会议',
        kind: '领导小组会议',
        heldOn: '2026-06-20',
        minutes: '集体研究渣场整治方案。',
      },
    })
  ).body
  const decision = await office.post('/decisions', {
    values: { meeting: meeting.id, content: '渣场整治由集团带头落实', ownerUnit: works.body.id, due: '2026-12-31' },
  })
  expect(decision.body).toMatchObject({ state: 'made', ownerUnit: works.body.id })
  const history = (await office.get(`/records/decision/${decision.body.id}/history`)).body.rows
  expect(history).toHaveLength(1)
})
