import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '../testing.ts'
import { addOrganisation, addSite, creditCode, done, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let east: Hand
let office: Hand
let water: Hand
/** The county's water bureau, which is told of wells that were sealed. */
let bureau: Client
beforeAll(async () => {
  w = await openRegisterWorld('2026-09-01T09:00:00+08:00')
  const waters = await w.server.unit(w.east, { name: '东屏县水利局', line: '水利' })
  await w.server.person(waters, 'water', ['reporter', 'reviewer'])
  east = handOf(w.eastClerk)
  office = handOf(w.office)
  bureau = await w.server.signIn('water')
  water = handOf(bureau)
})
afterAll(() => w?.close())

const point = (longitude: number, latitude: number) => ({ type: 'Point', coordinates: [longitude, latitude] })
const square = (west: number, south: number, size: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [west + size, south],
      [west + size, south + size],
      [west, south + size],
      [west, south],
    ],
  ],
})
const site = (name: string, kind: string, at?: object, more: object = {}) =>
  addSite(w.office, w.east, { name, kind, ...(at ? { location: at } : {}), ...more })
const well = (code: string, at: object, values: object = {}) =>
  done(w.office, '/registers/well/rows', {
    region: w.east.id,
    values: { code, kind: '监测井', location: at, ...values },
  })

describe('sources of groundwater pollution', () => {
  it('S323 S331 S339 six kinds of objects are surveyed, filed and assessed; a landfill is only done when both steps are', async () => {
    const due = { surveyDue: '2026-11-30' }
    const kinds = ['化学品生产企业', '尾矿库', '危险废物处置场', '垃圾填埋场', '工业集聚区', '矿山开采区', '加油站']
    for (const kind of kinds)
      await east.make('groundwater-source', {
        subject: (await site(`${kind}甲`, '其他设施')).id,
        kind,
        surroundings: true,
        ...due,
      })
    for (const kind of kinds)
      expect((await east.list('groundwater-source', `?f.kind=${encodeURIComponent(kind)}`)).rows).toMatchObject([
        { kind, step: '未开展', surroundings: true },
      ])
    const [landfill] = (await east.list('groundwater-source', `?f.kind=${encodeURIComponent('垃圾填埋场')}`)).rows
    const duty = async () => {
      const { body } = await w.eastClerk.get('/duties?register=groundwater-source&from=2026-11-01&to=2026-11-30')
      return body.rows.find((d: { row: string }) => d.row === landfill!.id)
    }
    expect(await duty()).toMatchObject({ due: '2026-11-30', status: 'open' })
    const none = { surveyedOn: '2026-08-01', exceeded: '未超标' }
    expect(await east.refusedMove('groundwater-source', landfill!, 'survey', { values: none })).toContain('没有监测井')
    const below = await well('JC-01', point(108.1, 22.5))
    await east.move('groundwater-source', landfill!, 'survey', { values: { ...none, wells: [below.id] } })
    const assessed = await east.move('groundwater-source', landfill!, 'assess', {
      values: { assessedOn: '2026-08-20', risk: '低', report: [await east.file()] },
    })
    expect(assessed.step).toBe('已评估待填报')
    expect(await office.refusedMove('groundwater-source', landfill!, 'close')).toContain('还没有填报系统')
    await east.correct('groundwater-source', landfill!, { filedOn: '2026-08-28' })
    expect((await office.move('groundwater-source', landfill!, 'close')).step).toBe('已完成')
  })

  it('S324 S340 a survey names its project and results; once the water is affected the scheme has to deal with it', async () => {
    const project = await done(w.office, '/registers/project/rows', {
      region: w.east.id,
      values: { name: '东屏矿区地下水调查', kind: '调查评估', owner: w.eastBureau.id },
    })
    const row = await east.make('groundwater-source', {
      subject: (await site('南山采区', '矿区')).id,
      kind: '矿山开采区',
      project: project.id,
    })
    const found = { surveyedOn: '2026-06-01', exceeded: '超标', affected: true }
    expect(await east.refusedMove('groundwater-source', row, 'survey', { values: found })).toContain('须写明超标项目')
    await east.move('groundwater-source', row, 'survey', { values: { ...found, exceededItems: ['锰', '镉'] } })
    await east.move('groundwater-source', row, 'assess', {
      values: { assessedOn: '2026-07-01', filedOn: '2026-07-02', risk: '高', report: [await east.file()] },
    })
    const measure = { measure: '截渗沟', due: '2026-12-31' }
    const scheme = { controls: [measure], scheme: [await east.file()] }
    expect(
      await east.refusedMove('groundwater-source', row, 'control', {
        values: { ...scheme, schemeContents: ['土壤污染防治'] },
      }),
    ).toContain('须包含地下水污染防治内容')
    const controlled = await east.move('groundwater-source', row, 'control', {
      values: { ...scheme, schemeContents: ['土壤污染防治', '地下水污染防治'] },
    })
    expect(controlled).toMatchObject({ openControls: 1, project: project.id, exceededItems: ['锰', '镉'] })
    expect(await office.refusedMove('groundwater-source', row, 'close')).toContain('还有 1 项措施')
  })

  it('S325 a park of the first class has to have measures; the others need none', async () => {
    const park = async (name: string, kind: string) => {
      const row = await east.make('chemical-park', { subject: (await site(name, '园区')).id, enterprises: 12 })
      return office.move('chemical-park', row, 'classify', {
        values: { class: kind, classBasis: '调查评估', classFiles: [await office.file()] },
      })
    }
    const [first, second] = [await park('东屏化工园', '一类'), await park('东屏轻化园', '二类')]
    expect([first.controlled, second.controlled]).toEqual(['未制定措施', '不要求'])
    const owed = await w.eastClerk.get('/duties?register=chemical-park&from=2026-09-01&to=2027-12-31')
    const measures = owed.body.rows.filter((d: { label: string }) => d.label.includes('风险管控措施'))
    expect(measures.map((d: { row: string; due: string }) => [d.row, d.due])).toEqual([[first.id, '2027-02-28']])
    const measure = { measure: '查明污染源并断源', due: '2026-12-31' }
    expect((await east.correct('chemical-park', first, { measures: [measure] })).controlled).toBe('实施中')
    const fixed = await east.correct('chemical-park', first, { measures: [{ ...measure, doneOn: '2026-08-01' }] })
    expect(fixed.controlled).toBe('已完成')
  })
})

