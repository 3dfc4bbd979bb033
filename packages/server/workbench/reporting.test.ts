import { readDocument } from '@jingtu/documents/read.ts'
import { readFileBytes } from '@jingtu/store/files.ts'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findActor } from '../auth/sessions.ts'
import { annualSummary } from './summary.ts'
import { type Bench, openBench } from './testing.ts'

let bench: Bench
beforeAll(async () => {
  bench = await openBench()
}, 120_000)
afterAll(() => bench.server.close())

interface PeriodRow {
  id: string
  key: string
  name: string
  due: string
  state: string
  owed: number
  late: number
  sheet: string | null
  missing: { unitName: string; dispatches: number }[]
  recipient: string | null
}
const periodsOf = async (client: Bench['owner'], plan: string): Promise<PeriodRow[]> =>
  (await client.get(`/periods?plan=${plan}`)).body.rows
const messages = (answer: { body: { reasons?: { message: string }[] } }): string[] =>
  (answer.body.reasons ?? []).map(r => r.message)

test('S057 four quarters from the plan, reminders, late flag, return for revision, and a 调度表 frozen at closing', async () => {
  const { server, owner, lead, county, agriculture } = bench
  await bench.at('2026-02-20')
  const { plan, tasks } = await bench.plan({}, [
    {
      title: '涉镉污染源排查',
      no: '（一）',
      path: ['一、加强源头防控', '（一）涉镉污染源排查'],
      content: '完成涉镉企业排查。',
      leadUnits: [bench.ecology.id],
      respUnits: [county[0]!.id, county[1]!.id],
      due: '2026-10-31',
    },
    {
      title: '受污染耕地安全利用',
      no: '（二）',
      path: ['二、农用地分类管理', '（二）受污染耕地安全利用'],
      content: '落实安全利用措施。',
      leadUnits: [agriculture.id],
      respUnits: [],
      quantity: '1000',
      quantityUnit: '亩',
      due: '2026-11-30',
    },
  ])
  const made = await bench.issue(plan, tasks)
  const dispatch = (task: number, unit: { id: string }): string => made.get(`${tasks[task]!.id}:${unit.id}`)!
  const periods = await periodsOf(owner, plan.id)
  expect(periods.map(p => [p.key, p.due, p.recipient, p.owed])).toEqual([
    ['2026-Q1', '2026-03-25', '市生态环境局', 4],
    ['2026-Q2', '2026-06-25', '市生态环境局', 4],
    ['2026-Q3', '2026-09-25', '市生态环境局', 4],
    ['2026-Q4', '2026-12-25', '市生态环境局', 4],
  ])
  const q1 = periods[0]!

  const { remind } = await import('../jobs/reminders.ts')
  await bench.at('2026-03-18')
  expect(await remind(server.services)).toBeGreaterThan(0)
  expect(await remind(server.services)).toBe(0)
  const c0 = await bench.countyClient(0)
  expect((await c0.get('/notices')).body.rows[0]).toMatchObject({
    title: '报送2026年第一季度进展（1项），还剩 7 天',
    due: '2026-03-25',
  })

  await c0.post('/reports/submit', {
    dispatch: dispatch(0, county[0]!),
    period: q1.id,
    progress: '排查企业12家',
    problems: '缺少监测经费',
    nextStep: '二季度完成整治方案',
  })
  await bench.at('2026-03-26')
  const own = (
    await lead.post('/reports/submit', {
      dispatch: dispatch(1, agriculture),
      period: q1.id,
      progress: '落实300亩',
      figureKind: '累计值',
      quantity: '300',
    })
  ).body
  expect(own.late).toBe(true)
  // A lead bureau does not review its own word; the plan's owner does.
  expect((await lead.post(`/reports/${own.id}/moves/accept`)).status).toBe(403)
  await owner.post(`/reports/${own.id}/moves/sendBack`, { reason: '请附面积清单' })
  expect(
    (
      await lead.post('/reports/submit', {
        dispatch: dispatch(1, agriculture),
        period: q1.id,
        progress: '落实300亩，清单附后',
      })
    ).body,
  ).toMatchObject({ id: own.id, state: 'submitted', quantity: '300' })

  const closing = await owner.post(`/periods/${q1.id}/close`)
  expect(closing.status).toBe(422)
  expect(messages(closing).sort()).toEqual([
    '市农业农村局“受污染耕地安全利用”的报告还没有审核',
    '青川区人民政府“涉镉污染源排查”的报告还没有审核',
  ])
  for (const r of (await owner.get('/workbench')).body.toReview) await owner.post(`/reports/${r.report}/moves/accept`)
  expect((await c0.post(`/periods/${q1.id}/close`)).status).toBe(403)
  // A county sees of the period what is its own, and not the sheet with everybody's reports.
  expect((await periodsOf(c0, plan.id))[0]).toMatchObject({ owed: 1, missing: [] })
  expect((await c0.get(`/periods/${q1.id}/sheet.xlsx`)).status).toBe(403)
  expect((await c0.get(`/plans/${plan.id}/summary.docx`)).status).toBe(403)
  const closed = (await owner.post(`/periods/${q1.id}/close`)).body
  expect(closed).toMatchObject({ state: 'closed', closedOn: '2026-03-26' })
  expect(closed.missing.map((m: { unitName: string }) => m.unitName).sort()).toEqual(['市生态环境局', '白石区人民政府'])
  expect((await periodsOf(owner, plan.id))[0]).toMatchObject({ late: 1, sheet: closed.sheet })

  const book = new ExcelJS.Workbook()
  await book.xlsx.load(Uint8Array.from((await readFileBytes(server.store.db, closed.sheet))!).buffer as ArrayBuffer)
  const sheet = book.worksheets[0]!
  const text = (cell: string): string => String(sheet.getCell(cell).value ?? '')
  expect(text('A1')).toBe('临江市2026年土壤污染防治工作计划2026年第一季度工作调度表')
  expect(text('H2')).toContain('填报截止：2026年3月25日')
  expect(['A3', 'B3', 'H3', 'L3'].map(text)).toEqual(['序号', '重点任务', '进展情况', '填报单位'])
  expect(sheet.getCell('L4').master.address).toBe('A4')
  expect([text('A4'), text('A5'), text('B5'), text('D5')]).toEqual([
    '一、加强源头防控',
    '（一）',
    '涉镉污染源排查',
    '市生态环境局',
  ])
  expect(sheet.getCell('A7').master.address).toBe('A5') // one task, three units
  expect(
    [
      ['L5', 'H5'],
      ['L6', 'H6'],
      ['L7', 'H7'],
    ].map(([u, p]) => [text(u!), text(p!)]),
  ).toEqual([
    ['市生态环境局', '未报送'],
    ['青川区人民政府', '排查企业12家'],
    ['白石区人民政府', '未报送'],
  ])
  expect([text('A8'), text('A9'), text('H9'), text('K9')]).toEqual([
    '二、农用地分类管理',
    '（二）',
    '落实300亩，清单附后（逾期报送）',
    '300/1000亩\n30%'.replace('30%', '30.00%'),
  ])
  expect(text('A10')).toMatch(/^未报送单位（2家）：/)
  expect(text('A11')).toContain('汇总单位（盖章）：市生态环境局')

  // Nothing is written into a closed period; it opens again only with a reason, and the frozen sheet stays in its history.
  expect((await c0.post('/reports', { dispatch: dispatch(0, county[0]!), period: q1.id, progress: '改' })).status).toBe(
    409,
  )
  expect(messages(await owner.post(`/periods/${q1.id}/reopen`))).toEqual(['“重新打开”须填写理由'])
  expect((await owner.post(`/periods/${q1.id}/reopen`, { reason: '白石区补报' })).body).toMatchObject({
    state: 'open',
    sheet: null,
  })
  expect(
    (await owner.get(`/periods/${q1.id}/history`)).body.rows.map((r: { action: string; sheet: string | null }) => [
      r.action,
      r.sheet,
    ]),
  ).toEqual([
    ['reopen', null],
    ['freeze', closed.sheet],
    ['close', null],
    ['make', null],
  ])
})

