import type { Reason } from '@jingtu/core/problem.ts'
import { supervisoryPlan } from '@jingtu/registers/supervisory-plan.ts'
import { sql } from 'kysely'
import type { Effects } from './effects.ts'

/** A plan is done when every object has samples of every medium of the plan from one of its points, in the year of the plan. */
export const supervisoryPlanEffects: Effects = {
  async refusals(c, row, move) {
    if (move !== 'finish') return []
    const plan = await c.get(supervisoryPlan, row.id)
    const points = plan.objects.flatMap(o => o.points)
    const { rows } = await sql<{ site: string; medium: string }>`select distinct s.site, s.medium from sample s
      join import_batch b on b.home = s.home and b.id = s.batch and b.until is null and b.survey = ${plan.survey}::uuid
        and b.state in ('stored', 'accepted', 'accepted-with-reason')
      where s.site = any(${points}::uuid[]) and s.superseded_by is null and s.quality is null
        and extract(year from s.taken_on) = ${plan.year}`.execute(c.tx)
    const names = await sql<{ id: string; name: string }>`select id, name from site where until is null
      and id = any(${plan.objects.map(o => o.site)}::uuid[])`.execute(c.tx)
    const nameOf = new Map(names.rows.map(n => [n.id, n.name]))
    return plan.objects.flatMap(o =>
      plan.media
        .filter(medium => !rows.some(r => o.points.includes(r.site) && r.medium === medium))
        .map(
          (medium): Reason => ({
            where: 'objects',
            message: `“${nameOf.get(o.site)}”周边没有 ${plan.year} 年的${medium}样品`,
          }),
        ),
    )
  },
}
