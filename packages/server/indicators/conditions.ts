import { addDays, type Day, periodDays } from '@jingtu/core/period.ts'
import { columnOf } from '@jingtu/core/record.ts'
import { type Register, VOID } from '@jingtu/core/register.ts'
import type { Condition, Measure, Moment } from '@jingtu/programme/indicators/indicator.ts'
import { isLatestWord } from '@jingtu/programme/indicators/kept-measure.ts'
import { REGISTERS } from '@jingtu/registers/registers.ts'
import { sortColumn } from '@jingtu/store/columns.ts'
import { current } from '@jingtu/store/records.ts'
import { type RawBuilder, sql } from 'kysely'

/** For what and as of when a figure is worked out. */
export interface Time {
  /** 2026, 2026-H1, 2026-Q3, 2026-07. */
  period: string
  from: Day
  to: Day
  /** Rows count as they stood on this day; undefined: as they stand now. */
  asOf: Day | undefined
}

export function timeOf(period: string, today: Day): Time {
  const { from, to } = periodDays(period)
  return { period, from, to, asOf: to < today ? to : undefined }
}

export const registerOf = (measure: Measure): Register => REGISTERS.find(r => r.id === measure.register)!

/** The days and names of a period as SQL: of one period, or of a table of several. */
export interface Span {
  from: RawBuilder<unknown>
  to: RawBuilder<unknown>
  period: RawBuilder<unknown>
  /** The year of the period, or one so many years before. */
  year: (back: number) => RawBuilder<unknown>
  /** The day after the same day so many years before its end: so many full years are inside. */
  yearsBeforeEnd: (years: number) => RawBuilder<unknown>
}

export const spanOf = (time: Time): Span => ({
  from: sql`${time.from}::date`,
  to: sql`${time.to}::date`,
  period: sql`${time.period}::text`,
  year: back => sql`${String(Number(time.period.slice(0, 4)) - back)}::text`,
  yearsBeforeEnd: years => {
    const year = Number(time.to.slice(0, 4)) - years
    return sql`${addDays(`${year}-${time.to.slice(5) === '02-29' ? '02-28' : time.to.slice(5)}`, 1)}::date`
  },
})

const dayOf = (moment: Moment, span: Span): RawBuilder<unknown> =>
  moment === 'start' ? span.from : moment === 'end' ? span.to : span.yearsBeforeEnd(moment.years)

/** One condition over the columns of a register's table, or of what stands for it under another name. */
export function conditionSql(
  kind: Register,
  condition: Condition,
  span: Span,
  t: string = kind.table,
): RawBuilder<unknown> {
  if ('state' in condition) return sql`${sql.ref(`${t}.state`)} = any(${[...condition.state]}::text[])`
  const column = sql.ref(`${t}.${sortColumn(kind, condition.field)}`)
  const { kind: of } = kind.fields[condition.field]!
  if ('is' in condition)
    return of === 'boolean'
      ? sql`${column} = any(${condition.is as boolean[]}::boolean[])`
      : sql`${column} = any(${condition.is.map(String)}::text[])`
  if ('includes' in condition) return sql`${condition.includes} = any(${column})`
  if ('filled' in condition) return condition.filled ? sql`${column} is not null` : sql`${column} is null`
  if ('within' in condition)
    return of === 'days'
      ? sql`exists (select 1 from unnest(${column}) d where d between ${span.from} and ${span.to})`
      : sql`${column} between ${span.from} and ${span.to}`
  if ('in' in condition) {
    const wanted = condition.in === 'year' ? span.year(condition.back ?? 0) : span.period
    return of === 'integer' ? sql`${column} = (${wanted})::int` : sql`starts_with(${column}, ${wanted})`
  }
  const parts: RawBuilder<unknown>[] = []
  if ('from' in condition && condition.from) parts.push(sql`${column} >= ${dayOf(condition.from, span)}`)
  if ('to' in condition && condition.to) parts.push(sql`${column} <= ${dayOf(condition.to, span)}`)
  if ('atLeast' in condition && condition.atLeast) parts.push(sql`${column} >= ${condition.atLeast}::numeric`)
  if ('above' in condition && condition.above) parts.push(sql`${column} > ${condition.above}::numeric`)
  if ('atMost' in condition && condition.atMost) parts.push(sql`${column} <= ${condition.atMost}::numeric`)
  return parts.length > 0 ? sql`(${sql.join(parts, sql` and `)})` : sql`true`
}

export const asOfOf = (measure: Measure, time: Time): Day | undefined => (isLatestWord(measure) ? undefined : time.asOf)

/** Rows without what a rule needs to know of them; an answer of 证据不足 is not knowing either. */
export const lackingSql = (kind: Register, needs: readonly string[], t: string = kind.table): RawBuilder<unknown> =>
  sql`(${sql.join(
    needs.map(key => {
      const column = sql.ref(`${t}.${columnOf(key)}`)
      return sql`(${column} is null or ${column}::text = '证据不足')`
    }),
    sql` or `,
  )})`

/** Rows a measure looks at, below a path of the region tree. */
export function rowsSql(measure: Measure, path: string, time: Time): RawBuilder<unknown> {
  const kind = registerOf(measure)
  const t = kind.table
  const asOf = asOfOf(measure, time)
  return sql.join(
    [
      current(kind, asOf ? { validOn: asOf } : undefined),
      sql`${sql.ref(`${t}.state`)} <> ${VOID}`,
      sql`${sql.ref(`${t}.region`)} like ${`${path}%`}`,
      ...measure.where.map(c => conditionSql(kind, c, spanOf(time))),
    ],
    sql` and `,
  )
}

/** The number a measure makes of its rows. */
export function aggregate(measure: Measure, time: Time): RawBuilder<unknown> {
  const kind = registerOf(measure)
  if (measure.of === 'rows') return sql`count(*)::numeric`
  if ('sum' in measure.of) return sql`coalesce(sum(${sql.ref(`${kind.table}.${sortColumn(kind, measure.of.sum)}`)}), 0)`
  if ('distinct' in measure.of)
    return sql`count(distinct ${sql.ref(`${kind.table}.${columnOf(measure.of.distinct)}`)})::numeric`
  const by = sql.ref(`${kind.table}.${columnOf(measure.of.all)}`)
  const meets = sql.join(
    measure.of.meet.map(c => sql`coalesce(${conditionSql(kind, c, spanOf(time))}, false)`),
    sql` and `,
  )
  // Those with any row that does not meet it are taken away from all.
  return sql`(count(distinct ${by}) - count(distinct ${by}) filter (where not (${meets})))::numeric`
}
