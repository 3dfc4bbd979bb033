import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  addTarget,
  bureau,
  city,
  closeDesk,
  east,
  eastClerk,
  makePlan,
  measure,
  north,
  northClerk,
  openDesk,
  planner,
  rowOf,
} from './testing.ts'

beforeAll(openDesk)
afterAll(closeDesk)

describe('measured values', () => {
  it('S010 the same indicator carries another target in another year and city, as data', async () => {
    const here = await addTarget({ indicator: '受污染耕地安全利用率', value: '92', unit: '%' })
    const next = await makePlan(2027, city, bureau)
    const later = await addTarget({ indicator: '受污染耕地安全利用率', value: '95', unit: '%' }, next)
    await measure(planner, here, city, { value: '93.5' })
    expect((await rowOf(planner, here)).overall.finding.status).toBe('met')
    expect((await rowOf(planner, later)).overall.finding.status).toBe('unknown')
    const early = await planner.post(`/targets/${later.id}/measurements`, {
      regionId: city.id,
      asOf: '2026-06-30',
      value: '93.5',
      source: '季度统计',
    })
    expect(early.status).toBe(200)
    expect((await rowOf(planner, later)).overall.finding).toMatchObject({ status: 'at-risk', gap: '1.5' })
  })

  it('the figures of all counties of an annexed table are kept in one step, or none and every fault is named', async () => {
    const indicator = '农膜回收率'
    const [inNorth, inEast] = await Promise.all(
      [north, east].map((region, i) =>
        addTarget({ indicator, value: `${85 - i}`, unit: '%', source: 'table', regionId: region.id }),
      ),
    )
    const send = (client: typeof planner, a: object, b: object, asOf = '2026-06-30') =>
      client.post('/measurements', {
        asOf,
        source: '供销部门台账',
        values: [
          { target: inNorth!.id, regionId: north.id, value: null, ...a },
          { target: inEast!.id, regionId: east.id, value: null, ...b },
        ],
      })
    const refused = await send(planner, { value: '185' }, {})
    expect([
      refused.status,
      ...refused.body.reasons!.map((r: { where: string; message: string }) => `${r.where}：${r.message}`),
    ]).toEqual([422, '北岭县：比例不能超过 100%', '东塘区：数值、文字情况、是否达到、不涉及，至少填写一项'])
    expect((await rowOf(planner, inNorth!)).overall.measurement).toBeNull()
    // A county speaks for itself; its neighbour's line is refused, and with it the whole.
    expect((await send(northClerk, { value: '86' }, { value: '80' })).status).toBe(403)
    const kept = await send(planner, { value: '86.4' }, { notApplicable: true })
    expect(kept.body.total).toBe(2)
    expect((await rowOf(planner, inNorth!)).overall).toMatchObject({ regionId: north.id, finding: { status: 'met' } })
    expect((await rowOf(planner, inEast!)).overall.finding.status).toBe('not-applicable')
  })

  it('S013 an area target in 亩 takes a value in hectares, converts it exactly and keeps what was written', async () => {
    const target = await addTarget({ indicator: '受污染耕地安全利用面积', value: '15585', unit: '亩' })
    await measure(planner, target, city, { value: '1039', unit: '公顷' })
    const row = await rowOf(planner, target)
    expect(row.overall.measurement).toMatchObject({ value: '15585', words: '原填 1039 公顷' })
    expect(row.overall.finding.status).toBe('met')
    const wrong = await measure(planner, target, city, { value: '12', unit: '吨' })
    expect(wrong.status).toBe(422)
    expect(wrong.body.reasons![0]!.message).toContain('不能换算')
  })

  it('S015 a cap in tonnes sounds the alarm before it is crossed', async () => {
    const cap = await addTarget({
      indicator: '重点重金属污染物排放总量',
      op: '<=',
      value: '1.5',
      unit: '吨',
      cumulative: true,
    })
    const light = async (value: string) => {
      await measure(planner, cap, city, { value })
      return (await rowOf(planner, cap)).overall.finding
    }
    expect((await light('1.2')).status).toBe('met')
    expect(await light('1.42')).toMatchObject({ status: 'at-risk', gap: '0.08' })
    expect((await light('1.56')).status).toBe('not-met')
  })

  it('S005 a point target is compared by the order of water classes, and worsening is watched even where it is met', async () => {
    const four = await addTarget({
      indicator: '石桥村1队水质',
      op: 'text',
      words: 'Ⅳ类',
      source: 'table',
      comparison: '水质类别',
    })
    const five = await addTarget({
      indicator: '良种场水质',
      op: 'text',
      words: 'Ⅴ类',
      source: 'table',
      comparison: '水质类别',
    })
    await measure(planner, four, city, { asOf: '2026-03-31', words: 'Ⅲ类' })
    await measure(planner, four, city, { words: 'Ⅳ类' })
    await measure(planner, five, city, { words: 'Ⅴ类' })
    expect((await rowOf(planner, four)).overall).toMatchObject({
      finding: { status: 'met' },
      warning: '由Ⅲ类变差为Ⅳ类',
    })
    expect((await rowOf(planner, five)).overall.finding.status).toBe('met')
    await measure(planner, four, city, { words: 'Ⅴ类' })
    expect((await rowOf(planner, four)).overall.finding.status).toBe('at-risk')
  })

  it('S025 zero growth compares this year with the frozen amount of last year, and is unknown without it', async () => {
    const target = await addTarget({ indicator: '化肥使用量', op: 'text', words: '零增长', comparison: '零增长' })
    await measure(planner, target, city, { value: '12300' })
    expect((await rowOf(planner, target)).overall.finding).toMatchObject({
      status: 'unknown',
      why: '缺少基数，请先冻结基数',
    })
    await planner.post(`/targets/${target.id}/baselines`, {
      regionId: city.id,
      day: '2025-12-31',
      value: '12500',
      source: '2025年统计年报',
    })
    expect((await rowOf(planner, target)).overall).toMatchObject({
      finding: { status: 'met' },
      formula: '本期 12300 ≤ 基数 12500',
    })
    await measure(planner, target, city, { value: '12600' })
    expect((await rowOf(planner, target)).overall.finding.status).toBe('at-risk')
  })

  it('S030 S032 a reduction is computed from the base-year amount, which stays as it was frozen', async () => {
    const target = await addTarget({
      indicator: '化学农药施用量减少比例',
      value: '15',
      unit: '%',
      comparison: '较基数下降',
    })
    await planner.post(`/targets/${target.id}/baselines`, {
      regionId: city.id,
      day: '2020-12-31',
      value: '480',
      source: '2020年农业统计',
    })
    await measure(planner, target, city, { value: '402', unit: '吨' })
    expect((await rowOf(planner, target)).overall).toMatchObject({
      formula: '（480 − 402）÷ 480 = 16.25%',
      finding: { status: 'met', decidedOn: '16.25' },
    })
    const again = await planner.post(`/targets/${target.id}/baselines`, {
      regionId: city.id,
      day: '2020-12-31',
      value: '500',
      source: '更正',
    })
    expect(again.status).toBe(409)
    expect((await rowOf(planner, target)).overall.baseline).toMatchObject({ value: '480' })
  })

  it('S033 "再完成 N 个" counts only what came on top of the baseline', async () => {
    const target = await addTarget({
      indicator: '完成环境整治的建制村',
      op: '=',
      value: '27',
      unit: '个',
      kind: 'workload',
      comparison: '较基数净增',
    })
    await planner.post(`/targets/${target.id}/baselines`, {
      regionId: city.id,
      day: '2025-12-31',
      value: '140',
      source: '上年验收清单',
    })
    await measure(planner, target, city, { value: '156' })
    expect((await rowOf(planner, target)).overall).toMatchObject({
      formula: '156 − 140 = 16',
      finding: { decidedOn: '16.00', status: 'on-track' },
    })
    await measure(planner, target, city, { value: '167' })
    expect((await rowOf(planner, target)).overall.finding.status).toBe('met')
  })

  it('S029 the share of listed key counties that do something rolls up from their own words', async () => {
    const target = await addTarget({
      indicator: '农药包装废弃物回收处理的产粮大县比例',
      value: '50',
      unit: '%',
      comparison: '区域占比',
    })
    await planner.post(`/targets/${target.id}/baselines`, {
      regionId: city.id,
      day: '2026-01-01',
      value: null,
      members: ['北岭县', '东塘区'],
      source: '产粮大县名单',
    })
    await measure(northClerk, target, north, { met: true })
    expect((await rowOf(planner, target)).overall).toMatchObject({
      finding: { status: 'unknown', why: '尚未报告：东塘区' },
      derivedFrom: 1,
    })
    await measure(eastClerk, target, east, { met: false })
    expect((await rowOf(planner, target)).overall).toMatchObject({
      formula: '1 ÷ 2 = 50.00%',
      finding: { status: 'met' },
    })
  })

  it('S024 a goal in words is judged by a person with evidence, and is unknown before that', async () => {
    const target = await addTarget({ indicator: '土壤环境质量', op: 'text', words: '保持稳定' })
    expect((await rowOf(planner, target)).overall.finding.status).toBe('unknown')
    const form = new FormData()
    form.set('file', new File(['监测结论：与上年相比没有变差'], '监测结论.txt', { type: 'text/plain' }))
    const file = (await planner.post('/files', form)).body
    const said = await measure(planner, target, city, { met: true, words: '三个点位与上年持平', evidence: [file.hash] })
    expect(said.status).toBe(200)
    const row = await rowOf(planner, target)
    expect(row.overall.measurement!.evidence).toEqual([file.hash])
    expect(row.overall.finding.status).toBe('met')
    const opened = await planner.get(`/files/${file.hash}`)
    expect(opened.body).toContain('没有变差')
  })

  const RATIOS: [rows: string, indicator: string, goal: string, source: string][] = [
    ['S020', '主要农作物化肥利用率', '42', '农业农村局'],
    ['S020', '测土配方施肥技术覆盖率', '90', '农业农村局'],
    ['S021', '农药包装废弃物回收率', '75', '农业农村局'],
    ['S021', '秸秆综合利用率', '94', '农业农村局'],
    ['S026', '废旧农膜回收率', '85', '农业农村局'],
    ['S026', '畜禽养殖废弃物综合利用率', '75', '农业农村局'],
    ['S035', '大宗固体废物综合利用率', '80', '工业和信息化局'],
    ['S035', '生活垃圾得到有效处理的村庄比例', '90', '住房和城乡建设局'],
  ]
  it.each(RATIOS)(
    '%s %s is tracked per county and for the whole, with the department it comes from',
    async (_row, indicator, goal, source) => {
      const target = await addTarget({ indicator, value: goal, unit: '%' })
      const just = Number(goal)
      await measure(northClerk, target, north, { value: String(just + 1.2), source: `北岭县${source}` })
      await measure(eastClerk, target, east, { value: String(just - 4), source: `东塘区${source}` })
      await measure(planner, target, city, { value: (just - 0.002).toFixed(3), source: `市${source}` })
      const row = await rowOf(planner, target)
      expect(row.regions.map(r => [r.regionName, r.finding.status, r.measurement!.source])).toEqual([
        ['东塘区', 'at-risk', `东塘区${source}`],
        ['北岭县', 'met', `北岭县${source}`],
      ])
      expect(row.overall.finding).toMatchObject({ status: 'met', decidedOn: just.toFixed(2) })
    },
  )

  it('counts of the counties add up to the whole, with "/" and silence kept apart', async () => {
    const target = await addTarget({
      indicator: '完成隐患排查“回头看”企业数',
      op: '=',
      value: '8',
      unit: '家',
      kind: 'workload',
    })
    await measure(northClerk, target, north, { value: '5' })
    expect((await rowOf(planner, target)).overall).toMatchObject({
      finding: { decidedOn: '5.00', status: 'on-track' },
      derivedFrom: 1,
      missing: ['东塘区'],
    })
    await measure(eastClerk, target, east, { notApplicable: true })
    const row = await rowOf(planner, target)
    expect(row.overall.missing).toEqual([])
    expect(row.regions.find(r => r.regionName === '东塘区')!.finding.status).toBe('not-applicable')
  })
})
