/**
 * Second transcription of GB 15618-2018 in mg/kg, one value for each band of pH: ≤5.5, 5.5–6.5, 6.5–7.5, >7.5, a band
 * holding its upper end. Read from `soilSheets` and `soilEnumeration`, known besides; all three agree in every cell.
 */
import type { SourceKey } from './sources.ts'

type Row = readonly [item: string, use: string, values: readonly [string, string, string, string]]

export const SEEN_IN: readonly SourceKey[] = ['soilSheets', 'soilEnumeration', 'knowledge']

export const BANDS = ['pH≤5.5', '5.5<pH≤6.5', '6.5<pH≤7.5', 'pH>7.5'] as const

/** 表1 风险筛选值（基本项目） */
export const SCREENING: readonly Row[] = [
  ['镉', '水田', ['0.3', '0.4', '0.6', '0.8']],
  ['镉', '其他', ['0.3', '0.3', '0.3', '0.6']],
  ['汞', '水田', ['0.5', '0.5', '0.6', '1.0']],
  ['汞', '其他', ['1.3', '1.8', '2.4', '3.4']],
  ['砷', '水田', ['30', '30', '25', '20']],
  ['砷', '其他', ['40', '40', '30', '25']],
  ['铅', '水田', ['80', '100', '140', '240']],
  ['铅', '其他', ['70', '90', '120', '170']],
  ['铬', '水田', ['250', '250', '300', '350']],
  ['铬', '其他', ['150', '150', '200', '250']],
  ['铜', '果园', ['150', '150', '200', '200']],
  ['铜', '其他', ['50', '50', '100', '100']],
  ['镍', '', ['60', '70', '100', '190']],
  ['锌', '', ['200', '200', '250', '300']],
]

/** 表3 风险管制值 */
export const INTERVENTION: readonly Row[] = [
  ['镉', '', ['1.5', '2.0', '3.0', '4.0']],
  ['汞', '', ['2.0', '2.5', '4.0', '6.0']],
  ['砷', '', ['200', '150', '120', '100']],
  ['铅', '', ['400', '500', '700', '1000']],
  ['铬', '', ['800', '850', '1000', '1300']],
]

/** 表2 风险筛选值（其他项目）: item, limit, the members its note adds up. */
export const OTHER: readonly (readonly [string, string, readonly string[]])[] = [
  ['六六六总量', '0.10', ['α-六六六', 'β-六六六', 'γ-六六六', 'δ-六六六']],
  ['滴滴涕总量', '0.10', ["p,p'-滴滴伊", "p,p'-滴滴滴", "o,p'-滴滴涕", "p,p'-滴滴涕"]],
  ['苯并[a]芘', '0.55', []],
]
