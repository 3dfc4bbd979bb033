import { afterAll, beforeAll, expect, it } from 'vitest'
import { addSite as addPoint, addSurvey, upload, xlsx } from '../evidence/testing.ts'
import { addOrganisation, addSite, creditCode, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { handOf } from './testing-rows.ts'

let w: RegisterWorld
const hands = () => ({ office: handOf(w.office), east: handOf(w.eastClerk), plant: handOf(w.plant) })
let h: ReturnType<typeof hands>
const at = async (day: string) => {
  await w.at(`${day}T09:00:00+08:00`)
  h = hands()
}
let works: { id: string }
let yard: { id: string }
let unit: { id: string }
beforeAll(async () => {
  w = await openRegisterWorld('2024-01-10T09:00:00+08:00')
  h = hands()
  works = await addOrganisation(w.office, w.east, {
    name: '东屏铅锌矿业有限公司',
    creditCode: creditCode(1),
    unit: w.works.id,
  })
  yard = await addSite(w.office, w.east, { name: '东屏选冶厂区', organisation: works.id })
  unit = await h.office.make('key-unit', { subject: works.id, criterion: '地方规定的其他情形', ground: '上年名录' })
  const values = { announcedFrom: '2023-12-01', announcedTo: '2023-12-20' }
  await h.office.move('key-unit', unit, 'announce', { values })
  await h.office.move('key-unit', unit, 'publish')
})
afterAll(() => w?.close())

const B1 = {
  code: 'B1',
  area: '6000',
  hidden: ['地下酸罐'],
  surfacePoints: 1,
  deepAt: ['地下酸罐'],
  wells: ['W2'],
}
const WELLS = [
  { code: 'W1', control: true, x: '0', y: '0' },
  { code: 'W2', control: false, x: '100', y: '20' },
  { code: 'W3', control: false, x: '60', y: '90' },
]
const campaign = (object: string, on: string, more: object = {}) => ({
  unit: 'B1',
  object,
  on,
  exceeded: false,
  ...more,
})
const quarters = ['2024-03-05', '2024-06-05', '2024-09-05', '2024-12-05'].map(on => campaign('地下水', on))

let plan: { id: string }
let year: { id: string }

it('S216 a plan is held against HJ 1209, the year against the plan, and what was found stands where it was published', async () => {
  plan = await h.plant.make('self-monitoring-plan', {
    subject: works.id,
    title: '2024年版',
    site: yard.id,
    sensitive: '有',
    distance: '600',
    units: [{ ...B1, area: '7000', deepAt: [] }],
    wells: WELLS.slice(0, 2),
  })
  const scheme = await h.plant.file()
  const refused = await h.plant.refusedMove('self-monitoring-plan', plan, 'submit', { values: { scheme: [scheme] } })
  for (const fault of ['面积 7000 m²，应不大于 6400 m²', '应至少布设 1 个深层土壤点', '监测井 2 口，应不少于 3 口'])
    expect(refused).toContain(fault)
  await h.plant.correct('self-monitoring-plan', plan, { units: [B1], wells: WELLS })
  const values = { subject: works.id, year: 2024, plan: plan.id }
  year = await h.plant.make('self-monitoring-year', values)
  const paper = { values: { report: [scheme] } }
  expect(await h.plant.refusedMove('self-monitoring-year', year, 'file', paper)).toContain('方案还没有备案')
  await h.plant.move('self-monitoring-plan', plan, 'submit', { values: { scheme: [scheme] } })
  const filed = await h.east.move('self-monitoring-plan', plan, 'file')
  expect(filed.frequencies.map((q: { object: string; shown: string }) => `${q.object} ${q.shown}`)).toEqual([
    '表层土壤 1 次/年',
    '深层土壤 1 次/3 年',
    '地下水 1 次/季度',
  ])
  expect((await h.plant.read('self-monitoring-year', year)).gaps).toEqual([
    'B1 表层土壤：应 1 次，已做 0 次',
    'B1 深层土壤：应 1 次，已做 0 次',
    'B1 地下水：应 4 次，已做 0 次',
  ])
  await at('2024-12-20')
  const three = [campaign('表层土壤', '2024-06-05'), campaign('深层土壤', '2024-06-05'), ...quarters.slice(0, 3)]
  const row = await h.plant.correct('self-monitoring-year', year, { campaigns: three })
  expect(row).toMatchObject({ done: '83.33', gaps: ['B1 地下水：应 4 次，已做 3 次'] })
  const report = await h.plant.file()
  const file = { values: { report: [report] } }
  expect(await h.plant.refusedMove('self-monitoring-year', year, 'file', file)).toContain(
    'B1 地下水：应 4 次，已做 3 次',
  )
  await h.plant.correct('self-monitoring-year', year, { campaigns: [...three, quarters[3]] })
  await h.plant.move('self-monitoring-year', year, 'file', file)
  expect(await h.plant.read('self-monitoring-year', year)).toMatchObject({
    done: '100.00',
    reportFiledOn: '2024-12-20',
  })
  const bad = { values: { pollutants: DISCHARGES, publishedAt: '官网', publishedOn: '2024-12-20' } }
  expect(await h.plant.refusedMove('self-monitoring-year', year, 'disclose', bad)).toContain('公开网址应以 http')
  const open = { ...bad.values, publishedAt: 'https://example.cn/2024' }
  await h.plant.move('self-monitoring-year', year, 'disclose', { values: open })
  const duties = (await w.plant.get('/duties?register=key-unit&from=2024-12-31&to=2024-12-31')).body.rows
  expect(duties.map((d: { duty: string; status: string }) => `${d.duty} ${d.status}`)).toEqual(
    expect.arrayContaining(['disclosure met', 'selfMonitoring met']),
  )
  // Deep soil comes round every three years: the next year asks for it no more.
  const next = await h.plant.make('self-monitoring-year', { ...values, year: 2025 })
  const { expected } = await h.plant.read('self-monitoring-year', next)
  expect(expected.map((e: { object: string }) => e.object)).toEqual(['表层土壤', '地下水'])
  const later = await h.plant.make('self-monitoring-year', { ...values, year: 2027 })
  expect((await h.plant.read('self-monitoring-year', later)).expected).toHaveLength(3)
})

const DISCHARGES = [
  {
    name: '铅',
    way: '废气有组织排放',
    concentration: '0.2 mg/m³',
    total: '12 kg',
    facilities: '布袋除尘，运行正常',
  },
]

it('S227 the public page tells the five things of every pollutant, and leaves none of them out', async () => {
  const bare = { name: '镉', way: '废水', concentration: '0.01 mg/L', total: '1 kg' }
  const values = { pollutants: [bare], publishedAt: 'https://example.cn/2024', publishedOn: '2024-12-20' }
  expect(await h.plant.refusedMove('self-monitoring-year', year, 'disclose', { values })).toContain(
    '污染防治设施建设运行情况',
  )
  const { rows, fields } = (await w.server.client().get('/public/registers/self-monitoring-year/rows')).body
  expect(fields.pollutants).toBe('公开的排放信息')
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({
    subject: '东屏铅锌矿业有限公司',
    year: 2024,
    pollutants: DISCHARGES,
    publishedAt: 'https://example.cn/2024',
  })
})

it('S230 each year’s report is filed by the end of January with its data, and a year without any is overdue', async () => {
  await at('2026-02-10')
  const owed = async () =>
    (await w.office.get('/duties?register=self-monitoring-year&from=2025-01-01&to=2026-12-31')).body.rows
      .filter((d: { duty: string }) => d.duty === 'report')
      .map((d: { due: string; status: string }) => `${d.due} ${d.status}`)
  expect(await owed()).toEqual(['2025-01-31 met', '2026-01-31 overdue'])
  expect(await h.east.refusedMove('self-monitoring-year', year, 'check')).toContain('还没有上传平台')
  const [second] = (await h.east.list('self-monitoring-year', '?f.year=2025')).rows
  const nothing = await h.plant.refusedMove('self-monitoring-year', second!, 'file')
  expect(nothing).toContain('请上传“年度土壤环境质量状况报告”作为依据')
  expect(nothing).toContain('B1 表层土壤：应 1 次，已做 0 次')
  // Filed and disclosed is what the public sees; a year without a report is not among it.
  const open = (await w.server.client().get('/public/registers/self-monitoring-year/rows')).body.rows
  expect(open.map((r: Record<string, unknown>) => [r.year, r.reportFiledOn, r.publishedOn])).toEqual([
    [2024, '2024-12-20', '2024-12-20'],
  ])
})

it('S222 what was monitored is uploaded, late or in time, and a value above the limit warns enforcement', async () => {
  expect(await h.east.read('self-monitoring-year', year)).toMatchObject({ uploaded: '未上传' })
  const values = { platform: '全国土壤环境信息平台', uploadedOn: '2025-02-03' }
  await h.plant.move('self-monitoring-year', year, 'uploadLate', { values })
  expect(await h.east.read('self-monitoring-year', year)).toMatchObject({ uploaded: '逾期上传' })
  await h.east.move('self-monitoring-year', year, 'check')
  const [second] = (await h.east.list('self-monitoring-year', '?f.year=2025')).rows
  const above = campaign('地下水', '2025-03-05', { exceeded: true })
  expect(await h.plant.refusedCorrection('self-monitoring-year', second!, { campaigns: [above] })).toContain(
    '有超标的须写明超标项目',
  )
  const campaigns = [{ ...above, items: '铅' }]
  expect(await h.plant.correct('self-monitoring-year', second!, { campaigns })).toMatchObject({ exceedances: 1 })
  await h.plant.correct('self-monitoring-year', second!, {
    campaigns: [...campaigns, campaign('表层土壤', '2025-03-05')],
  })
  const clues = (await h.office.list('clue', `?f.suspect=${works.id}`)).rows
  expect(clues.map(c => [c.source, c.what, c.site])).toEqual([
    ['监测超标', '2025-03-05 B1 地下水自行监测超标：铅', yard.id],
  ])
  const cases = (await h.office.list('enterprise-pollution')).rows
  expect(cases.map(c => [c.cause, c.subject, c.due])).toEqual([['自行监测超标', yard.id, '2025-06-03']])
})

let around: { id: string }

it('S214 points around a unit are sampled, their verdicts gathered, and what exceeds opens an investigation', async () => {
  const point = (code: string) => addPoint(w.server, w.east, w.east.id, { code })
  const [upwind, downwind] = [await point('Z1'), await point('Z2')]
  around = await h.east.make('surroundings-monitoring', {
    subject: yard.id,
    object: '重点监管单位',
    listedOn: '2024-01-10',
    points: [{ point: downwind.id, role: '下风向' }],
  })
  const plan = { values: { plannedFor: '2026-02-01' } }
  expect(await h.east.refusedMove('surroundings-monitoring', around, 'schedule', plan)).toContain('对照点')
  const points = [
    { point: upwind.id, role: '上风向（对照）' },
    { point: downwind.id, role: '下风向' },
  ]
  await h.east.correct('surroundings-monitoring', around, { points })
  const clean = await round('2026-01-20', 3, 20)
  expect(clean).toMatchObject({ state: 'result', result: '未超标', lastOn: '2026-01-20' })
  const both = await round('2026-01-25', 80, 81)
  expect(both).toMatchObject({ state: 'result', result: '上游（对照）同样超标' })
  const before = (await h.office.list('enterprise-pollution')).rows.length
  const above = await round('2026-02-02', 3, 70)
  expect(above).toMatchObject({ state: 'result', result: '超标' })
  expect(above.rounds.at(-1)).toMatchObject({ samples: 2, exceeding: 1, open: 0 })
  const cases = (await h.office.list('enterprise-pollution')).rows
  expect(cases).toHaveLength(before + 1)
  expect(cases.find(c => c.cause === '周边监测超标')).toMatchObject({
    subject: yard.id,
    foundOn: '2026-02-10',
    due: '2026-05-11',
  })
  const followUp = { values: { followUp: '责成企业排查酸罐区' } }
  expect(await h.east.move('surroundings-monitoring', around, 'follow', followUp)).toMatchObject({ state: 'followUp' })
})

/** One round from plan to result. */
async function round(on: string, up: number, down: number) {
  const plan = { values: { plannedFor: on } }
  await h.east.move('surroundings-monitoring', around, 'schedule', plan)
  await h.east.move('surroundings-monitoring', around, 'sample', { values: { sampledOn: on } })
  expect(await h.east.refusedMove('surroundings-monitoring', around, 'collect')).toContain(
    `没有 ${on} 采集并已评价的样品`,
  )
  await sampled(on, up, down)
  await h.east.move('surroundings-monitoring', around, 'collect')
  return h.east.read('surroundings-monitoring', around)
}

/** A laboratory's file of one round, imported and judged under GB 36600. */
async function sampled(on: string, up: number, down: number) {
  const survey = await addSurvey(w.server, w.city, {
    name: `周边监测${on}`,
    kind: '周边监督性监测',
    ownerUnit: w.bureau.id,
  })
  const file = await upload(
    w.office,
    await xlsx([
      ['样品编号', '点位编号', '样品类型', '采样日期', '镉(mg/kg)'],
      [`Z1-${on}`, 'Z1', '土壤', on, up],
      [`Z2-${on}`, 'Z2', '土壤', on, down],
    ]),
    `周边${on}.xlsx`,
  )
  const stored = await w.office.post('/evidence/batches', { file, survey: survey.id, title: `周边${on}` })
  if (stored.status !== 200) throw new Error(JSON.stringify(stored.body))
  const order = { scope: { batch: stored.body.id }, standard: 'GB 36600-2018', options: { use: '第二类' } }
  const { digest } = (await w.office.post('/evidence/judgings/preview', order)).body
  const judged = await w.office.post('/evidence/judgings', { ...order, digest })
  if (judged.status !== 200) throw new Error(JSON.stringify(judged.body))
}

it('S221 four kinds of objects have their surroundings looked at, each with its own next day', async () => {
  const kinds = ['工业园区', '污水集中处理设施', '固体废物处理设施'] as const
  for (const [i, object] of kinds.entries()) {
    const place = await addSite(w.office, w.east, { name: `东屏${object}`, kind: i === 0 ? '园区' : '其他设施' })
    await h.east.make('surroundings-monitoring', { subject: place.id, object, listedOn: `2026-01-0${i + 3}` })
  }
  expect(
    await h.east.refusedNew('surroundings-monitoring', { subject: yard.id, object: '加油站', listedOn: '2026-01-01' }),
  ).toContain('对象类别')
  const due = (await w.eastClerk.get('/duties?register=surroundings-monitoring&from=2026-01-01&to=2030-12-31')).body
    .rows
  const rows = (await h.east.list('surroundings-monitoring')).rows
  const objectOf = new Map(rows.map(r => [r.id, r.object]))
  expect(due.map((d: { row: string; due: string }) => `${objectOf.get(d.row)} ${d.due}`)).toEqual([
    '工业园区 2026-01-03',
    '污水集中处理设施 2026-01-04',
    '固体废物处理设施 2026-01-05',
    '重点监管单位 2029-02-02',
  ])
})

it('S226 a district that asks for every two years has its objects due in two, and gets its own rule before the city’s', async () => {
  const enforce = async (by: 'office' | 'east', region: string, title: string, months: number) => {
    const values = { title, source: '工作方案', kind: '周边监测周期', objects: ['重点监管单位', '工业园区'], months }
    const row = await h[by].make('key-unit-requirement', values, { region })
    await h[by].move('key-unit-requirement', row, 'enforce')
    return row
  }
  const read = () => h.east.read('surroundings-monitoring', around)
  expect(await read()).toMatchObject({ months: 36, nextDue: '2029-02-02' })
  const own = await enforce('east', w.east.id, '东屏县每两年一次', 24)
  expect(await read()).toMatchObject({ months: 24, nextDue: '2028-02-02', cycleBasis: '东屏县每两年一次（工作方案）' })
  await enforce('office', w.city.id, '临湖市每年一次', 12)
  expect(await read()).toMatchObject({ months: 24 })
  await h.east.move('key-unit-requirement', own, 'end', { reason: '按市级规则' })
  expect(await read()).toMatchObject({ months: 12, nextDue: '2027-02-02' })
  await at('2027-02-03')
  const due = (await w.eastClerk.get('/duties?register=surroundings-monitoring&from=2027-02-01&to=2027-02-28')).body
    .rows
  expect(due.map((d: { due: string; status: string }) => `${d.due} ${d.status}`)).toEqual(['2027-02-02 overdue'])
  // One day too late.
  expect((await round('2027-02-03', 3, 20)).rounds.at(-1)).toMatchObject({ due: '2027-02-02', late: true })
  expect(await read()).toMatchObject({ nextDue: '2028-02-03' })
})

let pollution: { id: string }

it('S213 a works that produces controls what it has polluted: area, measures, monitoring, and no end without effect', async () => {
  pollution = (await h.office.list('enterprise-pollution')).rows.find(c => c.cause === '周边监测超标')!
  const investigation = await h.east.file()
  const found = {
    investigatedOn: '2026-04-20',
    investigation: [investigation],
    conclusion: '由本单位造成',
    damage: '需要',
    damageDue: '2027-06-30',
  }
  expect(await h.east.refusedMove('enterprise-pollution', pollution, 'investigate', { values: found })).toContain(
    '须写明污染物和污染范围',
  )
  const values = { ...found, pollutants: ['镉'], pollutedArea: { value: '1200', unit: '平方米' } }
  await h.east.move('enterprise-pollution', pollution, 'investigate', { values })
  expect(await h.east.refusedMove('enterprise-pollution', pollution, 'dismiss', { reason: '误报' })).toContain(
    '应转入管控',
  )
  const measure = { kind: '工程阻隔', measure: '垂直阻隔墙', place: '酸罐区东侧', due: '2027-04-30' }
  await h.east.move('enterprise-pollution', pollution, 'control', {
    values: {
      measures: [measure],
      everyMonths: 6,
      remediation: '停产后修复酸罐区',
      remediationDue: '2027-12-31',
    },
  })
  expect(await h.plant.read('enterprise-pollution', pollution)).toMatchObject({
    state: 'controlling',
    nextMonitoring: '2027-08-03',
    openMeasures: 1,
    effect: null,
  })
  await at('2027-07-20')
  const monitored = (on: string, result: string) => ({ on, point: 'Z2', result })
  const report = (more: object) => h.plant.move('enterprise-pollution', pollution, 'report', { values: more })
  const done = [{ ...measure, doneOn: '2027-04-20' }]
  const first = [monitored('2027-07-10', '超标')]
  expect(await report({ measures: done, monitorings: first })).toMatchObject({
    effect: '无效',
    openMeasures: 0,
    nextMonitoring: '2028-01-10',
  })
  expect(await h.office.refusedMove('enterprise-pollution', pollution, 'fulfil')).toContain('管控效果为“无效”')
  await at('2028-01-08')
  expect(await report({ monitorings: [...first, monitored('2028-01-05', '达标')] })).toMatchObject({ effect: '有效' })
})

it('S232 who polluted answers for damage and clean-up: enforcement is told, and the case stays open until both are done', async () => {
  const row = await h.office.read('enterprise-pollution', pollution)
  expect(row.owed).toEqual(['损害评估', '治理与修复'])
  const clue = await h.office.read('clue', { id: row.clue })
  expect(clue).toMatchObject({
    source: '监测超标',
    suspect: works.id,
    site: yard.id,
    title: '东屏选冶厂区造成土壤污染',
  })
  const owed = (await w.office.get('/duties?register=enterprise-pollution&from=2027-01-01&to=2027-12-31')).body.rows
  expect(
    owed
      .filter((d: { row: string }) => d.row === pollution.id)
      .map((d: { duty: string; status: string }) => `${d.duty} ${d.status}`),
  ).toEqual(['damage overdue', 'remediate overdue'])
  const refused = await h.office.refusedMove('enterprise-pollution', pollution, 'fulfil')
  expect(refused).toContain('责任未履行：损害评估')
  expect(refused).toContain('责任未履行：治理与修复')
  const paper = await h.plant.file()
  const values = { damageOn: '2028-01-06', damageAmount: '35.6', remediatedOn: '2028-01-07', remediationProof: [paper] }
  expect(await h.plant.refusedMove('enterprise-pollution', pollution, 'report', { values })).toContain(
    '损害评估完成的须附报告',
  )
  await h.plant.move('enterprise-pollution', pollution, 'report', { values: { ...values, damageReport: [paper] } })
  expect(await h.office.move('enterprise-pollution', pollution, 'fulfil')).toMatchObject({
    state: 'fulfilled',
    owed: [],
  })
})
