import { type Actor, type Relation, seesRegion } from '@jingtu/core/access.ts'
import { isAbove } from '@jingtu/core/region.ts'
import { meetingRecord, type Question, questionRecord } from '@jingtu/programme/organisation.ts'
import { planRecord } from '@jingtu/programme/plan.ts'
import { dispatchRecord, taskRecord } from '@jingtu/programme/task.ts'
import { unitRecord } from '@jingtu/registers/subjects/unit.ts'
import type { Change } from '@jingtu/store/changes.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { findRecord, getRecord } from '@jingtu/store/records.ts'
import { moveRecord } from '../moves.ts'
import { refusal } from '../problems.ts'

/**
 * Who decides on a question: the owner of its plan and the lead of its task; without a plan any unit above the one that
 * raised it, in whose region it lies.
 */
export async function relationsToQuestion(db: Db | Tx, actor: Actor, question: Question): Promise<Set<Relation>> {
  const relations = new Set<Relation>()
  if (actor.party) return relations
  if (question.ownerUnit === actor.unit) relations.add('assignee')
  if (question.raisedBy === actor.unit) relations.add('author')
  if (question.plan) {
    const plan = await getRecord(db, planRecord, question.plan)
    if (plan.ownerUnit === actor.unit) relations.add('owner')
  } else {
    const raiser = await findRecord(db, unitRecord, question.raisedBy)
    if (raiser && seesRegion(actor, question.region) && isAbove(actor.level, raiser.level)) relations.add('owner')
  }
  const task = question.task ? await findRecord(db, taskRecord, question.task) : undefined
  if (task?.leadUnits.includes(actor.unit) && question.raisedBy !== actor.unit) relations.add('lead')
  return relations
}

/** What a unit cannot solve alone goes up, with the task and dispatch it came from. */
export async function raiseQuestion(
  change: Change,
  actor: Actor,
  values: {
    title: string
    detail?: string | null
    plan?: string | null
    task?: string | null
    dispatch?: string | null
    evidence?: string[]
  },
): Promise<Question> {
  if (actor.party || !actor.duties.some(d => d !== 'viewer'))
    throw refusal('forbidden', '不能提出问题', ['您只有查看权限'])
  const dispatch = values.dispatch ? await change.get(dispatchRecord, values.dispatch) : null
  if (dispatch && dispatch.unit !== actor.unit && !seesRegion(actor, dispatch.region))
    throw refusal('not-found', '没有找到这条交办')
  const task = dispatch?.task ?? values.task ?? null
  const plan = dispatch?.plan ?? values.plan ?? (task ? (await change.get(taskRecord, task)).plan : null)
  return change.insert(
    questionRecord,
    {
      home: actor.home,
      region: actor.region,
      values: { ...values, task, plan, raisedBy: actor.unit, sample: dispatch?.sample ?? null },
    },
    'raise',
  )
}

export interface QuestionMove {
  ownerUnit?: string
  due?: string
  meeting?: string | null
  resolution?: string
  evidence?: string[]
}

/** study → assign (owner and day) → resolve (how), or refuse with a reason. */
export async function moveQuestion(
  change: Change,
  actor: Actor,
  id: string,
  name: 'study' | 'assign' | 'resolve' | 'refuse',
  values: QuestionMove = {},
): Promise<Question> {
  const question = await change.get(questionRecord, id)
  const refusals: { message: string; where: string }[] = []
  if (values.meeting) await change.get(meetingRecord, values.meeting)
  if (name === 'assign') {
    const owner = values.ownerUnit ? await findRecord(change.tx, unitRecord, values.ownerUnit) : undefined
    if (owner?.state !== 'active') refusals.push({ where: 'ownerUnit', message: '请选择承办单位' })
    if (!values.due) refusals.push({ where: 'due', message: '请填写办理时限' })
    else if (values.due < change.today) refusals.push({ where: 'due', message: `办理时限 ${values.due} 早于今天` })
  }
  if (name === 'resolve' && !values.resolution?.trim())
    refusals.push({ where: 'resolution', message: '请写明解决情况' })
  const { evidence, ...rest } = values
  return moveRecord(change, questionRecord, question, name, {
    actor,
    relations: await relationsToQuestion(change.tx, actor, question),
    refusals,
    values: { ...rest, ...(evidence ? { evidence } : {}), ...(name === 'resolve' ? { resolvedOn: change.today } : {}) },
  })
}
