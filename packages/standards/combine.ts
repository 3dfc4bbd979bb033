import { type Finding, INSUFFICIENT, type Judgement, type Missing, NO_LIMIT, type Verdict } from './judgement.ts'

export interface Combining {
  sample: string
  standard: string
  /** The standard's verdicts from best to worst. */
  order: readonly Verdict[]
  findings: Finding[]
  missing?: Missing[]
  /** From which place in `order` on a finding stands whatever else is missing; 1 unless the standard says otherwise. */
  stands?: number
  notes?: string[]
}

/**
 * The verdict of a whole from its findings: the worst decides. An exceedance stands whatever else is missing; otherwise
 * whatever cannot be judged makes 证据不足. A substance without a limit is listed and changes nothing, unless it is all
 * there is.
 */
export function combine({
  sample,
  standard,
  order,
  findings,
  missing = [],
  stands = 1,
  notes = [],
}: Combining): Judgement {
  const rank = (v: Verdict): number => order.indexOf(v)
  const worst = Math.max(-1, ...findings.map(f => rank(f.verdict)))
  const lacking = [...missing, ...findings.filter(f => f.verdict === INSUFFICIENT).map(missingOf)]
  if (findings.length === 0 && lacking.length === 0)
    lacking.push({ substance: null, name: '检测结果', why: '样品没有任何检测结果', need: '请提供检测结果' })
  const verdict =
    worst >= stands
      ? order[worst]!
      : lacking.length > 0
        ? INSUFFICIENT
        : worst >= 0
          ? order[worst]!
          : findings.length > 0
            ? NO_LIMIT
            : INSUFFICIENT
  return {
    sample,
    standard,
    verdict,
    findings,
    missing: lacking,
    decisive:
      worst > 0 && verdict === order[worst]
        ? [...new Set(findings.filter(f => rank(f.verdict) === worst).map(f => f.name))]
        : [],
    notes,
  }
}

export const missingOf = (f: Finding): Missing => ({
  substance: f.substance,
  name: f.name,
  why: f.why,
  need: f.need ?? '请补充该项目可与限值比较的检测结果',
})

/** value ÷ limit to three significant digits; null where either is unknown or the limit is zero. */
export function ratioOf(value: string | null, limit: string | null): string | null {
  if (value === null || limit === null) return null
  const n = Number(value.replace(/^[<>≥]/, '')) / Number(limit)
  if (!Number.isFinite(n)) return null
  return `${/^[<>≥]/.exec(value)?.[0] ?? ''}${Number(n.toPrecision(3))}`
}