test('S058 a half-year report is refused until every proof the task asks for is there, all missing ones named at once', async () => {
  const { owner, county } = bench
  await bench.at('2026-02-20')
  const { plan, tasks } = await bench.plan(
    {
      title: '青川区半年报送计划',
      rhythm: [
        {
          quote: '分别于6月25日、12月25日前报送',
          span: [0, 0],
          days: ['06-25', '12-25'],
          every: null,
          from: null,
          to: '区分局',
        },
      ],
    },
    [{ title: '用途管控', respUnits: [county[0]!.id], proofs: ['巡查记录', '整改照片', '会议纪要'] }],
  )
  const dispatch = (await bench.issue(plan, tasks)).get(`${tasks[0]!.id}:${county[0]!.id}`)!
  const [h1, h2] = await periodsOf(owner, plan.id)
  expect([h1!.key, h1!.due, h2!.key, h2!.due]).toEqual(['2026-H1', '2026-06-25', '2026-H2', '2026-12-25'])
  const c0 = await bench.countyClient(0)
  const file = await bench.upload(c0, '巡查记录.txt')
  const missing = await c0.post('/reports/submit', {
    dispatch,
    period: h1!.id,
    progress: '',
    proofs: [
      { name: '巡查记录', files: [file] },
      { name: '会议纪要', files: [] },
    ],
  })
  expect(missing.status).toBe(422)
  expect(messages(missing)).toEqual([
    '请填写进展情况（没有进展也请写明原因）',
    '缺少证明材料“整改照片”，请上传',
    '缺少证明材料“会议纪要”，请上传',
  ])
  expect((await owner.get(`/dispatches/${dispatch}`)).body.periods[0].report).toBeNull() // nothing half-written
  const unknown = await c0.post('/reports', { dispatch, period: h1!.id, evidence: ['0'.repeat(64)] })
  expect(messages(unknown)[0]).toContain('没有上传成功')
  const proofs = ['巡查记录', '整改照片', '会议纪要'].map(name => ({ name, files: [file] }))
  expect(
    (await c0.post('/reports/submit', { dispatch, period: h1!.id, progress: '开展巡查6次', proofs })).body.state,
  ).toBe('submitted')
})

