import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '../testing.ts'
import { addSite, faultsOf, openScene, type Scene, upload, xlsx } from './testing.ts'
import type { JudgingPreview } from './views.ts'

let scene: Scene
let farm: Client
beforeAll(async () => {
  scene = await openScene()
  await scene.server.person(scene.eastFarm, 'farm', ['planner', 'reviewer', 'reporter'])
  farm = await scene.server.signIn('farm')
}, 120_000)
afterAll(() => scene.close())

async function judge(survey: string, standard: string) {
  const order = { scope: { survey }, standard }
  const preview = (await scene.owner.post<JudgingPreview>('/evidence/judgings/preview', order)).body
  const answer = await scene.owner.post('/evidence/judgings', { ...order, digest: preview.digest })
  expect(answer.status).toBe(200)
  return answer.body
}
const makeSurvey = async (values: object) => {
  const { body } = await scene.owner.post('/surveys', {
    values: {
      name: '东县详查',
      kind: '农用地详查',
      regionId: scene.east.id,
      ownerUnit: scene.cityBureau.id,
      periodFrom: '2026-01-01',
      periodTo: '2026-12-31',
      ...values,
    },
  })
  return body.id as string
}
const bring = async (survey: string, rows: (string | number | null)[][], title: string) => {
  const file = await upload(scene.owner, await xlsx(rows), `${title}.xlsx`)
  const answer = await scene.owner.post('/evidence/batches', { file, survey, title })
  expect(answer.status).toBe(200)
}
const move = (client: Client, path: string, name: string, values: object = {}, more: object = {}) =>
  client.post(`${path}/moves/${name}`, { values, ...more })
const reasonsOf = (answer: { body: { title?: string; reasons?: { message: string }[] } }): string =>
  [answer.body.title, ...(answer.body.reasons ?? []).map(r => r.message)].join('；')
const SOIL = ['样品编号', '点位', '样品类型', '采样日期', '土地利用', 'pH', '镉(mg/kg)', '铅(mg/kg)']

