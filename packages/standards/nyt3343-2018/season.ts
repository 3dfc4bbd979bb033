import type { Decimal } from '@jingtu/core/measure.ts'
import Big from 'big.js'
import type { Settings } from '../dated-parameter.ts'
import { INSUFFICIENT, type Reading } from '../judgement.ts'
import { tQuantile } from '../student-t.ts'
import type { ParameterKey } from './parameters.ts'

export interface SeasonSample {
  id: string
  /** Content of the product in the unit of the limit. */
  content: Reading
  /** Limit of GB 2762 for this product on its day; null: none applies. */
  limit: Decimal | null
}

export type EffectVerdict = '达标' | '不达标' | typeof INSUFFICIENT

export interface SeasonEffect {
  verdict: EffectVerdict
  n: number
  /** Mean and standard deviation of E = content ÷ limit, three significant digits; null where they are not known. */
  mean: string | null
  deviation: string | null
  t: string | null
  critical: string | null
  exceeding: number
  /** Percent, exact. */
  exceedingShare: Decimal | null
  why: string
  missing: { name: string; why: string; need: string }[]
}

/** t is a float; the mean is significantly above 1 only if t exceeds its critical value by more than this. */
export const T_TOLERANCE = 1e-9

/**
 * One contaminant in one season: 不达标 if the mean of E is significantly greater than 1 (one-sided t test) or more than the allowed
 * share of samples exceed; equality passes. A non-detect is tried with nothing and with its limit, and decides only where both
 * agree.
 */
export function assessSeason(
  samples: readonly SeasonSample[],
  { values }: Pick<Settings<ParameterKey>, 'values'>,
): SeasonEffect {
  const missing = samples.flatMap(s =>
    s.limit === null
      ? [{ name: s.id, why: '该农产品没有适用的限量', need: '请核对作物名称和适用的 GB 2762 版本' }]
      : s.content.kind === 'missing' || s.content.kind === 'above'
        ? [{ name: s.id, why: s.content.kind === 'missing' ? s.content.why : '只知大于某值', need: '请给出确定的含量' }]
        : [],
  )
  const ends = samples.flatMap(s => endsOf(s))
  const exceedingSure = samples.filter(s => surelyExceeds(s)).length
  const exceedingMaybe = samples.filter(s => maybeExceeds(s)).length
  const n = samples.length
  const tooMany = (count: number): boolean =>
    n > 0 && new Big(count).times(100).gt(new Big(values.exceedingShare).times(n))
  const significance = Number(values.significance)
  const low =
    ends.length === n
      ? tTest(
          ends.map(e => e.low),
          significance,
        )
      : null
  const high =
    ends.length === n
      ? tTest(
          ends.map(e => e.high),
          significance,
        )
      : null
  const shown = high ?? low
  const same = low !== null && high !== null && ends.every(e => e.low.eq(e.high))
  const base = {
    n,
    mean: shown ? digits(shown.mean) : null,
    deviation: shown ? digits(shown.deviation) : null,
    t: shown && Number.isFinite(shown.t) ? digits(shown.t) : null,
    critical: shown ? digits(shown.critical) : null,
    exceeding: exceedingSure,
    exceedingShare: n === 0 ? null : new Big(exceedingSure).times(100).div(n).round(2, Big.roundHalfUp).toFixed(),
    missing,
  }
  const give = (verdict: EffectVerdict, why: string): SeasonEffect => ({ ...base, verdict, why })
  if (tooMany(exceedingSure)) return give('不达标', `超标 ${exceedingSure}/${n}，大于 ${values.exceedingShare}%`)
  if (low?.greater && high?.greater) return give('不达标', `平均指数 ${base.mean} 显著大于 1`)
  const lacking = (why: string, need: string): SeasonEffect => ({
    ...give(INSUFFICIENT, why),
    missing: missing.length ? missing : [{ name: '样品', why, need }],
  })
  if (n < Number(values.minimumSamples) || n < 2)
    return lacking(`样品 ${n} 个，不足以作 t 检验`, `请每季至少采 ${Math.max(2, Number(values.minimumSamples))} 个样品`)
  if (missing.length) return give(INSUFFICIENT, `${missing.length} 个样品不能判定`)
  if (tooMany(exceedingMaybe) || low!.greater !== high!.greater)
    return lacking('未检出样品的检出限高于限量，取 0 与取检出限结论不同', '请用检出限低于限量的方法重测')
  return give(
    '达标',
    `平均指数 ${base.mean} 不显著大于 1${same ? '' : '（未检出按检出限计）'}，超标 ${exceedingSure}/${n}`,
  )
}

function endsOf({ content, limit }: SeasonSample): { low: Big; high: Big }[] {
  if (limit === null || content.kind === 'missing' || content.kind === 'above') return []
  if (content.kind === 'value') {
    const e = new Big(content.value).div(limit)
    return [{ low: e, high: e }]
  }
  return [{ low: new Big(0), high: new Big(content.limit).div(limit) }]
}

const surelyExceeds = ({ content, limit }: SeasonSample): boolean =>
  limit !== null &&
  ((content.kind === 'value' && new Big(content.value).gt(limit)) ||
    (content.kind === 'above' && new Big(content.limit).gte(limit)))
const maybeExceeds = (s: SeasonSample): boolean =>
  surelyExceeds(s) ||
  s.limit === null ||
  s.content.kind === 'missing' ||
  s.content.kind === 'above' ||
  (s.content.kind === 'below' && new Big(s.content.limit).gt(s.limit))

interface Test {
  mean: number
  deviation: number
  t: number
  critical: number
  greater: boolean
}

/** One-sided test of mean > 1: t = (Ē − 1)/(s/√n) against t(1 − significance, n − 1); null for fewer than two. */
export function tTest(indices: readonly Big[], significance: number): Test | null {
  const n = indices.length
  if (n < 2) return null
  const mean = indices.reduce((s, e) => s.plus(e), new Big(0)).div(n)
  const square = indices.reduce((s, e) => s.plus(e.minus(mean).pow(2)), new Big(0)).div(n - 1)
  const deviation = Math.sqrt(Number(square))
  const critical = tQuantile(1 - significance, n - 1)
  const above = Number(mean.minus(1))
  // Without any spread the mean is what it is: greater than 1 or not.
  const t = deviation === 0 ? (above === 0 ? 0 : above * Number.POSITIVE_INFINITY) : above / (deviation / Math.sqrt(n))
  return { mean: Number(mean), deviation, t, critical, greater: t > critical + T_TOLERANCE }
}

const digits = (v: number): string => String(Number(v.toPrecision(3)))
