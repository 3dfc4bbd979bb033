import type { Amendment } from '@jingtu/programme/plan.ts'
import type { Continuation, Coverage, LedgerRow, PlanDetail, RowChange } from '@jingtu/programme/plan-views.ts'
import { periodRecord, reportRecord } from '@jingtu/programme/reporting.ts'
import type { Target } from '@jingtu/programme/target.ts'
import { type Dispatch, dispatchRecord, type Task } from '@jingtu/programme/task.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
