/** Figures kept beside the registers (docs/decisions/0006-roll-up.md). */
import type { Day } from '@jingtu/core/period.ts'
import type { Indicator } from '@jingtu/programme/indicators/indicator.ts'
import { keptMeasures, keptYears } from '@jingtu/programme/indicators/kept-measure.ts'
import { findRegister } from '@jingtu/registers/registers.ts'
import { holdConnection } from '@jingtu/store/connection.ts'
import { sha256 } from '@jingtu/store/digest.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { type RawBuilder, sql } from 'kysely'
import type pg from 'pg'
import {
  columnsOfTouched,
  differentValues,
  type Kept,
  sums,
  type Touched,
  type TouchedColumns,
  valueKey,
} from './contributions.ts'
import { authorsBehind, behind, Following } from './following.ts'

/** Raised when cells of before must not be trusted: another way of working them out, rows changed by a migration. */
const MADE_BY = 1
/** So many touched records at most go through the prepared statement; for more, planning anew is the smaller cost. */
const FEW = 300

/** A cell that is not what the rows make of it. */
export interface CellFault {
  measure: string
  period: string
  place: string
  kept: { n: string; amount: string } | null
  rows: { n: string; amount: string } | null
}

export interface Followed {
  /** Whether the cells are those of these indicators and years, and contain every change committed before it was asked. */
  kept: boolean
  records: number
}

/** The name under which the cells of a measure stand. */
export const keyOf = (says: string): string => sha256(`${MADE_BY} ${says}`).slice(0, 20)

export class RollUp {
  private readonly db: Db
  private readonly aside: Db
  private readonly indicators: readonly Indicator[]
  private wanted: { today: Day; all: Kept[]; digest: string } | undefined
  private prepared: Prepared | undefined
  /** For who reads: takes in what is new, but never builds. */
  readonly following: Following

  constructor(db: Db, indicators: readonly Indicator[], aside: Db) {
    this.db = db
    this.aside = aside
    this.indicators = indicators
    this.following = new Following(db, this.madeOf, today => this.fold(today, 'follow'))
  }

  /** Goes up whenever cells change. */
  async number(): Promise<number> {
    const { rows } = await sql<{ fold: number }>`select fold from figure_roll_up`.execute(this.db)
    return rows[0]?.fold ?? 0
  }

  /** By which cells that are of these indicators on a day are told from others. */
  madeOf = (today: Day): string => this.wantedOn(today).digest

  /** Takes in what is new and builds what is missing: another year, another rule, a first start. */
  keep = (today: Day): Promise<Followed> => this.fold(today, 'build')

  /** Begins anew. */
  rebuild = (today: Day): Promise<Followed> => this.fold(today, 'rebuild')

  /** Takes in what is new, works everything out from the rows once more and compares; the first differences. */
  verify(today: Day, most = 20): Promise<{ cells: number; faults: CellFault[] }> {
    return this.alone(async alone => {
      const { tx } = alone
      await this.foldIn(alone, today, 'build')
      await sql`create temp table figure_check on commit drop as
        select place, period, measure, n, amount from figure_cell limit 0`.execute(tx)
      for (const select of this.statements(this.wantedOn(today).all))
        await sql`insert into figure_check (place, period, measure, n, amount)
          select place, period, measure, n, amount from (${select}) made`.execute(tx)
      const { rows } = await sql<{
        measure: string
        period: string
        place: string
        kn: string | null
        ka: string | null
        rn: string | null
        ra: string | null
      }>`
        select coalesce(k.measure, r.measure) as measure, coalesce(k.period, r.period) as period, coalesce(k.place, r.place) as place,
          k.n::text as kn, k.amount::text as ka, r.n::text as rn, r.amount::text as ra
        from (select * from figure_cell where n <> 0 or amount <> 0) k
        full join figure_check r on r.place = k.place and r.period = k.period and r.measure = k.measure
        where k.n is distinct from r.n or k.amount is distinct from r.amount
        order by 1, 2, 3 limit ${most}`.execute(tx)
      const cells = await sql<{ n: number }>`select count(*)::int as n from figure_check`.execute(tx)
      const side = (n: string | null, amount: string | null) => (n === null ? null : { n, amount: amount! })
      return {
        cells: cells.rows[0]!.n,
        faults: rows.map(r => ({
          measure: r.measure,
          period: r.period,
          place: r.place,
          kept: side(r.kn, r.ka),
          rows: side(r.rn, r.ra),
        })),
      }
    })
  }

