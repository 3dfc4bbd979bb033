import type { Actor } from '@jingtu/core/access.ts'
import { isId } from '@jingtu/core/id.ts'
import { canonicalRow, diffRows, type FieldChange } from '@jingtu/core/record.ts'
import { type Register, VOID } from '@jingtu/core/register.ts'
import { type ListEdition, listEditionRecord } from '@jingtu/registers/list-edition.ts'
import { findRegister } from '@jingtu/registers/registers.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { selection } from '@jingtu/store/columns.ts'
import { sha256 } from '@jingtu/store/digest.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { current, findRecord, listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { moveRecord } from '../moves.ts'
import { getRegion, homeOf } from '../organisation/places.ts'
import { refusal } from '../problems.ts'
import type { Row } from './rights.ts'

export interface NewEdition {
  title: string
  purpose: '名录公布' | '基数冻结'
  year: number
  /** The list as valid on this day. */
  on: string
  scope: string
  /** Which states stand in it; those that are published where nothing is said. */
  states?: string[]
}

/** Freezes a list: which version of each row stood in it is kept for good, with a digest over all of them. */
export async function freezeList(
  change: Change,
  actor: Actor,
  kind: Register,
  asked: NewEdition,
): Promise<ListEdition> {
  const scope = await getRegion(change.tx, asked.scope)
  const states = asked.states ?? [...(kind.register.publish?.in ?? [])]
  const reasons: { where: string; message: string }[] = []
  if (actor.party || !scope.path.startsWith(actor.region))
    throw refusal('forbidden', '不能冻结名录', ['只能冻结本区域及其下级区域的名录'])
  if (!actor.duties.includes('reviewer') && !actor.duties.includes('planner'))
    throw refusal('forbidden', '不能冻结名录', ['须有“审核”或“计划管理”权限'])
  if (asked.on > change.today) reasons.push({ where: 'on', message: '版本日期不能晚于今天' })
  if (states.length === 0) reasons.push({ where: 'states', message: '请选择哪些状态的记录列入' })
  for (const s of states)
    if (!kind.states[s]) reasons.push({ where: 'states', message: `${kind.name}没有“${s}”这个状态` })
  if (!asked.title.trim()) reasons.push({ where: 'title', message: '请填写名称' })
  if (reasons.length > 0) throw refusal('invalid', '不能冻结名录', reasons)
  const { rows } = await sql<Row>`select ${selection(kind)} from ${sql.table(kind.table)}
    where ${current(kind, { validOn: asked.on })} and region like ${`${scope.path}%`}
      and state = any(${states}::text[]) and state <> ${VOID} order by id`.execute(change.tx)
  const previous = await previousOf(change.tx, kind, asked, scope.id)
  const before = previous ? await rowsOf(change.tx, kind, previous) : []
  const moved = compare(kind, before, rows)
  const edition = await change.insert(
    listEditionRecord,
    {
      home: await homeOf(change.tx, scope),
      region: scope.path,
      values: {
        register: kind.id,
        title: asked.title,
        purpose: asked.purpose,
        year: asked.year,
        asOf: asked.on,
        scope: scope.id,
        states,
        count: rows.length,
        digest: digestOf(kind, rows),
        previous: previous?.id ?? null,
        added: moved.added.length,
        removed: moved.removed.length,
        changed: moved.changed.length,
      },
    },
    'freeze',
  )
  if (rows.length > 0)
    await sql`insert into list_edition_row (home, edition, row_home, row_id, version)
      select ${edition.home}::uuid, ${edition.id}::uuid, h, i, v
      from unnest(${rows.map(r => r.home)}::uuid[], ${rows.map(r => r.id)}::uuid[], ${rows.map(r => r.version)}::int[]) as n(h, i, v)`.execute(
      change.tx,
    )
  return edition
}

const digestOf = (kind: Register, rows: readonly Row[]): string =>
  sha256(rows.map(row => `${canonicalRow(kind, row)}\n`).join(''))

async function previousOf(tx: Tx, kind: Register, asked: NewEdition, scope: string): Promise<ListEdition | undefined> {
  const [last] = await listRecords(
    tx,
    listEditionRecord,
    sql`register = ${kind.id} and scope = ${scope}::uuid and purpose = ${asked.purpose} and as_of <= ${asked.on}::date`,
    { orderBy: sql`as_of desc, id desc`, limit: 1 },
  )
  return last
}

/** The rows of an edition as they were frozen. */
export async function rowsOf(db: Db | Tx, kind: Register, edition: ListEdition): Promise<Row[]> {
  const t = sql.table(kind.table)
  const { rows } = await sql<Row>`select ${selection(kind)} from ${t}
    join list_edition_row e on e.row_home = ${t}.home and e.row_id = ${t}.id and e.version = ${t}.version
    where e.home = ${edition.home}::uuid and e.edition = ${edition.id}::uuid order by ${t}.id`.execute(db)
  return rows
}

export interface EditionDifference {
  added: Row[]
  removed: Row[]
  changed: { before: Row; after: Row; changes: FieldChange[] }[]
}

function compare(kind: Register, before: readonly Row[], after: readonly Row[]): EditionDifference {
  const was = new Map(before.map(r => [r.id, r]))
  const is = new Set(after.map(r => r.id))
  return {
    added: after.filter(r => !was.has(r.id)),
    removed: before.filter(r => !is.has(r.id)),
    changed: after.flatMap(r => {
      const old = was.get(r.id)
      const changes = old && old.version !== r.version ? diffRows(kind, old, r) : []
      return old && changes.length > 0 ? [{ before: old, after: r, changes }] : []
    }),
  }
}

export interface EditionView {
  edition: ListEdition
  kind: Register
  rows: Row[]
  difference: EditionDifference | null
  /** Whether what is stored still gives the digest it was frozen with. */
  intact: boolean
}

/** @throws Refusal 'not-found' */
export async function readEdition(db: Db, actor: Actor, id: string): Promise<EditionView> {
  const edition = isId(id) ? await findRecord(db, listEditionRecord, id) : undefined
  const kind = edition && findRegister(edition.register)
  if (!edition || !kind || actor.party || !edition.region.startsWith(actor.region))
    throw refusal('not-found', '没有找到这一版名录')
  const rows = await rowsOf(db, kind, edition)
  const previous = edition.previous ? await findRecord(db, listEditionRecord, edition.previous) : undefined
  return {
    edition,
    kind,
    rows,
    difference: previous ? compare(kind, await rowsOf(db, kind, previous), rows) : null,
    intact: digestOf(kind, rows) === edition.digest,
  }
}

export const listEditions = (db: Db, actor: Actor, kind: Register): Promise<ListEdition[]> =>
  actor.party
    ? Promise.resolve([])
    : listRecords(db, listEditionRecord, sql`register = ${kind.id} and region like ${`${actor.region}%`}`, {
        orderBy: sql`as_of desc, id desc`,
      })

export async function publishEdition(change: Change, actor: Actor, id: string): Promise<ListEdition> {
  const edition = isId(id) ? await change.find(listEditionRecord, id) : undefined
  if (!edition || actor.party || !edition.region.startsWith(actor.region))
    throw refusal('not-found', '没有找到这一版名录')
  const kind = findRegister(edition.register)
  if (!kind?.register.publish)
    throw refusal('conflict', '不能公布', [`${kind?.name ?? edition.register}不是公开的名录`])
  return moveRecord(change, listEditionRecord, edition, 'publish', { actor, relations: new Set() })
}
