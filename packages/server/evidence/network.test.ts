import { findSubstance } from '@jingtu/standards/substances.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { handOf } from '../registers/testing-rows.ts'
import { remindEvidence } from './reminders.ts'
import { addSite, addSurvey, faultsOf, openScene, type Scene, upload, xlsx } from './testing.ts'
import type { Coverage, SiteDue, SurveyDue, SurveyProgress } from './views.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
}, 120_000)
afterAll(() => scene.close())

describe('surveys', () => {
  it('S097: a campaign with type, period and layer goes from plan to applied, and comes round after ten years', async () => {
    const { owner, city, cityBureau, server } = scene
    const values = {
      name: '农用地土壤污染状况详查',
      kind: '农用地详查',
      regionId: city.id,
      ownerUnit: cityBureau.id,
      periodFrom: '2026-01-01',
      periodTo: '2026-11-30',
      everyYears: 10,
    }
    expect((await owner.post('/surveys', { values: { ...values, periodTo: '2025-01-01' } })).status).toBe(422)
    const made = await owner.post('/surveys', { values })
    expect([made.status, made.body.state]).toEqual([200, 'planned'])
    const move = (name: string, moved: object = {}) =>
      owner.post(`/surveys/${made.body.id}/moves/${name}`, { values: moved })
    expect((await move('startSampling')).body.state).toBe('sampling')
    expect((await move('startAnalysis')).status).toBe(422)
    const file = await upload(
      owner,
      await xlsx([
        ['样品编号', '镉(mg/kg)'],
        ['D1', 0.3],
      ]),
      '详查.xlsx',
    )
    expect((await owner.post('/evidence/batches', { file, survey: made.body.id, title: '详查' })).status).toBe(200)
    expect((await move('startAnalysis')).body.state).toBe('analysis')
    const report = await upload(owner, Buffer.from('详查报告正文'), '报告.txt')
    expect((await move('conclude')).status).toBe(422)
    expect((await move('conclude', { report: [report], resultLayer: '详查点位' })).body).toMatchObject({
      state: 'result',
      resultLayer: '详查点位',
    })
    expect((await move('apply')).status).toBe(422)
    expect((await move('apply', { application: '用于耕地类别划分' })).body.state).toBe('applied')
    const due = async (until: string) =>
      (await owner.get<{ rows: SurveyDue[] }>(`/evidence/due-surveys?until=${until}`)).body.rows
    expect(await due('2036-11-29')).toEqual([])
    expect(await due('2036-11-30')).toMatchObject([{ survey: made.body.id, due: '2036-11-30' }])
    server.setClock('2036-01-05T09:00:00+08:00')
    const later = await server.signIn('owner')
    expect((await later.get<{ rows: SurveyDue[] }>('/evidence/due-surveys')).body.rows).toHaveLength(1)
    expect(await remindEvidence(server.services)).toBeGreaterThan(0)
    expect(await remindEvidence(server.services)).toBe(0)
    expect(JSON.stringify((await later.get('/notices')).body)).toContain(
      '“农用地土壤污染状况详查”的下一轮应在 2036-11-30 前完成',
    )
    const next = await later.post('/surveys', {
      values: { ...values, periodFrom: '2036-01-01', periodTo: '2036-11-30', previous: made.body.id },
    })
    expect(next.status).toBe(200)
    expect((await later.get('/evidence/due-surveys?until=2036-12-31')).body.rows).toEqual([])
    server.setClock('2026-07-01T09:00:00+08:00')
    // Ten years ended every session.
    owner.cookie = (await server.signIn('owner')).cookie
    scene.practitioner.cookie = (await server.signIn('clerk')).cookie
  })

  it('keeps the chain of custody: nothing is tested that was not prepared, prepared that was not collected', async () => {
    const { owner, practitioner, survey } = scene
    const hand = (stage: string, doneOn: string, more: object = {}) =>
      practitioner.post('/sample-handovers', {
        values: {
          survey: survey.id,
          stage,
          number: `${stage}-1`,
          doneOn,
          samples: ['P1', 'P2'],
          handedBy: '甲',
          receivedBy: '乙',
          ...more,
        },
      })
    expect((await hand('检测', '2026-06-20')).body.reasons![0]!.message).toContain('还没有“制备”记录')
    expect((await hand('采集', '2026-06-10')).status).toBe(200)
    expect((await hand('采集', '2026-06-11')).status).toBe(422)
    expect((await hand('制备', '2026-06-09')).body.reasons![0]!.message).toContain('早于采集日期 2026-06-10')
    expect((await hand('制备', '2026-06-12', { refused: ['P2'] })).status).toBe(200)
    expect(
      (await hand('检测', '2026-06-15')).body.reasons!.map((r: { message: string }) => r.message).join(),
    ).toContain('“P2”已被拒收')
    expect((await hand('检测', '2026-06-15', { samples: ['P1'] })).status).toBe(200)
    expect((await owner.get(`/sample-handovers?survey=${survey.id}`)).body.total).toBe(3)
  })
})

