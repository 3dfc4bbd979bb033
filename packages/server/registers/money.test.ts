import { planRecord } from '@jingtu/programme/plan.ts'
import { farmlandClass } from '@jingtu/registers/farmland-class.ts'
import { splitByWeight } from '@jingtu/registers/split.ts'
import { farmlandUnit } from '@jingtu/registers/subjects/farmland-unit.ts'
import { storeFile } from '@jingtu/store/files.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addOrganisation, creditCode, done, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let east: Hand
let office: Hand
let treasury: Hand
let towns: { id: string; path: string }[]
beforeAll(async () => {
  w = await openRegisterWorld('2024-12-20T09:00:00+08:00')
  const finance = await w.server.unit(w.city, { name: '临湖市财政局', line: '财政' })
  await w.server.person(finance, 'finance', ['reporter', 'reviewer'])
  treasury = handOf(await w.server.signIn('finance'))
  east = handOf(w.eastClerk)
  office = handOf(w.office)
  towns = [
    await w.server.region('柳林镇', 'township', w.east, '980221101'),
    await w.server.region('石桥镇', 'township', w.east, '980221102'),
  ]
})
afterAll(() => w?.close())

let made = 0
const project = () =>
  done(w.office, '/registers/project/rows', {
    region: w.east.id,
    values: { name: `项目${++made}`, code: `ZJ-${made}`, kind: '风险管控', owner: w.eastBureau.id },
  })

describe('who pays', () => {
  it('S444 costs stand by payer; what governments advanced is claimed back until it is there, and borne only where nobody answers', async () => {
    const polluter = (
      await addOrganisation(w.eastClerk, w.east, { name: '东屏旧冶炼厂', creditCode: creditCode(2001) })
    ).id
    const costs = [
      { on: '2024-03-01', item: '调查', payer: '县级财政', amount: '40' },
      { on: '2024-06-01', item: '修复', payer: '中央资金', amount: '260.5' },
      { on: '2024-07-01', item: '修复', payer: '责任主体', amount: '100' },
    ]
    const ledger = async (basis: string, values: object = {}) =>
      east.make('cost-recovery', { subject: (await project()).id, basis, costs, ...values })
    expect(await east.refusedNew('cost-recovery', { subject: (await project()).id, basis: '污染责任人' })).toContain(
      '责任主体',
    )
    const row = await ledger('污染责任人', { responsible: polluter })
    expect(row).toMatchObject({
      total: '400.5',
      advanced: '300.5',
      owed: '300.5',
      byPayer: ['责任主体 100 万元', '县级财政 40 万元', '中央资金 260.5 万元'],
    })
    const paper = { finding: [await east.file()] }
    expect(await treasury.refusedMove('cost-recovery', row, 'bear', { values: paper })).toContain('政府垫付的应当追偿')
    await east.move('cost-recovery', row, 'claim', {
      values: { ...paper, claim: [await east.file()], payBy: '2025-06-30' },
    })
    const { body } = await w.office.get('/duties?register=cost-recovery&from=2025-01-01&to=2025-12-31')
    expect(body.rows).toMatchObject([{ row: row.id, due: '2025-06-30', by: '责任主体', status: 'open' }])
    const part = { recovered: [{ on: '2024-12-20', amount: '300' }] }
    expect((await east.move('cost-recovery', row, 'pay', { values: part })).owed).toBe('0.5')
    expect(await east.refusedMove('cost-recovery', row, 'close')).toContain('还有 0.5 万元没有追回')
    const rest = { recovered: [...part.recovered, { on: '2024-12-20', amount: '0.5' }] }
    await east.move('cost-recovery', row, 'pay', { values: rest })
    expect((await east.move('cost-recovery', row, 'close')).recoveredOn).toBe('2024-12-20')

    const nobody = '县级人民政府（责任主体灭失或不明确）'
    expect(await east.refusedNew('cost-recovery', { subject: (await project()).id, basis: nobody, costs })).toContain(
      '费用不能由责任主体支付',
    )
    const orphan = await ledger(nobody, { costs: costs.slice(0, 2) })
    expect([orphan.advanced, orphan.owed]).toEqual(['300.5', null])
    expect(
      await east.refusedMove('cost-recovery', orphan, 'claim', {
        values: { ...paper, claim: paper.finding, payBy: '2025-06-30' },
      }),
    ).toContain('没有可追偿的对象')
    expect((await treasury.move('cost-recovery', orphan, 'bear', { values: paper })).state).toBe('borne')
  })

  it('S452 the district’s money stands by use and by township; no line is overspent and no township forgotten', async () => {
    const lines = [
      { use: '监测网络建设', amount: '60' },
      { use: '污染地块风险防控和治理修复', amount: '140' },
      { use: '乡镇业务经费', township: towns[0]!.id, amount: '5' },
    ]
    const row = await east.make('soil-budget', { title: '本级预算', year: 2024, lines }, { region: w.east.id })
    expect(
      await east.refusedCorrection('soil-budget', row, { lines: [...lines, { use: '乡镇业务经费', amount: '5' }] }),
    ).toContain('须写明乡镇')
    const adopt = { values: { document: '东财预〔2024〕1号' } }
    expect(await treasury.refusedMove('soil-budget', row, 'adopt', adopt)).toContain('还没有核对乡镇业务经费')
    await east.move('soil-budget', row, 'check')
    expect((await east.read('soil-budget', row)).forgotten).toEqual([towns[1]!.id])
    expect(await treasury.refusedMove('soil-budget', row, 'adopt', adopt)).toContain('还有 1 个乡镇没有业务经费')
    await east.correct('soil-budget', row, {
      lines: [...lines, { use: '乡镇业务经费', township: towns[1]!.id, amount: '5' }],
    })
    // A check says nothing of lines written after it.
    expect((await east.read('soil-budget', row)).checkedOn).toBeNull()
    await east.move('soil-budget', row, 'check')
    await treasury.move('soil-budget', row, 'adopt', adopt)
    const spend = (...spending: object[]) => ({
      values: { spending: spending.map(s => ({ on: '2024-10-01', voucher: 'P1', ...s })) },
    })
    const town = { use: '乡镇业务经费', township: towns[1]!.id }
    expect(await east.refusedMove('soil-budget', row, 'spend', spend({ ...town, amount: '5.01' }))).toContain(
      '“乡镇业务经费”支出 5.01 万元，超过预算 5 万元',
    )
    expect(await east.refusedMove('soil-budget', row, 'spend', spend({ use: '信息平台建设', amount: '1' }))).toContain(
      '超过预算 0 万元',
    )
    const now = await east.move(
      'soil-budget',
      row,
      'spend',
      spend({ use: '监测网络建设', amount: '45' }, { ...town, amount: '2.5' }),
    )
    expect(now).toMatchObject({ budget: '210', spent: '47.5', execution: '22.62' })
    expect(now.byUse).toEqual([
      '监测网络建设：预算 60 万元，支出 45 万元，75.00%',
      '污染地块风险防控和治理修复：预算 140 万元，支出 0 万元，0.00%',
      '乡镇业务经费：预算 10 万元，支出 2.5 万元，25.00%',
    ])
  })
})

