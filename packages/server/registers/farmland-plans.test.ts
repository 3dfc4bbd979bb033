import type { RegionNode } from '@jingtu/core/region.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { done } from './testing.ts'
import { type FarmlandWorld, openFarmlandWorld } from './testing-farmland.ts'
import type { Hand } from './testing-rows.ts'

let f: FarmlandWorld
let town: RegionNode
let township: Hand
beforeAll(async () => {
  f = await openFarmlandWorld('2026-02-10T09:00:00+08:00')
  town = await f.w.server.region('石桥镇', 'township', f.w.west, '001')
  township = await f.other(town, '政府', 'town')
})
afterAll(() => f?.close())

type Line = { id: string; subject: string; unitClass: string; area: string }
const lineOf = async (hand: Hand, subject: string): Promise<Line & Record<string, unknown>> => {
  const { rows } = await hand.list('safe-use-year', '?f.year=2026&limit=100')
  return rows.find(r => r.subject === subject) as never
}
const planLine = async (hand: Hand, subject: string, ...planned: object[]) =>
  hand.correct('safe-use-year', await lineOf(hand, subject), { planned })
const issued = async (hand: Hand, document: string) => ({
  values: { document, issuedOn: '2026-02-10', files: [await hand.file()] },
})
const after = (compliant: number, exceeding: number) => ({
  phase: '后',
  on: '2026-02-10',
  by: '韦查',
  compliant,
  exceeding,
  disposal: '单收单储',
})

