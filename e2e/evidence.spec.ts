import { readFileSync } from 'node:fs'
import { readGrids } from '@jingtu/documents/sheet/grids.ts'
import { writeSheet } from '@jingtu/documents/sheet/write.ts'
import { addSurvey } from '@jingtu/server/evidence/testing.ts'
import { expect, test } from 'vitest'
import { openLinjiang } from './linjiang.ts'
import { useStage } from './stage.ts'
import { PHONE, type Visitor } from './visitor.ts'

const SURVEY = '青石岭地块初步调查'
const LOCAL = 'DB98/T 101-2026'

const stage = useStage('2026-06-30', async ({ server }) => {
  const city = await openLinjiang(server)
  const bureau = city.units.get('市生态环境局')!
  const firm = await server.unit(city.node, { name: '临江环境检测技术公司', kind: '企业', line: '企业' })
  await server.person(firm, 'clerk', ['reporter', 'viewer'], { party: 'practitioner', name: '沈小满' })
  await addSurvey(server, city.node, { name: SURVEY, ownerUnit: bureau.id, contractors: [firm.id] })
  const ecology = await server.signIn('ecology')
  const added = await ecology.post('/evidence/local-standards', {
    number: LOCAL,
    title: '云江省建设用地土壤污染风险管控标准',
    regionId: city.node.id,
    validFrom: '2026-01-01',
    standard: 'GB 36600-2018',
    verified: false,
    rows: [{ substance: 'lead', unit: 'mg/kg', column: '第一类', limits: ['300', '600'] }],
  })
  expect([added.status, added.body.reasons]).toEqual([200, undefined])
  // Whether a position lies in the city is looked at, because somebody brought its boundary.
  const [west, south, east, north] = [114, 27, 115, 28.5]
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
  const extent = { type: 'Polygon', coordinates: [ring] }
  const feature = { type: 'Feature', properties: { code: city.node.code, name: city.node.name }, geometry: extent }
  const form = new FormData()
  form.set('file', new File([JSON.stringify({ type: 'FeatureCollection', features: [feature] })], '边界.geojson'))
  form.set('source', '市自然资源局')
  const bounded = await ecology.post('/evidence/boundaries', form)
  expect([bounded.status, bounded.body.reasons]).toEqual([200, undefined])
})

const HEAD = ['样品编号', '采样日期', '检测日期', '规划用途', '经度', '纬度', '检测项目', '检测值', '单位', '检出限']
interface Given {
  taken?: string
  tested?: string
  longitude?: string
  unit?: string
  limit?: string
}
const line = (sample: string, item: string, value: string, given: Given = {}): string[] => [
  sample,
  given.taken ?? '2026-05-06',
  given.tested ?? '2026-05-12',
  '0701',
  given.longitude ?? '114.5',
  '27.8',
  item,
  value,
  given.unit ?? 'mg/kg',
  given.limit ?? '0.1',
]

/** As a laboratory sends it: a title, the head on row 7, and eleven faults. */
const FAULTY = [
  line('QS-01', '铅', '352'),
  line('QS-01', '镉', '0.4?'), // H9: no number
  line('QS-02', '铅', '-96'), // H10: negative
  line('QS-02', '镉', '0.5', { unit: 'mg/L' }), // H11: the unit of a water
  line('QS-03', '铅', '1200000'), // H12: above 100 %
  line('QS-03', '镉', '0.04'), // H13: below its own limit
  line('QS-04', '镉', 'ND', { limit: '' }), // H14: a bare non-detect
  line('QS-05', '铅', '812'),
  line('QS-05', '铅', '640'), // H16: said twice
  line('QS-06', '铅', '88', { taken: '2026-07-15', tested: '' }), // B17: in the future
  line('QS-07', '不明物', '3.2'), // G18: not in the catalogue
  line('QS-08', '铅', '101', { longitude: '14.5' }), // E19: not in the country
  line('QS-09', '汞', '0.8', { tested: '2026-06-28' }), // H20: kept too long
]
const TOP = [['青石岭地块土壤检测报告'], ['报告编号：QS-2026-31'], [], [], ['检测机构：云江检测'], []]

