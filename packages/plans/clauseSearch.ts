import {
  type ClauseOptions,
  findFirstLeads,
  mentionsRole,
  promoteFirst,
  type RoleClause,
  readClause,
} from './clauses.ts'
import { ROLES } from './draft.ts'
import { markAt } from './numbering.ts'
import type { Bracket } from './outline.ts'
import { problemAt } from './problems.ts'
import type { ReadingProblem, Span } from './programme.ts'

export interface FoundClause {
  clause: RoleClause
  /** On lines of its own under a text, not inside it. */
  apart: boolean
}

const LABEL_START =
  /(?<=^|[\n。；;，,）) ])(?:第一|主要|具体|共同|[省市县区]级|[省市县区]直)?(?:牵头|主办|主责|主管|配合|参与|参加|协办|协助|协同|责任|落实|实施|承办|承担|执行|完成|指导|督导|督办|考核|负责)(?:责任)?(?:单位|部门|科室|股室|处室|机构|主体)(?:\s*[：:]|为(?=[^：:，。]{2,30}[局委厅部办]))/g
/** What every label has; a line without it is not searched for one. */
const LABEL_BODY = /(?:单位|部门|科室|股室|处室|机构|主体)(?:\s*[：:]|为)/
const LABEL_LINE_START = /^(?:[【[]?(?:牵头|配合|责任|参与|落实|指导)(?:】|])?\s*[：:])/
const SENTENCE =
  /^(?:由)?[^。！？：:“”《》]{2,220}(?:牵头|负责|配合|参与|参加|落实|实施|指导)(?:负责|落实|实施|推进)?[。；]?$/
/** “由所在地政府负责” states a law, not a division of work; a clause in running text names an agency. */
const AGENCY = /^(?!所在|有关|相关|各)[^的]{2,20}(?:局|委|委员会|厅|办|办公室|部|院|社|站|中心|[大支]队)$/
const PLAIN_UNIT =
  /^办公室$|^(?:各|全[市县省区]各|市|县|省|区|州|国家|自治)?[^要应须对将把的。]{1,22}(?:局|委|委员会|办|办公室|厅|部|署|院|科|股|中心|社|站|所|[大支中]队|政府|管委会|办事处|街道|乡镇|镇街|镇|乡|(?<=各)村|[村居](?:[（(]居[）)])?委会|社区|公司|部门|单位)(?:[（(][^（）()]{1,12}[）)])?$/

/** Finds the role clauses in text order. `brackets` are those of the whole text. */
export function findClauses(
  text: string,
  brackets: readonly Bracket[],
  within: readonly Span[],
  options: ClauseOptions,
  problems: ReadingProblem[],
): FoundClause[] {
  const found: FoundClause[] = []
  for (const bracket of brackets) {
    const inner = text.slice(bracket.start + 1, bracket.closed ? bracket.end - 1 : bracket.end)
    if (inner.length < 3 || inner.length > 1200 || !mentionsRole(inner)) continue
    const clause = readClause(inner, bracket.start + 1, options)
    if (!clause) continue
    if (!speaks(clause)) {
      if (/牵头|(?:责任|配合|参与|落实)(?:单位|部门)[：:]|按职责分工/.test(inner))
        problems.push(problemAt('括号里写了职责，但认不出单位名称', [bracket.start, bracket.end], text))
      continue
    }
    if (!bracket.closed) {
      if (!/牵头|负责|(?:责任|配合|参与|落实)(?:单位|部门)/.test(inner)) continue
      problems.push(problemAt('职责括号没有闭合，按读到段末处理', [bracket.start, bracket.end], text))
    }
    // A bracket in the middle of a sentence explains a word; a clause closes a sentence or a heading.
    const after = text.slice(bracket.end, bracket.end + 1)
    const lineStart = text.lastIndexOf('\n', bracket.start) + 1
    clause.span = [bracket.start, bracket.end]
    if (/[\u4e00-\u9fff]/.test(after) && !/[。；;！）)]/.test(text[bracket.start - 1] ?? '')) {
      if (!/牵头|责任单位|责任部门/.test(inner)) continue
    }
    found.push({ clause, apart: lineStart === bracket.start })
  }
  if (options.bare) found.push(...bareLists(text, brackets, options))
  else if (found.length > 2) found.push(...silentLists(text, brackets, options, found))
  for (const [from, to] of within) labelled(text, from, to, brackets, options, found)
  found.sort((a, b) => a.clause.span[0] - b.clause.span[0])
  for (const { clause } of found)
    for (const span of clause.unread) problems.push(problemAt('职责括注中有不能识别的文字', span, text))
  const joined = joinNeighbours(found, text)
  const firstLeads = findFirstLeads(text)
  // The rule holds from where it is stated; in the last lines it is a note on the whole.
  if (firstLeads >= 0) {
    const from = firstLeads > text.length * 0.9 ? 0 : firstLeads
    for (const { clause } of joined) if (clause.span[1] > from) promoteFirst(clause)
  }
  return joined
}