describe('places', () => {
  it('S330 key areas with type, grade and boundary are laid over sites and farmland', async () => {
    const area = await east.make(
      'groundwater-key-area',
      { name: '屏山补给区', type: '保护类', grade: '一级', extent: square(109.1, 23.1, 0.05), basisText: '水源补给区' },
      { region: w.east.id },
    )
    const unit = await addOrganisation(w.office, w.east, { name: '补给区小厂', creditCode: creditCode(78) })
    const inside = await site('补给区内小厂', '厂区', point(109.12, 23.12), { organisation: unit.id })
    const parcel = await site('补给区内地块', '地块', point(109.13, 23.13))
    await site('补给区外大厂', '厂区', point(109.2, 23.2))
    const field = await done(w.office, '/registers/farmland-unit/rows', {
      region: w.east.id,
      values: {
        code: 'DP-001',
        landUse: '水田',
        area: { value: '320', unit: '亩' },
        extent: square(109.14, 23.14, 0.02),
      },
    })
    const over = async (register: string) =>
      (await east.list(register, `?near=groundwater-key-area:${area.id}:0`)).rows.map(r => r.id)
    expect((await over('site')).sort()).toEqual([inside.id, parcel.id].sort())
    expect(await over('farmland-unit')).toEqual([field.id])
    const key = await east.make('key-unit', { subject: unit.id, criterion: '地方规定的其他情形', ground: '在补给区' })
    const unitsOver = (await east.list('site', `?near=groundwater-key-area:${area.id}:0&f.organisation=${unit.id}`))
      .rows
    expect(unitsOver.map(r => r.organisation)).toEqual([key.subject])
    expect(await office.refusedMove('groundwater-key-area', area, 'approve')).toContain('批准文号')
    await office.move('groundwater-key-area', area, 'approve', {
      values: { approval: '临政函〔2026〕8号', rules: '禁止新建排放重金属的项目' },
    })
    const zoned = await office.move('groundwater-key-area', area, 'zone', { values: { zoningUnit: 'ZH98022110001' } })
    expect([zoned.state, zoned.zonedOn]).toEqual(['zoned', '2026-09-01'])
  })

  it('S334 S335 abandoned wells are registered, judged, graded, sealed and accepted; without an owner the government answers', async () => {
    const hole = await well('ZJ-7', point(109.5, 23.5), { kind: '取水井' })
    const row = await water.make('abandoned-well', {
      subject: hole.id,
      kind: '取水井',
      ownerKnown: false,
      registeredOn: '2026-04-20',
      condition: '井口敞开',
    })
    expect([row.responsible, row.risk]).toEqual(['县级人民政府', null])
    await water.move('abandoned-well', row, 'judge')
    const [plant, report] = [await site('井边电镀厂', '厂区', point(109.502, 23.5)), await east.file()]
    await east.correct('abandoned-well', row, {
      nearSources: [plant.id],
      sourceSink: '电镀厂渗漏经该井串层',
      sourceSinkReport: [report],
    })
    expect(await east.refusedMove('abandoned-well', row, 'grade', { values: { nearSource: true } })).toContain(
      '1 km 内有饮用水水源',
    )
    const graded = await east.move('abandoned-well', row, 'grade', {
      values: { connectsPolluted: true, nearSource: true, nearDrinking: false },
    })
    // 40 + 30 + 20 for the open hole: high, to be sealed within six months.
    expect(graded).toMatchObject({ riskScore: 90, risk: '高', closureDue: '2027-03-01' })
    const closing = { closedOn: '2026-09-01', closure: [await east.file()] }
    expect(
      await east.refusedMove('abandoned-well', row, 'close', { values: { ...closing, method: '井口封盖' } }),
    ).toContain('须回填')
    await east.move('abandoned-well', row, 'close', { values: { ...closing, method: '全井段回填' } })
    const told = async (): Promise<string[]> =>
      (await bureau.get('/notices')).body.rows.map((n: { title: string }) => n.title)
    expect(await told()).toEqual([])
    const accepted = await east.move('abandoned-well', row, 'accept', { values: { acceptance: [await east.file()] } })
    expect(accepted.waterNotified).toBe('2026-09-01')
    expect(await told()).toEqual(['取水井 ZJ-7 已封井回填并验收'])
    expect(accepted.state).toBe('accepted')
  })
})

