import { type Plan, planRecord } from '@jingtu/programme/plan.ts'
import { type Target, targetRecord } from '@jingtu/programme/target.ts'
import { storeFile } from '@jingtu/store/files.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { done } from '../registers/testing.ts'
import { type FarmlandWorld, openFarmlandWorld } from '../registers/testing-farmland.ts'

let f: FarmlandWorld
let plan: Plan
beforeAll(async () => {
  f = await openFarmlandWorld('2025-06-01T09:00:00+08:00')
  plan = await f.w.server.change(async c => {
    const text = await storeFile(c.tx, Buffer.from('计划'), {
      type: 'text/plain',
      name: 'plan.txt',
      by: null,
      now: c.context.now,
    })
    return c.insert(planRecord, {
      home: f.w.city.id,
      region: f.w.city.path,
      state: 'published',
      values: {
        title: '临湖市2026年净土工作计划',
        level: 'city',
        regionId: f.w.city.id,
        year: 2026,
        ownerUnit: f.w.bureau.id,
        textFile: text.hash,
      },
    })
  })
})
afterAll(() => f?.close())

const figure = async (id: string, period: string, region = f.w.city) =>
  (await f.w.office.get(`/indicators/${id}?period=${period}&region=${region.id}`)).body
const samples = (compliant: number, exceeding: number) => ({
  phase: '后',
  on: '2025-06-01',
  by: '韦查',
  compliant,
  exceeding,
  disposal: '单收单储',
})
const during = { phase: '中', on: '2025-06-01', by: '韦查', planted: '无' }
const check = (row: { id: string }, ...checkpoints: object[]) =>
  f.city
    .read('safe-use-measure', row)
    .then(r =>
      (r.region.startsWith(f.w.west.path) ? f.west : f.county).correct('safe-use-measure', row, { checkpoints }),
    )
/** Safe use of so much land with so many samples, strict control of so much of the other. */
async function year(safe: string, area: string, ok: number, bad: number, strict: string, controlled: string) {
  await check(await f.carriedOut(safe, 'A01', area), samples(ok, bad))
  await check(await f.carriedOut(strict, 'Y01', controlled), during)
}

