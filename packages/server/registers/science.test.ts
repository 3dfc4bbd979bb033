import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRegisterWorld, type RegisterWorld } from './testing.ts'
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

const here = () => ({ region: w.east.id })

const task = (values: object) =>
  office.make('campaign-task', { lead: w.eastBureau.id, due: '2026-12-31', kind: '任务', ...values }, here())
const finish = async (hand: Hand, row: { id: string }, values: object = {}) =>
  hand.move('campaign-task', row, 'finish', { values: { summary: '已完成', evidence: [await hand.file()], ...values } })
const unfinished = async (row: { id: string }, values: object = {}) =>
  east.refusedMove('campaign-task', row, 'finish', {
    values: { summary: '已完成', evidence: [await east.file()], ...values },
  })

describe('campaigns', () => {
  it('S519 S528 a group of tasks goes step by step: lamps by wattage, a pilot zone by its tasks; done is what is shown', async () => {
    const lamps = await task({
      campaign: '淘汰白炽灯',
      theme: '落后产品淘汰',
      title: '普通照明白炽灯分步淘汰',
      steps: [
        { step: '60 W 及以上停止销售', due: '2026-10-31' },
        { step: '15 W 及以上停止销售', due: '2026-08-15' },
      ],
    })
    expect([lamps.nextStep, lamps.nextDue]).toEqual(['15 W 及以上停止销售', '2026-08-15'])
    expect(await east.duties('campaign-task', lamps)).toEqual([
      ['step', '2026-08-15', 'overdue'],
      ['finish', '2026-12-31', 'open'],
    ])
    expect(
      await office.refusedNew(
        'campaign-task',
        {
          campaign: '淘汰白炽灯',
          theme: '落后产品淘汰',
          kind: '任务',
          title: '晚于期限',
          lead: w.eastBureau.id,
          due: '2026-12-31',
          steps: [{ step: '收尾', due: '2027-01-31' }],
        },
        here(),
      ),
    ).toContain('晚于任务期限')
    const small = { step: '15 W 及以上停止销售', due: '2026-08-15', doneOn: '2026-08-31' }
    const now = await east.correct('campaign-task', lamps, {
      steps: [{ step: '60 W 及以上停止销售', due: '2026-10-31' }, small],
    })
    expect([now.nextDue, now.gaps]).toEqual([
      '2026-10-31',
      ['“60 W 及以上停止销售”没有完成', '“15 W 及以上停止销售”没有佐证'],
    ])
    expect(await unfinished(lamps)).toContain('“60 W 及以上停止销售”没有完成')

    const zone = { campaign: '土壤污染防治先行区', theme: '先行区建设' }
    const source = await task({ ...zone, title: '源头防控项目', target: '4', measure: '个' })
    await task({ ...zone, title: '制度创新' })
    expect(await unfinished(source, { actual: '3' })).toContain('完成 3，目标 4')
    const done = await finish(east, source, { actual: '5' })
    expect([done.progress, done.doneOn]).toEqual(['125.00', '2026-09-01'])
    await office.move('campaign-task', source, 'accept')
    const group = async () =>
      (await w.eastClerk.get(`/registers/campaign-task/rows?f.campaign=${encodeURIComponent('土壤污染防治先行区')}`))
        .body.rows as { title: string; state: string }[]
    expect((await group()).map(r => [r.title, r.state]).sort()).toEqual([
      ['制度创新', 'planned'],
      ['源头防控项目', 'accepted'],
    ])
    const { body } = await w.eastClerk.get(
      `/registers/campaign-task/counts?f.campaign=${encodeURIComponent('土壤污染防治先行区')}`,
    )
    expect(JSON.stringify(body)).toContain('"accepted":1')
    await office.move('campaign-task', source, 'sendBack', { reason: '有一个项目没有验收' })
    expect(await east.duties('campaign-task', source)).toEqual([['finish', '2026-12-31', 'open']])
  })

  it('S533 an upgraded boiler or sewage works is done when every named substance was measured after it, and is under its limit', async () => {
    const row = await task({ campaign: '提标改造', theme: '提标改造', kind: '提标改造', title: '县污水处理厂提标' })
    const bare = await unfinished(row)
    expect(bare).toContain('没有列出改造后监测的特征污染物')
    expect(bare).toContain('没有登记改造工程的完工步骤')
    const lead = { item: '总铅', limit: '0.1', unit: 'mg/L' }
    const dioxin = { item: '二噁英', limit: '0.1', unit: 'ngTEQ/m³' }
    const built = { step: '深度处理单元完工', due: '2026-08-31', doneOn: '2026-08-15', proof: [await east.file()] }
    await east.correct('campaign-task', row, { monitoring: [lead, dioxin], steps: [built] })
    const over = [
      { ...lead, result: '0.12', on: '2026-08-20' },
      { ...dioxin, result: '0.05', on: '2026-08-20' },
    ]
    expect(await unfinished(row, { monitoring: [over[0], dioxin] })).toContain('“二噁英”没有监测结果')
    expect(await unfinished(row, { monitoring: over })).toContain('总铅 0.12 mg/L，超过 0.1')
    // A figure from before the work was done says nothing of what it achieved.
    const before = { ...lead, result: '0.1', on: '2026-08-14' }
    expect(await unfinished(row, { monitoring: [before, over[1]] })).toContain(
      '“总铅”的监测（2026-08-14）早于改造完成（2026-08-15）',
    )
    const done = await finish(east, row, { monitoring: [{ ...over[0], result: '0.1' }, over[1]] })
    expect([done.exceeded, done.gaps]).toEqual([[], []])
  })

  it('S413 S414 battle tasks and pilots stand with their villages, figures and proofs until they are accepted', async () => {
    const village = await office.make('village', { name: '莲塘村', code: '980221001201' }, here())
    const battle = { campaign: '农业农村污染治理攻坚战', theme: '农业农村污染治理攻坚战' }
    const breeding = await task({
      ...battle,
      title: '养殖生产清洁化',
      target: '30',
      measure: '户',
      villages: [village.id],
    })
    await task({ ...battle, title: '农村饮用水水源保护' })
    const sorting = await task({
      campaign: '垃圾分类投放收集试点',
      theme: '垃圾分类试点',
      kind: '试点',
      title: '城东街道试点',
      steps: [{ step: '设投放点', due: '2026-09-30' }],
    })
    const reuse = await task({
      campaign: '建筑垃圾资源化',
      theme: '资源化利用示范',
      kind: '试点',
      title: '建筑垃圾制砖示范',
      target: '5000',
      measure: '吨',
    })
    expect((await east.correct('campaign-task', breeding, { actual: '18' })).progress).toBe('60.00')
    expect(await unfinished(breeding)).toContain('完成 18，目标 30')
    expect(await unfinished(reuse)).toContain('没有填报完成值')
    const steps = [{ step: '设投放点', due: '2026-09-30', doneOn: '2026-08-30', proof: [await east.file()] }]
    await finish(east, sorting, { steps })
    await finish(east, reuse, { actual: '6200' })
    for (const row of [sorting, reuse]) await office.move('campaign-task', row, 'accept')
    const pilots = await east.list('campaign-task', `?state=accepted&f.kind=${encodeURIComponent('试点')}`)
    expect(pilots.rows.map(r => r.title).sort()).toEqual(['城东街道试点', '建筑垃圾制砖示范'].sort())
    const open = await east.list(
      'campaign-task',
      `?state=planned&f.theme=${encodeURIComponent('农业农村污染治理攻坚战')}`,
    )
    expect(open.count.n).toBe(2)
    expect((await w.viewer.get('/public/registers/campaign-task/rows')).body.rows).toHaveLength(2)
  })
})

