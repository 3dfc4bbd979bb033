import { boxRows } from './boxes.ts'
import type { CleanText, Rewriting } from './context.ts'
import { markAt } from './numbering.ts'
import type { Span } from './programme.ts'
import { partsWithin } from './runTogether.ts'
import { tabSpacedTables } from './spacedTables.ts'
import { type Closed, closeLetters, closeSentence, hasStrayBlanks, isLetterSpaced } from './spacing.ts'
import { punctuate } from './unpunctuated.ts'

interface Line {
  /** The line with its odd characters replaced one for one, so that positions stay. */
  text: string
  start: number
  /** Where each character stands, when they do not follow one another from `start`. */
  at: readonly number[] | null
  /** Its letters are in another order, or others, than in the text: a row of a drawn table, a line given punctuation. */
  rewritten: Rewriting | null
  tabbed: boolean
  /** Width of its text in Chinese characters. */
  width: number
  indented: boolean
  /** Page furniture stood between this line and the one before. */
  afterPageBreak: boolean
  blankBefore: boolean
}

const LINE_END = /\r\n|[\n\r\f\v\u2028\u2029]/g
const CJK = /[\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef“”‘’—…·]/
const HAN = /[\u3400-\u9fff\uf900-\ufaff]/
/** "- 8 -", "— 4 —", "第 3 页 共 10 页", "3 / 10": a page number on a line of its own. */
const PAGE_LINE =
  /^(?:[-—–－‐―]{1,2}\s*\d{1,4}\s*[-—–－‐―]{1,2}|第\s*\d{1,4}\s*页(?:[\s,，/]*共\s*\d{1,4}\s*页)?|\d{1,3}\s*\/\s*\d{1,3})$/
/** A line of a table of contents: “一、总体要求……3”. */
const CONTENTS_LINE = /(?:\.{3,}|…+|·{3,}|．{3,})\s*\d{1,3}$/
/** The same swallowed by a sentence; a dash alone may be a range, so white space or a long dash must give it away. */
const PAGE_INLINE =
  /(?:\s+[-—–－]{1,2}\s*\d{1,3}\s*[-—–－]{1,2}\s*|\s*[-—–－]{1,2}\s+\d{1,3}\s+[-—–－]{1,2}\s*|\s*[—–]\s*\d{1,3}\s*[—–]\s*)/g