describe('points', () => {
  it('S418: points by level of control, and how far the year’s task is with each', async () => {
    const { owner, server, city, east, town, cityBureau } = scene
    const made = await owner.post('/monitoring-sites', {
      values: {
        code: 'G01',
        name: '国控一号',
        network: '国控',
        kind: '土壤',
        regionId: town.id,
        longitude: '108.3',
        latitude: '22.8',
        department: '生态环境',
        landUse: '水田',
        everyMonths: 12,
        tags: ['产粮（油）重点乡镇'],
        characteristicItems: ['thallium'],
      },
    })
    expect([made.status, made.body.state]).toEqual([200, 'planned'])
    expect((await owner.post(`/monitoring-sites/${made.body.id}/moves/establish`)).body.state).toBe('active')
    const again = {
      code: 'G01',
      name: '重号',
      network: '省控',
      kind: '土壤',
      regionId: town.id,
      department: '生态环境',
    }
    expect((await owner.post('/monitoring-sites', { values: again })).status).toBe(409)
    const g2 = await addSite(server, east, east.id, {
      code: 'G02',
      network: '国控',
      landUse: '旱地',
      everyMonths: 12,
      establishedOn: '2026-03-01',
    })
    const p1 = await addSite(server, east, east.id, {
      code: 'P01',
      network: '省控',
      landUse: '建设用地',
      department: '自然资源',
    })
    expect((await owner.get('/monitoring-sites?network=国控')).body.rows.map((r: { code: string }) => r.code)).toEqual([
      'G01',
      'G02',
    ])
    const survey = await addSurvey(server, city, {
      name: '国家年度监测',
      kind: '例行监测',
      ownerUnit: cityBureau.id,
      sites: [made.body.id, g2.id, p1.id],
    })
    const progress = async () => (await owner.get<SurveyProgress>(`/evidence/surveys/${survey.id}/progress`)).body
    expect(await progress()).toMatchObject({ planned: 3, sampled: 0, tested: 0, judged: 0 })
    await owner.post('/sample-handovers', {
      values: { survey: survey.id, stage: '采集', number: 'C1', doneOn: '2026-06-01', samples: ['G01', 'G02'] },
    })
    const file = await upload(
      owner,
      await xlsx([
        ['样品编号', '样品类型', '采样日期', '土地利用', 'pH', '镉(mg/kg)'],
        ['G01', '土壤', '2026-06-01', '水田', 6, 0.2],
      ]),
      '国控.xlsx',
    )
    await owner.post('/evidence/batches', { file, survey: survey.id, title: '国控' })
    expect((await progress()).sites.map(s => [s.code, s.stage])).toEqual([
      ['G01', '已检测'],
      ['G02', '已采样'],
      ['P01', '待采样'],
    ])
    const order = { scope: { survey: survey.id }, standard: 'GB 15618-2018' }
    const { digest } = (await owner.post('/evidence/judgings/preview', order)).body
    await owner.post('/evidence/judgings', { ...order, digest })
    expect(await progress()).toMatchObject({ planned: 3, sampled: 2, tested: 1, judged: 1 })
    const due = (await owner.get<{ rows: SiteDue[] }>('/evidence/due-sites?until=2027-12-31')).body.rows
    expect(due.map(d => [d.code, d.lastTaken, d.due, d.overdue])).toEqual([
      ['G02', null, '2026-03-01', true],
      ['G01', '2026-06-01', '2027-06-01', false],
    ])
    const series = await owner.get(`/evidence/sites/${made.body.id}/series?substance=cadmium`)
    expect(series.body.rows).toMatchObject([{ takenOn: '2026-06-01', value: '0.2' }])
  })

  it('S425 S426: coverage by county and by township, those without a point named, and the training of the year', async () => {
    const { owner, city, east } = scene
    const counties = (await owner.get<Coverage>(`/evidence/coverage?region=${city.id}`)).body
    expect(counties.regions.map(r => [r.name, r.points])).toEqual([
      ['东县', 3],
      ['西县', 0],
    ])
    expect([counties.covered, counties.total]).toEqual([1, 2])
    const towns = (await owner.get<Coverage>(`/evidence/coverage?region=${east.id}&level=township`)).body
    expect(towns.regions).toMatchObject([{ name: '东镇', points: 1, byNetwork: { 国控: 1 } }])
    const office = handOf(owner)
    const station = await office.make('organisation', { name: '东县监测站', kind: '事业单位' }, { region: east.id })
    const people = { level: '县级', department: '生态环境', staff: 4, certified: 4 }
    const row = await office.make('monitoring-capacity', { subject: station.id, ...people })
    const training = async () =>
      (await owner.get('/duties?register=monitoring-capacity&from=2026-12-31&to=2026-12-31')).body.rows.map(
        (d: { duty: string; status: string }) => `${d.duty} ${d.status}`,
      )
    expect(await training()).toEqual(['training open'])
    const trainings = [{ on: '2026-05-20', topic: '土壤样品采集', people: 4, files: [await office.file()] }]
    expect((await office.correct('monitoring-capacity', row, { trainings })).lastTrained).toBe('2026-05-20')
    expect(await training()).toEqual(['training met'])
  })

  it('S427 S428: the matrix of land use by points with characteristic pollutants, and points by the tags of key areas', async () => {
    const { landUses, tags, departments } = (await scene.owner.get<Coverage>('/evidence/coverage')).body
    const of = (landUse: string) => landUses.find(u => u.landUse === landUse)!
    expect([of('水田'), of('旱地'), of('果园')]).toMatchObject([
      { points: 1, characteristic: 1, byNetwork: { 国控: 1 } },
      { points: 1, characteristic: 0 },
      { points: 0 },
    ])
    expect(tags.find(t => t.tag === '产粮（油）重点乡镇')).toEqual({ tag: '产粮（油）重点乡镇', points: 1 })
    const tagged = await scene.owner.get(`/monitoring-sites?tag=${encodeURIComponent('产粮（油）重点乡镇')}`)
    expect(tagged.body.rows.map((r: { code: string }) => r.code)).toEqual(['G01'])
    expect(departments).toContainEqual({ department: '自然资源', points: 1 })
  })

  it('S430: the key pollutants are sets by name, and a new soil point starts with the heavy metals', async () => {
    const { owner, west } = scene
    const sets = (await owner.get('/evidence/item-sets')).body.rows as { name: string; items: string[] }[]
    for (const item of sets.flatMap(s => s.items)) expect(findSubstance(item)?.id).toBe(item)
    const of = (name: string) => sets.find(s => s.name === name)!.items.map(i => findSubstance(i)!.name)
    expect(of('重点重金属')).toEqual(['镉', '汞', '砷', '铬', '铅'])
    expect(of('重点重金属兼顾铜镍锌')).toEqual(expect.arrayContaining(['镍', '铜']))
    expect(of('重点有机污染物')).toEqual(expect.arrayContaining(['滴滴涕总量', '苯并[a]芘', '石油烃（C10-C40）']))
    const values = { name: '新点', network: '市控', kind: '土壤', regionId: west.id, department: '生态环境' }
    const plain = await owner.post('/monitoring-sites', { values: { ...values, code: 'N1' } })
    expect(plain.body.items).toEqual(sets.find(s => s.name === '重点重金属')!.items)
    const own = await owner.post('/monitoring-sites', { values: { ...values, code: 'N2', items: ['thallium'] } })
    expect(own.body.items).toEqual(['thallium'])
  })

  it('S432: every point has the department that keeps it, and that department’s own list', async () => {
    const { owner } = scene
    const own = (await owner.get(`/monitoring-sites?department=${encodeURIComponent('自然资源')}`)).body.rows
    expect(own.map((r: { code: string }) => r.code)).toEqual(['P01'])
    const { body } = await owner.post('/monitoring-sites', {
      values: { code: 'X', name: 'X', network: '市控', kind: '土壤', regionId: scene.east.id },
    })
    expect(body.reasons).toContainEqual({ message: '“主管部门”不能为空', where: 'department' })
  })
})

