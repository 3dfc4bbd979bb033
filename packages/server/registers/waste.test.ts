import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addOrganisation, addSite, creditCode, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let east: Hand
let office: Hand
let plant: Hand
let receiverHand: Hand
let works: { id: string }
let receiver: { id: string }
beforeAll(async () => {
  w = await openRegisterWorld('2026-09-01T09:00:00+08:00')
  east = handOf(w.eastClerk)
  office = handOf(w.office)
  plant = handOf(w.plant)
  works = await addOrganisation(w.office, w.east, { name: '东屏铅锌矿业', creditCode: creditCode(1), unit: w.works.id })
  receiver = await addOrganisation(w.office, w.east, { name: '东屏再生铅厂', creditCode: creditCode(2) })
})
afterAll(() => w?.close())

const yardSite = (name: string) => addSite(w.office, w.east, { name, kind: '废物堆存点' })
const duties = async (register: string, to = '2026-12-31') =>
  (await w.eastClerk.get(`/duties?register=${register}&from=2026-01-01&to=${to}`)).body.rows as {
    row: string
    duty: string
    due: string
    status: string
  }[]

describe('stock yards', () => {
  const good = { scatter: '完善', loss: '完善', seepage: '完善' }
  it('S354 S355 S356 a yard is found, planned by one day and mended by another; three protections decide', async () => {
    const row = await east.make('waste-yard', {
      subject: (await yardSite('北沟渣场')).id,
      waste: '脱硫石膏',
      source: ['脱硫'],
      amount: '52000',
      foundOn: '2026-02-10',
    })
    expect(row.protection).toBe('证据不足')
    let now = await east.correct('waste-yard', row, { checks: [{ on: '2026-02-10', scatter: '完善', loss: '完善' }] })
    expect([now.protection, now.gaps]).toEqual(['证据不足', []])
    expect(await east.refusedMove('waste-yard', row, 'sound')).toContain('证据不足')
    const bad = { on: '2026-02-20', scatter: '不完善', loss: '完善', seepage: '没有' }
    now = await east.correct('waste-yard', row, { checks: [bad] })
    expect([now.protection, now.gaps]).toEqual(['有缺项', ['防扬散不完善', '防渗漏没有']])
    expect(
      await east.refusedMove('waste-yard', row, 'list', { values: { planDue: '2026-12-31', due: '2026-06-30' } }),
    ).toContain('早于')
    await east.move('waste-yard', row, 'list', { values: { planDue: '2026-06-30', due: '2026-12-31' } })
    expect((await duties('waste-yard')).map(d => [d.duty, d.due, d.status])).toEqual([
      ['plan', '2026-06-30', 'overdue'],
      ['rectify', '2026-12-31', 'open'],
    ])
    const cover = { gap: '防扬散', measure: '加盖苫布' }
    const plan = [await east.file()]
    expect(await east.refusedMove('waste-yard', row, 'file', { values: { plan, measures: [cover] } })).toContain(
      '“防渗漏没有”没有对应',
    )
    const measures = [cover, { gap: '防渗漏', measure: '铺设防渗膜' }]
    await east.move('waste-yard', row, 'file', { values: { plan, measures } })
    const refused = await east.refusedMove('waste-yard', row, 'finish')
    expect(refused).toContain('没有证明齐全')
    expect(refused).toContain('“铺设防渗膜”没有完成')
    await w.at('2026-10-20T09:00:00+08:00')
    await east.correct('waste-yard', row, {
      checks: [bad, { on: '2026-10-15', ...good }],
      measures: measures.map(m => ({ ...m, doneOn: '2026-10-01' })),
    })
    expect((await east.move('waste-yard', row, 'finish')).rectifiedOn).toBe('2026-10-20')
    expect((await duties('waste-yard')).find(d => d.duty === 'rectify')?.status).toBe('met')
    await east.move('waste-yard', row, 'summarise', { values: { summary: [await east.file()] } })
    // Places that take electronic waste, tyres and plastics apart are cleaned up beside the yards.
    const tyres = await east.make('waste-point', {
      subject: (await yardSite('胎场')).id,
      kind: '废轮胎再生利用',
      department: '商务',
    })
    await east.move('waste-point', tyres, 'rectify', { reason: '露天堆放' })
    expect(await east.refusedMove('waste-point', tyres, 'pass')).toContain('没有核实有资质')
    expect((await east.move('waste-point', tyres, 'ban', { reason: '无证经营' })).state).toBe('banned')
  })

  it('areas of a key basin are tagged and found by the tag', async () => {
    const site = await yardSite('库区渣场')
    const row = await east.make('waste-yard', {
      subject: site.id,
      waste: '其他',
      amount: '10',
      foundOn: '2026-03-01',
      tags: ['丹江口库区及上游'],
    })
    const found = await east.list('waste-yard', `?f.tags=${encodeURIComponent('丹江口库区及上游')}`)
    expect(found.rows.map(r => r.id)).toEqual([row.id])
  })
})

