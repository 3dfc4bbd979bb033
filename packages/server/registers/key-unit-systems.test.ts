import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Client } from '../testing.ts'
import { addOrganisation, addSite, creditCode, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { handOf } from './testing-rows.ts'

let w: RegisterWorld
let industry: Client
let land: Client
const hands = () => ({
  office: handOf(w.office),
  east: handOf(w.eastClerk),
  plant: handOf(w.plant),
  otherPlant: handOf(w.otherPlant),
  industry: handOf(industry),
  land: handOf(land),
})
let h: ReturnType<typeof hands>
const at = async (day: string) => {
  await w.at(`${day}T09:00:00+08:00`)
  industry = await w.server.signIn('industry')
  land = await w.server.signIn('land')
  h = hands()
}
let works: { id: string }
let yard: { id: string }
let unit: { id: string }
beforeAll(async () => {
  w = await openRegisterWorld('2024-01-10T09:00:00+08:00')
  const bureau = await w.server.unit(w.city, { name: '临湖市工业和信息化局', line: '工业和信息化' })
  await w.server.person(bureau, 'industry', ['reporter', 'reviewer'])
  const office = await w.server.unit(w.east, { name: '东屏县自然资源局', line: '自然资源' })
  await w.server.person(office, 'land', ['reporter', 'reviewer'])
  await at('2024-01-10')
  works = await enterprise('东屏铅锌矿业有限公司', w.works.id, '3212')
  yard = await addSite(w.office, w.east, { name: '东屏选冶厂区', organisation: works.id })
  unit = await list(works)
})
afterAll(() => w?.close())

let number = 0
const enterprise = (name: string, account?: string, industryCode?: string) =>
  addOrganisation(w.office, w.east, { name, creditCode: creditCode(++number), unit: account, industryCode })
async function list(about: { id: string }) {
  const row = await h.office.make('key-unit', {
    subject: about.id,
    criterion: '地方规定的其他情形',
    ground: '上年名录',
  })
  const values = { announcedFrom: '2023-12-01', announcedTo: '2023-12-20' }
  await h.office.move('key-unit', row, 'announce', { values })
  return h.office.move('key-unit', row, 'publish')
}

it('S212 retrofits of chemicals and metals are listed, done by their day with what they save, and what they replace is used no more', async () => {
  const plan = { kind: '绿色化改造', year: 2024, lead: '工业和信息化', due: '2024-12-31' }
  const retrofit = (about: { id: string }, name: string, more: object = {}) =>
    h.industry.make('green-retrofit', { subject: about.id, name, ...plan, ...more })
  const chemical = await enterprise('东屏农药有限公司', undefined, '2614')
  const mill = await enterprise('东屏面粉厂', undefined, '1311')
  const entry = await h.industry.make(
    'substitution-catalogue',
    { substance: '氰化钠', substitute: '无氰浸出剂', edition: '2016年版' },
    { region: w.city.id },
  )
  const profile = await h.office.make('enterprise-profile', {
    subject: works.id,
    year: 2023,
    sources: ['排污许可'],
    operating: '在产',
    industryCode: '3212',
    substances: ['氰化钠', '硫酸'],
  })
  expect((await h.office.read('enterprise-profile', profile)).replaceable).toHaveLength(1)
  const bare = { subject: works.id, name: '无氰改造', ...plan, kind: '有毒有害原料替代' }
  expect(await h.industry.refusedNew('green-retrofit', bare)).toContain('“替代的目录条目”')
  const rows = [
    await retrofit(works, '无氰改造', { kind: '有毒有害原料替代', replaces: entry.id }),
    await retrofit(chemical, '密闭离心'),
    await retrofit(mill, '除尘'),
  ]
  const focus = (await h.industry.list('green-retrofit', `?f.sector=${encodeURIComponent('化工,有色金属')}`)).rows
  expect(focus.map(r => r.subject).sort()).toEqual([works.id, chemical.id].sort())
  await h.industry.move('green-retrofit', rows[0]!, 'start')
  await at('2024-11-20')
  const acceptance = await h.industry.file()
  const done = (after: string) => ({
    values: {
      doneOn: '2024-11-15',
      acceptance: [acceptance],
      effects: [{ pollutant: '含氰废水', before: '800', after, unit: '吨/年' }],
    },
  })
  expect(await h.industry.refusedMove('green-retrofit', rows[0]!, 'finish', done('900'))).toContain('改造后比改造前多')
  expect(await h.industry.move('green-retrofit', rows[0]!, 'finish', done('0'))).toMatchObject({
    state: 'done',
    reductions: ['含氰废水减少 800 吨/年（100.00%）'],
  })
  expect(await h.office.read('enterprise-profile', profile)).toMatchObject({ substances: ['硫酸'], replaceable: [] })
  expect(await h.office.read('substitution-catalogue', entry)).toMatchObject({ users: 0 })
  await at('2025-01-02')
  const due = (await industry.get('/duties?register=green-retrofit&from=2024-12-31&to=2024-12-31')).body.rows
  expect(due.map((d: { status: string }) => d.status).sort()).toEqual(['met', 'overdue', 'overdue'])
})

it('S231 a questionnaire goes to those who answer for the listed units, and its answers are counted as they come', async () => {
  const second = await enterprise('东屏化工二厂', (await otherUnit())!)
  await list(second)
  const questions = [
    { no: '1', question: '是否建立隐患排查制度', kind: '单选', options: ['是', '否'], required: true },
    { no: '2', question: '需要哪些支持', kind: '多选', options: ['培训', '资金', '技术'] },
    { no: '3', question: '其他意见', kind: '填空' },
  ]
  const form = { title: '负责人问卷', due: '2025-03-31', questions }
  const broken = { ...form, questions: [{ ...questions[0], options: ['是'] }] }
  expect(await h.office.refusedNew('questionnaire', broken, { region: w.city.id })).toContain('至少要有两个选项')
  const row = await h.office.make('questionnaire', form, { region: w.city.id })
  await h.office.move('questionnaire', row, 'send')
  const read = () => h.office.read('questionnaire', row)
  expect(await read()).toMatchObject({ sent: 2, answered: 0, share: '0.00', sentOn: '2025-01-02' })
  const [mine] = (await h.plant.list('questionnaire-answer')).rows
  expect(mine).toMatchObject({ subject: works.id, title: '负责人问卷', due: '2025-03-31', state: 'sent' })
  const who = { respondent: '王厂长', position: '总经理' }
  const answer = (answers: object[]) => ({ values: { ...who, answers } })
  const wrong = await h.plant.refusedMove(
    'questionnaire-answer',
    mine!,
    'answer',
    answer([
      { no: '2', answer: ['培训', '补贴'] },
      { no: '9', answer: ['是'] },
    ]),
  )
  for (const fault of ['第2题没有“补贴”这个选项', '问卷里没有第“9”题', '第1题“是否建立隐患排查制度”必答'])
    expect(wrong).toContain(fault)
  expect(
    await h.east.refusedMove('questionnaire-answer', mine!, 'answer', answer([{ no: '1', answer: ['是'] }])),
  ).toContain('不能对这条')
  await h.plant.move(
    'questionnaire-answer',
    mine!,
    'answer',
    answer([
      { no: '1', answer: ['是'] },
      { no: '2', answer: ['培训', '资金'] },
    ]),
  )
  expect(await read()).toMatchObject({ sent: 2, answered: 1, share: '50.00' })
  expect((await read()).tally).toEqual([
    { no: '1', option: '是', count: 1 },
    { no: '1', option: '否', count: 0 },
    { no: '2', option: '培训', count: 1 },
    { no: '2', option: '资金', count: 1 },
    { no: '2', option: '技术', count: 0 },
  ])
  expect((await h.otherPlant.list('questionnaire-answer')).rows.map(r => r.state)).toEqual(['sent'])
  await h.office.move('questionnaire', row, 'close', { values: { report: '制度普遍建立，缺资金' } })
})
const otherUnit = async () =>
  (await w.office.get('/units')).body.rows.find((u: { name: string }) => u.name === '东屏化工有限公司')?.id

it('S218 the eight systems of an enterprise stand side by side, each with what proves it, and what nothing proves is open', async () => {
  const row = await h.east.make('enterprise-systems', { subject: works.id })
  const collected = async () => {
    await h.east.move('enterprise-systems', row, 'collect')
    return h.east.read('enterprise-systems', row)
  }
  const statusOf = (now: Record<string, unknown>) =>
    Object.fromEntries((now.matrix as { system: string; status: string }[]).map(m => [m.system, m.status]))
  const first = await collected()
  expect(first.matrix).toHaveLength(8)
  expect(statusOf(first)).toEqual({
    土壤和地下水环境现状调查: '证据不足',
    设施防渗漏管理: '证据不足',
    有毒有害物质地下储罐备案: '证据不足',
    土壤和地下水污染隐患排查: '证据不足',
    企业自行监测: '证据不足',
    土壤和地下水污染风险管控和修复: '不适用',
    企业拆除活动污染防控: '不适用',
    企业退出土壤和地下水修复: '不适用',
  })
  expect(first).toMatchObject({ done: 0, share: '0.00' })
  const paper = await h.plant.file()
  const survey = {
    system: '土壤和地下水环境现状调查',
    status: '落实',
    on: '2022-05-01',
    why: '建厂前调查报告',
    files: [paper],
  }
  const own = { ...survey, system: '企业自行监测' }
  expect(await h.plant.refusedCorrection('enterprise-systems', row, { papers: [own] })).toContain('由台账得出')
  expect(await h.plant.refusedCorrection('enterprise-systems', row, { papers: [{ ...survey, files: [] }] })).toContain(
    '落实的须附材料',
  )
  await h.plant.correct('enterprise-systems', row, { papers: [survey] })
  const tank = await h.plant.make('underground-tank', {
    subject: yard.id,
    number: 'T-01',
    substance: '硫酸',
    volume: '50',
    material: '碳钢',
    structure: '双层罐',
    builtYear: 2023,
    useFrom: '2025-03-01',
  })
  await h.plant.correct('key-unit', unit, { hazardChecks: [{ on: '2024-12-20', found: 2, fixed: 1 }] })
  await h.plant.make('demolition', {
    subject: works.id,
    project: '拆除浸出槽',
    objects: ['生产设施设备'],
    starts: '2025-01-02',
  })
  const second = await collected()
  expect(statusOf(second)).toMatchObject({
    土壤和地下水环境现状调查: '落实',
    有毒有害物质地下储罐备案: '未落实',
    土壤和地下水污染隐患排查: '未落实',
    企业拆除活动污染防控: '未落实',
  })
  expect(second.lacking).toEqual(['有毒有害物质地下储罐备案', '土壤和地下水污染隐患排查', '企业拆除活动污染防控'])
  expect(second.open).toEqual(['设施防渗漏管理', '企业自行监测'])
  expect(second.share).toBe('16.67')
  expect(second.matrix[0]).toMatchObject({ basis: '建厂前调查报告', on: '2022-05-01', files: [paper] })
  await h.plant.move('underground-tank', tank, 'submit', { values: { filing: [paper] } })
  await h.east.move('underground-tank', tank, 'file')
  await h.plant.correct('key-unit', unit, { hazardChecks: [{ on: '2024-12-20', found: 2, fixed: 2, report: [paper] }] })
  const third = await collected()
  expect(statusOf(third)).toMatchObject({ 有毒有害物质地下储罐备案: '落实', 土壤和地下水污染隐患排查: '落实' })
  expect(third.matrix[2]).toMatchObject({ basis: '1 个储罐均已备案', on: '2025-01-02', files: [paper] })
  expect(third.share).toBe('50.00')
  await h.east.move('enterprise-systems', row, 'check')
  // Three years on without another round of checks, the same row is no longer what it was.
  await at('2028-01-05')
  expect(statusOf(await collected())).toMatchObject({ 土壤和地下水污染隐患排查: '未落实' })
})

it('before the land of a listed unit changes hands it is surveyed and the report stands in the register of real estate', async () => {
  const event = await h.plant.make('land-event', {
    subject: yard.id,
    kind: '用途变更',
    newUse: '商住用地',
    useClassification: '自然资发〔2023〕234号',
    useCode: '0701+0901',
    plannedOn: '2028-06-30',
  })
  const row = await h.east.read('land-event', event)
  expect(row.owner).toBe('重点监管单位')
  expect(await h.east.read('site', { id: row.parcel })).toMatchObject({ kind: '地块', name: '东屏选冶厂区地块' })
  const owed = async () =>
    (await land.get('/duties?register=land-event&from=2028-01-01&to=2028-12-31')).body.rows.map(
      (d: { duty: string; due: string; status: string }) => `${d.duty} ${d.due} ${d.status}`,
    )
  expect(await owed()).toEqual(['survey 2028-06-30 open', 'registry 2028-06-30 open'].sort().reverse())
  expect(await h.land.refusedMove('land-event', event, 'conclude')).toContain('还没有纳入不动产登记，不能办理')
  const paper = await h.plant.file()
  await h.plant.move('land-event', event, 'survey', { values: { survey: [paper], surveyedOn: '2028-01-04' } })
  expect(await h.land.refusedMove('land-event', event, 'register', { values: { registryNumber: '桂1' } })).toContain(
    '待评审',
  )
  const review = { values: { review: [paper], conclusion: '未超过风险管控标准' } }
  await h.east.move('land-event', event, 'review', review)
  await h.land.move('land-event', event, 'register', { values: { registryNumber: '东屏不动产权第1号' } })
  expect(await h.land.move('land-event', event, 'conclude')).toMatchObject({ doneOn: '2028-01-05' })
  const bakery = await enterprise('东屏面包厂')
  const shop = await addSite(w.office, w.east, { name: '面包厂区', organisation: bakery.id })
  const other = await h.land.make('land-event', { subject: shop.id, kind: '使用权转让', plannedOn: '2028-06-30' })
  expect(await h.land.read('land-event', other)).toMatchObject({ owner: '其他', parcel: null })
})
