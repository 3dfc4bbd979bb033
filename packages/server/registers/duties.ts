import type { Actor } from '@jingtu/core/access.ts'
import type { Day } from '@jingtu/core/period.ts'
import type { Register } from '@jingtu/core/register.ts'
import { type DutyItem, dutiesOf } from '@jingtu/core/register-duty.ts'
import { REGISTERS } from '@jingtu/registers/registers.ts'
import { selection } from '@jingtu/store/columns.ts'
import type { Db } from '@jingtu/store/open.ts'
import { type RawBuilder, sql } from 'kysely'
import { namesOf } from '../records/names.ts'
import { workCalendar } from './calendar.ts'
import { conditionOf, type ListQuery } from './list.ts'
import { regionNames } from './reading.ts'
import { type Row, visibleTo } from './rights.ts'

export interface Due extends DutyItem {
  register: string
  registerName: string
  row: string
  /** What the row is about, as people call it. */
  about: string
  region: string
  regionName: string
}

export interface DutyQuery {
  from: Day
  to: Day
  today: Day
  /** A register, or all that have duties. */
  register?: Register
  list?: ListQuery
  status?: string[]
}

/** Rows looked at of one register; a county has hundreds, a province narrows by region. */
const MOST = 20_000

/** What is owed between two days by the rows the reader sees, soonest first. */
export async function listDuties(db: Db, actor: Actor, query: DutyQuery): Promise<Due[]> {
  const calendar = await workCalendar(db)
  const kinds = query.register ? [query.register] : REGISTERS.filter(r => !r.register.example)
  const items: Due[] = []
  for (const kind of kinds.filter(k => Object.keys(k.register.duties).length > 0)) {
    const states = [...new Set(Object.values(kind.register.duties).flatMap(d => d.while))]
    const where = sql`${visibleTo(kind, actor)} and ${await conditionOf(db, kind, query.list ?? {})}`
    const rows = await withEntries(
      db,
      kind,
      sql`${where} and ${sql.ref(`${kind.table}.state`)} = any(${states}::text[])`,
    )
    const names = await namesOf(db, kind, rows)
    const regions = await regionNames(db, rows)
    for (const row of rows)
      for (const item of dutiesOf(kind, row, { ...query, calendar, entered: row._entered })) {
        if (query.status && !query.status.includes(item.status)) continue
        items.push({
          ...item,
          register: kind.id,
          registerName: kind.name,
          row: row.id,
          about: aboutOf(kind, row, names),
          region: row.region,
          regionName: regions[row.region] ?? row.region,
        })
      }
  }
  return items.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.label < b.label ? -1 : 1))
}

/** A row in one word: its subject, or its own name or code. */
export const aboutOf = (kind: Register, row: Row, names: Readonly<Record<string, string>>): string =>
  String((kind.register.subject && names[row.subject as string]) || row.name || row.code || kind.name)

export type WithEntries = Row & { _entered: Record<string, Day> }

/** Rows with the day each entered the state it is in: the first version of the unbroken stretch that ends today. */
export async function withEntries(db: Db, kind: Register, where: RawBuilder<unknown>): Promise<WithEntries[]> {
  const t = sql.table(kind.table)
  const { rows } = await sql<Row & { _since: Day }>`select ${selection(kind)}, (
      select min(v.effective) from ${t} v where v.home = ${t}.home and v.id = ${t}.id and v.state = ${t}.state
        and v.version > coalesce((select max(o.version) from ${t} o
          where o.home = ${t}.home and o.id = ${t}.id and o.state <> ${t}.state), 0)) as "_since"
    from ${t} where ${t}.until is null and ${where} limit ${MOST}`.execute(db)
  return rows.map(({ _since, ...row }) => ({ ...row, _entered: { [row.state as string]: _since } }) as WithEntries)
}
