import { mentionsRole } from './clauses.ts'
import type { OutlineNode } from './context.ts'
import { type Mark, type MarkKind, markAt, rankOf } from './numbering.ts'
import type { Span } from './programme.ts'
import type { TextLine } from './tableLines.ts'

export interface Node extends OutlineNode {
  kind: MarkKind | 'title'
  parent: Node | null
  children: Node[]
  /** End of the heading in the text: what follows is body. */
  headingEnd: number
}

/** Brackets at the outermost level, in text order; `end` is after the closing one. Those left open are reported, not guessed. */
export interface Bracket {
  start: number
  end: number
  closed: boolean
}

const PAIRS: Record<string, string> = { '（': '）', '(': '）', '【': '】', '[': '】', '〔': '〕' }
const CLOSERS: Record<string, string> = { '）': '）', ')': '）', '】': '】', ']': '】', '〕': '〕' }

const BRACKET_OR_END = /[（(【[〔）)】\]〕\n]/g

export function findBrackets(text: string): Bracket[] {
  const brackets: Bracket[] = []
  const open: { closer: string; at: number }[] = []
  BRACKET_OR_END.lastIndex = 0
  for (let found = BRACKET_OR_END.exec(text); found; found = BRACKET_OR_END.exec(text)) {
    const i = found.index
    const char = found[0]
    if (char === '\n') {
      // A bracket does not outlive its paragraph; what was opened and never closed may still be a clause.
      if (open.length > 0) brackets.push({ start: open[0]!.at, end: i, closed: false })
      open.length = 0
    } else if (PAIRS[char]) open.push({ closer: PAIRS[char], at: i })
    else if (CLOSERS[char]) {
      const at = open.findLastIndex(o => o.closer === CLOSERS[char])
      if (at < 0) continue
      const [opening] = open.splice(at)
      if (at === 0) brackets.push({ start: opening!.at, end: i + 1, closed: true })
    }
  }
  if (open.length > 0) brackets.push({ start: open[0]!.at, end: text.length, closed: false })
  return brackets
}

const ATTACHMENT = /^附\s*[件表录图][\s\d一二三四五六七八九十、.．—–－-]*[：:]?/
const LABEL_AHEAD = /\s*(?:牵头|责任|配合|参与|主办|落实|实施)(?:责任)?(?:单位|部门)[：:]/
/** “责任单位：甲、乙。” */
const LABEL_BEFORE = /(?:牵头|责任|配合|参与|主办|落实|实施)(?:责任)?(?:单位|部门)[：:][^。：:]{2,160}[。；;]$/
const INLINE_BEFORE = /[。；;：:）)\]】”]/g

/** The marks inside a paragraph that open tasks of their own: those after a role clause, with their brothers before it. */
function inlineMarks(text: string, from: number, to: number): number[] {
  const candidates: { at: number; mark: Mark; afterClause: boolean }[] = []
  INLINE_BEFORE.lastIndex = from + 1
  for (let found = INLINE_BEFORE.exec(text); found && found.index < to - 5; found = INLINE_BEFORE.exec(text)) {
    const at = found.index + 1
    const mark = markAt(text, at)
    if (!mark || rankOf[mark.kind] < rankOf.hanBracket || mark.kind === 'dotted') continue
    const before = text.slice(Math.max(from, at - 240), at).replace(/[。；]$/, '')
    const closing = /[（(]([^（()]*(?:[（(][^（）()]*[）)][^（()]*)*)[）)]$/.exec(before)
    const labelled = LABEL_BEFORE.test(text.slice(Math.max(from, at - 240), at).trimEnd())
    candidates.push({ at, mark, afterClause: labelled || (closing !== null && mentionsRole(closing[1]!)) })
  }
  const kinds = new Set(candidates.filter(c => c.afterClause).map(c => c.mark.kind))
  return candidates.filter(c => kinds.has(c.mark.kind)).map(c => c.at)
}

