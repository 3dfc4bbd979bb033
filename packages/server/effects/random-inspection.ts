import { heavyMetalEnterprise } from '@jingtu/registers/heavy-metal-enterprise.ts'
import { keyUnit } from '@jingtu/registers/key-unit.ts'
import { randomInspection } from '@jingtu/registers/random-inspection.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Effects } from './effects.ts'

const FOCUS = ['涉锰', '涉铊'] as const

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
    await c.update(randomInspection, round, { action: 'filled', values: { pool: [...pool.values()] } })
  },
}
