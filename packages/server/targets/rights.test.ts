import type { RegionNode } from '@jingtu/core/region.ts'
import { dispatchRecord, taskRecord } from '@jingtu/programme/task.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  addTarget,
  bureau,
  city,
  closeDesk,
  east,
  eastClerk,
  government,
  makePlan,
  measure,
  north,
  northClerk,
  openDesk,
  plan,
  planner,
  rowOf,
  server,
} from './testing.ts'
import type { TargetDetail } from './views.ts'

beforeAll(openDesk)
afterAll(closeDesk)

describe('rights and corrections', () => {
  it('a county writes for itself only, in its own plan only, and not for a day to come', async () => {
    const target = await addTarget({ indicator: '秸秆综合利用率', value: '94', unit: '%' })
    expect((await measure(northClerk, target, east, { value: '90' })).status).toBe(403)
    expect((await measure(northClerk, target, north, { value: '90', asOf: '2026-08-01' })).status).toBe(422)
    expect((await measure(northClerk, target, north, { value: '101' })).status).toBe(422)
    expect((await measure(northClerk, target, north, {})).status).toBe(422)
    expect((await server.client().get(`/targets?plan=${plan.id}`)).status).toBe(401)
    const seen = await rowOf(northClerk, target)
    expect(seen.regions.map(r => r.regionName)).toEqual(['北岭县'])
  })

  it('a confirmed value is only corrected after it was withdrawn with a reason', async () => {
    const target = await addTarget({ indicator: '测土配方施肥技术覆盖率', value: '90', unit: '%' })
    const first = (await measure(northClerk, target, north, { value: '88' })).body
    expect((await measure(northClerk, target, north, { value: '89' })).body).toMatchObject({ id: first.id, version: 2 })
    expect((await northClerk.post(`/measurements/${first.id}/moves/confirm`)).status).toBe(403)
    expect((await planner.post(`/measurements/${first.id}/moves/confirm`)).status).toBe(200)
    expect((await measure(northClerk, target, north, { value: '95' })).status).toBe(409)
    expect((await northClerk.post(`/measurements/${first.id}/moves/withdraw`)).status).toBe(422)
    expect((await northClerk.post(`/measurements/${first.id}/moves/withdraw`, { reason: '口径有误' })).status).toBe(200)
    expect((await measure(northClerk, target, north, { value: '91' })).status).toBe(200)
    const { body } = await planner.get(`/records/measurement/${first.id}/history`)
    expect(body.rows.map((r: { action: string }) => r.action)).toEqual(['withdraw', 'confirm', 'correct', 'record'])
  })
})

