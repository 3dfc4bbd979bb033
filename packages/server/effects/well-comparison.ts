import { roundHalfUp } from '@jingtu/core/measure.ts'
import type { RowOf } from '@jingtu/core/record.ts'
import { parameterOn } from '@jingtu/registers/parameters.ts'
import { well } from '@jingtu/registers/subjects/well.ts'
import { wellComparison } from '@jingtu/registers/well-comparison.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { sql } from 'kysely'
import type { Effects } from './effects.ts'
import { keptRows } from './kept-rows.ts'

type Pair = RowOf<typeof wellComparison>['pairs'][number]

/** Wells are compared by where they stand and how deep they go; what people decide joins them. */
export const wellComparisonEffects: Effects = {
  async refusals(_, row, move, values) {
    if (move !== 'judge') return []
    const kept = '比对结果由系统得出，只能填写认定'
    return keptRows(row.pairs, values.pairs, ['first', 'second', 'metres', 'depthGap', 'suggested'], 'pairs', kept)
  },
  async after(c, { action, after }) {
    if (action === 'compare') {
      const batch = await c.get(wellComparison, after.id)
      const values = { pairs: await pairsIn(c, batch.region, batch.effective), comparedOn: c.today }
      await c.update(wellComparison, batch, { action: 'compared', values })
    }
    if (action !== 'decide') return
    for (const pair of (await c.get(wellComparison, after.id)).pairs) {
      if (pair.decided !== '同一口井') continue
      const second = await c.get(well, pair.second)
      await c.update(well, second, { action: 'matched', values: { sameAs: pair.first } })
    }
  },
}

/** Pairs of different departments near enough to be one, the nearest first; wells that are joined already are left out. */
async function pairsIn(c: Change, region: string, on: string): Promise<Pair[]> {
  const metres = parameterOn('well.sameMetres', on).value
  const depth = parameterOn('well.sameDepth', on).value
  const { rows } = await sql<{ first: string; second: string; metres: number; a: string | null; b: string | null }>`
    select a.id as first, b.id as second, a.depth as a, b.depth as b,
      st_distance(a.location_shape::geography, b.location_shape::geography) as metres
    from well a join well b on b.until is null and b.state = 'active' and a.id < b.id and a.department <> b.department
      and b.same_as is null and b.region like ${region} || '%'
      and b.location_shape && st_expand(a.location_shape, ${metres / 55_000})
      and st_dwithin(a.location_shape::geography, b.location_shape::geography, ${metres})
    where a.until is null and a.state = 'active' and a.same_as is null and a.region like ${region} || '%'
    order by metres, a.id, b.id`.execute(c.tx)
  return rows.map(r => {
    const gap = r.a && r.b && Number(r.a) > 0 ? (Math.abs(Number(r.a) - Number(r.b)) / Number(r.a)) * 100 : null
    return {
      first: r.first,
      second: r.second,
      metres: roundHalfUp(r.metres, 1),
      depthGap: gap === null ? null : roundHalfUp(gap, 1),
      // A depth nobody knows proves nothing.
      suggested: gap === null ? '疑似' : gap <= depth ? '同一口井' : '不是同一口井',
      decided: null,
    }
  })
}
