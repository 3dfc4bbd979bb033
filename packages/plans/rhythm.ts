import { readEvery } from './dates.ts'
import { ARABIC, type Normal, normalise, readNumber, spanOf, stretchOf } from './numerals.ts'
import type { Every, ReportingRule, Span } from './programme.ts'
import { mask } from './targets-sentence.ts'

const REPORT =
  '上报|报送|报告|报市|报县|报省|报区|报镇|报乡|报至|报到|报备|备案|汇报|反馈|推送|汇总至|汇总到|汇总报|抄送|提交|通报|调度|填报|抄报|报(?=[^名刊道警废批表考请告销]{2,20}(?:局|办|厅|部|府|组|委|会|中心|科))'
const reports = new RegExp(REPORT)
const reporting = new RegExp(REPORT, 'g')
const PERIOD = '年度?|季度?|月|周|星期|旬|日|天'
const every = new RegExp(
  `每(?:隔)?(?<count>[\\d一二两三四五六七八九十半]{1,3})?个?(?<unit>${PERIOD})|(?:按|逐)(?<by>月|季度?|年度?|周|旬|日)|(?<alone>月|周|季|旬|日)(?:报(?!告)|调度|通报)|半年(?:一次|一报|报)`,
)
const C = '[一二三四五六七八九十]'
const DAY = `(?:(?:\\d{1,2}|${C}{1,3})月)?(?:\\d{1,2}|${C}{1,3})[日号]`
const MONTH_END = `(?:\\d{1,2}|${C}{1,3})月(?:份)?[底末]`
/** The first half only: the list of days, closed by 前. */
const days = new RegExp(`(?:${DAY}|${MONTH_END})(?:(?:[、和及与，]|以及)(?:${DAY}|${MONTH_END}))*(?:之前|以前|前)`)
const oneDay = new RegExp(`(?:(\\d{1,2}|${C}{1,3})月)?(?:(\\d{1,2}|${C}{1,3})[日号]|份?[底末])`, 'g')
/** To whom: 推送市生态环境局 · 向省政府报告 · 报县政府和市上有关部门. */
const BODY = '(?:局|办公室|办|厅|部|政府|领导小组|小组|委员会|委|指挥部|中心|专班|部门|科|股|分局|会|所|院|署)'
/** A body's name goes on while another body word follows closely: 市环委会办公室, 县委农办. */
const NAME = `(?!报|送|的|告)[^，。；、向将由并（）\\n]{1,28}?${BODY}(?:员?会)?(?:办公室)?(?![^，。；、向将由并（）和与及\\n]{0,4}(?:办公室|办|局|部门|领导小组))`
const LIST = `${NAME}(?:[、和及与]${NAME})*`
const toWhom = [
  new RegExp(`向(${LIST})(?:进行)?(?:报告|汇报|报送|上报|反馈|备案|提交)`),
  new RegExp(
    `(?:报送至?|上报至?|推送至?|反馈至?|反馈给|汇总至|汇总到|提交至?|抄送|抄报|汇总报|报至|报告)(?:给|到)?(${LIST})`,
  ),
  new RegExp(`报(${LIST})(?:备案|审核|汇总|审定)?`),
]
const fromWhom =
  /(?:^|[，。；])(?:请|由|要求)?((?:各|市|县|区|省|州|镇|乡|相关|有关|设区|牵头|责任|成员|全|[一-龥]{2,8}?)[^，。；]{0,22}?(?:局|厅|委|办|政府|部门|单位|乡镇|街道|县区|县（市、区）|企业|[市区县省]|办公室)(?:（[^（）]*）)?)(?=(?:要|应|须|需)?(?:分别)?(?:于|在|每|按|将|向|定期|\d))/g

/**
 * Who must report when to whom: “…于3月25日、6月25日前，将…推送市生态环境局”, “每季度…上报”, “每年12月20日前…报送”.
 * A sentence counts when it both speaks of reporting and gives days or a period.
 */
