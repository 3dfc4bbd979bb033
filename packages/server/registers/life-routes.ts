import { dayInShanghai, isDay } from '@jingtu/core/period.ts'
import { findRegister } from '@jingtu/registers/registers.ts'
import { change } from '@jingtu/store/changes.ts'
import { Hono } from 'hono'
import { z } from 'zod'
import { actorOf, changeContext, type Env } from '../context.ts'
import { readBody, refusal } from '../problems.ts'
import { namesOf } from '../records/names.ts'
import type { Services } from '../services.ts'
import { decideCorrection, listCorrections, proposeCorrection } from './corrections.ts'
import { listDuties } from './duties.ts'
import { dutyCalendar, issueDutyToken } from './duty-calendar.ts'
import { freezeList, listEditions, publishEdition, readEdition } from './editions.ts'
import { registerOpenApi } from './openapi.ts'
import { listPublicEditions, readPublicEdition, readPublicPage } from './public.ts'
import { regionNames } from './reading.ts'
import { registerOf } from './routes.ts'
import { forgetView, listViews, saveView } from './saved-views.ts'
import { mergeSubjects, readSubject, subjectKind } from './subjects.ts'

export const viewBody = z.object({
  name: z.string().max(60),
  query: z.record(z.string(), z.string()),
  shared: z.boolean().default(false),
})
export const proposeBody = z.object({
  version: z.number().int(),
  values: z.record(z.string(), z.unknown()),
  why: z.string().max(1000),
})
const decideBody = z.object({ decision: z.string().max(1000).nullish() })
export const editionBody = z.object({
  title: z.string().max(200),
  purpose: z.enum(['名录公布', '基数冻结']),
  year: z.number().int().min(2000).max(2200),
  on: z.string(),
  scope: z.string(),
  states: z.array(z.string()).optional(),
})

