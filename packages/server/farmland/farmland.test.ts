import { DEFAULT_LIMITS } from '@jingtu/documents/limits.ts'
import { startDeadline } from '@jingtu/documents/refusal.ts'
import { readGrids } from '@jingtu/documents/sheet/grids.ts'
import { openZip } from '@jingtu/documents/zip.ts'
import { sha256 } from '@jingtu/store/digest.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addSite, faultsOf, openScene, type Scene, upload, xlsx } from '../evidence/testing.ts'
import { type Hand, handOf } from '../registers/testing-rows.ts'
import type { Client } from '../testing.ts'
import type { UnitArchive } from './archive.ts'

const zipOf = (bytes: Uint8Array) => {
  const zip = openZip(bytes, DEFAULT_LIMITS, startDeadline(30_000))
  return { ...zip, text: (name: string): string => new TextDecoder().decode(zip.bytes(name)) }
}

let scene: Scene
let farmClient: Client
let farm: Hand
let governor: Hand
let provinceFarm: Hand
beforeAll(async () => {
  scene = await openScene()
  const { server, eastFarm, city } = scene
  await server.person(eastFarm, 'farm', ['planner', 'reviewer', 'reporter'])
  const government = await server.unit(city, { name: '临江市人民政府', line: '政府' })
  await server.person(government, 'governor', ['reviewer', 'reporter'])
  const nation = (await server.services.store.db
    .selectFrom('region' as never)
    .selectAll()
    .execute()) as unknown as {
    id: string
    level: string
    path: string
  }[]
  const province = nation.find(r => r.level === 'province')!
  const bureau = await server.unit(province as never, { name: '某省农业农村厅', line: '农业农村' })
  await server.person(bureau, 'province-farm', ['reviewer', 'reporter'])
  farmClient = await server.signIn('farm')
  farm = handOf(farmClient)
  governor = handOf(await server.signIn('governor'))
  provinceFarm = handOf(await server.signIn('province-farm'))
}, 120_000)
afterAll(() => scene.close())

const box = (west: number, south: number, east: number, north: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
})
const clean = { mercury: '0.05', arsenic: '6', lead: '30', chromium: '60' }
const point = (name: string, cadmium: string) => ({ point: name, on: '2026-05-01', pH: '5.4', cadmium, ...clean })
const addUnit = (code: string, more: object = {}, region = scene.east.id) =>
  farm.make('farmland-unit', { code, landUse: '水田', area: { value: '120', unit: '亩' }, ...more }, { region })

/** A unit whose class is in force since 20 June, of this year if nothing else is said. */
async function inForce(
  code: string,
  cadmium: string[],
  newClass: string,
  more: object = {},
  unit: object = {},
  { region = scene.east.id, year = 2026 } = {},
) {
  const subject = (await addUnit(code, unit, region)).id
  const past = { effective: `${year}-06-20`, reason: '补录' }
  const row = await farm.make(
    'farmland-class',
    {
      subject,
      area: { value: '120', unit: '亩' },
      landUse: '水田',
      points: cadmium.map((c, i) => point(`T${i + 1}`, c)),
      ...more,
    },
    past,
  )
  await farm.move('farmland-class', row, 'classify', {
    values: { newClass, experts: ['韩工'], expertOpinion: '同意', expertOn: `${year}-06-05` },
    ...past,
  })
  await farm.move('farmland-class', row, 'report', {
    values: { countyReport: '东农〔2026〕3号', countyReportOn: `${year}-06-10` },
    ...past,
  })
  await provinceFarm.move('farmland-class', row, 'approve', {
    values: { approval: '省函1号', approvedOn: `${year}-06-20`, approvalFiles: [await provinceFarm.file()] },
    ...past,
  })
  return { row, subject }
}
const SOIL = ['样品编号', '点位', '样品类型', '采样日期', '土地利用', 'pH', '镉(mg/kg)']
const bring = async (survey: string, rows: (string | number | null)[][], title: string) => {
  const file = await upload(scene.owner, await xlsx(rows), `${title}.xlsx`)
  expect((await scene.owner.post('/evidence/batches', { file, survey, title })).status).toBe(200)
}
const addSurvey = async (kind: string, name: string) => {
  const { body } = await scene.owner.post('/surveys', {
    values: {
      name,
      kind,
      regionId: scene.east.id,
      ownerUnit: scene.cityBureau.id,
      periodFrom: '2026-01-01',
      periodTo: '2026-12-31',
    },
  })
  return body.id as string
}
const reasonsOf = (answer: { body: { title?: string; reasons?: { message: string }[] } }): string =>
  [answer.body.title, ...(answer.body.reasons ?? []).map(r => r.message)].join('；')

