import { remind } from '@jingtu/server/jobs/reminders.ts'
import { Workbook } from 'exceljs'
import { expect, test } from 'vitest'
import { publishLinjiang } from './linjiang.ts'
import { useStage } from './stage.ts'
import { PHONE } from './visitor.ts'

const stage = useStage('2026-02-02', ({ server }) => publishLinjiang(server))
const QUARTER = '2026年第一季度'

test('S040 a township clerk sees what is to be done on a phone and reports it with a photograph', async () => {
  stage.site.setDay('2026-03-16')
  const clerk = await stage.arriveAs('town', PHONE)
  const { page } = clerk
  await clerk.page.locator('.jt-tab').filter({ hasText: '今日' }).click()
  await page
    .getByRole('button', { name: /回收农药包装废弃物/ })
    .first()
    .click()
  await page.getByRole('heading', { name: /回收农药包装废弃物/ }).waitFor()
  await clerk.see('在每个行政村设立回收点')
  await page.getByLabel('进展情况').fill('7个行政村设了回收点，回收农药包装废弃物0.6吨。')
  await page.locator('#report input[type=file]').setInputFiles({
    name: '回收点.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex'),
  })
  await page.getByRole('link', { name: '回收点.jpg' }).waitFor()
  expect(await clerk.overflow()).toBe(0)
  await clerk.button('提交').click()
  await clerk.see('已提交，等待审核')
  await clerk.see('待审核')
  for (const path of ['/today', '/plans', '/periods', '/questions', '/progress']) {
    await clerk.open(path)
    await page.locator('.jt-page-head').waitFor()
    await page.waitForLoadState('networkidle')
    expect([path, await clerk.overflow()]).toEqual([path, 0])
  }
})

test('S057 a quarter: reminded, reported late, sent back, mended, rolled up', async () => {
  // The plan’s own days made the quarters; the hourly job reminds a few days before.
  stage.site.setDay('2026-03-20')
  await remind(stage.site.server.services)
  const lead = await stage.arriveAs('farming')
  await lead.button(/提醒（\d+ 条未读）/).click()
  await lead.see(/还剩 5 天/)
  await lead.page.keyboard.press('Escape')

  stage.site.setDay('2026-03-27')
  await lead.signIn('farming')
  await lead.go('今日')
  await lead.see('逾期 2 天')
  await lead.page.getByRole('row').filter({ hasText: '减少农膜残留' }).click()
  await lead.page.getByLabel('进展情况').fill('正在开展。')
  await lead.button('提交').click()
  await lead.see('已提交（逾期）')

  const owner = await stage.arriveAs('ecology')
  await owner.go('审核')
  await owner.page.getByRole('listitem').filter({ hasText: '市农业农村局' }).getByRole('button').click()
  await owner.see('正在开展。')
  await owner.see('逾期报送')
  await owner.page.keyboard.press('r')
  await owner.button('进展描述过于笼统，请写明数量和节点').click()
  await owner.button('退回').click()
  await owner.see('已办理')

  await lead.go('今日')
  await lead.see('退回理由：进展描述过于笼统，请写明数量和节点')
  await lead.page.getByRole('row').filter({ hasText: '减少农膜残留' }).click()
  await lead.see('↩ 退回理由：进展描述过于笼统，请写明数量和节点')
  await lead.page.getByLabel('进展情况').fill('推广加厚地膜1.2万亩，设回收点16个，4月开始离田回收。')
  await lead.button('提交').click()
  await lead.see('已提交（逾期）')

  await owner.open('/reviews')
  await owner.page.getByRole('listitem').filter({ hasText: '市农业农村局' }).getByRole('button').click()
  await owner.see('推广加厚地膜1.2万亩')
  await owner.page.keyboard.press('a')
  await owner.see('已办理')

  // The township’s report was never reviewed: closing says so, and marks it in the sheet.
  await owner.go('调度')
  const quarter = owner.page
    .locator('section.jt-card')
    .filter({ has: owner.page.getByRole('heading', { name: QUARTER }) })
  await quarter.getByText('逾期报送 1').waitFor()
  await quarter.getByRole('button', { name: '汇总办结' }).click()
  expect(await quarter.getByRole('button', { name: '办结', exact: true }).isDisabled()).toBe(true)
  await quarter.getByText('连同未审核的一并汇总，表中注明“待审核”').click()
  await quarter.getByRole('button', { name: '办结', exact: true }).click()
  const file = await owner.download(quarter.getByRole('button', { name: '下载调度表' }))
  const book = new Workbook()
  await book.xlsx.readFile(file.path)
  const said = new Map<string, string>()
  book.worksheets[0]!.eachRow(row => said.set(`${row.getCell(2).text} ${row.getCell(12).text}`, row.getCell(8).text))
  expect(said.get('减少农膜残留 市农业农村局')).toBe('推广加厚地膜1.2万亩，设回收点16个，4月开始离田回收。（逾期报送）')
  expect(said.get('回收农药包装废弃物 柳河镇人民政府')).toBe('7个行政村设了回收点，回收农药包装废弃物0.6吨。（待审核）')
  expect(said.get('回收农药包装废弃物 石桥乡人民政府')).toBe('未报送')
})
