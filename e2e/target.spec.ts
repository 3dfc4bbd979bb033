import { expect, test } from 'vitest'
import { publishLinjiang } from './linjiang.ts'
import { useStage } from './stage.ts'

const stage = useStage('2026-02-02', ({ server }) => publishLinjiang(server))
const CELL = '受污染耕地安全利用率 临江市'

test('a target is unknown until it is measured, then its light turns with the figure and opens to the rows and their evidence', async () => {
  stage.site.setDay('2026-07-06')
  const bureau = await stage.arriveAs('ecology')
  const { page } = bureau
  await bureau.go('指标')
  const cell = page.getByRole('button', { name: CELL })
  const sheet = page.locator('.ant-drawer')
  const shut = async (): Promise<void> => {
    await page.locator('.ant-drawer-close:visible').click()
    await page.locator('.ant-drawer-open').waitFor({ state: 'detached' })
  }
  const measure = async (above: string, below: string): Promise<void> => {
    await cell.click()
    await sheet.getByRole('button', { name: '录入实测值' }).click()
    await page.locator('.jg-modes').getByText('分子÷分母').click()
    await bureau.field('分子').fill(above)
    await bureau.field('分母').fill(below)
    await bureau.field('数据来源').fill('市农业农村局二季度统计')
    await page.locator('[data-field=evidence] input[type=file]').setInputFiles({
      name: '安全利用台账.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from(`安全利用面积${above}亩，受污染耕地${below}亩`),
    })
    await page.getByRole('link', { name: '安全利用台账.txt' }).waitFor()
  }
  // No figure is neither met nor red.
  await cell.getByText('未知').waitFor()
  await measure('4500', '5000')
  // What it will be judged as stands there while it is typed.
  await page.locator('.jg-preview').getByText('有风险').waitFor()
  await bureau.button('录入').click()
  await bureau.see('已录入')
  await bureau.see('4,500 ÷ 5,000 = 90.00%')
  await bureau.see('还差 2%')
  await shut()
  await cell.getByText('有风险').waitFor()
  expect(await cell.innerText()).toContain('90')

  // A wrong figure is withdrawn with its reason and stays to be seen.
  await cell.click()
  await bureau.button('撤回').click()
  await bureau.button('数值录错').click()
  await page.locator('.jt-reason').getByRole('button', { name: '撤回' }).click()
  await bureau.see('撤回理由：数值录错')
  await shut()
  await cell.getByText('未知').waitFor()
  await measure('4750', '5000')
  await bureau.button('录入').click()
  await bureau.see('已录入')
  // The form gives way to the sheet of the figure; until that stands there, closing would close the form.
  await bureau.see('4,750 ÷ 5,000 = 95.00%')
  await shut()
  await cell.getByText('达到').waitFor()

  // The light opens to the rows, a row to its file, the target to the sentence of the plan.
  await cell.click()
  await bureau.see('4,750 ÷ 5,000 = 95.00%')
  await bureau.see('来源：市农业农村局二季度统计')
  const evidence = page
    .locator('.jg-rows li')
    .filter({ hasText: '4,750' })
    .getByRole('link', { name: '安全利用台账.txt' })
  const answer = await page.request.get(new URL((await evidence.getAttribute('href'))!, stage.site.address).href)
  expect(await answer.text()).toBe('安全利用面积4750亩，受污染耕地5000亩')
  await page.locator('.jg-quote').getByRole('link', { name: '在计划中查看' }).click()
  await page.locator('.jp-text').getByText('受污染耕地安全利用率不低于92%').first().waitFor()
})
