import { readFile } from 'node:fs/promises'
import { readSheet } from '@jingtu/documents/sheet/read.ts'
import { type CellContent, writeSheet } from '@jingtu/documents/sheet/write.ts'
import { addOrganisation, addSite, creditCode } from '@jingtu/server/registers/testing.ts'
import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { chooseSheet, confirm, dialog, rowOf, selectAll } from './list-work.ts'
import type { Site } from './site.ts'
import { useStage } from './stage.ts'
import { PHONE, type Visitor } from './visitor.ts'

const stage = useStage('2026-03-09', prepare)
const PONDS = '/registers/tailings-pond'
const HEAD = [
  '序号',
  '对象',
  '主要矿种',
  '使用情况',
  '现状坝高（m）',
  '占地面积',
  '矿种类型',
  '周边环境敏感性',
  '污染防治水平',
  '责任人',
]

/** A city with a county, their bureaus, a mining company and three ponds known as places, on no list yet. */
async function prepare({ server }: Site): Promise<void> {
  const nation = await server.region('中华人民共和国', 'nation', null, '')
  const province = await server.region('云山省', 'province', nation, '98')
  const city = await server.region('临湖市', 'city', province, '9802')
  const county = await server.region('东屏县', 'county', city, '980221')
  const office = await server.unit(city, { name: '临湖市生态环境局', shortName: '市生态环境局' })
  const bureau = await server.unit(county, { name: '东屏县生态环境局' })
  await server.person(office, 'city', ['planner', 'reporter', 'reviewer', 'admin'])
  await server.person(office, 'auditor', ['viewer'])
  await server.person(bureau, 'county', ['reporter'])
  const works = await server.unit(county, { name: '东屏铅锌矿业有限公司', kind: '企业', line: '企业' })
  await server.person(works, 'works', ['reporter'], { party: 'operator' })
  const keeper = await server.signIn('city')
  const owner = await addOrganisation(keeper, county, {
    name: '东屏铅锌矿业有限公司',
    creditCode: creditCode(1),
    unit: works.id,
  })
  for (const [i, name] of ['石坪尾矿库', '岭脚尾矿库', '响水尾矿库'].entries())
    await addSite(keeper, county, {
      name,
      kind: '尾矿库',
      organisation: owner.id,
      location: { type: 'Point', coordinates: [108.2 + i / 20, 22.8] },
    })
}

const sheet = async (rows: CellContent[][]): Promise<Buffer> =>
  Buffer.from(await writeSheet({ sheets: [{ name: '尾矿库清单', rows: [HEAD, ...rows] }] }))

const choose = (visitor: Visitor, buffer: Buffer): Promise<void> => chooseSheet(visitor, '尾矿库清单.xlsx', buffer)

