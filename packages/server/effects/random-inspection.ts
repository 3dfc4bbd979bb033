import { heavyMetalEnterprise } from '@jingtu/registers/heavy-metal-enterprise.ts'
import { keyUnit } from '@jingtu/registers/key-unit.ts'
import { randomInspection } from '@jingtu/registers/random-inspection.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Effects } from './effects.ts'
import { focusedIn } from './supervision-focus.ts'

const FOCUS = ['涉锰', '涉铊'] as const
/** The greatest weight an object can have. */
const MOST = 100

/** The pool comes from the lists of the place; who bears a tag of special supervision is drawn with the greater weight. */
export const randomInspectionEffects: Effects = {
  async after(c, { action, after }) {
    if (action !== 'fill') return
    const round = await c.get(randomInspection, after.id)
    const here = sql`region like ${round.region} || '%'`
    const pool = new Map<string, { organisation: string; weight: number; tag: string | null }>()
    for (const unit of await listRecords(c.tx, keyUnit, sql`${here} and state = 'listed'`))
      pool.set(unit.subject!, { organisation: unit.subject!, weight: round.plainWeight, tag: null })
    const metals = await listRecords(c.tx, heavyMetalEnterprise, sql`${here} and state in ('listed', 'rectifying')`)
    for (const enterprise of metals) {
      const tags = FOCUS.filter(t => enterprise.tags.includes(t))
      pool.set(enterprise.subject!, {
        organisation: enterprise.subject!,
        weight: tags.length > 0 ? round.focusWeight : round.plainWeight,
        tag: tags.join('、') || null,
      })
    }
    // Who is under a focus is in the pool, the heavier the more visits of the year are still owed to him.
    const focused = await focusedIn(c, round.region, Number(round.period.slice(0, 4)))
    for (const [id, { left, names }] of focused) {
      const known = pool.get(id)
      const weight = Math.min(MOST, Math.max(known?.weight ?? 0, round.focusWeight * Math.max(1, left)))
      pool.set(id, { organisation: id, weight, tag: [known?.tag, ...names].filter(Boolean).join('、') || null })
    }
    await c.update(randomInspection, round, { action: 'filled', values: { pool: [...pool.values()] } })
  },
}
