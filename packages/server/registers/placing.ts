import type { Actor } from '@jingtu/core/access.ts'
import { fieldFault } from '@jingtu/core/field.ts'
import { columnOf } from '@jingtu/core/record.ts'
import { type Register, VOID } from '@jingtu/core/register.ts'
import { findRegister } from '@jingtu/registers/registers.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { parameter, SQL_TYPE } from '@jingtu/store/columns.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { findRecord } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { getRegion, homeOf } from '../organisation/places.ts'
import { refusal } from '../problems.ts'
import { type Row, reachOf, standingOf, visibleTo } from './rights.ts'

export interface Place {
  home: string
  region: string
}

/** Where a new row lives: with the subject it is about, or in the region that was named. */
export async function placeOf(
  db: Db | Tx,
  actor: Actor,
  kind: Register,
  values: Record<string, unknown>,
  regionId: string | undefined,
): Promise<Place> {
  const about = kind.register.subject ? findRegister(kind.register.subject) : undefined
  if (about && !regionId) {
    const subject = values.subject ? await findSubject(db, actor, about, String(values.subject)) : undefined
    if (!subject)
      throw refusal('invalid', `${kind.name}有误`, [
        { where: 'subject', message: `请选择${about.name}；没有登记的，请先登记` },
      ])
    if (subject.state !== about.initial)
      throw refusal('invalid', `${kind.name}有误`, [
        { where: 'subject', message: `所选${about.name}${about.states[subject.state]}，不能再列入` },
      ])
    return { home: subject.home, region: subject.region }
  }
  if (!regionId) throw refusal('invalid', `${kind.name}有误`, [{ where: 'region', message: '请选择所在区域' }])
  const region = await getRegion(db, regionId)
  return { home: await homeOf(db, region), region: region.path }
}

/** A subject the actor may see; somebody else's is not there. */
async function findSubject(db: Db | Tx, actor: Actor, kind: Register, id: string): Promise<Row | undefined> {
  const row = (await findRecord(db, kind, id)) as Row | undefined
  if (!row) return undefined
  const { rows } = await sql`select 1 from ${sql.table(kind.table)} where until is null and id = ${id}::uuid
    and ${visibleTo(kind, actor)}`.execute(db)
  return rows.length > 0 ? row : undefined
}

/** A row somebody wrote must be one he may see; otherwise it lies outside his region or is not his own. */
export async function assertInReach(change: Change, actor: Actor, kind: Register, rows: readonly Row[]): Promise<void> {
  const reach = await reachOf(
    change.tx,
    kind,
    actor,
    rows.map(r => r.id),
  )
  const outside = rows.filter(row => {
    const standing = standingOf(kind, actor, row, reach)
    return !standing.inReach && standing.relations.size === 0
  })
  if (outside.length > 0)
    throw refusal('forbidden', `不能登记${kind.name}`, [
      actor.party ? '只能登记本单位自己的记录：请选择属于本单位的对象' : '所在区域不在您的管辖范围内',
    ])
}

/**
 * What is the same by the declaration's key must not stand twice. Two who write the same at once wait for each other.
 * @returns the row that is there already
 */
export async function findSame(
  change: Change,
  kind: Register,
  place: Place,
  values: Record<string, unknown>,
  own: string | null = null,
): Promise<Row | undefined> {
  const { key, keyScope } = kind.register
  if (key.length === 0 || key.every(k => values[k] === null || values[k] === undefined)) return undefined
  // A value that cannot stand in its column is refused when the row is written; nothing can be the same as it.
  if (key.some(k => fieldFault({ ...kind.fields[k]!, required: false }, values[k]))) return undefined
  const digest = `${kind.id} ${keyScope === 'everywhere' ? '' : place[keyScope]} ${key.map(k => JSON.stringify(values[k] ?? null)).join(' ')}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${digest}, 0))`.execute(change.tx)
  const same = key.map(
    k =>
      sql`${sql.ref(columnOf(k))} is not distinct from ${parameter(SQL_TYPE[kind.fields[k]!.kind], values[k] ?? null)}`,
  )
  const { rows } = await sql<Row>`select * from ${sql.table(kind.table)} where until is null
    and state <> all(${[VOID, 'merged', ...kind.register.ended]}::text[]) and id is distinct from ${own}::uuid
    and ${keyScope === 'everywhere' ? sql`true` : sql`home = ${place.home}::uuid`}
    and ${keyScope === 'region' ? sql`region = ${place.region}` : sql`true`} and ${sql.join(same, sql` and `)} limit 1`.execute(
    change.tx,
  )
  return rows[0]
}

export const keyWords = (kind: Register): string =>
  kind.register.key.map(k => (k === 'subject' ? '对象' : kind.fields[k]!.name)).join('＋')
