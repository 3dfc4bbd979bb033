import type { Actor } from '@jingtu/core/access.ts'
import type { Field } from '@jingtu/core/field.ts'
import type { Register } from '@jingtu/core/register.ts'
import { columnName } from '@jingtu/documents/sheet/cell-name.ts'
import { readGrids, type SheetGrid } from '@jingtu/documents/sheet/grids.ts'
import { sheetName } from '@jingtu/documents/sheet/write.ts'
import type { Db, Tx } from '@jingtu/store/open.ts'
import { refusal } from '../problems.ts'
import { cellOf } from './cells.ts'
import { lookUp, type Named } from './references.ts'
import { bareHead, ORDINAL, rowSheets, type SheetField, sheetFields } from './register-sheet.ts'

export type Grade = 'error' | 'warning' | 'ok'

/** One thing said of a cell, a row or the file; rows and columns counted from one, `cell` as Excel names it (C7). */
export interface Finding {
  grade: Exclude<Grade, 'ok'>
  sheet: string
  row: number
  column: number | null
  cell: string | null
  head: string | null
  message: string
}

/** A line of the main sheet as values. */
export interface ParsedRow {
  /** Its line in the sheet. */
  line: number
  values: Record<string, unknown>
  id: string | null
  region: string | null
  state: string | null
  effective: string | null
  findings: Finding[]
}

export interface ParsedFile {
  sheet: string
  rows: ParsedRow[]
  /** About the file and its heads. */
  findings: Finding[]
  /** Field → column, so that faults found later have their cell. */
  columns: Map<string, number>
}

interface Table {
  grid: SheetGrid
  /** Line of the heads. */
  head: number
  columns: Map<string, number>
}

const MOST_ROWS = 100_000

/** Reads a filled workbook or a CSV. @throws Refusal where it cannot be read at all, or holds no table of this register */
export async function readRegisterFile(
  db: Db | Tx,
  actor: Actor,
  kind: Register,
  local: Readonly<Record<string, Field>>,
  bytes: Uint8Array,
): Promise<ParsedFile> {
  const reading = await readGrids(bytes)
  if ('refused' in reading)
    throw refusal(
      'invalid',
      '文件不能读取',
      reading.refused.reasons.map(r => `${r.message}。${r.hint}`),
    )
  const fields = sheetFields(kind, local, { computed: true })
  const main = reading.grids
    .map(grid => findHead(grid, fields))
    .filter(t => t !== undefined)
    .sort((a, b) => b.columns.size - a.columns.size)[0]
  if (!main)
    throw refusal('invalid', '没有找到表头', [`没有一张工作表的表头与${kind.name}的模板相符，请下载模板后按列名填写`])
  const lines = [...main.grid.rows.entries()].slice(main.head + 1).filter(([, row]) => row.some(t => t.trim() !== ''))
  if (lines.length > MOST_ROWS)
    throw refusal('too-large', '行数过多', [`一次最多导入 ${MOST_ROWS} 行，现有 ${lines.length} 行，请分成几个文件`])
  const details = rowSheets(kind).flatMap(d => {
    const grid = reading.grids.find(g => g.name === sheetName(d.field.name))
    const table = grid && findHead(grid, [...d.columns, ordinal])
    return table ? [{ ...d, table }] : []
  })
  const named = await lookUp(
    db,
    actor,
    wantedNames([{ table: main, fields }, ...details.map(d => ({ table: d.table, fields: d.columns }))]),
  )
  const findings = headFindings(main, fields)
  const rows = lines.map(([line, texts]) => readLine(main, fields, line, texts, named, kind))
  for (const d of details) findings.push(...readDetail(d, main, rows, lines, named))
  return { sheet: main.grid.name, rows, findings, columns: main.columns }
}

const ordinal: SheetField = {
  key: ORDINAL,
  field: { kind: 'integer', name: ORDINAL, required: true, indexed: false, secrecy: 'internal' },
  required: true,
}

/** The line whose cells are most of the heads, among the first twenty; at least half the heads of what must be given. */
function findHead(grid: SheetGrid, fields: readonly SheetField[]): Table | undefined {
  const byHead = new Map(fields.map(f => [bareHead(f.field.name), f.key]))
  byHead.set(ORDINAL, ORDINAL)
  let best: Table | undefined
  for (const [line, row] of grid.rows.slice(0, 20).entries()) {
    const columns = new Map<string, number>()
    for (const [c, text] of row.entries()) {
      const key = byHead.get(bareHead(text))
      if (key && !columns.has(key)) columns.set(key, c)
    }
    if (columns.size > (best?.columns.size ?? 0)) best = { grid, head: line, columns }
  }
  return best && best.columns.size >= Math.min(2, fields.length) ? best : undefined
}

