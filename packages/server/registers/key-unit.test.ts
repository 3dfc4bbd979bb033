import { afterAll, beforeAll, expect, it } from 'vitest'
import { addOrganisation, creditCode, done, openRegisterWorld, type RegisterWorld, upload } from './testing.ts'

let w: RegisterWorld
let file: string
let plantId: string
const path = '/registers/key-unit/rows'
beforeAll(async () => {
  w = await openRegisterWorld('2024-03-01T09:00:00+08:00')
  plantId = (
    await addOrganisation(w.office, w.east, {
      name: '东屏铅锌矿业有限公司',
      creditCode: creditCode(1),
      unit: w.works.id,
    })
  ).id
  file = await upload(w.plant, '拆除方案')
})
afterAll(() => w?.close())

const candidate = (subject: string, more: object = {}) =>
  done(w.eastClerk, path, {
    values: { subject, criterion: '有色金属矿采选、冶炼等行业规模以上企业', ground: '规模以上铅锌采选', ...more },
  })
const must = (id: string, move: string, body: object = {}, client = w.office) =>
  done(client, `${path}/${id}/moves/${move}`, body)
const publish = async (id: string) => {
  await must(id, 'announce', { values: { announcedFrom: '2024-03-01', announcedTo: '2024-03-20' } })
  return must(id, 'publish')
}
const row = async (id: string, client = w.plant) => (await client.get(`${path}/${id}`)).body.row
const correct = async (id: string, values: object, client = w.plant) =>
  client.patch(`${path}/${id}`, { version: (await row(id)).version, values })
const owed = async (duty: string, from: string, to: string) =>
  (await w.plant.get(`/duties?register=key-unit&from=${from}&to=${to}`)).body.rows
    .filter((d: { duty: string }) => d.duty === duty)
    .map((d: { due: string; status: string }) => `${d.due} ${d.status}`)

let id: string

it('S211 a unit comes into the list by announcement and publication, and owes from that day', async () => {
  id = (await candidate(plantId)).id
  await must(id, 'announce', { values: { announcedFrom: '2024-03-01', announcedTo: '2024-03-20' } })
  const early = await w.office.post(`${path}/${id}/moves/publish`)
  expect(early.body.reasons?.[0]).toEqual({ where: 'announcedTo', message: '公示要到 2024-03-20 结束' })
  await w.at('2024-03-28T09:00:00+08:00')
  expect(await must(id, 'publish')).toMatchObject({ state: 'listed', publishedOn: '2024-03-28', listedYear: 2024 })
  // The plan asks for the year of the listing; the guide leaves a year from it.
  expect(await owed('newUnitYear', '2024-01-01', '2026-12-31')).toEqual(['2024-12-31 open'])
  expect(await owed('firstHazardCheck', '2024-01-01', '2026-12-31')).toEqual(['2025-03-28 open'])
  expect(await owed('selfMonitoring', '2024-01-01', '2024-12-31')).toEqual(['2024-12-31 open'])
  await done(w.plant, '/duties/calendar', {})
  const answer = await correct(id, {
    hazardChecks: [{ on: '2024-03-20', found: 5, fixed: 4 }],
    monitorings: [{ on: '2024-03-25', publishedAt: 'https://example.cn/1' }],
  })
  expect(answer.body).toMatchObject({ lastHazardCheck: '2024-03-20', openHazards: 1 })
  for (const duty of ['newUnitYear', 'firstHazardCheck'])
    expect(await owed(duty, '2024-01-01', '2026-12-31')).toEqual([])
  expect(await owed('hazardCheck', '2024-01-01', '2028-12-31')).toEqual(['2027-03-20 open'])
  expect(await owed('selfMonitoring', '2024-01-01', '2024-12-31')).toEqual(['2024-12-31 met'])
  // What the bureau decides is not the works' to write.
  expect((await correct(id, { criterion: '地方规定的其他情形' })).status).toBe(403)
})

it('S215 S228 says what a permit lacks, and owes an assessment every five years where waste is treated', async () => {
  const lacking = async (term: string) =>
    (await w.office.get(`${path}?state=listed&f.missingTerms=${encodeURIComponent(term)}`)).body.rows.map(
      (r: { id: string }) => r.id,
    )
  await correct(id, { permitTerms: ['自行监测方案'], hasRisk: true }, w.office)
  expect((await row(id)).missingTerms).toEqual(['有毒有害物质排放报告', '隐患排查制度'])
  expect([await lacking('自行监测方案'), await lacking('隐患排查制度')]).toEqual([[], [id]])
  // Nobody has assessed it: the first one is owed within five years of the listing.
  expect(await owed('firstAssessment', '2024-01-01', '2029-12-31')).toEqual(['2029-03-28 open'])
  await correct(id, { assessedOn: '2020-02-29' }, w.office)
  expect(await owed('firstAssessment', '2024-01-01', '2029-12-31')).toEqual([])
  expect(await owed('assessment', '2024-01-01', '2026-12-31')).toEqual(['2025-02-28 open'])
  await correct(id, { assessedOn: '2024-03-20' }, w.office)
  expect(await owed('assessment', '2024-01-01', '2029-12-31')).toEqual(['2029-03-20 open'])
  expect(
    (
      await correct(
        id,
        { permitTerms: ['自行监测方案', '隐患排查制度', '有毒有害物质排放报告'], hasRisk: false },
        w.office,
      )
    ).body.missingTerms,
  ).toEqual([])
  expect(await lacking('隐患排查制度')).toEqual([])
  expect(await owed('assessment', '2024-01-01', '2029-12-31')).toEqual([])
})

it('is published as an edition each year, and the next says who came and went', async () => {
  await w.at('2024-09-26T09:00:00+08:00')
  const freeze = (year: number) =>
    done(w.office, '/registers/key-unit/editions', {
      title: `临湖市${year}年土壤污染重点监管单位名录`,
      purpose: '名录公布',
      year,
      on: `${year}-09-26`,
      scope: w.city.id,
    })
  expect(await freeze(2024)).toMatchObject({ count: 1, added: 1, removed: 0 })
  await w.at('2025-09-26T09:00:00+08:00')
  const other = (await addOrganisation(w.office, w.west, { name: '西渡焦化有限公司', creditCode: creditCode(2) })).id
  const second = await done(w.westClerk, path, {
    values: { subject: other, criterion: '地方规定的其他情形', ground: '焦化' },
  })
  await publish(second.id)
  const bare = await w.office.post(`${path}/${id}/moves/remove`, {
    reason: '关闭',
    values: { removalReason: '已关闭且土壤污染状况调查完成' },
  })
  expect(bare.body.reasons?.[0]?.where).toBe('removalFiles')
  await must(id, 'remove', {
    reason: '关闭',
    values: { removalReason: '已关闭且土壤污染状况调查完成', removalFiles: [file] },
  })
  const edition = await freeze(2025)
  expect(edition).toMatchObject({ count: 1, added: 1, removed: 1, changed: 0 })
  expect(
    (await w.server.client().get('/public/registers/key-unit/rows')).body.rows.map(
      (r: { subject: string }) => r.subject,
    ),
  ).toEqual(['西渡焦化有限公司'])
})
