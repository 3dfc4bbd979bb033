import { parseReading } from '../reading.ts'
import { findSubstance } from '../substances.ts'
import { normaliseUnit } from '../units.ts'
import { filledRows, findHeader, type Grid, type Header } from './grid.ts'
import { type Head, type Role, readHead } from './heads.ts'
import { columnOf, type Form, formOf, rowKind, sampleColumns } from './layout.ts'

/** Words about the sample itself, from whatever column or row they stood in. */
export const ATTRIBUTES = ['depth', 'pH', 'landUse', 'use', 'crop', 'column', 'condition', 'takenOn', 'region'] as const
export type Attribute = (typeof ATTRIBUTES)[number]

/** One result, or one row's words about its sample (then without a substance). */
export interface Entry {
  sample: string
  point: string
  about: Partial<Record<Attribute, string>>
  result: {
    substance: string
    cell: string
    unit: string
    detectionLimit: string
    basis: string
    method: string
  } | null
  where: string
}

/** A fault of the file, with its place. An error says that something could not be used, a warning how it was understood. */
export interface FileProblem {
  grade: 'error' | 'warning'
  where: string
  message: string
}

export interface Entries {
  form: Form | null
  entries: Entry[]
  problems: FileProblem[]
}

/** "Sheet1 第3行 C列" */
const place = (sheet: string, row?: number, column?: number): string =>
  [sheet, row === undefined ? '' : `第${row + 1}行`, column === undefined ? '' : `${letter(column)}列`]
    .filter(Boolean)
    .join(' ')
const letter = (i: number): string =>
  i < 26 ? String.fromCharCode(65 + i) : letter(Math.floor(i / 26) - 1) + letter(i % 26)

export function entriesOf(grid: Grid): Entries {
  const rows = filledRows(grid)
  if (rows.every(r => r.every(c => c === ''))) return { form: null, entries: [], problems: [] }
  const header = findHeader(rows)
  const form = header && formOf(header)
  if (!header || !form) {
    const message =
      '找不到表头。长表需要“样品编号、检测项目、检测值、单位”等列，宽表需要样品编号列和每个项目一列（单位写在表头，如“镉(mg/kg)”）'
    return { form: null, entries: [], problems: [{ grade: 'error', where: place(grid.name), message }] }
  }
  const table: Table = { name: grid.name, header, body: rows.slice(header.row + 1), problems: [] }
  const entries = form === 'long' ? longEntries(table) : form === 'wide' ? wideEntries(table) : turnedEntries(table)
  return { form, entries, problems: table.problems }
}

/** A sheet whose head was found; problems are added as its rows are read. */
export interface Table {
  name: string
  header: Header
  body: string[][]
  problems: FileProblem[]
}

const rowNumber = (table: Table, i: number): number => table.header.row + 1 + i
const isBlank = (cells: string[]): boolean => cells.every(c => c === '')
const isRepeatedHead = (cells: string[], heads: Head[]): boolean =>
  cells.filter((c, i) => c !== '' && c === heads[i]?.text.trim()).length >= 2

function reader(heads: Head[], cells: string[]): (role: Role) => string {
  return role => {
    const at = columnOf(heads, role)
    return at < 0 ? '' : (cells[at] ?? '')
  }
}

function aboutOf(read: (role: Role) => string): Entry['about'] {
  const about: Entry['about'] = {}
  for (const a of ATTRIBUTES) if (read(a) !== '') about[a] = read(a)
  return about
}

/** A row without a sample number keeps its results, under the row's own name. */
function nameOf(table: Table, read: (role: Role) => string, row: number): { sample: string; point: string } {
  const [sample, point] = [read('sample'), read('site')]
  if (sample || point) return { sample: sample || point, point }
  table.problems.push({
    grade: 'error',
    where: place(table.name, row),
    message: '没有样品编号，这一行单独作为一个样品，请补上编号',
  })
  return { sample: `${table.name ? `${table.name} ` : ''}第${row + 1}行`, point: '' }
}

function longEntries(table: Table): Entry[] {
  warnOfUnknown(table)
  return table.body.flatMap((cells, i) => longEntry(table, cells, rowNumber(table, i)) ?? [])
}

/** What a row of a long table says; undefined where it says nothing. */
export function longEntry(table: Table, cells: string[], row: number): Entry | undefined {
  const { heads } = table.header
  if (isBlank(cells) || isRepeatedHead(cells, heads)) return undefined
  const read = reader(heads, cells)
  const substance = substanceOf(table, read, row)
  if (substance === '' && read('value') === '') {
    table.problems.push({ grade: 'warning', where: place(table.name, row), message: '没有检测项目和检测值，已略过' })
    return undefined
  }
  const cell = withQualifier(table, read, row)
  const defaultUnit = heads.find(h => h.role === 'value')?.unit ?? ''
  return {
    ...nameOf(table, read, row),
    about: aboutOf(read),
    where: place(table.name, row, columnOf(heads, 'value')),
    result: {
      substance: substance || '（没有写检测项目）',
      ...unitInCell(cell, read('unit') || defaultUnit),
      detectionLimit: read('detectionLimit'),
      basis: read('basis'),
      method: read('method'),
    },
  }
}

/** The name, or what the CAS number means where the name is unknown; a name and a number that differ are neither. */
function substanceOf(table: Table, read: (role: Role) => string, row: number): string {
  const [name, cas] = [read('substance'), read('cas')]
  const byName = name ? findSubstance(name) : undefined
  const byCas = cas ? findSubstance(cas) : undefined
  if (byName && byCas && byName !== byCas && byName.kind === 'substance') {
    const message = `“${name}”与 CAS 号 ${cas}（${byCas.name}）不是同一物质，不能使用`
    table.problems.push({ grade: 'error', where: place(table.name, row), message })
    return `${name}（CAS ${cas}）`
  }
  return !byName && byCas ? byCas.name : name || cas
}