describe('social sources', () => {
  it('S348 S349 S361 garages, dismantlers and household points: amounts, checks, and where it went', async () => {
    const point = async (kind: string, department: string) =>
      east.make('waste-point', { subject: (await yardSite(`${kind}甲`)).id, kind, department })
    const garage = await point('机动车维修', '交通运输')
    let now = await east.correct('waste-point', garage, {
      amounts: [
        { on: '2026-03-01', waste: '废铅蓄电池', collected: '420' },
        { on: '2026-05-01', waste: '废铅蓄电池', removed: '300', to: '流动收购' },
      ],
      checks: [{ on: '2026-04-02', by: '东屏县交通运输局', problem: '没有防渗托盘', due: '2026-05-31' }],
    })
    expect(now).toMatchObject({
      stock: '120',
      openProblems: 1,
      nextCheck: '2027-04-02',
      wrongReceivers: ['废铅蓄电池→流动收购'],
    })
    expect(
      await east.refusedCorrection('waste-point', garage, {
        amounts: [{ on: '2026-05-01', waste: '废矿物油', removed: '1', to: '炼油厂' }],
      }),
    ).toContain('废矿物油转出量大于收集量')
    await east.move('waste-point', garage, 'rectify', { reason: '危险废物流向不明' })
    const refused = await east.refusedMove('waste-point', garage, 'pass')
    for (const reason of ['没有核实有资质', '1 个问题', '接收单位没有资质']) expect(refused).toContain(reason)
    const weee = await point('废弃电器电子产品拆解', '商务')
    const owed = async () =>
      (await duties('waste-point', '2027-12-31')).filter(d => d.row === weee.id).map(d => [d.duty, d.due, d.status])
    // Where nobody has looked yet somebody has to.
    expect(await owed()).toContainEqual(['firstCheck', '2026-12-31', 'open'])
    now = await east.correct('waste-point', weee, {
      qualified: true,
      licence: '拆解证东屏1号',
      checks: [{ on: '2026-06-01', by: '东屏县商务局' }],
    })
    expect([now.checkedOn, now.openProblems]).toEqual(['2026-06-01', 0])
    expect(await owed()).toEqual([['check', '2027-06-01', 'open']])
    const household = await point('家用含重金属废物收集点', '住房城乡建设')
    now = await east.correct('waste-point', household, {
      amounts: [
        { on: '2026-03-01', waste: '含汞荧光灯管', collected: '12.5' },
        { on: '2026-03-02', waste: '镍镉电池', collected: '30' },
      ],
    })
    expect(now.stock).toBe('42.5')
    expect(await east.refusedMove('waste-point', household, 'close')).toContain('42.5 kg')
    const points = await east.list('waste-point', `?f.kind=${encodeURIComponent('机动车维修,家用含重金属废物收集点')}`)
    expect(points.count.n).toBe(2)
  })
})

