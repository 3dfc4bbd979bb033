import type { Actor } from '@jingtu/core/access.ts'
import { checkValues } from '@jingtu/core/record.ts'
import { type Amendment, type AmendmentEdit, amendmentRecord, type Plan } from '@jingtu/programme/plan.ts'
import { type Target, targetRecord } from '@jingtu/programme/target.ts'
import { type Dispatch, dispatchRecord, type Task, taskRecord } from '@jingtu/programme/task.ts'
import type { Change } from '@jingtu/store/changes.ts'
import type { Db } from '@jingtu/store/open.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import { moveRecord } from '../moves.ts'
import { checked, refusal } from '../problems.ts'
import { HELD } from '../workbench/dispatches.ts'
import * as body from './bodies.ts'
import { ORDINAL_STEP } from './draft-rows.ts'
import { afterPublish } from './publish.ts'
import { ordinalAfter, targetOfPlan, taskOfPlan, tidyTarget } from './review.ts'
import { getEditablePlan, getReadablePlan, planRelations } from './rights.ts'

export type AmendmentInput = z.output<typeof body.amendment>

/** What an amendment may set is what a reviewer may set, so that no way into a plan in force is wider than another. */
const SHAPES = {
  task: { change: body.taskEdit, add: body.newTask },
  target: { change: body.targetEdit, add: body.newTarget },
}

export async function listAmendments(db: Db, actor: Actor, planId: string): Promise<Amendment[]> {
  const plan = await getReadablePlan(db, actor, planId)
  const drafts = actor.unit === plan.ownerUnit ? sql`true` : sql`state = 'published'`
  return listRecords(db, amendmentRecord, sql`plan = ${planId}::uuid and state <> 'withdrawn' and ${drafts}`, {
    orderBy: sql`id desc`,
  })
}

export async function draftAmendment(
  c: Change,
  actor: Actor,
  planId: string,
  input: AmendmentInput,
): Promise<Amendment> {
  const plan = await getEditablePlan(c, actor, planId, ['published'])
  const edits = await settledEdits(c, plan, input.edits as AmendmentEdit[])
  const values = {
    plan: planId,
    title: input.title,
    issuingNumber: input.issuingNumber ?? null,
    reason: input.reason,
    edits,
  }
  return c.insert(amendmentRecord, { home: plan.home, region: plan.region, values })
}

export async function editAmendment(
  c: Change,
  actor: Actor,
  planId: string,
  id: string,
  input: AmendmentInput,
): Promise<Amendment> {
  const { plan, amendment } = await ownAmendment(c, actor, planId, id)
  if (amendment.state !== 'draft') throw refusal('conflict', '不能修改', ['这次调整已经发布或撤回'])
  const edits = await settledEdits(c, plan, input.edits as AmendmentEdit[])
  return c.update(amendmentRecord, amendment, {
    action: 'edit',
    values: { title: input.title, issuingNumber: input.issuingNumber ?? null, reason: input.reason, edits },
  })
}

export async function withdrawAmendment(c: Change, actor: Actor, planId: string, id: string): Promise<Amendment> {
  const { plan, amendment } = await ownAmendment(c, actor, planId, id)
  return moveRecord(c, amendmentRecord, amendment, 'withdraw', { actor, relations: planRelations(actor, plan) })
}

/**
 * Everything the amendment says takes effect in one change: tasks and targets get their new version, removed ones are
 * cancelled with their dispatches, new ones are handed out, deadlines of what is still in hand move along.
 */
export async function publishAmendment(
  c: Change,
  actor: Actor,
  planId: string,
  id: string,
  publishedOn?: string,
): Promise<{ amendment: Amendment; changed: number; dispatches: number }> {
  const { plan, amendment } = await ownAmendment(c, actor, planId, id)
  const edits = amendment.edits ?? []
  const day = publishedOn ?? c.today
  const faults = edits.length ? [] : ['调整没有任何内容：请至少修改、新增或取消一项']
  if (!amendment.issuingNumber?.trim()) faults.push('没有文号：请填写印发调整通知的文号')
  if (faults.length > 0) throw refusal('conflict', '还不能发布调整', faults)
  // The reason of the amendment is the reason of the change, so that every version it makes says why.
  c.context.reason = [amendment.issuingNumber, amendment.reason].filter(Boolean).join('：')
  const relations = planRelations(actor, plan)
  const published = await moveRecord(c, amendmentRecord, amendment, 'publish', {
    actor,
    relations,
    effective: day,
    values: { publishedOn: day },
  })
  for (const edit of await settledEdits(c, plan, edits)) {
    if (edit.kind === 'task') await applyToTask(c, actor, plan, edit, day)
    else await applyToTarget(c, actor, plan, edit, day)
  }
  const tasks: Task[] = await listRecords(c.tx, taskRecord, sql`plan = ${planId}::uuid and state = 'inForce'`, {
    orderBy: sql`ordinal`,
  })
  const after = await afterPublish(c, plan, tasks)
  return { amendment: published, changed: edits.length, dispatches: after.dispatches }
}

