import { INSUFFICIENT, NO_LIMIT, VERDICTS, type Verdict } from '../judgement.ts'

/** The standards that are judged in bulk: soil, whose verdicts are three steps. */
export type BulkNumber = 'GB 15618' | 'GB 36600'

/**
 * One byte a verdict: 0, 1, 2 are the standard's own from best to worst, and they are the same three places for both
 * standards.
 */
export const INSUFFICIENT_CODE = 3
export const NO_LIMIT_CODE = 4
/** A condition (pH), or a blank cell beside a filled one: it has no verdict of its own. */
export const NOT_JUDGED = 5
/** Of a result while its sample waits for the object evaluator; never in what is given back. */
export const ENTANGLED = 6
/** Room for the codes of one word in a table of counts. */
export const CODES = 8

export function verdictOfCode(number: BulkNumber, code: number): Verdict | null {
  if (code === INSUFFICIENT_CODE) return INSUFFICIENT
  if (code === NO_LIMIT_CODE) return NO_LIMIT
  return VERDICTS[number][code] ?? null
}

export function codeOfVerdict(number: BulkNumber, verdict: Verdict): number {
  if (verdict === INSUFFICIENT) return INSUFFICIENT_CODE
  if (verdict === NO_LIMIT) return NO_LIMIT_CODE
  const code = (VERDICTS[number] as readonly Verdict[]).indexOf(verdict)
  if (code < 0) throw new Error(`${number} 没有结论“${verdict}”`)
  return code
}
