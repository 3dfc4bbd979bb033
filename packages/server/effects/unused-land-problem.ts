import { site } from '@jingtu/registers/subjects/site.ts'
import { unusedLand } from '@jingtu/registers/unused-land.ts'
import { unusedLandProblem } from '@jingtu/registers/unused-land-problem.ts'
import { findRecord } from '@jingtu/store/records.ts'
import type { Effects } from './effects.ts'

/** Whoever works the field answers for it; land that is ordered to be dealt with is polluted land in its own list. */
export const unusedLandProblemEffects: Effects = {
  async refusals(c, row, move, values) {
    const id = (values.land ?? row.land) as string | null
    if (move !== 'order' || !id) return []
    const land = await findRecord(c.tx, unusedLand, id)
    return land?.state === 'allowed' ? [{ where: 'land', message: `“${land.name}”已准予开发，不再是未利用地` }] : []
  },
  async after(c, { action, after }) {
    const row = await c.get(unusedLandProblem, after.id)
    if (['create', 'import', 'correct'].includes(action) && !row.organisation) {
      const place = await findRecord(c.tx, site, row.subject!)
      if (place?.organisation)
        await c.update(unusedLandProblem, row, { action: 'owner', values: { organisation: place.organisation } })
    }
    if (action !== 'order') return
    const land = await c.get(unusedLand, row.land!)
    const pollutants = [...new Set([...land.pollutants, ...row.pollutants])]
    const values = {
      quality: '受污染' as const,
      pollutants,
      surveyedOn: land.surveyedOn ?? row.foundOn,
      extraction: row.subject!,
    }
    await c.update(unusedLand, land, {
      action: 'polluted',
      values,
      effective: land.effective > c.today ? land.effective : c.today,
    })
  },
}
