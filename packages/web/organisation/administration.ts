import { type Actor, DUTIES, type Duty, type Party, seesRegion } from '@jingtu/core/access.ts'
import { REGION_LEVELS } from '@jingtu/core/region.ts'

/** What is offered; the server checks it again. Administration is done within one's own region. */
export const mayAdminister = (actor: Actor, path: string): boolean =>
  actor.duties.includes('admin') && !actor.party && seesRegion(actor, path)

export const LEVELS: Record<string, string> = REGION_LEVELS
export const DUTY_WORDS: Record<string, string> = DUTIES

export const PARTIES: Record<Party, string> = {
  operator: '生产经营单位',
  practitioner: '从业单位',
  laboratory: '检测机构',
  'land-holder': '土地使用权人',
}

/** What a duty opens, said to the person who gives it. */
export const DUTY_HINTS: Record<Duty, string> = {
  admin: '登记单位和人员，重置密码',
  planner: '导入、审核、发布计划，交办任务',
  reviewer: '审核下级报来的进展，汇总办结',
  reporter: '签收任务，填报进展',
  viewer: '只看不改',
}
