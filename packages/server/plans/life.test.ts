import { readSheet } from '@jingtu/documents/sheet/read.ts'
import type { Amendment } from '@jingtu/programme/plan.ts'
import type { Continuation, Coverage, LedgerRow, PlanDetail, RowChange } from '@jingtu/programme/plan-views.ts'
import { periodRecord, reportRecord } from '@jingtu/programme/reporting.ts'
import type { Target } from '@jingtu/programme/target.ts'
import { statusOfTarget } from '@jingtu/programme/target-status.ts'
import { type Dispatch, dispatchRecord, type Task } from '@jingtu/programme/task.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../app.ts'
import { type Desk, detail, fixture, imported, openDesk, published } from './testing.ts'

let desk: Desk
let plan: PlanDetail
let county: PlanDetail
const task = (p: PlanDetail, title: string): Task => p.tasks.find(t => t.title.includes(title))!
const target = (p: PlanDetail, indicator: string): Target =>
  p.targets.find(t => t.indicator.includes(indicator) && t.state !== 'rejected')!

beforeAll(async () => {
  desk = await openDesk()
  const bureau = desk.units.临溪市生态环境局!
  plan = await published(
    desk.planner,
    await imported(desk.planner, desk.city, '2026.txt', fixture('linxi-2026.txt')),
    bureau,
  )
  county = await imported(desk.northPlanner, desk.north, '北岭.txt', fixture('beiling-2026.txt'))
})
afterAll(() => desk?.server.close())