test('S070 a cumulative value or a share of the work never falls without a reason, a value of the period may', async () => {
  const { owner, county } = bench
  await bench.at('2026-02-20')
  const { plan, tasks } = await bench.plan({ title: '工程进度计划' }, [
    { title: '修复工程', respUnits: [county[1]!.id], quantity: '50', quantityUnit: '个' },
    { title: '防渗改造', respUnits: [county[1]!.id] },
  ])
  const made = await bench.issue(plan, tasks)
  const [q1, q2, q3] = await periodsOf(owner, plan.id)
  const c1 = await bench.countyClient(1)
  const send = (task: number, period: string, more: object) =>
    c1.post('/reports/submit', {
      dispatch: made.get(`${tasks[task]!.id}:${county[1]!.id}`),
      period,
      progress: '推进中',
      ...more,
    })
  expect(messages(await send(0, q1!.id, {}))).toEqual(['本单位承担 50个，请填写完成数量（没有完成的填 0）'])
  expect(messages(await send(0, q1!.id, { quantity: '40' }))).toEqual(['请选择数值口径：本期值、累计值或工程量百分比'])
  expect((await send(0, q1!.id, { figureKind: '累计值', quantity: '40' })).status).toBe(200)
  expect(messages(await send(0, q2!.id, { figureKind: '累计值', quantity: '38' }))).toEqual([
    '累计值由上次的 40 降为 38：请核对，确需调低的请填写“累计值下降说明”',
  ])
  expect(
    (await send(0, q2!.id, { figureKind: '累计值', quantity: '38', fallReason: '两个点位经核不属本县' })).body,
  ).toMatchObject({ quantity: '38', fallReason: '两个点位经核不属本县' })
  expect((await send(0, q3!.id, { figureKind: '本期值', quantity: '2' })).status).toBe(200)
  expect((await send(1, q1!.id, { figureKind: '工程量百分比', percent: '80' })).status).toBe(200)
  expect((await send(1, q2!.id, { figureKind: '工程量百分比', percent: '75' })).status).toBe(422)
  const rows = (await owner.get(`/plans/${plan.id}/progress`)).body.tasks.map(
    (t: { rows: { done: string; percent: string }[] }) => [t.rows[0]!.done, t.rows[0]!.percent],
  )
  expect(rows).toEqual([
    ['40', '80.00'],
    [null, '80.00'],
  ])
})

