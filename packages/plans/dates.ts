import { ARABIC, MASK, type Normal, normalise, readNumber, readYear, spanOf, stretchOf } from './numerals.ts'
import type { Day, Every, Span } from './programme.ts'

export interface Dates {
  /** In text order. */
  deadlines: { day: Day; text: string; span: Span }[]
  /** 自X年起, as the first day meant. */
  starts: Day[]
  /** 每年X月底前, 每半年 … `every` is null when the text gives no plain period. */
  recurring: { text: string; span: Span; every: Every | null }[]
  /** 印发之日起30日内: counted from something this text does not date. */
  relative: { text: string; span: Span }[]
  /** Deadlines whose digits are blanked (“*年底前”), or that name a month while no year is known. */
  masked: { text: string; span: Span }[]
}

// ---- the words dates are made of, in normalised text
const C = '[零〇一二三四五六七八九十]'
const YEAR = `(?:\\d{4}|[二一][零〇一二三四五六七八九]{3}|[今本当同次翌明])年度?`
const MONTH = `(?:\\d{1,2}|${C}{1,3})月份?`
const DAYNO = `(?:\\d{1,2}|${C}{1,3})[日号]`
const BEFORE = '(?:之前|以前|前)'
const NEXT = '[、和及与]|以及|，'
/** Not inside a figure, a longer date or a span of time (3-5月). */
const FREE = '(?<![\\d.\\-—~至年月零〇一二三四五六七八九十几数])'

const DAY = `(?:${YEAR})?${MONTH}${DAYNO}`
const MONTH_END = `(?:${YEAR})?${MONTH}(?:底|末|上旬|中旬|下旬)?`
const POINT = `(?:${DAY}|${MONTH_END})`

/** A list of days or months that closes with 前; in “3月25日、6月25日前” each counts. */
const listBefore = new RegExp(
  `${FREE}${POINT}(?:(?:${NEXT})(?:${POINT}|${DAYNO}))*(?:\\d{1,2}[时点:：](?:\\d{2}分?)?)?${BEFORE}(?!期)`,
  'g',
) // prettier-ignore
/** 3月底 without 前, 到9月, 不迟于6月30日, 截至12月31日. */
const monthEnd = new RegExp(`${FREE}(?:${YEAR})?${MONTH}[底末](?!${BEFORE})`, 'g')
const untilPoint = new RegExp(
  `(?:不迟于|不晚于|最迟|截止到|截止|截至|到|时限[:：为]?|期限[:：为]?|(?:完成|整改|办结)时间[:：为]?)于?(${POINT})(?!\\d|${BEFORE}|[至到\\-—~])`,
  'g',
)
/** A table cell that holds a month and nothing else. */
const aloneMonth = new RegExp(`(?<=^|\\n)(?:${YEAR})?${MONTH}(?=\\n|$)`, 'g')
const onePoint = new RegExp(`(${YEAR})?(${MONTH})?(?:(${DAYNO})|(底|末|上旬|中旬|下旬))?`, 'y')

const yearEnd = new RegExp(`(?<!\\d)(${YEAR})?年?[底末](${BEFORE})?`, 'g')
const withinYear = new RegExp(`(?<![\\d零〇一二三四五六七八九十几数近多每个历])(?:(${YEAR})年?|年度?)内(?![蒙陆])`, 'g')
const untilYear = new RegExp(
  `(?:(?<![年\\d达])到|截至|截止到?)(\\d{4}|[二一][零〇一二三四五六七八九]{3})年度?(?![\\d底末起]|${C}{1,2}月|年?底|.{0,6}水平)`,
  'g',
) // prettier-ignore
const beforeYear = /(?<!\d)(\d{4})年(?:之前|以前|前)(?!期)/g
const planPeriodEnd = new RegExp(
  `[“"]?(十|十[一二三四五六七八九]|二十)五[”"]?(?:规划)?(?:时期|期间)?(?:期?末期?|结束|收官)(?:${BEFORE}|时)?`,
  'g',
) // prettier-ignore
const quarter = new RegExp(`(${YEAR})?(第?[一二三四1-4]季度|前三季度|上半年|下半年)([底末内]|结束)?(${BEFORE})?`, 'g')

