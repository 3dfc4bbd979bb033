import { expect, test } from 'vitest'
import { useStage } from './stage.ts'
import { PHONE } from './visitor.ts'

const stage = useStage('2026-09-02', async () => {})

test('anybody reads the tables, asks what a word means, and which law held on a day', async () => {
  const reader = await stage.arrive()
  const { page } = reader
  await reader.open('/standards')
  await page.locator('.ant-table-row', { hasText: 'GB 2762-2022' }).getByText('已停止施行').waitFor()
  await page.locator('.ant-table-row', { hasText: 'GB 2762-2025' }).getByText('施行中').waitFor()
  await page.locator('.ant-table-row', { hasText: 'GB 5084-2021' }).click()
  await page.locator('.js-doubt', { hasText: '总镍' }).getByText('未与任何文本核对').waitFor()

  await page.getByRole('tab', { name: '查物质' }).click()
  await page.getByLabel('物质', { exact: true }).fill('六价铬')
  await page.getByRole('heading', { name: '铬（六价）' }).waitFor()
  const limits = await page.locator('article[aria-label="铬（六价）"] .js-printed').allInnerTexts()
  expect(limits.map(text => text.split('\n')[0]!.split(' 表')[0])).toEqual([
    'GB 36600-2018',
    'GB/T 14848-2017',
    'GB 5084-2021',
  ])
  expect(limits[0]!.replace(/\s+/g, ' ')).toContain('3.0 5.7 30 78')

  await page.getByRole('tab', { name: '用地代码' }).click()
  await page.getByLabel('规划用途', { exact: true }).fill('10')
  await reader.see('同一代码在不同分类里不是同一种地')
  expect((await page.locator('.js-readings tr').allInnerTexts()).map(r => r.split(/\s+/).slice(0, 3))).toEqual([
    ['51号', '10', '工矿用地'],
    ['三调', '10', '交通运输用地'],
  ])

  await page.getByRole('tab', { name: '法律与施行日期' }).click()
  await page
    .locator('tr', { hasText: '中华人民共和国土壤污染防治法' })
    .getByText('据报道当日已施行，未核实，不据以判断')
    .waitFor()
})

test('the risk calculator refuses an override without its source and names what is not verified', async () => {
  const assessor = await stage.arrive()
  const { page } = assessor
  await assessor.open('/standards/risk')
  const answer = page.getByLabel('结果', { exact: true })
  await answer.getByText('不可接受').first().waitFor()
  await answer.getByText('2000 mg/kg').first().waitFor()
  const take = page.getByRole('button', { name: '采用' })
  await page.getByLabel('改用场地的取值：选一个参数').fill('OSIRc')
  await page
    .locator('.ant-select-dropdown:visible')
    .getByText(/儿童每日摄入土壤量/)
    .click()
  await page.getByLabel('取值', { exact: true }).fill('100')
  expect(await take.isDisabled()).toBe(true)
  await page.getByLabel('为什么不用推荐值').fill('地块已硬化')
  await page.getByLabel('数值的来源').fill('现场调查记录 3 号')
  await take.click()
  // Half of the soil eaten: the copper becomes acceptable.
  await answer.locator('h2').getByText('可接受', { exact: true }).waitFor()
  await page.getByRole('button', { name: '改回推荐值' }).click()
  await answer.locator('h2').getByText('不可接受').waitFor()

  await page.locator('#jk-substance').fill('镉')
  await page.locator('.ant-select-item-option:visible', { hasText: /^镉/ }).click()
  await answer.getByText(/^未核实的参数：/).waitFor()
  await answer.getByText('据未核实的参数，仅供参考').waitFor()
  await page.locator('section[aria-label="敏感性"] .jc-figure div[role=img] svg').waitFor()
})

test('on the phone the tables stay inside the screen', async () => {
  const reader = await stage.arrive(PHONE)
  for (const path of [
    '/standards',
    '/standards?tab=tables&standard=GB+36600-2018',
    '/standards?tab=land',
    '/standards/risk',
  ]) {
    await reader.open(path)
    await reader.page.locator('h1').waitFor()
    await reader.page.locator('table, .jt-cards').first().waitFor()
    expect([path, await reader.overflow()]).toEqual([path, 0])
  }
})
