import { type Dates, readDates } from './dates.ts'
import { type Normal, normalise, spanOf, stretchOf } from './numerals.ts'
import type { Day, Span } from './programme.ts'

/** Stand-ins of the same length for what must not be read as part of a sentence: brackets, book titles, figures in quotation marks. */
const BRACKET = '\uE000'
const TITLE = '\uE001'
const QUOTED = '\uE002'

export interface Clause {
  /** Masked, for patterns; same length as `words`. */
  masked: string
  /** As normalised, for names. */
  words: string
  /** Place in the normalised region. */
  from: number
  /** What stands in the brackets of the clause. */
  asides: string
  /** Whether a digit, a numeral or a blanked digit stands in it. */
  hasFigure: boolean
}

export interface Sentence {
  clauses: Clause[]
  /** True when it follows a semicolon: the same statement goes on. */
  goesOn: boolean
}

/** When a target falls due, from the words before it in the sentence. */
export interface Due {
  day: Day | null
  explicit: boolean
  /** The words speak of years gone by. */
  past: boolean
}

export interface Region {
  normal: Normal
  sentences: Sentence[]
  due(from: number): Due
  /** Verbatim text and span of a stretch of the region. */
  quote(from: number, to: number): { quote: string; span: Span }
}

/** Same length, nothing in it but what belongs to the sentence proper. */
export function mask(text: string): string {
  let out = ''
  let run = 0
  OPENING.lastIndex = 0
  for (let found = OPENING.exec(text); found; found = OPENING.exec(text)) {
    const i = found.index
    const c = found[0]
    const close = c === '（' ? '）' : c === '《' ? '》' : c === '〔' ? '〕' : '”'
    const end = closing(text, i, c, close)
    if (end <= 0) continue
    // What an amendment puts in the place of other words is said, not cited.
    if (c === '“' && AMENDS.test(text.slice(Math.max(0, i - 5), i))) continue
    const inside = text.slice(i, end + 1)
    out += text.slice(run, i)
    out +=
      c === '“'
        ? inside.replace(/[\d，。；、：（）一二三四五六七八九十]/g, QUOTED)
        : (c === '《' ? TITLE : BRACKET).repeat(inside.length)
    run = OPENING.lastIndex = end + 1
  }
  return run === 0 ? text : out + text.slice(run)
}

const OPENING = /[（《〔“]/g
const AMENDS = /(?:调整|修改|变更|更改|修订|改)为$|新增$/

function closing(text: string, from: number, open: string, close: string): number {
  let depth = 0
  for (let i = from; i < text.length && i < from + 400; i++) {
    if (text[i] === '\n') return -1
    if (text[i] === open) depth++
    else if (text[i] === close && --depth === 0) return i
  }
  return -1
}

function asidesOf(words: string, masked: string): string {
  let asides = ''
  for (let from = masked.indexOf(BRACKET); from >= 0; ) {
    let to = from + 1
    while (masked[to] === BRACKET) to++
    asides += words.slice(from, to)
    from = masked.indexOf(BRACKET, to)
  }
  return asides
}

/** Of every character what it is to a sentence. */
const SENTENCE_END = 1
const CLAUSE_END = 2
const FIGURE = 4
const ASIDE = 8
const signs = new Uint8Array(0x10000)
for (const [sign, words] of [
  [SENTENCE_END, '。；！？\n'],
  [CLAUSE_END, '，：'],
  [FIGURE, '0123456789*×□一二两三四五六七八九十半Xx'],
  [ASIDE, BRACKET],
] as const)
  for (let i = 0; i < words.length; i++) signs[words.charCodeAt(i)] = sign
const COLON = '：'.charCodeAt(0)
const UNITS_LABEL = /^(?:牵头|配合|责任|参与|主办|协办|落实)(?:单位|部门)：/
/** A year at the head of a statement dates it: “2024年，…达到”; not 2024年度计划, 2024年3月, 2021年、2022年获得…的项目. */
const bareYear =
  /(?<![\d到至自从比较以截和、])(\d{4})年度?(?=，|全|我|各|力争|确保|努力|实现|完成|新[增建]|要|应|争取|计划|累计|拟|预计|主要|实施|再|共|，)|(?<=[\d个家座处条亩吨项户里顷%]、)(\d{4})年度?(?=完成|达到|实现|建成|新增|治理|整治)|(?<=^|[，；：。\n])(\d{4})年度?(?!度|\d|底|末|年|下达|获得|安排|印发|以来|启动|批复|[^，。；]{0,16}的(?:项目|企业|地块|任务)|[、和及与\-—~至到])(?=[^，。；]{0,40}(?:不高于|不低于|不超过|不少于|达到|控制在|降至|提高到))/g
