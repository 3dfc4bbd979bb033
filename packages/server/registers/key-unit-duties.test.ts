import { readDocument } from '@jingtu/documents/read.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Client } from '../testing.ts'
import { addOrganisation, addSite, creditCode, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { handOf } from './testing-rows.ts'

let w: RegisterWorld
const hands = () => ({ office: handOf(w.office), east: handOf(w.eastClerk), plant: handOf(w.plant) })
let h: ReturnType<typeof hands>
const at = async (day: string) => {
  await w.at(`${day}T09:00:00+08:00`)
  h = hands()
}
let works: { id: string }
let unit: { id: string }
beforeAll(async () => {
  w = await openRegisterWorld('2024-01-10T09:00:00+08:00')
  h = hands()
  const name = '东屏铅锌矿业有限公司'
  works = await addOrganisation(w.office, w.east, { name, creditCode: creditCode(1), unit: w.works.id })
  unit = await h.office.make('key-unit', { subject: works.id, criterion: '地方规定的其他情形', ground: '上年名录' })
  const values = { announcedFrom: '2023-12-01', announcedTo: '2023-12-20' }
  await h.office.move('key-unit', unit, 'announce', { values })
  await h.office.move('key-unit', unit, 'publish')
})
afterAll(() => w?.close())

const owed = async (register: string, row: { id: string }, client: Client = w.office) =>
  (await client.get(`/duties?register=${register}&from=2023-01-01&to=2027-12-31`)).body.rows
    .filter((d: { row: string }) => d.row === row.id)
    .map((d: { duty: string; due: string; status: string }) => `${d.duty} ${d.due} ${d.status}`)

it('S219 an underground tank is filed before it is used, and again when it becomes another one', async () => {
  const yard = await addSite(w.office, w.east, { name: '东屏厂区', organisation: works.id })
  const facts = { substance: '硫酸', volume: '50', material: '碳钢', structure: '双层罐', builtYear: 2023 }
  const tank = await h.plant.make('underground-tank', {
    subject: yard.id,
    number: 'T-01',
    useFrom: '2024-03-01',
    ...facts,
  })
  expect(tank.timely).toBe('未备案')
  expect(await owed('underground-tank', tank)).toEqual(['file 2024-03-01 open'])
  expect(await h.plant.refusedMove('underground-tank', tank, 'use')).toContain('不能“投用”')
  const filing = await h.plant.file()
  await h.plant.move('underground-tank', tank, 'submit', { values: { filing: [filing] } })
  expect(await h.plant.refusedMove('underground-tank', tank, 'file')).toContain('不能对这条')
  await at('2024-02-20')
  await h.east.move('underground-tank', tank, 'file')
  await at('2024-03-05')
  expect(await h.plant.move('underground-tank', tank, 'use')).toMatchObject({
    useFrom: '2024-03-05',
    timely: '投用前备案',
  })
  expect(await owed('underground-tank', tank)).toEqual(['file 2024-03-05 met'])
  await at('2024-06-01')
  await h.plant.move('underground-tank', tank, 'change', { reason: '改存盐酸', values: { substance: '盐酸' } })
  expect(await owed('underground-tank', tank)).toContain('refile 2024-07-01 open')
  await at('2024-07-03')
  await h.plant.move('underground-tank', tank, 'submit', { values: { filing: [filing] } })
  const again = await h.east.move('underground-tank', tank, 'file')
  expect(again).toMatchObject({ state: 'filed', substance: '盐酸', filedOn: '2024-02-20', currentOn: '2024-07-03' })
  expect((await h.plant.read('underground-tank', tank)).changes).toEqual([
    { on: '2024-06-01', what: '存放物质：硫酸', filedOn: '2024-07-03' },
  ])
  expect(await owed('underground-tank', tank)).toContain('refile 2024-07-01 late')
  // One that was in the ground before anybody filed it.
  const old = await h.plant.make('underground-tank', {
    subject: yard.id,
    number: 'T-02',
    useFrom: '2024-05-01',
    ...facts,
  })
  await h.plant.move('underground-tank', old, 'submit', { values: { filing: [filing] } })
  expect(await h.east.move('underground-tank', old, 'file')).toMatchObject({ timely: '投用后备案' })
})

const demolish = (by: ReturnType<typeof handOf>, subject: string, project: string, starts = '2024-10-21') =>
  by.make('demolition', { subject, project, objects: ['生产设施设备', '污染治理设施'], starts })

it('S220 a producer of dangerous chemicals owes the plan of a demolition though nobody listed it', async () => {
  const chemical = await addOrganisation(w.office, w.east, { name: '东屏农药厂', creditCode: creditCode(21) })
  const bakery = await addOrganisation(w.office, w.east, { name: '东屏面包厂', creditCode: creditCode(22) })
  for (const [about, hazardousChemicals] of [
    [chemical, true],
    [bakery, false],
  ] as const) {
    const values = { subject: about.id, year: 2023, sources: ['排污许可'], operating: '在产', hazardousChemicals }
    const profile = await h.east.make('enterprise-profile', values)
    await h.east.move('enterprise-profile', profile, 'confirm')
  }
  const rows = []
  for (const about of [chemical, bakery, works]) {
    const row = await demolish(h.east, about.id, '拆除一号车间')
    rows.push(await h.east.read('demolition', row))
  }
  expect(rows.map(r => r.owner)).toEqual(['危险化学品生产企业', '没有法定备案义务', '重点监管单位'])
  // Fifteen workdays before the 21st of October, over the national holiday.
  expect(await owed('demolition', rows[0]!)).toEqual(['file 2024-09-25 open'])
  expect(await owed('demolition', rows[1]!)).toEqual([])
  expect(await owed('demolition', rows[2]!)).toEqual(['file 2024-09-25 open'])
})

it('S207 S224 a demolition is filed with two departments fifteen workdays ahead, and the treatment works go last', async () => {
  const [row] = (await h.plant.list('demolition', `?f.subject=${works.id}`)).rows
  expect(row).toMatchObject({ departments: ['生态环境', '工业和信息化'], lacking: ['生态环境', '工业和信息化'] })
  await at('2024-09-26')
  expect(await owed('demolition', row!)).toEqual(['file 2024-09-25 overdue'])
  const [plan, residual] = [await h.plant.file(), await h.plant.file()]
  const filing = (department: string, filedOn: string) => ({ department, filedOn })
  const one = { values: { plan: [plan], residual: [residual], filings: [filing('生态环境', '2024-09-20')] } }
  expect(await h.plant.refusedMove('demolition', row!, 'file', one)).toContain('还没有报工业和信息化部门备案')
  expect(await h.plant.refusedMove('demolition', row!, 'start', { values: { startedOn: '2024-09-26' } })).toContain(
    '不能“开工”',
  )
  const both = { values: { ...one.values, filings: [...one.values.filings, filing('工业和信息化', '2024-09-24')] } }
  expect(await h.plant.move('demolition', row!, 'file', both)).toMatchObject({ state: 'filed', filedOn: '2024-09-24' })
  expect(await owed('demolition', row!)).toEqual(['file 2024-09-25 met'])
  await at('2024-12-01')
  await h.plant.move('demolition', row!, 'start', { values: { startedOn: '2024-10-21' } })
  const wrong = { values: { productionRemovedOn: '2024-11-20', treatmentRemovedOn: '2024-11-10' } }
  expect(await h.plant.refusedMove('demolition', row!, 'progress', wrong)).toContain(
    '生产设施拆除完毕后方可拆除污染治理设施',
  )
  const summary = await h.plant.file()
  const close = { values: { summary: [summary] } }
  expect(await h.plant.refusedMove('demolition', row!, 'close', close)).toContain('生产设施还没有拆除完毕')
  const right = { values: { productionRemovedOn: '2024-11-10', treatmentRemovedOn: '2024-11-20' } }
  await h.plant.move('demolition', row!, 'progress', right)
  expect(await h.plant.move('demolition', row!, 'close', close)).toMatchObject({
    state: 'closed',
    summaryOn: '2024-12-01',
  })
})

let letter: { id: string }

it('S217 a letter is drawn up from what the unit owes, signed with its government and shown to the public', async () => {
  await at('2025-01-06')
  const government = await w.server.unit(w.east, { name: '东屏县人民政府', kind: '政府', line: '政府' })
  letter = await h.east.make('enterprise-letter', { subject: works.id, year: 2025, government: government.id })
  const { items } = await h.east.read('enterprise-letter', letter)
  expect(items.map((i: { item: string; due: string }) => `${i.item} ${i.due}`)).toContain('年度自行监测 2025-12-31')
  const signed = await h.east.file()
  const sign = { values: { signedOn: '2025-01-06', signed: [signed] } }
  expect(await h.east.refusedMove('enterprise-letter', letter, 'sign', sign)).toContain('请填写“责任书文本”')
  await h.east.move('enterprise-letter', letter, 'draft')
  const { document } = await h.east.read('enterprise-letter', letter)
  const bytes = new Uint8Array(await (await w.eastClerk.raw(`/files/${document[0]}`)).arrayBuffer())
  const reading = await readDocument(bytes, { name: '责任书.docx' })
  if (!('text' in reading)) throw new Error(JSON.stringify(reading))
  for (const words of [
    '2025年度土壤污染防治责任书',
    '甲方：东屏县人民政府',
    '乙方：东屏铅锌矿业有限公司',
    '年度自行监测',
  ])
    expect(reading.text).toContain(words)
  const status = async () => (await owed('key-unit', unit)).filter((d: string) => d.startsWith('letter 2025'))
  expect(await status()).toEqual(['letter 2025-12-31 open'])
  await h.east.move('enterprise-letter', letter, 'sign', sign)
  expect(await status()).toEqual(['letter 2025-12-31 met'])
  const open = async () => (await w.server.client().get('/public/registers/enterprise-letter/rows')).body.rows
  expect(await open()).toEqual([])
  const publishedAt = 'https://example.cn/letter'
  await h.east.move('enterprise-letter', letter, 'publish', { values: { publishedAt } })
  expect(await open()).toMatchObject([{ subject: '东屏铅锌矿业有限公司', signedOn: '2025-01-06', publishedAt }])
})

it('S234 at the end of the year the items of the letter are judged one by one, and none may be left out', async () => {
  await at('2025-12-28')
  const { items } = await h.east.read('enterprise-letter', letter)
  const judged = (results: (string | null)[]) => ({
    values: { items: items.map((i: object, n: number) => ({ ...i, result: results[n] ?? '完成' })) },
  })
  expect(items.length).toBeGreaterThan(2)
  expect(
    await h.east.refusedMove('enterprise-letter', letter, 'assess', { values: { items: items.slice(1) } }),
  ).toContain('不能增减或改写')
  const gap = { values: { items: items.map((i: object, n: number) => ({ ...i, result: n === 0 ? null : '完成' })) } }
  expect(await h.east.refusedMove('enterprise-letter', letter, 'assess', gap)).toContain('没有年度结果')
  expect(await h.east.refusedMove('enterprise-letter', letter, 'assess', judged(['未完成']))).toContain('须说明原因')
  const whole = judged(['未完成'])
  whole.values.items[0].remark = '报告逾期未报'
  const share = (((items.length - 1) / items.length) * 100).toFixed(2)
  expect(await h.east.move('enterprise-letter', letter, 'assess', whole)).toMatchObject({
    state: 'assessed',
    conclusion: '部分完成',
    share,
    assessedOn: '2025-12-28',
  })
  const [open] = (await w.server.client().get('/public/registers/enterprise-letter/rows')).body.rows
  expect(open).toMatchObject({ conclusion: '部分完成', state: '已考核' })
})

it('S236 an enterprise declares each year how it keeps its facilities and limits, and the bureau checks whether it is so', async () => {
  const own = {
    subject: works.id,
    year: 2025,
    facilities: [{ name: '酸雾吸收塔', running: '正常' }],
    discharges: [{ pollutant: '铅', outlet: 'DW001', limit: '0.5', unit: 'mg/L' }],
  }
  const row = await h.plant.make('soil-self-check', own)
  expect(row).toMatchObject({ due: '2026-01-31', outcome: '证据不足' })
  expect(row.unknown).toEqual(['是否纳入环境风险防控体系', '酸雾吸收塔是否依法依规建设', 'DW001 铅的监测值'])
  expect(await h.plant.refusedMove('soil-self-check', row, 'declare')).toContain('请说明是否已纳入环境风险防控体系')
  const system = await h.plant.file()
  const known = await h.plant.correct('soil-self-check', row, {
    riskSystem: true,
    systemFiles: [system],
    facilities: [{ name: '酸雾吸收塔', approved: true, running: '正常' }],
    discharges: [{ ...own.discharges[0], highest: '0.62' }],
  })
  expect(known).toMatchObject({ outcome: '有问题', problems: ['DW001 铅 最高 0.62 mg/L，超过限值 0.5 mg/L'] })
  expect(await h.plant.refusedMove('soil-self-check', row, 'declare')).toContain('请写明整改措施')
  expect(await owed('soil-self-check', row)).toEqual(['declare 2026-01-31 open'])
  expect(await h.east.refusedMove('soil-self-check', row, 'declare', { values: { plan: '增设沉淀池' } })).toContain(
    '不能对这条',
  )
  await h.plant.move('soil-self-check', row, 'declare', { values: { plan: '增设沉淀池' } })
  expect(await owed('soil-self-check', row)).toEqual(['declare 2026-01-31 met'])
  const record = await h.east.file()
  await h.east.move('soil-self-check', row, 'check', { values: { truth: '属实', checkFiles: [record] } })
  const clues = (await h.office.list('clue', `?f.suspect=${works.id}`)).rows
  expect(clues.map(c => [c.source, c.title])).toEqual([['企业自查', '2025年度自查发现问题']])
})

it('S223 the plan for what is left behind is filed with every department the district names, before the first wall falls', async () => {
  const rule = { title: '东屏县拆除备案', source: '东屏县工作方案', kind: '拆除方案备案部门' }
  const region = { region: w.east.id }
  expect(await h.east.refusedNew('key-unit-requirement', { ...rule, departments: ['生态环境'] }, region)).toContain(
    '只能增加',
  )
  const departments = ['生态环境', '工业和信息化', '应急管理']
  const asked = await h.east.make('key-unit-requirement', { ...rule, departments }, region)
  await h.east.move('key-unit-requirement', asked, 'enforce')
  const row = await demolish(h.plant, works.id, '拆除酸浸车间', '2026-03-23')
  expect(await h.plant.read('demolition', row)).toMatchObject({
    departments,
    departmentBasis: '东屏县拆除备案（东屏县工作方案）',
    lacking: departments,
  })
  await at('2026-03-10')
  const [plan, residual] = [await h.plant.file(), await h.plant.file()]
  const filed = (names: string[], filedOn: string) => names.map(department => ({ department, filedOn }))
  const two = { values: { plan: [plan], filings: filed(departments.slice(0, 2), '2026-02-20') } }
  const refused = await h.plant.refusedMove('demolition', row, 'file', two)
  expect(refused).toContain('请上传“残留污染物清理和安全处置方案”作为依据')
  expect(refused).toContain('还没有报应急管理部门备案')
  const filings = [...filed(departments.slice(0, 2), '2026-02-20'), { department: '应急管理', filedOn: '2026-03-04' }]
  const all = { values: { plan: [plan], residual: [residual], filings } }
  expect(await h.plant.move('demolition', row, 'file', all)).toMatchObject({ filedOn: '2026-03-04', lacking: [] })
  expect(await owed('demolition', row)).toEqual(['file 2026-03-02 late'])
  await at('2026-03-27')
  const start = (startedOn: string) => ({ values: { startedOn } })
  expect(await h.plant.refusedMove('demolition', row, 'start', start('2026-03-23'))).toContain('须在 2026-03-02 前备案')
  await h.plant.move('demolition', row, 'start', start('2026-03-27'))
  await at('2026-06-20')
  const wrong = { values: { productionRemovedOn: '2026-06-10', treatmentRemovedOn: '2026-06-01' } }
  expect(await h.plant.refusedMove('demolition', row, 'progress', wrong)).toContain(
    '生产设施拆除完毕后方可拆除污染治理设施',
  )
  const right = { values: { productionRemovedOn: '2026-06-01', treatmentRemovedOn: '2026-06-10' } }
  await h.plant.move('demolition', row, 'progress', right)
  const summary = await h.plant.file()
  expect(await h.plant.move('demolition', row, 'close', { values: { summary: [summary] } })).toMatchObject({
    summaryOn: '2026-06-20',
  })
})
