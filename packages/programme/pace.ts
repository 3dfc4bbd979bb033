import type { Decimal } from '@jingtu/core/measure.ts'
import { type Day, elapsedShare, lastDayOfMonth } from '@jingtu/core/period.ts'
import Big from 'big.js'

export interface CurvePoint {
  key: string
  day: Day
  share: number
  planned: Decimal
}

/** 时序进度: what a time-proportional plan asks for at the end of every quarter between the first and the last day. */
export function plannedCurve(total: Decimal, from: Day, to: Day): CurvePoint[] {
  const points: CurvePoint[] = []
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) {
    for (let quarter = 1; quarter <= 4; quarter++) {
      const end = lastDayOfMonth(year, quarter * 3)
      if (end < from || (points.at(-1)?.day ?? '') >= to) continue
      const day = end > to ? to : end
      const share = elapsedShare(from, to, day)
      points.push({ key: `${year}-Q${quarter}`, day, share, planned: plannedBy(total, from, to, day) })
    }
  }
  return points
}

export const plannedBy = (total: Decimal, from: Day, to: Day, day: Day): Decimal =>
  new Big(total)
    .times(elapsedShare(from, to, day))
    .round(2, Big.roundHalfUp)
    .toFixed(2)

export type Pace = 'on-track' | 'behind' | 'unknown'

/** Actual against the time-proportional plan of the same day; nothing reported is unknown, never zero and never in time. */
export function paceOf(done: Decimal | null, total: Decimal | null, from: Day, to: Day | null, day: Day): Pace {
  if (done === null || total === null || to === null || new Big(total).lte(0)) return 'unknown'
  return new Big(done).gte(plannedBy(total, from, to, day)) ? 'on-track' : 'behind'
}

export type FigureKind = '本期值' | '累计值' | '工程量百分比'
export interface Figure {
  period: string
  due: Day
  kind: FigureKind | null
  quantity: Decimal | null
  percent: Decimal | null
}

/**
 * What has been done altogether: figures of periods are added, a cumulative figure stands for everything before it, a share
 * of the work quantity is taken of the total. Null where no figure was ever reported.
 */
export function doneSoFar(
  figures: readonly Figure[],
  total: Decimal | null,
): { quantity: Decimal | null; percent: Decimal | null } {
  let quantity: Big | null = null
  let percent: Big | null = null
  for (const f of [...figures].sort((a, b) => (a.due < b.due ? -1 : 1))) {
    if (f.kind === '本期值' && f.quantity !== null) quantity = (quantity ?? new Big(0)).plus(f.quantity)
    if (f.kind === '累计值' && f.quantity !== null) quantity = new Big(f.quantity)
    if (f.kind === '工程量百分比' && f.percent !== null) {
      percent = new Big(f.percent)
      if (total !== null) quantity = new Big(total).times(f.percent).div(100)
      continue
    }
    percent = quantity !== null && total !== null && new Big(total).gt(0) ? quantity.times(100).div(total) : percent
  }
  return {
    quantity: quantity === null ? null : trim(quantity),
    percent: percent === null ? null : percent.round(2, Big.roundHalfUp).toFixed(2),
  }
}

const trim = (value: Big): Decimal => new Big(value.round(6, Big.roundHalfUp)).toFixed()

/** Cumulative figures and shares of the whole never fall by themselves; a lower one is a correction and says why. */
export function fallsBelow(previous: Figure | undefined, next: Figure): string | undefined {
  if (!previous || next.kind === '本期值' || next.kind === null || previous.kind !== next.kind) return undefined
  const [before, now] = next.kind === '累计值' ? [previous.quantity, next.quantity] : [previous.percent, next.percent]
  if (before === null || now === null || new Big(now).gte(before)) return undefined
  const unit = next.kind === '工程量百分比' ? '%' : ''
  return `${next.kind}由上次的 ${before}${unit} 降为 ${now}${unit}：请核对，确需调低的请填写“累计值下降说明”`
}
