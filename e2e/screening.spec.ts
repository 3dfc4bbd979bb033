import { readFile } from 'node:fs/promises'
import { readSheet } from '@jingtu/documents/sheet/read.ts'
import { writeSheet } from '@jingtu/documents/sheet/write.ts'
import type { Request } from 'playwright-core'
import { expect, test } from 'vitest'
import { useStage } from './stage.ts'
import { PHONE, type Visitor } from './visitor.ts'

const stage = useStage('2026-06-01', async () => {})

/** A word that occurs nowhere but in the file. */
const SECRET = 'HUAYUAN-7391'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

async function workbook(): Promise<Buffer> {
  const rows = [
    ['花园地块检测结果'],
    ['样品编号', '规划用途', '检测项目', '检测值', '单位'],
    [`${SECRET}-1`, '0701', '铅', '512', 'mg/kg'],
    [`${SECRET}-1`, '0701', '镉', '0.31', 'mg/kg'],
    [`${SECRET}-2`, '1001', '铅', '512', 'mg/kg'],
    [`${SECRET}-2`, '1001', '六价铬', 'ND', 'mg/kg'],
    [`${SECRET}-3`, '0701', '铅', '八百五', 'mg/kg'],
    [`${SECRET}-4`, '0701', '铅', '1.2', '%'],
    [`${SECRET}-5`, '0701', '铅', '96', 'mg/kg'],
  ]
  return Buffer.from(await writeSheet({ sheets: [{ name: '结果', rows }] }))
}

const choose = async (visitor: Visitor, name: string, buffer: Buffer): Promise<void> =>
  visitor.page.locator('.jn-drop input[type=file]').setInputFiles({ name, mimeType: XLSX, buffer })

test('a practitioner judges a file without signing in, and nothing of it leaves the browser', async () => {
  const visitor = await stage.arrive()
  const { page } = visitor
  await visitor.open('/screen')
  await visitor.see('文件只在您的浏览器里读取和评价，不上传。')
  // The example fetches every part of the page once: reader, charts, writer of sheets.
  await visitor.button('建设用地土壤').click()
  await visitor.see('QSL-02')
  await page.locator('h1').getByText('模拟数据').waitFor()
  await page.getByRole('tab', { name: '浓度图' }).click()
  await page.locator('.jc-figure div[role=img] svg').waitFor()
  await visitor.download(page.locator('.jt-page-actions').getByText('导出 Excel'))
  await visitor.button('换一份文件').click()

  const sent: Request[] = []
  page.on('request', request => sent.push(request))
  // Without any network at all the file is judged all the same.
  await page.context().setOffline(true)
  await choose(visitor, '花园地块.xlsx', await workbook())
  await visitor.see(`${SECRET}-1`)
  const row = (sample: string) => page.locator('.ant-table-row', { hasText: sample })
  expect(await row(`${SECRET}-1`).innerText()).toMatch(/▲\s*超筛选值[\s\S]*铅/)
  expect(await row(`${SECRET}-2`).innerText()).toMatch(/◇\s*证据不足/)
  expect(await row(`${SECRET}-4`).innerText()).toMatch(/■\s*超管制值/)

  await page.getByRole('tab', { name: /文件里的问题/ }).click()
  await visitor.see(/结果 第7行 D列/)
  await page.getByRole('tab', { name: /超标表/ }).click()
  const table = page.locator('.jc-exceedance')
  // Two classes of use, each under its own limits; what exceeds has sign and ratio.
  expect(await table.locator('.jc-band').allInnerTexts()).toEqual([
    'GB 36600-2018　第一类用地',
    'GB 36600-2018　第二类用地',
  ])
  await table.getByText('▲ 512（1.28）').waitFor()
  await table.getByText('■ 12000（15）').waitFor()

  await table.getByRole('button', { name: `${SECRET}-4` }).click()
  const why = page.locator('.ant-drawer-body')
  await why.getByText('1.2 % → 12000 mg/kg').waitFor()
  await why.getByText('GB 36600-2018 表1 序号5').waitFor()
  await why.getByText('筛选值 400 mg/kg；管制值 800 mg/kg').waitFor()
  await page.keyboard.press('Escape')

  const { name, path } = await visitor.download(page.locator('.jt-page-actions').getByText('导出 Excel'))
  expect(name).toBe('花园地块-评价结果.xlsx')
  const sheets = await readSheet(new Uint8Array(await readFile(path)))
  if (!('sheets' in sheets)) throw new Error('the export cannot be read')
  expect(sheets.sheets.map(s => s.name)).toEqual(['结论', '超标表', '逐项依据', '还缺什么', '文件里的问题'])
  const verdicts = sheets.sheets[0]!.rows.map(r => r.texts.slice(0, 2))
  expect(verdicts).toContainEqual([`${SECRET}-4`, '■ 超管制值'])

  // Asked to rest on all 45 items, what complied so far is open again; still here.
  await page.getByRole('tab', { name: '结论' }).click()
  await row(`${SECRET}-5`).getByText('未超筛选值').waitFor()
  await page.getByLabel('结论须依据的项目').click()
  await page.locator('.ant-select-dropdown:visible').getByText('45项基本项目').click()
  await row(`${SECRET}-5`).getByText('证据不足').waitFor()
  await row(`${SECRET}-1`).getByText('超筛选值').waitFor()

  await page.context().setOffline(false)
  const carried = sent.filter(r => r.method() !== 'GET' || r.postData() || decodeURIComponent(r.url()).includes(SECRET))
  expect(carried.map(r => `${r.method()} ${r.url()}`)).toEqual([])
  // What the browser tried without a network is no complaint about the page.
  visitor.complaints.splice(0, visitor.complaints.length, ...visitor.complaints.filter(c => !/ERR_INTERNET/.test(c)))
})