describe('assessed points and dischargers', () => {
  it('S328 S329 worse or unsteady water is noticed; only what people caused asks for a scheme, and its effect is measured', async () => {
    const at = async (code: string, target: string, classes: string[]) =>
      office.make('assessed-groundwater-point', {
        subject: (await well(code, point(108.4, 22.4))).id,
        point: code,
        target,
        years: classes.map((c, i) => ({ year: 2023 + i, class: c })),
      })
    const [steady, worse, swings, open] = [
      await at('DX-1', 'Ⅳ类', ['Ⅳ类', 'Ⅳ类', 'Ⅳ类']),
      await at('DX-2', 'Ⅳ类', ['Ⅳ类', 'Ⅳ类', 'Ⅴ类']),
      await at('DX-3', 'Ⅴ类', ['Ⅲ类', 'Ⅴ类', 'Ⅲ类']),
      await at('DX-4', 'Ⅳ类', ['Ⅳ类', '证据不足']),
    ]
    expect([steady, worse, swings, open].map(r => [r.met, r.change])).toEqual([
      ['达标', '稳定'],
      ['未达标', '变差'],
      ['达标', '不稳定'],
      ['证据不足', '证据不足'],
    ])
    expect(await east.refusedMove('assessed-groundwater-point', steady, 'flag')).toContain('不需要分析')
    for (const row of [worse, swings]) await east.move('assessed-groundwater-point', row, 'flag')
    const natural = { cause: '天然背景', causeBasis: '原生高锰' }
    expect(await east.refusedMove('assessed-groundwater-point', swings, 'analyse', { values: natural })).toContain(
      '论证报告',
    )
    await east.move('assessed-groundwater-point', swings, 'analyse', {
      values: { ...natural, backgroundReport: [await east.file()] },
    })
    const plan = {
      schemeKind: '达标方案',
      scheme: [await east.file()],
      measures: [{ measure: '断源', due: '2026-12-31' }],
    }
    expect(await east.refusedMove('assessed-groundwater-point', swings, 'treat', { values: plan })).toContain(
      '只有人为因素',
    )
    await east.move('assessed-groundwater-point', worse, 'analyse', {
      values: { cause: '人为污染', causeBasis: '渗滤液渗漏' },
    })
    const treating = await east.move('assessed-groundwater-point', worse, 'treat', { values: plan })
    expect(treating.effect).toBe('未复测')
    await east.correct('assessed-groundwater-point', worse, { rechecks: [{ on: '2026-08-20', class: 'Ⅴ类' }] })
    expect(await office.refusedMove('assessed-groundwater-point', worse, 'settle')).toContain('复测达标后方可恢复')
    await east.correct('assessed-groundwater-point', worse, {
      rechecks: [
        { on: '2026-08-20', class: 'Ⅴ类' },
        { on: '2026-09-01', class: 'Ⅳ类' },
      ],
    })
    expect((await office.move('assessed-groundwater-point', worse, 'settle')).effect).toBe('已达标')
  })

  it('S332 the list of key dischargers lays duties on each: monitoring, disclosure, seepage checks, a connected monitor', async () => {
    const works = await addOrganisation(w.office, w.east, { name: '东屏农药厂', creditCode: creditCode(77) })
    const row = await east.make('groundwater-discharger', {
      subject: works.id,
      criterion: '化学品生产、存贮',
      onlineRequired: true,
    })
    const owed = async () => {
      const { body } = await w.eastClerk.get('/duties?register=groundwater-discharger&from=2026-09-01&to=2027-12-31')
      return Object.fromEntries(
        body.rows.map((d: Record<string, string>) => [`${d.label} ${d.period ?? ''}`.trim(), `${d.due} ${d.status}`]),
      )
    }
    expect(Object.keys(await owed())).toEqual(['更新并公布年度名录 2027'])
    await office.move('groundwater-discharger', row, 'publish')
    expect(await owed()).toMatchObject({
      '地下水自行监测 2026-H2': '2026-12-31 open',
      '公开自行监测结果 2026': '2026-12-31 open',
      '防渗漏设施排查 2026': '2026-12-31 open',
      安装自动监测设备并联网: '2027-09-01 open',
    })
    await east.correct('groundwater-discharger', row, {
      monitorings: [{ on: '2026-08-01', publishedOn: '2026-08-15', exceeded: false }],
      seepageChecks: [{ on: '2026-08-02', found: 3, fixed: 1 }],
      networkedOn: '2026-09-01',
    })
    expect(await owed()).toMatchObject({
      '地下水自行监测 2026-H2': '2026-12-31 met',
      '公开自行监测结果 2026': '2026-12-31 met',
      安装自动监测设备并联网: '2027-09-01 met',
    })
    expect((await east.read('groundwater-discharger', row)).openSeepage).toBe(2)
  })
})

