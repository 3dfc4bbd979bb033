import { reportRecord } from '@jingtu/programme/reporting.ts'
import { dispatchRecord } from '@jingtu/programme/task.ts'
import { change } from '@jingtu/store/changes.ts'
import { findFile } from '@jingtu/store/files.ts'
import { getRecord, historyOf } from '@jingtu/store/records.ts'
import { Hono } from 'hono'
import { z } from 'zod'
import { actorOf, changeContext, type Env } from '../context.ts'
import { readBody, refusal } from '../problems.ts'
import type { Services } from '../services.ts'
import { contentBody, id, words } from './bodies.ts'
import { checkedId } from './dispatch-routes.ts'
import { shareReport } from './linked.ts'
import { assertSees, getOrdered, relationsOf } from './relations.ts'
import { type ReportContent, saveReport, submitReport } from './reports.ts'
import { reviewReport } from './review.ts'

const saveBody = contentBody.extend({ dispatch: id, period: id })
const askedBody = z.array(z.object({ dispatch: id, period: id })).max(20)

/** Reports: draft, hand in (once for all plans that ask the same), review. */
export function reportRoutes(services: Services): Hono<Env> {
  const { db } = services.store
  const app = new Hono<Env>()

  app.post('/reports', async c => {
    const actor = actorOf(c)
    const body = await readBody(c, saveBody)
    await assertStored(body)
    return c.json(
      await change(db, changeContext(c, services), body, ch => saveReport(ch, actor, body, contentOf(body))),
    )
  })

  /** Saves and hands in in one step, so that nothing is sent that was not kept. */
  app.post('/reports/submit', async c => {
    const actor = actorOf(c)
    const body = await readBody(c, saveBody.extend({ alsoFor: askedBody.optional() }))
    await assertStored(body)
    return c.json(
      await change(db, changeContext(c, services), body, async ch => {
        const draft = await saveReport(ch, actor, body, contentOf(body))
        const report = await submitReport(ch, actor, draft.id)
        const shared = await shareReport(
          ch,
          actor,
          report,
          await getRecord(ch.tx, dispatchRecord, body.dispatch),
          body.alsoFor ?? [],
        )
        return { ...report, shared: shared.map(r => r.id) }
      }),
    )
  })

  app.get('/reports/:id', async c => {
    const actor = actorOf(c)
    const report = await getRecord(db, reportRecord, checkedId(c.req.param('id')))
    const ordered = await getOrdered(db, report.dispatch)
    assertSees(actor, ordered)
    if (report.state === 'draft' && !relationsOf(actor, ordered).has('assignee'))
      throw refusal('not-found', '没有找到这条进展报告')
    const history = (await historyOf(db, reportRecord, report.id)).map(h => ({
      version: h.row.version,
      at: h.at,
      actorName: h.actorName,
      action: h.action,
      reason: h.reason,
    }))
    return c.json({ report, history })
  })

  app.post('/reports/:id/moves/:move', async c => {
    const actor = actorOf(c)
    const body = await readBody(c, z.object({ reason: words(1000).nullish(), note: words(1000).nullish() }))
    const report = checkedId(c.req.param('id'))
    const move = c.req.param('move')
    return c.json(
      await change(db, changeContext(c, services, body.reason ?? null), { report, move, body }, ch => {
        if (move === 'submit') return submitReport(ch, actor, report)
        if (move === 'accept' || move === 'sendBack') return reviewReport(ch, actor, report, move, body.note)
        throw refusal('not-found', '没有这个操作')
      }),
    )
  })

  async function assertStored(body: z.output<typeof contentBody>): Promise<void> {
    const faults: string[] = []
    for (const hash of new Set([...(body.evidence ?? []), ...(body.proofs ?? []).flatMap(p => p.files)])) {
      if (!(await findFile(db, hash))) faults.push(`材料 ${hash.slice(0, 8)}… 没有上传成功，请重新上传`)
    }
    if (faults.length)
      throw refusal(
        'invalid',
        '填写有误',
        faults.map(message => ({ message, where: 'evidence' })),
      )
  }
  return app
}

/** Only what was sent is changed; the rest of a draft stays. */
function contentOf({
  dispatch: _d,
  period: _p,
  ...content
}: z.output<typeof saveBody> & { alsoFor?: unknown }): ReportContent {
  delete content.alsoFor
  return Object.fromEntries(Object.entries(content).map(([key, value]) => [key, value ?? null])) as ReportContent
}
