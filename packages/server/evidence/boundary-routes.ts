import { isId } from '@jingtu/core/id.ts'
import { regionBoundaryRecord } from '@jingtu/registers/monitoring/region-boundary.ts'
import { change } from '@jingtu/store/changes.ts'
import { storeFile } from '@jingtu/store/files.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { listRegions } from '@jingtu/store/regions.ts'
import { type Context, Hono } from 'hono'
import { sql } from 'kysely'
import { z } from 'zod'
import { actorOf, changeContext, type Env } from '../context.ts'
import { receiveUpload, type Upload } from '../files/upload.ts'
import { moveRecord } from '../moves.ts'
import { readBody, refusal } from '../problems.ts'
import type { Services } from '../services.ts'
import { boundariesUnder, checkBoundaries, readFeatures, storeBoundaries } from './boundaries.ts'
import { standingOf } from './standing.ts'

/** Boundaries of regions: which are known, and their import as GeoJSON. */
export function boundaryRoutes(services: Services): Hono<Env> {
  const { store, clock } = services
  const app = new Hono<Env>()

  app.get('/evidence/boundaries', async c => {
    const actor = actorOf(c)
    const known = new Map((await boundariesUnder(store.db, actor.region)).map(b => [b.regionId, b]))
    const rows = (await listRegions(store.db, { under: actor.region }))
      .filter(n => n.level !== 'nation')
      .map(n => {
        const own = known.get(n.id)
        const boundary = own ? { id: own.id, version: own.version, source: own.source, since: own.since } : null
        return { id: n.id, name: n.name, code: n.code, level: n.level, boundary }
      })
    return c.json({ rows, known: rows.filter(r => r.boundary).length, total: rows.length })
  })

  app.get('/evidence/boundaries/:region', async c => {
    const actor = actorOf(c)
    const region = c.req.param('region')
    if (!isId(region)) throw refusal('not-found', '没有这个区域', ['区域编号有误'])
    const [row] = await listRecords(
      store.db,
      regionBoundaryRecord,
      sql`region_id = ${region}::uuid and state = 'in-use' and starts_with(region, ${actor.region})`,
      { limit: 1 },
    )
    if (!row) throw refusal('not-found', '没有这个区域的边界')
    return c.json({ type: 'Feature', properties: { region: row.regionId, source: row.source }, geometry: row.extent })
  })

  app.post('/evidence/boundaries/check', async c => {
    const actor = actorOf(c)
    const { bytes } = await fileOf(services, c)
    const lines = await checkBoundaries(store.db, actor, readFeatures(new TextDecoder().decode(bytes)))
    return c.json({ rows: lines.map(l => l.line), faults: lines.reduce((n, l) => n + l.line.faults.length, 0) })
  })

  app.post('/evidence/boundaries', async c => {
    const actor = actorOf(c)
    const context = changeContext(c, services)
    const { bytes, name, type, source } = await fileOf(services, c)
    if (source === '') throw refusal('invalid', '没有写明数据来源', [{ where: 'source', message: '请填写数据来源' }])
    const features = readFeatures(new TextDecoder().decode(bytes))
    return c.json(
      await change(store.db, context, { name, source, features }, async ch => {
        const file = await storeFile(ch.tx, bytes, { type, name, by: actor.person, now: clock() })
        return storeBoundaries(ch, actor, features, { source, file: [file.hash] })
      }),
    )
  })

  app.post('/evidence/boundaries/:id/moves/withdraw', async c => {
    const actor = actorOf(c)
    const { reason } = await readBody(c, z.object({ reason: z.string().max(1000).nullish() }))
    const id = c.req.param('id')
    return c.json(
      await change(store.db, changeContext(c, services, reason ?? null), { id, reason }, async ch => {
        const row = await ch.get(regionBoundaryRecord, id)
        return moveRecord(ch, regionBoundaryRecord, row, 'withdraw', { actor, relations: standingOf(actor, row) })
      }),
    )
  })
  return app
}

async function fileOf(services: Services, c: Context): Promise<Upload & { source: string }> {
  if (!/^multipart\/form-data/.test(c.req.header('content-type') ?? ''))
    throw refusal('invalid', '没有收到文件', ['请以 file 字段上传 GeoJSON 文件'])
  const form = await c.req.parseBody()
  const upload = await receiveUpload(services, form.file, '请以 file 字段上传 GeoJSON 文件')
  return { ...upload, source: String(form.source ?? '').trim() }
}