describe('filling stations', () => {
  it('S336 tanks that were made tight, one by one, move the rate by tank and the rate by station', async () => {
    const rates = async () => {
      const of = async (id: string) => (await w.office.get(`/indicators/${id}?period=2026`)).body
      const [tanks, stations] = [await of('tank-rate'), await of('station-rate')]
      return [tanks, stations].map(r => `${r.numerator}/${r.denominator} ${r.value}`)
    }
    const tank = async (subject: string, number: string) =>
      east.make('gas-station-tank', { subject, tank: number, product: '柴油', protection: '单层无防渗' })
    const [a, b] = [await site('河口加油站', '加油站'), await site('山口加油站', '加油站')]
    const [one, two, three] = [await tank(a.id, '1#'), await tank(b.id, '1#'), await tank(b.id, '2#')]
    const values = { renovatedOn: '2026-08-20', leakDetection: true, acceptance: [await east.file()] }
    const finish = (row: { id: string }, protection: string) =>
      east.move('gas-station-tank', row, 'finish', { values: { ...values, protection } })
    expect(await east.refusedMove('gas-station-tank', one, 'finish', { values })).toContain('“单层无防渗”，不算完成')
    await finish(one, '双层罐')
    await finish(two, '单层罐加防渗池')
    expect(await rates()).toEqual(['2/3 66.67', '1/2 50.00'])
    await finish(three, '双层罐')
    expect(await rates()).toEqual(['3/3 100.00', '2/2 100.00'])
    const detections = [{ on: '2026-08-30', leaking: false }]
    expect((await east.correct('gas-station-tank', one, { detections })).lastLeak).toBe('未渗漏')
  })
})
