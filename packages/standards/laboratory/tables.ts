import { parseReading } from '../reading.ts'
import { filledRows, findHeader, type Grid, type Header } from '../screening/grid.ts'
import { type Head, readHead } from '../screening/heads.ts'
import type { Fault } from './fault.ts'
import { fault } from './fault-maker.ts'
import { type ColumnRole, fingerprintOf, type Layout, type LayoutColumn } from './layout.ts'
import { SHIFTED_SYSTEM } from './position.ts'
import { type Preamble, readPreamble } from './preamble.ts'
import { rowKind, unwrapped } from './row-kind.ts'
import { readSubstance } from './substance-word.ts'
import { turnGrid } from './turn.ts'
import { readUnit } from './unit-word.ts'

/** One table of a file, with the layout proposed for it. */
export interface FoundTable {
  /** Index into the sheets given. */
  sheet: number
  sheetName: string
  hidden: boolean
  layout: Layout
  /** Last row that belongs to the table, counted from one (in the turned frame where the layout is turned). */
  dataTo: number
  /** 0…1: how far the proposal rests on words we know. */
  confidence: number
  /** What it rests on and what it lacks, in words. */
  why: string[]
  faults: Fault[]
}

/** The tables of the sheets, in their order. A sheet without one is left out; `sheetFaults` says so. */
export function findTables(sheets: readonly Grid[]): FoundTable[] {
  return sheets.flatMap((grid, i) => tablesOf(grid, i))
}

function tablesOf(grid: Grid, sheet: number): FoundTable[] {
  const rows = filledRows(grid)
  const found: FoundTable[] = []
  let from = 0
  while (from < rows.length) {
    const start = firstFilled(rows, from)
    const header = start < rows.length ? findHeader(rows, start) : undefined
    const turned =
      found.length === 0 && (!header || !isLong(header)) ? turnedTable(grid, sheet, header, rows) : undefined
    if (turned) return [turned]
    if (!header) break
    const usual = isLong(header) ? header : withoutSubstanceHead(header)
    if (!isLong(usual) && !isWide(usual)) break
    const end = endOf(rows, usual)
    const above = rows.slice(found.length > 0 ? captionOf(rows, usual.row) : start, usual.row)
    found.push(describe(grid, sheet, rows, usual, { to: end, above, turned: false }))
    from = end
  }
  return found
}

function firstFilled(rows: readonly string[][], from: number): number {
  let r = from
  while (r < rows.length && rows[r]!.every(c => c === '')) r++
  return r
}

const has = (heads: readonly Head[], role: ColumnRole): boolean =>
  heads.some(h => h.role === role && h.substance === null)
const isLong = ({ heads }: Header): boolean => (has(heads, 'substance') || has(heads, 'cas')) && has(heads, 'value')
const isWide = ({ heads }: Header): boolean =>
  !has(heads, 'substance') && (heads.some(h => h.substance !== null) || heads.some(h => h.role === 'pH'))

/** Where another head of another table begins below; the end of the rows where none does. */
function endOf(rows: readonly string[][], header: Header): number {
  const known = new Map<string, Head>()
  const headOf = (text: string): Head => {
    const read = known.get(text) ?? readHead(text)
    if (known.size < 20_000) known.set(text, read)
    return read
  }
  const own = header.heads.map(h => h.text.trim())
  for (let r = header.row + 1; r < rows.length; r++) {
    const row = rows[r]!
    if (row.some(isNumber)) continue
    const first = row.find(c => c !== '')
    if (first === undefined || headOf(first).role === null) continue
    const filled = row.filter(c => c !== '')
    if (filled.length < 2 || row.filter((c, i) => c !== '' && c === own[i]).length * 2 >= filled.length) continue
    const heads = row.map(headOf)
    const next = { row: r, heads, score: 0, twoLines: false }
    const knownHeads = heads.filter(h => h.text !== '' && (h.role !== null || h.substance !== null)).length
    if (knownHeads >= 3 && knownHeads * 2 >= filled.length && (isLong(next) || isWide(next)) && hasOwn(heads)) return r
  }
  return rows.length
}
const isNumber = (cell: string): boolean => /^[<>]?\s*\d+(?:\.\d+)?L?$/.test(cell)
const hasOwn = (heads: readonly Head[]): boolean => has(heads, 'sample') || has(heads, 'site')

