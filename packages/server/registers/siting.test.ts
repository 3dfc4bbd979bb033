import { farmlandClass } from '@jingtu/registers/farmland-class.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addOrganisation, addSite, creditCode } from './testing.ts'
import { box, point } from './testing-places.ts'
import { type Hand, handOf } from './testing-rows.ts'
import { openSiting, PROJECT, type SitingWorld } from './testing-siting.ts'

let w: SitingWorld['w']
let east: Hand
let office: Hand
let place: SitingWorld['place']
let check: SitingWorld['check']
let codes = 1
beforeAll(async () => {
  ;({ w, east, office, place, check } = await openSiting())
})
afterAll(() => w?.close())

const said = (row: { [key: string]: unknown }, effect: string): string[] =>
  (row.findings as { effect: string; message: string }[]).filter(f => f.effect === effect).map(f => f.message)
const point1 = { point: 'T1', item: '铅', value: '30', on: '2026-03-01' }
const CHAPTER = ['土壤环境现状调查与评价', '土壤环境影响预测与评价', '土壤污染防治措施', '跟踪监测计划']
const papers = async () => ({
  chapter: CHAPTER,
  eia: [await east.file()],
  baseline: [point1],
  baselineReport: [await east.file()],
})

describe('where a project may stand', () => {
  it('an unknown neighbourhood is no empty one: without layers nothing is approved', async () => {
    const west = handOf(w.westClerk)
    const mill = await addOrganisation(w.office, w.west, { name: '西渡铜厂', creditCode: creditCode(++codes) })
    const row = await west.make('construction-project', {
      subject: mill.id,
      name: '无图层项目',
      ...PROJECT,
      industryCode: '3211',
      location: point(107.1, 23.1),
      ...(await papers()),
    })
    await west.move('construction-project', row, 'check')
    const first = await west.read('construction-project', row)
    expect(first.verdict).toBe('证据不足')
    expect(first.unknowns).toContain('学校')
    const refused = await west.refusedMove('construction-project', row, 'approve', { values: { approval: 'E-0' } })
    expect(refused).toContain('没有登记“学校”的位置')
    const absent = { confirmedAbsent: first.unknowns }
    expect(await west.refusedMove('construction-project', row, 'check', { values: absent })).toContain('现场踏勘记录')
    const seen = { values: { ...absent, fieldVisit: [await west.file()] } }
    await west.move('construction-project', row, 'check', seen)
    expect((await west.read('construction-project', row)).verdict).toBe('未见冲突')
  })

  it('S513 a smelter near a school is refused with the measured distance; a place sets its own distance and days', async () => {
    await place({ kind: '学校', name: '镇中心小学', location: point(108.2, 23.2) })
    // 0.008° of latitude: some 886 m; the default keeps smelters and coking 1000 m off.
    const smelter = await check('铅冶炼', { industryCode: '3212', location: point(108.2, 23.208) })
    const [finding] = smelter.findings.filter((f: { effect: string }) => f.effect === '禁止')
    expect(finding.message).toContain('学校“镇中心小学”')
    expect([Number(finding.metres) > 880, Number(finding.metres) < 892, finding.rule]).toEqual([true, true, '人居周边'])
    expect(smelter.verdict).toBe('禁止')
    const refused = await east.refusedMove('construction-project', smelter, 'approve', { values: { approval: 'E-1' } })
    expect(refused).toContain(`距学校“镇中心小学” ${finding.metres} m，不足 1000 m`)
    expect(refused).toContain('土壤污染防治法第三十二条')
    // Chemistry and medicine have 500 m, and the water source is named with them; another industry has no such rule.
    expect((await check('化工厂', { industryCode: '2614', location: point(108.2, 23.208) })).verdict).toBe('未见冲突')
    const chemistry = await check('近校化工厂', { industryCode: '2614', location: point(108.2, 23.204) })
    expect(said(chemistry, '禁止')).toHaveLength(1)
    const lake = await office.make('water-body', { name: '清水库', kind: '水库' }, { region: w.east.id })
    await east.make('drinking-water-source', { subject: lake.id, kind: '湖库型', zoneTwo: box(108.3, 23.3) })
    const medicine = await check('原料药厂', { industryCode: '2710', location: point(108.305, 23.313) })
    expect(said(medicine, '禁止').join()).toContain('饮用水水源保护区“清水库”')
    expect((await check('木材加工', { industryCode: '2011', location: point(108.2, 23.2001) })).verdict).toBe(
      '未见冲突',
    )

    const local = {
      name: '县级人居防护',
      groups: ['有色金属冶炼', '焦化'],
      kinds: ['学校'],
      metres: 800,
      effect: '禁止',
      replaces: '人居周边',
      document: '县政府〔2026〕8号第三条',
      validFrom: '2026-01-01',
    }
    const rule = await east.make('siting-rule', local, { region: w.east.id })
    await east.move('construction-project', smelter, 'check')
    expect((await east.read('construction-project', smelter)).verdict).toBe('未见冲突')
    await east.move('siting-rule', rule, 'revoke', { reason: '上级要求不得放宽' })
    await east.move('construction-project', smelter, 'check')
    expect((await east.read('construction-project', smelter)).verdict).toBe('禁止')
    // The same question before there is a project.
    const ask = { region: w.east.id, industryCode: '2521', shape: point(108.2, 23.2005) }
    const { body } = await w.eastClerk.post('/siting/check', ask)
    expect([body.verdict, body.findings[0].message.slice(0, 10)]).toEqual(['禁止', '距学校“镇中心小学”'])
    expect((await w.eastClerk.post('/siting/check', { ...ask, shape: point(23, 108) })).status).toBe(422)
  })

  it('S514 near priority farmland seven industries are strictly controlled: only with a reasoned opinion', async () => {
    const unit = await office.make(
      'farmland-unit',
      { code: 'N-1', landUse: '水田', area: { value: '90', unit: '亩' }, extent: box(108.4, 23.4) },
      { region: w.east.id },
    )
    const classed = await handOf(w.eastClerk).make('farmland-class', {
      subject: unit.id,
      area: { value: '90', unit: '亩' },
      landUse: '水田',
    })
    await w.server.change(async c => {
      const now = await c.get(farmlandClass, classed.id)
      await c.update(farmlandClass, now, {
        action: 'approve',
        state: 'inForce',
        values: { newClass: '优先保护类', class: '优先保护类', classFrom: '2025-01-01' },
      })
    })
    const tannery = await check('制革厂', {
      industryCode: '1910',
      location: point(108.405, 23.413),
      ...(await papers()),
    })
    expect([tannery.verdict, said(tannery, '严格控制')[0]]).toEqual([
      '严格控制',
      expect.stringContaining('优先保护类耕地“N-1”'),
    ])
    const values = { approval: '东环审〔2026〕3号' }
    expect(await east.refusedMove('construction-project', tannery, 'approve', { values })).toContain('须有市级论证意见')
    const approved = await east.move('construction-project', tannery, 'approve', {
      values: { ...values, strictOpinion: [await east.file()] },
    })
    expect(approved.approvedOn).toBe('2026-09-01')
    // All seven of the plan, and no other trade for the land's sake.
    const asked = async (industryCode: string) =>
      (
        await w.eastClerk.post('/siting/check', { region: w.east.id, industryCode, shape: point(108.405, 23.413) })
      ).body.findings
        .filter((f: { rule: string }) => f.rule === '优先保护类耕地')
        .map((f: { effect: string }) => f.effect)
    for (const code of ['3211', '2511', '2614', '2521', '3360', '1910', '3843'])
      expect([code, await asked(code)]).toEqual([code, ['严格控制']])
    expect(await asked('2011')).toEqual([])
    const far = await check('远处制革厂', { industryCode: '1910', location: point(108.405, 23.42) })
    expect(far.verdict).toBe('未见冲突')
  })

  it('S515 S516 whatever adds to pollution keeps out of bad, precious and red areas, and goes into a park whose plan lets it in', async () => {
    const redLine = { kind: '生态保护红线', name: '北山红线', extent: box(108.5, 23.5) }
    expect(
      await east.refusedMove(
        'sensitive-place',
        await east.make('sensitive-place', { ...redLine, validFrom: '2020-01-01' }, { region: w.east.id }),
        'enforce',
      ),
    ).toContain('划定或批准文件')
    await place({ ...redLine, name: '南山红线', document: '省政府〔2018〕23号' })
    await place({ kind: '河湖源头保护区', name: '东江源', document: '源〔2019〕1号', extent: box(108.52, 23.5) })
    const over = await check('跨红线项目', { industryCode: '3990', extent: box(108.505, 23.505, 0.02) })
    expect(said(over, '禁止')).toEqual([
      expect.stringContaining('河湖源头保护区“东江源”'),
      expect.stringContaining('生态保护红线“南山红线”'),
    ])
    await place({
      kind: '重要生态功能区',
      name: '西山水源涵养区',
      document: '省政府〔2016〕2号',
      extent: box(108.56, 23.5, 0.005),
    })
    await place({
      kind: '土壤环境质量超标区域',
      name: '旧矿区',
      document: '县政府〔2022〕7号',
      extent: box(108.57, 23.5, 0.005),
    })
    for (const [lon, message] of [
      [108.562, '占用或紧邻重要生态功能区“西山水源涵养区”，禁止建设'],
      [108.572, '占用或紧邻土壤环境质量超标区域“旧矿区”，禁止建设'],
    ] as const)
      expect(
        said(await check(`增污项目${lon}`, { industryCode: '3990', location: point(lon, 23.502) }), '禁止'),
      ).toEqual([message])
    const clean = await check('无排放项目', {
      industryCode: '3990',
      discharges: '否',
      pollutants: [],
      location: point(108.505, 23.505),
    })
    expect(clean.findings).toEqual([])
    // Two accidents make a place one of frequent accidents.
    const scene = await addSite(w.office, w.east, { name: '老电镀厂', location: point(108.6, 23.6) })
    const accident = (happenedOn: string) =>
      east.make('emergency-event', { subject: scene.id, happenedOn, title: '泄漏', grade: '一般', soil: '是' })
    await accident('2024-05-01')
    const near = () => check(`电镀项目${++codes}`, { industryCode: '3360', location: point(108.605, 23.6) })
    expect((await near()).verdict).toBe('未见冲突')
    await accident('2025-05-01')
    expect(said(await near(), '禁止').join()).toContain('1000 m 内 5 年间发生土壤污染事故 2 起')

    const park = await place({ kind: '工业园区', name: '城东园区', extent: box(108.7, 23.7, 0.02) })
    const inside = { industryCode: '2614', location: point(108.71, 23.71) }
    expect(said(await check('入园项目甲', inside), '禁止')).toEqual([
      '“城东园区”没有通过规划环评审查，不能受理园区内的项目环评',
    ])
    await east.move('sensitive-place', park, 'reopen', { reason: '规划环评已审查' })
    await east.correct('sensitive-place', park, {
      planEia: '市环函〔2026〕5号',
      planEiaOn: '2026-05-05',
      industries: ['32'],
    })
    await east.move('sensitive-place', park, 'enforce')
    expect(said(await check('入园项目乙', inside), '禁止')).toEqual([
      '行业 2614 不在“城东园区”规划环评（市环函〔2026〕5号）确定的准入行业内',
    ])
    const welcome = await check('入园项目丙', { ...inside, industryCode: '3240' })
    expect([welcome.verdict, welcome.findings]).toEqual(['未见冲突', []])
    const outside = await check('园外项目', { industryCode: '3240', location: point(108.8, 23.71) })
    expect([outside.verdict, said(outside, '提示')]).toEqual(['未见冲突', ['不在工业园区内：鼓励工业企业向园区集聚']])
  })

  it('S534 facilities for waste, recycling and animals keep their distance and form a layer', async () => {
    await place({ kind: '养老机构', name: '福寿院', location: point(108.9, 23.9) })
    await place({
      kind: '畜禽养殖禁养区',
      name: '城郊禁养区',
      document: '县政府〔2021〕2号',
      extent: box(108.95, 23.9),
    })
    const burner = await check('焚烧发电', { industryCode: '7820', location: point(108.902, 23.902) })
    expect(said(burner, '禁止').join()).toMatch(/距养老机构“福寿院” 30\d\.\d m，不足 500 m/)
    const recycling = await check('再生资源分拣', {
      industryCode: '4210',
      location: point(108.92, 23.92),
      ...(await papers()),
    })
    expect([recycling.verdict, recycling.groups]).toEqual(['未见冲突', ['废旧资源再生利用']])
    const pigs = await check('养猪场', { industryCode: '0313', location: point(108.955, 23.905) })
    expect(said(pigs, '禁止').join()).toContain('畜禽养殖禁养区“城郊禁养区”')

    const layer = async () =>
      (await w.eastClerk.get('/siting/facilities')).body.rows.map((r: { kind: string; name: string }) => [
        r.kind,
        r.name,
      ])
    expect(await layer()).toEqual([])
    const fill = await addSite(w.office, w.east, { name: '县填埋场', kind: '填埋场', location: point(108.91, 23.95) })
    await east.make('waste-facility', {
      subject: fill.id,
      kind: '卫生填埋场',
      tier: '县（区）级',
      liner: '双层人工衬层',
      leachateWay: '外运处理',
    })
    await east.move('construction-project', recycling, 'approve', { values: { approval: '东环审〔2026〕9号' } })
    const at = (name: string, kind: string, lon: number, more: object = {}) =>
      addSite(w.office, w.east, { name, kind, location: point(lon, 23.96), ...more })
    const tyres = await at('胎场', '废物堆存点', 108.92)
    await east.make('waste-point', { subject: tyres.id, kind: '废轮胎再生利用', department: '商务' })
    const farm = await at('东坡猪场', '其他设施', 108.93)
    const pig = { subject: farm.id, species: '生猪', stock: 600, scale: true, zone: '非禁养区', facility: '已配套' }
    await east.make('livestock-farm', pig)
    const disposer = await addOrganisation(w.office, w.east, { name: '东屏危废处置', creditCode: creditCode(++codes) })
    await at('危废处置厂', '厂区', 108.94, { organisation: disposer.id })
    const permit = await office.make('hazardous-waste-licence', {
      subject: disposer.id,
      number: '云环危101号',
      way: '处置',
      scopes: [{ category: 'HW18', capacity: '3000' }],
      validFrom: '2026-01-01',
      validUntil: '2028-12-31',
      emergencyPlanOn: '2026-01-05',
      monitored: '未接入',
    })
    await office.move('hazardous-waste-licence', permit, 'grant')
    expect((await layer()).sort()).toEqual(
      [
        ['卫生填埋场', '县填埋场'],
        ['废旧资源再生利用', '再生资源分拣'],
        ['废轮胎再生利用', '胎场'],
        ['畜禽养殖', '东坡猪场'],
        ['危险废物利用处置', '危废处置厂'],
      ].sort(),
    )
    expect((await w.westClerk.get('/siting/facilities')).body.rows).toEqual([])
  })
})