describe('laboratories', () => {
  it('S433: with the scope and the end of their accreditation, which the preview of a file holds against them', async () => {
    const { owner, city, survey } = scene
    const scope = [{ substance: 'cadmium', medium: '土壤', method: 'GB/T 17141-1997' }]
    const made = await owner.post('/laboratories', {
      values: {
        name: '江畔检测',
        regionId: city.id,
        kind: '社会检测机构',
        cmaNumber: 'CMA-2',
        cmaFrom: '2020-05-01',
        cmaUntil: '2026-05-01',
        scope,
      },
    })
    expect(made.status).toBe(200)
    expect(
      (await owner.get('/laboratories?expiringBy=2026-12-31')).body.rows.map((r: { name: string }) => r.name),
    ).toEqual(['江畔检测'])
    const file = await upload(
      owner,
      await xlsx([
        ['样品编号', '样品类型', '采样日期', '镉(mg/kg)', '铅(mg/kg)'],
        ['E1', '土壤', '2026-06-01', 0.2, 3],
      ]),
      'e.xlsx',
    )
    const { body } = await owner.post('/evidence/preview', { file, survey: survey.id, laboratory: made.body.id })
    expect(body.accreditation).toEqual([
      { code: 'expired', message: 'CMA 证书已于 2026-05-01 到期', substances: [] },
      { code: 'scope', message: '超出 CMA 能力范围', substances: ['lead'] },
    ])
    expect(await faultsOf(scene.server)).toEqual([])
  })
})

