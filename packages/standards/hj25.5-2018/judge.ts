import type { Decimal } from '@jingtu/core/measure.ts'
import Big from 'big.js'
import type { Settings } from '../dated-parameter.ts'
import { INSUFFICIENT, type Reading } from '../judgement.ts'
import { tQuantile } from '../student-t.ts'
import type { ParameterKey } from './parameters.ts'

export type CleanupVerdict = '达到' | '未达到' | typeof INSUFFICIENT

export interface CleanupQuestion {
  /** In the unit of the target. */
  samples: readonly { id: string; reading: Reading }[]
  target: Decimal
  /** Fewest samples the place needs by its size; null: not worked out. */
  needed: number | null
}

export interface CleanupEffect {
  verdict: CleanupVerdict
  method: '逐个比较' | '统计分析' | null
  n: number
  mean: string | null
  /** Upper confidence limit of the mean. */
  upper: string | null
  maximum: string | null
  over: string[]
  why: string
  missing: { name: string; why: string; need: string }[]
  notes: string[]
}

/** The upper limit is a float; it exceeds the target only by more than this share of it. */
export const UPPER_TOLERANCE = 1e-9

/**
 * One contaminant at one place against its cleanup target. Fewer than eight samples: each ≤ target. Eight or more may be judged
 * together: 95 % upper limit of the mean ≤ target and the largest ≤ twice the target; all ≤ target passes in any case. A non-detect
 * counts as its limit.
 */
export function judgeCleanup(
  { samples, target, needed }: CleanupQuestion,
  settings: Settings<ParameterKey>,
): CleanupEffect {
  const { values } = settings
  const n = samples.length
  const bad = samples.filter(s => s.reading.kind === 'missing')
  const missing = bad.map(s => ({
    name: s.id,
    why: s.reading.kind === 'missing' ? s.reading.why : '',
    need: '请补充检测结果',
  }))
  if (needed === null)
    missing.push({ name: '采样点数', why: '没有按面积或体积核算应采样品数', need: '请给出面积、深度或体积' })
  else if (n < needed)
    missing.push({
      name: '采样点数',
      why: `样品 ${n} 个，少于应采的 ${needed} 个`,
      need: `请再采 ${needed - n} 个样品`,
    })
  const readings = samples.filter(s => s.reading.kind !== 'missing')
  const sure = readings.filter(s => surelyOver(s.reading, target)).map(s => s.id)
  const maybe = readings.filter(s => maybeOver(s.reading, target)).map(s => s.id)
  const numbers = readings.flatMap(s =>
    s.reading.kind === 'value' ? [s.reading.value] : s.reading.kind === 'below' ? [s.reading.limit] : [],
  )
  const whole = numbers.length === n && n > 0
  const stats = whole ? upperOf(numbers, Number(values.confidence)) : null
  const maximum = whole ? numbers.reduce((a, b) => (new Big(b).gt(a) ? b : a)) : null
  const base = {
    n,
    mean: stats ? digits(stats.mean) : null,
    upper: stats?.upper == null ? null : digits(stats.upper),
    maximum,
    over: sure,
    missing,
    notes: settings.notes,
  }
  const give = (verdict: CleanupVerdict, method: CleanupEffect['method'], why: string): CleanupEffect => ({
    ...base,
    verdict,
    method,
    why,
  })
  const statistical = n >= Number(values.statisticsFrom)
  const cap = new Big(target).times(values.maximumFactor)
  const far = readings.filter(s => surelyOver(s.reading, cap.toFixed())).map(s => s.id)
  if (!statistical && sure.length) return give('未达到', '逐个比较', `${sure.join('、')} 超过目标值 ${target}`)
  if (far.length) return give('未达到', '统计分析', `${far.join('、')} 超过目标值的 ${values.maximumFactor} 倍`)
  if (statistical && sure.length && stats?.upper != null && maybe.length === sure.length && above(stats.upper, target))
    return give('未达到', '统计分析', `均值上限 ${base.upper} 大于目标值 ${target}`)
  if (missing.length) return give(INSUFFICIENT, null, missing.map(m => m.why).join('；'))
  if (maybe.length === 0)
    return give('达到', statistical ? '统计分析' : '逐个比较', `${n} 个样品都不超过目标值 ${target}`)
  if (statistical && stats?.upper != null && !above(stats.upper, target) && new Big(maximum!).lte(cap))
    return give(
      '达到',
      '统计分析',
      `均值上限 ${base.upper} 不大于目标值 ${target}，最大值 ${maximum} 不超过其 ${values.maximumFactor} 倍`,
    )
  const blind = maybe.filter(id => !sure.includes(id))
  return {
    ...give(INSUFFICIENT, statistical ? '统计分析' : '逐个比较', `${blind.join('、')} 的检出限或范围超过目标值`),
    missing: blind.map(id => ({
      name: id,
      why: '检出限或范围超过目标值',
      need: `请用检出限不高于 ${target} 的方法重测`,
    })),
  }
}

