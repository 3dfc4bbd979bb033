import type { RegionNode } from '@jingtu/core/region.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addOrganisation, addSite, creditCode } from './testing.ts'
import { type FarmlandWorld, openFarmlandWorld } from './testing-farmland.ts'
import { type Hand, handOf } from './testing-rows.ts'

let f: FarmlandWorld
let town: RegionNode
let land: Hand
let cityLand: Hand
let finance: Hand
let government: Hand
let ecology: Hand
beforeAll(async () => {
  f = await openFarmlandWorld('2025-11-10T09:00:00+08:00')
  town = await f.w.server.region('石桥镇', 'township', f.w.east, '001')
  land = await f.other(f.w.east, '自然资源', 'land')
  cityLand = await f.other(f.w.city, '自然资源', 'city-land')
  finance = await f.other(f.w.east, '财政', 'finance')
  government = await f.other(f.w.east, '政府', 'government')
  ecology = handOf(f.w.eastClerk)
})
afterAll(() => f?.close())

const box = (lon: number, lat: number, width = 0.01, height = 0.01) => ({
  type: 'Polygon',
  coordinates: [
    [
      [lon, lat],
      [lon + width, lat],
      [lon + width, lat + height],
      [lon, lat + height],
      [lon, lat],
    ],
  ],
})
const point = (takenOn: string, cadmium: string, name: string) => ({
  point: name,
  takenOn,
  landUse: '水田',
  pH: '5.4',
  cadmium,
  mercury: '0.05',
  arsenic: '6',
  lead: '30',
  chromium: '60',
})

