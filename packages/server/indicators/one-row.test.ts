/** One source row is taken back, and everything that rests on it follows. */
import { newId } from '@jingtu/core/id.ts'
import { targetRecord } from '@jingtu/programme/target.ts'
import { gasStationTank } from '@jingtu/registers/gas-station-tank.ts'
import { site } from '@jingtu/registers/subjects/site.ts'
import { historyOf, listRecords } from '@jingtu/store/records.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Row } from '../registers/rights.ts'
import { done } from '../registers/testing.ts'
import { restoreTo } from '../registers/undo.ts'
import { type Bench, openBench } from '../workbench/testing.ts'
import { keptFiguresOf } from './kept-figures.ts'
import { renewTargets } from './renew.ts'

const TODAY = '2026-09-01'
const RATE = '加油站地下油罐防渗改造完成率'

let bench: Bench
beforeAll(async () => {
  bench = await openBench(`${TODAY}T09:00:00+08:00`)
}, 120_000)
afterAll(() => bench?.server.close())

it('the figure, the light, the task and the cell of the 调度表 say the same before and after one row is gone', async () => {
  const { server, owner, counties, county, ecology } = bench
  const [here, there] = [counties[0]!, counties[1]!]
  // Ten tanks in one county, nine of them done; ten in the next, all done.
  const station = newId()
  const tanks = await server.change(async c => {
    await c.insert(site, {
      id: station,
      home: here.id,
      region: here.path,
      values: { name: '青川加油站', kind: '加油站' },
    })
    return c.insertMany(
      gasStationTank,
      Array.from({ length: 20 }, (_, i) => ({
        home: i < 10 ? here.id : there.id,
        region: i < 10 ? here.path : there.path,
        state: i === 0 ? ('single' as const) : ('done' as const),
        values: {
          subject: station,
          tank: `${i}号`,
          product: '汽油' as const,
          protection: i === 0 ? ('单层无防渗' as const) : ('双层罐' as const),
          renovatedOn: i === 0 ? null : '2026-05-01',
        },
      })),
    )
  })
  const { plan, tasks } = await bench.plan({}, [
    { title: '加油站防渗改造', leadUnits: [ecology.id], respUnits: [county[0]!.id] },
  ])
  const dispatch = (await bench.issue(plan, tasks)).get(`${tasks[0]!.id}:${county[0]!.id}`)!
  const target = await server.change(c =>
    c.insert(targetRecord, {
      home: plan.home,
      region: plan.region,
      state: 'inForce',
      values: {
        plan: plan.id,
        task: tasks[0]!.id,
        ordinal: 1,
        indicator: RATE,
        op: '>=',
        value: '95',
        unit: '%',
        kind: 'indicator',
        source: 'task',
        regionId: bench.city.id,
        by: '2026-12-31',
      },
    }),
  )
  const table = await done(owner, '/report-tables', {
    plan: plan.id,
    name: '防渗改造调度表',
    number: '环土02表',
    basis: '季度调度',
    rowsBy: '区域',
    rows: [{ id: bench.city.id, name: '临江市' }],
    columns: [
      {
        key: 'rate',
        name: '完成率',
        unit: '%',
        source: { kind: 'target', indicator: RATE, what: 'measured' },
        decimals: 2,
        total: 'none',
      },
    ],
    formulas: [],
    hasTotal: false,
    line: '政府',
  })
  await done(owner, `/report-tables/${table.id}/moves/open`, {})
  const period = (await owner.get(`/periods?plan=${plan.id}`)).body.rows.at(-1)!.id
  await keptFiguresOf(server.services).rollUp.keep(TODAY)
  await done(owner, `/targets/${target.id}/indicator`, { indicator: 'tank-rate' })

  await done(owner, `/targets/${target.id}/compute`, { period: '2026' })
  const frozen = await done(owner, '/indicators/tank-rate/snapshots', {
    region: bench.city.id,
    period: '2026',
    published: '季度通报',
  })

  const look = async () => {
    const figure = (await owner.get(`/indicators/tank-rate?period=2026&region=${bench.city.id}`)).body
    const all = (await owner.get(`/indicators/table?years=2025,2026&ids=tank-rate&region=${bench.city.id}`)).body
    const row = (await owner.get(`/targets/${target.id}`)).body.row
    const task = (await owner.get(`/dispatches/${dispatch}`)).body
    const sheet = (await owner.get(`/report-tables/${table.id}?period=${period}`)).body
    const cell = (await owner.get(`/report-tables/${table.id}/periods/${period}/cells/B1`)).body
    return {
      figure: [figure.source, figure.numerator, figure.denominator, figure.value],
      ofCounty: figure.below.find((b: { path: string }) => b.path === here.path).value,
      table: all.rows.map((r: { year: string; source: string; whole: unknown[] }) => [r.year, r.source, r.whole[1]]),
      light: row.overall.finding.status,
      task: task.standings.map((s: { status: string; value: string }) => [s.status, s.value]),
      cell: sheet.lines[0].figures[0],
      origin: [cell.origin.kind, cell.origin.measurement?.value],
      rows: (await owner.get('/indicators/tank-rate/rows?period=2026&part=numerator')).body.total,
    }
  }
  expect(await look()).toMatchObject({
    figure: ['kept', '19', '20', '95.00'],
    ofCounty: '90.00',
    table: [
      ['2025', 'kept', null],
      ['2026', 'kept', '95.00'],
    ],
    light: 'met',
    task: [['met', '95.00']],
    cell: '95.00',
    origin: ['measured', '95.00'],
    rows: 19,
  })

  const gone = tanks[5]!
  await server.change(c => restoreTo(c, gasStationTank as never, gone as unknown as Row, 0))
  // Nobody asks for it: the target follows its list.
  expect(await renewTargets(server.services)).toBe(1)
  expect(await renewTargets(server.services)).toBe(0)
  const after = await look()
  expect(after).toMatchObject({
    figure: ['kept', '18', '19', '94.74'],
    ofCounty: '88.89',
    table: [
      ['2025', 'kept', null],
      ['2026', 'kept', '94.74'],
    ],
    task: [[after.light, '94.74']],
    cell: '94.74',
    origin: ['measured', '94.74'],
    rows: 18,
  })
  expect(after.light).not.toBe('met')
  // Down to the change: the row that went, and what was done to it.
  const { body } = await owner.get(`/indicator-snapshots/${frozen.id}`)
  expect([body.same, body.gone.sort(), body.come, body.changed]).toEqual([
    false,
    [`denominator ${gone.id}`, `numerator ${gone.id}`],
    [],
    [],
  ])
  const [last] = await historyOf(server.store.db, gasStationTank, gone.id)
  expect(last).toMatchObject({ action: 'undo', actorName: '测试', row: { state: 'void', version: 2 } })

  // Where nobody can know any more, the value does not stay; and what a person says is left alone.
  await server.change(async c => {
    for (const row of await listRecords(c.tx, gasStationTank))
      if (row.state !== 'void') await restoreTo(c, gasStationTank as never, row as unknown as Row, 0)
  })
  expect(await renewTargets(server.services)).toBe(1)
  expect((await owner.get(`/targets/${target.id}`)).body.row.overall.finding.status).toBe('unknown')
  expect(await renewTargets(server.services)).toBe(0)
  expect((await keptFiguresOf(server.services).rollUp.verify(TODAY)).faults).toEqual([])
})