/** Where the heading that starts at `from` ends, and its words. */
function headingOf(
  text: string,
  from: number,
  to: number,
  brackets: readonly Bracket[],
): { title: string; end: number } {
  let end = to
  for (let i = from; i < to; i++) {
    const char = text[i]!
    if (char === '。' || char === '！' || char === '？') {
      end = i
      break
    }
  }
  const clause = brackets.find(b => b.start > from && b.start < end && mentionsRole(text.slice(b.start, b.end)))
  if (clause) end = clause.start
  const label = LABEL_AHEAD.exec(text.slice(from, end))
  if (label && label.index > 1) end = from + label.index
  const words = text.slice(from, end)
  // “加强组织领导：各部门要…”, “加强组织领导 各部门要…”: a short name before a long sentence is the heading.
  const colon = /^[^：:，。]{2,30}[：:](?=.{12})/.exec(words) ?? /^[^，。；：、 ]{4,24} (?=.{20})/.exec(words)
  if (colon) end = from + colon[0].length
  else if (words.length > 80) {
    const part = words.indexOf('；')
    if (part > 8) end = from + part
  }
  return {
    title: text
      .slice(from, end)
      .trim()
      .replace(/[。：:；;，,、]$/, ''),
    end: text[end] === '。' ? end + 1 : end,
  }
}

/** 2.1 and 2.1.1 are numbers of different levels. */
const dotsOf = (no: string): number => no.split('.').length - 1

/** Builds the outline of a cleaned text from its lines outside tables. */
export function readOutline(
  text: string,
  lines: readonly TextLine[],
  tables: readonly Span[],
  brackets: readonly Bracket[],
): Node[] {
  const nodes: Node[] = []
  const stack: Node[] = []
  let bracketAt = 0
  const add = (at: number, to: number, mark: Mark | null, title: string, headingEnd: number) => {
    const kind = mark?.kind ?? 'title'
    if (kind === 'title') stack.length = 0
    else {
      const same = stack.findLastIndex(
        n =>
          n.kind === kind &&
          dotsOf(n.no) === dotsOf(mark!.no) &&
          !(mark!.value === 1 && n.kind === 'arabic' && !n.mark.endsWith(mark!.mark.at(-1)!)),
      )
      if (same >= 0) stack.length = same
      else
        while (
          stack.length > 0 &&
          stack.at(-1)!.kind !== 'title' &&
          rankOf[stack.at(-1)!.kind as MarkKind] + dotsOf(stack.at(-1)!.no) / 10 >
            rankOf[kind as MarkKind] + dotsOf(mark!.no) / 10
        )
          stack.pop()
    }
    const parent = stack.at(-1) ?? null
    const node: Node = {
      kind,
      mark: mark?.mark ?? '',
      no: mark?.no ?? '',
      title,
      heading: (mark?.mark ?? '') + title,
      depth: stack.length,
      parent,
      children: [],
      own: [at, to],
      span: [at, to],
      headingEnd,
    }
    parent?.children.push(node)
    stack.push(node)
    nodes.push(node)
  }
  let table = 0
  for (const { start, end } of lines) {
    while (table < tables.length && tables[table]![1] < start) table++
    if (end === start || (table < tables.length && tables[table]![0] <= start && start <= tables[table]![1])) continue
    let at = start
    while (at < end && (text[at] === '\t' || text[at] === ' ')) at++
    const attachment = ATTACHMENT.exec(text.slice(at, Math.min(end, at + 40)))
    if (attachment && end - at < 70 && !/[。；，]$/.test(text.slice(at, end))) {
      add(at, end, null, text.slice(at, end).trim(), end)
      continue
    }
    const starts = [at, ...inlineMarks(text, at, end)]
    starts.forEach((from, i) => {
      const mark = markAt(text, from)
      if (!mark) return
      const to = starts[i + 1] ?? end
      while (bracketAt < brackets.length && brackets[bracketAt]!.end < from) bracketAt++
      const near = brackets.slice(bracketAt, bracketAt + 12)
      const heading = headingOf(text, from + mark.mark.length, to, near)
      add(from, end, mark, heading.title, heading.end)
    })
  }
  close(nodes, text, tables)
  return nodes
}

/** Text belongs to a node up to the next one, or to the next table: a table speaks for itself. */
function close(nodes: Node[], text: string, tables: readonly Span[]): void {
  const trim = (from: number, to: number): Span => {
    const table = tables.find(([start]) => start > from && start < to)
    let end = table ? table[0] : to
    while (end > from && /\s/.test(text[end - 1]!)) end--
    return [from, end]
  }
  const open: Node[] = []
  nodes.forEach((node, i) => {
    node.own = trim(node.own[0], nodes[i + 1]?.own[0] ?? text.length)
    while (open.length > 0 && open.at(-1)!.depth >= node.depth) {
      const done = open.pop()!
      done.span = trim(done.own[0], node.own[0])
    }
    open.push(node)
  })
  for (const node of open) node.span = trim(node.own[0], text.length)
}
