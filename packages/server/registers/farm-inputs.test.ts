import { farmlandClass } from '@jingtu/registers/farmland-class.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addSite as addPoint } from '../evidence/testing.ts'
import { addSite, done, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let farming: Hand
let water: Hand
let towns: { id: string }[]
beforeAll(async () => {
  w = await openRegisterWorld('2026-09-01T09:00:00+08:00')
  const bureau = await w.server.unit(w.east, { name: '东屏县农业农村局', line: '农业农村' })
  await w.server.person(bureau, 'farming', ['reporter', 'reviewer'])
  const waters = await w.server.unit(w.east, { name: '东屏县水利局', line: '水利' })
  await w.server.person(waters, 'water', ['reporter', 'reviewer'])
  farming = handOf(await w.server.signIn('farming'))
  water = handOf(await w.server.signIn('water'))
  towns = [
    await w.server.region('屏山镇', 'township', w.east, '980221101'),
    await w.server.region('清溪镇', 'township', w.east, '980221102'),
  ]
})
afterAll(() => w?.close())

const square = (x: number, y: number, size: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [x, y],
      [x + size, y],
      [x + size, y + size],
      [x, y + size],
      [x, y],
    ],
  ],
})
const point = (code: string) => addPoint(w.server, w.east, w.city.id, { code })
const unit = (code: string, mu: string) =>
  done(w.office, '/registers/farmland-unit/rows', {
    region: w.east.id,
    values: { code, landUse: '水田', area: { value: mu, unit: '亩' } },
  })
/** Its class is in force since the year began. */
const classed = (subject: { id: string }, mu: string) =>
  w.server.change(c =>
    c.insert(farmlandClass, {
      home: w.east.id,
      region: w.east.path,
      state: 'inForce',
      effective: '2026-01-01',
      values: {
        subject: subject.id,
        area: { value: mu, unit: '亩' },
        landUse: '水田',
        class: '安全利用类',
        classFrom: '2026-01-01',
      },
    }),
  )
const year = (values: object, y = 2025) =>
  farming.make('farm-input-year', { year: y, source: w.eastBureau.id, ...values }, { region: w.east.id })