describe('受污染耕地安全利用率 from the list of classes and the measures of the year', () => {
  it('S001 the rate, its gap and its trend by county come from the register, with the units that hold it back', async () => {
    const safe = await f.classified('安全利用类', '8000')
    const strict = await f.classified('严格管控类', '2000')
    const west = await f.classified('安全利用类', '1000', { region: f.w.west })
    await f.classified('优先保护类', '5000')
    await year(safe.subject, '7000', 190, 10, strict.subject, '1980')
    expect(await figure('safe-use-rate', '2025', f.w.east)).toMatchObject({
      numerator: '8630',
      denominator: '10000',
      value: '86.30',
      rule: { id: 'B' },
    })
    // What nobody has treated stands in the denominator all the same.
    expect(await figure('safe-use-rate', '2025')).toMatchObject({ denominator: '11000', value: '78.45' })

    await f.at('2026-09-01T09:00:00+08:00')
    expect(await figure('safe-use-rate', '2026', f.w.east)).toMatchObject({ numerator: '0', denominator: '10000' })
    await year(safe.subject, '7600', 190, 10, strict.subject, '1980')
    await check(await f.carriedOut(west.subject, 'A02', '800'), samples(4, 0))
    // Another year begun leaves the one before as it was.
    expect(await figure('safe-use-rate', '2025', f.w.east)).toMatchObject({ value: '86.30', asOf: '2025-12-31' })
    const now = await figure('safe-use-rate', '2026')
    expect(now).toMatchObject({ numerator: '10000', denominator: '11000', value: '90.91' })
    expect(now.below.map((b: { name: string; value: string }) => [b.name, b.value])).toEqual([
      ['东屏县', '92.00'],
      ['西渡县', '80.00'],
    ])

    const target: Target = await f.w.server.change(c =>
      c.insert(targetRecord, {
        home: plan.home,
        region: plan.region,
        state: 'inForce',
        values: {
          plan: plan.id,
          ordinal: 1,
          indicator: '全市受污染耕地安全利用率',
          op: '>=',
          value: '92',
          unit: '%',
          kind: 'indicator',
          source: 'goals',
          regionId: f.w.city.id,
          by: '2026-12-31',
        },
      }),
    )
    const proposed = await f.w.office.get(`/targets/${target.id}/indicator`)
    expect(proposed.body.proposals[0]).toMatchObject({ indicator: 'safe-use-rate', sure: true })
    await done(f.w.office, `/targets/${target.id}/indicator`, { indicator: 'safe-use-rate' })
    for (const region of [f.w.city, f.w.east, f.w.west])
      for (const period of ['2025', '2026'])
        await done(f.w.office, `/targets/${target.id}/compute`, { period, region: region.id })
    const { body } = await f.w.office.get(`/targets/${target.id}`)
    const county = (name: string) => body.row.regions.find((r: { regionName: string }) => r.regionName === name)
    expect(county('东屏县').finding).toMatchObject({ status: 'met', decidedOn: '92.00' })
    expect(county('西渡县').finding).toMatchObject({ gap: '12' })
    expect(body.row.overall.finding).toMatchObject({ gap: '1.09' })
    const trend = (name: string) =>
      body.measurements
        .filter((m: { regionName: string }) => m.regionName === name)
        .map((m: { asOf: string; value: string }) => [m.asOf, m.value])
        .sort()
    expect(trend('东屏县')).toEqual([
      ['2025-12-31', '86.30'],
      ['2026-09-01', '92.00'],
    ])
    expect(trend('西渡县')).toEqual([
      ['2025-12-31', '0.00'],
      ['2026-09-01', '80.00'],
    ])
    const held = await f.city.list('safe-use-year', '?f.year=2026&sort=-lost')
    expect(held.rows.map(r => [r.lost, r.reasons[0]])).toEqual([
      ['780', '措施只覆盖 7600/8000 亩'],
      ['200', '措施只覆盖 800/1000 亩'],
      ['20', '措施只覆盖 1980/2000 亩'],
    ])
  })

  it('counts by threshold where the plan of the county names its rule, and keeps the rule with every unit', async () => {
    const before = await figure('safe-use-rate', '2026', f.w.east)
    expect(before.value).toBe('92.00')
    const county = await f.county.make(
      'safe-use-plan',
      {
        kind: '安全利用年度工作计划',
        year: 2026,
        cRule: '按门槛',
        cRuleBasis: '云农发〔2026〕5号',
      },
      { region: f.w.east.id },
    )
    const lines = (await f.county.list('safe-use-year', '?f.year=2026')).rows
    // While the plan is a draft nothing of it is carried out.
    expect(lines.map(l => l.counted)).toEqual(['0', '0'])
    for (const line of lines) {
      const measure = line.unitClass === '安全利用类' ? 'A01' : 'Y01'
      await f.county.correct('safe-use-year', line, { planned: [{ measure, area: line.area }] })
    }
    await f.county.move('safe-use-plan', county, 'issue', {
      values: { document: '东农发2号', issuedOn: '2026-09-01', files: [await f.county.file()] },
    })
    expect(await figure('safe-use-rate', '2026', f.w.east)).toMatchObject({ numerator: '9580', value: '95.80' })
    const counted = (await f.county.list('safe-use-year', '?f.year=2026')).rows.map(l => l.rule)
    expect(new Set(counted)).toEqual(new Set(['版本B，安全利用类按门槛']))
  })

  it('a unit that leaves the list leaves both sides, and a settled year is not moved by what comes later', async () => {
    const before = await figure('safe-use-rate', '2026', f.w.east)
    const small = await f.classified('安全利用类', '500')
    expect(await figure('safe-use-rate', '2026', f.w.east)).toMatchObject({ denominator: '10500' })
    await f.county.move('farmland-class', small, 'retire', { reason: '整体退出' })
    expect(await figure('safe-use-rate', '2026', f.w.east)).toMatchObject({
      denominator: before.denominator,
      numerator: before.numerator,
    })
    const [line] = (await f.city.list('safe-use-year', '?f.year=2026&sort=-lost')).rows
    const settled = await f.city.move('safe-use-year', line!, 'settle')
    expect(settled.state).toBe('settled')
    const [measure] = (await f.city.list('safe-use-measure', '?f.year=2026&sort=id')).rows.filter(
      m => m.subject === line!.subject,
    )
    const keeper = measure!.region.startsWith(f.w.west.path) ? f.west : f.county
    expect(await keeper.refusedCorrection('safe-use-measure', measure!, { note: '迟到的更正' })).toContain('已核定')
  })
})
