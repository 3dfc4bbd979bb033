import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addOrganisation, addSite, creditCode, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let east: Hand
let office: Hand
let plant: Hand
let codes = 0
beforeAll(async () => {
  w = await openRegisterWorld('2026-09-01T09:00:00+08:00')
  east = handOf(w.eastClerk)
  office = handOf(w.office)
  plant = handOf(w.plant)
})
afterAll(() => w?.close())

const enterprise = (name: string, values: object = {}) =>
  addOrganisation(w.office, w.east, { name, creditCode: creditCode(++codes), ...values })
const FIVE = ['能耗', '环保', '质量', '安全', '产业政策']
const judged = (failed: string[], evidence: string[]) =>
  FIVE.map(criterion => ({
    criterion,
    met: !failed.includes(criterion),
    standard: `${criterion}强制性标准`,
    evidence: failed.includes(criterion) ? evidence : [],
  }))

describe('phase-out', () => {
  it('S518 one of five criteria lists a works with a day, its equipment must be gone and seen gone; it may come back', async () => {
    const firm = await enterprise('东屏小铅厂', { industryCode: '3212' })
    const site = await addSite(w.office, w.east, {
      name: '小铅厂厂区',
      organisation: firm.id,
      location: { type: 'Point', coordinates: [108.1, 23.1] },
    })
    await office.make(
      'industry-catalogue',
      {
        document: '产业结构调整指导目录',
        number: '淘汰类七（3）',
        item: '烧结锅炼铅工艺',
        kind: '淘汰',
        industries: ['321'],
        words: ['烧结锅'],
        validFrom: '2024-02-01',
        exitBy: '2026-12-31',
      },
      { region: w.city.id },
    )
    const row = await office.make('phase-out', { subject: firm.id, kind: '落后产能', year: 2026, site: site.id })
    expect([row.verdict, row.open]).toEqual(['证据不足', FIVE])
    const list = { values: { due: '2026-10-31' } }
    expect(await office.refusedMove('phase-out', row, 'list', list)).toContain(
      '“能耗、环保、质量、安全、产业政策”没有结论',
    )
    await office.correct('phase-out', row, { criteria: judged([], []), processes: ['烧结锅炼铅'] })
    expect((await office.read('phase-out', row)).matched).toEqual([
      {
        document: '产业结构调整指导目录',
        number: '淘汰类七（3）',
        item: '烧结锅炼铅工艺',
        kind: '淘汰',
        exitBy: '2026-12-31',
      },
    ])
    expect(await office.refusedMove('phase-out', row, 'list', list)).toContain('没有理由列入')
    const failed = await office.correct('phase-out', row, {
      criteria: judged(['能耗', '产业政策'], [await office.file()]),
      equipment: [{ name: '烧结锅', count: 4 }],
    })
    expect([failed.verdict, failed.failed]).toEqual(['应当退出', ['能耗', '产业政策']])
    await office.move('phase-out', row, 'list', list)
    expect(await east.duties('phase-out', row)).toEqual([['exit', '2026-10-31', 'open']])

    const exit = (equipment: object[]) => ({ values: { way: '关闭', exitedOn: '2026-08-30', equipment } })
    expect(await office.refusedMove('phase-out', row, 'exit', exit([{ name: '烧结锅', count: 4 }]))).toContain(
      '“烧结锅”还没有拆除',
    )
    const gone = { name: '烧结锅', count: 4, dismantledOn: '2026-08-20' }
    await office.move('phase-out', row, 'exit', exit([gone]))
    expect(await east.duties('phase-out', row)).toEqual([
      ['verify', '2026-09-29', 'open'],
      ['exit', '2026-10-31', 'met'],
    ])
    const verify = async (verifiers: string[]) => ({ values: { verifiers, verification: [await office.file()] } })
    const refused = await office.refusedMove('phase-out', row, 'verify', await verify(['甲']))
    expect(refused).toContain('不少于两人')
    expect(refused).toContain('“烧结锅”没有拆除照片')
    await office.move('phase-out', row, 'relapse', {
      values: { due: '2026-11-30', equipment: [{ ...gone, dismantledOn: null }] },
      reason: '现场发现恢复安装',
    })
    expect((await office.read('phase-out', row)).standing).toEqual(['烧结锅'])
    await office.move('phase-out', row, 'exit', exit([{ ...gone, photos: [await office.file()] }]))
    expect((await office.move('phase-out', row, 'verify', await verify(['甲', '乙']))).verifiedOn).toBe('2026-09-01')
    // The land stays behind as a place of its own, where the works was.
    const { land } = await office.read('phase-out', row)
    const left = await office.read('site', { id: land })
    expect([left.name, left.kind, left.location.coordinates]).toEqual([
      '小铅厂厂区（关闭遗留地块）',
      '地块',
      [108.1, 23.1],
    ])
    const open = (await w.eastClerk.get('/public/registers/phase-out/rows')).body.rows
    expect(open.map((r: { failed: string[] }) => r.failed)).toEqual([['能耗', '产业政策']])
  })
})