describe('farmland', () => {
  it('S106 new points of a densified survey split a unit; areas are recomputed and add up, each part has its own points', async () => {
    const { server, east } = scene
    const { row, subject } = await inForce(
      'A-01',
      ['0.62', '0.62', '0.62', '0.62', '0.62', '0.2'],
      '安全利用类',
      {},
      { extent: box(115, 28, 115.01, 28.01) },
    )
    await addSite(server, east, east.id, { code: 'J01', longitude: '115.006', latitude: '28.005' })
    await addSite(server, east, east.id, { code: 'J02', longitude: '115.008', latitude: '28.005' })
    const order = (survey: string, parts: object[]) =>
      farmClient.post(`/farmland/units/${subject}/split`, { survey, parts, reason: '加密采样查明超标范围' })
    const left = { code: 'A-01-1', extent: box(115, 28, 115.0075, 28.01), points: ['T1', 'T2', 'T3', 'T4', 'T5'] }
    const right = { code: 'A-01-2', extent: box(115.0075, 28, 115.01, 28.01), points: ['T6'] }
    const routine = await addSurvey('例行监测', '例行')
    expect(reasonsOf(await order(routine, [left, right]))).toContain('拆分应依据加密调查')
    const survey = await addSurvey('加密调查', '东县加密调查')
    expect(reasonsOf(await order(survey, [left, right]))).toContain('范围内没有样品')
    await bring(
      survey,
      [
        [...SOIL, '汞(mg/kg)', '砷(mg/kg)', '铅(mg/kg)', '铬(mg/kg)'],
        ['J01-1', 'J01', '土壤', '2026-06-25', '水田', 5.4, 0.9, 0.05, 6, 30, 60],
        ['J02-1', 'J02', '土壤', '2026-06-25', '水田', 5.4, 0.15, 0.05, 6, 30, 60],
      ],
      '加密',
    )
    const wrong = await order(survey, [left, { ...right, points: ['T6', 'T1'] }])
    expect(reasonsOf(wrong)).toContain('点位“T1”分到了不止一部分')
    expect(reasonsOf(await order(survey, [left, { ...right, extent: box(115.008, 28, 115.01, 28.01) }]))).toContain(
      '有 5.0% 的范围没有划到任何一部分',
    )
    expect(reasonsOf(await order(survey, [left, { ...right, extent: box(115.007, 28, 115.01, 28.01) }]))).toContain(
      '互相重叠 5.0%',
    )
    const answer = await order(survey, [left, right])
    expect(answer.status).toBe(200)
    expect(answer.body.parts).toMatchObject([
      { code: 'A-01-1', area: { value: '90.00', unit: '亩' }, class: '安全利用类', suggested: '安全利用类' },
      { code: 'A-01-2', area: { value: '30', unit: '亩' }, class: '安全利用类', suggested: '优先保护类' },
    ])
    expect((await farm.read('farmland-unit', { id: subject })).state).toBe('ended')
    expect((await farm.read('farmland-class', row)).state).toBe('retired')
    const children = (await farm.list('farmland-class', '?state=inForce')).rows
    const of = (id: string) => children.find(r => r.subject === id)!
    const [one, two] = answer.body.parts as { id: string }[]
    // What the survey found goes to the part it lies in and is judged with the rest.
    expect(of(one!.id).points.map((p: { point: string }) => p.point)).toEqual(['T1', 'T2', 'T3', 'T4', 'T5', 'J01-1'])
    expect(of(two!.id).points).toMatchObject([
      { point: 'T6', cadmium: '0.2' },
      { point: 'J02-1', on: '2026-06-25', pH: '5.4', cadmium: '0.15', lead: '30' },
    ])
    expect(of(two!.id)).toMatchObject({ classFrom: '2026-06-20', versions: [{ class: '安全利用类' }] })
    expect(await faultsOf(server)).toEqual([])
  })

  it('S101 the file of a unit tells its samples, verdicts, classes, measures and lists in order of time', async () => {
    const { server, east, owner } = scene
    const { subject } = await inForce('B-01', ['0.62'], '安全利用类', {}, { extent: box(115.1, 28.1, 115.11, 28.11) })
    await addSite(server, east, east.id, { code: 'K01', longitude: '115.105', latitude: '28.105' })
    await addSite(server, east, east.id, { code: 'K02', longitude: '115.2', latitude: '28.2' })
    const survey = await addSurvey('例行监测', '年度监测')
    await bring(
      survey,
      [
        SOIL,
        ['K01-1', 'K01', '土壤', '2026-06-25', '水田', 5.4, 0.7],
        ['K02-1', 'K02', '土壤', '2026-06-25', '水田', 5.4, 0.7],
      ],
      '年度',
    )
    const order = { scope: { survey }, standard: 'GB 15618-2018' }
    const { body } = await owner.post('/evidence/judgings/preview', order)
    expect((await owner.post('/evidence/judgings', { ...order, digest: body.digest })).status).toBe(200)
    await farm.make('farmland-warning', { subject, year: 2026 })
    await farm.make('safe-use-measure', {
      subject,
      year: 2026,
      season: '秋',
      measure: 'A11',
      area: { value: '120', unit: '亩' },
    })
    const archive = (await farmClient.get<UnitArchive>(`/farmland/units/${subject}/archive`)).body
    expect(archive.classes).toMatchObject([{ class: '安全利用类', from: '2026-06-20', until: null }])
    expect(archive.samples).toMatchObject([
      {
        code: 'K01-1',
        point: 'K01',
        results: expect.arrayContaining([{ name: '镉', shown: '0.7', unit: 'mg/kg' }]),
        verdicts: [{ standard: 'GB 15618-2018', verdict: '可能存在风险' }],
      },
    ])
    expect(archive.lists).toMatchObject([
      { register: 'farmland-warning', rows: [{ state: '已列入方案' }] },
      { register: 'safe-use-year', rows: [{ text: expect.stringContaining('已计划') }] },
      { register: 'safe-use-measure', rows: [{ state: '已计划', text: expect.stringContaining('低积累品种') }] },
    ])
    expect(archive.events.map(e => [e.on, e.what])).toEqual([
      ['2026-07-01', '评价'],
      ['2026-07-01', '台账'],
      ['2026-07-01', '台账'],
      ['2026-07-01', '台账'],
      ['2026-06-25', '采样'],
      ['2026-06-20', '类别'],
    ])
    const stranger = await scene.practitioner.get(`/farmland/units/${subject}/archive`)
    expect(stranger.status).toBe(404)
  })

  it('S111 garden, forest and grass land are classified by the same steps, never milder than the rule and never on nothing', async () => {
    const classOf = async (code: string, landUse: string, used: string, cadmium: string, copper?: object) => {
      const subject = (await addUnit(code, { landUse })).id
      return farm.make('farmland-class', {
        subject,
        area: { value: '40', unit: '亩' },
        landUse: used,
        points: [{ ...point('G1', cadmium), pH: '6.8', ...copper }],
      })
    }
    // Cadmium 0.5 at pH 6.8 is within the limit of 水田 (0.6) and above that of other land (0.3).
    const garden = await classOf('C-01', '果园', '果园', '0.5')
    const forest = await classOf('C-02', '林地', '林地', '0.5')
    const grass = await classOf('C-03', '草地', '草地', '0.2')
    const tea = await classOf('C-04', '茶园', '茶园', '3.2')
    const paddy = await classOf('C-05', '水田', '水田', '0.5')
    expect([garden, forest, grass, tea, paddy].map(r => r.suggested)).toEqual([
      '安全利用类',
      '安全利用类',
      '优先保护类',
      '严格管控类',
      '优先保护类',
    ])
    const byUse = await farm.list('farmland-class', `?f.landUse=${encodeURIComponent('林地')}`)
    expect(byUse.rows.map(r => r.id)).toEqual([forest.id])
    const opinion = { experts: ['韩工'], expertOpinion: '同意', expertOn: '2026-06-25' }
    const milder = { values: { newClass: '优先保护类', ...opinion } }
    expect(await farm.refusedMove('farmland-class', forest, 'classify', milder)).toContain('不能放宽为优先保护类')
    await farm.correct('farmland-class', grass, { points: [{ ...point('G1', '0.2'), cadmium: null }] })
    expect(await farm.refusedMove('farmland-class', grass, 'classify', milder)).toContain('证据不足')
  })

  it('S100 S103 list, map, report and package say the same, are approved and uploaded with a receipt, and are renewed after a year', async () => {
    const { owner } = scene
    await inForce('D-01', ['1.8'], '严格管控类', {}, { extent: box(115.3, 28.3, 115.31, 28.31) })
    const result = await farm.make(
      'class-result',
      { year: 2026, kind: '首次划分', approver: '市级人民政府' },
      { region: scene.east.id },
    )
    expect(await farm.refusedMove('class-result', result, 'report')).toContain('没有编制“分类清单”')
    expect((await owner.post(`/farmland/results/${result.id}/compile`)).status).not.toBe(200)
    const first = (await farmClient.post(`/farmland/results/${result.id}/compile`)).body
    expect(first.unclassified).toBe(5)
    expect(await farm.refusedMove('class-result', result, 'report')).toContain('还有 5 个评价单元没有生效的类别')
    for (const row of (await farm.list('farmland-class', '?state=unclassified')).rows)
      await farm.move('farmland-class', row, 'retire', { reason: '另行划分' })
    const compiled = (await farmClient.post(`/farmland/results/${result.id}/compile`)).body
    expect([compiled.units, compiled.unclassified, compiled.compiledOn]).toEqual([4, 0, '2026-07-01'])
    const strict = compiled.areas.find((a: { class: string }) => a.class === '严格管控类')
    expect([strict.units, Number(strict.area)]).toEqual([1, 120])
    const safe = compiled.areas.find((a: { class: string }) => a.class === '安全利用类')
    expect([safe.units, Number(safe.area)]).toEqual([3, 240])

    const bytesOf = async (hash: string) => new Uint8Array(await (await farmClient.raw(`/files/${hash}`)).arrayBuffer())
    const list = await readGrids(await bytesOf(compiled.listFile[0]))
    const rows = 'grids' in list ? list.grids[0]!.rows : []
    expect(rows.filter(r => /^[A-D]-/.test(r[0] ?? '')).map(r => [r[0], r[3]])).toEqual([
      ['A-01-1', '安全利用类'],
      ['A-01-2', '安全利用类'],
      ['B-01', '安全利用类'],
      ['D-01', '严格管控类'],
    ])
    const map = new TextDecoder().decode(await bytesOf(compiled.mapFile[0]))
    expect(map.match(/<title>[^<]*<\/title>/g)).toEqual([
      '<title>A-01-1 安全利用类</title>',
      '<title>A-01-2 安全利用类</title>',
      '<title>B-01 安全利用类</title>',
      '<title>D-01 严格管控类</title>',
    ])
    const report = zipOf(await bytesOf(compiled.reportFile[0]))
    expect(report.text('word/document.xml')).toContain('360.00')
    const parts = zipOf(await bytesOf(compiled.packageFile[0]))
    expect(parts.names.sort()).toEqual(
      ['分类清单.csv', '分类清单.xlsx', '图件.svg', '图斑.geojson', '技术报告.docx', '校验.txt'].sort(),
    )
    expect(sha256(parts.bytes('分类清单.xlsx'))).toBe(compiled.listFile[0])
    expect(parts.text('校验.txt')).toContain(`${sha256(parts.bytes('图斑.geojson'))}  图斑.geojson`)
    expect(JSON.parse(parts.text('图斑.geojson')).features).toHaveLength(4)

    await farm.move('class-result', result, 'report')
    expect((await farmClient.post(`/farmland/results/${result.id}/compile`)).status).toBe(409)
    const approval = { approval: '临政函〔2026〕9号', approvedOn: '2026-07-01', approvalFiles: [await governor.file()] }
    expect(await farm.refusedMove('class-result', result, 'approve', { values: approval })).not.toBe('')
    expect(
      await governor.refusedMove('class-result', result, 'approve', {
        values: { ...approval, approvedOn: '2026-06-01' },
      }),
    ).toContain('审定日期早于成果编制日期')
    await governor.move('class-result', result, 'approve', { values: approval })
    // What the province is to approve no city approves.
    const provincial = { year: 2026, kind: '阶段性调整', approver: '省级人民政府' }
    const higher = await farm.make('class-result', provincial, { region: scene.east.id })
    expect((await farmClient.post(`/farmland/results/${higher.id}/compile`)).status).toBe(200)
    await farm.move('class-result', higher, 'report')
    expect(await governor.refusedMove('class-result', higher, 'approve', { values: approval })).toContain(
      '市级不能代为审定',
    )
    const receipt = { platform: '全国土壤环境信息平台', uploadedOn: '2026-07-01', receiptFiles: [await farm.file()] }
    expect(await farm.refusedMove('class-result', result, 'upload', { values: receipt })).toContain('上传回执号')
    const uploaded = await farm.move('class-result', result, 'upload', {
      values: { ...receipt, receipt: 'HB-2026-0007' },
    })
    expect(uploaded).toMatchObject({ state: 'uploaded', receipt: 'HB-2026-0007' })
    const due = (await owner.get('/duties?register=class-result&from=2027-07-01&to=2027-07-01')).body
    expect(JSON.stringify(due)).toContain('耕地类别清单和面积定期更新')
    expect(await faultsOf(scene.server)).toEqual([])
  })

  it('S104 area by class of the year before stands against that of the year, township by township', async () => {
    const { server, east, town } = scene
    const other = await server.region('西镇', 'township', east, '360101101')
    /** In force since the middle of the year before. */
    const since2025 = (code: string, cadmium: string, newClass: string, mu: string, region: { id: string }) =>
      inForce(code, [cadmium], newClass, { area: { value: mu, unit: '亩' } }, {}, { region: region.id, year: 2025 })
    const worse = await since2025('E-01', '0.62', '安全利用类', '70.5', town)
    await since2025('E-02', '0.2', '优先保护类', '30', town)
    await since2025('E-03', '0.62', '安全利用类', '50', other)
    await inForce('E-04', ['0.62'], '安全利用类', { area: { value: '8', unit: '亩' } }, {}, { region: other.id })
    await farm.move('farmland-class', worse.row, 'propose', {
      values: { newClass: '严格管控类', trigger: '新增监测数据' },
      reason: '新点位超管制值',
    })
    await farm.correct('farmland-class', worse.row, { points: [point('T1', '1.8')] })
    await farm.move('farmland-class', worse.row, 'reportAdjustment', {
      values: {
        evidence: [{ kind: '监测报告', reference: '监字2026-3' }],
        experts: ['韩工'],
        expertOpinion: '同意',
        expertOn: '2026-06-05',
        countyReport: '东农〔2026〕5号',
        countyReportOn: '2026-06-10',
      },
    })
    await provinceFarm.move('farmland-class', worse.row, 'approveAdjustment', {
      values: { approval: '省函〔2026〕2号', approvedOn: '2026-06-20', approvalFiles: [await provinceFarm.file()] },
    })
    const matrix = async (year: number) => {
      const values = { year, kind: '定期更新', approver: '市级人民政府' }
      const result = await farm.make('class-result', values, { region: east.id })
      const { body } = await farmClient.post(`/farmland/results/${result.id}/compile`)
      const raw = new Uint8Array(await (await farmClient.raw(`/files/${body.listFile[0]}`)).arrayBuffer())
      const reading = await readGrids(raw)
      const rows = 'grids' in reading ? reading.grids.find(g => g.name === '乡镇面积变化')!.rows : []
      return rows.slice(1).filter(r => r[0] !== '未注明乡镇')
    }
    expect(await matrix(2026)).toEqual([
      ['东镇', '优先保护类', '优先保护类', '30', '1'],
      ['东镇', '安全利用类', '严格管控类', '70.5', '1'],
      ['西镇', '安全利用类', '安全利用类', '50', '1'],
      ['西镇', '未划分', '安全利用类', '8', '1'],
    ])
    expect(await matrix(2025)).toEqual([
      ['东镇', '未划分', '优先保护类', '30', '1'],
      ['东镇', '未划分', '安全利用类', '70.5', '1'],
      ['西镇', '未划分', '安全利用类', '50', '1'],
      ['西镇', '未划分', '未划分', '8', '1'],
    ])
  })
})
