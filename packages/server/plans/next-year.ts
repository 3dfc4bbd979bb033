import type { Actor } from '@jingtu/core/access.ts'
import { ALIKE, matchOneToOne } from '@jingtu/programme/lineage.ts'
import { type Plan, planRecord } from '@jingtu/programme/plan.ts'
import type { Continuation, TargetBrief } from '@jingtu/programme/plan-views.ts'
import { type Target, targetRecord } from '@jingtu/programme/target.ts'
import { diffTargets } from '@jingtu/programme/target-key.ts'
import { type Task, taskRecord } from '@jingtu/programme/task.ts'
import type { Change } from '@jingtu/store/changes.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { refusal } from '../problems.ts'
import { ORDINAL_STEP } from './draft-rows.ts'
import { partsOf } from './reading-plans.ts'
import { taskOfPlan } from './review.ts'
import { getEditablePlan, getReadablePlan } from './rights.ts'

const isLive = (t: Task): boolean => !['rejected', 'removed', 'cancelled'].includes(t.state)
const likeness = (t: Task) => ({ id: t.id, title: t.title, content: t.content ?? '' })

/** Plans of the same region and owner that this one may follow, latest year first. */
async function previousCandidates(db: Db | Tx, plan: Plan): Promise<Plan[]> {
  if (!plan.year) return []
  return listRecords(
    db,
    planRecord,
    sql`region_id = ${plan.regionId}::uuid and id <> ${plan.id}::uuid and state in ('published', 'closed') and year < ${plan.year}`,
    { orderBy: sql`year desc`, limit: 5 },
  )
}

/** This plan against last year's: what goes on, what is new, what was dropped, and how every target moved. */
export async function compareWithPrevious(
  db: Db,
  actor: Actor,
  id: string,
  previousId?: string,
): Promise<Continuation | null> {
  const plan = await getReadablePlan(db, actor, id)
  const found = previousId ?? plan.previousPlan ?? (await previousCandidates(db, plan))[0]?.id
  if (!found) return null
  const previous = await getReadablePlan(db, actor, found)
  const [now, then] = [await partsOf(db, id), await partsOf(db, found)]
  const current = now.tasks.filter(t => isLive(t) && !t.parentTask)
  const old = then.tasks.filter(t => isLive(t) && !t.parentTask)
  const byId = new Map(old.map(t => [t.id, t]))
  const confirmed = new Map(
    current.flatMap(t => (t.previousTask && byId.has(t.previousTask) ? [[t.id, t.previousTask]] : [])),
  )
  const taken = new Set(confirmed.values())
  const proposed = matchOneToOne(
    old.filter(t => !taken.has(t.id)).map(likeness),
    current.filter(t => !confirmed.has(t.id)).map(likeness),
    ALIKE,
  )
  const tasks = current.map(t => {
    const pair = proposed.find(p => p.to === t.id)
    const before = byId.get(confirmed.get(t.id) ?? pair?.from ?? '')
    return {
      task: t.id,
      title: t.title,
      previous: before
        ? {
            id: before.id,
            title: before.title,
            state: before.state,
            due: before.due,
            finished: before.state === 'done',
          }
        : null,
      confirmed: confirmed.has(t.id),
      score: confirmed.has(t.id) ? null : (pair?.score ?? null),
    }
  })
  const used = new Set(tasks.map(t => t.previous?.id))
  const dropped = old
    .filter(t => !used.has(t.id))
    .map(t => ({ id: t.id, title: t.title, content: t.content, finished: t.state === 'done', due: t.due }))
  const keep = (rows: Target[]) => rows.filter(t => t.state !== 'rejected' && t.state !== 'cancelled')
  const targets = diffTargets(keep(then.targets), keep(now.targets)).map(d => ({
    move: d.move,
    before: brief(then.targets.find(t => t.id === d.before)),
    after: brief(now.targets.find(t => t.id === d.after)),
  }))
  return { previous: { id: previous.id, title: previous.title, year: previous.year }, tasks, dropped, targets }
}

