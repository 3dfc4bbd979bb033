import { measurementRecord, type Target, targetRecord } from '@jingtu/programme/target.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Bench, messages, openBench, periodsOf } from './testing.ts'

let bench: Bench
beforeAll(async () => {
  bench = await openBench()
}, 120_000)
afterAll(() => bench.server.close())

test('what a report says of a target passes the same checks as what is typed in, when it is handed in and when it is accepted', async () => {
  const { server, owner, county } = bench
  await bench.at('2026-03-10')
  const { plan, tasks } = await bench.plan({ title: '指标随报告报送' }, [
    { title: '安全利用', leadUnits: [bench.ecology.id], respUnits: [county[0]!.id] },
    { title: '别的任务', leadUnits: [bench.ecology.id] },
  ])
  const dispatch = (await bench.issue(plan, tasks)).get(`${tasks[0]!.id}:${county[0]!.id}`)!
  const target = (task: number, ordinal: number): Promise<Target> =>
    server.change(c =>
      c.insert(targetRecord, {
        home: plan.home,
        region: plan.region,
        state: 'inForce',
        values: {
          plan: plan.id,
          task: tasks[task]!.id,
          ordinal,
          indicator: `安全利用率${ordinal}`,
          op: '>=',
          value: '90',
          unit: '%',
          by: '2026-12-31',
          kind: 'indicator',
          source: 'task',
        },
      }),
    )
  const [own, other] = [await target(0, 1), await target(1, 2)]
  const [q1] = await periodsOf(owner, plan.id)
  const c0 = await bench.countyClient(0)
  const submit = (values: { target: string; value: string | null; text: string | null }[]) =>
    c0.post('/reports/submit', { dispatch, period: q1!.id, progress: '推进中', values })
  const refused = await submit([
    { target: own.id, value: '192.5', text: null },
    { target: other.id, value: '80', text: null },
  ])
  expect([refused.status, ...messages(refused)]).toEqual([
    422,
    '指标“安全利用率1”：比例不能超过 100%',
    '指标“安全利用率2”：这个指标不属于本任务',
  ])
  const report = (await submit([{ target: own.id, value: '92.5', text: null }])).body
  // The target is cancelled between the two: accepting would write a value nobody could have typed in.
  await server.change(async c =>
    c.update(targetRecord, await c.get(targetRecord, own.id), { action: 'cancel', state: 'cancelled' }),
  )
  const accept = () => owner.post(`/reports/${report.id}/moves/accept`)
  expect(messages(await accept())).toEqual(['指标“安全利用率1”：目标尚未生效或已取消'])
  const measured = () => listRecords(server.store.db, measurementRecord, sql`plan = ${plan.id}::uuid`)
  expect(await measured()).toEqual([])
  await server.change(async c =>
    c.update(targetRecord, await c.get(targetRecord, own.id), { action: 'enforce', state: 'inForce' }),
  )
  expect((await accept()).status).toBe(200)
  expect(await measured()).toMatchObject([{ value: '92.5', asOf: '2026-03-10', unit: '%', report: report.id }])
})

test('more is never accepted than was owed: what supporting units report, or whoever had the task before, is counted beside it', async () => {
  const { owner, lead, county, finance, agriculture, server } = bench
  await bench.at('2026-03-01')
  await server.person(finance, 'finance', ['reporter'])
  const support = await server.signIn('finance')
  const { plan, tasks } = await bench.plan({ title: '应报与已报' }, [
    { title: '资金保障', leadUnits: [agriculture.id], coopUnits: [finance.id], respUnits: [county[1]!.id] },
  ])
  const made = await bench.issue(plan, tasks)
  const [q1] = await periodsOf(owner, plan.id)
  const report = async (client: typeof owner, unit: string): Promise<void> => {
    const dispatch = made.get(`${tasks[0]!.id}:${unit}`)!
    const sent = await client.post('/reports/submit', { dispatch, period: q1!.id, progress: '已办理' })
    expect((await owner.post(`/reports/${sent.body.id}/moves/accept`)).status).toBe(200)
  }
  await report(support, finance.id)
  await report(lead, agriculture.id)
  await report(await bench.countyClient(1), county[1]!.id)
  const now = async () => (await periodsOf(owner, plan.id))[0]!
  expect(await now()).toMatchObject({ owed: 2, accepted: 2, submitted: 0, returned: 0, beyond: 1, missing: [] })
  const dispatch = made.get(`${tasks[0]!.id}:${county[1]!.id}`)!
  const given = { unit: county[2]!.id, due: '2026-11-30' }
  const moved = await owner.post(`/dispatches/${dispatch}/moves/reassign`, { reason: '分工调整', ...given })
  expect(moved.status).toBe(200)
  expect(await now()).toMatchObject({ owed: 2, accepted: 1, beyond: 2, missing: [{ unit: county[2]!.id }] })
})
