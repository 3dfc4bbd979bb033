import { readGrids } from '@jingtu/documents/sheet/grids.ts'
import { importBatchRecord } from '@jingtu/registers/monitoring/import-batch.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addSite, done, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let office: Hand
let county: Hand
let survey: string
let laboratory: string
let batch: string
beforeAll(async () => {
  w = await openRegisterWorld('2024-09-20T09:00:00+08:00')
  office = handOf(w.office)
  county = handOf(w.eastClerk)
  survey = (
    await done(w.office, '/surveys', {
      values: {
        name: '重点行业企业用地调查',
        kind: '重点行业企业用地调查',
        regionId: w.city.id,
        ownerUnit: w.bureau.id,
        periodFrom: '2024-01-01',
        periodTo: '2024-12-31',
      },
    })
  ).id
  laboratory = (
    await done(w.office, '/laboratories', {
      values: { name: '云山检测', regionId: w.city.id, kind: '社会检测机构', cmaNumber: 'C-1', cmaUntil: '2030-01-01' },
    })
  ).id
  const row = await w.server.change(c =>
    c.insert(importBatchRecord, {
      home: w.city.id,
      region: w.city.path,
      values: {
        title: '地块检测',
        kind: '文件导入',
        survey,
        sequence: 1,
        onDuplicate: '新版本',
        content: { sample: { rows: 0, digest: '', blocks: '', blockRows: 500 } },
        sampleCount: 0,
        resultCount: 0,
      },
    }),
  )
  batch = row.id
})
afterAll(() => w?.close())

const parcel = async (number: string, more: object = {}) =>
  county.make('enterprise-survey-parcel', {
    subject: (await addSite(w.eastClerk, w.east, { name: `${number} 厂区` })).id,
    number,
    industry: '有色金属冶炼',
    production: '在产',
    origin: '初始名单',
    survey,
    ...more,
  })
type Row = Awaited<ReturnType<typeof parcel>>

/** From the list to data that were audited, each step in its order. */
async function audited(row: Row, scores: [soil: string, water: string], verdict: string, exceeded: string[]) {
  const step = (hand: Hand, name: string, values: object = {}) =>
    hand.move('enterprise-survey-parcel', row, name, { values })
  await step(county, 'verify', { verifiedHow: '现场核实，企业在产' })
  await step(county, 'collect', { infoOn: '2024-03-01', infoFiles: [await county.file()] })
  await step(county, 'screen', { soilScore: scores[0], waterScore: scores[1] })
  await step(county, 'plan', { planFiles: [await county.file()], planPoints: 6 })
  await step(office, 'review', {
    reviewOn: '2024-04-10',
    reviewers: ['韩工', '岳工', '陶工'],
    reviewOpinion: '同意',
    reviewFiles: [await office.file()],
  })
  await step(county, 'sample', { sampledOn: '2024-05-10' })
  await step(county, 'test', { laboratory, testedOn: '2024-06-20', batch })
  return step(office, 'audit', { auditOn: '2024-07-01', auditOpinion: '符合要求', verdict, exceeded })
}

