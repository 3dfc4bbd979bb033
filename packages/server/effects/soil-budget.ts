import { compareDecimals } from '@jingtu/core/measure.ts'
import { soilBudget } from '@jingtu/registers/soil-budget.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { sql } from 'kysely'
import type { Effects } from './effects.ts'

async function townshipsIn(c: Change, region: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from region
    where valid_until is null and level = 'township' and path like ${region} || '%' order by path`.execute(c.tx)
  return rows.map(r => r.id)
}

/** Every township of the place has its line, or is named as forgotten. */
export const soilBudgetEffects: Effects = {
  async refusals(c, row, move) {
    return move === 'check' && (await townshipsIn(c, row.region)).length === 0
      ? [{ where: 'forgotten', message: '区域里还没有登记乡镇，无法核对' }]
      : []
  },
  async after(c, { action, before, after }) {
    if (action === 'correct' && after.checkedOn && before?.checkedOn === after.checkedOn)
      return recheck(c, after.id, null)
    if (action === 'check') await recheck(c, after.id, c.today)
  },
}

/** Lines that were changed after the check ask for another one. */
async function recheck(c: Change, id: string, on: string | null): Promise<void> {
  const now = await c.get(soilBudget, id)
  const provided = new Set(
    now.lines.filter(l => l.use === '乡镇业务经费' && compareDecimals(l.amount, '0') > 0).map(l => l.township),
  )
  const forgotten = (await townshipsIn(c, now.region)).filter(t => !provided.has(t))
  await c.update(soilBudget, now, { action: 'checked', values: { forgotten, checkedOn: on } })
}