describe('yearly plans for polluted farmland', () => {
  it('S119 S124 S134 the plan is made from the list of classes, every unit has its line, and task stands beside done', async () => {
    const a = await f.classified('安全利用类', '100')
    const b = await f.classified('安全利用类', '80')
    const c = await f.classified('严格管控类', '50')
    await f.classified('优先保护类', '300')
    const assigned = [
      { task: '安全利用', area: '170', document: '云农发〔2026〕1号' },
      { task: '严格管控', area: '50', document: '云农发〔2026〕1号' },
    ]
    let plan = await f.county.make(
      'safe-use-plan',
      { kind: '安全利用年度工作计划', year: 2026, assigned },
      { region: f.w.east.id },
    )
    plan = await f.county.read('safe-use-plan', plan)
    expect(plan).toMatchObject({ units: 3, missingCount: 3, planArea: '0' })
    expect(new Set(plan.missing)).toEqual(new Set([a.subject, b.subject, c.subject]))
    // A measure of a plan that was not sent out is no measure of the plan.
    const early = await f.county.make('safe-use-measure', {
      subject: a.subject,
      year: 2026,
      season: '春',
      measure: 'A01',
      area: { value: '90', unit: '亩' },
    })
    const carried = { values: { plan: '东农发9号', doneOn: '2026-02-10', evidence: [await f.county.file()] } }
    expect(await f.county.refusedMove('safe-use-measure', early, 'implement', carried)).toContain('计划还没有印发')

    await planLine(f.county, a.subject, { measure: 'A01', area: '100', crop: '水稻', cost: '2.5' })
    await planLine(f.county, c.subject, { measure: 'Y01', area: '50', fromCrop: '水稻', crop: '苎麻', cost: '4' })
    const tooMuch = { planned: [{ measure: 'A02', area: '80.1' }] }
    expect(await f.county.refusedCorrection('safe-use-year', await lineOf(f.county, b.subject), tooMuch)).toContain(
      '大于单元面积 80 亩',
    )
    const refused = await f.county.refusedMove('safe-use-plan', plan, 'issue', await issued(f.county, '东农发9号'))
    expect(refused).toContain('还有 1 个单元没有计划措施')
    await planLine(f.county, b.subject, { measure: 'A02', area: '60', cost: '1.5' })
    expect(await f.county.refusedMove('safe-use-plan', plan, 'issue', await issued(f.county, '东农发9号'))).toContain(
      '“安全利用”计划 160 亩，少于下达任务 170 亩',
    )
    await planLine(f.county, b.subject, { measure: 'A02', area: '80', cost: '2' })
    plan = await f.county.move('safe-use-plan', plan, 'issue', await issued(f.county, '东农发9号'))
    plan = await f.county.read('safe-use-plan', plan)
    expect(plan).toMatchObject({ state: 'issued', missingCount: 0, planArea: '230', cost: '8.5' })

    // What is carried out must be what the plan says for the unit, under its number.
    const wrong = await f.county.refusedMove('safe-use-measure', early, 'implement', {
      values: { ...carried.values, plan: '东农发8号' },
    })
    expect(wrong).toContain('年度计划文号应为“东农发9号”')
    await f.county.move('safe-use-measure', early, 'implement', carried)
    await f.county.correct('safe-use-measure', early, { checkpoints: [after(9, 1)] })
    const other = await f.county.make('safe-use-measure', {
      subject: b.subject,
      year: 2026,
      season: '春',
      measure: 'A03',
      area: { value: '80', unit: '亩' },
    })
    expect(await f.county.refusedMove('safe-use-measure', other, 'implement', carried)).toContain(
      '计划中该单元的措施为A02，没有 A03',
    )
    plan = await f.county.read('safe-use-plan', plan)
    expect(plan.progress).toEqual([
      { task: '安全利用', assigned: '170', planned: '180', done: '81', gap: '89' },
      { task: '严格管控', assigned: '50', planned: '50', done: '0', gap: '50' },
    ])
    expect(await f.county.refusedMove('safe-use-plan', plan, 'implement')).toContain('还有 2 个单元没有实施措施')
    // A unit that comes into the list later is missing from the plan at once.
    const late = await f.classified('严格管控类', '5')
    expect(await f.county.read('safe-use-plan', plan)).toMatchObject({ units: 4, missing: [late.subject] })
    expect((await lineOf(f.county, late.subject)).control).toBe('没有措施')
    // Assigned areas, measures and cost cannot be written into the sums.
    const forged = await f.county.correct('safe-use-year', await lineOf(f.county, b.subject), { counted: '80' })
    expect((await f.county.read('safe-use-year', forged)).counted).toBe('0')
  })

  it('S126 S150 a township has its scheme, its villages are taught, and units are looked at, all or a drawn share', async () => {
    const village = await done(f.w.office, '/registers/village/rows', {
      region: town.id,
      values: { name: '石桥村', code: '980222001001' },
    })
    const units = []
    for (const area of ['10', '20', '30', '40', '50'])
      units.push(await f.classified('严格管控类', area, { region: town, village: village.id }))
    const county = await f.west.make(
      'safe-use-plan',
      { kind: '安全利用年度工作计划', year: 2026 },
      { region: f.w.west.id },
    )
    expect((await f.west.read('safe-use-plan', county)).townshipsWithout).toEqual(['石桥镇'])
    const misplaced = { kind: '乡镇安全利用方案', year: 2026 }
    expect(await f.west.refusedNew('safe-use-plan', misplaced, { region: f.w.west.id })).toContain('区域应为乡镇')
    const scheme = await township.make('safe-use-plan', misplaced, { region: town.id })
    // One scheme a township and year: the next township has its own.
    expect(await township.refusedNew('safe-use-plan', misplaced, { region: town.id })).toContain('已有同样的')
    const next = await f.w.server.region('新河镇', 'township', f.w.west, '002')
    expect((await f.west.make('safe-use-plan', misplaced, { region: next.id })).state).toBe('draft')
    for (const unit of units) await planLine(township, unit.subject, { measure: 'Y04', area: '10' })
    // The township writes it, the county sends it out.
    expect(await township.refusedMove('safe-use-plan', scheme, 'issue', await issued(township, '石政发1号'))).toContain(
      '不能对这条',
    )
    await f.west.move('safe-use-plan', scheme, 'issue', await issued(f.west, '石政发1号'))
    expect((await f.west.read('safe-use-plan', county)).townshipsWithout).toEqual([])
    expect((await f.west.read('safe-use-plan', scheme)).untrained).toEqual([village.id])

    const measures = new Map<string, { id: string }>()
    for (const unit of units) measures.set(unit.subject, await f.carriedOut(unit.subject, 'Y04', '10', {}, '石政发1号'))
    // What was sent out is changed by the county only.
    const line = await lineOf(township, units[0]!.subject)
    expect(await township.refusedCorrection('safe-use-year', line, { planned: [] })).toContain('计划已印发')
    const twoFifths = { values: { checkMode: '抽查' } }
    expect(await f.west.refusedMove('safe-use-plan', scheme, 'drawChecks', twoFifths)).toContain('抽查比例')
    await f.west.move('safe-use-plan', scheme, 'drawChecks', { values: { checkMode: '抽查', checkShare: 40 } })
    const drawn = (await f.west.read('safe-use-plan', scheme)).checkUnits as string[]
    expect(drawn).toHaveLength(2)
    expect(units.map(u => u.subject)).toEqual(expect.arrayContaining(drawn))
    const again = { values: { checkMode: '全面核查' } }
    expect(await f.west.refusedMove('safe-use-plan', scheme, 'drawChecks', again)).toContain('不能重抽')
    await township.move('safe-use-plan', scheme, 'implement')
    const evaluation = { values: { evaluation: '完成', evaluationFiles: [await f.west.file()] } }
    const refused = await f.west.refusedMove('safe-use-plan', scheme, 'evaluate', evaluation)
    expect(refused).toContain('核查单元中还有 2 个没有现场核查')
    expect(refused).toContain('还有 1 个村当年没有技术指导或培训')

    const visit = { on: '2026-02-10', carriedOut: true, found: '已休耕' }
    for (const id of drawn) await township.correct('safe-use-measure', measures.get(id)!, { fieldChecks: [visit] })
    expect((await f.west.read('safe-use-plan', scheme)).checksLeft).toBe(0)
    const training = await township.make('farmer-training', {
      subject: village.id,
      year: 2026,
      topic: '严格管控类耕地轮作休耕',
      way: '集中培训',
      plannedOn: '2026-03-01',
    })
    const held = { heldOn: '2026-02-10', teacher: '韦查', samples: 6, exceeding: 0, files: [await township.file()] }
    expect(
      await township.refusedMove('farmer-training', training, 'hold', { values: { ...held, farmers: 0 } }),
    ).toContain('没有人参加')
    // Planned is not held.
    expect((await f.west.read('safe-use-plan', scheme)).untrained).toEqual([village.id])
    await township.move('farmer-training', training, 'hold', { values: { ...held, farmers: 42, cooperatives: 1 } })
    expect((await f.west.read('safe-use-plan', scheme)).untrained).toEqual([])
    const evaluated = await f.west.move('safe-use-plan', scheme, 'evaluate', evaluation)
    expect(evaluated.state).toBe('evaluated')

    // Another year everything is looked at.
    const whole = await f.west.make('safe-use-plan', { ...misplaced, year: 2027 }, { region: town.id })
    for (const line of (await township.list('safe-use-year', '?f.year=2027')).rows)
      await township.correct('safe-use-year', line, { planned: [{ measure: 'Y04', area: '10' }] })
    await f.west.move('safe-use-plan', whole, 'issue', await issued(f.west, '石政发2号'))
    await f.west.move('safe-use-plan', whole, 'drawChecks', { values: { checkMode: '全面核查' } })
    const all = await f.west.read('safe-use-plan', whole)
    expect([all.checkUnits.length, all.checksLeft]).toEqual([5, 5])
    // Many rows moved at once are summed once.
    const before = await f.west.read('safe-use-plan', county)
    const rows = units.slice(0, 3).map(u => ({ id: measures.get(u.subject)!.id }))
    const bulk = { rows, reason: '年终复核未落实' }
    await done(await f.w.server.signIn('farm-west'), '/registers/safe-use-measure/moves/fail', bulk)
    const summed = await f.west.read('safe-use-plan', county)
    expect([summed.version, summed.byMeasure[0].done]).toEqual([before.version + 1, '20'])
  })

  it('S125 S149 land-use change is planned, done and verified by measure, and what is approved leaves the list', async () => {
    const u = await f.classified('严格管控类', '100', { region: f.w.west })
    const v = await f.classified('严格管控类', '60', { region: f.w.west })
    const plan = await f.west.make(
      'safe-use-plan',
      {
        kind: '种植结构调整或退耕年度计划',
        year: 2026,
        assigned: [
          { task: '种植结构调整', area: '60', document: '云农发〔2026〕3号' },
          { task: '退耕还林还草', area: '40', document: '云农发〔2026〕3号' },
        ],
      },
      { region: f.w.west.id },
    )
    await planLine(f.west, u.subject, { measure: 'Y03', area: '40', fromCrop: '水稻', crop: '杉木', cost: '6' })
    expect(await f.west.refusedMove('safe-use-plan', plan, 'issue', await issued(f.west, '西农发3号'))).toContain(
      '“种植结构调整”计划 0 亩，少于下达任务 60 亩',
    )
    await planLine(f.west, v.subject, { measure: 'Y01', area: '60', fromCrop: '水稻', crop: '苎麻', cost: '3' })
    await f.west.move('safe-use-plan', plan, 'issue', await issued(f.west, '西农发3号'))
    const forest = await f.carriedOut(u.subject, 'Y03', '40', { fromCrop: '水稻' }, '西农发3号')
    await f.carriedOut(v.subject, 'Y01', '45', { fromCrop: '水稻' }, '西农发3号')
    await f.west.correct('safe-use-measure', forest, { fieldChecks: [{ on: '2026-02-10', carriedOut: true }] })
    await f.west.move('safe-use-measure', forest, 'verify')
    const now = await f.west.read('safe-use-plan', plan)
    expect(now.progress).toMatchObject([
      { task: '种植结构调整', assigned: '60', done: '45', gap: '15' },
      { task: '退耕还林还草', assigned: '40', done: '40', gap: '0' },
    ])
    expect(now.byMeasure.filter((m: { measure: string }) => m.measure !== 'Y04')).toEqual([
      { measure: 'Y01', planned: '60', done: '45', verified: '0' },
      { measure: 'Y03', planned: '40', done: '40', verified: '40' },
    ])
    const rate = async () =>
      (await f.w.office.get(`/indicators/safe-use-rate?period=2026&region=${f.w.west.id}`)).body.denominator
    const before = Number(await rate())
    // Until it is approved the land stays in the denominator.
    expect(await lineOf(f.west, u.subject)).toMatchObject({ area: '100', covered: '40' })
    const approval = { conversion: '西政函〔2026〕6号', convertedOn: '2026-02-10' }
    const files = { conversionFiles: [await f.west.file()] }
    expect(await f.west.refusedMove('safe-use-measure', forest, 'convert', { values: approval })).toContain('请上传')
    await f.west.move('safe-use-measure', forest, 'convert', { values: { ...approval, ...files } })
    expect(Number(await rate())).toBe(before - 40)
    expect(await lineOf(f.west, u.subject)).toMatchObject({ area: '60', covered: '0' })
    expect((await f.west.read('farmland-class', u)).removals).toMatchObject([{ kind: '退耕还林还草', area: '40' }])
    expect(
      await f.west.refusedMove('safe-use-measure', forest, 'convert', { values: { ...approval, ...files } }),
    ).toContain('已经登记')
  })
})
