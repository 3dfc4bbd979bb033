/**
 * What rows come to in kept figures, as SQL: of whole registers, or of touched records as what they come to now minus what
 * they came to before. One generator makes both, out of the conditions the direct way uses.
 */
import { periodDays } from '@jingtu/core/period.ts'
import { columnOf } from '@jingtu/core/record.ts'
import { type Register, VOID } from '@jingtu/core/register.ts'
import type { KeptMeasure } from '@jingtu/programme/indicators/kept-measure.ts'
import { sortColumn } from '@jingtu/store/columns.ts'
import { type RawBuilder, sql } from 'kysely'
import { conditionSql, lackingSql, type Span } from './conditions.ts'

/** A measure under the name its cells bear, with the years it is kept for. */
export interface Kept {
  key: string
  measure: KeptMeasure
  years: readonly string[]
}

/** A record and the versions of it before and after; 0: it was not there. */
export interface Touched {
  home: string
  id: string
  before: number
  after: number
}

/** Touched records column by column: arrays, or what stands for them until a statement is executed. */
export type TouchedColumns = Record<keyof Touched, unknown>

export const columnsOfTouched = (touched: readonly Touched[]): TouchedColumns => ({
  home: touched.map(t => t.home),
  id: touched.map(t => t.id),
  before: touched.map(t => t.before),
  after: touched.map(t => t.after),
})

/** What a measure counts different values of; undefined where it counts or adds up rows. */
export const valueKey = (measure: KeptMeasure): string | undefined => {
  const { of } = measure
  return of === 'rows' || 'sum' in of ? undefined : 'distinct' in of ? of.distinct : of.all
}

const LISTED: Span = {
  from: sql`p.first_day`,
  to: sql`p.last_day`,
  period: sql`p.key`,
  year: back => (back === 0 ? sql`p.key` : sql`(p.key::int - ${sql.lit(back)})::text`),
  // Years end on the last of December, which every year has.
  yearsBeforeEnd: years => sql`((p.last_day - make_interval(years => ${sql.lit(years)}))::date + 1)`,
}

const periods = (kept: readonly Kept[]): RawBuilder<unknown> => {
  const years = [...new Set(kept.flatMap(k => k.years))].sort()
  return sql`(values ${sql.join(
    years.map(year => {
      const { from, to } = periodDays(year)
      return sql`(${sql.lit(year)}, ${sql.lit(from)}::date, ${sql.lit(to)}::date)`
    }),
  )}) as p(key, first_day, last_day)`
}

/** Whether a row of `s` counts in a measure for a period of `p`. */
function counts(kind: Register, { measure, years }: Kept, all: number): RawBuilder<unknown> {
  return sql.join(
    [
      sql`s.state <> ${sql.lit(VOID)}`,
      measure.latest
        ? sql`s.fold_last`
        : sql`s.effective <= p.last_day and (s.fold_ends is null or s.fold_ends > p.last_day)`,
      ...(years.length < all ? [sql`p.key = any(${[...years]}::text[])`] : []),
      ...measure.where.map(c => conditionSql(kind, c, LISTED, 's')),
      ...(measure.lacking.length > 0 ? [lackingSql(kind, measure.lacking, 's')] : []),
    ],
    sql` and `,
  )
}

/** Every version of a register as it is. */
const wholeRegister = (kind: Register): RawBuilder<unknown> =>
  sql`select v.*, 1 as fold_sign, v.until is null as fold_last, v.effective_until as fold_ends from ${sql.table(kind.table)} v`

/** All versions of the touched records up to the newest one to be followed. */
const touchedVersions = (kind: Register, touched: TouchedColumns): RawBuilder<unknown> =>
  sql`fold_touched as materialized (
      select * from unnest(${touched.home}::uuid[], ${touched.id}::uuid[], ${touched.before}::int[], ${touched.after}::int[])
        as t(home, id, fold_before, fold_after)),
    fold_versions as materialized (
      select v.*, t.fold_before, t.fold_after from fold_touched t
      join ${sql.table(kind.table)} v on v.home = t.home and v.id = t.id and v.version <= t.fold_after)`

/**
 * The touched records as they were (counted negative) and as they are. Until which day a version holds follows from the
 * versions of its side alone.
 */
