import { dayInShanghai, deadlineLight } from '@jingtu/core/period.ts'
import { type Question, questionRecord } from '@jingtu/programme/organisation.ts'
import { taskRecord } from '@jingtu/programme/task.ts'
import { change } from '@jingtu/store/changes.ts'
import { countRecords, historyOf, listRecords } from '@jingtu/store/records.ts'
import { Hono } from 'hono'
import { sql } from 'kysely'
import { z } from 'zod'
import { numberAsked } from '../address.ts'
import { actorOf, changeContext, type Env } from '../context.ts'
import { refusalsOf } from '../moves.ts'
import { readBody, refusal } from '../problems.ts'
import type { Services } from '../services.ts'
import { unitName, unitsOf } from './board.ts'
import { day, hash, id, words } from './bodies.ts'
import { checkedId } from './dispatch-routes.ts'
import { moveQuestion, raiseQuestion, relationsToQuestion } from './questions.ts'
import { reminderSettings } from './settings.ts'

const raiseBody = z.object({
  title: words(200).trim().min(1, '请用一句话写明问题'),
  detail: words(10_000).nullish(),
  plan: id.nullish(),
  task: id.nullish(),
  dispatch: id.nullish(),
  evidence: z.array(hash).max(50).optional(),
})
const moveBody = z.object({
  reason: words(1000).nullish(),
  ownerUnit: id.optional(),
  due: day.optional(),
  meeting: id.nullish(),
  resolution: words(10_000).optional(),
  evidence: z.array(hash).max(50).optional(),
})
/** The open ones come first, so the first page is what there is to do. */
const PAGE = 500
const NAMES = ['study', 'assign', 'resolve', 'refuse'] as const

/** Questions that a unit cannot solve alone: raised, studied, given an owner and a day, resolved. */
export function questionRoutes(services: Services): Hono<Env> {
  const { db } = services.store
  const app = new Hono<Env>()

  app.get('/questions', async c => {
    const actor = actorOf(c)
    if (actor.party) return c.json({ rows: [], total: 0 })
    const mine = sql`(region like ${`${actor.region}%`} or raised_by = ${actor.unit}::uuid or owner_unit = ${actor.unit}::uuid
      or plan in (select p.id from plan p where p.until is null and p.owner_unit = ${actor.unit}::uuid)
      or task in (select t.id from task t where t.until is null and t.lead_units @> array[${actor.unit}::uuid]))`
    const questions = await listRecords(db, questionRecord, mine, {
      orderBy: sql`case state when 'raised' then 0 when 'studied' then 1 when 'assigned' then 2 else 3 end, due nulls last, id desc`,
      limit: numberAsked(name => c.req.query(name), 'limit') ?? PAGE,
    })
    const units = await unitsOf(
      db,
      questions.flatMap(q => [q.raisedBy, q.ownerUnit]),
    )
    const tasks = await listRecords(db, taskRecord, sql`id = any(${questions.flatMap(q => q.task ?? [])}::uuid[])`)
    const { warnDays } = await reminderSettings(db)
    const today = dayInShanghai(services.clock())
    const rows = await Promise.all(
      questions.map(async q => ({
        ...q,
        raisedByName: unitName(units, q.raisedBy),
        ownerName: q.ownerUnit ? unitName(units, q.ownerUnit) : null,
        taskTitle: tasks.find(t => t.id === q.task)?.title ?? null,
        light: deadlineLight(q.due, today, q.resolvedOn, warnDays),
        moves: await openMoves(q, actor),
      })),
    )
    return c.json({ rows, total: await countRecords(db, questionRecord, mine) })
  })

  const openMoves = async (q: Question, actor: ReturnType<typeof actorOf>): Promise<string[]> => {
    if (!actor.duties.some(d => d !== 'viewer')) return []
    const relations = await relationsToQuestion(db, actor, q)
    return NAMES.filter(name => {
      const { forbidden, conflicts } = refusalsOf(questionRecord, q, name, actor, relations, '理由')
      return forbidden.length + conflicts.length === 0
    })
  }

  app.get('/questions/:id/history', async c => {
    const actor = actorOf(c)
    const versions = await historyOf(db, questionRecord, checkedId(c.req.param('id')))
    const now = versions[0]?.row
    if (!now || !(now.region.startsWith(actor.region) || (await relationsToQuestion(db, actor, now)).size > 0))
      throw refusal('not-found', '没有找到这个问题')
    const rows = versions.map(h => ({
      version: h.row.version,
      at: h.at,
      actorName: h.actorName,
      action: h.action,
      reason: h.reason,
      state: h.row.state,
    }))
    return c.json({ rows, total: rows.length })
  })

  app.post('/questions', async c => {
    const actor = actorOf(c)
    const body = await readBody(c, raiseBody)
    return c.json(await change(db, changeContext(c, services), body, ch => raiseQuestion(ch, actor, body)))
  })

  app.post('/questions/:id/moves/:move', async c => {
    const actor = actorOf(c)
    const { reason, ...body } = await readBody(c, moveBody)
    const question = checkedId(c.req.param('id'))
    const move = NAMES.find(n => n === c.req.param('move'))
    if (!move) throw refusal('not-found', '没有这个操作')
    if (!actor.duties.some(d => d !== 'viewer')) throw refusal('forbidden', '不能办理', ['您只有查看权限'])
    return c.json(
      await change(db, changeContext(c, services, reason ?? null), { question, move, body }, ch =>
        moveQuestion(ch, actor, question, move, body),
      ),
    )
  })
  return app
}
