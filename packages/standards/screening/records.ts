import { readDay } from '../laboratory/day.ts'
import type { Fault } from '../laboratory/fault.ts'
import { fault } from '../laboratory/fault-maker.ts'
import { headFaults } from '../laboratory/head-faults.ts'
import type { ColumnRole, Layout } from '../laboratory/layout.ts'
import { columnLetters } from '../laboratory/place.ts'
import { readMedium } from '../laboratory/preamble.ts'
import { dataRows } from '../laboratory/read-table.ts'
import type { ResultCells } from '../laboratory/result-reader.ts'
import { tableCells } from '../laboratory/table-cells.ts'
import { type FoundTable, findTables, longLayout } from '../laboratory/tables.ts'
import type { Grid, Header } from './grid.ts'

/** Words about the sample itself, from whatever column or row they stood in. */
export const ATTRIBUTES = ['depth', 'pH', 'landUse', 'use', 'crop', 'column', 'condition', 'takenOn', 'region'] as const
export type Attribute = (typeof ATTRIBUTES)[number]

/** One result, or one row's words about its sample (then without a substance). */
export interface Entry {
  sample: string
  point: string
  about: Partial<Record<Attribute, string>>
  /** 土壤, 地下水 … where the file says so. */
  medium?: string
  /** `words`: null where the cell of a wide table is blank. */
  result: { substance: string; cell: string; words: ResultCells | null } | null
  where: string
  /** The cells of words about the sample that cannot be what they should. */
  oddAt?: { pH?: string; takenOn?: string }
}

/** A fault of the file, with its place. An error says that something could not be used, a warning how it was understood. */
export interface FileProblem {
  grade: 'error' | 'warning'
  where: string
  message: string
}

export interface Entries {
  form: 'long' | 'wide' | 'turned' | null
  entries: Entry[]
  problems: FileProblem[]
}

/** "Sheet1 第3行 C列"; rows and columns count from one, 0 is none. */
const placeText = (sheet: string, row = 0, column = 0): string =>
  [sheet, row > 0 ? `第${row}行` : '', column > 0 ? `${columnLetters(column)}列` : ''].filter(Boolean).join(' ')

export const problemOf = ({ grade, where, message }: Fault): FileProblem => ({
  grade,
  where: placeText(where.sheet, where.row, where.column),
  message,
})

export function entriesOf(grid: Grid): Entries {
  if (grid.hidden) {
    const message = '隐藏的工作表没有读入，需要时请取消隐藏'
    return { form: null, entries: [], problems: [{ grade: 'warning', where: placeText(grid.name), message }] }
  }
  if (grid.rows.every(r => r.every(c => c.trim() === ''))) return { form: null, entries: [], problems: [] }
  const tables = findTables([grid])
  if (tables.length === 0) {
    const message =
      '找不到表头。长表需要“样品编号、检测项目、检测值、单位”等列，宽表需要样品编号列和每个项目一列（单位写在表头，如“镉(mg/kg)”）'
    return { form: null, entries: [], problems: [{ grade: 'error', where: placeText(grid.name), message }] }
  }
  const problems: FileProblem[] = []
  const entries = tables.flatMap(t => tableEntries(grid, t, problems))
  const { form, turned } = tables[0]!.layout
  return { form: turned ? 'turned' : form, entries, problems }
}

function tableEntries(grid: Grid, { layout, dataTo }: FoundTable, problems: FileProblem[]): Entry[] {
  const rows = dataRows(grid, layout)
  const reader = rowReader(grid.name, layout, problems)
  for (const f of headFaults(layout, { sheetName: grid.name }, 1)) problems.push(problemOf(f))
  for (const n of (layout.turned ? grid.hiddenColumns : grid.hiddenRows) ?? [])
    if (n >= layout.dataFrom && n <= dataTo)
      problems.push({
        grade: 'warning',
        where: layout.turned ? placeText(grid.name, 0, n) : placeText(grid.name, n),
        message: `这一${layout.turned ? '列' : '行'}是隐藏的，内容照样读入`,
      })
  const entries: Entry[] = []
  for (let row = layout.dataFrom; row <= Math.min(dataTo, rows.length); row++)
    entries.push(...reader(rows[row - 1]!, row))
  return entries
}

