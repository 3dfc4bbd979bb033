import { type Plan, planRecord } from '@jingtu/programme/plan.ts'
import { targetRecord } from '@jingtu/programme/target.ts'
import { storeFile } from '@jingtu/store/files.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addOrganisation, creditCode, done, openRegisterWorld, type RegisterWorld } from '../registers/testing.ts'
import { type Hand, handOf } from '../registers/testing-rows.ts'

let w: RegisterWorld
let east: Hand
let office: Hand
let plan: Plan
const farming = new Map<string, { hand: Hand; unit: { id: string } }>()

beforeAll(async () => {
  w = await openRegisterWorld('2026-09-01T09:00:00+08:00')
  east = handOf(w.eastClerk)
  office = handOf(w.office)
  for (const [county, login] of [
    [w.east, 'farm-east'],
    [w.west, 'farm-west'],
  ] as const) {
    const unit = await w.server.unit(county, { name: `${county.name}农业农村局`, line: '农业农村' })
    await w.server.person(unit, login, ['reporter', 'reviewer'])
    farming.set(county.id, { hand: handOf(await w.server.signIn(login)), unit })
  }
  plan = await w.server.change(async c => {
    const bytes = Buffer.from('计划')
    const text = await storeFile(c.tx, bytes, { type: 'text/plain', name: 'plan.txt', by: null, now: c.context.now })
    return c.insert(planRecord, {
      home: w.city.id,
      region: w.city.path,
      state: 'published',
      values: {
        title: '临湖市2026年净土工作计划',
        level: 'city',
        regionId: w.city.id,
        year: 2026,
        ownerUnit: w.bureau.id,
        textFile: text.hash,
      },
    })
  })
})
afterAll(() => w?.close())

let ordinal = 0
/** A target of the plan in its own words, bound to what the words name. */
async function bound(words: string, value: string, indicator: string): Promise<{ id: string }> {
  const target = await w.server.change(c =>
    c.insert(targetRecord, {
      home: plan.home,
      region: plan.region,
      state: 'inForce',
      values: {
        plan: plan.id,
        ordinal: ++ordinal,
        indicator: words,
        op: '>=',
        value,
        unit: '%',
        kind: 'indicator',
        source: 'goals',
        regionId: w.city.id,
        by: '2026-12-31',
      },
    }),
  )
  const { proposals } = (await w.office.get(`/targets/${target.id}/indicator`)).body
  expect(proposals[0]).toMatchObject({ indicator, sure: true })
  await done(w.office, `/targets/${target.id}/indicator`, { indicator })
  return target
}
/** Works the target out of its list: the value, where its figures come from, and the light. */
async function worked(target: { id: string }): Promise<[value: string, status: string, source: string]> {
  const found = await done(w.office, `/targets/${target.id}/compute`, { period: '2026' })
  const shown = JSON.stringify((await w.office.get(`/targets/${target.id}`)).body)
  return [found.value, /"status":"([\w-]+)"/.exec(shown)![1]!, found.source]
}
const figure = async (id: string) => (await w.office.get(`/indicators/${id}?period=2026`)).body

async function accepted(county: { id: string }, values: object) {
  const { hand, unit } = farming.get(county.id)!
  const row = await hand.make('farm-input-year', { year: 2026, source: unit.id, ...values }, { region: county.id })
  await hand.move('farm-input-year', row, 'submit')
  await hand.move('farm-input-year', row, 'accept')
  return row
}

