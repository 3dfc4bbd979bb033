import { RECORDS } from '@jingtu/programme/records.ts'
import { verifyStore } from '@jingtu/store/verify.ts'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../../app.ts'
import type { Client } from '../../testing.ts'
import { type Bench, openBench } from '../testing.ts'
import type { CollectionRow } from './answers.ts'

let bench: Bench
beforeAll(async () => {
  bench = await openBench('2026-04-20T09:00:00+08:00')
}, 120_000)
afterAll(() => bench.server.close())

const workbookOf = async (client: Client, path: string): Promise<ExcelJS.Workbook> => {
  const answer = await createApp(bench.server.services).request(`/api${path}`, { headers: { cookie: client.cookie } })
  expect(answer.status).toBe(200)
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(await answer.arrayBuffer())
  return workbook
}
const told = (answer: { body: { reasons?: { where?: string; message: string }[] } }): string[] =>
  (answer.body.reasons ?? []).map(r => [r.where, r.message].filter(Boolean).join('：'))
const column = (name: string, kind: string, more: object = {}) => ({
  name,
  kind,
  required: true,
  unique: false,
  options: [],
  min: null,
  max: null,
  ...more,
})

test('S068 the survey of wells is asked of bureaus by 15 May: forms go out, files come in and are checked cell by cell, all is merged', async () => {
  const { owner, lead, county, agriculture, server } = bench
  const { plan } = await bench.plan({ title: '临江市2026年地下水污染防治工作计划' }, [{ title: '封井回填' }])
  const asked = {
    plan: plan.id,
    title: '报废取水井排查登记',
    due: '2026-05-15',
    units: [agriculture.id, county[0]!.id, county[1]!.id],
    columns: [
      column('井编号', '文字', { unique: true }),
      column('经度', '经度'),
      column('纬度', '纬度'),
      column('井深（米）', '数字', { required: false, min: '0', max: '3000' }),
      column('现状', '选项', { options: ['在用', '停用', '已封填'] }),
      column('排查日期', '日期'),
    ],
    note: '一井一行。',
  }
  const wrongColumns = [column('现状', '选项'), column('现状', '文字')]
  expect(told(await owner.post('/collections', { ...asked, due: '2026-01-01', columns: wrongColumns }))).toEqual([
    'columns：列“现状”没有写选项',
    'columns：列“现状”重复',
    'due：报送截止 2026-01-01 已经过去',
  ])
  expect((await lead.post('/collections', asked)).status).toBe(403)
  const collection = (await owner.post('/collections', asked)).body
  const c0 = await bench.countyClient(0)
  const c1 = await bench.countyClient(1)
  const c2 = await bench.countyClient(2)
  expect((await c0.get('/notices')).body.rows[0]).toMatchObject({
    title: '请报送：报废取水井排查登记',
    due: '2026-05-15',
  })
  const path = `/collections/${collection.id}`
  const row = async (client: Client): Promise<CollectionRow> => (await client.get('/collections')).body.rows[0]
  expect((await c2.get('/collections')).body.rows).toEqual([])
  expect((await c2.get(`${path}/form.xlsx`)).status).toBe(404)

  const form = await workbookOf(c0, `${path}/form.xlsx`)
  expect((form.worksheets[0]!.getRow(1).values as string[]).slice(1)).toEqual(asked.columns.map(c => c.name))
  expect(form.worksheets[0]!.getCell('E2').dataValidation?.formulae).toEqual(['"在用,停用,已封填"'])
  const send = async (client: Client, rows: unknown[][], workbook?: ExcelJS.Workbook) => {
    const book = workbook ?? (await workbookOf(client, `${path}/form.xlsx`))
    for (const values of rows) book.worksheets[0]!.addRow(values)
    const file = new FormData()
    file.set('file', new File([new Uint8Array(await book.xlsx.writeBuffer())], '井.xlsx'))
    return client.post(`${path}/return`, file)
  }
  const good = ['QC-01', 108.32, 22.81, 45.5, '停用', '2026-04-18']
  const refused = await send(c0, [
    good,
    ['QC-01', 22.81, 108.32, '四十', '废弃', '4月'],
    ['', '108°19′', null, -3, '在用', '2026-04-19'],
  ])
  expect(refused.status).toBe(422)
  expect(told(refused)).toEqual([
    '第3行 井编号（A3）：“QC-01”与第2行重复',
    '第3行 经度（B3）：“22.81”应为十进制的东经，73 至 136 之间，例如 108.3265',
    '第3行 纬度（C3）：“108.32”应为十进制的北纬，3 至 54 之间，例如 22.8170',
    '第3行 井深（米）（D3）：“四十”应为数字，单位不要写在格里',
    '第3行 现状（E3）：“废弃”应为在用、停用、已封填之一',
    '第3行 排查日期（F3）：“4月”应为日期，例如 2026-05-08',
    '第4行 井编号（A4）：没有填',
    '第4行 经度（B4）：“108°19′”应为十进制的东经，73 至 136 之间，例如 108.3265',
    '第4行 纬度（C4）：没有填',
    '第4行 井深（米）（D4）：“-3”不能小于 0',
  ])
  expect((await row(owner)).returns.map(r => r.state)).toEqual([null, null, null])

  expect((await send(c0, [good, ['QC-02', 108.4, 22.9, null, '已封填', '2026-04-19']])).body.state).toBe('submitted')
  // The same well is not told twice by two units, and a workbook of another kind says what it lacks.
  expect(told(await send(c1, [good]))).toEqual(['第2行 井编号（A2）：“QC-01”已由青川区人民政府报送'])
  const other = new ExcelJS.Workbook()
  other.addWorksheet('表').addRow(['井编号', '位置'])
  expect(told(await send(c1, [], other))[0]).toContain('表头缺少“经度”、“纬度”')
  expect((await send(c2, [good], form)).status).toBe(403)

  // One comes late and is marked, one is sent back with the reason and comes again, one stays silent.
  await bench.at('2026-05-16')
  expect((await send(c1, [['BS-01', '108.5', '22.7', '１２', '在用', '2026-05-10']])).body).toMatchObject({
    late: true,
  })
  const [silent, first, second] = (await row(owner)).returns
  expect(silent).toMatchObject({ unitName: '市农业农村局', state: null })
  expect((await row(owner)).light).toBe('red')
  expect((await owner.post(`/returns/${first!.id}/moves/sendBack`)).status).toBe(422)
  await owner.post(`/returns/${first!.id}/moves/sendBack`, { reason: 'QC-02 坐标落在邻县' })
  expect((await row(c0)).returns).toMatchObject([{ state: 'returned', reason: 'QC-02 坐标落在邻县' }])
  expect((await owner.post(`${path}/moves/close`)).body.reasons[0].message).toContain(
    '白石区人民政府报送的数据还没有接收',
  )
  expect((await send(c0, [good, ['QC-02', 108.35, 22.9, null, '已封填', '2026-04-19']])).status).toBe(200)
  for (const r of [first, second]) expect((await owner.post(`/returns/${r!.id}/moves/accept`)).status).toBe(200)
  expect((await send(c0, [good])).status).toBe(409)
  expect((await owner.post(`${path}/moves/close`)).body).toMatchObject({ state: 'closed', closedOn: '2026-05-16' })

  const merged = (await workbookOf(owner, `${path}/merged.xlsx`)).worksheets[0]!
  const lines = [2, 3, 4].map(r => (merged.getRow(r).values as unknown[]).slice(1))
  expect(lines.map(l => [l[0], l[1], l[2], l.at(-1)])).toEqual([
    [1, 'QC-01', 108.32, '青川区人民政府'],
    [2, 'QC-02', 108.35, '青川区人民政府'],
    [3, 'BS-01', 108.5, '白石区人民政府'],
  ])
  expect((await c0.get(`${path}/merged.xlsx`)).status).toBe(403)
  expect((await verifyStore(server.store, RECORDS)).faults).toEqual([])
})
