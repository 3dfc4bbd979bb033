import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { done, openRegisterWorld, type RegisterWorld, upload } from './testing.ts'
import { type Hand, handOf } from './testing-rows.ts'

let w: RegisterWorld
let county: Hand
let city: Hand
let province: Hand
let laboratory: string
let addUnit: (code: string, more?: object) => Promise<{ id: string }>
beforeAll(async () => {
  w = await openRegisterWorld('2025-09-01T09:00:00+08:00')
  const person = async (place: 'east' | 'city' | 'province', name: string, login: string) => {
    const unit = await w.server.unit(w[place], { name, line: '农业农村' })
    await w.server.person(unit, login, ['planner', 'reporter', 'reviewer'])
    return w.server.signIn(login)
  }
  const client = await person('east', '东屏县农业农村局', 'farmland')
  county = handOf(client)
  city = handOf(await person('city', '临湖市农业农村局', 'city-farm'))
  province = handOf(await person('province', '云山省农业农村厅', 'province-farm'))
  const made = await done(w.office, '/laboratories', {
    values: { name: '云山检测', regionId: w.city.id, kind: '社会检测机构', cmaNumber: 'C-1', cmaUntil: '2030-01-01' },
  })
  laboratory = made.id
  addUnit = (code, more = {}) =>
    done(client, '/registers/farmland-unit/rows', {
      region: w.east.id,
      values: { code, landUse: '水田', area: { value: '120', unit: '亩' }, ...more },
    })
})
afterAll(() => w?.close())

const at = async (now: string) => {
  await w.at(now)
  for (const [login, set] of [
    ['farmland', (h: Hand) => (county = h)],
    ['city-farm', (h: Hand) => (city = h)],
    ['province-farm', (h: Hand) => (province = h)],
  ] as const)
    set(handOf(await w.server.signIn(login)))
}
const clean = { mercury: '0.05', arsenic: '6', lead: '30', chromium: '60' }
const period = (on: string, cadmium: string | null) => ({ on, landUse: '水田', pH: '5.4', cadmium, ...clean })
const base = { area: { value: '120', unit: '亩' }, landUse: '水田' }
const square = (west: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, 24],
      [west + 0.01, 24],
      [west + 0.01, 24.01],
      [west, 24.01],
      [west, 24],
    ],
  ],
})