describe('by what money is dealt out', () => {
  it('splits to the last hundredth', () => {
    expect(splitByWeight('100', ['1', '1', '1'])).toEqual(['33.34', '33.33', '33.33'])
    expect(splitByWeight('0.05', ['0.5', '0', '1.5'])).toEqual(['0.01', '0.00', '0.04'])
    expect(() => splitByWeight('1', ['0', '0'])).toThrow('nothing to split by')
  })

  it('S448 more money goes where priority farmland lies, and a reward to the county whose area has grown', async () => {
    const allocation = await treasury.make(
      'fund-allocation',
      { title: '耕地保护资金', year: 2024, amount: '1000', rewardShare: '10' },
      { region: w.city.id },
    )
    expect(await treasury.refusedMove('fund-allocation', allocation, 'compute')).toContain(
      '没有 2023 年末生效的优先保护类耕地',
    )
    const land = (region: { id: string; path: string }, area: string, from: string, cls = '优先保护类') =>
      w.server.change(async c => {
        const at = { home: region.id, region: region.path }
        const unit = await c.insert(farmlandUnit, {
          ...at,
          values: { code: `PD-${++made}`, landUse: '水田', area: { value: area, unit: '亩' } },
        })
        await c.insert(farmlandClass, {
          ...at,
          state: 'inForce',
          effective: from,
          values: {
            subject: unit.id,
            area: { value: area, unit: '亩' },
            landUse: '水田',
            class: cls as '优先保护类',
            classFrom: from,
          },
        })
      })
    await land(w.east, '30000', '2022-06-01')
    await land(w.east, '5000', '2024-06-01') // after the day that counts
    await land(w.east, '70000', '2022-06-01', '安全利用类')
    await land(w.west, '8000', '2022-06-01')
    await land(w.west, '2000', '2023-06-01')
    await treasury.move('fund-allocation', allocation, 'compute')
    const now = await treasury.read('fund-allocation', allocation)
    // 900 by area 30 000 : 10 000, the 100 of reward to the only county that grew.
    expect(now.lines).toEqual([
      { county: w.east.id, before: '30000', area: '30000', growth: '0', base: '675.00', reward: '0.00', total: '675' },
      {
        county: w.west.id,
        before: '8000',
        area: '10000',
        growth: '2000',
        base: '225.00',
        reward: '100.00',
        total: '325',
      },
    ])
    expect(now.allocated).toBe('1000')
    const issued = { document: '临财农〔2024〕9号', file: [await treasury.file()] }
    expect(await office.refusedMove('fund-allocation', allocation, 'approve', { values: issued })).toContain('权限')
    await treasury.move('fund-allocation', allocation, 'approve', { values: issued })
  })

  it('S438 the same asking for funds two years back, one year back and of the year itself rolls on into every plan', async () => {
    const plan = (year: number) =>
      w.server.change(async c => {
        const text = await storeFile(c.tx, Buffer.from(`计划${year}`), {
          type: 'text/plain',
          name: 'plan.txt',
          by: null,
          now: c.context.now,
        })
        return c.insert(planRecord, {
          home: w.city.id,
          region: w.city.path,
          values: {
            title: `临湖市${year}年计划`,
            level: 'city',
            regionId: w.city.id,
            year,
            ownerUnit: w.bureau.id,
            textFile: text.hash,
          },
        })
      })
    const [first, second] = [await plan(2023), await plan(2024)]
    const asked = [
      ['前两年', '资金项目完工率', '90'],
      ['前两年', '资金执行率', '90'],
      ['上一年', '资金项目开工率', '100'],
      ['上一年', '资金执行率', '80'],
      ['当年', '资金项目开工率', '100'],
      ['当年', '资金执行率', '52'],
    ].map(([back, rate, value]) => ({ back, rate, value }))
    const template = await office.make(
      'fund-target-template',
      { title: '资金目标', lines: asked },
      { region: w.city.id },
    )
    await office.move('fund-target-template', template, 'enact')
    const apply = (id: string) => ({ values: { plan: id } })
    await office.move('fund-target-template', template, 'apply', apply(first.id))
    await office.move('fund-target-template', template, 'apply', apply(second.id))
    expect(await office.refusedMove('fund-target-template', template, 'apply', apply(first.id))).toContain('套用过')
    const targets = async (id: string) => (await w.office.get(`/plans/${id}`)).body.targets
    const told = async (id: string) =>
      (await targets(id)).map((t: { scope: string; indicator: string; op: string; value: string; by: string }) => [
        t.scope.slice(0, 4),
        t.indicator,
        t.op + t.value,
        t.by,
      ])
    expect(await told(first.id)).toEqual([
      ['2021', '前两年资金项目完工率', '>=90', '2023-12-31'],
      ['2021', '前两年资金执行率', '>=90', '2023-12-31'],
      ['2022', '上一年资金项目开工率', '=100', '2023-12-31'],
      ['2022', '上一年资金执行率', '>=80', '2023-12-31'],
      ['2023', '当年资金项目开工率', '=100', '2023-12-31'],
      ['2023', '当年资金执行率', '>=52', '2023-12-31'],
    ])
    const later = await told(second.id)
    expect(later.map((t: string[]) => t[0])).toEqual(['2022', '2022', '2023', '2023', '2024', '2024'])
    // Every target knows the figure that decides it, and the figure looks at the funds of its own year.
    const bound = async (id: string) => {
      const ids = []
      for (const t of await targets(id)) {
        const { proposals } = (await w.office.get(`/targets/${t.id}/indicator`)).body
        ids.push([proposals[0].indicator, proposals[0].sure])
      }
      return ids
    }
    const figures = [
      'fund-completion-2',
      'fund-execution-2',
      'fund-start-1',
      'fund-execution-1',
      'fund-start-0',
      'fund-execution-0',
    ]
    expect(await bound(second.id)).toEqual(figures.map(id => [id, true]))
    for (const [fundYear, paid] of [
      [2022, '90'],
      [2024, '52'],
    ] as const)
      await east.make('project-fund', {
        subject: (await project()).id,
        fundYear,
        document: `临财资环〔${fundYear}〕1号`,
        issuedOn: `${fundYear}-03-01`,
        central: '100',
        payments: [{ on: `${fundYear}-09-01`, source: '中央', to: '项目收款单位', payee: '工程公司', amount: paid }],
      })
    const value = async (id: string, year: number) =>
      (await w.office.get(`/indicators/${id}?period=${year}`)).body.value
    expect([await value('fund-execution-2', 2024), await value('fund-execution-1', 2023)]).toEqual(['90.00', '90.00'])
    expect([await value('fund-execution-0', 2024), await value('fund-execution-0', 2022)]).toEqual(['52.00', '90.00'])
  })
})
