import type { Reason } from '@jingtu/core/problem.ts'
import type { RowOf } from '@jingtu/core/record.ts'
import { pollutionSource } from '@jingtu/registers/pollution-source.ts'
import { sourceClue } from '@jingtu/registers/source-clue.ts'
import { site } from '@jingtu/registers/subjects/site.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { findRecord, listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Effects } from './effects.ts'

type Clue = RowOf<typeof sourceClue>

async function sourceAt(c: Change, place: unknown, industry: unknown) {
  const [found] = await listRecords(
    c.tx,
    pollutionSource,
    sql`subject = ${place as string}::uuid and industry = ${industry as string} and state <> 'void'`,
    { limit: 1 },
  )
  return found && c.get(pollutionSource, found.id)
}

const union = <T>(...lists: readonly (readonly T[])[]): T[] => [...new Set(lists.flat())]

/** A clue that is taken makes a candidate with the reason for it; several clues about one place make one candidate. */
export const sourceClueEffects: Effects = {
  async refusals(c, row, move, values) {
    const place = values.site ?? row.site
    if (move !== 'take' || !place) return []
    const known = await sourceAt(c, place, values.industry ?? row.industry)
    const reasons: Reason[] =
      known && (pollutionSource.register.ended as readonly string[]).includes(known.state)
        ? [{ where: 'site', message: `这一场所的污染源${pollutionSource.states[known.state]}，请先核对原记录` }]
        : []
    return reasons
  },
  async after(c, { action, after }) {
    if (action !== 'take') return
    const clue: Clue = await c.get(sourceClue, after.id)
    const reason = `${clue.source}（${clue.record}）：${clue.matches.join('，')}`
    const known = await sourceAt(c, clue.site, clue.industry)
    const farmland = clue.farmland ? [clue.farmland] : []
    const place = await findRecord(c.tx, site, clue.site!)
    if (!place) throw new Error(`clue ${clue.id} names no site`)
    const candidate = known
      ? await c.update(pollutionSource, known, {
          action: 'clue',
          effective: known.effective > c.today ? known.effective : c.today,
          values: {
            sources: union(known.sources, [clue.source]),
            metals: union(known.metals, clue.metals),
            farmland: union(known.farmland, farmland),
            note: [known.note, reason].filter(Boolean).join('；'),
          },
        })
      : await c.insert(pollutionSource, {
          home: place.home,
          region: place.region,
          values: {
            subject: place.id,
            industry: clue.industry,
            metals: clue.metals,
            sources: [clue.source],
            farmland,
            note: reason,
          },
        })
    await c.update(sourceClue, clue, { action: 'matched', values: { candidate: candidate.id } })
  },
}
