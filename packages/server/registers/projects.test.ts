import { planRecord } from '@jingtu/programme/plan.ts'
import { targetRecord } from '@jingtu/programme/target.ts'
import { findRegister } from '@jingtu/registers/registers.ts'
import { storeFile } from '@jingtu/store/files.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { done, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let east: Hand
let office: Hand
let treasury: Hand
let codes = 0
beforeAll(async () => {
  w = await openRegisterWorld('2024-12-20T09:00:00+08:00')
  const finance = await w.server.unit(w.city, { name: '临湖市财政局', line: '财政' })
  await w.server.person(finance, 'finance', ['reporter', 'reviewer'])
  treasury = handOf(await w.server.signIn('finance'))
  east = handOf(w.eastClerk)
  office = handOf(w.office)
})
afterAll(() => w?.close())

const project = (name: string) =>
  done(w.office, '/registers/project/rows', {
    region: w.east.id,
    values: { name, code: `XM-${++codes}`, kind: '风险管控', owner: w.eastBureau.id },
  })
const life = async (name: string, values: object = {}) =>
  east.make('project-life', {
    subject: (await project(name)).id,
    category: '优先管控地块风险管控',
    budget: '900',
    pilot: '不是试点',
    ...values,
  })
const slice = async (fundYear: number, central: string, spent: string | null, subject?: string) =>
  east.make('project-fund', {
    subject: subject ?? (await project(`${fundYear}年项目${codes + 1}`)).id,
    fundYear,
    document: `临财资环〔${fundYear}〕${codes}号`,
    issuedOn: `${fundYear}-03-01`,
    central,
    payments: spent
      ? [{ on: `${fundYear}-09-01`, source: '中央', to: '项目收款单位', payee: '清源工程公司', amount: spent }]
      : [],
  })
const CONDITIONS = ['属于支持范围', '前期材料齐备', '责任主体无力承担', '没有重复申报']
const start = async (row: { id: string }, startedOn: string) =>
  east.move('project-fund', row, 'start', { values: { startedOn, startProof: [await east.file()] } })
const complete = async (row: { id: string }, completedOn: string) =>
  east.move('project-fund', row, 'complete', { values: { completedOn, completionProof: [await east.file()] } })
const figure = async (id: string, year = 2024) => (await w.office.get(`/indicators/${id}?period=${year}`)).body

let ordinal = 0
/** Whether a target of the city's plan of 2024 is met by what the register says. */
async function met(indicator: string, value: string): Promise<boolean> {
  const target = await w.server.change(async c => {
    const where = { home: w.city.id, region: w.city.path }
    const text = await storeFile(c.tx, Buffer.from(`计划${++ordinal}`), {
      type: 'text/plain',
      name: 'plan.txt',
      by: null,
      now: c.context.now,
    })
    const plan = await c.insert(planRecord, {
      ...where,
      state: 'published',
      values: {
        title: `临湖市2024年计划${ordinal}`,
        level: 'city',
        regionId: w.city.id,
        year: 2024,
        ownerUnit: w.bureau.id,
        textFile: text.hash,
      },
    })
    const goal = { op: '>=', value, unit: '%', kind: 'indicator', source: 'goals', by: '2024-12-31' } as const
    return c.insert(targetRecord, {
      ...where,
      state: 'inForce',
      values: { ...goal, plan: plan.id, ordinal, indicator, regionId: w.city.id },
    })
  })
  await done(w.office, `/targets/${target.id}/indicator`, { indicator })
  await done(w.office, `/targets/${target.id}/compute`, { period: '2024' })
  const { body } = await w.office.get(`/targets/${target.id}`)
  return JSON.stringify(body).includes('"status":"met"')
}

