import { expect, test } from 'vitest'
import { publishLinjiang } from './linjiang.ts'
import { useStage } from './stage.ts'

const stage = useStage('2026-02-02', ({ server }) => publishLinjiang(server))

test('the whole house speaks English when asked, and Chinese again; what the plan says stays as it was written', async () => {
  const reader = await stage.arrive()
  const { page } = reader
  await reader.open('/plans')
  await reader.button('English').click()
  await reader.button('Sign in').waitFor()
  await page.locator('input').first().fill('ecology')
  await page.locator('input[type=password]').fill('qingshan-lvshui-42')
  await page.keyboard.press('Enter')
  await page
    .locator('h1')
    .getByText(/^Plans?$/)
    .waitFor()
  await reader.see('临江市2026年度土壤污染防治工作计划')
  // No word of the program's own is left in Chinese: navigation, heads of pages and lists, states.
  for (const path of [
    '/plans',
    '/today',
    '/periods',
    '/reviews',
    '/questions',
    '/reminders',
    '/organisation/units',
    '/organisation/people',
    '/organisation/regions',
  ]) {
    await reader.open(path)
    await page.locator('h1').waitFor()
    await page.waitForLoadState('networkidle')
    const words = await page.locator('.jt-nav a, .jt-nav h2, h1, th, .jt-record-state').allInnerTexts()
    expect([path, words.filter(word => /[\u4e00-\u9fff]/.test(word))]).toEqual([path, []])
  }
  const chinese = page.getByRole('heading', { name: '区域', exact: true })
  // On a busy machine a menu that is still opening may lose the first click: try as a person would.
  for (let tries = 0; tries < 3 && (await chinese.count()) === 0; tries++) {
    await page.locator('.jt-me').click()
    await page.getByRole('menuitem', { name: '中文' }).click()
    await Promise.race([chinese.waitFor({ timeout: 0 }), page.waitForTimeout(10_000)])
  }
  await chinese.waitFor()
})
