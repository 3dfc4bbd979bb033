import type { RegionNode } from '@jingtu/core/region.ts'
import { readDocument } from '@jingtu/documents/read.ts'
import { type Plan, planRecord } from '@jingtu/programme/plan.ts'
import { type Target, targetRecord } from '@jingtu/programme/target.ts'
import { dispatchRecord, taskRecord } from '@jingtu/programme/task.ts'
import type { Unit } from '@jingtu/registers/subjects/unit.ts'
import { storeFile } from '@jingtu/store/files.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, openTestServer, type TestServer } from '../testing.ts'
import type { LetterParty, TargetDetail, TargetRow } from './views.ts'

let server: TestServer
let city: RegionNode
let north: RegionNode
let east: RegionNode
let bureau: Unit
let government: Unit
let plan: Plan
let planner: Client
let northClerk: Client
let eastClerk: Client

type Values = Record<string, unknown>

const makePlan = (year: number, region: RegionNode, owner: Unit, state: Plan['state'] = 'published'): Promise<Plan> =>
  server.change(async c => {
    const text = await storeFile(c.tx, Buffer.from(`计划文本 ${region.name} ${year}`), {
      type: 'text/plain',
      name: 'plan.txt',
      by: null,
      now: c.context.now,
    })
    return c.insert(planRecord, {
      home: region.id,
      region: region.path,
      state,
      values: {
        title: `${region.name}${year}年净土工作计划`,
        level: 'city',
        regionId: region.id,
        year,
        ownerUnit: owner.id,
        textFile: text.hash,
      },
    })
  })
let ordinal = 0
const addTarget = (values: Values, of: Plan = plan): Promise<Target> =>
  server.change(c =>
    c.insert(targetRecord, {
      home: of.home,
      region: of.region,
      state: 'inForce',
      values: {
        plan: of.id,
        ordinal: ++ordinal,
        op: '>=',
        kind: 'indicator',
        source: 'goals',
        by: `${of.year}-12-31`,
        byExplicit: false,
        ...values,
      } as never,
    }),
  )
const rowOf = async (client: Client, target: Target): Promise<TargetRow> => {
  const { body } = await client.get<{ rows: TargetRow[] }>(`/targets?plan=${target.plan}`)
  return body.rows.find(r => r.target.id === target.id)!
}
const measure = (client: Client, target: Target, region: RegionNode, values: Record<string, unknown>) =>
  client.post(`/targets/${target.id}/measurements`, {
    regionId: region.id,
    asOf: '2026-06-30',
    value: null,
    source: '季度统计',
    ...values,
  })

beforeAll(async () => {
  server = await openTestServer('2026-07-01T09:00:00+08:00')
  const nation = await server.region('中华人民共和国', 'nation', null, '')
  const province = await server.region('云川省', 'province', nation, '980000')
  city = await server.region('临溪市', 'city', province, '980100')
  north = await server.region('北岭县', 'county', city, '980121')
  east = await server.region('东塘区', 'county', city, '980102')
  bureau = await server.unit(city, { name: '临溪市生态环境局' })
  government = await server.unit(north, { name: '北岭县人民政府', line: '政府', kind: '政府' })
  const eastGovernment = await server.unit(east, { name: '东塘区人民政府', line: '政府', kind: '政府' })
  await server.person(bureau, 'planner', ['planner', 'reviewer', 'reporter'])
  await server.person(government, 'north', ['reporter'])
  await server.person(eastGovernment, 'east', ['reporter'])
  planner = await server.signIn('planner')
  northClerk = await server.signIn('north')
  eastClerk = await server.signIn('east')
  plan = await makePlan(2026, city, bureau)
})
afterAll(() => server?.close())

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

describe('responsibility letters', () => {
  it('S037 a letter lists the linked targets and tasks of its party, is signed once and assessed at the end', async () => {
    const own = await makePlan(2025, city, bureau)
    const target = await addTarget(
      { indicator: '优先监管地块污染管控率', value: '75', unit: '%', cumulative: true },
      own,
    )
    const task = await server.change(async c => {
      const t = await c.insert(taskRecord, {
        home: own.home,
        region: own.region,
        state: 'inForce',
        values: {
          plan: own.id,
          ordinal: 1,
          no: '9',
          title: '落实优先监管地块污染管控',
          origin: '新增',
          respUnits: [government.id],
        },
      })
      await c.insert(dispatchRecord, {
        home: government.home,
        region: government.region,
        values: {
          plan: own.id,
          task: t.id,
          unit: government.id,
          role: '责任',
          regionId: north.id,
          due: '2025-12-31',
          quantity: '3',
          quantityUnit: '个',
        },
      })
      return t
    })
    expect((await northClerk.post('/letters', { plan: own.id, units: [government.id] })).status).toBe(403)
    const { body } = await planner.post('/letters', { plan: own.id, units: [government.id] })
    const letter = body.rows[0]
    expect(letter.items).toMatchObject([
      { target: target.id, text: '优先监管地块污染管控率', requirement: '累计不低于75%' },
      { task: task.id, requirement: '责任（3个）', by: '2025-12-31' },
    ])
    const parties = (await planner.get<{ rows: LetterParty[] }>(`/letters/parties?plan=${own.id}`)).body.rows
    expect(parties.map(p => [p.name, p.tasks, p.letter])).toEqual([
      ['东塘区人民政府', 0, null],
      ['北岭县人民政府', 1, 'drafted'],
    ])
    const listed = (await northClerk.get('/letters')).body.rows
    expect(listed).toMatchObject([
      {
        id: letter.id,
        partyAName: bureau.name,
        partyBName: government.name,
        regionName: '北岭县',
        can: { sign: false },
      },
    ])
    expect((await eastClerk.get('/letters')).body.rows).toEqual([])
    const bytes = new Uint8Array(await (await fetchFile(letter.document)).arrayBuffer())
    const read = await readDocument(bytes, { name: '责任书.docx' })
    expect('text' in read && read.text).toContain('优先监管地块污染管控率')
    expect((await planner.post(`/letters/${letter.id}/moves/sign`, {})).status).toBe(422)
    expect(
      (
        await planner.post(`/letters/${letter.id}/moves/sign`, {
          signedOn: '2025-03-01',
          issuingNumber: '临政责〔2025〕3号',
        })
      ).body.state,
    ).toBe('signed')
    expect((await planner.post('/letters', { plan: own.id, units: [government.id] })).status).toBe(409)
    expect((await planner.post(`/letters/${letter.id}/moves/assess`, { conclusion: '合格' })).body).toMatchObject({
      state: 'assessed',
      conclusion: '合格',
    })
  })
})

async function fetchFile(hash: string): Promise<Response> {
  const { createApp } = await import('../app.ts')
  return createApp(server.services).request(`/api/files/${hash}`, { headers: { cookie: planner.cookie } })
}
