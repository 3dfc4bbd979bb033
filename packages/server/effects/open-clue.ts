import type { RowOf } from '@jingtu/core/record.ts'
import { clue } from '@jingtu/registers/clue.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { sql } from 'kysely'

export interface NewClue {
  /** The organisation it is about. */
  subject: string
  source: RowOf<typeof clue>['source']
  site?: string | null
  /** The row it comes from. */
  about: { kind: string; home: string; id: string; region: string }
  /** What of that row: the same cause never makes a second clue. */
  cause: string
  title: string
  what: string
}

/** What a list shows of itself, handed to enforcement. @returns the id of a new clue, undefined where it was opened before */
export async function openClue(c: Change, { subject, source, site, about, cause, title, what }: NewClue) {
  const { rows } = await sql`select 1 from link where from_kind = 'clue' and to_kind = ${about.kind}
    and to_id = ${about.id}::uuid and relation = ${cause}`.execute(c.tx)
  if (rows.length > 0) return undefined
  const row = await c.insert(clue, {
    home: about.home,
    region: about.region,
    values: { title, source, receivedOn: c.today, what, place: '建设用地', suspect: subject, site: site ?? null },
  })
  await c.link({ kind: 'clue', home: row.home, id: row.id }, cause, {
    kind: about.kind,
    home: about.home,
    id: about.id,
  })
  return row.id
}
