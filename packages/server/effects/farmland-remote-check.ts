import { farmlandRemoteCheck, imageAgrees } from '@jingtu/registers/farmland-remote-check.ts'
import { safeUseMeasure } from '@jingtu/registers/safe-use-measure.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Row } from '../registers/rights.ts'
import type { Effects } from './effects.ts'
import { refreshPlansOf } from './safe-use-sums.ts'
import { reckonUnit } from './safe-use-year.ts'

const yearOf = (row: Row): number => Number((row.takenOn as string).slice(0, 4))

/** Measures of the image's year that were carried out before it was taken. */
const measuresOf = (c: Change, row: Row) =>
  listRecords(
    c.tx,
    safeUseMeasure,
    sql`subject = ${row.subject as string}::uuid and year = ${yearOf(row)} and state in ('implemented', 'verified', 'closed', 'failed')
      and done_on <= ${row.takenOn as string}::date`,
  )

/** An image is held against the measures of its year, each of which keeps what it showed; a visit decides what an image left open. */
export const farmlandRemoteCheckEffects: Effects = {
  async after(c, { action, after }) {
    const check = await c.get(farmlandRemoteCheck, after.id)
    const measures = await measuresOf(c, after)
    if (action === 'visit') {
      const visit = { on: check.visitedOn!, carriedOut: check.carriedOut!, found: check.found, photos: check.photos }
      for (const { id } of measures) {
        const measure = await c.get(safeUseMeasure, id)
        const failed = !visit.carriedOut && measure.state !== 'failed'
        await c.update(safeUseMeasure, measure, {
          action: failed ? 'fail' : 'visit',
          ...(failed ? { state: 'failed' } : {}),
          values: { fieldChecks: [...measure.fieldChecks, visit] },
        })
      }
    } else {
      const found = measures.map(m => ({ measure: m, agrees: imageAgrees(m.measure, m.fromCrop, check.seen) }))
      for (const { measure, agrees } of found) {
        if (agrees === null) continue
        const now = await c.get(safeUseMeasure, measure.id)
        const others = now.remote.filter(r => r.on !== check.takenOn)
        const remote = [...others, { on: check.takenOn, agrees, found: check.seen }]
        await c.update(safeUseMeasure, now, { action: 'remote', values: { remote } })
      }
      const known = found.filter(x => x.agrees !== null)
      const result =
        measures.length === 0
          ? '没有措施'
          : known.length === 0
            ? '影像不能判断'
            : known.every(x => x.agrees)
              ? '一致'
              : '不符'
      await c.update(farmlandRemoteCheck, check, {
        action: 'compare',
        values: { result, against: measures.map(m => m.measure) },
      })
    }
    await reckonUnit(c, check.subject!, yearOf(after), true)
  },
  afterAll: (c, rows) =>
    refreshPlansOf(
      c,
      rows.map(r => ({ region: r.region, year: yearOf(r) })),
    ),
}
