import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addOrganisation, addSite, creditCode, done, openRegisterWorld, type RegisterWorld } from './testing.ts'

let w: RegisterWorld
beforeAll(async () => {
  w = await openRegisterWorld()
})
afterAll(() => w?.close())

const pond = (subject: string) => ({ values: { subject, mineral: '铜', useState: '运行' } })

describe('an organisation', () => {
  it('has a credit code whose check character is right, and only one entry for it anywhere', async () => {
    const values = { name: '临湖冶炼有限公司', kind: '企业', creditCode: creditCode(7) }
    await addOrganisation(w.office, w.west, values)
    const twice = await w.office.post('/registers/organisation/rows', {
      region: w.east.id,
      values: { ...values, name: '临湖冶炼厂' },
    })
    expect(twice.body.reasons?.[0]).toMatchObject({
      where: 'creditCode',
      message: expect.stringContaining('已有同样的'),
    })
    const wrong = `${creditCode(8).slice(0, 17)}${creditCode(8)[17] === '0' ? '1' : '0'}`
    const bad = await w.office.post('/registers/organisation/rows', {
      region: w.east.id,
      values: { ...values, creditCode: wrong },
    })
    expect(bad.body.reasons?.[0]).toMatchObject({ where: 'creditCode', message: expect.stringContaining('校验位不对') })
  })

  it('shows everything about itself in one answer: lists, parts, duties, history, former entries', async () => {
    const owner = await addOrganisation(w.office, w.east, {
      name: '东屏铜业有限公司',
      creditCode: creditCode(20),
      unit: w.works.id,
    })
    const place = await addSite(w.office, w.east, { name: '南沟尾矿库', kind: '尾矿库', organisation: owner.id })
    await done(w.plant, '/registers/tailings-pond/rows', pond(place.id))
    await done(w.office, '/registers/key-unit/rows', {
      values: { subject: owner.id, criterion: '地方规定的其他情形', ground: '有色金属冶炼' },
    })
    await done(w.office, '/registers/outlet/rows', {
      region: w.east.id,
      values: { code: 'DW001', name: '总排口', site: place.id, medium: '废水', kind: '总排放口' },
    })
    const { body } = await w.plant.get(`/subjects/organisation/${owner.id}`)
    expect(body.subject.row.name).toBe('东屏铜业有限公司')
    expect(body.lists.map((l: { register: string; rows: object[] }) => [l.register, l.rows.length])).toEqual([
      ['site', 1],
      ['key-unit', 1],
    ])
    expect(body.parts).toHaveLength(1)
    expect(body.parts[0].lists.map((l: { register: string }) => l.register)).toEqual(['outlet', 'tailings-pond'])
    expect(body.history[0]).toMatchObject({ version: 1, label: '新建' })
    expect((await w.otherPlant.get(`/subjects/organisation/${owner.id}`)).status).toBe(404)
    expect((await w.westClerk.get(`/subjects/organisation/${owner.id}`)).status).toBe(404)
  })

  it('entered twice becomes one: both histories stay, everything that named it follows, nothing is judged anew', async () => {
    const a = await addOrganisation(w.office, w.east, {
      name: '东屏电镀厂',
      formerNames: ['东屏五金厂'],
      phone: '0100-1',
      industry: '电镀',
    })
    const b = await addOrganisation(w.office, w.east, { name: '东屏电镀有限公司', creditCode: creditCode(30) })
    const place = await addSite(w.office, w.east, { name: '电镀车间', organisation: a.id })
    const listed = await done(w.office, '/registers/key-unit/rows', {
      values: { subject: a.id, criterion: '地方规定的其他情形', ground: '电镀' },
    })
    const twice = await done(w.office, '/registers/key-unit/rows', {
      values: { subject: b.id, criterion: '地方规定的其他情形', ground: '电镀' },
    })
    const ended = await w.office.post(`/registers/organisation/rows/${b.id}/moves/end`, { reason: '注销' })
    expect(ended.body.reasons?.map((r: { message: string }) => r.message)).toEqual([
      '还在“土壤污染重点监管单位”中（1 条），须先在那里办结或移出',
    ])
    const merge = (client: typeof w.office, body: object) => client.post(`/subjects/organisation/${a.id}/merge`, body)
    expect((await merge(w.eastClerk, { into: b.id, reason: '同一家' })).status).toBe(403)
    expect((await merge(w.office, { into: b.id })).status).toBe(409)
    const answer = await merge(w.office, { into: b.id, reason: '同一家企业登记了两次' })
    expect(answer.body).toMatchObject({
      moved: 2,
      doubles: [{ register: 'key-unit', rows: [listed.id, twice.id].sort() }],
      row: { state: 'merged' },
      into: {
        name: '东屏电镀有限公司',
        formerNames: ['东屏五金厂', '东屏电镀厂'],
        phone: '0100-1',
        industry: '电镀',
        creditCode: creditCode(30),
      },
    })
    expect((await w.office.get(`/registers/site/rows/${place.id}`)).body.row.organisation).toBe(b.id)
    expect((await w.office.get(`/registers/key-unit/rows/${listed.id}`)).body.row).toMatchObject({
      subject: b.id,
      version: 2,
    })
    const one = (await w.office.get(`/subjects/organisation/${b.id}`)).body
    expect(one.merged).toEqual([{ id: a.id, name: '东屏电镀厂' }])
    const old = (await w.office.get(`/registers/organisation/rows/${a.id}/history`)).body.rows
    expect(old.map((v: { action: string }) => v.action)).toEqual(['merge', 'create'])
    // As it was known before, the workshop was the old one's.
    const links = await sql<{
      n: number
    }>`select count(*) as n from link where relation = 'merged-into' and from_id = ${a.id}::uuid`.execute(
      w.server.store.db,
    )
    expect(links.rows[0]?.n).toBe(1)
    const other = await addOrganisation(w.office, w.east, { name: '东屏他厂', creditCode: creditCode(31) })
    const differ = await w.office.post(`/subjects/organisation/${other.id}/merge`, { into: b.id, reason: '像' })
    expect(differ.body.reasons?.[0]?.message).toContain('信用代码不同')
  })
})

