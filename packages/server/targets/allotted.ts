import type { Decimal } from '@jingtu/core/measure.ts'
import type { Target } from '@jingtu/programme/target.ts'
import { isAmount } from '@jingtu/programme/target-amount.ts'
import type { Db } from '@jingtu/store/open.ts'
import { sql } from 'kysely'

/** How much of a target was dealt out to a region with the task; null where nothing was. */
export type Allotted = (target: Target, regionId: string) => Decimal | null

/**
 * The parts come from the dispatches of the target's task that name an amount in the target's unit. Where a task holds two
 * targets in one unit, nobody can say which of them was dealt out.
 */
export async function allottedIn(db: Db, planId: string, targets: readonly Target[]): Promise<Allotted> {
  const { rows } = await sql<{ task: string; regionId: string; unit: string | null; quantity: Decimal }>`
    select task, region_id as "regionId", quantity_unit as unit, sum(quantity) as quantity from dispatch
    where until is null and plan = ${planId}::uuid and quantity is not null and role <> '配合'
      and split_from is null and state not in ('reassigned', 'cancelled', 'returned')
    group by task, region_id, quantity_unit`.execute(db)
  return (target, regionId) => {
    if (!target.task || !isAmount(target)) return null
    const rivals = targets.filter(t => t.task === target.task && t.unit === target.unit && isAmount(t))
    if (rivals.length !== 1) return null
    const part = rows.find(
      r => r.task === target.task && r.regionId === regionId && (r.unit === null || r.unit === target.unit),
    )
    return part?.quantity ?? null
  }
}
