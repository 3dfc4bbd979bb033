import { readGrids } from '@jingtu/documents/sheet/grids.ts'
import { OFFENCE_KINDS, OFFENCES } from '@jingtu/registers/offences.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addOrganisation, creditCode, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let east: Hand
let office: Hand
let holderUnit: string
beforeAll(async () => {
  w = await openRegisterWorld('2026-03-02T09:00:00+08:00')
  east = handOf(w.eastClerk)
  office = handOf(w.office)
  const farm = await w.server.unit(w.east, { name: '东屏果业合作社', kind: '企业', line: '企业' })
  await w.server.person(farm, 'farm', ['reporter'], { party: 'land-holder' })
  holderUnit = farm.id
})
afterAll(() => w?.close())

let made = 0
const organisation = async () =>
  (await addOrganisation(w.eastClerk, w.east, { name: `涉案企业${++made}`, creditCode: creditCode(6000 + made) })).id
const here = () => ({ region: w.east.id })
const inspectors = [
  { name: '王一', licence: 'ZF1' },
  { name: '李二', licence: 'ZF2' },
]
const duty = async (register: string, row: { id: string }, label: string) => {
  const { body } = await w.office.get(`/duties?register=${register}&from=2025-01-01&to=2029-12-31`)
  return body.rows.find((d: { row: string; label: string }) => d.row === row.id && d.label === label)
}

const clueOf = (values: object = {}) =>
  east.make(
    'clue',
    {
      title: `线索${++made}`,
      source: '12369举报',
      receivedOn: '2026-03-02',
      what: '夜间有车倾倒废渣',
      place: '未利用地',
      ...values,
    },
    here(),
  )
const inspected = async (row: { id: string }, values: object = {}) =>
  east.move('clue', row, 'inspect', {
    values: { inspectedOn: '2026-03-02', inspectors, findings: '现场有废渣', record: [await east.file()], ...values },
  })
/** A case that stands filed, through its clue. */
async function caseOf(offence: string, values: object = {}) {
  const row = await clueOf(values)
  await inspected(row, { suspect: await organisation(), offence })
  const { caseOpened } = await east.move('clue', row, 'file').then(() => east.read('clue', row))
  await east.move('enforcement-case', { id: caseOpened }, 'file', { values: { number: `东环立〔2026〕${++made}号` } })
  return east.read('enforcement-case', { id: caseOpened })
}
const decision = async (values: object = {}) => ({
  noticeOn: '2026-03-01',
  severe: false,
  decision: '东环罚〔2026〕1号',
  decisionFile: [await east.file()],
  servedOn: '2026-03-02',
  rectifyDue: '2026-03-31',
  damage: '未造成损害',
  ...values,
})
const decide = async (row: { id: string }, values: object) =>
  east.move('enforcement-case', row, 'decide', { values: await decision(values) })
const undecided = async (row: { id: string }, values: object) =>
  east.refusedMove('enforcement-case', row, 'decide', { values: await decision(values) })

