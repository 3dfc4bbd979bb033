import type { Actor } from '@jingtu/core/access.ts'
import { isId } from '@jingtu/core/id.ts'
import { isDay } from '@jingtu/core/period.ts'
import { type Register, VOID } from '@jingtu/core/register.ts'
import { findRegister } from '@jingtu/registers/registers.ts'
import { SQL_TYPE, searchExpression, selection, sortColumn } from '@jingtu/store/columns.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { type AsOf, current } from '@jingtu/store/records.ts'
import { type RawBuilder, sql } from 'kysely'
import { getRegion } from '../organisation/places.ts'
import { refusal } from '../problems.ts'
import { compileFilters, compileLocal, filtersIn } from './filters.ts'
import { near } from './near.ts'
import { type Row, visibleTo } from './rights.ts'

/** What a list was asked for, as it stands in the address and in saved views. */
export type ListQuery = Record<string, string>

const MOST = 500
const PAGE = 50
const MOST_SUBJECTS = 1000
/** Counted exactly up to here; beyond it the planner's estimate is shown as one. */
const COUNTED = 10_000
/** Where the planner expects more than this (in its units, about ten milliseconds of work), only so far. */
const COSTLY = 15_000
const FEWER = 1_000

export interface Page {
  rows: Row[]
  /** Where the next page begins; null on the last. */
  next: string | null
}

export function asOfIn(query: ListQuery): AsOf | undefined {
  const { knownOn, validOn } = query
  if (validOn && !isDay(validOn))
    throw refusal('invalid', '日期有误', [{ where: 'validOn', message: '应写作 2026-03-25' }])
  // A day means all of it, by the clock in Shanghai.
  const instant = knownOn && isDay(knownOn) ? `${knownOn}T23:59:59.999+08:00` : knownOn
  if (instant && Number.isNaN(Date.parse(instant)))
    throw refusal('invalid', '日期有误', [{ where: 'knownOn', message: '应写作 2026-03-25 或一个时间' }])
  return knownOn || validOn ? { knownOn: instant, validOn } : undefined
}

/** Everything an address narrows a list by, rights not included. */
export async function conditionOf(db: Db | Tx, kind: Register, query: ListQuery): Promise<RawBuilder<unknown>> {
  const t = kind.table
  const parts: RawBuilder<unknown>[] = [
    sql`${sql.ref(`${t}.state`)} <> ${VOID}`,
    ...compileFilters(kind, filtersIn(query)),
    ...(await compileLocal(db, kind, filtersIn(query, 'x'))),
  ]
  if (query.state) parts.push(sql`${sql.ref(`${t}.state`)} = any(${query.state.split(',')}::text[])`)
  if (query.ended === 'false') parts.push(sql`${sql.ref(`${t}.state`)} <> all(${[...kind.register.ended]}::text[])`)
  if (query.region) {
    if (!isId(query.region)) throw refusal('invalid', '区域有误', [{ where: 'region', message: '请选择一个区域' }])
    // The path itself, not a subquery: only a constant prefix can use the index.
    const { path } = await getRegion(db, query.region)
    parts.push(sql`${sql.ref(`${t}.region`)} like ${`${path}%`}`)
  }
  const found = query.q?.trim()
  if (found) {
    const expression = searchExpression(kind)
    const like = `%${found.replace(/[%_\\]/g, c => `\\${c}`)}%`
    const own = expression ? sql`(${sql.raw(expression)}) like ${like}` : sql`false`
    parts.push(sql`(${own} or ${await bySubject(db, kind, like)})`)
  }
  // For a platform that fetches what is new: rows whose present version was recorded since an instant.
  if (query.changedSince) {
    if (Number.isNaN(Date.parse(query.changedSince)))
      throw refusal('invalid', '时间有误', [{ where: 'changedSince', message: '应写作 2026-03-25T08:00:00+08:00' }])
    parts.push(sql`${sql.ref(`${t}.since`)} >= ${query.changedSince}::timestamptz`)
  }
  if (query.within) parts.push(within(kind, query.within))
  if (query.near) parts.push(near(kind, query.near))
  return sql`(${sql.join(parts, sql` and `)})`
}

