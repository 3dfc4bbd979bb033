import { newId } from '@jingtu/core/id.ts'
import { RECORDS } from '@jingtu/programme/records.ts'
import { reportSheetRecord, type TableColumn } from '@jingtu/programme/report-table.ts'
import { targetRecord } from '@jingtu/programme/target.ts'
import { readFileBytes } from '@jingtu/store/files.ts'
import { countRecords } from '@jingtu/store/records.ts'
import { verifyStore } from '@jingtu/store/verify.ts'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createApp } from '../../app.ts'
import type { Client } from '../../testing.ts'
import { type Bench, openBench } from '../testing.ts'
import type { TableView } from './answers.ts'

let bench: Bench
let plan: string
let quarters: { id: string; name: string }[]
let drawing: Record<string, unknown>

const column = (key: string, name: string, source: TableColumn['source'], more: Partial<TableColumn> = {}) => ({
  key,
  name,
  unit: null,
  source,
  decimals: 2,
  total: 'sum',
  ...more,
})
const typed = { kind: 'typed' } as const
const formula = (text: string) => ({ kind: 'formula', formula: text }) as const
const messages = (answer: { body: { reasons?: { message: string; where?: string }[] } }): string[] =>
  (answer.body.reasons ?? []).map(r => `${r.where ?? ''}：${r.message}`)
const bytesOf = async (client: Client, path: string): Promise<ArrayBuffer> => {
  const answer = await createApp(bench.server.services).request(`/api${path}`, { headers: { cookie: client.cookie } })
  expect(answer.status).toBe(200)
  return answer.arrayBuffer()
}

beforeAll(async () => {
  bench = await openBench('2026-02-20T09:00:00+08:00')
  const { counties, county, ecology } = bench
  const made = await bench.plan({}, [
    {
      title: '安全利用措施落实',
      leadUnits: [ecology.id],
      respUnits: [county[0]!.id, county[1]!.id],
      due: '2026-03-20',
    },
    { title: '污染源排查', leadUnits: [ecology.id], respUnits: [county[0]!.id], due: '2026-11-30' },
  ])
  plan = made.plan.id
  await bench.issue(made.plan, made.tasks)
  await bench.server.change(async c => {
    for (const [i, value] of ['92.5', '90', null].entries())
      await c.insert(targetRecord, {
        home: made.plan.home,
        region: made.plan.region,
        state: 'inForce',
        values: {
          plan,
          ordinal: i + 1,
          indicator: '安全利用率',
          op: '>=',
          value,
          unit: '%',
          by: '2026-12-31',
          kind: 'indicator',
          source: 'table',
          regionId: counties[i]!.id,
          notApplicable: value === null,
        },
      })
    return null
  })
  quarters = (await bench.owner.get(`/periods?plan=${plan}`)).body.rows
  drawing = {
    name: '土壤污染防治季度调度表',
    number: '环土01表',
    basis: '关于按季度调度工作进展的通知',
    rowsBy: '区域',
    rows: counties.slice(0, 3).map(r => ({ id: r.id, name: r.name })),
    columns: [
      column('area', '任务面积', typed, { unit: '亩' }),
      column('done', '完成面积', typed, { unit: '亩' }),
      column('rate', '完成率', formula('[完成面积]/B*100'), { unit: '%', total: 'formula' }),
      column(
        'goal',
        '目标率',
        { kind: 'target', indicator: '安全利用率', what: 'value' },
        { unit: '%', total: 'none' },
      ),
      column('gap', '差距', formula('ROUND(D-E, 1)'), { decimals: 1, total: 'none' }),
      column('issued', '交办任务', { kind: 'tasks', count: 'issued', task: null }, { unit: '件' }),
    ],
    formulas: [],
    hasTotal: true,
    line: '政府',
  }
}, 120_000)
afterAll(() => bench.server.close())

const draw = async (more: Record<string, unknown> = {}) =>
  (await bench.owner.post('/report-tables', { plan, ...drawing, ...more })).body
const view = async (client: Client, table: string, quarter = 0): Promise<TableView> =>
  (await client.get(`/report-tables/${table}?period=${quarters[quarter]!.id}`)).body