test('a county fills a list from Excel, mends the faults it is shown and submits the rows', async () => {
  const clerk = await stage.arriveAs('county')
  const { page } = clerk
  await clerk.go('台账')
  await page.getByRole('link', { name: /尾矿库清单/ }).click()
  await clerk.see('“尾矿库清单”里还没有记录')
  await page.locator('.jt-empty').getByRole('button', { name: '从 Excel 导入' }).click()
  const template = await clerk.download(page.locator('.jt-page-actions').getByText('下载填报模板'))
  expect(template.name).toBe('尾矿库清单模板.xlsx')
  const read = await readSheet(new Uint8Array(await readFile(template.path)))
  if (!('sheets' in read)) throw new Error('the template cannot be read')
  expect(read.sheets[0]!.rows[0]!.texts).toEqual(expect.arrayContaining(['对象*', '主要矿种*', '现状坝高（m）']))

  const heavy = '汞镉铅砷铬铊锑等重金属或氰化物'
  await choose(
    clerk,
    await sheet([
      [1, '石坪尾矿库', '铅锌', '运行', 46.5, '12 公顷', heavy, '高', '中', '王启明'],
      [2, '岭角尾矿库', '铅锌', '开采中', '三十', '8 公顷', heavy, '中', '差', '李文'],
      [3, '响水尾矿库', '锰', '停用', 22, 5, '其他矿种', '低', '好', null],
    ]),
  )
  // Two faults and a doubt, each at its cell; nothing has been written.
  const cell = (name: string): Locator => page.locator(`[data-cell="${name}"]`)
  await cell('B3')
    .getByText(/没有找到.*“岭角尾矿库”/)
    .waitFor()
  await cell('D3')
    .getByText(/现为“开采中”/)
    .waitFor()
  await cell('E3')
    .getByText(/现为“三十”/)
    .waitFor()
  await cell('F4')
    .getByText(/没有写单位，按公顷计/)
    .waitFor()
  expect(await clerk.button('确认导入 2 行').isDisabled()).toBe(true)
  await clerk.button('下一处错误').click()
  await clerk.see('第 1 处，共 3 处')
  expect(await page.evaluate('document.activeElement.dataset.cell')).toBe('B3')

  await clerk.button('换一份文件').click()
  await choose(
    clerk,
    await sheet([
      [1, '石坪尾矿库', '铅锌', '运行', 46.5, '12 公顷', heavy, '高', '中', '王启明'],
      [2, '岭脚尾矿库', '铅锌', '运行', 30, '8 公顷', heavy, '中', '差', '李文'],
      [3, '响水尾矿库', '锰', '停用', 22, '5 公顷', '其他矿种', '低', '好', null],
    ]),
  )
  await clerk.button('确认导入 3 行').click()
  await clerk.see('新增 3 条，修改 0 条')
  await clerk.button('看清单').click()
  // What the declaration computes stands in the list at once.
  await rowOf(clerk, '石坪尾矿库').getByText('一级').waitFor()
  await rowOf(clerk, '响水尾矿库').getByText('三级').waitFor()

  await selectAll(clerk)
  await clerk.see('已选 3 条')
  await page.locator('.jg-bulk').getByRole('button', { name: '提交' }).click()
  await confirm(clerk, '提交')
  await clerk.see('已办理 3 条')
  await page.locator('.jr-chip', { hasText: '待审核' }).getByText('3').waitFor()
})

test('the city reviews the rows in bulk, is told which ones cannot be listed and why, and does the rest', async () => {
  stage.site.setDay('2026-07-01')
  const reviewer = await stage.arriveAs('city')
  const { page } = reviewer
  await reviewer.open('/registers')
  await page.locator('.jg-card', { hasText: '尾矿库清单' }).getByText('待我办理 3').waitFor()
  await reviewer.open(`${PONDS}?state=submitted`)
  await rowOf(reviewer, '岭脚尾矿库').waitFor()
  await selectAll(reviewer)
  await page.locator('.jg-bulk').getByRole('button', { name: '审核列入' }).click()
  await confirm(reviewer, '审核列入')
  const refused = dialog(reviewer).locator('.jg-refused')
  await refused.getByText('响水尾矿库').waitFor()
  await refused.getByText('尚未明确责任人').waitFor()
  expect(await refused.locator('b').allInnerTexts()).toEqual(['响水尾矿库'])
  await reviewer.button('去掉这 1 条，其余照办').click()
  await dialog(reviewer).getByText('审核列入 · 2 条').waitFor()
  await confirm(reviewer, '审核列入')
  await reviewer.see('已办理 2 条')
  await page.locator('.jr-chip', { hasText: '在册' }).getByText('2').waitFor()

  // The one that is left says why it cannot go on, before anybody presses anything.
  await rowOf(reviewer, '响水尾矿库').click()
  await reviewer.see('还不能“审核列入”：尚未明确责任人')
  expect(
    await page.locator('.jt-page-actions').getByText('审核列入').locator('xpath=ancestor-or-self::button').isDisabled(),
  ).toBe(true)

  // A listed one owes what the law asks, by the day reckoned from its own facts.
  await reviewer.open('/duties')
  const owed = rowOf(reviewer, '石坪尾矿库').filter({ hasText: '汛前污染隐患排查' })
  await owed.getByText('2027-05-31').waitFor()
})

