import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  addTarget,
  city,
  closeDesk,
  east,
  eastClerk,
  measure,
  north,
  northClerk,
  openDesk,
  planner,
  rowOf,
} from './testing.ts'

beforeAll(openDesk)
afterAll(closeDesk)

describe('figures against a frozen list', () => {
  it('S004 the denominator is the list of the baseline day; later additions change nothing, the numerator grows', async () => {
    const target = await addTarget({
      indicator: '实施污染管控的优先监管地块比例',
      value: '75',
      unit: '%',
      cumulative: true,
      comparison: '占基数比例',
    })
    const list = ['一号地块', '二号地块', '三号地块', '四号地块']
    await planner.post(`/targets/${target.id}/baselines`, {
      regionId: city.id,
      day: '2026-03-31',
      value: null,
      members: list,
      source: '3月底优先监管地块清单',
    })
    await measure(planner, target, city, { asOf: '2026-05-31', members: ['一号地块', '二号地块'] })
    expect((await rowOf(planner, target)).overall).toMatchObject({
      formula: '2 ÷ 4 = 50.00%',
      warning: '尚未完成：三号地块、四号地块',
    })
    // A parcel that joined the list in May is controlled as well: it is in neither side of the ratio.
    await measure(planner, target, city, { members: ['一号地块', '二号地块', '三号地块', '五月新增地块'] })
    expect((await rowOf(planner, target)).overall).toMatchObject({
      formula: '3 ÷ 4 = 75.00%',
      finding: { status: 'met' },
    })
    expect(
      (
        await planner.post(`/targets/${target.id}/baselines`, {
          regionId: city.id,
          day: '2026-03-31',
          value: '5',
          source: '补录',
        })
      ).status,
    ).toBe(409)
  })

  it('S011 a ratio and its named parcels are two targets of one list, and the parcels still to come are named', async () => {
    const parcels = Array.from({ length: 16 }, (_, i) => `管控地块${i + 1}号`)
    const whole = [...parcels, ...Array.from({ length: 24 }, (_, i) => `其他地块${i + 1}号`)]
    const ratio = await addTarget({ indicator: '实施管控的地块比例', value: '35', unit: '%', comparison: '占基数比例' })
    const count = await addTarget({
      indicator: '完成风险管控的地块',
      op: '=',
      value: '16',
      unit: '个',
      kind: 'workload',
    })
    await planner.post(`/targets/${ratio.id}/baselines`, {
      regionId: city.id,
      day: '2026-01-31',
      value: null,
      members: whole,
      source: '污染地块名录',
    })
    await planner.post(`/targets/${count.id}/baselines`, {
      regionId: city.id,
      day: '2026-01-31',
      value: null,
      members: parcels,
      source: '计划所列16个地块',
    })
    const done = parcels.slice(0, 14)
    for (const target of [ratio, count]) await measure(planner, target, city, { members: done })
    expect((await rowOf(planner, ratio)).overall).toMatchObject({
      formula: '14 ÷ 40 = 35.00%',
      finding: { status: 'met' },
    })
    expect((await rowOf(planner, count)).overall).toMatchObject({
      warning: '尚未完成：管控地块15号、管控地块16号',
      finding: { status: 'on-track', gap: '2' },
    })
    await measure(planner, count, city, { members: parcels })
    expect((await rowOf(planner, count)).overall).toMatchObject({ warning: null, finding: { status: 'met' } })
  })

  it('S006 stability compares every point with its class of the baseline year and names those that worsened', async () => {
    const target = await addTarget({
      indicator: '“双源”点位水质',
      op: 'text',
      words: '总体保持稳定',
      comparison: '点位稳定',
    })
    await planner.post(`/targets/${target.id}/baselines`, {
      regionId: city.id,
      day: '2025-12-31',
      value: null,
      members: ['东水源：Ⅲ类', '西水源：Ⅳ类', '化工园：Ⅴ类'],
      source: '2025年监测年报',
    })
    await measure(planner, target, city, { members: ['东水源：Ⅱ类', '西水源：Ⅳ类'] })
    expect((await rowOf(planner, target)).overall.finding).toMatchObject({
      status: 'unknown',
      why: '缺少点位的水质类别：化工园',
    })
    await measure(planner, target, city, { members: ['东水源：Ⅱ类', '西水源：Ⅳ类', '化工园：Ⅴ类'] })
    expect((await rowOf(planner, target)).overall).toMatchObject({
      finding: { status: 'met' },
      formula: '3 个点位均未变差',
    })
    await measure(planner, target, city, { members: ['东水源：Ⅳ类', '西水源：Ⅳ类', '化工园：Ⅴ类'] })
    expect((await rowOf(planner, target)).overall).toMatchObject({
      finding: { status: 'at-risk' },
      warning: '东水源由Ⅲ类变为Ⅳ类',
    })
  })

  it('S017 a share of points is computed from its parts, and no points at all are "/" and not 0 %', async () => {
    const target = await addTarget({ indicator: '地下水区域点位Ⅴ类水比例', op: '<=', value: '25', unit: '%' })
    expect((await measure(northClerk, target, north, { numerator: '3', denominator: '2' })).status).toBe(422)
    await measure(northClerk, target, north, { numerator: '1', denominator: '4' })
    await measure(eastClerk, target, east, { numerator: '0', denominator: '0' })
    await measure(planner, target, city, { numerator: '2', denominator: '7' })
    const row = await rowOf(planner, target)
    expect(row.regions.map(r => [r.regionName, r.finding.status, r.measurement!.value])).toEqual([
      ['东塘区', 'not-applicable', null],
      ['北岭县', 'met', '25.00'],
    ])
    expect(row.overall.finding).toMatchObject({ status: 'at-risk', decidedOn: '28.57' })
  })
})
