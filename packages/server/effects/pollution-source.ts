import { pollutionSource } from '@jingtu/registers/pollution-source.ts'
import { sourceRound } from '@jingtu/registers/source-round.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Effects } from './effects.ts'
import { openProject } from './open-project.ts'

/** Days on which sources of a place were put on the list for the first time in a year; a rebound is no new source. */
async function enlistedIn(c: Change, region: string, year: number): Promise<string[]> {
  const days = new Map<string, string>()
  const { rows } = await sql<{ id: string; on: string }>`
    select id, listed_on::text as "on" from pollution_source
    where region like ${region} || '%' and round = 1 and listed_on is not null and state <> 'void' order by since`.execute(
    c.tx,
  )
  for (const { id, on } of rows) if (!days.has(id)) days.set(id, on)
  return [...days.values()].filter(on => on.startsWith(`${year}-`)).sort()
}

/** The year's count of a place, worked out from the sources themselves. */
export async function countRound(c: Change, id: string): Promise<void> {
  const round = await c.get(sourceRound, id)
  const days = await enlistedIn(c, round.region, round.year)
  const reachedOn = round.goal > 0 ? (days[round.goal - 1] ?? null) : null
  if (round.enlisted === days.length && round.reachedOn === reachedOn) return
  await c.update(sourceRound, round, {
    action: 'count',
    values: { enlisted: days.length, reachedOn },
    effective: round.effective > c.today ? round.effective : c.today,
  })
}

/** A proposal becomes a project; whoever is put on the list counts in the year's rounds of the place and of those above it. */
export const pollutionSourceEffects: Effects = {
  async after(c, { action, after }) {
    if (action === 'propose') {
      const source = await c.get(pollutionSource, after.id)
      const project = await openProject(c, {
        home: source.home,
        region: source.region,
        name: source.projectName!,
        owner: source.leadUnit!,
        budget: source.projectBudget!,
        category: source.industry === '历史遗留废渣' ? '涉重金属矿区历史遗留固体废物整治' : '在产企业土壤污染源头管控',
        site: source.subject!,
        source: source.id,
      })
      await c.update(pollutionSource, source, { action: 'opened', values: { project } })
    }
    const listedOn = after.listedOn as string | null
    if (!listedOn) return
    const rounds = await listRecords(
      c.tx,
      sourceRound,
      sql`${after.region} like region || '%' and year = ${Number(listedOn.slice(0, 4))} and state not in ('closed', 'void')`,
    )
    for (const round of rounds) await countRound(c, round.id)
  },
}