/** Cell to go to from the list of faults, cell to mend, what is to stand there, and what is said of it. */
const MENDS = [
  ['H9', 'H9', '0.42', /不是可识别的数值/],
  ['H10', 'H10', '96', /是负数/],
  ['H11', 'I11', 'mg/kg', /土壤的结果以 mg\/L 报告/],
  ['H12', 'H12', '120', /超过 100 %/],
  ['H13', 'H13', '<0.1', /低于自己的检出限/],
  ['H14', 'H14', '<0.1', /没有给出检出限/],
  ['H16', 'A16', 'QS-10', /请删去重复的结果/],
  ['B17', 'B17', '2026-05-15', /晚于今天/],
  ['G18', 'G18', '砷', /不认识项目“不明物”/],
  ['E19', 'E19', '114.5', /坐标/],
  ['H20', 'C20', '2026-05-20', /请说明样品的保存条件/],
] as const

const book = async (lines: string[][]): Promise<Buffer> =>
  Buffer.from(await writeSheet({ sheets: [{ name: '土壤', rows: [...TOP, HEAD, ...lines] }] }))

async function dropped(visitor: Visitor, name: string, lines: string[][]): Promise<void> {
  const { page } = visitor
  await page.getByLabel('调查任务').click()
  await page.locator('.ant-select-dropdown:visible').getByText(SURVEY).click()
  await page.locator('.jn-drop input[type=file]').setInputFiles({
    name,
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: await book(lines),
  })
  await page.getByLabel('确认导入').waitFor()
}

const figure = (visitor: Visitor, label: string) =>
  visitor.page.locator('.jn-counts li', { hasText: label }).locator('b')

