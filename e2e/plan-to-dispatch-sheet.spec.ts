import { Workbook } from 'exceljs'
import { expect, test } from 'vitest'
import { JOURNEY_PLAN } from './plan-texts.ts'
import { useStage } from './stage.ts'

const plan = JOURNEY_PLAN
const NUMBER = '环委办〔2024〕1号'
const PROGRESS = '已推广测土配方施肥技术，设回收点24个，回收农药包装废弃物1.8吨。'
const PROBLEMS = '个别村回收点清运不及时。'
const NEXT = '四月底前增配清运车辆2台。'
const IN_TIME = `${plan.year}-03-20`
/** One pixel. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)
const AFTER = `${plan.year}-04-02`

const stage = useStage(`${plan.year}-02-20`, async ({ server }) => {
  const { units } = await plan.openCity(server)
  await server.person(units.get('市生态环境局')!, 'planner', ['planner', 'reviewer'], { name: '韦知行' })
  await server.person(units.get(plan.lead)!, 'lead', ['reviewer', 'reporter'], { name: '黄田' })
  await server.person(units.get(plan.county)!, 'county', ['reporter'], { name: '陆青' })
})

test('the bureau drops the plan, reviews it by the keyboard and publishes it', async () => {
  const planner = await stage.arriveAs('planner')
  const { page } = planner
  await planner.go('计划')
  await planner
    .button(/导入计划/)
    .first()
    .click()
  await planner.see('把计划拖到这里，或点击选择')
  await planner.drop({ name: plan.fileName, mimeType: 'text/plain', buffer: plan.bytes })
  await page.getByRole('heading', { name: plan.title }).waitFor()

  // J walks, A confirms and goes on, R refuses, Ctrl+Z takes it back, K walks back.
  const advance = page.getByRole('status').filter({ hasText: '任务已确认' })
  await page.keyboard.press('j')
  await page.locator('article[aria-current=true]').waitFor()
  const first = await page.locator('article[aria-current=true]').getAttribute('id')
  await page.keyboard.press('a')
  await advance.getByText(`任务已确认 1/${plan.tasks}`).waitFor()
  await page.keyboard.press('r')
  await advance.getByText('不采用 1').waitFor()
  await page.keyboard.press('Control+z')
  await advance.getByText('不采用 1').waitFor({ state: 'detached' })
  await page.keyboard.press('k')
  await page.keyboard.press('k')
  expect(await page.locator('article[aria-current=true]').getAttribute('id')).toBe(first)
  // What was read lights up in the text beside it.
  expect(await page.locator('.jp-here').first().isVisible()).toBe(true)
  await planner.button(`其余 ${plan.tasks - 1} 项全部确认`).click()
  await advance.getByText(`任务已确认 ${plan.tasks}/${plan.tasks}`).waitFor()

  // Nothing is in force before everything has been decided; each thing that is missing leads to its place.
  await planner.button('发布…').click()
  await planner.see(/还有 \d+ 处要处理/)
  await planner
    .button(/目标“.+”还没有决定采用与否/)
    .first()
    .click()
  await planner.button(/其余 \d+ 项全部确认/).click()
  await planner.button(/其余 \d+ 项全部确认/).waitFor({ state: 'detached' })
  await planner.button('发布…').click()
  await planner.see('可以发布。')
  await planner.field('文号').fill(NUMBER)
  await planner.button('发布').click()
  await planner.see(new RegExp(`已发布：${plan.tasks} 项任务生效，交办 \\d+ 件`))
  await page.getByRole('columnheader', { name: '责任单位' }).waitFor()
  for (const section of plan.sections) expect(await planner.text(section).count()).toBe(1)
})

test('the county takes the task on and reports with a file', async () => {
  const planner = await stage.arriveAs('planner')
  await planner.go('调度')
  if (!plan.fixedDays) await planner.button('按计划生成调度期').click()
  await planner.see('一季度')

  stage.site.setDay(IN_TIME)
  const county = await stage.arriveAs('county')
  const { page } = county
  await county.go('今日')
  await page.getByText(/全部在办/).click()
  await page.getByRole('row').filter({ hasText: plan.task.title }).click()
  await county.button('签收').click()
  await county.see('已办理')
  await page.getByLabel('进展情况').fill(PROGRESS)
  await page.getByLabel('存在问题').fill(PROBLEMS)
  await page.getByLabel('下一步措施').fill(NEXT)
  await page.locator('#report input[type=file]').setInputFiles({
    name: '回收点照片.png',
    mimeType: 'image/png',
    buffer: PICTURE,
  })
  await page.getByRole('link', { name: '回收点照片.png' }).waitFor()
  await county.button('提交').click()
  await county.see('已提交，等待审核')
})

test('the lead bureau reads the report and accepts it with one key', async () => {
  const lead = await stage.arriveAs('lead')
  await lead.go('审核')
  await lead.see(PROGRESS)
  await lead.page.getByRole('link', { name: '回收点照片.png' }).waitFor()
  await lead.page.keyboard.press('a')
  await lead.see('没有等您审核的')
})

test('the bureau closes the quarter and downloads the 调度表 with the plan’s own numbers', async () => {
  stage.site.setDay(AFTER)
  const planner = await stage.arriveAs('planner')
  const { page } = planner
  await planner.go('调度')
  const quarter = page.locator('section.jt-card').filter({ has: page.getByRole('heading', { name: /一季度/ }) })
  await quarter.getByRole('button', { name: '汇总办结' }).click()
  await quarter.getByRole('button', { name: '办结', exact: true }).click()
  await planner.see('已汇总办结，调度表已冻结')
  const file = await planner.download(quarter.getByRole('button', { name: '下载调度表' }))
  expect(file.name).toMatch(/一季度调度表\.xlsx$/)

  const book = new Workbook()
  await book.xlsx.readFile(file.path)
  const sheet = book.worksheets[0]!
  const rows = Array.from({ length: sheet.rowCount }, (_, i) => i + 1)
  const text = (row: number, column: number): string => sheet.getCell(row, column).text
  const find = (column: number, wanted: string): number => {
    const row = rows.find(r => text(r, column) === wanted)
    if (!row) throw new Error(`no row with ${wanted}`)
    return row
  }
  // The first row of the merged cell a cell belongs to.
  const top = (row: number, column: number): number => Number(sheet.getCell(row, column).master.row)
  const isAcross = (row: number): boolean => sheet.getCell(row, 12).master.address === sheet.getCell(row, 1).address
  expect(text(1, 1)).toBe(`${plan.title}${plan.year}年第一季度工作调度表`)
  expect(text(2, 1)).toContain(NUMBER)
  expect(rows.slice(0, 12).map(c => text(3, c))).toEqual(
    '序号 重点任务 任务内容 牵头单位 配合单位 责任单位 时限 进展情况 存在问题 下一步措施 完成情况 填报单位'.split(' '),
  )
  // The plan's own numbers, each once, in its own order, under its own sections.
  const blocks = rows.filter(r => r > 3 && !isAcross(r) && top(r, 1) === r)
  expect(blocks.map(r => text(r, 1))).toEqual(Array.from({ length: plan.tasks }, (_, i) => String(i + 1)))
  for (const section of plan.sections) expect(isAcross(find(1, section))).toBe(true)
  // The county's words stand in its line of its task; the task's own cells are merged over the lines of all units.
  const line = find(8, PROGRESS)
  expect([9, 10, 12].map(c => text(line, c))).toEqual([PROBLEMS, NEXT, plan.countyUnit])
  const task = top(line, 1)
  expect([1, 2, 4].map(c => text(task, c))).toEqual([plan.task.no, plan.task.title, plan.task.leadText])
  expect(text(task, 3).startsWith(plan.task.starts)).toBe(true)
  expect(top(line, 3)).toBe(task)
  // A development zone is asked like a county. Who said nothing is named, and how often.
  const zone = rows.find(r => r > task && text(r, 12) === plan.zoneUnit)!
  expect(text(zone, 8)).toBe('未报送')
  const missing = text(rows.find(r => text(r, 1).startsWith('未报送单位'))!, 1)
  expect(missing).toContain(plan.silent)
  expect(missing).toContain(`${plan.countyUnit}（${plan.countyOwes - 1}项）`)
})
