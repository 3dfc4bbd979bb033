import type { RegionNode } from '@jingtu/core/region.ts'
import type { Unit } from '@jingtu/registers/subjects/unit.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, openTestServer, type TestServer } from '../testing.ts'
import type { DecisionRow, MeetingRow } from './views.ts'

let server: TestServer
let city: RegionNode
let north: RegionNode
let bureau: Unit
let housing: Unit
let northBureau: Unit
let office: Client
let housingClerk: Client
let northPlanner: Client

beforeAll(async () => {
  server = await openTestServer('2026-07-01T09:00:00+08:00')
  const nation = await server.region('中华人民共和国', 'nation', null, '')
  city = await server.region('临溪市', 'city', nation, '980100')
  north = await server.region('北岭县', 'county', city, '980121')
  bureau = await server.unit(city, { name: '临溪市生态环境局' })
  housing = await server.unit(city, { name: '临溪市住房和城乡建设局', line: '住房城乡建设' })
  northBureau = await server.unit(north, { name: '北岭县生态环境局', contact: '江五', phone: '0700-3003' })
  await server.person(bureau, 'office', ['planner'])
  await server.person(housing, 'housing', ['reporter'])
  await server.person(northBureau, 'north', ['planner'])
  office = await server.signIn('office')
  housingClerk = await server.signIn('housing')
  northPlanner = await server.signIn('north')
})
afterAll(() => server?.close())

it('S046 a meeting of the leading group leaves minutes and decisions, each with owner and day, followed until done', async () => {
  const group = await office.post('/work-groups', {
    values: {
      name: '临溪市土壤污染防治工作领导小组',
      kind: '领导小组',
      regionId: city.id,
      officeUnit: bureau.id,
      members: [
        { name: '丁一', unit: null, unitName: '临溪市人民政府', title: '副市长', role: '组长' },
        { name: '何二', unit: bureau.id, unitName: bureau.name, title: '局长', role: '办公室主任' },
      ],
    },
  })
  expect(group.status).toBe(200)
  const meeting = await office.post('/meetings', {
    values: {
      workGroup: group.body.id,
      title: '第二次领导小组会议',
      kind: '领导小组会议',
      heldOn: '2026-06-20',
      attendees: [bureau.name, housing.name],
    },
  })
  expect((await office.post(`/meetings/${meeting.body.id}/moves/hold`, {})).body.reasons![0]!.message).toContain(
    '会议纪要',
  )
  expect(
    (
      await office.post(`/meetings/${meeting.body.id}/moves/hold`, {
        values: { minutes: '会议研究了地块准入的衔接问题。' },
      })
    ).body.state,
  ).toBe('held')

  const noDay = await office.post('/decisions', {
    values: { meeting: meeting.body.id, content: '建立地块信息互通机制', ownerUnit: housing.id },
  })
  expect(noDay.status).toBe(422)
  const decision = await office.post('/decisions', {
    values: { meeting: meeting.body.id, content: '建立地块信息互通机制', ownerUnit: housing.id, due: '2026-08-31' },
  })
  expect(decision.body).toMatchObject({ state: 'made', ownerUnit: housing.id, due: '2026-08-31' })
  expect((await housingClerk.post(`/decisions/${decision.body.id}/moves/assign`)).status).toBe(403)
  expect((await office.post(`/decisions/${decision.body.id}/moves/assign`)).body.state).toBe('assigned')

  const mine = await housingClerk.get<{ rows: DecisionRow[] }>(`/decisions?unit=${housing.id}`)
  expect(mine.body.rows).toMatchObject([
    {
      id: decision.body.id,
      ownerName: housing.name,
      meetingTitle: '第二次领导小组会议',
      moves: ['finish'],
      can: { edit: false },
    },
  ])
  expect((await office.get<{ rows: MeetingRow[] }>('/meetings')).body.rows[0]).toMatchObject({
    groupName: '临溪市土壤污染防治工作领导小组',
    decisions: { open: 1, total: 1 },
    can: { edit: true, hold: false, decide: true },
  })
  expect((await housingClerk.post(`/decisions/${decision.body.id}/moves/finish`, {})).status).toBe(422)
  expect(
    (
      await housingClerk.post(`/decisions/${decision.body.id}/moves/finish`, {
        values: { result: '已印发联动监管细则', doneOn: '2026-07-01' },
      })
    ).body,
  ).toMatchObject({ state: 'done' })
  expect((await office.get<{ rows: MeetingRow[] }>('/meetings')).body.rows[0]!.decisions).toEqual({ open: 0, total: 1 })
})

