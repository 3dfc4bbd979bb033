import { formatValue } from 'hucre'

/** What a cell holds. Dates are `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS` strings in `text`; their value is the same string. */
export type SheetValue = string | number | boolean | null

type Raw = string | number | boolean | Date | null

/**
 * The text a person would copy from the cell, never rounded: the format is followed only where it loses nothing, so 0.0487
 * shown as 0.05 stays 0.0487, while 0.50 keeps its zero and 0.92 shown as 92% stays 92%.
 */
export function cellText(raw: Raw, format: string | undefined): string {
  if (raw === null || raw === undefined) return ''
  if (raw instanceof Date) return dateText(raw, format)
  if (typeof raw === 'boolean') return raw ? 'TRUE' : 'FALSE'
  if (typeof raw === 'string') return raw.replace(/\r\n?/g, '\n').replace(/_x000D_/gi, '')
  return numberText(raw, format)
}

/** A formula whose result was never saved shows as Excel shows formulas, so that nobody takes it for an empty cell. */
export const formulaText = (formula: string | undefined): string => `=${formula || '公式'}`

export function cellValue(raw: Raw, text: string): SheetValue {
  if (raw instanceof Date) return text
  return typeof raw === 'string' ? text : raw
}

function numberText(value: number, format: string | undefined): string {
  if (!Number.isFinite(value)) return ''
  const plain = plainNumber(value)
  if (!format || format === 'General' || format === '@') return plain
  const places = decimalsOf(format)
  if (places >= 0) {
    const fixed = value.toFixed(places)
    return Number(fixed) === value && value < 1e15 ? fixed : plain
  }
  const shown = formatValue(value, format).trim()
  if (/%$/.test(shown)) {
    const percent = value * 100
    const number = toNumber(shown.slice(0, -1))
    return number !== undefined && sameNumber(number, percent) ? shown : `${plainNumber(percent)}%`
  }
  const number = toNumber(shown)
  return number !== undefined && sameNumber(number, value) ? shown.replaceAll(',', '') : plain
}

const decimals = new Map<string, number>()

/** Digits behind the point of a plain format (0.00, #,##0.0, 0.000_ ); −1 where the format does more than that. */
function decimalsOf(format: string): number {
  let places = decimals.get(format)
  if (places === undefined) {
    const m = /^(?:#,##)?0(?:\.(0+))?(?:_[ )]?)?\s*$/.exec(format)
    places = m ? (m[1]?.length ?? 0) : -1
    if (decimals.size < 1000) decimals.set(format, places)
  }
  return places
}

/** Excel keeps 15 digits; a double printed in full shows 0.30000000000000004. */
function plainNumber(value: number): string {
  const shortest = String(value)
  if (shortest.length <= 15 && !shortest.includes('e')) return shortest
  const rounded = Number(value.toPrecision(15))
  const text = String(rounded)
  if (!text.includes('e')) return text
  return Math.abs(rounded) < 1
    ? rounded.toFixed(20).replace(/0+$/, '')
    : rounded.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 })
}

function toNumber(shown: string): number | undefined {
  const text = shown.replaceAll(',', '')
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined
}

function sameNumber(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= Math.abs(b) * 1e-14
}

function dateText(date: Date, format: string | undefined): string {
  if (Number.isNaN(date.getTime())) return ''
  const iso = date.toISOString()
  const day = iso.slice(0, 10)
  const time = iso.slice(11, 19)
  const pattern = (format ?? '').replace(/\[[^\]]*\]|"[^"]*"|\\./g, '').toLowerCase()
  // Excel's day zero: the cell holds only a time
  if (day <= '1899-12-31') return time
  // "2024年9月" says a month; the first of the month was nobody's word
  if (/y/.test(pattern) && /m/.test(pattern) && !/d/.test(pattern))
    return `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月`
  return time === '00:00:00' ? day : `${day} ${time}`
}