describe('quality control', () => {
  it('judges duplicates, blanks and certified material; what fails is accepted only with a reason', async () => {
    const { owner, survey } = scene
    const file = await upload(
      owner,
      await xlsx([
        ['样品编号', '质控类型', '对应样品', '采样日期', '镉(mg/kg)'],
        ['Q1', null, null, '2026-06-02', 0.2],
        ['Q1-P', '平行样', 'Q1', '2026-06-02', 0.4],
        ['KB-1', '空白样', null, '2026-06-02', '<0.01'],
        ['GSS-5', '有证标准物质', null, '2026-06-02', 0.44],
      ]),
      '质控.xlsx',
    )
    const { body: batch } = await owner.post('/evidence/batches', { file, survey: survey.id, title: '质控' })
    const report = async () => (await owner.get(`/evidence/batches/${batch.id}`)).body.quality
    expect(await report()).toMatchObject({
      failed: 1,
      judged: 2,
      duplicates: [{ code: 'Q1-P', of: 'Q1', figure: '66.7', passes: false }],
      blanks: [{ code: 'KB-1', passes: true }],
      certified: [{ code: 'GSS-5', passes: null }],
    })
    const certified = [{ code: 'GSS-5', substance: 'cadmium', value: '0.45', unit: 'mg/kg', uncertainty: '0.06' }]
    expect((await owner.post(`/evidence/batches/${batch.id}/certified`, { version: 1, certified })).status).toBe(200)
    expect((await report()).certified).toMatchObject([{ figure: '97.8', passes: true }])
    const refused = await owner.post(`/evidence/batches/${batch.id}/moves/accept`)
    expect(refused.body.reasons![0]!.message).toContain('质控不合格：Q1-P 镉')
    expect(refused.status).toBe(422)
    expect((await owner.post(`/evidence/batches/${batch.id}/moves/acceptWithReason`)).status).toBe(422)
    const accepted = await owner.post(`/evidence/batches/${batch.id}/moves/acceptWithReason`, {
      reason: '平行样不均匀，已复测',
    })
    expect(accepted.body.state).toBe('accepted-with-reason')
    expect(await faultsOf(scene.server)).toEqual([])
  })
})
