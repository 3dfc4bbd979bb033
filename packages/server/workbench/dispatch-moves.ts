import type { Actor } from '@jingtu/core/access.ts'
import type { Day } from '@jingtu/core/period.ts'
import { planRecord } from '@jingtu/programme/plan.ts'
import {
  type Dispatch,
  dispatchRecord,
  type NamedObject,
  namedObjectRecord,
  taskRecord,
} from '@jingtu/programme/task.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { moveRecord } from '../moves.ts'
import { deliverablesOf } from './deliverables.ts'
import { addNotice } from './notices.ts'
import { getOrdered, relationsOf } from './relations.ts'

type Name = keyof (typeof dispatchRecord)['transitions'] & string

async function move(
  change: Change,
  actor: Actor,
  id: string,
  name: Name,
  more: { refusals?: string[]; values?: Partial<Dispatch> } = {},
): Promise<Dispatch> {
  const dispatch = await change.get(dispatchRecord, id)
  const { task, plan } = await getOrdered(change.tx, id)
  return moveRecord(change, dispatchRecord, dispatch, name, {
    actor,
    relations: relationsOf(actor, { plan, task, dispatch }),
    ...more,
  })
}

export const acceptDispatch = (change: Change, actor: Actor, id: string): Promise<Dispatch> =>
  move(change, actor, id, 'accept')

/** The unit hands it back: not ours, with the reason. */
export const decline = (change: Change, actor: Actor, id: string): Promise<Dispatch> =>
  move(change, actor, id, 'decline', { values: { returnReason: change.context.reason ?? null } })

/** Says it is done. @throws Refusal naming every object not ticked and every document not handed in */
export async function complete(change: Change, actor: Actor, id: string, on: Day = change.today): Promise<Dispatch> {
  const { dispatch, task } = await getOrdered(change.tx, id)
  const objects = await listRecords(change.tx, namedObjectRecord, sql`dispatch = ${id}::uuid and state = 'open'`, {
    orderBy: sql`ordinal`,
  })
  const documents = (await deliverablesOf(change.tx, task, dispatch)).filter(d => d.state === 'missing')
  const refusals = [
    ...objects.map(o => `具名对象“${o.name}”尚未办结`),
    ...documents.map(d => `应交材料“${d.name}”尚未提交`),
  ]
  if (on > change.today) refusals.push('办结日期不能晚于今天')
  return move(change, actor, id, 'complete', { refusals, values: { completedOn: on, returnReason: null } })
}

export async function sendBack(change: Change, actor: Actor, id: string): Promise<Dispatch> {
  const reason = change.context.reason ?? null
  const dispatch = await move(change, actor, id, 'sendBack', { values: { completedOn: null, returnReason: reason } })
  const { task } = await getOrdered(change.tx, id)
  await addNotice(change.tx, {
    unit: dispatch.unit,
    kind: 'returned',
    key: `dispatch-${id}-${dispatch.version}:returned`,
    title: `退回重办：${task.title}`,
    body: reason ?? '',
    link: `/dispatches/${id}`,
    due: dispatch.due,
    now: change.context.now,
  })
  return dispatch
}

export const close = (change: Change, actor: Actor, id: string): Promise<Dispatch> => move(change, actor, id, 'close')

export const reissue = (change: Change, actor: Actor, id: string, due?: Day | null): Promise<Dispatch> =>
  move(change, actor, id, 'reissue', { values: { returnReason: null, ...(due ? { due } : {}) } })

export const cancel = (change: Change, actor: Actor, id: string): Promise<Dispatch> => move(change, actor, id, 'cancel')

async function moveObject(
  change: Change,
  actor: Actor,
  id: string,
  name: 'tick' | 'untick',
  values: Partial<NamedObject>,
  refusals: string[] = [],
): Promise<NamedObject> {
  const object = await change.get(namedObjectRecord, id)
  const ordered = object.dispatch ? await getOrdered(change.tx, object.dispatch) : await orderedByTask(change, object)
  return moveRecord(change, namedObjectRecord, object, name, {
    actor,
    relations: relationsOf(actor, ordered),
    values,
    refusals,
  })
}

async function orderedByTask(change: Change, object: NamedObject) {
  return {
    task: await change.get(taskRecord, object.task),
    plan: await change.get(planRecord, object.plan),
    dispatch: null,
  }
}

export const tickObject = (
  change: Change,
  actor: Actor,
  id: string,
  done: { on?: Day; note?: string | null; evidence?: string[] } = {},
): Promise<NamedObject> => {
  const on = done.on ?? change.today
  return moveObject(
    change,
    actor,
    id,
    'tick',
    { doneOn: on, note: done.note ?? null, evidence: done.evidence ?? [] },
    on > change.today ? ['完成日期不能晚于今天'] : [],
  )
}

export const untickObject = (change: Change, actor: Actor, id: string): Promise<NamedObject> =>
  moveObject(change, actor, id, 'untick', { doneOn: null })
