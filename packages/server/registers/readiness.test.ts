import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addOrganisation, addSite, creditCode, done, openRegisterWorld, type RegisterWorld } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let east: Hand
let office: Hand
let plant: Hand
let town: Hand
let townRegion: { id: string; path: string }
let townUnit: string
beforeAll(async () => {
  w = await openRegisterWorld('2026-03-02T09:00:00+08:00')
  const region = await w.server.region('柳林镇', 'township', w.east, '980221101')
  const hall = await w.server.unit(region, { name: '柳林镇人民政府', kind: '乡镇街道', line: '政府' })
  await w.server.person(hall, 'town', ['reporter'])
  townRegion = region
  townUnit = hall.id
  await again()
})
afterAll(() => w?.close())

/** Signs in whoever acts here after the clock was set. */
async function again(): Promise<void> {
  east = handOf(w.eastClerk)
  office = handOf(w.office)
  plant = handOf(w.plant)
  town = handOf(await w.server.signIn('town'))
}
const on = async (day: string) => {
  await w.at(`${day}T09:00:00+08:00`)
  await again()
}
let made = 0
const here = () => ({ region: w.east.id })
const works = () =>
  addOrganisation(w.eastClerk, w.east, {
    name: `应急企业${++made}`,
    creditCode: creditCode(4000 + made),
    unit: w.works.id,
  })
const dutyOf = async (register: string, row: { id: string }, label: string) => {
  const { body } = await w.office.get(`/duties?register=${register}&from=2020-01-01&to=2035-12-31`)
  return body.rows.find((d: { row: string; label: string }) => d.row === row.id && d.label === label)
}
const count = async (register: string, query: string) => (await office.list(register, `?${query}`)).count.n

describe('emergency plans', () => {
  it('S456 a plan without soil is not filed; an event has its soil surveyed and its plan looked at anew', async () => {
    const organisation = (await works()).id
    const row = await plant.make(
      'emergency-plan',
      { title: '铅锌矿应急预案', holder: '企业事业单位', organisation, contents: ['预警预报', '应急处置'] },
      here(),
    )
    expect(row).toMatchObject({ hasSoil: false, missing: ['土壤污染防治'] })
    expect(await count('emergency-plan', 'f.hasSoil=false')).toBe(1)
    const papers = { signedOn: '2026-03-02', file: [await plant.file()] }
    expect(await plant.refusedMove('emergency-plan', row, 'submit', { values: papers })).toContain(
      '预案缺少“土壤污染防治”内容',
    )
    const contents = ['预警预报', '应急处置', '土壤污染防治']
    await plant.move('emergency-plan', row, 'submit', { values: { ...papers, contents } })
    // Twenty workdays after 2 March.
    expect(await dutyOf('emergency-plan', row, '预案备案')).toMatchObject({ due: '2026-03-30', status: 'open' })
    expect(await plant.refusedMove('emergency-plan', row, 'file', { values: { filing: '980221-1' } })).toContain('权限')
    await east.move('emergency-plan', row, 'file', { values: { filing: '980221-2026-001' } })
    expect(await count('emergency-plan', 'f.hasSoil=true')).toBe(1)

    const where = await addSite(w.office, w.east, { name: '选矿厂', organisation })
    const event = await east.make('emergency-event', {
      subject: where.id,
      happenedOn: '2026-03-01',
      title: '尾矿浆泄漏',
      grade: '一般',
      soil: '待查',
    })
    await east.move('emergency-event', event, 'handle', { values: { soil: '是', surveyDue: '2026-04-30' } })
    expect(await dutyOf('emergency-event', event, '事件后土壤污染状况调查')).toMatchObject({
      due: '2026-04-30',
      status: 'open',
    })
    expect(await dutyOf('emergency-plan', row, '事件后评估修订预案')).toMatchObject({
      due: '2026-05-30',
      status: 'open',
    })
    await plant.move('emergency-plan', row, 'revise', { reason: '泄漏事件复盘' })
    const second = await plant.move('emergency-plan', row, 'submit', { values: papers })
    expect(second).toMatchObject({ edition: 2, revisedOn: '2026-03-02' })
    expect(await dutyOf('emergency-plan', row, '事件后评估修订预案')).toMatchObject({ status: 'met' })
  })

  it('S464 a township’s plan has every part and is made public; it is drilled yearly, its faults mended, and revised after three years', async () => {
    const row = await town.make(
      'emergency-plan',
      { title: '柳林镇应急预案', holder: '乡镇（街道）', unit: townUnit, contents: ['土壤污染防治', '应急处置'] },
      { region: townRegion.id },
    )
    expect(row.missing).toEqual(['预警预报', '响应程序', '保障措施', '信息公布'])
    const papers = {
      signedOn: '2026-03-02',
      file: [await town.file()],
      contents: ['土壤污染防治', '预警预报', '响应程序', '应急处置', '保障措施', '信息公布'],
    }
    await town.move('emergency-plan', row, 'submit', { values: papers })
    expect(await east.refusedMove('emergency-plan', row, 'file', { values: { filing: 'X' } })).toContain('应依法公布')
    const publishedAt = 'https://example.test/ya'
    await east.move('emergency-plan', row, 'file', { values: { filing: '980221-2026-T1', publishedAt } })
    const open = (await w.server.client().get('/public/registers/emergency-plan/rows')).body.rows
    expect(open.filter((r: { title: string }) => r.title === '柳林镇应急预案')).toMatchObject([{ publishedAt }])
    expect(await dutyOf('emergency-plan', row, '应急演练')).toMatchObject({ due: '2027-03-02' })
    expect(await dutyOf('emergency-plan', row, '评估修订预案')).toMatchObject({ due: '2029-03-02', status: 'open' })
    const drill = { on: '2026-09-01', kind: '实战演练', scene: '农田倾倒', problem: '围堵物资不足' }
    await on('2026-09-02')
    const drilled = await town.move('emergency-plan', row, 'drill', { values: { drills: [drill] } })
    expect(drilled).toMatchObject({ lastDrill: '2026-09-01', nextDrill: '2027-09-01', openProblems: 1 })
    const mended = { drills: [{ ...drill, mendedOn: '2026-09-02' }] }
    expect((await town.move('emergency-plan', row, 'drill', { values: mended })).openProblems).toBe(0)
    await on('2029-03-03')
    expect(await dutyOf('emergency-plan', row, '评估修订预案')).toMatchObject({ status: 'overdue' })
    await town.move('emergency-plan', row, 'revise', { reason: '三年评估' })
    await town.move('emergency-plan', row, 'submit', { values: { ...papers, signedOn: '2029-03-03' } })
    const filed = await east.move('emergency-plan', row, 'file', { values: { filing: '980221-2029-T1' } })
    expect(filed).toMatchObject({ edition: 2, reviewDue: '2032-03-03' })
    await on('2026-03-02')
  })
})

