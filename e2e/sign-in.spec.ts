import { TEST_PASSWORD } from '@jingtu/server/testing.ts'
import { expect, test } from 'vitest'
import { useStage } from './stage.ts'

const stage = useStage('2026-03-02', async ({ server }) => {
  const nation = await server.region('中华人民共和国', 'nation', null, '')
  const province = await server.region('云江省', 'province', nation, '980000')
  const city = await server.region('临江市', 'city', province, '980100')
  const bureau = await server.unit(city, { name: '临江市生态环境局', shortName: '市生态环境局' })
  await server.person(bureau, 'guan', ['admin', 'planner'], { name: '管理员' })
  await server.person(bureau, 'shou', ['reporter'], { name: '守门人' })
})

test('a new colleague gets a first password once, has to change it, and then works', async () => {
  const admin = await stage.arriveAs('guan')
  await admin.go('人员')
  await admin
    .button(/登记人员/)
    .first()
    .click()
  await admin.field('姓名').fill('新来的人')
  await admin.pick('单位', '临江市生态环境局')
  await admin.page.getByRole('checkbox', { name: /填报/ }).check()
  await admin.field('登录名').fill('xin')
  await admin.button('登记').click()
  await admin.see('初始密码只显示这一次')
  const [login, first] = await admin.page.locator('.jt-password code').allTextContents()
  expect(login).toBe('xin')
  await admin.button('已记下').click()

  const fresh = await stage.arrive()
  await fresh.open('/organisation/units')
  await fresh.enter('xin', first!)
  await fresh.see('请先设定自己的密码')
  const set = async (next: string): Promise<void> => {
    await fresh.page.getByLabel('现在的密码').fill(first!)
    await fresh.page.getByLabel('新密码', { exact: true }).fill(next)
    await fresh.page.getByLabel('再填一次新密码').fill(next)
    await fresh.button('设定并进入').click()
  }
  // Every fault at once, and still only this page.
  await set('1231')
  await fresh.see('密码至少 10 个字符')
  await fresh.see('密码不能全是数字')
  await set('qing-shan-lü-shui')
  // One arrives where one wanted to go.
  await fresh.page.getByRole('heading', { name: '单位' }).waitFor()

  const again = await stage.arrive()
  await again.open('/')
  await again.enter('xin', first!)
  await again.see('登录名或密码不正确')
  await again.enter('xin', 'qing-shan-lü-shui')
  await again.page.locator('.jt-me').filter({ hasText: '新来的人' }).waitFor()
})

test('five wrong passwords lock the sign-in, and the page says for how long', async () => {
  const visitor = await stage.arrive()
  await visitor.open('/plans')
  for (let i = 1; i <= 5; i++) {
    await visitor.enter('shou', `不是这个密码${i}`)
    await visitor.see('登录名或密码不正确')
  }
  await visitor.enter('shou', TEST_PASSWORD)
  await visitor.see('登录已锁定')
  await visitor.see(/连续输错 5 次，请 15 分钟后再试，或请管理员重置密码/)
})