it('an expert committee keeps its experts with field and unit, to be chosen for reviews', async () => {
  const made = await office.post('/work-groups', {
    values: {
      name: '土壤污染防治专家咨询委员会',
      kind: '专家委员会',
      regionId: city.id,
      members: [{ name: '陆三', unit: null, unitName: '云川大学', title: '土壤修复', role: '专家' }],
    },
  })
  const added = await office.patch(`/work-groups/${made.body.id}`, {
    version: made.body.version,
    values: {
      members: [
        ...made.body.members,
        { name: '许四', unit: null, unitName: '云川省地质院', title: '水文地质', role: '专家' },
      ],
    },
  })
  expect(added.body.members.map((m: { title: string }) => m.title)).toEqual(['土壤修复', '水文地质'])
  const stale = await office.patch(`/work-groups/${made.body.id}`, {
    version: made.body.version,
    values: { name: '别名' },
  })
  expect(stale.status).toBe(409)
  const listed = (await office.get('/work-groups')).body.rows.find((g: { id: string }) => g.id === made.body.id)
  expect(listed.members).toHaveLength(2)
})

it('S048 every level keeps its own leading group, seen from above and not from beside', async () => {
  const own = await northPlanner.post('/work-groups', {
    values: {
      name: '北岭县土壤污染防治工作领导小组',
      kind: '领导小组',
      regionId: north.id,
      members: [{ name: '江五', unit: null, unitName: '北岭县人民政府', title: '县长', role: '组长' }],
    },
  })
  expect(own.body.region).toBe(north.path)
  expect(
    (await northPlanner.post('/work-groups', { values: { name: '越级设立', kind: '领导小组', regionId: city.id } }))
      .status,
  ).toBe(403)
  const above = (await office.get('/work-groups')).body.rows.map((g: { name: string }) => g.name)
  expect(above).toContain('北岭县土壤污染防治工作领导小组')
  const below = (await northPlanner.get('/work-groups')).body.rows.map((g: { name: string }) => g.name)
  expect(below).toEqual(['北岭县土壤污染防治工作领导小组'])
  const contacts = (await northPlanner.get(`/units?region=${north.id}`)).body.rows
  expect(contacts).toMatchObject([{ id: northBureau.id, contact: '江五', phone: '0700-3003' }])
})

it('S054 a meeting for spreading experience is recorded with its material and found again by its kind', async () => {
  const form = new FormData()
  form.set('file', new File(['经验材料：三级联动盯住关闭地块'], '经验材料.txt', { type: 'text/plain' }))
  const file = (await office.post('/files', form)).body
  const meeting = await office.post('/meetings', {
    values: {
      title: '经验推广会',
      kind: '经验推广会',
      heldOn: '2026-05-12',
      minutes: '推广两个县的做法。',
      files: [file.hash],
    },
  })
  expect(meeting.status).toBe(200)
  const rows = (await office.get('/meetings')).body.rows.filter((m: { kind: string }) => m.kind === '经验推广会')
  expect(rows).toMatchObject([{ id: meeting.body.id, files: [file.hash] }])
  expect((await office.get(`/files/${file.hash}`)).body).toContain('三级联动')
})

