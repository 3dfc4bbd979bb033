import { writeSheet } from '@jingtu/documents/sheet/write.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { faultsOf, openScene, type Scene, upload, xlsx } from './testing.ts'
import type { BatchDetail, Page, Preview, SampleDetail, SampleView } from './views.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
}, 120_000)
afterAll(() => scene.close())

const TITLE = ['临江检测中心检测报告', null, null, null, null, null]
const rows = (cadmium: string | number = 0.31) => [
  TITLE,
  ['报告编号：2026-017', null, null, null, null, null],
  [null, null, null, null, null, null],
  ['样品编号', '采样日期', '土地利用', 'pH', '镉(mg/kg)', '铅(mg/kg)'],
  ['S1', '2026-05-06', '水田', 5.4, cadmium, 42],
  ['S2', '2026-05-06', '水田', 6.8, '<0.01', 38.5],
]
const count = async (table: string) =>
  (await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(scene.server.store.db)).rows[0]!.n

describe('a laboratory file', () => {
  it('is looked at without a trace, faults each at its cell', async () => {
    const hash = await upload(scene.practitioner, await xlsx(rows('0.3l?')), '检测.xlsx')
    const before = [await count('import_batch'), await count('result'), await count('change')]
    const { status, body } = await scene.practitioner.post<Preview>('/evidence/preview', {
      file: hash,
      survey: scene.survey.id,
    })
    expect([status, body.counts]).toMatchObject([200, { rows: 2, samples: 2, errors: 1 }])
    expect(body.tables[0]).toMatchObject({
      sheetName: '检测结果',
      remembered: null,
      layout: { form: 'wide', headerRow: 4 },
    })
    expect(body.faults.find(f => f.grade === 'error')).toMatchObject({
      place: '检测结果!E5',
      text: '0.3l?',
      mended: null,
    })
    expect([await count('import_batch'), await count('result'), await count('change')]).toEqual(before)
    const direct = new FormData()
    direct.set('file', new File([Uint8Array.from(await xlsx(rows()))], '直接.xlsx'))
    direct.set('body', JSON.stringify({ survey: scene.survey.id }))
    expect((await scene.practitioner.post<Preview>('/evidence/preview', direct)).body.counts).toMatchObject({
      errors: 0,
      results: 6,
    })
    expect([await count('import_batch'), await count('result'), await count('change')]).toEqual(before)
  })

  it('is refused whole while it has an error, stored once the cell is mended; the text of the file stays', async () => {
    const { practitioner, survey, laboratory } = scene
    const file = await upload(practitioner, await xlsx(rows('0.3l?')), '检测.xlsx')
    const order = { file, survey: survey.id, laboratory: laboratory.id, title: '五月批次' }
    const refused = await practitioner.post('/evidence/batches', order)
    expect([refused.status, refused.body.reasons![0]!.where]).toEqual([422, '检测结果!E5'])
    expect(await count('result')).toBe(0)
    const mends = [{ place: '检测结果!E5', text: '0.31', reason: '与纸质报告核对' }]
    const stored = await practitioner.post('/evidence/batches', { ...order, mends })
    expect([stored.status, stored.body.sampleCount, stored.body.resultCount]).toEqual([200, 2, 6])
    const samples = await practitioner.get<Page<SampleView>>(`/evidence/samples?batch=${stored.body.id}`)
    expect(samples.body.rows.map(s => [s.code, s.takenOn, s.landUse, s.counts])).toEqual([
      ['S1', '2026-05-06', '水田', true],
      ['S2', '2026-05-06', '水田', true],
    ])
    const { body } = await practitioner.get<SampleDetail>(`/evidence/samples/${samples.body.rows[0]!.id}`)
    expect(body.results.find(r => r.substance === 'cadmium')).toMatchObject({
      shown: '0.31',
      unit: 'mg/kg',
      original: '0.3l?',
      mended: '0.31',
      place: '检测结果!E5',
    })
    expect((await scene.owner.get<BatchDetail>(`/evidence/batches/${stored.body.id}`)).body.batch.mends).toEqual([
      { place: '检测结果!E5', original: '0.3l?', text: '0.31', reason: '与纸质报告核对' },
    ])
    const cell = await scene.owner.get(
      `/evidence/batches/${stored.body.id}/cell?place=${encodeURIComponent('检测结果!E5')}`,
    )
    expect(cell.body).toMatchObject({ text: '0.3l?', row: 5, column: 5 })
    expect(cell.body.head[4]).toBe('镉(mg/kg)')
    expect(await faultsOf(scene.server)).toEqual([])
  })

  it('of the same laboratory needs no hand the second time: its layout is remembered', async () => {
    const file = await upload(scene.practitioner, await xlsx(rows(0.5)), '六月.xlsx')
    const asked = { file, survey: scene.survey.id, laboratory: scene.laboratory.id }
    const { body } = await scene.practitioner.post<Preview>('/evidence/preview', asked)
    expect(body.tables[0]).toMatchObject({ confidence: 1, remembered: expect.any(String) })
    expect(body.counts).toMatchObject({ repeated: 1, changed: 1 })
  })

  it('repeats, replaces or is left aside by its content, and rolling back brings back what was there', async () => {
    const { practitioner, owner, survey } = scene
    const stateOf = async () =>
      (await owner.get<Page<SampleView>>(`/evidence/samples?survey=${survey.id}&code=S1&counting=true`)).body.rows.map(
        s => s.batch,
      )
    const first = (await stateOf())[0]!
    const store = async (value: number, title: string, onDuplicate?: string) => {
      const file = await upload(practitioner, await xlsx(rows(value)), `${title}.xlsx`)
      return (await practitioner.post('/evidence/batches', { file, survey: survey.id, title, onDuplicate })).body
        .id as string
    }
    await store(0.31, '重复')
    expect(await stateOf()).toEqual([first])
    const newer = await store(0.72, '新版')
    expect(await stateOf()).toEqual([newer])
    await store(0.99, '跳过', '跳过')
    expect(await stateOf()).toEqual([newer])
    expect((await practitioner.post(`/evidence/batches/${newer}/moves/rollBack`, { reason: '错了' })).status).toBe(403)
    expect((await owner.post(`/evidence/batches/${newer}/moves/rollBack`, {})).status).toBe(422)
    const back = await owner.post(`/evidence/batches/${newer}/moves/rollBack`, { reason: '样品混淆' })
    expect([back.status, back.body.state]).toEqual([200, 'rolled-back'])
    expect(await stateOf()).toEqual([first])
    expect(await count('result')).toBe(24)
    expect(await faultsOf(scene.server)).toEqual([])
  })

  it('leaves faulty cells out only with a reason, and lists them', async () => {
    const file = await upload(
      scene.practitioner,
      await xlsx([...rows(0.2), ['S3', '2027-05-06', '水田', 6, 0.1, 3]]),
      '缺.xlsx',
    )
    const order = { file, survey: scene.survey.id, title: '缺行' }
    expect((await scene.practitioner.post('/evidence/batches', { ...order, leaveOut: { reason: ' ' } })).status).toBe(
      422,
    )
    const { body } = await scene.practitioner.post('/evidence/batches', { ...order, leaveOut: { reason: '日期待核' } })
    expect([body.sampleCount, body.leftOutReason, body.leftOut]).toMatchObject([
      2,
      '日期待核',
      [{ place: '检测结果!B7', text: '2027-05-06' }],
    ])
  })

  it('leaves every row of a sample out whose own words are wrong, also those that do not say it again', async () => {
    const { practitioner, survey } = scene
    const long = await xlsx([
      ['样品编号', '采样日期', '检测项目', '检测结果', '单位'],
      ['F1', '2027-05-06', '镉', 0.2, 'mg/kg'],
      ['F1', '2027-05-06', '铅', 20, 'mg/kg'],
      ['F2', '2026-05-06', '镉', 0.2, 'mg/kg'],
    ])
    const file = await upload(practitioner, long, '长表.xlsx')
    const order = { file, survey: survey.id, title: '长表', leaveOut: { reason: '日期待核' } }
    const { body } = await practitioner.post('/evidence/batches', order)
    expect([body.sampleCount, body.resultCount]).toEqual([1, 1])
  })

  it('says what stands twice on two sheets of one file', async () => {
    const head = ['样品编号', '采样日期', '镉(mg/kg)']
    const bytes = await writeSheet({
      sheets: [
        { name: '一', rows: [head, ['T1', '2026-05-06', 0.2]] },
        { name: '二', rows: [head, ['T1', '2026-05-06', 0.3]] },
      ],
    })
    const file = await upload(scene.practitioner, bytes, '两表.xlsx')
    const { body } = await scene.practitioner.post<Preview>('/evidence/preview', { file, survey: scene.survey.id })
    expect(body.faults.filter(f => f.grade === 'error')).toMatchObject([{ code: 'duplicate', place: '二!C2' }])
  })

  it('is corrected as a version of its own', async () => {
    const { owner, survey } = scene
    const found = (await owner.get<Page<SampleView>>(`/evidence/samples?survey=${survey.id}&code=S2&counting=true`))
      .body.rows[0]!
    const { body: before } = await owner.get<SampleDetail>(`/evidence/samples/${found.id}`)
    const lead = before.results.find(r => r.substance === 'lead')!
    const done = await owner.post(`/evidence/samples/${found.id}/corrections`, {
      corrections: [{ ordinal: lead.ordinal, text: '<2' }],
      reason: '实验室更正函',
    })
    expect([done.status, done.body.kind]).toEqual([200, '更正'])
    const after = (await owner.get<Page<SampleView>>(`/evidence/samples?survey=${survey.id}&code=S2&counting=true`))
      .body.rows[0]!
    expect(after.batch).toBe(done.body.id)
    const detail = (await owner.get<SampleDetail>(`/evidence/samples/${after.id}`)).body
    expect(detail.results.find(r => r.substance === 'lead')).toMatchObject({
      shown: '<2',
      original: '38.5',
      mended: '<2',
    })
    expect(detail.versions.map(v => v.counts).filter(Boolean)).toHaveLength(1)
    expect(await faultsOf(scene.server)).toEqual([])
  })

  it('is nobody else’s: other counties and other firms do not see it', async () => {
    expect((await scene.county.get('/evidence/batches')).body.total).toBe(0)
    expect((await scene.server.client().get('/evidence/batches')).status).toBe(401)
    const other = await scene.server.unit(scene.city, { name: '外地公司', kind: '企业', line: '企业' })
    await scene.server.person(other, 'other', ['reporter'], { party: 'practitioner' })
    const client = await scene.server.signIn('other')
    expect((await client.get('/evidence/batches')).body.total).toBe(0)
    const file = await upload(client, await xlsx(rows()), 'x.xlsx')
    expect((await client.post('/evidence/batches', { file, survey: scene.survey.id, title: 'x' })).status).toBe(403)
  })
})