  /** What a measure says and which indicators it is part of, to name it. */
  describe(key: string): { says: string; indicators: string[] } | undefined {
    const year = this.wanted?.today.slice(0, 4)
    const found = this.wanted?.all.find(k => k.key === key)
    if (!found || !year) return undefined
    const { says } = found.measure
    const parts = (i: Indicator): boolean => keptMeasures([i], found.years).some(m => m.measure.says === says)
    return { says, indicators: this.indicators.filter(parts).map(i => i.name) }
  }

  private wantedOn(today: Day): { all: Kept[]; digest: string } {
    if (this.wanted?.today.slice(0, 4) !== today.slice(0, 4)) {
      const all = keptMeasures(this.indicators, keptYears(today)).map(({ measure, years }) => ({
        key: keyOf(measure.says),
        measure,
        years,
      }))
      const digest = sha256(
        all
          .flatMap(k => k.years.map(y => `${k.key} ${y}\n`))
          .sort()
          .join(''),
      )
      this.wanted = { today, all, digest }
      this.prepared = undefined
    }
    return this.wanted!
  }

  private fold = (today: Day, how: How): Promise<Followed> => this.alone(alone => this.foldIn(alone, today, how))

  /** One at a time: the lock is taken before the snapshot, so that whoever comes next sees what this one did. */
  private alone<T>(work: (alone: Alone) => Promise<T>): Promise<T> {
    const slot: { client?: pg.PoolClient } = {}
    return holdConnection(slot, () =>
      this.aside
        .transaction()
        .setIsolationLevel('repeatable read')
        .execute(async tx => {
          await sql`lock table figure_roll_up in exclusive mode`.execute(tx)
          return work({ tx, client: slot.client })
        }),
    )
  }

  private async foldIn(alone: Alone, today: Day, how: How): Promise<Followed> {
    const { tx } = alone
    const { all, digest } = this.wantedOn(today)
    const state = (
      await sql<{ fold: number; madeOf: string }>`select fold, made_of as "madeOf" from figure_roll_up`.execute(tx)
    ).rows[0]
    const isMine = state?.madeOf === digest && how !== 'rebuild'
    if (!isMine && how === 'follow') return { kept: false, records: 0 }
    const fold = (state?.fold ?? 0) + 1
    const { there, missing } = isMine ? { there: all, missing: [] } : await this.compareKept(tx, all, fold, how)
    const { records, authors } = await this.followChanges(alone, there, fold, isMine)
    for (const select of this.statements(missing)) await addTo(tx, select, fold)
    if (!isMine) await noteKept(tx, missing)
    await sql`insert into figure_roll_up (fold, made_of, authors) values (${fold}, ${digest}, ${authors}::uuid[])
      on conflict (one) do update set fold = excluded.fold, made_of = excluded.made_of, authors = excluded.authors`.execute(
      tx,
    )
    return { kept: true, records }
  }

  /** Drops what nobody here knows (it would not be followed and be wrong silently) and says what is there and what is not. */
  private async compareKept(tx: Tx, all: Kept[], fold: number, how: How): Promise<{ there: Kept[]; missing: Kept[] }> {
    if (how === 'rebuild') {
      await sql`delete from figure_kept`.execute(tx)
      // Emptied, not deleted: who remembers cells asks for those that are newer.
      await sql`update figure_cell set n = 0, amount = 0, fold = ${fold}`.execute(tx)
      return { there: [], missing: all }
    }
    const wanted = all.flatMap(k => k.years.map(period => ({ measure: k.key, period })))
    const list = sql`unnest(${wanted.map(w => w.measure)}::text[], ${wanted.map(w => w.period)}::text[]) as w(measure, period)`
    for (const table of ['figure_kept', 'figure_cell'])
      await sql`delete from ${sql.table(table)} k where not exists (
        select 1 from ${list} where w.measure = k.measure and w.period = k.period)`.execute(tx)
    const { rows } = await sql<{ measure: string; period: string }>`select measure, period from figure_kept`.execute(tx)
    const known = new Set(rows.map(r => `${r.measure} ${r.period}`))
    const only = (isThere: boolean): Kept[] =>
      all
        .map(k => ({ ...k, years: k.years.filter(y => known.has(`${k.key} ${y}`) === isThere) }))
        .filter(k => k.years.length > 0)
    return { there: only(true), missing: only(false) }
  }