describe('what a reader is shown', () => {
  it('a detail names who said each value, keeps withdrawn ones, and says what the reader may do', async () => {
    const target = await addTarget({ indicator: '农膜回收率', value: '85', unit: '%' })
    const first = (await measure(northClerk, target, north, { value: '80', asOf: '2026-03-31' })).body
    await measure(eastClerk, target, east, { value: '90', asOf: '2026-05-31' })
    await northClerk.post(`/measurements/${first.id}/moves/withdraw`, { reason: '统计口径不对' })
    await measure(northClerk, target, north, { value: '82' })
    const all = (await planner.get<TargetDetail>(`/targets/${target.id}`)).body
    expect(all.measurements.map(m => [m.regionName, m.value, m.state, m.actorName, m.reason])).toEqual([
      ['北岭县', '80', 'withdrawn', '北岭县人民政府 north', '统计口径不对'],
      ['东塘区', '90', 'recorded', '东塘区人民政府 east', null],
      ['北岭县', '82', 'recorded', '北岭县人民政府 north', null],
    ])
    expect(all.can).toEqual({ record: true, freeze: true, setMethod: true })
    expect(all.measurements.map(m => m.can.confirm)).toEqual([false, true, true])
    const own = (await northClerk.get<TargetDetail>(`/targets/${target.id}`)).body
    expect(own.measurements.map(m => m.regionName)).toEqual(['北岭县', '北岭县'])
    expect(own.can).toEqual({ record: true, freeze: false, setMethod: false })
    expect(own.measurements[1]!.can).toEqual({ confirm: false, withdraw: true })
  })

  it('the sum of all parts is shown to each of them without the figures of its neighbours', async () => {
    const target = await addTarget({ indicator: '完成整治的村', value: '10', unit: '个', kind: 'workload' })
    await measure(northClerk, target, north, { value: '3' })
    await measure(eastClerk, target, east, { value: '4' })
    expect((await rowOf(planner, target)).overall).toMatchObject({ formula: '4 + 3 = 7', derivedFrom: 2 })
    const below = await rowOf(northClerk, target)
    expect(below.overall).toMatchObject({ formula: '2 个区域之和', derivedFrom: 2 })
    expect(below.overall.finding.decidedOn).toBe('7.00')
  })

  it('a region is judged on its part of an amount; without a part its figure only counts in the sum', async () => {
    const task = await server.change(async c => {
      const t = await c.insert(taskRecord, {
        home: plan.home,
        region: plan.region,
        state: 'inForce',
        values: { plan: plan.id, ordinal: 7, title: '整治农村黑臭水体', origin: '新增', respUnits: [government.id] },
      })
      await c.insert(dispatchRecord, {
        home: government.home,
        region: government.region,
        values: {
          plan: plan.id,
          task: t.id,
          unit: government.id,
          role: '责任',
          regionId: north.id,
          quantity: '3',
          quantityUnit: '条',
        },
      })
      return t
    })
    const target = await addTarget({
      indicator: '整治黑臭水体',
      value: '10',
      unit: '条',
      kind: 'workload',
      task: task.id,
    })
    await measure(northClerk, target, north, { value: '3' })
    await measure(eastClerk, target, east, { value: '4' })
    const row = await rowOf(planner, target)
    const of = (region: RegionNode) => row.regions.find(r => r.regionId === region.id)!
    expect(of(north)).toMatchObject({ allotted: '3', finding: { status: 'met' } })
    expect(of(east)).toMatchObject({ allotted: null, finding: { status: 'unknown', gap: null } })
    expect(of(east).finding.why).toContain('没有分解给本区域')
    expect(row.overall.finding).toMatchObject({ status: 'on-track', decidedOn: '7.00' })
  })

  it('a sum below its cap is not yet below it while a part is missing', async () => {
    const cap = await addTarget({ indicator: '重点重金属排放量', op: '<=', value: '2', unit: '吨', cumulative: true })
    await measure(northClerk, cap, north, { value: '0.6' })
    expect((await rowOf(planner, cap)).overall.finding).toMatchObject({ status: 'unknown' })
    expect((await rowOf(planner, cap)).overall.finding.why).toContain('还缺东塘区')
    await measure(eastClerk, cap, east, { value: '0.5' })
    expect((await rowOf(planner, cap)).overall.finding).toMatchObject({ status: 'met', decidedOn: '1.10' })
  })

  it('a value of a town lies with its county, and who only looks cannot withdraw it', async () => {
    const town = await server.region('石湾镇', 'township', north, '980121101')
    const own = await makePlan(2026, north, government)
    const target = await addTarget({ indicator: '秸秆综合利用率', value: '94', unit: '%' }, own)
    const { body } = await measure(northClerk, target, town, { value: '95' })
    expect(body).toMatchObject({ home: north.id, region: town.path })
    await server.person(government, 'onlooker', ['viewer'])
    const onlooker = await server.signIn('onlooker')
    expect((await onlooker.post(`/measurements/${body.id}/moves/withdraw`, { reason: '不对' })).status).toBe(403)
  })

  it('targets of a plan that is still a draft are read by its owner alone', async () => {
    const draft = await makePlan(2028, city, bureau, 'draft')
    await addTarget({ indicator: '农膜回收率', value: '88', unit: '%' }, draft)
    expect((await planner.get(`/targets?plan=${draft.id}`)).body.rows).toHaveLength(1)
    expect((await northClerk.get(`/targets?plan=${draft.id}`)).status).toBe(404)
  })
})
