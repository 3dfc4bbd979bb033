import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadSample } from '@jingtu/server/sample/load.ts'
import type { SignIn } from '@jingtu/server/sample/sign-ins.ts'
import { afterAll, expect, test } from 'vitest'
import { useStage } from './stage.ts'

const folder = mkdtempSync(join(tmpdir(), 'jingtu-sample-'))
let signIns: SignIn[] = []
const stage = useStage('2026-11-16', async ({ server }) => {
  const nation = await server.region('中华人民共和国', 'nation', null, '')
  const province = await server.region('云江省', 'province', nation, '980000')
  const city = await server.region('临江市', 'city', province, '980100')
  const bureau = await server.unit(city, { name: '临江市生态环境局', shortName: '市生态环境局' })
  await server.person(bureau, 'real', ['admin', 'planner'], { name: '真管理员' })
  signIns = await loadSample(server.services, join(folder, 'sign-ins.tsv'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test('the sample city can be looked around in, says that it is one, and goes with one click', async () => {
  const lin = signIns.find(s => s.login === 'lin')!
  const visitor = await stage.arrive()
  const { page } = visitor
  await visitor.open('/')
  await visitor.see('本系统装有模拟数据，可用下列账号试用')
  await visitor.enter(lin.login, lin.password)
  await page.locator('.jt-sample').getByText('模拟数据').waitFor()
  await visitor.go('计划')
  await page.getByRole('row').filter({ hasText: '示例市2026年度土壤污染防治工作计划' }).waitFor()

  await visitor.go('系统管理')
  await visitor.button('核验全部数据').first().click()
  await visitor.see('全部相符')
  await visitor.button('移除模拟数据').click()
  await visitor.button('移除').click()
  // The account that clicked was one of the sample’s.
  await page.getByLabel('账号').waitFor()
  expect(await page.getByText('模拟数据').count()).toBe(0)
  await visitor.enter(lin.login, lin.password)
  await visitor.see('登录名或密码不正确')

  await visitor.signIn('real')
  expect(await page.getByText('模拟数据').count()).toBe(0)
  await visitor.go('计划')
  await visitor.see('还没有计划')
  await visitor.go('系统管理')
  await visitor.button('核验全部数据').first().click()
  await visitor.see('全部相符')
})
