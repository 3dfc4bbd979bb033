import type { PlanDetail } from '@jingtu/programme/plan-views.ts'
import { RECORDS } from '@jingtu/programme/records.ts'
import type { Task } from '@jingtu/programme/task.ts'
import { verifyStore } from '@jingtu/store/verify.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, detail, fixture, imported, openDesk, upload } from './testing.ts'

let desk: Desk
let plan: PlanDetail
const path = (rest = '') => `/plans/${plan.plan.id}${rest}`
const reload = async () => (plan = await detail(desk.planner, plan.plan.id))
const task = (title: string): Task => plan.tasks.find(t => t.title.includes(title))!

beforeAll(async () => {
  desk = await openDesk()
  plan = await imported(desk.planner, desk.city, '临溪市2026年度计划.txt', fixture('linxi-2026.txt'))
})
afterAll(() => desk?.server.close())

describe('importing a plan', () => {
  it('S055 reads tasks with their units as drafts, an ordinary planning study among them', async () => {
    expect(plan.plan).toMatchObject({
      state: 'draft',
      year: 2026,
      issuingNumber: '临环发〔2026〕12号',
      ownerUnit: desk.units.临溪市生态环境局!.id,
    })
    expect(plan.tasks).toHaveLength(5)
    expect(plan.tasks.every(t => t.state === 'proposed')).toBe(true)
    expect(task('规划前期研究')).toMatchObject({
      due: '2026-11-30',
      leadUnits: [desk.units.临溪市生态环境局!.id],
      coopUnits: [desk.units.临溪市发展和改革委员会!.id],
    })
    const text = (await desk.planner.get<{ text: string }>(path('/text'))).body.text
    expect(text.slice(task('规划前期研究').spanStart!, task('规划前期研究').spanEnd!)).toContain('提出重点工程建议')
    // 县环保局 and 县国土资源局 are the agencies of before 2019; the units bear today's names.
    const county = await imported(desk.northPlanner, desk.north, '北岭县2026.txt', fixture('beiling-2026.txt'))
    const old = county.tasks.find(t => t.title.includes('废渣'))!
    expect(old.respNames).toEqual(['县环保局', '县国土资源局'])
    expect(old.respUnits).toEqual([desk.units.临溪市北岭生态环境局!.id, desk.units.北岭县自然资源局!.id])
  })

  it('S039 S044 inherits a default responsibility that is declared once, and takes 责任单位 without a lead', async () => {
    const counties = [desk.units.北岭县人民政府!.id, desk.units.东塘区人民政府!.id]
    for (const title of ['重点监管单位责任', '受污染耕地安全利用', '联合执法']) {
      expect(task(title).respUnits).toEqual(expect.arrayContaining(counties))
      expect(task(title).inheritedRoles).toContain('resp')
    }
    const county = await detail(
      desk.northPlanner,
      (await upload(desk.northPlanner, desk.north, 'x.txt', fixture('beiling-2026.txt'))).body.plans[0]!.id,
    )
    const film = county.tasks.find(t => t.title.includes('农膜'))!
    expect(film).toMatchObject({ leadUnits: [], coopUnits: [] })
    expect(film.respUnits).toEqual(
      expect.arrayContaining([desk.units.北岭县农业农村局!.id, desk.units.柳溪镇人民政府!.id]),
    )
  })

  it('reads the papers a task wants handed in, each with its day', () => {
    expect(task('历史遗留废渣').deliverables).toEqual([
      { name: '排查情况表', due: '2026-09-30' },
      { name: '整治清单', due: '2026-09-30' },
      { name: '综合整治方案', due: '2026-09-30' },
    ])
  })

  it('recognises the same file in the same region and writes nothing', async () => {
    const again = await upload(desk.planner, desk.city, '改了名.txt', fixture('linxi-2026.txt'))
    expect(again.body.plans).toMatchObject([{ id: plan.plan.id, existing: true, tasks: 5 }])
    expect(
      (await desk.planner.get('/plans')).body.rows.filter((p: { title: string }) => p.title.includes('临溪市')),
    ).toHaveLength(1)
  })

  it('refuses what is no plan, and who may not plan, with reasons and nothing written', async () => {
    const image = await upload(
      desk.planner,
      desk.city,
      '扫描.png',
      Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    )
    expect(image.status).toBe(422)
    expect(image.body.reasons![0]!.message).toMatch(/图片/)
    const prose = await upload(desk.planner, desk.city, '通知.txt', '各位同事：今天下午开会，请准时参加。')
    expect(prose.body.title).toContain('没有读出计划')
    const forbidden = await upload(desk.reader, desk.city, '计划.txt', fixture('linxi-2026.txt'))
    expect(forbidden.status).toBe(403)
  })

  it('asks which plans of a collection are meant, and gives each its own text with its own places', async () => {
    const both = `第一篇：临溪市2027年度土壤污染防治工作计划\n${fixture('linxi-2027.txt')}\n第二篇：北岭县2026年土壤污染防治工作方案\n${fixture('beiling-2026.txt')}`
    const asked = await upload(desk.planner, desk.city, '汇编.txt', both)
    expect(asked.body.plans).toEqual([])
    expect(asked.body.choose!.map(c => [c.index, c.tasks])).toEqual([
      [0, 3],
      [1, 3],
    ])
    const second = await upload(desk.planner, desk.north, '汇编.txt', both, { documents: '1' })
    const id = second.body.plans[0]!.id
    const chosen = await detail(desk.planner, id)
    const { text } = (await desk.planner.get<{ text: string }>(`/plans/${id}/text`)).body
    expect(text).not.toContain('临溪市2027年度')
    expect(chosen.tasks.map(t => text.slice(t.spanStart!, t.spanEnd!).includes(t.title))).toEqual([true, true, true])
    const nowhere = await upload(desk.planner, desk.city, '汇编.txt', both, { documents: '7' })
    expect(nowhere.status).toBe(422)
  })

  it('reads a plan of forty pages in its own thread while others are answered', async () => {
    const rows = Array.from(
      { length: 400 },
      (_, i) =>
        `${i + 1}.推进第${i + 1}类地块管控。2026年12月底前完成${i + 2}个地块管控，逐块建立台账并报送管控清单、验收材料。（市生态环境局牵头，市自然资源局、市财政局参与）`,
    )
    const big = `临溪市2026年度地块管控工作计划\n\n一、主要任务\n${rows.join('\n')}\n`
    let finished = false
    const importing = upload(desk.planner, desk.city, '大计划.txt', big).then(answer => {
      finished = true
      return answer
    })
    let answered = 0
    while (!finished) {
      await desk.second.get('/session')
      answered++
    }
    expect((await importing).body.plans[0]).toMatchObject({ tasks: 400 })
    expect(answered).toBeGreaterThan(3)
  })

  it('keeps a draft to its own unit', async () => {
    expect((await desk.reader.get(path())).status).toBe(404)
    expect((await desk.reader.get('/plans')).body.total).toBe(0)
    expect((await desk.second.get(path())).status).toBe(200)
  })
})