describe('targets', () => {
  it('S009 S034 keeps what is assigned from above without a light until it comes, then takes value and document', async () => {
    const pending = target(plan, '绿色防控')
    expect(pending).toMatchObject({ state: 'inForce', value: null, pending: expect.stringContaining('省下达') })
    expect(statusOfTarget(pending, null, '2026-12-31').status).toBe('unknown')
    const unnamed = await desk.planner.post(`/plans/${plan.plan.id}/targets/${pending.id}/assign`, {
      value: '55',
      unit: '%',
      assignedBy: '',
    })
    expect(unnamed.status).toBe(422)
    const answer = await desk.planner.post<Target>(`/plans/${plan.plan.id}/targets/${pending.id}/assign`, {
      value: '55',
      unit: '%',
      assignedBy: '云农发〔2026〕30号',
    })
    expect(answer.body).toMatchObject({
      op: '>=',
      value: '55',
      pending: null,
      assignedBy: '云农发〔2026〕30号',
      state: 'inForce',
    })

    const stages = await imported(desk.planner, desk.city, '方案.txt', fixture('prefecture-stages.txt'))
    const about = stages.targets.find(t => t.approx)!
    expect(about).toMatchObject({ value: '90', op: '=' })
    const provisional = stages.targets.find(t => t.pending)!
    expect(provisional).toMatchObject({ value: '90', pending: '以省下达为准' })
    await desk.planner.patch(`/plans/${stages.plan.id}/targets/${about.id}`, { tolerance: '1' })
    const confirmed = await desk.planner.post<Target>(`/plans/${stages.plan.id}/targets/${provisional.id}/assign`, {
      value: '91',
      assignedBy: '云环发〔2026〕2号',
    })
    expect(confirmed.body).toMatchObject({ value: '91', op: '>=', pending: null })
    const again = await desk.planner.post(`/plans/${stages.plan.id}/targets/${provisional.id}/assign`, {
      value: '95',
      assignedBy: '又一份',
    })
    expect(again.body.reasons![0]!.message).toContain('不是待下达')
  })

  it('S028 tells two stages of one indicator apart even with one year printed for both', async () => {
    const stages = await imported(desk.second, desk.city, '方案副本.txt', `${fixture('prefecture-stages.txt')}\n`)
    const rate = stages.targets.filter(t => t.indicator.includes('耕地安全利用率'))
    expect(rate.map(t => [t.value, t.by, t.stage])).toEqual([
      ['90', '2024-12-31', '第一阶段'],
      ['95', '2024-12-31', '第二阶段'],
    ])
    await desk.second.patch(`/plans/${stages.plan.id}/targets/${rate[1]!.id}`, { stage: '第一阶段' })
    const open = stages.targets.map(t => t.id)
    await desk.second.post(`/plans/${stages.plan.id}/decide`, {
      targets: open,
      tasks: stages.tasks.map(t => t.id),
      decision: 'accept',
    })
    const refused = await desk.second.post(`/plans/${stages.plan.id}/publish`, {})
    expect(refused.body.reasons!.map((r: { message: string }) => r.message).join()).toMatch(/指标、区域和阶段都相同/)
  })

  it('S027 imports blanked digits as unknown, publishes them as unknown, and lets them be filled later', async () => {
    const masked = county.targets.filter(t => t.masked)
    expect(masked.map(t => [t.indicator, t.op, t.value])).toEqual([
      ['受污染耕地安全利用率', '>=', null],
      ['畜禽粪污综合利用率', '>=', null],
    ])
    county = await published(desk.northPlanner, county, desk.units.临溪市北岭生态环境局!)
    expect(target(county, '畜禽粪污')).toMatchObject({ state: 'inForce', value: null, masked: true })
    const filled = await desk.northPlanner.post<Target>(`/plans/${county.plan.id}/targets/${masked[0]!.id}/assign`, {
      value: '92',
      unit: '%',
      assignedBy: '北政发〔2026〕3号',
    })
    expect(filled.body).toMatchObject({ value: '92', masked: false, op: '>=' })
  })

  it('S010 holds different targets for different years and places as data', async () => {
    expect(target(plan, '受污染耕地安全利用率')).toMatchObject({ value: '93', regionId: null, by: '2026-12-31' })
    const next = await imported(desk.planner, desk.city, '2027.txt', fixture('linxi-2027.txt'))
    expect(target(next, '受污染耕地安全利用率')).toMatchObject({ value: '94', by: '2027-12-31' })
    expect(target(next, '重点建设用地')).toMatchObject({ op: 'text', words: '得到有效保障', value: null })
  })

  it('S022 takes words and “/” as targets and prints the annexed tables, 约束性 and 指导性 side by side', async () => {
    const own = (
      await desk.northPlanner.post('/plans', { title: '北岭县2026年攻坚目标', year: 2026, regionId: desk.north.id })
    ).body
    const add = async (values: object): Promise<string> =>
      (await desk.northPlanner.post<Target>(`/plans/${own.id}/targets`, values)).body.id
    const first = [
      await add({ indicator: '受污染耕地安全利用率', op: '=', value: '100', unit: '%', binding: '约束性' }),
      await add({ indicator: '重点建设用地安全利用', op: 'text', words: '有效保障', binding: '约束性' }),
      await add({ indicator: '耕地土壤重金属污染成因排查', op: 'text', words: '开展', binding: '指导性' }),
      await add({ indicator: '完成隐患排查企业数', op: '=', unit: '个', notApplicable: true, binding: '指导性' }),
    ]
    const second = [
      await add({ indicator: '农村生活污水治理率', op: '=', value: '36', unit: '%', binding: '指导性' }),
      await add({ indicator: '农药利用率', op: 'text', words: '稳步提升', binding: '指导性' }),
    ]
    const query = [
      ['土壤及地下水目标任务', first],
      ['农业农村目标任务', second],
    ]
      .map(([title, ids]) => `table=${encodeURIComponent(`${title}|${(ids as string[]).join(',')}`)}`)
      .join('&')
    const sheets = await workbook(desk.northPlanner, `/plans/${own.id}/targets.xlsx?${query}`)
    expect(sheets.map(s => s.rows)).toEqual([
      [
        ['附表1', '', '', '', ''],
        ['土壤及地下水目标任务', '', '', '', ''],
        ['北岭县', '约束性指标', '', '指导性指标', ''],
        ['', '受污染耕地安全利用率', '重点建设用地安全利用', '耕地土壤重金属污染成因排查', '完成隐患排查企业数'],
        ['', '100%', '有效保障', '开展', '/'],
      ],
      [
        ['附表2', '', ''],
        ['农业农村目标任务', '', ''],
        ['北岭县', '指导性指标', ''],
        ['', '农村生活污水治理率', '农药利用率'],
        ['', '36%', '稳步提升'],
      ],
    ])
    expect(sheets[0]!.merges).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ startRow: 2, startColumn: 1, endColumn: 2 }),
        expect.objectContaining({ startRow: 2, startColumn: 3, endColumn: 4 }),
      ]),
    )
  })
})

