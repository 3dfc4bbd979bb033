import { readSheet } from '@jingtu/documents/sheet/read.ts'
import type { PlanDetail } from '@jingtu/programme/plan-views.ts'
import type { Target } from '@jingtu/programme/target.ts'
import { statusOfTarget } from '@jingtu/programme/target-status.ts'
import type { Task } from '@jingtu/programme/task.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../app.ts'
import { type Desk, detail, fixture, imported, openDesk, published } from './testing.ts'

let desk: Desk
let plan: PlanDetail
let county: PlanDetail
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