const brief = (t: Target | undefined): TargetBrief | null =>
  t
    ? {
        id: t.id,
        indicator: t.indicator,
        op: t.op,
        value: t.value,
        words: t.words,
        unit: t.unit,
        by: t.by,
        stage: t.stage,
      }
    : null

export interface LineageInput {
  previousPlan: string
  /** task → last year's task, or null for “new”. */
  pairs: { task: string; previous: string | null }[]
  targets: { target: string; previous: string | null }[]
  /** Last year's unfinished tasks that are carried over as tasks of their own. */
  carry: string[]
}

/** Confirms the lineage of tasks and targets, and carries unfinished tasks over into the draft. */
export async function confirmLineage(
  c: Change,
  actor: Actor,
  id: string,
  input: LineageInput,
): Promise<{ confirmed: number; carried: number }> {
  const plan = await getEditablePlan(c, actor, id, input.carry.length > 0 ? ['draft'] : ['draft', 'published'])
  const previous = await getReadablePlan(c.tx, actor, input.previousPlan)
  const old = new Map((await partsOf(c.tx, previous.id)).tasks.map(t => [t.id, t]))
  const oldTargets = new Set((await partsOf(c.tx, previous.id)).targets.map(t => t.id))
  const strangers = [...input.pairs.flatMap(p => (p.previous ? [p.previous] : [])), ...input.carry].filter(
    x => !old.has(x),
  )
  if (strangers.length || input.targets.some(t => t.previous && !oldTargets.has(t.previous))) {
    throw refusal('invalid', '承接关系有误', ['所选的任务或目标不在上一年度计划里，请刷新后重选'])
  }
  if (plan.previousPlan !== previous.id)
    await c.update(planRecord, plan, { action: 'lineage', values: { previousPlan: previous.id } })
  let confirmed = 0
  for (const pair of input.pairs) {
    const task = await taskOfPlan(c, plan, pair.task)
    if (task.previousTask === pair.previous) continue
    await c.update(taskRecord, task, { action: 'lineage', values: { previousTask: pair.previous } })
    confirmed += 1
  }
  for (const pair of input.targets) {
    const target: Target = await c.get(targetRecord, pair.target)
    if (target.plan !== id) throw refusal('not-found', '计划里没有这个目标')
    if (target.previousTarget !== pair.previous)
      await c.update(targetRecord, target, { action: 'lineage', values: { previousTarget: pair.previous } })
  }
  const carried = input.carry.map(x => old.get(x)!)
  const last =
    (await listRecords(c.tx, taskRecord, sql`plan = ${id}::uuid`, { orderBy: sql`ordinal desc`, limit: 1 }))[0]
      ?.ordinal ?? 0
  const rows = carried.map((t, i) => ({
    home: plan.home,
    region: plan.region,
    values: carriedValues(t, id, last + (i + 1) * ORDINAL_STEP),
  }))
  if (rows.length > 0) await c.insertMany(taskRecord, rows, 'carry')
  return { confirmed, carried: rows.length }
}

/** Last year's day has passed: the new one must be set by a person, so none is carried over. */
const carriedValues = (t: Task, plan: string, ordinal: number) => ({
  plan,
  ordinal,
  previousTask: t.id,
  path: ['上一年度结转', t.title],
  no: '',
  title: t.title,
  content: t.content,
  leadNames: t.leadNames,
  coopNames: t.coopNames,
  respNames: t.respNames,
  guideNames: t.guideNames,
  leadUnits: t.leadUnits,
  coopUnits: t.coopUnits,
  respUnits: t.respUnits,
  unitSpans: (t.unitSpans ?? []).map(s => ({ ...s, span: null })),
  quantity: t.quantity,
  quantityUnit: t.quantityUnit,
  deliverables: (t.deliverables ?? []).map(d => ({ ...d, due: null })),
  proofs: t.proofs,
  assessments: t.assessments,
  openDeadlines: t.due ? [`原时限 ${t.due}`] : [],
  origin: '结转' as const,
})