describe('what people see of each other', () => {
  it('leaves personal fields to the region and the owner, in lists, histories and workbooks alike', async () => {
    const lead = await w.server.unit(w.west, { name: '西渡县农业农村局', line: '农业农村' })
    await w.server.person(lead, 'lead', ['reporter'])
    const leader = await w.server.signIn('lead')
    const place = await addSite(w.office, w.east, { name: '旧渣场', kind: '废物堆存点' })
    const source = await done(w.eastClerk, '/registers/pollution-source/rows', {
      values: {
        subject: place.id,
        industry: '历史遗留废渣',
        metals: ['镉'],
        leadUnit: lead.id,
        checkedBy: ['张三', '李四'],
      },
    })
    const seen = (await leader.get('/registers/pollution-source/rows')).body.rows
    expect(seen).toMatchObject([{ id: source.id, checkedBy: [], metals: ['镉'], moves: [] }])
    expect((await w.eastClerk.get('/registers/pollution-source/rows')).body.rows[0].checkedBy).toEqual(['张三', '李四'])
    const history = (await leader.get(`/registers/pollution-source/rows/${source.id}/history`)).body.rows
    expect(JSON.stringify(history)).not.toContain('张三')
    const bytes = Buffer.from(await (await leader.raw('/registers/pollution-source/export.xlsx')).arrayBuffer())
    expect(bytes.length).toBeGreaterThan(1000)
    // Outside its region a unit has its relation and nothing else.
    expect(
      (await leader.patch(`/registers/pollution-source/rows/${source.id}`, { version: 1, values: { note: '改' } }))
        .status,
    ).toBe(403)
  })
})

describe('what is owed', () => {
  it('is one calendar for a county or an enterprise, with the clause, and can be subscribed to', async () => {
    const owner = await addOrganisation(w.office, w.east, {
      name: '东屏铅锌矿业有限公司',
      creditCode: creditCode(40),
      unit: w.works.id,
    })
    const place = await addSite(w.office, w.east, { name: '北沟尾矿库', kind: '尾矿库', organisation: owner.id })
    const row = await done(w.office, '/registers/tailings-pond/rows', {
      values: {
        ...pond(place.id).values,
        hazard: '铜锌镍锰等',
        sensitivity: '低',
        protection: '好',
        dutyPerson: '王一',
        planRevisedOn: '2023-11-20',
      },
    })
    await done(w.office, `/registers/tailings-pond/rows/${row.id}/moves/submit`, {})
    await done(w.office, `/registers/tailings-pond/rows/${row.id}/moves/accept`, {})
    const owed = async (client: typeof w.office, query = '') =>
      (await client.get(`/duties?register=tailings-pond&from=2026-01-01&to=2027-12-31${query}`)).body.rows.map(
        (d: { due: string; duty: string; status: string }) => `${d.due} ${d.duty} ${d.status}`,
      )
    const expected = ['2026-11-20 plan open', '2027-01-31 info open', '2027-05-31 floodCheck open']
    expect(await owed(w.plant)).toEqual(expected)
    expect(await owed(w.eastClerk, `&region=${w.east.id}`)).toEqual(expected)
    expect(await owed(w.westClerk)).toEqual([])
    const { url } = await done(w.plant, '/duties/calendar', {})
    const feed = await w.server.client().get(new URL(url).pathname.replace('/api', ''))
    expect(feed.body).toContain('DTSTART;VALUE=DATE:20261120')
    expect(feed.body).toContain('北沟尾矿库')
    await done(w.plant, '/duties/calendar', {})
    expect((await w.server.client().get(new URL(url).pathname.replace('/api', ''))).status).toBe(404)
  })

  it('counts workdays by the calendar that was imported for the year', async () => {
    const days = (rows: object[]) => w.office.post('/holidays', { year: 2027, rows })
    const day = (d: string, kind: string) => ({ day: d, kind, name: '示例节', source: '示例通知' })
    const bad = await days([
      day('2026-05-01', 'off'),
      day('2027-05-03', 'work'),
      day('2027-05-04', 'off'),
      day('2027-05-04', 'off'),
    ])
    expect(bad.body.reasons?.map((r: { where: string }) => r.where)).toEqual(['第1行', '第2行', '第4行'])
    expect((await w.eastClerk.post('/holidays', { year: 2027, rows: [day('2027-05-04', 'off')] })).status).toBe(403)
    expect((await days([day('2027-05-04', 'off'), day('2027-05-08', 'work')])).body).toEqual({ year: 2027, rows: 2 })
    const { rows } = (await w.office.get('/holidays')).body
    expect(rows.filter((r: { day: string }) => r.day.startsWith('2027'))).toHaveLength(2)
    expect(rows.some((r: { day: string }) => r.day === '2026-10-01')).toBe(true)
  })
})
