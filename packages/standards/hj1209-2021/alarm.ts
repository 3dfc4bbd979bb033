import Big from 'big.js'
import type { Settings } from '../dated-parameter.ts'
import { type Finding, NO_LIMIT, type Reading, VERDICTS } from '../judgement.ts'
import { doubled } from './frequency.ts'
import type { ParameterKey } from './parameters.ts'

export interface MonitoringResult {
  on: string
  reading: Reading
  /**
   * Soil: above the class 2 screening value of GB 36600. Groundwater: above the limit of its functional class, Ⅳ where it has none.
   * null: not judged or 证据不足.
   */
  exceeds: boolean | null
}

/**
 * `exceeds` of a finding under GB 36600 (第二类用地) or GB/T 14848 (with the functional class, Ⅳ类 where there is none). An item without
 * a limit cannot exceed one; only its rise is followed.
 */
export function exceedsOf(finding: Finding, functionalClass: (typeof WATER)[number] = 'Ⅳ类'): boolean | null {
  if (finding.verdict === NO_LIMIT) return false
  const soil = (SOIL as readonly string[]).indexOf(finding.verdict)
  if (soil >= 0) return soil > 0
  const water = (WATER as readonly string[]).indexOf(finding.verdict)
  return water < 0 ? null : water > WATER.indexOf(functionalClass)
}

const SOIL = VERDICTS['GB 36600']
const WATER = VERDICTS['GB/T 14848']

export type AlarmKind = '超标' | '升幅' | '连续上升'

export interface ResultAlarm {
  on: string
  alarms: { kind: AlarmKind; why: string }[]
  /** Neither alarm nor normal: something could not be judged. */
  open: string[]
  /** Months between campaigns from this result on. */
  months: number
  dense: boolean
}

/**
 * One item at one well (or soil point, where only 超标 applies), campaign by campaign: an alarm makes monitoring at least twice as
 * dense until enough results in a row are normal. A result that cannot be judged is not normal.
 */
export function followAlarms(
  results: readonly MonitoringResult[],
  object: '土壤' | '地下水',
  months: number,
  { values }: Settings<ParameterKey>,
): ResultAlarm[] {
  const sorted = [...results].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  const followed: ResultAlarm[] = []
  let dense = false
  let normal = 0
  sorted.forEach((r, i) => {
    const { alarms, open } = alarmsOf(sorted, i, object, values)
    if (alarms.length) {
      dense = true
      normal = 0
    } else if (open.length) normal = 0
    else normal++
    if (dense && normal >= Number(values.normalResults)) dense = false
    followed.push({ on: r.on, alarms, open, dense, months: dense ? doubled(months) : months })
  })
  return followed
}

function alarmsOf(
  sorted: readonly MonitoringResult[],
  at: number,
  object: '土壤' | '地下水',
  values: Settings<ParameterKey>['values'],
): Pick<ResultAlarm, 'alarms' | 'open'> {
  const alarms: ResultAlarm['alarms'] = []
  const open: string[] = []
  const { reading, exceeds } = sorted[at]!
  if (exceeds) alarms.push({ kind: '超标', why: object === '土壤' ? '超过第二类用地筛选值' : '超过地下水功能类别限值' })
  else if (exceeds === null) open.push('是否超标不能判定')
  if (object === '土壤') return { alarms, open }
  const before = sorted[at - 1]
  if (before) {
    const { sure, possible, shown } = riseOf(before.reading, reading, values.rise)
    if (sure) alarms.push({ kind: '升幅', why: `比前一次升高 ${shown}，大于 ${values.rise}%` })
    else if (possible) open.push('升幅不能判定')
  }
  const need = Number(values.successiveRises)
  if (at >= need) {
    const steps = Array.from({ length: need }, (_, k) =>
      riseOf(sorted[at - k - 1]!.reading, sorted[at - k]!.reading, '0'),
    )
    if (steps.every(s => s.sure)) alarms.push({ kind: '连续上升', why: `连续上升 ${need} 次` })
    else if (steps.every(s => s.possible)) open.push('是否连续上升不能判定')
  }
  return { alarms, open }
}

/** Whether a reading surely, or possibly, lies more than that share above the one before. */
function riseOf(before: Reading, now: Reading, percent: string): { sure: boolean; possible: boolean; shown: string } {
  const [a, b] = [endsOf(before), endsOf(now)]
  const factor = new Big(percent).div(100).plus(1)
  const sure = a.high !== null && b.low.gt(a.high.times(factor))
  const possible = b.high === null || b.high.gt(a.low.times(factor))
  const shown =
    sure && a.high!.gt(0) ? `${b.low.minus(a.high!).times(100).div(a.high!).round(1, Big.roundHalfUp).toFixed()}%` : ''
  return { sure, possible, shown }
}

const endsOf = (r: Reading): { low: Big; high: Big | null } =>
  r.kind === 'value'
    ? { low: new Big(r.value), high: new Big(r.value) }
    : r.kind === 'below'
      ? { low: new Big(0), high: new Big(r.limit) }
      : { low: new Big(r.kind === 'above' ? r.limit : 0), high: null }