const noted = /^(?:注：|[①-⑳])/
/** “①…是指…” explains a word; “①全面落实…” is an item. */
const explains = /^(?:注：|[①-⑳][^，。；（(]{0,24}(?:指|：))/

export function readRegion(
  text: string,
  span: Span,
  planYear: number | null,
  annual: boolean,
  whole: Normal = normalise(text),
  known?: Dates,
): Region {
  const normal = stretchOf(whole, span)
  const s = normal.text
  const masked = mask(s)
  const sentences: Sentence[] = []
  let last = '\n'
  let inNotes = false
  const close = (from: number, to: number, clauses: Clause[], mark: string): void => {
    const lineStart = last === '\n'
    if (lineStart && explains.test(s.slice(from, from + 30))) inNotes = true
    if (!inNotes && !(s.charCodeAt(from + 4) === COLON && UNITS_LABEL.test(s.slice(from, from + 6))))
      sentences.push({ clauses, goesOn: last === '；' })
    last = mark
    if (mark !== '\n') return
    if (inNotes && s[to + 1] !== '②' && !noted.test(s.slice(to + 1, to + 3))) inNotes = false
  }
  let from = 0
  let head = 0
  let marks = 0
  let clauses: Clause[] = []
  for (let i = 0; i <= s.length; i++) {
    const sign = i < s.length ? signs[masked.charCodeAt(i)]! : SENTENCE_END
    if (sign === 0) continue
    if (sign === FIGURE || sign === ASIDE) {
      marks |= sign
      continue
    }
    if (i > head) {
      const words = s.slice(head, i)
      const m = masked.slice(head, i)
      clauses.push({
        masked: m,
        words,
        from: head,
        asides: marks & ASIDE ? asidesOf(words, m) : '',
        hasFigure: (marks & FIGURE) > 0,
      })
    }
    head = i + 1
    marks = 0
    if (sign !== SENTENCE_END) continue
    if (i > from) close(from, i, clauses, masked[i] ?? '')
    from = i + 1
    clauses = []
  }

  // ---- dates, as marks in text order
  const read = known ?? readDates(text, normal, planYear)
  const days: { at: number; end: number; day: Day | null; past: boolean }[] = []
  for (const d of read.deadlines) days.push({ at: d.span[0], end: d.span[1], day: d.day, past: false })
  for (const d of read.masked) days.push({ at: d.span[0], end: d.span[1], day: null, past: false })
  bareYear.lastIndex = 0
  for (let m = bareYear.exec(masked); m; m = bareYear.exec(masked)) {
    const [at, end] = spanOf(normal, m.index, m.index + m[0].length)
    if (days.some(x => x.at <= at && at < x.end)) continue
    const year = Number(m[1] ?? m[2] ?? m[3])
    const past = planYear !== null && year < planYear
    if (past && m[3]) continue
    days.push({ at, end, day: past ? null : `${year}-12-31`, past })
  }
  for (const m of /世纪|年代/.test(s) ? s.matchAll(/到(?:本世纪|\d{4}年代)[^，。]{0,6}/g) : []) {
    const [at, end] = spanOf(normal, m.index, m.index + m[0].length)
    days.push({ at, end, day: null, past: false })
  }
  // “6月底前…，全年…”: the whole year again.
  for (const m of planYear !== null && annual && s.includes('全年') ? masked.matchAll(/全年度?(?!优良|无霜)/g) : []) {
    const [at, end] = spanOf(normal, m.index, m.index + m[0].length)
    days.push({ at, end, day: `${planYear}-12-31`, past: false })
  }
  days.sort((a, b) => a.at - b.at)
  const yearEnd = annual && planYear !== null ? `${planYear}-12-31` : null

  const headOf = (from: number, ends: string) => {
    for (let i = from - 1; i >= 0; i--) if (ends.includes(masked[i]!)) return normal.at[i + 1]!
    return normal.at[0]!
  }
  const due = (from: number): Due => {
    const here = normal.at[from]!
    const said = (m: (typeof days)[number]): Due => ({ day: m.day, explicit: m.day !== null, past: m.past })
    const mark = days.findLast(m => m.at < here)
    if (mark && mark.at >= headOf(from, '。；！？\n')) return said(mark)
    // Past a semicolon the year still holds (“到2025年，…；…”), a month does not.
    const wide = mark && !mark.past && (mark.day === null || mark.day.endsWith('-12-31'))
    if (wide && mark.at >= headOf(from, '。！？\n')) return said(mark)
    if (yearEnd) return { day: yearEnd, explicit: false, past: false }
    // A term plan dates a paragraph once: “到2025年，…。…” carries on to its next sentences.
    if (wide && mark.at >= headOf(from, '\n')) return said(mark)
    return { day: null, explicit: false, past: false }
  }
  return {
    normal,
    sentences,
    due,
    quote(from, to) {
      const at = spanOf(normal, from, to)
      return { quote: text.slice(...at), span: at }
    },
  }
}
