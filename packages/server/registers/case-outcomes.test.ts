import { readGrids } from '@jingtu/documents/sheet/grids.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '../testing.ts'
import { addOrganisation, addSite, creditCode, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let east: Hand
let office: Hand
let police: Client
let policeUnit: string
beforeAll(async () => {
  w = await openRegisterWorld('2026-03-02T09:00:00+08:00')
  east = handOf(w.eastClerk)
  office = handOf(w.office)
  const unit = await w.server.unit(w.east, { name: '东屏县公安局', line: '公安' })
  policeUnit = unit.id
  await w.server.person(unit, 'police', ['reporter'])
  police = await w.server.signIn('police')
})
afterAll(() => w?.close())

let made = 0
const organisation = async (values: object = {}) =>
  (
    await addOrganisation(w.eastClerk, w.east, {
      name: `当事企业${++made}`,
      creditCode: creditCode(5000 + made),
      ...values,
    })
  ).id
const here = () => ({ region: w.east.id })
const inspectors = [
  { name: '王一', licence: 'ZF1' },
  { name: '李二', licence: 'ZF2' },
]
const dutyOf = async (register: string, row: { id: string }, label: string) => {
  const { body } = await w.office.get(`/duties?register=${register}&from=2025-01-01&to=2029-12-31`)
  return body.rows.find((d: { row: string; label: string }) => d.row === row.id && d.label === label)
}
const filedCase = async (offender: string, values: object = {}) => {
  const row = await east.make(
    'enforcement-case',
    {
      offender,
      offence: '向农用地排放超标污水、污泥或底泥、尾矿、矿渣',
      place: '农用地',
      happenedOn: '2026-03-01',
      foundOn: '2026-03-02',
      inspectors,
      records: [await east.file()],
      ...values,
    },
    here(),
  )
  return east.move('enforcement-case', row, 'file', { values: { number: `东环立〔2026〕${++made}号` } })
}
const decided = async (row: { id: string }, values: object = {}) =>
  east.move('enforcement-case', row, 'decide', {
    values: {
      noticeOn: '2026-03-01',
      severe: false,
      fine: '20',
      decision: '罚1',
      decisionFile: [await east.file()],
      servedOn: '2026-03-02',
      rectifyDue: '2026-03-31',
      damage: '未造成损害',
      ...values,
    },
  })

describe('actions', () => {
  const action = (kind: string, values: object = {}) =>
    east.make(
      'enforcement-action',
      { title: `${kind}${++made}`, kind, year: 2026, startBy: '2026-12-31', ...values },
      here(),
    )

  it('S465 departments and places go together, what they find becomes cases once, and what goes to the police is exported', async () => {
    const [clean, dirty, toxic] = [await organisation(), await organisation(), await organisation()]
    const targets = [clean, dirty, toxic].map(o => ({ organisation: o }))
    const alone = await action('跨区域联合执法', { targets })
    const why = await east.refusedMove('enforcement-action', alone, 'start')
    expect(why).toContain('跨区域联合执法须写明参加单位')
    expect(why).toContain('须涉及两个以上区域')
    await east.move('enforcement-action', alone, 'start', {
      values: { partners: [policeUnit, w.westBureau.id], regions: [w.east.id, w.west.id] },
    })
    const told = async (client: Client) =>
      JSON.stringify((await client.get('/notices')).body).includes(`/registers/enforcement-action/${alone.id}`)
    expect([await told(police), await told(w.westClerk), await told(w.plant)]).toEqual([true, true, false])

    const results = [
      { organisation: clean, inspectedOn: '2026-03-02', result: '未发现问题' },
      { organisation: dirty, inspectedOn: '2026-03-02', result: '立案查处', offence: '不正常运行水污染防治设施' },
      { organisation: toxic, inspectedOn: '2026-03-02', result: '移送公安' },
    ]
    const record = (rows: object[]) => ({ values: { targets: rows } })
    expect(await east.refusedMove('enforcement-action', alone, 'record', record(results))).toContain('须填写违法行为')
    const full = results.map(r => (r.organisation === toxic ? { ...r, offence: '擅自倾倒、堆放危险废物' } : r))
    await east.move('enforcement-action', alone, 'record', record(full))
    await east.move('enforcement-action', alone, 'record', record(full))
    const opened = (await east.list('enforcement-case', `?f.action=${alone.id}`)).rows
    expect(opened.map(r => [r.offender, r.offence, r.crimeFoundOn]).sort()).toEqual(
      [
        [dirty, '不正常运行水污染防治设施', null],
        [toxic, '擅自倾倒、堆放危险废物', '2026-03-02'],
      ].sort(),
    )
    const crime = opened.find(r => r.offender === toxic)!
    await east.move('enforcement-case', crime, 'file', {
      values: { number: '东环立〔2026〕刑1号', inspectors, records: [await east.file()] },
    })
    await east.move('enforcement-case', crime, 'transfer', {
      values: { transferTo: '公安机关（刑事）', crimeFoundOn: '2026-03-02', transferFile: [await east.file()] },
    })
    await east.move('enforcement-case', crime, 'receive', {
      values: { receiptOn: '2026-03-02', receipt: '东公环受〔2026〕3号', accepted: true },
    })
    const file = await w.eastClerk.raw('/registers/enforcement-case/export.xlsx?state=transferred,handed')
    const reading = await readGrids(new Uint8Array(await file.arrayBuffer()))
    if (!('grids' in reading)) throw new Error(JSON.stringify(reading))
    const lines = reading.grids[0]!.rows.map(r => r.map(String))
    const head = lines.find(r => r.some(c => c.startsWith('移送机关')))!
    const of = (line: string[], name: string) => line[head.findIndex(c => c.startsWith(name))]
    const sent = lines.filter(r => r.some(c => c.includes('东环立')))
    expect(sent.map(r => ['案号', '违法类型', '移送机关', '移送日期', '回执文号'].map(name => of(r, name)))).toEqual([
      ['东环立〔2026〕刑1号', '非法处置危险废物', '公安机关（刑事）', '2026-03-02', '东公环受〔2026〕3号'],
    ])
  })

  it('S460 an action of every year plans the next one and names offenders in public; who is put on the board leaves it only mended', async () => {
    const offender = await organisation({ unit: w.works.id })
    const row = await action('专项执法', { annual: true, industries: ['电镀'], targets: [{ organisation: offender }] })
    await east.move('enforcement-action', row, 'start')
    expect(await east.refusedMove('enforcement-action', row, 'conclude')).toContain('还有 1 家没有检查结果')
    const targets = [
      { organisation: offender, inspectedOn: '2026-03-02', result: '立案查处', offence: '不正常运行水污染防治设施' },
    ]
    await east.move('enforcement-action', row, 'record', { values: { targets } })
    await east.move('enforcement-action', row, 'conclude', { values: { report: [await east.file()] } })
    const next = (await east.list('enforcement-action', '?f.year.from=2027')).rows
    expect(next.map(r => [r.title, r.year, r.state])).toEqual([[row.title, 2027, 'planned']])
    expect(await dutyOf('enforcement-action', next[0]!, '开展专项执法行动')).toMatchObject({ due: '2027-12-31' })
    await east.move('enforcement-action', row, 'expose', { values: { exposedAt: 'https://example.test/bg' } })
    const named = (await w.server.client().get('/public/registers/enforcement-action/rows')).body.rows
    expect(named).toMatchObject([{ title: row.title, caught: [`当事企业${made - 1}`], exposedOn: '2026-03-02' }])

    const [opened] = (await east.list('enforcement-case', `?f.action=${row.id}`)).rows
    const board = await east.make('supervised-case', {
      subject: offender,
      matter: '渗滤液直排',
      ground: '群众反映强烈',
      aboutCase: opened!.id,
    })
    const listing = {
      values: { document: '临环督〔2026〕1号', due: '2026-06-30', exposedAt: 'https://example.test/db1' },
    }
    expect(await east.refusedMove('supervised-case', board, 'list', listing)).toContain('权限')
    expect(await office.refusedMove('supervised-case', board, 'list', listing)).toContain('没有整改要求')
    await east.correct('supervised-case', board, { items: [{ item: '停止直排' }, { item: '清挖污染土壤' }] })
    await office.move('supervised-case', board, 'list', listing)
    const shown = async () => (await w.server.client().get('/public/registers/supervised-case/rows')).body.rows
    expect(await shown()).toMatchObject([{ matter: '渗滤液直排', due: '2026-06-30', state: '督办中' }])
    expect(await dutyOf('supervised-case', board, '完成挂牌督办整改')).toMatchObject({ due: '2026-06-30' })
    await office.move('supervised-case', board, 'extend', { values: { due: '2026-07-31' }, reason: '汛期停工' })
    expect(
      await office.refusedMove('supervised-case', board, 'extend', { values: { due: '2026-08-31' }, reason: '再延' }),
    ).toContain('已延期一次')

    const plant = handOf(w.plant)
    const done = async (n: number) =>
      Promise.all(
        ['停止直排', '清挖污染土壤'].map(async (item, i) =>
          i < n ? { item, doneOn: '2026-03-02', proof: [await plant.file()] } : { item },
        ),
      )
    expect(
      await plant.refusedMove('supervised-case', board, 'report', { values: { items: [{ item: '停止直排' }] } }),
    ).toContain('不能增减或改写')
    await plant.move('supervised-case', board, 'report', { values: { items: await done(1) } })
    const apply = { values: { rectifiedOn: '2026-03-02' } }
    expect(await plant.refusedMove('supervised-case', board, 'apply', apply)).toContain('还有 1 项要求没有完成')
    await plant.move('supervised-case', board, 'apply', { values: { ...apply.values, items: await done(2) } })
    const off = { values: { acceptance: [await office.file()], delistedAt: 'https://example.test/zp1' } }
    expect(await office.refusedMove('supervised-case', board, 'delist', off)).toContain('还没有结案')
    await east.move('enforcement-case', opened!, 'drop', { reason: '并案处理' })
    expect((await office.move('supervised-case', board, 'delist', off)).delistedOn).toBe('2026-03-02')
    expect(await shown()).toMatchObject([{ state: '已摘牌', delistedOn: '2026-03-02' }])
  })
})

describe('damage', () => {
  const claim = async (row: { id: string }) => {
    const obligor = await organisation()
    await east.move('damage-case', row, 'open', {
      values: { screenedOn: '2026-03-02', harmed: '造成损害', obligor },
    })
    await east.move('damage-case', row, 'appraise', {
      values: {
        appraisal: '委托鉴定评估',
        appraiser: '云山环境损害鉴定中心',
        report: [await east.file()],
        cleanupCost: '12.5',
        restorationCost: '80',
        serviceLoss: '5.5',
        surveyCost: '2',
      },
    })
    return east.move('damage-case', row, 'consult', { values: { noticeOn: '2026-03-02' } })
  }
  const plan = [
    { due: '2026-04-30', amount: '60' },
    { due: '2026-10-31', amount: '40' },
  ]

  it('S455 a case that did damage opens a claim: screened in thirty days, appraised, consulted in ninety, restored and evaluated', async () => {
    const offender = await organisation()
    await decided(await filedCase(offender), { damage: '造成损害' })
    const [row] = (await east.list('damage-case', `?f.source=${encodeURIComponent('违法案件')}`)).rows
    expect(row).toMatchObject({ state: 'clue', obligor: offender, clueOn: '2026-03-02' })
    expect(await dutyOf('damage-case', row!, '初步核查损害线索')).toMatchObject({ due: '2026-04-01', status: 'open' })
    const slight = { values: { screenedOn: '2026-03-02', harmed: '损害显著轻微不需赔偿' } }
    expect(await east.refusedMove('damage-case', row!, 'open', slight)).toContain('不能启动索赔')
    const now = await claim(row!)
    expect(now.claimed).toBe('100')
    expect(await dutyOf('damage-case', row!, '终结磋商')).toMatchObject({ due: '2026-05-31', status: 'open' })
    const agreement = async (values: object = {}) => ({
      values: {
        agreed: '100',
        agreement: [await east.file()],
        instalments: plan,
        mode: '义务人自行修复',
        restoreBy: '2026-09-30',
        ...values,
      },
    })
    const met = (...results: string[]) => ({
      values: { meetings: results.map(result => ({ on: '2026-03-02', result })) },
    })
    expect(await east.refusedMove('damage-case', row!, 'agree', await agreement())).toContain('没有达成一致的磋商会议')
    const no = '未达成一致'
    expect(await east.refusedMove('damage-case', row!, 'meet', met(no, no, no, no))).toContain('超过上限')
    await east.move('damage-case', row!, 'meet', met(no, '达成一致'))
    const less = await east.refusedMove('damage-case', row!, 'agree', await agreement({ agreed: '90' }))
    expect(less).toContain('协议 90 万元与索赔 100 万元不一致')
    expect(less).toContain('分期赔付合计 100 万元，应等于确定的赔偿金额 90 万元')
    await east.move('damage-case', row!, 'agree', await agreement())
    expect(await dutyOf('damage-case', row!, '终结磋商')).toMatchObject({ status: 'met' })
    expect(await dutyOf('damage-case', row!, '完成修复')).toMatchObject({ due: '2026-09-30', by: '赔偿义务人' })
    await east.move('damage-case', row!, 'restore', { values: { restoredOn: '2026-03-02' } })
    const effect = async (e: string) => ({ values: { effect: e, evaluation: [await east.file()] } })
    expect(await east.refusedMove('damage-case', row!, 'evaluate', await effect('未达到修复目标'))).toContain(
      '退回继续修复',
    )
    await east.move('damage-case', row!, 'redo', { values: { restoreBy: '2026-11-30' }, reason: '镉仍超标' })
    expect(await dutyOf('damage-case', row!, '完成修复')).toMatchObject({ due: '2026-11-30', status: 'open' })
    await east.move('damage-case', row!, 'restore', { values: { restoredOn: '2026-03-02' } })
    const evaluated = await east.move('damage-case', row!, 'evaluate', await effect('达到修复目标'))
    expect(evaluated).toMatchObject({ state: 'evaluated', outstanding: '100' })
  })

  it('S474 an event that polluted soil starts the claim; what is paid is held against what is due until nothing is owed', async () => {
    const where = await addSite(w.office, w.east, { name: '储罐区甲' })
    const event = await east.make('emergency-event', {
      subject: where.id,
      happenedOn: '2026-02-20',
      title: '储罐泄漏',
      grade: '一般',
      soil: '待查',
    })
    await east.move('emergency-event', event, 'handle', { values: { soil: '是', surveyDue: '2026-04-30' } })
    const [row] = (await east.list('damage-case', `?f.source=${encodeURIComponent('突发环境事件')}`)).rows
    expect(row).toMatchObject({ event: event.id, site: where.id, state: 'clue' })
    await claim(row!)
    await east.move('damage-case', row!, 'sue', {
      values: { suedOn: '2026-03-02', court: '临湖市中级人民法院' },
      reason: '义务人拒绝磋商',
    })
    const settled = await east.move('damage-case', row!, 'judge', {
      values: {
        agreed: '100',
        agreement: [await east.file()],
        instalments: plan,
        mode: '缴纳资金由政府组织修复',
        restoreBy: '2026-12-31',
      },
    })
    expect(settled).toMatchObject({ paid: '0', outstanding: '100', nextDue: '2026-04-30' })
    const pay = (first: object, second: object = {}) => ({
      values: {
        instalments: [
          { ...plan[0], ...first },
          { ...plan[1], ...second },
        ],
      },
    })
    const part = await east.move('damage-case', row!, 'pay', pay({ paidOn: '2026-03-02', paid: '59.99' }))
    expect(part).toMatchObject({ paid: '59.99', outstanding: '40.01', nextDue: '2026-04-30' })
    await w.at('2026-05-01T09:00:00+08:00')
    expect(await dutyOf('damage-case', row!, '按期赔付')).toMatchObject({ due: '2026-04-30', status: 'overdue' })
    const whole = await east.move('damage-case', row!, 'pay', pay({ paidOn: '2026-05-01', paid: '60' }))
    expect(whole).toMatchObject({ outstanding: '40', nextDue: '2026-10-31' })
    // What was agreed on is not lowered by writing smaller instalments.
    const smaller = { values: { instalments: [{ ...plan[0], paidOn: '2026-05-01', paid: '60' }] } }
    expect(await east.refusedMove('damage-case', row!, 'pay', smaller)).toContain('只能登记到账')
    await east.move('damage-case', row!, 'restore', { values: { restoredOn: '2026-05-01' } })
    const effect = { effect: '达到修复目标', evaluation: [await east.file()] }
    await east.move('damage-case', row!, 'evaluate', { values: effect })
    const close = { values: { publishedAt: 'https://example.test/pc1' } }
    expect(await east.refusedMove('damage-case', row!, 'close', close)).toContain('还有 40 万元没有赔付到账')
    const paidUp = pay({ paidOn: '2026-05-01', paid: '60' }, { paidOn: '2026-05-01', paid: '40' })
    expect((await east.move('damage-case', row!, 'payLate', paidUp)).nextDue).toBeNull()
    expect((await east.move('damage-case', row!, 'close', close)).state).toBe('closed')
    await w.at('2026-03-02T09:00:00+08:00')
  })

  it('S466 a procuratorial suggestion is answered in two months or fifteen days with what was done; a suit gets what it asks for', async () => {
    const suggestion = (values: object = {}) =>
      east.make(
        'procuratorial-matter',
        {
          title: `检察建议${++made}`,
          kind: '检察建议',
          sender: '东屏县人民检察院',
          document: `东检行公建〔2026〕${made}号`,
          receivedOn: '2026-02-28',
          lead: w.eastBureau.id,
          ...values,
        },
        here(),
      )
    const row = await suggestion()
    expect(row.replyDue).toBe('2026-04-28')
    expect((await suggestion({ urgent: true })).replyDue).toBe('2026-03-15')
    expect((await suggestion({ receivedOn: '2025-12-31' })).replyDue).toBe('2026-02-28')
    expect(await dutyOf('procuratorial-matter', row, '书面回复检察建议')).toMatchObject({ status: 'open' })
    const reply = { reply: [await east.file()] }
    expect(await east.refusedMove('procuratorial-matter', row, 'reply', { values: reply })).toContain(
      '不能只作文字回复',
    )
    const measures = [{ on: '2026-03-01', what: '责令清运并立案' }]
    await east.move('procuratorial-matter', row, 'reply', { values: { ...reply, measures } })
    expect(await dutyOf('procuratorial-matter', row, '书面回复检察建议')).toMatchObject({ metOn: '2026-03-02' })

    const ignored = await suggestion()
    const suit = (suedOn: string) => ({ values: { suedOn, court: '临湖铁路运输法院' } })
    expect(await east.refusedMove('procuratorial-matter', ignored, 'sue', suit('2026-03-02'))).toContain(
      '回复期限 2026-04-28 未到',
    )
    const civil = await suggestion({
      kind: '社会组织民事公益诉讼',
      requests: [
        { what: '监测数据', due: '2026-03-20' },
        { what: '执法卷宗', due: '2026-03-10' },
      ],
    })
    await east.move('procuratorial-matter', civil, 'sue', suit('2026-03-01'))
    expect(await dutyOf('procuratorial-matter', civil, '提供协助材料')).toMatchObject({ due: '2026-03-10' })
    const judgement = {
      values: { judgement: '民初1号', judgedOn: '2026-03-02', obligation: '清除废渣', performBy: '2026-08-31' },
    }
    expect(await east.refusedMove('procuratorial-matter', civil, 'judge', judgement)).toContain('材料没有提供')
    const given = civil.requests.map((r: object) => ({ ...r, doneOn: '2026-03-02' }))
    await east.move('procuratorial-matter', civil, 'provide', { values: { requests: given } })
    await east.move('procuratorial-matter', civil, 'judge', judgement)
    expect(await dutyOf('procuratorial-matter', civil, '履行生效裁判')).toMatchObject({ due: '2026-08-31' })
  })
})
