import type { Actor } from '@jingtu/core/access.ts'
import { type Target, targetRecord } from '@jingtu/programme/target.ts'
import type { Change } from '@jingtu/store/changes.ts'
import { refusal } from '../problems.ts'
import { targetOfPlan, tidyTarget } from './review.ts'
import { getEditablePlan } from './rights.ts'

export interface Assignment {
  op?: Target['op']
  value?: string | null
  words?: string | null
  unit?: string | null
  by?: string | null
  /** The document that brought the value. */
  assignedBy: string
}

/**
 * A target that waited for its value (待下达, “以市下达为准”, digits blanked) gets it, with the document that brought it.
 * Also in a plan in force: nothing is amended, what was announced has arrived.
 */
export async function assignTarget(
  c: Change,
  actor: Actor,
  planId: string,
  id: string,
  input: Assignment,
): Promise<Target> {
  const plan = await getEditablePlan(c, actor, planId, ['draft', 'published'])
  const target = await targetOfPlan(c, plan, id)
  if (!target.pending && !target.masked) {
    throw refusal('conflict', '不能补填', [`目标“${target.indicator}”不是待下达的目标，请通过“调整”修改`])
  }
  const op = input.op ?? (target.op === 'text' && input.value ? '>=' : target.op)
  if (op === 'text' ? !input.words?.trim() : !input.value) {
    throw refusal('invalid', '没有目标值', [
      { where: op === 'text' ? 'words' : 'value', message: '请填写下达的数值，或改为文字要求并填写内容' },
    ])
  }
  const values = {
    ...input,
    op,
    words: op === 'text' ? input.words : null,
    value: op === 'text' ? null : input.value,
    pending: null,
    masked: false,
    approx: false,
  }
  return c.update(targetRecord, target, { action: 'assign', values: tidyTarget(values) })
}
