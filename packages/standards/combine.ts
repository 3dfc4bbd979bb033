import { type Finding, INSUFFICIENT, type Judgement, type Missing, NO_LIMIT, type Verdict } from './judgement.ts'

/**
 * The verdict of a whole from its findings: the worst decides. An exceedance stands whatever else is missing; otherwise
 * whatever cannot be judged makes 证据不足. A substance without a limit is listed and changes nothing, unless it is all
 * there is.
 * @param order the standard's verdicts from best to worst; the first one is the only compliant one
 */
export function combine(
  sample: string,
  standard: string,
  order: readonly Verdict[],
  findings: Finding[],
  missing: Missing[],
): Judgement {
  const rank = (v: Verdict): number => order.indexOf(v)
  const worst = Math.max(-1, ...findings.map(f => rank(f.verdict)))
  const unjudged = findings.some(f => f.verdict === INSUFFICIENT) || missing.length > 0
  const verdict =
    worst > 0
      ? order[worst]!
      : unjudged
        ? INSUFFICIENT
        : worst === 0
          ? order[0]!
          : findings.length > 0
            ? NO_LIMIT
            : INSUFFICIENT
  return {
    sample,
    standard,
    verdict,
    findings,
    missing:
      findings.length || missing.length
        ? missing
        : [{ substance: null, name: '检测结果', why: '样品没有任何检测结果', need: '请提供检测结果' }],
    decisive: worst > 0 ? findings.filter(f => rank(f.verdict) === worst).map(f => f.name) : [],
  }
}

/** value ÷ limit to three significant digits; null where either is unknown or the limit is zero. */
export function ratioOf(value: string | null, limit: string | null): string | null {
  if (value === null || limit === null) return null
  const n = Number(value.replace(/^[<>]/, '')) / Number(limit)
  if (!Number.isFinite(n)) return null
  return `${/^[<>]/.exec(value)?.[0] ?? ''}${Number(n.toPrecision(3))}`
}
