import { enforcementCase } from '@jingtu/registers/enforcement-case.ts'
import { enforcementGuide } from '@jingtu/registers/enforcement-guide.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { openDamageCase } from './damage-case.ts'
import type { Effects } from './effects.ts'

/** Guides in force for an offence, of the place itself and of those above it. */
export async function guidesFor(c: Change, region: string, offence: string): Promise<string[]> {
  const rows = await listRecords(
    c.tx,
    enforcementGuide,
    sql`state = 'inForce' and ${region} like region || '%' and ${offence} = any(offences)`,
    { orderBy: sql`issued_on desc, id` },
  )
  return rows.map(r => r.id)
}

/** A new case is given the guides of its offence (another offence, other guides); one that did damage opens a claim. */
export const enforcementCaseEffects: Effects = {
  async after(c, { action, before, after }) {
    // Who harmed the environment owes more than the fine.
    if (action === 'decide' && after.damage === '造成损害')
      await openDamageCase(c, after, {
        title: `${after.number}：${after.offence}`,
        source: '违法案件',
        aboutCase: after.id,
        site: after.site as string | null,
        obligor: after.offender as string | null,
        clueOn: c.today,
      })
    if (!['create', 'correct', 'import'].includes(action) || before?.offence === after.offence) return
    const guides = await guidesFor(c, after.region, after.offence as string)
    if (guides.length === 0 && (after.guides as string[]).length === 0) return
    const now = await c.get(enforcementCase, after.id)
    await c.update(enforcementCase, now, { action: 'guided', values: { guides } })
  },
}

/** What a new guide replaces is in force no longer. */
export const enforcementGuideEffects: Effects = {
  async after(c, { action, after }) {
    if (action !== 'issue' || !after.replaces) return
    const old = await c.get(enforcementGuide, after.replaces as string)
    if (old.state !== 'inForce') return
    await c.update(enforcementGuide, old, {
      action: 'supersede',
      state: 'superseded',
      values: { supersededOn: after.issuedOn as string },
    })
  },
}
