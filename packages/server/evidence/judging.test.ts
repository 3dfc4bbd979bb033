import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addSite, addSurvey, faultsOf, openScene, type Scene, upload, xlsx } from './testing.ts'
import type { Exceedance, JudgingPreview, Page, PlaceVerdict, SampleView, VerdictView, Why } from './views.ts'

let scene: Scene
let batch: string
beforeAll(async () => {
  scene = await openScene()
  await addSite(scene.server, scene.town, scene.east.id, { code: 'S1' })
  const file = await upload(
    scene.owner,
    await xlsx([
      ['样品编号', '样品类型', '采样日期', '土地利用', 'pH', '镉(μg/kg)', '铅(mg/kg)'],
      ['S1', '土壤', '2026-05-06', '水田', 5.4, 620, 42],
      ['S2', '土壤', '2026-05-06', '旱地', 7, 280, 60],
      ['S3', '土壤', '2026-05-06', '旱地', null, 100, 10],
    ]),
    '土壤.xlsx',
  )
  const stored = await scene.owner.post('/evidence/batches', { file, survey: scene.survey.id, title: '土壤五月' })
  batch = stored.body.id
}, 120_000)
afterAll(() => scene.close())

const judge = async (order: object) => {
  const preview = await scene.owner.post<JudgingPreview>('/evidence/judgings/preview', order)
  const done = await scene.owner.post('/evidence/judgings', { ...order, digest: preview.body.digest })
  return { preview: preview.body, done }
}
const current = async () =>
  (await scene.owner.get<Page<VerdictView>>(`/evidence/verdicts?batch=${batch}&counting=true&size=50`)).body.rows

describe('a judging', () => {
  it('is seen before it is made and written as it was seen; missing pH is never compliant', async () => {
    const order = { scope: { batch }, standard: 'GB 15618-2018' }
    const { preview, done } = await judge(order)
    expect([preview.samples, preview.flipTotal, preview.counts]).toEqual([
      3,
      0,
      { 可能存在风险: 1, 风险低: 1, 证据不足: 1 },
    ])
    expect([done.status, done.body.notices]).toEqual([200, 2])
    expect((await current()).map(v => [v.code, v.verdict, v.decisive])).toEqual([
      ['S1', '可能存在风险', '镉'],
      ['S2', '风险低', null],
      ['S3', '证据不足', null],
    ])
    expect(await faultsOf(scene.server)).toEqual([])
  })

  it('tells the county’s ecology and agriculture bureaus of what exceeds, once', async () => {
    const county = (await scene.county.get('/notices')).body
    expect(JSON.stringify(county)).toContain('1 个样品超标（GB 15618-2018）')
    expect(JSON.stringify(county)).toContain('S1：可能存在风险（镉）')
    expect((await judge({ scope: { batch }, standard: 'GB 15618-2018' })).done.body.notices).toBe(0)
  })

  it('says why: finding, result, cell of the file, conversion, clause', async () => {
    const verdict = (await current()).find(v => v.code === 'S1')!
    const { body } = await scene.owner.get<Why>(`/evidence/verdicts/${verdict.id}/why`)
    const step = body.steps.find(s => s.decisive)!
    expect(step.finding).toMatchObject({ name: '镉', conversion: '620 μg/kg → 0.62 mg/kg', verdict: '可能存在风险' })
    expect(step.finding.clause).toContain('GB 15618-2018 表1')
    expect(step.results[0]).toMatchObject({
      shown: '620',
      cell: {
        file: { name: '土壤.xlsx' },
        sheet: '检测结果',
        row: 2,
        column: 6,
        place: '检测结果!F2',
        text: '620',
        mend: null,
      },
    })
    expect(JSON.stringify(body.judging.laws)).toContain('土壤污染防治法')
    expect((await scene.server.client().get(`/evidence/verdicts/${verdict.id}/why`)).status).toBe(401)
    const exceedances = await scene.owner.get<Page<Exceedance>>(`/evidence/exceedances?batch=${batch}`)
    expect(exceedances.body.rows).toMatchObject([{ code: 'S1', name: '镉', value: '0.62', ratio: '2.07' }])
  })
})

