import { type Field, f } from '@jingtu/core/field.ts'
import { newId } from '@jingtu/core/id.ts'
import { dayInShanghai, isDay } from '@jingtu/core/period.ts'
import { change } from '@jingtu/store/changes.ts'
import { Hono } from 'hono'
import { sql } from 'kysely'
import { z } from 'zod'
import { actorOf, changeContext, type Env } from '../context.ts'
import { assertAdministers, getRegion } from '../organisation/places.ts'
import { readBody, refusal } from '../problems.ts'
import type { Services } from '../services.ts'
import { importHolidays, listHolidays } from './calendar.ts'
import { LOCAL_KINDS, localFieldFaults, localFieldsWithin } from './local-fields.ts'
import { registerOf } from './routes.ts'

export const localFieldBody = z.object({
  region: z.string(),
  key: z.string(),
  from: z.string(),
  field: z.object({
    kind: z.enum(LOCAL_KINDS as [string, ...string[]]),
    name: z.string(),
    required: z.boolean().optional(),
    unit: z.string().optional(),
    min: z.number().optional(),
    max: z.number().optional(),
    places: z.number().int().min(0).max(6).optional(),
    options: z.array(z.string().min(1)).optional(),
    hint: z.string().optional(),
    secrecy: z.enum(['public', 'internal', 'personal']).optional(),
  }),
})
const holidayBody = z.object({
  year: z.number().int().min(2000).max(2200),
  rows: z.array(
    z.object({ day: z.string(), kind: z.enum(['off', 'work']), name: z.string(), source: z.string().min(1) }),
  ),
})

/** Dated data that rules work with: fields a place adds to a register, and the official calendar. */
export function localDataRoutes(services: Services): Hono<Env> {
  const { db } = services.store
  const app = new Hono<Env>()
  const today = (): string => dayInShanghai(services.clock())

  app.get('/registers/:register/local-fields', async c => {
    const [actor, kind] = [actorOf(c), registerOf(c)]
    return c.json({ rows: await localFieldsWithin(db, kind.id, actor.region, today()) })
  })

  app.post('/registers/:register/local-fields', async c => {
    const [actor, kind, body] = [actorOf(c), registerOf(c), await readBody(c, localFieldBody)]
    const region = await getRegion(db, body.region)
    assertAdministers(actor, region.path, '增加地方字段')
    if (!isDay(body.from)) throw refusal('invalid', '日期有误', [{ where: 'from', message: '应写作 2026-03-25' }])
    // A field of a declaration and one of a place are the same thing.
    const field: Field = { ...f.text(body.field.name), ...body.field, kind: body.field.kind as Field['kind'] }
    const faults = localFieldFaults(kind, body.key, field, await localFieldsWithin(db, kind.id, region.path, body.from))
    if (faults.length > 0) throw refusal('invalid', '地方字段有误', faults)
    const id = newId(services.clock().getTime())
    await change(db, changeContext(c, services), { localField: id, body }, async ch => {
      await sql`insert into local_field (id, register, region, key, field, valid_from, created_by, created_at)
        values (${id}::uuid, ${kind.id}, ${region.path}, ${body.key}, ${JSON.stringify(field)}::jsonb, ${body.from}::date,
          ${actor.person}::uuid, ${ch.now}::timestamptz)`.execute(ch.tx)
    })
    return c.json({ id, register: kind.id, region: region.path, key: body.key, field, from: body.from, until: null })
  })

  /** A field ends on a day; what was written stays readable in the rows that have it. */
  app.post('/registers/:register/local-fields/:id/end', async c => {
    const [actor, kind, id] = [actorOf(c), registerOf(c), c.req.param('id')]
    const { until } = await readBody(c, z.object({ until: z.string() }))
    if (!isDay(until)) throw refusal('invalid', '日期有误', [{ where: 'until', message: '应写作 2026-03-25' }])
    return c.json(
      await change(db, changeContext(c, services), { endLocalField: id, until }, async ch => {
        const { rows } = await sql<{ region: string }>`select region from local_field
          where id::text = ${id} and register = ${kind.id} and valid_until is null for update`.execute(ch.tx)
        if (!rows[0]) throw refusal('not-found', '没有找到这个地方字段')
        assertAdministers(actor, rows[0].region, '停用地方字段')
        await sql`update local_field set valid_until = ${until}::date where id::text = ${id}`.execute(ch.tx)
        return { id, until }
      }),
    )
  })

  app.get('/holidays', async c => {
    actorOf(c)
    return c.json({ rows: await listHolidays(db) })
  })
  app.post('/holidays', async c => {
    const [actor, body] = [actorOf(c), await readBody(c, holidayBody)]
    if (actor.party || !actor.duties.includes('admin'))
      throw refusal('forbidden', '不能导入放假安排', ['您没有“系统管理”权限，请联系本单位管理员'])
    return c.json(
      await change(db, changeContext(c, services), { holidays: body }, async ch => {
        await importHolidays(ch.tx, body.year, body.rows)
        return { year: body.year, rows: body.rows.length }
      }),
    )
  })
  return app
}
