import { SOURCE_HINTS } from '@jingtu/registers/pollution-source.ts'
import { sourceClue } from '@jingtu/registers/source-clue.ts'
import { sourceKeyRegion } from '@jingtu/registers/source-key-region.ts'
import { sourceRound } from '@jingtu/registers/source-round.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { Effects } from './effects.ts'
import { countRound } from './pollution-source.ts'
import { type Hint, hintsOf } from './source-hints.ts'

/** The key region a site lies in; of several the first that was listed. */
async function keyRegionOf(c: Change, place: string | null): Promise<string | null> {
  if (!place) return null
  const { rows } = await sql<{ id: string }>`
    select k.id from source_key_region k join site s on s.id = ${place}::uuid and s.until is null
    where k.until is null and k.state = 'listed' and st_intersects(k.extent_shape, coalesce(s.extent_shape, s.location_shape))
    order by k.listed_on, k.id limit 1`.execute(c.tx)
  return rows[0]?.id ?? null
}

const sameClue = (h: Pick<Hint, 'place' | 'source' | 'record'>): string => JSON.stringify([h.place, h.source, h.record])

/** Clues nobody has yet, out of all data; each once, however often one asks. */
async function screen(c: Change, id: string): Promise<void> {
  const round = await c.get(sourceRound, id)
  const here = sql`region like ${round.region} || '%' and state <> 'void'`
  const known = new Set((await listRecords(c.tx, sourceClue, here)).map(sameClue))
  const added = new Map<string, number>()
  for (const hint of await hintsOf(c, round.region, round.year)) {
    if (known.has(sameClue(hint))) continue
    known.add(sameClue(hint))
    const keyRegion = await keyRegionOf(c, hint.site)
    if (keyRegion) added.set(keyRegion, (added.get(keyRegion) ?? 0) + 1)
    const { home, region, ...values } = hint
    await c.insert(sourceClue, { home, region, values: { ...values, keyRegion, screening: round.id } }, 'found')
  }
  for (const listed of await listRecords(
    c.tx,
    sourceKeyRegion,
    sql`region like ${round.region} || '%' and state = 'listed'`,
  )) {
    const search = { on: c.today, by: '年度排查轮次', added: added.get(listed.id) ?? 0, note: null }
    const now = await c.get(sourceKeyRegion, listed.id)
    await c.update(sourceKeyRegion, now, { action: 'search', values: { searches: [...now.searches, search] } })
  }
  const clues = await listRecords(c.tx, sourceClue, sql`screening = ${round.id}::uuid and state <> 'void'`)
  const found = SOURCE_HINTS.map(source => ({ source, n: clues.filter(k => k.source === source).length }))
  await c.update(sourceRound, round, {
    action: 'screened',
    values: { screenedOn: c.today, found: found.filter(s => s.n > 0) },
  })
}

/** A round draws its clues and always knows how many sources were newly listed in its year. */
export const sourceRoundEffects: Effects = {
  async after(c, { action, after }) {
    if (action === 'screen') await screen(c, after.id)
    await countRound(c, after.id)
  },
}