describe('officers', () => {
  const officer = (licence: string, joinedOn: string) =>
    east.make('enforcement-officer', { name: `执法员${++made}`, unit: w.eastBureau.id, licence, joinedOn }, here())

  it('S462 S475 every officer is trained on soil once in three years: the yearly plan, once held, moves the day of who passed', async () => {
    const [old, fresh] = [await officer('ZF01', '2022-05-01'), await officer('ZF02', '2025-06-30')]
    expect([old.nextSoil, fresh.nextSoil]).toEqual(['2025-05-01', '2028-06-30'])
    expect(await dutyOf('enforcement-officer', old, '土壤污染防治专业培训')).toMatchObject({ status: 'overdue' })
    expect(await count('enforcement-officer', 'f.nextSoil.to=2026-12-31')).toBe(1)
    const plan = await east.make(
      'training-plan',
      {
        title: '土壤执法培训班',
        year: 2026,
        topic: '土壤污染防治',
        hours: '16',
        planOn: '2026-06-30',
        audience: [old.id, fresh.id],
      },
      here(),
    )
    expect(await dutyOf('training-plan', plan, '举办执法培训')).toMatchObject({ due: '2026-06-30', status: 'open' })
    const stranger = await officer('ZF03', '2026-01-01')
    const held = async (attended: object[]) => ({
      values: { heldOn: '2026-03-02', attended, files: [await east.file()] },
    })
    expect(
      await east.refusedMove('training-plan', plan, 'hold', await held([{ officer: stranger.id, passed: true }])),
    ).toContain('不在培训对象中')
    const now = await east.move(
      'training-plan',
      plan,
      'hold',
      await held([
        { officer: old.id, passed: true },
        { officer: fresh.id, passed: false },
      ]),
    )
    expect(now.passedShare).toBe('50.00')
    expect(await east.read('enforcement-officer', old)).toMatchObject({
      lastSoil: '2026-03-02',
      nextSoil: '2029-03-02',
    })
    // Who failed was there, and owes it still.
    const failed = await east.read('enforcement-officer', fresh)
    expect([failed.trainings.length, failed.nextSoil]).toEqual([1, '2028-06-30'])

    // The other half of readiness: what detects what, how much is missing, and until when it is good.
    const kit = await equipment({
      name: '重金属快检试剂盒',
      kind: '快速检测试剂',
      detects: ['重金属'],
      standard: 50,
      expiresOn: '2026-12-31',
      movements: [
        { on: '2026-01-05', kind: '入库', quantity: 60, by: '王一' },
        { on: '2026-02-05', kind: '消耗', quantity: 25, by: '王一' },
      ],
    })
    expect(kit).toMatchObject({ stock: 35, shortage: 15 })
    expect(
      await east.refusedMove('response-equipment', kit, 'stock', {
        values: { movements: [...kit.movements, { on: '2026-03-02', kind: '领用', quantity: 36, by: '李二' }] },
      }),
    ).toContain('库存成了 -1')
    expect(await count('response-equipment', `f.detects=${encodeURIComponent('重金属')}&f.shortage.from=1`)).toBe(1)
    expect(await dutyOf('response-equipment', kit, '更换到期物资')).toMatchObject({ due: '2026-12-31' })
  })
})

