import { Workbook } from 'exceljs'
import { expect, test } from 'vitest'
import { openLinjiang, PLAN_FILE, TITLE } from './linjiang.ts'
import { useStage } from './stage.ts'

const stage = useStage('2026-02-02', ({ server }) => openLinjiang(server))
const COLUMNS = ['序号', '主要任务', '任务内容', '牵头单位', '配合单位', '责任单位']

test('S038 the six-column list is read in, edited, split by sentences, issued, printed and exported', async () => {
  const planner = await stage.arriveAs('ecology')
  const { page } = planner
  await planner.open('/plans/import')
  await planner.drop(PLAN_FILE)
  await page.getByRole('heading', { name: TITLE }).waitFor()

  // E edits the chosen task, S splits it into what can be tracked sentence by sentence.
  await page.getByRole('button', { name: /减少农膜残留/ }).click()
  await page.keyboard.press('e')
  await planner.field('主要任务').fill('减少农膜残留污染')
  await planner.button('保存').click()
  await page.getByRole('button', { name: /减少农膜残留污染/ }).waitFor()
  await page.getByRole('button', { name: /排查重点监管单位/ }).click()
  await page.keyboard.press('s')
  await planner.button('每句一项').click()
  await planner.button('分解为 3 项').click()
  await planner.see('已分解为 3 项')
  await planner.button('其余 6 项全部确认').click()
  await planner.see('任务已确认 6/6')
  await page.keyboard.press('2')
  await planner.button(/其余 \d+ 项全部确认/).click()
  await planner.see(/目标已定 (\d+)\/\1/)
  await planner.button('发布…').click()
  await planner.button('发布').click()
  await planner.see('已发布：6 项任务生效')

  // On screen and on paper the same six columns; on paper nothing of the program.
  const heads = page.locator('table.jp-six thead th')
  await heads.first().waitFor()
  expect(await heads.allTextContents()).toEqual(COLUMNS)
  const lines = async () =>
    Promise.all(
      (await page.locator('table.jp-six tbody tr').all()).map(async tr =>
        (await tr.locator('td, th').allInnerTexts()).map(s => s.trim()),
      ),
    )
  await page.getByText('列出子任务').click()
  await page.getByRole('cell', { name: /^对拒不整改的依法处理/ }).waitFor()
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('.jt-nav').first().isVisible()).toBe(false)
  const printed = await lines()
  await page.emulateMedia({ media: 'screen' })
  expect(printed.map(cells => cells.slice(0, 2))).toEqual([
    ['（一）减少投入品污染'],
    ['1', '回收农药包装废弃物'],
    ['2', '减少农膜残留污染'],
    ['（二）管住工矿污染'],
    ['3', '排查重点监管单位'],
    ['3.1', '6月底前完成8家重点监管单位隐患排查'],
    ['3.2', '督促企业公开排查结果'],
    ['3.3', '对拒不整改的依法处理'],
  ])
  expect(printed[2]!.slice(3)).toEqual(['市农业农村局', '', '青川区人民政府、白石区人民政府'])

  const file = await planner.download(planner.button(/任务清单 Excel/))
  const book = new Workbook()
  await book.xlsx.readFile(file.path)
  const exported: string[][] = []
  book.worksheets[0]!.eachRow(row => exported.push([1, 2, 3, 4, 5, 6].map(c => row.getCell(c).text)))
  const head = exported.findIndex(row => row[0] === '序号')
  expect(exported[head]).toEqual(COLUMNS)
  const plain = (cells: string[]): string[] => cells.slice(0, 2)
  expect(
    exported
      .slice(head + 1)
      .filter(row => /^\d/.test(row[0]!))
      .map(plain),
  ).toEqual(printed.filter(row => row.length === 6).map(plain))
})
