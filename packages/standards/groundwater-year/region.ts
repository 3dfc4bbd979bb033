import { type Decimal, percentage } from '@jingtu/core/measure.ts'
import Big from 'big.js'
import type { Settings } from '../dated-parameter.ts'
import { INSUFFICIENT } from '../judgement.ts'
import type { ParameterKey } from './parameters.ts'
import { type PointYear, rankOf, type WaterClass } from './year.ts'

export interface ClassFiveShare {
  /** Percent, two decimals; '/' without points. */
  share: Decimal | '/'
  five: string[]
  undetermined: string[]
  points: number
  limit: Decimal
  verdict: '达到' | '未达到' | '不适用' | typeof INSUFFICIENT
}

/** Share of Ⅴ类 among the regional points. A point that is not determined may be Ⅴ: the limit is kept only if it is kept even so. */
export function classFiveShare(years: readonly PointYear[], limit: Decimal): ClassFiveShare {
  const five = years.filter(y => y.class === 'Ⅴ类').map(y => y.point)
  const undetermined = years.filter(y => rankOf(y.class) < 0).map(y => y.point)
  const n = String(years.length)
  const share = percentage(String(five.length), n)
  const most = percentage(String(five.length + undetermined.length), n)
  return {
    share: share === 'not-applicable' ? '/' : share,
    five: five.sort(),
    undetermined: undetermined.sort(),
    points: years.length,
    limit,
    verdict:
      share === 'not-applicable' || most === 'not-applicable'
        ? '不适用'
        : new Big(share).gt(limit)
          ? '未达到'
          : new Big(most).lte(limit)
            ? '达到'
            : INSUFFICIENT,
  }
}

export interface Baseline {
  point: string
  class: WaterClass
  /** Values of that time, in the unit of the standard, by catalogue id. */
  values?: Readonly<Record<string, Decimal>>
}

/** A report that proves a natural cause; it excuses only its own point and items, while it holds. */
export interface BackgroundReport {
  point: string
  /** Catalogue ids. */
  items: readonly string[]
  reference: string
  /** Review passed; null: not yet. */
  passedOn: string | null
  until: string | null
}

export interface Worsened {
  point: string
  from: WaterClass
  to: string
  items: string[]
  /** The report that excuses it; null: it counts. */
  excusedBy: string | null
}

export interface Stability {
  verdict: '保持稳定' | '未保持稳定' | typeof INSUFFICIENT
  worsened: Worsened[]
  /** Same class, but an item risen by more than the parameter says; does not decide. */
  rising: { point: string; item: string; from: Decimal; to: Decimal }[]
  unstable: string[]
  undetermined: string[]
}

/** 总体保持稳定: no point's class is worse than its baseline, natural causes that are proven set aside. */
export function assessStability(
  years: readonly PointYear[],
  baselines: readonly Baseline[],
  reports: readonly BackgroundReport[],
  on: string,
  { values }: Settings<ParameterKey>,
): Stability {
  const worsened: Worsened[] = []
  const rising: Stability['rising'] = []
  const undetermined: string[] = []
  for (const base of [...baselines].sort((a, b) => (a.point < b.point ? -1 : 1))) {
    const year = years.find(y => y.point === base.point)
    if (!year || rankOf(year.class) < 0) {
      undetermined.push(base.point)
      continue
    }
    const bad = year.items.filter(i => rankOf(i.class) > rankOf(base.class))
    if (rankOf(year.class) > rankOf(base.class))
      worsened.push({
        point: base.point,
        from: base.class,
        to: year.class,
        items: bad.map(i => i.name),
        excusedBy: excuseOf(
          base.point,
          bad.map(i => i.substance),
          reports,
          on,
        ),
      })
    rising.push(...risingOf(year, base, values.worsening))
  }
  undetermined.push(...years.filter(y => !baselines.some(b => b.point === y.point)).map(y => y.point))
  const counting = worsened.filter(w => w.excusedBy === null)
  return {
    verdict: counting.length ? '未保持稳定' : undetermined.length || baselines.length === 0 ? INSUFFICIENT : '保持稳定',
    worsened,
    rising,
    unstable: years
      .filter(y => y.unstable)
      .map(y => y.point)
      .sort(),
    undetermined: undetermined.sort(),
  }
}

/** Reports may share the items among them, but every item that is worse must be covered. */
function excuseOf(
  point: string,
  items: readonly string[],
  reports: readonly BackgroundReport[],
  on: string,
): string | null {
  const valid = reports.filter(
    r => r.point === point && r.passedOn !== null && r.passedOn <= on && (r.until === null || on <= r.until),
  )
  const covered = items.length > 0 && items.every(i => valid.some(r => r.items.includes(i)))
  return covered
    ? valid
        .filter(r => r.items.some(i => items.includes(i)))
        .map(r => r.reference)
        .sort()
        .join('、')
    : null
}

function risingOf(year: PointYear, base: Baseline, percent: string): Stability['rising'] {
  return year.items.flatMap(i => {
    const before = base.values?.[i.substance]
    if (before === undefined || i.value === null || !/^\d+(\.\d+)?$/.test(i.value) || new Big(before).eq(0)) return []
    const rise = new Big(i.value).minus(before).times(100).div(before)
    return rise.gt(percent) ? [{ point: year.point, item: i.name, from: before, to: i.value }] : []
  })
}

/** What a point that misses its target is due: a scheme only where people caused it, a report where nature did. */
export function dutyOf(
  year: PointYear,
  cause: '人为' | '天然' | null,
  reports: readonly BackgroundReport[],
  on: string,
): string | null {
  if (year.meets === '达标') return null
  if (year.meets === INSUFFICIENT) return '补充监测'
  if (cause === '人为') return '编制水质达标或保持（改善）方案'
  const bad = year.items.filter(i => rankOf(i.class) > rankOf(year.target)).map(i => i.substance)
  if (cause === '天然') return excuseOf(year.point, bad, reports, on) ? null : '编制天然背景成因报告并通过审查'
  return '分析超标原因'
}