/** What happens around the rows of a register: corrections, editions, views, duties, subjects, the public list. */
export function registerLifeRoutes(services: Services): Hono<Env> {
  const { db } = services.store
  const app = new Hono<Env>()
  const today = (): string => dayInShanghai(services.clock())

  app.get('/registers/:register/views', async c => c.json({ rows: await listViews(db, actorOf(c), registerOf(c)) }))
  app.post('/registers/:register/views', async c =>
    c.json(await saveView(db, actorOf(c), registerOf(c), await readBody(c, viewBody), services.clock())),
  )
  app.delete('/registers/:register/views/:id', async c => {
    await forgetView(db, actorOf(c), registerOf(c), c.req.param('id'))
    return c.json({ id: c.req.param('id') })
  })

  app.get('/registers/:register/corrections', async c =>
    c.json({ rows: await listCorrections(db, actorOf(c), registerOf(c), c.req.query('row')) }),
  )
  app.post('/registers/:register/rows/:id/corrections', async c => {
    const [actor, kind, body, id] = [actorOf(c), registerOf(c), await readBody(c, proposeBody), c.req.param('id')]
    return c.json(
      await change(db, changeContext(c, services, body.why), { propose: id, body }, ch =>
        proposeCorrection(ch, actor, kind, id, body),
      ),
    )
  })
  for (const verdict of ['accept', 'refuse', 'withdraw'] as const)
    app.post(`/corrections/:id/${verdict}`, async c => {
      const [actor, body, id] = [actorOf(c), await readBody(c, decideBody), c.req.param('id')]
      const words = body.decision ?? null
      return c.json(
        await change(db, changeContext(c, services, words), { verdict, id, body }, async ch => {
          const { correction, row } = await decideCorrection(ch, actor, id, verdict, words)
          return { correction, version: row.version }
        }),
      )
    })

  app.get('/registers/:register/editions', async c =>
    c.json({ rows: await listEditions(db, actorOf(c), registerOf(c)) }),
  )
  app.post('/registers/:register/editions', async c => {
    const [actor, kind, body] = [actorOf(c), registerOf(c), await readBody(c, editionBody)]
    if (!isDay(body.on)) throw refusal('invalid', '日期有误', [{ where: 'on', message: '应写作 2026-03-25' }])
    return c.json(
      await change(db, changeContext(c, services), { freeze: kind.id, body }, ch => freezeList(ch, actor, kind, body)),
    )
  })
  app.get('/editions/:id', async c => {
    const { kind, ...view } = await readEdition(db, actorOf(c), c.req.param('id'))
    return c.json({
      ...view,
      register: kind.id,
      names: await namesOf(db, kind, view.rows),
      regions: await regionNames(db, view.rows),
    })
  })
  app.post('/editions/:id/publish', async c => {
    const [actor, id] = [actorOf(c), c.req.param('id')]
    return c.json(
      await change(db, changeContext(c, services), { publishEdition: id }, ch => publishEdition(ch, actor, id)),
    )
  })

  app.get('/duties', async c => {
    const actor = actorOf(c)
    const { register, from, to, status, ...list } = c.req.query()
    const kind = register ? findRegister(register) : undefined
    if (register && !kind) throw refusal('not-found', '没有这个登记册')
    const year = today().slice(0, 4)
    const window = { from: from ?? `${year}-01-01`, to: to ?? `${year}-12-31` }
    for (const [where, day] of Object.entries(window))
      if (!isDay(day)) throw refusal('invalid', '日期有误', [{ where, message: '应写作 2026-03-25' }])
    const rows = await listDuties(db, actor, {
      ...window,
      today: today(),
      register: kind,
      list,
      status: status ? status.split(',') : undefined,
    })
    return c.json({ rows })
  })
  app.post('/duties/calendar', async c => {
    const token = await issueDutyToken(db, actorOf(c).person, services.clock())
    return c.json({ url: `${services.baseUrl}/api/duties/calendar/${token}.ics` })
  })
  app.get('/duties/calendar/:token{[A-Za-z0-9_-]+\\.ics}', async c => {
    const token = c.req.param('token').replace(/\.ics$/, '')
    const text = await dutyCalendar(db, token, today(), services.baseUrl)
    if (text === null) throw refusal('not-found', '没有这个日历，或地址已更换')
    return c.body(text, 200, { 'content-type': 'text/calendar; charset=utf-8' })
  })

  app.get('/subjects/:kind/:id', async c =>
    c.json(await readSubject(db, actorOf(c), subjectKind(c.req.param('kind')), c.req.param('id'), today())),
  )
  app.post('/subjects/:kind/:id/merge', async c => {
    const [actor, kind, id] = [actorOf(c), subjectKind(c.req.param('kind')), c.req.param('id')]
    const body = await readBody(c, z.object({ into: z.string(), reason: z.string().max(1000).nullish() }))
    return c.json(
      await change(db, changeContext(c, services, body.reason ?? null), { merge: id, body }, ch =>
        mergeSubjects(ch, actor, kind, id, body.into),
      ),
    )
  })

  // The interface agreed with one platform is cut out of the whole: ?lists=hazardous-waste-licence,hazardous-waste-manifest.
  app.get('/openapi/registers.json', c => {
    const lists = c.req.query('lists')
    if (!lists) return c.json(registerOpenApi())
    const wanted = lists.split(',').map(id => findRegister(id) ?? id)
    const unknown = wanted.filter(kind => typeof kind === 'string')
    if (unknown.length > 0) throw refusal('not-found', '没有这个登记册', unknown)
    return c.json(registerOpenApi(wanted.filter(kind => typeof kind !== 'string')))
  })
  app.get('/public/registers/:register/editions', async c =>
    c.json({ rows: await listPublicEditions(db, registerOf(c)) }),
  )
  app.get('/public/registers/:register/editions/:id', async c =>
    c.json(await readPublicEdition(db, registerOf(c), c.req.param('id'))),
  )
  app.get('/public/registers/:register/rows', async c => c.json(await readPublicPage(db, registerOf(c), c.req.query())))
  return app
}
