import type { Actor } from '@jingtu/core/access.ts'
import { isId } from '@jingtu/core/id.ts'
import type { Day } from '@jingtu/core/period.ts'
import { diffRows } from '@jingtu/core/record.ts'
import { type Register, VOID } from '@jingtu/core/register.ts'
import type { Db } from '@jingtu/store/open.ts'
import { findRecord, historyOf } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { refusalsOf } from '../moves.ts'
import { refusal } from '../problems.ts'
import { namesOf } from '../records/names.ts'
import { asOfIn, countPage, type ListQuery, listPage, seenBy } from './list.ts'
import { asFields, localFieldsWithin } from './local-fields.ts'
import { mayDo, type Row, reachOf, readable, type Standing, standingOf, withoutPersonal } from './rights.ts'
import type { RegisterPage, RowRights, VersionView } from './views.ts'
import { correctionRefusals } from './writing.ts'

export function rightsOf(kind: Register, actor: Actor, row: Row, standing: Standing): RowRights {
  const moves = Object.keys(kind.transitions).filter(name => {
    const { forbidden, conflicts } = refusalsOf(
      kind,
      row as never,
      name,
      actor,
      standing.relations,
      null,
      standing.inReach,
    )
    return forbidden.length + conflicts.length === 0
  })
  const { amend } = kind.register
  return {
    moves,
    editable: correctionRefusals(kind, actor, row, standing).length === 0,
    amendable: Boolean(amend?.in.includes(row.state) && mayDo(actor, amend, standing)),
  }
}

export async function readPage(
  db: Db,
  actor: Actor,
  kind: Register,
  query: ListQuery,
  today: Day,
): Promise<RegisterPage> {
  const asOf = asOfIn(query)
  const where = await seenBy(db, kind, actor, query)
  const page = await listPage(db, kind, where, query, asOf)
  const [rows, count, names, regions] = await Promise.all([
    shownRows(db, actor, kind, page.rows, today, asOf === undefined),
    countPage(db, kind, where, { ...page, isFirst: !query.after }, asOf),
    namesOf(db, kind, page.rows),
    regionNames(db, page.rows),
  ])
  return { rows, next: page.next, count, names, regions }
}

/** Rows as this reader may see them; of a past state nothing can be moved. */
export async function shownRows(
  db: Db,
  actor: Actor,
  kind: Register,
  rows: readonly Row[],
  today: Day,
  isNow = true,
): Promise<(Row & RowRights)[]> {
  const reach = await reachOf(
    db,
    kind,
    actor,
    rows.map(r => r.id),
  )
  const standings = rows.map(row => standingOf(kind, actor, row, reach))
  // Only of rows beyond one's reach is not everything shown.
  const isPartly = rows.some((row, i) => row.extra && !standings[i]!.inReach)
  const local = isPartly ? asFields(await localFieldsWithin(db, kind.id, actor.region, today)) : {}
  return rows.map((row, i) => {
    const standing = standings[i]!
    const none = { moves: [], editable: false, amendable: false }
    return { ...readable(kind, row, standing, local), ...(isNow ? rightsOf(kind, actor, row, standing) : none) }
  })
}

export async function regionNames(db: Db, rows: readonly { region: string }[]): Promise<Record<string, string>> {
  const paths = [...new Set(rows.map(r => r.region))]
  if (paths.length === 0) return {}
  const found = await sql<{ path: string; name: string }>`select path, name from region
    where path = any(${paths}::text[]) and valid_until is null`.execute(db)
  return Object.fromEntries(found.rows.map(r => [r.path, r.name]))
}

/** A row the reader may see. @throws Refusal 'not-found' whether it is not there or not his to see */
export async function seenRow(
  db: Db,
  actor: Actor,
  kind: Register,
  id: string,
): Promise<{ row: Row; standing: Standing }> {
  const row = isId(id) ? ((await findRecord(db, kind, id)) as unknown as Row | undefined) : undefined
  const standing = row && standingOf(kind, actor, row, await reachOf(db, kind, actor, [id]))
  if (!row || row.state === VOID || !standing || !(standing.inReach || standing.relations.size > 0))
    throw refusal('not-found', `没有找到这条${kind.name}`)
  return { row, standing }
}

export async function readRow(db: Db, actor: Actor, kind: Register, id: string, query: ListQuery, today: Day) {
  const { row: now, standing } = await seenRow(db, actor, kind, id)
  const asOf = asOfIn(query)
  const row = asOf ? ((await findRecord(db, kind, id, asOf)) as unknown as Row | undefined) : now
  if (!row) throw refusal('not-found', '这条记录当时还不存在')
  const [shown] = await shownRows(db, actor, kind, [row], today, asOf === undefined)
  return {
    row: { ...shown!, undoable: asOf === undefined && (await lastActorOf(db, kind, now)) === actor.person },
    standing: { inReach: standing.inReach, relations: [...standing.relations] },
    names: await namesOf(db, kind, [row]),
    regions: await regionNames(db, [row]),
  }
}

/** Who did the last thing to a row. */
export async function lastActorOf(db: Db, kind: Register, row: Row): Promise<string | null> {
  const { rows } = await sql<{ actor: string | null }>`select c.actor from record_event e
    join change c on c.home = e.home and c.seq = e.seq
    where e.home = ${row.home}::uuid and e.record = ${row.id}::uuid and e.version = ${row.version} and e.kind = ${kind.id}`.execute(
    db,
  )
  return rows[0]?.actor ?? null
}

const LABELS: Record<string, string> = {
  create: '新建',
  correct: '修改',
  import: '导入',
  amend: '更正',
  undo: '撤销',
  merge: '合并（本条为重复）',
  absorb: '并入重复条目',
  subjectMerged: '对象合并',
  unitMerged: '单位合并',
  'region-move': '区划调整',
}

/** Every version of a row with what changed against the one before; newest first. */
export async function readVersions(db: Db, actor: Actor, kind: Register, id: string): Promise<VersionView[]> {
  const { standing } = await seenRow(db, actor, kind, id)
  const versions = await historyOf(db, kind, id)
  const rowAt = (i: number): Row | null => (versions[i]?.row as unknown as Row | undefined) ?? null
  return versions.map((v, i) => {
    const row = rowAt(i)!
    return {
      version: row.version,
      at: v.at,
      actorName: v.actorName,
      action: v.action,
      label: kind.transitions[v.action]?.label ?? LABELS[v.action] ?? v.action,
      reason: v.reason,
      effective: row.effective,
      state: row.state,
      changes: diffRows(kind, rowAt(i + 1), row).flatMap(ch => {
        const field = kind.fields[ch.key]
        if (standing.inReach || !field) return [ch]
        if (field.secrecy === 'personal') return []
        return [{ ...ch, before: withoutPersonal(field, ch.before), after: withoutPersonal(field, ch.after) }]
      }),
    }
  })
}
