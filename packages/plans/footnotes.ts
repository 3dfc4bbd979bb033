import type { Footnote, Span } from './programme.ts'

/** “注：①…” and the notes under it: circled numbers, 1. / （1） after 注, or 注1：. */
const opening = /(^|\n)[ \t]*(?:注|备注|说明|附注)\s*[：:]/g
const numbered = /(^|\n)[ \t]*注\s*(\d{1,2})\s*[：:、.．]\s*/g
const circled = /[①-⑳]|[❶-❿]|(?:^|\n|；|;)\s*(?:[（(]\d{1,2}[）)]|\d{1,2}[.．、](?!\d))/g
/** A note runs to the next mark or to the end of its paragraph; nothing of the main text carries a mark at its head. */
const headMark = /^[ \t]*[①-⑳❶-❿]/

/** Rules that define an indicator or a word of a table, each with its mark; an unnumbered note has the mark 注. */
export function findFootnotes(text: string, span: Span): Footnote[] {
  const [from, to] = span
  const body = text.slice(from, to)
  const notes: Footnote[] = []
  const add = (mark: string, start: number, end: number) => {
    const raw = body.slice(start, end)
    const lead = raw.length - raw.trimStart().length
    const words = raw.trim()
    if (words) notes.push({ mark, text: words, span: [from + start + lead, from + start + lead + words.length] })
  }
  opening.lastIndex = 0
  for (let m = opening.exec(body); m; m = opening.exec(body)) {
    const start = m.index + m[0].length
    const end = endOfNotes(body, start)
    const block = body.slice(start, end)
    const marks = [...block.matchAll(circled)].filter((k, i) => i > 0 || block.slice(0, k.index).trim() === '')
    const first = marks[0] && block.slice(0, marks[0].index).trim() === ''
    if (!first) add('注', start, end)
    else
      marks.forEach((k, i) => {
        add(
          k[0].replace(/[\s；;、.．]/g, ''),
          start + k.index + k[0].length,
          start + (marks[i + 1]?.index ?? block.length),
        )
      })
    opening.lastIndex = end
  }
  numbered.lastIndex = 0
  for (let m = numbered.exec(body); m; m = numbered.exec(body)) {
    const start = m.index + m[0].length
    const stop = body.indexOf('\n', start)
    add(m[2]!, start, stop < 0 ? body.length : stop)
  }
  return notes.sort((a, b) => a.span[0] - b.span[0])
}

/** The paragraph of the note, and those after it that open with a mark of their own. */
function endOfNotes(body: string, start: number): number {
  let end = body.indexOf('\n', start)
  while (end >= 0) {
    let next = end + 1
    while (body[next] === '\n') next++
    const stop = body.indexOf('\n', next)
    const line = body.slice(next, stop < 0 ? body.length : stop)
    if (!headMark.test(line) && !/^[ \t]*(?:\d{1,2}[.．、]|[（(]\d{1,2}[）)])/.test(line)) return end
    // A numbered line goes on a note only where the notes are numbered that way; headings of the text are not.
    if (!headMark.test(line) && !/^\s*(?:1[.．、]|[（(]1[）)])/.test(body.slice(start, start + 6))) return end
    end = stop
  }
  return body.length
}