it('S063 a quarterly table drawn with formulas is filled by counties, opens to its rows, and goes up as a workbook whose formulas live', async () => {
  const { owner, counties, ecology } = bench
  const table = await draw()
  const q1 = quarters[0]!.id
  const path = `/report-tables/${table.id}/periods/${q1}`
  const [c0, c1, c2] = await Promise.all([0, 1, 2].map(bench.countyClient))
  const line = (i: number, cells: Record<string, string | null>) => ({ subject: counties[i]!.id, cells })
  const fill = (client: Client, submit: boolean, ...lines: object[]) => client.post(`${path}/lines`, { lines, submit })
  // Nobody fills a drawing in.
  expect((await c0!.get(`/report-tables/${table.id}`)).status).toBe(404)
  expect(messages(await fill(owner, false, line(0, { area: '1' })))[0]).toContain('报表设计中，启用后才能填报')
  expect((await owner.post(`/report-tables/${table.id}/moves/open`)).status).toBe(200)

  // A county fills its own row; every cell that is wrong is named at once, and nothing is kept.
  const wrong = await fill(c0!, true, line(0, { area: '12亩' }))
  expect(messages(wrong)).toEqual([
    '青川区 任务面积：“12亩”不是数字；填数字（例如 12.5），不涉及的填“/”',
    '青川区 完成面积：还没有填；没有的填 0，不涉及的填“/”',
  ])
  expect((await view(c0!, table.id)).lines[0]!.line).toBeNull()
  expect((await fill(c0!, false, line(1, { area: '1' }))).status).toBe(403)
  expect((await fill(c0!, false, line(0, { area: '300', done: '277' }))).status).toBe(200)
  // What is not handed in is the county's own: the city sees nothing of it yet, the county its own row and no sum.
  expect((await view(owner, table.id)).lines[0]!.figures.slice(0, 3)).toEqual([null, null, null])
  const own = await view(c0!, table.id)
  expect(own.lines.map(l => [l.name, l.figures])).toEqual([['青川区', ['300', '277', '92.33', '92.5', '-0.2', '2']]])
  expect(own.total).toBeNull()
  expect((await fill(c0!, true, line(0, {}))).status).toBe(200)
  expect((await fill(c1!, true, line(1, { area: '0', done: '0' }))).status).toBe(200)

  const seen = await view(owner, table.id)
  expect(seen.missing).toEqual(['南浦县'])
  expect(seen.lines.map(l => l.figures)).toEqual([
    ['300', '277', '92.33', '92.5', '-0.2', '2'],
    ['0', '0', '/', '90', '/', '1'],
    [null, null, null, '/', '/', '0'],
  ])
  expect(seen.total).toEqual(['300', '277', '92.33', null, null, '3'])
  // A second word needs the row sent back, with the reason told to whoever filled it in.
  expect((await fill(c1!, false, line(1, { area: '5' }))).status).toBe(422)
  const back = await owner.post(`/report-lines/${seen.lines[1]!.line!.id}/moves/sendBack`, { reason: '漏报柳河镇' })
  expect(back.status).toBe(200)
  expect((await view(c1!, table.id)).lines[0]!.line).toMatchObject({ state: 'returned', reason: '漏报柳河镇' })
  expect((await c1!.get('/notices')).body.rows[0].title).toContain('报表被退回')
  expect((await fill(c1!, true, line(1, { area: '80.5', done: '70.25' }))).status).toBe(200)

  // Every figure opens to what it came from.
  const explain = async (at: string, client = owner) =>
    (await client.get(`${path}/cells/${encodeURIComponent(at)}`)).body
  expect(await explain('D合计')).toMatchObject({ figure: '91.26', row: '合计', column: '完成率' })
  const sum = await explain('B合计')
  expect(sum.origin.operands.map((o: { at: string; figure: string }) => [o.at, o.figure])).toEqual([
    ['B1', '300'],
    ['B2', '80.5'],
    ['B3', null],
  ])
  expect((await explain('B2')).origin.entries.map((e: { value: string; state: string }) => [e.value, e.state])).toEqual(
    [
      ['80.5', '已提交'],
      ['80.5', '已退回'],
      ['0', '已退回'],
      ['0', '已提交'],
    ],
  )
  expect((await explain('E1')).origin).toMatchObject({ kind: 'target', text: expect.stringContaining('92.5') })
  const tasks = (await explain('G1')).origin.dispatches
  expect(tasks.map((d: { task: string }) => d.task).sort()).toEqual(['安全利用措施落实', '污染源排查'])
  expect((await owner.get(`/dispatches/${tasks[0].id}`)).status).toBe(200)
  expect((await c0!.get(`${path}/cells/B2`)).status).toBe(404)

  // Handed up: not with a row missing unless that is said; then frozen with its workbook.
  expect(messages(await owner.post(`${path}/hand-up`))[0]).toContain('南浦县：还没有提交')
  expect((await c2!.post(`${path}/hand-up`, { withMissing: true })).status).toBe(403)
  const up = await owner.post(`${path}/hand-up`, { withMissing: true })
  expect(up.status).toBe(200)
  expect(messages(await fill(c2!, false, line(2, { area: '1' })))[0]).toContain('的报表已上报')

  const bytes = await bytesOf(owner, `${path}/table.xlsx`)
  expect(Buffer.from(bytes).equals(Buffer.from((await readFileBytes(bench.server.store.db, up.body.file))!))).toBe(true)
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(bytes)
  const sheet = workbook.worksheets[0]!
  const cells = (row: number) => 'ABCDEFG'.split('').map(c => sheet.getCell(`${c}${row}`))
  expect(cells(3).map(c => c.value)).toEqual([
    '县（市、区）',
    '任务面积（亩）',
    '完成面积（亩）',
    '完成率（%）',
    '目标率（%）',
    '差距',
    '交办任务（件）',
  ])
  expect(cells(5).map(c => c.result ?? c.value)).toEqual(['白石区', 80.5, 70.25, 87.27, 90, -2.7, 1])
  expect(cells(7).map(c => c.result ?? c.value)).toEqual(['合计', 380.5, 347.25, 91.26, null, null, 3])
  expect([sheet.getCell('D5').formula, sheet.getCell('B7').formula, sheet.getCell('D7').formula]).toEqual([
    'IF(OR(EXACT(C5,"/"),EXACT(B5,"/")),"/",IF(COUNT(C5,B5)<2,"",IFERROR(ROUND(((C5/B5)*100),2),"/")))',
    'IF(COUNTIF(B4:B6,"/")=3,"/",IF(COUNT(B4:B6)=0,"",IFERROR(ROUND(SUM(B4:B6),10),"/")))',
    'IF(OR(EXACT(C7,"/"),EXACT(B7,"/")),"/",IF(COUNT(C7,B7)<2,"",IFERROR(ROUND(((C7/B7)*100),2),"/")))',
  ])
  expect(sheet.getCell('A8').value).toContain(ecology.shortName)

  // The next quarter begins empty; withdrawing asks for the reason and opens this one again.
  expect((await view(owner, table.id, 1)).lines[0]!.figures[0]).toBeNull()
  const withdraw = `/report-sheets/${up.body.id}/moves/withdraw`
  expect((await owner.post(withdraw)).status).toBe(422)
  expect((await owner.post(withdraw, { reason: '补南浦县' })).status).toBe(200)
  expect((await fill(c2!, true, line(2, { area: '/', done: '/' }))).status).toBe(200)
  expect((await view(owner, table.id)).total!.slice(0, 3)).toEqual(['380.5', '347.25', '91.26'])
  expect((await owner.post(`${path}/hand-up`)).status).toBe(200)
  expect(await countRecords(bench.server.store.db, reportSheetRecord)).toBe(2)
  expect((await verifyStore(bench.server.store, RECORDS)).faults).toEqual([])
})