test('an auditor sees the list as it was known last March, and as it is', async () => {
  stage.site.setDay('2026-07-02')
  const auditor = await stage.arriveAs('auditor')
  const { page } = auditor
  await auditor.open(PONDS)
  await rowOf(auditor, '石坪尾矿库').getByText('在册').waitFor()
  await page.locator('main').getByText('看过去').click()
  await page.getByLabel('当时所知').fill('2026-03-31')
  await page.keyboard.press('Enter')
  await auditor.see('2026-03-31 当时所知')
  await rowOf(auditor, '石坪尾矿库').getByText('待审核').waitFor()
  expect(await page.locator('.ant-table-row').count()).toBe(3)
  expect(await page.locator('.ant-table-tbody .ant-checkbox-input:not(:disabled)').count()).toBe(0)
  // The row as it was then, from the list as it was then.
  await rowOf(auditor, '石坪尾矿库').click()
  await page.locator('h1').getByText('待审核').waitFor()
  await auditor.button('回到现在').click()
  await page.locator('h1').getByText('在册').waitFor()
  await page.getByRole('tab', { name: '变动' }).click()
  const last = page.locator('.jt-timeline .ant-timeline-item').first()
  await last.getByText('审核列入').waitFor()
  expect(await last.innerText()).toMatch(/待审核\s*→\s*在册/)
  // Before the import there was nothing.
  await auditor.open(`${PONDS}?knownOn=2026-03-08`)
  await auditor.see('没有符合条件的内容')
})

test('a row is written in a form that says all its faults at once, mended on the phone and taken back', async () => {
  stage.site.setDay('2026-07-03')
  const clerk = await stage.arriveAs('county', PHONE)
  const { page } = clerk
  await clerk.open(PONDS)
  await page.getByRole('button', { name: /石坪尾矿库/ }).click()
  await clerk.button('登记汛期排查').click()
  await page.locator('.jr-edit-tools').getByText('加一条').click()
  await confirm(clerk, '登记汛期排查')
  // Every cell that must be filled says so, at the cell.
  await clerk.see('“汛期排查”不能为空')
  await page.getByLabel(/^排查情况/).fill('排洪斜槽盖板破损两块')
  await page.locator('.jr-fault').first().waitFor()
  expect(await page.locator('.jr-fault').allInnerTexts()).toEqual(['“排查日期”不能为空', '“隐患类型”不能为空'])
  await page.getByLabel(/^排查日期/).fill('2026-07-02')
  await page.keyboard.press('Tab')
  await page.getByLabel(/^隐患类型/).click()
  await page.locator('.ant-select-dropdown:visible').getByText('排洪设施').last().click()
  await confirm(clerk, '登记汛期排查')
  // What the declaration checks between cells: a hazard needs its measure and its day.
  await page.locator('.jr-fault').getByText('有隐患的须写明整改措施和期限').waitFor()
  await page.getByLabel(/^整改措施/).fill('更换盖板')
  await page.getByLabel(/^整改期限/).fill('2026-07-20')
  await page.keyboard.press('Tab')
  await confirm(clerk, '登记汛期排查')
  await clerk.see('更换盖板')
  expect(await page.locator('dd', { hasText: '1 处' }).count()).toBeGreaterThan(0)
  expect(await clerk.overflow()).toBe(0)

  await clerk.button('更多').click()
  await page.getByText('撤销我刚才的操作').click()
  await page.locator('.ant-modal-confirm').getByRole('button', { name: '撤销' }).click()
  await clerk.see('已撤销')
  await page.getByText('更换盖板').waitFor({ state: 'detached' })
  for (const path of ['/registers', PONDS, `${PONDS}/new`, `${PONDS}/import`, '/duties', '/registers/site?view=map']) {
    await clerk.open(path)
    await page.locator('.jt-page-head').waitFor()
    await page.waitForLoadState('networkidle')
    expect([path, await clerk.overflow()]).toEqual([path, 0])
  }
})

