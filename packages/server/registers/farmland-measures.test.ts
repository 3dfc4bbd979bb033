import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { done, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let county: Hand
let province: Hand
let units = 0
/** A unit of 100 亩 whose class is in force. */
let classified: (grade: string, newClass: string) => Promise<{ id: string; subject: string }>
beforeAll(async () => {
  w = await openRegisterWorld('2026-08-01T09:00:00+08:00')
  const bureau = await w.server.unit(w.east, { name: '东屏县农业农村局', line: '农业农村' })
  await w.server.person(bureau, 'farmland', ['reporter', 'reviewer'])
  const government = await w.server.unit(w.province, { name: '云山省人民政府', line: '政府' })
  await w.server.person(government, 'governor', ['reporter', 'reviewer'])
  const client = await w.server.signIn('farmland')
  county = handOf(client)
  province = handOf(await w.server.signIn('governor'))
  classified = async (grade, newClass) => {
    units++
    const area = { value: '100', unit: '亩' }
    const unit = await done(client, '/registers/farmland-unit/rows', {
      region: w.east.id,
      values: { code: `98-M-${units}`, landUse: '水田', area },
    })
    const row = await county.make('farmland-class', { subject: unit.id, area, landUse: '水田', grade })
    const values = { newClass, experts: ['韩工'], expertOpinion: '同意', expertOn: '2026-01-05' }
    await county.move('farmland-class', row, 'classify', { values })
    const report = { countyReport: '东政农〔2026〕1号', countyReportOn: '2026-01-06' }
    await county.move('farmland-class', row, 'report', { values: report })
    const approval = { approval: '云政函〔2026〕3号', approvedOn: '2026-01-09', approvalFiles: [await province.file()] }
    await province.move('farmland-class', row, 'approve', { values: approval })
    return { id: row.id, subject: unit.id }
  }
})
afterAll(() => w?.close())

const measure = (subject: string, code: string, area: string, more: object = {}) =>
  county.make('safe-use-measure', {
    subject,
    year: 2026,
    season: '夏',
    measure: code,
    area: { value: area, unit: '亩' },
    ...more,
  })
const carriedOut = async () => ({
  values: { plan: '东农发〔2026〕2号', doneOn: '2026-01-10', evidence: [await county.file()] },
})

describe('measures on polluted farmland', () => {
  it('S127 S128 measures are coded, combined ones fall into their elementary measures, each for its class', async () => {
    const safe = await classified('轻度污染', '安全利用类')
    const strict = await classified('重度污染', '严格管控类')
    const parts: [string, string[]][] = []
    for (const code of ['A01', 'A02', 'A03', 'A04', 'Y01', 'Y02', 'Y03', 'Y04']) {
      const row = await measure(code.startsWith('A') ? safe.subject : strict.subject, code, '10')
      parts.push([row.class, row.parts])
    }
    expect(parts).toEqual([
      ['安全利用类', ['低积累品种', '水肥科学管理', '酸碱调节']],
      ['安全利用类', ['低积累品种', '原位钝化（固化）']],
      ['安全利用类', ['秸秆离田', '深耕深翻', '土壤调理剂']],
      ['安全利用类', ['超积累植物', '低积累作物轮作（间作）']],
      ['严格管控类', ['调整种植结构']],
      ['严格管控类', ['划定特定农产品禁止生产区']],
      ['严格管控类', ['退耕还林还草']],
      ['严格管控类', ['轮作休耕']],
    ])
    const unknown = {
      subject: safe.subject,
      year: 2026,
      season: '夏',
      measure: 'A99',
      area: { value: '1', unit: '亩' },
    }
    expect(await county.refusedNew('safe-use-measure', unknown)).toContain('措施代码')
    // A mode of safe use is no control of heavily polluted land, nor may it cover more than there is.
    const wrong = await measure(strict.subject, 'A01', '101')
    const refused = await county.refusedMove('safe-use-measure', wrong, 'implement', await carriedOut())
    expect(refused).toContain('A01适用于安全利用类，该单元现为严格管控类')
    expect(refused).toContain('措施面积 101 亩大于单元面积 100 亩')
  })

  it('S120 three checkpoints of a season: it cannot be closed with one missing', async () => {
    const unit = await classified('重度污染', '严格管控类')
    const row = await measure(unit.subject, 'Y01', '100', { fromCrop: '水稻', crop: '苎麻' })
    await county.move('safe-use-measure', row, 'implement', await carriedOut())
    const before = { phase: '前', on: '2026-01-10', by: '韦查' }
    const during = { phase: '中', on: '2026-05-10', by: '韦查' }
    const after = { phase: '后', on: '2026-08-10', by: '韦查', compliant: 0, exceeding: 0 }
    expect(await county.refusedCorrection('safe-use-measure', row, { checkpoints: [during] })).toContain('种植情况')
    // A harvest that is still to come has not been looked at.
    expect(await county.refusedCorrection('safe-use-measure', row, { checkpoints: [before, after] })).toContain(
      '“日期”不能晚于今天（2026-08-01），现为 2026-08-10',
    )
    const harvested = { ...after, on: '2026-07-30' }
    await county.correct('safe-use-measure', row, {
      checkpoints: [before, harvested],
      fieldChecks: [{ on: '2026-05-10', carriedOut: true }],
    })
    await county.move('safe-use-measure', row, 'verify')
    expect(await county.refusedMove('safe-use-measure', row, 'close')).toContain('缺少“中”环节')
    await county.correct('safe-use-measure', row, { checkpoints: [before, { ...during, planted: '无' }, harvested] })
    expect((await county.move('safe-use-measure', row, 'close')).state).toBe('closed')
    const autumn = await measure(unit.subject, 'Y01', '100', { season: '秋' })
    expect(autumn.missingPhases).toEqual(['前', '中', '后'])
  })

  it('what remote sensing does not confirm is listed for a visit, and is not verified before it', async () => {
    const unit = await classified('重度污染', '严格管控类')
    const row = await measure(unit.subject, 'Y03', '100')
    await county.move('safe-use-measure', row, 'implement', await carriedOut())
    expect(await county.refusedMove('safe-use-measure', row, 'verify')).toContain('没有遥感核查，也没有现场核实')
    await county.correct('safe-use-measure', row, { remote: [{ on: '2026-07-02', agrees: false, found: '仍为水稻' }] })
    const listed = await county.list('safe-use-measure', '?f.mismatch=true')
    expect(listed.rows.map(r => r.id)).toEqual([row.id])
    expect(await county.refusedMove('safe-use-measure', row, 'verify')).toContain('须先到现场核实')
    const visit = { on: '2026-07-10', carriedOut: true, found: '影像时未及更换' }
    expect((await county.correct('safe-use-measure', row, { fieldChecks: [visit] })).mismatch).toBe(false)
    expect((await county.move('safe-use-measure', row, 'verify')).state).toBe('verified')
  })

  it('what counts for a unit follows from its measures: evidence, products and area decide', async () => {
    const unit = await classified('中度污染', '安全利用类')
    const row = await measure(unit.subject, 'A02', '80')
    await county.move('safe-use-measure', row, 'implement', await carriedOut())
    const line = async () => {
      const { rows } = await county.list('safe-use-year', '?f.year=2026&sort=id')
      return rows.find(r => r.subject === unit.subject)!
    }
    // Without a sample nothing is compliant.
    expect(await line()).toMatchObject({ covered: '80', counted: '0', lost: '100', control: '已实施' })
    const after = { phase: '后', on: '2026-07-30', by: '韦查', compliant: 3, exceeding: 1, disposal: '单收单储' }
    await county.correct('safe-use-measure', row, { checkpoints: [after] })
    expect((await line()).counted).toBe('60')
    await county.move('safe-use-measure', row, 'fail', { reason: '复核未见钝化剂施用' })
    expect(await line()).toMatchObject({ covered: '0', control: '核查未落实' })
  })
})
