import { percentage, subtract } from '@jingtu/core/measure.ts'
import { type Indicator, type Measure, type RuleVersion, ruleOn } from '@jingtu/programme/indicators/indicator.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { type RawBuilder, sql } from 'kysely'
import { aggregate, asOfOf, lackingSql, registerOf, rowsSql, type Time } from './conditions.ts'

export interface Figure {
  indicator: string
  rule: string
  /** Rounded half-up to two decimals where it is a rate; null where there is nothing of the kind (/), or where nobody knows. */
  value: string | null
  /** Why nobody knows; an empty register is not a zero. */
  unknown: string | null
  numerator: string
  denominator: string | null
  /** Counted rows that lack what the indicator needs to know. They never help: where they could, the figure is unknown. */
  missing: number
  unit: string
}

/** A region's path up to so many segments: '/45/4501/' for depth 2 of '/45/4501/450181/'. */
const prefix = (column: RawBuilder<unknown>, depth: number): RawBuilder<string> =>
  sql<string>`(array_to_string((string_to_array(rtrim(${column}, '/'), '/'))[1:${depth + 1}], '/') || '/')`

const depthOf = (path: string): number => path.split('/').length - 2

export const plain = (number: string): string => (number.includes('.') ? number.replace(/\.?0+$/, '') : number)

async function amounts(
  db: Db | Tx,
  measure: Measure,
  path: string,
  time: Time,
  depth: number,
): Promise<Map<string, string>> {
  const kind = registerOf(measure)
  const place = prefix(sql.ref(`${kind.table}.region`), depth)
  const { rows } = await sql<{
    place: string
    amount: string
  }>`select ${place} as place, ${aggregate(measure, time)}::text as amount
    from ${sql.table(kind.table)} where ${rowsSql(measure, path, time)} group by 1`.execute(db)
  return new Map(rows.map(r => [r.place, plain(r.amount)]))
}

const less = (a: Map<string, string>, b: Map<string, string>): Map<string, string> =>
  new Map(
    [...new Set([...a.keys(), ...b.keys()])].map(place => [place, subtract(a.get(place) ?? '0', b.get(place) ?? '0')]),
  )

async function missingRows(
  db: Db | Tx,
  rule: RuleVersion,
  path: string,
  time: Time,
  depth: number,
): Promise<Map<string, number>> {
  const measure = rule.denominator ?? rule.numerator
  const kind = registerOf(measure)
  if (!rule.needs?.length) return new Map()
  const { rows } = await sql<{
    place: string
    n: number
  }>`select ${prefix(sql.ref(`${kind.table}.region`), depth)} as place, count(*)::int as n
    from ${sql.table(kind.table)} where ${rowsSql(measure, path, time)} and ${lacking(rule)} group by 1`.execute(db)
  return new Map(rows.map(r => [r.place, r.n]))
}

/** Rows without what the rule needs to know of them. */
export const lacking = (rule: RuleVersion): RawBuilder<unknown> =>
  lackingSql(registerOf(rule.denominator ?? rule.numerator), rule.needs ?? [])

/** Places in which somebody has written anything at all into every register a figure counts in. */
async function keptPlaces(
  db: Db | Tx,
  rule: RuleVersion,
  path: string,
  time: Time,
  depth: number,
): Promise<(place: string) => string | null> {
  const empty: { name: string; kept: Set<string> }[] = []
  for (const measure of [rule.numerator, ...(rule.denominator ? [rule.denominator] : [])]) {
    const kind = registerOf(measure)
    if (empty.some(e => e.name === kind.name)) continue
    const { rows } = await sql<{
      place: string
    }>`select distinct ${prefix(sql.ref(`${kind.table}.region`), depth)} as place
      from ${sql.table(kind.table)} where ${rowsSql({ ...measure, where: [] }, path, { ...time, asOf: asOfOf(measure, time) })}`.execute(
      db,
    )
    empty.push({ name: kind.name, kept: new Set(rows.map(r => r.place)) })
  }
  return place => empty.find(e => !e.kept.has(place))?.name ?? null
}

