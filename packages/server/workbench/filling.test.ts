import { reportRecord } from '@jingtu/programme/reporting.ts'
import { measurementRecord, targetRecord } from '@jingtu/programme/target.ts'
import { countRecords, listRecords } from '@jingtu/store/records.ts'
import ExcelJS from 'exceljs'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../app.ts'
import type { Client } from '../testing.ts'
import { type Bench, openBench, periodsOf } from './testing.ts'

let bench: Bench
beforeAll(async () => {
  bench = await openBench('2026-03-10T09:00:00+08:00')
}, 120_000)
afterAll(() => bench.server.close())

const download = async (client: Client, path: string): Promise<ExcelJS.Workbook> => {
  const answer = await createApp(bench.server.services).request(`/api${path}`, { headers: { cookie: client.cookie } })
  expect(answer.status).toBe(200)
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(await answer.arrayBuffer())
  return workbook
}
const upload = async (client: Client, path: string, workbook: ExcelJS.Workbook) => {
  const form = new FormData()
  form.set('file', new File([new Uint8Array(await workbook.xlsx.writeBuffer())], '填报表.xlsx'))
  return client.post(path, form)
}
const told = (answer: { body: { reasons?: { where?: string; message: string }[] } }): string[] =>
  (answer.body.reasons ?? []).map(r => `${r.where ?? ''}：${r.message}`)

