import { afterAll, beforeAll, expect, it } from 'vitest'
import { addOrganisation, addSite, creditCode, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let farming: Hand
let bureau: string
let towns: { id: string }[]
let n = 300
beforeAll(async () => {
  w = await openRegisterWorld('2026-09-01T09:00:00+08:00')
  const unit = await w.server.unit(w.east, { name: '东屏县农业农村局', line: '农业农村' })
  bureau = unit.id
  await w.server.person(unit, 'farming', ['reporter', 'reviewer'])
  farming = handOf(await w.server.signIn('farming'))
  towns = [
    await w.server.region('屏山镇', 'township', w.east, '980221101'),
    await w.server.region('清溪镇', 'township', w.east, '980221102'),
  ]
})
afterAll(() => w?.close())

const here = () => ({ region: w.east.id })
const place = { type: 'Point', coordinates: [108.4, 22.5] }
const operator = async (name: string) =>
  (await addOrganisation(w.office, w.east, { name, creditCode: creditCode(++n) })).id
const point = async (name: string, kind: string, values: object = {}) =>
  farming.make(
    'recovery-point',
    { name, kind, role: '回收网点', operator: await operator(`${name}公司`), location: place, ...values },
    here(),
  )
const plant = async (name: string, kind: string) => {
  const row = await point(name, kind, { role: '加工处理企业' })
  return farming.move('recovery-point', row, 'open')
}

it('S371 S375 film goes from farmers over points to works: each link has its amounts, and the year its rates', async () => {
  const works = await plant('塑料再生厂', '农用薄膜')
  const film = await point('屏山镇农膜点', '农用薄膜')
  expect(await farming.refusedMove('recovery-point', film, 'open')).toContain('须写明下一环节')
  await farming.correct('recovery-point', film, { next: works.id })
  await farming.move('recovery-point', film, 'open')
  const took = [
    { on: '2025-11-20', from: '屏山村', kg: '90000' },
    { on: '2026-03-10', from: '屏山村', kg: '310000.5' },
    { on: '2026-05-10', from: '清溪村', kg: '102500' },
  ]
  expect(
    await farming.refusedCorrection('recovery-point', film, {
      received: took,
      sent: [{ on: '2026-06-01', use: '再利用', to: '塑料再生厂', kg: '502501' }],
    }),
  ).toContain('处理处置多于回收 0.5 kg')
  const kept = await farming.correct('recovery-point', film, {
    received: took,
    sent: [
      { on: '2026-06-01', use: '再利用', to: '塑料再生厂', kg: '330000' },
      { on: '2026-06-02', use: '无害化处置', to: '填埋场', kg: '60000' },
    ],
  })
  expect(kept.years).toEqual([
    { year: 2025, received: '90000', reused: '0', disposed: '0' },
    { year: 2026, received: '412500.5', reused: '330000', disposed: '60000' },
  ])
  expect([kept.stock, kept.treated]).toEqual(['112500.5', '77.61'])
  expect(await farming.refusedMove('recovery-point', film, 'close', { reason: '合并' })).toContain(
    '还有库存 112500.5 kg',
  )

  const year = await farming.make(
    'farm-input-year',
    { year: 2026, source: bureau, filmMade: '20', filmSold: '500', filmUsed: '486' },
    here(),
  )
  await farming.make(
    'input-limit',
    {
      kind: '农用薄膜',
      item: '标称厚度',
      rule: '不低于',
      bound: '0.010',
      unit: 'mm',
      standard: 'GB 13735—2017',
      validFrom: '2018-05-01',
    },
    here(),
  )
  for (const [batch, value] of [
    ['甲', '0.010'],
    ['乙', '0.0101'],
    ['丙', '0.008'],
  ]) {
    const check = await farming.make(
      'input-check',
      {
        kind: '农用薄膜',
        link: '销售',
        checkedOn: '2026-04-01',
        product: '聚乙烯地膜',
        batch,
        tests: [{ item: '标称厚度', value, unit: 'mm' }],
        report: [await farming.file()],
      },
      here(),
    )
    await farming.move('input-check', check, batch === '丙' ? 'fail' : 'pass')
  }
  await farming.move('farm-input-year', year, 'gather')
  expect(await farming.read('farm-input-year', year)).toMatchObject({
    filmRecovered: '412.5005',
    filmReused: '330',
    filmRate: '84.88',
    filmReuseRate: '80.00',
    filmLoss: '73.4995',
    filmChecked: 3,
    filmFailed: 1,
    filmPassRate: '66.67',
  })
})

it('S373 S395 packages are taken in by material, treated harmlessly, and counted into the rate of the year', async () => {
  const works = await plant('危废处置中心', '农药包装')
  const packs = await point('清溪镇包装点', '农药包装', { duty: ['生产者', '经营者'], next: works.id })
  await farming.move('recovery-point', packs, 'open')
  const row = (on: string, material: string, kg: string, more: object = {}) => ({ on, material, kg, ...more })
  expect(
    await farming.refusedCorrection('recovery-point', packs, { received: [{ on: '2024-04-01', kg: '5' }] }),
  ).toContain('农药包装须填写材质')
  const kept = await farming.correct('recovery-point', packs, {
    received: [
      row('2024-04-01', '塑料瓶', '60.5'),
      row('2024-05-01', '铝箔袋', '30', { nonStandard: true }),
      row('2024-06-01', '水溶性包装', '5'),
      row('2024-07-01', '铝箔袋', '4.5'),
    ],
    sent: [{ on: '2024-08-01', use: '无害化处置', to: '危废处置中心', kg: '80' }],
  })
  expect(kept.materials).toEqual([
    { material: '塑料瓶', kg: '60.5', share: '60.50' },
    { material: '铝箔袋', kg: '34.5', share: '34.50' },
    { material: '水溶性包装', kg: '5', share: '5.00' },
  ])
  expect([kept.nonStandardShare, kept.treated, kept.stock]).toEqual(['30.00', '80.00', '20'])
  const county = await farming.make('farm-input-year', { year: 2024, source: bureau, packagesSold: '125' }, here())
  await farming.move('farm-input-year', county, 'gather')
  expect(await farming.read('farm-input-year', county)).toMatchObject({
    packagesRecovered: '100',
    packagesDisposed: '80',
    packageRate: '80.00',
    packageDisposalRate: '80.00',
  })
  const owed = (await w.office.get('/duties?register=recovery-point&from=2026-01-01&to=2026-12-31')).body.rows
  expect(owed.find((d: { row: string }) => d.row === packs.id)).toMatchObject({ due: '2026-12-31', status: 'open' })
})

it('S374 deposits are paid back and never more than was taken; from one pilot township the scheme spreads to all', async () => {
  const packs = await point('屏山镇押金点', '农药包装', { next: (await plant('押金处置厂', '农药包装')).id })
  await farming.move('recovery-point', packs, 'open')
  const deposits = [
    { on: '2026-03-01', seller: '屏山农资店', taken: '860' },
    { on: '2026-06-01', seller: '屏山农资店', returned: '512.5' },
  ]
  expect((await farming.correct('recovery-point', packs, { deposits })).depositHeld).toBe('347.5')
  const more = [...deposits, { on: '2026-07-01', seller: '屏山农资店', returned: '347.6' }]
  expect(await farming.refusedCorrection('recovery-point', packs, { deposits: more })).toContain(
    '退还押金多于收取 0.1 元',
  )
  expect(await farming.refusedMove('recovery-point', packs, 'close', { reason: '并点' })).toContain('还有押金 347.5 元')

  const scheme = await farming.make(
    'promotion-area',
    { name: '农药包装押金', kind: '农药包装押金制度', leadUnit: bureau, due: '2027-12-31' },
    here(),
  )
  await farming.move('promotion-area', scheme, 'start')
  const evaluation = [await farming.file()]
  expect(await farming.refusedMove('promotion-area', scheme, 'extend', { values: { evaluation } })).toContain(
    '没有试点乡镇',
  )
  const township = (t: { id: string }, from: string) => ({ township: t.id, from })
  expect(
    await farming.refusedCorrection('promotion-area', scheme, { covered: [township(w.west, '2026-03-01')] }),
  ).toContain('不是本区域的乡镇')
  await farming.correct('promotion-area', scheme, { covered: [township(towns[0]!, '2026-03-01')] })
  expect(await farming.read('promotion-area', scheme)).toMatchObject({ townships: 2, coverage: '50.00' })
  await farming.move('promotion-area', scheme, 'extend', { values: { evaluation } })
  expect(await farming.refusedMove('promotion-area', scheme, 'finish', { values: { evaluation } })).toContain(
    '乡镇覆盖率 50.00',
  )
  await farming.correct('promotion-area', scheme, {
    covered: [township(towns[0]!, '2026-03-01'), township(towns[1]!, '2026-08-01')],
  })
  const finished = await farming.move('promotion-area', scheme, 'finish', { values: { evaluation } })
  expect([finished.state, finished.coverage]).toEqual(['finished', '100.00'])
})

it('S387 areas in which a practice is spread add up against their goal, kind by kind, and report in the half-year they run', async () => {
  const area = (kind: string, goal: string) =>
    farming.make('promotion-area', { name: `${kind}推广`, kind, leadUnit: bureau, goal, due: '2026-11-30' }, here())
  expect(
    await farming.refusedNew(
      'promotion-area',
      { name: '无目标', kind: '缓释肥', leadUnit: bureau, due: '2026-11-30' },
      here(),
    ),
  ).toContain('目标面积')
  const water = await area('水肥一体化', '5000')
  await area('有机农业', '800')
  await farming.move('promotion-area', water, 'start')
  const half = [
    { on: '2026-03-20', area: '3200', households: 210, found: '两个村铺设完成' },
    { on: '2026-08-20', area: '1799.9', found: '新增三个村' },
  ]
  const now = await farming.correct('promotion-area', water, { progress: half })
  expect([now.doneArea, now.rate]).toEqual(['4999.9', '100.00'])
  const byKind = await farming.list('promotion-area', `?f.kind=${encodeURIComponent('水肥一体化')}`)
  expect(byKind.rows.map(r => r.doneArea)).toEqual(['4999.9'])
  const owed = (await w.office.get('/duties?register=promotion-area&from=2026-01-01&to=2026-12-31')).body.rows
  const reports = owed.filter((d: { row: string; duty: string }) => d.row === water.id && d.duty === 'report')
  expect(reports.map((d: { due: string; status: string }) => `${d.due} ${d.status}`)).toEqual(['2026-12-31 met'])
})

it('S389 S393 a pilot is done when its figures got better; with its techniques it stands in a list of pilots', async () => {
  const pilot = (name: string, kind: string, values: object = {}) =>
    farming.make('promotion-area', { name, kind, leadUnit: bureau, due: '2026-12-31', ...values }, here())
  const surface = await pilot('清溪小流域', '农业面源污染治理与监督指导试点', { techniques: ['生态沟渠', '缓冲带'] })
  const breeding = await pilot('东屏生猪', '种养结合循环发展试点', { techniques: ['干清粪', '漏缝地面'] })
  await farming.move('promotion-area', surface, 'start')
  expect(surface).toMatchObject({ pilot: true, outcome: '证据不足' })
  const evaluation = [await farming.file()]
  const finish = { values: { evaluation } }
  expect(await farming.refusedMove('promotion-area', surface, 'finish', finish)).toContain('试点成效为“证据不足”')
  const figure = (after: string) => [
    { indicator: '断面总磷', before: '0.32', after, unit: 'mg/L' },
    { indicator: '化肥用量', before: '26.1', after: '22.4', unit: 'kg/亩' },
  ]
  expect((await farming.correct('promotion-area', surface, { results: figure('0.33') })).outcome).toBe('没有成效')
  await farming.correct('promotion-area', surface, { results: figure('0.21') })
  expect(await farming.move('promotion-area', surface, 'finish', finish)).toMatchObject({
    state: 'finished',
    outcome: '取得实际成效',
  })
  const pilots = (await farming.list('promotion-area', '?f.pilot=true')).rows
  expect(pilots.find(r => r.id === breeding.id)).toMatchObject({ techniques: ['干清粪', '漏缝地面'], state: 'planned' })
})

it('S394 scattered farms bring their manure to one point, which says what it took, used and cannot take', async () => {
  const farm = async (name: string) =>
    farming.make('livestock-farm', {
      subject: (await addSite(w.office, w.east, { name, kind: '其他设施' })).id,
      species: '生猪',
      stock: 40,
      scale: false,
      zone: '非禁养区',
      facility: '无',
    })
  const [one, two] = [await farm('张家猪圈'), await farm('李家猪圈')]
  const centre = await point('清溪粪污集中处理点', '畜禽粪污', { role: '集中处理点', capacity: '500000' })
  expect(await farming.refusedMove('recovery-point', centre, 'open')).toContain('集中处理点没有服务的养殖户')
  await farming.correct('recovery-point', centre, { farms: [one.id, two.id] })
  await farming.move('recovery-point', centre, 'open')
  const named = async () => [
    (await farming.read('livestock-farm', one)).collective,
    (await farming.read('livestock-farm', two)).collective,
  ]
  expect(await named()).toEqual(['清溪粪污集中处理点', '清溪粪污集中处理点'])
  const now = await farming.correct('recovery-point', centre, {
    farms: [one.id],
    received: [
      { on: '2026-02-01', from: '张家', kg: '300000' },
      { on: '2026-06-01', from: '李家', kg: '200001' },
    ],
    sent: [{ on: '2026-07-01', use: '资源化利用', to: '有机肥厂', kg: '450000' }],
  })
  expect(await named()).toEqual(['清溪粪污集中处理点', null])
  expect(now).toMatchObject({ treated: '90.00', stock: '50001', overload: ['2026'] })
  expect(now.years).toEqual([{ year: 2026, received: '500001', reused: '450000', disposed: '0' }])
})