/** The figure of a region and of each region right below it, from the rows themselves. */
export async function evaluate(
  db: Db | Tx,
  indicator: Indicator,
  path: string,
  time: Time,
): Promise<{ whole: Figure; below: Map<string, Figure>; rule: RuleVersion }> {
  const rule = ruleOn(indicator, time.to)
  const level = async (depth: number) => ({
    numerators: less(
      await amounts(db, rule.numerator, path, time, depth),
      rule.minus ? await amounts(db, rule.minus, path, time, depth) : new Map(),
    ),
    denominators: rule.denominator ? await amounts(db, rule.denominator, path, time, depth) : null,
    missing: await missingRows(db, rule, path, time, depth),
    emptyRegister: await keptPlaces(db, rule, path, time, depth),
  })
  const depth = depthOf(path)
  const own = await level(depth)
  const lower = await level(depth + 1)
  const figure = (at: Awaited<ReturnType<typeof level>>, place: string): Figure =>
    figureOf(indicator, rule, at.emptyRegister(place), {
      numerator: at.numerators.get(place) ?? '0',
      denominator: at.denominators ? (at.denominators.get(place) ?? '0') : null,
      missing: at.missing.get(place) ?? 0,
    })
  const places = new Set([...lower.numerators.keys(), ...(lower.denominators?.keys() ?? [])])
  places.delete(path) // rows of the region itself lie in none below it
  return {
    whole: figure(own, path),
    below: new Map([...places].sort().map(place => [place, figure(lower, place)])),
    rule,
  }
}

/** A list of years that has no row for this one says nothing of it: that is not "nothing of the kind". */
const isOfPeriod = (rule: RuleVersion): boolean =>
  rule.denominator?.where.some(c => 'in' in c || ('within' in c && c.within === 'period')) === true

/** What is said of the parts of a figure, however they were come by. */
export function figureOf(
  indicator: Indicator,
  rule: RuleVersion,
  emptyRegister: string | null,
  parts: Pick<Figure, 'numerator' | 'denominator' | 'missing'>,
): Figure {
  const rate = parts.denominator === null ? parts.numerator : percentage(parts.numerator, parts.denominator)
  // Rows that lack data stand in the denominator of a count and pull it down; a sum or a share that had better be low they
  // would make look better.
  const harmless = indicator.better === 'higher' && rule.numerator.of === 'rows'
  const unknown = emptyRegister
    ? `“${emptyRegister}”里还没有记录`
    : parts.missing > 0 && !harmless
      ? `有 ${parts.missing} 行缺数据，可能改变结果`
      : rate === 'not-applicable' && isOfPeriod(rule)
        ? '这个时段还没有数据'
        : null
  return {
    indicator: indicator.id,
    rule: rule.id,
    value: unknown || rate === 'not-applicable' ? null : rate,
    unknown,
    ...parts,
    unit: indicator.unit,
  }
}

export type Part = 'numerator' | 'minus' | 'denominator' | 'missing'

/** Ids and versions of the rows behind a part of a figure. */
export async function rowsBehind(
  db: Db | Tx,
  rule: RuleVersion,
  part: Part,
  path: string,
  time: Time,
  limit?: number,
): Promise<{ register: string; asOf: string | undefined; rows: { id: string; version: number; home: string }[] }> {
  const measure =
    (part === 'minus' ? rule.minus : part === 'numerator' ? rule.numerator : rule.denominator) ?? rule.numerator
  const kind = registerOf(measure)
  const more = part === 'missing' ? (rule.needs?.length ? sql`and ${lacking(rule)}` : sql`and false`) : sql``
  const t = kind.table
  const { rows } = await sql<{ id: string; version: number; home: string }>`
    select ${sql.ref(`${t}.id`)} as id, ${sql.ref(`${t}.version`)} as version, ${sql.ref(`${t}.home`)} as home
    from ${sql.table(t)} where ${rowsSql(measure, path, time)} ${more} order by 1 ${limit ? sql`limit ${limit}` : sql``}`.execute(
    db,
  )
  return { register: kind.id, asOf: asOfOf(measure, time), rows }
}