test('twenty thousand samples are judged beside the page: it answers meanwhile, shows how far it is, and lists them', async () => {
  const visitor = await stage.arrive()
  const { page } = visitor
  await visitor.open('/screen')
  const lines = ['样品编号,pH,土地利用类型,镉(mg/kg),汞(mg/kg),砷(mg/kg),铅(mg/kg),铬(mg/kg)']
  for (let i = 0; i < 20_000; i++) lines.push(`P${i},${4 + (i % 50) / 10},水田,${(i % 90) / 100},0.1,12,40,60`)
  await page.evaluate('window.turns = 0; setInterval(() => window.turns++, 20)')
  const before = Number(await page.evaluate('window.turns'))
  await choose(visitor, '二万个样品.csv', Buffer.from(lines.join('\n')))
  await visitor.see(/20000 个样品，100000 个结果/)
  await page.locator('.jn-counts').waitFor()
  expect(Number(await page.evaluate('window.turns')) - before).toBeGreaterThan(10)
  const shown = await page.locator('.jn-counts b').allInnerTexts()
  expect(shown.map(Number).reduce((a, b) => a + b, 0)).toBe(20_000)
})

test('on the phone and in English the same page holds', async () => {
  const visitor = await stage.arrive(PHONE)
  const { page } = visitor
  await visitor.open('/screen')
  await visitor.button('English').click()
  await page.getByRole('button', { name: 'Farmland soil' }).click()
  await page.getByText('High risk').first().waitFor()
  await page.getByRole('tab', { name: 'Exceedance table' }).click()
  await page.locator('.jc-exceedance').getByText('Cadmium').waitFor()
  expect(await visitor.overflow()).toBe(0)
  const chinese = await page.locator('h1, .ant-tabs-tab, .jn-condition label, .jn-counts, .jc-legend').allInnerTexts()
  expect(chinese.filter(text => /[\u4e00-\u9fff]/.test(text))).toEqual([])
})