describe('the survey of enterprise land', () => {
  it('S112 a parcel goes through information, screening score, reviewed plan, samples, tests and audit into the database', async () => {
    const row = await parcel('E-01')
    const move = (hand: Hand, name: string, values: object = {}) =>
      hand.refusedMove('enterprise-survey-parcel', row, name, { values })
    // No step is skipped, and the plan is not reviewed by who wrote it.
    expect(await move(county, 'screen', { soilScore: '50', waterScore: '50' })).not.toBe('')
    expect(await move(county, 'collect', { infoOn: '2024-03-01' })).not.toBe('')
    const done = await audited(row, ['82', '64'], '超筛选值', ['镉', '铅'])
    expect(done).toMatchObject({ score: '73.6', grade: '高度关注', state: 'audited' })
    expect(await move(county, 'store')).not.toBe('')
    expect(await office.move('enterprise-survey-parcel', row, 'store')).toMatchObject({
      state: 'stored',
      storedOn: '2024-09-20',
    })
    const other = await parcel('E-02')
    await county.move('enterprise-survey-parcel', other, 'verify', { values: { verifiedHow: '电话核实' } })
    await county.move('enterprise-survey-parcel', other, 'collect', {
      values: { infoOn: '2024-03-05', infoFiles: [await county.file()] },
    })
    const screened = await county.move('enterprise-survey-parcel', other, 'screen', {
      values: { soilScore: '40', waterScore: '20' },
    })
    expect([screened.score, screened.grade]).toEqual(['31.6', '低度关注'])
    await county.move('enterprise-survey-parcel', other, 'plan', {
      values: { planFiles: [await county.file()], planPoints: 3 },
    })
    const review = {
      reviewOn: '2024-02-01',
      reviewers: ['韩工'],
      reviewOpinion: '同意',
      reviewFiles: [await office.file()],
    }
    expect(await county.refusedMove('enterprise-survey-parcel', other, 'review', { values: review })).not.toBe('')
    expect(await office.refusedMove('enterprise-survey-parcel', other, 'review', { values: review })).toContain(
      '外审日期早于信息采集',
    )
    await office.move('enterprise-survey-parcel', other, 'sendBack', { reason: '点位偏少' })
    const stages = (await w.office.get(`/evidence/survey-objects?survey=${survey}`)).body.stages
    expect(stages.filter((s: { parcels: number }) => s.parcels > 0)).toMatchObject([
      { state: 'screened', parcels: 1 },
      { state: 'stored', parcels: 1 },
    ])
    const file = new Uint8Array(
      await (await w.office.raw('/registers/enterprise-survey-parcel/export.xlsx?state=stored')).arrayBuffer(),
    )
    const reading = await readGrids(file)
    const cells = 'grids' in reading ? reading.grids.flatMap(g => g.rows.map(r => r.join(' '))) : []
    expect(cells.filter(r => r.includes('E-01'))).toHaveLength(1)
    expect(cells.some(r => r.includes('E-02'))).toBe(false)
  })

  it('S113 grades and results make the list of contaminated parcels and the list of priorities, and take parcels off again', async () => {
    const store = async (number: string, scores: [string, string], verdict: string, exceeded: string[]) => {
      const row = await parcel(number)
      await audited(row, scores, verdict, exceeded)
      return office.move('enterprise-survey-parcel', row, 'store')
    }
    const grave = await store('E-11', ['80', '80'], '超管制值', ['砷'])
    await store('E-12', ['80', '80'], '未超筛选值', [])
    await store('E-13', ['30', '30'], '超筛选值', ['镍'])
    await store('E-14', ['30', '30'], '未超筛选值', [])
    const listed = async (list: string) => {
      const { rows } = await office.list('enterprise-land-list', `?state=listed&f.list=${encodeURIComponent(list)}`)
      return rows
        .filter(r => /^E-1\d$/.test(r.number))
        .map(r => [r.number, r.grounds])
        .sort()
    }
    expect(await listed('疑似污染地块清单')).toEqual([
      ['E-11', '超管制值：砷'],
      ['E-13', '超筛选值：镍'],
    ])
    expect(await listed('优先管控名录')).toEqual([
      ['E-11', '风险筛查 80.0 分，高度关注；超管制值：砷'],
      ['E-12', '风险筛查 80.0 分，高度关注'],
    ])
    // Nobody in the county writes them by hand; data sent back take the parcel off both.
    expect(
      await county.refusedNew('enterprise-land-list', {
        subject: grave.subject,
        list: '优先管控名录',
        parcel: grave.id,
        number: 'E-99',
        grounds: 'x',
        listedOn: '2024-09-20',
      }),
    ).not.toBe('')
    await office.move('enterprise-survey-parcel', grave, 'retest', { reason: '实验室质控不合格' })
    expect((await listed('疑似污染地块清单')).map(r => r[0])).toEqual(['E-13'])
    expect((await listed('优先管控名录')).map(r => r[0])).toEqual(['E-12'])
  })

  it('S117 objects are verified, added and removed each with its reason, pilots named, and the sum comes out', async () => {
    const before = (await w.office.get(`/evidence/survey-objects?survey=${survey}`)).body
    const stays = await parcel('E-21')
    const goes = await parcel('E-22')
    await parcel('E-23')
    expect(
      await county.refusedNew('enterprise-survey-parcel', {
        subject: stays.subject,
        number: 'E-24',
        industry: '化工',
        production: '在产',
        origin: '增补',
        survey,
      }),
    ).toContain('增补理由')
    await parcel('E-24', { origin: '增补', addedWhy: '排查发现遗漏', pilot: true, pilotWhy: '代表电镀行业' })
    await county.move('enterprise-survey-parcel', stays, 'verify', { values: { verifiedHow: '现场核实' } })
    expect(await county.refusedMove('enterprise-survey-parcel', goes, 'remove', { reason: '已注销多年' })).toContain(
      '核减原因',
    )
    expect(
      await county.refusedMove('enterprise-survey-parcel', goes, 'remove', {
        values: { removedWhy: '与其他地块重复' },
      }),
    ).not.toBe('')
    await county.move('enterprise-survey-parcel', goes, 'remove', {
      values: { removedWhy: '与其他地块重复' },
      reason: '与 E-21 为同一厂区',
    })
    const after = (await w.office.get(`/evidence/survey-objects?survey=${survey}`)).body
    expect(after.initial - before.initial).toBe(3)
    expect(after.added).toEqual([{ number: 'E-24', why: '排查发现遗漏' }])
    expect(after.removed).toEqual([{ number: 'E-22', why: '与其他地块重复', reason: '与 E-21 为同一厂区' }])
    expect(after.current).toBe(after.initial + after.added.length - after.removed.length)
    expect(after.unverified - before.unverified).toBe(2)
    expect(after.pilots).toEqual([{ number: 'E-24', why: '代表电镀行业' }])
    await office.move('enterprise-survey-parcel', goes, 'restore', { reason: '核实为两个厂区' })
    expect((await w.office.get(`/evidence/survey-objects?survey=${survey}`)).body.removed).toEqual([])
  })
})
