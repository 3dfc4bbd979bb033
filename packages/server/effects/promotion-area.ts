import type { Reason } from '@jingtu/core/problem.ts'
import { promotionArea } from '@jingtu/registers/promotion-area.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { sql } from 'kysely'
import { refusal } from '../problems.ts'
import type { Effects } from './effects.ts'

/** The townships below a place, today. */
async function townshipsOf(c: Change, region: string): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from region where valid_until is null and level = 'township' and path like ${region} || '%'`.execute(c.tx)
  return new Set(rows.map(r => r.id))
}

/** How many townships there are is known from the region tree; what is covered has to be one of them. */
export const promotionAreaEffects: Effects = {
  async after(c, { after }) {
    const all = await townshipsOf(c, after.region)
    const area = await c.get(promotionArea, after.id)
    const strange: Reason[] = area.covered.flatMap((t, i) =>
      all.has(t.township)
        ? []
        : [{ where: `covered.${i}.township`, message: `“已覆盖的乡镇”第${i + 1}行不是本区域的乡镇` }],
    )
    if (strange.length > 0) throw refusal('invalid', '已覆盖的乡镇有误', strange)
    const townships = all.size > 0 ? all.size : null
    if (area.townships === townships) return
    await c.update(promotionArea, area, {
      action: 'count',
      effective: area.effective > c.today ? area.effective : c.today,
      values: { townships },
    })
  },
}