describe('audits of clean production', () => {
  it('S520 a mandatory audit has its days from the published list, ends when its schemes are done, and comes round by its cycle', async () => {
    const firm = await enterprise('东屏铅锌矿业', { unit: w.works.id })
    const metal = await east.make('heavy-metal-enterprise', {
      subject: firm.id,
      industry: '重有色金属冶炼',
      metals: ['铅'],
      auditRequired: true,
    })
    const row = await east.make('clean-production-audit', {
      subject: firm.id,
      round: 1,
      ground: '重点重金属排放企业',
      announcedOn: '2026-06-30',
    })
    expect([row.mandatory, row.disclosureDue, row.startDue, row.reportDue, row.cycle]).toEqual([
      true,
      '2026-07-30',
      '2026-08-30',
      '2027-06-30',
      2,
    ])
    expect(await east.duties('clean-production-audit', row)).toEqual([
      ['disclose', '2026-07-30', 'overdue'],
      ['start', '2026-08-30', 'overdue'],
      ['report', '2027-06-30', 'open'],
    ])
    expect(await plant.refusedMove('clean-production-audit', row, 'start')).toContain('先向社会公布排放信息')
    await plant.move('clean-production-audit', row, 'start', { values: { disclosedOn: '2026-08-31' } })
    expect(await east.refusedMove('clean-production-audit', row, 'report')).toContain('不能对这条')
    const scheme = { name: '烟气余热回收', cost: '中高费', invested: '120' }
    const report = { report: [await plant.file()], schemes: [scheme] }
    await plant.move('clean-production-audit', row, 'report', { values: report })
    await east.move('clean-production-audit', row, 'evaluate', { values: { evaluation: [await east.file()] } })
    const accept = async () => ({ values: { acceptance: [await office.file()] } })
    expect(await office.refusedMove('clean-production-audit', row, 'accept', await accept())).toContain(
      '方案“烟气余热回收”没有完成',
    )
    const done = await plant.correct('clean-production-audit', row, {
      schemes: [{ ...scheme, doneOn: '2026-08-31' }],
    })
    expect([done.undone, done.invested]).toEqual([[], '120'])
    const accepted = await office.move('clean-production-audit', row, 'accept', await accept())
    expect([accepted.acceptedOn, accepted.nextDue]).toEqual(['2026-09-01', '2028-09-01'])
    expect(await east.duties('clean-production-audit', row)).toEqual([['next', '2028-09-01', 'open']])
    expect((await east.read('heavy-metal-enterprise', metal)).auditedOn).toBe('2026-09-01')

    const usual = await east.make('clean-production-audit', {
      subject: (await enterprise('高耗能厂')).id,
      round: 1,
      ground: '高耗能',
    })
    expect([usual.cycle, usual.reportDue]).toEqual([5, null])
    const free = await east.make('clean-production-audit', {
      subject: (await enterprise('自愿厂')).id,
      round: 1,
      ground: '自愿',
      announcedOn: '2026-06-30',
    })
    expect([free.mandatory, free.reportDue, free.cycle]).toEqual([false, null, null])
    const mandatory = await east.list('clean-production-audit', '?f.mandatory=true')
    expect(mandatory.rows.map(r => r.id).sort()).toEqual([row.id, usual.id].sort())
  })
})

