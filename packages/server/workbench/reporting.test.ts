import { readFileBytes } from '@jingtu/store/files.ts'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Bench, messages, openBench, periodsOf } from './testing.ts'

let bench: Bench
beforeAll(async () => {
  bench = await openBench()
}, 120_000)
afterAll(() => bench.server.close())

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
