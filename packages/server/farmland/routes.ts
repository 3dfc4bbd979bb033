import { isId } from '@jingtu/core/id.ts'
import type { Register } from '@jingtu/core/register.ts'
import { classResult } from '@jingtu/registers/class-result.ts'
import { change } from '@jingtu/store/changes.ts'
import { storeFile } from '@jingtu/store/files.ts'
import { findRegion } from '@jingtu/store/regions.ts'
import { Hono } from 'hono'
import { z } from 'zod'
import { actorOf, changeContext, type Env } from '../context.ts'
import { readBody, refusal } from '../problems.ts'
import { correctionRefusals, takeRow } from '../registers/writing.ts'
import type { Services } from '../services.ts'
import { unitArchive } from './archive.ts'
import { compileResult } from './results.ts'
import { splitUnit } from './split.ts'

const parts = z.object({
  survey: z.uuid('请选择加密调查任务'),
  parts: z
    .array(
      z.object({
        code: z.string().trim().min(1, '请填写单元编号').max(100),
        extent: z.unknown(),
        points: z.array(z.string()).max(1000).default([]),
      }),
    )
    .max(50),
  reason: z.string().trim().min(1, '请填写理由').max(1000),
})

/** What lists of farmland need beyond the engine: the four outputs, the splitting of a unit, its file. */
export function farmlandRoutes(services: Services): Hono<Env> {
  const { db } = services.store
  const app = new Hono<Env>()

  app.get('/farmland/units/:id/archive', async c => {
    const id = c.req.param('id')
    if (!isId(id)) throw refusal('not-found', '没有找到这个评价单元')
    return c.json(await unitArchive(db, actorOf(c), id))
  })

  app.post('/farmland/units/:id/split', async c => {
    const actor = actorOf(c)
    const { reason, ...order } = await readBody(c, parts)
    const id = c.req.param('id')
    const made = await change(db, changeContext(c, services, reason), { id, order }, ch =>
      splitUnit(ch, actor, id, order),
    )
    return c.json({ parts: made })
  })

  app.post('/farmland/results/:id/compile', async c => {
    const actor = actorOf(c)
    const id = c.req.param('id')
    return c.json(
      await change(db, changeContext(c, services), { compile: id }, async ch => {
        const kind = classResult as unknown as Register
        const { row, standing } = await takeRow(ch, actor, kind, id)
        const refusals = correctionRefusals(kind, actor, row, standing)
        if (refusals.length > 0) throw refusal('conflict', '不能编制成果', refusals)
        const result = await ch.get(classResult, id)
        const place = await findRegion(ch.tx, { path: result.region })
        if (!place) throw refusal('not-found', '没有找到成果所属的区域')
        const compiled = await compileResult(ch.tx, result, place, ch.today)
        if (compiled.units === 0)
          throw refusal('invalid', '不能编制成果', [`“${place.name}”的类别清单里还没有评价单元`])
        const hashes: Record<string, string[]> = {}
        for (const [key, { name, type, bytes }] of Object.entries(compiled.files))
          hashes[key] = [(await storeFile(ch.tx, bytes, { type, name, by: actor.person, now: services.clock() })).hash]
        const { units, unclassified, areas } = compiled
        return ch.update(classResult, result, {
          action: 'compile',
          values: { ...hashes, compiledOn: ch.today, units, unclassified, areas },
        })
      }),
    )
  })
  return app
}
