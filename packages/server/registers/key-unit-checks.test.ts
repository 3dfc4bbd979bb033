import { afterAll, beforeAll, expect, it } from 'vitest'
import { clueOverdueDuties } from '../jobs/overdue-clues.ts'
import { addOrganisation, creditCode, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { handOf } from './testing-rows.ts'

let w: RegisterWorld
const hands = () => ({ office: handOf(w.office), east: handOf(w.eastClerk), plant: handOf(w.plant) })
let h: ReturnType<typeof hands>
const at = async (day: string) => {
  await w.at(`${day}T09:00:00+08:00`)
  h = hands()
}
beforeAll(async () => {
  w = await openRegisterWorld('2024-01-10T09:00:00+08:00')
  h = hands()
})
afterAll(() => w?.close())

let number = 100
/** An enterprise that stands in the published list since last year, with the hazard checks it has made. */
async function listed(name: string, more: { industryCode?: string; checks?: string[]; unit?: string } = {}) {
  const about = await addOrganisation(w.office, w.east, {
    name,
    creditCode: creditCode(++number),
    industryCode: more.industryCode,
    unit: more.unit,
  })
  const back = { effective: '2024-01-10', reason: '上年名录' }
  const unit = await h.office.make(
    'key-unit',
    {
      subject: about.id,
      criterion: '地方规定的其他情形',
      ground: '上年名录',
      hazardChecks: (more.checks ?? []).map(on => ({ on, found: 0 })),
    },
    back,
  )
  await h.office.move('key-unit', unit, 'announce', {
    ...back,
    values: { announcedFrom: '2023-12-01', announcedTo: '2023-12-20' },
  })
  await h.office.move('key-unit', unit, 'publish', back)
  return { id: about.id, name, unit }
}
type Enterprise = Awaited<ReturnType<typeof listed>>

const rechecksOf = async (programme: { id: string }) =>
  (await h.office.list('hazard-recheck', `?f.programme=${programme.id}&limit=100`)).rows
const expert = [{ name: '李专家', workplace: '省环科院' }]
const problem = { place: '液体储存区', problem: '围堰开裂', advice: '修补', due: '2024-05-31' }

/** The experts come, find nothing, and the unit is through. */
async function pass(row: { id: string }, checkedOn: string) {
  const report = await h.east.file()
  await h.east.move('hazard-recheck', row, 'check', { values: { checkedOn, experts: expert, report: [report] } })
  await h.east.move('hazard-recheck', row, 'pass')
}

it('S208 of the units that were checked in 2021 the share that passed is counted over the batches, problems and all', async () => {
  const base: Enterprise[] = []
  for (let i = 1; i <= 5; i++) base.push(await listed(`基准企业${i}`, { checks: ['2021-06-30'] }))
  await listed('后来企业', { checks: ['2022-06-30'] })
  const programme = await h.office.make(
    'recheck-programme',
    {
      title: '2021年完成单位“回头看”',
      year: 2024,
      choose: '基准年完成排查的单位',
      baseYear: 2021,
      target: '80',
      due: '2024-12-31',
    },
    { region: w.city.id },
  )
  expect(programme).toMatchObject({ baseCount: 0, share: null, met: '证据不足' })
  await h.office.move('recheck-programme', programme, 'start')
  const rechecks = await rechecksOf(programme)
  expect(rechecks.map(r => r.subject).sort()).toEqual(base.map(b => b.id).sort())
  for (const [i, row] of rechecks.entries())
    await h.east.correct('hazard-recheck', row, { batch: i < 3 ? '第一批' : '第二批', scheduledFor: '2024-03-31' })
  await at('2024-03-20')
  for (const row of rechecks.slice(0, 3)) await pass(row, '2024-03-15')
  expect(await h.office.read('recheck-programme', programme)).toMatchObject({
    baseCount: 5,
    passed: 3,
    share: '60.00',
    met: '未达到',
    batches: [
      { batch: '第一批', planned: 3, passed: 3, cumulative: 3, share: '60.00' },
      { batch: '第二批', planned: 2, passed: 0, cumulative: 3, share: '60.00' },
    ],
  })
  // The fourth has a problem: it counts only when that is mended.
  const fourth = rechecks[3]!
  const report = await h.east.file()
  await h.east.move('hazard-recheck', fourth, 'check', {
    values: { checkedOn: '2024-03-18', experts: expert, report: [report], problems: [problem] },
  })
  expect(await h.east.refusedMove('hazard-recheck', fourth, 'pass')).toContain('还有 1 个问题没有整改')
  await h.east.move('hazard-recheck', fourth, 'order')
  const shorter = { values: { problems: [{ ...problem, due: '2025-12-31' }] } }
  expect(await h.east.refusedMove('hazard-recheck', fourth, 'fix', shorter)).toContain('不能增减或改写')
  expect(await h.office.refusedMove('recheck-programme', programme, 'close')).toContain('没有达到 80%')
  const proof = await h.east.file()
  await h.east.move('hazard-recheck', fourth, 'fix', {
    values: { problems: [{ ...problem, measure: '环氧修补', fixedOn: '2024-03-20', proof: [proof] }] },
  })
  await h.east.move('hazard-recheck', fourth, 'pass')
  expect(await h.office.read('recheck-programme', programme)).toMatchObject({ share: '80.00', met: '达到' })
  const unit = base.find(b => b.id === fourth.subject)!.unit
  expect(await h.office.read('key-unit', unit)).toMatchObject({ recheckedOn: '2024-03-20', recheckBatch: '第二批' })
  await h.office.move('recheck-programme', programme, 'close')
})

it('S209 eight enterprises are named, and the programme is through when all eight are', async () => {
  const eight: Enterprise[] = []
  for (let i = 1; i <= 8; i++) eight.push(await listed(`具名企业${i}`))
  const stranger = await addOrganisation(w.office, w.east, { name: '名录外企业', creditCode: creditCode(999) })
  const values = { title: '8家企业“回头看”', year: 2024, choose: '具名企业', due: '2024-12-31' }
  expect(await h.office.refusedNew('recheck-programme', values, { region: w.city.id })).toContain('“具名企业”')
  const programme = await h.office.make(
    'recheck-programme',
    { ...values, named: [...eight.map(e => e.id), stranger.id] },
    { region: w.city.id },
  )
  expect(await h.office.refusedMove('recheck-programme', programme, 'start')).toContain('1 家不是在册重点监管单位')
  await h.office.correct('recheck-programme', programme, { named: eight.map(e => e.id) })
  await h.office.move('recheck-programme', programme, 'start')
  const rechecks = await rechecksOf(programme)
  expect(rechecks).toHaveLength(8)
  for (const row of rechecks.slice(0, 7)) await pass(row, '2024-03-19')
  const status = async () =>
    (await w.office.get('/duties?register=recheck-programme&from=2024-12-31&to=2024-12-31')).body.rows
      .filter((d: { row: string; duty: string }) => d.row === programme.id && d.duty === 'finish')
      .map((d: { status: string }) => d.status)
  expect(await h.office.read('recheck-programme', programme)).toMatchObject({
    passed: 7,
    share: '87.50',
    met: '未达到',
  })
  expect(await status()).toEqual(['open'])
  await pass(rechecks[7]!, '2024-03-19')
  expect(await h.office.read('recheck-programme', programme)).toMatchObject({
    baseCount: 8,
    passed: 8,
    met: '达到',
    finishedOn: '2024-03-20',
  })
  expect(await status()).toEqual(['met'])
})

it('S210 industries are chosen by their codes, and the city draws a sample that sends back whom it finds wanting', async () => {
  const smelter = await listed('铅锌冶炼厂', { industryCode: '3212' })
  const coking = await listed('焦化厂', { industryCode: 'C2521' })
  const battery = await listed('铅蓄电池厂', { industryCode: '3843' })
  const textile = await listed('纺织厂', { industryCode: '1711' })
  const programme = await h.office.make(
    'recheck-programme',
    {
      title: '重点行业“回头看”',
      year: 2024,
      choose: '指定行业',
      industries: '32、25、26、336、191、3843、7724',
      due: '2024-05-31',
      samplingDue: '2024-06-30',
    },
    { region: w.city.id },
  )
  await h.office.move('recheck-programme', programme, 'start')
  const rechecks = await rechecksOf(programme)
  expect(rechecks.map(r => r.subject).sort()).toEqual([smelter.id, coking.id, battery.id].sort())
  expect(rechecks.map(r => r.subject)).not.toContain(textile.id)
  await at('2024-05-20')
  for (const row of rechecks) await pass(row, '2024-05-10')
  const ask = { values: { seed: '20240520', sampleCount: 4 } }
  expect(await h.office.refusedMove('recheck-programme', programme, 'draw', ask)).toContain('通过的只有 3 家')
  await h.office.move('recheck-programme', programme, 'draw', { values: { seed: '20240520', sampleCount: 2 } })
  const { sampled } = await h.office.read('recheck-programme', programme)
  expect(sampled).toHaveLength(2)
  expect(await h.office.refusedMove('recheck-programme', programme, 'close')).toContain('市级抽查没有完成')
  const left = rechecks.find(r => !sampled.some((s: { organisation: string }) => s.organisation === r.subject))!
  const swapped = [sampled[0], { ...sampled[1], organisation: left.subject }]
  expect(
    await h.office.refusedMove('recheck-programme', programme, 'recordSample', { values: { sampled: swapped } }),
  ).toContain('不能更换')
  await at('2024-06-28')
  await h.office.move('recheck-programme', programme, 'recordSample', {
    values: {
      sampled: [
        { ...sampled[0], checkedOn: '2024-06-27', result: '合格' },
        { ...sampled[1], checkedOn: '2024-06-28', result: '不合格', problem: '防渗台账缺失' },
      ],
    },
  })
  expect(await h.office.read('recheck-programme', programme)).toMatchObject({
    sampledOn: '2024-06-28',
    sampleRate: '50.00',
    passed: 2,
    share: '66.67',
  })
  const back = rechecks.find(r => r.subject === sampled[1].organisation)!
  expect(await h.office.read('hazard-recheck', back)).toMatchObject({
    state: 'fixing',
    passedOn: null,
    spotCheck: '不合格',
    openProblems: 1,
  })
})

it('S206 four duties of a unit have their days; what was sent is checked, and what was missed becomes a clue', async () => {
  const works = await listed('东屏铅锌矿业有限公司', { unit: w.works.id })
  const owed = async () =>
    Object.fromEntries(
      (await w.plant.get('/duties?register=key-unit&from=2025-01-01&to=2025-12-31')).body.rows.map(
        (d: { duty: string; due: string; status: string }) => [d.duty, `${d.due} ${d.status}`],
      ),
    )
  expect(await owed()).toMatchObject({
    toxicReport: '2025-01-31 open',
    selfMonitoring: '2025-12-31 open',
    disclosure: '2025-12-31 open',
    firstHazardCheck: '2025-01-10 open',
  })
  await at('2025-02-10')
  const report = { year: 2024, filedOn: '2025-01-28' }
  await h.plant.correct('key-unit', works.unit, { reports: [report] })
  expect((await h.office.read('key-unit', works.unit)).unchecked).toBe(1)
  const self = { reports: [{ ...report, checkedOn: '2025-02-10' }] }
  expect(await h.plant.refusedCorrection('key-unit', works.unit, self)).toContain('核查日期由生态环境部门填写')
  await h.east.correct('key-unit', works.unit, self)
  expect(await h.office.read('key-unit', works.unit)).toMatchObject({ unchecked: 0 })
  expect(await h.plant.refusedCorrection('key-unit', works.unit, { reports: [] })).toContain('已核查的不能再改')
  expect(await owed()).toMatchObject({ toxicReport: '2025-01-31 met', firstHazardCheck: '2025-01-10 overdue' })
  const cluesOf = async () => (await h.office.list('clue', `?f.suspect=${works.id}`)).rows
  await clueOverdueDuties(w.server.services)
  const clues = await cluesOf()
  expect(clues.map(c => [c.source, c.title, c.receivedOn, c.state])).toContainEqual([
    '法定义务逾期',
    '首次土壤污染隐患排查（列入后一年内）逾期',
    '2025-02-10',
    'received',
  ])
  expect(clues.map(c => c.what).join()).toContain(
    '应在 2025-01-10 前完成，至 2025-02-10 仍未完成（土壤污染重点监管单位）',
  )
  // The same miss is told once, and the works does not read what is held against it.
  await clueOverdueDuties(w.server.services)
  expect(await cluesOf()).toHaveLength(clues.length)
  expect((await h.plant.list('clue')).rows).toEqual([])
})