function withQualifier(table: Table, read: (role: Role) => string, row: number): string {
  const value = read('value')
  const qualifier = read('qualifier').normalize('NFKC').trim()
  if (qualifier === '' || /^(?:=|检出|d)$/i.test(qualifier)) return value
  const numeric = parseReading(value).kind === 'value'
  if (/^(?:<|≤|u|nd|l|未检出|低于)$/i.test(qualifier))
    return numeric && Number(value) > 0 ? `<${value}` : value && !numeric ? value : 'ND'
  if (/^(?:>|≥|高于)$/.test(qualifier)) return numeric ? `>${value}` : value
  if (/^j$/i.test(qualifier)) {
    table.problems.push({ grade: 'warning', where: place(table.name, row), message: '限定符 J：估计值，按数值使用' })
    return value
  }
  const message = `不认识限定符“${qualifier}”，该结果不能使用`
  table.problems.push({ grade: 'error', where: place(table.name, row), message })
  return `${qualifier}${value}`
}

/** "0.62 mg/kg" in one cell: the unit belongs to the unit, where it says nothing else. */
function unitInCell(cell: string, unit: string): { cell: string; unit: string } {
  const m = /^([<>≤≥＜＞]?\s*\d[\d.,]*(?:[eE][+-]?\d+)?)\s*([a-zA-Zμµ%个℃][^\s]*)$/.exec(cell)
  const own = m && normaliseUnit(m[2]!)
  if (!own || (unit !== '' && normaliseUnit(unit) !== own)) return { cell, unit }
  return { cell: m[1]!, unit: unit || own }
}

function warnOfUnknown(table: Table): void {
  table.header.heads.forEach((h, c) => {
    if (h.role === null && h.substance === null && h.text.trim() !== '')
      table.problems.push({
        grade: 'warning',
        where: place(table.name, table.header.row, c),
        message: `没有使用“${h.text}”列`,
      })
  })
}

function wideEntries(table: Table): Entry[] {
  const { heads } = table.header
  const units: string[] = []
  const limits: string[] = []
  const samples: { cells: string[]; row: number }[] = []
  table.body.forEach((cells, i) => {
    if (isBlank(cells) || isRepeatedHead(cells, heads)) return
    const row = rowNumber(table, i)
    const kind = rowKind(cells, table.header)
    if (kind === 'units') units.push(...cells.map(c => c.replace(/^[(（]|[)）]$/g, '')))
    else if (kind === 'detectionLimits') limits.push(...cells)
    else if (kind === 'aside')
      table.problems.push({
        grade: 'warning',
        where: place(table.name, row),
        message: `“${cells.find(Boolean)}”行不是样品，已略过`,
      })
    else samples.push({ cells, row })
  })
  const columns = resultColumns(table, samples)
  return samples.flatMap(({ cells, row }) => {
    const read = reader(heads, cells)
    const name = nameOf(table, read, row)
    const about = aboutOf(read)
    const own: Entry = { ...name, about, result: null, where: place(table.name, row) }
    return [
      own,
      ...columns.map(c => ({
        ...own,
        where: place(table.name, row, c),
        result: {
          substance: heads[c]?.name || heads[c]?.text || `（${letter(c)}列没有表头）`,
          ...unitInCell(cells[c] ?? '', heads[c]?.unit || units[c] || read('unit')),
          detectionLimit: limits[c] ?? read('detectionLimit'),
          basis: read('basis'),
          method: read('method'),
        },
      })),
    ]
  })
}

/** Columns of substances, and those that hold numbers under a head nobody knows: not to be dropped in silence. */
function resultColumns(table: Table, samples: { cells: string[] }[]): number[] {
  const { heads } = table.header
  const width = Math.max(heads.length, ...samples.map(s => s.cells.length))
  const found: number[] = []
  for (let c = 0; c < width; c++) {
    const head = heads[c]
    if (head?.substance && head.role === null) found.push(c)
    else if (!head?.role) {
      const numbers = samples.some(s => parseReading(s.cells[c]).kind !== 'missing')
      const text = head?.text.trim() ?? ''
      if (numbers) found.push(c)
      if (numbers || text !== '')
        table.problems.push({
          grade: numbers ? 'error' : 'warning',
          where: place(table.name, table.header.row, c),
          message: numbers ? `不认识项目“${text || '（没有表头）'}”，请核对名称` : `没有使用“${text}”列`,
        })
    }
  }
  return found
}

function turnedEntries(table: Table): Entry[] {
  const { heads } = table.header
  const columns = sampleColumns(heads)
  return table.body.flatMap((cells, i) => {
    const row = rowNumber(table, i)
    if (isBlank(cells) || isRepeatedHead(cells, heads)) return []
    const read = reader(heads, cells)
    const substance = substanceOf(table, read, row)
    const meaning = readHead(substance)
    const attribute = ATTRIBUTES.find(a => a === meaning.role)
    if (substance === '' || meaning.role === 'ignore') return []
    return columns.map(c => ({
      sample: heads[c]!.text.trim(),
      point: '',
      where: place(table.name, row, c),
      about: attribute && cells[c] ? { [attribute]: cells[c] } : {},
      result: attribute
        ? null
        : {
            substance: meaning.name || substance,
            ...unitInCell(cells[c] ?? '', read('unit') || meaning.unit || ''),
            detectionLimit: read('detectionLimit'),
            basis: read('basis'),
            method: read('method'),
          },
    }))
  })
}
