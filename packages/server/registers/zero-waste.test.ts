import { enforcementCase } from '@jingtu/registers/enforcement-case.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addOrganisation, creditCode, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let east: Hand
let office: Hand
let codes = 0
beforeAll(async () => {
  w = await openRegisterWorld('2026-09-01T09:00:00+08:00')
  east = handOf(w.eastClerk)
  office = handOf(w.office)
})
afterAll(() => w?.close())

const here = () => ({ region: w.east.id })
const enterprise = (name: string, values: object = {}) =>
  addOrganisation(w.office, w.east, { name, creditCode: creditCode(++codes), ...values })

describe('a city without waste', () => {
  it('S352 cells are scored, named and counted by type each year; indicators take the accepted rates, pilots and tasks are counted', async () => {
    const cell = async (type: string, name: string, values: object = {}) => {
      const row = await east.make(
        'zero-waste-cell',
        { type, name, grade: '市级', declaredOn: '2026-01-10', ...values },
        here(),
      )
      return east.move('zero-waste-cell', row, 'start')
    }
    const scored = async (score: string | null) => ({
      criteria: [
        { item: '源头减量', points: '60', score: '50', evidence: [await east.file()] },
        { item: '资源化', points: '40', score, evidence: [await east.file()] },
      ],
    })
    const name = { values: { document: '市无废办〔2026〕4号' } }
    const school = await cell('无废学校', '实验小学', await scored(null))
    expect(await east.refusedMove('zero-waste-cell', school, 'name', name)).toContain('“资源化”没有评分')
    expect((await east.correct('zero-waste-cell', school, await scored('29'))).score).toBe('79.00')
    expect(await east.refusedMove('zero-waste-cell', school, 'name', name)).toContain('得分率 79.00%，低于 80%')
    await east.correct('zero-waste-cell', school, await scored('30'))
    const named = await east.move('zero-waste-cell', school, 'name', name)
    expect([named.namedOn, named.validUntil]).toEqual(['2026-09-01', '2029-09-01'])
    expect(await east.duties('zero-waste-cell', school)).toEqual([['review', '2029-09-01', 'open']])
    const second = await cell('无废学校', '第二小学', await scored('40'))
    await east.move('zero-waste-cell', second, 'name', name)
    await cell('无废村庄', '莲塘村', await scored('40'))

    const task = async (title: string) =>
      office.make(
        'campaign-task',
        { campaign: '无废城市', theme: '无废城市建设', kind: '任务', title, lead: w.eastBureau.id, due: '2026-12-31' },
        here(),
      )
    const [done] = [await task('建筑垃圾规范处置'), await task('再生资源回收网点')]
    await east.move('campaign-task', done, 'finish', { values: { summary: '完成', evidence: [await east.file()] } })
    await office.move('campaign-task', done, 'accept')
    const figures = await east.make(
      'waste-year',
      { year: 2026, source: w.eastBureau.id, hazardousProduced: '200', hazardousHandled: '199' },
      here(),
    )
    const year = await east.make(
      'zero-waste-year',
      {
        year: 2026,
        pilotParks: 1,
        indicators: [
          { name: '危险废物利用处置率', unit: '%', better: '不低于', target: '99', actual: '10' },
          { name: '人均生活垃圾日产生量', unit: 'kg', better: '不高于', target: '0.9', actual: '1' },
        ],
      },
      here(),
    )
    await east.move('zero-waste-year', year, 'submit')
    // Figures that are not accepted are nobody's yet.
    expect((await east.read('zero-waste-year', year)).met).toBe(0)
    await office.move('zero-waste-year', year, 'sendBack', { reason: '待年度统计审核' })
    for (const move of ['submit', 'accept']) await east.move('waste-year', figures, move)
    await east.move('zero-waste-year', year, 'submit')
    const counted = await east.read('zero-waste-year', year)
    expect(counted.indicators[0].actual).toBe('99.50')
    expect([counted.met, counted.unmet, counted.tasks, counted.tasksDone, counted.taskRate]).toEqual([
      1,
      ['人均生活垃圾日产生量 1，应不高于 0.9'],
      2,
      1,
      '50.00',
    ])
    expect(counted.cells).toEqual([{ type: '无废学校', named: 2, total: 2 }])
    const refused = await office.refusedMove('zero-waste-year', year, 'accept')
    expect(refused).toContain('“人均生活垃圾日产生量”未达到目标，须说明原因')
    expect(refused).toContain('无废园区试点应选 1 家，已列入 0 家')
    await cell('无废园区', '城东园区', { pilot: true })
    await office.move('zero-waste-year', year, 'sendBack', { reason: '补充' })
    await east.correct('zero-waste-year', year, {
      indicators: counted.indicators.map((i: { name: string }) => ({ ...i, why: '外来人口增加' })),
    })
    await east.move('zero-waste-year', year, 'submit')
    const accepted = await office.move('zero-waste-year', year, 'accept')
    expect([accepted.pilots, accepted.state]).toEqual([1, 'accepted'])
  })

  it('S353 the meeting and the day of the environment are held by 5 June, with who came and a picture', async () => {
    const row = await office.make(
      'campaign-task',
      {
        campaign: '六五环境日',
        theme: '无废城市建设',
        kind: '活动',
        title: '“无废城市”建设推进会和宣传活动',
        lead: w.eastBureau.id,
        due: '2027-06-05',
      },
      here(),
    )
    const finish = async (events: object[]) => ({
      values: { events, summary: '已举办', evidence: [await east.file()] },
    })
    expect(await east.refusedMove('campaign-task', row, 'finish', await finish([]))).toContain('没有活动记录')
    await w.at('2027-06-05T18:00:00+08:00')
    const meeting = { on: '2027-06-04', what: '推进会', people: 60 }
    const fair = { on: '2027-06-05', what: '广场宣传', people: 400, photos: [await east.file()] }
    expect(await east.refusedMove('campaign-task', row, 'finish', await finish([meeting, fair]))).toContain(
      '2027-06-04 的活动没有照片',
    )
    const held = [{ ...meeting, photos: [await east.file()] }, fair]
    const done = await east.move('campaign-task', row, 'finish', await finish(held))
    expect([done.people, done.gaps]).toEqual([460, []])
    expect(await east.duties('campaign-task', row)).toEqual([['finish', '2027-06-05', 'met']])
    await w.at('2026-09-01T09:00:00+08:00')
  })
})

