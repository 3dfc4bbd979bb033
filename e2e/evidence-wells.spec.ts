import { addSite, addSurvey, upload, xlsx } from '@jingtu/server/evidence/testing.ts'
import { expect, test } from 'vitest'
import { openLinjiang } from './linjiang.ts'
import { useStage } from './stage.ts'
import { PHONE } from './visitor.ts'

const DAYS = ['2024-05-10', '2024-11-08', '2025-05-12', '2025-11-10', '2026-05-11']
const AMMONIA = ['0.20', '0.29', '0.38', '0.45', '1.46']

const stage = useStage('2026-12-20', async ({ server }) => {
  const city = await openLinjiang(server)
  const bureau = city.units.get('市生态环境局')!
  const survey = await addSurvey(server, city.node, {
    name: '园区地下水例行监测',
    kind: '例行监测',
    ownerUnit: bureau.id,
  })
  await addSite(server, city.node, city.node.id, {
    code: 'W1',
    name: '园区一号井',
    kind: '地下水井',
    everyMonths: 6,
    targetClass: 'Ⅲ类',
  })
  const ecology = await server.signIn('ecology')
  const file = await upload(
    ecology,
    await xlsx([
      ['园区地下水监测'],
      ['监测井', '采样日期', 'pH', '氨氮(mg/L)', '砷(μg/L)'],
      ...DAYS.map((day, i) => ['W1', day, '7.2', AMMONIA[i]!, '2']),
    ]),
    '园区地下水.xlsx',
  )
  const stored = await ecology.post('/evidence/batches', { file, survey: survey.id, title: '园区地下水' })
  expect([stored.status, stored.body.sampleCount]).toEqual([200, 5])
})

test('a well is followed over the years: what is due, the alarms at their points, the class of the year and its stability', async () => {
  const bureau = await stage.arriveAs('ecology')
  const { page } = bureau
  await bureau.go('监测到期')
  // Sampled in May, due every six months: in November, and now it is December.
  const due = page.locator('.ant-table-row', { hasText: 'W1' })
  await due.getByText('2026-11-11').waitFor()
  await due.getByText('逾期 39 天').waitFor()
  await due.click()
  await page.locator('h1').getByText('变化趋势').waitFor()
  await page.locator('.jc-figure div[role=img] svg').waitFor()
  await page.locator('.jc-tools').getByText('表', { exact: true }).click()
  const rows = await page.locator('.jc-figure tbody tr').allInnerTexts()
  expect(rows.map(r => r.split(/\t/)[0])).toEqual(DAYS)
  expect(rows[1]).toMatch(/0\.29[\s\S]*▲ 比前一次升高 45%/)
  expect(rows[4]).toMatch(
    /1\.46[\s\S]*■ 超过地下水功能类别限值；比前一次升高 224\.4%，大于 30%；连续上升 4 次[\s\S]*3（加密）/,
  )

  await bureau.go('地下水年度')
  await page.getByLabel('基准年').fill('2025')
  await page.keyboard.press('Enter')
  await page.locator('.jn-counts').getByText('未保持稳定').waitFor()
  await bureau.see('由Ⅲ类变为Ⅳ类')
  await page.locator('.ant-table-row', { hasText: 'W1' }).click()
  await page.locator('.ant-drawer-body:visible tr', { hasText: '氨氮' }).getByText('Ⅳ类').waitFor()
  await page.keyboard.press('Escape')

  await bureau.go('调查进度')
  await page.getByRole('tab', { name: '地块结论' }).click()
  await page.getByLabel('标准', { exact: true }).click()
  await page.locator('.ant-select-dropdown:visible').getByText('GB/T 14848-2017').click()
  const place = page.locator('.ant-table-row', { hasText: '园区一号井' })
  // The exceedance stands, and what the set of items still lacks is named.
  await place.getByText('Ⅳ类').waitFor()
  await place.getByText('请补测').waitFor()
})

test('the pages of the network fit the phone', async () => {
  const bureau = await stage.arriveAs('ecology', PHONE)
  for (const path of [
    'due',
    'trends',
    'groundwater',
    'progress',
    'sites',
    'surveys',
    'handovers',
    'laboratories',
    'local-standards',
  ]) {
    await bureau.open(`/evidence/${path}`)
    await bureau.page.locator('h1').waitFor()
    await bureau.page.waitForLoadState('networkidle')
    expect([path, await bureau.overflow()]).toEqual([path, 0])
  }
})
