import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addSite, done, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let east: Hand
let office: Hand
let province: Hand
/** The county's town, as whose clerk townships report. */
let town: Hand
let houseless = 0
beforeAll(async () => {
  w = await openRegisterWorld('2026-09-01T09:00:00+08:00')
  const { server } = w
  const ministry = await server.unit(w.province, { name: '云山省生态环境厅', level: 'province' })
  await server.person(ministry, 'province', ['reviewer'])
  const townHall = await server.unit(w.east, { name: '石桥镇人民政府', level: 'township', line: '政府' })
  await server.person(townHall, 'town', ['reporter'])
  province = handOf(await server.signIn('province'))
  town = handOf(await server.signIn('town'))
  east = handOf(w.eastClerk)
  office = handOf(w.office)
})
afterAll(() => w?.close())

const village = (name: string, region = w.east) =>
  done(w.office, '/registers/village/rows', {
    region: region.id,
    values: { name, code: `9802211${String(++houseless).padStart(5, '0')}`, households: 120 },
  })
const water = (name: string, kind = '坑塘') =>
  done(w.office, '/registers/water-body/rows', { region: w.east.id, values: { name, kind } })

describe('black-odorous water', () => {
  const good = (on: string, point: string) => ({
    on,
    point,
    transparency: '30',
    depth: '60',
    oxygen: '4.1',
    ammonia: '2.0',
  })
  const three = (on: string) => ['上游', '中间', '下游'].map(p => good(on, p))

  it('S402 S403 from the survey to 销号, looked at again, black again, begun again – under its river chief', async () => {
    const [v, pond] = [await village('塘口村'), await water('塘口大塘')]
    const row = await town.make('black-odorous-water', {
      subject: pond.id,
      village: v.id,
      tier: '省级',
      causes: ['农村生活污水', '畜禽养殖'],
    })
    // Depth 20 cm: 9 cm of transparency are more than 40 % of it. Ammonia of exactly 15.0 is not above 15.
    let now = await east.correct('black-odorous-water', row, {
      monitorings: [{ on: '2026-02-01', point: '中间', transparency: '9', depth: '20', oxygen: '3', ammonia: '15.0' }],
    })
    expect(now.judgement).toBe('非黑臭')
    now = await east.correct('black-odorous-water', row, {
      monitorings: [{ on: '2026-02-01', point: '中间', transparency: '26', ammonia: '4.0' }],
    })
    expect(now.judgement).toBe('证据不足')
    expect(await east.refusedMove('black-odorous-water', row, 'list')).toContain('证据不足')
    const black = { on: '2026-02-01', point: '中间', transparency: '22', oxygen: '3.1', ammonia: '4.0' }
    now = await east.correct('black-odorous-water', row, { monitorings: [black] })
    expect([now.judgement, now.grounds]).toEqual(['黑臭', ['中间：透明度 22 cm＜25 cm']])

    const listed = await east.move('black-odorous-water', row, 'list')
    expect(listed.tasks.map((t: { department: string; cause: string }) => [t.department, t.cause])).toEqual([
      ['生态环境', '农村生活污水'],
      ['农业农村', '畜禽养殖'],
    ])
    const treat = { deadline: '2026-06-30', chief: '王河清', chiefLevel: '乡级', scheme: [await east.file()] }
    await east.move('black-odorous-water', row, 'treat', { values: treat })
    const monitorings = [black, ...three('2026-03-01'), ...three('2026-05-30')]
    await east.correct('black-odorous-water', row, {
      monitorings,
      tasks: listed.tasks.map((t: object) => ({ ...t, doneOn: '2026-05-20' })),
    })
    expect(
      await east.refusedMove('black-odorous-water', row, 'evaluate', {
        values: { satisfaction: '79', evaluation: [await east.file()] },
      }),
    ).toContain('满意度 79%')
    await east.move('black-odorous-water', row, 'evaluate', {
      values: { satisfaction: '85', evaluation: [await east.file()] },
    })
    // From 1 March to 30 May are not yet three months; half a measurement in February does not make them longer.
    const carePlan = [await office.file()]
    expect(await office.refusedMove('black-odorous-water', row, 'settle', { values: { carePlan } })).toContain('未覆盖')
    const half = { on: '2026-02-20', point: '中间', oxygen: '4' }
    await east.correct('black-odorous-water', row, { monitorings: [...monitorings, half] })
    expect(await office.refusedMove('black-odorous-water', row, 'settle', { values: { carePlan } })).toContain('未覆盖')
    await east.correct('black-odorous-water', row, { monitorings: [...monitorings, ...three('2026-06-01')] })
    await office.move('black-odorous-water', row, 'settle', { values: { carePlan } })

    const rechecks = async () =>
      (
        (await w.eastClerk.get('/duties?register=black-odorous-water&from=2026-07-01&to=2026-12-31')).body.rows as {
          row: string
          duty: string
          period: string
          status: string
        }[]
      )
        .filter(d => d.row === row.id && d.duty === 'recheck')
        .map(d => [d.period, d.status])
    expect(await rechecks()).toEqual([['2026-H2', 'open']])
    const recheck = {
      rechecks: [{ on: '2026-07-01', found: '水色发黑' }],
      monitorings: [...monitorings, ...three('2026-06-01')],
    }
    await east.move('black-odorous-water', row, 'recheck', { values: recheck })
    expect(await rechecks()).toEqual([['2026-H2', 'met']])
    const assessed = await east.correct('black-odorous-water', row, {
      chiefYears: [{ year: 2026, included: true, score: '82' }],
    })
    expect([assessed.relapseSuspected, assessed.chief, assessed.chiefYears]).toEqual([
      false,
      '王河清',
      [{ year: 2026, included: true, score: '82' }],
    ])
    const again = await east.correct('black-odorous-water', row, {
      monitorings: [
        ...recheck.monitorings,
        { on: '2026-09-01', point: '中间', transparency: '40', oxygen: '3', ammonia: '16.2' },
      ],
    })
    expect([again.relapseSuspected, again.grounds]).toEqual([true, ['中间：氨氮 16.2 mg/L＞15 mg/L']])
    const reopened = await east.move('black-odorous-water', row, 'relapse', {
      reason: '复查氨氮 16.2',
      values: { deadline: '2026-12-31' },
    })
    expect(reopened).toMatchObject({ state: 'treating', relapses: 1, settledOn: null, chief: '王河清' })
  })

  it('S404 the six causes give each department its task', async () => {
    const row = await east.make('black-odorous-water', {
      subject: (await water('六因沟', '沟渠')).id,
      village: (await village('沟头村')).id,
      tier: '市县',
      causes: ['农村生活污水', '农村生活垃圾', '畜禽养殖', '种植业', '城镇生活污水', '工业企业'],
      monitorings: [{ on: '2026-03-01', point: '沟口', oxygen: '1.9' }],
    })
    expect(row.departments).toEqual(['生态环境', '住房城乡建设', '农业农村'])
    const listed = await east.move('black-odorous-water', row, 'list')
    expect(listed.tasks.map((t: { department: string }) => t.department)).toEqual([
      '生态环境',
      '住房城乡建设',
      '农业农村',
      '农业农村',
      '住房城乡建设',
      '生态环境',
    ])
  })

  it('S415 pits, ponds and ditches of a county are listed as waters', async () => {
    await water('长塘', '坑塘')
    await water('西渠', '沟渠')
    await water('大河', '河段')
    const found = await east.list('water-body', `?f.kind=${encodeURIComponent('坑塘,沟渠')}`)
    const names = found.rows.map(r => r.name)
    expect(names).toEqual(expect.arrayContaining(['长塘', '西渠']))
    expect([names.includes('大河'), found.rows.every(r => ['坑塘', '沟渠'].includes(r.kind))]).toEqual([false, true])
  })
})