it('S020 S021 rates of two counties are sums over sums of what agriculture accepted, and say which bureaus they come from', async () => {
  await accepted(w.east, {
    sownArea: '426000',
    formulaArea: '383400',
    fertiliserTrials: [
      { crop: '水稻', nutrient: '氮', area: '300000', applied: '150', uptakeWith: '182', uptakeWithout: '121' },
      { crop: '玉米', nutrient: '氮', area: '126000', applied: '140', uptakeWith: '160', uptakeWithout: '90' },
    ],
    packagesSold: '1000',
    packagesRecovered: '760',
    strawCollectable: '118.6',
    strawFertiliser: '94.1',
    strawFeed: '12.3',
    strawFuel: '3.2',
    strawSubstrate: '1.1',
    strawMaterial: '0.8',
  })
  const west = await accepted(w.west, {
    sownArea: '150000',
    formulaArea: '140000',
    nitrogen: '160',
    uptakeWith: '170',
    uptakeWithout: '110',
    packagesSold: '500',
    packagesRecovered: '360',
    strawCollectable: '40',
    strawFertiliser: '30',
    strawFeed: '8',
    strawFuel: '0',
    strawSubstrate: '0',
    strawMaterial: '0',
  })
  // East: (61 × 300000 + 70 × 126000) ÷ 15 kg of (150 × 300000 + 140 × 126000) ÷ 15; west 600 t of 1600 t.
  const use = await figure('fertiliser-use-rate')
  expect([use.numerator, use.denominator, use.value, use.department]).toEqual([
    '2408000',
    '5776000',
    '41.69',
    '农业农村',
  ])
  expect(use.below.map((b: { name: string; value: string }) => [b.name, b.value]).sort()).toEqual([
    ['东屏县', '43.30'],
    ['西渡县', '37.50'],
  ])
  const fertiliser = await bound('主要农作物化肥利用率', '42', 'fertiliser-use-rate')
  const [value, status, source] = await worked(fertiliser)
  expect([value, status]).toEqual(['41.69', 'at-risk'])
  for (const bureau of ['东屏县农业农村局', '西渡县农业农村局']) expect(source).toContain(bureau)
  const formula = await bound('测土配方施肥技术覆盖率', '90', 'formula-rate')
  expect((await worked(formula)).slice(0, 2)).toEqual(['90.87', 'met'])
  const packages = await bound('农药包装废弃物回收率', '75', 'package-rate')
  expect((await worked(packages)).slice(0, 2)).toEqual(['74.67', 'at-risk'])
  const straw = await bound('农作物秸秆综合利用率', '94', 'straw-rate')
  expect((await worked(straw)).slice(0, 2)).toEqual(['94.26', 'met'])

  // What is sent back counts no longer; what is accepted anew brings the targets with it.
  const { hand } = farming.get(w.west.id)!
  await hand.move('farm-input-year', west, 'sendBack', { reason: '复核试验数据' })
  expect((await figure('fertiliser-use-rate')).value).toBe('43.30')
  await hand.correct('farm-input-year', west, { uptakeWith: '178', packagesRecovered: '365' })
  await hand.move('farm-input-year', west, 'submit')
  await hand.move('farm-input-year', west, 'accept')
  expect((await worked(fertiliser)).slice(0, 2)).toEqual(['43.07', 'met'])
  expect((await worked(packages)).slice(0, 2)).toEqual(['75.00', 'met'])
})

it('use of pesticide, pest control and growth of use are rates over the counties, unknown while one lacks its figures', async () => {
  const trial = { crop: '水稻', method: '植保无人机', area: '10000', applied: '50', deposited: '21' }
  const year = async (county: { id: string }, values: object) => {
    const { hand } = farming.get(county.id)!
    const [row] = (await hand.list('farm-input-year')).rows
    await hand.move('farm-input-year', row!, 'sendBack', { reason: '补充' })
    const now = await hand.correct('farm-input-year', row!, values)
    await hand.move('farm-input-year', row!, 'submit')
    await hand.move('farm-input-year', row!, 'accept')
    return now
  }
  const one = await year(w.east, {
    pesticideTrials: [
      trial,
      { ...trial, crop: '柑橘', method: '背负式喷雾器', area: '5000', applied: '60', deposited: '18' },
    ],
    controlArea: '800000',
    unifiedArea: '360000',
    greenArea: '420000',
    fertiliser: '15000',
    fertiliserBefore: '15300',
    pesticide: '300',
    pesticideBefore: '310',
  })
  // (21 × 10000 + 18 × 5000) g of (50 × 10000 + 60 × 5000) g.
  expect([one.pesticideDeposited, one.pesticideGiven, one.pesticideRate]).toEqual(['300', '800', '37.50'])
  expect([one.unifiedRate, one.greenRate]).toEqual(['45.00', '52.50'])
  expect(await figure('pesticide-use-rate')).toMatchObject({ value: null, missing: 1 })
  await year(w.west, {
    pesticideTrials: [{ ...trial, area: '4000', applied: '50', deposited: '30' }],
    controlArea: '200000',
    unifiedArea: '30000',
    greenArea: '80000',
    fertiliser: '5100',
    fertiliserBefore: '5000',
    pesticide: '100',
    pesticideBefore: '90',
  })
  expect((await figure('pesticide-use-rate')).value).toBe('42.00')
  expect((await figure('unified-control-rate')).value).toBe('39.00')
  expect((await figure('green-control-rate')).value).toBe('50.00')
  expect(await figure('fertiliser-growth')).toMatchObject({ numerator: '-200', denominator: '20300', value: '-0.99' })
  expect((await figure('pesticide-growth')).value).toBe('0.00')
  const { hand } = farming.get(w.east.id)!
  await hand.move('farm-input-year', one as { id: string }, 'sendBack', { reason: '更正' })
  const much = { pesticideTrials: [{ ...trial, deposited: '51' }], unifiedArea: '800001' }
  const refused = await hand.refusedCorrection('farm-input-year', one as { id: string }, much)
  expect(refused).toContain('沉积量大于施药量')
  expect(refused).toContain('统防统治面积大于防治面积')
})

