import Big from 'big.js'
import type { Settings } from '../dated-parameter.ts'
import { type Finding, INSUFFICIENT, type Judgement } from '../judgement.ts'
import type { ParameterKey } from './parameters.ts'

/** From none to the gravest. */
export const LEVELS = ['无', '蓝色', '黄色', '橙色', '红色'] as const
export type WarningLevel = (typeof LEVELS)[number] | typeof INSUFFICIENT

export interface Period {
  /** YYYY-MM-DD. */
  on: string
  /** Under GB 15618. */
  soil: Judgement
  /** Under GB 2762; null: no product taken. */
  product: Judgement | null
}

export interface Warning {
  point: string
  on: string
  level: WarningLevel
  reasons: { level: (typeof LEVELS)[number]; item: string; why: string }[]
  missing: { name: string; why: string; need: string }[]
  notes: string[]
}

/** The newest period of a point against its limits and against its own past. What is not known never lowers a level. */
export function warn(point: string, periods: readonly Period[], settings: Settings<ParameterKey>): Warning {
  const sorted = [...periods].sort((a, b) => (a.on < b.on ? -1 : 1))
  const last = sorted.at(-1)
  const reasons: Warning['reasons'] = []
  const missing: Warning['missing'] = []
  if (!last) missing.push({ name: '监测结果', why: '没有监测结果', need: '请录入本期土壤监测结果' })
  for (const f of last?.soil.findings ?? []) {
    if (f.verdict === '风险高') reasons.push({ level: '橙色', item: f.name, why: f.why })
    else if (f.verdict === '可能存在风险') reasons.push({ level: '黄色', item: f.name, why: f.why })
    if (f.substance !== null) reasons.push(...trendOf(f, sorted, settings))
  }
  for (const f of last?.product?.findings ?? [])
    if (f.verdict === '超标')
      reasons.push({
        level: moreThan(f, settings.values.redIndex) ? '红色' : '橙色',
        item: `农产品${f.name}`,
        why: f.why,
      })
  for (const j of last ? [last.soil, ...(last.product ? [last.product] : [])] : [])
    missing.push(...j.missing.map(m => ({ name: m.name, why: m.why, need: m.need })))
  const worst = Math.max(0, ...reasons.map(r => LEVELS.indexOf(r.level)))
  return {
    point,
    on: last?.on ?? '',
    // A level reached stands, and may be graver once the rest is known; none is said only when all is.
    level: worst > 0 ? LEVELS[worst]! : missing.length ? INSUFFICIENT : '无',
    reasons: reasons.sort((a, b) => LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level) || (a.item < b.item ? -1 : 1)),
    missing,
    notes: settings.notes,
  }
}

const NUMBER = /^\d+(\.\d+)?$/
/** Only an index known to be so high is red; one only known to exceed stays orange and says why. */
function moreThan(f: Finding, index: string): boolean {
  const limit = f.limits.at(-1)?.value
  const value = f.value?.replace(/^>/, '')
  return (
    value !== undefined && limit !== undefined && NUMBER.test(value) && new Big(value).gt(new Big(limit).times(index))
  )
}

/** Rising through enough periods, or far above the first one. Periods without a number break the row. */
function trendOf(f: Finding, periods: readonly Period[], { values }: Settings<ParameterKey>): Warning['reasons'] {
  const series = periods.map(p => p.soil.findings.find(x => x.substance === f.substance)?.value ?? null)
  const numbers = series.map(v => (v !== null && NUMBER.test(v) ? new Big(v) : null))
  const now = numbers.at(-1)
  if (!now) return []
  const run = Math.max(2, Number(values.risingPeriods))
  const tail = numbers.slice(-run)
  const rising =
    tail.length === run && tail.every((v, i) => v !== null && (i === 0 || (tail[i - 1] !== null && v.gt(tail[i - 1]!))))
  if (rising)
    return [{ level: '蓝色', item: f.name, why: `连续 ${run} 期上升：${tail.map(v => v!.toFixed()).join('→')}` }]
  const base = numbers[0]
  if (numbers.length < 2 || !base || base.eq(0)) return []
  const rise = now.minus(base).times(100).div(base)
  return rise.gt(values.riseOverBase)
    ? [
        {
          level: '蓝色',
          item: f.name,
          why: `比基准期升高 ${rise.round(1, Big.roundHalfUp).toFixed()}%，大于 ${values.riseOverBase}%`,
        },
      ]
    : []
}
