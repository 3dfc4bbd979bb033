import { enforcementCase } from '@jingtu/registers/enforcement-case.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addOrganisation, addSite, creditCode, openRegisterWorld, type RegisterWorld } from './testing.ts'
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
const point = (lon: number, lat: number) => ({ type: 'Point', coordinates: [lon, lat] })
const box = (lon: number, lat: number, size = 0.01) => ({
  type: 'Polygon',
  coordinates: [
    [
      [lon, lat],
      [lon + size, lat],
      [lon + size, lat + size],
      [lon, lat + size],
      [lon, lat],
    ],
  ],
})
const area = async (kind: string, name: string, extent: object) => {
  const row = await east.make(
    'sensitive-place',
    { kind, name, extent, document: '县政府〔2024〕1号', validFrom: '2024-01-01' },
    here(),
  )
  return east.move('sensitive-place', row, 'enforce')
}
const duties = async (register: string, row: { id: string }) =>
  (
    (await w.eastClerk.get(`/duties?register=${register}&from=2020-01-01&to=2035-12-31`)).body.rows as {
      row: string
      duty: string
      due: string
      status: string
    }[]
  )
    .filter(d => d.row === row.id)
    .map(d => [d.duty, d.due, d.status])

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
    expect(await duties('zero-waste-cell', school)).toEqual([['review', '2029-09-01', 'open']])
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
    const meeting = { on: '2027-06-04', what: '推进会', people: 60 }
    const fair = { on: '2027-06-05', what: '广场宣传', people: 400, photos: [await east.file()] }
    expect(await east.refusedMove('campaign-task', row, 'finish', await finish([meeting, fair]))).toContain(
      '2027-06-04 的活动没有照片',
    )
    const held = [{ ...meeting, photos: [await east.file()] }, fair]
    const done = await east.move('campaign-task', row, 'finish', await finish(held))
    expect([done.people, done.gaps]).toEqual([460, []])
    expect(await duties('campaign-task', row)).toEqual([['finish', '2027-06-05', 'met']])
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
    expect(await duties('foreign-waste', row)).toEqual([['settle', '2026-10-01', 'open']])
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