  /** Takes in every change the homes have made since; how many records they touched, and who made them. */
  private async followChanges(
    { tx, client }: Alone,
    kept: readonly Kept[],
    fold: number,
    isAll: boolean,
  ): Promise<{ records: number; authors: string[] }> {
    const registers = [...new Set(kept.map(k => k.measure.register))]
    const { rows } = await sql<Touched & { kind: string }>`
      select e.kind, e.home, e.record as id, min(e.version) - 1 as before, max(e.version) as after
      from (${behind(sql`h.home, h.seq, coalesce(p.seq, 0) as done`)}) b
      join record_event e on e.home = b.home and e.seq > b.done and e.seq <= b.seq
      where e.kind = any(${registers}::text[]) group by 1, 2, 3`.execute(tx)
    const touched = Map.groupBy(rows, r => r.kind)
    if (client && isAll && rows.length > 0 && rows.length <= FEW) {
      const { name, text, parameters } = (this.prepared ??= this.prepare(kept))
      const values = parameters.map(p => (p instanceof Later ? p.value(touched, fold) : p))
      // Otherwise every connection would plan the first five times it is used.
      await client.query('set local plan_cache_mode = force_generic_plan')
      await client.query({ name, text, values })
    } else if (rows.length > 0) {
      const ofThose = [...touched].flatMap(([register, list]) => [
        ...this.statements(
          kept.filter(k => k.measure.register === register),
          columnsOfTouched(list),
        ),
      ])
      await addTo(tx, together(ofThose), fold)
    }
    const authors = await sql<{ all: string[] | null }>`select ${authorsBehind} as all`.execute(tx)
    await sql`insert into figure_progress (home, seq) ${behind(sql`h.home, h.seq`)}
      on conflict (home) do update set seq = excluded.seq`.execute(tx)
    return { records: rows.length, authors: authors.rows[0]!.all ?? [] }
  }

  /**
   * One statement for all registers, whichever of them were touched: planned once for a connection, because planning costs
   * several times what a few records do.
   */
  private prepare(kept: readonly Kept[]): Prepared {
    const selects = [...Map.groupBy(kept, k => k.measure.register)].flatMap(([register, measures]) => {
      const column = (key: keyof Touched): Later => new Later(touched => touched.get(register)?.map(t => t[key]) ?? [])
      const columns = { home: column('home'), id: column('id'), before: column('before'), after: column('after') }
      return [...this.statements(measures, columns)]
    })
    const { sql: text, parameters } = adding(together(selects), new Later((_, fold) => fold)).compile(this.db)
    return { name: `figures ${sha256(text).slice(0, 16)}`, text, parameters }
  }

  /** Counts and sums of one register in one statement; different values one by one. */
  private *statements(kept: readonly Kept[], touched?: TouchedColumns): Generator<RawBuilder<unknown>> {
    for (const [register, measures] of Map.groupBy(kept, k => k.measure.register)) {
      const kind = findRegister(register)!
      const added = measures.filter(k => !valueKey(k.measure))
      if (added.length > 0) yield sums(kind, added, touched)
      for (const k of measures) if (valueKey(k.measure)) yield differentValues(kind, k, touched)
    }
  }
}

type How = 'follow' | 'build' | 'rebuild'

/** A few statements as one: between many small ones most of the time would be spent on waiting. */
const together = (selects: readonly RawBuilder<unknown>[]): RawBuilder<unknown> =>
  sql.join(
    selects.map(select => sql`(${select})`),
    sql` union all `,
  )

const adding = (select: RawBuilder<unknown>, fold: unknown): RawBuilder<unknown> =>
  sql`insert into figure_cell as c (parent, place, period, measure, n, amount, fold)
    select parent_of(place), place, period, measure, n, amount, ${fold}::bigint from (${select}) made
    on conflict (parent, place, period, measure)
    do update set n = c.n + excluded.n, amount = c.amount + excluded.amount, fold = excluded.fold`

const addTo = (tx: Tx, select: RawBuilder<unknown>, fold: number) => adding(select, fold).execute(tx)

/** Stands for a parameter that is known when the statement is executed. */
class Later {
  readonly value: (touched: ReadonlyMap<string, readonly Touched[]>, fold: number) => unknown
  constructor(value: Later['value']) {
    this.value = value
  }
}
interface Prepared {
  name: string
  text: string
  parameters: readonly unknown[]
}
/** A transaction with nobody beside it, and its connection where that keeps prepared statements. */
interface Alone {
  tx: Tx
  client: pg.PoolClient | undefined
}

const noteKept = (tx: Tx, missing: readonly Kept[]) => {
  const pairs = missing.flatMap(k => k.years.map(period => ({ measure: k.key, period })))
  return sql`insert into figure_kept (measure, period)
    select * from unnest(${pairs.map(p => p.measure)}::text[], ${pairs.map(p => p.period)}::text[])
    on conflict do nothing`.execute(tx)
}