it('S035 bulk waste, village rubbish, irrigation water and insurance are each worked out from its own list, with its department', async () => {
  const industry = await w.server.unit(w.east, { name: '东屏县工业和信息化局', line: '工业和信息化' })
  const wasteYear = async (client: Hand, county: { id: string }, source: { id: string }, bulk: object) => {
    const row = await client.make('waste-year', { year: 2026, source: source.id, bulk: [bulk] }, { region: county.id })
    await client.move('waste-year', row, 'submit')
    await client.move('waste-year', row, 'accept')
  }
  await wasteYear(east, w.east, industry, { kind: '粉煤灰', produced: '800', used: '700' })
  await wasteYear(handOf(w.westClerk), w.west, w.westBureau, { kind: '煤矸石', produced: '200', used: '110' })
  const bulk = await worked(await bound('大宗固体废物综合利用率', '80', 'bulk-waste-rate'))
  expect(bulk.slice(0, 2)).toEqual(['81.00', 'met'])
  expect(bulk[2]).toContain('东屏县工业和信息化局')

  for (let i = 0; i < 10; i++) {
    const village = await done(w.office, '/registers/village/rows', {
      region: w.east.id,
      values: { name: `净${i}村`, code: `9802213${String(i).padStart(5, '0')}` },
    })
    const state = { period: '2026-H1', households: 80, hasBlackWater: false, hasSource: false }
    await east.make('village-environment', { subject: village.id, ...state, wasteCollected: i > 0 })
  }
  const rubbish = await worked(await bound('村庄的生活垃圾得到规范有效处理', '90', 'village-waste-rate'))
  expect(rubbish.slice(0, 2)).toEqual(['90.00', 'met'])
  expect(rubbish[2]).toContain('住房城乡建设部门')

  const water = async (name: string, results: [on: string, verdict: string][]) => {
    const values = { name, kind: '灌区水源' }
    const body = await done(w.office, '/registers/water-body/rows', { region: w.east.id, values })
    return east.make('irrigation-source', {
      subject: body.id,
      kind: '地表水',
      cropClass: '水田作物',
      results: results.map(([on, verdict]) => ({ on, verdict, exceeded: verdict === '超标' ? ['镉'] : [] })),
    })
  }
  for (const name of ['甲渠', '乙渠', '丙渠']) await water(name, [['2026-05-01', '达标']])
  const bad = await water('丁渠', [
    ['2026-03-01', '超标'],
    ['2026-08-01', '达标'],
  ])
  expect([bad.lastVerdict, bad.steady]).toEqual(['达标', '超标'])
  const old = await water('戊渠', [['2025-08-01', '达标']])
  const irrigation = await bound('农田灌溉水质稳定达标', '100', 'irrigation-met-rate')
  expect((await worked(irrigation)).slice(0, 2)).toEqual(['60.00', 'at-risk'])
  await east.move('irrigation-source', bad, 'stop', { reason: '水质不稳定' })
  await east.correct('irrigation-source', old, { results: [{ on: '2026-08-20', verdict: '达标' }] })
  const steady = await worked(irrigation)
  expect(steady.slice(0, 2)).toEqual(['100.00', 'met'])
  expect(steady[2]).toContain('水利部门')

  const listed = async (n: number) => {
    const about = await addOrganisation(w.office, w.east, { name: `重点${n}厂`, creditCode: creditCode(900 + n) })
    const ground = { criterion: '地方规定的其他情形', ground: '年度名录' }
    const unit = await east.make('key-unit', { subject: about.id, ...ground })
    await office.move('key-unit', unit, 'announce', {
      values: { announcedFrom: '2026-08-01', announcedTo: '2026-08-20' },
    })
    await office.move('key-unit', unit, 'publish')
    return about
  }
  const [first] = [await listed(1), await listed(2)]
  const insurance = await east.make('environmental-insurance', { subject: first.id })
  const insured = await bound('投保率', '50', 'insured-rate')
  expect((await worked(insured)).slice(0, 2)).toEqual(['0.00', 'at-risk'])
  await east.move('environmental-insurance', insurance, 'insure', {
    values: { insurer: '云山财险', policy: 'P-7', cover: '300', validFrom: '2026-01-01', validUntil: '2026-12-31' },
  })
  const half = await worked(insured)
  expect(half.slice(0, 2)).toEqual(['50.00', 'met'])
  expect(half[2]).toContain('生态环境部门')
})