/** “（市水利局、市公安局）” at the end of a sentence: the units of a plan that never says who leads. */
function bareLists(text: string, brackets: readonly Bracket[], options: ClauseOptions): FoundClause[] {
  const found: FoundClause[] = []
  for (const bracket of brackets) {
    if (!bracket.closed || bracket.end - bracket.start > 300) continue
    const after = text[bracket.end] ?? '\n'
    if (after !== '\n' && !(/[。；！]/.test(text[bracket.start - 1] ?? '') || /[。；]/.test(after))) continue
    const inner = text.slice(bracket.start + 1, bracket.end - 1)
    if (mentionsRole(inner) || /[。：“”《》\d]/.test(inner)) continue
    const clause = readClause(inner, bracket.start + 1, { ...options, assume: 'resp' })
    if (!clause || clause.resp.length === 0 || !clause.resp.every(unit => PLAIN_UNIT.test(unit.name))) continue
    clause.span = [bracket.start, bracket.end]
    found.push({ clause, apart: false })
  }
  return found
}

/** “…。（土壤科）”: where most items say who leads, a closing bracket of nothing but units stands for its item. */
function silentLists(
  text: string,
  brackets: readonly Bracket[],
  options: ClauseOptions,
  known: readonly FoundClause[],
): FoundClause[] {
  const ends = brackets.filter(
    b => b.closed && /^。?(?:\n|$)/.test(text.slice(b.end, b.end + 2)) && /[。；]/.test(text[b.start - 1] ?? ''),
  )
  return bareLists(text, ends, options).filter(({ clause }) => {
    const start = text.lastIndexOf('\n', clause.span[0]) + 1
    return (
      markAt(text, start) !== null && !known.some(k => k.clause.span[0] >= start && k.clause.span[0] <= clause.span[1])
    )
  })
}

const speaks = (clause: RoleClause): boolean =>
  ROLES.some(role => clause[role].length > 0) || clause.forLater !== null || clause.firstLeads

/** “牵头单位：…” on lines of their own or at the end of a paragraph, and whole sentences that say nothing but who does what. */
function labelled(
  text: string,
  from: number,
  to: number,
  brackets: readonly Bracket[],
  options: ClauseOptions,
  found: FoundClause[],
): void {
  let bracketAt = 0
  for (let start = from; start < to; ) {
    const stop = text.indexOf('\n', start)
    const end = stop < 0 || stop > to ? to : stop
    const line = text.slice(start, end)
    while (bracketAt < brackets.length && brackets[bracketAt]!.end <= start) bracketAt++
    const inBracket = (at: number) => {
      for (let i = bracketAt; i < brackets.length && brackets[i]!.start < end; i++)
        if (brackets[i]!.start < at && at < brackets[i]!.end) return true
      return false
    }
    const label =
      LABEL_LINE_START.exec(line) ??
      (LABEL_BODY.test(line) ? [...line.matchAll(LABEL_START)].find(m => !inBracket(start + m.index)) : undefined)
    if (label) {
      const at = start + label.index
      const stop = unitLines(text, labelEnd(text, at, end), to)
      const clause = readClause(text.slice(at, stop), at, { ...options, trusting: true })
      if (clause && speaks(clause)) found.push({ clause, apart: label.index === 0 })
      if (stop < end || stop > end) {
        start = stop
        continue
      }
    } else if (line.length < 400 && mentionsRole(line)) {
      for (const [from, to] of sentencesOf(line)) {
        const sentence = line.slice(from, to)
        const at = start + from
        if (!mentionsRole(sentence) || !SENTENCE.test(sentence.trim()) || /\d/.test(sentence) || inBracket(at + 1))
          continue
        const clause = readClause(sentence, at, options)
        const units = clause ? ROLES.flatMap(role => clause[role]) : []
        if (
          clause &&
          clause.unread.length === 0 &&
          units.every(u => PLAIN_UNIT.test(u.name)) &&
          units.some(u => AGENCY.test(u.name))
        )
          found.push({ clause, apart: at === start })
      }
    }
    start = end + 1
  }
}

