import { type CellContent, writeSheet } from '@jingtu/documents/sheet/write.ts'
import { handOf } from '@jingtu/server/registers/testing-rows.ts'
import { listRegions } from '@jingtu/store/regions.ts'
import { test } from 'vitest'
import { publishLinjiang } from './linjiang.ts'
import { chooseSheet, confirm, rowOf, selectAll } from './list-work.ts'
import type { Site } from './site.ts'
import { useStage } from './stage.ts'

const stage = useStage('2026-02-02', prepare)
const LIST = '/registers/farm-input-year'
const CELL = '农膜回收率 临江市'
const HEAD = ['所在区域', '年度', '数据来源部门', '农膜使用量（吨）', '农膜回收量（吨）']
const sheet = async (...rows: CellContent[][]): Promise<Buffer> =>
  Buffer.from(await writeSheet({ sheets: [{ name: '统计', rows: [HEAD, ...rows] }] }))

/** The plan in force; two counties with a farming bureau each, of which one has handed in its year. */
async function prepare({ server }: Site): Promise<void> {
  await publishLinjiang(server)
  const counties = new Map<string, { region: string; bureau: string }>()
  for (const [name, login] of [
    ['青川区', 'qingchuan'],
    ['白石区', 'baishi'],
  ] as const) {
    const node = (await listRegions(server.store.db)).find(r => r.name === name)!
    const bureau = await server.unit(node, { name: `${name}农业农村局`, line: '农业农村' })
    await server.person(bureau, login, ['reporter'])
    counties.set(name, { region: node.id, bureau: bureau.id })
  }
  server.setClock('2026-12-28T09:00:00+08:00')
  const baishi = handOf(await server.signIn('baishi'))
  const { region, bureau } = counties.get('白石区')!
  const values = { year: 2026, source: bureau, filmUsed: '1000', filmRecovered: '700' }
  const row = await baishi.make('farm-input-year', values, { region })
  await baishi.move('farm-input-year', row, 'submit')
  await handOf(await server.signIn('farming')).move('farm-input-year', row, 'accept')
}

test('a target is what the lists say: red while a county is missing, green once its rows are reviewed, and open to them', async () => {
  stage.site.setDay('2027-01-08')
  const bureau = await stage.arriveAs('ecology')
  await bureau.go('指标')
  const cell = bureau.page.getByRole('button', { name: CELL })
  await cell.getByText('未知').waitFor()
  await cell.click()
  await bureau.page.locator('.ant-drawer').getByRole('link', { name: '打开指标页' }).click()
  // A person says once which figure of the lists this target is.
  await bureau.button('确认对应').click()
  // The page is asked for anew once it is confirmed; a click before that would meet what is going.
  await bureau.button('确认对应').waitFor({ state: 'hidden' })
  await bureau.button('按台账计算').click()
  await bureau.see('700 ÷ 1,000 = 70.00%')
  await bureau.go('指标')
  await cell.getByText('未达到').waitFor()

  const clerk = await stage.arriveAs('qingchuan')
  await clerk.open(LIST)
  await clerk.button('从 Excel 导入').first().click()
  await chooseSheet(clerk, '农膜.xlsx', await sheet(['青川区', 2026, '青川区农业农村局', 2000, '一千九']))
  await clerk.page
    .locator('[data-cell="E2"]')
    .getByText(/现为“一千九”/)
    .waitFor()
  await clerk.button('换一份文件').click()
  await chooseSheet(clerk, '农膜.xlsx', await sheet(['青川区', 2026, '青川区农业农村局', 2000, 1900]))
  await clerk.button('确认导入 1 行').click()
  await clerk.button('看清单').click()
  await rowOf(clerk, '青川区').getByText('95').waitFor()
  await selectAll(clerk)
  await clerk.page.locator('.jg-bulk').getByRole('button', { name: '提交' }).click()
  await confirm(clerk, '提交')
  await clerk.see('已办理 1 条')

  const farming = await stage.arriveAs('farming')
  await farming.open(`${LIST}?state=submitted`)
  await rowOf(farming, '青川区').waitFor()
  await selectAll(farming)
  await farming.page.locator('.jg-bulk').getByRole('button', { name: '审核通过' }).click()
  await confirm(farming, '审核通过')
  await farming.see('已办理 1 条')

  await cell.click()
  await bureau.page.locator('.ant-drawer').getByRole('link', { name: '打开指标页' }).click()
  await bureau.button('按台账计算').click()
  await bureau.see('2,600 ÷ 3,000 = 86.67%')
  await bureau.go('指标')
  await cell.getByText('达到', { exact: true }).waitFor()

  // Year by year beside the others, with the moment it is of; a line opens to that year.
  await bureau.open('/indicators')
  await bureau.page.getByText('近五年', { exact: true }).click()
  await bureau.see('之前的全部变动')
  await bureau.page.getByPlaceholder('搜索').first().fill('农膜回收率')
  const ofYear = bureau.page.locator('.ant-table-row').filter({ hasText: '农膜回收率' }).filter({ hasText: '2026' })
  await ofYear.getByText('86.67').waitFor()
  await ofYear.getByText('95.00').waitFor()
  await ofYear.click()
  await bureau.see('2600 / 3000')

  // The figure opens to the rows it was made of, a row to its history.
  await bureau.open('/indicators?period=2026&open=film-rate')
  await bureau.see('2600 / 3000')
  const behind = bureau.page.locator('.ant-drawer .ant-table-row')
  await behind.filter({ hasText: '青川区' }).waitFor()
  await behind.filter({ hasText: '白石区' }).waitFor()
  await behind.filter({ hasText: '青川区' }).click()
  await bureau.see('95.00 %')
  await bureau.page.getByRole('tab', { name: '变动' }).click()
  await bureau.page.locator('.jt-timeline').getByText('审核通过').waitFor()
})
