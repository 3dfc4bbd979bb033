import { readDocument } from '@jingtu/documents/read.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findActor } from '../auth/sessions.ts'
import { annualSummary } from './summary.ts'
import { type Bench, messages, openBench, periodsOf } from './testing.ts'

let bench: Bench
beforeAll(async () => {
  bench = await openBench()
}, 120_000)
afterAll(() => bench.server.close())

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