describe('the life of a project', () => {
  const papers = ['项目建议书', '实施方案', '调查或勘察报告', '专家评审意见', '绩效目标表', '资金下达文件']
  const tendered = [...papers, '招标文件']

  it('S436 S442 from the idea to the pool and on to the appraisal; each stage says which papers are missing', async () => {
    const row = await life('石桥矿区遗留固废整治', { category: '涉重金属矿区历史遗留固体废物整治' })
    expect(row).toMatchObject({ state: 'conceived', missing: [] })
    expect(await east.refusedMove('project-life', row, 'reserve')).toContain('权限')
    expect((await office.move('project-life', row, 'reserve')).missing).toEqual(['项目建议书'])
    expect(await east.refusedMove('project-life', row, 'prepare')).toContain('缺少“项目建议书”')
    await east.move('project-life', row, 'prepare', { values: { documents: ['项目建议书'] } })
    const short = await east.refusedMove('project-life', row, 'apply', { values: { documents: ['项目建议书'] } })
    expect(short).toContain('缺少“实施方案”；缺少“调查或勘察报告”')
    await east.move('project-life', row, 'apply', { values: { documents: papers } })
    expect((await office.move('project-life', row, 'pool')).state).toBe('pooled')
    await east.move('project-life', row, 'fund')
    await east.move('project-life', row, 'tender', { values: { documents: tendered } })
    const documents = [...tendered, '中标通知书', '合同', '监理报告', '完工报告', '验收意见', '绩效自评报告']
    await east.move('project-life', row, 'start', { values: { documents, startedOn: '2024-05-01' } })
    await east.move('project-life', row, 'finish', { values: { completedOn: '2024-11-01' } })
    await office.move('project-life', row, 'accept')
    await slice(2019, '800', '720', row.subject)
    const scores = { outputScore: '48', benefitScore: '28', satisfactionScore: '9', resultUse: '优先安排' }
    expect(await east.refusedMove('project-life', row, 'evaluate', { values: scores })).toContain('权限')
    expect((await treasury.move('project-life', row, 'evaluate', { values: scores })).performance).toBe('94')
    // The six kinds of the plan, and no others but what is none of them.
    const { body } = await w.eastClerk.get('/registers/project-life')
    expect(JSON.stringify(body)).toContain(
      JSON.stringify([
        '在产企业土壤污染源头管控',
        '涉重金属矿区历史遗留固体废物整治',
        '优先管控地块风险管控',
        '关闭搬迁地块污染管控',
        '农用地安全利用',
        '“无废城市”创建',
        '其他',
      ]),
    )
    const unknown = { subject: (await project('类型不明')).id, category: '绿化', budget: '1', pilot: '不是试点' }
    expect(await east.refusedNew('project-life', unknown)).toContain('“项目类型”应为给定选项')
    const found = await east.list('project-life', `?f.category=${encodeURIComponent(row.category)}&state=evaluated`)
    expect(found.rows.map(r => r.id)).toEqual([row.id])
  })

  it('S439 S440 slow, unspent and poorly done projects are listed by rule, and a poor result has its consequence', async () => {
    const row = await life('慢项目', { startBy: '2024-12-20' })
    expect(row.problems).toEqual([])
    // Nobody has reported anything, and the day has gone by all the same.
    const now = await east.correct('project-life', row, { startBy: '2024-06-30' })
    expect(now.problems).toEqual(['实施进度慢：应于 2024-06-30 开工，尚未开工'])
    // What the treasury paid comes in from the ledger of funds: 400 of 800 are 50 %, below 52 %.
    await east.correct('project-life', row, { startedOn: '2024-07-05' })
    const funds = await slice(2024, '800', '400', row.subject)
    expect(await east.read('project-life', row)).toMatchObject({
      execution: '50.00',
      problems: ['资金执行率低：50.00%，低于 52%'],
      problematic: true,
    })
    const listed = await office.list('project-life', '?f.problematic=true')
    expect(listed.rows.map(r => r.id)).toEqual([row.id])

    const documents = findRegister('project-life')!.fields.documents!.options!
    await east.correct('project-life', row, { documents })
    for (const move of ['prepare', 'apply', 'fund', 'tender', 'start', 'finish'] as const) {
      if (move === 'prepare') await office.move('project-life', row, 'reserve')
      await east.move('project-life', row, move, {
        values:
          move === 'start'
            ? { startedOn: '2024-07-05' }
            : move === 'finish'
              ? { completedOn: '2024-12-01' }
              : undefined,
      })
      if (move === 'apply') await office.move('project-life', row, 'pool')
    }
    await office.move('project-life', row, 'accept')
    const scores = { outputScore: '30', benefitScore: '15', satisfactionScore: '8' }
    expect(
      await treasury.refusedMove('project-life', row, 'evaluate', { values: { ...scores, resultUse: '优先安排' } }),
    ).toContain('绩效自评 58 分，结果应用应为扣减或暂停安排')
    // 30 + 15 + 8 and ten points for spending: 5 at 50 %, 7 at 70 %, which makes 60 and is enough.
    await east.correct('project-fund', funds, {
      payments: [{ on: '2024-09-01', source: '中央', to: '项目收款单位', payee: '清源工程公司', amount: '560' }],
    })
    const rated = await treasury.move('project-life', row, 'evaluate', { values: { ...scores, resultUse: '正常安排' } })
    expect([rated.performance, rated.problematic]).toEqual(['60', false])
    const asked = { kind: '中央专项资金', project: row.subject, title: '二期', fundYear: 2026, asked: '100' }
    const second = await east.make('fund-application', asked, { region: w.east.id })
    const screening = CONDITIONS.map(item => ({ item, passed: true }))
    await east.move('fund-application', second, 'screen', { values: { screening } })
    await office.correct('project-life', row, { resultUse: '暂停安排' })
    expect(
      await east.refusedMove('fund-application', second, 'apply', { values: { appliedOn: '2024-12-20' } }),
    ).toContain('绩效评价结果为“暂停安排”')
    await office.correct('project-life', row, { resultUse: '正常安排' })
    expect((await east.move('fund-application', second, 'apply', { values: { appliedOn: '2024-12-20' } })).state).toBe(
      'applied',
    )
  })

  it('S441 S446 S447 the work is counted by weighted items, its contracts and its way of financing are kept', async () => {
    const row = await life('农用地安全利用工程', {
      category: '农用地安全利用',
      financing: ['财政资金', '政府和社会资本合作'],
      progressGoal: '80',
      progressBy: '2024-12-15',
      updates: [{ on: '2024-12-16', note: '年末' }],
      works: [
        { item: '土壤调理', weight: '60', done: '90' },
        { item: '水肥管理', weight: '40', done: '64.99' },
      ],
      contracts: [{ kind: '政府购买服务', supplier: '田园服务社', amount: '300', signedOn: '2024-03-01' }],
    })
    expect(row).toMatchObject({ progress: '80.00', problems: [], contracted: '300' })
    const works = row.works.map((x: object, i: number) => (i === 0 ? { ...x, done: '89' } : x))
    expect((await east.correct('project-life', row, { works })).problems).toEqual([
      '实施进度慢：工程量 79.40%，目标 80%',
    ])
    const over = [...row.contracts, { kind: '工程', supplier: '某公司', amount: '601', signedOn: '2024-04-01' }]
    expect(await east.refusedCorrection('project-life', row, { contracts: over })).toContain('超过预算 900 万元')
    const ppp = await east.list('project-life', '?limit=100')
    expect(ppp.rows.filter(r => r.financing.includes('政府和社会资本合作')).map(r => r.id)).toEqual([row.id])
  })

  it('S449 S450 a project of the pool must be brought up to date every half-year, a pilot has its day', async () => {
    const row = await life('储备项目', {
      pilot: '技术应用试点',
      pilotDue: '2024-12-31',
      updates: [{ on: '2024-09-01', note: '补充地勘' }],
    })
    const stale = await life('久未更新的储备项目', { updates: [{ on: '2024-05-01', note: '谋划' }] })
    const owed = async (of: { id: string }) => {
      const { body } = await w.office.get('/duties?register=project-life&from=2024-01-01&to=2025-12-31&limit=500')
      return body.rows
        .filter((d: { row: string; due: string }) => d.row === of.id && d.due <= '2024-12-31')
        .map((d: { duty: string; due: string; metOn: string; status: string }) => [d.duty, d.due, d.metOn, d.status])
    }
    expect(await owed(row)).toEqual([['update', '2024-12-31', '2024-09-01', 'met']])
    expect(await owed(stale)).toEqual([['update', '2024-12-31', null, 'open']])

    await east.correct('project-life', row, { documents: tendered })
    await office.move('project-life', row, 'reserve')
    for (const move of ['prepare', 'apply']) await east.move('project-life', row, move)
    await office.move('project-life', row, 'pool')
    await east.move('project-life', row, 'fund')
    expect(await owed(row)).toEqual([['pilot', '2024-12-31', null, 'open']])
    const pilots = await east.list('project-life', `?f.pilot=${encodeURIComponent('技术应用试点')}`)
    expect(pilots.rows.map(r => r.id)).toEqual([row.id])
    expect(
      await east.refusedNew('project-life', {
        subject: (await project('无期限试点')).id,
        category: '其他',
        budget: '1',
        pilot: '技术应用试点',
      }),
    ).toContain('试点完成期限')
  })
})

