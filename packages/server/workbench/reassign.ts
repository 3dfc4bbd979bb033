import type { Actor } from '@jingtu/core/access.ts'
import type { Day } from '@jingtu/core/period.ts'
import { type Dispatch, dispatchRecord, namedObjectRecord, taskRecord } from '@jingtu/programme/task.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { moveRecord } from '../moves.ts'
import { findUnits, HELD, handObjects } from './dispatches.ts'
import { addNotice } from './notices.ts'
import { getOrdered, relationsOf } from './relations.ts'

/**
 * Moves a dispatch to another unit in mid-year. The old one stays with its reports; objects and what is still to do go on,
 * and where the lead changes, the task's own lead changes with it.
 */
export async function reassign(
  change: Change,
  actor: Actor,
  dispatchId: string,
  to: { unit: string; due?: Day | null; note?: string | null },
): Promise<Dispatch> {
  const dispatch = await change.get(dispatchRecord, dispatchId)
  const { task, plan } = await getOrdered(change.tx, dispatchId)
  const unit = (await findUnits(change, [to.unit])).get(to.unit)!
  const held = await listRecords(
    change.tx,
    dispatchRecord,
    sql`task = ${task.id}::uuid and unit = ${unit.id}::uuid and state in (${sql.join([...HELD])})`,
  )
  await moveRecord(change, dispatchRecord, dispatch, 'reassign', {
    actor,
    relations: relationsOf(actor, { plan, task, dispatch }),
    refusals: held.length ? [`“${unit.name}”已承办这项任务，不能重复转办`] : [],
  })
  const made = await change.insert(
    dispatchRecord,
    {
      home: unit.home,
      region: unit.region,
      values: {
        plan: plan.id,
        task: task.id,
        unit: unit.id,
        role: dispatch.role,
        regionId: unit.regionId,
        due: to.due ?? dispatch.due,
        quantity: dispatch.quantity,
        quantityUnit: dispatch.quantityUnit,
        note: to.note ?? dispatch.note,
        replaces: dispatch.id,
        splitFrom: dispatch.splitFrom,
        sample: dispatch.sample,
      },
    },
    'reassign',
  )
  const objects = await listRecords(
    change.tx,
    namedObjectRecord,
    sql`dispatch = ${dispatch.id}::uuid and state <> 'removed'`,
  )
  await handObjects(
    change,
    objects.map(o => o.id),
    made,
    task,
  )
  const key = ({ 牵头: 'leadUnits', 责任: 'respUnits', 配合: 'coopUnits' } as const)[dispatch.role]
  if ([...task.leadUnits, ...task.respUnits, ...task.coopUnits].includes(dispatch.unit)) {
    // Out of every role, or issuing again after an amendment would hand it back to the old unit.
    const without = (units: string[]): string[] => units.filter(u => u !== dispatch.unit && u !== unit.id)
    const units = {
      leadUnits: without(task.leadUnits),
      respUnits: without(task.respUnits),
      coopUnits: without(task.coopUnits),
    }
    await change.update(taskRecord, task, { action: 'reassign', values: { ...units, [key]: [...units[key], unit.id] } })
  }
  await addNotice(change.tx, {
    unit: unit.id,
    kind: 'reassigned',
    key: `dispatch-${made.id}:reassigned`,
    title: `转来任务：${task.title}`,
    body: change.context.reason ?? '',
    link: `/dispatches/${made.id}`,
    due: made.due,
    now: change.context.now,
  })
  return made
}