/**
 * A list about subjects is searched by what they are called. They are looked up first: a list of ids can use the index of
 * the rows, a subquery beside another condition cannot.
 */
async function bySubject(db: Db | Tx, kind: Register, like: string): Promise<RawBuilder<unknown>> {
  const about = kind.register.subject ? findRegister(kind.register.subject) : undefined
  if (!about) return sql`false`
  const name = sql.raw(searchExpression(about) ?? nameKey(about))
  const { rows } = await sql<{ id: string }>`select id from ${sql.table(about.table)}
    where until is null and (${name}) like ${like} limit ${MOST_SUBJECTS}`.execute(db)
  if (rows.length === 0) return sql`false`
  if (rows.length === MOST_SUBJECTS)
    return sql`${sql.ref(`${kind.table}.subject`)} in (select id from ${sql.table(about.table)} where until is null and (${name}) like ${like})`
  return sql`${sql.ref(`${kind.table}.subject`)} = any(${rows.map(r => r.id)}::uuid[])`
}

/** What a row is called by: its name, or where it need not have one its code. */
export const nameKey = (kind: Register): string => (kind.fields.name?.required ? 'name' : 'code')

/** within=west,south,east,north: rows whose shape meets the frame of a map. */
function within(kind: Register, frame: string): RawBuilder<unknown> {
  const numbers = frame.split(',').map(Number)
  const { map } = kind.register
  if (!map || numbers.length !== 4 || !numbers.every(Number.isFinite))
    throw refusal('invalid', '地图范围有误', [{ where: 'within', message: '应写作 西,南,东,北（经纬度）' }])
  const [west, south, east, north] = numbers as [number, number, number, number]
  const shape = sql.ref(`${kind.table}.${sortColumn(kind, map.geometry)}_shape`)
  return sql`${shape} && st_makeenvelope(${west}, ${south}, ${east}, ${north}, 4490)`
}

