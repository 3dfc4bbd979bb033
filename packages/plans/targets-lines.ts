import type { PlanTable, TableCell, TableRow } from './context.ts'
import type { Span } from './programme.ts'

/**
 * Target tables that lost their tabs on the way: a run of short lines that are column headings
 * (序号 / 指标名称 / 单位 / 2025年目标), then one cell to a line, row after row.
 */
const heading =
  /^(?:序号|编号|类别|分类|领域|指标|(?:考核|主要|具体|评价|二级|一级)?指标(?:名称|项目|内容|值|性质|属性|类型)?|名称|项目|单位|计量单位|目标(?:值|任务|要求)?|\d{4}年?(?:度|底)?(?:现状|基数|目标|目标值|计划|任务)?(?:值)?|(?:现状|基准|基期)值?|属性|性质|备注|任务(?:数|量)?)$/
const named = /指标|名称|项目/
const valued = /目标|指标值|任务|\d{4}年/

export function findBareTables(text: string, known: Span[]): PlanTable[] {
  if (!/\n(?:序号|类别|指标|指标名称|考核指标)\n/.test(text)) return []
  const lines: { words: string; span: Span }[] = []
  for (let from = 0; from <= text.length; ) {
    const stop = text.indexOf('\n', from)
    const end = stop < 0 ? text.length : stop
    lines.push({ words: text.slice(from, end).trim(), span: [from, end] })
    from = end + 1
  }
  const tables: PlanTable[] = []
  for (let i = 0; i < lines.length; i++) {
    if (!heading.test(lines[i]!.words) || known.some(([a, b]) => lines[i]!.span[0] >= a && lines[i]!.span[0] < b))
      continue
    let next = i
    while (next < lines.length && heading.test(lines[next]!.words) && lines[next]!.words.length <= 14) next++
    const heads = lines.slice(i, next)
    const width = heads.length
    const numbered = heads[0]!.words === '序号' || heads[0]!.words === '编号'
    if (width < 3 || !heads.some(h => named.test(h.words)) || !heads.some(h => valued.test(h.words))) {
      i = Math.max(i, next - 1)
      continue
    }
    const rows: TableRow[] = [rowOf(heads)]
    let at = next
    for (let count = 1; at + width <= lines.length; count++, at += width) {
      const cells = lines.slice(at, at + width)
      // A row starts with its number; where there is none, prose ends the table.
      if (
        numbered
          ? cells[0]!.words !== String(count)
          : cells.some(c => c.words.length > 40 || /[。；]$/.test(c.words) || c.words === '')
      )
        break
      rows.push(rowOf(cells))
    }
    if (rows.length < 2) continue
    const above = lines
      .slice(Math.max(0, i - 3), i)
      .map(l => l.words)
      .filter(w => w.length <= 60 && !/[。；]$/.test(w))
    tables.push({ caption: above.join(' '), rows, span: [heads[0]!.span[0], rows.at(-1)!.span[1]], isTaskTable: false })
    i = at - 1
  }
  return tables
}

/** A table whose cells stand in one run is cut into rows by the number of its headings. */
export function inRows(table: PlanTable): PlanTable {
  const cells = table.rows.length === 1 ? table.rows[0]!.cells : []
  const width = cells.findIndex(c => !heading.test(c.text.replace(/\s/g, '')))
  if (width < 3 || cells.length < width * 2) return table
  const rows: TableRow[] = []
  for (let i = 0; i + width <= cells.length; i += width) {
    const row = cells.slice(i, i + width)
    rows.push({ cells: row, span: [row[0]!.span[0], row.at(-1)!.span[1]] })
  }
  return { ...table, rows }
}

const rowOf = (lines: { words: string; span: Span }[]): TableRow => {
  const cells: TableCell[] = lines.map(l => ({ text: l.words, span: l.span }))
  return { cells, span: [cells[0]!.span[0], cells.at(-1)!.span[1]] }
}