describe('rules in the making', () => {
  it('S525 S532 a standard goes stage by stage with a day for each, comments answered, and takes the place of the old one', async () => {
    const make = (title: string, values: object = {}) =>
      office.make('rule-making', { title, kind: '技术规范', lead: w.bureau.id, ...values }, { region: w.city.id })
    const row = await make('赤泥堆场原位生态修复技术规范', {
      approvalBy: '2026-08-15',
      draftBy: '2026-10-31',
      commentBy: '2026-11-30',
      reviewBy: '2027-02-28',
      publishBy: '2027-06-30',
    })
    const stage = async () =>
      (await w.office.get('/duties?register=rule-making&from=2026-01-01&to=2027-12-31')).body.rows
    expect([row.stageDue, (await stage())[0].status]).toEqual(['2026-08-15', 'overdue'])
    expect(await office.refusedMove('rule-making', row, 'draft')).toContain('不能“完成起草”')
    await office.move('rule-making', row, 'approve', { values: { approval: '市监标〔2026〕2号' } })
    expect((await stage())[0].due).toBe('2026-10-31')
    expect(await office.refusedMove('rule-making', row, 'draft', { values: { drafters: ['市环科院'] } })).toContain(
      '征求意见稿',
    )
    await office.move('rule-making', row, 'draft', { values: { drafters: ['市环科院'], draft: [await office.file()] } })
    const ask = (commentsUntil: string) => ({ values: { commentsFrom: '2026-09-01', commentsUntil } })
    expect(await office.refusedMove('rule-making', row, 'consult', ask('2026-09-29'))).toContain('不少于 30 日')
    await office.move('rule-making', row, 'consult', ask('2026-09-30'))
    const comment = { from: '某铝业公司', opinion: '放宽覆土厚度' }
    await office.correct('rule-making', row, { comments: [comment] })
    const review = async (comments: object[]) => ({
      values: { comments, experts: ['甲', '乙', '丙'], review: [await office.file()] },
    })
    const early = await office.refusedMove('rule-making', row, 'review', await review([comment]))
    expect(early).toContain('2026-09-30 才截止')
    expect(early).toContain('还有 1 条意见没有处理')
    await w.at('2026-10-09T09:00:00+08:00')
    expect(
      await office.refusedMove('rule-making', row, 'review', await review([{ ...comment, handled: '不采纳' }])),
    ).toContain('须写明理由')
    await office.move(
      'rule-making',
      row,
      'review',
      await review([{ ...comment, handled: '不采纳', why: '低于安全厚度' }]),
    )
    const old = await make('赤泥堆场覆土技术指南（试行）', { kind: '技术指南' })
    const publish = async (values: object) => ({ values: { text: [await office.file()], ...values } })
    const order = { number: 'DB98/T 12—2026', validFrom: '2027-01-01', replaces: [old.id] }
    expect(await office.refusedMove('rule-making', row, 'publish', await publish(order))).toContain(
      '没有发布，不能被代替',
    )
    await office.move('rule-making', old, 'approve', { values: { approval: 'A' } })
    await office.move('rule-making', old, 'draft', { values: { drafters: ['x'], draft: [await office.file()] } })
    await office.move('rule-making', old, 'consult', {
      values: { commentsFrom: '2026-09-01', commentsUntil: '2026-09-30' },
    })
    await office.move('rule-making', old, 'review', await review([]))
    await office.move(
      'rule-making',
      old,
      'publish',
      await publish({ number: '市环〔2026〕6号', validFrom: '2026-10-09' }),
    )
    await office.move('rule-making', row, 'publish', await publish(order))
    // What the city rules holds in its counties.
    const inForce = async (on: string) =>
      (await w.eastClerk.get(`/economy/rules-in-force?on=${on}`)).body.rows.map((r: { number: string }) => r.number)
    expect(await inForce('2026-10-08')).toEqual([])
    expect(await inForce('2026-12-31')).toEqual(['市环〔2026〕6号'])
    expect(await inForce('2027-01-01')).toEqual(['DB98/T 12—2026'])
    await w.at('2026-10-10T09:00:00+08:00')
  })
})