function turnedTable(grid: Grid, sheet: number, header: Header | undefined, rows: string[][]): FoundTable | undefined {
  const bySubstance = header !== undefined && listsSubstances(rows, header)
  // Few rows, or it is no table of samples across.
  const width = rows.reduce((w, r) => Math.max(w, r.length), 0)
  if (
    rows.length > 5000 ||
    rows.length * width > MOST_TURNED ||
    (header && !bySubstance && header.score >= 4 && isWide(withoutSubstanceHead(header)))
  )
    return undefined
  const turnedGrid = turnGrid(grid)
  const turnedRows = filledRows(turnedGrid)
  const found = findHeader(turnedRows)
  const across = found && withoutSubstanceHead(found)
  if (!across || !isWide(across) || (!bySubstance && across.score <= (header?.score ?? 0))) return undefined
  const named = across.heads.findIndex(h => h.role === 'sample' || h.role === 'site')
  const above = rows.slice(0, Math.max(0, named))
  const table = describe(turnedGrid, sheet, turnedRows, across, { to: turnedRows.length, above, turned: true })
  return table.dataTo < table.layout.dataFrom ? undefined : table
}

/** Cells that are exchanged to see whether the samples run across. */
const MOST_TURNED = 2_000_000

/** A column headed 检测项目 in which substances stand; a corner cell so called stands over samples. */
function listsSubstances(rows: readonly string[][], { row, heads }: Header): boolean {
  const at = heads.findIndex(h => h.role === 'substance' && h.substance === null)
  if (at < 0) return false
  const words = rows.slice(row + 1, row + 40).flatMap(r => (r[at] ? [readHead(r[at]!)] : []))
  return words.filter(w => w.substance !== null || w.role !== null).length * 2 >= words.length
}

/** Where substances stand in the head, the cell that says 检测项目 stands over the names of the samples. */
function withoutSubstanceHead(header: Header): Header {
  const sampled = header.heads.some(h => h.role === 'sample')
  const role = sampled ? 'site' : 'sample'
  const heads = header.heads.map(h => (h.role === 'substance' ? ({ ...h, role } as Head) : h))
  return { ...header, heads }
}

/** Where a table ends, and the lines above its head that say something of all of it. */
interface Extent {
  to: number
  above: readonly string[][]
  turned: boolean
}

/** From which row on the lines above a second head are its own: its title and what is said with a colon, not the table before. */
function captionOf(rows: readonly string[][], head: number): number {
  let r = head
  while (r > 0 && head - r < 4 && rows[r - 1]!.filter(c => c !== '').length <= 3 && !rows[r - 1]!.some(isNumber)) r--
  return r
}

function describe(
  grid: Grid,
  sheet: number,
  rows: string[][],
  header: Header,
  { to: end, above, turned }: Extent,
): FoundTable {
  const form = isLong(header) ? 'long' : 'wide'
  const body = rows.slice(header.row + 1, end)
  const preamble = readPreamble(above, grid.name)
  const why = [
    `表头在第 ${header.row + 1} ${turned ? '列' : '行'}，${turned ? '样品横排' : form === 'long' ? '一行一个结果' : '一行一个样品'}`,
  ]
  const columns = columnsOf(header, form, body, preamble, rows[header.row - 1], turned)
  if (form === 'wide') takeRowsUnderHead(columns, body, why)
  const doubts = columns.filter(c => c.doubt).length
  const unitless = columns.filter(c => c.role === 'item' && c.substance !== 'ph' && !c.unit).length
  const items = columns.filter(c => c.role === 'item').length
  const own = columns.some(c => c.role === 'sample' || c.role === 'site')
  if (!own) why.push('没有样品编号或点位列')
  if (doubts > 0) why.push(`${doubts} 列的表头有疑问`)
  const unit = preamble.defaults.unit !== undefined || columns.some(c => c.role === 'unit')
  if (unitless > 0 && !unit) why.push(`${unitless} 列没有单位`)
  for (const [key, value] of Object.entries(preamble.defaults)) why.push(`表头上方或表名写明：${key} ${value}`)
  const known = columns.filter(c => c.role !== 'ignore' && !c.doubt).length
  const confidence =
    (known / Math.max(1, columns.filter(c => c.head !== '').length)) *
    (own ? 1 : 0.6) *
    (form === 'wide' && !unit && items > 0 ? 1 - (0.5 * unitless) / items : 1)
  const layout: Layout = {
    form,
    ...(turned ? { turned: true } : {}),
    headerRow: header.row + 1,
    dataFrom: header.row + 2,
    columns,
    defaults: preamble.defaults,
    ...(grid.date1904 ? { date1904: true } : {}),
    fingerprint: fingerprintOf(
      form,
      turned,
      columns.map(c => c.head),
    ),
  }
  let last = end
  while (last > header.row + 1 && rows[last - 1]!.every(c => c === '')) last--
  return {
    sheet,
    sheetName: grid.name,
    hidden: grid.hidden === true,
    layout,
    dataTo: last,
    confidence: Math.round(confidence * 100) / 100,
    why,
    faults: grid.hidden
      ? [fault('hidden', { sheet: grid.name, row: 0, column: 0 }, `工作表“${grid.name}”是隐藏的`)]
      : [],
  }
}

