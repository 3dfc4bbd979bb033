import { site } from '@jingtu/registers/subjects/site.ts'
import { findRecord } from '@jingtu/store/records.ts'
import { openDamageCase } from './damage-case.ts'
import type { Effects } from './effects.ts'

/** An event that polluted soil is a clue to damage: the claim starts by itself and nobody has to remember it. */
export const emergencyEventEffects: Effects = {
  async after(c, { action, after }) {
    if (action !== 'handle' || after.soil !== '是') return
    const where = await findRecord(c.tx, site, after.subject as string)
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
