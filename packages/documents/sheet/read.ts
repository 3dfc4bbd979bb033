import { zipSync } from 'fflate'
import { HucreError } from 'hucre'
import { readXlsx } from 'hucre/xlsx'
import { sniffContainer } from '../format.ts'
import { legacyOffice } from '../legacy.ts'
import { DEFAULT_LIMITS, describeBytes, type Limits } from '../limits.ts'
import { type Deadline, type DocumentRefusal, Refused, refusalAsValue, startDeadline } from '../refusal.ts'
import { openZip, type ZipContainer } from '../zip.ts'
import { cellText, cellValue, type SheetValue } from './cell-text.ts'

/** One worksheet. `rows[i]` is row i + 1; its `texts` are what the cells show (see `cellText`), `values` what they hold. */
export type Sheet = {
  name: string
  hidden: boolean
  rows: SheetRow[]
  /** zero-based, inclusive; only the top-left cell of a merge has a value */
  merges: { startRow: number; startColumn: number; endRow: number; endColumn: number }[]
}

export type SheetRow = { texts: string[]; values: SheetValue[] }

export type SheetReading = { sheets: Sheet[] } | DocumentRefusal

/** A cell for messages: row and column counted from one, `name` as Excel writes it (C7). */
export type SheetCell = { row: number; column: number; name: string; text: string; value: SheetValue }

/** Reads an .xlsx file; any other file is refused with a reason. */
export function readSheet(bytes: Uint8Array, options: { limits?: Partial<Limits> } = {}): Promise<SheetReading> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  return refusalAsValue(async () => {
    const deadline = startDeadline(limits.milliseconds)
    const container = sniffContainer(bytes)
    if (bytes.length > limits.fileBytes) throw fileTooLarge(limits)
    if (container.is === 'ole') throw legacyOffice(container.holds)
    const zip = container.is === 'zip' ? openZip(bytes, limits, deadline) : undefined
    if (!zip || !isWorkbook(zip)) {
      throw new Refused(
        'unsupported-format',
        '这不是 Excel 工作簿（.xlsx）',
        '请在 Excel 或 WPS 表格中另存为 .xlsx 后再上传',
      )
    }
    return { sheets: await readWorkbook(zip, limits, deadline) }
  })
}

export function fileTooLarge(limits: Limits): Refused {
  return new Refused(
    'file-too-large',
    `文件超过 ${describeBytes(limits.fileBytes)} 的上限`,
    '请压缩或删去文件里的图片，或把正文与附件分开上传',
  )
}

export function isWorkbook(zip: ZipContainer): boolean {
  return zip.has('xl/workbook.xml')
}

/** The cells of a sheet that hold something, row by row. */
export function* listCells(sheet: Sheet): Generator<SheetCell> {
  for (const [r, row] of sheet.rows.entries()) {
    for (const [c, text] of row.texts.entries()) {
      if (text === '') continue
      yield { row: r + 1, column: c + 1, name: cellName(r + 1, c + 1), text, value: row.values[c] ?? null }
    }
  }
}

/** cellName(7, 3) is C7. */
export function cellName(row: number, column: number): string {
  return `${columnName(column)}${row}`
}

export function columnName(column: number): string {
  let name = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  }
  return name
}

export async function readWorkbook(zip: ZipContainer, limits: Limits, deadline: Deadline): Promise<Sheet[]> {
  const workbook = await parse(repack(zip, limits)).catch(error => {
    if (!(error instanceof HucreError)) throw error
    throw new Refused(
      'damaged-document',
      `工作簿内部格式错误：${error.message}`,
      '请用 Excel 或 WPS 表格打开并另存为 .xlsx 后再上传',
    )
  })
  return workbook.sheets.map(sheet => {
    const formats = sheet.cells
    const rows = sheet.rows.map((row, r) => {
      deadline.check()
      const texts = row.map((raw, c) => cellText(raw, formats?.get(`${r},${c}`)?.style?.numFmt))
      return { texts, values: row.map((raw, c) => cellValue(raw, texts[c]!)) }
    })
    const merges = (sheet.merges ?? []).map(m => ({
      startRow: m.startRow,
      startColumn: m.startCol,
      endRow: m.endRow,
      endColumn: m.endCol,
    }))
    for (const merge of merges) emptyCovered(rows, merge, deadline)
    return { name: sheet.name, hidden: Boolean(sheet.hidden || sheet.veryHidden), rows, merges }
  })
}

function parse(bytes: Uint8Array) {
  return readXlsx(bytes, { readStyles: true })
}

/** Old values stay behind under a merge; Excel does not show them. */
function emptyCovered(rows: SheetRow[], merge: Sheet['merges'][number], deadline: Deadline): void {
  for (let r = merge.startRow; r <= Math.min(merge.endRow, rows.length - 1); r++) {
    deadline.check()
    const row = rows[r]!
    for (let c = merge.startColumn; c <= Math.min(merge.endColumn, row.texts.length - 1); c++) {
      if (r === merge.startRow && c === merge.startColumn) continue
      row.texts[c] = ''
      row.values[c] = null
    }
  }
}

/**
 * The library is given a new container holding only what was inflated and counted here, so it cannot be led to an entry that
 * was never checked; pictures stay out of it.
 */
function repack(zip: ZipContainer, limits: Limits): Uint8Array {
  const files: Record<string, Uint8Array> = {}
  let cells = 0
  for (const name of zip.names) {
    if (!/\.(xml|rels)$/i.test(name) || !/^(\[Content_Types\]\.xml|_rels\/|xl\/|docProps\/)/.test(name)) continue
    const bytes = inUtf8(zip.bytes(name))
    const xml = new TextDecoder('latin1').decode(bytes)
    if (xml.includes('<!DOCTYPE') || xml.includes('<!ENTITY')) {
      throw new Refused(
        'xml-entities',
        `文档内部的 ${name} 带有实体定义（DOCTYPE），正常的 Office 文件没有，已拒绝`,
        '请确认文件来源；可用 Excel 或 WPS 表格打开后另存一份再上传',
      )
    }
    if (name.startsWith('xl/worksheets/')) {
      cells += boundingBox(xml)
      if (cells > limits.sheetCells) {
        throw new Refused(
          'too-many-cells',
          `表格范围超过 ${Math.round(limits.sheetCells / 10_000)} 万个单元格的上限`,
          '请删去数据区以外的空行空列（常因误操作在最末行或最右列留下内容），或分成几个文件',
        )
      }
    }
    files[name] = bytes
  }
  return zipSync(files, { level: 0 })
}

function boundingBox(xml: string): number {
  let rows = 0
  let columns = 0
  for (const match of xml.matchAll(/<(?:\w+:)?c\b[^>]*?\sr="([A-Z]{1,3})(\d{1,7})"/g)) {
    rows = Math.max(rows, Number(match[2]))
    columns = Math.max(columns, columnNumber(match[1]!))
  }
  return rows * columns
}

function columnNumber(name: string): number {
  let number = 0
  for (const char of name) number = number * 26 + char.charCodeAt(0) - 64
  return number
}

function inUtf8(bytes: Uint8Array): Uint8Array {
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : ''
  if (!wide) return bytes
  return new TextEncoder().encode(new TextDecoder(wide).decode(bytes).replace(/encoding="[^"]*"/, 'encoding="UTF-8"'))
}