describe('what follows from a survey', () => {
  it('S098 each exceeding place of the detailed survey gets a line, and the survey is not applied until each has a measure or a reason', async () => {
    const { owner, server, east } = scene
    await addSite(server, east, east.id, { code: 'D01', longitude: '115.005', latitude: '28.005' })
    const square = [
      [115, 28],
      [115.01, 28],
      [115.01, 28.01],
      [115, 28.01],
      [115, 28],
    ]
    const unit = await farm.post('/registers/farmland-unit/rows', {
      region: east.id,
      values: {
        code: 'U-01',
        landUse: '水田',
        area: { value: '90', unit: '亩' },
        extent: { type: 'Polygon', coordinates: [square] },
      },
    })
    expect(unit.status).toBe(200)
    const survey = await makeSurvey({})
    await bring(
      survey,
      [
        SOIL,
        ['S1', 'D01', '土壤', '2026-05-01', '水田', 5.4, 0.62, 30],
        ['S2', 'D01', '土壤', '2026-05-02', '水田', 5.4, 1.9, 30],
        ['S3', null, '土壤', '2026-05-02', '水田', 5.4, 0.2, 95],
        ['S4', null, '土壤', '2026-05-02', '水田', 5.4, 0.2, 30],
      ],
      '详查',
    )
    expect((await judge(survey, 'GB 15618-2018')).followUps).toBe(2)
    // The same judging again enters nothing twice.
    expect((await judge(survey, 'GB 15618-2018')).followUps).toBe(0)
    const listed = (await farm.get(`/registers/exceedance-follow-up/rows?f.survey=${survey}&sort=place`)).body.rows
    expect(listed.map((r: Record<string, unknown>) => [r.place, r.verdict, r.decisive, r.unit, r.state])).toEqual([
      ['D01', '风险高', '镉', unit.body.id, 'open'],
      ['S3', '可能存在风险', '铅', null, 'open'],
    ])
    const surveyPath = `/surveys/${survey}`
    await move(owner, surveyPath, 'startSampling')
    await move(owner, surveyPath, 'startAnalysis')
    const report = [await upload(owner, Buffer.from('报告'), '报告.txt')]
    expect((await move(owner, surveyPath, 'conclude', { report })).status).toBe(200)
    const applied = { application: '用于类别划分' }
    expect(reasonsOf(await move(owner, surveyPath, 'apply', applied))).toContain('还有 2 个超标点位没有答复')
    const rowPath = (place: string) =>
      `/registers/exceedance-follow-up/rows/${listed.find((r: { place: string }) => r.place === place).id}`
    expect(
      reasonsOf(await move(farm, rowPath('D01'), 'decide', { answer: '采取措施', deadline: '2026-12-31' })),
    ).toContain('请选择措施或写明措施内容')
    const measure = await farm.post('/registers/safe-use-measure/rows', {
      values: { subject: unit.body.id, year: 2026, season: '夏', measure: 'A11', area: { value: '90', unit: '亩' } },
    })
    expect(measure.status).toBe(200)
    const chosen = { measure: measure.body.id }
    expect(
      (await move(farm, rowPath('D01'), 'decide', { answer: '采取措施', deadline: '2026-12-31', ...chosen })).status,
    ).toBe(200)
    expect(reasonsOf(await move(owner, surveyPath, 'apply', applied))).toContain('还有 1 个超标点位没有答复')
    expect(reasonsOf(await move(farm, rowPath('S3'), 'decide', { answer: '不采取措施' }))).toContain('必须写明理由')
    expect(
      (await move(farm, rowPath('S3'), 'decide', { answer: '不采取措施', reason: '高背景区，农产品均达标' })).body
        .state,
    ).toBe('answered')
    expect((await move(owner, surveyPath, 'apply', applied)).body.state).toBe('applied')
    expect(reasonsOf(await move(farm, rowPath('D01'), 'finish'))).toContain('没有落实材料')
    expect(await faultsOf(server)).toEqual([])
  })

  it('S110 exceeding products make the place a focus area, which is surveyed deeply before it is done with', async () => {
    const { owner, server, town, east } = scene
    for (const code of ['R01', 'R02', 'R03']) await addSite(server, town, east.id, { code, kind: '农田协同' })
    const survey = await makeSurvey({ name: '稻米补充采样', kind: '补充采样' })
    const head = ['样品编号', '点位', '样品类型', '采样日期', '作物', '镉(mg/kg)', '铅(mg/kg)']
    const rice = (n: number, cadmium: number, on = '2026-06-20') => [
      `M${n}-${on}`,
      `R0${n}`,
      '农产品',
      on,
      '稻谷',
      cadmium,
      0.05,
    ]
    await bring(survey, [head, rice(1, 0.25), rice(2, 0.1), rice(3, 0.15)], '稻米')
    await judge(survey, 'GB 2762')
    const areas = async () => (await farm.get('/registers/focus-area/rows')).body.rows
    expect(await areas()).toMatchObject([
      {
        place: '东镇',
        region: town.path,
        places: ['R01'],
        items: ['镉'],
        products: ['稻谷'],
        count: 1,
        firstOn: '2026-07-01',
      },
    ])
    await bring(survey, [head, rice(3, 0.31, '2026-06-25')], '稻米补测')
    await judge(survey, 'GB 2762')
    const [area] = await areas()
    expect([area.places, area.count]).toEqual([['R01', 'R03'], 2])
    const path = `/registers/focus-area/rows/${area.id}`
    expect(reasonsOf(await move(farm, path, 'survey', { survey }))).toContain('是补充采样，深度调查应为加密调查')
    const deep = await makeSurvey({ name: '东镇深度调查', kind: '加密调查' })
    expect((await move(farm, path, 'survey', { survey: deep })).body.state).toBe('surveying')
    const [site] = (await owner.get('/monitoring-sites?kind=农田协同')).body.rows
    const values = {
      conclusion: '超标集中在老渠两侧',
      sites: [site.id],
      extent: {
        type: 'Polygon',
        coordinates: [
          [
            [115, 28],
            [115.1, 28],
            [115.1, 28.1],
            [115, 28],
          ],
        ],
      },
    }
    expect(reasonsOf(await move(farm, path, 'conclude', values))).toContain('“东镇深度调查”已部署，还没有形成成果')
    await bring(deep, [SOIL, ['T1', 'R01', '土壤', '2026-06-28', '水田', 5.4, 0.9, 30]], '深度调查')
    await move(owner, `/surveys/${deep}`, 'startSampling')
    await move(owner, `/surveys/${deep}`, 'startAnalysis')
    const report = [await upload(owner, Buffer.from('深度调查报告'), '报告.txt')]
    await move(owner, `/surveys/${deep}`, 'conclude', { report })
    expect((await move(farm, path, 'conclude', values)).body.state).toBe('concluded')
    const due = (await farm.get('/duties?register=focus-area&from=2026-12-01&to=2026-12-31')).body
    expect(JSON.stringify(due)).toContain('超标重点区域年度重点监测')
    expect(await faultsOf(server)).toEqual([])
  })
})