describe('new pollutants and key areas', () => {
  it('S362 a substance goes from survey to control; the list of the day, the registration and the results decide', async () => {
    const firm = await enterprise('东屏氟化工')
    const survey = (cas: string, values: object = {}) =>
      east.make('chemical-survey', {
        subject: firm.id,
        year: 2026,
        cas,
        substance: '某物质',
        role: '加工使用',
        newChemical: '否',
        amount: '12',
        ...values,
      })
    expect(
      await east.refusedNew('chemical-survey', {
        subject: firm.id,
        year: 2026,
        cas: '335-67-2',
        substance: '全氟辛酸',
        role: '生产',
        newChemical: '否',
      }),
    ).toContain('校验位不对，应为 1')
    const row = await survey('335-67-1', { substance: '全氟辛酸' })
    expect([row.listed, row.control, row.registrationState]).toEqual(['全氟辛酸及其盐类和相关化合物', '禁止', '不需要'])
    // The list is of 2023: a survey of 2022 is not judged by it.
    expect((await survey('335-67-1', { year: 2022 })).control).toBe('不在清单')
    const screen = (priority: string, more: object = {}) => ({ values: { priority, ...more } })
    expect(await east.refusedMove('chemical-survey', row, 'screen', screen('一般管理'))).toContain('应列为优先评估')
    await east.move('chemical-survey', row, 'screen', screen('优先评估'))
    const water = { medium: '废水', on: '2026-08-01', unit: 'µg/L' }
    const assess = async (monitoring: object[], risk: string) => ({
      values: { monitoring, risk, assessment: [await east.file()] },
    })
    expect(
      await east.refusedMove('chemical-survey', row, 'assess', await assess([water], '不存在不合理风险')),
    ).toContain('1 个结果没有数值或无效应浓度')
    const high = { ...water, value: '3.2', benchmark: '0.5' }
    expect(
      await east.refusedMove('chemical-survey', row, 'assess', await assess([high], '不存在不合理风险')),
    ).toContain('废水 3.2 µg/L，超过 0.5，与结论不符')
    await east.move('chemical-survey', row, 'assess', await assess([high], '存在不合理风险'))
    expect(await east.refusedMove('chemical-survey', row, 'close', { reason: '无' })).toContain('须落实管控措施')
    const measure = { kind: '限制排放', content: '增设活性炭', due: '2026-11-30' }
    await east.correct('chemical-survey', row, { measures: [measure] })
    expect(await duties('chemical-survey', row)).toEqual([['measure', '2026-11-30', 'open']])
    const refused = await east.refusedMove('chemical-survey', row, 'control')
    expect(refused).toContain('须有禁止生产使用的措施')
    expect(refused).toContain('“增设活性炭”没有完成')
    const stopped = {
      kind: '禁止生产使用',
      content: '停止使用',
      due: '2026-08-31',
      doneOn: '2026-08-31',
      proof: [await east.file()],
    }
    await east.move('chemical-survey', row, 'control', { values: { measures: [stopped] } })
    expect((await east.read('chemical-survey', row)).controlledOn).toBe('2026-09-01')

    // New substances: ten tonnes need the full registration, one the simple one.
    const fresh = await survey('100-00-5', { newChemical: '是', amount: '10' })
    expect([fresh.registrationNeeded, fresh.registrationState]).toEqual(['常规登记', '未登记'])
    expect(await east.refusedMove('chemical-survey', fresh, 'screen', screen('一般管理'))).toContain('应办理常规登记')
    await east.move('chemical-survey', fresh, 'screen', screen('一般管理', { registrationDue: '2026-10-31' }))
    expect(await duties('chemical-survey', fresh)).toEqual([['registration', '2026-10-31', 'open']])
    const simple = await east.correct('chemical-survey', fresh, { registration: '简易登记', registrationNumber: 'J-1' })
    expect(simple.registrationState).toBe('登记类型不符')
    expect((await east.correct('chemical-survey', fresh, { amount: '9.9' })).registrationState).toBe('已登记')
    expect(await duties('chemical-survey', fresh)).toEqual([])
    expect((await survey('71-43-2', { newChemical: '不清楚' })).registrationState).toBe('证据不足')
  })

  it('S367 substances, ponds and parks carry the key area they lie in, found on the map, and are listed by it', async () => {
    const reservoir = '丹江口库区及上游'
    const pondAt = async (name: string, lon: number) => {
      const site = await addSite(w.office, w.east, { name, kind: '尾矿库', location: point(lon, 23.205) })
      return office.make('tailings-pond', { subject: site.id, mineral: '铅锌', useState: '停用' })
    }
    const inside = await pondAt('库区尾矿库', 108.205)
    await pondAt('远处尾矿库', 108.5)
    const firm = await enterprise('库区化工')
    await addSite(w.office, w.east, { name: '库区厂', organisation: firm.id, extent: box(108.209, 23.209) })
    const chemical = {
      subject: firm.id,
      year: 2026,
      cas: '75-09-2',
      substance: '二氯甲烷',
      role: '加工使用',
      newChemical: '否',
    }
    const substance = await east.make('chemical-survey', chemical)
    expect((await east.read('chemical-survey', substance)).areas).toEqual([])
    // The area comes later than the rows, and all of them are tagged at once.
    const place = await area('重点区域', reservoir, box(108.2, 23.2))
    const parkSite = await addSite(w.office, w.east, {
      name: '库区化工园',
      kind: '园区',
      extent: box(108.19, 23.19, 0.02),
    })
    const park = await office.make('chemical-park', { subject: parkSite.id })
    const by = async (register: string) =>
      (await office.list(register, `?f.areas=${encodeURIComponent(reservoir)}`)).rows.map(r => r.id)
    expect(await by('tailings-pond')).toEqual([inside.id])
    expect(await by('chemical-survey')).toEqual([substance.id])
    expect(await by('chemical-park')).toEqual([park.id])
    await east.move('sensitive-place', place, 'lift', { reason: '调整重点区域' })
    for (const register of ['tailings-pond', 'chemical-survey', 'chemical-park']) expect(await by(register)).toEqual([])
  })
})