const above = (upper: number, target: Decimal): boolean => upper > Number(target) * (1 + UPPER_TOLERANCE)
const surelyOver = (r: Reading, limit: Decimal): boolean =>
  (r.kind === 'value' && new Big(r.value).gt(limit)) || (r.kind === 'above' && new Big(r.limit).gte(limit))
const maybeOver = (r: Reading, limit: Decimal): boolean =>
  surelyOver(r, limit) || r.kind === 'above' || (r.kind === 'below' && new Big(r.limit).gt(limit))

/** Upper confidence limit of the mean: x̄ + t(confidence, n−1)·s/√n; none for a single sample. */
export function upperOf(numbers: readonly Decimal[], confidence: number): { mean: number; upper: number | null } {
  const n = numbers.length
  const mean = numbers.reduce((s, v) => s.plus(v), new Big(0)).div(n)
  if (n < 2) return { mean: Number(mean), upper: null }
  const square = numbers.reduce((s, v) => s.plus(new Big(v).minus(mean).pow(2)), new Big(0)).div(n - 1)
  const upper = Number(mean) + (tQuantile(confidence, n - 1) * Math.sqrt(Number(square))) / Math.sqrt(n)
  return { mean: Number(mean), upper }
}

const digits = (v: number): string => String(Number(v.toPrecision(4)))

export interface ControlBatch {
  on: string
  /** Whether the engineering works as designed: barrier whole, cover intact; null: not checked. */
  engineering: boolean | null
  pollutants: boolean | null
}

/** Risk control: engineering and pollutants both in order in every one of enough batches over a year. */
export function judgeControl(
  batches: readonly ControlBatch[],
  { values }: Settings<ParameterKey>,
): { verdict: CleanupVerdict; why: string } {
  if (batches.some(b => b.engineering === false)) return { verdict: '未达到', why: '工程性能不符合设计要求' }
  if (batches.some(b => b.pollutants === false)) return { verdict: '未达到', why: '污染物指标不符合要求' }
  const faults = [
    ...(batches.length < Number(values.controlBatches)
      ? [`监测 ${batches.length} 批，应不少于 ${values.controlBatches} 批`]
      : []),
    ...(batches.some(b => b.engineering === null || b.pollutants === null) ? ['有批次没有工程性能或污染物结果'] : []),
    ...(spanReached(
      batches.map(b => b.on),
      Number(values.controlMonths),
      Number(values.controlBatches),
    )
      ? []
      : [`监测历时不足 ${values.controlMonths} 个月`]),
  ]
  return faults.length
    ? { verdict: INSUFFICIENT, why: faults.join('；') }
    : { verdict: '达到', why: `${batches.length} 批均符合要求` }
}

/** Batches at equal intervals stand for the interval that follows them: four quarterly ones make a year from the first to nine months after. */
export function spanReached(days: readonly string[], months: number, batches: number): boolean {
  if (days.length < 2) return false
  const sorted = [...days].sort()
  return monthsBetween(sorted[0]!, sorted.at(-1)!) >= months - months / batches
}

/** Whole months from one day to another. */
function monthsBetween(from: string, to: string): number {
  const [y1, m1, d1] = from.split('-').map(Number) as [number, number, number]
  const [y2, m2, d2] = to.split('-').map(Number) as [number, number, number]
  return (y2 - y1) * 12 + (m2 - m1) - (d2 < d1 ? 1 : 0)
}
