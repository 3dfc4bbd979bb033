import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../app.ts'
import { openTestServer, type TestServer } from '../testing.ts'
import { makeRateLimit } from './rate-limit.ts'

let server: TestServer
beforeAll(async () => {
  server = await openTestServer()
})
afterAll(() => server.close())

const CSV = [
  '样品编号,检测项目,检测值,单位,规划用途',
  'S1,铅,520,mg/kg,0701',
  'S2,铅,520,mg/kg,1001',
  'S3,六价铬,ND,mg/kg,1001',
].join('\n')
interface Judged {
  sample: string
  verdict: string
  findings: unknown[]
  missing: { name: string }[]
}
const verdicts = (body: Judged[]): [string, string][] => body.map(j => [j.sample, j.verdict])
const EXPECTED = [
  ['S1', '超筛选值'],
  ['S2', '未超筛选值'],
  ['S3', '证据不足'],
]

describe('POST /api/screen', () => {
  it('judges a file without sign-in, the same from a body, a form and JSON', async () => {
    const client = server.client()
    const form = new FormData()
    form.set('standard', 'GB 36600-2018')
    form.set('file', new File([CSV], 'soil.csv'))
    const byForm = await client.post<Judged[]>('/screen', form)
    expect(byForm.status).toBe(200)
    expect(verdicts(byForm.body)).toEqual(EXPECTED)

    const byJson = await client.post<Judged[]>('/screen', { standard: 'GB 36600-2018', csv: CSV })
    const bare = await createApp(server.services).request('/api/screen?standard=GB%2036600-2018', {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: CSV,
    })
    expect(byJson.body).toEqual(byForm.body)
    expect(await bare.json()).toEqual(byForm.body)
    expect(byForm.body[2]!.missing).toMatchObject([{ name: '铬（六价）' }])
  })
  it('takes rows with named cells, numbers as numbers', async () => {
    const rows = [{ sample: 'W', substance: '砷', value: 0.012, unit: 'mg/L' }]
    const { body } = await server.client().post<Judged[]>('/screen', { standard: 'GB/T 14848-2017', rows })
    expect(verdicts(body)).toEqual([['W', 'Ⅳ类']])
    const wide = [{ sample: 'F', pH: 6, landUse: '水田', '镉(mg/kg)': 0.41 }]
    const farm = await server.client().post<Judged[]>('/screen', { standard: 'GB 15618', rows: wide })
    expect(verdicts(farm.body)).toEqual([['F', '可能存在风险']])
  })
  it('chooses the edition by the sampling date', async () => {
    const rows = ['2026-09-01', '2026-09-02'].map(date => ({
      sample: date,
      crop: '稻谷',
      date,
      item: '镉',
      value: '0.2',
      unit: 'mg/kg',
    }))
    const { body } = await server.client().post('/screen', { standard: 'GB 2762', rows })
    expect((body as unknown as { standard: string }[]).map(j => j.standard)).toEqual(['GB 2762-2022', 'GB 2762-2025'])
  })
  it('stacks a local table, and refuses a faulty one with its place', async () => {
    const table = {
      id: '地方甲',
      title: '地方标准',
      region: '45',
      from: '2020-01-01',
      until: null,
      standard: 'GB 36600-2018',
      verified: true,
      rows: [{ substance: 'lead', unit: 'mg/kg', column: null, limits: ['300', null] }],
    }
    const ask = { standard: 'GB 36600-2018', region: '450100', csv: CSV.replaceAll('520', '350') }
    expect(verdicts((await server.client().post<Judged[]>('/screen', { ...ask, tables: [table] })).body)[1]).toEqual([
      'S2',
      '超筛选值',
    ])
    const refused = await server
      .client()
      .post('/screen', { ...ask, tables: [{ ...table, rows: [{ ...table.rows[0]!, substance: 'x' }] }] })
    expect(refused.status).toBe(422)
    expect(refused.body.reasons![0]).toMatchObject({ where: '地方甲 第 1 行' })
  })
  it('stacks a local table with bands of pH beside GB 15618', async () => {
    const table = {
      id: '地方丙',
      title: '地方标准',
      region: '45',
      from: '2020-01-01',
      until: null,
      standard: 'GB 15618-2018',
      verified: true,
      rows: [
        {
          substance: 'cadmium',
          unit: 'mg/kg',
          column: '水田',
          pH: { above: null, upTo: '5.0' },
          limits: ['0.2', null],
        },
      ],
    }
    const csv = 'sample,substance,value,unit,pH,landUse\na,Cd,0.25,mg/kg,5.0,水田\nb,Cd,0.25,mg/kg,5.1,水田'
    const ask = { standard: 'GB 15618-2018', region: '450100', on: '2024-05-01', csv }
    const client = server.client()
    expect(verdicts((await client.post<Judged[]>('/screen', ask)).body).map(v => v[1])).toEqual(['风险低', '风险低'])
    const judged = (await client.post<Judged[]>('/screen', { ...ask, tables: [table] })).body
    expect(verdicts(judged).map(v => v[1])).toEqual(['可能存在风险', '风险低'])
    expect(JSON.stringify(judged)).toContain('叠加地方标准 地方丙，逐项取最严的限值')
  })
  it('refuses an unknown standard, an empty or headless file, with a reason each', async () => {
    const client = server.client()
    for (const body of [
      { standard: 'GB 99999', csv: CSV },
      { standard: 'GB 36600', csv: 'a,b\n1,2' },
      { standard: 'GB 36600' },
      { csv: CSV },
    ]) {
      const answer = await client.post('/screen', body)
      expect([JSON.stringify(body), answer.status]).toEqual([JSON.stringify(body), 422])
      expect(answer.body.reasons!.length).toBeGreaterThan(0)
    }
  })
  it('says in Chinese what the request lacks, and where', async () => {
    const reasonsOf = async (body: unknown) => {
      const answer = await server.client().post<{ reasons: { where: string; message: string }[] }>('/screen', body)
      expect(answer.status).toBe(422)
      return answer.body.reasons.map(r => [r.where, r.message])
    }
    expect(await reasonsOf({ csv: CSV })).toEqual([['standard', '请给出标准，如 GB 36600-2018']])
    expect(await reasonsOf({ standard: 'GB 36600', rows: 'x' })).toEqual([['rows', '应为列表']])
    expect(await reasonsOf({ standard: 'GB 36600', rows: [{ sample: 'A', value: true }] })).toEqual([
      ['rows.0.value', '不是可用的内容'],
    ])
    expect(await reasonsOf({ standard: 'GB 36600', sheets: [{ name: 'x' }] })).toEqual([['sheets.0.rows', '必须填写']])
  })
  it('names the problems of the file when asked', async () => {
    const { body } = await server.client().post('/screen', {
      standard: 'GB 36600',
      csv: '样品编号,规划用途,铅(mg/kg),神秘物质(mg/kg)\nS1,1001,5,3',
      problems: true,
    })
    expect(body.problems).toMatchObject([{ grade: 'error', where: '第1行 D列' }])
    expect(verdicts(body.judgements)).toEqual([['S1', '证据不足']])
  })
  it('refuses more than four megabytes', async () => {
    const answer = await createApp(server.services).request('/api/screen?standard=GB%2036600', {
      method: 'POST',
      headers: { 'content-type': 'text/csv', 'content-length': String(5 * 1024 * 1024) },
      body: 'x'.repeat(5 * 1024 * 1024),
    })
    expect(answer.status).toBe(413)
  })
  it('lets one address ask thirty times a minute', async () => {
    const app = createApp(server.services)
    const ask = () =>
      app.request('/api/screen?standard=GB%2036600', {
        method: 'POST',
        headers: { 'content-type': 'text/csv' },
        body: CSV,
      })
    for (let i = 0; i < 30; i++) expect((await ask()).status).toBe(200)
    const refused = await ask()
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    const limit = makeRateLimit(1, 1000)
    expect([limit.take('a', 0), limit.take('b', 0), limit.take('a', 500), limit.take('a', 1000)]).toEqual([0, 0, 1, 0])
  })
  it('describes itself', async () => {
    const { body } = await server.client().get('/screen/openapi.json')
    expect(body.paths['/api/screen'].post.requestBody.content).toHaveProperty('text/csv')
    expect(JSON.stringify(body)).toContain('"standard"')
  })
})
