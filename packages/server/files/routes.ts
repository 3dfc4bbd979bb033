import { findFile, listFileViews, noteFileView, readFileBytes, storeFile } from '@jingtu/store/files.ts'
import { Hono } from 'hono'
import { actorOf, type Env } from '../context.ts'
import { refusal } from '../problems.ts'
import type { Services } from '../services.ts'
import { receiveUpload } from './upload.ts'

/** Evidence: stored once by hash, checked by content, and every look is noted. */
export function fileRoutes(services: Services): Hono<Env> {
  const { store, clock } = services
  const app = new Hono<Env>()

  app.post('/files', async c => {
    const actor = actorOf(c)
    const { file } = await c.req.parseBody()
    const { bytes, name, type } = await receiveUpload(services, file, '请以 file 字段上传一个文件')
    const stored = await store.db
      .transaction()
      .execute(tx => storeFile(tx, bytes, { type, name, by: actor.person, now: clock() }))
    return c.json(stored)
  })

  app.get('/files/:hash', async c => {
    const actor = actorOf(c)
    const hash = c.req.param('hash')
    const about = await findFile(store.db, hash)
    const bytes = about && (await readFileBytes(store.db, hash))
    if (!about || !bytes) throw refusal('not-found', '没有这个文件')
    await noteFileView(store.db, hash, actor.person, clock())
    const inline =
      /^(image\/(png|jpeg)|application\/pdf|text\/plain)/.test(about.type) && c.req.query('download') === undefined
    return c.body(Uint8Array.from(bytes), 200, {
      'content-type': about.type,
      'content-disposition': `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(about.name)}`,
      'cache-control': 'private, max-age=31536000, immutable',
    })
  })

  app.get('/files/:hash/about', async c => {
    actorOf(c)
    const about = await findFile(store.db, c.req.param('hash'))
    if (!about) throw refusal('not-found', '没有这个文件')
    return c.json(about)
  })
  // Who looked at a file is for those who answer for what it proves.
  app.get('/files/:hash/views', async c => {
    const actor = actorOf(c)
    if (actor.party) throw refusal('forbidden', '不能查看', ['谁看过文件，由主管部门掌握'])
    return c.json({ rows: await listFileViews(store.db, c.req.param('hash')) })
  })
  return app
}