const equipment = (values: object) =>
  east.make('response-equipment', { holder: w.eastBureau.id, standard: 1, ...values }, here())
const device = (name: string, calibratedOn: string, values: object = {}) =>
  equipment({
    name,
    kind: '便携式检测仪器',
    detects: ['重金属'],
    calibrationMonths: 12,
    calibrations: [{ on: calibratedOn, passed: true }],
    movements: [{ on: '2025-01-05', kind: '入库', quantity: 1, by: '王一' }],
    ...values,
  })

describe('equipment and teams', () => {
  it('S457 instruments and drones are held against what should be there and calibrated, officers trained on them, a support team at hand', async () => {
    const meter = await device('便携式XRF', '2025-03-31')
    const drone = await equipment({ name: '巡检无人机', kind: '无人机', standard: 2 })
    expect([meter.shortage, drone.shortage]).toEqual([0, 2])
    expect(meter.calibrationDue).toBe('2026-03-31')
    expect(await dutyOf('response-equipment', meter, '检定校准')).toMatchObject({ due: '2026-03-31', status: 'open' })
    const failed = { calibrations: [...meter.calibrations, { on: '2026-03-01', passed: false }] }
    expect((await east.move('response-equipment', meter, 'calibrate', { values: failed })).calibrationDue).toBe(
      '2026-03-31',
    )
    const passed = { calibrations: [...failed.calibrations, { on: '2026-03-02', passed: true }] }
    expect((await east.move('response-equipment', meter, 'calibrate', { values: passed })).calibrationDue).toBe(
      '2027-03-02',
    )
    const pilot = await east.make(
      'enforcement-officer',
      { name: '飞手', unit: w.eastBureau.id, licence: 'ZF09', joinedOn: '2025-01-01' },
      here(),
    )
    const course = await east.make(
      'training-plan',
      {
        title: '无人机取证',
        year: 2026,
        topic: '快速检测与无人机',
        hours: '8',
        planOn: '2026-03-02',
        audience: [pilot.id],
      },
      here(),
    )
    await east.move('training-plan', course, 'hold', {
      values: { heldOn: '2026-03-02', attended: [{ officer: pilot.id, passed: true }], files: [await east.file()] },
    })
    const trained = await east.read('enforcement-officer', pilot)
    // A course on drones is no course on soil.
    expect([trained.trainings[0].topic, trained.lastSoil]).toEqual(['快速检测与无人机', null])
    const team = await east.make(
      'response-team',
      {
        name: '土壤执法技术支撑组',
        kind: '执法监管技术支撑团队',
        leader: '孙工',
        phone: '0900',
        members: 6,
        skills: ['快速检测'],
      },
      here(),
    )
    expect(await count('response-team', `f.kind=${encodeURIComponent('执法监管技术支撑团队')}`)).toBe(1)
    expect(await east.refusedMove('response-team', team, 'admit')).toContain('没有登记装备')
  })

  it('S472 a team stands under a plan with contacts and equipment, and goes out only under agreement and with what works', async () => {
    const plan = await east.make('emergency-plan', { title: '东屏县应急预案', holder: '县级以上政府' }, here())
    const helper = (await works()).id
    const pump = await equipment({ name: '抽吸泵', kind: '应急处置物资', expiresOn: '2026-06-30' })
    const meter = await device('PID检测仪', '2025-09-30')
    const team = await east.make(
      'response-team',
      {
        name: '东屏环保应急队',
        kind: '社会应急队伍',
        organisation: helper,
        leader: '周队',
        phone: '0911',
        members: 12,
        skills: ['围堵清运'],
      },
      here(),
    )
    const why = await east.refusedMove('response-team', team, 'admit')
    expect(why).toContain('请填写“纳入的应急预案”')
    expect(why).toContain('没有登记装备')
    expect(why).toContain('须有协议有效期')
    await east.move('response-team', team, 'admit', {
      values: { plan: plan.id, agreementUntil: '2026-12-31', equipment: [pump.id, meter.id] },
    })
    expect(await dutyOf('response-team', team, '续签队伍协议')).toMatchObject({ due: '2026-12-31', status: 'open' })
    const event = await east.make('emergency-event', {
      subject: (await addSite(w.office, w.east, { name: '油库' })).id,
      happenedOn: '2026-03-02',
      title: '油品泄漏',
      grade: '一般',
      soil: '待查',
    })
    const out = (day: string) => ({ values: { deployments: [{ event: event.id, on: day, work: '围油清挖' }] } })
    expect((await east.move('response-team', team, 'deploy', out('2026-03-02'))).deployed).toBe(1)
    await on('2026-10-01')
    const late = await east.refusedMove('response-team', team, 'deploy', out('2026-10-01'))
    expect(late).toContain('“抽吸泵”有效期至 2026-06-30，已过期')
    expect(late).toContain('“PID检测仪”校准已于 2026-09-30 到期')
    await on('2027-01-01')
    expect(await east.refusedMove('response-team', team, 'deploy', out('2027-01-01'))).toContain(
      '协议已于 2026-12-31 到期',
    )
    await on('2026-03-02')
  })

  it('S469 the grid patrols by task with calibrated instruments; what it finds becomes a clue and stands with the cell', async () => {
    const cell = await done(w.office, '/grid-cells', {
      values: { name: '上湾村网格', level: '村（社区）', regionId: townRegion.id, unit: townUnit, responsible: '石一' },
    })
    const [good, stale] = [await device('XRF甲', '2026-01-31'), await device('XRF乙', '2025-01-31')]
    const task = await east.make(
      'patrol-task',
      { title: '渠首周边', due: '2026-03-31', everyMonths: 3, cell: cell.id, equipment: [good.id] },
      { region: townRegion.id },
    )
    expect(await dutyOf('patrol-task', task, '网格巡查')).toMatchObject({ due: '2026-03-31', by: '网格监管责任人' })
    const round = (deviceId: string, value: string, problem: boolean) => ({
      values: {
        patroller: '石一',
        patrolledOn: '2026-03-02',
        found: '渠边有新堆废渣',
        problem,
        readings: [{ item: '镉', value, limit: '0.3', unit: 'mg/kg', device: deviceId }],
      },
    })
    expect(await town.refusedMove('patrol-task', task, 'patrol', round(stale.id, '0.9', true))).toContain(
      '“XRF乙”校准已于 2026-01-31 到期',
    )
    expect(await town.refusedMove('patrol-task', task, 'patrol', round(good.id, '0.9', false))).toContain(
      '镉 0.9 mg/kg 超过参考限值',
    )
    await town.move('patrol-task', task, 'patrol', round(good.id, '0.9', true))
    const { clue } = await east.read('patrol-task', task)
    expect(await east.read('clue', { id: clue })).toMatchObject({
      source: '网格巡查',
      what: '渠边有新堆废渣；镉 0.9 mg/kg',
      receivedOn: '2026-03-02',
    })
    const cells = (await w.office.get('/grid-cells')).body.rows
    expect(cells.find((r: { id: string }) => r.id === cell.id).patrols).toMatchObject([
      { on: '2026-03-02', by: '石一', handled: '已转线索' },
    ])
    const next = (await east.list('patrol-task', '?state=issued')).rows
    expect(next.map(r => [r.title, r.due])).toEqual([['渠首周边', '2026-06-30']])
  })
})
