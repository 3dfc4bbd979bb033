import { addDays, dayInShanghai } from '@jingtu/core/period.ts'
import {
  conveneFaults,
  coversField,
  type ExpertReview,
  expertReviewRecord,
  whyBarred,
} from '@jingtu/programme/expert-review.ts'
import { workGroupRecord } from '@jingtu/programme/organisation.ts'
import { getRecord, listRecords } from '@jingtu/store/records.ts'
import { Hono } from 'hono'
import { sql } from 'kysely'
import { idAsked } from '../address.ts'
import { actorOf, type Env } from '../context.ts'
import { refusal } from '../problems.ts'
import { crudRoutes } from '../records/crud.ts'
import type { Services } from '../services.ts'
import { managerOf } from './shown.ts'
import type { ExpertCandidate } from './views.ts'

/** How far back it is counted how often an expert was asked, so that the same few are not asked always. */
const LOOK_BACK = 365

/** Reviews by experts: chosen by field, kept apart from those under review. */
export function expertReviewRoutes(services: Services): Hono<Env> {
  const { db } = services.store
  const app = new Hono<Env>()

  /** The experts of a review's committee: who may be asked, for what, how often they were, and who may not and why. */
  app.get('/expert-reviews/:id/candidates', async c => {
    const actor = actorOf(c)
    const review: ExpertReview = await getRecord(db, expertReviewRecord, c.req.param('id'))
    if (managerOf(actor, review.region).size === 0) throw refusal('not-found', '没有找到这次评审')
    const group = await getRecord(db, workGroupRecord, review.workGroup)
    const since = addDays(dayInShanghai(services.clock()), -LOOK_BACK)
    const others: ExpertReview[] = await listRecords(
      db,
      expertReviewRecord,
      sql`work_group = ${group.id}::uuid and id <> ${review.id}::uuid and state in ('convened', 'held') and held_on >= ${since}::date`,
    )
    const rows = (group.members ?? [])
      .filter(m => m.role === '专家')
      .map((m): ExpertCandidate => {
        const expert = { name: m.name, unitName: m.unitName, field: m.title }
        return {
          ...expert,
          covers: review.fieldsNeeded.filter(field => coversField(expert, field)),
          barred: whyBarred(expert, review),
          asked: others.filter(o => (o.experts ?? []).some(e => e.name === m.name && e.unitName === m.unitName)).length,
        }
      })
      .sort(
        (a, b) =>
          Number(a.barred !== null) - Number(b.barred !== null) ||
          b.covers.length - a.covers.length ||
          a.asked - b.asked,
      )
    return c.json({ rows, total: rows.length })
  })

  app.route(
    '/',
    crudRoutes(services, {
      kind: expertReviewRecord,
      path: 'expert-reviews',
      duty: 'planner',
      editable: ['planned'],
      orderBy: sql`held_on desc nulls first, since desc`,
      filter: query => {
        const group = idAsked(query, 'group')
        return sql`(${group}::uuid is null or work_group = ${group}::uuid)`
      },
      relations: (_db, actor, row) => managerOf(actor, row.region),
      place: async (change, actor, values) => {
        const group = await change.get(workGroupRecord, String(values.workGroup))
        if (group.kind !== '专家委员会' || managerOf(actor, group.region).size === 0)
          throw refusal('invalid', '不能组织评审', [
            { where: 'workGroup', message: '请选择本区域的专家委员会作为专家库' },
          ])
        return { home: actor.home, region: actor.region }
      },
      refusals: async (change, row, move, values) => {
        const after = { ...row, ...values } as ExpertReview
        if (move === 'convene')
          return conveneFaults(after, (await change.get(workGroupRecord, after.workGroup)).members ?? [])
        if (move !== 'hold') return []
        return [
          ...(after.heldOn && after.heldOn <= change.today
            ? []
            : [{ where: 'heldOn', message: '请填写评审日期，且不晚于今天' }]),
          ...(after.conclusion?.trim() ? [] : [{ where: 'conclusion', message: '请填写评审结论' }]),
        ]
      },
    }),
  )
  return app
}