describe('a case', () => {
  it('S454 goes from the clue to filing, punishment within the range of its article, mending and its end, each by its day', async () => {
    const row = await clueOf()
    expect(await duty('clue', row, '核查线索')).toMatchObject({ due: '2026-03-17', status: 'open' })
    expect(await east.refusedMove('clue', row, 'inspect', { values: { inspectors: [inspectors[0]] } })).toContain(
      '不得少于两名执法人员',
    )
    const suspect = await organisation()
    await inspected(row, { suspect, offence: '擅自倾倒、堆放危险废物' })
    await east.move('clue', row, 'file')
    const opened = await east.read('enforcement-case', { id: (await east.read('clue', row)).caseOpened })
    expect(opened).toMatchObject({
      state: 'drafted',
      clue: row.id,
      offender: suspect,
      kind: '非法处置危险废物',
      clause: '固体废物污染环境防治法第一百一十二条第三项',
      leastFine: null,
    })
    expect(await duty('enforcement-case', opened, '立案')).toMatchObject({ due: '2026-03-17' })
    await east.move('enforcement-case', opened, 'file', { values: { number: '东环立〔2026〕9号' } })
    // 立案 on 2 March plus ninety days.
    expect(await duty('enforcement-case', opened, '作出处罚决定')).toMatchObject({ due: '2026-05-31' })

    expect(await undecided(opened, { fine: '80' })).toContain('请填写所需处置费用')
    // 8 万元 of disposal counts as 20: three to five times are 60 to 100.
    const low = await undecided(opened, { disposalCost: '8', fine: '59.9' })
    expect(low).toContain('罚款 59.9 万元不在固体废物污染环境防治法第一百一十二条第三项的幅度 60—100 万元之内')
    expect(await undecided(opened, { disposalCost: '30', fine: '151' })).toContain('90—150 万元')
    expect(await undecided(opened, { disposalCost: '30', fine: '100', noticeOn: '2026-03-02' })).toContain(
      '先告知当事人',
    )
    const decided = await decide(opened, { disposalCost: '30', fine: '100' })
    expect(decided).toMatchObject({ leastFine: '90', mostFine: '150', decidedOn: '2026-03-02' })
    expect(await duty('enforcement-case', opened, '公开处罚决定')).toMatchObject({ due: '2026-03-11' })
    expect(await duty('enforcement-case', opened, '完成改正')).toMatchObject({ due: '2026-03-31', by: '当事人' })

    await east.move('enforcement-case', opened, 'publish', { values: { publishedAt: 'https://example.test/cf1' } })
    await w.at('2026-03-27T09:00:00+08:00')
    // Due on 17 March, paid on 27 March: ten days at three per cent.
    const paid = await east.move('enforcement-case', opened, 'pay', {
      values: { paid: '100', paidOn: '2026-03-27', servedOn: '2026-03-02' },
    })
    expect(paid.surcharge).toBe('30')
    expect(await duty('enforcement-case', opened, '缴纳罚款')).toMatchObject({ due: '2026-03-17', status: 'late' })
    const mended = async () => ({ rectifiedOn: '2026-03-26', rectification: [await east.file()] })
    await east.move('enforcement-case', opened, 'mend', { values: await mended() })
    const close = { recheckedOn: '2026-03-27' }
    expect(await east.refusedMove('enforcement-case', opened, 'close', { values: close })).toContain(
      '应缴 130 万元，已缴 100 万元',
    )
    await east.move('enforcement-case', opened, 'fail', { reason: '渗滤液收集池没有清空' })
    expect((await east.read('enforcement-case', opened)).rectifiedOn).toBeNull()
    await east.move('enforcement-case', opened, 'mend', { values: await mended() })
    const done = await east.move('enforcement-case', opened, 'close', { values: { ...close, paid: '130' } })
    expect(done.state).toBe('closed')
    await w.at('2026-03-02T09:00:00+08:00')
  })

  it('S454 every article from 86 to 95 has its range; an act before the law, or a fine the article does not know, is refused', async () => {
    const articles = new Set(OFFENCES.filter(o => o.law === '土壤污染防治法').map(o => o.article.replace(/条.*/, '')))
    expect([...articles].sort()).toEqual(
      [
        ...['六', '七', '八', '九'].map(n => `第八十${n}`),
        ...['', '一', '二', '三', '四', '五'].map(n => `第九十${n}`),
      ].sort(),
    )
    const survey = await caseOf('未开展土壤污染状况调查')
    expect(await undecided(survey, { fine: '20.01', personsFine: '3' })).toContain('幅度 2—20 万元之内')
    expect(await undecided(survey, { fine: '20', personsFine: '3' })).toContain('对责任人员的罚款 3 万元不在')
    expect(await undecided(survey, { fine: null })).toContain('应处 2—20 万元罚款')
    expect(await decide(survey, { severe: true, fine: '20.01', personsFine: '2' })).toMatchObject({ mostFine: '100' })
    const filing = await caseOf('拆除活动工作方案未备案')
    expect(await undecided(filing, { fine: '1' })).toContain('先责令改正，拒不改正的才处罚款')
    expect((await decide(filing, {})).fine).toBeNull()
    const plain = await caseOf('用超标固体废物或污染土壤复垦土地')
    expect(await undecided(plain, { severe: true, fine: '50' })).toContain('没有从重的罚款幅度')
    const old = await clueOf({})
    await inspected(old, { suspect: await organisation(), offence: '未实施修复' })
    await east.move('clue', old, 'file')
    const early = { id: (await east.read('clue', old)).caseOpened }
    await east.correct('enforcement-case', early, { happenedOn: '2018-12-31' })
    await east.move('enforcement-case', early, 'file', { values: { number: '东环立〔2026〕旧1号' } })
    expect(await undecided(early, { fine: '10' })).toContain('2019-01-01 施行之前，不能适用')
  })

  it('S454 what harmed people goes to the police in three days with a receipt; transferred cases are exported for both systems', async () => {
    const row = await caseOf('向农用地排放超标污水、污泥或底泥、尾矿、矿渣', { harm: true, place: '农用地' })
    const other = await caseOf('未实施修复')
    expect(row.harm).toBe(true)
    const transfer = async (transferTo: string) => ({
      values: { crimeFoundOn: '2026-03-02', transferTo, transferFile: [await east.file()] },
    })
    const survey = await caseOf('未开展土壤污染状况调查')
    expect(
      await east.refusedMove('enforcement-case', survey, 'transfer', await transfer('公安机关（行政拘留）')),
    ).toContain('第九十四条第一项没有规定行政拘留')
    await east.move('enforcement-case', row, 'transfer', await transfer('公安机关（刑事）'))
    expect(await duty('enforcement-case', row, '移送涉嫌犯罪案件')).toMatchObject({ due: '2026-03-05', status: 'met' })
    expect(await duty('enforcement-case', row, '取得移送回执')).toMatchObject({ due: '2026-03-05', status: 'open' })
    expect(await east.refusedMove('enforcement-case', row, 'handOver')).toContain('没有接收机关的回执')
    const receipt = { receiptOn: '2026-03-02', receipt: '东公环受〔2026〕3号', accepted: false }
    await east.move('enforcement-case', row, 'receive', { values: receipt })
    expect(await east.refusedMove('enforcement-case', row, 'handOver')).toContain('应退回继续行政处罚')
    await east.move('enforcement-case', row, 'takeBack', { reason: '公安机关不予立案' })
    await decide(row, { fine: '20' })
    await east.move('enforcement-case', row, 'publish', { values: { publishedAt: 'https://example.test/cf2' } })
    const mended = { rectifiedOn: '2026-03-02', rectification: [await east.file()] }
    await east.move('enforcement-case', row, 'transfer', await transfer('检察机关'))
    await east.move('enforcement-case', row, 'receive', { values: { ...receipt, accepted: true } })

    const bytes = await w.eastClerk.raw('/registers/enforcement-case/export.xlsx?state=transferred,handed')
    const reading = await readGrids(new Uint8Array(await bytes.arrayBuffer()))
    if (!('grids' in reading)) throw new Error(JSON.stringify(reading))
    const lines = reading.grids[0]!.rows.map(r => r.map(String))
    const head = lines.findIndex(r => r.some(c => c.startsWith('移送机关')))
    const at = (name: string) => lines[head]!.findIndex(c => c.startsWith(name))
    const sent = lines.slice(head + 1).filter(r => r.some(c => c.includes('东环立')))
    expect(
      sent.map(r => ['案号', '违法行为', '处罚依据', '移送机关', '移送日期', '回执文号'].map(n => r[at(n)])),
    ).toEqual([[row.number, row.offence, '土壤污染防治法第八十七条', '检察机关', '2026-03-02', '东公环受〔2026〕3号']])
    expect(lines.flat()).not.toContain(other.number)
    expect((await east.move('enforcement-case', row, 'handOver')).state).toBe('handed')

    // Harm that never went to the police keeps a case open.
    const kept = await caseOf('未采取风险管控措施', { harm: true })
    await decide(kept, { fine: '2' })
    await east.move('enforcement-case', kept, 'publish', { values: { publishedAt: 'https://example.test/cf3' } })
    await east.move('enforcement-case', kept, 'mend', { values: mended })
    const closing = { recheckedOn: '2026-03-02', paid: '2', paidOn: '2026-03-02' }
    expect(await east.refusedMove('enforcement-case', kept, 'close', { values: closing })).toContain(
      '应先将线索移送司法机关',
    )
  })

  it('S459 S467 offences are counted by type, those on unused land, rivers and hills by place, and their result is published', async () => {
    const struck = OFFENCE_KINDS.slice(0, 6)
    expect(struck).toEqual([
      '非法排放有毒有害污染物',
      '违法违规存放危险化学品',
      '非法运输危险化学品',
      '非法处置危险废物',
      '不正常使用污染治理设施',
      '监测数据弄虚作假',
    ])
    const count = async (query: string) => (await east.list('enforcement-case', `?${query}`)).count.n
    const ofKind = (kind: string) => count(`f.kind=${encodeURIComponent(kind)}`)
    const before = await Promise.all(struck.map(ofKind))
    for (const kind of struck) await caseOf(OFFENCES.find(o => o.kind === kind)!.name, { place: '建设用地' })
    expect(await Promise.all(struck.map(ofKind))).toEqual(before.map(n => n + 1))

    const places = ['未利用地', '河道', '山区']
    const ofPlace = (place: string) =>
      count(`f.kind=${encodeURIComponent('非法倾倒、堆放废物')}&f.place=${encodeURIComponent(place)}`)
    const there = await Promise.all(places.map(ofPlace))
    const dumped: { id: string }[] = []
    for (const place of places) dumped.push(await caseOf('随意倾倒、堆放生活垃圾', { place }))
    expect(await Promise.all(places.map(ofPlace))).toEqual(there.map(n => n + 1))
    const shown = async () =>
      (await w.server.client().get('/public/registers/enforcement-case/rows')).body.rows.filter(
        (r: { id: string }) => r.id === dumped[0]!.id,
      )
    await decide(dumped[0]!, { fine: '5' })
    expect(await shown()).toEqual([])
    await east.move('enforcement-case', dumped[0]!, 'publish', { values: { publishedAt: 'https://example.test/cf4' } })
    expect(await shown()).toMatchObject([
      { place: '未利用地', fine: '5', clause: '固体废物污染环境防治法第一百一十一条第一项', publishedOn: '2026-03-02' },
    ])
  })

  it('S458 the guide in force for an offence is found by its words and lies in every new case; a replaced one no more', async () => {
    const guide = async (title: string, values: object = {}) => {
      const row = await office.make(
        'enforcement-guide',
        { title, text: '暗管排查与取样', offences: ['以逃避监管的方式排放水污染物'], ...values },
        { region: w.city.id },
      )
      expect(await office.refusedMove('enforcement-guide', row, 'issue', { values: { number: '1' } })).toContain(
        '没有检查要点',
      )
      const points = [{ point: '查暗管', clause: '水污染防治法第三十九条', evidence: '示踪和照片' }]
      await office.correct('enforcement-guide', row, { points })
      return office.move('enforcement-guide', row, 'issue', {
        values: { number: `临环执〔2026〕${++made}号`, file: [await office.file()] },
      })
    }
    const first = await guide('土壤污染防治监管执法工作指引')
    const old = await caseOf('以逃避监管的方式排放水污染物')
    expect(old.guides).toEqual([first.id])
    expect((await caseOf('未实施修复')).guides).toEqual([])
    const found = await office.list('enforcement-guide', `?q=${encodeURIComponent('暗管排查')}`)
    expect(found.rows.map(r => r.id)).toEqual([first.id])
    const second = await guide('土壤污染防治监管执法工作指引（修订）', { replaces: first.id })
    expect(await office.read('enforcement-guide', first)).toMatchObject({
      state: 'superseded',
      supersededOn: '2026-03-02',
    })
    expect((await caseOf('以逃避监管的方式排放水污染物')).guides).toEqual([second.id])
    expect((await east.read('enforcement-case', old)).guides).toEqual([first.id])
  })
})

