import { compareDecimals, type Decimal, roundHalfUp } from '@jingtu/core/measure.ts'
import { type Day, elapsedShare } from '@jingtu/core/period.ts'
import Big from 'big.js'
import type { Measurement, Target } from './target.ts'

export const STATUSES = {
  met: '已达到',
  'on-track': '未到期，达到序时进度',
  'at-risk': '有风险',
  'not-met': '未达到',
  unknown: '不明',
  'not-applicable': '不涉及',
} as const
export type TargetStatus = keyof typeof STATUSES

export interface StatusFinding {
  status: TargetStatus
  /** Why, in words an official can repeat. */
  why: string
  /** The measured value rounded half-up to two decimals, on which the decision rests. */
  decidedOn: Decimal | null
  /** How much is missing (positive) or to spare (negative), in the target's unit. */
  gap: Decimal | null
  /** What the time passed would ask for, for counts and cumulative targets. */
  expected: Decimal | null
}

type TargetFacts = Pick<
  Target,
  | 'op'
  | 'value'
  | 'valueMax'
  | 'words'
  | 'kind'
  | 'by'
  | 'approx'
  | 'tolerance'
  | 'cumulative'
  | 'masked'
  | 'pending'
  | 'notApplicable'
  | 'unit'
>
type MeasuredFacts = Pick<Measurement, 'value' | 'words' | 'met' | 'notApplicable' | 'asOf'>

/** From how much of a cap on the alarm sounds before it is crossed. */
export const CAP_WARNING_SHARE = 0.9

/**
 * The light of one target in one region. Missing is never compliant and never red: it is unknown, with what it would
 * take. Decided on the value rounded half-up to two decimals (procedures §0), so 91.95 % does not meet 92 %.
 * @param start the first day of the target's term, for the time-proportional curve (时序进度)
 */
export function statusOfTarget(
  target: TargetFacts,
  measured: MeasuredFacts | null,
  today: Day,
  start: Day | null = null,
): StatusFinding {
  const say = (status: TargetStatus, why: string, more: Partial<StatusFinding> = {}): StatusFinding => ({
    status,
    why,
    decidedOn: null,
    gap: null,
    expected: null,
    ...more,
  })
  if (target.notApplicable) return say('not-applicable', '计划中为“/”，没有下达此项')
  if (measured?.notApplicable) return say('not-applicable', '本区域没有此类对象')
  if (target.op !== 'text' && target.value === null) {
    if (target.pending) return say('unknown', `目标值待下达：${target.pending}`)
    if (target.masked) return say('unknown', '原文隐去了目标值，请补录')
    return say('unknown', '目标值尚未确定')
  }
  if (!measured) return say('unknown', '还没有实测值')
  if (target.op === 'text') {
    if (measured.met === null) return say('unknown', `要求“${target.words ?? ''}”，尚未有人判定是否达到`)
    return measured.met
      ? say('met', `已判定达到“${target.words ?? ''}”`)
      : lateOrOpen(target.by, today, say, `尚未达到“${target.words ?? ''}”`)
  }
  if (measured.value === null) return say('unknown', '实测值只有文字说明，没有数值')
  return decide(target, roundHalfUp(measured.value), today, start, say)
}

type Say = (status: TargetStatus, why: string, more?: Partial<StatusFinding>) => StatusFinding

function decide(target: TargetFacts, value: Decimal, today: Day, start: Day | null, say: Say): StatusFinding {
  const goal = target.value!
  const unit = target.unit ?? ''
  const found = { decidedOn: value, gap: new Big(goal).minus(value).toFixed() }
  const compared = `实测 ${value}${unit}，目标 ${SIGN[target.op]}${goal}${unit}`
  if (target.approx) {
    if (target.tolerance === null) return say('unknown', `${compared}；原文为“左右”，尚未设定允许偏差`, found)
    const off = new Big(value).minus(goal).abs()
    return off.lte(target.tolerance)
      ? say('met', `${compared}，偏差不超过 ${target.tolerance}`, found)
      : lateOrOpen(target.by, today, say, `${compared}，偏差 ${off.toFixed()}`, found)
  }
  const upward = target.op === '>=' || target.op === '>' || (target.op === '=' && target.kind !== 'indicator')
  if (fits(target, value, upward)) {
    const nearCap =
      (target.op === '<=' || target.op === '<') &&
      Number(goal) > 0 &&
      Number(value) >= Number(goal) * CAP_WARNING_SHARE &&
      today <= (target.by ?? today) &&
      target.cumulative
    return nearCap ? say('at-risk', `${compared}，已接近上限`, found) : say('met', compared, found)
  }
  if (target.op === '=' && target.kind === 'indicator')
    return say('unknown', `${compared}；原文没有写明“不低于”还是“不超过”，请在计划中确认`, found)
  if (!upward) {
    // A total that has crossed its cap cannot come back; a share still can.
    return target.cumulative
      ? say('not-met', `${compared}，已超过上限`, found)
      : lateOrOpen(target.by, today, say, compared, found)
  }
  if ((target.cumulative || target.kind !== 'indicator') && target.by && today <= target.by && start) {
    const expected = roundHalfUp(new Big(goal).times(elapsedShare(start, target.by, today)).toFixed())
    return compareDecimals(value, expected) >= 0
      ? say('on-track', `${compared}；按时序应完成 ${expected}${unit}`, { ...found, expected })
      : say('at-risk', `${compared}；落后于时序进度 ${expected}${unit}`, { ...found, expected })
  }
  return lateOrOpen(target.by, today, say, compared, found)
}

const SIGN: Record<Target['op'], string> = { '>=': '≥', '<=': '≤', '=': '＝', '>': '＞', '<': '＜', text: '' }

function fits(target: TargetFacts, value: Decimal, upward: boolean): boolean {
  const sign = compareDecimals(value, target.value!)
  if (target.op === '=' && target.valueMax !== null && sign > 0)
    return upward || compareDecimals(value, target.valueMax) <= 0
  if (target.op === '=') return upward ? sign >= 0 : sign === 0
  return { '>=': sign >= 0, '<=': sign <= 0, '>': sign > 0, '<': sign < 0, text: false }[target.op]
}

const lateOrOpen = (
  by: Day | null,
  today: Day,
  say: Say,
  why: string,
  more: Partial<StatusFinding> = {},
): StatusFinding =>
  by && today > by
    ? say('not-met', `${why}，时限 ${by} 已过`, more)
    : say('at-risk', by ? `${why}，时限 ${by}` : why, more)

const WORST: TargetStatus[] = ['not-met', 'at-risk', 'unknown', 'on-track', 'met', 'not-applicable']
/** The status of a whole from its parts: the worst decides, and one unknown part keeps the whole from being met. */
export const worstStatus = (parts: TargetStatus[]): TargetStatus => WORST.find(s => parts.includes(s)) ?? 'unknown'