const SENTENCE_END = /[。！？；;：:）)】”》]$/
const MUST_GO_ON = /[、，,（(《“【]$/
const LABEL =
  /^(?:(?:牵头|配合|责任|参与|参加|协办|协同|主办|承办|落实|实施|指导|协助)(?:责任)?(?:单位|部门|领导|主体)|(?:完成)?时限|完成时间|附件|附表|附录)/
/** A bracket left open at the end of a line closes on a later one. */
const OPEN_BRACKET = /[（(《“][^）)》”]*$/

/** A bracket of duties that is still open at the end of the line. */
const OPEN_DUTY = /[（(][^（()）]*(?:[局委办厅部府会站队]|牵头|配合|负责|责任|参与)[^（()）]*$/

/** Kangxi radicals and full-width digits and letters come out of PDF files; each becomes the one character it stands for. */
function plainCharacters(text: string): string {
  return text.replace(/[\u2e80-\u2fdf\uf900-\ufaff０-９Ａ-Ｚａ-ｚ％\u00a0]/g, char => {
    const plain = char.normalize('NFKC')
    return plain.length === 1 ? plain : char
  })
}

const TAB_AND_LABEL =
  /\t(?=(?:牵头|配合|责任|参与|参加|协办|主办|落实|完成|整改|分管|包保)(?:责任)?(?:单位|部门|领导|科室|人|时限|时间|期限)[：:])/g
const DECIMAL_AND_TAB = /^(\s*\d{1,2}(?:\.\d{1,2}){1,3})\t/

/** Blanks what is no text, place for place: Markdown's # and **, a word processor's tab between a number and its heading. */
function withoutDecoration(text: string): string {
  let plain = text
  if (plain.startsWith('#')) plain = plain.replace(/^#{1,6}(?=\s+[^a-z])/, hashes => ' '.repeat(hashes.length))
  if (plain.includes('**'))
    plain = plain
      .replace(/\*\*(\d[^*]{0,20})\*\*/g, '\u200b\u200b$1\u200b\u200b')
      .replace(/\*\*(?=[^*\d])/g, '\u200b\u200b')
  // Labels side by side (“责任领导：…\t责任单位：…”) are no cells.
  if (plain.includes('\t')) plain = plain.replace(TAB_AND_LABEL, ' ')
  const tab = plain.indexOf('\t')
  if (tab >= 0 && plain.indexOf('\t', plain.search(/\S/)) === plain.lastIndexOf('\t')) {
    const at = plain.search(/\S/)
    plain = plain.replace(DECIMAL_AND_TAB, '$1 ')
    const number = at >= 0 ? markAt(plain, at) : null
    if (number && plain[at + number.mark.length] === '\t' && /[、.．）)章节条]$/.test(number.mark))
      plain = `${plain.slice(0, at).replace(/\t/g, ' ')}${number.mark} ${plain.slice(at + number.mark.length + 1)}`
  }
  return plain
}

const isWide = (c: number): boolean => (c >= 0x4e00 && c <= 0x9fff) || (c > 0x7f && CJK.test(String.fromCharCode(c)))

function widthOf(text: string): number {
  let width = 0
  const trimmed = text.trim()
  for (let i = 0; i < trimmed.length; i++) width += isWide(trimmed.charCodeAt(i)) ? 1 : 0.5
  return width
}

function linesOf(original: string, from: number, to: number): Line[] {
  const lines: Line[] = []
  let afterPageBreak = false
  let blankBefore = false
  const add = (start: number, end: number) => {
    const text = withoutDecoration(plainCharacters(original.slice(start, end)))
    const trimmed = text.trim()
    const tabbed = text.includes('\t')
    if (!trimmed && !tabbed) {
      blankBefore = true
      return
    }
    if (CONTENTS_LINE.test(trimmed)) return
    if (PAGE_LINE.test(trimmed) && !tabbed) {
      afterPageBreak = true
      return
    }
    lines.push({
      text,
      start,
      at: null,
      rewritten: null,
      tabbed,
      width: widthOf(text),
      indented: /^(?: {2,}|\u3000)/.test(text),
      afterPageBreak,
      blankBefore,
    })
    afterPageBreak = blankBefore = false
  }
  const addParts = (start: number, end: number) => {
    let head = start
    if (end - start > 400 && !original.slice(start, end).includes('\t'))
      for (const at of partsWithin(original.slice(start, end))) {
        add(head, start + at)
        head = start + at
      }
    add(head, end)
  }
  let start = from
  LINE_END.lastIndex = from
  for (let end = LINE_END.exec(original); end && end.index < to; end = LINE_END.exec(original)) {
    addParts(start, end.index)
    start = end.index + end[0].length
  }
  addParts(start, to)
  if (/[─━═]{2}|\+--/.test(original)) drawTables(lines)
  closeBlanks(lines)
  for (const [i, tabbed] of tabSpacedTables(lines.map(line => line.text))) {
    lines[i]!.text = tabbed
    lines[i]!.tabbed = true
  }
  for (const [i, written] of punctuate(lines.map(line => line.text))) {
    lines[i]!.text = written
    lines[i]!.rewritten = 'punctuated'
  }
  unindent(lines)
  return lines
}

/** Rows of tables drawn with lines become rows of cells. */
function drawTables(lines: Line[]): void {
  const { rows, taken } = boxRows(lines)
  if (rows.length === 0) return
  const byFirst = new Map(rows.map(row => [row.from, row]))
  const kept: Line[] = []
  lines.forEach((line, i) => {
    const row = byFirst.get(i)
    if (row)
      kept.push({ ...line, text: row.text, at: row.at, rewritten: 'drawn', tabbed: true, width: widthOf(row.text) })
    if (!taken.has(i)) kept.push(line)
  })
  lines.splice(0, lines.length, ...kept)
}

/** Letters set apart one by one and blanks that a scanner strewed in are closed up. */
function closeBlanks(lines: Line[]): void {
  const strewn = hasStrayBlanks(lines.map(line => line.text))
  for (const line of lines) {
    if (line.at !== null || !line.text.includes(' ')) continue
    const closed: Closed | null = isLetterSpaced(line.text)
      ? closeLetters(line.text)
      : strewn && !line.tabbed && line.text.length > 20 && /[，。]/.test(line.text)
        ? closeSentence(line.text)
        : null
    if (!closed) continue
    line.text = closed.text
    line.at = closed.at.map(i => line.start + i)
    line.width = widthOf(closed.text)
  }
}

/** Where a tab opens most paragraphs it is an indent; what is left with tabs then are the cells of tables. */
function unindent(lines: Line[]): void {
  const led = lines.filter(line => line.text.startsWith('\t') && line.text.lastIndexOf('\t') === 0)
  const sentence = (line: Line) => line.width > 40 || /[。：；]/.test(line.text) || markAt(line.text, 1) !== null
  const sentences = led.filter(sentence)
  if (led.length < lines.length * 0.4 || sentences.length < led.length * 0.35) return
  for (const line of sentences) {
    line.text = ` ${line.text.slice(1)}`
    line.tabbed = false
  }
}

/**
 * The width at which the lines were wrapped, or null where every line is a paragraph of its own. Wrapped lines are all but equal
 * in width, none is wider, and most of them stop in mid-sentence.
 */
function wrapWidth(lines: Line[]): number | null {
  const plain = lines.filter(line => !line.tabbed && !line.text.startsWith('|'))
  if (plain.length < 8) return null
  const counts = new Map<number, number>()
  for (const { width } of plain)
    if (width >= 14) counts.set(Math.round(width), (counts.get(Math.round(width)) ?? 0) + 1)
  const near = (width: number) => (counts.get(width - 1) ?? 0) + (counts.get(width) ?? 0) + (counts.get(width + 1) ?? 0)
  const [width] = [...counts.keys()].sort((a, b) => near(b) - near(a) || b - a)
  if (width === undefined || width > 62) return null
  const full = plain.filter(line => line.width >= width - 2.5 && line.width <= width + 2.5)
  const wider = plain.filter(line => line.width > width + 3)
  const unfinished = full.filter(line => !SENTENCE_END.test(line.text.trimEnd()))
  const enough = full.length >= Math.max(5, plain.length * 0.15) && unfinished.length >= full.length * 0.55
  return enough && wider.length <= plain.length * 0.06 ? width : null
}

function goesOn(line: Line, next: Line, width: number | null, indents: boolean, gaps: boolean): boolean {
  if (next.tabbed || line.text.trimStart().startsWith('|')) return false
  const text = line.text.trimEnd()
  const opening = next.text.trimStart()
  const numbered = markAt(opening, 0) !== null
  if (next.afterPageBreak && !numbered && !SENTENCE_END.test(text) && !LABEL.test(opening)) {
    const heading = markAt(text.trimStart(), 0) !== null && line.width < (width ?? 40) * 0.85
    if (!heading && line.width > 8) return true
  }
  // A list or a label that has not got to its end goes on, wrapped or not.
  if (/(?:、|(?:单位|部门)[：:])$/.test(text) && !numbered && !LABEL.test(opening)) return true
  if (!numbered && OPEN_DUTY.test(text) && /^[^（(\n]{0,80}[）)]/.test(opening)) return true
  if (width === null || (gaps && next.blankBefore && !next.afterPageBreak)) return false
  if (MUST_GO_ON.test(text)) return !(numbered && line.width < width * 0.85)
  if (OPEN_BRACKET.test(text) && line.width > width * 0.5) return true
  if (indents && next.indented) return false
  if (line.width < width * 0.88) {
    // A line a little short may have been broken before a long word or a quotation; a heading or a signature is shorter.
    const heading = numbered || LABEL.test(opening) || markAt(text.trimStart(), 0) !== null || SENTENCE_END.test(text)
    return !heading && line.width >= width * 0.72 && next.width >= 4 && /[，、。；]/.test(line.text + next.text)
  }
  return !((numbered || LABEL.test(opening)) && (SENTENCE_END.test(text) || markAt(opening, 0)?.kind !== 'firstly'))
}

/** Cleans `original[from, to)`. Pure; never fails. Time is linear in the length. */
export function cleanText(original: string, from = 0, to = original.length): CleanText {
  const lines = linesOf(original, from, to)
  const width = wrapWidth(lines)
  const indents = lines.filter(line => line.indented).length < lines.length * 0.5
  // Where most lines follow one another, a blank line parts paragraphs.
  const gaps = lines.filter(line => line.blankBefore).length < lines.length * 0.5
  const out: string[] = []
  const offsets: number[] = []
  const rewritten = new Map<number, Rewriting>()
  const put = (run: string, offset: number) => {
    out.push(run)
    for (let i = 0; i < run.length; i++) offsets.push(offset + i)
  }
  lines.forEach((line, i) => {
    const previous = lines[i - 1]
    const joined = previous !== undefined && goesOn(previous, line, width, indents, gaps)
    if (previous && !joined) {
      put('\n', Math.max(0, line.start - 1))
      // A blank line between rows of cells is all that is left of the end of a row.
      if (line.blankBefore && line.text.startsWith('\t')) put('\n', Math.max(0, line.start - 1))
    }
    if (line.rewritten) rewritten.set(offsets.length, line.rewritten)
    copyLine(line, joined, put, () => out.at(-1)?.at(-1) ?? '\n')
  })
  const text = out.join('')
  return {
    text,
    rewriting: at => (rewritten.size > 0 ? (rewritten.get(text.lastIndexOf('\n', at - 1) + 1) ?? null) : null),
    toOriginal([start, end]: Span): Span {
      const first = offsets[Math.min(start, offsets.length - 1)] ?? from
      return end > start ? [first, (offsets[Math.min(end, offsets.length) - 1] ?? first) + 1] : [first, first]
    },
  }
}

const isBlank = (c: number): boolean => c === 32 || (c < 0x4e00 && c !== 0x200b && /\s/.test(String.fromCharCode(c)))

/** Copies a line without page furniture and without the white space that layout put between characters. */
function copyLine(line: Line, joined: boolean, put: (char: string, offset: number) => void, last: () => string): void {
  const { text } = line
  const copy = (from: number, to: number) => {
    if (!line.at) put(text.slice(from, to), line.start + from)
    else for (let i = from; i < to; i++) put(text[i]!, line.at[i]!)
  }
  const skipped: Span[] = []
  for (const noise of /[-—–－]/.test(text) ? text.matchAll(PAGE_INLINE) : []) {
    const [before, after] = [text[noise.index - 1], text[noise.index + noise[0].length]]
    if (before && after && /[\u3400-\u9fff、，。；]/.test(before) && CJK.test(after))
      skipped.push([noise.index, noise.index + noise[0].length])
  }
  const end = text.trimEnd().length
  const keepTabs = line.tabbed
  let at = keepTabs ? 0 : text.length - text.trimStart().length
  const stop = keepTabs ? text.replace(/[^\S\t]+$/, '').length : end
  for (let first = true; at < stop; at++) {
    const noise = skipped.find(([s]) => s === at)
    if (noise) {
      at = noise[1] - 1
      continue
    }
    const char = text[at]!
    if (char === '\u200b') continue
    if (char === '\t' || !isBlank(char.charCodeAt(0))) {
      // Latin words broken over two lines keep a space between them.
      if (first && joined && /[A-Za-z]/.test(char) && /[A-Za-z,.]/.test(last()))
        put(' ', line.at?.[at] ?? line.start + at)
      const limit = skipped.find(([s]) => s > at)?.[0] ?? stop
      let end = at + 1
      while (
        end < Math.min(limit, stop) &&
        text[end] !== '\u200b' &&
        (text[end] === '\t' || !isBlank(text.charCodeAt(end)))
      )
        end++
      copy(at, end)
      at = end - 1
      first = false
      continue
    }
    let next = at
    while (next < stop && /[^\S\t]/.test(text[next]!)) next++
    const [before, after] = [last(), text[next] ?? '\n']
    const apart = (HAN.test(before) && HAN.test(after)) || (/[\w,.;:)]/.test(before) && /[\w(]/.test(after))
    if (apart) put(' ', line.at?.[at] ?? line.start + at)
    at = next - 1
  }
}
