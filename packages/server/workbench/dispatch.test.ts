import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Bench, openBench, periodsOf } from './testing.ts'

let bench: Bench
beforeAll(async () => {
  bench = await openBench()
}, 120_000)
afterAll(() => bench.server.close())

test('one task split to eight counties with named objects: one reports late, one is sent back, one is reassigned in mid-year', async () => {
  const { owner, lead, county, agriculture } = bench
  await bench.at('2026-02-20')
  const { plan, tasks } = await bench.plan({}, [
    {
      title: '历史遗留矿区整治',
      no: '3',
      leadUnits: [agriculture.id],
      respUnits: county.map(u => u.id),
      due: '2026-11-30',
      quantity: '800',
      quantityUnit: '亩',
      path: ['二、重点任务', '3. 历史遗留矿区整治'],
    },
  ])
  const task = tasks[0]!
  const mines = await bench.objects(
    plan,
    task,
    county.map((_, i) => `${i + 1}号废石场`),
  )
  const dispatches = await bench.issue(plan, tasks)
  expect(dispatches.size).toBe(9)
  const of = (i: number): string => dispatches.get(`${task.id}:${county[i]!.id}`)!

  // Splitting says everything that is wrong at once, then gives each county its share and its own object.
  const parts = county.map((u, i) => ({ unit: u.id, quantity: '100', objects: [mines[i]!.id] }))
  const wrong = await lead.post(`/tasks/${task.id}/split`, {
    parts: [
      { ...parts[0], quantity: '50' },
      { ...parts[1], objects: [mines[0]!.id] },
    ],
  })
  expect(wrong.status).toBe(422)
  expect(wrong.body.reasons!.map((r: { message: string }) => r.message)).toEqual([
    expect.stringContaining('同一个对象同时分给了“青川区人民政府”和“白石区人民政府”'),
    expect.stringContaining('合计 150亩，少于任务总量 800亩'),
  ])
  expect((await (await bench.countyClient(0)).post(`/tasks/${task.id}/split`, { parts })).status).toBe(403)
  expect((await lead.post(`/tasks/${task.id}/split`, { parts })).status).toBe(200)

  const c0 = await bench.countyClient(0)
  const c1 = await bench.countyClient(1)
  const desk = (await c0.get('/workbench')).body
  expect(desk.rows).toEqual([
    expect.objectContaining({
      dispatch: of(0),
      quantity: '100',
      objects: { done: 0, total: 1 },
      next: expect.objectContaining({ kind: 'accept', group: 'todo' }),
    }),
  ])
  expect((await c0.get(`/dispatches/${of(1)}`)).status).toBe(404)
  expect((await c0.post(`/dispatches/${of(1)}/moves/accept`)).status).toBe(403)
  expect((await c0.post(`/dispatches/${of(0)}/moves/accept`)).status).toBe(200)

  const [q1, q2] = await periodsOf(owner, plan.id)
  const report = { progress: '完成方案编制', figureKind: '累计值', quantity: '10' }
  await bench.at('2026-03-20')
  expect((await c0.post('/reports/submit', { dispatch: of(0), period: q1!.id, ...report })).body).toMatchObject({
    state: 'submitted',
    late: false,
    submittedOn: '2026-03-20',
  })
  await bench.at('2026-03-27')
  const late = (await c1.post('/reports/submit', { dispatch: of(1), period: q1!.id, ...report })).body
  expect(late).toMatchObject({ late: true })

  // The lead sends one back; without a reason it may not, and an outsider may not at all.
  expect((await lead.post(`/reports/${late.id}/moves/sendBack`, {})).body.reasons).toEqual([
    { message: '“退回”须填写理由' },
  ])
  expect((await c0.post(`/reports/${late.id}/moves/sendBack`, { reason: '数据不实' })).status).toBe(403)
  expect(
    (await lead.post(`/reports/${late.id}/moves/sendBack`, { reason: '请补充面积的核算依据' })).body,
  ).toMatchObject({ state: 'returned', reviewNote: '请补充面积的核算依据' })
  const returned = (await c1.get('/workbench')).body
  expect(returned.counts.returned).toBe(1)
  expect(returned.rows[0]).toMatchObject({
    returnReason: '请补充面积的核算依据',
    next: { kind: 'revise', group: 'returned' },
  })
  expect((await c1.get('/notices')).body.rows[0]).toMatchObject({
    title: '报告被退回：历史遗留矿区整治（2026年第一季度）',
  })

  // In mid-year the third county's part goes to a bureau; the county owes no later report, the bureau does.
  await bench.at('2026-05-10')
  const moved = await lead.post(`/dispatches/${of(2)}/moves/reassign`, { unit: bench.finance.id, reason: '职责划转' })
  expect(moved.body).toMatchObject({ unit: bench.finance.id, quantity: '100', replaces: of(2), state: 'issued' })
  expect((await owner.get(`/dispatches/${of(2)}`)).body).toMatchObject({
    dispatch: { state: 'reassigned' },
    replacedBy: { id: moved.body.id, unitName: '市财政局' },
  })
  expect((await owner.get(`/dispatches/${moved.body.id}`)).body.objects).toEqual([
    expect.objectContaining({ name: '3号废石场' }),
  ])
  const names = async (key: string): Promise<string[]> =>
    (await periodsOf(owner, plan.id)).find(p => p.key === key)!.missing.map(m => m.unitName)
  expect(await names('2026-Q1')).toContain('南浦县人民政府')
  expect(await names('2026-Q2')).not.toContain('南浦县人民政府')
  expect(await names('2026-Q2')).toContain('市财政局')
  expect(q2!.name).toBe('2026年第二季度')
})