it('a drawing that goes round in a circle or names unknown cells is refused with each place, also while it is drawn', async () => {
  const { owner, lead } = bench
  const columns = [column('a', '甲', typed), column('b', '乙', formula('D+1')), column('c', '丙', formula('C*2'))]
  const refused = await owner.post('/report-tables', { plan, ...drawing, columns })
  expect([refused.status, messages(refused)[0]]).toEqual([422, 'C1：循环引用：C1 → D1 → C1'])
  const bad = { ...drawing, columns: [column('a', '甲', formula('SUM(Q)')), column('b', '甲', formula('B7'))] }
  const faults = (await owner.post('/report-tables/check', bad)).body.faults
  expect(faults.map((f: { message: string }) => f.message)).toEqual([
    '列“甲”重复，请改名或删去一个',
    '公式“SUM(Q)”：没有 Q 列，本表数值列为 B 至 C',
    '公式“B7”：没有单元格 B7，本表共 3 行',
  ])
  expect((await owner.get(`/report-tables?plan=${plan}`)).body.rows.map((t: { name: string }) => t.name)).not.toContain(
    '甲',
  )
  expect((await lead.post('/report-tables', { plan, ...drawing })).status).toBe(403)
})

it('is drawn anew until something is handed in, by the version that was read, and rows may be units', async () => {
  const { owner, county, agriculture } = bench
  const rows = [agriculture, county[0]!].map(u => ({ id: u.id, name: u.name }))
  const table = await draw({
    name: '部门调度表',
    rowsBy: '单位',
    rows,
    line: null,
    formulas: [{ at: 'B2', formula: 'C2' }],
  })
  const values = { ...drawing, name: '部门季报', rowsBy: '单位', rows, formulas: [{ at: 'B2', formula: 'C2*1' }] }
  expect((await owner.post(`/report-tables/${table.id}/draw`, { version: 9, ...values })).status).toBe(409)
  expect((await owner.post(`/report-tables/${table.id}/draw`, { version: 1, ...values })).status).toBe(200)
  await owner.post(`/report-tables/${table.id}/moves/open`)
  expect((await owner.post(`/report-tables/${table.id}/draw`, { version: 3, ...values })).status).toBe(409)
  const c0 = await bench.countyClient(0)
  const path = `/report-tables/${table.id}/periods/${quarters[0]!.id}/lines`
  // B2 has a formula of its own, so it is not asked for.
  const lines = [{ subject: county[0]!.id, cells: { done: '7', area: '99' } }]
  expect((await c0.post(path, { lines, submit: true })).status).toBe(200)
  expect((await view(owner, table.id)).lines[1]!.figures.slice(0, 3)).toEqual(['7.00', '7', '100.00'])
  const redraw = await owner.post(`/report-tables/${table.id}/moves/redraw`, { reason: '加一列' })
  expect(messages(redraw)[0]).toContain('已有 1 行提交')
  expect((await owner.post(`/report-tables/${table.id}/moves/nonsense`)).status).toBe(404)
  expect((await owner.get(`/report-tables/${newId()}`)).status).toBe(404)
})
