import type { Run } from './lines.ts'

type Matrix = [number, number, number, number, number, number]
type Item = { str: string; transform: number[]; width: number; height: number } | { type: string }

/** Text of a page standing upright, and the matrix that turns page coordinates to those of the runs. */
export type UprightPage = { runs: Run[]; width: number; height: number; matrix: Matrix }

/**
 * Turns the page so that most of its text runs from left to right: wide tables are often set sideways on an upright page. Text
 * in other directions (watermarks, stamps) is left out.
 */
export function uprightRuns(
  items: Item[],
  viewport: { width: number; height: number; transform: number[] },
  multiply: (a: number[], b: number[]) => number[],
): UprightPage {
  const base = viewport.transform as Matrix
  const votes = [0, 0, 0, 0]
  const texts = items.flatMap(item => ('str' in item && item.str !== '' ? [item] : []))
  for (const item of texts) {
    const turn = quarterTurn(multiply(base, item.transform))
    if (turn !== undefined) votes[turn] = votes[turn]! + item.str.trim().length
  }
  const turn = votes.indexOf(Math.max(...votes))
  const { width: w, height: h } = viewport
  const turned: Matrix[] = [
    [1, 0, 0, 1, 0, 0],
    [0, -1, 1, 0, 0, w],
    [-1, 0, 0, -1, w, h],
    [0, 1, -1, 0, h, 0],
  ]
  const matrix = multiply(turned[turn]!, base) as Matrix
  const runs: Run[] = []
  for (const item of texts) {
    // gaps come as items of their own without height; they are measured from the runs instead
    if (item.str.trim() === '') continue
    const [a, b, c, d, x, y] = multiply(matrix, item.transform) as Matrix
    if (quarterTurn([a, b, c, d, x, y]) !== 0) continue
    const text = item.str.replace(/[\u00ad\u200b-\u200d\ufeff]/g, '').replace(/\u00a0/g, ' ')
    runs.push({ text, x, y, width: item.width, size: Math.hypot(c, d) })
  }
  const sideways = turn === 1 || turn === 3
  return { runs, width: sideways ? h : w, height: sideways ? w : h, matrix }
}

/** 0 upright, then quarter turns; undefined for slanted text. Rows of y grow downwards here. */
function quarterTurn(m: number[]): number | undefined {
  const angle = Math.atan2(m[1]!, m[0]!) / (Math.PI / 2)
  const turn = Math.round(angle)
  return Math.abs(angle - turn) < 0.1 ? (turn + 4) % 4 : undefined
}
