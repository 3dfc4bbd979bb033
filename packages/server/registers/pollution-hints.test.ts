import { farmlandClass } from '@jingtu/registers/farmland-class.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addSurvey, upload as uploadSheet, xlsx } from '../evidence/testing.ts'
import { addOrganisation, addSite, creditCode, done, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let east: Hand
let office: Hand
let market: Hand
let farming: Hand
let n = 700
beforeAll(async () => {
  w = await openRegisterWorld('2026-09-01T09:00:00+08:00')
  const person = async (login: string, name: string, line: '市场监管' | '农业农村') => {
    const unit = await w.server.unit(w.east, { name, line })
    await w.server.person(unit, login, ['reporter', 'reviewer'])
    return handOf(await w.server.signIn(login))
  }
  east = handOf(w.eastClerk)
  office = handOf(w.office)
  market = await person('market', '东屏县市场监督管理局', '市场监管')
  farming = await person('farming', '东屏县农业农村局', '农业农村')
})
afterAll(() => w?.close())

const point = (x: number, y: number) => ({ type: 'Point', coordinates: [x, y] })
const square = (x: number, y: number, size: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [x, y],
      [x + size, y],
      [x + size, y + size],
      [x, y + size],
      [x, y],
    ],
  ],
})
const works = async (name: string, at: object | null) => {
  const organisation = await addOrganisation(w.office, w.east, { name, creditCode: creditCode(++n) })
  const site =
    at && (await addSite(w.office, w.east, { name: `${name}厂区`, organisation: organisation.id, location: at }))
  return { organisation, site: site as { id: string } }
}
const listed = async (name: string, at: object | null, values: object) => {
  const made = await works(name, at)
  const row = await east.make('heavy-metal-enterprise', {
    subject: made.organisation.id,
    industry: '重有色金属冶炼',
    metals: ['铅'],
    ...values,
  })
  await east.move('heavy-metal-enterprise', row, 'list')
  return made
}
const clues = (query = '') => east.list('source-clue', `?limit=100${query}`)