test('S041 a county passes its part on to departments and townships as a ledger of quantities done and owed', async () => {
  const { owner, county, townships } = bench
  await bench.at('2026-02-20')
  const { plan, tasks } = await bench.plan({ title: '临江市2026年农用地安全利用计划' }, [
    {
      title: '受污染耕地安全利用',
      leadUnits: [bench.agriculture.id],
      respUnits: [county[0]!.id],
      quantity: '1200',
      quantityUnit: '亩',
      due: '2026-10-31',
    },
  ])
  const dispatch = (await bench.issue(plan, tasks)).get(`${tasks[0]!.id}:${county[0]!.id}`)!
  const c0 = await bench.countyClient(0)
  const short = await c0.post(`/dispatches/${dispatch}/split`, {
    parts: [
      { unit: townships[0]!.id, quantity: '700' },
      { unit: county[1]!.id, quantity: '400' },
    ],
  })
  expect(short.body.reasons!.map((r: { message: string }) => r.message)).toEqual([
    '各单位数量合计 1100亩，少于任务总量 1200亩，请补足',
    '“白石区人民政府”不是本单位辖区内的下级单位，不能向其分解',
  ])
  const split = await c0.post(`/dispatches/${dispatch}/split`, {
    parts: [
      { unit: townships[0]!.id, quantity: '700', due: '2026-09-30' },
      { unit: townships[1]!.id, quantity: '500' },
    ],
  })
  expect(split.body.dispatches.map((d: { splitFrom: string; due: string }) => [d.splitFrom, d.due])).toEqual([
    [dispatch, '2026-09-30'],
    [dispatch, '2026-10-31'],
  ])

  const town = await bench.townshipClient(0)
  const [q1] = await periodsOf(owner, plan.id)
  await town.post('/reports/submit', {
    dispatch: split.body.dispatches[0].id,
    period: q1!.id,
    progress: '落实面积',
    figureKind: '本期值',
    quantity: '175',
  })
  const ledger = (await c0.get(`/plans/${plan.id}/progress`)).body.tasks[0].rows
  expect(
    ledger.map((r: { unitName: string; quantity: string; done: string | null; due: string; state: string }) => [
      r.unitName,
      r.quantity,
      r.done,
      r.due,
      r.state,
    ]),
  ).toEqual([
    ['青川区人民政府', '1200', null, '2026-10-31', 'issued'],
    ['柳河镇人民政府', '700', '175', '2026-09-30', 'accepted'],
    ['石桥乡人民政府', '500', null, '2026-10-31', 'issued'],
  ])
})

