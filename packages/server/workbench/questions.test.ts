import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Bench, openBench } from './testing.ts'

let bench: Bench
beforeAll(async () => {
  bench = await openBench()
}, 120_000)
afterAll(() => bench.server.close())

test('S049 an escalated question is studied, goes to an owner with a day, and is resolved in words', async () => {
  const { owner, lead, agriculture, county } = bench
  const { plan, tasks } = await bench.plan({}, [
    { title: '安全利用', leadUnits: [agriculture.id], respUnits: [county[0]!.id] },
  ])
  const dispatch = (await bench.issue(plan, tasks)).get(`${tasks[0]!.id}:${county[0]!.id}`)!
  const c0 = await bench.countyClient(0)
  const c1 = await bench.countyClient(1)
  expect((await c0.post('/questions', { title: '  ', dispatch })).body.reasons).toEqual([
    { message: '请用一句话写明问题', where: 'title' },
  ])
  expect((await c1.post('/questions', { title: '替他县提问', dispatch })).status).toBe(404)
  const raised = (await c0.post('/questions', { title: '治理资金没有落实', detail: '县级配套缺口120万元', dispatch }))
    .body
  expect(raised).toMatchObject({ state: 'raised', plan: plan.id, task: tasks[0]!.id, raisedBy: county[0]!.id })

  expect((await c0.post(`/questions/${raised.id}/moves/study`)).status).toBe(403)
  expect((await c1.get('/questions')).body.rows).toEqual([])
  expect((await lead.get('/questions')).body.rows[0]).toMatchObject({
    id: raised.id,
    raisedByName: '青川区人民政府',
    taskTitle: '安全利用',
    moves: ['study', 'assign', 'resolve', 'refuse'],
  })
  expect((await lead.post(`/questions/${raised.id}/moves/study`)).body.state).toBe('studied')
  const half = await owner.post(`/questions/${raised.id}/moves/assign`, { due: '2026-01-01' })
  expect(half.body.reasons).toEqual([
    { where: 'ownerUnit', message: '请选择承办单位' },
    { where: 'due', message: '办理时限 2026-01-01 早于今天' },
  ])
  const assigned = await owner.post(`/questions/${raised.id}/moves/assign`, {
    ownerUnit: county[1]!.id,
    due: '2026-03-10',
  })
  expect(assigned.body).toMatchObject({ state: 'assigned', ownerUnit: county[1]!.id, due: '2026-03-10' })

  expect((await c1.get('/workbench')).body.others).toEqual([
    expect.objectContaining({ kind: 'question', title: '治理资金没有落实', due: '2026-03-10', light: 'yellow' }),
  ])
  expect((await c1.post(`/questions/${raised.id}/moves/resolve`, {})).body.reasons).toEqual([
    { where: 'resolution', message: '请写明解决情况' },
  ])
  await bench.at('2026-03-12')
  expect(
    (await c1.post(`/questions/${raised.id}/moves/resolve`, { resolution: '市级资金补足120万元' })).body,
  ).toMatchObject({ state: 'resolved', resolvedOn: '2026-03-12' })
  expect((await c0.get(`/questions/${raised.id}/history`)).body.rows.map((r: { action: string }) => r.action)).toEqual([
    'resolve',
    'assign',
    'study',
    'raise',
  ])
  expect((await owner.get('/questions')).body.rows[0].light).toBe('red') // resolved two days after its day
})

test('a question may be refused only with a reason, and then it is closed', async () => {
  const { owner } = bench
  const c0 = await bench.countyClient(0)
  const raised = (await c0.post('/questions', { title: '要求增加编制' })).body
  expect((await owner.post(`/questions/${raised.id}/moves/refuse`)).body.reasons).toEqual([
    { message: '“不予受理”须填写理由' },
  ])
  expect((await owner.post(`/questions/${raised.id}/moves/refuse`, { reason: '不属本计划范围' })).body.state).toBe(
    'closed',
  )
  expect((await owner.post(`/questions/${raised.id}/moves/study`)).status).toBe(409)
})

test('a long list is given page by page: the open ones first, and how many there are altogether', async () => {
  const { owner, countyClient } = bench
  const c1 = await countyClient(1)
  for (const title of ['缺少样品', '缺少车辆', '缺少人手']) await c1.post('/questions', { title })
  const whole = (await owner.get('/questions')).body
  const page = (await owner.get('/questions?limit=2')).body
  expect(page.total).toBe(whole.rows.length)
  expect(page.rows.map((q: { id: string }) => q.id)).toEqual(whole.rows.slice(0, 2).map((q: { id: string }) => q.id))
  expect(page.rows.every((q: { state: string }) => q.state === 'raised')).toBe(true)
})
