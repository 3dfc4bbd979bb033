import { boxRows } from './boxes.ts'
import type { Rewriting } from './context.ts'
import { markAt } from './numbering.ts'
import { partsWithin } from './runTogether.ts'
import { tabSpacedTables } from './spacedTables.ts'
import { type Closed, closeLetters, closeSentence, hasStrayBlanks, isLetterSpaced } from './spacing.ts'
import { punctuate } from './unpunctuated.ts'

export interface SourceLine {
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
export const CJK = /[\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef“”‘’—…·]/
export const HAN = /[\u3400-\u9fff\uf900-\ufaff]/
/** "- 8 -", "— 4 —", "第 3 页 共 10 页", "3 / 10": a page number on a line of its own. */
const PAGE_LINE =
  /^(?:[-—–－‐―]{1,2}\s*\d{1,4}\s*[-—–－‐―]{1,2}|第\s*\d{1,4}\s*页(?:[\s,，/]*共\s*\d{1,4}\s*页)?|\d{1,3}\s*\/\s*\d{1,3})$/
/** A line of a table of contents: “一、总体要求……3”. */
const CONTENTS_LINE = /(?:\.{3,}|…+|·{3,}|．{3,})\s*\d{1,3}$/
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

/** Code units as wide as a Chinese character: asked of every character of a text. */
const WIDE = new Uint8Array(0x10000)
for (let c = 0x80; c < 0x10000; c++) if (CJK.test(String.fromCharCode(c))) WIDE[c] = 1

function widthOf(text: string): number {
  let width = 0
  const trimmed = text.trim()
  for (let i = 0; i < trimmed.length; i++) width += WIDE[trimmed.charCodeAt(i)] ? 1 : 0.5
  return width
}

/** The lines of a text, made readable: odd characters, page numbers, drawn tables, letters set apart, missing punctuation. */
export function linesOf(original: string, from: number, to: number): SourceLine[] {
  const lines: SourceLine[] = []
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
function drawTables(lines: SourceLine[]): void {
  const { rows, taken } = boxRows(lines)
  if (rows.length === 0) return
  const byFirst = new Map(rows.map(row => [row.from, row]))
  const kept: SourceLine[] = []
  lines.forEach((line, i) => {
    const row = byFirst.get(i)
    if (row)
      kept.push({ ...line, text: row.text, at: row.at, rewritten: 'drawn', tabbed: true, width: widthOf(row.text) })
    if (!taken.has(i)) kept.push(line)
  })
  lines.splice(0, lines.length, ...kept)
}

/** Letters set apart one by one and blanks that a scanner strewed in are closed up. */
function closeBlanks(lines: SourceLine[]): void {
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
function unindent(lines: SourceLine[]): void {
  const led = lines.filter(line => line.text.startsWith('\t') && line.text.lastIndexOf('\t') === 0)
  const sentence = (line: SourceLine) => line.width > 40 || /[。：；]/.test(line.text) || markAt(line.text, 1) !== null
  const sentences = led.filter(sentence)
  if (led.length < lines.length * 0.4 || sentences.length < led.length * 0.35) return
  for (const line of sentences) {
    line.text = ` ${line.text.slice(1)}`
    line.tabbed = false
  }
}
