import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addOrganisation, creditCode, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let east: Hand
let office: Hand
let plant: Hand
let codes = 0
beforeAll(async () => {
  w = await openRegisterWorld('2026-10-10T09:00:00+08:00')
  east = handOf(w.eastClerk)
  office = handOf(w.office)
  plant = handOf(w.plant)
})
afterAll(() => w?.close())

const enterprise = (name: string, values: object = {}) =>
  addOrganisation(w.office, w.east, { name, creditCode: creditCode(++codes), ...values })

describe('science', () => {
  it('S526 research becomes a technique of the catalogue, recommended when it spreads easily, costs little and works', async () => {
    const research = await office.make(
      'research-project',
      {
        title: '石灰加淹水降镉技术',
        kind: '科技研发',
        lead: w.bureau.id,
        startOn: '2025-01-01',
        endOn: '2026-12-31',
        steps: [
          { what: '小区试验', due: '2025-12-31', doneOn: '2025-12-01' },
          { what: '大田示范', due: '2026-09-30' },
        ],
      },
      { region: w.city.id },
    )
    expect([research.nextStep, research.nextDue]).toEqual(['大田示范', '2026-09-30'])
    const report = async (values: object) => ({ values: { report: [await office.file()], ...values } })
    expect(await office.refusedMove('research-project', research, 'report', await report({}))).toContain('没有登记成果')
    const steps = [{ what: '大田示范', due: '2026-09-30', doneOn: '2026-09-28' }]
    const outputs = [{ kind: '示范区', name: '三江示范区' }]
    await office.move('research-project', research, 'report', await report({ steps, outputs }))
    expect(await office.refusedMove('research-project', research, 'transfer')).toContain('不能“转入技术目录”')
    await office.move('research-project', research, 'accept', {
      values: { experts: ['甲'], acceptance: [await office.file()] },
    })
    await office.move('research-project', research, 'transfer', { values: { category: '安全利用' } })
    const { technique: id } = await office.read('research-project', research)
    const entry = await office.read('technique', { id })
    expect([entry.name, entry.research, entry.state, entry.recommended]).toEqual([
      '石灰加淹水降镉技术',
      research.id,
      'candidate',
      '证据不足',
    ])
    const demo = { year: 2026, report: [await office.file()] }
    // (100 × 40 + 300 × 28) / 400 = 31 % and (100 × 600 + 300 × 1100) / 400 = 975 元/亩.
    const shown = await office.correct('technique', entry, {
      spread: '易',
      demos: [
        { ...demo, place: '东屏', area: '100', effect: '40', cost: '600' },
        { ...demo, place: '西渡', area: '300', effect: '28', cost: '1100' },
      ],
    })
    expect([shown.demoArea, shown.effect, shown.cost, shown.merits, shown.recommended]).toEqual([
      '400',
      '31.00',
      '975.00',
      ['易推广', '成本低', '效果好'],
      '推荐',
    ])
    const list = async (experts: string[]) => ({ values: { experts, opinion: [await office.file()] } })
    expect(await office.refusedMove('technique', entry, 'list', await list(['甲']))).toContain('不少于三人')
    await office.move('technique', entry, 'list', await list(['甲', '乙', '丙']))
    const costly = await office.correct('technique', entry, {
      demos: [{ ...demo, place: '东屏', area: '100', effect: '29.9', cost: '1000.5' }],
    })
    expect([costly.merits, costly.recommended]).toEqual([['易推广'], '不推荐'])
    const found = await office.list('technique', `?state=listed&f.recommended=${encodeURIComponent('推荐')}`)
    expect(found.count.n).toBe(0)
  })

  it('S527 a study is due, names difficulties with an answer to each, and its report ends it', async () => {
    const study = await office.make(
      'research-project',
      {
        title: '污染地块开发利用难点与对策专项调研',
        kind: '专项调研',
        lead: w.bureau.id,
        startOn: '2026-03-01',
        endOn: '2026-09-30',
      },
      { region: w.city.id },
    )
    const of = async () =>
      (await w.office.get('/duties?register=research-project&from=2026-09-30&to=2026-09-30')).body.rows.map(
        (d: { row: string; status: string }) => [d.row, d.status],
      )
    expect(await of()).toEqual([[study.id, 'overdue']])
    const report = async (findings: object[]) => ({ values: { report: [await office.file()], findings } })
    expect(await office.refusedMove('research-project', study, 'report', await report([]))).toContain(
      '没有写明难点与对策',
    )
    const open = [{ difficulty: '修复资金无来源' }]
    expect(await office.refusedMove('research-project', study, 'report', await report(open))).toContain(
      '难点“修复资金无来源”没有对策',
    )
    await office.move(
      'research-project',
      study,
      'report',
      await report([{ difficulty: '修复资金无来源', measure: '环境治理与开发建设一体实施', adoptedBy: '市土储中心' }]),
    )
    expect((await office.read('research-project', study)).reportedOn).toBe('2026-10-10')
    await office.move('research-project', study, 'accept', {
      values: { experts: ['甲'], acceptance: [await office.file()] },
    })
    expect(await office.refusedMove('research-project', study, 'transfer', { values: { category: '修复' } })).toContain(
      '专项调研没有可转化的技术',
    )
  })

  it('S536 links of the chain without anybody are named; a laboratory works with a valid certificate, a base when it is built', async () => {
    const chain = async () => (await w.eastClerk.get('/economy/chain')).body.missing as string[]
    expect(await chain()).toHaveLength(7)
    const lab = await east.make('soil-industry', {
      subject: (await enterprise('云山检测')).id,
      kind: '实验室',
      links: ['分析测试'],
    })
    const recognise = { values: { recognition: '市科〔2026〕3号' } }
    expect(await east.refusedMove('soil-industry', lab, 'recognise', recognise)).toContain('没有资质认定证书')
    await east.correct('soil-industry', lab, { accreditation: 'CMA-98-1', accreditedUntil: '2026-10-09' })
    expect(await east.refusedMove('soil-industry', lab, 'recognise', recognise)).toContain('已于 2026-10-09 到期')
    await east.correct('soil-industry', lab, { accreditedUntil: '2029-06-30' })
    await east.move('soil-industry', lab, 'recognise', recognise)
    expect(await east.duties('soil-industry', lab)).toEqual([['accreditation', '2029-04-01', 'open']])
    const builder = await east.make('soil-industry', {
      subject: (await enterprise('云山修复')).id,
      kind: '产业链企业',
      links: ['治理与修复工程设计', '治理与修复工程施工'],
    })
    await east.move('soil-industry', builder, 'recognise')
    expect(await chain()).toEqual(['土壤环境调查', '风险评估', '效果评估', '药剂与装备'])
    const base = await east.make('soil-industry', {
      subject: (await enterprise('示范基地公司')).id,
      kind: '产业化示范基地',
      tasks: [{ task: '厂房', due: '2026-12-31' }],
    })
    expect([base.nextDue, await east.duties('soil-industry', base)]).toEqual([
      '2026-12-31',
      [['build', '2026-12-31', 'open']],
    ])
    expect(await east.refusedMove('soil-industry', base, 'recognise', recognise)).toContain('建设任务“厂房”没有完成')
  })
})