describe('priority farmland', () => {
  it('S129 S143 S146 area and quality stand beside the year before, occupation is gated and deducted, growth is rewarded', async () => {
    const a = await f.classified('优先保护类', '300', { region: town })
    const b = await f.classified('优先保护类', '200', { region: town })
    const safe = await f.classified('安全利用类', '80', { region: town })
    const designate = {
      permanentArea: { value: '250', unit: '亩' },
      permanentOn: '2025-11-10',
      permanentDocument: '县划定方案',
    }
    expect(await land.refusedMove('farmland-class', safe, 'designate', { values: designate })).toContain(
      '只有优先保护类符合划入条件',
    )
    const tooMuch = { ...designate, permanentArea: { value: '301', unit: '亩' } }
    expect(await land.refusedMove('farmland-class', a, 'designate', { values: tooMuch })).toContain(
      '301 亩大于单元现有面积 300 亩',
    )
    await land.move('farmland-class', a, 'designate', { values: designate })
    const first = await f.county.make(
      'priority-farmland-year',
      {
        year: 2025,
        points: [point('2025-10-01', '0.2', 'T1'), point('2025-10-01', '0.2', 'T2'), point('2025-10-01', '0.2', 'T3')],
      },
      { region: town.id },
    )
    expect(await f.county.read('priority-farmland-year', first)).toMatchObject({
      area: '500',
      permanentArea: '250',
      undesignated: '250',
      share: '0.00',
      areaVerdict: '证据不足',
      qualityVerdict: '证据不足',
      reward: null,
    })
    await f.county.move('priority-farmland-year', first, 'confirm')

    await f.at('2026-05-10T09:00:00+08:00')
    const ask = (project: string, grade: string, area: string, permanentPart: string, unit = a) =>
      land.make('farmland-occupation', {
        subject: unit.subject,
        project,
        grade,
        area,
        permanentPart,
        unavoidable: true,
        grounds: '线位经三方案比选',
        files: [],
      })
    const shed = await ask('物流仓库', '其他建设项目', '10', '0', b)
    expect(await land.refusedMove('farmland-occupation', shed, 'apply')).toContain('任何建设项目不得占用优先保护类耕地')
    const road = await ask('市级快速路', '市重点建设项目', '20', '5')
    await land.correct('farmland-occupation', road, { files: [await land.file()] })
    expect(await land.refusedMove('farmland-occupation', road, 'apply')).toContain(
      '占用永久基本农田的只能是国家重点建设项目',
    )
    const rail = await ask('国家铁路', '国家重点建设项目', '40', '30')
    expect(rail.requiredLevel).toBe('国务院')
    await land.correct('farmland-occupation', rail, { files: [await land.file()], unavoidable: false })
    expect(await land.refusedMove('farmland-occupation', rail, 'apply')).toContain('没有论证确实无法避让')
    await land.correct('farmland-occupation', rail, { unavoidable: true })
    await land.move('farmland-occupation', rail, 'apply')
    const approval = {
      approvalLevel: '省级人民政府',
      approval: '国土函〔2026〕7号',
      approvedOn: '2026-05-10',
      approvalFiles: [await cityLand.file()],
    }
    expect(await cityLand.refusedMove('farmland-occupation', rail, 'approve', { values: approval })).toContain(
      '应由国务院批准，省级人民政府无权批准',
    )
    await cityLand.move('farmland-occupation', rail, 'approve', { values: { ...approval, approvalLevel: '国务院' } })
    expect(await f.county.read('farmland-class', a)).toMatchObject({
      netArea: '260',
      permanentArea: { value: '220', unit: '亩' },
      removals: [{ kind: '建设占用', area: '40', document: '国土函〔2026〕7号' }],
    })
    const big = await ask('国家电网', '国家重点建设项目', '270', '0')
    await land.correct('farmland-occupation', big, { files: [await land.file()] })
    expect(await land.refusedMove('farmland-occupation', big, 'apply')).toContain('占用 270 亩，单元只有 260 亩')

    const points = [
      point('2026-04-01', '0.2', 'T1'),
      point('2026-04-01', '0.6', 'T2'),
      point('2026-04-01', '0.2', 'T3'),
    ]
    const second = await f.county.make('priority-farmland-year', { year: 2026, points }, { region: town.id })
    expect(await f.county.read('priority-farmland-year', second)).toMatchObject({
      area: '460',
      permanentArea: '220',
      removed: '40',
      previousArea: '500',
      areaChange: '-40',
      areaVerdict: '减少',
      share: '33.33',
      qualityVerdict: '下降',
      reward: null,
    })
    const refused = await f.county.refusedMove('priority-farmland-year', second, 'confirm')
    expect(refused).toContain('面积比上年减少 40 亩')
    expect(refused).toContain('超筛选值点位由 0.00% 升到 33.33%')
    // New land of the class makes good what was lost, and more: 50 yuan for every 亩 of growth.
    await f.classified('优先保护类', '100.5', { region: town })
    await f.county.move('priority-farmland-year', second, 'reckon')
    await f.county.move('priority-farmland-year', second, 'confirm', { values: { causes: '上游渗漏，已封堵' } })
    expect(await f.county.read('priority-farmland-year', second)).toMatchObject({
      area: '560.5',
      areaChange: '60.5',
      areaVerdict: '没有减少',
      reward: '3025.00',
    })
    const pay = { values: { paidOn: '2026-05-10', voucher: [await finance.file()] } }
    expect((await finance.move('priority-farmland-year', second, 'reward', pay)).state).toBe('rewarded')
    expect(await finance.refusedMove('priority-farmland-year', first, 'reward', pay)).toContain('没有奖励')
    // A county is no township: its ledger grows without reward.
    const whole = await f.county.make('priority-farmland-year', { year: 2026 }, { region: f.w.east.id })
    expect(await f.county.read('priority-farmland-year', whole)).toMatchObject({ area: '560.5', reward: null })
  })

  it('S130 new polluting projects keep out of concentrated permanent farmland, what stands there is closed by its day', async () => {
    const works = await addOrganisation(f.w.office, f.w.east, { name: '东屏涂料厂', creditCode: creditCode(7) })
    const inside = await addSite(f.w.eastClerk, f.w.east, {
      name: '东屏涂料厂',
      organisation: works.id,
      location: { type: 'Point', coordinates: [110.205, 24.205] },
    })
    await addSite(f.w.eastClerk, f.w.east, {
      name: '远处仓库',
      location: { type: 'Point', coordinates: [110.4, 24.4] },
    })
    const zone = await ecology.make(
      'sensitive-place',
      {
        kind: '永久基本农田集中区域',
        name: '石桥片',
        document: '县政府〔2026〕2号',
        extent: box(110.2, 24.2),
        validFrom: '2026-01-01',
      },
      { region: f.w.east.id },
    )
    expect((await ecology.list('farmland-closure')).count.n).toBe(0)
    await ecology.move('sensitive-place', zone, 'enforce')
    const found = (await ecology.list('farmland-closure')).rows
    expect(found.map(r => [r.subject, r.zone, r.state])).toEqual([[inside.id, zone.id, 'found']])
    // What is entered later is found as well.
    const later = await addSite(f.w.eastClerk, f.w.east, {
      name: '石桥养殖场',
      location: { type: 'Point', coordinates: [110.201, 24.201] },
    })
    expect((await ecology.list('farmland-closure')).rows.map(r => r.subject).sort()).toEqual(
      [inside.id, later.id].sort(),
    )

    const order = {
      decision: '东政发〔2026〕9号',
      orderedOn: '2026-05-10',
      deadline: '2026-12-31',
      orderFiles: [await government.file()],
    }
    await government.move('farmland-closure', found[0]!, 'order', { values: order })
    const owed = (await f.w.office.get('/duties?register=farmland-closure&from=2026-01-01&to=2027-12-31')).body.rows
    expect(owed).toMatchObject([{ due: '2026-12-31', status: 'open', clause: '土壤污染防治法第五十条第二款' }])
    const closed = { values: { closedOn: '2026-05-10', photos: [await ecology.file()] } }
    expect((await ecology.move('farmland-closure', found[0]!, 'close', closed)).state).toBe('closed')

    const project = await ecology.make('construction-project', {
      subject: works.id,
      name: '涂料二期',
      nature: '新建',
      discharges: '是',
      pollutants: ['甲苯'],
      industryCode: '2641',
      location: { type: 'Point', coordinates: [110.206, 24.206] },
    })
    await ecology.move('construction-project', project, 'check')
    const checked = await ecology.read('construction-project', project)
    expect(checked.verdict).toBe('禁止')
    expect(JSON.stringify(checked.findings)).toContain('永久基本农田集中区域“石桥片”，禁止建设')
  })

  it('S145 a high-standard farmland project is laid over the classes: its share on priority land is measured', async () => {
    await f.classified('优先保护类', '1500', { unit: { extent: box(110.5, 24.5) } })
    await f.classified('严格管控类', '1500', { unit: { extent: box(110.51, 24.5) } })
    const make = (name: string, extent: object) =>
      f.county.make('high-standard-farmland', { name, year: 2026, extent }, { region: f.w.east.id })
    const half = await make('石桥二期', box(110.505, 24.5))
    const row = await f.county.read('high-standard-farmland', half)
    expect(row.byClass.map((c: { class: string }) => c.class).slice(0, 2)).toEqual(['严格管控类', '优先保护类'])
    expect(Number(row.share)).toBeCloseTo(50, 1)
    // About 1.11 km by 1.01 km.
    expect(Number(row.area)).toBeGreaterThan(1650)
    expect(Number(row.area)).toBeLessThan(1720)
    expect(await f.county.refusedMove('high-standard-farmland', half, 'start')).toContain('项目区内有严格管控类耕地')
    const moved = await f.county.correct('high-standard-farmland', half, { extent: box(110.5, 24.5) })
    const now = await f.county.read('high-standard-farmland', moved)
    expect([now.share, now.byClass.map((c: { class: string }) => c.class)]).toEqual(['100.00', ['优先保护类']])
    await f.county.move('high-standard-farmland', half, 'start')
    const built = { builtOn: '2026-05-10', reserve: true, acceptance: [await f.county.file()] }
    expect(await f.county.move('high-standard-farmland', half, 'build', { values: built })).toMatchObject({
      state: 'built',
      reserve: true,
    })
    await make('山地片', box(110.505, 24.51))
    const share = (await f.w.office.get(`/indicators/high-standard-share?period=2026&region=${f.w.east.id}`)).body
    expect(Number(share.value)).toBeCloseTo(50, 0)
  })

  it('S142 a farmer is paid for what was carried out, once for a plot and season', async () => {
    const unit = await f.classified('严格管控类', '10')
    const other = await f.classified('严格管控类', '10')
    const claim = (values: object) => ({
      subject: unit.subject,
      year: 2026,
      season: '夏',
      farmer: '覃某',
      household: '承包-01',
      plot: 'DK-001',
      cause: '种植结构调整',
      area: '3.5',
      rate: '320',
      rateBasis: '县补偿办法',
      ...values,
    })
    const row = await f.county.make('farmland-compensation', claim({}))
    expect(row.amount).toBe('1120.00')
    expect(await f.county.refusedMove('farmland-compensation', row, 'approve')).toContain(
      '没有实施“种植结构调整”的措施',
    )
    await f.carriedOut(unit.subject, 'Y01', '5', { fromCrop: '水稻' })
    await f.county.move('farmland-compensation', row, 'approve')
    // The same plot under another cause, another unit or for the whole year is the same money twice.
    const again = (values: object) => f.county.refusedNew('farmland-compensation', claim(values))
    expect(await again({ cause: '轮耕休耕' })).toContain('地块 DK-001 2026 年夏季已按“种植结构调整”申请补偿 1120.00 元')
    expect(await again({ subject: other.subject })).toContain('重复补偿')
    expect(await again({ season: '全年', cause: '禁止种植' })).toContain('重复补偿')
    const second = await f.county.make('farmland-compensation', claim({ plot: 'DK-002', area: '1.6' }))
    expect(await f.county.refusedMove('farmland-compensation', second, 'approve')).toContain(
      '本季补偿合计 5.1 亩，超过实施面积 5 亩',
    )
    await f.county.correct('farmland-compensation', second, { area: '1.5' })
    await f.county.move('farmland-compensation', second, 'approve')
    // Agriculture checks, finance pays.
    const paid = { values: { paidOn: '2026-05-10', account: '尾号 1234', voucher: [await finance.file()] } }
    expect(await f.county.refusedMove('farmland-compensation', row, 'pay', paid)).toContain('不能对这条')
    expect((await finance.move('farmland-compensation', row, 'pay', paid)).state).toBe('paid')
    expect(await again({})).toContain('已有同样的')
  })
})