describe('a long CSV', () => {
  it('goes through in one streaming pass, and a fault in its last row leaves nothing', async () => {
    const head = '样品编号,采样日期,检测项目,检测值,单位,检出限\n'
    const lines = Array.from(
      { length: 60_000 },
      (_, i) => `L${Math.floor(i / 3)},2026-04-01,${['镉', '铅', '砷'][i % 3]},${(1 + (i % 97)) / 100},mg/kg,0.01\n`,
    )
    const good = Buffer.from(head + lines.join(''))
    expect(good.length).toBeGreaterThan(2 * 1024 * 1024)
    const before = await count('result')
    const bad = await upload(
      scene.owner,
      Buffer.from(`${head + lines.join('')}L9,2026-04-01,镍,abc,mg/kg,\n`),
      'bad.csv',
    )
    const refused = await scene.owner.post('/evidence/batches', { file: bad, survey: scene.survey.id, title: '坏' })
    expect([refused.status, refused.body.reasons![0]!.where]).toEqual([422, 'D60002'])
    expect(await count('result')).toBe(before)
    const file = await upload(scene.owner, good, 'good.csv')
    const key = '0198a000-0000-7000-8000-000000000001'
    const { status, body } = await scene.owner.post(
      '/evidence/batches',
      { file, survey: scene.survey.id, title: '长表' },
      { 'idempotency-key': key },
    )
    expect([status, body.sampleCount, body.resultCount]).toEqual([200, 20_000, 60_000])
    expect((await scene.owner.get(`/evidence/progress/${key}`)).body).toMatchObject({ stage: '完成', rows: 60_000 })
    expect(await faultsOf(scene.server)).toEqual([])
  }, 120_000)
})
