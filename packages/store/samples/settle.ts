import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../open.ts'

/**
 * Which rows count is derived: of all rows of one identity in batches that are in force, the first of the last run of equal
 * content counts, and the others carry its batch in `superseded_by`. A batch that skips duplicates never takes another's place.
 * So the marks can be made anew at any time, which is what rolling a batch back does and what `verify` compares.
 */
export const BATCHES_IN_FORCE = ['stored', 'accepted', 'accepted-with-reason'] as const
export const JUDGINGS_IN_FORCE = ['in-force'] as const
export const SKIP = '跳过'

// Each is one chain of windows: a join of such parts would be planned without statistics of the rows just written.
const expectedSamples = (where: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  with placed as (
    select s.home, s.batch, s.ordinal, s.identity, s.fingerprint, s.superseded_by as stored, b.sequence, b.on_duplicate,
      b.state = any(${[...BATCHES_IN_FORCE]}::text[]) as stands
    from sample s join import_batch b on b.home = s.home and b.id = s.batch and b.until is null
    where ${where}
  ), counted as (
    select *, stands and (on_duplicate <> ${SKIP}
      or sequence = min(sequence) filter (where stands) over (partition by home, identity)) as counts from placed
  ), latest as (
    select *, first_value(fingerprint) over (partition by home, identity order by counts desc, sequence desc) as content from counted
  ), runs as (
    select *, max(sequence) filter (where counts and fingerprint <> content) over (partition by home, identity) as before from latest
  ), winners as (
    select *, first_value(batch) over (partition by home, identity
      order by counts and fingerprint = content and sequence > coalesce(before, -1) desc, sequence) as winner from runs
  )
  select home, batch, ordinal, stored, case when stands then nullif(winner, batch) end as mark from winners`

const expectedVerdicts = (where: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  with placed as (
    select v.home, v.judging, v.ordinal, v.batch, v.sample, v.standard, v.superseded_by as stored, j.sequence,
      j.state = any(${[...JUDGINGS_IN_FORCE]}::text[]) as stands
    from verdict v join judging j on j.home = v.home and j.id = v.judging and j.until is null
    where ${where}
  ), winners as (
    select *, first_value(judging) over (partition by home, batch, sample, standard order by stands desc, sequence desc) as winner
    from placed
  )
  select home, judging, ordinal, stored, case when stands then nullif(winner, judging) end as mark from winners`

/** Sets the marks of everything that shares an identity with a batch; the number of rows whose mark moved. */
export async function settleSamples(tx: Tx, home: string, batch: string): Promise<number> {
  const others =
    await sql`select 1 from import_batch where home = ${home}::uuid and id <> ${batch}::uuid limit 1`.execute(tx)
  const own = sql`s.home = ${home}::uuid and s.identity in
    (select identity from sample where home = ${home}::uuid and batch = ${batch}::uuid)`
  if (others.rows.length === 0) return 0
  const done = await sql`update sample t set superseded_by = e.mark from (${expectedSamples(own)}) e
    where e.stored is distinct from e.mark and t.home = e.home and t.batch = e.batch and t.ordinal = e.ordinal`.execute(
    tx,
  )
  return Number(done.numAffectedRows ?? 0)
}

export async function settleVerdicts(tx: Tx, home: string, judging: string): Promise<number> {
  const own = sql`v.home = ${home}::uuid and (v.batch, v.sample, v.standard) in
    (select batch, sample, standard from verdict where home = ${home}::uuid and judging = ${judging}::uuid)`
  const done = await sql`update verdict t set superseded_by = e.mark from (${expectedVerdicts(own)}) e
    where e.stored is distinct from e.mark and t.home = e.home and t.judging = e.judging and t.ordinal = e.ordinal`.execute(
    tx,
  )
  return Number(done.numAffectedRows ?? 0)
}

export interface WrongMark {
  home: string
  parent: string
  ordinal: number
  stored: string | null
  expected: string | null
}

/** Rows whose mark is not what the batches (the judgings) say; the first of them. */
export async function wrongMarks(tx: Tx, table: 'sample' | 'verdict', most: number): Promise<WrongMark[]> {
  const parent = sql.id(table === 'sample' ? 'batch' : 'judging')
  const expected = table === 'sample' ? expectedSamples(sql`true`) : expectedVerdicts(sql`true`)
  const { rows } = await sql<WrongMark>`
    select home, ${parent} as parent, ordinal, stored, mark as expected from (${expected}) e
    where stored is distinct from mark order by 1, 2, 3 limit ${most}`.execute(tx)
  return rows
}