test('a file with eleven faults is mended cell by cell, judged, rolled back, brought again, and judged by a stricter standard', async () => {
  const clerk = await stage.arriveAs('clerk')
  const { page } = clerk
  await clerk.go('检测数据')
  await page.locator('.jt-page-actions').getByText('导入检测数据').click()
  await dropped(clerk, '青石岭.xlsx', FAULTY)
  const faults = page.locator('.je-fault')
  expect(await faults.count()).toBe(11)
  expect((await faults.locator('b').allInnerTexts()).map(text => text.replace(/^. 土壤!/, ''))).toEqual(
    MENDS.map(([fault]) => fault),
  )
  const said = await faults.allInnerTexts()
  for (const [i, [, , , words]] of MENDS.entries()) expect(said[i]).toMatch(words)
  const confirm = page.getByLabel('确认导入').getByRole('button', { name: '确认导入' })
  expect(await confirm.isDisabled()).toBe(true)

  for (const [i, [fault, cell, text]] of MENDS.entries()) {
    await faults
      .filter({ hasText: `土壤!${fault}` })
      .first()
      .click()
    const here = page.locator('.je-cell-here')
    await here.waitFor()
    if (fault !== cell) await page.getByRole('button', { name: new RegExp(`^土壤!${cell} `) }).click()
    const mend = page.locator('.je-mend:visible')
    await mend.getByText(`土壤!${cell}`).waitFor()
    await mend.getByLabel('改为').fill(text)
    await mend.getByLabel('更正依据').fill('与纸质报告核对')
    await mend.getByRole('button', { name: '更正' }).click()
    await figure(clerk, '已更正')
      .getByText(String(i + 1), { exact: true })
      .waitFor()
    await expect.poll(() => faults.count(), { timeout: 30_000 }).toBe(10 - i)
  }
  expect(await figure(clerk, '错误').innerText()).toBe('0')
  await confirm.click()
  await page.getByRole('heading', { name: '已导入' }).waitFor()
  await page.locator('.jt-page-actions').getByText('打开这一批').click()
  await page.getByRole('tab', { name: '来历' }).click()
  await page.locator('tr', { hasText: '土壤!H9' }).getByText('0.4?').waitFor()

  const bureau = await stage.arriveAs('ecology')
  await bureau.go('检测数据')
  await bureau.page.locator('.ant-table-row', { hasText: '青石岭' }).click()
  const judge = async (title: string): Promise<void> => {
    await bureau.page.locator('.jt-page-actions').getByText('评价', { exact: true }).click()
    await bureau.page.locator('.je-judge').waitFor()
    await bureau.page.locator('.je-judge').getByLabel('标准', { exact: true }).click()
    await bureau.page.locator('.ant-select-dropdown:visible').getByText(title).click()
  }
  const flips = async (): Promise<string[]> => {
    await bureau.page.locator('.je-judge').getByText('看会有什么变化').click()
    await bureau.page.getByLabel('变化清单').waitFor()
    const rows = await bureau.page.getByLabel('变化清单').locator('tbody tr').allInnerTexts()
    return rows.map(row => row.replace(/\s+/g, ' ').trim())
  }
  await judge('GB 36600-2018')
  // Judged for the first time, so nothing that stands would change.
  expect(await flips()).toEqual([])
  await bureau.page.getByRole('button', { name: /写入这 10 条结论/ }).click()
  await bureau.see('已写入评价结论')
  await bureau.page.getByRole('tab', { name: '评价结论' }).click()
  const verdictOf = (sample: string) => bureau.page.locator('.ant-table-row:visible', { hasText: sample })
  await verdictOf('QS-05').getByText('超管制值').waitFor()
  await verdictOf('QS-01').getByText('未超筛选值').waitFor()

  // The list leaves as Excel, whole, whatever page is shown.
  const exported = await bureau.download(bureau.page.locator('.jt-table-buttons:visible').getByText('导出 Excel'))
  const book = await readGrids(new Uint8Array(readFileSync(exported.path)))
  const [head, ...lines] = 'grids' in book ? book.grids[0]!.rows : []
  expect([head!.slice(0, 2), lines.length]).toEqual([['样品编号', '结论'], 10])
  expect(lines.find(line => line[0] === 'QS-05')?.[1]).toBe('超管制值')

  // 为什么: from the verdict to the cell of the laboratory's own file, as it was and as it was mended.
  await verdictOf('QS-01').getByText('为什么').click()
  const why = bureau.page.locator('.ant-drawer-body:visible')
  await why.getByText('GB 36600-2018 表1 序号2').waitFor()
  const origin = why.locator('.je-origin', { hasText: '土壤!H9' })
  expect(await origin.innerText()).toMatch(
    /0\.42[\s\S]*青石岭\.xlsx 土壤!H9[\s\S]*0\.4\?[\s\S]*更正为 0\.42（与纸质报告核对）/,
  )
  await origin.getByRole('button').click()
  await why.locator('.je-context .je-cell-here').getByText('0.4?').waitFor()
  await bureau.page.keyboard.press('Escape')

  await bureau.page.locator('.jt-page-actions').getByText('撤回').click()
  await bureau.page.locator('#jt-reason').fill('实验室将重新出具报告')
  await bureau.page.locator('.ant-modal').getByRole('button', { name: '撤回' }).click()
  await bureau.page.locator('h1').getByText('已撤回').waitFor()

  // The laboratory's corrected file comes in without a hand on it.
  await clerk.open('/evidence/import')
  const mended = FAULTY.map((cells, i) => {
    const at = MENDS.filter(([, cell]) => Number(cell.slice(1)) === i + 8)
    return cells.map((text, c) => at.find(([, cell]) => cell.charCodeAt(0) - 65 === c)?.[2] ?? text)
  })
  await dropped(clerk, '青石岭（更正）.xlsx', mended)
  expect(await figure(clerk, '错误').innerText()).toBe('0')
  await confirm.click()
  await page.getByRole('heading', { name: '已导入' }).waitFor()

  await bureau.open('/evidence/batches')
  await bureau.page.locator('.ant-table-row', { hasText: '青石岭（更正）' }).click()
  await judge('GB 36600-2018')
  // Judged for the first time, so nothing that stands would change.
  expect(await flips()).toEqual([])
  await bureau.page.getByRole('button', { name: /写入这 10 条结论/ }).click()
  await bureau.see('已写入评价结论')

  // Under the stricter local standard: what flips is listed before anything is written, and is what is written.
  await judge('GB 36600-2018')
  await bureau.page.getByLabel('叠加的地方标准').click()
  await bureau.page.locator('.ant-select-dropdown:visible').getByText(LOCAL).click()
  await bureau.page.keyboard.press('Escape')
  const listed = await flips()
  expect(listed.map(row => row.split(' ')[0])).toEqual(['QS-01', 'QS-10'])
  expect(listed[0]).toMatch(/未超筛选值.*▲ 超筛选值.*铅/)
  await bureau.page.getByRole('button', { name: /写入这 10 条结论/ }).click()
  await bureau.see('已写入评价结论')
  await bureau.page.getByRole('tab', { name: '评价结论' }).click()
  await verdictOf('QS-01').getByText('超筛选值', { exact: true }).waitFor()
  await verdictOf('QS-10').getByText('超管制值').waitFor()
  await bureau.page.getByLabel('连同已被替代的').check()
  await expect.poll(() => verdictOf('QS-01').count(), { timeout: 30_000 }).toBe(2)
})

