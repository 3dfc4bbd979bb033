/** An invented city for the shorter journeys, with people at their desks and, where asked, its plan in force. */
import { readFileSync } from 'node:fs'
import type { PlanDetail } from '@jingtu/programme/plan-views.ts'
import { imported, published } from '@jingtu/server/plans/testing.ts'
import type { TestServer } from '@jingtu/server/testing.ts'
import { type City, makeCity } from './city.ts'

export const TITLE = '临江市2026年度土壤污染防治工作计划'
export const PLAN_FILE = {
  name: '临江市2026年计划.txt',
  mimeType: 'text/plain',
  buffer: readFileSync(new URL('./texts/linjiang-2026.txt', import.meta.url)),
}

/** Sign-ins: ecology (plans and reviews), farming (leads), county, town. */
export async function openLinjiang(server: TestServer): Promise<City> {
  const city = await makeCity(server, {
    province: ['云江省', '980000'],
    city: ['临江市', '980100'],
    counties: ['青川区', '白石区'],
    zones: [['临江高新技术产业开发区', '临江高新技术产业开发区管理委员会']],
    townships: [
      ['柳河镇', '青川区'],
      ['石桥乡', '白石区'],
    ],
    bureaus: [
      ['临江市生态环境局', '市生态环境局', '生态环境'],
      ['临江市农业农村局', '市农业农村局', '农业农村'],
      ['临江市工业和信息化局', '市工信局', '工业和信息化'],
    ],
  })
  const unit = (name: string) => city.units.get(name)!
  await server.person(unit('市生态环境局'), 'ecology', ['planner', 'reviewer', 'admin'], { name: '林知远' })
  await server.person(unit('市农业农村局'), 'farming', ['reviewer', 'reporter'], { name: '高秋田' })
  await server.person(unit('青川区'), 'county', ['reporter'], { name: '赵溪' })
  await server.person(unit('柳河镇'), 'town', ['reporter'], { name: '柳禾' })
  return city
}

export async function publishLinjiang(server: TestServer): Promise<PlanDetail> {
  const city = await openLinjiang(server)
  const planner = await server.signIn('ecology')
  const draft = await imported(planner, city.node, PLAN_FILE.name, PLAN_FILE.buffer.toString())
  return published(planner, draft, city.units.get('市生态环境局')!)
}