describe('hazardous waste', () => {
  let unit: string
  const licence = (values: object = {}) =>
    office.make('hazardous-waste-licence', {
      subject: receiver.id,
      number: '云环危001号',
      way: '利用',
      scopes: [{ category: 'HW31', capacity: '100' }],
      validFrom: '2026-01-01',
      validUntil: '2026-12-31',
      monitored: '已接入',
      monitorAddress: 'https://monitor.example/1',
      ...values,
    })
  const trip = (number: string, values: object = {}) =>
    plant.make('hazardous-waste-manifest', {
      subject: works.id,
      number,
      code: '900-052-31',
      waste: '废铅膏',
      shipped: '31.42',
      carrier: receiver.id,
      vehicle: '云A00001',
      receiver: receiver.id,
      receiverUnit: unit,
      crossProvince: false,
      ...values,
    })
  beforeAll(async () => {
    const taker = await w.server.unit(w.east, { name: '东屏再生铅厂', kind: '企业', line: '企业' })
    await w.server.person(taker, 'taker', ['reporter'], { party: 'operator' })
    unit = taker.id
    receiverHand = handOf(await w.server.signIn('taker'))
  })

  it('S347 S365 a trip needs 14 digits and a licensed receiver; what arrived goes into the balance of the year', async () => {
    const refused = async (values: object) =>
      plant.refusedNew('hazardous-waste-manifest', {
        subject: works.id,
        code: '900-052-31',
        waste: '废铅膏',
        shipped: '1',
        carrier: receiver.id,
        vehicle: '云A00001',
        receiver: receiver.id,
        crossProvince: false,
        ...values,
      })
    expect(await refused({ number: '2026980200012' })).toContain('14 位')
    expect(await refused({ number: '20259802000123', shippedOn: '2026-09-18' })).toContain('年份 2025')
    const first = await trip('20269802000123')
    const ship = { values: { shippedOn: '2026-09-18' } }
    expect(await plant.refusedMove('hazardous-waste-manifest', first, 'ship', ship)).toContain(
      '没有有效的危险废物经营许可证',
    )
    const permit = await licence()
    expect(await office.refusedMove('hazardous-waste-licence', permit, 'grant')).toContain('应急预案没有备案')
    await office.correct('hazardous-waste-licence', permit, { emergencyPlanOn: '2026-01-05' })
    await office.move('hazardous-waste-licence', permit, 'grant')
    await plant.move('hazardous-waste-manifest', first, 'ship', ship)
    const wrong = await trip('20269802000124', { code: '900-214-08' })
    expect(await plant.refusedMove('hazardous-waste-manifest', wrong, 'ship', ship)).toContain('没有 HW08')
    const big = await trip('20269802000125', { shipped: '68.59' })
    expect(await plant.refusedMove('hazardous-waste-manifest', big, 'ship', ship)).toContain('将达 100.01 吨')

    await receiverHand.move('hazardous-waste-manifest', first, 'arrive', { values: { receivedOn: '2026-09-18' } })
    // Five workdays over Mid-Autumn, with 20 September worked: 20, 21, 22, 23, 24.
    expect((await duties('hazardous-waste-manifest')).map(d => d.due)).toEqual(['2026-09-24'])
    expect(
      await receiverHand.refusedMove('hazardous-waste-manifest', first, 'confirm', { values: { received: '30.90' } }),
    ).toContain('重量差异说明')
    const confirmed = await receiverHand.move('hazardous-waste-manifest', first, 'confirm', {
      values: { received: '31.20' },
    })
    expect([confirmed.difference, confirmed.abnormal]).toEqual(['0.70', false])

    const [ledger] = (await plant.list('hazardous-waste-year')).rows
    expect(ledger!.transfers).toMatchObject([{ manifest: '20269802000123', code: '900-052-31', tonnes: '31.20' }])
    expect([ledger!.balance, ledger!.imbalances[0]]).toEqual([
      '不平衡',
      '900-052-31：有联单转移 31.2 吨，台账没有这种废物',
    ])
    const waste = {
      code: '900-052-31',
      name: '废铅膏',
      opening: '10',
      generated: '40',
      selfUsed: '3.8',
      selfDisposed: '0',
    }
    let now = await plant.correct('hazardous-waste-year', ledger!, { wastes: [waste] })
    expect(now.balance).toBe('证据不足')
    now = await plant.correct('hazardous-waste-year', ledger!, { wastes: [{ ...waste, closing: '15.1' }] })
    expect(now.imbalances).toEqual(['900-052-31：账面应存 15 吨，填报 15.1 吨'])
    expect(await east.refusedMove('hazardous-waste-year', ledger!, 'close')).toContain('应存 15 吨')
    now = await plant.correct('hazardous-waste-year', ledger!, { wastes: [{ ...waste, closing: '15' }] })
    expect([now.balance, now.generatedTotal]).toEqual(['平衡', '40'])
    expect((await east.move('hazardous-waste-year', ledger!, 'close')).state).toBe('closed')
  })

  it('S346 producers are classed by the largest of three years, declare in their rhythm and are assessed', async () => {
    const year = (values: object, y: number) =>
      east.make('hazardous-waste-year', { subject: works.id, year: y, ...values })
    const three = ['88', '104', '97'].map((tonnes, i) => ({ year: 2021 + i, tonnes }))
    const row = await year({ recentAmounts: three }, 2024)
    expect([row.producerClass, row.planDue, row.nextDeclarationDue]).toEqual(['重点监管', '2024-03-31', '2024-02-15'])
    const held = await year({ recentAmounts: [{ year: 2022, tonnes: '9.8' }], licensed: true }, 2023)
    expect(held.producerClass).toBe('重点监管')
    const small = await year({ recentAmounts: [{ year: 2021, tonnes: '9.8' }] }, 2022)
    expect([small.producerClass, small.nextDeclarationDue]).toEqual(['登记管理', '2023-03-31'])
    const ten = await year({ recentAmounts: [{ year: 2020, tonnes: '10' }] }, 2021)
    expect([ten.producerClass, ten.nextDeclarationDue]).toEqual(['简化管理', '2021-04-15'])
    const empty = await year({}, 2019)
    expect([empty.producerClass, empty.generatedTotal, empty.handledTotal]).toEqual([null, null, null])
    const items = [
      { item: '标识', full: '40', score: '40' },
      { item: '贮存', full: '60', score: null as string | null, problem: '没有围堰' },
    ]
    const assess = (score: string | null) => ({
      values: { assessedOn: '2024-08-01', assessment: [items[0], { ...items[1], score }] },
    })
    expect(await east.refusedMove('hazardous-waste-year', row, 'assess', assess(null))).toContain('没有得分')
    expect(await east.move('hazardous-waste-year', row, 'assess', assess('39.99'))).toMatchObject({
      score: '79.99',
      grade: '基本达标',
      openProblems: 1,
    })
    expect(await east.refusedMove('hazardous-waste-year', row, 'rectify')).toContain('没有整改期限')
    await east.correct('hazardous-waste-year', row, {
      campaign: '自行利用处置专项整治',
      assessment: [items[0], { ...items[1], score: '40', due: '2024-10-31' }],
    })
    await east.move('hazardous-waste-year', row, 'rectify')
    expect((await east.read('hazardous-waste-year', row)).grade).toBe('达标')
    // The ledger of the campaign: its producers, what was found at each, and the day it was mended.
    const campaign = async () =>
      (await east.list('hazardous-waste-year', `?q=${encodeURIComponent('自行利用处置专项整治')}`)).rows.map(r => [
        r.id,
        r.openProblems,
        r.assessment.filter((a: { problem: string | null }) => a.problem)[0].due,
      ])
    expect(await campaign()).toEqual([[row.id, 1, '2024-10-31']])
    expect(await east.refusedMove('hazardous-waste-year', row, 'close')).toContain('还有 1 个问题没有整改')
    await east.correct('hazardous-waste-year', row, {
      assessment: [items[0], { ...items[1], score: '40', due: '2024-10-31', closedOn: '2024-10-20' }],
    })
    expect(await campaign()).toEqual([[row.id, 0, '2024-10-31']])
  })

  it('a licence has capacity and expiry, and its renewal falls due in time', async () => {
    const row = await licence({
      number: '云环危002号',
      validUntil: '2026-12-31',
      scopes: [
        { category: 'HW31', capacity: '20' },
        { category: 'HW08', capacity: '5.5' },
      ],
    })
    expect(row).toMatchObject({ capacity: '25.5', monitored: '已接入' })
    await office.correct('hazardous-waste-licence', row, { emergencyPlanOn: '2026-01-05' })
    await office.move('hazardous-waste-licence', row, 'grant')
    const due = (await duties('hazardous-waste-licence')).find(d => d.row === row.id)
    expect(due!.due).toBe('2026-11-19')
    const soon = await office.list('hazardous-waste-licence', '?f.validUntil.to=2026-12-31')
    expect(soon.count.n).toBe(2)
  })
})