/** The sentences of a line from the second on, and a line that is but one; closing signs included. */
function sentencesOf(line: string): [number, number][] {
  const sentences: [number, number][] = []
  let from = 0
  for (const stop of line.matchAll(/[。！？]/g)) {
    sentences.push([from, stop.index + 1])
    from = stop.index + 1
  }
  if (from < line.length) sentences.push([from, line.length])
  return sentences.length > 1 ? sentences.slice(1) : sentences
}

/** “责任单位：” over units on lines of their own: the lines that hold nothing but one belong to the list. */
function unitLines(text: string, from: number, to: number): number {
  let end = from
  while (end < to && text[end] === '\n') {
    const next = text.indexOf('\n', end + 1)
    const stop = next < 0 || next > to ? to : next
    const line = text.slice(end + 1, stop).trim()
    if (line.length < 2 || line.length > 24 || markAt(line, 0) || /[，。；：:]/.test(line) || !PLAIN_UNIT.test(line))
      break
    end = stop
  }
  return end
}

/** A full stop ends the list of a label, unless another label follows: “责任单位：甲、乙。完成时限：…”, “责任单位：甲。（二）…”. */
function labelEnd(text: string, from: number, to: number): number {
  for (let at = text.indexOf('。', from); at >= 0 && at < to - 1; at = text.indexOf('。', at + 1)) {
    const next = text.slice(at + 1, at + 24).trimStart()
    if (!/^[^。，；、]{2,8}[：:]/.test(next) || markAt(next, 0)) return at + 1
  }
  return to
}

const IN_PROSE =
  /(?<=^|[。；，：、.．）,;:)\n])由([^。；，：,;:\n]{2,80}?(?:牵头|负责|主办|组织实施))(?:[，；,;][^。；，：,;:\n]{2,80}?(?:配合|参与|协助|协办|支持|落实|实施|监督|指导))*(?=[，。；,;\n]|$)/g

/** “由市水利局牵头，市财政局配合，开展…”: only where a whole plan says it in no other way. */
export function findInProse(text: string, within: readonly Span[], options: ClauseOptions): FoundClause[] {
  const found: FoundClause[] = []
  for (const [from, to] of within)
    for (const match of text.slice(from, to).matchAll(IN_PROSE)) {
      const clause = readClause(match[0], from + match.index, options)
      const units = clause ? ROLES.flatMap(role => clause[role]) : []
      const named =
        units.length > 0 && units.every(u => PLAIN_UNIT.test(u.name)) && units.some(u => AGENCY.test(u.name))
      if (clause && named && clause.unread.length === 0) found.push({ clause, apart: false })
    }
  return found
}

/** Clauses with nothing but punctuation between them are one: three label lines, two brackets in a row. */
function joinNeighbours(found: FoundClause[], text: string): FoundClause[] {
  const joined: FoundClause[] = []
  for (const next of found) {
    const last = joined.at(-1)
    if (last && next.clause.span[0] < last.clause.span[1]) continue
    if (last && !/[\u4e00-\u9fff\w]/.test(text.slice(last.clause.span[1], next.clause.span[0]))) {
      const a = last.clause
      const b = next.clause
      for (const role of ROLES) a[role] = [...a[role], ...b[role].filter(u => !a[role].some(v => v.name === u.name))]
      a.open = [...new Set([...a.open, ...b.open])]
      a.forLater ??= b.forLater
      a.firstLeads ||= b.firstLeads
      a.leadNamed ||= b.leadNamed
      a.shared.push(...b.shared)
      a.unread.push(...b.unread)
      a.span = [a.span[0], b.span[1]]
    } else joined.push(next)
  }
  return joined
}
