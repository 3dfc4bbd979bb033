import type { Decimal } from '@jingtu/core/measure.ts'
import { ratioOf } from './combine.ts'
import { type Finding, INSUFFICIENT, type Limit, type Verdict } from './judgement.ts'
import type { Measured } from './measured.ts'
import { stepsExceeded } from './range.ts'

/** Ascending limits that apply under one condition (a column, a class of use, a pH band). */
export interface Ladder {
  /** 水田作物, 第一类用地 … */
  band: string | null
  limits: Limit[]
}

export interface LadderItem {
  substance: string
  name: string
  unit: string
  clause: string
  footnotes?: string[]
  verified?: boolean
}

/**
 * One item against the ladders that may apply. Both ends of what is known are asked of each: a verdict is given where all
 * agree, an exceedance where all exceed, and otherwise 证据不足.
 */
export function judgeLadder(item: LadderItem, m: Measured, cases: Ladder[], order: readonly Verdict[]): Finding {
  const steps = cases.map(c =>
    stepsExceeded(
      m.range,
      c.limits.map(l => l.value),
    ),
  )
  const sure = Math.min(...steps.map(s => s.sure))
  const possible = Math.max(...steps.map(s => s.possible))
  const only = agreed(cases)
  const decisive = only ? (only.limits[Math.max(0, sure - 1)]?.value ?? null) : null
  const verdict = possible !== sure && sure === 0 ? INSUFFICIENT : order[sure]!
  return {
    substance: item.substance,
    name: item.name,
    value: m.shown,
    unit: item.unit,
    limits: only?.limits ?? [],
    ratio: ratioOf(m.shown, decisive),
    band: only?.band ?? null,
    clause: item.clause,
    footnotes: [...(item.footnotes ?? [])],
    verdict,
    why: whyOf(m, item.unit, only, sure, possible),
    flags: possible > sure && sure > 0 ? ['条件不全，实际结论可能更差'] : [],
    verified: item.verified ?? true,
    conversion: m.conversion,
    original: m.original,
    ...(verdict === INSUFFICIENT ? { need: needOf(m, item.unit, only) } : {}),
  }
}

const sameLimits = (a: Ladder, b: Ladder): boolean =>
  a.limits.length === b.limits.length && a.limits.every((l, i) => Number(l.value) === Number(b.limits[i]!.value))

/** The one ladder all others equal, so that an unknown condition changes nothing. */
const agreed = (cases: Ladder[]): Ladder | null => {
  const first = cases[0]!
  if (!cases.every(c => sameLimits(c, first))) return null
  return { ...first, band: cases.every(c => c.band === first.band) ? first.band : null }
}

function whyOf(m: Measured, unit: string, only: Ladder | null, sure: number, possible: number): string {
  if (!only) {
    if (sure > 0) return `${m.shown} ${unit} 在所有可能适用的限值下都超标`
    return possible === 0 ? `${m.shown} ${unit} 不超过所有可能适用的限值` : (m.why ?? '缺少条件，不能确定适用哪个限值')
  }
  const limit = (i: number): string => `${only.limits[i]!.name} ${only.limits[i]!.value}`
  if (sure > 0) {
    const next = only.limits[sure]
    return `${m.shown} ＞ ${limit(sure - 1)} ${unit}${next && possible === sure ? `，不超过${limit(sure)}` : ''}`
  }
  if (possible === 0) return `${m.shown} ≤ ${limit(0)} ${unit}`
  return (
    m.why ?? (m.notDetected ? `检出限高于${limit(0)} ${unit}，不能判断` : `${m.shown} 不足以与${limit(0)} ${unit} 比较`)
  )
}

export function needOf(m: Measured, unit: string, only: Ladder | null): string {
  if (m.need) return m.need
  if (!only) return '请补充决定适用限值的条件'
  return m.notDetected ? `请用检出限不高于 ${only.limits[0]!.value} ${unit} 的方法重测` : '请给出确定的检测值'
}

/** "0.05" and "0.050" are one number. */
export const lesser = (a: Decimal, b: Decimal): Decimal => (Number(b) < Number(a) ? b : a)