describe('the six-column task list', () => {
  it('S038 reads it, edits it, writes it as it is printed, and reads what it wrote', async () => {
    const first = await imported(desk.planner, desk.city, '清单.txt', fixture('six-columns.txt'))
    expect(first.tasks.map(t => [t.title, t.content])).toEqual([
      ['整治历史遗留废渣', '开展五个矿区废渣排查。2026年12月底前完成整治。'],
      ['监管重点排放单位', '5月底前更新名录并公布。'],
      ['安全利用受污染耕地', '制定方案，全年安全利用率不低于93%。'],
    ])
    const added = await desk.planner.post<Task>(`/plans/${first.plan.id}/tasks`, {
      title: '回收农膜',
      content: '6月底前建成网点。',
      leadUnits: [desk.units.临溪市农业农村局!.id],
      after: first.tasks[2]!.id,
    })
    await desk.planner.post(`/plans/${first.plan.id}/tasks/order`, {
      ids: [first.tasks[0]!.id, first.tasks[1]!.id, added.body.id, first.tasks[2]!.id],
    })
    const path = `/plans/${first.plan.id}/tasks.xlsx`
    const [sheet] = await workbook(desk.planner, path)
    expect(sheet!.rows.slice(1)).toEqual([
      ['序号', '主要任务', '任务内容', '牵头单位', '配合单位', '责任单位'],
      ['一、强化源头防控', '', '', '', '', ''],
      [
        '1',
        '整治历史遗留废渣',
        '开展五个矿区废渣排查。2026年12月底前完成整治。',
        '市生态环境局',
        '市自然资源局、市财政局',
        '各县（市、区）人民政府',
      ],
      [
        '2',
        '监管重点排放单位',
        '5月底前更新名录并公布。',
        '市生态环境局',
        '市工业和信息化局',
        '各县（市、区）人民政府',
      ],
      ['二、保障农用地安全', '', '', '', '', ''],
      ['3', '回收农膜', '6月底前建成网点。', '市农业农村局', '', ''],
      [
        '4',
        '安全利用受污染耕地',
        '制定方案，全年安全利用率不低于93%。',
        '市农业农村局',
        '市财政局',
        '各县（市、区）人民政府',
      ],
    ])
    expect(sheet!.merges).toContainEqual({ startRow: 2, startColumn: 0, endRow: 2, endColumn: 5 })
    const form = new FormData()
    form.set('file', new File([await bytesOf(desk.planner, path)], '清单.xlsx'))
    form.set('regionId', desk.city.id)
    const again = await desk.planner.post('/plans/import', form)
    const back = await detail(desk.planner, again.body.plans[0].id)
    expect(back.tasks.map(t => [t.title, t.leadUnits, t.coopUnits, t.respUnits])).toEqual(
      (await detail(desk.planner, first.plan.id)).tasks.map(t => [t.title, t.leadUnits, t.coopUnits, t.respUnits]),
    )
  })
})

