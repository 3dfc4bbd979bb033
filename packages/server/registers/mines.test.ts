import { afterAll, beforeAll, expect, it } from 'vitest'
import { addOrganisation, addSite, creditCode, done, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let east: Hand
let office: Hand
let plant: Hand
let land: Hand
beforeAll(async () => {
  w = await openRegisterWorld('2026-09-01T09:00:00+08:00')
  const { server } = w
  const natural = await server.unit(w.east, { name: '东屏县自然资源局', line: '自然资源' })
  await server.person(natural, 'land', ['reporter', 'reviewer'])
  land = handOf(await server.signIn('land'))
  east = handOf(w.eastClerk)
  office = handOf(w.office)
  plant = handOf(w.plant)
})
afterAll(() => w?.close())

const place = (name: string, kind: string, more: object = {}) => addSite(w.office, w.east, { name, kind, ...more })
const area = async (name: string, values: object = {}) =>
  office.make('mining-area', {
    subject: (await place(name, '矿区')).id,
    mineral: '铅锌',
    due: '2026-12-31',
    ...values,
  })
const owed = async (register: string, duty: string, from: string, to: string) =>
  (await w.office.get(`/duties?register=${register}&from=${from}&to=${to}`)).body.rows
    .filter((d: { duty: string }) => d.duty === duty)
    .map((d: { due: string; status: string }) => `${d.due} ${d.status}`)
const found = { origin: '重有色金属矿区', waste: '冶炼废渣', foundOn: '2026-02-10' } as const
const known = { pollutants: ['镉', '铅'], farmlandExposed: true, contained: false }
const location = { type: 'Point', coordinates: [108.3, 22.8] }

it('S188 a point has its place on the map and a rank from what is known of it, and goes with its project to the end', async () => {
  const heap = await east.make('legacy-waste', {
    ...found,
    subject: (await place('北坡渣堆', '废物堆存点')).id,
    volume: '12000',
  })
  expect([heap.risk, heap.remaining]).toEqual([null, '12000'])
  expect(await east.refusedMove('legacy-waste', heap, 'list', { values: { location } })).toContain('证据不足')
  const listed = await east.move('legacy-waste', heap, 'list', { values: { location, ...known } })
  expect([listed.risk, listed.riskScore]).toEqual(['高', 100])
  const low = await east.make('legacy-waste', {
    ...found,
    ...known,
    subject: (await place('南沟渣堆', '废物堆存点')).id,
    volume: '9999.9',
    contained: true,
    pollutants: ['锌'],
    location: { type: 'Point', coordinates: [109.9, 23.9] },
  })
  expect([low.risk, low.riskScore]).toEqual(['低', 30])
  const ranked = await east.list('legacy-waste', '?sort=-riskScore')
  expect(ranked.rows.map(r => r.riskScore)).toEqual([100, 30])
  const window = await east.list('legacy-waste', '?within=108,22,109,23')
  expect(window.rows.map(r => r.id)).toEqual([heap.id])

  const plan = [await east.file()]
  await east.move('legacy-waste', heap, 'plan', { values: { plan, due: '2026-11-30' } })
  expect(await owed('legacy-waste', 'treat', '2026-01-01', '2026-12-31')).toEqual(['2026-11-30 open'])
  const works = await done(w.office, '/registers/project/rows', {
    region: w.east.id,
    values: { name: '北坡渣堆整治工程', code: 'XM-1', kind: '风险管控', owner: w.eastBureau.id },
  })
  await east.move('legacy-waste', heap, 'store', { values: { project: works.id } })
  expect((await east.list('legacy-waste', `?f.project=${works.id}`)).rows.map(r => r.id)).toEqual([heap.id])
  const refused = await east.refusedMove('legacy-waste', heap, 'start')
  expect(refused).toContain('高风险点位还没有完成初步调查')
  expect(refused).toContain('高风险点位还没有完成风险评估')
})

it('S191 S203 the stock goes down day by day to nothing, and what was done is looked at again', async () => {
  const heap = await east.make('legacy-waste', {
    ...found,
    subject: (await place('西口渣场', '废物堆存点')).id,
    volume: '500',
    location,
    pollutants: ['镍'],
    farmlandExposed: false,
    contained: false,
  })
  await east.move('legacy-waste', heap, 'list')
  await east.move('legacy-waste', heap, 'plan', { values: { plan: [await east.file()], due: '2026-11-30' } })
  await east.move('legacy-waste', heap, 'start')
  const first = { on: '2026-05-01', volume: '200.5', way: '规范填埋' }
  const rest = { on: '2026-07-01', volume: '299.5', way: '资源化利用' }
  const more = await east.refusedCorrection('legacy-waste', heap, { removed: [first, { ...rest, volume: '299.6' }] })
  expect(more).toContain('合计多于排查时的堆存量 500 m³')
  await east.correct('legacy-waste', heap, { removed: [first] })
  const acceptance = [await east.file()]
  expect(await east.refusedMove('legacy-waste', heap, 'accept', { values: { acceptance } })).toContain('还有 299.5 m³')
  const gone = await east.correct('legacy-waste', heap, { removed: [rest, first] })
  expect(gone.stock).toEqual([
    { on: '2026-02-10', left: '500' },
    { on: '2026-05-01', left: '299.5' },
    { on: '2026-07-01', left: '0' },
  ])
  await east.move('legacy-waste', heap, 'accept', { values: { acceptance } })
  expect((await office.move('legacy-waste', heap, 'clear')).clearedOn).toBe('2026-09-01')
  expect(await owed('legacy-waste', 'recheck', '2027-01-01', '2027-12-31')).toEqual(['2027-09-01 open'])
  await w.at('2027-03-01T09:00:00+08:00')
  ;[east, office, plant] = [handOf(w.eastClerk), handOf(w.office), handOf(w.plant)]
  const early = { on: '2026-08-01', found: '巩固' }
  expect(await east.refusedMove('legacy-waste', heap, 'confirm', { values: { rechecks: [early] } })).toContain(
    '销号以后还没有复查',
  )
  const bad = { on: '2027-02-20', found: '有渗漏' }
  expect(await east.refusedMove('legacy-waste', heap, 'confirm', { values: { rechecks: [bad] } })).toContain(
    '复查有渗漏，应重新整治',
  )
  const again = await east.move('legacy-waste', heap, 'reopen', {
    reason: '复查发现渗漏',
    values: { rechecks: [bad], volume: '40', foundOn: '2027-02-20' },
  })
  expect(again).toMatchObject({ state: 'listed', remaining: '40', clearedOn: null })
})

it('S204 the milestones of a named point are the surveys and the assessment, each with its day and report', async () => {
  const heap = await east.make('legacy-waste', {
    ...found,
    ...known,
    subject: (await place('长岭坡遗留废渣', '废物堆存点')).id,
    volume: '20000',
    location,
    surveys: [
      { step: '初步调查', due: '2027-04-30' },
      { step: '详细调查', due: '2027-08-31' },
      { step: '风险评估', due: '2027-11-30' },
    ],
  })
  await east.move('legacy-waste', heap, 'list')
  const due = () => owed('legacy-waste', 'survey', '2027-01-01', '2027-12-31')
  expect(await due()).toEqual(['2027-04-30 open'])
  const bare = { step: '初步调查', due: '2027-04-30', doneOn: '2027-02-20' }
  expect(await east.refusedCorrection('legacy-waste', heap, { surveys: [bare] })).toContain('已完成的须附报告')
  const next = await east.correct('legacy-waste', heap, {
    surveys: [
      { ...bare, report: [await east.file()] },
      { step: '详细调查', due: '2027-08-31' },
      { step: '风险评估', due: '2027-11-30' },
    ],
  })
  expect(next.nextSurveyDue).toBe('2027-08-31')
  expect(await due()).toEqual(['2027-08-31 open'])
})

it('S189 S190 areas above polluted farmland come first, five by name, each done when its three papers are in', async () => {
  const areas = []
  for (const name of ['龙尾铅锌矿', '望月铜矿', '青崖石煤矿', '白水硫铁矿', '马鞍锑矿'])
    areas.push(await area(name, name === '望月铜矿' ? { farmlandPollution: '较重' } : {}))
  expect((await office.list('mining-area', `?f.priority=${encodeURIComponent('优先')}`)).rows.map(r => r.id)).toEqual([
    areas[1]!.id,
  ])
  expect(areas[0]).toMatchObject({ priority: '待定', missing: ['排查情况表', '整治清单', '综合整治方案'] })
  for (const [i, one] of areas.entries()) {
    await office.move('mining-area', one, 'start')
    const values = { points: 3, survey: [await office.file()], wasteList: [await office.file()] }
    const refused = await office.refusedMove('mining-area', one, 'finish', { values })
    expect(refused).toContain('还没有报送综合整治方案')
    if (i !== 1) expect(refused).toContain('耕地污染情况证据不足')
    await office.move('mining-area', one, 'finish', {
      values: { ...values, scheme: [await office.file()], farmlandPollution: i === 1 ? '较重' : '一般' },
    })
    expect((await office.list('mining-area', '?state=surveyed')).count.n).toBe(i + 1)
  }
  expect((await office.list('mining-area', '?state=pending,surveying')).count.n).toBe(0)
})

it('S201 a demonstration stands on a survey of the area and a project, and says what is grown instead', async () => {
  const valley = await area('清溪小流域矿区', { demonstration: true, farmlandPollution: '较重' })
  await office.move('mining-area', valley, 'start')
  const papers = { survey: [await office.file()], wasteList: [await office.file()], scheme: [await office.file()] }
  await office.move('mining-area', valley, 'finish', { values: { points: 2, ...papers } })
  const works = await done(w.office, '/registers/project/rows', {
    region: w.east.id,
    values: { name: '清溪示范', code: 'XM-2', kind: '修复', owner: w.eastBureau.id },
  })
  const values = { project: works.id, planting: [{ year: 2027, from: '水稻', to: '桑树', area: '120' }] }
  expect(await office.refusedMove('mining-area', valley, 'demonstrate', { values })).toContain('摸底')
  await office.correct('mining-area', valley, {
    baseline: [{ on: '2027-01-10', medium: '土壤', points: 12, exceeded: 5, report: [await office.file()] }],
  })
  const shown = await office.move('mining-area', valley, 'demonstrate', { values })
  expect(shown).toMatchObject({ state: 'demonstrated', project: works.id })
})

it('S192 S193 S199 the works restores what it disturbs, says what waste it uses by kind, and measures radiation every year', async () => {
  const works = await addOrganisation(w.office, w.east, {
    name: '东屏铅锌矿业有限公司',
    creditCode: creditCode(1),
    unit: w.works.id,
  })
  const row = await office.make('mine', {
    subject: (await place('东屏铅锌矿', '矿区', { organisation: works.id })).id,
    mineral: '铅锌',
    condition: '在产',
    disturbedBefore: '10',
    radiation: true,
  })
  expect(row).toMatchObject({ responsibility: '采矿权人', owed: '10' })
  const year = (duty: string) => owed('mine', duty, '2027-01-01', '2027-12-31')
  expect([await year('restore'), await year('radiation')]).toEqual([['2027-12-31 open'], ['2027-12-31 open']])
  const bare = { on: '2027-02-20', point: '北采场' }
  expect(await plant.refusedCorrection('mine', row, { radiations: [bare] })).toContain('至少填写一项监测值')
  const now = await plant.correct('mine', row, {
    restorations: [{ on: '2027-02-01', disturbed: '1.5', restored: '4' }],
    radiations: [{ ...bare, uranium: '38.5', radium: '41' }],
    utilisations: [
      { year: 2025, waste: '尾矿', made: '1000', used: '300' },
      { year: 2026, waste: '尾矿', made: '800', stored: '200', used: '700' },
      { year: 2026, waste: '废石', made: '400', used: '100' },
    ],
  })
  expect(now).toMatchObject({ restored: '4', owed: '7.5' })
  expect(now.used).toEqual([
    { waste: '废石', made: '400', used: '100', rate: '25.00' },
    { waste: '尾矿', made: '1800', used: '1000', rate: '50.00' },
  ])
  expect([await year('restore'), await year('radiation')]).toEqual([['2027-12-31 met'], ['2027-12-31 met']])
  const over = { year: 2026, waste: '废石', made: '400', used: '401' }
  expect(await plant.refusedCorrection('mine', row, { utilisations: [over] })).toContain('利用量多于')
})

it('S200 where nobody is left the government answers for the mine, until nothing is owed', async () => {
  const base = { mineral: '锰', condition: '责任主体灭失', disturbedBefore: '3' }
  const subject = (await place('旧锰矿', '矿区', { orphan: true })).id
  expect(await office.refusedNew('mine', { ...base, subject })).toContain('承担治理的政府')
  const row = await office.make('mine', { ...base, subject, government: w.eastBureau.id })
  expect(row.responsibility).toBe('政府')
  const mine = (await w.office.get('/duties?register=mine&from=2027-01-01&to=2027-12-31')).body.rows
  expect(mine.filter((d: { row: string }) => d.row === row.id).map((d: { duty: string }) => d.duty)).toEqual(['orphan'])
  land = handOf(await w.server.signIn('land'))
  const acceptance = [await land.file()]
  expect(await land.refusedMove('mine', row, 'finish', { values: { acceptance } })).toContain('还有 3 公顷没有恢复')
  await land.correct('mine', row, { restorations: [{ on: '2027-02-01', disturbed: '0', restored: '3' }] })
  expect(await land.move('mine', row, 'finish', { values: { acceptance } })).toMatchObject({
    state: 'restored',
    restoredOn: '2027-03-01',
  })
})

it('S194 natural resources hands over, ecology receipts, and the two tracks run side by side', async () => {
  const subject = (await place('老鹰岩旧矿', '矿区')).id
  const values = { subject, mineral: '硫铁矿', foundOn: '2027-01-15', signs: ['酸性矿坑水'] }
  expect(await east.refusedNew('mine-handover', values)).not.toBe('')
  const row = await land.make('mine-handover', values)
  const what = { letter: [await land.file()], waste: '废石', volume: '900' }
  await land.move('mine-handover', row, 'hand', { values: what })
  expect(
    await land.refusedMove('mine-handover', row, 'receive', { values: { receipt: 'x', receivedBy: 'y' } }),
  ).not.toBe('')
  expect(await east.refusedMove('mine-handover', row, 'receive')).toContain('接收回执文号')
  const received = await east.move('mine-handover', row, 'receive', {
    values: { receipt: '东环收〔2027〕3号', receivedBy: '韦青' },
  })
  expect(received).toMatchObject({ receivedOn: '2027-03-01', pollutionTrack: '治理中', ecologyTrack: '未开始' })
  // What was taken over stands among the points of waste, to be looked at.
  const heaps = await east.list('legacy-waste', `?f.subject=${subject}`)
  expect(heaps.rows.map(h => [h.state, h.waste, h.volume])).toEqual([['found', '废石', '900']])

  const restored = { ecologyPlan: '覆土复绿', ecologyDoneOn: '2027-02-28', ecologyFiles: [await land.file()] }
  await land.move('mine-handover', row, 'restore', { values: restored })
  expect(await east.refusedMove('mine-handover', row, 'restore', { values: restored })).not.toBe('')
  const one = await east.refusedMove('mine-handover', row, 'finish')
  expect([one.includes('污染治理还没有完成'), one.includes('生态修复')]).toEqual([true, false])
  expect(
    await east.refusedMove('mine-handover', row, 'treat', { values: { pollutionDoneOn: '2027-02-28' } }),
  ).toContain('须附验收材料')
  await east.move('mine-handover', row, 'treat', {
    values: { pollutionPlan: '截排中和', pollutionDoneOn: '2027-02-28', pollutionFiles: [await east.file()] },
  })
  expect(await east.move('mine-handover', row, 'finish')).toMatchObject({
    state: 'done',
    pollutionTrack: '已完成',
    ecologyTrack: '已完成',
  })
})