describe('early warning of farmland', () => {
  /** A warning row of a year from plan to tested. */
  async function tested(
    unit: string,
    year: number,
    cadmium: string | null,
    more: object[] = [],
    products: object[] = [],
  ) {
    const row = await county.make('farmland-warning', { subject: unit, year, plan: [await county.file()] })
    await county.move('farmland-warning', row, 'collect', {
      values: { collectedOn: `${year}-09-01`, collectedBy: '采样一组' },
    })
    await county.move('farmland-warning', row, 'test', {
      values: {
        preparedOn: `${year}-09-01`,
        testedOn: `${year}-09-01`,
        laboratory,
        periods: [...more, period(`${year}-09-01`, cadmium)],
        products,
      },
    })
    return row
  }

  it('S108 a plan is sampled, prepared, tested and judged; the warning of last year is followed until it is disposed of', async () => {
    const unit = await addUnit('98-W-01')
    const bare = await county.make('farmland-warning', { subject: unit.id, year: 2024 }, {})
    const sampling = { values: { collectedOn: '2024-09-01', collectedBy: '采样一组' } }
    expect(await county.refusedMove('farmland-warning', bare, 'collect', sampling)).toContain('实施方案')
    await county.correct('farmland-warning', bare, { plan: [await county.file()] })
    expect(
      await county.refusedMove('farmland-warning', bare, 'collect', {
        values: { ...sampling.values, collectedOn: '2023-09-01' },
      }),
    ).toContain('不在 2024 年')
    await county.move('farmland-warning', bare, 'collect', sampling)
    const test = { preparedOn: '2024-09-05', testedOn: '2024-09-20', laboratory }
    expect(
      await county.refusedMove('farmland-warning', bare, 'test', { values: { ...test, testedOn: '2024-09-02' } }),
    ).toContain('检测日期早于')
    // What was not tested is no absence of a warning.
    let row = await county.move('farmland-warning', bare, 'test', {
      values: { ...test, periods: [period('2024-09-01', null)] },
    })
    expect(row.level).toBe('证据不足')
    expect(await county.refusedMove('farmland-warning', row, 'judge')).toContain('镉：没有本期结果')
    row = await county.correct('farmland-warning', row, { periods: [period('2024-09-01', '1.6')] })
    expect(row).toMatchObject({ level: '橙色', grounds: [expect.stringContaining('镉')] })
    await county.move('farmland-warning', row, 'judge')
    expect(await county.refusedMove('farmland-warning', row, 'clear')).toContain('研判为橙色预警')
    await county.move('farmland-warning', row, 'issue', { values: { disposeBy: '2025-12-31' } })
    const duties = (await w.office.get('/duties?register=farmland-warning&from=2025-12-01&to=2025-12-31')).body
    expect(JSON.stringify(duties)).toContain('预警处置')
    expect(
      await county.refusedMove('farmland-warning', row, 'dispose', {
        values: { closedBy: '周工', closedWhy: '已处置' },
      }),
    ).toMatch(/橙色预警须有“复测”.*须有“调整种植”.*尚未办结/)

    // The next year finds it by itself, and cannot be closed before it.
    const next = await tested(unit.id, 2025, '0.25', [period('2023-09-01', '0.2'), period('2024-09-01', '0.21')])
    const now = await county.read('farmland-warning', next)
    expect(now).toMatchObject({ previous: row.id, level: '蓝色', grounds: ['蓝色 镉：连续 3 期上升：0.2→0.21→0.25'] })
    await county.move('farmland-warning', next, 'judge')
    expect(await county.read('farmland-warning', row)).toMatchObject({
      recheck: '蓝色',
      recheckOn: '2025-09-01',
      state: 'warned',
    })
    await county.move('farmland-warning', next, 'issue', { values: { disposeBy: '2026-03-31' } })
    const act = async (kind: string) => ({
      kind,
      on: '2025-09-01',
      by: '周工',
      result: '已完成',
      evidence: [await county.file()],
    })
    await county.correct('farmland-warning', next, { disposals: [await act('复测')] })
    const closing = { values: { recheck: '无', recheckOn: '2025-09-01', closedBy: '周工', closedWhy: '复测达标' } }
    expect(await county.refusedMove('farmland-warning', next, 'dispose', closing)).toContain(
      '2024 年的橙色预警还没有处置办结',
    )
    const open = await county.list('farmland-warning', '?state=warned&f.year=2024')
    expect(open.rows.map(r => r.id)).toEqual([row.id])
    await county.correct('farmland-warning', row, { disposals: [await act('复测'), await act('调整种植')] })
    const closed = await county.move('farmland-warning', row, 'dispose', {
      values: { closedBy: '周工', closedWhy: '复核降为蓝色' },
    })
    expect(closed.state).toBe('disposed')
    expect((await county.move('farmland-warning', next, 'dispose', closing)).state).toBe('disposed')

    const quiet = await tested((await addUnit('98-W-02')).id, 2025, '0.2')
    await county.move('farmland-warning', quiet, 'judge')
    expect((await county.move('farmland-warning', quiet, 'clear')).state).toBe('clear')
  })
})

