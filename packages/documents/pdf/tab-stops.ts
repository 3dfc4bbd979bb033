import { baselines, measureText, type Run } from './lines.ts'

/** Tab stops standing at `origin + n × step` points. */
export type TabStops = { origin: number; step: number }

// defaults of LibreOffice (1.25 cm), Word (half an inch) and Chinese Word (two characters of 10.5 pt), and their doubles
const STEPS = [35.45, 36, 21, 42, 28.35, 70.9]
const EXACT = 0.7
const FEWEST = 8

/**
 * Finds whether the wide gaps of the text end on regular tab stops, which tells a typed-out table from aligned blanks. With
 * the stops known, empty cells can be counted too.
 */
export function inferTabStops(pages: Run[][]): TabStops | undefined {
  const starts: number[] = []
  const lineStarts = new Map<number, number>()
  const sizes: number[] = []
  for (const runs of pages) {
    for (const line of baselines(runs)) {
      const left = Math.round(line.runs[0]!.x * 10) / 10
      lineStarts.set(left, (lineStarts.get(left) ?? 0) + 1)
      if (line.runs[0]) sizes.push(line.size)
      let end = line.runs[0]!.x
      for (const run of line.runs) {
        if (run.x - end >= 0.85 * line.size) starts.push(run.x)
        end = Math.max(end, run.x + run.width)
      }
    }
  }
  // the left margin: the leftmost place where many lines begin
  const lines = sizes.length
  const origin = [...lineStarts]
    .sort((a, b) => a[0] - b[0])
    .find(([, count]) => count >= Math.max(2, lines * 0.05))?.[0]
  if (origin === undefined) return undefined
  const size = sizes.sort((a, b) => a - b)[Math.floor(lines / 2)]!
  for (const step of STEPS) {
    const stops = { origin, step }
    const indented = [...lineStarts].reduce((sum, [x, count]) => sum + (onStop(x, stops) ? count : 0), 0)
    // a first line indented by two characters is a paragraph, not a table
    const paragraphs = Math.abs(step - 2 * size) <= 1 ? indented : 0
    const hits = starts.filter(x => onStop(x, stops)).length
    if (hits >= 0.9 * starts.length && hits + indented - paragraphs >= FEWEST) return stops
  }
  return undefined
}

function onStop(x: number, stops: TabStops, exact = EXACT): boolean {
  const n = (x - stops.origin) / stops.step
  return n > 0.5 && Math.abs(n - Math.round(n)) * stops.step <= exact
}

/** How many tabs lead from `end` to the stop at `x`; none when `x` is no stop. */
export function tabsBetween(end: number, x: number, stops: TabStops, exact = EXACT): number {
  if (!onStop(x, stops, exact)) return 0
  const reached = Math.round((x - stops.origin) / stops.step)
  return Math.max(0, reached - Math.floor((end - stops.origin + EXACT / 2) / stops.step))
}

export function nextStop(x: number, stops: TabStops): number {
  return stops.origin + (Math.floor((x - stops.origin) / stops.step) + 1) * stops.step
}

const FULL_WIDTH = /^[\u3000-\u303f\u3400-\u9fff\uff00-\uffef ]+$/

/**
 * A tab may be so narrow that the reader of the PDF took it for nothing or for a blank, and put the cells before and after it into
 * one run. Such a run is wider than its letters; the place is where the letters after it begin on a stop.
 */
export function partAtStops(runs: readonly Run[], stops: TabStops): Run[] {
  return runs.flatMap(run => {
    if (run.text.length < 2 || !FULL_WIDTH.test(run.text)) return [run]
    const letters = measureText(run.text.replaceAll(' ', '')) * run.size
    const gap = run.width - letters
    if (gap < 0.02 * run.size || gap > 0.85 * run.size) return [run]
    const places: number[] = []
    for (let at = 1; at < run.text.length; at++) {
      if (run.text.includes(' ') ? run.text[at - 1] !== ' ' : run.text[at] === ' ') continue
      const start = run.x + run.width - measureText(run.text.slice(at).replaceAll(' ', '')) * run.size
      if (onStop(start, stops, 0.3)) places.push(at)
    }
    const [at] = places
    if (places.length !== 1 || at === undefined) return [run]
    const after = run.text.slice(at).trim()
    const before = run.text.slice(0, at).trim()
    const width = measureText(after.replaceAll(' ', '')) * run.size
    return [
      { ...run, text: before, width: measureText(before.replaceAll(' ', '')) * run.size },
      { ...run, text: after, x: run.x + run.width - width, width },
    ]
  })
}