it('S047 experts of the committee are chosen by field for a review; those of the reviewed units or bound to them stay away', async () => {
  const expert = (name: string, unitName: string, title: string) => ({
    name,
    unit: null,
    unitName,
    title,
    role: '专家',
  })
  const roster = [
    expert('陆三', '云川大学', '土壤修复'),
    expert('许四', '云川省地质院', '水文地质'),
    expert('丁五', '临溪环境技术有限公司', '环境监测'),
    expert('韦六', '云川大学环境学院', '环境监测'),
    expert('方七', '云川省监测中心', '环境监测'),
  ]
  const group = await office.post('/work-groups', {
    values: { name: '临溪市土壤专家库', kind: '专家委员会', regionId: city.id, members: roster },
  })
  const asked = {
    title: '原化工厂地块调查报告评审',
    workGroup: group.body.id,
    reviewed: ['临溪环境技术有限公司'],
    fieldsNeeded: ['水文地质', '环境监测', '土壤修复'],
    needed: 3,
    heldOn: '2026-06-30',
  }
  const review = (await office.post('/expert-reviews', { values: asked })).body
  const candidates = async () =>
    (await office.get(`/expert-reviews/${review.id}/candidates`)).body.rows.map(
      (r: { name: string; covers: string[]; barred: string | null; asked: number }) => [
        r.name,
        r.covers.join(),
        r.barred,
      ],
    )
  expect(await candidates()).toEqual([
    ['陆三', '土壤修复', null],
    ['许四', '水文地质', null],
    ['韦六', '环境监测', null],
    ['方七', '环境监测', null],
    ['丁五', '环境监测', '与被评审单位“临溪环境技术有限公司”为同一单位，应当回避'],
  ])
  const invited = (...names: string[]) =>
    roster
      .filter(e => names.includes(e.name))
      .map(({ name, unitName, title }) => ({ name, unitName, field: title, noConflict: true }))
  const convene = (experts: object[], more: object = {}) =>
    office.post(`/expert-reviews/${review.id}/moves/convene`, { values: { experts, ...more } })
  const messages = (answer: { body: { reasons?: { message: string }[] } }) =>
    (answer.body.reasons ?? []).map(r => r.message)
  expect(
    messages(
      await convene([
        ...invited('陆三', '丁五'),
        { ...invited('许四')[0]!, noConflict: false },
        { name: '路人', unitName: '某公司', field: '化学', noConflict: true },
      ]),
    ),
  ).toEqual([
    '专家人数应为单数，现选 4 名',
    '“丁五”与被评审单位“临溪环境技术有限公司”为同一单位，应当回避',
    '“许四”还没有确认无利害关系',
    '“路人”不在专家库中',
  ])
  // 韦六 once worked for the site's owner and says so: named as staying away, the field has to be covered by another.
  const barred = [{ name: '韦六', unitName: '云川大学环境学院', why: '三年内为该地块业主提供过服务' }]
  expect(messages(await convene(invited('陆三', '许四', '韦六'), { barred }))).toEqual([
    '“韦六”已回避：三年内为该地块业主提供过服务',
  ])
  expect(messages(await convene(invited('陆三', '许四'), { barred }))).toEqual([
    '需要 3 名专家，现选 2 名',
    '专家人数应为单数，现选 2 名',
    '缺少“环境监测”专业的专家',
  ])
  expect((await convene(invited('陆三', '许四', '方七'), { barred })).body).toMatchObject({ state: 'convened', barred })
  const hold = (values: object) => office.post(`/expert-reviews/${review.id}/moves/hold`, { values })
  expect(messages(await hold({ heldOn: '2027-01-01' }))).toEqual(['请填写评审日期，且不晚于今天', '请填写评审结论'])
  expect((await hold({ conclusion: '修改后通过' })).body.state).toBe('held')

  // The next review sees who was asked already; a part of a reviewed university is the university.
  const next = await office.post('/expert-reviews', { values: { ...asked, reviewed: ['云川大学'], fieldsNeeded: [] } })
  const rows = (await office.get(`/expert-reviews/${next.body.id}/candidates`)).body.rows
  expect(
    rows.map((r: { name: string; asked: number; barred: string | null }) => [r.name, r.asked, r.barred !== null]),
  ).toEqual([
    ['丁五', 0, false],
    ['许四', 1, false],
    ['方七', 1, false],
    ['韦六', 0, true],
    ['陆三', 1, true],
  ])
  expect((await northPlanner.get(`/expert-reviews/${review.id}/candidates`)).status).toBe(404)
  expect((await housingClerk.post('/expert-reviews', { values: asked })).status).toBe(403)
})
