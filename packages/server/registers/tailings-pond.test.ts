import { afterAll, beforeAll, expect, it } from 'vitest'
import { addOrganisation, addSite, creditCode, done, openRegisterWorld, type RegisterWorld, upload } from './testing.ts'

let w: RegisterWorld
let file: string
const path = '/registers/tailings-pond/rows'
beforeAll(async () => {
  w = await openRegisterWorld()
  const owner = await addOrganisation(w.office, w.east, {
    name: '东屏铅锌矿业有限公司',
    creditCode: creditCode(1),
    unit: w.works.id,
  })
  for (const name of ['甲库', '乙库', '丙库'])
    sites[name] = (await addSite(w.office, w.east, { name, kind: '尾矿库', organisation: owner.id })).id
  file = await upload(w.plant, '闭库验收意见')
})
afterAll(() => w?.close())
const sites: Record<string, string> = {}

const enter = (name: string, more: object) =>
  done(w.plant, path, {
    values: { subject: sites[name], mineral: '铅锌', useState: '运行', dutyPerson: '王一', ...more },
  })
const move = (client: typeof w.office, id: string, name: string, body: object = {}) =>
  client.post(`${path}/${id}/moves/${name}`, body)
const listed = async (name: string, more: object) => {
  const row = await enter(name, more)
  await done(w.plant, `${path}/${row.id}/moves/submit`, {})
  return done(w.eastClerk, `${path}/${row.id}/moves/accept`, {})
}

it('S196 S198 computes the grade, keeps hazard items by type, and lets a pond out only when every exit condition is met', async () => {
  const high = await listed('甲库', { hazard: '汞镉铅砷铬铊锑等重金属或氰化物', sensitivity: '高', protection: '中' })
  const low = await listed('乙库', { hazard: '其他矿种', sensitivity: '低', protection: '好' })
  expect([high.riskScore, high.grade, low.riskScore, low.grade]).toEqual([18, '一级', 1, '三级'])
  const guessed = await w.plant.post(path, {
    values: { subject: sites.丙库, mineral: '铜', useState: '运行', grade: '三级' },
  })
  expect(guessed.body.reasons?.[0]).toMatchObject({ where: 'grade', message: expect.stringContaining('由系统计算') })

  // One hazard is found and not mended: it counts as open.
  const found = { checkedOn: '2026-05-10', hazard: '排洪设施', found: '排水沟淤堵', measure: '清淤', due: '2026-05-30' }
  await done(w.plant, `${path}/${high.id}/moves/recordCheck`, { values: { floodChecks: [found] } })
  expect(
    (await move(w.plant, high.id, 'apply', { values: { exitReason: '闭库且无渗滤液排放' } })).body.reasons,
  ).toEqual([{ where: 'exitFiles', message: '请上传“退出论证材料”作为依据' }])
  const invented = await move(w.plant, high.id, 'apply', {
    values: { exitReason: '闭库且无渗滤液排放', exitFiles: ['a'.repeat(64)] },
  })
  expect(invented.body.reasons?.[0]).toMatchObject({
    where: 'exitFiles',
    message: expect.stringContaining('没有上传成功'),
  })
  await done(w.plant, `${path}/${high.id}/moves/apply`, {
    values: { exitReason: '闭库且无渗滤液排放', exitFiles: [file] },
  })
  const early = await move(w.office, high.id, 'exit', { reason: '申请退出' })
  expect(early.body.reasons?.map((r: { where: string }) => r.where)).toEqual([
    'floodChecks',
    'closedOn',
    'leachateMetFrom',
    'groundwaterYears',
  ])
  expect((await move(w.eastClerk, high.id, 'exit', { reason: '申请退出' })).status).toBe(403)
  await done(w.office, `${path}/${high.id}/moves/refuseExit`, { reason: '条件不具备' })
  const now = (await w.plant.get(`${path}/${high.id}`)).body.row
  const mended = await w.plant.patch(`${path}/${high.id}`, {
    version: now.version,
    values: {
      useState: '闭库',
      closedOn: '2023-05-01',
      closureFiles: [file],
      leachateMetFrom: '2024-06-30',
      groundwaterYears: 2,
      floodChecks: [{ ...found, fixedOn: '2026-05-28' }],
    },
  })
  expect(mended.body).toMatchObject({ openHazards: 0, useState: '闭库' })
  await done(w.plant, `${path}/${high.id}/moves/apply`, { values: { exitReason: '已复垦或改作他用' } })
  const out = await done(w.office, `${path}/${high.id}/moves/exit`, { reason: '条件均已具备' })
  expect(out.state).toBe('exited')
  // What was a pond is a piece of land from now on.
  expect((await w.office.get(`/registers/site/rows/${sites.甲库}`)).body.row.kind).toBe('地块')
  expect((await w.office.get(`${path}?ended=false`)).body.rows.map((r: { id: string }) => r.id)).toEqual([low.id])
})

it('S195 S197 owes a check before the flood season and a new plan after three years, and keeps drills', async () => {
  const { id } = (await w.office.get(`${path}?state=listed`)).body.rows[0]
  const owed = async (duty: string, year = 2027) =>
    (await w.eastClerk.get(`/duties?register=tailings-pond&from=${year}-01-01&to=${year}-12-31`)).body.rows
      .filter((d: { row: string; duty: string }) => d.row === id && d.duty === duty)
      .map((d: { due: string; status: string }) => [d.due, d.status])
  expect(await owed('floodCheck')).toEqual([['2027-05-31', 'open']])
  await w.at('2027-06-05T09:00:00+08:00')
  expect(await owed('floodCheck')).toEqual([['2027-05-31', 'overdue']])
  const check = { checkedOn: '2027-05-20', hazard: '未发现隐患', found: '坝体、排洪、排渗均正常' }
  const future = await move(w.plant, id, 'recordCheck', {
    values: { floodChecks: [{ ...check, checkedOn: '2027-06-30' }] },
  })
  expect(future.body.reasons?.[0]?.message).toContain('不能晚于今天')
  await done(w.plant, `${path}/${id}/moves/recordCheck`, { values: { floodChecks: [check] } })
  expect(await owed('floodCheck')).toEqual([['2027-05-31', 'met']])
  const { version } = (await w.plant.get(`${path}/${id}`)).body.row
  const drill = { on: '2027-04-12', subject: '溃坝应急', files: [file] }
  const kept = await w.plant.patch(`${path}/${id}`, {
    version,
    values: { planRevisedOn: '2024-02-29', drills: [drill] },
  })
  expect(kept.body.drills).toEqual([drill])
  expect(await owed('plan')).toEqual([['2027-02-28', 'overdue']])
})