test('a county reports all its tasks of a period in one sheet: downloaded as it stands, filled, checked cell by cell, kept as one change', async () => {
  const { owner, county, ecology, server } = bench
  const { db } = server.store
  const { plan, tasks } = await bench.plan({}, [
    {
      title: '安全利用',
      no: '1',
      content: '落实措施。',
      leadUnits: [ecology.id],
      respUnits: [county[0]!.id],
      due: '2026-11-30',
    },
    { title: '污染源排查', no: '2', leadUnits: [ecology.id], respUnits: [county[0]!.id, county[1]!.id] },
    { title: '矿山整治', no: '3', leadUnits: [ecology.id], respUnits: [county[0]!.id], proofs: ['验收意见'] },
    { title: '业务培训', no: '4', leadUnits: [ecology.id], respUnits: [county[0]!.id] },
  ])
  const made = await bench.issue(plan, tasks, { [tasks[0]!.id]: [{ unit: county[0]!.id, quantity: '1.2' }] })
  await server.change(async c =>
    c.insert(targetRecord, {
      home: plan.home,
      region: plan.region,
      state: 'inForce',
      values: {
        plan: plan.id,
        task: tasks[0]!.id,
        ordinal: 1,
        indicator: '安全利用率',
        op: '>=',
        value: '92',
        unit: '%',
        by: '2026-12-31',
        kind: 'indicator',
        source: 'task',
      },
    }),
  )
  const [q1] = await periodsOf(owner, plan.id)
  const c0 = await bench.countyClient(0)
  const c1 = await bench.countyClient(1)
  const path = `/periods/${q1!.id}/filling`
  expect((await periodsOf(c0, plan.id))[0]).toMatchObject({ mine: 4 })
  await c0.post('/reports', {
    dispatch: made.get(`${tasks[1]!.id}:${county[0]!.id}`),
    period: q1!.id,
    progress: '先写了一句',
  })

  const workbook = await download(c0, `${path}.xlsx`)
  const sheet = workbook.worksheets[0]!
  const heads = (sheet.getRow(3).values as string[]).slice(1)
  const column = (name: string): number => heads.indexOf(name) + 1
  const cell = (line: number, name: string): ExcelJS.Cell => sheet.getCell(line, column(name))
  expect(
    [4, 5, 6, 7].map(line => [cell(line, '序号').value, cell(line, '任务').value, cell(line, '进展情况').value]),
  ).toEqual([
    ['1', '安全利用', null],
    ['2', '污染源排查', '先写了一句'],
    ['3', '矿山整治', null],
    ['4', '业务培训', null],
  ])
  expect(cell(4, '指标数值').value).toBe('安全利用率(%)=')
  expect(cell(4, '数值口径').dataValidation?.formulae).toEqual(['"本期值,累计值,工程量百分比"'])

  // Everything that is wrong is told at once, each with its cell, and nothing is kept.
  cell(4, '数值口径').value = '累计'
  cell(4, '完成数量').value = '0.4万亩'
  cell(4, '指标数值').value = '安全利用率(%)=91.5；农膜回收率=80'
  cell(4, '进展情况').value = '已落实措施'
  cell(5, '完成比例（%）').value = 120
  cell(7, '编号（勿改）').value = cell(4, '编号（勿改）').value
  cell(7, '进展情况').value = '办班两期'
  const wrong = await upload(c0, `${path}?submit=1`, workbook)
  expect(wrong.status).toBe(422)
  expect(told(wrong)).toEqual([
    '第4行 数值口径（H4）：“累计”不是可选的口径，应为本期值、累计值、工程量百分比',
    '第4行 完成数量（I4）：“0.4万亩”不是数字，应写作 12.5，单位不要写在格里',
    '第4行 指标数值（N4）：“农膜回收率”不是这项任务的指标；应写作“指标=数值”，多个用“；”隔开',
    '第5行 完成比例（%）（J5）：“120”超过 100%',
    '第7行 编号（勿改）（P7）：与第4行是同一项任务，只能填一行',
  ])
  expect(await countRecords(db, reportRecord, sql`plan = ${plan.id}::uuid`)).toBe(1)
  expect((await upload(c1, path, workbook)).status).toBe(422)

  cell(4, '数值口径').value = '累计值'
  cell(4, '完成数量').value = 0.4
  cell(4, '指标数值').value = '安全利用率(%)=91.5'
  cell(5, '完成比例（%）').value = null
  cell(6, '进展情况').value = '两处矿点已进场'
  cell(7, '编号（勿改）').value = made.get(`${tasks[3]!.id}:${county[0]!.id}`)!
  cell(7, '进展情况').value = null
  const lacking = await upload(c0, `${path}?submit=1`, workbook)
  expect(told(lacking)).toEqual(['第6行 矿山整治：缺少证明材料“验收意见”，请上传'])
  expect(await countRecords(db, reportRecord, sql`plan = ${plan.id}::uuid and progress = '已落实措施'`)).toBe(0)

  // As drafts all three are kept; the proof is brought on the page, and the rest handed in from the sheet.
  expect((await upload(c0, path, workbook)).body).toEqual({ saved: 3, submitted: 0 })
  cell(6, '进展情况').value = null
  expect((await upload(c0, `${path}?submit=1`, workbook)).body).toEqual({ saved: 2, submitted: 2 })
  const reports = await listRecords(db, reportRecord, sql`plan = ${plan.id}::uuid`, {
    orderBy: sql`(select ordinal from task t where t.id = report.task and t.until is null)`,
  })
  expect(reports.map(r => [r.state, r.progress, r.quantity])).toEqual([
    ['submitted', '已落实措施', '0.4'],
    ['submitted', '先写了一句', null],
    ['draft', '两处矿点已进场', null],
  ])
  expect((await owner.post(`/reports/${reports[0]!.id}/moves/accept`)).status).toBe(200)
  expect(await listRecords(db, measurementRecord, sql`plan = ${plan.id}::uuid`)).toMatchObject([{ value: '91.5' }])
  expect((await periodsOf(c0, plan.id))[0]).toMatchObject({ mine: 2 })
  const rest = (await download(c0, `${path}.xlsx`)).worksheets[0]!
  expect([4, 5, 6].map(line => rest.getCell(line, column('任务')).value)).toEqual(['矿山整治', '业务培训', null])
})

test('another workbook, an empty sheet, or somebody who may not report is told so', async () => {
  const { owner, ecology, county, server, counties } = bench
  const { plan, tasks } = await bench.plan({ title: '另一份计划' }, [
    { leadUnits: [ecology.id], respUnits: [county[2]!.id] },
  ])
  await bench.issue(plan, tasks)
  const [q1] = await periodsOf(owner, plan.id)
  const path = `/periods/${q1!.id}/filling`
  const c2 = await bench.countyClient(2)
  const other = new ExcelJS.Workbook()
  other.addWorksheet('表').addRow(['姓名', '电话'])
  expect(told(await upload(c2, path, other))[0]).toContain('没有找到表头')
  expect(told(await upload(c2, path, await download(c2, `${path}.xlsx`)))[0]).toContain('没有填写任何一项')
  const form = new FormData()
  form.set('file', new File(['不是表'], '填报表.xlsx'))
  expect((await c2.post(path, form)).status).toBe(422)
  const viewer = await server.unit(counties[2]!, { name: '南浦县监测站' })
  await server.person(viewer, 'viewer', ['viewer'])
  expect((await (await server.signIn('viewer')).get(`${path}.xlsx`)).status).toBe(403)
  expect((await (await bench.countyClient(3)).get(`${path}.xlsx`)).status).toBe(409)
})