describe('funds', () => {
  it('S437 every funding year has rates of its own against targets of its own, and money taken back leaves by a document', async () => {
    // 2021: ten projects of 460 each, nine completed, 4,120 of 4,600 paid.
    for (let i = 0; i < 10; i++) {
      const row = await slice(2021, '460', i < 9 ? '440' : '160')
      await start(row, '2021-06-01')
      if (i < 9) await complete(row, '2023-06-01')
    }
    for (let i = 0; i < 5; i++) await start(await slice(2023, '660', '546'), '2023-06-01')
    const late = []
    for (let i = 0; i < 4; i++) late.push(await slice(2022, '100', null))
    for (const row of late.slice(1)) await start(row, '2022-06-01')
    expect(await figure('fund-completion-3')).toMatchObject({ numerator: '9', denominator: '10', value: '90.00' })
    expect(await figure('fund-execution-3')).toMatchObject({ numerator: '4120', denominator: '4600', value: '89.57' })
    expect((await figure('fund-execution-1')).value).toBe('82.73')
    expect((await figure('fund-start-1')).value).toBe('100.00')
    expect((await figure('fund-start-2')).value).toBe('75.00')
    // Money taken back leaves the denominator, but only by a document.
    const taken = late[0]!
    expect(await treasury.refusedMove('project-fund', taken, 'withdraw', { reason: '终止' })).toContain('收回')
    await treasury.move('project-fund', taken, 'withdraw', {
      reason: '项目终止',
      values: { withdrawal: '临财〔2024〕8号', withdrawalFile: [await treasury.file()] },
    })
    expect((await figure('fund-start-2')).value).toBe('100.00')
    // The plan of the year after finds the same funds one year further back.
    expect(await figure('fund-execution-2', 2025)).toMatchObject({ numerator: '2730', denominator: '3300' })
    const lights = []
    for (const [id, value] of [
      ['fund-completion-3', '90'],
      ['fund-execution-3', '90'],
      ['fund-start-1', '100'],
      ['fund-execution-1', '80'],
    ] as const)
      lights.push(await met(id, value))
    expect(lights).toEqual([true, false, true, true])
  })

  it('S445 S451 money is kept by source: what the county owed, what it gave, what reached who does the work', async () => {
    const row = await slice(2020, '1000', null)
    const paid = (source: string, to: string, amount: string) => ({ on: '2024-06-01', source, to, payee: '甲', amount })
    const now = await east.correct('project-fund', row, {
      provincial: '20',
      county: '150',
      municipal: '50',
      enterprise: '30',
      matchDuty: '260',
      payments: [
        paid('中央', '其他部门账户', '500'),
        paid('中央', '项目收款单位', '400'),
        paid('县级', '项目收款单位', '90'),
      ],
    })
    expect(now).toMatchObject({ total: '1250', matchShort: '40', execution: '40.00', spent: '490' })
    // 90 of the 220 that province, city and county gave.
    expect(now.localExecution).toBe('40.91')
    expect(
      await east.refusedCorrection('project-fund', row, { payments: [paid('县级', '项目收款单位', '151')] }),
    ).toContain('县级资金支付 151 万元，超过到位 150 万元')
  })

  it('S443 S453 a lead is screened, applied for, and granted or not; what is granted becomes funds of the project', async () => {
    const subject = await project('申请中央资金的项目')
    const application = { kind: '中央专项资金', project: subject.id, fundYear: 2025, asked: '500' }
    const row = await east.make('fund-application', { ...application, title: '甲地块' }, { region: w.east.id })
    const screening = [
      { item: '属于支持范围', passed: true },
      { item: '责任主体无力承担', passed: null },
    ]
    const open = await east.refusedMove('fund-application', row, 'screen', { values: { screening } })
    // A condition nobody wrote down is as open as one without an answer.
    for (const item of ['责任主体无力承担', '前期材料齐备', '没有重复申报'])
      expect(open).toContain(`“${item}”没有结论（证据不足）`)
    const passed = CONDITIONS.map(item => ({ item, passed: true }))
    await east.move('fund-application', row, 'screen', { values: { screening: passed } })
    await east.move('fund-application', row, 'apply', { values: { appliedOn: '2024-10-01' } })
    const grant = { decidedOn: '2024-12-01', document: '临财资环〔2024〕99号', files: [await treasury.file()] }
    expect(
      await treasury.refusedMove('fund-application', row, 'grant', { values: { ...grant, granted: '501' } }),
    ).toContain('多于申请')
    await treasury.move('fund-application', row, 'grant', { values: { ...grant, granted: '480' } })
    const funds = (await east.list('project-fund', '?f.fundYear=2025')).rows
    expect(funds.map(r => [r.subject, r.central, r.document])).toEqual([[subject.id, '480', grant.document]])

    const budget = { kind: '工作经费', title: '执法经费', fundYear: 2025, asked: '20' }
    const other = await east.make('fund-application', budget, { region: w.east.id })
    await east.move('fund-application', other, 'screen', { values: { screening: passed } })
    await east.move('fund-application', other, 'apply', { values: { appliedOn: '2024-10-01' } })
    const refused = await treasury.move('fund-application', other, 'refuse', {
      reason: '年度预算已定',
      values: { decidedOn: '2024-12-02' },
    })
    expect(refused.state).toBe('refused')
    expect((await east.list('project-fund', '?f.fundYear=2025')).count.n).toBe(1)

    // A lead of the soil pollution fund: what a fund pays has to come back, so it is asked for one thing more.
    const fund = await east.make(
      'fund-application',
      {
        kind: '土壤污染防治基金',
        title: '老厂区意向',
        project: (await project('老厂区')).id,
        fundYear: 2025,
        asked: '300',
      },
      { region: w.east.id },
    )
    expect(
      await east.refusedMove('fund-application', fund, 'apply', { values: { appliedOn: '2024-10-01' } }),
    ).toContain('不能“申报”')
    expect(await office.refusedMove('fund-application', fund, 'screen', { values: { screening: passed } })).toContain(
      '“有还款来源”没有结论（证据不足）',
    )
    const whole = [...passed, { item: '有还款来源', passed: true }]
    await office.move('fund-application', fund, 'screen', { values: { screening: whole } })
    await east.move('fund-application', fund, 'apply', { values: { appliedOn: '2024-10-01' } })
    const approval = { decidedOn: '2024-12-03', document: '临土基〔2024〕1号', granted: '260' }
    await treasury.move('fund-application', fund, 'grant', { values: { ...approval, files: [await treasury.file()] } })
    const pipeline = await east.list(
      'fund-application',
      `?state=granted&f.kind=${encodeURIComponent('土壤污染防治基金')}`,
    )
    expect(pipeline.rows.map(r => [r.id, r.granted])).toEqual([[fund.id, '260']])
  })
})