function headFindings(table: Table, fields: readonly SheetField[]): Finding[] {
  const row = table.head + 1
  const at = (grade: Finding['grade'], column: number | null, head: string, message: string): Finding => ({
    grade,
    sheet: table.grid.name,
    row,
    column: column === null ? null : column + 1,
    cell: column === null ? null : `${columnName(column + 1)}${row}`,
    head,
    message,
  })
  const known = new Set(table.columns.values())
  return [
    ...fields
      .filter(f => f.required && !table.columns.has(f.key))
      .map(f => at('error', null, f.field.name, `缺少必填的列“${f.field.name}”`)),
    ...fields
      .filter(f => f.field.derived && table.columns.has(f.key))
      .map(f => at('warning', table.columns.get(f.key)!, f.field.name, `“${f.field.name}”由系统计算，这一列不导入`)),
    ...table.grid.rows[table.head]!.flatMap((text, c) =>
      text.trim() === '' || known.has(c) ? [] : [at('warning', c, text, `不认识“${text.trim()}”这一列，没有导入`)],
    ),
  ]
}

/** Every name the cells of references hold. */
function wantedNames(tables: { table: Table; fields: readonly SheetField[] }[]): Map<string, Set<string>> {
  const wanted = new Map<string, Set<string>>()
  for (const { table, fields } of tables)
    for (const { key, field } of fields) {
      const column = table.columns.get(key)
      if (!field.to || column === undefined) continue
      const texts = wanted.get(field.to) ?? new Set<string>()
      for (const row of table.grid.rows.slice(table.head + 1)) {
        const text = row[column]?.trim()
        if (!text) continue
        texts.add(text)
        if (field.kind === 'refs') for (const part of text.split(/[、，,；;\n]/)) texts.add(part.trim())
      }
      wanted.set(field.to, texts)
    }
  return wanted
}

function readCells(
  table: Table,
  fields: readonly SheetField[],
  line: number,
  texts: readonly string[],
  named: Named,
): { values: Record<string, unknown>; findings: Finding[] } {
  const values: Record<string, unknown> = {}
  const findings: Finding[] = []
  for (const { key, field } of fields) {
    const column = table.columns.get(key)
    const text = column === undefined ? undefined : texts[column]?.trim()
    if (column === undefined || !text || field.derived || key === ORDINAL) continue
    const read = cellOf(field).read(text, field, named)
    const message = 'fault' in read ? `“${field.name}”${read.fault}` : read.note && `“${field.name}”${read.note}`
    if ('value' in read) values[key] = read.value
    if (message)
      findings.push({
        grade: 'fault' in read ? 'error' : 'warning',
        sheet: table.grid.name,
        row: line + 1,
        column: column + 1,
        cell: `${columnName(column + 1)}${line + 1}`,
        head: field.name,
        message,
      })
  }
  return { values, findings }
}

function readLine(
  table: Table,
  fields: readonly SheetField[],
  line: number,
  texts: readonly string[],
  named: Named,
  kind: Register,
): ParsedRow {
  const { values: all, findings } = readCells(table, fields, line, texts, named)
  const values: Record<string, unknown> = {}
  const extra: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(all)) {
    if (key.startsWith('extra.')) extra[key.slice(6)] = value
    else if (!['id', 'region', 'state', 'effective'].includes(key)) values[key] = value
  }
  if (Object.keys(extra).length > 0) values.extra = extra
  const state = Object.entries(kind.states).find(([, label]) => label === all.state)?.[0] ?? null
  return {
    line: line + 1,
    values,
    id: (all.id as string | undefined) ?? null,
    region: (all.region as string | undefined) ?? null,
    state,
    effective: (all.effective as string | undefined) ?? null,
    findings,
  }
}

/** Embedded rows go to the row their ordinal names. */
function readDetail(
  detail: { key: string; field: Field; columns: SheetField[]; table: Table },
  main: Table,
  rows: readonly ParsedRow[],
  lines: readonly (readonly [number, string[]])[],
  named: Named,
): Finding[] {
  const { table } = detail
  const at = main.columns.get(ORDINAL)
  const byOrdinal = new Map(
    lines.map(([, texts], i) => [at === undefined ? String(i + 1) : (texts[at]?.trim() ?? ''), rows[i]!]),
  )
  const findings: Finding[] = []
  const own = table.columns.get(ORDINAL)
  for (const [line, texts] of [...table.grid.rows.entries()].slice(table.head + 1)) {
    if (!texts.some(t => t.trim() !== '')) continue
    const ordinalText = own === undefined ? '' : (texts[own]?.trim() ?? '')
    const row = byOrdinal.get(ordinalText)
    const read = readCells(table, detail.columns, line, texts, named)
    if (!row) {
      findings.push({
        grade: 'error',
        sheet: table.grid.name,
        row: line + 1,
        column: own === undefined ? null : own + 1,
        cell: own === undefined ? null : `${columnName(own + 1)}${line + 1}`,
        head: ORDINAL,
        message: `主表中没有序号为“${ordinalText}”的行`,
      })
      continue
    }
    row.findings.push(...read.findings)
    row.values[detail.key] = [...((row.values[detail.key] as unknown[] | undefined) ?? []), read.values]
  }
  return findings
}
