import type { Span } from './programme.ts'

/**
 * A stretch of text in one writing: blanks gone, full-width digits and signs made half-width, Latin commas and brackets
 * made Chinese, line ends and table cells as '\n'. `at[i]` is the offset of character i in the text it was made from.
 */
export interface Normal {
  text: string
  at: Int32Array
}

const signs: Record<string, string> = {
  '％': '%',
  '．': '.',
  '﹪': '%',
  ';': '；',
  ':': '：',
  '(': '（',
  ')': '）',
  '～': '~',
  '〜': '~',
  '∼': '~',
  '－': '-',
  '–': '-',
  '＊': '*',
  '﹡': '*',
  '∗': '*',
  '／': '/',
  '＋': '+',
  '＞': '>',
  '＜': '<',
  '＝': '=',
  '≧': '≥',
  '≦': '≤',
  '○': '〇',
  '\t': '\n',
  '|': '\n',
  '\r': '\n',
} // prettier-ignore

/** White space goes, because a figure may be set off from its unit or broken over lines: “达到 90 %”. */
export function normalise(text: string, span: Span = [0, text.length]): Normal {
  const at = new Int32Array(span[1] - span[0] + 1)
  let out = ''
  let length = 0
  // Most characters stay as they are: they are copied in runs.
  let run = span[0]
  for (let i = span[0]; i < span[1]; i++) {
    const c = text.charCodeAt(i)
    if ((c >= 0x4e00 && c <= 0x9fff) || !changes[c]) {
      at[length++] = i
      continue
    }
    if (i > run) out += text.slice(run, i)
    run = i + 1
    let s: string
    if (c === 0x20 || c === 0xa0 || c === 0x3000 || c === 0xfeff || c === 0x200b) continue
    else if (c >= 0xff10 && c <= 0xff19) s = String.fromCharCode(c - 0xff10 + 48)
    else if (c >= 0xff21 && c <= 0xff5a) s = String.fromCharCode(c - 0xfee0)
    else if (c === 0x2c || c === 0xff0c) s = isThousands(text, i, span) ? ',' : '，'
    else s = signs[text[i]!] ?? text[i]!
    at[length++] = i
    out += s
  }
  if (span[1] > run) out += text.slice(run, span[1])
  at[length] = span[1]
  return { text: out, at: at.subarray(0, length + 1) }
}

/** The part of a normalised text that a span of the text it was made from became; nothing is copied but the words. */
export function stretchOf(whole: Normal, [start, end]: Span): Normal {
  const from = placeOf(whole.at, start)
  const to = placeOf(whole.at, end)
  return { text: whole.text.slice(from, to), at: whole.at.subarray(from, to + 1) }
}

/** The first character that comes from `offset` or later. */
function placeOf(at: Int32Array, offset: number): number {
  let low = 0
  let high = at.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (at[middle]! < offset) low = middle + 1
    else high = middle
  }
  return low
}

/** Code units that normalising drops or replaces. */
const changes = new Uint8Array(0x10000)
for (const c of [0x20, 0xa0, 0x3000, 0xfeff, 0x200b, 0x2c, 0xff0c]) changes[c] = 1
changes.fill(1, 0xff10, 0xff1a)
changes.fill(1, 0xff21, 0xff5b)
for (const sign of Object.keys(signs)) changes[sign.charCodeAt(0)] = 1

const digit = (c: number) => (c >= 48 && c <= 57) || (c >= 0xff10 && c <= 0xff19)

/** “3,000” against “到2024年,开展”: a comma belongs to the figure only between a digit and exactly three digits. */
function isThousands(text: string, i: number, [start, end]: Span): boolean {
  const d = (k: number) => k >= start && k < end && digit(text.charCodeAt(k))
  return d(i - 1) && d(i + 1) && d(i + 2) && d(i + 3) && !d(i + 4)
}

/** From a stretch of the normalised text back to the text it was made from. */
export function spanOf(normal: Normal, from: number, to: number): Span {
  return [normal.at[from]!, to > from ? normal.at[to - 1]! + 1 : normal.at[from]!]
}

const ones = '零〇一二两三四五六七八九'
const chinese = '[零〇一二两三四五六七八九十百千]'

/** Sources for building patterns over normalised text. */
export const ARABIC = '\\d+(?:,\\d{3})*(?:\\.\\d+)?'
export const CHINESE = `${chinese}+(?:点[${ones}]+)?`
export const MASK = '[*×✕╳□]+|[XxＸ]{1,4}(?![A-Za-z])'
/** 百分之九十, 三分之一, 一半: shares written in words. */
export const SHARE = `百分之(?:${chinese}+(?:点[${ones}]+)?|${ARABIC})|[二三四五六七八九十]分之[一二三四五六七八九]|[一二三四五六七八九]成[半一二三四五六七八九]?(?![立为员果熟分本功效就品型长])|一半`

const digits: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const powers: Record<string, number> = { 十: 10, 百: 100, 千: 1000 }

function readChinese(words: string): number | null {
  const [whole = '', fraction] = words.split('点')
  const tail = fraction === undefined ? '' : `.${[...fraction].map(c => digits[c]).join('')}`
  if ([...whole].every(c => c in digits)) {
    // A row of digits is a year or a decimal number; two plain digits (“三四家”) are a guess, not a number.
    if (whole.length > 1 && whole.length !== 4 && !tail) return null
    return Number([...whole].map(c => digits[c]).join('') + tail)
  }
  let total = 0
  let section = 0
  let pending = 0
  for (const c of whole) {
    if (c in digits) pending = digits[c]!
    else if (c in powers) {
      section += (pending || 1) * powers[c]!
      pending = 0
    } else if (c === '万' || c === '亿') {
      total = (total + section + pending) * (c === '万' ? 1e4 : 1e8)
      section = pending = 0
    } else return null
  }
  return Number(String(total + section + pending) + tail)
}

/**
 * The value of a figure in normalised text: 1,500 · 92.5 · 二十二 · 百分之九十 (90, to be read with %) · 三分之一 (33.3 %) · 一半 (50 %).
 * Null when the words are no number.
 */
export function readNumber(words: string): number | null {
  if (/^[\d.,]+$/.test(words)) {
    const n = Number(words.replaceAll(',', ''))
    return Number.isFinite(n) ? n : null
  }
  if (words === '一半') return 50
  const tenths = /^([一二三四五六七八九])成([半一二三四五六七八九])?$/.exec(words)
  if (tenths) return 10 * digits[tenths[1]!]! + (tenths[2] === '半' ? 5 : (digits[tenths[2] ?? '零'] ?? 0))
  const share = /^(.+)分之(.+)$/.exec(words)
  if (share) {
    const part = readNumber(share[2]!)
    if (part === null) return null
    if (share[1] === '百') return part
    const whole = readNumber(share[1]!)
    return whole ? Math.round((part / whole) * 1000) / 10 : null
  }
  return words === '' ? null : readChinese(words)
}

/** A year printed as 2024 or 二〇二四. */
export function readYear(words: string): number | null {
  if (!/^(?:\d{4}|[零〇一二三四五六七八九]{4})$/.test(words)) return null
  return /^\d/.test(words) ? Number(words) : readChinese(words)
}