describe('a place', () => {
  it('stays 证据不足 while an item of its set is missing, with what it would take; an exceedance stands', async () => {
    const items = encodeURIComponent('五项重金属和pH')
    const path = `/evidence/surveys/${scene.survey.id}/places?standard=GB%2015618-2018`
    expect((await scene.owner.get(path)).status).toBe(422)
    const { body } = await scene.owner.get<{ rows: PlaceVerdict[] }>(`${path}&items=${items}`)
    expect(body.rows.map(p => [p.name, p.site !== null, p.verdict])).toEqual([
      ['S1', true, '可能存在风险'],
      ['S2', false, '证据不足'],
      ['S3', false, '证据不足'],
    ])
    expect(body.rows[1]!.missing.map(m => m.need)).toContain('请补测汞')
  })
})

describe('judging again under a stricter local standard', () => {
  it('lists what flips before any write; what is written is the list', async () => {
    await judge({ scope: { batch }, standard: 'GB 36600-2018', options: { use: '第一类' } })
    const table = {
      number: 'DB3601/T 1-2026',
      title: '临江市土壤限值',
      regionId: scene.city.id,
      validFrom: '2026-01-01',
      standard: 'GB 36600-2018',
      verified: true,
    }
    const rows = [{ substance: 'lead', unit: 'mg/kg', limits: ['50', null] }]
    expect(
      (await scene.owner.post('/evidence/local-standards', { ...table, rows: [{ ...rows[0], limits: ['x'] }] })).body
        .reasons![0]!.where,
    ).toBe('第 1 行')
    expect((await scene.county.post('/evidence/local-standards', { ...table, rows })).status).toBe(403)
    const foreign = await scene.owner.post('/evidence/local-standards', { ...table, standard: 'GB/T 14848-2017', rows })
    expect(foreign.body.reasons).toMatchObject([{ where: 'standard' }])
    const form = new FormData()
    const sheet = await xlsx([['临江市限值'], ['项目', '单位', '筛选值', '管制值'], ['铅', 'mg/kg', 50, null]])
    form.set('file', new File([Uint8Array.from(sheet)], '限值.xlsx'))
    form.set('body', JSON.stringify(table))
    const local = await scene.owner.post('/evidence/local-standards', form)
    expect([local.status, local.body.rows]).toEqual([
      200,
      [{ substance: 'lead', unit: 'mg/kg', column: null, limits: ['50', null] }],
    ])
    const order = {
      scope: { survey: scene.survey.id },
      standard: 'GB 36600-2018',
      localStandards: [local.body.id],
      options: { stacking: 'strictest', use: '第一类' },
    }
    const before = await current()
    const preview = (await scene.owner.post<JudgingPreview>('/evidence/judgings/preview', order)).body
    expect(preview.flips).toMatchObject([{ code: 'S2', before: '未超筛选值', after: '超筛选值', decisive: '铅' }])
    expect(await current()).toEqual(before)
    expect((await scene.owner.post('/evidence/judgings', { ...order, digest: '0'.repeat(64) })).status).toBe(409)
    expect(await current()).toEqual(before)
    const done = await scene.owner.post('/evidence/judgings', { ...order, digest: preview.digest })
    expect(done.status).toBe(200)
    const after = await current()
    const written = after.filter(
      v => before.find(b => b.sample === v.sample && b.standard === v.standard)!.verdict !== v.verdict,
    )
    expect(written.map(v => [v.batch, v.sample, v.verdict])).toEqual(
      preview.flips.map(f => [f.batch, f.sample, f.after]),
    )
    const all = await scene.owner.get<Page<VerdictView>>(`/evidence/verdicts?batch=${batch}&size=50`)
    expect(all.body.total).toBe(12)
    const withdrawn = await scene.owner.post(`/evidence/judgings/${done.body.judgings[0].id}/moves/withdraw`, {
      reason: '标准未生效',
    })
    expect(withdrawn.body.state).toBe('withdrawn')
    const bySample = (rows: VerdictView[]) => rows.map(v => `${v.standard} ${v.sample} ${v.verdict}`).sort()
    expect(bySample(await current())).toEqual(bySample(before))
    expect(await faultsOf(scene.server)).toEqual([])
  })
})