describe('sludge', () => {
  it('S366 every tonne of sludge has a destination that bears it, none goes on fields, heaps are cleared, works are upgraded', async () => {
    const works = await addSite(w.office, w.east, { name: '县污水处理厂', kind: '其他设施' })
    const row = await east.make('sludge-ledger', {
      subject: works.id,
      period: '2026-07',
      compliant: '不达标',
      upgradeDue: '2026-12-31',
    })
    expect([row.dueOn, row.balance, row.harmlessRate]).toEqual(['2026-08-10', '证据不足', null])
    expect(await east.refusedMove('sludge-ledger', row, 'submit')).toContain('证据不足')
    const load = (way: string, tonnes: string, more: object = {}) => ({
      way,
      receiver: '某接收单位',
      on: '2026-07-20',
      tonnes,
      ...more,
    })
    expect(await east.refusedCorrection('sludge-ledger', row, { destinations: [load('农田利用', '12')] })).toContain(
      '禁止将污泥作为肥料用于农田',
    )
    expect(
      await east.refusedCorrection('sludge-ledger', row, {
        destinations: [load('园林绿化', '12', { quality: '不达标' })],
      }),
    ).toContain('检测不达标，不能用于园林绿化')
    const amounts = { opening: '20', produced: '300', closing: '30' }
    const tested = load('园林绿化', '90', { quality: '达标', report: [await east.file()] })
    const short = await east.correct('sludge-ledger', row, {
      ...amounts,
      destinations: [load('焚烧', '180'), load('园林绿化', '90')],
    })
    // 20 + 300 − 270 − 30 = 20 t nobody can say anything of; green land without a test is not harmless yet.
    expect([short.missing, short.balance, short.harmless, short.harmlessRate]).toEqual(['20', '不平衡', '180', '66.67'])
    const refused = await east.refusedMove('sludge-ledger', row, 'submit')
    expect(refused).toContain('账面差额 20 吨')
    expect(refused).toContain('须有达标的检测报告')
    const heap = { place: '河滩', foundOn: '2026-07-05', tonnes: '20', due: '2026-08-31' }
    const whole = await east.correct('sludge-ledger', row, {
      destinations: [load('焚烧', '180'), tested, load('卫生填埋', '18')],
      heaps: [heap],
    })
    // 2 t of 320 t are within one per cent.
    expect([whole.missing, whole.balance, whole.harmlessRate, whole.openHeaps]).toEqual(['2', '平衡', '100.00', 1])
    await east.move('sludge-ledger', row, 'submit')
    expect(await duties('sludge-ledger', row)).toEqual([
      ['report', '2026-08-10', 'late'],
      ['heaps', '2026-08-31', 'overdue'],
      ['upgrade', '2026-12-31', 'open'],
    ])
    await east.move('sludge-ledger', row, 'accept')
    expect(await east.refusedCorrection('sludge-ledger', row, { produced: '1' })).toContain('不能直接修改')
    const follow = (values: object) => ({ values })
    const cleared = { ...heap, clearedOn: '2026-08-30' }
    expect(await east.refusedMove('sludge-ledger', row, 'follow', follow({ heaps: [cleared] }))).toContain('没有照片')
    await east.move(
      'sludge-ledger',
      row,
      'follow',
      follow({
        heaps: [{ ...cleared, photos: [await east.file()] }],
        compliant: '达标',
        upgradedOn: '2026-08-28',
      }),
    )
    expect((await duties('sludge-ledger', row)).map(d => d[0])).toEqual(['report'])
    const heaps = await east.list('sludge-ledger', '?f.openHeaps.from=1')
    expect(heaps.count.n).toBe(0)
  })
})

