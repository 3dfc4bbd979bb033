import { afterAll, beforeAll, expect, it } from 'vitest'
import { addSite, done, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let forest: Hand
let land: Hand
let county: Hand
let farming: Hand
beforeAll(async () => {
  w = await openRegisterWorld('2026-09-01T09:00:00+08:00')
  const person = async (login: string, name: string, line: '林业' | '自然资源' | '政府' | '农业农村') => {
    const unit = await w.server.unit(w.east, { name, line })
    await w.server.person(unit, login, ['reporter', 'reviewer'])
    return handOf(await w.server.signIn(login))
  }
  forest = await person('forest', '东屏县林业局', '林业')
  land = await person('land', '东屏县自然资源局', '自然资源')
  county = await person('county-government', '东屏县人民政府', '政府')
  farming = await person('farming', '东屏县农业农村局', '农业农村')
})
afterAll(() => w?.close())

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
const unit = (code: string, landUse: string, more: object = {}) =>
  done(w.office, '/registers/farmland-unit/rows', {
    region: w.east.id,
    values: { code, landUse, area: { value: '50', unit: '亩' }, ...more },
  })
const sample = (name: string, on: string, cadmium: string) => ({
  sample: name,
  on,
  cadmium,
  mercury: '<0.002',
  arsenic: '0.02',
  lead: '0.02',
  chromium: '0.05',
})

it('S383 products of gardens and woods are judged like grain, what exceeds is adjusted, and polluted pasture rests from grazing', async () => {
  const garden = await forest.make('other-land', {
    subject: (await unit('YD-01', '其他园地')).id,
    kind: '园地',
    area: { value: '50', unit: '亩' },
    crop: '糙米',
    quota: '0.3',
    pesticides: [
      { on: '2025-06-01', product: '氧乐果', toxicity: '高毒', kg: '40' },
      { on: '2026-05-01', product: '吡虫啉', toxicity: '低毒', kg: '9' },
      { on: '2026-06-01', product: '吡虫啉', toxicity: '低毒', kg: '6.5' },
    ],
    samples: [sample('Y1', '2026-07-01', '0.35')],
  })
  // Only the latest year is held against the limit: 15.5 kg over 50 亩.
  expect([garden.usePerMu, garden.overuse]).toEqual(['0.31', ['2026 年每亩用药 0.31 kg，超过限量 0.3 kg']])
  const toxic = await forest.correct('other-land', garden, {
    pesticides: [{ on: '2026-06-01', product: '氧乐果', toxicity: '高毒', kg: '5' }],
  })
  expect(toxic.overuse).toEqual(['2026-06-01 使用高毒农药“氧乐果”'])
  expect(garden.verdict).toBe('不合格')
  expect(garden.exceeded[0]).toContain('Y1 镉')
  await forest.move('other-land', garden, 'flag')
  expect(
    await forest.refusedMove('other-land', garden, 'rest', { values: { grazingUntil: '2027-09-01', approval: '1号' } }),
  ).toContain('只有草地才禁牧休牧')
  expect(await forest.refusedMove('other-land', garden, 'adjust', { values: { measure: '改种低积累作物' } })).toContain(
    '措施证据',
  )
  const adjusted = await forest.move('other-land', garden, 'adjust', {
    values: { measure: '改种低积累作物', proof: [await forest.file()] },
  })
  // What was tested before the change says nothing of what grows now.
  expect([adjusted.adjustedOn, adjusted.verdict]).toEqual(['2026-09-01', null])
  expect(await forest.refusedMove('other-land', garden, 'resume')).toContain('没有检测')
  await forest.correct('other-land', garden, {
    samples: [sample('Y1', '2026-07-01', '0.35'), sample('Y2', '2026-09-01', '0.05')],
  })
  expect((await forest.move('other-land', garden, 'resume')).state).toBe('normal')

  const pasture = await forest.make('other-land', {
    subject: (await unit('CD-01', '草地')).id,
    kind: '草地',
    area: { value: '50', unit: '亩' },
    crop: '糙米',
  })
  const rest = { values: { grazingUntil: '2027-09-01', approval: '东政发〔2026〕4号' } }
  const resting = await forest.move('other-land', pasture, 'rest', rest)
  expect(resting).toMatchObject({ state: 'resting', grazingUntil: '2027-09-01' })
  const early = await forest.refusedMove('other-land', pasture, 'resume')
  expect(early).toContain('禁牧休牧期到 2027-09-01')
  const seen = await w.server.client().get('/public/registers/other-land/rows')
  expect(JSON.stringify(seen.body)).toContain('东政发〔2026〕4号')
})

const unused = (name: string, values: object = {}) =>
  land.make(
    'unused-land',
    { name, landType: '裸土地', area: { value: '120', unit: '亩' }, extent: square(108.2, 22.2, 0.02), ...values },
    { region: w.east.id },
  )

it('S384 S385 unused land is for ecology unless it is surveyed, assessed and fit; what is in reserve is patrolled', async () => {
  const plot = await unused('北坡', { reserve: true })
  expect(plot.use).toBe('生态涵养')
  expect(await land.refusedMove('unused-land', plot, 'propose', { values: { purposeTo: '农用地' } })).toContain(
    '还没有调查',
  )
  await land.correct('unused-land', plot, { surveyedOn: '2026-03-01', quality: '清洁' })
  const proposed = await land.move('unused-land', plot, 'propose', { values: { purposeTo: '农用地' } })
  expect(proposed.use).toBe('证据不足')
  const report = { assessedOn: '2026-08-01', assessment: [await land.file()] }
  expect(await land.refusedMove('unused-land', plot, 'allow', { values: report })).toContain('没有评估')
  expect(
    await land.refusedMove('unused-land', plot, 'allow', { values: { ...report, standardMet: '不符合' } }),
  ).toContain('不得种植食用农产品')
  const allowed = await land.move('unused-land', plot, 'allow', { values: { ...report, standardMet: '符合' } })
  expect([allowed.state, allowed.use]).toEqual(['allowed', '可开发利用'])

  const reserve = await unused('南坡', { reserve: true, surveyedOn: '2026-03-01', extent: square(108.3, 22.2, 0.02) })
  const patrol = (on: string, found: string, handledOn?: string) => ({ on, by: '巡查员', found, handledOn })
  const walked = await land.correct('unused-land', reserve, { patrols: [patrol('2026-05-10', '倾倒排污')] })
  expect(walked.openFindings).toBe(1)
  const owed = async () =>
    (await w.office.get('/duties?register=unused-land&from=2026-01-01&to=2026-12-31')).body.rows.map(
      (d: { due: string; status: string }) => `${d.due} ${d.status}`,
    )
  expect(await owed()).toEqual(['2026-12-31 open'])
  const handled = [patrol('2026-05-10', '倾倒排污', '2026-06-01'), patrol('2026-08-30', '无异常')]
  expect((await land.correct('unused-land', reserve, { patrols: handled })).openFindings).toBe(0)
  expect(await owed()).toEqual(['2026-12-31 met'])
  // The layer of unused land with its area and quality.
  const layer = await land.list('unused-land', '?within=108.29,22.19,108.33,22.23')
  expect(layer.rows.map(r => [r.name, r.area.value, r.use])).toEqual([['南坡', '120', '生态涵养']])
})

it('S386 polluted unused land becomes a control area with who answers for it, and shuts out fields and farms until it is mended', async () => {
  const plot = await unused('旧渣坡', { surveyedOn: '2026-03-01', quality: '清洁', extent: square(108.5, 22.2, 0.02) })
  const area = {
    control: square(108.5, 22.2, 0.02),
    approval: '东政发〔2026〕6号',
    responsible: '清溪镇人民政府',
    bans: ['农业生产', '商业开发', '养殖'],
  }
  expect(await county.refusedMove('unused-land', plot, 'control', { values: area })).toContain('没有受污染的')
  await land.correct('unused-land', plot, { quality: '受污染', pollutants: ['镉'] })
  expect((await land.read('unused-land', plot)).use).toBe('不得开发利用')
  expect(
    await county.refusedMove('unused-land', plot, 'control', { values: { ...area, responsible: null } }),
  ).toContain('监管责任主体')
  await county.move('unused-land', plot, 'control', { values: area })
  expect(await land.refusedCorrection('unused-land', plot, { bans: ['采砂取土'] })).toContain('由县级人民政府划定')
  const field = { code: 'DP-386', landUse: '旱地', area: { value: '5', unit: '亩' } }
  const refused = await w.office.post('/registers/farmland-unit/rows', {
    region: w.east.id,
    values: { ...field, extent: square(108.51, 22.21, 0.001) },
  })
  expect(refused.status).toBe(422)
  expect(JSON.stringify(refused.body)).toContain('管控区域“旧渣坡”内，禁止农业生产、商业开发、养殖')
  const site = await addSite(w.office, w.east, {
    name: '渣坡羊场',
    kind: '其他设施',
    location: { type: 'Point', coordinates: [108.51, 22.21] },
  })
  const farm = await farming.make('livestock-farm', {
    subject: site.id,
    species: '羊',
    stock: 300,
    scale: true,
    zone: '非禁养区',
    newBuild: true,
    facility: '已配套',
  })
  expect(await farming.refusedMove('livestock-farm', farm, 'allow')).toContain('责任主体：清溪镇人民政府')
  const lift = {
    reason: '修复完成',
    values: { standardMet: '符合', assessedOn: '2026-08-20', assessment: [await county.file()] },
  }
  expect(await county.refusedMove('unused-land', plot, 'lift', lift)).toContain('没有采取过治理措施')
  const works = { kind: '清理', measure: '清运渣土', doneOn: '2026-08-01' }
  await land.correct('unused-land', plot, { measures: [works] })
  expect(await county.refusedMove('unused-land', plot, 'lift', lift)).toContain('“清运渣土”没有完成或没有证明')
  await land.correct('unused-land', plot, { measures: [{ ...works, proof: [await land.file()] }] })
  expect((await county.move('unused-land', plot, 'lift', lift)).state).toBe('surveyed')
  expect((await farming.move('livestock-farm', farm, 'allow')).state).toBe('allowed')
})