function columnsOf(
  { heads, twoLines }: Header,
  form: Layout['form'],
  body: readonly string[][],
  preamble: Preamble,
  above: readonly string[] | undefined,
  turned: boolean,
): LayoutColumn[] {
  const width = body.reduce((w, cells) => Math.max(w, cells.length), heads.length)
  const first = heads.findIndex(h => h.role !== null || h.substance !== null)
  const columns: LayoutColumn[] = []
  for (let c = 0; c < width; c++) {
    const head = heads[c] ?? readHead('')
    const over = twoLines ? oneLine(above?.[c] ?? '') : ''
    const own = oneLine(head.text)
    const text = over !== '' && over !== own ? `${over}\n${own}`.trim() : own
    const column = columnOf(head, c, form, body)
    if (column.role === 'ignore' && head.role === null && (text === '' || (turned && c < first)) && !column.doubt)
      continue
    if ((column.role === 'longitude' || column.role === 'latitude') && (preamble.shifted || SHIFTED_SYSTEM.test(text)))
      column.doubt = 'coordinates-shifted'
    columns.push({ ...column, head: text })
  }
  return columns
}

function columnOf(head: Head, c: number, form: Layout['form'], body: readonly string[][]): LayoutColumn {
  const base = { column: c + 1, head: head.text.trim() }
  const unit = head.unit ? { unit: head.unit } : {}
  if (head.role === 'value' && head.substance && form === 'wide')
    return { ...base, role: 'item', substance: head.substance.id, ...unit }
  if (head.role && head.role !== 'pH' && head.substance)
    return { ...base, role: head.role, substance: head.substance.id, ...unit }
  if (head.role === 'depth' || head.role === 'depthFrom' || head.role === 'depthTo')
    return { ...base, role: head.role, unit: /cm|厘米/i.test(head.text.normalize('NFKC')) ? 'cm' : 'm' }
  if (head.role) return { ...base, role: head.role, ...unit }
  if (form === 'long') return { ...base, role: 'ignore' }
  if (head.substance) return { ...base, role: 'item', substance: head.substance.id, ...unit, ...basisIn(head) }
  const numbers = body.some(cells => parseReading(cells[c]).kind !== 'missing')
  const { doubt } = readSubstance(head.name)
  if (!numbers && doubt !== 'two-substances') return { ...base, role: 'ignore' }
  return { ...base, role: 'item', doubt: doubt ?? 'unknown-substance', ...unit }
}

const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ').trim()

const basisIn = (head: Head): { basis?: 'dry' | 'wet' } =>
  /干重|干基/.test(head.text) ? { basis: 'dry' } : /湿重|湿基|鲜重/.test(head.text) ? { basis: 'wet' } : {}

/** The layout of a long table of which nothing but the head is known. */
export const longLayout = (header: Header): Layout => {
  const columns = columnsOf(header, 'long', [], { defaults: {}, shifted: false }, undefined, false)
  const fingerprint = fingerprintOf(
    'long',
    false,
    columns.map(c => c.head),
  )
  return { form: 'long', headerRow: header.row + 1, dataFrom: header.row + 2, columns, defaults: {}, fingerprint }
}

/** Rows of units, detection limits and methods say something of the columns. */
function takeRowsUnderHead(columns: LayoutColumn[], body: readonly string[][], why: string[]): void {
  const items = columns.filter(c => c.role === 'item')
  const at = items.map(c => c.column - 1)
  const named = columns.filter(c => c.role === 'sample' || c.role === 'site')
  const own = named.map(c => c.column - 1)
  const heads = named.map(c => c.head)
  for (const cells of body) {
    const kind = rowKind(cells, at, own, heads)
    if (kind === 'data' || kind === 'blank' || kind === 'aside') continue
    why.push(
      kind === 'units' ? '单位写在表头下面的一行' : kind === 'limits' ? '检出限写在单独的一行' : '方法写在单独的一行',
    )
    for (const column of items) {
      const cell = cells[column.column - 1] ?? ''
      if (cell === '') continue
      if (kind === 'limits') column.detectionLimit ??= cell
      else if (kind === 'methods') column.method ??= cell
      else {
        const { unit, basis } = readUnit(unwrapped(cell))
        if (column.unit && unit && column.unit !== unit) column.doubt = 'unit-contradiction'
        column.unit ??= unit ?? unwrapped(cell)
        if (basis) column.basis ??= basis
      }
    }
  }
}