const start = new RegExp(`(?:自|从|于)(${YEAR})(?:(${MONTH})(${DAYNO})?)?(?:起|开始|以后)`, 'g')
const COUNT = `(?:${ARABIC}|[一二两三四五六七八九十半]{1,3})`
const PERIOD = '年度?|季度?|月|周|星期|旬|日|天'
const every = new RegExp(
  `每(?:隔)?(${COUNT})?个?(${PERIOD})(?!均|人|处理)(?:首月|末月|次月|[底末初的])?((?:${POINT}|${DAYNO})(?:${BEFORE})?(?:(?:${NEXT})(?:${POINT}|${DAYNO})(?:${BEFORE})?)*)?|(?:按|逐)(年度?|季度?|月|周|旬|日)(?=[调报上通汇统开进度公])`,
  'g',
) // prettier-ignore
const relative = new RegExp(
  `(?:(?:自|从|在|于|接到|收到)?[^，。；、：\\n“”（）]{0,18}?(?:之日起|之日|日起|起|以?后|之后))?(?:的)?(?<![\\d年月])(?!\\d{4})(?:${COUNT}|百)个?(?:工作日|自然日|日|天|月|年|小时|周)(?:之|以)?内`,
  'g',
) // prettier-ignore
const masked = new RegExp(
  `(?:\\d{0,3}(?:${MASK})年(?:(?:${MASK}|\\d{1,2})月)?|(?:${YEAR})?(?:${MASK})月|(?:${YEAR})?${MONTH}(?:${MASK})日)(?:(?:${MASK})日|[底末])?(?:${BEFORE}|内)?`,
  'g',
) // prettier-ignore