describe('land that is to become farmland', () => {
  it('S114 without a survey reclaimed land does not enter the cultivated list; strictly controlled land never does', async () => {
    const unit = await addUnit('98-N-01', { reclaimedFrom: '未利用地' })
    const entry = { subject: unit.id, ...base, grade: '未污染' }
    expect(await county.refusedNew('farmland-class', entry)).toContain('没有土壤污染状况调查')
    const apply = (subject: string) =>
      county.make('new-farmland', { subject, origin: '未利用地', project: '坡改梯', applicant: '东屏农投', ...base })
    const asked = await apply(unit.id)
    expect(await county.refusedNew('farmland-class', entry)).toContain('现为“已申请”')
    const point = (cadmium: string) => ({ point: 'P1', on: '2025-08-01', pH: '5.4', cadmium, ...clean })
    const report = [await county.file()]
    expect(await county.refusedMove('new-farmland', asked, 'survey', { values: { report } })).toContain(
      '没有土壤调查结果',
    )
    const surveyed = await county.move('new-farmland', asked, 'survey', { values: { points: [point('0.62')], report } })
    expect(surveyed.class).toBe('安全利用类')
    expect(await county.refusedNew('farmland-class', entry)).toContain('现为“已调查”')
    expect(await county.refusedMove('new-farmland', asked, 'allow')).toContain('须写明分类管理要求')
    await county.move('new-farmland', asked, 'allow', { values: { conditions: '种植低积累品种' } })
    expect((await county.make('farmland-class', entry)).state).toBe('unclassified')

    const bad = await addUnit('98-N-02', { reclaimedFrom: '复垦土地' })
    const worse = await apply(bad.id)
    const result = await county.move('new-farmland', worse, 'survey', {
      values: { points: [point('1.6')], report: [await county.file()] },
    })
    expect(result.class).toBe('严格管控类')
    expect(await county.refusedMove('new-farmland', worse, 'allow', { values: { conditions: '轮作' } })).toContain(
      '不得开垦',
    )
    await county.move('new-farmland', worse, 'refuse', { reason: '镉超管制值' })
    expect(await county.refusedNew('farmland-class', { ...entry, subject: bad.id })).toContain('不得开垦为耕地')
    // An open case holds land back that does not itself say what it was.
    const silent = await addUnit('98-N-04')
    await apply(silent.id)
    expect(await county.refusedNew('farmland-class', { ...entry, subject: silent.id })).toContain('由未利用地开垦')
    // Land that always was farmland needs no such thing.
    const old = await addUnit('98-N-03')
    expect((await county.make('farmland-class', { ...entry, subject: old.id })).state).toBe('unclassified')
  })
})

describe('places once watered with sewage', () => {
  it('S115 are a layer over the units, with the state and the day of their survey', async () => {
    const inside = await addUnit('98-S-01', { extent: square(113.002) })
    await addUnit('98-S-02', { extent: square(113.6) })
    const values = { name: '老电镀厂灌片', extent: square(113), source: '县城生活污水', fromYear: 1972 }
    expect(
      await county.refusedNew('sewage-irrigation-area', { ...values, untilYear: 1971 }, { region: w.east.id }),
    ).toContain('停止年份早于开始年份')
    const area = await county.make('sewage-irrigation-area', values, { region: w.east.id })
    expect(area.years).toBeNull()
    expect((await county.correct('sewage-irrigation-area', area, { untilYear: 1996 })).years).toBe(25)
    expect(
      (await county.list('farmland-unit', `?near=sewage-irrigation-area:${area.id}:0`)).rows.map(r => r.id),
    ).toEqual([inside.id])
    expect((await county.list('sewage-irrigation-area', '?within=112.9,23.9,113.1,24.1')).rows.map(r => r.id)).toEqual([
      area.id,
    ])
    const survey = await done(w.office, '/surveys', {
      values: {
        name: '污灌区调查',
        kind: '污灌区调查',
        regionId: w.east.id,
        ownerUnit: w.bureau.id,
        periodFrom: '2025-01-01',
        periodTo: '2025-12-31',
      },
    })
    await county.move('sewage-irrigation-area', area, 'survey', { values: { survey: survey.id, due: '2025-11-30' } })
    expect(
      JSON.stringify(
        (await w.office.get('/duties?register=sewage-irrigation-area&from=2025-11-01&to=2025-11-30')).body,
      ),
    ).toContain('完成历史污灌区调查')
    const result = { points: 24, exceeding: 5, conclusion: '镉局部超筛选值' }
    expect(await county.refusedMove('sewage-irrigation-area', area, 'conclude', { values: result })).toContain(
      '调查报告',
    )
    const report = [await upload(w.office, '调查报告正文')]
    expect(
      await county.move('sewage-irrigation-area', area, 'conclude', { values: { ...result, report } }),
    ).toMatchObject({
      state: 'surveyed',
      share: '20.83',
    })
  })
})

