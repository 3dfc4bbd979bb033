import { type TabStops, tabsBetween } from './tab-stops.ts'

/** A piece of text set in one go, in points from the top left corner of the page; `y` is the baseline. */
export type Run = { text: string; x: number; y: number; width: number; size: number }

/**
 * Runs on one baseline put together. `x` and `end` are its left and right limits; `head` is the width of what could not have
 * been parted from its beginning.
 */
export type Line = { text: string; x: number; end: number; y: number; size: number; head: number }

/** Baselines nearer than this share of the type size are one line; superscripts stay in it. */
const SAME_BASELINE = 0.45

/** Runs on the same baseline, from left to right. */
export function baselines(runs: Run[]): { y: number; size: number; runs: Run[] }[] {
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
  for (const group of groups) group.runs.sort((a, b) => a.x - b.x)
  return groups
}

export function groupLines(runs: Run[], stops?: TabStops): Line[] {
  return baselines(runs).map(({ runs, y, size }) => {
    const x = runs[0]!.x
    let text = ''
    let end = stops ? stops.origin : x
    for (const run of runs) {
      text += separator(text, run.text, end, run.x, size, stops)
      text += run.text
      end = Math.max(end, run.x + run.width)
    }
    const leading = stops ? /^\t*/.exec(text)![0] : ''
    const tidy = text.trim()
    return {
      text: leading + tidy,
      x: leading && stops ? stops.origin : x,
      end,
      y,
      size,
      head: headWidth(runs, firstUnit(tidy)),
    }
  })
}

function headWidth(runs: Run[], unit: string): number {
  let left = unit.length
  let width = 0
  for (const run of runs) {
    if (left <= 0) break
    const text = run.text.trim()
    const part = text.slice(0, left)
    width += run.width * (measureText(part) / Math.max(measureText(text), 0.5))
    left -= part.length
  }
  return width
}

const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]/

/** A gap of a character and more is a tab; typesetters put up to a third of one between hanzi and digits, which is no space. */
function separator(before: string, after: string, end: number, x: number, size: number, stops?: TabStops): string {
  const gap = (x - end) / size
  const previous = before.at(-1)
  const mixed = previous !== undefined && isWide(previous) !== isWide(after[0])
  // cells that meet at a stop: the tab between them has next to no width
  const touching =
    gap > -0.05 && gap <= 0.08 && (!mixed || before.includes('\t')) && before.length > 0 && !before.endsWith('\t')
  if (stops && touching && tabsBetween(end - 0.3, x, stops, 0.12) > 0) return '\t'
  if (stops && gap > 0.08) {
    // the narrower the gap, the likelier it meets a stop by chance; between hanzi and digits small ones are usual
    const usual = mixed && gap > 0.14 && gap < 0.35
    const tabs =
      usual && !before.includes('\t')
        ? 0
        : tabsBetween(end, x, stops, usual || (mixed && gap < 0.35) ? 0.12 : gap < 0.2 ? 0.25 : undefined)
    if (tabs > 0) return '\t'.repeat(Math.min(tabs, 20))
  }
  if (previous === undefined) return ''
  if (gap >= 0.85) return '\t'
  const wide = isWide(previous) || isWide(after[0])
  return gap >= (wide ? 0.35 : 0.15) && !/\s$/.test(before) && !/^\s/.test(after) ? ' ' : ''
}

function isWide(char: string | undefined): boolean {
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
// “60%、45%” is not broken at its comma
const WORD = /^[A-Za-z0-9.%/:_@#?&=+-]+(?:、\d[\d.]*%?)*/

// opening brackets may not end a line
const NO_END = /^[（《〈「『【〔“‘([{]+/

/** The least that had to be moved to the next line together: a word, or one hanzi, with the signs bound to it. */
function firstUnit(text: string): string {
  const opening = NO_END.exec(text)?.[0] ?? ''
  const rest = text.slice(opening.length)
  const head = WORD.exec(rest)?.[0] ?? [...rest][0] ?? ''
  return opening + head + (NO_START.exec(rest.slice(head.length))?.[0] ?? '')
}

/** Whether `line` was broken because `next` did not fit before `right`. */
export function brokenByWidth(line: Line, next: Line, right: number): boolean {
  return line.end + next.head > right - 0.1 * line.size
}

/** Text of a broken line and its continuation; only Latin words had a space at the break. */
export function joinBroken(before: string, after: string): string {
  return /[A-Za-z]$/.test(before) && /^[A-Za-z]/.test(after) ? `${before} ${after}` : before + after
}
