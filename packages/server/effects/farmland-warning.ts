import { farmlandWarning } from '@jingtu/registers/farmland-warning.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Effects } from './effects.ts'

/** A year's warning stands on that of the year before: it is found when the row is made, rechecked by it, and must be closed first. */
export const farmlandWarningEffects: Effects = {
  async refusals(c, row, move) {
    if ((move !== 'clear' && move !== 'dispose') || !row.previous) return []
    const before = await c.get(farmlandWarning, row.previous as string)
    // A warning that was found and never sent out is open as well.
    return before.state === 'warned' || (before.state === 'judged' && before.level !== '无')
      ? [{ where: 'previous', message: `${before.year} 年的${before.level}预警还没有处置办结` }]
      : []
  },
  async after(c, { action, after }) {
    if (action === 'create' || action === 'import') {
      const [before] = await listRecords(
        c.tx,
        farmlandWarning,
        sql`subject = ${after.subject as string}::uuid and year < ${after.year as number} and state <> 'void'`,
        { limit: 1, orderBy: sql`year desc` },
      )
      if (!before || before.id === after.previous) return
      const row = await c.get(farmlandWarning, after.id)
      await c.update(farmlandWarning, row, { action: 'link', values: { previous: before.id } })
    }
    if (action === 'judge' && after.previous) {
      const before = await c.get(farmlandWarning, after.previous as string)
      if (before.state !== 'warned') return
      await c.update(farmlandWarning, before, {
        action: 'recheck',
        values: { recheck: after.level as typeof before.recheck, recheckOn: c.today },
      })
    }
  },
}
