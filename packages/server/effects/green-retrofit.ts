import type { RowOf } from '@jingtu/core/record.ts'
import { enterpriseProfile } from '@jingtu/registers/enterprise-profile.ts'
import { greenRetrofit } from '@jingtu/registers/green-retrofit.ts'
import { organisation } from '@jingtu/registers/subjects/organisation.ts'
import { substitutionCatalogue } from '@jingtu/registers/substitution-catalogue.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Effects } from './effects.ts'
import { enterpriseProfileEffects } from './substitution-catalogue.ts'

type Retrofit = RowOf<typeof greenRetrofit>

/** GB/T 4754: 26 chemicals; 09 and 32 non-ferrous metals. */
const sectorOf = (code: string | null): Retrofit['sector'] => {
  const digits = (code ?? '').replace(/^[A-T]/, '')
  return digits.startsWith('26') ? '化工' : /^(09|32)/.test(digits) ? '有色金属' : digits ? '其他' : null
}

const profileOf = async (c: Change, subject: string) =>
  (await listRecords(c.tx, enterpriseProfile, sql`subject = ${subject}::uuid and state <> 'ended'`, { limit: 1 }))[0]

export const greenRetrofitEffects: Effects = {
  async after(c, { action, before, after, actor }) {
    const row = await c.get(greenRetrofit, after.id)
    if (!before) {
      const about = await c.get(organisation, row.subject!)
      const sector = sectorOf((await profileOf(c, row.subject!))?.industryCode ?? about.industryCode)
      if (sector !== row.sector) await c.update(greenRetrofit, row, { action: 'sector', values: { sector } })
    }
    if (action !== 'finish' || !row.replaces) return
    // What was replaced is used no more: profile and catalogue say so.
    const entry = await c.get(substitutionCatalogue, row.replaces)
    const profile = await profileOf(c, row.subject!)
    if (!profile?.substances.includes(entry.substance)) return
    const was = await c.get(enterpriseProfile, profile.id)
    const now = await c.update(enterpriseProfile, was, {
      action: 'replaced',
      values: { substances: was.substances.filter(s => s !== entry.substance) },
    })
    await enterpriseProfileEffects.after!(c, { action: 'replaced', before: was as never, after: now as never, actor })
  },
}
