import type { Actor } from '@jingtu/core/access.ts'
import { contains } from '@jingtu/core/region.ts'
import { matchMany } from '@jingtu/programme/lineage.ts'
import { type Plan, planRecord } from '@jingtu/programme/plan.ts'
import type { Coverage, CoverageParent } from '@jingtu/programme/plan-views.ts'
import { type Task, taskRecord } from '@jingtu/programme/task.ts'
import type { Change } from '@jingtu/store/changes.ts'
import type { Db } from '@jingtu/store/open.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { refusal } from '../problems.ts'
import { unitBriefs } from './places.ts'
import { taskOfPlan } from './review.ts'
import { getEditablePlan, getReadablePlan, readablePlans } from './rights.ts'

const MOST_PROPOSED = 3

/** Which tasks of the superior plans this plan carries out, and which it does not. */
export async function coverageOf(db: Db, actor: Actor, id: string): Promise<Coverage> {
  const plan = await getReadablePlan(db, actor, id)
  const own: Task[] = await listRecords(
    db,
    taskRecord,
    sql`plan = ${id}::uuid and state not in ('rejected', 'removed', 'cancelled')`,
    { orderBy: sql`ordinal` },
  )
  const parents: CoverageParent[] = []
  for (const parentId of plan.parentPlans)
    parents.push(await coverageOfParent(db, await getReadablePlan(db, actor, parentId), plan, own))
  const { rows } = await sql<
    Coverage['candidates'][number]
  >`select plan.id, plan.title, plan.year, r.name as "regionName"
    from plan join region r on r.id = plan.region_id
    where plan.until is null and plan.state in ('published', 'closed') and ${readablePlans(actor)}
      and ${plan.region} like plan.region || '%' and plan.region_id <> ${plan.regionId}::uuid
    order by plan.year desc nulls last, length(plan.region) desc limit 50`.execute(db)
  return { parents, candidates: rows }
}

async function coverageOfParent(db: Db, parent: Plan, child: Plan, own: Task[]): Promise<CoverageParent> {
  const tasks: Task[] = await listRecords(
    db,
    taskRecord,
    sql`plan = ${parent.id}::uuid and state in ('inForce', 'done') and parent_task is null`,
    { orderBy: sql`ordinal` },
  )
  const briefs = await unitBriefs(db, tasks.flatMap(unitsOf))
  const regions = await sql<{
    id: string
    region: string
  }>`select id, region from unit where until is null and id = any(${Object.keys(briefs)}::uuid[])`.execute(db)
  const below = new Set(regions.rows.filter(u => contains(child.region, u.region)).map(u => u.id))
  const pairs = matchMany(tasks.map(likeness), own.filter(t => !t.parentTask).map(likeness))
  const rows = tasks.map(t => {
    const coveredBy = own.filter(o => o.covers.includes(t.id)).map(o => ({ id: o.id, title: o.title }))
    const proposed = coveredBy.length
      ? []
      : pairs
          .filter(p => p.from === t.id)
          .slice(0, MOST_PROPOSED)
          .map(p => ({ id: p.to, title: own.find(o => o.id === p.to)!.title, score: p.score }))
    return {
      id: t.id,
      no: t.no,
      title: t.title,
      content: t.content,
      due: t.due,
      asked: unitsOf(t).some(u => below.has(u)),
      coveredBy,
      proposed,
    }
  })
  const covered = rows.filter(r => r.coveredBy.length > 0).length
  return { id: parent.id, title: parent.title, year: parent.year, tasks: rows, covered, open: rows.length - covered }
}

const unitsOf = (t: Task): string[] => [...t.leadUnits, ...t.coopUnits, ...t.respUnits]
const likeness = (t: Task) => ({ id: t.id, title: t.title, content: t.content ?? '' })

export async function setParents(
  c: Change,
  actor: Actor,
  id: string,
  parents: string[],
): Promise<{ parents: string[] }> {
  const plan = await getEditablePlan(c, actor, id, ['draft', 'published'])
  for (const parentId of new Set(parents)) {
    const parent = await getReadablePlan(c.tx, actor, parentId)
    if (!contains(parent.region, plan.region) || parent.regionId === plan.regionId) {
      throw refusal('invalid', '不能选作上级计划', [`《${parent.title}》不是上级区域的计划`])
    }
  }
  await c.update(planRecord, plan, { action: 'cover', values: { parentPlans: [...new Set(parents)] } })
  return { parents: [...new Set(parents)] }
}

/** Which parent tasks each task carries out: the whole list per task, so that a tie can also be taken back. */
export async function setCovers(
  c: Change,
  actor: Actor,
  id: string,
  ties: { task: string; covers: string[] }[],
): Promise<{ changed: number }> {
  const plan = await getEditablePlan(c, actor, id, ['draft', 'published'])
  const wanted = [...new Set(ties.flatMap(t => t.covers))]
  const known: Task[] = wanted.length ? await listRecords(c.tx, taskRecord, sql`id = any(${wanted}::uuid[])`) : []
  const wrong = wanted.filter(w => !plan.parentPlans.includes(known.find(k => k.id === w)?.plan ?? ''))
  if (wrong.length > 0) throw refusal('invalid', '覆盖关系有误', ['所选的任务不在已选定的上级计划里，请刷新后重选'])
  let changed = 0
  for (const tie of ties) {
    const task = await taskOfPlan(c, plan, tie.task)
    if (task.covers.length === tie.covers.length && tie.covers.every(x => task.covers.includes(x))) continue
    await c.update(taskRecord, task, { action: 'cover', values: { covers: tie.covers } })
    changed += 1
  }
  return { changed }
}
