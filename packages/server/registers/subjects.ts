import type { Actor } from '@jingtu/core/access.ts'
import { addDays, type Day } from '@jingtu/core/period.ts'
import { columnOf, type RecordKind, type RowOf } from '@jingtu/core/record.ts'
import { isRegister, type Register, VOID } from '@jingtu/core/register.ts'
import { type DutyItem, dutiesOf } from '@jingtu/core/register-duty.ts'
import { RECORDS } from '@jingtu/programme/records.ts'
import { findRegister, REGISTERS } from '@jingtu/registers/registers.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { selection } from '@jingtu/store/columns.ts'
import type { Db } from '@jingtu/store/open.ts'
import { type RawBuilder, sql } from 'kysely'
import { refusal } from '../problems.ts'
import { namesOf } from '../records/names.ts'
import { workCalendar } from './calendar.ts'
import { withEntries } from './duties.ts'
import { nameKey } from './list.ts'
import { readRow, readVersions, shownRows } from './reading.ts'
import { type Row, visibleTo } from './rights.ts'
import type { RowRights } from './views.ts'
import { takeRow } from './writing.ts'

/** One list a subject stands on, with its rows there and what they oblige to. */
export interface Standing {
  register: string
  name: string
  module: string | null
  /** The field that names the subject. */
  field: string
  rows: (Row & RowRights)[]
  duties: DutyItem[]
  names: Record<string, string>
}

export interface SubjectView {
  subject: Awaited<ReturnType<typeof readRow>>
  /** Former and other names, and entries that turned out to be this one. */
  merged: { id: string; name: string }[]
  lists: Standing[]
  /** What stands under it (a works' outlets, a company's sites) with the lists of those. */
  parts: { register: string; name: string; row: Row; lists: Standing[] }[]
  history: Awaited<ReturnType<typeof readVersions>>
}

export function subjectKind(id: string): Register {
  const kind = findRegister(id)
  if (!kind?.register.isSubject) throw refusal('not-found', '没有这一类主体')
  return kind
}

/** Everything about one subject the reader may see: the lists it stands on, duties, parts, history. @throws Refusal 'not-found' */
export async function readSubject(db: Db, actor: Actor, kind: Register, id: string, today: Day): Promise<SubjectView> {
  const subject = await readRow(db, actor, kind, id, {}, today)
  const lists = await listsOf(db, actor, kind, id, today)
  const parts: SubjectView['parts'] = []
  for (const list of lists) {
    const below = findRegister(list.register)
    if (!below?.register.isSubject || below.id === kind.id) continue
    for (const row of list.rows)
      parts.push({
        register: below.id,
        name: String(row.name ?? row.code ?? below.name),
        row,
        lists: await listsOf(db, actor, below, row.id, today),
      })
  }
  const { rows: merged } = await sql<{
    id: string
    name: string
  }>`select d.id, d.${sql.id(nameKey(kind))} as name from link l
    join ${sql.table(kind.table)} d on d.id = l.from_id and d.until is null
    where l.to_id = ${id}::uuid and l.relation = 'merged-into' and l.from_kind = ${kind.id}`.execute(db)
  return { subject, merged, lists, parts, history: await readVersions(db, actor, kind, id) }
}

/** Records that name the subject in one of their fields: registers with rights and duties, others as far as their region is seen. */
async function listsOf(db: Db, actor: Actor, kind: Register, id: string, today: Day): Promise<Standing[]> {
  const lists: Standing[] = []
  for (const other of RECORDS)
    for (const [field, declared] of Object.entries(other.fields)) {
      if (declared.to !== kind.id || (isRegister(other) && other.register.example)) continue
      const column = sql.ref(`${other.table}.${columnOf(field)}`)
      const names = declared.kind === 'refs' ? sql`${id}::uuid = any(${column})` : sql`${column} = ${id}::uuid`
      const found = isRegister(other)
        ? await withEntries(db, other, sql`${names} and ${visibleTo(other, actor)}`)
        : actor.party
          ? []
          : await plainRows(db, other, sql`${names} and region like ${`${actor.region}%`}`)
      if (found.length > 0) lists.push(await standing(db, actor, other, field, found, today))
    }
  return lists
}

async function standing(
  db: Db,
  actor: Actor,
  kind: RecordKind,
  field: string,
  found: (Row & { _entered?: Record<string, Day> })[],
  today: Day,
): Promise<Standing> {
  const calendar = await workCalendar(db)
  const plain = found.map(({ _entered, ...row }) => row as Row)
  const rows = isRegister(kind)
    ? await shownRows(db, actor, kind, plain, today)
    : plain.map(row => ({ ...row, moves: [], editable: false, amendable: false }))
  const window = { from: addDays(today, -365), to: addDays(today, 365), today, calendar }
  return {
    register: kind.id,
    name: kind.name,
    module: isRegister(kind) ? kind.register.module : null,
    field,
    rows,
    duties: isRegister(kind)
      ? found.flatMap(row => dutiesOf(kind, row, { ...window, entered: row._entered ?? {} }))
      : [],
    names: await namesOf(db, kind, plain),
  }
}

async function plainRows(db: Db, kind: RecordKind, where: RawBuilder<unknown>): Promise<Row[]> {
  const { rows } =
    await sql<Row>`select ${selection(kind)} from ${sql.table(kind.table)} where until is null and ${where} limit 500`.execute(
      db,
    )
  return rows
}

