import { multiply, sum } from '@jingtu/core/measure.ts'
import { farmInputYear } from '@jingtu/registers/farm-input-year.ts'
import { inputCheck } from '@jingtu/registers/input-check.ts'
import { recoveryPoint } from '@jingtu/registers/recovery-point.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Effects } from './effects.ts'
import { refuseTwoLevels } from './one-level.ts'

const tonnes = (kg: string): string => multiply(kg, '0.001')

/** What the points of a place took in and passed on in the year, and what the market was found to sell. */
export const farmInputYearEffects: Effects = {
  afterAll: (c, rows) => refuseTwoLevels(c, farmInputYear as never, rows, ['accepted'], ['year']),
  async after(c, { action, after }) {
    if (action !== 'gather') return
    const row = await c.get(farmInputYear, after.id)
    const inside = sql`region like ${row.region} || '%'`
    const points = await listRecords(
      c.tx,
      recoveryPoint,
      sql`${inside} and role = '回收网点' and state in ('open', 'closed')`,
    )
    const year = (kind: string, what: 'received' | 'reused' | 'disposed') =>
      sum(
        points
          .filter(p => p.kind === kind)
          .flatMap(p => p.years.filter(y => y.year === row.year).map(y => y[what] ?? '0')),
      )
    const checks = await listRecords(
      c.tx,
      inputCheck,
      sql`${inside} and kind = '农用薄膜' and link in ('生产', '销售') and extract(year from checked_on) = ${row.year}
        and state in ('passed', 'failed', 'filed', 'closed')`,
    )
    const has = (kind: string): boolean => points.some(p => p.kind === kind)
    await c.update(farmInputYear, row, {
      action: 'sum',
      values: {
        ...(has('农用薄膜')
          ? { filmRecovered: tonnes(year('农用薄膜', 'received')), filmReused: tonnes(year('农用薄膜', 'reused')) }
          : {}),
        ...(has('农药包装')
          ? { packagesRecovered: year('农药包装', 'received'), packagesDisposed: year('农药包装', 'disposed') }
          : {}),
        filmChecked: checks.length,
        filmFailed: checks.filter(k => k.verdict === '不合格').length,
      },
    })
  },
}
