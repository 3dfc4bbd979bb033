import { livestockFarm } from '@jingtu/registers/livestock-farm.ts'
import type { Effects } from './effects.ts'

/** Farms a point works for carry its name; those it no longer works for lose it. */
export const recoveryPointEffects: Effects = {
  async after(c, { before, after }) {
    if (after.kind !== '畜禽粪污') return
    const now = after.state === 'open' ? (after.farms as string[]) : []
    const then = (before?.farms ?? []) as string[]
    for (const id of new Set([...now, ...then])) {
      const farm = await c.get(livestockFarm, id)
      const collective = now.includes(id)
        ? (after.name as string)
        : farm.collective === after.name
          ? null
          : farm.collective
      if (collective === farm.collective) continue
      await c.update(livestockFarm, farm, {
        action: 'collected',
        effective: farm.effective > c.today ? farm.effective : c.today,
        values: { collective },
      })
    }
  },
}
