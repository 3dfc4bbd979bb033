import type { Decimal } from '@jingtu/core/measure.ts'
import Big from 'big.js'
import type { Settings } from '../dated-parameter.ts'
import type { CleanupVerdict } from '../hj25.5-2018/judge.ts'
import { INSUFFICIENT, type Reading } from '../judgement.ts'
import { monthsLater } from '../months.ts'
import { tQuantile } from '../student-t.ts'
import type { ParameterKey } from './parameters.ts'

export interface WellSeries {
  well: string
  /** Batches after the first finding that the target is reached, in the unit of the target. */
  batches: readonly { on: string; reading: Reading }[]
}

export interface GroundwaterEffect {
  verdict: CleanupVerdict
  wells: { well: string; verdict: CleanupVerdict; why: string; rising: boolean | null }[]
  why: string
  notes: string[]
}

/**
 * Groundwater cleanup of one contaminant: in every well enough batches in a row, none too far apart, each at or below the target,
 * and without a rising trend. A non-detect above the target proves nothing.
 */
export function judgeGroundwater(
  wells: readonly WellSeries[],
  target: Decimal,
  settings: Settings<ParameterKey>,
): GroundwaterEffect {
  const judged = [...wells].sort((a, b) => (a.well < b.well ? -1 : 1)).map(w => judgeWell(w, target, settings))
  const of = (v: CleanupVerdict): string[] => judged.filter(j => j.verdict === v).map(j => j.well)
  const verdict: CleanupVerdict = of('未达到').length
    ? '未达到'
    : wells.length === 0 || of(INSUFFICIENT).length
      ? INSUFFICIENT
      : '达到'
  return {
    verdict,
    wells: judged,
    why:
      verdict === '达到'
        ? `${wells.length} 口井均稳定达到目标值 ${target}`
        : wells.length === 0
          ? '没有监测井'
          : judged
              .filter(j => j.verdict === verdict)
              .map(j => `${j.well}：${j.why}`)
              .join('；'),
    notes: settings.notes,
  }
}

function judgeWell(
  { well, batches }: WellSeries,
  target: Decimal,
  { values }: Settings<ParameterKey>,
): GroundwaterEffect['wells'][number] {
  const sorted = [...batches].sort((a, b) => (a.on < b.on ? -1 : 1))
  const trend = risingTrend(sorted, Number(values.confidence), Number(values.statisticsFrom))
  const give = (verdict: CleanupVerdict, why: string): GroundwaterEffect['wells'][number] => ({
    well,
    verdict,
    why,
    rising: trend,
  })
  const over = sorted.filter(b => surelyOver(b.reading, target))
  if (over.length) return give('未达到', `${over.map(b => b.on).join('、')} 超过目标值 ${target}`)
  const open = sorted.filter(
    b =>
      b.reading.kind === 'missing' ||
      b.reading.kind === 'above' ||
      (b.reading.kind === 'below' && new Big(b.reading.limit).gt(target)),
  )
  const gaps = sorted.slice(1).filter((b, i) => monthsLater(sorted[i]!.on, Number(values.intervalMonths)) < b.on)
  const faults = [
    ...(sorted.length < Number(values.batches) ? [`连续达标 ${sorted.length} 批，应不少于 ${values.batches} 批`] : []),
    ...(open.length ? [`${open.map(b => b.on).join('、')} 不能判定`] : []),
    ...(gaps.length ? [`${gaps.map(b => b.on).join('、')} 与前一批相隔超过 ${values.intervalMonths} 个月`] : []),
  ]
  if (faults.length) return give(INSUFFICIENT, faults.join('；'))
  return trend ? give('未达到', '浓度呈上升趋势，不稳定') : give('达到', `连续 ${sorted.length} 批达到目标值`)
}

const surelyOver = (r: Reading, limit: Decimal): boolean =>
  (r.kind === 'value' && new Big(r.value).gt(limit)) || (r.kind === 'above' && new Big(r.limit).gte(limit))

/** Slope over the batches significantly above nought (one-sided t of the regression); null where there are too few values. */
export function risingTrend(
  batches: readonly { reading: Reading }[],
  confidence: number,
  from: number,
): boolean | null {
  const y = batches.flatMap(b =>
    b.reading.kind === 'value'
      ? [Number(b.reading.value)]
      : b.reading.kind === 'below'
        ? [Number(b.reading.limit)]
        : [],
  )
  const n = y.length
  if (n < Math.max(3, from) || n < batches.length) return null
  const meanX = (n - 1) / 2
  const meanY = y.reduce((s, v) => s + v, 0) / n
  const sxx = y.reduce((s, _, i) => s + (i - meanX) ** 2, 0)
  const slope = y.reduce((s, v, i) => s + (i - meanX) * (v - meanY), 0) / sxx
  const residual = y.reduce((s, v, i) => s + (v - meanY - slope * (i - meanX)) ** 2, 0)
  const error = Math.sqrt(residual / (n - 2) / sxx)
  // Without scatter a slope is what it is; what is left of rounding is none.
  if (error < 1e-12 * Math.max(1, Math.abs(meanY))) return slope > 1e-12 * Math.max(1, Math.abs(meanY))
  return slope / error > tQuantile(confidence, n - 2)
}
