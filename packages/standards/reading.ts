import type { Reading } from './judgement.ts'

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/
const NOT_DETECTED =
  /^(?:nd|n\.d\.?|u|not-?detected|未检出(?:\(nd\))?|nd\(未检出\)|未检测出|未捡出|不得检出|b\.?d\.?l\.?|<(?:lod|mdl|dl|rl|loq|pql)|<?检[出测]限以下|<检[出测]限|低于(?:方法)?检[出测]限|小于(?:方法)?检[出测]限)$/i
/** 0.02L in water analysis: below the detection limit 0.02 (HJ 630); 0.02U says the same abroad. */
const BELOW_L = /^([\d.]+(?:[eE][+-]?\d+)?)[lLuU]$/

/**
 * What a laboratory's cell says: "0.62", "<0.01", "0.02L", "ND", ">3000", "1.2×10⁻³", "1,200". A bare non-detect takes the
 * detection limit given beside it; without one it is missing, because nothing can be concluded.
 */
export function parseReading(
  cell: string | number | null | undefined,
  detectionLimit?: string | number | null,
): Reading {
  if (cell === null || cell === undefined) return { kind: 'missing', why: '没有数值' }
  const text = plainText(String(cell))
  if (text === '' || /^[-—–/\\*]+$/.test(text)) return { kind: 'missing', why: '没有数值' }
  const limit =
    detectionLimit === null || detectionLimit === undefined
      ? undefined
      : toDecimal(plainText(String(detectionLimit)).replace(/^[<＜]/, ''))
  if (NOT_DETECTED.test(text))
    return limit && !limit.startsWith('-')
      ? { kind: 'below', limit }
      : { kind: 'missing', why: '未检出但没有给出检出限', notDetected: true }
  const withLimit =
    /^(?:nd|未检出)[（(]?[<≤]?([\d.]+(?:[eE][+-]?\d+)?)[)）]?$/i.exec(text) ??
    /^<([\d.]+(?:[eE][+-]?\d+)?)\((?:nd|未检出)\)$/i.exec(text)
  const below = withLimit?.[1] ?? BELOW_L.exec(text)?.[1] ?? /^(?:<|≤|小于|低于)(.+)$/.exec(text)?.[1]
  if (below !== undefined) {
    const value = toDecimal(below)
    return value && !value.startsWith('-')
      ? { kind: 'below', limit: value }
      : { kind: 'missing', why: `“${text}”不是可识别的数值` }
  }
  const above = /^(?:>|≥|大于|高于)(.+)$/.exec(text)?.[1]
  if (above !== undefined) {
    const value = toDecimal(above)
    return value ? { kind: 'above', limit: value } : { kind: 'missing', why: `“${text}”不是可识别的数值` }
  }
  const value = toDecimal(text)
  if (value === undefined) return { kind: 'missing', why: `“${text}”不是可识别的数值` }
  if (value.startsWith('-')) return { kind: 'missing', why: `“${text}”是负数` }
  return { kind: 'value', value }
}

const SUPERSCRIPT: Record<string, string> = {
  '⁰': '0',
  '¹': '1',
  '²': '2',
  '³': '3',
  '⁴': '4',
  '⁵': '5',
  '⁶': '6',
  '⁷': '7',
  '⁸': '8',
  '⁹': '9',
  '⁻': '-',
  '⁺': '+',
}

function plainText(text: string): string {
  return (
    text
      .replace(
        /[×xX*]10\^?([⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹]+|[-+]?\d+)/,
        (_, e: string) => `e${[...e].map(c => SUPERSCRIPT[c] ?? c).join('')}`,
      )
      .normalize('NFKC')
      .replace(/\s/g, '')
      .replace(/^〈/, '<')
      .replace(/^\u2212/, '-')
      // What a spreadsheet puts before a number kept as text.
      .replace(/^'(?=[\d<.])/, '')
      .replace(/^〉/, '>')
  )
}

/** "1,200" → "1200", "1.2e-3" → "0.0012"; undefined where the text is no number. */
export function toDecimal(text: string): string | undefined {
  let t = text.trim()
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(t)) t = t.replaceAll(',', '')
  if (!NUMBER.test(t)) return undefined
  const [mantissa = '', exponent = '0'] = t.toLowerCase().split('e')
  const e = Number(exponent)
  if (Math.abs(e) > 30) return undefined
  const negative = mantissa.startsWith('-')
  const [whole = '', fraction = ''] = mantissa.replace(/^[+-]/, '').split('.')
  const digits = whole + fraction
  const point = whole.length + e
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0')
  const at = point <= 0 ? 1 : point
  const integer = padded.slice(0, at).replace(/^0+(?=\d)/, '')
  const rest = padded.slice(at)
  const value = rest ? `${integer}.${rest}` : integer
  return negative && /[1-9]/.test(value) ? `-${value}` : value
}

/** "0.62", "<0.01", ">3000"; null for missing. */
export const showReading = (r: Reading): string | null =>
  r.kind === 'value' ? r.value : r.kind === 'below' ? `<${r.limit}` : r.kind === 'above' ? `>${r.limit}` : null
