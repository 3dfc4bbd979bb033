/**
 * Word's numbering formats (ST_NumberFormat, ISO/IEC 29500-1 17.18.59) that Chinese documents use. A format that is not in
 * the table prints as a decimal number, as Word itself does for formats of other languages it has no digits for.
 */
export function formatNumber(value: number, format: string): string {
  const write = FORMATS[format]
  return write ? write(value) : String(value)
}

const DIGITS = '〇一二三四五六七八九'
const LEGAL = '零壹贰叁肆伍陆柒捌玖'
const LEGAL_TRADITIONAL = '零壹貳參肆伍陸柒捌玖'
const STEMS = '甲乙丙丁戊己庚辛壬癸'
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥'

const FORMATS: Record<string, (value: number) => string> = {
  none: () => '',
  bullet: () => '',
  decimal: String,
  decimalHalfWidth: String,
  decimalZero: n => String(n).padStart(2, '0'),
  decimalFullWidth: fullWidth,
  decimalFullWidth2: fullWidth,
  decimalEnclosedCircle: circled,
  decimalEnclosedCircleChinese: circled,
  decimalEnclosedFullstop: n => ranged(n, 0x2488, 20) ?? `${n}.`,
  decimalEnclosedParen: n => ranged(n, 0x2474, 20) ?? `(${n})`,
  ideographEnclosedCircle: n => ranged(n, 0x3280, 10) ?? circled(n),
  // past 99 the counting format goes over to positional digits, the "thousand" one goes on counting
  chineseCounting: n => (n < 100 ? chineseNumber(n) : positional(n)),
  taiwaneseCounting: n => (n < 100 ? chineseNumber(n) : positional(n)),
  chineseCountingThousand: n => chineseNumber(n),
  taiwaneseCountingThousand: n => chineseNumber(n),
  japaneseCounting: n =>
    chineseNumber(n)
      .replace(/^一(?=[十百千])/, '')
      .replaceAll('零', ''),
  japaneseDigitalTenThousand: positional,
  ideographDigital: positional,
  taiwaneseDigital: positional,
  koreanDigital2: positional,
  ideographTraditional: n => inTurn(n, STEMS),
  ideographZodiac: n => inTurn(n, BRANCHES),
  ideographZodiacTraditional: n => (n >= 1 ? STEMS[(n - 1) % 10]! + BRANCHES[(n - 1) % 12]! : String(n)),
  chineseLegalSimplified: n => chineseNumber(n, LEGAL, ['', '拾', '佰', '仟'], true),
  ideographLegalTraditional: n => chineseNumber(n, LEGAL_TRADITIONAL, ['', '拾', '佰', '仟'], true),
  lowerLetter: n => letters(n, 97),
  upperLetter: n => letters(n, 65),
  lowerRoman: n => roman(n).toLowerCase(),
  upperRoman: roman,
  numberInDash: n => `- ${n} -`,
  hex: n => n.toString(16).toUpperCase(),
}

/** 1 → 一, 10 → 十, 21 → 二十一, 105 → 一百零五, 12000 → 一万二千. */
function chineseNumber(value: number, digits = DIGITS, units = ['', '十', '百', '千'], full = false): string {
  if (value === 0) return digits === DIGITS ? '零' : digits[0]!
  if (value < 0 || value >= 100_000_000) return String(value)
  if (value >= 10_000) {
    const rest = value % 10_000
    const low = rest === 0 ? '' : (rest < 1000 ? '零' : '') + chineseNumber(rest, digits, units, true)
    return `${chineseNumber(Math.floor(value / 10_000), digits, units, full)}万${low}`
  }
  let out = ''
  let zero = false
  for (let power = 3; power >= 0; power--) {
    const digit = Math.floor(value / 10 ** power) % 10
    if (digit === 0) {
      zero = out !== ''
      continue
    }
    if (zero) out += '零'
    zero = false
    const silentOne = !full && digit === 1 && power === 1 && out === ''
    out += (silentOne ? '' : digits[digit]!) + units[power]!
  }
  return out
}

function positional(value: number): string {
  return String(value)
    .split('')
    .map(d => DIGITS[Number(d)] ?? d)
    .join('')
}

/** ① to ㊿; beyond that the digits in brackets. */
export function circled(value: number): string {
  if (value === 0) return '⓪'
  return ranged(value, 0x2460, 20) ?? ranged(value - 20, 0x3251, 15) ?? ranged(value - 35, 0x32b1, 15) ?? `（${value}）`
}

function ranged(value: number, first: number, length: number): string | undefined {
  return value >= 1 && value <= length ? String.fromCodePoint(first + value - 1) : undefined
}

function inTurn(value: number, alphabet: string): string {
  return value >= 1 && value <= alphabet.length ? alphabet[value - 1]! : String(value)
}

function fullWidth(value: number): string {
  return String(value).replace(/\d/g, d => String.fromCharCode(d.charCodeAt(0) + 0xfee0))
}

/** a … z, aa, bb …: Word repeats the letter instead of counting in base 26. */
function letters(value: number, first: number): string {
  if (value < 1 || value > 780) return String(value)
  return String.fromCharCode(first + ((value - 1) % 26)).repeat(Math.ceil(value / 26))
}

const ROMAN: [number, string][] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
]

function roman(value: number): string {
  if (value < 1 || value > 3999) return String(value)
  let rest = value
  let out = ''
  for (const [size, sign] of ROMAN) {
    while (rest >= size) {
      out += sign
      rest -= size
    }
  }
  return out
}
