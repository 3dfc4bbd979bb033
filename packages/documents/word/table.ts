/** Collects one table: a row becomes one line, its cells separated by tabs. `outer` is the table this one stands in. */
export class TableBuilder {
  readonly outer: TableBuilder | undefined
  private readonly rows: { cells: string[]; lines: string[][]; deleted: boolean; after: number }[] = []
  private span = 1
  private continued = false

  constructor(outer: TableBuilder | undefined) {
    this.outer = outer
  }

  openRow(): void {
    this.rows.push({ cells: [], lines: [], deleted: false, after: 0 })
  }

  openCell(): void {
    this.span = 1
    this.continued = false
  }

  /** Properties of the row (gridBefore, gridAfter, del) and of the cell (gridSpan, vMerge, hMerge). */
  property(name: string, value: () => string | undefined): void {
    const row = this.rows.at(-1)
    if (!row) return
    if (name === 'w:gridBefore') row.cells.push(...emptyCells(value()))
    else if (name === 'w:gridAfter') row.after = emptyCells(value()).length
    else if (name === 'w:del') row.deleted = true
    else if (name === 'w:gridSpan') this.span = Math.max(1, emptyCells(value()).length)
    else if (name === 'w:vMerge' || name === 'w:hMerge') this.continued = value() !== 'restart'
  }

  closeCell(lines: string[]): void {
    const row = this.rows.at(-1)
    if (!row) return
    row.lines.push(lines)
    row.cells.push(this.continued ? '' : oneLine(lines))
    for (let i = 1; i < this.span; i++) row.cells.push('')
  }

  closeRow(): void {
    const row = this.rows.at(-1)
    if (row) for (let i = 0; i < row.after; i++) row.cells.push('')
  }

  /**
   * A table of a single cell is only a frame round its paragraphs, which stay paragraphs; a row of a single cell is a title or a
   * section heading of the table and needs no tabs after it.
   */
  lines(): string[] {
    const rows = this.rows.filter(row => !row.deleted)
    const only = rows.length === 1 && rows[0]!.lines.length === 1 ? rows[0]!.lines[0] : undefined
    if (only) return only
    return rows
      .filter(row => row.cells.some(cell => cell !== ''))
      .map(row => (row.lines.length === 1 ? row.cells.join('') : row.cells.join('\t')))
  }
}

function emptyCells(value: string | undefined): string[] {
  const count = Number(value)
  // Word's own limit of columns
  return new Array(Number.isInteger(count) && count > 0 ? Math.min(count, 63) : 0).fill('')
}

/** Paragraphs of a cell in one line; a break inside a word of a narrow column (主要↵任务) cannot be told from one between words. */
function oneLine(lines: string[]): string {
  return lines
    .map(line => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean)
    .join(' ')
}