async function applyToTask(c: Change, actor: Actor, plan: Plan, edit: AmendmentEdit, day: string): Promise<void> {
  if (edit.op === 'add') {
    const { after, ...values } = edit.values as z.output<typeof body.newTask>
    const before = after ? await taskOfPlan(c, plan, after) : null
    const path = values.path ?? [...(before?.path.slice(0, -1) ?? []), values.title]
    const due = values.due ?? [...(values.deadlines ?? [])].sort().at(-1) ?? null
    const row = {
      ...values,
      due,
      path,
      plan: plan.id,
      ordinal: await ordinalAfter(c, plan.id, before),
      origin: '新增' as const,
    }
    await c.insert(
      taskRecord,
      { home: plan.home, region: plan.region, state: 'inForce', effective: day, values: row },
      'amend',
    )
    return
  }
  const task = await taskOfPlan(c, plan, edit.id)
  if (edit.op === 'remove') {
    await moveRecord(c, taskRecord, task, 'cancel', { actor, relations: planRelations(actor, plan), effective: day })
    for (const d of await heldDispatches(c, task.id))
      await c.update(dispatchRecord, d, { action: 'cancel', state: 'cancelled', effective: day })
    return
  }
  const next = await c.update(taskRecord, task, {
    action: 'amend',
    effective: day,
    values: edit.values as Partial<Task>,
  })
  const units = new Set([...next.leadUnits, ...next.coopUnits, ...next.respUnits])
  for (const d of await heldDispatches(c, task.id)) {
    if (!units.has(d.unit)) await c.update(dispatchRecord, d, { action: 'cancel', state: 'cancelled', effective: day })
    else if (next.due !== task.due && d.due === task.due)
      await c.update(dispatchRecord, d, { action: 'amend', effective: day, values: { due: next.due } })
  }
}

const heldDispatches = (c: Change, task: string): Promise<Dispatch[]> =>
  listRecords(c.tx, dispatchRecord, sql`task = ${task}::uuid and state in (${sql.join([...HELD])})`)

async function applyToTarget(c: Change, actor: Actor, plan: Plan, edit: AmendmentEdit, day: string): Promise<void> {
  if (edit.op === 'add') {
    const values = tidyTarget(edit.values as Partial<Target>)
    const last = await listRecords(c.tx, targetRecord, sql`plan = ${plan.id}::uuid`, {
      orderBy: sql`ordinal desc`,
      limit: 1,
    })
    const row = {
      kind: 'indicator' as const,
      ...values,
      plan: plan.id,
      ordinal: (last[0]?.ordinal ?? 0) + ORDINAL_STEP,
      source: 'added' as const,
    }
    await c.insert(
      targetRecord,
      { home: plan.home, region: plan.region, state: 'inForce', effective: day, values: row },
      'amend',
    )
    return
  }
  const target = await targetOfPlan(c, plan, edit.id)
  if (edit.op === 'remove')
    await moveRecord(c, targetRecord, target, 'cancel', {
      actor,
      relations: planRelations(actor, plan),
      effective: day,
    })
  else
    await c.update(targetRecord, target, {
      action: 'amend',
      effective: day,
      values: tidyTarget(edit.values as Partial<Target>),
    })
}

/** Checks every edit against the plan, all faults at once, and leaves out what changes nothing. */
async function settledEdits(c: Change, plan: Plan, edits: AmendmentEdit[]): Promise<AmendmentEdit[]> {
  const faults: { message: string; where: string }[] = []
  const out: AmendmentEdit[] = []
  const seen = new Set<string>()
  for (const [i, edit] of edits.entries()) {
    const where = `第${i + 1}处调整`
    if (edit.op !== 'add') {
      const row = edit.kind === 'task' ? await taskOfPlan(c, plan, edit.id) : await targetOfPlan(c, plan, edit.id)
      if (row.state !== 'inForce') faults.push({ where, message: '只能调整执行中的任务和目标' })
      if (seen.has(edit.id)) faults.push({ where, message: '同一条在一次调整里只能出现一次' })
      seen.add(edit.id)
    }
    if (edit.op === 'remove') {
      out.push(edit)
      continue
    }
    const values = checked(SHAPES[edit.kind][edit.op], edit.values) as Record<string, unknown>
    if (edit.op === 'change' && Object.keys(values).length === 0) continue
    if (edit.op === 'change') {
      const kind = edit.kind === 'task' ? taskRecord : targetRecord
      const part = { ...kind, fields: Object.fromEntries(Object.entries(kind.fields).filter(([key]) => key in values)) }
      faults.push(...checkValues(part, values).map(r => ({ where, message: r.message })))
    }
    out.push({ ...edit, values })
  }
  if (faults.length > 0) throw refusal('invalid', '调整内容有误', faults)
  return out
}

async function ownAmendment(
  c: Change,
  actor: Actor,
  planId: string,
  id: string,
): Promise<{ plan: Plan; amendment: Amendment }> {
  const plan = await getEditablePlan(c, actor, planId, ['published'])
  const amendment: Amendment | undefined = await c.find(amendmentRecord, id)
  if (!amendment || amendment.plan !== planId) throw refusal('not-found', '没有这次调整')
  return { plan, amendment }
}