const policy = async (values: object) => {
  const row = await office.make(
    'incentive-policy',
    { document: '县政府〔2026〕9号', validFrom: '2026-01-01', validUntil: '2026-12-31', ...values },
    { region: w.east.id },
  )
  return office.move('incentive-policy', row, 'publish')
}
const apply = (subject: { id: string }, to: { id: string }, values: object = {}) =>
  east.make('incentive-application', { subject: subject.id, policy: to.id, item: '申请', ...values })
const grant = async (row: { id: string }, granted?: string) => {
  await east.move('incentive-application', row, 'examine')
  return east.move('incentive-application', row, 'grant', { values: granted ? { granted } : {} })
}
const graded = async (subject: { id: string }, score: string) => {
  const row = await east.make('enterprise-credit', { subject: subject.id, year: 2025, score })
  await east.move('enterprise-credit', row, 'notify')
  await east.move('enterprise-credit', row, 'publish')
}

describe('incentives', () => {
  it('S538 an exit is paid for once it is verified, within the ceiling and the budget, and never twice', async () => {
    const firm = await enterprise('退出企业')
    const exit = await office.make('phase-out', {
      subject: firm.id,
      kind: '过剩产能主动退出',
      year: 2026,
      equipment: [{ name: '立窑' }],
    })
    const subsidy = await policy({
      title: '淘汰奖补',
      kind: '淘汰退出奖补',
      conditions: ['淘汰退出已经核查'],
      budget: '100',
      ceiling: '80',
    })
    const row = await apply(firm, subsidy, { phaseOut: exit.id, asked: '90' })
    expect((await east.read('incentive-policy', subsidy)).applicants).toBe(1)
    expect(await east.refusedMove('incentive-application', row, 'examine')).toContain('现为“拟列入”')
    await office.move('phase-out', exit, 'list', { values: { due: '2026-08-31' } })
    const equipment = [{ name: '立窑', dismantledOn: '2026-08-01', photos: [await office.file()] }]
    await office.move('phase-out', exit, 'exit', { values: { way: '拆除主体设备', exitedOn: '2026-08-02', equipment } })
    const seen = { verifiers: ['甲', '乙'], verification: [await office.file()] }
    await office.move('phase-out', exit, 'verify', { values: seen })
    await east.move('incentive-application', row, 'examine')
    expect(await east.refusedMove('incentive-application', row, 'grant', { values: { granted: '85' } })).toContain(
      '单个申请上限 80 万元',
    )
    expect(await east.refusedMove('incentive-application', row, 'grant')).toContain('请填写“批准金额”')
    await east.move('incentive-application', row, 'grant', { values: { granted: '70' } })
    const left = await east.read('incentive-policy', subsidy)
    expect([left.granted, left.remaining]).toEqual(['70', '30'])
    // The same exit under another title is the same exit.
    const other = await policy({ title: '技改补助', kind: '技术改造补助', budget: '500' })
    const again = await apply(firm, other, { phaseOut: exit.id, asked: '20' })
    await east.move('incentive-application', again, 'examine')
    expect(await east.refusedMove('incentive-application', again, 'grant', { values: { granted: '20' } })).toContain(
      '已于 2026-09-01 批准奖补 70 万元，不能重复奖补',
    )
    const pay = { paidOn: '2026-09-01' }
    expect(await office.refusedMove('incentive-application', row, 'pay', { values: pay })).toContain('支付凭证')
    const voucher = [await office.file()]
    expect((await office.move('incentive-application', row, 'pay', { values: { ...pay, voucher } })).state).toBe('paid')
    expect(await east.refusedMove('incentive-policy', subsidy, 'publish')).toContain('不能“发布”')
  })

  it('S524 who makes use of film, manure or packaging applies under a policy in force, of its industries, until the money is gone', async () => {
    const reuse = await policy({
      title: '废旧农膜利用扶持',
      kind: '废旧农膜综合利用',
      industries: ['42'],
      conditions: ['不在限期整改', '没有未结的落后产能'],
      budget: '50',
    })
    const good = await enterprise('农膜再生厂', { industryCode: '4220' })
    const first = await apply(good, reuse, { asked: '30' })
    expect((await grant(first, '30')).grantedOn).toBe('2026-09-01')
    const chemist = await apply(await enterprise('化工厂', { industryCode: '2614' }), reuse, { asked: '10' })
    expect(await east.refusedMove('incentive-application', chemist, 'examine')).toContain(
      '行业 2614 不在政策适用行业内',
    )
    const nameless = await apply(await enterprise('无代码厂'), reuse, { asked: '10' })
    expect(await east.refusedMove('incentive-application', nameless, 'examine')).toContain('证据不足')
    const backward = await enterprise('落后再生厂', { industryCode: '4210' })
    const listed = await office.make('phase-out', {
      subject: backward.id,
      kind: '落后产能',
      year: 2026,
      criteria: judged(['安全'], [await office.file()]),
      equipment: [{ name: '旧线' }],
    })
    await office.move('phase-out', listed, 'list', { values: { due: '2026-12-01' } })
    const held = await apply(backward, reuse, { asked: '5' })
    expect(await east.refusedMove('incentive-application', held, 'examine')).toContain('列入 2026 年度淘汰清单')
    const second = await apply(await enterprise('第二再生厂', { industryCode: '4210' }), reuse, { asked: '25' })
    await east.move('incentive-application', second, 'examine')
    expect(await east.refusedMove('incentive-application', second, 'grant', { values: { granted: '25' } })).toContain(
      '剩余额度 20 万元，不足 25 万元',
    )
    const counted = await east.read('incentive-policy', reuse)
    expect([counted.applicants, counted.remaining]).toEqual([5, '20'])
    const past = await policy({ title: '旧政策', kind: '有机肥生产', validUntil: '2026-08-31' })
    const late = await apply(good, past)
    expect(await east.refusedMove('incentive-application', late, 'examine')).toContain(
      '有效期为 2026-01-01 至 2026-08-31',
    )
  })

  it('S523 S530 a front-runner is better than every benchmark; only green and blue enterprises are put before the banks', async () => {
    const pilot = await policy({
      title: '农药行业环保领跑者',
      kind: '环保领跑者',
      industries: ['263'],
      benchmarks: [
        { name: '单位产品COD', better: '不高于', value: '2.5', unit: 'kg/t' },
        { name: '水重复利用率', better: '不低于', value: '92', unit: '%' },
      ],
    })
    const runner = await enterprise('农药一厂', { industryCode: '2631' })
    const figures = (cod: string, reuse?: string) => ({
      figures: [{ name: '单位产品COD', value: cod }, ...(reuse ? [{ name: '水重复利用率', value: reuse }] : [])],
    })
    const row = await apply(runner, pilot, figures('2.6'))
    const refused = await east.refusedMove('incentive-application', row, 'examine')
    expect(refused).toContain('“单位产品COD”应不高于 2.5 kg/t，实绩 2.6')
    expect(refused).toContain('没有“水重复利用率”的实绩（证据不足）')
    await east.correct('incentive-application', row, figures('2.5', '92'))
    await grant(row)
    expect((await east.read('incentive-application', row)).validUntil).toBe('2026-12-31')
    const runners = await east.list('incentive-application', `?state=granted&f.policy=${pilot.id}`)
    expect(runners.rows.map(r => r.subject)).toEqual([runner.id])

    const loan = await policy({ title: '绿色信贷', kind: '信贷支持', conditions: ['信用绿牌或蓝牌'] })
    const asked = await apply(runner, loan)
    expect(await east.refusedMove('incentive-application', asked, 'examine')).toContain('没有公布的环境信用等级')
    await graded(runner, '91')
    await grant(asked)
    expect((await east.move('incentive-application', asked, 'send')).sentOn).toBe('2026-09-01')
    const yellow = await enterprise('黄牌企业')
    await graded(yellow, '61')
    const held = await apply(yellow, loan)
    expect(await east.refusedMove('incentive-application', held, 'examine')).toContain('2025 年度环境信用为黄牌')
    const sent = await east.list('incentive-application', `?state=granted&f.policy=${loan.id}`)
    expect(sent.rows.map(r => [r.subject, r.sentOn])).toEqual([[runner.id, '2026-09-01']])
  })
})