/** Reads the rows of one table as entries; rows count from one. */
function rowReader(
  sheet: string,
  layout: Layout,
  problems: FileProblem[],
): (cells: readonly string[], row: number) => Entry[] {
  const table = tableCells(layout)
  const columns = Object.fromEntries(
    (['sample', 'site', 'medium', 'depthFrom', 'depthTo', ...ATTRIBUTES] as const).map(r => [r, table.column(r)]),
  ) as Record<string, number>
  const placeOf = (row: number, column: number): Fault['where'] =>
    layout.turned ? { sheet, row: column + 1, column: row } : { sheet, row, column: column + 1 }
  const where = (row: number, column: number): string => problemOf(fault('no-value', placeOf(row, column), '')).where

  return (cells, row) => {
    const kind = table.kindOf(cells)
    if (kind === 'aside') {
      const first = cells.find(c => c !== '') ?? ''
      const place = layout.turned ? '列' : '行'
      problems.push({
        grade: 'warning',
        where: where(row, -1),
        message: `“${first.slice(0, 30)}”${place}不是样品，已略过`,
      })
    }
    if (kind !== 'data') return []
    const read = (role: ColumnRole): string => table.at(cells, columns[role] ?? -1)
    const { defaults } = layout
    const own = read('sample') || read('site') || defaults.sample || defaults.site || ''
    const medium = readMedium(read('medium')) ?? (defaults.medium ? readMedium(defaults.medium) : null)
    const entry: Entry = {
      sample: own || `${sheet ? `${sheet} ` : ''}第${row}${layout.turned ? '列' : '行'}`,
      point: own ? read('site') || (defaults.site ?? '') : '',
      about: aboutOf(read, layout),
      ...(medium ? { medium } : {}),
      result: null,
      where: where(row, -1),
    }
    const odd = oddPlaces(entry.about, a => where(row, columns[a] ?? -1))
    if (odd) entry.oddAt = odd
    const found = layout.form === 'long' ? longResults() : wideResults()
    if (own === '' && found.length > 0)
      problems.push({
        grade: 'error',
        where: where(row, -1),
        message: `没有样品编号，这一${layout.turned ? '列' : '行'}单独作为一个样品，请补上编号`,
      })
    return found

    function longResults(): Entry[] {
      const { words, doubt } = table.longWords(cells)
      if (doubt?.code === 'no-substance' && words.value === '') {
        problems.push({ grade: 'warning', where: where(row, -1), message: '没有检测项目和检测值，已略过' })
        return []
      }
      if (doubt) problems.push(problemOf(fault(doubt.code, placeOf(row, doubt.column), doubt.message)))
      const result = { substance: words.name, cell: words.value || words.qualifier, words }
      return [{ ...entry, where: where(row, table.column('value')), result }]
    }

    function wideResults(): Entry[] {
      const results = table.items.flatMap((item): Entry[] => {
        // The column of pH says something of the sample.
        if (!item.declared) return []
        const words = table.itemWords(cells, item)
        const result = { substance: item.name, cell: words ? words.value || words.qualifier : '', words }
        return [{ ...entry, where: where(row, item.column), result }]
      })
      return [entry, ...results]
    }
  }
}

/** Where a pH is no figure it can be, or a day none that can be read. */
function oddPlaces(about: Entry['about'], at: (a: Attribute) => string): Entry['oddAt'] {
  const { pH, takenOn } = about
  const isOdd = pH !== undefined && !(/^\d+(?:\.\d+)?$/.test(pH) && Number(pH) <= 14)
  const isNoDay = takenOn !== undefined && !('day' in (readDay(takenOn) ?? {}))
  return isOdd || isNoDay
    ? { ...(isOdd ? { pH: at('pH') } : {}), ...(isNoDay ? { takenOn: at('takenOn') } : {}) }
    : undefined
}

/** A bare serial number counts from the workbook's own beginning. */
function dayOf1904(said: string): string {
  const read = readDay(said, true)
  return read && 'day' in read ? read.day : said
}

function aboutOf(read: (role: ColumnRole) => string, layout: Layout): Entry['about'] {
  const about: Entry['about'] = {}
  const { defaults } = layout
  for (const a of ATTRIBUTES) {
    const said = read(a) || (a in defaults ? defaults[a as keyof typeof defaults] : '')
    if (said) about[a] = a === 'takenOn' && layout.date1904 ? dayOf1904(said) : said
  }
  const [from, to] = [read('depthFrom'), read('depthTo')]
  if (!about.depth && (from || to)) about.depth = [from, to].filter(Boolean).join('-')
  return about
}

/** A sheet of one long table whose head was found; problems are added as its rows are read. */
export interface Table {
  name: string
  header: Header
  body: string[][]
  problems: FileProblem[]
}

const readers = new WeakMap<Table, ReturnType<typeof rowReader>>()

/** What a row of a long table says, its number counted from nought; undefined where it says nothing. */
export function longEntry(table: Table, cells: string[], row: number): Entry | undefined {
  let reader = readers.get(table)
  if (!reader) {
    reader = rowReader(table.name, longLayout(table.header), table.problems)
    readers.set(table, reader)
  }
  return reader(cells, row + 1)[0]
}