/**
 * Two entries for one thing become one: the duplicate stays with its history and says where it went, its names become former
 * names, what the other did not know is taken over, and everything that named it names the one that stays.
 */
export async function mergeSubjects(
  change: Change,
  actor: Actor,
  kind: Register,
  id: string,
  intoId: string,
): Promise<{ row: Row; into: Row; moved: number; doubles: Double[] }> {
  const duplicate = (await takeRow(change, actor, kind, id)).row
  const into = (await takeRow(change, actor, kind, intoId)).row
  const reasons: string[] = []
  if (actor.party || !actor.duties.includes('admin')) throw refusal('forbidden', '不能合并', ['须有“系统管理”权限'])
  for (const row of [duplicate, into])
    if (!row.region.startsWith(actor.region)) throw refusal('forbidden', '不能合并', ['两条都须在您的管辖范围内'])
  if (!change.context.reason?.trim()) reasons.push('合并须填写理由')
  if (duplicate.id === into.id) reasons.push('不能合并到它自己')
  for (const row of [duplicate, into])
    if (row.state !== kind.initial) reasons.push(`“${row.name ?? row.code}”${kind.states[row.state]}，不能合并`)
  const codes = [duplicate.creditCode, into.creditCode]
  if (codes[0] && codes[1] && codes[0] !== codes[1])
    reasons.push('两条的统一社会信用代码不同，不会是同一个组织；如确属更名换证，请先更正')
  if (reasons.length > 0) throw refusal('conflict', '不能合并', reasons)
  const { merged, moved } = await closeAndRepoint(change, kind, duplicate, into.id)
  const now = (await change.get(kind, into.id)) as unknown as Row
  const kept = await change.update(kind, now as unknown as RowOf<Register>, {
    action: 'absorb',
    values: takenOver(kind, duplicate, now) as never,
  })
  await change.link({ kind: kind.id, home: merged.home, id: merged.id }, 'merged-into', {
    kind: kind.id,
    home: now.home,
    id: now.id,
  })
  return { row: merged, into: kept as unknown as Row, moved, doubles: await doublesOf(change, into.id, kind) }
}

export interface Double {
  register: string
  name: string
  rows: string[]
}

/** Both entries may have stood in one list: those rows are now about one subject, and somebody has to say which stays. */
async function doublesOf(change: Change, id: string, kind: Register): Promise<Double[]> {
  const doubles: Double[] = []
  for (const list of REGISTERS) {
    if (list.register.subject !== kind.id || !list.register.key.includes('subject')) continue
    const same = list.register.key.map(key => sql.ref(columnOf(key)))
    const { rows } = await sql<{
      ids: string[]
    }>`select array_agg(id::text order by id) as ids from ${sql.table(list.table)}
      where until is null and subject = ${id}::uuid and state <> all(${[...list.register.ended, VOID]}::text[])
      group by ${sql.join(same)} having count(*) > 1`.execute(change.tx)
    for (const { ids } of rows) doubles.push({ register: list.id, name: list.name, rows: ids })
  }
  return doubles
}

async function closeAndRepoint(
  change: Change,
  kind: Register,
  duplicate: Row,
  into: string,
): Promise<{ merged: Row; moved: number }> {
  const merged = (await change.update(kind, duplicate as unknown as RowOf<Register>, {
    action: 'merge',
    state: 'merged',
  })) as unknown as Row
  let moved = 0
  for (const other of RECORDS) {
    const keys = Object.entries(other.fields).filter(([, field]) => field.to === kind.id)
    if (keys.length > 0)
      moved += await repoint(
        change,
        other,
        keys.map(([key]) => key),
        duplicate.id,
        into,
      )
  }
  return { merged, moved }
}

/** The names of the duplicate, and what only it knew. */
function takenOver(kind: Register, duplicate: Row, into: Row): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const [key, field] of Object.entries(kind.fields)) {
    if (field.derived || key === 'extra') continue
    const [old, own] = [duplicate[key], into[key]]
    if (Array.isArray(own) && Array.isArray(old) && field.kind === 'texts') values[key] = [...new Set([...own, ...old])]
    else if ((own === null || own === undefined) && old !== null && old !== undefined) values[key] = old
  }
  if (kind.fields.formerNames && duplicate.name && duplicate.name !== into.name)
    values.formerNames = [
      ...new Set([...((values.formerNames ?? into.formerNames) as string[]), String(duplicate.name)]),
    ]
  return values
}

async function repoint(change: Change, kind: RecordKind, keys: string[], from: string, to: string): Promise<number> {
  const conditions = keys.map(key => {
    const column = sql.ref(columnOf(key))
    return kind.fields[key]!.kind === 'refs' ? sql`${from}::uuid = any(${column})` : sql`${column} = ${from}::uuid`
  })
  const { rows } = await sql<Row>`select ${selection(kind)} from ${sql.table(kind.table)}
    where until is null and (${sql.join(conditions, sql` or `)}) for update`.execute(change.tx)
  const moves = rows.map(row => ({
    before: row as never,
    next: {
      action: 'subjectMerged',
      effective: row.effective,
      values: Object.fromEntries(
        keys
          .filter(key => [row[key]].flat().includes(from))
          .map(key => {
            const value = row[key]
            return [key, Array.isArray(value) ? [...new Set(value.map(v => (v === from ? to : v)))] : to]
          }),
      ) as never,
    },
  }))
  // What was right before the merge is not judged anew by it.
  await change.updateMany(kind, moves, { carried: true })
  return rows.length
}