type Cursor = [value: string | null, id: string]
const encode = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString('base64url')
function decode(text: string): Cursor {
  try {
    const [value, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as Cursor
    if (isId(id) && (value === null || typeof value === 'string')) return [value, id]
  } catch {
    // Whatever is wrong with it, the answer is the same.
  }
  throw refusal('invalid', '翻页位置有误', [{ where: 'after', message: '请从第一页重新翻起' }])
}

/**
 * One page behind a cursor of (sort value, id). Rows without a value come last in either direction; they are a stretch of
 * their own, so that the stretch with values is one walk along its index.
 */
export async function listPage(
  db: Db | Tx,
  kind: Register,
  where: RawBuilder<unknown>,
  query: ListQuery,
  asOf?: AsOf,
): Promise<Page> {
  const sort = query.sort || kind.register.sort
  const key = sort.replace(/^-/, '')
  if (!kind.register.sorts.includes(key))
    throw refusal('invalid', '不能这样排序', [{ where: 'sort', message: `${kind.name}不能按“${key}”排序` }])
  const limit = Math.min(Math.max(Number(query.limit) || PAGE, 1), MOST)
  const descending = sort.startsWith('-')
  const direction = sql.raw(descending ? 'desc' : 'asc')
  const compare = sql.raw(descending ? '<' : '>')
  const id = sql.ref(`${kind.table}.id`)
  const cursor = query.after ? decode(query.after) : undefined
  const rows: Row[] = []
  // An area is sorted by its square metres, which the row does not show.
  const hidden =
    kind.fields[key]?.kind === 'area'
      ? sql`, ${sql.ref(`${kind.table}.${sortColumn(kind, key)}`)}::text as "_sort"`
      : undefined
  const fetch = async (condition: RawBuilder<unknown>, order: RawBuilder<unknown>): Promise<void> => {
    const found = await sql<Row>`select ${selection(kind)}${hidden ?? sql``} from ${sql.table(kind.table)}
      where ${current(kind, asOf)} and ${where} and ${condition} order by ${order} limit ${limit + 1 - rows.length}`.execute(
      db,
    )
    rows.push(...found.rows)
  }
  if (key === 'id') {
    const type = sql`${cursor?.[1] ?? null}::uuid`
    await fetch(cursor ? sql`${id} ${compare} ${type}` : sql`true`, sql`${id} ${direction}`)
  } else {
    const column = sql.ref(`${kind.table}.${kind.fields[key] ? sortColumn(kind, key) : key}`)
    const type = sql.raw(
      kind.fields[key] ? (kind.fields[key].kind === 'area' ? 'numeric' : SQL_TYPE[kind.fields[key].kind]) : 'text',
    )
    const order = sql`${column} ${direction}, ${id} ${direction}`
    if (!cursor || cursor[0] !== null)
      await fetch(
        cursor
          ? sql`(${column}, ${id}) ${compare} (${cursor[0]}::${type}, ${cursor[1]}::uuid)`
          : sql`${column} is not null`,
        order,
      )
    if (rows.length <= limit)
      await fetch(
        cursor && cursor[0] === null
          ? sql`${column} is null and ${id} ${compare} ${cursor[1]}::uuid`
          : sql`${column} is null`,
        // By both, although one of them is nothing: only so is it known to be the order of the index.
        order,
      )
  }
  const last = rows.length > limit ? rows[limit - 1]! : undefined
  const value = last && (key === 'id' ? last.id : (last[hidden ? '_sort' : key] ?? null))
  const next = last ? encode([value === null ? null : String(value), last.id]) : null
  const shown = rows.slice(0, limit)
  return { rows: hidden ? shown.map(({ _sort, ...row }) => row as Row) : shown, next }
}

export interface Count {
  n: number
  estimated: boolean
}

interface Plan {
  'Plan Rows': number
  'Total Cost': number
  Plans?: Plan[]
}

/**
 * How many rows a list has. A first page that is the last one tells by itself; else the planner is asked: where it expects
 * far more than is counted, nothing is, and rows scattered over a large table are not counted so far.
 */
export async function countPage(
  db: Db | Tx,
  kind: Register,
  where: RawBuilder<unknown>,
  page: Page & { isFirst: boolean },
  asOf?: AsOf,
): Promise<Count> {
  if (page.isFirst && page.next === null) return { n: page.rows.length, estimated: false }
  const found = (most: number) =>
    sql`select 1 from ${sql.table(kind.table)} where ${current(kind, asOf)} and ${where} limit ${most + 1}`
  const plan = await sql<{ 'QUERY PLAN': unknown }>`explain (format json) ${found(COUNTED)}`.execute(db)
  const told = plan.rows[0]!['QUERY PLAN']
  const [top] = (typeof told === 'string' ? JSON.parse(told) : told) as [{ Plan: Plan }]
  const { 'Total Cost': cost, Plans: [unlimited = top.Plan] = [] } = top.Plan
  const expected = unlimited['Plan Rows']
  if (expected > 3 * COUNTED) return { n: expected, estimated: true }
  const most = cost > COSTLY ? FEWER : COUNTED
  const { rows } = await sql<{ n: number }>`select count(*) as n from (${found(most)}) counted`.execute(db)
  const { n } = rows[0]!
  return n <= most ? { n, estimated: false } : { n: Math.max(expected, n), estimated: true }
}

/** The rows of a list an actor sees. */
export const seenBy = async (
  db: Db | Tx,
  kind: Register,
  actor: Actor,
  query: ListQuery,
): Promise<RawBuilder<unknown>> => sql`(${visibleTo(kind, actor)} and ${await conditionOf(db, kind, query)})`
