import { compareDecimals } from '@jingtu/core/measure.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import { farmlandUnit } from '@jingtu/registers/subjects/farmland-unit.ts'
import { findRecord } from '@jingtu/store/records.ts'
import type { Effects } from './effects.ts'
import { refreshPlansOf } from './safe-use-sums.ts'
import { classOf } from './safe-use-year.ts'

/** Only polluted land is mended, and no more of a unit than there is; plans sum it. */
export const farmlandRemediationEffects: Effects = {
  async refusals(c, row, move) {
    if (move !== 'file') return []
    const reasons: Reason[] = []
    for (const { unit: id, area } of row.units as { unit: string; area: string }[]) {
      const unit = await classOf(c, id)
      const code = (await findRecord(c.tx, farmlandUnit, id))?.code ?? id
      if (!unit || unit.class === '优先保护类')
        reasons.push({
          where: 'units',
          message: `单元 ${code} ${unit ? '为优先保护类' : '没有生效的类别'}，不是受污染耕地`,
        })
      else if (compareDecimals(area, unit.netArea ?? '0') > 0)
        reasons.push({ where: 'units', message: `单元 ${code} 只有 ${unit.netArea} 亩，不能治理 ${area} 亩` })
    }
    return reasons
  },
  afterAll: (c, rows) =>
    refreshPlansOf(
      c,
      rows.map(r => ({ region: r.region, year: r.year as number })),
    ),
}

/** A village that was trained is no longer missing from the plan of its year. */
export const farmerTrainingEffects: Effects = {
  afterAll: (c, rows) =>
    refreshPlansOf(
      c,
      rows.map(r => ({ region: r.region, year: r.year as number })),
    ),
}
