import type { Actor } from '@jingtu/core/access.ts'
import { contains } from '@jingtu/core/region.ts'
import { type Plan, planRecord } from '@jingtu/programme/plan.ts'
import { taskRecord } from '@jingtu/programme/task.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { sha256 } from '@jingtu/store/digest.ts'
import { storeFile } from '@jingtu/store/files.ts'
import { listRecords } from '@jingtu/store/records.ts'
import { sql } from 'kysely'
import { getRegion, homeOf } from '../organisation/places.ts'
import { refusal } from '../problems.ts'
import { ORDINAL_STEP } from './draft-rows.ts'
import { requireImporter } from './import.ts'
import { requireVersion } from './review.ts'
import { getEditablePlan, getReadablePlan } from './rights.ts'

export type PlanEdit = Partial<
  Pick<
    Plan,
    | 'title'
    | 'issuingNumber'
    | 'issuer'
    | 'year'
    | 'periodFrom'
    | 'periodTo'
    | 'parentPlans'
    | 'previousPlan'
    | 'warnDays'
    | 'rhythm'
    | 'recognised'
  >
>
/** What may still be set once a plan is in force: it changes nothing anybody was ordered to do. */
const AFTER_PUBLISHING = new Set(['issuingNumber', 'parentPlans', 'previousPlan', 'warnDays'])

export async function editPlan(c: Change, actor: Actor, id: string, edit: PlanEdit, version?: number): Promise<Plan> {
  const plan = await getEditablePlan(c, actor, id, ['draft', 'published'])
  requireVersion(plan, version)
  const fixed = Object.keys(edit).filter(key => plan.state === 'published' && !AFTER_PUBLISHING.has(key))
  if (fixed.length > 0) {
    throw refusal(
      'conflict',
      '计划已发布',
      fixed.map(key => ({
        where: key,
        message: `“${planRecord.fields[key as 'title']?.name ?? key}”须通过“调整”修改`,
      })),
    )
  }
  for (const other of [...(edit.parentPlans ?? []), ...(edit.previousPlan ? [edit.previousPlan] : [])]) {
    if (other === id) throw refusal('invalid', '不能引用自己', ['上级计划和上一年度计划不能是本计划'])
    await getReadablePlan(c.tx, actor, other)
  }
  return c.update(planRecord, plan, { action: 'edit', values: edit })
}

export interface NewPlan {
  title: string
  year: number
  regionId: string
  /** A plan of a region above: each of its tasks in force becomes a task here that carries it out. */
  basedOn?: string
  sample?: boolean
}

/** A plan written here instead of imported; its text is the list of its first tasks. */
export async function createPlan(c: Change, actor: Actor, input: NewPlan): Promise<Plan> {
  requireImporter(actor)
  const region = await getRegion(c.tx, input.regionId)
  if (!contains(actor.region, region.path))
    throw refusal('forbidden', '不能在这个区域编制计划', [`${region.name}不在您单位的管辖范围内`])
  const parent = input.basedOn ? await getReadablePlan(c.tx, actor, input.basedOn) : null
  const parents = parent
    ? await listRecords(
        c.tx,
        taskRecord,
        sql`plan = ${parent.id}::uuid and state = 'inForce' and parent_task is null`,
        { orderBy: sql`ordinal` },
      )
    : []
  const text = Buffer.from(
    [input.title, ...parents.map((t, i) => `${i + 1}. ${t.title}。${t.content ?? ''}`)].join('\n\n'),
  )
  await storeFile(c.tx, text, { type: 'text/plain', name: `${input.title}.txt`, by: actor.person, now: c.context.now })
  const head = { home: await homeOf(c.tx, region), region: region.path }
  const level = region.level === 'nation' ? 'national' : region.level
  const plan = await c.insert(planRecord, {
    ...head,
    values: {
      title: input.title,
      level,
      regionId: region.id,
      jurisdiction: region.name,
      year: input.year,
      periodFrom: `${input.year}-01-01`,
      periodTo: `${input.year}-12-31`,
      ownerUnit: actor.unit,
      textFile: sha256(text),
      parentPlans: parent ? [parent.id] : [],
      problems: [],
      footnotes: [],
      rhythm: parent?.rhythm ?? [],
      sample: input.sample ?? false,
    },
  })
  const rows = parents.map((t, i) => ({
    ...head,
    values: {
      plan: plan.id,
      ordinal: (i + 1) * ORDINAL_STEP,
      path: t.path,
      no: t.no,
      title: t.title,
      content: t.content,
      covers: [t.id],
      deadlines: t.deadlines,
      due: t.due,
      starts: t.starts,
      recurring: t.recurring,
      deliverables: t.deliverables,
      proofs: t.proofs,
      origin: '新增' as const,
    },
  }))
  if (rows.length > 0) await c.insertMany(taskRecord, rows)
  return plan
}
