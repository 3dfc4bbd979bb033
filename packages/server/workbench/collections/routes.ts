import { createHash } from 'node:crypto'
import { dayInShanghai } from '@jingtu/core/period.ts'
import { COLLECTION_KINDS } from '@jingtu/programme/data-collection.ts'
import { change } from '@jingtu/store/changes.ts'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { actorOf, changeContext, type Env } from '../../context.ts'
import { receiveUpload } from '../../files/upload.ts'
import { readBody, refusal } from '../../problems.ts'
import type { Services } from '../../services.ts'
import { day, decimal, id, reasonBody, words } from '../bodies.ts'
import { checkedId } from '../dispatch-routes.ts'
import { XLSX } from '../periods.ts'
import { reminderSettings } from '../settings.ts'
import {
  decideReturn,
  handIn,
  listCollections,
  moveCollection,
  startCollection,
  writeForm,
  writeMerged,
} from './collect.ts'

const collectionBody = z.object({
  plan: id,
  task: id.nullish(),
  title: words(100).trim().min(1, '请填写名称'),
  due: day,
  units: z.array(id).min(1, '请选择报送单位').max(300),
  columns: z
    .array(
      z.object({
        name: words(40).trim().min(1, '请填写列名'),
        kind: z.enum(COLLECTION_KINDS),
        required: z.boolean(),
        unique: z.boolean(),
        options: z.array(words(40)).max(50),
        min: decimal.nullable(),
        max: decimal.nullable(),
      }),
    )
    .min(1, '请至少设一列')
    .max(80),
  note: words(2000).nullish(),
})

/** Lists collected from units by a day: the form goes out, sheets come in and are checked cell by cell, all is merged. */
export function collectionRoutes(services: Services): Hono<Env> {
  const { db } = services.store
  const app = new Hono<Env>()
  const attach = (c: Context, { name, bytes }: { name: string; bytes: Uint8Array }): Response =>
    c.body(Uint8Array.from(bytes), 200, {
      'content-type': XLSX,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'no-store',
    })

  app.get('/collections', async c => {
    const { warnDays } = await reminderSettings(db)
    const rows = await listCollections(db, actorOf(c), dayInShanghai(services.clock()), warnDays)
    return c.json({ rows, total: rows.length })
  })
  app.post('/collections', async c => {
    const actor = actorOf(c)
    const { plan, ...values } = await readBody(c, collectionBody)
    return c.json(
      await change(db, changeContext(c, services), { plan, values }, ch => startCollection(ch, actor, plan, values)),
    )
  })
  app.get('/collections/:id/form.xlsx', async c =>
    attach(c, await writeForm(db, actorOf(c), checkedId(c.req.param('id')))),
  )
  app.get('/collections/:id/merged.xlsx', async c =>
    attach(c, await writeMerged(db, actorOf(c), checkedId(c.req.param('id')))),
  )
  app.post('/collections/:id/return', async c => {
    const actor = actorOf(c)
    const collection = checkedId(c.req.param('id'))
    const { file } = await c.req.parseBody()
    const { bytes, name } = await receiveUpload(services, file, '请选择填好的表（.xlsx）')
    const content = { collection, file: createHash('sha256').update(bytes).digest('hex') }
    return c.json(
      await change(db, changeContext(c, services), content, ch => handIn(ch, actor, collection, { name, bytes })),
    )
  })
  app.post('/collections/:id/moves/:move', async c => {
    const actor = actorOf(c)
    const body = await readBody(c, reasonBody)
    const collection = checkedId(c.req.param('id'))
    const move = c.req.param('move')
    if (move !== 'close' && move !== 'reopen') throw refusal('not-found', '没有这个操作')
    return c.json(
      await change(db, changeContext(c, services, body.reason ?? null), { collection, move }, ch =>
        moveCollection(ch, actor, collection, move),
      ),
    )
  })
  app.post('/returns/:id/moves/:move', async c => {
    const actor = actorOf(c)
    const body = await readBody(c, reasonBody)
    const row = checkedId(c.req.param('id'))
    const move = c.req.param('move')
    if (move !== 'accept' && move !== 'sendBack') throw refusal('not-found', '没有这个操作')
    return c.json(
      await change(db, changeContext(c, services, body.reason ?? null), { row, move }, ch =>
        decideReturn(ch, actor, row, move),
      ),
    )
  })
  return app
}
