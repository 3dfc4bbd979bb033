import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addSite, done } from './testing.ts'
import { type FarmlandWorld, openFarmlandWorld } from './testing-farmland.ts'
import { type Hand, handOf } from './testing-rows.ts'

let f: FarmlandWorld
let government: Hand
let ecology: Hand
beforeAll(async () => {
  f = await openFarmlandWorld('2026-04-10T09:00:00+08:00')
  government = await f.other(f.w.east, '政府', 'government')
  ecology = handOf(f.w.eastClerk)
})
afterAll(() => f?.close())

const box = (lon: number, lat: number, size = 0.01) => ({
  type: 'Polygon',
  coordinates: [
    [
      [lon, lat],
      [lon + size, lat],
      [lon + size, lat + size],
      [lon, lat + size],
      [lon, lat],
    ],
  ],
})
const clean = { cadmium: '0.2', mercury: '0.05', arsenic: '6', lead: '30', chromium: '60' }
const duties = async (register: string) =>
  (await f.w.office.get(`/duties?register=${register}&from=2026-01-01&to=2027-12-31`)).body.rows

describe('what land and counties owe', () => {
  it('S132 a county that grows grain, oil or vegetables has to have its scheme, with tasks year by year', async () => {
    const rate = async () => (await f.w.office.get('/indicators/protection-scheme-rate?period=2026')).body
    const flag = (types: string[], region: string, due?: string) =>
      f.city.make(
        'soil-protection-scheme',
        { types, typeBasis: '农规发〔2025〕1号', ...(due ? { due } : {}) },
        { region },
      )
    for (const type of ['产粮大县', '产油大县', '蔬菜产业重点县'])
      expect(
        await f.city.refusedNew(
          'soil-protection-scheme',
          { types: [type], typeBasis: '农规发〔2025〕1号' },
          { region: f.w.east.id },
        ),
      ).toContain('方案制定期限')
    const east = await flag(['产粮大县', '生猪大县'], f.w.east.id, '2026-03-31')
    const west = await flag(['生猪大县'], f.w.west.id)
    expect([east.obliged, west.obliged]).toEqual([true, false])
    expect(await duties('soil-protection-scheme')).toMatchObject([{ due: '2026-03-31', status: 'overdue' }])
    expect(await rate()).toMatchObject({ numerator: '0', denominator: '1', value: '0.00' })
    const approval = { document: '东政发〔2026〕4号', approvedOn: '2026-04-10', files: [await government.file()] }
    const refused = await government.refusedMove('soil-protection-scheme', east, 'approve', { values: approval })
    expect(refused).toContain('方案没有年度任务')
    const tasks = [
      { year: 2026, task: '秸秆还田 3 万亩', due: '2026-11-30' },
      { year: 2027, task: '增施有机肥 2 万亩', due: '2027-11-30' },
    ]
    await f.county.correct('soil-protection-scheme', east, { tasks })
    await government.move('soil-protection-scheme', east, 'approve', { values: approval })
    expect(await rate()).toMatchObject({ value: '100.00' })
    await f.county.move('soil-protection-scheme', east, 'implement')
    const owed = await duties('soil-protection-scheme')
    expect(owed.map((d: { due: string; status: string }) => [d.due, d.status])).toEqual([
      ['2026-03-31', 'late'],
      ['2026-11-30', 'open'],
    ])
    const first = { ...tasks[0], doneOn: '2026-04-10' }
    expect(await f.county.refusedCorrection('soil-protection-scheme', east, { tasks: [first] })).toContain(
      '没有完成证明',
    )
    const proof = [await f.county.file()]
    const now = await f.county.correct('soil-protection-scheme', east, { tasks: [{ ...first, proof }, tasks[1]] })
    expect([now.open, now.nextDue]).toEqual([1, '2027-11-30'])
    expect(await f.city.refusedMove('soil-protection-scheme', east, 'finish')).toContain('还有 1 项任务没有完成')
  })

  it('S133 land is handed over with a clause on soil and a baseline, and compared with it at the end', async () => {
    const { subject } = await f.classified('优先保护类', '60')
    const point = { point: 'B1', takenOn: '2026-04-01', pH: '5.4', ...clean }
    const row = await f.county.make('farmland-transfer', {
      subject,
      contract: '流转-7',
      way: '出租（转包）',
      transferor: '覃某等 12 户',
      transferee: '东屏果蔬合作社',
      area: '60',
      startOn: '2026-04-10',
      endOn: '2031-04-09',
    })
    const refused = await f.county.refusedMove('farmland-transfer', row, 'sign')
    for (const why of ['没有土壤环境质量及保护的约定', '没有流转时的土壤本底值', '合同文本'])
      expect(refused).toContain(why)
    const clause = '受让方不得使用不合格肥料，期满土壤含量不高于本底值'
    const half = { clause, contractFiles: [await f.county.file()], baseline: [{ ...point, lead: null }] }
    await f.county.correct('farmland-transfer', row, half)
    expect(await f.county.refusedMove('farmland-transfer', row, 'sign')).toContain('本底点位 B1 没有铅的结果')
    await f.county.correct('farmland-transfer', row, { baseline: [point] })
    await f.county.move('farmland-transfer', row, 'sign')
    const end = (cadmium: string | null, more: object = {}) => ({
      values: { final: [{ ...point, takenOn: '2026-04-10', cadmium }], ...more },
    })
    expect(await f.county.refusedMove('farmland-transfer', row, 'end', end(null))).toContain('不能对照')
    // A fifth more is within what two samplings may differ; beyond it somebody has to mend it.
    expect(await f.county.refusedMove('farmland-transfer', row, 'end', end('0.25'))).toContain(
      'B1 镉 0.2 → 0.25 mg/kg（+25.00%）',
    )
    const remedy = { responsible: '受让方', remedy: '停用该肥料，两年内恢复' }
    const ended = await f.county.move('farmland-transfer', row, 'end', end('0.25', remedy))
    expect([ended.verdict, ended.state]).toEqual(['变差', 'ended'])
    const same = await f.county.make('farmland-transfer', {
      subject,
      contract: '流转-8',
      way: '入股',
      transferor: '甲',
      transferee: '乙',
      area: '5',
      startOn: '2026-04-10',
      ...half,
      baseline: [point],
    })
    await f.county.move('farmland-transfer', same, 'sign')
    // Below a limit that is itself higher says neither that it rose nor that it did not.
    expect(await f.county.refusedMove('farmland-transfer', same, 'end', end('<0.5'))).toContain('不能对照')
    expect((await f.county.move('farmland-transfer', same, 'end', end('0.24'))).verdict).toBe('没有变差')
  })

  it('S136 polluted land within the distance of a water source owes a scheme, whichever of the two comes first', async () => {
    const body = (name: string, extent: object) =>
      done(f.w.office, '/registers/water-body/rows', {
        region: f.w.east.id,
        values: { name, kind: '饮用水水源地', extent },
      })
    const source = async (subject: string) => ecology.make('drinking-water-source', { subject, kind: '湖库型' })
    // Water first: land 555 m north of it owes a scheme, land 5.5 km away and clean land do not.
    await source((await body('青石水库', box(111, 23))).id)
    const near = await f.classified('严格管控类', '40', { unit: { extent: box(111, 23.015, 0.005) } })
    await f.classified('严格管控类', '40', { unit: { extent: box(111, 23.06, 0.005) } })
    await f.classified('优先保护类', '40', { unit: { extent: box(111.002, 23.015, 0.005) } })
    const listed = (await ecology.list('water-threat-scheme')).rows
    expect(listed.map(r => [r.subject, r.source, r.due])).toEqual([[near.subject, '青石水库水源地', '2026-07-09']])
    expect(Number(listed[0]!.distance)).toBeGreaterThan(545)
    expect(Number(listed[0]!.distance)).toBeLessThan(560)
    // Land first, then water.
    const waiting = await f.classified('安全利用类', '40', { unit: { extent: box(111.5, 23.5) } })
    expect((await ecology.list('water-threat-scheme')).count.n).toBe(1)
    await source((await body('新河水厂', box(111.505, 23.505))).id)
    const both = (await ecology.list('water-threat-scheme')).rows
    expect(both.find(r => r.subject === waiting.subject)).toMatchObject({ distance: '0.0', state: 'required' })

    const [scheme] = listed
    const approval = { document: '东环发5号', approvedOn: '2026-04-10', scheme: [await ecology.file()] }
    expect(await ecology.refusedMove('water-threat-scheme', scheme!, 'approve', { values: approval })).toContain(
      '方案没有措施',
    )
    const measures = [{ measure: '截排沟和阻隔带', due: '2026-10-31' }]
    await ecology.move('water-threat-scheme', scheme!, 'approve', { values: { ...approval, measures } })
    expect(await ecology.refusedMove('water-threat-scheme', scheme!, 'carryOut')).toContain('还有 1 项措施没有完成')
    const finished = [{ ...measures[0], doneOn: '2026-04-10', proof: [await ecology.file()] }]
    await ecology.correct('water-threat-scheme', scheme!, { measures: finished })
    expect((await ecology.move('water-threat-scheme', scheme!, 'carryOut')).state).toBe('carriedOut')
    const owed = (await duties('water-threat-scheme')).map((d: { due: string; status: string }) => [d.due, d.status])
    expect(owed.sort()).toEqual([
      ['2026-07-09', 'met'],
      ['2026-07-09', 'open'],
    ])
  })

  it('S131 S135 monitoring is scheduled by the plan and repeated, and what is grown, caught or gathered is held against the zones', async () => {
    const safe = await f.classified('安全利用类', '90')
    const plan = await f.county.make(
      'safe-use-plan',
      { kind: '安全利用年度工作计划', year: 2026 },
      { region: f.w.east.id },
    )
    for (const line of (await f.county.list('safe-use-year', '?f.year=2026&limit=100')).rows) {
      const measure = line.unitClass === '安全利用类' ? 'A01' : 'Y02'
      await f.county.correct('safe-use-year', line, { planned: [{ measure, area: line.area }] })
    }
    await f.county.move('safe-use-plan', plan, 'issue', {
      values: { document: '东农发2号', issuedOn: '2026-04-10', files: [await f.county.file()] },
    })
    const scheduled = (await f.county.list('farmland-comonitoring')).rows.filter(r => r.subject === safe.subject)
    expect(scheduled).toMatchObject([{ kind: '安全利用类耕地', due: '2026-12-31', state: 'scheduled' }])
    const [row] = scheduled
    const values = { completedOn: '2026-04-10', report: [await f.county.file()] }
    const refused = await f.county.refusedMove('farmland-comonitoring', row!, 'complete', { values })
    expect(refused).toContain('没有土壤样品')
    expect(refused).toContain('没有农产品样品')
    await f.county.correct('farmland-comonitoring', row!, {
      soils: [{ point: 'S1', takenOn: '2026-04-01', landUse: '水田', pH: '5.4', ...clean, cadmium: '0.6' }],
      products: [{ sample: 'R1', takenOn: '2026-04-01', crop: '糙米', cadmium: '0.3' }],
    })
    expect(await f.county.refusedMove('farmland-comonitoring', row!, 'complete', { values })).toContain(
      '镉土壤和农产品均超标：调整措施或种植结构',
    )
    const action = '改用低积累品种并增施调理剂'
    await f.county.move('farmland-comonitoring', row!, 'complete', { values: { ...values, action } })
    const next = (await f.county.list('farmland-comonitoring', '?state=scheduled')).rows
    expect(next.filter(r => r.subject === safe.subject)).toMatchObject([{ due: '2027-04-10', plot: '全部' }])

    const marked = async (name: string, lon: number, banned: string[]) => {
      const acts = ['种植', '捕捞', '采集', '建立生产基地']
      const values = { name, extent: box(lon, 23), banned, forage: true, acts }
      const drawn = await f.county.make('banned-zone', values, { region: f.w.east.id })
      const approval = { approval: '东政函6号', approvedOn: '2026-04-10', approvalFiles: [await government.file()] }
      await government.move('banned-zone', drawn, 'approve', { values: approval })
      const signs = [{ place: '村口', on: '2026-04-10', photos: [await f.county.file()] }]
      return f.county.move('banned-zone', drawn, 'mark', { values: { signs } })
    }
    const zone = await marked('青石片', 112, ['水稻', '田螺'])
    const inside = { type: 'Point', coordinates: [112.005, 23.005] }
    const record = async (act: string, product: string, edible: string, more: object = { location: inside }) => {
      const made = await f.county.make(
        'harvest-activity',
        { act, product, edible, seenOn: '2026-04-10', source: '日常巡查', ...more },
        { region: f.w.east.id },
      )
      return f.county.read('harvest-activity', made)
    }
    // A zone that is not in force forbids nothing yet.
    expect((await record('种植', '水稻', '食用')).result).toBe('未涉及禁止区域')
    await f.county.move('banned-zone', zone, 'enforce')
    const unit = await f.classified('严格管控类', '30', { unit: { extent: box(112.002, 23.002, 0.001) } })
    const results = []
    for (const [act, product, edible, more] of [
      ['种植', '水稻', '食用', { unit: unit.subject }],
      ['捕捞', '田螺', '食用', undefined],
      ['采集', '野菜', '食用', undefined],
      ['种植', '黑麦草', '饲草', undefined],
      ['种植', '苎麻', '非食用', undefined],
      ['捕捞', '田螺', '食用', { location: { type: 'Point', coordinates: [112.5, 23.5] } }],
      ['建立生产基地', '水稻', '食用', {}],
    ] as const)
      results.push((await record(act, product, edible, more)).result)
    expect(results).toEqual([
      '违反禁止规定',
      '违反禁止规定',
      '未涉及禁止区域',
      '违反禁止规定',
      '未涉及禁止区域',
      '未涉及禁止区域',
      '证据不足',
    ])
    const bad = (
      await f.county.list(
        'harvest-activity',
        `?f.result=${encodeURIComponent('违反禁止规定')}&f.act=${encodeURIComponent('捕捞')}`,
      )
    ).rows
    expect(bad).toMatchObject([{ product: '田螺', zones: [zone.id] }])
    // Where everything that is eaten is banned, what is gathered falls under it too; what nobody eats does not.
    await f.county.move('banned-zone', await marked('老厂片', 112.1, ['食用农产品']), 'enforce')
    const there = { location: { type: 'Point', coordinates: [112.105, 23.005] } }
    expect((await record('采集', '野菜', '食用', there)).result).toBe('违反禁止规定')
    expect((await record('种植', '苎麻', '非食用', there)).result).toBe('未涉及禁止区域')
    const handling = { handling: '责令停止，放生', handledOn: '2026-04-10', files: [await f.county.file()] }
    expect((await f.county.move('harvest-activity', bad[0]!, 'handle', { values: handling })).state).toBe('handled')
  })

  it('S139 in greenhouses fertiliser, soil and product of one plot are linked element by element', async () => {
    const { subject } = await f.classified('优先保护类', '12')
    const row = await f.county.make('farmland-comonitoring', {
      subject,
      kind: '设施农业',
      plot: '大棚 3',
      due: '2026-06-30',
      soils: [{ point: 'S3', takenOn: '2026-04-02', landUse: '其他', pH: '6.0', ...clean, cadmium: '0.5' }],
      products: [
        {
          sample: 'V1',
          takenOn: '2026-04-05',
          crop: '生菜',
          cadmium: '0.3',
          mercury: '<0.001',
          arsenic: '0.1',
          lead: '0.05',
          chromium: '0.1',
        },
      ],
    })
    const values = { completedOn: '2026-04-10', report: [await f.county.file()], action: '停用并追溯' }
    expect(await f.county.refusedMove('farmland-comonitoring', row, 'complete', { values })).toContain(
      '设施农业须有有机肥样品',
    )
    const manure = (cadmium: string) => ({
      fertilisers: [
        {
          product: '猪粪有机肥',
          batch: 'F-1',
          takenOn: '2026-03-01',
          applied: '800',
          cadmium,
          mercury: '0.1',
          arsenic: '18',
          lead: '10',
          chromium: '40',
        },
      ],
    })
    const link = (r: { links: { element: string }[] }, element: string) => r.links.find(l => l.element === element)
    const bad = await f.county.correct('farmland-comonitoring', row, manure('3.1'))
    expect(link(bad as never, '镉')).toMatchObject({
      fertiliser: '超标',
      soil: '超标',
      product: '超标',
      conclusion: '肥料和农产品均超标：停用该批肥料并追溯',
    })
    expect(link(bad as never, '砷')).toMatchObject({ fertiliser: '超标', conclusion: '肥料超标：停用该批肥料' })
    expect(link(bad as never, '铅')).toMatchObject({
      fertiliser: '达标',
      soil: '达标',
      product: '达标',
      conclusion: '未见超标',
    })
    // Exactly at the limit is within it; then the soil is to blame.
    const good = await f.county.correct('farmland-comonitoring', row, manure('3'))
    expect(link(good as never, '镉')).toMatchObject({
      fertiliser: '达标',
      conclusion: '土壤和农产品均超标：调整措施或种植结构',
    })
    expect((await f.county.move('farmland-comonitoring', row, 'complete', { values })).verdict).toBe('超标')
  })

  it('S144 where the source cannot be cut, soil is heavily polluted and products exceed, another use is proposed', async () => {
    const unit = await f.classified('严格管控类', '70')
    const site = await addSite(f.w.eastClerk, f.w.east, { name: '旧选矿厂' })
    let row = await f.county.make('land-use-change', { subject: unit.subject, openedOn: '2026-04-10' })
    row = await f.county.read('land-use-change', row)
    expect(row).toMatchObject({ state: 'assessed', hardToCut: false, heavy: true, exceeding: false })
    const lacking = await f.county.refusedMove('land-use-change', row, 'propose')
    expect(lacking).toContain('没有“难以切断途径”的依据')
    expect(lacking).toContain('没有“农产品超标突出”的依据')
    const source = await ecology.make('pollution-source', {
      subject: site.id,
      industry: '有色金属矿采选',
      metals: ['镉'],
      pathways: ['水'],
      farmland: [unit.subject],
    })
    await ecology.move('pollution-source', source, 'list', {
      values: { leadUnit: f.w.eastBureau.id, farmland: [unit.subject], pathways: ['水'] },
    })
    await ecology.correct('pollution-source', source, { deadline: '2026-04-10' })
    const lineOf = async (year: number) =>
      (await f.county.list('safe-use-year', `?f.year=${year}&limit=100`)).rows.filter(r => r.subject === unit.subject)
    const planned = [{ measure: 'Y02', area: '70' }]
    await f.county.correct('safe-use-year', (await lineOf(2026))[0]!, { planned })
    const measure = await f.carriedOut(unit.subject, 'Y02', '70')
    const after = (exceeding: number) => ({
      checkpoints: [{ phase: '后', on: '2026-04-10', by: '韦查', compliant: 9, exceeding, disposal: '单收单储' }],
    })
    await f.county.correct('safe-use-measure', measure, after(1))
    await f.at('2026-04-11T09:00:00+08:00')
    // One sample of ten is not more than a tenth.
    row = await f.county.correct('land-use-change', row, { note: '再核' })
    expect(await f.county.read('land-use-change', row)).toMatchObject({
      hardToCut: true,
      exceeding: false,
      state: 'assessed',
    })
    await f.county.correct('safe-use-measure', measure, after(2))
    await f.county.correct('land-use-change', row, { note: '三核' })
    const proposed = await f.county.read('land-use-change', row)
    expect(proposed.state).toBe('proposed')
    expect(proposed.grounds).toEqual([
      '污染源“旧选矿厂”整治期限 2026-04-10 已过仍未销号',
      '现行类别为严格管控类，重度污染',
      expect.stringContaining('农产品超标 2/11'),
    ])
    const adopt = (area: string) => ({ values: { measure: 'Y01', area, year: 2027 } })
    expect(await f.county.refusedMove('land-use-change', row, 'adopt', adopt('71'))).toContain('单元只有 70 亩')
    await f.county.move('land-use-change', row, 'adopt', adopt('70'))
    expect(await lineOf(2027)).toMatchObject([
      { subject: unit.subject, planned: [{ measure: 'Y01', area: '70' }], control: '已计划' },
    ])
  })
})