test('S060 S066 a year reported by 20 December, and the year of one task reported by 31 December to another body', async () => {
  const { owner, county } = bench
  await bench.at('2026-02-20')
  const { plan, tasks } = await bench.plan(
    {
      title: '年度报送计划',
      rhythm: [
        {
          quote: '于每年12月20日前报送领导小组办公室',
          span: [0, 0],
          days: ['12-20'],
          every: null,
          from: null,
          to: '领导小组办公室',
        },
      ],
    },
    [
      { title: '日常任务', respUnits: [county[2]!.id] },
      {
        title: '淘汰落后产能',
        respUnits: [county[3]!.id],
        content: '制定分年度淘汰方案，每年12月底前将工作进展情况报市工信局备案。',
        recurring: [{ text: '每年12月底前', span: [0, 0], every: { unit: 'year', count: 1 } }],
      },
    ],
  )
  const made = await bench.issue(plan, tasks)
  const periods = await periodsOf(owner, plan.id)
  expect(periods.map(p => [p.due, p.recipient, p.owed])).toEqual([
    ['2026-12-20', '领导小组办公室', 2],
    ['2026-12-31', '市工信局', 1],
  ])
  await bench.at('2026-12-21')
  const [c2, c3] = [await bench.countyClient(2), await bench.countyClient(3)]
  const ordinary = made.get(`${tasks[0]!.id}:${county[2]!.id}`)
  const special = made.get(`${tasks[1]!.id}:${county[3]!.id}`)
  expect(
    messages(await c2.post('/reports/submit', { dispatch: ordinary, period: periods[1]!.id, progress: '已完成' })),
  ).toEqual(['2026年度只要求部分任务报送，不含这一项'])
  expect(
    (await c2.post('/reports/submit', { dispatch: ordinary, period: periods[0]!.id, progress: '已完成' })).body.late,
  ).toBe(true)
  expect(
    (await c3.post('/reports/submit', { dispatch: special, period: periods[1]!.id, progress: '淘汰2家' })).body.late,
  ).toBe(false)
  expect((await periodsOf(owner, plan.id)).map(p => p.missing.map(m => m.unitName))).toEqual([['北陵县人民政府'], []])
})

test('S067 three deliverables of one task are missing, then submitted, then accepted, each on its own', async () => {
  const { owner, county } = bench
  await bench.at('2026-02-20')
  const due = '2026-12-31'
  const { plan, tasks } = await bench.plan({ title: '矿区整治计划' }, [
    {
      title: '历史遗留固废排查',
      respUnits: [county[4]!.id],
      deliverables: [
        { name: '排查情况表', due: '2026-03-01' },
        { name: '整治清单', due },
        { name: '综合整治方案', due },
      ],
    },
  ])
  const dispatch = (await bench.issue(plan, tasks)).get(`${tasks[0]!.id}:${county[4]!.id}`)!
  const [q1, q2] = await periodsOf(owner, plan.id)
  const c4 = await bench.countyClient(4)
  const states = async (): Promise<string[]> =>
    (await c4.get(`/dispatches/${dispatch}`)).body.deliverables.map(
      (d: { name: string; state: string; late: boolean }) => `${d.name}:${d.state}${d.late ? ':late' : ''}`,
    )
  expect(await states()).toEqual(['排查情况表:missing', '整治清单:missing', '综合整治方案:missing'])
  await bench.at('2026-03-10')
  const files = [await bench.upload(c4, '排查情况表.csv')]
  const first = (
    await c4.post('/reports/submit', {
      dispatch,
      period: q1!.id,
      progress: '完成排查',
      proofs: [{ name: '排查情况表', files }],
    })
  ).body
  expect(await states()).toEqual(['排查情况表:submitted:late', '整治清单:missing', '综合整治方案:missing'])
  await owner.post(`/reports/${first.id}/moves/accept`, { note: '同意' })
  await c4.post('/reports/submit', {
    dispatch,
    period: q2!.id,
    progress: '形成清单',
    proofs: [{ name: '整治清单', files }],
  })
  expect(await states()).toEqual(['排查情况表:accepted:late', '整治清单:submitted', '综合整治方案:missing'])
  expect(messages(await c4.post(`/dispatches/${dispatch}/moves/complete`))).toEqual(['应交材料“综合整治方案”尚未提交'])
})