describe('villages', () => {
  const village = async (name: string, code: string, location?: object) =>
    office.make('village', { name, code, ...(location ? { location } : {}) }, here())
  const BASE = { period: '2026-H1', households: 100, hasBlackWater: false, hasSource: false }

  it('S407 a village in the protection zone of the canal is tagged by the map, and no longer when the zone ends', async () => {
    const inside = await village('渠首村', '980221003201', point(108.305, 23.305))
    const outside = await village('山后村', '980221003202', point(108.35, 23.35))
    const rows = [
      await east.make('village-environment', { ...BASE, subject: inside.id }),
      await east.make('village-environment', { ...BASE, subject: outside.id, zones: ['南水北调工程保护区'] }),
    ]
    const zone = await area('南水北调工程保护区', '中线总干渠东屏段', box(108.3, 23.3))
    const tagged = async () =>
      (await east.list('village-environment', `?f.mapZones=${encodeURIComponent('南水北调工程保护区')}`)).rows.map(
        r => r.id,
      )
    // What somebody typed in is not what the map says.
    expect(await tagged()).toEqual([rows[0]!.id])
    const near = await east.list('village', `?near=sensitive-place:${zone.id}:0`)
    expect(near.rows.map(r => r.name)).toEqual(['渠首村'])
    const later = await east.make('village-environment', { ...BASE, subject: inside.id, period: '2026-H2' })
    expect((await east.read('village-environment', later)).mapZones).toEqual(['南水北调工程保护区'])
    await east.move('sensitive-place', zone, 'lift', { reason: '重新划定' })
    expect(await tagged()).toEqual([])
  })

  it('S411 an award project mends villages that lie together and is paid by the villages that passed', async () => {
    const villages = [
      await village('甲村', '980221004201', point(108.4, 23.4)),
      await village('乙村', '980221004202', point(108.42, 23.4)),
      await village('丙村', '980221004203', point(108.44, 23.4)),
    ]
    const far = await village('丁村', '980221004204', point(108.6, 23.4))
    const nowhere = await village('戊村', '980221004205')
    const about = await office.make(
      'project',
      { name: '东屏连片整治', kind: '农村环境整治', owner: w.eastBureau.id },
      here(),
    )
    const ids = villages.map(v => v.id)
    const row = await east.make('rural-award', {
      subject: about.id,
      villages: [...ids, far.id],
      award: '100',
      works: [{ kind: '生活污水治理', content: '管网', due: '2026-08-31' }],
    })
    const read = () => east.read('rural-award', row)
    expect([(await read()).contiguous, (await read()).apart]).toEqual(['不连片', ['丁村']])
    expect(await east.refusedMove('rural-award', row, 'start')).toContain('不连片：丁村')
    await east.correct('rural-award', row, { villages: [...ids, nowhere.id] })
    expect([(await read()).contiguous, (await read()).apart]).toEqual(['证据不足', ['戊村（没有位置）']])
    // The first and the last are four kilometres apart, and hang together through the one between.
    await east.correct('rural-award', row, { villages: ids })
    expect((await read()).contiguous).toBe('连片')
    await east.move('rural-award', row, 'start')
    expect(await duties('rural-award', row)).toEqual([['works', '2026-08-31', 'overdue']])
    const refused = await east.refusedMove('rural-award', row, 'evaluate')
    expect(refused).toContain('“管网”没有完成')
    expect(refused).toContain('没有全部建立村庄保洁制度')
    await east.correct('rural-award', row, {
      works: [{ kind: '生活污水治理', content: '管网', due: '2026-08-31', doneOn: '2026-08-30' }],
      cleaning: true,
    })
    for (const [i, v] of villages.entries()) {
      const evaluation = await east.make('village-environment', { ...BASE, subject: v.id, sewage: i < 2 ? '70' : '50' })
      await east.move('village-environment', evaluation, 'assess')
      if (i < 2) await office.move('village-environment', evaluation, 'review', {})
    }
    await east.move('rural-award', row, 'evaluate')
    const told = await read()
    expect([told.passed, told.failing, told.due]).toEqual([2, ['丙村'], '66.67'])
    const pay = async (paid: string) => ({ values: { paid, paidOn: '2026-09-01', voucher: [await east.file()] } })
    expect(await east.refusedMove('rural-award', row, 'pay', await pay('70'))).toContain('多于可兑现的 66.67 万元')
    expect((await east.move('rural-award', row, 'pay', await pay('66.67'))).state).toBe('paid')
  })
})
