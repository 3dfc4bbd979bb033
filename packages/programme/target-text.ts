import type { Target } from './target.ts'

const SIGNS: Record<string, string> = { '>=': '≥', '<=': '≤', '>': '＞', '<': '＜', '=': '' }

/** A target as a cell of a table says it: 93%, 得到有效保障, 待下达, “/”. A value that is not known is never a number. */
export function targetText(
  t: Pick<Target, 'op' | 'value' | 'valueMax' | 'words' | 'unit' | 'masked' | 'pending' | 'notApplicable' | 'approx'>,
): string {
  if (t.notApplicable) return '/'
  if (t.op === 'text') return t.words ?? (t.pending ? '待下达' : '')
  if (t.value === null) return t.masked ? '*' : t.pending ? '待下达' : ''
  const range = t.valueMax === null ? t.value : `${t.value}—${t.valueMax}`
  return `${SIGNS[t.op] ?? ''}${range}${t.unit === '%' ? '%' : ''}${t.approx ? '左右' : ''}`
}

/** With its unit, for a sentence or a list: ≥93%, 12家, 得到有效保障. */
export const targetWords = (t: Parameters<typeof targetText>[0]): string => {
  const text = targetText(t)
  return t.value !== null && t.op !== 'text' && !t.notApplicable && t.unit && t.unit !== '%' ? `${text}${t.unit}` : text
}
