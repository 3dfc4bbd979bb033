import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { done, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let county: Hand
let province: Hand
let addUnit: (code: string, more?: object) => Promise<{ id: string }>
beforeAll(async () => {
  w = await openRegisterWorld('2025-01-10T09:00:00+08:00')
  const bureau = await w.server.unit(w.east, { name: '东屏县农业农村局', line: '农业农村' })
  await w.server.person(bureau, 'farmland', ['reporter', 'reviewer'])
  const government = await w.server.unit(w.province, { name: '云山省人民政府', line: '政府' })
  await w.server.person(government, 'governor', ['reporter', 'reviewer'])
  const client = await w.server.signIn('farmland')
  county = handOf(client)
  province = handOf(await w.server.signIn('governor'))
  addUnit = (code, more = {}) =>
    done(client, '/registers/farmland-unit/rows', {
      region: w.east.id,
      values: { code, landUse: '水田', area: { value: '120', unit: '亩' }, ...more },
    })
})
afterAll(() => w?.close())

const clean = { mercury: '0.05', arsenic: '6', lead: '30', chromium: '60' }
const point = (name: string, cadmium: string, more: object = {}) => ({
  point: name,
  on: '2024-09-10',
  pH: '5.4',
  cadmium,
  ...clean,
  ...more,
})
const rice = (sample: string, cadmium: string, more: object = {}) => ({
  sample,
  on: '2024-10-08',
  crop: '糙米',
  cadmium,
  ...more,
})
const opinion = { experts: ['韩工', '岳工'], expertOpinion: '同意按规则划分', expertOn: '2024-11-05' }
const report = { countyReport: '东政农〔2024〕31号', countyReportOn: '2024-11-20' }
const approval = async (hand: Hand, on: string, text = '云政函〔2024〕88号') => ({
  values: { approval: text, approvedOn: on, approvalFiles: [await hand.file()] },
})
const base = { area: { value: '120', unit: '亩' }, landUse: '水田', crop: '水稻' }

/** A unit in force with the class its points give, from 20 December 2024 on. */
async function classified(code: string, cadmium: string, newClass: string) {
  const row = await county.make(
    'farmland-class',
    { subject: (await addUnit(code)).id, ...base, points: [point('T1', cadmium)] },
    { effective: '2024-10-20', reason: '补录' },
  )
  const early = { effective: '2024-12-20', reason: '补录省级审定' }
  await county.move('farmland-class', row, 'classify', { values: { newClass, ...opinion }, ...early })
  await county.move('farmland-class', row, 'report', { values: report, ...early })
  return province.move('farmland-class', row, 'approve', { ...(await approval(province, '2024-12-20')), ...early })
}

describe('classification of farmland', () => {
  it('S099 soil step, product step and aggregation lead to the list and the map', async () => {
    const extent = {
      type: 'Polygon',
      coordinates: [
        [
          [113.1, 24.1],
          [113.11, 24.1],
          [113.11, 24.11],
          [113.1, 24.11],
          [113.1, 24.1],
        ],
      ],
    }
    const unit = await addUnit('98-A-01')
    const open = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(n => point(`P${n}`, '0.62'))
    // A point with no result for cadmium keeps the unit open: nothing is concluded from what is missing.
    let row = await county.make('farmland-class', {
      subject: unit.id,
      ...base,
      extent,
      points: [...open, { ...point('P10', '1.6'), cadmium: null }],
    })
    expect([row.soilClass, row.suggested]).toEqual(['证据不足', '证据不足'])
    const values = { newClass: '安全利用类', ...opinion }
    expect(await county.refusedMove('farmland-class', row, 'classify', { values })).toContain('证据不足')
    // Nine of ten points are more than 80 %; the one above the control value is cut out.
    row = await county.correct('farmland-class', row, { points: [...open, point('P10', '1.6')] })
    expect(row).toMatchObject({
      soilClass: '安全利用类',
      suggested: '安全利用类',
      cutOuts: ['严格管控类：P10（孤立严格管控点划出）'],
    })
    const products = ['0.20', '0.11', '0.08'].map((c, i) => rice(`R${i}`, c))
    row = await county.correct('farmland-class', row, { products })
    expect([row.soilClass, row.suggested]).toEqual(['安全利用类', '优先保护类'])
    row = await county.correct('farmland-class', row, { products: [...products.slice(1), rice('R0', '0.21')] })
    expect(row.suggested).toBe('安全利用类')
    expect(
      await county.refusedMove('farmland-class', row, 'classify', { values: { ...values, newClass: '优先保护类' } }),
    ).toContain('不能放宽为优先保护类')
    await county.move('farmland-class', row, 'classify', { values })
    const listed = await county.list('farmland-class', `?f.suggested=${encodeURIComponent('安全利用类')}`)
    expect(listed.rows.map(r => r.id)).toContain(row.id)
    const mapped = async (box: string) => (await county.list('farmland-class', `?within=${box}`)).rows.map(r => r.id)
    expect(await mapped('113.0,24.0,113.2,24.2')).toEqual([row.id])
    expect(await mapped('114.0,24.0,114.2,24.2')).toEqual([])
  })

  it('S102 five grades give three classes, kept with the class and approved by the provincial government', async () => {
    const given = []
    for (const grade of ['未污染', '轻微污染', '轻度污染', '中度污染', '重度污染']) {
      const subject = (await addUnit(`98-G-${grade}`)).id
      const row = await county.make('farmland-class', { subject, ...base, grade }, { effective: '2025-01-10' })
      given.push([grade, row.gradeClass])
    }
    expect(given).toEqual([
      ['未污染', '优先保护类'],
      ['轻微污染', '优先保护类'],
      ['轻度污染', '安全利用类'],
      ['中度污染', '安全利用类'],
      ['重度污染', '严格管控类'],
    ])
    const heavy = (await county.list('farmland-class', `?f.grade=${encodeURIComponent('重度污染')}`)).rows[0]!
    const newClass = '严格管控类'
    await county.move('farmland-class', heavy, 'classify', { values: { newClass, ...opinion } })
    await county.move('farmland-class', heavy, 'report', { values: report })
    // The county does not approve what it reports.
    expect(await county.refusedMove('farmland-class', heavy, 'approve', await approval(county, '2025-01-09'))).not.toBe(
      '',
    )
    expect(
      await province.refusedMove('farmland-class', heavy, 'approve', await approval(province, '2024-11-01')),
    ).toContain('早于县级上报')
    const now = await province.move('farmland-class', heavy, 'approve', await approval(province, '2025-01-09'))
    expect(now).toMatchObject({ state: 'inForce', class: '严格管控类', grade: '重度污染', classFrom: '2025-01-10' })
    expect(now.versions).toMatchObject([{ class: '严格管控类', grade: '重度污染', from: '2025-01-10' }])
    const doubt = await county.make('farmland-class', {
      subject: (await addUnit('98-G-2')).id,
      ...base,
      points: [point('T1', '0.62')],
    })
    expect(await county.refusedCorrection('farmland-class', doubt, { grade: '重度污染' })).toContain(
      '点位评价为安全利用类',
    )
  })

  it('S105 an adjustment needs its evidence and approval, takes effect on its day, and every class keeps its days', async () => {
    const row = await classified('98-B-01', '0.62', '安全利用类')
    expect(row).toMatchObject({ class: '安全利用类', classFrom: '2024-12-20' })
    await w.at('2026-06-01T09:00:00+08:00')
    county = handOf(await w.server.signIn('farmland'))
    province = handOf(await w.server.signIn('governor'))
    await county.move('farmland-class', row, 'propose', {
      reason: '连续达标',
      values: { newClass: '优先保护类', trigger: '连续达标' },
    })
    const years = [2023, 2024, 2025].map(year => ({ year, compliant: true }))
    const values = {
      years: [{ year: 2023, compliant: null }, ...years.slice(1)],
      ...opinion,
      expertOn: '2026-03-01',
      evidence: [{ kind: '监测报告', reference: '监字2026-7' }],
    }
    const refused = await county.refusedMove('farmland-class', row, 'reportAdjustment', { values })
    expect(refused).toContain('缺少“逐年农产品结果”')
    expect(refused).toContain('连续达标 2 年，须 3 年')
    expect(refused).toContain('缺少县级上报文件')
    expect(refused).not.toContain('省级')
    const whole = {
      ...values,
      years,
      evidence: [...values.evidence, { kind: '逐年农产品结果', reference: '汇总表3' }],
      countyReport: '东政农〔2026〕9号',
      countyReportOn: '2026-04-01',
    }
    await county.move('farmland-class', row, 'reportAdjustment', { values: whole })
    expect(
      await province.refusedMove('farmland-class', row, 'approveAdjustment', await approval(province, '2026-03-31')),
    ).toContain('依次')
    const kept = await province.move('farmland-class', row, 'rejectAdjustment', { reason: '材料须补正' })
    expect(kept).toMatchObject({ state: 'inForce', class: '安全利用类', newClass: null, evidence: [] })
    await county.move('farmland-class', row, 'propose', {
      reason: '补正后再报',
      values: { newClass: '优先保护类', trigger: '连续达标' },
    })
    await county.move('farmland-class', row, 'reportAdjustment', { values: whole })
    const now = await province.move(
      'farmland-class',
      row,
      'approveAdjustment',
      await approval(province, '2026-05-20', '云政函〔2026〕12号'),
    )
    expect(now).toMatchObject({ state: 'inForce', class: '优先保护类', classFrom: '2026-06-01', newClass: null })
    expect(now.versions.map((v: { class: string; from: string }) => [v.class, v.from])).toEqual([
      ['安全利用类', '2024-12-20'],
      ['优先保护类', '2026-06-01'],
    ])
    const before = await county.list('farmland-class', '?validOn=2026-05-31')
    expect(before.rows.find(r => r.id === row.id)?.class).toBe('安全利用类')
  })
})