describe('hazardous waste and foreign waste', () => {
  it('S363 a bulletin on a special category reaches those named and the signatories of the pact, and is open until all have answered', async () => {
    const firm = await enterprise('综合处置公司', { unit: w.works.id })
    const other = await enterprise('再生公司')
    const values = {
      title: '含汞废物去向异常',
      kind: '去向异常',
      categories: ['HW29'],
      content: '近三个月收集量明显减少',
    }
    expect(await east.refusedNew('hazardous-waste-bulletin', { ...values, categories: ['HW99'] }, here())).toContain(
      '“废物类别”应为给定选项',
    )
    const row = await east.make('hazardous-waste-bulletin', values, here())
    expect(await east.refusedMove('hazardous-waste-bulletin', row, 'issue')).toContain('没有接收单位')
    const pact = await office.make(
      'industry-pact',
      {
        title: '综合处置行业自律公约',
        trade: '危险废物综合处置',
        body: '县危废协会',
        members: [firm, other].map(m => ({ member: m.id, joinedOn: '2026-01-01' })),
      },
      { region: w.city.id },
    )
    await office.move('industry-pact', pact, 'adopt', { values: { text: [await office.file()] } })
    await east.correct('hazardous-waste-bulletin', row, { recipients: [w.westBureau.id] })
    await east.move('hazardous-waste-bulletin', row, 'issue')
    const sent = await east.read('hazardous-waste-bulletin', row)
    expect([sent.recipients.sort(), sent.answerBy, sent.unanswered.length]).toEqual([
      [w.westBureau.id, w.works.id].sort(),
      '2026-09-11',
      2,
    ])
    const notices = (await w.westClerk.get('/notices')).body
    expect(JSON.stringify(notices)).toContain('危险废物信息通报：含汞废物去向异常')
    expect(JSON.stringify((await w.plant.get('/notices')).body)).toContain('请于 2026-09-11 前反馈')
    const answer = (unit: string) => ({ unit, on: '2026-09-01', measure: '已核查联单' })
    expect(await east.refusedCorrection('hazardous-waste-bulletin', row, { answers: [answer(w.bureau.id)] })).toContain(
      '不在接收单位中',
    )
    await east.correct('hazardous-waste-bulletin', row, { answers: [answer(w.westBureau.id)] })
    expect(await east.refusedMove('hazardous-waste-bulletin', row, 'close')).toContain('还有 1 个单位没有反馈')
    await east.correct('hazardous-waste-bulletin', row, { answers: [w.westBureau.id, w.works.id].map(answer) })
    expect((await east.move('hazardous-waste-bulletin', row, 'close')).closedOn).toBe('2026-09-01')
  })

  it('S350 goods found to be foreign waste become a case of the joint enforcement, and leave when it is decided', async () => {
    const trader = await enterprise('某贸易公司')
    const row = await east.make(
      'foreign-waste',
      {
        goods: '废矿渣',
        kind: '进口固体废物',
        foundOn: '2026-08-20',
        place: '东屏码头',
        tonnes: '180',
        agencies: ['海关', '生态环境'],
      },
      here(),
    )
    const identify = async (values: object) => ({ values: { identification: [await east.file()], ...values } })
    expect(
      await east.refusedMove('foreign-waste', row, 'identify', await identify({ identified: '固体废物' })),
    ).toContain('当事人')
    await east.move('foreign-waste', row, 'identify', await identify({ identified: '固体废物', offender: trader.id }))
    const now = await east.read('foreign-waste', row)
    expect([now.identifiedOn, now.returnBy]).toEqual(['2026-09-01', '2026-10-01'])
    const case_ = await east.read('enforcement-case', { id: now.aboutCase })
    expect([case_.offence, case_.clause, case_.leastFine, case_.mostFine, case_.offender]).toEqual([
      '将境外固体废物输入境内',
      '固体废物污染环境防治法第一百一十五条',
      '50',
      '500',
      trader.id,
    ])
    expect(case_.note).toContain('东屏码头查获废矿渣 180 吨，联合执法单位：海关、生态环境')
    expect(await east.duties('foreign-waste', row)).toEqual([['settle', '2026-10-01', 'open']])
    const settle = async () => ({
      values: { outcome: '退运', outcomeOn: '2026-09-01', outcomeProof: [await east.file()] },
    })
    expect(await east.refusedMove('foreign-waste', row, 'settle', await settle())).toContain('案件还没有处罚或移送')
    await east.move('enforcement-case', case_, 'file', {
      values: {
        number: '东环立〔2026〕1号',
        inspectors: [
          { name: '甲', licence: '1' },
          { name: '乙', licence: '2' },
        ],
      },
    })
    await w.server.change(async c => {
      const filed = await c.get(enforcementCase, case_.id)
      await c.update(enforcementCase, filed, {
        action: 'decide',
        state: 'decided',
        values: { fine: '60', decision: '东环罚〔2026〕1号', decidedOn: '2026-09-01', rectifyDue: '2026-10-01' },
      })
    })
    expect((await east.move('foreign-waste', row, 'settle', await settle())).state).toBe('settled')
    const scrap = await east.make(
      'foreign-waste',
      {
        goods: '再生铜料',
        kind: '进口固体废物',
        foundOn: '2026-08-21',
        place: '东屏码头',
        agencies: ['海关'],
      },
      here(),
    )
    const released = await east.move('foreign-waste', scrap, 'release', {
      values: { identification: [await east.file()] },
      reason: '鉴别为再生原料',
    })
    expect([released.identified, released.returnBy, released.aboutCase]).toEqual(['不属于固体废物', null, null])
  })
})
