import type { RowOf } from '@jingtu/core/record.ts'
import { enterpriseProfile } from '@jingtu/registers/enterprise-profile.ts'
import { substitutionCatalogue } from '@jingtu/registers/substitution-catalogue.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Effects } from './effects.ts'

type Profile = RowOf<typeof enterpriseProfile>

/** What of an enterprise's substances the catalogues of its place replace, and by what. */
async function replaceableOf(c: Change, profile: Profile): Promise<string[]> {
  const entries = await listRecords(
    c.tx,
    substitutionCatalogue,
    sql`state = 'listed' and starts_with(${profile.region}, region) and substance = any(${profile.substances}::text[])`,
  )
  return [...new Set(entries.map(e => `${e.substance} → ${e.substitute}（${e.edition}）`))].sort()
}

async function markProfile(c: Change, profile: Profile): Promise<void> {
  const replaceable = await replaceableOf(c, profile)
  if (replaceable.join('\n') === profile.replaceable.join('\n')) return
  const now = await c.get(enterpriseProfile, profile.id)
  await c.update(enterpriseProfile, now, { action: 'marked', values: { replaceable } })
}

const users = (c: Change, region: string, substance: string) =>
  listRecords(
    c.tx,
    enterpriseProfile,
    sql`state in ('reported', 'confirmed') and starts_with(region, ${region}) and ${substance} = any(substances)`,
  )

async function count(c: Change, where: ReturnType<typeof sql>): Promise<void> {
  for (const entry of await listRecords(c.tx, substitutionCatalogue, sql`state = 'listed' and ${where}`)) {
    const n = (await users(c, entry.region, entry.substance)).length
    if (n === entry.users) continue
    const now = await c.get(substitutionCatalogue, entry.id)
    await c.update(substitutionCatalogue, now, { action: 'counted', values: { users: n } })
  }
}

/** An entry that comes, changes or goes is marked in the profiles of everybody who uses what it replaces. */
export const substitutionCatalogueEffects: Effects = {
  async after(c, { before, after }) {
    for (const substance of new Set([before?.substance, after.substance].filter(Boolean) as string[]))
      for (const profile of await users(c, after.region, substance)) await markProfile(c, profile)
    await count(c, sql`id = ${after.id}::uuid`)
  },
}

export const enterpriseProfileEffects: Effects = {
  async after(c, { before, after }) {
    const profile = after as unknown as Profile
    await markProfile(c, profile)
    const named = [...new Set([...((before as Profile | null)?.substances ?? []), ...profile.substances])]
    if (named.length > 0)
      await count(c, sql`substance = any(${named}::text[]) and starts_with(${profile.region}, region)`)
  },
}
