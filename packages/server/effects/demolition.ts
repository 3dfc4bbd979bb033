import type { RowOf } from '@jingtu/core/record.ts'
import { addWorkingDays } from '@jingtu/core/working-days.ts'
import { demolition } from '@jingtu/registers/demolition.ts'
import { enterpriseProfile } from '@jingtu/registers/enterprise-profile.ts'
import { keyUnit } from '@jingtu/registers/key-unit.ts'
import { keyUnitRequirement } from '@jingtu/registers/key-unit-requirement.ts'
import { parameterOn } from '@jingtu/registers/parameters.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { workCalendar } from '../registers/calendar.ts'
import type { Effects } from './effects.ts'

type Demolition = RowOf<typeof demolition>

/** Listed units owe a plan, and so do producers of dangerous chemicals that nobody has listed. */
async function ownerOf(c: Change, subject: string): Promise<Demolition['owner']> {
  const of = sql`subject = ${subject}::uuid`
  if ((await listRecords(c.tx, keyUnit, sql`${of} and state = 'listed'`, { limit: 1 })).length > 0)
    return '重点监管单位'
  const chemical = await listRecords(
    c.tx,
    enterpriseProfile,
    sql`${of} and state = 'confirmed' and hazardous_chemicals`,
    { limit: 1 },
  )
  return chemical.length > 0 ? '危险化学品生产企业' : '没有法定备案义务'
}

/** The two departments of the law, or what the nearest place asks besides. */
async function departmentsOf(c: Change, region: string): Promise<Pick<Demolition, 'departments' | 'departmentBasis'>> {
  const [own] = await listRecords(
    c.tx,
    keyUnitRequirement,
    sql`state = 'inForce' and kind = '拆除方案备案部门' and starts_with(${region}, region)`,
    { orderBy: sql`length(region) desc, id desc`, limit: 1 },
  )
  return own
    ? { departments: own.departments, departmentBasis: `${own.title}（${own.source}）` }
    : { departments: ['生态环境', '工业和信息化'], departmentBasis: '土壤污染防治法第二十二条' }
}

export const demolitionEffects: Effects = {
  async refusals(c, row, move, values) {
    const { filedOn } = row as unknown as Demolition
    const startedOn = values.startedOn as string | undefined
    if (move !== 'start' || !startedOn || !filedOn) return []
    const days = parameterOn('demolition.days', startedOn).value
    const { day } = addWorkingDays(startedOn, -days, await workCalendar(c.tx))
    return filedOn > day
      ? [
          {
            where: 'startedOn',
            message: `备案完成于 ${filedOn}，${startedOn} 开工须在 ${day} 前备案（提前 ${days} 个工作日）`,
          },
        ]
      : []
  },
  async after(c, { action, after }) {
    if (!['create', 'import', 'correct'].includes(action)) return
    const row = await c.get(demolition, after.id)
    const owner = await ownerOf(c, row.subject!)
    const asked = await departmentsOf(c, row.region)
    if (owner === row.owner && asked.departments.join() === row.departments.join()) return
    await c.update(demolition, row, { action: 'owed', values: { owner, ...asked } })
  },
}
