import type { Actor } from '@jingtu/core/access.ts'
import { columnOf } from '@jingtu/core/record.ts'
import { VOID } from '@jingtu/core/register.ts'
import { RECORDS } from '@jingtu/programme/records.ts'
import { findRegister } from '@jingtu/registers/registers.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { type RawBuilder, sql } from 'kysely'
import { visibleTo } from '../registers/rights.ts'
import type { CellReading } from './cells.ts'

/** What a name in a cell stands for. */
export type Named = (to: string, text: string) => CellReading

/** The fields a record may be named by in a sheet: names of today first, then codes and names it once had. */
const NAMES = ['name', 'shortName', 'code', 'creditCode', 'title'] as const
const FORMER = ['formerNames', 'aliases', 'formerCodes'] as const

interface Found {
  text: string
  id: string
  former: boolean
}

/** Looks up all names a file uses at once: a hundred thousand cells are a handful of queries. */
export async function lookUp(
  db: Db | Tx,
  actor: Actor,
  wanted: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Named> {
  const found = new Map<string, Map<string, Found[]>>()
  for (const [to, texts] of wanted) {
    const list = texts.size === 0 ? [] : await namesIn(db, actor, to, [...texts])
    found.set(
      to,
      Map.groupBy(list, f => f.text),
    )
  }
  return (to, text) => {
    const all = found.get(to)?.get(text) ?? []
    const today = [...new Set(all.filter(f => !f.former).map(f => f.id))]
    const ids = today.length > 0 ? today : [...new Set(all.map(f => f.id))]
    const what = to === 'region' ? '区域' : (RECORDS.find(k => k.id === to)?.name ?? to)
    if (ids.length === 0) return { fault: `没有找到${what}“${text}”；请核对名称，没有登记的请先登记` }
    if (ids.length > 1) return { fault: `有 ${ids.length} 个${what}都叫“${text}”，请改填编码或统一社会信用代码` }
    return today.length > 0
      ? { value: ids[0] }
      : { value: ids[0], note: `“${text}”是曾用名或别称，已对应到现在的${what}` }
  }
}

async function namesIn(db: Db | Tx, actor: Actor, to: string, texts: string[]): Promise<Found[]> {
  if (to === 'region') return regions(db, actor, texts)
  const kind = RECORDS.find(k => k.id === to)
  if (!kind) return []
  const t = sql.table(kind.table)
  const register = findRegister(to)
  const rights = register ? visibleTo(register, actor) : sql`true`
  const gone = register ? [VOID, 'merged'] : [VOID]
  const parts: RawBuilder<Found>[] = [
    ...NAMES.filter(key => kind.fields[key]?.kind === 'text').map(
      key => sql<Found>`select ${sql.ref(columnOf(key))} as text, id, false as former from ${t}
        where until is null and state <> all(${gone}::text[]) and ${rights} and ${sql.ref(columnOf(key))} = any(${texts}::text[])`,
    ),
    ...FORMER.filter(key => kind.fields[key]?.kind === 'texts').map(
      key => sql<Found>`select former.text as text, id, true as former from ${t}, unnest(${sql.ref(`${kind.table}.${columnOf(key)}`)}) as former(text)
        where until is null and state <> all(${gone}::text[]) and ${rights} and former.text = any(${texts}::text[])`,
    ),
  ]
  if (parts.length === 0) return []
  return (await sql<Found>`${sql.join(parts, sql` union `)}`.execute(db)).rows
}

/** Places of one's own region and those it lies in; a former name finds the place that goes on. */
async function regions(db: Db | Tx, actor: Actor, texts: string[]): Promise<Found[]> {
  const reach = sql`(r.path like ${`${actor.region}%`} or ${actor.region} like r.path || '%')`
  const reached = actor.party ? sql`true` : reach
  const { rows } = await sql<Found>`
    select r.name as text, r.id, false as former from region r where r.valid_until is null and ${reached} and r.name = any(${texts}::text[])
    union select r.code, r.id, false from region r where r.valid_until is null and ${reached} and r.code = any(${texts}::text[])
    union select old.name, r.id, true from region old join region r on r.id = old.successor
      where r.valid_until is null and ${reached} and old.name = any(${texts}::text[])`.execute(db)
  return rows
}
