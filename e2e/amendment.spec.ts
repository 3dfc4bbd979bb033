import { expect, test } from 'vitest'
import { publishLinjiang, TITLE } from './linjiang.ts'
import { useStage } from './stage.ts'

const stage = useStage('2026-02-02', ({ server }) => publishLinjiang(server))

test('a change to a plan in force is drafted as tracked changes, put in force by one number, and the day before stays as it was', async () => {
  stage.site.setDay('2026-05-06')
  const planner = await stage.arriveAs('ecology')
  const { page } = planner
  await planner.go('计划')
  await page.getByRole('row').filter({ hasText: TITLE }).click()
  await planner.button('调整计划').click()
  await planner.button(/起草调整/).click()
  await planner.field('调整事项').fill('增加隐患排查家数')
  await planner.field('文号').fill('临环发〔2026〕19号')
  await planner.field('调整理由').fill('新增重点监管单位名录')
  await page.locator('.ant-drawer .ant-select').last().click()
  await page.locator('.ant-select-dropdown:visible').getByText('排查重点监管单位').click()
  await planner
    .field('任务内容')
    .fill('7月底前完成11家重点监管单位隐患排查。督促企业公开排查结果。对拒不整改的依法处理。')
  await planner.button('列入调整').click()
  // Word by word: what goes is struck out, what comes is underlined.
  const drafted = page.locator('.ant-drawer .jp-edit')
  expect((await drafted.locator('del').allInnerTexts()).join()).toContain('8')
  expect((await drafted.locator('ins').allInnerTexts()).join()).toContain('11')
  await planner.button('保存调整').click()
  await planner.see('已保存，发布前不生效')
  await planner.button('发布调整').click()
  await planner.see('调整已发布')

  await page.getByRole('tab', { name: '任务清单' }).click()
  await planner.see('7月底前完成11家重点监管单位隐患排查')
  await page.getByRole('tab', { name: '版本' }).click()
  await planner.button('逐处对照').first().click()
  await page.locator('.jp-versions del').first().waitFor()
  await page.getByRole('tab', { name: '任务清单' }).click()
  await page.getByPlaceholder('今天').fill('2026-05-05')
  await page.keyboard.press('Enter')
  await planner.see('这是 2026-05-05 当时的计划，不能修改。')
  await planner.see('6月底前完成8家重点监管单位隐患排查')
  await planner.button('回到今天').click()
  await planner.see('7月底前完成11家重点监管单位隐患排查')
})