describe('reviewing', () => {
  it('accepts, rejects and takes back step by step', async () => {
    const id = task('联合执法').id
    await desk.planner.post(path('/decide'), { tasks: [id], decision: 'accept' })
    await desk.planner.patch(path(`/tasks/${id}`), { title: '联合执法检查' })
    await desk.planner.post(path('/decide'), { tasks: [id], decision: 'reject' })
    expect((await desk.planner.post(path('/undo'))).body).toMatchObject({ undone: '不采用', rows: 1 })
    expect((await desk.planner.post(path('/undo'))).body).toMatchObject({ undone: '修改' })
    await reload()
    expect(task('联合执法')).toMatchObject({ title: '开展联合执法检查', state: 'accepted' })
    await desk.planner.post(path('/undo'))
    expect((await reload()).tasks.find(t => t.id === id)!.state).toBe('proposed')
    expect((await desk.planner.post(path('/undo'))).status).toBe(409)
  })

  it('does not undo over somebody else’s work', async () => {
    const id = task('联合执法').id
    await desk.planner.patch(path(`/tasks/${id}`), { quantity: '3', quantityUnit: '次' })
    await desk.second.patch(path(`/tasks/${id}`), { quantity: '4' })
    expect((await desk.planner.post(path('/undo'))).body.reasons![0]!.message).toContain('又有人改过')
    expect((await desk.second.post(path('/undo'))).status).toBe(200)
  })

  it('refuses an edit made on an old version', async () => {
    const t = task('联合执法')
    const answer = await desk.planner.patch(path(`/tasks/${t.id}`), { title: '新的名称', version: t.version })
    expect(answer.status).toBe(409)
    await reload()
  })

  it('splits a task into quantified items for departments and townships, each with owner and day', async () => {
    const parent = task('重点监管单位责任')
    const [north, east] = [desk.units.北岭县人民政府!.id, desk.units.东塘区人民政府!.id]
    const answer = await desk.planner.post<Task[]>(path(`/tasks/${parent.id}/subtasks`), {
      items: [
        { title: '北岭县企业“回头看”', quantity: '8', quantityUnit: '家', respUnits: [north], due: '2026-09-30' },
        { title: '东塘区企业“回头看”', quantity: '4', quantityUnit: '家', respUnits: [east] },
      ],
    })
    expect(answer.status).toBe(200)
    await reload()
    const children = plan.tasks.filter(t => t.parentTask === parent.id)
    expect(children.map(t => [t.quantity, t.quantityUnit, t.respUnits, t.leadUnits, t.due])).toEqual([
      ['8', '家', [north], [], '2026-09-30'],
      ['4', '家', [east], [], parent.due],
    ])
    expect(plan.tasks.indexOf(children[0]!)).toBe(plan.tasks.findIndex(t => t.id === parent.id) + 1)
  })

  it('splits at a sentence and merges back, with units and days united', async () => {
    const t = task('规划前期研究')
    const at = t.content!.indexOf('提出')
    const split = await desk.planner.post<Task[]>(path(`/tasks/${t.id}/split`), { at })
    expect(split.body.map(x => x.content)).toEqual([t.content!.slice(0, at), t.content!.slice(at)])
    expect(split.body[1]!.leadUnits).toEqual(t.leadUnits)
    const merged = await desk.planner.post<Task>(path('/tasks/merge'), { ids: [split.body[1]!.id, t.id] })
    expect(merged.body).toMatchObject({ id: t.id, deadlines: t.deadlines, origin: '合并' })
    await reload()
    expect(plan.tasks.some(x => x.id === split.body[1]!.id)).toBe(false)
    await desk.planner.post(path('/undo'))
    await desk.planner.post(path('/undo'))
    expect((await reload()).tasks.find(x => x.id === t.id)).toMatchObject({ content: t.content, origin: '识别' })
    expect(plan.tasks).toHaveLength(7)
  })

  it('gives a name its meaning once for the whole plan', async () => {
    expect(task('受污染耕地').unitSpans!.find(s => s.name === '市供销社')!.units).toEqual([])
    const union = desk.units.临溪市供销合作社联合社!.id
    expect((await desk.planner.post(path('/unit-names'), { name: '市供销社', units: [union] })).body).toEqual({
      changed: 1,
    })
    await reload()
    expect(task('受污染耕地').coopUnits).toContain(union)
  })

  it('names everything that is missing before publication, and changes nothing', async () => {
    await desk.planner.patch(path(`/tasks/${task('联合执法').id}`), { leadUnits: [], coopUnits: [], respUnits: [] })
    await desk.planner.post(path('/decide'), { tasks: [task('联合执法').id], decision: 'accept' })
    const answer = await desk.planner.post(path('/publish'), {})
    expect(answer.status).toBe(409)
    const said = answer.body.reasons!.map((r: { message: string }) => r.message).join('\n')
    expect(said).toContain('“推进历史遗留废渣整治”还没有决定')
    expect(said).toContain('“开展联合执法检查”没有任何承办单位')
    expect(said).toContain('目标“优先监管地块管控率”还没有决定')
    expect((await reload()).plan.state).toBe('draft')
    await desk.planner.post(path('/undo'))
    await desk.planner.post(path('/undo'))
  })

  it('puts everything in force in one change, hands it to the units, and dates what waited for the day of issue', async () => {
    await reload()
    const open = (rows: { id: string; state: string }[]) => rows.filter(r => r.state === 'proposed').map(r => r.id)
    await desk.planner.post(path('/decide'), {
      tasks: open(plan.tasks),
      targets: open(plan.targets),
      decision: 'accept',
    })
    expect((await desk.northPlanner.post(path('/publish'), {})).status).toBe(404)
    const answer = await desk.planner.post(path('/publish'), { publishedOn: '2026-02-02' })
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ tasks: 7, plan: { state: 'published', publishedOn: '2026-02-02' } })
    expect(answer.body.dispatches).toBeGreaterThan(10)
    await reload()
    expect(plan.tasks.every(t => t.state === 'inForce')).toBe(true)
    expect(task('联合执法')).toMatchObject({ due: '2026-04-03', openDeadlines: [] })
    expect((await desk.reader.get(path())).status).toBe(200)
    expect((await desk.northPlanner.get(path())).status).toBe(200)
    expect(
      (await desk.planner.patch(path(`/tasks/${task('联合执法').id}`), { title: '改' })).body.reasons![0]!.message,
    ).toContain('调整')
    expect(await verifyStore(desk.server.store, RECORDS)).toMatchObject({ faults: [] })
  })
})