describe('the year of a county', () => {
  const year = (values: object, y: number) =>
    east.make('waste-year', { year: y, source: w.eastBureau.id, ...values }, { region: w.east.id })
  it('S351 S357 S360 slag, bulk waste and medical waste with their rates, missing figures leaving them empty', async () => {
    const row = await year(
      {
        slagProduced: '12000',
        slagUsed: '9000',
        bulk: [
          { kind: '粉煤灰', produced: '800', used: '700' },
          { kind: '煤矸石', produced: '200', used: '140', fromStock: '50' },
        ],
        medical: [
          { institution: '县医院', produced: '1000', collected: '1000' },
          { institution: '乡卫生院', produced: '200' },
        ],
      },
      2024,
    )
    expect(row).toMatchObject({ slagRate: '75.00', bulkRate: '80.00', medicalRate: null })
    expect(row.medicalRates).toMatchObject([{ rate: '100.00' }, { rate: null }])
    const both = [
      { institution: '县医院', produced: '1000', collected: '1000' },
      { institution: '乡卫生院', produced: '200', collected: '194' },
    ]
    expect((await east.correct('waste-year', row, { medical: both })).medicalRate).toBe('99.50')
    const figure = async () => (await w.office.get('/indicators/bulk-waste-rate?period=2024')).body
    expect((await figure()).value).toBeNull()
    await east.move('waste-year', row, 'submit')
    await east.move('waste-year', row, 'accept')
    expect(await figure()).toMatchObject({ numerator: '840', denominator: '1050', value: '80.00' })
  })

  it('S364 S368 capacity against generation shows the gap; waste from outside is held against its cap', async () => {
    const row = await year(
      {
        capacities: [
          { category: 'HW31', produced: '120', capacity: '100' },
          { category: 'HW08', produced: '20', capacity: '20' },
        ],
        inTransfer: '500',
      },
      2023,
    )
    expect([row.gaps, row.inAlarm]).toEqual([[expect.objectContaining({ category: 'HW31', short: '20' })], '证据不足'])
    const alarm = async (inTransfer: string) =>
      (await east.correct('waste-year', row, { inTransfer, inCap: '500' })).inAlarm
    expect([await alarm('449.9'), await alarm('450'), await alarm('500'), await alarm('500.1')]).toEqual([
      '控制内',
      '接近控制量',
      '接近控制量',
      '超过控制量',
    ])
  })
})
