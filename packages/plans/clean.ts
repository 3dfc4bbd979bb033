import type { CleanText, Rewriting } from './context.ts'
import { markAt } from './numbering.ts'
import type { Span } from './programme.ts'
import { CJK, HAN, linesOf, type SourceLine } from './sourceLines.ts'

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

/**
 * The width at which the lines were wrapped, or null where every line is a paragraph of its own. Wrapped lines are all but equal
 * in width, none is wider, and most of them stop in mid-sentence.
 */
function wrapWidth(lines: SourceLine[]): number | null {
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
  if (enough && wider.length <= plain.length * 0.06) return width
  // In a short text a few lines tell, when nothing is wider and they all stop in mid-sentence at one place.
  const edge = Math.max(...plain.map(line => line.width))
  const atEdge = plain.filter(line => line.width >= edge - 1.5)
  const few =
    plain.length < 40 &&
    edge <= 62 &&
    edge >= 24 &&
    atEdge.length >= 2 &&
    atEdge.every(line => !SENTENCE_END.test(line.text.trimEnd()) && plain.at(-1) !== line)
  return few ? edge : null
}

function goesOn(line: SourceLine, next: SourceLine, width: number | null, indents: boolean, gaps: boolean): boolean {
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
  // Punctuation and line ends that are put in make the text a little longer than it was.
  let offsets = new Int32Array(to - from + lines.length * 2 + 1024)
  let length = 0
  const rewritten = new Map<number, Rewriting>()
  const put = (run: string, offset: number) => {
    out.push(run)
    if (length + run.length > offsets.length) {
      const longer = new Int32Array((length + run.length) * 2)
      longer.set(offsets)
      offsets = longer
    }
    for (let i = 0; i < run.length; i++) offsets[length++] = offset + i
  }
  lines.forEach((line, i) => {
    const previous = lines[i - 1]
    const joined = previous !== undefined && goesOn(previous, line, width, indents, gaps)
    if (previous && !joined) {
      put('\n', Math.max(0, line.start - 1))
      // A blank line between rows of cells is all that is left of the end of a row.
      if (line.blankBefore && line.text.startsWith('\t')) put('\n', Math.max(0, line.start - 1))
    }
    if (line.rewritten) rewritten.set(length, line.rewritten)
    copyLine(line, joined, put, () => out.at(-1)?.at(-1) ?? '\n')
  })
  const text = out.join('')
  return {
    text,
    rewriting: at => (rewritten.size > 0 ? (rewritten.get(text.lastIndexOf('\n', at - 1) + 1) ?? null) : null),
    toOriginal([start, end]: Span): Span {
      if (length === 0) return [from, end > start ? from + 1 : from]
      const first = offsets[Math.min(start, length - 1)]!
      return end > start ? [first, (end > 0 ? offsets[Math.min(end, length) - 1]! : first) + 1] : [first, first]
    },
  }
}

/** Asked of every character. */
const BLANK = new Uint8Array(0x10000)
for (let c = 0; c < 0x10000; c++) if (c !== 0x200b && /\s/.test(String.fromCharCode(c))) BLANK[c] = 1
/** What is not copied as it stands: blanks but tabs, and the sign of no width. */
const APART = BLANK.slice()
APART[9] = 0
APART[0x200b] = 1
const isBlank = (c: number): boolean => BLANK[c] === 1

/** Copies a line without page furniture and without the white space that layout put between characters. */
function copyLine(
  line: SourceLine,
  joined: boolean,
  put: (char: string, offset: number) => void,
  last: () => string,
): void {
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
      const until = Math.min(limit, stop)
      while (end < until && !APART[text.charCodeAt(end)]) end++
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
