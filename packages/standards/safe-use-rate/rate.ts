import { type Decimal, percentage } from '@jingtu/core/measure.ts'
import Big from 'big.js'
import type { Settings } from '../dated-parameter.ts'
import { type ClassVersion, classOn } from '../farmland-classification-2019/class-by-date.ts'
import { INSUFFICIENT } from '../judgement.ts'
import { coveredArea, type Measure } from './measures.ts'
import type { ParameterKey } from './parameters.ts'

/** Pollution grade of version A's letters: B 轻微, C 轻中度, D 重度. */
export const GRADES = ['轻微', '轻中度', '重度'] as const
export type Grade = (typeof GRADES)[number]

export interface RateUnit {
  id: string
  /** 亩. */
  area: Decimal
  /** Version B: the class on the base date counts. */
  classes: readonly ClassVersion[]
  /** Version A. */
  grade?: Grade
  measures: readonly Measure[]
  /** Product samples of the year by result; not judged ones count as not compliant. */
  samples: { compliant: number; exceeding: number; undetermined: number }
  /** 食用农产品 grown this year on land under strict control; null: not known. */
  planted: '无' | '非风险食用作物' | '风险食用作物' | null
  /** Occupied or converted with approval: leaves both sides from the day of approval on. */
  removals?: readonly { area: Decimal; approvedOn: string | null; document: string }[]
  /** Units judged by common samples; the unit itself unless said otherwise. */
  account?: string
}

/** One unit's part in the figure; every figure opens to these. */
export interface UnitShare {
  unit: string
  kind: Grade | '安全利用类' | '严格管控类' | '优先保护类' | null
  /** In the denominator, 亩. */
  area: Decimal
  /** With measures that count. */
  covered: Decimal
  /** In the numerator. */
  counted: Decimal
  lost: Decimal
  reasons: string[]
}

export interface SafeUseRate {
  version: string
  cRule: string
  baseDate: string
  numerator: Decimal
  denominator: Decimal
  /** Rounded half-up to two decimals, on which it is decided; '/' where nothing is to be counted. */
  rate: Decimal | '/'
  verdict: '达到' | '未达到' | '不适用' | typeof INSUFFICIENT | null
  target: Decimal | null
  shares: UnitShare[]
  /** What keeps the figure from 100 %, the largest loss first. */
  heldBack: UnitShare[]
  /** 亩 still to be counted to reach the target; '0' where reached. */
  shortfall: Decimal | null
  /** Units whose class or grade on the base date is not known. */
  unknown: string[]
  notes: string[]
}

/**
 * A = (B + C + D) / E × 100 % (version A), or the same over 安全利用类 and 严格管控类 alone (version B), for one year's measures and
 * samples and the classes of the base date.
 */
export function safeUseRate(
  units: readonly RateUnit[],
  question: { baseDate: string; year: number; target?: Decimal },
  settings: Settings<ParameterKey>,
): SafeUseRate {
  const { version, cRule } = settings.values
  const netOf = (u: RateUnit): Big => netArea(u, question.baseDate)
  const kinds = new Map(units.map(u => [u.id, kindOf(u, version, question.baseDate)]))
  const sorted = [...units].sort((a, b) => (a.id < b.id ? -1 : 1))
  const accounts = accountsOf(sorted.filter(u => isSafe(kinds.get(u.id) ?? null)))
  const shares: UnitShare[] = []
  const unknown: string[] = []
  for (const u of sorted) {
    const kind = kinds.get(u.id) ?? null
    if (kind === null) {
      unknown.push(u.id)
      continue
    }
    if (kind === '优先保护类') continue
    shares.push(shareOf(u, kind, netOf(u), accounts.get(u.account ?? u.id), question.year, settings))
  }
  const total = (pick: (s: UnitShare) => Decimal): Big => shares.reduce((s, x) => s.plus(pick(x)), new Big(0))
  const numerator = total(s => s.counted)
  const denominator = total(s => s.area)
  const rate = percentage(numerator.toFixed(), denominator.toFixed())
  const unknownArea = sorted.filter(u => unknown.includes(u.id)).reduce((s, u) => s.plus(netOf(u)), new Big(0))
  const target = question.target ?? null
  return {
    version,
    cRule,
    baseDate: question.baseDate,
    numerator: numerator.toFixed(),
    denominator: denominator.toFixed(),
    rate: rate === 'not-applicable' ? '/' : rate,
    verdict: target === null ? null : judge(numerator, denominator, unknownArea, target),
    target,
    shares,
    heldBack: shares
      .filter(s => new Big(s.lost).gt(0))
      .sort((a, b) => new Big(b.lost).cmp(a.lost) || (a.unit < b.unit ? -1 : 1)),
    shortfall: target === null ? null : shortfallOf(numerator, denominator, target),
    unknown,
    notes: [
      `核算版本 ${version}，安全利用类${cRule}，基准日 ${question.baseDate}`,
      ...settings.notes,
      ...(unknown.length ? [`基准日类别不明 ${unknown.length} 个单元，${unknownArea.toFixed()} 亩`] : []),
    ],
  }
}

