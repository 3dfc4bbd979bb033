import type { Tally } from './tally.ts'

/** Symbol-font characters that stand for something in forms; others of the private area are dropped and reported. */
const SYMBOLS: Record<string, string> = {
  a8: '□',
  '6f': '□',
  '71': '□',
  a1: '○',
  fe: '☑',
  fd: '☒',
  '78': '☒',
  fc: '✓',
  fb: '✗',
  '52': '☑',
  b7: '•',
  '6c': '●',
  '6e': '■',
  a7: '▪',
  '75': '◆',
  d8: '➢',
  e0: '→',
  b0: '°',
  b1: '±',
  b3: '≥',
  a3: '≤',
  b4: '×',
}

/** Text for a w:sym element; `tally` hears of those that are dropped. */
export function symbol(hex: string, tally: Tally): string {
  const code = Number.parseInt(hex, 16)
  if (Number.isNaN(code)) return ''
  if (code < 0xe000 || code > 0xf8ff) return String.fromCodePoint(code)
  const known = SYMBOLS[(code & 0xff).toString(16)]
  if (!known) tally.symbols.add(hex.toUpperCase())
  return known ?? ''
}