const pad = (n: number, width = 2) => String(n).padStart(width, '0')
const lastOfMonth = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** Null for days no calendar has (2月30日). */
function toDay(year: number, month: number, day: number): Day | null {
  if (month < 1 || month > 12 || day < 1 || day > lastOfMonth(year, month)) return null
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}`
}

/** 2024年 → 2024; 今年 → the plan's year; 次年 → the year after. */
function yearOf(words: string | undefined, planYear: number | null): number | null {
  if (!words) return null
  const printed = readYear(words.replace(/年度?$/, ''))
  if (printed !== null) return printed
  if (planYear === null) return null
  return /^[次翌明]/.test(words) ? planYear + 1 : planYear
}

interface Point {
  year: number | null
  month: number
  /** 0: the end of the month. */
  day: number
}

const number = (words: string | undefined) => readNumber((words ?? '').replace(/[年月日号份度]/g, '')) ?? 0

/** “2025年3月25日、6月25日” → two points; a month without a number of its own takes the one before (5日、20日). */
function readPoints(list: string, planYear: number | null): Point[] {
  const points: Point[] = []
  for (let i = 0; i < list.length; ) {
    onePoint.lastIndex = i
    const m = onePoint.exec(list)
    if (!m || (!m[2] && !m[3])) {
      i++
      continue
    }
    const before = points.at(-1)
    const month = m[2] ? number(m[2]) : (before?.month ?? 0)
    const day = m[3] ? number(m[3]) : m[4] === '上旬' ? 10 : m[4] === '中旬' ? 20 : 0
    points.push({ year: yearOf(m[1], planYear) ?? before?.year ?? null, month, day })
    i += Math.max(1, m[0].length)
  }
  return points
}

/** Words that make a date a base or a memory rather than a deadline: 以2024年3月底的…为基数, 比2020年底. */
const baseBefore = /[以较比自从距由同]$/
const baseAfter = /^(?:的|相比|为基|时的?，?已|起|开始|以来|至|到|[-—~])/

const quarterEnds: Record<string, [month: number, day: number]> = {
  一: [3, 31],
  二: [6, 30],
  三: [9, 30],
  四: [12, 31],
  '1': [3, 31],
  '2': [6, 30],
  '3': [9, 30],
  '4': [12, 31],
} // prettier-ignore
/** 上半年 dates a task only as an adverb (“上半年完成…”), not in “上半年度评估” or “上半年工作”. */
const acts = /^(?:[，,：]|完成|出台|印发|建成|启动|实现|达到|全面|基本|前|要|须|应|力争|确保|组织|开展)/

/**
 * Reads every date of a stretch of text and says what it is for. A deadline without a year falls in the year its sentence
 * is about, else in the plan's `year`; dates are taken literally. What lies before the plan's year is history, not a deadline.
 */
export function findDates(text: string, span: Span, year: number | null, whole: Normal = normalise(text)): Dates {
  return readDates(text, stretchOf(whole, span), year)
}

/** The same over text that is normalised already. */
export function readDates(text: string, normal: Normal, planYear: number | null): Dates {
  const s = normal.text
  const found: { from: number; days: Day[] }[] = []
  const dates: Dates = { deadlines: [], starts: [], recurring: [], relative: [], masked: [] }
  if (!/[年月日季半末]/.test(s)) return dates
  const taken = new Uint8Array(s.length)
  const isFree = (from: number, to: number) => {
    for (let i = from; i < to; i++) if (taken[i]) return false
    return true
  }
  const place = (from: number, to: number) => {
    const at = spanOf(normal, from, to)
    return { text: text.slice(...at), span: at }
  }
  // A pattern is tried only where the words it cannot do without occur at all.
  const each = (pattern: RegExp, needs: RegExp, read: (m: RegExpExecArray, from: number, to: number) => boolean) => {
    if (!needs.test(s)) return
    pattern.lastIndex = 0
    for (let m = pattern.exec(s); m; m = pattern.exec(s)) {
      const to = m.index + m[0].length
      if (to > m.index && isFree(m.index, to) && read(m, m.index, to)) taken.fill(1, m.index, to)
    }
  }
  const before = (from: number) => s.slice(Math.max(0, from - 2), from)
  /** The year that the sentence has named up to here: “2025年，…3月底前…，9月底前…”. */
  const yearHere = (from: number): number | null => {
    const head =
      Math.max(s.lastIndexOf('。', from - 1), s.lastIndexOf('；', from - 1), s.lastIndexOf('\n', from - 1)) + 1
    let named: number | null = null
    for (const d of found) if (d.from >= head && d.from < from) named = Number(d.days[0]!.slice(0, 4))
    if (named !== null) return named
    const opening = /^(?:[（）\d.一二三四五六七八九十、]*)(\d{4})年度?[，：]/.exec(s.slice(head, head + 16))
    const opened = opening ? Number(opening[1]) : null
    return opened !== null && (planYear === null || opened >= planYear) ? opened : planYear
  }
  const keep = (from: number, to: number, days: Day[]) => {
    const real = days.filter(d => planYear === null || Number(d.slice(0, 4)) >= planYear)
    if (real.length === 0) return false
    found.push({ from, days: real })
    const at = place(from, to)
    for (const day of real) dates.deadlines.push({ day, ...at })
    return true
  }
  const keepPoints = (from: number, to: number, list: string) => {
    const points = readPoints(list, planYear)
    if (points.length === 0 || points.some(p => p.month < 1 || p.month > 12)) return false
    const fallback = yearHere(from)
    if (fallback === null && points.some(p => p.year === null)) {
      dates.masked.push(place(from, to))
      return true
    }
    const days: Day[] = []
    for (const p of points) {
      const inYear = p.year ?? fallback!
      const day = toDay(inYear, p.month, p.day || lastOfMonth(inYear, p.month))
      if (day) days.push(day)
    }
    return keep(from, to, days)
  }

  each(relative, /[日天月年时周](?:之|以)?内/, (_, from, to) => {
    // “2024年内” is read below; “近3年内” looks back.
    if (/(?:近|过去|最近)$/.test(before(from))) return true
    dates.relative.push(place(from, to))
    return true
  })
  each(masked, /[*×✕╳□XxＸ][年月日]/, (_, from, to) => {
    dates.masked.push(place(from, to))
    return true
  })
  each(start, /起|开始|以后/, (m, from, to) => {
    const inYear = yearOf(m[1], planYear)
    const day = inYear === null ? null : toDay(inYear, m[2] ? number(m[2]) : 1, m[3] ? number(m[3]) : 1)
    if (day) dates.starts.push(day)
    return isFree(from, to)
  })
  each(every, /每|[按逐][年季月周旬日]/, (m, from, to) => {
    // “每年至少开展1次” has a count: that is a target, not a date.
    const rest = s.slice(to, to + 40)
    const clause = rest.slice(0, rest.search(/[，。；\n]|$/))
    if (!m[3] && /(?:\d|[一二两三四五六七八九十])(?:人?次|轮|场|遍|期|回)/.test(clause)) return false
    dates.recurring.push({ ...place(from, to), every: readEvery(m[1], m[2] ?? m[4]!) })
    return true
  })
  each(
    listBefore,
    /前/,
    (m, from, to) => !baseBefore.test(before(from)) && s[to] !== '的' && keepPoints(from, to, m[0]),
  )
  each(untilPoint, /到|截|最迟|不[迟晚]|[时期]限|时间/, (m, from, to) => {
    const base = /^截[至止]/.test(m[0]) && /^(?:[，,]?(?:已|全|我|共|累计))/.test(s.slice(to, to + 3))
    return !base && !baseAfter.test(s.slice(to, to + 4)) && keepPoints(from, to, m[1]!)
  })
  each(monthEnd, /月份?[底末]/, (m, from, to) => {
    if (baseBefore.test(before(from)) || baseAfter.test(s.slice(to, to + 4))) return false
    return keepPoints(from, to, m[0])
  })
  each(aloneMonth, /月/, (m, from, to) => keepPoints(from, to, m[0]))
  each(planPeriodEnd, /五/, (m, from, to) => {
    const plan = readNumber(m[1]!)
    return plan !== null && keep(from, to, [`${2005 + 5 * (plan - 10)}-12-31`])
  })
  each(yearEnd, /[底末]/, (m, from, to) => {
    if (/[月旬季岁每往历]$/.test(before(from))) return false
    const after = s.slice(to, to + 4)
    const led = /(?:到|至|于|在|[力]争|确保)$/.test(before(from))
    if (!m[1] && !m[0].startsWith('年')) return false
    if (baseBefore.test(before(from)) || (!m[2] && baseAfter.test(after)) || /^前的/.test((m[2] ?? '') + after))
      return false
    // A bare 年底 is a deadline with 前, or where something is to be done by it.
    const alone = (before(from) === '' || /[\n：]$/.test(before(from))) && (after === '' || /^[\n。；）]/.test(after))
    if (!m[1] && !m[2] && !led && !alone && !/^(?:完成|实现|建成|达到|全面|基本|，)/.test(after)) return false
    const inYear = m[1] ? yearOf(m[1], planYear) : yearHere(from)
    if (inYear !== null) return keep(from, to, [`${inYear}-12-31`])
    dates.masked.push(place(from, to))
    return true
  })
  each(withinYear, /内/, (m, from, to) => {
    const inYear = m[1] ? yearOf(m[1], planYear) : planYear
    return inYear !== null && keep(from, to, [`${inYear}-12-31`])
  })
  each(untilYear, /到|截/, (m, from, to) => {
    const inYear = readYear(m[1]!)!
    if (m[0].startsWith('截') && /^[，,]?(?:已|全|我|共|累计)/.test(s.slice(to, to + 3))) return false
    return keep(from, to, [`${inYear}-12-31`])
  })
  each(
    beforeYear,
    /年[之以]?前/,
    (m, from, to) => !baseBefore.test(before(from)) && s[to] !== '的' && keep(from, to, [`${m[1]}-12-31`]),
  )
  each(quarter, /季度|半年/, (m, from, to) => {
    const prior = before(from)
    if (/每$|每个$/.test(prior) || baseBefore.test(prior)) return false
    const after = s.slice(to, to + 4)
    const closed = m[4] || m[3]
    const alone = (prior === '' || /[\n：]$/.test(prior)) && (after === '' || /^[\n。；）]/.test(after))
    if (!closed && !alone && (!acts.test(after) || !(m[1] || /(?:^|[，。；\n：]|于|在|争|保|到|中)$/.test(prior))))
      return false
    if (/^[的度]/.test(after)) return false
    const inYear = m[1] ? yearOf(m[1], planYear) : yearHere(from)
    if (inYear === null) return false
    const [month, day] =
      m[2] === '上半年' ? [6, 30] : m[2] === '下半年' ? [12, 31] : quarterEnds[m[2]!.replace(/第|季度|前/g, '')]!
    return keep(from, to, [toDay(inYear, month, day)!])
  })

  for (const list of [dates.deadlines, dates.recurring, dates.relative, dates.masked])
    list.sort((a, b) => a.span[0] - b.span[0])
  return dates
}

const units: [RegExp, Every['unit']][] = [
  [/^年/, 'year'],
  [/^季/, 'quarter'],
  [/^月/, 'month'],
  [/^[周星]/, 'week'],
  [/^[日天]/, 'day'],
]

/** 每半年, 每3年, 每两个月. 旬 (ten days) has no unit of its own. */
export function readEvery(count: string | undefined, period: string): Every | null {
  if (count === '半') return /^年/.test(period) ? { unit: 'half-year', count: 1 } : null
  if (/^旬/.test(period)) return { unit: 'day', count: 10 * (count ? (readNumber(count) ?? 1) : 1) }
  const unit = units.find(([words]) => words.test(period))?.[1]
  return unit ? { unit, count: count ? (readNumber(count) ?? 1) : 1 } : null
}
