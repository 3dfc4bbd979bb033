import { writeSheet } from '@jingtu/documents/sheet/write.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { done } from './testing.ts'
import { type FarmlandWorld, openFarmlandWorld } from './testing-farmland.ts'

let f: FarmlandWorld
beforeAll(async () => {
  f = await openFarmlandWorld('2026-03-10T09:00:00+08:00')
})
afterAll(() => f?.close())

const coverage = async () =>
  (await f.w.office.get(`/indicators/strict-control-rate?period=2026&region=${f.w.east.id}`)).body
const lines = async (query: string) =>
  (await f.county.list('safe-use-year', `?f.year=2026&limit=100&${query}`)).rows.map(r => r.subject as string)

describe('land under strict control', () => {
  it('S118 S137 images are imported and compared, what does not agree is visited, and only full coverage is 100 %', async () => {
    const units = []
    for (const area of ['10', '20', '30', '40']) units.push(await f.classified('严格管控类', area))
    const [forest, hemp, rice, bare] = units.map(u => u.subject) as [string, string, string, string]
    expect(await lines(`f.control=${encodeURIComponent('没有措施')}`)).toHaveLength(4)
    expect(await coverage()).toMatchObject({ numerator: '0', denominator: '100', value: '0.00' })
    const measures = [
      await f.carriedOut(forest, 'Y03', '10', { fromCrop: '水稻' }),
      await f.carriedOut(hemp, 'Y01', '20', { fromCrop: '水稻' }),
      await f.carriedOut(rice, 'Y01', '30', { fromCrop: '水稻' }),
    ]
    const codes = new Map<string, string>()
    for (const id of [forest, hemp, rice, bare])
      codes.set(id, (await f.county.read('farmland-unit', { id })).code as string)

    // The reading of the image comes as a workbook, one line a unit.
    const client = await f.w.server.signIn('farm-city')
    const seen = { [forest]: '林地', [hemp]: '其他非食用作物', [rice]: '水稻', [bare]: '水稻' }
    const read = Object.entries(seen).map(([id, cover]) => [codes.get(id)!, '2026-03-10', cover])
    const sheets = [{ name: '判读', rows: [['对象', '影像日期', '判读地类'], ...read] }]
    const form = new FormData()
    form.set('file', new File([Uint8Array.from(await writeSheet({ sheets }))], '遥感.xlsx'))
    form.set('reason', '一季度遥感核查')
    await done(client, '/registers/farmland-remote-check/import', form)

    const result = async (name: string) =>
      (await f.county.list('farmland-remote-check', `?f.result=${encodeURIComponent(name)}`)).rows
    expect((await result('一致')).map(r => r.subject).sort()).toEqual([forest, hemp].sort())
    const mismatches = await result('不符')
    expect(mismatches.map(r => [r.subject, r.seen, r.against])).toEqual([[rice, '水稻', ['Y01']]])
    expect((await result('没有措施')).map(r => r.subject)).toEqual([bare])
    const { body } = await f.w.office.get('/duties?register=farmland-remote-check&from=2026-01-01&to=2026-12-31')
    expect(body.rows.map((d: { due: string }) => d.due)).toEqual(['2026-04-09', '2026-04-09'])

    for (const measure of measures.slice(0, 2)) await f.county.move('safe-use-measure', measure, 'verify')
    expect(await f.county.refusedMove('safe-use-measure', measures[2]!, 'verify')).toContain('须先到现场核实')
    expect(await coverage()).toMatchObject({ numerator: '30', value: '30.00' })
    const visit = { visitedOn: '2026-03-10', carriedOut: false, found: '仍种水稻' }
    expect(await f.county.refusedMove('farmland-remote-check', mismatches[0]!, 'visit', { values: visit })).toContain(
      '现场照片',
    )
    const values = { ...visit, photos: [await f.county.file()] }
    await f.county.move('farmland-remote-check', mismatches[0]!, 'visit', { values })
    // Found not carried out, the measure fails and the unit says so.
    expect((await f.county.read('safe-use-measure', measures[2]!)).state).toBe('failed')
    expect(await lines(`f.control=${encodeURIComponent('核查未落实')}`)).toEqual([rice])
    expect(await lines(`f.control=${encodeURIComponent('没有措施')}`)).toEqual([bare])

    // Mended, and the bare unit too, all of it is under control.
    const again = { plan: '东农发2号', doneOn: '2026-03-10', evidence: [await f.county.file()] }
    await f.county.move('safe-use-measure', measures[2]!, 'implement', { values: again })
    await f.county.correct('safe-use-measure', measures[2]!, { fieldChecks: [{ on: '2026-03-10', carriedOut: true }] })
    await f.county.move('safe-use-measure', measures[2]!, 'verify')
    const last = await f.carriedOut(bare, 'Y04', '39.9')
    await f.county.correct('safe-use-measure', last, { fieldChecks: [{ on: '2026-03-10', carriedOut: true }] })
    await f.county.move('safe-use-measure', last, 'verify')
    expect(await coverage()).toMatchObject({ numerator: '99.9', value: '99.90' })
    await f.county.move('safe-use-measure', last, 'fail', { reason: '面积有误' })
    await f.county.correct('safe-use-measure', last, { area: { value: '40', unit: '亩' } })
    await f.county.move('safe-use-measure', last, 'implement', { values: again })
    await f.county.move('safe-use-measure', last, 'verify')
    expect(await coverage()).toMatchObject({ numerator: '100', value: '100.00' })
    expect(await lines(`f.control=${encodeURIComponent('核查通过')}`)).toHaveLength(4)
  })

  it('S141 S148 projects are filed with reasons for what is not biological, and count when evaluated without new pollution', async () => {
    const unit = await f.classified('安全利用类', '120')
    const clean = await f.classified('优先保护类', '60')
    const plan = await f.county.make(
      'safe-use-plan',
      {
        kind: '安全利用年度工作计划',
        year: 2026,
        assigned: [{ task: '治理与修复', area: '100', document: '临农发〔2026〕4号' }],
      },
      { region: f.w.east.id },
    )
    const project = await done(f.w.office, '/registers/project/rows', {
      region: f.w.east.id,
      values: { name: '东屏县耕地修复', code: 'P-1', kind: '修复', owner: f.w.eastBureau.id },
    })
    const row = await f.county.make('farmland-remediation', {
      subject: project.id,
      year: 2026,
      technique: '土壤淋洗',
      production: '当季停种',
      units: [
        { unit: unit.subject, area: '130' },
        { unit: clean.subject, area: '10' },
      ],
    })
    const file = { values: { filing: '东农备1号', filedOn: '2026-03-10' } }
    const refused = await f.county.refusedMove('farmland-remediation', row, 'file', file)
    for (const why of [
      '不是生物修复',
      '治理修复方案',
      '须写明补救办法',
      '只有 120 亩，不能治理 130 亩',
      '为优先保护类',
    ])
      expect(refused).toContain(why)
    await f.county.correct('farmland-remediation', row, {
      units: [{ unit: unit.subject, area: '90' }],
      scheme: [await f.county.file()],
      grounds: '镉活性高，生物修复五年内达不到目标',
      productionNote: '停种补偿，淋洗后回填表土',
    })
    await f.county.move('farmland-remediation', row, 'file', file)
    const progress = async () => (await f.county.read('safe-use-plan', plan)).progress[0]
    expect(await progress()).toMatchObject({ assigned: '100', planned: '90', done: '0', gap: '100' })
    const early = { values: { startedOn: '2026-03-09' } }
    expect(await f.county.refusedMove('farmland-remediation', row, 'start', early)).toContain('开工早于备案')
    await f.county.move('farmland-remediation', row, 'start', { values: { startedOn: '2026-03-10' } })
    const leak = { on: '2026-03-10', medium: '地下水', polluted: true }
    await f.county.move('farmland-remediation', row, 'finish', {
      values: { doneOn: '2026-03-10', secondary: [leak] },
    })
    const evaluate = {
      effect: '达标',
      evaluatedOn: '2026-03-10',
      evaluation: [await f.county.file()],
    }
    expect(await f.county.refusedMove('farmland-remediation', row, 'evaluate', { values: evaluate })).toContain(
      '地下水造成新的污染，还没有整改完成',
    )
    const secondary = [{ ...leak, cured: '2026-03-10' }]
    await f.county.move('farmland-remediation', row, 'evaluate', { values: { ...evaluate, secondary } })
    expect(await progress()).toMatchObject({ assigned: '100', planned: '90', done: '90', gap: '10' })
    // A biological technique needs no excuse.
    const plants = await f.county.make('farmland-remediation', {
      subject: project.id,
      year: 2025,
      technique: '植物修复（超积累植物）',
      production: '不影响',
      units: [{ unit: unit.subject, area: '10' }],
      scheme: [await f.county.file()],
    })
    expect((await f.county.move('farmland-remediation', plants, 'file', file)).state).toBe('filed')
  })
})
