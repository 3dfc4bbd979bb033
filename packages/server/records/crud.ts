import type { Actor, Duty, Relation } from '@jingtu/core/access.ts'
import type { Reason } from '@jingtu/core/problem.ts'
import type { RecordKind, RowOf, ValuesOf } from '@jingtu/core/record.ts'
import { type Change, change } from '@jingtu/store/changes.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { countRecords, listRecords } from '@jingtu/store/records.ts'
import { Hono } from 'hono'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { actorOf, changeContext, type Env } from '../context.ts'
import { moveRecord, refusalsOf } from '../moves.ts'
import { seesPersonal } from '../organisation/places.ts'
import { readBody, refusal } from '../problems.ts'
import type { Services } from '../services.ts'
import { namesOf } from './names.ts'
import type { RowRights } from './views.ts'

export interface Crud<K extends RecordKind> {
  kind: K
  /** /api/<path> */
  path: string
  /** How the actor's unit stands to a row. */
  relations(db: Db | Tx, actor: Actor, row: RowOf<K>): Promise<Set<Relation>> | Set<Relation>
  /** Home and region of a new row; refuses what may not be created. */
  place(change: Change, actor: Actor, values: Partial<ValuesOf<K>>): Promise<{ home: string; region: string }>
  /** Who may write: a duty of one's own unit. */
  duty: Duty
  editable: readonly string[]
  /** Query parameters that narrow the list, as SQL. */
  filter?(query: (name: string) => string | undefined): RawBuilder<unknown>
  /** Rows the actor sees beside those of the own region. */
  alsoSees?(actor: Actor): RawBuilder<unknown>
  /** Why the content forbids a move; all reasons. */
  refusals?(change: Change, row: RowOf<K>, move: string, values: Partial<ValuesOf<K>>): Promise<(string | Reason)[]>
  orderBy?: RawBuilder<unknown>
  /**
   * What the list says of each row beside its own fields, in the order of the rows. Without it the list says what the
   * reader may do with each row (`moves`, `editable`) and gives the names its references stand for (`names`).
   */
  show?(db: Db, actor: Actor, rows: RowOf<K>[]): Promise<object[]>
}

const valuesBody = z.object({ values: z.record(z.string(), z.unknown()), effective: z.string().optional() })
const patchBody = z.object({
  version: z.number().int(),
  values: z.record(z.string(), z.unknown()),
  reason: z.string().max(1000).nullish(),
})
const moveBody = z.object({
  reason: z.string().max(1000).nullish(),
  values: z.record(z.string(), z.unknown()).optional(),
})

/** More rows than a reader can look through; what is beyond them is counted, not shown. */
const MOST_ROWS = 1000

type Placed = { state: string; region: string; unit?: string }

/** The moves this actor may make now; what they have to say for it is asked when they make it. */
const movesOf = <K extends RecordKind>(
  kind: K,
  row: RowOf<K>,
  actor: Actor,
  relations: ReadonlySet<Relation>,
): string[] =>
  Object.keys(kind.transitions).filter(name => {
    const { forbidden, conflicts } = refusalsOf(
      kind,
      row,
      name as keyof K['transitions'] & string,
      actor,
      relations,
      null,
    )
    return forbidden.length + conflicts.length === 0
  })

/** Personal fields are empty for who may not read them. */
function withoutPersonal<K extends RecordKind>(kind: K, actor: Actor, row: RowOf<K>): RowOf<K> {
  const personal = Object.keys(kind.fields).filter(key => kind.fields[key]!.secrecy === 'personal')
  const { unit = '', region } = row as unknown as Placed
  if (personal.length === 0 || seesPersonal(actor, { unit, region })) return row
  return { ...row, ...Object.fromEntries(personal.map(key => [key, null])) }
}

