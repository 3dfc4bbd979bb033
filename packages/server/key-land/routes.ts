import { type Actor, seesRegion } from '@jingtu/core/access.ts'
import { dayInShanghai } from '@jingtu/core/period.ts'
import { targetRecord } from '@jingtu/programme/target.ts'
import { change } from '@jingtu/store/changes.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { findRegion } from '@jingtu/store/regions.ts'
import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { actorOf, changeContext, type Env } from '../context.ts'
import { getRegion } from '../organisation/places.ts'
import { readBody, refusal } from '../problems.ts'
import type { Services } from '../services.ts'
import { recordMeasurement } from '../targets/measurements.ts'
import { keyLandYear } from './evaluate.ts'

const year = z.coerce.number().int().min(2018).max(2200)
const judgeBody = z.object({ year, region: z.uuid().nullish() })

/** Whether 重点建设用地 was used safely in a year, and the same as the measured value of a target in words. */
export function keyLandRoutes(services: Services): Hono<Env> {
  const { db } = services.store
  const app = new Hono<Env>()
  const officer = (c: Context<Env>): Actor => {
    const actor = actorOf(c)
    if (actor.party) throw refusal('forbidden', '不能查看重点建设用地安全利用')
    return actor
  }
  const regionOf = async (on: Db | Tx, actor: Actor, id: string | null | undefined) => {
    const node = id ? await getRegion(on, id) : await findRegion(on, { path: actor.region })
    if (!node || !seesRegion(actor, node.path)) throw refusal('forbidden', '不能查看这个区域')
    return node
  }
  app.get('/key-land', async c => {
    const actor = officer(c)
    const asked = year.safeParse(c.req.query('year') ?? dayInShanghai(services.clock()).slice(0, 4))
    if (!asked.success) throw refusal('invalid', '年度有误', [{ where: 'year', message: '应写作 2026' }])
    const node = await regionOf(db, actor, c.req.query('region'))
    return c.json({ region: node.id, ...(await keyLandYear(db, node.path, asked.data)) })
  })
  app.post('/targets/:id/key-land', async c => {
    const actor = officer(c)
    const id = c.req.param('id')
    const body = await readBody(c, judgeBody)
    return c.json(
      await change(db, changeContext(c, services), { keyLand: id, body }, async ch => {
        const target = await ch.get(targetRecord, id)
        const node = await regionOf(ch.tx, actor, body.region ?? target.regionId)
        const found = await keyLandYear(ch.tx, node.path, body.year)
        if (found.answer === '不明')
          throw refusal('conflict', '不能判定', [found.why, ...found.blocking.map(b => `${b.name}：${b.why}`)])
        return recordMeasurement(ch, actor, id, {
          regionId: node.id,
          asOf: ch.today < `${body.year}-12-31` ? ch.today : `${body.year}-12-31`,
          value: null,
          met: found.answer === '得到有效保障',
          words: `${found.answer}：${found.why}${found.blocking.length > 0 ? `；影响地块：${found.blocking.map(b => b.name).join('、')}` : ''}`,
          source: `按重点建设用地用途变更和违法违规台账判定：${found.parcels} 个地块，${found.violated} 个有违法违规`,
        })
      }),
    )
  })
  return app
}
