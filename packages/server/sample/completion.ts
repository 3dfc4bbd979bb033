import { type Dispatch, dispatchRecord, type Task, taskRecord } from '@jingtu/programme/task.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { moveRecord } from '../moves.ts'
import { close, complete, decline } from '../workbench/dispatch-moves.ts'
import type { SamplePlan } from './plans.ts'
import type { Scene } from './scene.ts'

/** Left over from last year, to be carried into the next plan. */
const UNFINISHED = '完成地下水型饮用水水源补给区排查'

/** At the year's end the reviewer notes what was done; one task stays open. */
export async function finishLastYear(scene: Scene, plan: SamplePlan): Promise<void> {
  const reviewer = await scene.actor('xu')
  const tasks: Task[] = await listRecords(
    scene.services.store.db,
    taskRecord,
    sql`plan = ${plan.id}::uuid and state = 'inForce' and title <> ${UNFINISHED}`,
  )
  await scene.step(`finish-${plan.year}`, `${plan.year + 1}-01-12`, reviewer, async c => {
    for (const task of tasks)
      await moveRecord(c, taskRecord, task, 'finish', { actor: reviewer, relations: new Set(['owner'] as const) })
    return null
  })
}

/** One county hands a task back, two say they are done, one of them is checked and closed. */
export async function handBackAndComplete(scene: Scene, plan: SamplePlan): Promise<void> {
  const { year } = plan
  await scene.actorOf(scene.unit('donghu-government'), 'reporter').then(async actor => {
    const dispatch = await held(scene, plan, '减少农业投入品污染', 'donghu-government')
    if (dispatch)
      await scene.step(
        `decline-${year}`,
        `${year}-03-09`,
        actor,
        c => decline(c, actor, dispatch.id).then(() => null),
        '我区耕地已全部调出，没有农业投入品管理对象，请核减',
      )
  })
  const done = `${year}-06-23`
  if (done > scene.today) return
  for (const key of ['qingxi-government', 'baishi-government']) {
    const actor = await scene.actorOf(scene.unit(key), 'reporter')
    const dispatch = await held(scene, plan, '严格管控类耕地退出食用农产品生产', key)
    if (!dispatch) continue
    await scene.step(`complete-${key}-${year}`, done, actor, c => complete(c, actor, dispatch.id).then(() => null))
    if (key !== 'qingxi-government' || `${year}-07-01` > scene.today) continue
    const farming = await scene.actor('gao')
    await scene.step(`checked-${key}-${year}`, `${year}-07-01`, farming, c =>
      close(c, farming, dispatch.id).then(() => null),
    )
  }
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