const isSafe = (kind: UnitShare['kind']): boolean => kind === '安全利用类' || kind === '轻中度'

/** null: not known. Without a grade a unit of version A is not left out silently. */
function kindOf(u: RateUnit, version: string, day: string): UnitShare['kind'] {
  return version === 'A' ? (u.grade ?? null) : (classOn(u.classes, day)?.class ?? null)
}

/** Area less what has left it with approval on or before the base date. */
export function netArea(u: RateUnit, day: string): Big {
  const gone = (u.removals ?? [])
    .filter(r => r.approvedOn !== null && r.approvedOn <= day && r.document.trim() !== '')
    .reduce((s, r) => s.plus(r.area), new Big(0))
  const left = new Big(u.area).minus(gone)
  return left.lt(0) ? new Big(0) : left
}

interface Account {
  compliant: number
  total: number
  area: Big
}

/** Samples of units judged together: safe-use land only, each account once. */
function accountsOf(units: readonly RateUnit[]): Map<string, Account> {
  const accounts = new Map<string, Account>()
  for (const u of units) {
    const key = u.account ?? u.id
    const a = accounts.get(key) ?? { compliant: 0, total: 0, area: new Big(0) }
    a.compliant += u.samples.compliant
    a.total += u.samples.compliant + u.samples.exceeding + u.samples.undetermined
    a.area = a.area.plus(u.area)
    accounts.set(key, a)
  }
  return accounts
}

function shareOf(
  u: RateUnit,
  kind: NonNullable<UnitShare['kind']>,
  area: Big,
  account: Account | undefined,
  year: number,
  { values }: Settings<ParameterKey>,
): UnitShare {
  const cover = coveredArea(u.measures, area, year)
  const reasons = [...cover.reasons]
  let counted = cover.area
  if (isSafe(kind)) {
    const samples = account ?? { compliant: 0, total: 0, area }
    counted = compliantArea(cover.area, samples, values)
    if (samples.total === 0) reasons.push('没有当年农产品样品，采样前不计')
    else if (samples.compliant < samples.total)
      reasons.push(
        `农产品达标 ${samples.compliant}/${samples.total}${u.samples.undetermined ? `，${u.samples.undetermined} 个不能判定` : ''}`,
      )
    const wanted = Math.max(
      Number(values.minimumSamples),
      Math.ceil(Number(samples.area.div(values.areaPerSample).toFixed(6))),
    )
    if (samples.total > 0 && samples.total < wanted)
      reasons.push(`样品 ${samples.total} 个，按默认应不少于 ${wanted} 个`)
  } else if (kind === '严格管控类' || kind === '重度') {
    if (u.planted === '风险食用作物') {
      counted = new Big(0)
      reasons.push('仍种植风险食用作物')
    } else if (u.planted === null) {
      counted = new Big(0)
      reasons.push('当年种植情况不明')
    } else if (u.planted === '非风险食用作物') {
      const { compliant, exceeding, undetermined } = u.samples
      const total = compliant + exceeding + undetermined
      counted = compliantArea(cover.area, { compliant, total, area }, values)
      if (total === 0) reasons.push('种植食用作物但没有农产品结果')
      else if (compliant < total) reasons.push(`农产品达标 ${compliant}/${total}`)
    }
  }
  return {
    unit: u.id,
    kind,
    area: area.toFixed(),
    covered: cover.area.toFixed(),
    counted: counted.toFixed(),
    lost: area.minus(counted).toFixed(),
    reasons,
  }
}

/** 按比例: area × compliant share. 按门槛: all of it from the threshold on, else by share. */
function compliantArea(covered: Big, samples: Account, values: Settings<ParameterKey>['values']): Big {
  if (samples.total === 0) return new Big(0)
  const reached = new Big(samples.compliant).times(100).gte(new Big(values.cThreshold).times(samples.total))
  return values.cRule === '按门槛' && reached ? covered : covered.times(samples.compliant).div(samples.total)
}

/** Reached only if it is even with all unknown land counted as not done; missed only if even with it as done. */
function judge(numerator: Big, denominator: Big, unknown: Big, target: Decimal): SafeUseRate['verdict'] {
  const all = denominator.plus(unknown)
  if (all.eq(0)) return '不适用'
  const meets = (n: Big, d: Big): boolean => {
    const rate = percentage(n.toFixed(), d.toFixed())
    return rate !== 'not-applicable' && new Big(rate).gte(target)
  }
  const worst = meets(numerator, all)
  const best = meets(numerator.plus(unknown), all) || (denominator.gt(0) && meets(numerator, denominator))
  return worst ? '达到' : best ? INSUFFICIENT : '未达到'
}

/** Decided on two decimals, but the land to be added is reckoned to the full target. */
function shortfallOf(numerator: Big, denominator: Big, target: Decimal): Decimal {
  const rate = percentage(numerator.toFixed(), denominator.toFixed())
  if (rate === 'not-applicable' || new Big(rate).gte(target)) return '0'
  return denominator.times(target).div(100).minus(numerator).round(2, Big.roundUp).toFixed()
}
