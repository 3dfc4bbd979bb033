/** What lists of hazardous waste have in common: codes, numbers and classes of producers. */
import { compareDecimals } from '@jingtu/core/measure.ts'

/** A waste's category in its eight-digit code: 900-052-31 is HW31. */
export const categoryOf = (code: string): string => `HW${code.slice(-2)}`

export const codeFault = (code: string): string | undefined =>
  /^\d{3}-\d{3}-(0[1-9]|[1-4]\d|50)$/.test(code) ? undefined : `废物代码应为“900-052-31”的形式，现为“${code}”`

/**
 * 联单编号: year (4), province (2), city (2), serial (6).
 * 危险废物转移管理办法（部令第23号）第十五条.
 */
export function manifestNumberFault(number: string, shippedOn: string | null): string | undefined {
  if (!/^\d{14}$/.test(number)) return `联单编号应为 14 位数字，现为 ${number.length} 位“${number}”`
  if (shippedOn && number.slice(0, 4) !== shippedOn.slice(0, 4))
    return `联单编号的年份 ${number.slice(0, 4)} 与移出日期 ${shippedOn} 不符`
  return number.endsWith('000000') ? '联单编号的流水号不能为 0' : undefined
}

export const PRODUCER_CLASSES = ['重点监管', '简化管理', '登记管理'] as const
export type ProducerClass = (typeof PRODUCER_CLASSES)[number]

/**
 * The class by the largest yearly amount (t) of the last three years, own treatment or a licence.
 * HJ 1259-2022; undefined where the amount is unknown and nothing else decides.
 */
export function producerClass(
  amounts: readonly string[],
  own: boolean | null,
  licensed: boolean | null,
): ProducerClass | undefined {
  if (own || licensed) return '重点监管'
  if (amounts.some(a => compareDecimals(a, '100') >= 0)) return '重点监管'
  if (amounts.length === 0) return undefined
  return amounts.some(a => compareDecimals(a, '10') >= 0) ? '简化管理' : '登记管理'
}

/** Periods a class declares, each with its last day (HJ 1259-2022). */
export function declarationsOf(of: ProducerClass, year: number): { period: string; due: string }[] {
  const pad = (n: number): string => String(n).padStart(2, '0')
  const next = (month: number): string => (month === 12 ? `${year + 1}-01-15` : `${year}-${pad(month + 1)}-15`)
  const parts =
    of === '重点监管'
      ? Array.from({ length: 12 }, (_, i) => ({ period: `${year}-${pad(i + 1)}`, due: next(i + 1) }))
      : of === '简化管理'
        ? [1, 2, 3, 4].map(q => ({ period: `${year}-Q${q}`, due: next(q * 3) }))
        : []
  return [...parts, { period: String(year), due: `${year + 1}-03-31` }]
}
