import { type Actor, isGranted, type Relation, type Rule, seesRegion } from '@jingtu/core/access.ts'
import type { Field } from '@jingtu/core/field.ts'
import { columnOf } from '@jingtu/core/record.ts'
import { type Register, VOID } from '@jingtu/core/register.ts'
import { findRegister } from '@jingtu/registers/registers.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { type RawBuilder, sql } from 'kysely'

/** A row of any register: only what all have is known of it here. */
export type Row = Record<string, unknown> & {
  home: string
  id: string
  version: number
  region: string
  state: string
  effective: string
}

/** How an actor stands to one row. */
export interface Standing {
  relations: ReadonlySet<Relation>
  /** Government: the row lies in its region. A regulated party: the row is its own. */
  inReach: boolean
}

const column = (kind: Register, key: string): RawBuilder<unknown> => sql.ref(`${kind.table}.${columnOf(key)}`)

/** Rows that are a party's own, through as many subjects as lie between; undefined where nobody can own one. */
function ownedBy(kind: Register, unit: string): RawBuilder<unknown> | undefined {
  const { party } = kind.register
  const to = party && kind.fields[party]!.to
  if (!to) return undefined
  if (to === 'unit') return sql`${column(kind, party)} = ${unit}::uuid`
  const between = findRegister(to)
  const inner = between && ownedBy(between, unit)
  return (
    inner &&
    sql`${column(kind, party)} in (select id from ${sql.table(between.table)} where until is null and ${inner})`
  )
}

const related = (kind: Register, unit: string): RawBuilder<unknown> => {
  const keys = [...new Set(Object.values(kind.register.relations))]
  if (keys.length === 0) return sql`false`
  return sql`(${sql.join(
    keys.map(key => sql`${column(kind, key)} = ${unit}::uuid`),
    sql` or `,
  )})`
}

/** Whether a row is in the actor's reach, as SQL over the register's table. */
const inReach = (kind: Register, actor: Actor): RawBuilder<unknown> =>
  actor.party
    ? (ownedBy(kind, actor.unit) ?? sql`false`)
    : sql`${sql.ref(`${kind.table}.region`)} like ${`${actor.region}%`}`

/** The rows an actor may see, compiled to SQL in this one place. */
export const visibleTo = (kind: Register, actor: Actor): RawBuilder<unknown> =>
  sql`((${inReach(kind, actor)} or ${related(kind, actor.unit)}) and ${sql.ref(`${kind.table}.state`)} <> ${VOID})`

/** Which of these rows (current versions) are a party's own; of government `standingOf` tells by the region, without asking. */
export async function reachOf(db: Db | Tx, kind: Register, actor: Actor, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0 || !actor.party) return new Set()
  const { rows } = await sql<{ id: string }>`select id from ${sql.table(kind.table)}
    where until is null and id = any(${ids}::uuid[]) and ${inReach(kind, actor)}`.execute(db)
  return new Set(rows.map(r => r.id))
}

export function standingOf(kind: Register, actor: Actor, row: Row, reach: ReadonlySet<string>): Standing {
  const relations = Object.entries(kind.register.relations).filter(([, key]) => row[key] === actor.unit)
  return {
    relations: new Set(relations.map(([relation]) => relation as Relation)),
    inReach: actor.party ? reach.has(row.id) : seesRegion(actor, row.region),
  }
}

export const mayDo = (actor: Actor, rule: Rule, { relations, inReach }: Standing): boolean =>
  isGranted(actor, rule, relations, inReach)

/** Personal fields are read by the government of the region and by the party whose row it is. */
export const readable = (kind: Register, row: Row, standing: Standing, local: Record<string, Field> = {}): Row => {
  if (standing.inReach) return row
  const shown: Row = { ...row }
  for (const [key, field] of Object.entries(kind.fields)) shown[key] = withoutPersonal(field, row[key])
  if (row.extra)
    shown.extra = Object.fromEntries(
      Object.entries(row.extra as object).filter(([key]) => local[key] && local[key].secrecy !== 'personal'),
    )
  return shown
}

/** Also for the differences of a history, which show values one by one. */
export function withoutPersonal(field: Field, value: unknown): unknown {
  if (field.secrecy === 'personal') return Array.isArray(value) ? [] : null
  if (field.kind !== 'rows' || !Array.isArray(value)) return value
  return value.map(row =>
    Object.fromEntries(
      Object.entries(row as Record<string, unknown>).map(([key, v]) => [
        key,
        field.fields?.[key] ? withoutPersonal(field.fields[key], v) : v,
      ]),
    ),
  )
}
