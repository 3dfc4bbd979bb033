/** A line of the text, or a row of a drawn table that took several; `at` says where in the text each character stands. */
export interface BoxRow {
  /** Cells parted by tabs. */
  text: string
  at: number[]
  /** First and last of the lines it was drawn on. */
  from: number
  to: number
}

interface SourceLine {
  text: string
  start: number
}

interface Cell {
  text: string
  at: number[]
}

const BAR = /[│┃║┆┇┊┋╎╏|｜]/
const RULE = /^[\s─━═┄┅┈┉╌╍\-=+┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛├┝┞┟┠┡┢┣┤┥┦┧┨┩┪┫┬┭┮┯┰┱┲┳┴┵┶┷┸┹┺┻┼┽┾┿╀╁╂╃╄╅╆╇╈╉╊╋╔╗╚╝╠╣╦╩╬│┃║|]{5,}$/
const RULE_SIGN = /[─━═┄┅┈┉]{2}|\+[-=]{2,}/
const DRAWN = /[┌├└┼┬┴┏┣┗╔╠╚]|\+[-=]{2,}/

/**
 * Tables drawn with lines (│ ─ ┼, or + - |): a row is what stands between two rules, its cells are wrapped column by column.
 * Answers with the rows in the order of the text; the rules themselves are no text.
 */
export function boxRows(lines: readonly SourceLine[]): { rows: BoxRow[]; taken: Set<number> } {
  const rows: BoxRow[] = []
  const taken = new Set<number>()
  for (let i = 0; i < lines.length; i++) {
    const first = lines[i]!.text.trim()
    if (!RULE.test(first) || !DRAWN.test(first)) continue
    let last = i
    while (last + 1 < lines.length && (isRule(lines[last + 1]!.text) || isBarred(lines[last + 1]!.text))) last++
    if (last - i < 3) continue
    rows.push(...rowsBetween(lines, i, last))
    for (let line = i; line <= last; line++) taken.add(line)
    i = last
  }
  return { rows, taken }
}

const isRule = (text: string): boolean => RULE.test(text.trim()) && RULE_SIGN.test(text)
const isBarred = (text: string): boolean => BAR.test(text.trim()[0] ?? '') || text.split(BAR).length > 2

function rowsBetween(lines: readonly SourceLine[], first: number, last: number): BoxRow[] {
  const blocks: number[][] = [[]]
  for (let i = first; i <= last; i++) {
    if (isRule(lines[i]!.text)) blocks.push([])
    else blocks.at(-1)!.push(i)
  }
  return blocks
    .filter(block => block.length > 0)
    .flatMap(block => {
      const cells = block.map(i => cellsOf(lines[i]!))
      // Where no rule parts the rows, each opens with its number.
      const opens = (row: Cell[]) => /^\d{1,3}$/.test(row[0]?.text ?? '')
      const several = cells.filter(opens).length > 1
      const rows: { from: number; to: number; cells: Cell[] }[] = []
      cells.forEach((line, i) => {
        const before = rows.at(-1)
        if (!before || (several && opens(line))) rows.push({ from: block[i]!, to: block[i]!, cells: line })
        else {
          before.to = block[i]!
          line.forEach((piece, column) => {
            const target = before.cells[column]
            if (target) append(target, piece)
            else before.cells.push(piece)
          })
        }
      })
      return rows.map(({ from, to, cells: row }) => ({ ...joined(row), from, to }))
    })
}

function cellsOf({ text, start }: SourceLine): Cell[] {
  const cells: Cell[] = []
  let from = 0
  const push = (to: number) => {
    const raw = text.slice(from, to)
    const lead = raw.length - raw.trimStart().length
    const words = raw.trim()
    cells.push({ text: words, at: Array.from({ length: words.length }, (_, i) => start + from + lead + i) })
  }
  const opening = text.search(/\S/)
  for (let i = 0; i <= text.length; i++) {
    if (i < text.length && !BAR.test(text[i]!)) continue
    if (i !== opening && (i < text.length || text.slice(from).trim())) push(i)
    from = i + 1
  }
  return cells
}

function append(target: Cell, piece: Cell): void {
  const apart = /[A-Za-z]$/.test(target.text) && /^[A-Za-z]/.test(piece.text)
  if (apart) {
    target.text += ' '
    target.at.push(piece.at[0]!)
  }
  target.text += piece.text
  target.at.push(...piece.at)
}

function joined(cells: readonly Cell[]): { text: string; at: number[] } {
  const at: number[] = []
  const known = cells.find(c => c.at.length > 0)?.at[0] ?? 0
  for (const [i, c] of cells.entries()) {
    if (i > 0 || cells.length === 1) at.push(...(i > 0 ? [at.at(-1) ?? known] : []))
    at.push(...c.at)
  }
  const text = cells.map(c => c.text).join('\t')
  // A row of one merged cell still is a row.
  return cells.length === 1 ? { text: `${text}\t`, at: [...at, at.at(-1) ?? known] } : { text, at }
}
