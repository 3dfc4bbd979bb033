/** How Chinese official documents number: 第一章 一、（一）1.（1）① 一是, in any mixture. */
export type MarkKind =
  | 'chapter'
  | 'section'
  | 'han'
  | 'article'
  | 'hanBracket'
  | 'named'
  | 'arabic'
  | 'dotted'
  | 'arabicBracket'
  | 'circled'
  | 'firstly'

export interface Mark {
  kind: MarkKind
  /** As printed: "（一）". */
  mark: string
  /** Without punctuation: "一". */
  no: string
  value: number
}

/** The usual order of the kinds from the top down; a document that uses them otherwise is followed as it goes. */
export const rankOf: Record<MarkKind, number> = {
  chapter: 0,
  section: 1,
  han: 2,
  article: 3,
  hanBracket: 4,
  named: 5,
  arabic: 6,
  dotted: 7,
  arabicBracket: 8,
  circled: 9,
  firstly: 10,
}

const HAN = '一二三四五六七八九十百零〇两'
const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳'
const DINGBATS = '❶❷❸❹❺❻❼❽❾❿➀➁➂➃➄➅➆➇➈➉'
const ORDINALS = ['首先', '其次', '再次', '最后']

const patterns: [MarkKind, RegExp][] = [
  ['chapter', new RegExp(`第([${HAN}\\d]{1,4})(?:章|部分|篇)(?:[：:、.．]|(?=[ \\u4e00-\\u9fff]))`, 'y')],
  ['section', new RegExp(`第([${HAN}\\d]{1,4})节[：:、.．]?`, 'y')],
  ['article', new RegExp(`第([${HAN}\\d]{1,4})条(?![例约款])[：:、.．]?`, 'y')],
  // "一、二类区" opens a sentence, not a section.
  ['han', new RegExp(`([${HAN}]{1,3})(?:、(?![${HAN}]{1,2}[、类级等])|[.．](?!\\d))`, 'y')],
  ['hanBracket', new RegExp(`[（(]([${HAN}]{1,3})[）)](?![至、和]|[^。\\n]{0,3}[项款](?!目|式))[、.．]?`, 'y')],
  ['named', new RegExp(`(?:任务|专项|行动|措施|工程)([${HAN}]{1,3}|\\d{1,2})[：:、.．]`, 'y')],
  [
    'dotted',
    /(\d{1,2}(?:[.．]\d{1,2}){1,3})[.．、]?(?=[\u4e00-\u9fff“《])(?![万亿年月日个亩元吨倍米公千平克毫微升分度立])/y,
  ],
  ['arabic', /(\d{1,3})(?:[.．、](?!\d)|[)）](?=[\u4e00-\u9fff“《]))/y],
  ['arabicBracket', /[（(](\d{1,2})[）)][、.．]?(?=[^\d])/y],
  ['circled', new RegExp(`([${CIRCLED}${DINGBATS}])[、.．]?`, 'y')],
  ['firstly', new RegExp(`([${HAN}]{1,2})(?:是(?![否类级])|要(?![求素点件]))`, 'y')],
]
const ORDINAL = new RegExp(`(${ORDINALS.join('|')})(?=[，,、])[，,、]`, 'y')

function hanNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  let total = 0
  let digit = 0
  for (const char of text) {
    if (char === '十' || char === '百') {
      total += (digit || 1) * (char === '十' ? 10 : 100)
      digit = 0
    } else digit = char === '两' ? 2 : char === '〇' ? 0 : Math.max(0, '零一二三四五六七八九'.indexOf(char))
  }
  return total + digit
}

/** The kinds by what their marks begin with: asked at every paragraph and after every sentence, and mostly it is nothing. */
const BEGINNINGS: Record<MarkKind, string> = {
  chapter: '第',
  section: '第',
  article: '第',
  han: HAN,
  hanBracket: '（(',
  named: '任专行措工',
  dotted: '0123456789',
  arabic: '0123456789',
  arabicBracket: '（(',
  circled: CIRCLED + DINGBATS,
  firstly: HAN,
}
const BEGINS = new Map<string, [MarkKind, RegExp][]>(
  [...Object.values(BEGINNINGS).join(''), ...ORDINALS.map(o => o[0]!)].map(first => [
    first,
    patterns.filter(([kind]) => BEGINNINGS[kind].includes(first)),
  ]),
)

/** The number that starts exactly at `at`, if one does. Positions that open a paragraph or a sentence are the caller's business. */
export function markAt(text: string, at: number): Mark | null {
  const begun = BEGINS.get(text[at]!)
  if (!begun) return null
  for (const [kind, pattern] of begun) {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (!found) continue
    const digits = found[1]!
    if (kind === 'circled')
      return { kind, mark: found[0], no: digits, value: ((CIRCLED + DINGBATS).indexOf(digits) % 20) + 1 }
    if (kind === 'dotted') {
      const parts = digits.split(/[.．]/)
      return { kind, mark: found[0], no: parts.join('.'), value: Number(parts.at(-1)) }
    }
    const no =
      kind === 'firstly' || kind === 'article' || kind === 'named' ? found[0].replace(/[：:、.．]$/, '') : digits
    return { kind, mark: found[0], no, value: hanNumber(digits) }
  }
  ORDINAL.lastIndex = at
  const ordinal = ORDINAL.exec(text)
  return ordinal && { kind: 'firstly', mark: ordinal[0], no: ordinal[1]!, value: ORDINALS.indexOf(ordinal[1]!) + 1 }
}
