import type { Verdict } from '../judgement.ts'
import type { LandClass } from '../land-use/codes.ts'
import type { PlannedUse } from '../land-use/planned-use.ts'

export const CHECK_BACKGROUND = '待核背景值'

/** Footnote ①. For V the copies seen print it at 165 (第一类) only; it is asked in both classes, since asking changes no verdict. */
const BACKGROUND: Record<string, readonly LandClass[]> = {
  arsenic: ['第一类', '第二类'],
  cobalt: ['第一类', '第二类'],
  vanadium: ['第一类', '第二类'],
}

/**
 * Footnote ①: above 筛选值 but at or below the soil's background (附录 A) is not managed as contaminated. 附录 A is not
 * verified, so the background is asked for and nothing is decided by it.
 */
export const backgroundFlag = (substance: string, landClass: LandClass, verdict: Verdict): string[] =>
  verdict === '超筛选值' && BACKGROUND[substance]?.includes(landClass) ? [CHECK_BACKGROUND] : []

/** 5.3.1: an unclear planned use is judged as 第一类. */
export const useUnclearNote = (use: PlannedUse): string[] => (use.certain ? [] : [use.why])

/** Methylmercury is judged beside total mercury, not instead of it. */
export const methylmercuryNote = (substance: string): string[] =>
  substance === 'methylmercury' ? ['甲基汞与总汞分别评价'] : []