it('S152 S161 six sets of data of the year become clues with the reason, and the layer of key regions marks those inside', async () => {
  // EIA: an approved project with its source of totals.
  await office.make(
    'substitution-policy',
    { kind: '等量替代', ratio: '1', validFrom: '2022-03-01', document: '环固体〔2022〕17号' },
    { region: w.city.id },
  )
  const seller = await works('老电镀', null)
  const reduction = await office.make('emission-reduction', {
    subject: seller.organisation.id,
    name: '关停',
    type: '淘汰关停',
    period: '十四五',
    claimed: [{ metal: '镉', kg: '5' }],
  })
  await office.move('emission-reduction', reduction, 'build')
  await office.move('emission-reduction', reduction, 'verify', {
    values: { verifiedOn: '2026-06-01', verification: [await office.file()] },
  })
  await office.move('emission-reduction', reduction, 'recognise', { values: { recognised: reduction.claimed } })
  const fresh = await works('新冶炼', point(108.9, 22.9))
  const project = await office.make('emission-substitution', {
    subject: fresh.organisation.id,
    project: '锌镉综合回收',
    industry: '重有色金属冶炼',
    needs: [{ metal: '镉', kg: '2' }],
  })
  await office.move('emission-substitution', project, 'match', {
    values: { ratio: '1', sources: [{ reduction: reduction.id, metal: '镉', kg: '2' }] },
  })
  await office.move('emission-substitution', project, 'approve', { values: { approval: '临环审〔2026〕8号' } })
  // Permits and the census: the list of all enterprises. A change of another year says nothing of this one.
  await listed('变更冶炼', point(108.8, 22.9), { permitChangedOn: '2026-04-02', permitChange: '新增熔炼炉' })
  await listed('旧变更', point(108.7, 22.9), { permitChangedOn: '2025-04-02' })
  await listed('普查铅厂', null, { found: ['污染源普查'] })
  // Grain and the detailed survey: land, and who lies round it.
  const near = await works('田边五金', point(108.115, 22.505))
  await works('远方五金', point(108.3, 22.5))
  const land = (code: string, x: number) =>
    done(w.office, '/registers/farmland-unit/rows', {
      region: w.east.id,
      values: { code, landUse: '水田', area: { value: '30', unit: '亩' }, extent: square(x, 22.5, 0.01) },
    })
  const field = await land('DP-001', 108.1)
  const lot = await market.make('grain-lot', {
    subject: field.id,
    lot: 'L-1',
    crop: '糙米',
    year: 2026,
    weight: '12',
    holder: '东屏粮库',
    samples: [
      {
        sample: 'G1',
        on: '2026-08-01',
        cadmium: '0.46',
        mercury: '<0.002',
        arsenic: '0.10',
        lead: '0.05',
        chromium: '0.2',
      },
    ],
  })
  await market.move('grain-lot', lot, 'fail')
  // The survey of enterprise land: what a laboratory found and the standard judged.
  const survey = await addSurvey(w.server, w.city, {
    name: '企业用地调查',
    kind: '重点行业企业用地调查',
    ownerUnit: w.bureau.id,
  })
  const smelter = await works('地块冶炼', point(108.5, 22.7))
  const sheet = await xlsx([
    ['样品编号', '样品类型', '采样日期', '经度', '纬度', 'pH', '镉(mg/kg)', '铅(mg/kg)'],
    ['T1', '土壤', '2026-05-06', 108.501, 22.7, 6.4, 320, 60],
    ['T2', '土壤', '2026-05-06', 108.9, 22.9, 6.4, 1, 60],
  ])
  const file = await uploadSheet(w.office, sheet, '地块.xlsx')
  const batch = await done(w.office, '/evidence/batches', { file, survey: survey.id, title: '地块五月' })
  const order = { scope: { batch: batch.id }, standard: 'GB 36600-2018', options: { use: '第二类' } }
  const { digest } = await done(w.office, '/evidence/judgings/preview', order)
  await done(w.office, '/evidence/judgings', { ...order, digest })

  const keyRegion = await east.make(
    'source-key-region',
    { name: '清溪片区', reasons: ['农产品超标'] },
    { region: w.east.id },
  )
  expect(await east.refusedMove('source-key-region', keyRegion, 'list')).toContain('范围')
  await east.move('source-key-region', keyRegion, 'list', { values: { extent: square(108.05, 22.45, 0.1) } })

  const round = await east.make('source-round', { year: 2026, goal: 1, due: '2026-11-30' }, { region: w.east.id })
  await east.move('source-round', round, 'screen')
  const screened = await east.read('source-round', round)
  expect(screened.screenedOn).toBe('2026-09-01')
  expect(screened.found).toEqual([
    { source: '环评审批', n: 1 },
    { source: '排污许可变更', n: 1 },
    { source: '粮食质量安全监测', n: 1 },
    { source: '企业用地调查', n: 1 },
    { source: '污染源普查', n: 1 },
  ])
  const rows = (await clues()).rows
  const of = (source: string) => rows.find(r => r.source === source)!
  expect(of('环评审批')).toMatchObject({
    place: '新冶炼',
    record: '临环审〔2026〕8号',
    site: fresh.site.id,
    matches: ['属重点行业或类别“有色金属冶炼”', '涉及重点重金属镉'],
    keyRegion: null,
  })
  expect(of('排污许可变更').record).toBe('2026-04-02 新增熔炼炉')
  expect(of('污染源普查').matches).toContain('没有登记场所')
  expect(of('粮食质量安全监测')).toMatchObject({
    site: near.site.id,
    farmland: field.id,
    metals: ['镉'],
    keyRegion: keyRegion.id,
  })
  expect(of('粮食质量安全监测').matches.at(-1)).toMatch(/^距粮食批次 L-1 所在单元 DP-001 \d+ m$/)
  expect(of('企业用地调查')).toMatchObject({ site: smelter.site.id, metals: ['镉'] })

  // The detailed survey joins when the class of a unit is known; what is there already is not drawn twice.
  const classed = await farming.make('farmland-class', {
    subject: field.id,
    area: { value: '30', unit: '亩' },
    landUse: '水田',
    grade: '中度污染',
  })
  await w.server.change(async c => {
    const now = await c.get(farmlandClass, classed.id)
    await c.update(farmlandClass, now, {
      action: 'test',
      values: { class: '安全利用类', classFrom: '2026-01-01' },
    })
  })
  await east.move('source-round', round, 'screen')
  const again = (await clues()).rows
  expect(again).toHaveLength(6)
  expect(again.find(r => r.source === '农用地详查')!.record).toBe('安全利用类单元 DP-001')
  // The layer keeps what each screening added inside it: the first one clue, the second another.
  const layer = await east.list('source-key-region', '?within=108,22.4,108.2,22.6&state=listed')
  expect(layer.rows.map(r => [r.name, r.added])).toEqual([['清溪片区', 2]])
  expect((await clues(`&f.keyRegion=${keyRegion.id}`)).count.n).toBe(2)
  const duty = await w.office.get('/duties?register=source-key-region&from=2026-01-01&to=2026-12-31')
  expect(duty.body.rows.map((d: { due: string; status: string }) => `${d.due} ${d.status}`)).toEqual(['2026-12-31 met'])
})

it('a clue becomes a candidate once for a place, with its reasons; without metals or a place it stays a clue', async () => {
  const rows = (await clues()).rows
  const of = (source: string) => rows.find(r => r.source === source)!
  expect(await east.refusedMove('source-clue', of('污染源普查'), 'take')).toContain('没有指定场所')
  const vague = await east.make(
    'source-clue',
    { place: '某店', source: '群众举报', record: '来信', industry: '其他' },
    { region: w.east.id },
  )
  expect(await east.refusedMove('source-clue', vague, 'take')).toContain('证据不足')
  await east.move('source-clue', of('粮食质量安全监测'), 'take')
  const second = await east.make(
    'source-clue',
    {
      place: '田边五金',
      source: '群众举报',
      record: '来电',
      industry: '其他',
      metals: ['铅'],
      site: of('粮食质量安全监测').site,
    },
    { region: w.east.id },
  )
  await east.move('source-clue', second, 'take')
  const candidates = (await east.list('pollution-source')).rows
  expect(candidates).toHaveLength(1)
  expect(candidates[0]).toMatchObject({
    state: 'found',
    metals: ['镉', '铅'],
    sources: ['粮食质量安全监测', '群众举报'],
    farmland: [of('粮食质量安全监测').farmland],
  })
  expect(candidates[0]!.note).toContain('粮食质量安全监测（粮食批次 L-1')
  await east.move('pollution-source', candidates[0]!, 'exclude', { reason: '已停产拆除' })
  const late = await east.make(
    'source-clue',
    { place: '田边五金', source: '日常检查', record: '巡查', industry: '其他', metals: ['镉'], site: second.site },
    { region: w.east.id },
  )
  expect(await east.refusedMove('source-clue', late, 'take')).toContain('这一场所的污染源排除')
})
