import { causeArea } from '@jingtu/registers/cause-area.ts'
import type { Effects } from './effects.ts'
import { openProject } from './open-project.ts'

/** What is proposed for an area becomes a project. */
export const causeAreaEffects: Effects = {
  async after(c, { action, after }) {
    if (action !== 'propose') return
    const area = await c.get(causeArea, after.id)
    const made = await openProject(c, {
      home: area.home,
      region: area.region,
      name: area.projectName!,
      owner: area.leadUnit!,
      budget: area.projectBudget!,
      category: '农用地安全利用',
    })
    await c.update(causeArea, area, { action: 'opened', values: { project: made } })
  },
}