describe('a clue', () => {
  it('S471 a land user reports with what he did at once, sees how it is handled, and nobody else’s', async () => {
    const holder = handOf(await w.server.signIn('farm'))
    const report = {
      title: '果园上游偷排',
      source: '土地使用权人报告',
      receivedOn: '2026-03-02',
      what: '渠水发黑',
      place: '农用地',
      reportedBy: holderUnit,
    }
    expect(await holder.refusedNew('clue', report, here())).toContain('报告人已采取的措施')
    const full = { ...report, measures: '关闸停灌，已报镇政府' }
    expect(await holder.refusedNew('clue', { ...full, reportedBy: w.eastBureau.id }, here())).toContain('本单位自己的')
    const row = await holder.make('clue', full, here())
    await clueOf()
    expect((await holder.list('clue')).rows.map(r => r.id)).toEqual([row.id])
    await inspected(row)
    await east.move('clue', row, 'handle', { reason: '当场封堵排口' })
    await east.move('clue', row, 'settle', { values: { reply: '已封堵并采样' } })
    expect(await holder.read('clue', row)).toMatchObject({ state: 'settled', reply: '已封堵并采样' })
  })

  it('S470 a hot issue is looked into and answered in public within its days; a true report under a real name is rewarded', async () => {
    const row = await clueOf({ hot: true, realName: true, informant: '张三', source: '媒体舆情' })
    expect(await duty('clue', row, '热点问题公开回应')).toMatchObject({ due: '2026-03-04', status: 'open' })
    await inspected(row)
    await east.move('clue', row, 'handle', { reason: '已责令清理' })
    const reply = { reply: '经调查，废渣已全部清运，土壤未超标', replyAt: 'https://example.test/hy1' }
    const refused = await east.refusedMove('clue', row, 'settle', { values: { reply: reply.reply } })
    expect(refused).toContain('须公开回应')
    expect(refused).toContain('应给予奖励（土壤污染防治法第八十四条）')
    await east.move('clue', row, 'answer', { values: { ...reply, rewardedOn: '2026-03-02' } })
    expect(await duty('clue', row, '热点问题公开回应')).toMatchObject({ status: 'met' })
    const { rows } = (await w.server.client().get('/public/registers/clue/rows')).body
    expect(rows).toMatchObject([{ reply: reply.reply, repliedOn: '2026-03-02' }])
    expect(JSON.stringify(rows)).not.toContain('张三')
  })
})
