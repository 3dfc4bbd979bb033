import { Workbook } from 'exceljs'
import { expect, test } from 'vitest'
import { publishLinjiang } from './linjiang.ts'
import { useStage } from './stage.ts'
import type { Visitor } from './visitor.ts'

const stage = useStage('2026-02-02', ({ server }) => publishLinjiang(server))

/** What Excel puts on the clipboard, pasted where the cursor stands. */
const paste = (visitor: Visitor, text: string): Promise<void> =>
  visitor.page.evaluate(`(() => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text', ${JSON.stringify(text)})
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })()`)

test('S063 a report table is drawn, filled with a block copied from Excel, and downloaded with formulas that live', async () => {
  stage.site.setDay('2026-03-16')
  const planner = await stage.arriveAs('ecology')
  const { page } = planner
  const choose = async (label: string, option: string): Promise<void> => {
    const open = page.locator('.ant-select-dropdown:visible')
    await page.getByLabel(label).click()
    await open.getByText(option, { exact: true }).click()
    // Until it has folded up, what is opened next would be the second one to be seen.
    await open.waitFor({ state: 'hidden' })
  }
  await planner.go('报表')
  await planner.button('设计报表').first().click()
  await page.getByLabel('表名').fill('农膜回收季报')
  await page.getByLabel('B 列 列名').fill('使用量')
  for (const [letter, name] of ['C 回收量', 'D 回收率', 'E 交办任务'].map(x => x.split(' ') as [string, string])) {
    await planner.button('加一列').click()
    await page.getByLabel(`${letter} 列 列名`).fill(name)
  }
  await choose('D 列 来源', '公式')
  await page.getByLabel('D 列 公式').fill('D/B')
  await planner.see('循环引用：D1 → D1')
  await page.getByLabel('D 列 公式').fill('[回收量]/[使用量]*100')
  await page.getByText('循环引用').first().waitFor({ state: 'detached' })
  await choose('E 列 来源', '任务数')
  await planner.button('保存').click()
  await planner.see('表样还在设计中')
  await planner.button('启用').click()
  await planner.see('未提交 3 行')

  // The county fills its own row and sees no other.
  const county = await stage.arriveAs('county')
  await county.go('报表')
  await county.page.getByRole('link', { name: '农膜回收季报' }).click()
  await county.page.getByLabel('青川区 使用量').fill('12.5')
  await county.page.keyboard.press('Enter')
  await county.page.getByLabel('青川区 使用量').press('ArrowRight')
  await county.page.keyboard.type('10')
  await county.page.getByRole('button', { name: '青川区 回收率 80.00' }).waitFor()
  expect(await county.page.getByText('白石区').count()).toBe(0)
  await county.button('提交').click()
  await county.see('已提交')

  await page.reload()
  await page.getByLabel('白石区 使用量').focus()
  await paste(planner, '20\t17\r\n/\t/')
  await page.getByRole('button', { name: '合计 回收率 83.08' }).waitFor()
  await planner.button('提交').click()
  await page.getByText('未提交').first().waitFor({ state: 'detached' })
  await page.getByRole('button', { name: '合计 回收率 83.08' }).click()
  await page.locator('.ant-drawer').getByRole('button', { name: 'C合计' }).click()
  await page.locator('.ant-drawer').getByText('白石区 · 回收量').waitFor()
  await page.locator('.ant-drawer-close:visible').click()
  await page.locator('.ant-drawer-open').waitFor({ state: 'detached' })
  await planner.button('上报').click()
  await planner.see('已上报，工作簿已冻结')
  const file = await planner.download(planner.button('导出 Excel（带公式）'))
  expect(file.name).toBe('农膜回收季报（2026年第一季度）.xlsx')

  const book = new Workbook()
  await book.xlsx.readFile(file.path)
  const sheet = book.worksheets[0]!
  const shown = [4, 5, 6, 7].map(row =>
    ['A', 'B', 'C', 'D'].map(c => sheet.getCell(`${c}${row}`)).map(x => x.result ?? x.value),
  )
  expect(shown).toEqual([
    ['青川区', 12.5, 10, 80],
    ['白石区', 20, 17, 85],
    ['临江高新技术产业开发区', '/', '/', '/'],
    ['合计', 32.5, 27, 83.08],
  ])
  expect(sheet.getCell('D7').formula).toContain('ROUND(((C7/B7)*100),2)')
  expect(sheet.getCell('B7').formula).toContain('SUM(B4:B6)')
})

test('a county takes its tasks of a quarter home in one sheet of Excel and brings it back filled', async () => {
  stage.site.setDay('2026-03-18')
  const county = await stage.arriveAs('county')
  const { page } = county
  await county.go('调度')
  const open = county.button('用 Excel 填报（2 项）')
  await open.click()
  const file = await county.download(county.button(/下载填报表/))
  const book = new Workbook()
  await book.xlsx.readFile(file.path)
  const sheet = book.worksheets[0]!
  const heads = (sheet.getRow(3).values as string[]).slice(1)
  const cell = (row: number, head: string) => sheet.getCell(row, heads.indexOf(head) + 1)
  expect([4, 5].map(row => cell(row, '任务').text)).toEqual(['减少农膜残留', '排查重点监管单位'])
  cell(4, '进展情况').value = '已发放加厚地膜。'
  cell(5, '进展情况').value = '完成1家排查。'
  cell(5, '数值口径').value = '累计值'
  cell(5, '完成数量').value = '一家'
  const send = async (): Promise<void> => {
    const buffer = Buffer.from(await book.xlsx.writeBuffer())
    const name = `填报表${Math.random()}.xlsx`
    const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    await page.locator('.ant-modal input[type=file]').setInputFiles({ name, mimeType, buffer })
    await county.see(name)
    await page.locator('.ant-modal').getByRole('button', { name: '提交' }).click()
  }
  await send()
  await county.see('第5行 完成数量（I5）')
  cell(5, '完成数量').value = 1
  await send()
  await county.see('已提交 2 项')
  await page.getByRole('button', { name: /^用 Excel 填报/ }).waitFor({ state: 'detached' })
})