test('a works proposes a correction of what stands and the city accepts it; a new place is drawn on the map', async () => {
  stage.site.setDay('2026-07-04')
  const works = await stage.arriveAs('works')
  await works.open(PONDS)
  await rowOf(works, '石坪尾矿库').click()
  await works.page.locator('.jt-page-actions').getByText('申请更正').click()
  await works.page.getByLabel('现状坝高').fill('48.2')
  await works.page.locator('#jg-reason').fill('复测坝高')
  await works.button('提交更正申请').click()
  await works.page.locator('.jg-draft').getByText('待处理').waitFor()
  // Nothing is changed by asking.
  expect(await works.page.locator('.jg-facts').innerText()).toContain('46.5 m')

  const office = await stage.arriveAs('city')
  const { page } = office
  await office.open(PONDS)
  await rowOf(office, '石坪尾矿库').click()
  expect(await page.locator('.jg-draft').innerText()).toMatch(/46\.5 m\s*→\s*48\.2 m/)
  await office.button('采纳').click()
  await confirm(office, '采纳')
  await page.locator('.jg-facts').getByText('48.2 m').waitFor()

  await office.open('/registers/site/new')
  await page.getByText('在地图上画').first().click()
  const map = page.locator('.jg-map canvas').first()
  await map.waitFor()
  await page.locator('.ant-zoom-enter, .ant-zoom-appear').first().waitFor({ state: 'detached' })
  const box = (await page.locator('.jg-map').boundingBox())!
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  await office.button('就用它').click()
  const [lon, lat] = (await page.locator('#jg-location').inputValue()).split(',').map(Number)
  // The places known around are in sight, so the middle of the map lies among them.
  expect(lon).toBeGreaterThan(108.1)
  expect(lon).toBeLessThan(108.4)
  expect(lat).toBeCloseTo(22.8, 1)
})

test('a list is frozen, published and read by everybody; a duplicate place becomes one', async () => {
  stage.site.setDay('2026-07-06')
  const office = await stage.arriveAs('city')
  const { page } = office
  await office.open(`${PONDS}?view=editions`)
  await office.button('冻结一版').click()
  await page.getByLabel('范围').click()
  await page.locator('.ant-select-tree-title:visible').getByText('临湖市', { exact: true }).click()
  await office.button('冻结').click()
  await office.see('已冻结 2 条')
  await page.locator('.jg-editions li').getByRole('button', { name: '向社会公布' }).click()
  await page
    .locator('.ant-popconfirm')
    .getByRole('button', { name: /确\s*定/ })
    .click()
  await page.locator('.jg-editions').getByText('已公布').waitFor()

  const citizen = await stage.arrive(PHONE)
  await citizen.open('/public-lists/tailings-pond')
  await citizen.see('石坪尾矿库')
  // What is not published is not there: who answers for it, and what is not listed yet.
  expect(await citizen.page.locator('main').innerText()).not.toMatch(/王启明|响水尾矿库/)

  const keeper = await stage.site.server.signIn('city')
  const county = (await keeper.get('/regions?search=东屏县')).body.rows[0]
  await addSite(keeper, county, { name: '石坪一号库', kind: '尾矿库' })
  await office.open('/registers/site?q=石坪一号库')
  await rowOf(office, '石坪一号库').click()
  await page.getByRole('tab', { name: /往来/ }).click()
  await office.button('这是重复的，并入另一条…').click()
  await dialog(office).getByLabel('保留哪一条').fill('石坪尾矿库')
  await page.locator('.ant-select-dropdown:visible .jt-option').getByText('石坪尾矿库').click()
  await dialog(office).locator('textarea').fill('同一座库')
  await confirm(office, '合并')
  await page.locator('h1').getByText('石坪尾矿库').waitFor()
  await page.getByRole('tab', { name: '内容' }).click()
  await office.see('石坪一号库')
})