test('S061 S064 accepted reports of townships merge into one annual Word report that names the units without a report', async () => {
  const { server, owner, townships } = bench
  await bench.at('2026-02-20')
  const rhythm = [
    {
      quote: '每年1月底前报告上年度情况',
      span: [0, 0] as [number, number],
      days: ['01-31'],
      every: null,
      from: null,
      to: '区政府',
    },
  ]
  const { plan, tasks } = await bench.plan({ title: '青川区2026年土壤污染防治工作方案', rhythm }, [
    {
      title: '农膜回收',
      no: '1',
      path: ['一、农业面源', '1. 农膜回收'],
      respUnits: townships.map(u => u.id),
      quantity: '60',
      quantityUnit: '吨',
    },
  ])
  const parts = { [tasks[0]!.id]: townships.map(u => ({ unit: u.id, quantity: '30' })) }
  const made = await bench.issue(plan, tasks, parts)
  const [year] = await periodsOf(owner, plan.id)
  expect(year).toMatchObject({ key: '2026', due: '2027-01-31', recipient: '区政府' })
  await bench.at('2027-02-02')
  const town = await bench.townshipClient(0)
  const dispatch = made.get(`${tasks[0]!.id}:${townships[0]!.id}`)
  const report = (
    await town.post('/reports/submit', {
      dispatch,
      period: year!.id,
      progress: '回收废旧农膜28吨，建成回收点3处',
      figureKind: '累计值',
      quantity: '28',
      problems: '运输成本高',
      nextStep: '争取补助',
    })
  ).body
  const actor = (await findActor(server.store.db, (await owner.get('/session')).body.actor.person))!
  const textOf = async (): Promise<string> => {
    const reading = await readDocument((await annualSummary(server.store.db, actor, plan.id, '2027-02-02')).bytes)
    if ('refused' in reading) throw new Error(JSON.stringify(reading.refused))
    return reading.text
  }
  expect(await textOf()).not.toContain('28吨') // not accepted, not quoted
  await owner.post(`/reports/${report.id}/moves/accept`)
  const text = await textOf()
  expect(text).toContain('青川区2026年土壤污染防治工作完成情况报告')
  expect(text).toContain('柳河镇人民政府（完成28吨，任务30吨，完成率93.33%）：回收废旧农膜28吨，建成回收点3处')
  expect(text).toContain('柳河镇人民政府：运输成本高')
  expect(text).toMatch(/石桥乡人民政府\s*农膜回收·2026年度/)
  const served = await owner.get(`/plans/${plan.id}/summary.docx`)
  expect(served.headers.get('content-disposition')).toContain(encodeURIComponent('工作完成情况报告.docx'))
})

test('a unit reports a fact once: linked tasks of province, city and own plan take the same report', async () => {
  const { lead, agriculture, ecology } = bench
  await bench.at('2026-02-20')
  const province = await bench.plan({ title: '云江省2026年计划' }, [
    { title: '省：安全利用率', leadUnits: [agriculture.id] },
  ])
  const city = await bench.plan({ title: '临江市2026年计划' }, [
    { title: '市：安全利用率', leadUnits: [agriculture.id], covers: [province.tasks[0]!.id] },
  ])
  const own = await bench.plan({ title: '市农业农村局内部计划', ownerUnit: ecology.id }, [
    { title: '局：安全利用率', leadUnits: [agriculture.id], covers: [city.tasks[0]!.id] },
    { title: '无关任务', leadUnits: [agriculture.id] },
  ])
  const ids: string[] = []
  for (const { plan, tasks } of [province, city, own])
    ids.push((await bench.issue(plan, tasks)).get(`${tasks[0]!.id}:${agriculture.id}`)!)
  await bench.at('2026-03-20')
  const detail = (await lead.get(`/dispatches/${ids[2]}`)).body
  const same = detail.linked.filter(
    (l: { startsOn: string; open: boolean; report: unknown }) => l.startsOn === '2026-01-01' && l.open && !l.report,
  )
  expect(same.map((l: { planTitle: string }) => l.planTitle).sort()).toEqual(['临江市2026年计划', '云江省2026年计划'])
  const body = {
    dispatch: ids[2],
    period: detail.periods[0].id,
    progress: '已落实九成',
    alsoFor: same.map((l: { dispatch: string; period: string }) => ({ dispatch: l.dispatch, period: l.period })),
  }
  expect((await lead.post('/reports/submit', body)).body.shared).toHaveLength(2)
  const above = (await lead.get(`/dispatches/${ids[0]}`)).body
  expect(above.periods[0].report).toMatchObject({
    state: 'submitted',
    progress: '已落实九成',
    reusedFrom: expect.any(String),
  })
  expect(
    above.linked.find(
      (l: { dispatch: string; startsOn: string }) => l.dispatch === ids[1] && l.startsOn === '2026-01-01',
    ).report.progress,
  ).toBe('已落实九成')
  const other = (await lead.get('/workbench')).body.rows.find(
    (r: { task: { title: string } }) => r.task.title === '无关任务',
  )
  expect((await lead.get(`/dispatches/${other.dispatch}`)).body.linked).toEqual([])
})