describe('a local standard with bands of pH beside GB 15618', () => {
  it('is read from its sheet, kept, shown, and judges with its name in the verdict', async () => {
    const { owner, server, city, cityBureau } = scene
    const about = {
      number: 'DB3601/T 2-2026',
      title: '临江市农用地土壤限值',
      regionId: city.id,
      validFrom: '2026-01-01',
      standard: 'GB 15618-2018',
      verified: false,
    }
    const send = async (cells: (string | number | null)[][]) => {
      const form = new FormData()
      form.set('file', new File([Uint8Array.from(await xlsx(cells))], '限值.xlsx'))
      form.set('body', JSON.stringify(about))
      return owner.post('/evidence/local-standards', form)
    }
    const head = ['项目', '单位', '利用方式', 'pH', '筛选值', '管制值']
    expect((await send([head, ['镉', 'mg/kg', '水田', '酸性', 0.2, null]])).body.reasons).toMatchObject([
      { where: '第 2 行' },
    ])
    const local = await send([
      ['临江市限值'],
      head,
      ['镉', 'mg/kg', '水田', 'pH≤5.5', 0.2, 1],
      ['镉', 'mg/kg', '水田', '5.5＜pH≤6.5', 0.3, null],
    ])
    expect(local.status).toBe(200)
    const shown = (await owner.get('/evidence/local-standards')).body.rows.find(
      (r: { id: string }) => r.id === local.body.id,
    )
    expect(shown.rows.map((r: { pH: unknown }) => r.pH)).toEqual([
      { above: null, upTo: '5.5' },
      { above: '5.5', upTo: '6.5' },
    ])
    const survey = await addSurvey(server, city, { name: '地方标准试评', ownerUnit: cityBureau.id })
    const file = await upload(
      owner,
      await xlsx([
        ['样品编号', '样品类型', '采样日期', '土地利用', 'pH', '镉(mg/kg)'],
        ['B1', '土壤', '2026-06-01', '水田', 5.2, 0.25],
        ['B2', '土壤', '2026-06-01', '水田', 6.8, 0.25],
      ]),
      '分级.xlsx',
    )
    expect((await owner.post('/evidence/batches', { file, survey: survey.id, title: '分级' })).status).toBe(200)
    const order = { scope: { survey: survey.id }, standard: 'GB 15618-2018' }
    expect((await judge(order)).preview.counts).toEqual({ 风险低: 2 })
    const { preview } = await judge({ ...order, localStandards: [local.body.id] })
    expect(preview.flips).toMatchObject([{ code: 'B1', before: '风险低', after: '可能存在风险', decisive: '镉' }])
    const verdicts = (await owner.get<Page<VerdictView>>(`/evidence/verdicts?survey=${survey.id}&size=50`)).body.rows
    const of = verdicts.find(v => v.code === 'B1' && v.counts)!
    expect(JSON.stringify((await owner.get(`/evidence/verdicts/${of.id}/why`)).body)).toContain(
      '叠加地方标准 DB3601/T 2-2026，逐项取最严的限值',
    )
    expect(await faultsOf(scene.server)).toEqual([])
  })
})

describe('products', () => {
  it('S109: supplementary rice samples are entered and judged by the limits of GB 2762, the edition by the day', async () => {
    const { owner, server, city, cityBureau } = scene
    const survey = await addSurvey(server, city, { name: '稻米补充采样', kind: '补充采样', ownerUnit: cityBureau.id })
    const file = await upload(
      owner,
      await xlsx([
        ['样品编号', '样品类型', '采样日期', '作物', '对应土壤样品', '镉(mg/kg)', '铅(mg/kg)'],
        ['R1', '农产品', '2026-06-20', '稻谷', 'S1', 0.25, 0.05],
        ['R2', '农产品', '2026-06-20', '稻谷', 'S2', 0.12, 0.05],
      ]),
      '稻米.xlsx',
    )
    const stored = await owner.post('/evidence/batches', { file, survey: survey.id, title: '稻米' })
    expect(stored.status).toBe(200)
    const { preview } = await judge({ scope: { survey: survey.id }, standard: 'GB 2762' })
    expect([preview.editions, preview.counts]).toEqual([['GB 2762-2022'], { 超标: 1, 达标: 1 }])
    const samples = (await owner.get<Page<SampleView>>(`/evidence/samples?survey=${survey.id}`)).body.rows
    expect(samples.map(s => [s.code, s.pairedWith])).toEqual([
      ['R1', 'S1'],
      ['R2', 'S2'],
    ])
    expect((await owner.get<Page<Exceedance>>(`/evidence/exceedances?survey=${survey.id}`)).body.rows).toMatchObject([
      { code: 'R1', name: '镉', value: '0.25', limits: [{ value: '0.2' }] },
    ])
  })
})