describe('supervision of a survey', () => {
  it('S116 scheme, guidance, inspection and review are recorded; open problems keep the survey from its result', async () => {
    const { owner, east } = scene
    const survey = await makeSurvey({ name: '县详查', kind: '其他专项' })
    await bring(survey, [SOIL, ['Q1', null, '土壤', '2026-06-01', '水田', 5.4, 0.1, 30]], '县详查')
    await move(owner, `/surveys/${survey}`, 'startSampling')
    await move(owner, `/surveys/${survey}`, 'startAnalysis')
    const record = (kind: string, more: object = {}) =>
      owner.post('/registers/survey-supervision/rows', {
        region: east.id,
        values: { survey, kind, heldOn: '2026-06-10', inspectors: ['岳工'], opinion: '见附件', passed: true, ...more },
      })
    const files = [await upload(owner, Buffer.from('意见书'), '意见.txt')]
    const scheme = await record('方案审查', { files })
    expect((await move(owner, `/registers/survey-supervision/rows/${scheme.body.id}`, 'close')).status).toBe(200)
    await record('技术指导', { files })
    const reviewed = await record('成果审核', { heldOn: '2026-06-28', files })
    for (const kind of ['技术指导', '成果审核']) {
      const query = `?f.survey=${survey}&f.kind=${encodeURIComponent(kind)}`
      const { rows } = (await owner.get(`/registers/survey-supervision/rows${query}`)).body
      expect(rows).toMatchObject([{ kind, passed: true, openProblems: [] }])
      expect((await move(owner, `/registers/survey-supervision/rows/${rows[0].id}`, 'close')).body.state).toBe('closed')
    }
    expect(reviewed.body.heldOn).toBe('2026-06-28')
    const problems = [{ what: '平行样不足 10%', due: '2026-07-20' }]
    const check = await record('实验室监督检查', { passed: false, problems, files })
    expect(check.body).toMatchObject({ openProblems: ['平行样不足 10%'], nextDue: '2026-07-20' })
    const path = `/registers/survey-supervision/rows/${check.body.id}`
    const due = (await owner.get('/duties?register=survey-supervision&from=2026-07-01&to=2026-07-31')).body
    expect(JSON.stringify(due)).toContain('2026-07-20')
    const report = [await upload(owner, Buffer.from('县详查报告'), '报告.txt')]
    const concluded = () => move(owner, `/surveys/${survey}`, 'conclude', { report })
    expect(reasonsOf(await concluded())).toContain('2026-06-10 的实验室监督检查还没有闭环：平行样不足 10%')
    expect(reasonsOf(await move(owner, path, 'close'))).toContain('“平行样不足 10%”还没有整改')
    const fix = (more: object) =>
      owner.patch(path, { version: check.body.version, values: { problems: [{ ...problems[0], ...more }] } })
    expect(reasonsOf(await fix({ fixedOn: '2026-07-01' }))).toContain('请写明整改情况')
    expect((await fix({ fixedOn: '2026-07-01', how: '补做平行样 6 个' })).status).toBe(200)
    expect((await move(owner, path, 'close')).body.state).toBe('closed')
    expect((await concluded()).body.state).toBe('result')
  })
})