describe('a plan in force', () => {
  it('S041 keeps a ledger of quantified items: owner, day, done of total, state', async () => {
    const own = (
      await desk.northPlanner.post('/plans', { title: '北岭县农膜回收专项', year: 2026, regionId: desk.north.id })
    ).body
    const parent = (
      await desk.northPlanner.post<Task>(`/plans/${own.id}/tasks`, {
        title: '建设回收网点',
        leadUnits: [desk.units.北岭县农业农村局!.id],
        quantity: '20',
        quantityUnit: '个',
      })
    ).body
    await desk.northPlanner.post(`/plans/${own.id}/tasks/${parent.id}/subtasks`, {
      items: [
        {
          title: '柳溪镇网点',
          quantity: '12',
          quantityUnit: '个',
          respUnits: [desk.units.柳溪镇人民政府!.id],
          due: '2026-06-30',
        },
        { title: '县城网点', quantity: '8', quantityUnit: '个', leadUnits: [desk.units.北岭县农业农村局!.id] },
      ],
    })
    await published(desk.northPlanner, await detail(desk.northPlanner, own.id), desk.units.北岭县农业农村局!)
    const dispatch: Dispatch[] = await listRecords(desk.server.store.db, dispatchRecord, sql`plan = ${own.id}::uuid`)
    expect(dispatch.map(d => [d.role, d.quantity]).sort()).toEqual([
      ['牵头', '20'],
      ['牵头', '8'],
      ['责任', '12'],
    ])
    const held = dispatch.find(d => d.quantity === '12')!
    await desk.server.change(async c => {
      const period = await c.insert(periodRecord, {
        home: own.home,
        region: own.region,
        values: {
          plan: own.id,
          key: '2026-Q1',
          name: '一季度',
          startsOn: '2026-01-01',
          endsOn: '2026-03-31',
          due: '2026-03-25',
          tasks: [],
        },
      })
      await c.insert(reportRecord, {
        home: held.home,
        region: held.region,
        state: 'accepted',
        values: {
          plan: own.id,
          task: held.task,
          dispatch: held.id,
          unit: held.unit,
          period: period.id,
          figureKind: '累计值',
          quantity: '5',
          submittedOn: '2026-03-20',
          evidence: [],
          proofs: [],
        },
      })
    })
    const { rows } = (await desk.northPlanner.get<{ rows: LedgerRow[] }>(`/plans/${own.id}/ledger`)).body
    expect(rows.map(r => [r.title, r.owners, r.quantity, r.done, r.due, r.state])).toEqual([
      ['柳溪镇网点', ['柳溪镇人民政府'], '12', '5', '2026-06-30', '进行中'],
      ['县城网点', ['县农业农村局'], '8', null, null, '未开展'],
    ])
  })

  it('is amended in one step, with every change to be seen and the day before to be looked up', async () => {
    const id = plan.plan.id
    desk.server.setClock('2026-05-10T09:00:00+08:00')
    desk.planner = await desk.server.signIn('planner')
    desk.northPlanner = await desk.server.signIn('north-planner')
    const [waste, film] = [task(plan, '历史遗留废渣'), task(plan, '联合执法')]
    const finance = desk.units.临溪市财政局!.id
    const draft = await desk.planner.post<Amendment>(`/plans/${id}/amendments`, {
      title: '调整废渣整治时限',
      reason: '雨季延长',
      edits: [
        {
          kind: 'task',
          op: 'change',
          id: waste.id,
          values: { content: waste.content!.replace('12月底前', '11月底前'), due: '2026-11-30' },
        },
        { kind: 'task', op: 'remove', id: film.id },
        {
          kind: 'task',
          op: 'add',
          values: { title: '开展汛前检查', content: '6月底前完成。', due: '2026-06-30', leadUnits: [finance] },
        },
        { kind: 'target', op: 'change', id: target(plan, '优先监管').id, values: { value: '80' } },
      ],
    })
    expect(draft.status).toBe(200)
    expect((await detail(desk.planner, id)).tasks.find(t => t.id === waste.id)!.due).toBe('2026-12-31')
    expect(
      (await desk.planner.post(`/plans/${id}/amendments/${draft.body.id}/publish`, {})).body.reasons![0]!.message,
    ).toContain('没有文号')
    const { title, reason, edits } = draft.body
    await desk.planner.patch(`/plans/${id}/amendments/${draft.body.id}`, {
      title,
      reason,
      edits,
      issuingNumber: '临环发〔2026〕40号',
    })
    const done = await desk.planner.post(`/plans/${id}/amendments/${draft.body.id}/publish`, {})
    expect(done.body).toMatchObject({ changed: 4, dispatches: 1 })
    const now = await detail(desk.planner, id)
    expect(now.tasks.find(t => t.id === waste.id)).toMatchObject({ due: '2026-11-30', effective: '2026-05-10' })
    expect(now.tasks.find(t => t.id === film.id)!.state).toBe('cancelled')
    const held: Dispatch[] = await listRecords(desk.server.store.db, dispatchRecord, sql`task = ${waste.id}::uuid`)
    expect(new Set(held.map(d => d.due))).toEqual(new Set(['2026-11-30']))
    const ended: Dispatch[] = await listRecords(desk.server.store.db, dispatchRecord, sql`task = ${film.id}::uuid`)
    expect(new Set(ended.map(d => d.state))).toEqual(new Set(['cancelled']))

    const before = (await desk.planner.get<PlanDetail>(`/plans/${id}?on=2026-05-09`)).body
    expect(before.tasks.find(t => t.id === waste.id)!.due).toBe('2026-12-31')
    const versions = (await desk.planner.get(`/plans/${id}/versions`)).body.rows
    expect(versions[0]).toMatchObject({ label: '调整', day: '2026-05-10', reason: '临环发〔2026〕40号：雨季延长' })
    expect(versions.at(-1).label).toBe('发布')
    const changes = (
      await desk.planner.get<{ rows: RowChange[] }>(`/plans/${id}/changes?from=2026-05-09&to=2026-05-10`)
    ).body.rows
    expect(changes.map(c => [c.op, c.title])).toEqual(
      expect.arrayContaining([
        ['change', waste.title],
        ['remove', film.title],
        ['add', '开展汛前检查'],
        ['change', '优先监管地块管控率'],
      ]),
    )
  })

  it('S043 shows which tasks of the superior plan a county’s plan covers, and which it does not', async () => {
    const path = `/plans/${county.plan.id}`
    const none = (await desk.northPlanner.get<Coverage>(`${path}/coverage`)).body
    expect(none.candidates.map(c => c.id)).toContain(plan.plan.id)
    await desk.northPlanner.post(`${path}/parents`, { parents: [plan.plan.id] })
    const [parent] = (await desk.northPlanner.get<Coverage>(`${path}/coverage`)).body.parents
    const row = (title: string) => parent!.tasks.find(t => t.title.includes(title))!
    expect(parent!.covered).toBe(0)
    expect(row('受污染耕地').proposed[0]!.title).toBe('抓好受污染耕地安全利用')
    expect(row('受污染耕地').asked).toBe(true)
    const child = task(county, '受污染耕地')
    await desk.northPlanner.post(`${path}/coverage`, { ties: [{ task: child.id, covers: [row('受污染耕地').id] }] })
    const [after] = (await desk.northPlanner.get<Coverage>(`${path}/coverage`)).body.parents
    expect(after!.covered).toBe(1)
    expect(after!.tasks.filter(t => t.coveredBy.length === 0).map(t => t.title)).toContain('推进历史遗留废渣整治')
    const own = await desk.northPlanner.post(`${path}/parents`, { parents: [county.plan.id] })
    expect(own.status).toBe(422)
    const derived = await desk.northPlanner.post('/plans', {
      title: '北岭县落实方案',
      year: 2026,
      regionId: desk.north.id,
      basedOn: plan.plan.id,
    })
    const [full] = (await desk.northPlanner.get<Coverage>(`/plans/${derived.body.id}/coverage`)).body.parents
    expect(full).toMatchObject({ open: 0 })
  })

  it('opens next year’s plan from this one: what goes on, what is new, what was dropped, how targets moved', async () => {
    const next = await imported(desk.planner, desk.city, '2027.txt', fixture('linxi-2027.txt'))
    const path = `/plans/${next.plan.id}/previous?previous=${plan.plan.id}`
    const { comparison } = (await desk.planner.get<{ comparison: Continuation }>(path)).body
    const goesOn = (title: string) => comparison.tasks.find(t => t.title.includes(title))!
    expect(goesOn('废渣').previous).toMatchObject({ title: '推进历史遗留废渣整治', finished: false })
    expect(goesOn('受污染耕地').previous!.title).toBe('推进受污染耕地安全利用')
    expect(goesOn('农药包装').previous).toBeNull()
    expect(comparison.dropped.map(d => d.title)).toContain('压实重点监管单位责任')
    expect(
      comparison.targets.map(t => [t.move, t.before?.value ?? t.before?.words, t.after?.value ?? t.after?.words]),
    ).toEqual(
      expect.arrayContaining([
        ['up', '93', '94'],
        ['same', '得到有效保障', '得到有效保障'],
        ['new', undefined, '80'],
      ]),
    )
    const dropped = comparison.dropped.find(d => d.title === '压实重点监管单位责任')!
    const pairs = comparison.tasks.map(t => ({ task: t.task, previous: t.previous?.id ?? null }))
    const answer = await desk.planner.post(`/plans/${next.plan.id}/previous`, {
      previousPlan: plan.plan.id,
      pairs,
      carry: [dropped.id],
    })
    expect(answer.body).toMatchObject({ confirmed: 2, carried: 1 })
    const after = await detail(desk.planner, next.plan.id)
    expect(after.plan.previousPlan).toBe(plan.plan.id)
    expect(task(after, '压实重点监管')).toMatchObject({
      origin: '结转',
      previousTask: dropped.id,
      due: null,
      openDeadlines: ['原时限 2026-05-31'],
    })
  })
})

async function bytesOf(client: Desk['planner'], path: string): Promise<Uint8Array<ArrayBuffer>> {
  const answer = await createApp(desk.server.services).request(`/api${path}`, { headers: { cookie: client.cookie } })
  expect(answer.status).toBe(200)
  return new Uint8Array(await answer.arrayBuffer())
}

async function workbook(client: Desk['planner'], path: string): Promise<{ rows: string[][]; merges: unknown[] }[]> {
  const reading = await readSheet(await bytesOf(client, path))
  if ('refused' in reading) throw new Error(JSON.stringify(reading))
  return reading.sheets.map(s => ({ rows: s.rows.map(r => r.texts), merges: s.merges }))
}