test('a place brings its stricter limits as a table; a result is put right as a new version and the cell of the file stays', async () => {
  const bureau = await stage.arriveAs('ecology')
  const { page } = bureau
  await bureau.open('/evidence/local-standards')
  await page.locator('.ant-table-row', { hasText: LOCAL }).waitFor()
  await page.locator('.jt-page-actions').getByText('登记地方标准').click()
  const form = page.locator('.ant-drawer-body:visible')
  await form.getByLabel('编号').fill('DB98/T 102-2026')
  await form.getByLabel('名称').fill('临江市地下水限值')
  await form.getByLabel('适用区域').click()
  await page.locator('.ant-select-dropdown:visible').getByText('临江市', { exact: true }).click()
  await form.getByLabel('施行').fill('2026-02-01')
  await page.keyboard.press('Enter')
  const table = async (lead: string): Promise<Buffer> =>
    Buffer.from(
      await writeSheet({
        sheets: [
          {
            name: '限值',
            rows: [
              ['项目', '单位', '类别', '筛选值', '管制值'],
              ['镉', 'mg/kg', '第一类', '10', lead],
            ],
          },
        ],
      }),
    )
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  const file = form.locator('input[type=file]')
  // The higher step below the lower one: refused with the row, nothing kept.
  await file.setInputFiles({ name: '限值.xlsx', mimeType: type, buffer: await table('8') })
  const save = form.getByRole('button', { name: '登记地方标准' })
  await save.click()
  await form.getByText('后一级限值小于前一级').waitFor()
  await file.setInputFiles({ name: '限值.xlsx', mimeType: type, buffer: await table('30') })
  await save.click()
  await page.locator('.ant-table-row', { hasText: 'DB98/T 102-2026' }).waitFor()

  await bureau.open('/evidence/samples')
  await page.getByPlaceholder('搜索').fill('QS-02')
  await page.keyboard.press('Enter')
  await page.locator('.ant-table-row', { hasText: '计数' }).filter({ hasNotText: '不计数' }).first().click()
  const sheet = page.locator('.ant-drawer-body:visible')
  const lead = sheet.locator('tr', { hasText: '铅' })
  await lead.getByText('更正', { exact: true }).click()
  await page.getByLabel('改为').fill('98')
  await page.locator('#jt-reason').fill('实验室复核报告 12 号')
  await page.locator('.ant-modal').getByRole('button', { name: '更正' }).click()
  await bureau.see('已更正为新的一版')
  await sheet.getByText('各次导入').waitFor()
  // What was looked at is the version before; the new one is the one that counts.
  await page.keyboard.press('Escape')
  await page.locator('.ant-table-row', { hasText: 'QS-02' }).filter({ hasNotText: '不计数' }).first().click()
  await sheet.locator('tr', { hasText: '铅' }).getByText('→ 98').waitFor()
})

test('on the phone the batch, its samples and the reasons are read in the field', async () => {
  const bureau = await stage.arriveAs('ecology', PHONE)
  for (const path of ['/evidence/batches', '/evidence/import', '/evidence/samples', '/evidence/verdicts']) {
    await bureau.open(path)
    await bureau.page.locator('h1').waitFor()
    await bureau.page.waitForLoadState('networkidle')
    expect([path, await bureau.overflow()]).toEqual([path, 0])
  }
  await bureau.open('/evidence/verdicts')
  await bureau.page.locator('.jt-row-card', { hasText: 'QS-05' }).first().click()
  await bureau.page.locator('.ant-drawer-body:visible').getByText('超管制值').first().waitFor()
})
