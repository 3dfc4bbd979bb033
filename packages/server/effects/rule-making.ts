import { addDays } from '@jingtu/core/period.ts'
import { ruleMaking } from '@jingtu/registers/rule-making.ts'
import { findRecord } from '@jingtu/store/records.ts'
import type { Effects } from './effects.ts'

const replaced = (row: Record<string, unknown>, values: Record<string, unknown> = {}): string[] =>
  (values.replaces ?? row.replaces) as string[]

/** What a new text replaces holds until the day before the new one does. */
export const ruleMakingEffects: Effects = {
  async refusals(c, row, move, values) {
    if (move !== 'publish') return []
    const found = await Promise.all(replaced(row, values).map(id => findRecord(c.tx, ruleMaking, id)))
    return found
      .filter(old => old?.state !== 'published')
      .map(old => ({ where: 'replaces', message: `“${old?.title ?? '所选文件'}”没有发布，不能被代替` }))
  },
  async after(c, { action, after }) {
    if (action !== 'publish') return
    for (const id of replaced(after)) {
      const old = await c.get(ruleMaking, id)
      await c.update(ruleMaking, old, {
        action: 'replace',
        values: { validUntil: addDays(after.validFrom as string, -1) },
      })
    }
  },
}
