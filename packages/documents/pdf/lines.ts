/** A piece of text set in one go, in points from the top left corner of the page; `y` is the baseline. */
export type Run = { text: string; x: number; y: number; width: number; size: number }

/** Runs on one baseline put together. `x` and `end` are its left and right limits. */
export type Line = { text: string; x: number; end: number; y: number; size: number }

/** Baselines nearer than this share of the type size are one line; superscripts stay in it. */
const SAME_BASELINE = 0.45

export function groupLines(runs: Run[]): Line[] {
  const sorted = runs.filter(run => run.text.trim() !== '').sort((a, b) => a.y - b.y || a.x - b.x)
  const groups: { y: number; size: number; runs: Run[] }[] = []
  for (const run of sorted) {
    const last = groups.at(-1)
    if (last && run.y - last.y < SAME_BASELINE * Math.max(last.size, run.size)) {
      last.runs.push(run)
      // the baseline of the biggest type counts, so that a superscript met first does not pull the line up
      if (run.size > last.size) {
        last.size = run.size
        last.y = run.y
      }
    } else groups.push({ y: run.y, size: run.size, runs: [run] })
  }
  return groups.map(group => assemble(group.runs, group.y, group.size))
}

function assemble(runs: Run[], y: number, size: number): Line {
  const inOrder = runs.sort((a, b) => a.x - b.x)
  let text = ''
  let end = inOrder[0]!.x
  for (const run of inOrder) {
    if (text !== '') text += separator(text, run.text, (run.x - end) / size)
    text += run.text
    end = Math.max(end, run.x + run.width)
  }
  return { text: text.trim(), x: inOrder[0]!.x, end, y, size }
}

const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]/

/** A gap of a character and more is a tab; typesetters put up to a third of one between hanzi and digits, which is no space. */
function separator(before: string, after: string, gap: number): string {
  if (gap >= 0.85) return '\t'
  const wide = WIDE.test(before.at(-1)!) || WIDE.test(after[0]!)
  if (gap >= (wide ? 0.35 : 0.15) && !/\s$/.test(before) && !/^\s/.test(after)) return ' '
  return ''
}

export function isWide(char: string | undefined): boolean {
  return char !== undefined && WIDE.test(char)
}

/** Width of a text in ems, near enough to tell whether a word would still have fitted. */
export function measureText(text: string): number {
  let width = 0
  for (const char of text) width += isWide(char) || char.codePointAt(0)! > 0x2000 ? 1 : 0.5
  return width
}

// signs that may not begin a line, so they come down together with the character before them
const NO_START = /^[，。、；：？！）》〉」』】〕”’%…·,.;:?!)\]}]+/
const WORD = /^[A-Za-z0-9.%/:_@#?&=+-]+/

/** The least that had to be moved to the next line together: a word, or one hanzi with the signs bound to it. */
export function firstUnit(text: string): string {
  const word = WORD.exec(text)?.[0]
  const head = word ?? [...text][0] ?? ''
  return head + (NO_START.exec(text.slice(head.length))?.[0] ?? '')
}

/** Whether `line` was broken because `next` did not fit before `right`. */
export function brokenByWidth(
  line: { end: number; size: number },
  next: { text: string; size: number },
  right: number,
): boolean {
  return line.end + measureText(firstUnit(next.text)) * next.size > right - 0.15 * line.size
}

/** Text of a broken line and its continuation; only Latin words had a space at the break. */
export function joinBroken(before: string, after: string): string {
  return /[A-Za-z]$/.test(before) && /^[A-Za-z]/.test(after) ? `${before} ${after}` : before + after
}