describe('villages and waste', () => {
  it('S405 S406 a half-year is evaluated by the county, reviewed by the city and spot-checked by the province', async () => {
    const v = await village('评估村')
    const base = { subject: v.id, period: '2026-H1', households: 120, hasBlackWater: false, hasSource: true }
    const row = await east.make('village-environment', {
      ...base,
      items: [
        { item: '污水乱排', done: true },
        { item: '清沟渠', done: false },
      ],
    })
    expect(row).toMatchObject({ dueOn: '2026-08-31', result: '证据不足' })
    // Of twelve things one is done; one is known not to be, and of ten nobody wrote anything.
    expect([row.undone.length, row.undone.slice(0, 2)]).toEqual([11, ['清沟渠', '乱搭乱建（没有记录）']])
    expect(await east.refusedMove('village-environment', row, 'assess')).toContain('生活污水治理没有得分')
    await east.correct('village-environment', row, { sewage: '60', source: '79.9' })
    await east.move('village-environment', row, 'assess')
    expect(await office.refusedMove('village-environment', row, 'review', {})).toContain(
      '饮用水水源保护 79.9 分，低于 80 分',
    )
    await office.move('village-environment', row, 'sendBack', { reason: '水源保护不到位' })
    expect((await east.correct('village-environment', row, { source: '80' })).result).toBe('通过')
    await east.move('village-environment', row, 'assess')
    await office.move('village-environment', row, 'review', {})
    expect((await province.move('village-environment', row, 'spotCheck', {})).state).toBe('passed')
    expect((await east.make('village-environment', { ...base, period: '2026-H2' })).dueOn).toBe('2026-12-31')
  })

  it('S408 toilets and rubbish are kept for each village', async () => {
    const v = await village('改厕村')
    const row = await east.make('village-environment', {
      subject: v.id,
      period: '2026-H1',
      households: 150,
      toilets: 129,
      wasteCollected: true,
      dumps: 2,
      hasBlackWater: false,
      hasSource: false,
    })
    expect(row).toMatchObject({ toiletRate: '86.00', wasteCollected: true, dumps: 2 })
    const over = await w.eastClerk.post('/registers/village-environment/rows', {
      values: {
        subject: v.id,
        period: '2026-H2',
        households: 150,
        toilets: 151,
        hasBlackWater: false,
        hasSource: false,
      },
    })
    expect(over.body.reasons[0].message).toBe('卫生厕所 151 户多于总户数 150')
  })

  it('S409 dumps are put in order one plan each and taken off one by one', async () => {
    const dumps = []
    for (const n of [1, 2, 3])
      dumps.push(
        await east.make('waste-dump', {
          subject: (await addSite(w.office, w.east, { name: `${n}号堆放点`, kind: '废物堆存点' })).id,
          kind: '生活垃圾',
          volume: '300',
          foundOn: '2026-02-01',
        }),
      )
    const bulk = await w.office.post('/registers/waste-dump/moves/settle', {
      rows: dumps.map(d => ({ id: d.id })),
      values: { follow: '绿化' },
    })
    expect(bulk.status).not.toBe(200)
    for (const [i, dump] of dumps.entries()) {
      await east.move('waste-dump', dump, 'start', {
        values: { plan: [await east.file()], way: '清运处置', due: '2026-06-30' },
      })
      await east.correct('waste-dump', dump, { removed: [{ on: '2026-05-01', volume: '299.5', to: '县填埋场' }] })
      const acceptance = { acceptedOn: '2026-06-01', acceptance: [await east.file()] }
      expect(await east.refusedMove('waste-dump', dump, 'accept', { values: acceptance })).toContain('还有 0.5 m³')
      await east.correct('waste-dump', dump, { removed: [{ on: '2026-05-01', volume: '300', to: '县填埋场' }] })
      await east.move('waste-dump', dump, 'accept', { values: acceptance })
      await office.move('waste-dump', dump, 'settle', { values: { follow: '复绿并设禁倒牌' } })
      expect((await east.list('waste-dump', '?state=settled')).count.n).toBe(i + 1)
      // How many of the three of the task are done, as the plan's target reads it.
      expect((await w.office.get('/indicators/dumps-done?period=2026')).body.value).toBe(String(i + 1))
    }
    const again = await east.correct('waste-dump', dumps[0]!, {
      followUps: [{ on: '2026-09-01', found: '有新增堆放' }],
    })
    expect(again.rebound).toBe(true)
    expect((await w.office.get('/indicators/dumps-done?period=2026')).body.value).toBe('2')
  })

  it('S410 S417 landfills say liner, leachate and whether they comply; facilities of one contiguous area are found together', async () => {
    const facility = async (name: string, values: object) =>
      east.make('waste-facility', {
        subject: (await addSite(w.office, w.east, { name, kind: '填埋场' })).id,
        kind: '卫生填埋场',
        tier: '县（区）级',
        liner: '双层人工衬层',
        leachateWay: '自建处理',
        leachateCapacity: '100',
        leachateYield: '80',
        contiguous: '东屏南片',
        ...values,
      })
    const met = { on: '2026-05-01', met: true, exceeded: [] }
    expect((await facility('甲场', { monitorings: [met] })).compliance).toBe('合规')
    expect((await facility('乙场', {})).compliance).toBe('证据不足')
    const bad = await facility('丙场', {
      liner: '无',
      leachateYield: '120',
      monitorings: [met, { on: '2026-06-01', met: false, exceeded: ['化学需氧量'] }],
    })
    expect([bad.compliance, bad.gaps]).toEqual([
      '不合规',
      ['没有人工防渗', '渗滤液处理能力 100 m³/日不足产生量 120 m³/日', '2026-06-01 渗滤液超标：化学需氧量'],
    ])
    await east.move('waste-facility', bad, 'rectify', { values: { measure: '防渗改造', due: '2026-12-31' } })
    expect(await east.refusedMove('waste-facility', bad, 'finish')).toContain('没有人工防渗')
    await facility('丁场', { contiguous: '东屏北片' })
    const area = await east.list('waste-facility', `?q=${encodeURIComponent('东屏南片')}`)
    expect(area.count.n).toBe(3)
  })
})
