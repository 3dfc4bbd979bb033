import { brokenByWidth, groupLines, joinBroken, measureText, type Run } from './lines.ts'
import type { Rule } from './rules.ts'

/** A table drawn with lines: column and row limits, and which of its fields are one cell. */
export type Grid = { xs: number[]; ys: number[]; owner: number[][] }

/** A table with its text. `cells[r][c]` is empty where a merged cell only continues. */
export type TableBlock = { top: number; bottom: number; xs: number[]; cells: string[][]; spansWhole: boolean[] }

const TOUCH = 3

export function findGrids(rules: Rule[]): Grid[] {
  const merged = mergeCollinear(rules)
  const grids: Grid[] = []
  for (const group of connected(merged)) {
    const xs = clusters(group.filter(rule => !rule.across).map(rule => rule.at))
    const ys = clusters(group.filter(rule => rule.across).map(rule => rule.at))
    // two columns or two rows at least; a plain box is a frame, not a table
    if (xs.length < 2 || ys.length < 2 || (xs.length < 3 && ys.length < 3)) continue
    grids.push({ xs, ys, owner: mergeFields(xs, ys, group) })
  }
  return grids
}

function mergeCollinear(rules: Rule[]): Rule[] {
  const sorted = [...rules].sort((a, b) => Number(a.across) - Number(b.across) || a.at - b.at || a.from - b.from)
  const out: Rule[] = []
  for (const rule of sorted) {
    let joined = false
    for (let i = out.length - 1; i >= 0; i--) {
      const other = out[i]!
      if (other.across !== rule.across || rule.at - other.at > 1.5) break
      if (rule.from <= other.to + TOUCH && rule.to >= other.from - TOUCH) {
        other.from = Math.min(other.from, rule.from)
        other.to = Math.max(other.to, rule.to)
        joined = true
        break
      }
    }
    if (!joined) out.push({ ...rule })
  }
  return out
}

function connected(rules: Rule[]): Rule[][] {
  const across = rules.filter(rule => rule.across)
  const down = rules.filter(rule => !rule.across)
  const group = new Map<Rule, Rule[]>(rules.map(rule => [rule, [rule]]))
  for (const h of across) {
    for (const v of down) {
      const meet = v.at >= h.from - TOUCH && v.at <= h.to + TOUCH && h.at >= v.from - TOUCH && h.at <= v.to + TOUCH
      const [a, b] = [group.get(h)!, group.get(v)!]
      if (!meet || a === b) continue
      a.push(...b)
      for (const rule of b) group.set(rule, a)
    }
  }
  return [...new Set(group.values())].filter(rules => rules.length >= 4)
}

function clusters(values: number[]): number[] {
  const out: number[] = []
  for (const value of values.sort((a, b) => a - b)) {
    if (out.length === 0 || value - out.at(-1)! > TOUCH) out.push(value)
  }
  return out
}

/** Fields with no line between them belong to the same cell. */
function mergeFields(xs: number[], ys: number[], rules: Rule[]): number[][] {
  const columns = xs.length - 1
  const rows = ys.length - 1
  const parent = Array.from({ length: rows * columns }, (_, i) => i)
  const find = (i: number): number => {
    let at = i
    while (parent[at] !== at) at = parent[at]!
    return at
  }
  const wall = (across: boolean, at: number, middle: number) =>
    rules.some(r => r.across === across && Math.abs(r.at - at) <= TOUCH && r.from - 1 <= middle && r.to + 1 >= middle)
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const [x, y] = [(xs[c]! + xs[c + 1]!) / 2, (ys[r]! + ys[r + 1]!) / 2]
      // the smaller index stays the root, so the owner of a cell is its top left field
      const unite = (other: number) => {
        const [a, b] = [find(r * columns + c), find(other)]
        parent[Math.max(a, b)] = Math.min(a, b)
      }
      if (c + 1 < columns && !wall(false, xs[c + 1]!, y)) unite(r * columns + c + 1)
      if (r + 1 < rows && !wall(true, ys[r + 1]!, x)) unite((r + 1) * columns + c)
    }
  }
  return Array.from({ length: rows }, (_, r) => Array.from({ length: columns }, (_, c) => find(r * columns + c)))
}

/** Takes the runs standing in the grid and gives its rows; `rest` are the runs outside. */
export function fillGrid(grid: Grid, runs: Run[]): { table: TableBlock; rest: Run[] } {
  const { xs, ys, owner } = grid
  const columns = xs.length - 1
  const texts = new Map<number, Run[]>()
  const rest: Run[] = []
  for (const run of runs) {
    const row = fieldAt(ys, run.y - run.size * 0.35)
    if (row < 0 || run.x + run.width / 2 < xs[0]! || run.x + run.width / 2 > xs.at(-1)!) {
      rest.push(run)
      continue
    }
    for (const piece of splitAtWalls(run, xs, owner[row]!)) {
      const column = Math.min(Math.max(fieldAt(xs, piece.x + piece.width / 2), 0), columns - 1)
      const cell = owner[row]![column]!
      const held = texts.get(cell)
      if (held) held.push(piece)
      else texts.set(cell, [piece])
    }
  }
  const right = (cell: number) => {
    let last = cell % columns
    const row = owner[Math.floor(cell / columns)]!
    while (row[last + 1] === cell) last++
    return xs[last + 1]!
  }
  const cells = owner.map((fields, r) =>
    fields.map((cell, c) => (cell === r * columns + c ? cellText(texts.get(cell) ?? [], right(cell)) : '')),
  )
  const spansWhole = owner.map(fields => columns > 1 && fields.every(cell => cell === fields[0]))
  return { table: { top: ys[0]!, bottom: ys.at(-1)!, xs, cells, spansWhole }, rest }
}

function fieldAt(limits: number[], value: number): number {
  for (let i = 0; i + 1 < limits.length; i++) if (value >= limits[i]! && value < limits[i + 1]!) return i
  return -1
}

/** A run set across a wall holds the text of two cells; it is cut where the wall stands. */
function splitAtWalls(run: Run, xs: number[], owners: number[]): Run[] {
  const pieces: Run[] = []
  let rest = run
  for (let c = 1; c < owners.length; c++) {
    const wall = xs[c]!
    if (owners[c] === owners[c - 1] || wall < rest.x + rest.size * 0.6 || wall > rest.x + rest.width - rest.size * 0.6)
      continue
    const scale = rest.width / Math.max(measureText(rest.text), 0.5)
    let cut = 0
    let x = rest.x
    for (const char of rest.text) {
      const width = measureText(char) * scale
      if (x + width / 2 > wall) break
      x += width
      cut += char.length
    }
    pieces.push({ ...rest, text: rest.text.slice(0, cut), width: x - rest.x })
    rest = { ...rest, text: rest.text.slice(cut), x, width: rest.x + rest.width - x }
  }
  return [...pieces, rest]
}

function cellText(runs: Run[], right: number): string {
  const lines = groupLines(runs)
  let text = ''
  for (const [i, line] of lines.entries()) {
    const before = lines[i - 1]
    const content = line.text.replace(/\s+/g, ' ')
    // cells have a margin of five points and more on the right
    if (before) text = brokenByWidth(before, line, right - 6) ? joinBroken(text, content) : `${text} ${content}`
    else text = content
  }
  return text.trim()
}