/** List, create, correct and move for a record whose life is only its own; everything is checked by its declaration. */
export function crudRoutes<K extends RecordKind>(services: Services, crud: Crud<K>): Hono<Env> {
  const { db } = services.store
  const { kind } = crud
  const app = new Hono<Env>()
  const requireDuty = (actor: Actor, what: string): void => {
    if (!actor.duties.includes(crud.duty))
      throw refusal('forbidden', `不能${what}${kind.name}`, [`您没有相应权限，请联系本单位管理员`])
  }
  const rightsOf = async (actor: Actor, row: RowOf<K>): Promise<RowRights> => {
    const relations = await crud.relations(db, actor, row)
    return {
      moves: movesOf(kind, row, actor, relations),
      editable:
        actor.duties.includes(crud.duty) &&
        crud.editable.includes((row as unknown as Placed).state) &&
        relations.size > 0,
    }
  }

  app.get(`/${crud.path}`, async c => {
    const actor = actorOf(c)
    const also = crud.alsoSees?.(actor) ?? sql`false`
    // Who stands outside government sees what concerns it, not what lies around it.
    const own = actor.party ? sql`false` : sql`region like ${`${actor.region}%`}`
    const where = sql`(${own} or ${also}) and (${crud.filter?.(name => c.req.query(name)) ?? sql`true`})`
    const found = await listRecords(db, kind, where, { orderBy: crud.orderBy ?? sql`since desc`, limit: MOST_ROWS })
    const rows = found.map(row => withoutPersonal(kind, actor, row))
    const more = crud.show ? await crud.show(db, actor, rows) : await Promise.all(rows.map(row => rightsOf(actor, row)))
    const writes = actor.duties.includes(crud.duty)
    return c.json({
      rows: rows.map((row, i) => ({ ...row, ...more[i] })),
      total: rows.length < MOST_ROWS ? rows.length : await countRecords(db, kind, where),
      may: { create: writes, edit: writes },
      ...(crud.show ? {} : { names: await namesOf(db, kind, rows) }),
    })
  })

  app.post(`/${crud.path}`, async c => {
    const actor = actorOf(c)
    const body = await readBody(c, valuesBody)
    requireDuty(actor, '新建')
    return c.json(
      await change(db, changeContext(c, services), body, async ch => {
        const values = body.values as Partial<ValuesOf<K>>
        const { home, region } = await crud.place(ch, actor, values)
        return ch.insert(kind, { home, region, values, effective: body.effective })
      }),
    )
  })

  app.patch(`/${crud.path}/:id`, async c => {
    const actor = actorOf(c)
    const body = await readBody(c, patchBody)
    requireDuty(actor, '修改')
    const id = c.req.param('id')
    return c.json(
      await change(db, changeContext(c, services, body.reason ?? null), { id, body }, async ch => {
        const row = await ch.get(kind, id)
        const at = row as unknown as Placed & { version: number }
        // To see a row is not to answer for it.
        if ((await crud.relations(ch.tx, actor, row)).size === 0) throw refusal('forbidden', `不能修改这条${kind.name}`)
        if (at.version !== body.version)
          throw refusal('conflict', `${kind.name}已被他人修改`, ['您看到的内容已不是最新版本，请刷新后再操作'])
        if (!crud.editable.includes(at.state))
          throw refusal('conflict', `不能修改`, [`状态为“${kind.states[at.state]}”时不能修改`])
        return ch.update(kind, row, { action: 'correct', values: body.values as Partial<ValuesOf<K>> })
      }),
    )
  })

  app.post(`/${crud.path}/:id/moves/:move`, async c => {
    const actor = actorOf(c)
    const body = await readBody(c, moveBody)
    const { id, move } = c.req.param() as { id: string; move: string }
    return c.json(
      await change(db, changeContext(c, services, body.reason ?? null), { id, move, body }, async ch => {
        const row = await ch.get(kind, id)
        const values = (body.values ?? {}) as Partial<ValuesOf<K>>
        return moveRecord(ch, kind, row, move as keyof K['transitions'] & string, {
          actor,
          relations: await crud.relations(ch.tx, actor, row),
          values,
          refusals: await crud.refusals?.(ch, row, move, values),
        })
      }),
    )
  })
  return app
}
