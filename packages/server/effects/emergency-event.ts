import { emergencyPlan } from '@jingtu/registers/emergency-plan.ts'
import { site } from '@jingtu/registers/subjects/site.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { findRecord, listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { openDamageCase } from './damage-case.ts'
import type { Effects } from './effects.ts'

/** The plan under which an event was handled is looked at anew. */
async function markPlans(c: Change, organisation: string, eventOn: string): Promise<void> {
  const plans = await listRecords(
    c.tx,
    emergencyPlan,
    sql`organisation = ${organisation}::uuid and state in ('filed', 'revising')`,
  )
  for (const plan of plans) {
    const now = await c.get(emergencyPlan, plan.id)
    await c.update(emergencyPlan, now, { action: 'afterEvent', values: { eventOn } })
  }
}

/** An event that polluted soil is a clue to damage: the claim starts by itself and nobody has to remember it. */
export const emergencyEventEffects: Effects = {
  async after(c, { action, after }) {
    if (action !== 'handle') return
    const where = await findRecord(c.tx, site, after.subject as string)
    if (where?.organisation) await markPlans(c, where.organisation, after.happenedOn as string)
    if (after.soil !== '是') return
    await openDamageCase(c, after, {
      title: `${after.title}（${where?.name ?? ''} ${after.happenedOn}）`,
      source: '突发环境事件',
      event: after.id,
      site: after.subject as string,
      obligor: after.responsible as string | null,
      clueOn: c.today,
    })
  },
}
