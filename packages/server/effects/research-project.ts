import { researchProject } from '@jingtu/registers/research-project.ts'
import { type TECHNIQUE_KINDS, technique } from '@jingtu/registers/technique.ts'
import type { Effects } from './effects.ts'

/** What came of research stands in the catalogue as a candidate, once. */
export const researchProjectEffects: Effects = {
  async after(c, { action, after }) {
    if (action !== 'transfer' || after.technique) return
    const made = await c.insert(technique, {
      home: after.home,
      region: after.region,
      values: {
        name: after.title as string,
        category: after.category as (typeof TECHNIQUE_KINDS)[number],
        research: after.id,
      },
    })
    const now = await c.get(researchProject, after.id)
    await c.update(researchProject, now, { action: 'enter', values: { technique: made.id } })
  },
}
