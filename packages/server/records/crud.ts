import { type Actor, type Duty, type Relation, seesRegion } from '@jingtu/core/access.ts'
import type { RecordKind, RowOf, ValuesOf } from '@jingtu/core/record.ts'
import { type Change, change } from '@jingtu/store/changes.ts'
import type { Db } from '@jingtu/store/open.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { Hono } from 'hono'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { actorOf, changeContext, type Env } from '../context.ts'
import { moveRecord } from '../moves.ts'
import { readBody, refusal } from '../problems.ts'
import type { Services } from '../services.ts'

export interface Crud<K extends RecordKind> {
  kind: K
  /** /api/<path> */
  path: string
  /** How the actor's unit stands to a row. */
  relations(change: Change, actor: Actor, row: RowOf<K>): Promise<Set<Relation>> | Set<Relation>
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
  refusals?(change: Change, row: RowOf<K>, move: string, values: Partial<ValuesOf<K>>): Promise<string[]>
  orderBy?: RawBuilder<unknown>
  /** What the list says of each row beside its own fields (names, what the reader may do), in the order of the rows. */
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

/** List, create, correct and move for a record whose life is only its own; everything is checked by its declaration. */
export function crudRoutes<K extends RecordKind>(services: Services, crud: Crud<K>): Hono<Env> {
  const { db } = services.store
  const { kind } = crud
  const app = new Hono<Env>()
  const requireDuty = (actor: Actor, what: string): void => {
    if (!actor.duties.includes(crud.duty))
      throw refusal('forbidden', `不能${what}${kind.name}`, [`您没有相应权限，请联系本单位管理员`])
  }

  app.get(`/${crud.path}`, async c => {
    const actor = actorOf(c)
    const also = crud.alsoSees?.(actor) ?? sql`false`
    const where = sql`(region like ${`${actor.region}%`} or ${also}) and (${crud.filter?.(name => c.req.query(name)) ?? sql`true`})`
    const rows = await listRecords(db, kind, where, { orderBy: crud.orderBy ?? sql`since desc`, limit: 1000 })
    const more = await crud.show?.(db, actor, rows)
    return c.json({ rows: more ? rows.map((row, i) => ({ ...row, ...more[i] })) : rows, total: rows.length })
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
        const at = row as unknown as { version: number; state: string; region: string }
        if ((await crud.relations(ch, actor, row)).size === 0 && !seesRegion(actor, at.region))
          throw refusal('forbidden', `不能修改这条${kind.name}`)
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
          relations: await crud.relations(ch, actor, row),
          values,
          refusals: await crud.refusals?.(ch, row, move, values),
        })
      }),
    )
  })
  return app
}
