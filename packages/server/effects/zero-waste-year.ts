import { campaignTask } from '@jingtu/registers/campaign-task.ts'
import { wasteYear } from '@jingtu/registers/waste-year.ts'
import { CELL_TYPES, zeroWasteCell } from '@jingtu/registers/zero-waste-cell.ts'
import { FROM_YEAR, zeroWasteYear } from '@jingtu/registers/zero-waste-year.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Effects } from './effects.ts'

/** When the year is handed in, what other lists hold is counted: accepted rates, cells by type, pilots, tasks. */
export const zeroWasteYearEffects: Effects = {
  async after(c, { action, after }) {
    if (action !== 'submit') return
    const year = after.year as number
    const below = sql`region like ${`${after.region}%`}`
    const end = `${year}-12-31`
    const now = await c.get(zeroWasteYear, after.id)
    const [figures] = await listRecords(
      c.tx,
      wasteYear,
      sql`region = ${after.region} and year = ${year} and state = 'accepted'`,
      { limit: 1 },
    )
    const named = (
      await listRecords(c.tx, zeroWasteCell, sql`${below} and state = 'named' and named_on <= ${end}::date`)
    ).filter(cell => cell.validUntil === null || cell.validUntil >= `${year}-01-01`)
    const pilots = await listRecords(
      c.tx,
      zeroWasteCell,
      sql`${below} and type = '无废园区' and pilot and state in ('building', 'named')`,
    )
    const tasks = await listRecords(
      c.tx,
      campaignTask,
      sql`${below} and theme = '无废城市建设' and state not in ('cancelled', 'void') and due between ${`${year}-01-01`}::date and ${end}::date`,
    )
    await c.update(zeroWasteYear, now, {
      action: 'count',
      values: {
        indicators: now.indicators.map(i => {
          const key = FROM_YEAR[i.name as keyof typeof FROM_YEAR]
          const actual = key && figures?.[key]
          return actual ? { ...i, actual } : i
        }),
        cells: CELL_TYPES.map(type => {
          const of = named.filter(cell => cell.type === type)
          return { type, named: of.filter(cell => cell.namedOn!.startsWith(`${year}-`)).length, total: of.length }
        }).filter(row => row.total > 0),
        pilots: pilots.length,
        tasks: tasks.length,
        tasksDone: tasks.filter(t => t.state === 'accepted').length,
        countedOn: c.today,
      },
    })
  },
}
