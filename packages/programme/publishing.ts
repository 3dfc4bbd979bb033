import type { Plan } from './plan.ts'
import type { Target } from './target.ts'
import { clashingTargets } from './target-key.ts'
import type { Task } from './task.ts'

export interface Missing {
  /** Where the person goes to mend it. */
  kind: 'plan' | 'task' | 'target'
  id: string | null
  message: string
}

export interface PublishCheck {
  /** Each of these keeps the plan from being published. */
  refusals: Missing[]
  /** Worth knowing, not in the way. */
  notices: Missing[]
}

const hasUnit = (t: Task): boolean => t.leadUnits.length + t.coopUnits.length + t.respUnits.length > 0
const short = (text: string): string => (text.length > 24 ? `${text.slice(0, 24)}…` : text)

/** Everything that still stands between a draft and its being in force, all at once. */
export function checkPublishing(plan: Plan, tasks: readonly Task[], targets: readonly Target[]): PublishCheck {
  const refusals: Missing[] = []
  const notices: Missing[] = []
  const no = (kind: Missing['kind'], id: string | null, message: string) => refusals.push({ kind, id, message })
  const note = (kind: Missing['kind'], id: string | null, message: string) => notices.push({ kind, id, message })
  if (!plan.title.trim()) no('plan', null, '计划没有标题')
  if (!plan.year && !plan.periodFrom) no('plan', null, '计划没有年度，也没有起止日期：请在“计划信息”中填写')
  if (!plan.issuingNumber) note('plan', null, '没有文号，发布后可以补填')
  const accepted = tasks.filter(t => t.state === 'accepted')
  if (accepted.length === 0) no('plan', null, '还没有一项已确认的任务')
  for (const t of tasks) if (t.state === 'proposed') no('task', t.id, `任务“${short(t.title)}”还没有决定采用与否`)
  for (const t of accepted) {
    const unknown = (t.unitSpans ?? []).filter(s => s.units.length === 0 && s.role !== 'guide')
    if (!hasUnit(t)) {
      const why = unknown.length ? `原文所写“${unknown.map(s => s.name).join('、')}”还没有对应到单位` : '原文没有写单位'
      no('task', t.id, `任务“${short(t.title)}”没有任何承办单位（${why}）：请指定单位`)
    } else if (unknown.length) {
      note(
        'task',
        t.id,
        `任务“${short(t.title)}”中“${unknown.map(s => s.name).join('、')}”没有对应到单位，不会收到交办`,
      )
    }
    if (!t.due && (t.recurring ?? []).length === 0) note('task', t.id, `任务“${short(t.title)}”没有完成时限`)
    if (t.openDeadlines.length && !t.due)
      note('task', t.id, `任务“${short(t.title)}”的时限“${t.openDeadlines.join('、')}”还不是日期`)
  }
  for (const t of targets)
    if (t.state === 'proposed') no('target', t.id, `目标“${short(t.indicator)}”还没有决定采用与否`)
  const kept = targets.filter(t => t.state === 'accepted')
  for (const t of kept) {
    const empty = t.op === 'text' ? !t.words?.trim() : t.value === null
    if (empty && !t.masked && !t.pending && !t.notApplicable) {
      no('target', t.id, `目标“${short(t.indicator)}”没有目标值：请填写数值或要求，或标为“待下达”“/”`)
    } else if (empty && t.masked)
      note('target', t.id, `目标“${short(t.indicator)}”原文隐去了数字，发布后按“未知”显示，可以补填`)
    else if (t.pending) note('target', t.id, `目标“${short(t.indicator)}”待下达，下达后补填并注明文件`)
    if (t.approx && t.tolerance === null && t.op !== 'text')
      note('target', t.id, `目标“${short(t.indicator)}”写作“左右”，还没有定允许偏差`)
  }
  for (const group of clashingTargets(kept)) {
    no(
      'target',
      group[0]!.id,
      `目标“${short(group[0]!.indicator)}”有 ${group.length} 条的指标、区域和阶段都相同：请填写不同的阶段，或只留一条`,
    )
  }
  if (plan.recognised) note('plan', null, '文本由图像识别得来，请确认已与原件核对')
  return { refusals, notices }
}