export function findReportingRules(text: string, span: Span, whole: Normal = normalise(text)): ReportingRule[] {
  const normal = stretchOf(whole, span)
  const s = normal.text
  const masked = mask(s)
  const rules: ReportingRule[] = []
  reporting.lastIndex = 0
  for (let said = reporting.exec(masked); said; said = reporting.exec(masked)) {
    const index = sentenceHead(masked, said.index)
    const words = masked.slice(index, sentenceTail(masked, said.index))
    reporting.lastIndex = index + words.length
    if (!reports.test(words)) continue
    for (const [from, to] of reportingClauses(words)) {
      const part = words.slice(from, to)
      const period = every.exec(part)
      const dated = days.exec(part)
      if (!period && !dated) continue
      // “3月底前，完成…” is a deadline of work; days count as a rhythm when the report follows or they come in a list.
      const list = dated ? readDays(dated[0]) : []
      if (!period && list.length === 0) continue
      const at = spanOf(normal, index + from, index + to)
      const verbatim = s.slice(index + from, index + to)
      const rhythm = period ? readPeriod(period) : frequencyOf(list.length)
      const receiver = toWhom.map(p => p.exec(verbatim)?.[1]).find(Boolean) ?? null
      // A single day is a deadline of work unless something is handed to somebody by then.
      if (!period && list.length === 1 && !receiver && !/将/.test(part)) continue
      const by = [...`，${s.slice(index, index + to)}`.matchAll(fromWhom)].at(-1)?.[1] ?? null
      rules.push({ quote: text.slice(...at), span: at, days: list, every: rhythm, from: by, to: receiver })
    }
  }
  return rules
}

const ENDS = '。；\n'
function sentenceHead(text: string, at: number): number {
  let head = at
  while (head > 0 && !ENDS.includes(text[head - 1]!)) head--
  return head
}
function sentenceTail(text: string, at: number): number {
  let tail = at
  while (tail < text.length && !ENDS.includes(text[tail]!)) tail++
  return tail
}

/** From the clause that gives the time to the clause that says 报送, at most three clauses apart. */
function reportingClauses(sentence: string): [number, number][] {
  const clauses: [number, number][] = []
  for (const c of sentence.matchAll(/[^，]+/g)) clauses.push([c.index, c.index + c[0].length])
  const found: [number, number][] = []
  for (let i = 0; i < clauses.length; i++) {
    const [from] = clauses[i]!
    const own = sentence.slice(...clauses[i]!)
    if (!every.test(own) && !days.test(own)) continue
    for (let j = i; j < clauses.length && j <= i + 2; j++) {
      const to = clauses[j]![1]
      const clause = sentence.slice(...clauses[j]!)
      if (j > i && (every.test(clause) || days.test(clause))) break
      if (!reports.test(clause)) continue
      // A list “3月25日、6月25日前” is cut at no comma; the time may stand a clause before its list's end.
      found.push([from, to])
      break
    }
  }
  return found
}

function readPeriod(m: RegExpExecArray): Every | null {
  const g = m.groups!
  if (m[0].startsWith('半年')) return { unit: 'half-year', count: 1 }
  return readEvery(g.count, g.unit ?? g.by ?? g.alone!)
}

/** Four days in a year are a quarterly rhythm, two a half-yearly one; one day alone comes once. */
function frequencyOf(count: number): Every | null {
  if (count === 4) return { unit: 'quarter', count: 1 }
  if (count === 2) return { unit: 'half-year', count: 1 }
  return count === 12 ? { unit: 'month', count: 1 } : null
}

const pad = (n: number) => String(n).padStart(2, '0')
const lastDay = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const figure = new RegExp(`^${ARABIC}$`)
const numberOf = (words: string | undefined) =>
  words === undefined ? null : figure.test(words) ? Number(words) : readNumber(words)

/** “3月25日、6月25日” → 03-25, 06-25. A day without a month (每月5日) belongs to no day of the year. */
function readDays(list: string): string[] {
  const read: string[] = []
  let month: number | null = null
  for (const d of list.matchAll(oneDay)) {
    month = numberOf(d[1]) ?? month
    if (month === null || month < 1 || month > 12) continue
    const day = numberOf(d[2]) ?? lastDay[month - 1]!
    if (day >= 1 && day <= 31) read.push(`${pad(month)}-${pad(day)}`)
  }
  return read
}