describe('the year of a county', () => {
  it('S376 the rate of straw is the five uses over what can be collected, and empty while one use is unknown', async () => {
    const row = await year({
      strawCollectable: '118.6',
      strawFertiliser: '94.1',
      strawFeed: '12.3',
      strawFuel: '3.2',
      strawSubstrate: '1.1',
    })
    expect(row.strawRate).toBeNull()
    expect((await farming.correct('farm-input-year', row, { strawMaterial: '0.8' })).strawRate).toBe('94.01')
  })

  it('S369 S370 S372 fertiliser, pesticide, trials and demonstration areas, with the change on last year', async () => {
    const row = await year(
      {
        sownArea: '426000',
        formulaArea: '383400',
        uptakeWith: '182',
        uptakeWithout: '121',
        nitrogen: '150',
        fertiliser: '15204',
        fertiliserBefore: '15204',
        pesticide: '310.5',
        pesticideBefore: '318',
        trials: [
          { name: '东屏镇全生物降解膜示范', kind: '全生物降解膜', area: '1200', result: '已铺设' },
          { name: '清溪镇加厚膜', kind: '加厚地膜', area: '300.5', result: '已铺设' },
          { name: '新型农药筛选', kind: '新型农药', result: '三个品种' },
          { name: '肥料包装回收试点', kind: '肥料包装回收', result: '六个点' },
        ],
        seasons: [
          { season: '春', fertiliser: '9204', formulaArea: '200000' },
          { season: '秋', fertiliser: '6000', formulaArea: '183400' },
        ],
      },
      2024,
    )
    expect(row).toMatchObject({
      formulaRate: '90.00',
      fertiliserUse: '40.67',
      fertiliserChange: '0',
      pesticideChange: '-7.5',
      demoArea: '1500.5',
    })
    expect(row.trials.map((t: { kind: string; result: string }) => `${t.kind} ${t.result}`)).toEqual([
      '全生物降解膜 已铺设',
      '加厚地膜 已铺设',
      '新型农药 三个品种',
      '肥料包装回收 六个点',
    ])
    expect(await farming.refusedCorrection('farm-input-year', row, { fertiliser: '15204.5' })).toContain(
      '分季化肥使用量合计 15204，与全年 15204.5 不一致',
    )
    const twice = [...row.seasons, { season: '春', fertiliser: '0', formulaArea: '0' }]
    expect(await farming.refusedCorrection('farm-input-year', row, { seasons: twice })).toContain('“春”季写了两行')
    // The ledger of pesticide over the years.
    await year({ pesticide: '318' }, 2021)
    const ledger = (await farming.list('farm-input-year', '?limit=50')).rows.filter(
      r => r.year === 2024 || r.year === 2021,
    )
    expect(ledger.map(r => [r.year, r.pesticide, r.pesticideChange]).sort()).toEqual([
      [2021, '318', null],
      [2024, '310.5', '-7.5'],
    ])
    expect(await farming.refusedCorrection('farm-input-year', row, { formulaArea: '426001' })).toContain('大于播种面积')
  })

  it('S397 manure that brings more nutrient than the land takes shows an overload, township by township', async () => {
    const township = (t: { id: string }, values: object) =>
      farming.make('farm-input-year', { year: 2023, source: w.eastBureau.id, ...values }, { region: t.id })
    const row = await township(towns[0]!, { nutrientDemand: '900', nutrientManure: '900' })
    expect([row.manureLoad, row.overloaded]).toEqual(['100.00', false])
    const other = await township(towns[1]!, { nutrientDemand: '900' })
    expect([other.manureLoad, other.overloaded]).toEqual([null, null])
    const over = await farming.correct('farm-input-year', row, { nutrientManure: '900.01' })
    // Rounded it is as much as the land takes; it is more.
    expect([over.manureLoad, over.overloaded]).toEqual(['100.00', true])
    await farming.correct('farm-input-year', other, { nutrientManure: '450' })
    expect((await farming.list('farm-input-year', '?f.overloaded=true')).rows.map(r => r.id)).toEqual([row.id])
    const fine = await farming.list('farm-input-year', '?f.overloaded=false')
    expect(fine.rows.map(r => [r.id, r.manureLoad])).toEqual([[other.id, '50.00']])
  })

  it('S026 recovery of film over the county comes from accepted figures only, the department named', async () => {
    const row = await year({ filmUsed: '486', filmRecovered: '412.5' }, 2022)
    expect(row).toMatchObject({ filmRate: '84.88', source: w.eastBureau.id })
    const figure = async () => (await w.office.get('/indicators/film-rate?period=2022')).body
    expect((await figure()).value).toBeNull()
    await farming.move('farm-input-year', row, 'submit')
    await farming.move('farm-input-year', row, 'accept')
    expect(await figure()).toMatchObject({ numerator: '412.5', denominator: '486', value: '84.88' })
    // A township's own amounts beside the county's would be counted twice; other amounts of the same year are its own.
    const town = await farming.make(
      'farm-input-year',
      { year: 2022, source: w.eastBureau.id, filmUsed: '40', filmRecovered: '30', manureMade: '2' },
      { region: towns[0]!.id },
    )
    await farming.move('farm-input-year', town, 'submit')
    expect(await farming.refusedMove('farm-input-year', town, 'accept')).toContain(
      '“农膜回收量”、“农膜使用量”已计入东屏县，同一数量只在一级填报',
    )
    await farming.move('farm-input-year', town, 'sendBack', { reason: '农膜由县级统计' })
    await farming.correct('farm-input-year', town, { filmUsed: null, filmRecovered: null })
    await farming.move('farm-input-year', town, 'submit')
    expect((await farming.move('farm-input-year', town, 'accept')).state).toBe('accepted')
    // What the township left empty is not taken for nothing: the sums stay, the rate waits.
    expect(await figure()).toMatchObject({ numerator: '412.5', denominator: '486', value: null })
  })
})