describe('enterprises', () => {
  it('S535 six substances of a product are tested against their limits; what was not tested is not under them', async () => {
    const firm = await enterprise('东屏电子', { unit: w.works.id })
    const row = await plant.make('product-control', {
      subject: firm.id,
      product: '开关电源',
      sector: '电器电子',
      year: 2026,
      tests: [
        { substance: '铅', part: '焊料', percent: '0.35' },
        { substance: '镉', part: '塑料外壳', percent: '0.01' },
      ],
    })
    expect([row.exceeded, row.untested, row.verdict]).toEqual([
      ['焊料的铅 0.35%，超过 0.1%'],
      ['汞', '六价铬', '多溴联苯', '多溴二苯醚'],
      '不符合',
    ])
    const city = handOf(w.office)
    const pass = await city.refusedMove('product-control', row, 'pass')
    for (const reason of ['焊料的铅 0.35%', '没有检测“汞”', '没有检测报告', '没有环保使用期限标识'])
      expect(pass).toContain(reason)
    await city.move('product-control', row, 'rectify', {
      values: { problem: '焊料含铅超限', rectifyBy: '2026-11-30' },
      reason: '抽查不合格',
    })
    expect(await east.duties('product-control', row)).toEqual([['rectify', '2026-11-30', 'open']])
    const rest = ['汞', '六价铬', '多溴联苯', '多溴二苯醚'].map(substance => ({
      substance,
      part: '整机',
      percent: '0',
    }))
    // An exemption with its clause lets a high figure stand; cadmium has a tenth of the limit.
    const tests = [
      { substance: '铅', part: '高温焊料', percent: '85', exemption: '豁免清单第 7 项' },
      { substance: '镉', part: '触点', percent: '0.02' },
      ...rest,
    ]
    const again = await plant.correct('product-control', row, { tests, measure: '更换焊料和触点' })
    expect([again.verdict, again.exceeded]).toEqual(['不符合', ['触点的镉 0.02%，超过 0.01%']])
    expect(await city.refusedMove('product-control', row, 'close')).toContain('复测结论为不符合')
    await plant.correct('product-control', row, { tests: [tests[0], { ...tests[1], percent: '0.009' }, ...rest] })
    expect(await plant.refusedCorrection('product-control', row, { product: '别的' })).toContain('由主管部门填写')
    expect((await city.move('product-control', row, 'close')).closedOn).toBe('2026-10-10')
  })

  it('S529 a pact keeps its members and what became of breaches; a report shows whether state-owned enterprises lead', async () => {
    const [first, second, stranger] = [await enterprise('修复甲'), await enterprise('修复乙'), await enterprise('外人')]
    const member = (of: { id: string }) => ({ member: of.id, joinedOn: '2026-01-01' })
    const pact = await office.make(
      'industry-pact',
      { title: '修复行业自律公约', trade: '土壤污染治理与修复', body: '市环保产业协会', members: [member(first)] },
      { region: w.city.id },
    )
    const adopt = async () => ({ values: { text: [await office.file()] } })
    expect(await office.refusedMove('industry-pact', pact, 'adopt', await adopt())).toContain('不少于两家')
    const members = [member(first), member(second)]
    await office.correct('industry-pact', pact, { members })
    await office.move('industry-pact', pact, 'adopt', await adopt())
    const breach = { member: stranger.id, on: '2026-05-01', fact: '低于成本竞标' }
    expect(await office.refusedCorrection('industry-pact', pact, { breaches: [breach] })).toContain('当时不是成员')
    const out = { ...breach, member: second.id, measure: '除名', closedOn: '2026-06-01' }
    expect(await office.refusedCorrection('industry-pact', pact, { breaches: [out] })).toContain('须填写退出日期')
    const now = await office.correct('industry-pact', pact, {
      breaches: [out],
      members: [members[0], { ...members[1], leftOn: '2026-06-01' }],
    })
    expect([now.memberCount, now.openBreaches]).toEqual([1, 0])

    const owned = await enterprise('云山铝业（国有）', { stateOwned: true })
    const audit = async (subject: { id: string }, announcedOn: string) =>
      east.make('clean-production-audit', { subject: subject.id, round: 1, ground: '有毒有害原料或排放', announcedOn })
    const good = await audit(owned, '2026-09-20')
    const late = await audit(await enterprise('民营厂'), '2026-06-01')
    // Due by 10 October: disclosure and start of the private one; nothing yet of the other.
    const report = async () =>
      (await w.eastClerk.get('/economy/state-owned?from=2026-01-01&to=2026-12-31')).body.lines.find(
        (l: { register: string }) => l.register === 'clean-production-audit',
      )
    expect(await report()).toMatchObject({
      stateOwned: { due: 0, met: 0, rate: null },
      others: { due: 2, met: 0, rate: '0.00' },
    })
    await east.move('clean-production-audit', good, 'start', { values: { disclosedOn: '2026-10-01' } })
    expect((await report()).stateOwned).toEqual({ due: 2, met: 2, rate: '100.00' })
    expect((await east.read('clean-production-audit', late)).state).toBe('due')
    const soe = await east.list('organisation', '?f.stateOwned=true')
    expect(soe.rows.map(r => r.name)).toEqual(['云山铝业（国有）'])
  })
})