test('S040 a township sees its own to-do list, ticks its objects one by one and says when it is done', async () => {
  const { owner, lead, townships } = bench
  await bench.at('2026-06-01')
  const { plan, tasks } = await bench.plan({ title: '青川区2026年乡镇任务清单' }, [
    {
      title: '废弃农膜回收点建设',
      leadUnits: [bench.agriculture.id],
      respUnits: townships.map(u => u.id),
      due: '2026-06-20',
      deliverables: [{ name: '验收表', due: '2026-06-15' }],
    },
  ])
  const task = tasks[0]!
  const points = await bench.objects(plan, task, ['柳河村回收点', '上庄回收点', '石桥回收点'])
  const dispatches = await bench.issue(plan, tasks, {
    [task.id]: [
      { unit: townships[0]!.id, objects: [points[0]!.id, points[1]!.id] },
      { unit: townships[1]!.id, objects: [points[2]!.id] },
    ],
  })
  const own = dispatches.get(`${task.id}:${townships[0]!.id}`)!
  const town = await bench.townshipClient(0)
  const row = (await town.get('/workbench')).body.rows.find((r: { dispatch: string }) => r.dispatch === own)
  expect(row).toMatchObject({
    objects: { done: 0, total: 2 },
    next: { kind: 'accept', due: '2026-06-20', dueOf: 'task', light: 'yellow', group: 'soon' },
  })

  expect((await town.post(`/objects/${points[2]!.id}/tick`)).status).toBe(403)
  expect((await town.post(`/objects/${points[0]!.id}/tick`, { on: '2026-06-02' })).status).toBe(422)
  expect((await town.post(`/objects/${points[0]!.id}/tick`, { note: '已验收' })).body).toMatchObject({
    state: 'done',
    doneOn: '2026-06-01',
  })
  const early = await town.post(`/dispatches/${own}/moves/complete`)
  expect(early.body.reasons!.map((r: { message: string }) => r.message)).toEqual([
    '具名对象“上庄回收点”尚未办结',
    '应交材料“验收表”尚未提交',
  ])
  await town.post(`/objects/${points[1]!.id}/tick`)
  const q2 = (await periodsOf(owner, plan.id))[1]!
  const proof = await bench.upload(town, '验收表.txt')
  await town.post('/reports/submit', {
    dispatch: own,
    period: q2.id,
    progress: '两个回收点建成',
    proofs: [{ name: '验收表', files: [proof] }],
  })

  await bench.at('2026-06-22')
  expect((await town.post(`/dispatches/${own}/moves/complete`)).body).toMatchObject({
    state: 'completed',
    completedOn: '2026-06-22',
  })
  expect((await town.get(`/dispatches/${own}`)).body.light).toBe('red') // done, but after its day
  expect((await lead.get('/workbench')).body.toReview).toContainEqual(
    expect.objectContaining({ kind: 'completed', dispatch: own, unitName: '柳河镇人民政府', late: true }),
  )
  expect((await town.post(`/dispatches/${own}/moves/close`)).status).toBe(403)
  await lead.post(`/dispatches/${own}/moves/sendBack`, { reason: '上庄回收点无标识' })
  expect((await town.get('/workbench')).body.rows.find((r: { dispatch: string }) => r.dispatch === own)).toMatchObject({
    returnReason: '上庄回收点无标识',
    next: { group: 'returned' },
  })
  await town.post(`/dispatches/${own}/moves/complete`)
  expect((await lead.post(`/dispatches/${own}/moves/close`)).body.state).toBe('closed')
})

test('deadlines turn yellow 30 days before and red after the day, and an administrator sets how many days', async () => {
  const { owner, lead, agriculture } = bench
  await bench.at('2026-02-01')
  const { plan, tasks } = await bench.plan({ title: '时限测试计划', rhythm: [] }, [
    { title: '时限任务', leadUnits: [agriculture.id], due: '2026-05-01' },
  ])
  const own = (await bench.issue(plan, tasks)).get(`${tasks[0]!.id}:${agriculture.id}`)!
  const light = async (day: string): Promise<string> => {
    await bench.at(day, '23:30:00')
    return (await lead.get('/workbench')).body.rows.find((r: { dispatch: string }) => r.dispatch === own).next.light
  }
  expect([
    await light('2026-03-31'),
    await light('2026-04-01'),
    await light('2026-05-01'),
    await light('2026-05-02'),
  ]).toEqual(['green', 'yellow', 'yellow', 'red'])
  expect(
    (
      await (
        await bench.countyClient(0)
      ).send('PUT', '/settings/reminders', { daysBefore: [7], overdueEvery: 7, warnDays: 10 })
    ).status,
  ).toBe(403)
  expect(
    (await owner.send('PUT', '/settings/reminders', { daysBefore: [3, 7, 3], overdueEvery: 7, warnDays: 10 })).body
      .daysBefore,
  ).toEqual([7, 3])
  expect([await light('2026-04-20'), await light('2026-04-21')]).toEqual(['green', 'yellow'])
})