const bothSides = sql`
  select v.*, -1 as fold_sign, v.version = v.fold_before as fold_last, min(v.effective) over later as fold_ends
  from fold_versions v where v.version <= v.fold_before
  window later as (partition by v.home, v.id order by v.version desc rows between unbounded preceding and 1 preceding)
  union all
  select v.*, 1, v.version = v.fold_after, min(v.effective) over later
  from fold_versions v
  window later as (partition by v.home, v.id order by v.version desc rows between unbounded preceding and 1 preceding)`

/** Untouched records that bear a value of touched ones stand on both sides as they are. */
const bearers = (kind: Register, value: string): RawBuilder<unknown> => sql`
  select o.*, 0, 0, side.sign, o.until is null, o.effective_until from ${sql.table(kind.table)} o, (values (-1), (1)) as side(sign)
  where o.${sql.id(value)} in (select ${sql.id(value)} from fold_versions)
    and not exists (select 1 from fold_touched t where t.home = o.home and t.id = o.id)`

/** Counts and sums of one register in one walk: (measure, period, place, n, amount), none of them nothing. */
export function sums(kind: Register, kept: readonly Kept[], touched?: TouchedColumns): RawBuilder<unknown> {
  const years = new Set(kept.flatMap(k => k.years)).size
  const columns = kept.map((k, i) => {
    const counted = counts(kind, k, years)
    const { of } = k.measure
    const amount =
      of !== 'rows' && 'sum' in of
        ? sql`sum(s.fold_sign * s.${sql.id(sortColumn(kind, of.sum))}) filter (where ${counted})`
        : sql`null::numeric`
    return sql`sum(s.fold_sign) filter (where ${counted}) as ${sql.id(`n${i}`)}, ${amount} as ${sql.id(`a${i}`)}`
  })
  const cells = kept.map((k, i) => {
    const { of } = k.measure
    const [n, amount] = [sql.id(`n${i}`), sql.id(`a${i}`)]
    return sql`(${sql.lit(k.key)}, g.${n}, ${of !== 'rows' && 'sum' in of ? sql`coalesce(g.${amount}, 0)` : sql`g.${n}::numeric`})`
  })
  return sql`with ${touched ? sql`${touchedVersions(kind, touched)},` : sql``}
    fold_grouped as (
      select p.key, s.region, ${sql.join(columns)}
      from (${touched ? bothSides : wholeRegister(kind)}) s cross join ${periods(kept)} group by 1, 2)
    select m.measure, g.key as period, place, sum(m.n)::bigint as n, sum(m.amount) as amount
    from fold_grouped g cross join lateral (values ${sql.join(cells)}) as m(measure, n, amount)
      cross join lateral unnest(places_of(g.region)) as place
    where m.n <> 0 or m.amount <> 0
    group by 1, 2, 3 having sum(m.n) <> 0 or sum(m.amount) <> 0`
}

/**
 * Different values, counted for every place by itself: one value may have rows in two counties. Where all rows of a value
 * must meet conditions, `amount` counts the values that do, `n` those there are.
 */
export function differentValues(kind: Register, kept: Kept, touched?: TouchedColumns): RawBuilder<unknown> {
  const value = columnOf(valueKey(kept.measure)!)
  const { of } = kept.measure
  const meets =
    of !== 'rows' && 'all' in of && of.meet.length > 0
      ? sql.join(
          of.meet.map(c => sql`coalesce(${conditionSql(kind, c, LISTED, 's')}, false)`),
          sql` and `,
        )
      : sql`true`
  const source = touched ? sql`${bothSides} union all ${bearers(kind, value)}` : wholeRegister(kind)
  return sql`with ${touched ? sql`${touchedVersions(kind, touched)},` : sql``}
    fold_found as (
      select s.fold_sign as sign, p.key, s.${sql.id(value)} as value, s.region, bool_and(${meets}) as meets
      from (${source}) s cross join ${periods([kept])}
      where s.${sql.id(value)} is not null and ${counts(kind, kept, kept.years.length)} group by 1, 2, 3, 4),
    fold_placed as (
      select sign, key, value, place, bool_and(meets)::int as meets
      from fold_found cross join lateral unnest(places_of(region)) as place group by 1, 2, 3, 4)
    select ${sql.lit(kept.key)} as measure, key as period, place, sum(sign)::bigint as n, sum(sign * meets)::numeric as amount
    from fold_placed group by 1, 2, 3 having sum(sign) <> 0 or sum(sign * meets) <> 0`
}