describe('livestock and irrigation', () => {
  it('S377 S392 a farm is checked against forbidden zones, new ones wait for a gate, and facilities have their day', async () => {
    const farm = async (name: string, values: object, location?: object) =>
      farming.make('livestock-farm', {
        subject: (await addSite(w.office, w.east, { name, kind: '其他设施', ...(location ? { location } : {}) })).id,
        species: '生猪',
        stock: 3000,
        scale: true,
        zone: '非禁养区',
        facility: '无',
        ...values,
      })
    const banned = await farm('新建猪场', { newBuild: true, buildingBan: true })
    expect(await farming.refusedMove('livestock-farm', banned, 'allow')).toContain('禁止新建、改建、扩建')
    expect(await farming.refusedMove('livestock-farm', banned, 'operate')).toContain('须先准入')
    const breeding = { exemption: '育种' }
    expect(await farming.refusedMove('livestock-farm', banned, 'allow', { values: breeding })).toContain('豁免须有依据')
    await farming.move('livestock-farm', banned, 'allow', {
      values: { ...breeding, exemptionFiles: [await farming.file()] },
    })
    const inside = await farm('禁养区猪场', { zone: '禁养区' })
    expect(await farming.refusedMove('livestock-farm', inside, 'allow')).toContain('应关闭或搬迁')
    const unknown = await farm('未核查猪场', { zone: '未核查' })
    expect(await farming.refusedMove('livestock-farm', unknown, 'allow')).toContain('证据不足')
    const old = await farm('老猪场', { facilityDue: '2026-12-31' })
    await farming.move('livestock-farm', old, 'operate')
    const { body } = await w.eastClerk.get('/duties?register=livestock-farm&from=2026-09-01&to=2026-12-31')
    expect(body.rows.map((d: { row: string; due: string }) => [d.row, d.due])).toEqual([[old.id, '2026-12-31']])

    const rate = async () => (await w.office.get('/indicators/livestock-facility-rate?period=2026')).body
    expect(await rate()).toMatchObject({ numerator: '0', denominator: '1' })
    await farming.move('livestock-farm', banned, 'operate')
    await farming.correct('livestock-farm', old, { facility: '已配套', equippedOn: '2026-08-30' })
    const small = await farm('散养户', { scale: false })
    await farming.move('livestock-farm', small, 'operate')
    expect(await rate()).toMatchObject({ numerator: '1', denominator: '2', value: '50.00' })

    // What is typed does not move a farm out of the zone on the map.
    const zone = await w.eastClerk.post('/registers/sensitive-place/rows', {
      region: w.east.id,
      values: {
        name: '东渠禁养区',
        kind: '畜禽养殖禁养区',
        document: '东政发〔2025〕1号',
        validFrom: '2025-01-01',
        extent: square(108.4, 22.4, 0.02),
      },
    })
    expect(zone.status).toBe(200)
    const there = { type: 'Point', coordinates: [108.41, 22.41] }
    expect((await farm('区划前猪场', {}, there)).zone).toBe('非禁养区')
    await handOf(w.eastClerk).move('sensitive-place', zone.body, 'enforce')
    const within = await farm('渠边猪场', {}, there)
    expect([within.zone, within.violation]).toEqual(['禁养区', '位于禁养区，应关闭或搬迁'])
    expect(await farming.refusedMove('livestock-farm', within, 'allow')).toContain('应关闭或搬迁')
  })

  it('S379 S380 S381 irrigation water that exceeds is monitored more often, waste water never goes on fields, reclaimed water needs soil and product beside it', async () => {
    const source = async (name: string, kind: string) =>
      water.make('irrigation-source', {
        subject: (
          await done(w.office, '/registers/water-body/rows', { region: w.east.id, values: { name, kind: '灌区水源' } })
        ).id,
        kind,
        cropClass: '水田作物',
      })
    const canal = await source('东渠', '地表水')
    // What was measured decides: cadmium of paddy water may be 0.01 mg/L.
    const ditch = await source('西渠', '地表水')
    const value = (on: string, cadmium: string, unit = 'mg/L') => ({ on, item: '镉', value: cadmium, unit })
    const normal = await water.correct('irrigation-source', ditch, { readings: [value('2026-02-01', '0.010')] })
    expect([normal.lastVerdict, normal.everyMonths, normal.nextOn]).toEqual(['达标', 12, '2027-02-01'])
    const readings = [value('2026-02-01', '0.010'), value('2026-07-01', '11', 'μg/L')]
    const extra = await water.correct('irrigation-source', ditch, { readings })
    expect(extra.judged.map((j: { on: string; verdict: string; found: string }) => [j.on, j.verdict])).toEqual([
      ['2026-02-01', '达标'],
      ['2026-07-01', '超标'],
    ])
    expect(extra.judged[1].found).toContain('镉超标')
    expect([extra.lastVerdict, extra.everyMonths, extra.nextOn]).toEqual(['超标', 3, '2026-10-01'])
    const typed = { results: [{ on: '2026-07-01', verdict: '达标' }] }
    expect(await water.refusedCorrection('irrigation-source', ditch, typed)).toContain('不能评为达标')
    // A sample that says nothing ends no exceedance.
    const vague = await water.correct('irrigation-source', ditch, {
      readings: [...readings, value('2026-08-01', '<0.02')],
    })
    expect([vague.lastVerdict, vague.everyMonths, vague.nextOn]).toEqual(['证据不足', 3, '2026-11-01'])
    expect(vague.ban).toContain('禁止进入农田')
    await water.correct('irrigation-source', ditch, { readings })
    const result = (on: string, verdict: string, exceeded: string[] = []) => ({ on, verdict, exceeded })
    const usual = await water.correct('irrigation-source', canal, { results: [result('2026-03-01', '达标')] })
    expect([usual.everyMonths, usual.nextOn]).toEqual([12, '2027-03-01'])
    expect(await water.refusedMove('irrigation-source', canal, 'watch')).toContain('没有超标')
    const both = [result('2026-03-01', '达标'), result('2026-08-01', '超标', ['镉'])]
    const exceeded = await water.correct('irrigation-source', canal, { results: both })
    expect([exceeded.everyMonths, exceeded.nextOn]).toEqual([3, '2026-11-01'])
    await water.move('irrigation-source', canal, 'watch')
    const { body } = await w.eastClerk.get('/duties?register=irrigation-source&from=2026-09-01&to=2026-12-31')
    expect(body.rows.map((d: { due: string }) => d.due).sort()).toEqual(['2026-10-01', '2026-11-01'])
    await water.move('irrigation-source', canal, 'stop', { reason: '镉超标' })
    expect(await water.refusedMove('irrigation-source', canal, 'resume')).toContain('最近评价为“超标”')
    const [field, spare] = [await unit('DP-380', '30'), await unit('DP-381', '8')]
    await classed(field, '30')
    const change = (units: { id: string }[]) => ({
      values: { adjustment: '改种非食用苗木', units: units.map(u => u.id) },
    })
    expect(await farming.refusedMove('irrigation-source', canal, 'adjust', change([field, spare]))).toContain(
      '单元没有生效的类别，种植结构调整不能列入措施台账',
    )
    await farming.move('irrigation-source', canal, 'adjust', change([field]))
    const adjusted = await farming.read('irrigation-source', canal)
    expect(adjusted).toMatchObject({
      adjustment: '改种非食用苗木',
      units: [field.id],
      ban: '不符合农田灌溉水质标准的水禁止进入农田',
    })
    const made = (await farming.list('safe-use-measure')).rows
    expect(made.map(m => [m.id, m.subject, m.year, m.measureName, m.crop, m.state])).toEqual([
      [adjusted.measures[0], field.id, 2026, '替代种植', '改种非食用苗木', 'planned'],
    ])

    const sewage = await source('城西沟', '城镇污水')
    expect(sewage.ban).toBe('禁止用城镇污水直接灌溉')
    await water.correct('irrigation-source', sewage, { results: [result('2026-08-01', '达标')] })
    await water.move('irrigation-source', sewage, 'stop', { reason: '污水灌溉' })
    expect(await water.refusedMove('irrigation-source', sewage, 'resume')).toContain('禁止用城镇污水直接灌溉')

    const reclaimed = await source('再生水管', '再生水')
    expect(
      (await water.correct('irrigation-source', reclaimed, { results: [result('2026-08-01', '达标')] })).unjoined,
    ).toEqual(['土壤', '农产品'])
    await water.move('irrigation-source', reclaimed, 'stop', { reason: '待配套协同监测' })
    expect(await water.refusedMove('irrigation-source', reclaimed, 'resume')).toContain('再生水灌溉须有土壤协同监测')
    const [soil, product] = [await point('ZS-T'), await point('ZS-N')]
    const half = await water.correct('irrigation-source', reclaimed, { soilPoints: [soil.id] })
    expect(half.unjoined).toEqual(['农产品'])
    expect(await water.refusedMove('irrigation-source', reclaimed, 'resume')).toContain('再生水灌溉须有农产品协同监测')
    const joined = await water.correct('irrigation-source', reclaimed, { productPoints: [product.id] })
    expect([joined.unjoined, joined.soilPoints, joined.productPoints]).toEqual([[], [soil.id], [product.id]])
    expect((await water.move('irrigation-source', reclaimed, 'resume')).state).toBe('inUse')
  })
})
