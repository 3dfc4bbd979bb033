import type { Reason } from '@jingtu/core/problem.ts'
import { irrigationSource } from '@jingtu/registers/irrigation-source.ts'
import { safeUseMeasure } from '@jingtu/registers/safe-use-measure.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Effects } from './effects.ts'
import { classOf, reckonUnit } from './safe-use-year.ts'

/** Fields once watered with bad water change what grows on them: each of them gets its measure of the year (M06). */
export const irrigationSourceEffects: Effects = {
  async refusals(c, row, move, values) {
    if (move !== 'adjust') return []
    const reasons: Reason[] = []
    for (const id of (values.units ?? row.units) as string[]) {
      const unit = await classOf(c, id)
      if (unit?.class === '安全利用类' || unit?.class === '严格管控类') continue
      const known = unit?.class ? `为${unit.class}` : '没有生效的类别'
      reasons.push({ where: 'units', message: `单元${known}，种植结构调整不能列入措施台账，请先划定（调整）类别` })
    }
    return reasons
  },
  async after(c, { action, after }) {
    if (action !== 'adjust') return
    const source = await c.get(irrigationSource, after.id)
    const year = Number(c.today.slice(0, 4))
    const measures = new Set(source.measures)
    for (const id of source.units) {
      const unit = (await classOf(c, id))!
      const measure = unit.class === '严格管控类' ? 'Y01' : 'A18'
      const [known] = await listRecords(
        c.tx,
        safeUseMeasure,
        sql`subject = ${id}::uuid and year = ${year} and measure = ${measure} and state not in ('void', 'cancelled')`,
        { limit: 1 },
      )
      const made =
        known ??
        (await c.insert(safeUseMeasure, {
          home: unit.home,
          region: unit.region,
          values: { subject: id, year, season: '全年', measure, area: unit.area, crop: source.adjustment },
        }))
      measures.add(made.id)
      await reckonUnit(c, id, year, true)
    }
    await c.update(irrigationSource, source, { action: 'adjusted', values: { measures: [...measures] } })
  },
}
