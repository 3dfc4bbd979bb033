import type { Actor } from '@jingtu/core/access.ts'
import { addDays } from '@jingtu/core/period.ts'
import { type Dispatch, dispatchRecord, namedObjectRecord, type Task, taskRecord } from '@jingtu/programme/task.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { moveRecord } from '../moves.ts'
import { close, complete, decline, tickObject } from '../workbench/dispatch-moves.ts'
import type { SamplePlan } from './plans.ts'
import type { Scene } from './scene.ts'

/** Left over from last year, to be carried into the next plan. */
const UNFINISHED = '完成地下水型饮用水水源补给区排查'

/** Tasks whose parts are all closed are done, on the day the last part was; what is left over from last year stays open. */
export async function finishTasks(scene: Scene, plan: SamplePlan): Promise<void> {
  const { db } = scene.services.store
  const reviewer = await scene.actor('xu')
  const tasks: Task[] = await listRecords(
    db,
    taskRecord,
    sql`plan = ${plan.id}::uuid and state = 'inForce' and title <> ${UNFINISHED}`,
    { orderBy: sql`ordinal` },
  )
  const dispatches: Dispatch[] = await listRecords(db, dispatchRecord, sql`plan = ${plan.id}::uuid`)
  const isLast = plan.year < scene.year
  const closed = tasks.flatMap(task => {
    const parts = dispatches.filter(
      d => d.task === task.id && !['cancelled', 'reassigned', 'returned'].includes(d.state),
    )
    const days = parts.map(d => (d.state === 'closed' ? d.completedOn : null))
    const on = days.every(day => day !== null) ? days.sort().at(-1) : undefined
    return on || isLast ? [{ task, on: on ?? `${plan.year}-12-31` }] : []
  })
  if (closed.length === 0) return
  const day = isLast ? `${plan.year + 1}-01-12` : scene.today
  await scene.step(
    `finish-${plan.year}`,
    day,
    reviewer,
    async c => {
      for (const { task, on } of closed)
        await moveRecord(c, taskRecord, task, 'finish', {
          actor: reviewer,
          relations: new Set(['owner'] as const),
          effective: on,
        })
      return null
    },
    '各承办单位均已办结，按最后一件的办结日期登记',
  )
}

/** One county hands a task back: it has nothing of the kind. */
export async function handBack(scene: Scene, plan: SamplePlan): Promise<void> {
  const day = `${plan.year}-03-09`
  if (day > scene.today || plan.year !== scene.year) return
  const actor = await scene.actorOf(scene.unit('donghu-government'), 'reporter')
  const dispatch = await held(scene, plan, '减少农业投入品污染', 'donghu-government')
  if (dispatch)
    await scene.step(
      `decline-${plan.year}`,
      day,
      actor,
      c => decline(c, actor, dispatch.id).then(() => null),
      '我区耕地已全部调出，没有农业投入品管理对象，请核减',
    )
}

/** A few units are late, and still late for this many days. */
const LATE_SHARE = 0.04
const LATE_DAYS = 45
/** The reviewer looks at what was said to be done after so many days. */
const CHECKED_AFTER = 3

/**
 * What fell due before a day is done as it would be: the units say so in the days before, a few of them late, and what
 * they said is checked soon after. What was said in the last days still waits for the reviewer.
 */
export async function completeDue(scene: Scene, plan: SamplePlan, before: string): Promise<void> {
  const open: Dispatch[] = await listRecords(
    scene.services.store.db,
    dispatchRecord,
    sql`plan = ${plan.id}::uuid and state in ('issued', 'accepted') and due < ${before}::date
      and task not in (select id from task where until is null and title = ${UNFINISHED})`,
    { orderBy: sql`due, unit, id` },
  )
  const done: { id: string; on: string }[] = []
  for (const key of new Set(open.map(d => `${d.due} ${d.unit}`))) {
    const own = open.filter(d => `${d.due} ${d.unit}` === key)
    const isLate = plan.year === scene.year && scene.random.chance(LATE_SHARE)
    const on = addDays(own[0]!.due!, isLate ? LATE_DAYS : -scene.random.between(3, 9))
    if (on > scene.today) continue
    const actor = await scene.actorOf(own[0]!.unit, 'reporter')
    await scene.step(`complete-${plan.year}-${key}`, on, actor, async c => {
      for (const dispatch of own) {
        await tickAll(c, actor, dispatch.id)
        await complete(c, actor, dispatch.id)
      }
      return null
    })
    done.push(...own.map(d => ({ id: d.id, on })))
  }
  const reviewer = await scene.actor('xu')
  for (const day of [...new Set(done.map(d => d.on))].sort()) {
    const checked = addDays(day, CHECKED_AFTER)
    if (checked > scene.today) continue
    await scene.step(`checked-${plan.year}-${before}-${day}`, checked, reviewer, async c => {
      for (const d of done.filter(x => x.on === day)) await close(c, reviewer, d.id)
      return null
    })
  }
}

async function tickAll(c: Change, actor: Actor, dispatch: string): Promise<void> {
  const own = sql`dispatch = ${dispatch}::uuid and state = 'open'`
  for (const object of await listRecords(c.tx, namedObjectRecord, own, { orderBy: sql`ordinal, id` }))
    await tickObject(c, actor, object.id, { note: '已完成整治并通过现场核查' })
}

/** Somebody is ahead of the calendar; the reviewer has not looked at it yet. */
export async function sayDoneEarly(scene: Scene, plan: SamplePlan): Promise<void> {
  const [dispatch] = await listRecords(
    scene.services.store.db,
    dispatchRecord,
    sql`plan = ${plan.id}::uuid and state = 'accepted' and role = '责任' and due > ${scene.today}::date`,
    { orderBy: sql`due, id`, limit: 1 },
  )
  if (!dispatch) return
  const actor = await scene.actorOf(dispatch.unit, 'reporter')
  await scene.step(`early-${plan.year}`, scene.today, actor, async c => {
    await tickAll(c, actor, dispatch.id)
    return complete(c, actor, dispatch.id).then(() => null)
  })
}

async function held(scene: Scene, plan: SamplePlan, task: string, unit: string): Promise<Dispatch | undefined> {
  const rows = await listRecords(
    scene.services.store.db,
    dispatchRecord,
    sql`plan = ${plan.id}::uuid and unit = ${scene.unit(unit)}::uuid
    and state in ('issued', 'accepted') and task in (select id from task where until is null and title = ${task})`,
  )
  return rows[0]
}
