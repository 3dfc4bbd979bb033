import { type Actor, seesRegion } from '@jingtu/core/access.ts'
import { newId } from '@jingtu/core/id.ts'
import { dayInShanghai } from '@jingtu/core/period.ts'
import { unitRecord } from '@jingtu/registers/subjects/unit.ts'
import { getRecord } from '@jingtu/store/records.ts'
import { Hono } from 'hono'
import { z } from 'zod'
import { actorOf, type Env } from '../context.ts'
import { outboundSettings, sendOut } from '../exchange/outbound.ts'
import { readBody, refusal } from '../problems.ts'
import type { Services } from '../services.ts'
import { calendarFor, issueToken, revokeToken, subscriptionOf } from './calendar.ts'
import { checkedId } from './dispatch-routes.ts'
import { listNotices, markRead } from './notices.ts'
import { reminderSettings, writeSetting } from './settings.ts'

const reminderBody = z.object({
  daysBefore: z.array(z.int().min(0, '不能为负数').max(365)).max(10, '最多 10 个提醒日'),
  overdueEvery: z.int().min(1, '至少 1 天').max(90),
  warnDays: z.int().min(0).max(365),
})
const outboundBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('off') }),
  z.object({
    kind: z.literal('smtp'),
    smtp: z.object({
      host: z.string().trim().min(1, '请填写邮件服务器'),
      port: z.int().min(1).max(65_535),
      secure: z.boolean(),
      user: z.string().trim().max(200).nullable(),
      from: z.email('发件地址应为邮箱'),
    }),
  }),
  z.object({
    kind: z.literal('webhook'),
    webhook: z.object({ url: z.url({ protocol: /^https?$/, error: '应为 http(s) 地址' }) }),
  }),
])

/** Reminders: in the app, as a calendar feed per unit, and through the one port outwards. */
export function reminderRoutes(services: Services): Hono<Env> {
  const { db } = services.store
  const app = new Hono<Env>()

  app.get('/notices', async c => {
    const rows = await listNotices(db, actorOf(c).unit)
    return c.json({ rows, total: rows.length })
  })
  app.post('/notices/read', async c => {
    await markRead(db, actorOf(c).unit, null, services.clock())
    return c.json({})
  })
  app.post('/notices/:id/read', async c => {
    await markRead(db, actorOf(c).unit, checkedId(c.req.param('id')), services.clock())
    return c.json({})
  })

  /** Read by calendar programmes, which cannot sign in: the secret in the address is all there is. */
  app.get('/calendar/:file', async c => {
    const token = /^([A-Za-z0-9_-]{20,64})\.ics$/.exec(c.req.param('file'))?.[1]
    const text = token && (await calendarFor(db, token, dayInShanghai(services.clock()), services.baseUrl))
    if (!text) throw refusal('not-found', '没有这个日历', ['订阅地址无效或已撤销，请在系统中重新生成'])
    return c.body(text, 200, {
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, max-age=900',
    })
  })

  app.get('/calendar-subscription', async c =>
    c.json({ subscription: await subscriptionOf(db, await unitFor(actorOf(c), c.req.query('unit'))) }),
  )

  /** The address is told once; asking again makes a new one and the old one ends. */
  app.post('/calendar-subscription', async c => {
    const actor = actorOf(c)
    const unit = await unitFor(actor, c.req.query('unit'))
    const token = await db
      .transaction()
      .execute(tx => issueToken(tx, unit, `${actor.unitName} ${actor.name}`, services.clock()))
    return c.json({ url: `${services.baseUrl}/api/calendar/${token}.ics` })
  })
  app.delete('/calendar-subscription', async c => {
    await revokeToken(db, await unitFor(actorOf(c), c.req.query('unit')))
    return c.json({})
  })

  async function unitFor(actor: Actor, asked: string | undefined): Promise<string> {
    if (!asked || asked === actor.unit) return actor.unit
    const unit = await getRecord(db, unitRecord, checkedId(asked))
    if (!actor.duties.includes('admin') || !seesRegion(actor, unit.region))
      throw refusal('forbidden', '不能管理这个日历', ['只有本单位人员或上级管理员可以管理'])
    return unit.id
  }

  app.get('/settings/reminders', async c => {
    actorOf(c)
    return c.json(await reminderSettings(db))
  })
  app.put('/settings/reminders', async c => {
    assertAdmin(actorOf(c))
    const body = await readBody(c, reminderBody)
    const value = { ...body, daysBefore: [...new Set(body.daysBefore)].sort((a, b) => b - a) }
    await writeSetting(db, 'reminders', value)
    return c.json(value)
  })

  app.get('/settings/outbound', async c => {
    assertAdmin(actorOf(c))
    return c.json({
      ...(await outboundSettings(services)),
      secrets: { smtp: Boolean(process.env.JINGTU_SMTP_PASSWORD), webhook: Boolean(process.env.JINGTU_WEBHOOK_SECRET) },
    })
  })
  app.put('/settings/outbound', async c => {
    assertAdmin(actorOf(c))
    const body = await readBody(c, outboundBody)
    await writeSetting(db, 'outbound', body)
    return c.json(body)
  })

  /** Sends one message to see whether the port works; what the other side answers is shown as it is. */
  app.post('/settings/outbound/test', async c => {
    const actor = actorOf(c)
    assertAdmin(actor)
    const body = await readBody(c, z.object({ to: z.email('请填写收件邮箱').nullish() }))
    const settings = await outboundSettings(services)
    if (settings.kind === 'off') throw refusal('conflict', '对外提醒没有开启', ['请先选择邮件或接口并保存'])
    if (settings.kind === 'smtp' && !body.to)
      throw refusal('invalid', '请填写收件邮箱', [{ where: 'to', message: '请填写收件邮箱' }])
    try {
      await sendOut(services, {
        id: newId(services.clock().getTime()),
        to: body.to ? [body.to] : [],
        unit: actor.unit,
        unitName: actor.unitName,
        title: '测试消息',
        body: '这是一条测试消息，收到即表示对外提醒可用。',
        link: services.baseUrl,
        due: null,
      })
    } catch (error) {
      throw refusal('unavailable', '测试消息没有发出', [error instanceof Error ? error.message : String(error)])
    }
    return c.json({ sent: true })
  })
  return app
}

function assertAdmin(actor: Actor): void {
  if (!actor.duties.includes('admin') || actor.party || actor.level === 'township')
    throw refusal('forbidden', '不能修改设置', ['只有县级以上的系统管理员可以修改提醒设置'])
}
