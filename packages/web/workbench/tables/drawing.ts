import type { ReportTable, TableColumn, TableRow } from '@jingtu/programme/report-table.ts'

/** A table while it is being drawn: what is sent, and nothing else. */
export interface Drawing {
  name: string
  number: string | null
  basis: string | null
  rowsBy: '区域' | '单位'
  rows: TableRow[]
  columns: TableColumn[]
  formulas: { at: string; formula: string }[]
  hasTotal: boolean
  line: string | null
  note: string | null
}

export const EMPTY_DRAWING: Drawing = {
  name: '',
  number: null,
  basis: null,
  rowsBy: '区域',
  rows: [],
  columns: [],
  formulas: [],
  hasTotal: true,
  line: null,
  note: null,
}

export const drawingOf = (table: ReportTable): Drawing => ({
  name: table.name,
  number: table.number,
  basis: table.basis,
  rowsBy: table.rowsBy,
  rows: table.rows ?? [],
  columns: table.columns ?? [],
  formulas: table.formulas ?? [],
  hasTotal: table.hasTotal === true,
  line: table.line,
  note: table.note,
})

/** A key no other column of the table has. */
export const nextKey = (columns: readonly TableColumn[]): string => {
  let n = columns.length + 1
  while (columns.some(c => c.key === `c${n}`)) n++
  return `c${n}`
}

export const newColumn = (columns: readonly TableColumn[]): TableColumn => ({
  key: nextKey(columns),
  name: '',
  unit: null,
  source: { kind: 'typed' },
  decimals: 2,
  total: 'sum',
})

/** Another source brings its own usual total: a rate is the rate of the sums, a target has none. */
export const withSource = (column: TableColumn, kind: TableColumn['source']['kind'], indicator = ''): TableColumn => {
  switch (kind) {
    case 'typed':
      return { ...column, source: { kind }, total: 'sum' }
    case 'formula':
      return { ...column, source: { kind, formula: '' }, total: 'formula' }
    case 'target':
      return { ...column, source: { kind, indicator, what: 'value' }, total: 'none' }
    case 'tasks':
      return { ...column, source: { kind, count: 'issued', task: null }, decimals: 0, total: 'sum' }
  }
}

/** “C3 = B1*2”, one a line. A line that is no formula of a cell is kept as it is, so that the check names it. */
export const formulasOf = (text: string): { at: string; formula: string }[] =>
  text
    .split('\n')
    .filter(line => line.trim())
    .map(line => {
      const [at = '', ...rest] = line.split(/[=＝]/)
      return { at: at.trim().toUpperCase().slice(0, 8), formula: rest.join('=').trim() }
    })

export const textOfFormulas = (formulas: readonly { at: string; formula: string }[]): string =>
  formulas.map(f => `${f.at} = ${f.formula}`).join('\n')
