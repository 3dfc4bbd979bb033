import { afterAll, beforeAll, expect, it } from 'vitest'
import { addSite, done, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let east: Hand
let office: Hand
beforeAll(async () => {
  w = await openRegisterWorld('2026-09-01T09:00:00+08:00')
  east = handOf(w.eastClerk)
  office = handOf(w.office)
})
afterAll(() => w?.close())

const place = (name: string) => addSite(w.office, w.east, { name, kind: '厂区' })
const found = async (name: string, more: object = {}) =>
  east.make('pollution-source', { subject: (await place(name)).id, industry: '电镀', metals: ['镉'], ...more })
const enlist = (row: { id: string }, more: object = {}) =>
  east.move('pollution-source', row, 'list', {
    values: { pathways: ['大气', '水'], leadUnit: w.eastBureau.id, ...more },
  })
const measure = (pathway: string, more: object = {}) => ({ pathway, kind: '断源', measure: `${pathway}治理`, ...more })

it('S151 every step stands on evidence, and a year without its new source cannot be closed; a rebound is none', async () => {
  const county = await east.make('source-round', { year: 2026, goal: 1, due: '2026-11-30' }, { region: w.east.id })
  const city = await office.make('source-round', { year: 2026, goal: 2 }, { region: w.city.id })
  await east.move('source-round', county, 'screen')
  await office.move('source-round', city, 'screen')
  expect(await office.refusedMove('source-round', county, 'close')).toContain(
    '2026 年新纳入整治清单 0 家，至少应为 1 家',
  )
  const owed = async (): Promise<string[]> =>
    (await w.office.get('/duties?register=source-round&from=2026-01-01&to=2026-12-31')).body.rows
      .map((d: { due: string; status: string }) => `${d.due} ${d.status}`)
      .sort()
  expect(await owed()).toEqual(['2026-11-30 open', '2026-12-31 open'])

  const file = [await east.file()]
  const row = await found('清溪电镀')
  await enlist(row)
  const [one, two] = [await east.read('source-round', county), await office.read('source-round', city)]
  expect([one.enlisted, one.shortfall, two.enlisted, two.shortfall]).toEqual([1, 0, 1, 1])
  expect(await owed()).toEqual(['2026-11-30 met', '2026-12-31 open'])
  expect((await office.move('source-round', county, 'close')).state).toBe('closed')

  const plan = { measures: [measure('大气'), measure('水')], deadline: '2026-10-31' }
  expect(await east.refusedMove('pollution-source', row, 'plan', { values: plan })).toContain('整治方案')
  await east.move('pollution-source', row, 'plan', { values: { ...plan, scheme: file } })
  await east.move('pollution-source', row, 'start')
  const finished = plan.measures.map(m => ({ ...m, doneOn: '2026-08-20', proof: file }))
  const apply = { measures: finished, standardMet: true, slagDisposed: true }
  expect(await east.refusedMove('pollution-source', row, 'apply', { values: apply })).toContain('完成自查材料')
  await east.move('pollution-source', row, 'apply', { values: { ...apply, selfCheck: file, monitoring: file } })
  const check = { checkedBy: ['王一', '李二'], checkedOn: '2026-09-01' }
  expect(await office.refusedMove('pollution-source', row, 'clear', { values: check })).toContain('核查记录与照片')
  await office.move('pollution-source', row, 'clear', { values: { ...check, checkRecord: file } })
  expect(
    await east.refusedMove('pollution-source', row, 'rebound', { reason: '渗漏', values: { rebounds: [] } }),
  ).toContain('回头看记录')
  await east.move('pollution-source', row, 'rebound', {
    reason: '渗漏',
    values: { recheckRecord: file, rebounds: [{ on: '2026-09-01', found: '渗滤液外排' }] },
  })
  expect((await office.read('source-round', city)).enlisted).toBe(1)
  await enlist(await found('清溪铅锌'))
  const all = await office.read('source-round', city)
  expect([all.enlisted, all.shortfall, all.reachedOn]).toEqual([2, 0, '2026-09-01'])
})

it('S156 S160 the chain from the source over its media to the fields is cut link by link, each by a measure that is proven', async () => {
  const field = await done(w.office, '/registers/farmland-unit/rows', {
    region: w.east.id,
    values: { code: 'DP-009', landUse: '水田', area: { value: '30', unit: '亩' } },
  })
  const row = await found('北片冶炼')
  expect([row.uncut, row.chainCut]).toEqual([[], null])
  const listed = await enlist(row, { farmland: [field.id] })
  expect([listed.uncut, listed.chainCut, listed.farmland]).toEqual([['大气', '水'], false, [field.id]])
  const scheme = [await east.file()]
  const half = [measure('大气', { doneOn: '2026-08-01', proof: scheme }), measure('水', { doneOn: '2026-08-02' })]
  const planned = await east.move('pollution-source', row, 'plan', {
    values: { measures: half, scheme, deadline: '2026-10-31' },
  })
  // Done without proof is not cut.
  expect([planned.uncut, planned.chainCut]).toEqual([['水'], false])
  const cut = await east.correct('pollution-source', row, {
    measures: half.map(m => ({ ...m, proof: scheme })),
  })
  expect([cut.uncut, cut.chainCut]).toEqual([[], true])
  expect((await east.list('pollution-source', '?f.chainCut=true')).rows.map(r => r.id)).toEqual([row.id])
  const figure = (await w.office.get('/indicators/source-chains-cut?period=2026')).body
  expect([figure.numerator, figure.denominator]).toEqual(['1', '3'])
})

it('S155 S158 S159 an area goes from 未开展 to its causes and their sources, to cut links and a check of them', async () => {
  const source = await found('清溪五金')
  const area = await east.make(
    'cause-area',
    { name: '清溪镇北片', metals: ['镉'], due: '2026-11-30' },
    { region: w.east.id },
  )
  const begun = async () => (await w.office.get('/indicators/cause-areas-begun?period=2026')).body
  expect(area.progress).toBe('未开展')
  expect(await begun()).toMatchObject({ value: '0.00' })
  const started = await east.move('cause-area', area, 'start', { values: { leadUnit: w.eastBureau.id } })
  expect(started.progress).toBe('开展')
  expect(await begun()).toMatchObject({ numerator: '1', denominator: '1', value: '100.00' })
  const works = { cause: '涉重金属企业排放', share: '60', ground: '同位素示踪' }
  const water = { cause: '灌溉水', share: '25', ground: '断面监测' }
  const rock = { cause: '地质高背景', share: '15', ground: '深层土样' }
  const report = [await east.file()]
  expect(
    await east.refusedMove('cause-area', area, 'find', { values: { report, causes: [works, water, rock] } }),
  ).toContain('“涉重金属企业排放”没有对应到污染源清单')
  const over = [{ ...works, share: '60.01', sources: [source.id] }, water, rock]
  expect(await east.refusedMove('cause-area', area, 'find', { values: { report, causes: over } })).toContain(
    '超过 100%',
  )
  const causes = [{ ...works, sources: [source.id] }, water, rock]
  const known = await east.move('cause-area', area, 'find', { values: { report, causes } })
  expect([known.mainCause, known.uncut]).toEqual(['涉重金属企业排放', ['涉重金属企业排放', '灌溉水']])

  const stop = { cause: '涉重金属企业排放', measure: '车间废水零排', doneOn: '2026-08-01', proof: [await east.file()] }
  const ditch = { cause: '灌溉水', measure: '改换水源' }
  expect(await east.refusedMove('cause-area', area, 'cut', { values: { measures: [stop] } })).toContain(
    '“灌溉水”还没有断源措施',
  )
  const cutting = await east.move('cause-area', area, 'cut', { values: { measures: [stop, ditch] } })
  expect(cutting.uncut).toEqual(['灌溉水'])
  const verification = [await office.file()]
  expect(await office.refusedMove('cause-area', area, 'verify', { values: { verification } })).toContain(
    '“灌溉水”还没有断源',
  )
  await east.correct('cause-area', area, {
    measures: [stop, { ...ditch, doneOn: '2026-08-20', proof: [await east.file()] }],
  })
  expect(await office.move('cause-area', area, 'verify', { values: { verification } })).toMatchObject({
    state: 'verified',
    progress: '完成',
    verifiedOn: '2026-09-01',
    uncut: [],
  })
})

it('S162 a project in the pool of projects is opened from a source and from an area, once', async () => {
  const row = await found('旧渣场', { industry: '历史遗留废渣' })
  await enlist(row, { pathways: ['水'] })
  await east.move('pollution-source', row, 'plan', {
    values: { measures: [measure('水')], scheme: [await east.file()], deadline: '2026-10-31' },
  })
  const asked = { values: { projectName: '旧渣场断源工程', projectBudget: '860' } }
  await east.move('pollution-source', row, 'propose', asked)
  const { project } = await east.read('pollution-source', row)
  expect(await east.read('project', { id: project })).toMatchObject({
    name: '旧渣场断源工程',
    source: row.id,
    site: row.subject,
    owner: w.eastBureau.id,
    investment: '860',
  })
  const lives = (await east.list('project-life')).rows
  expect(lives.map(r => [r.subject, r.category, r.budget, r.state])).toEqual([
    [project, '涉重金属矿区历史遗留固体废物整治', '860', 'conceived'],
  ])
  expect(await east.refusedMove('pollution-source', row, 'propose', asked)).toContain('已有排查整治项目')

  const area = await east.make('cause-area', { name: '南片', metals: ['镉'], due: '2026-11-30' }, { region: w.east.id })
  await east.move('cause-area', area, 'start', { values: { leadUnit: w.eastBureau.id } })
  await east.move('cause-area', area, 'find', {
    values: { report: [await east.file()], causes: [{ cause: '灌溉水', ground: '断面监测' }] },
  })
  await east.move('cause-area', area, 'propose', { values: { projectName: '南片换水', projectBudget: '120' } })
  const opened = (await east.read('cause-area', area)).project
  expect((await east.list('project-life')).rows.find(r => r.subject === opened)).toMatchObject({
    category: '农用地安全利用',
    budget: '120',
  })
})
