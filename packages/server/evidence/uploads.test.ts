import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Hand, handOf } from '../registers/testing-rows.ts'
import { addSite, addSurvey, faultsOf, openScene, type Scene, upload, xlsx } from './testing.ts'

let scene: Scene
let office: Hand
let county: Hand
beforeAll(async () => {
  scene = await openScene()
  office = handOf(scene.owner)
  county = handOf(scene.county)
}, 120_000)
afterAll(() => scene.close())

const bring = async (survey: string, rows: (string | number | null)[][], title: string): Promise<string> => {
  const file = await upload(scene.owner, await xlsx(rows), `${title}.xlsx`)
  const answer = await scene.owner.post('/evidence/batches', { file, survey, title })
  expect(answer.status).toBe(200)
  return answer.body.id
}
const decide = (batch: string, name: string, reason?: string) =>
  scene.owner.post(`/evidence/batches/${batch}/moves/${name}`, reason ? { reason } : {})

describe('monitoring data', () => {
  it('S431 each accepted batch owes its upload until the platform’s receipt; what it rejects is sent again, what is rolled back no more', async () => {
    const { server, owner, survey } = scene
    const rows = (code: string) => [
      ['样品编号', '样品类型', '采样日期', '镉(mg/kg)', '滴滴涕总量(mg/kg)'],
      [code, '土壤', '2026-06-01', 0.2, 0.01],
    ]
    const batch = await bring(survey.id, rows('U1'), '六月监测')
    const pending = async () => (await office.list('data-upload', '?state=pending')).rows
    expect(await pending()).toEqual([])
    expect((await decide(batch, 'accept')).status).toBe(200)
    const [row] = await pending()
    expect(row).toMatchObject({
      batch,
      title: '六月监测',
      samples: 1,
      results: 2,
      acceptedOn: '2026-07-01',
      dueOn: '2026-07-31',
      late: null,
    })
    const due = (await owner.get('/duties?register=data-upload&from=2026-07-01&to=2026-07-31')).body
    expect(JSON.stringify(due)).toContain('2026-07-31')
    const sent = { platform: '省土壤环境信息化管理平台', sentOn: '2026-07-01', sentCount: 1 }
    expect(await office.refusedMove('data-upload', row!, 'send', { values: sent })).toContain(
      '上传 1 个结果，批次有 2 个',
    )
    const all = { ...sent, sentCount: 2 }
    expect(await office.move('data-upload', row!, 'send', { values: all })).toMatchObject({
      state: 'sent',
      late: false,
    })
    expect(await office.refusedMove('data-upload', row!, 'receive')).toContain('回执号')
    await office.move('data-upload', row!, 'reject', { values: { rejectedWhy: '缺少点位坐标' } })
    server.setClock('2026-08-05T09:00:00+08:00')
    scene.owner.cookie = (await server.signIn('owner')).cookie
    scene.county.cookie = (await server.signIn('county')).cookie
    const again = await office.move('data-upload', row!, 'send', { values: { ...all, sentOn: '2026-08-05' } })
    expect(again.late).toBe(true)
    const received = await office.move('data-upload', row!, 'receive', {
      values: { receipt: 'TR-0815', receivedOn: '2026-08-05' },
    })
    expect(received).toMatchObject({ state: 'received', receipt: 'TR-0815' })

    const other = await bring(survey.id, rows('U2'), '作废批次')
    await decide(other, 'accept')
    expect(await pending()).toHaveLength(1)
    expect((await decide(other, 'rollBack', '送样有误')).status).toBe(200)
    expect(await pending()).toEqual([])
    const rejected = await bring(survey.id, rows('U3'), '不采信批次')
    await decide(rejected, 'reject', '质控不合格')
    expect(await pending()).toEqual([])
    expect(await faultsOf(server)).toEqual([])
  })

  it('S419 S424 supervisory plans by kind of object rest on a project, and are done when every object has soil and groundwater', async () => {
    const { server, owner, city, east, cityBureau } = scene
    const project = await office.make(
      'project',
      {
        name: '重点监管单位周边土壤环境监测项目',
        code: 'XM-1',
        kind: '调查评估',
        owner: cityBureau.id,
      },
      { region: city.id },
    )
    const siteOf = (name: string) => county.make('site', { name, kind: '厂区' }, { region: east.id })
    const [smelter, plant] = [await siteOf('东县冶炼厂'), await siteOf('东县污水处理厂')]
    const points = await Promise.all(
      ['Z1', 'Z2'].map(code => addSite(server, east, east.id, { code, tags: ['重点监管单位周边'], kind: '土壤' })),
    )
    const plan = await county.make(
      'supervisory-plan',
      {
        year: 2026,
        objectKind: '土壤污染重点监管单位',
        title: '2026 年周边监测',
        media: ['土壤', '地下水'],
        objects: [{ site: smelter.id, points: [points[0]!.id] }, { site: plant.id }],
        project: project.id,
        due: '2026-11-30',
      },
      { region: east.id },
    )
    expect([plan.objectCount, plan.lacking]).toEqual([2, ['第 2 个对象']])
    const reviewed = { values: { reviewOpinion: '同意' } }
    expect(await office.refusedMove('supervisory-plan', plan, 'review', reviewed)).toMatch(
      /监测方案.*第 2 个对象没有周边点位/,
    )
    await county.correct('supervisory-plan', plan, {
      objects: [
        { site: smelter.id, points: [points[0]!.id] },
        { site: plant.id, points: [points[1]!.id] },
      ],
      plan: [await county.file()],
    })
    // Who writes the plan does not review it.
    expect(await county.refusedMove('supervisory-plan', plan, 'review', reviewed)).not.toBe('')
    await office.move('supervisory-plan', plan, 'review', reviewed)
    const survey = await addSurvey(server, east, {
      name: '周边监测',
      kind: '周边监督性监测',
      ownerUnit: cityBureau.id,
    })
    await office.move('supervisory-plan', plan, 'issue', { values: { survey: survey.id } })
    const head = ['样品编号', '点位', '样品类型', '采样日期', '镉(mg/kg)']
    const water = ['样品编号', '点位', '样品类型', '采样日期', '镉(mg/L)']
    await bring(
      survey.id,
      [head, ['ZS1', 'Z1', '土壤', '2026-06-01', 0.2], ['ZS2', 'Z2', '土壤', '2025-06-01', 0.2]],
      '周边土壤',
    )
    await bring(survey.id, [water, ['ZW1', 'Z1', '地下水', '2026-06-01', 0.001]], '周边地下水')
    const report = { values: { report: [await county.file()] } }
    const refused = await county.refusedMove('supervisory-plan', plan, 'finish', report)
    expect(refused).toContain('“东县污水处理厂”周边没有 2026 年的土壤样品')
    expect(refused).toContain('“东县污水处理厂”周边没有 2026 年的地下水样品')
    expect(refused).not.toContain('东县冶炼厂')
    await bring(survey.id, [head, ['ZS3', 'Z2', '土壤', '2026-06-02', 0.2]], '补测土壤')
    await bring(survey.id, [water, ['ZW2', 'Z2', '地下水', '2026-06-02', 0.001]], '补测地下水')
    expect((await county.move('supervisory-plan', plan, 'finish', report)).state).toBe('done')
    const ofProject = (await office.list('supervisory-plan', `?f.project=${project.id}`)).rows
    expect(ofProject.map(r => [r.id, r.finishedOn])).toEqual([[plan.id, '2026-08-05']])
    const park = { year: 2026, objectKind: '工业园区', title: '园区方案', media: ['土壤'], due: '2026-12-31' }
    await county.make('supervisory-plan', park, { region: east.id })
    const parks = await office.list('supervisory-plan', `?f.objectKind=${encodeURIComponent('工业园区')}`)
    expect(parks.count.n).toBe(1)
    const due = (await owner.get('/duties?register=supervisory-plan&from=2026-12-01&to=2026-12-31')).body
    expect(JSON.stringify(due)).toContain('完成周边监督性监测')
    expect(await faultsOf(server)).toEqual([])
  })
})
