import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FarmlandWorld, openFarmlandWorld } from './testing-farmland.ts'

let f: FarmlandWorld
beforeAll(async () => {
  f = await openFarmlandWorld('2020-10-10T09:00:00+08:00')
})
afterAll(() => f?.close())

const lineOf = async (subject: string) => {
  const { rows } = await f.county.list('safe-use-year', '?f.year=2020&limit=100')
  return rows.find(r => r.subject === subject)!
}

describe('measures that were added to the dictionary', () => {
  it('S138 isolation, clean irrigation, poor accumulators, other crops and trials of fallow are coded and summed', async () => {
    const unit = await f.classified('安全利用类', '500')
    const names = []
    for (const code of ['A16', 'A17', 'A11', 'A18', 'A20']) {
      const row = await f.carriedOut(unit.subject, code, '60', { part: code })
      names.push((await f.county.read('safe-use-measure', row)).measureName)
    }
    expect(names).toEqual(['外源污染隔离', '灌溉水净化', '低积累品种', '替代种植', '休耕轮作试点'])
    // Parts that are named are different land: five times sixty.
    expect(await lineOf(unit.subject)).toMatchObject({ covered: '300', counted: '0' })
    const plan = await f.county.make(
      'safe-use-plan',
      { kind: '安全利用年度工作计划', year: 2020 },
      { region: f.w.east.id },
    )
    const { byMeasure } = await f.county.read('safe-use-plan', plan)
    expect(byMeasure.map((m: { measure: string; done: string }) => [m.measure, m.done])).toEqual([
      ['A11', '60'],
      ['A16', '60'],
      ['A17', '60'],
      ['A18', '60'],
      ['A20', '60'],
    ])
  })

  it('S147 measures on priority land are recorded and count as B where the formula of 2019 holds', async () => {
    const slight = await f.classified('优先保护类', '400', { grade: '轻微污染', region: f.w.west })
    const heavy = await f.classified('严格管控类', '100', { region: f.w.west })
    const clean = await f.classified('优先保护类', '900', { region: f.w.west })
    for (const [code, area] of [
      ['B01', '120'],
      ['B02', '100'],
      ['B03', '80'],
      ['B04', '60'],
    ] as const)
      await f.carriedOut(slight.subject, code, area, { part: code })
    const strict = await f.carriedOut(heavy.subject, 'Y01', '90')
    const during = { phase: '中', on: '2020-10-10', by: '韦查', planted: '无' }
    await f.west.correct('safe-use-measure', strict, { checkpoints: [during] })
    await f.carriedOut(clean.subject, 'B01', '900')
    const figure = async (period: string) =>
      (await f.w.office.get(`/indicators/safe-use-rate?period=${period}&region=${f.w.west.id}`)).body
    // (360 + 90) of the 500 that are polluted at all; clean land is on neither side.
    expect(await figure('2020')).toMatchObject({
      numerator: '450',
      denominator: '500',
      value: '90.00',
      rule: { id: 'A', mark: 'V' },
    })
    const wrong = await f.west.make('safe-use-measure', {
      subject: heavy.subject,
      year: 2020,
      season: '秋',
      measure: 'B02',
      area: { value: '10', unit: '亩' },
    })
    const done = { values: { plan: '西农发2号', doneOn: '2020-10-10', evidence: [await f.west.file()] } }
    expect(await f.west.refusedMove('safe-use-measure', wrong, 'implement', done)).toContain(
      'B02适用于优先保护类，该单元现为严格管控类',
    )
    // By the practice since 2021 slightly polluted land is on neither side.
    await f.at('2021-10-10T09:00:00+08:00')
    await f.carriedOut(slight.subject, 'B01', '400')
    const again = await f.carriedOut(heavy.subject, 'Y01', '90')
    await f.west.correct('safe-use-measure', again, { checkpoints: [{ ...during, on: '2021-10-10' }] })
    expect(await figure('2021')).toMatchObject({
      numerator: '90',
      denominator: '100',
      value: '90.00',
      rule: { id: 'B' },
    })
    expect(await figure('2020')).toMatchObject({ numerator: '450', denominator: '500' })
  })
})