describe('a phase of adjustments', () => {
  it('S107 gathers the cases of its units by itself and ends when each is adjusted or kept with a reason', async () => {
    const opinion = { experts: ['韩工'], expertOpinion: '同意', expertOn: '2025-08-01' }
    const early = { effective: '2025-08-20', reason: '补录' }
    const classified = async (code: string) => {
      const row = await county.make(
        'farmland-class',
        {
          subject: (await addUnit(code)).id,
          ...base,
          points: [{ point: 'T1', on: '2025-07-01', pH: '5.4', cadmium: '0.2', ...clean }],
        },
        { effective: '2025-07-20', reason: '补录' },
      )
      await county.move('farmland-class', row, 'classify', { values: { newClass: '优先保护类', ...opinion }, ...early })
      await county.move('farmland-class', row, 'report', {
        values: { countyReport: '东政农〔2025〕9号', countyReportOn: '2025-08-10' },
        ...early,
      })
      return province.move('farmland-class', row, 'approve', {
        values: { approval: '云政函〔2025〕8号', approvedOn: '2025-08-20', approvalFiles: [await province.file()] },
        ...early,
      })
    }
    const [one, two] = [await classified('98-P-01'), await classified('98-P-02')]
    const three = await classified('98-P-03')
    const phase = await county.make(
      'class-phase',
      {
        name: '2025 年阶段性动态调整',
        scheme: '云农发〔2025〕3号',
        beginsOn: '2025-08-01',
        endsOn: '2025-12-31',
        units: [one.subject, two.subject, three.subject],
      },
      { region: w.east.id },
    )
    expect([phase.decided, phase.undecided, phase.progress]).toEqual([0, 3, '0.00'])
    await county.move('farmland-class', one, 'propose', {
      values: { newClass: '安全利用类', trigger: '新增监测数据' },
      reason: '加密采样超标',
    })
    expect(await county.read('class-phase', phase)).toMatchObject({
      cases: [{ unit: one.subject, class: '优先保护类', newClass: '安全利用类', outcome: '调整中' }],
      undecided: 3,
    })
    // The third is adjusted on new data with its evidence and approval; its classes keep their days.
    const asked = { values: { newClass: '安全利用类', trigger: '新增监测数据' }, reason: '加密采样超标' }
    await county.move('farmland-class', three, 'propose', asked)
    const measured = { point: 'T1', on: '2025-08-25', pH: '5.4', ...clean }
    await county.correct('farmland-class', three, { points: [{ ...measured, cadmium: '0.62' }] })
    const lacking = { values: { ...opinion, countyReport: '东政农〔2025〕21号', countyReportOn: '2025-08-28' } }
    expect(await county.refusedMove('farmland-class', three, 'reportAdjustment', lacking)).toContain('监测报告')
    const evidence = [{ kind: '监测报告', reference: '监字2025-9' }]
    await county.move('farmland-class', three, 'reportAdjustment', { values: { ...lacking.values, evidence } })
    const approval = {
      approval: '云政函〔2025〕21号',
      approvedOn: '2025-09-01',
      approvalFiles: [await province.file()],
    }
    const adjusted = await province.move('farmland-class', three, 'approveAdjustment', { values: approval })
    expect(adjusted.versions.map((v: { class: string; from: string }) => [v.class, v.from])).toEqual([
      ['优先保护类', '2025-08-20'],
      ['安全利用类', '2025-09-01'],
    ])
    expect((await county.read('class-phase', phase)).cases).toMatchObject([
      { unit: one.subject, outcome: '调整中' },
      { unit: three.subject, newClass: '安全利用类', outcome: '已调整', on: '2025-09-01' },
    ])
    const report = { values: { report: [await county.file()] } }
    expect(await county.refusedMove('class-phase', phase, 'finish', report)).toContain('还有 2 个单元没有结果')
    await city.move('farmland-class', one, 'rejectAdjustment', { reason: '点位代表性不足' })
    const kept = [{ unit: two.subject, reason: '没有新的监测数据' }]
    expect(await county.refusedCorrection('class-phase', phase, { kept: [{ unit: phase.id, reason: 'x' }] })).not.toBe(
      '',
    )
    const now = await county.correct('class-phase', phase, { kept })
    expect(now).toMatchObject({ decided: 3, undecided: 0, progress: '100.00' })
    expect(now.cases).toMatchObject([
      { unit: three.subject, outcome: '已调整' },
      { unit: one.subject, outcome: '不予调整' },
    ])
    expect((await county.move('class-phase', phase, 'finish', report)).state).toBe('finished')
    await at('2025-09-02T09:00:00+08:00')
    await county.move('farmland-class', two, 'propose', {
      values: { newClass: '安全利用类', trigger: '新增监测数据' },
      reason: '阶段以后',
    })
    expect((await county.read('class-phase', phase)).cases).toHaveLength(2)
  })
})
