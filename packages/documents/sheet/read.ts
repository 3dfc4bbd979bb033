import { zipSync } from 'fflate'
import { HucreError } from 'hucre'
import { readXlsx } from 'hucre/xlsx'
import { sniffContainer } from '../format.ts'
import { legacyOffice } from '../legacy.ts'
import { DEFAULT_LIMITS, describeBytes, type Limits } from '../limits.ts'
import { type Deadline, type DocumentRefusal, Refused, refusalAsValue, startDeadline } from '../refusal.ts'
import { openZip, type ZipContainer } from '../zip.ts'
import { cellName } from './cell-name.ts'
import { cellText, cellValue, formulaText, type SheetValue } from './cell-text.ts'
import { readLegacyWorkbook } from './legacy-workbook.ts'
import { readNumberFormats, worksheetOrder } from './number-formats.ts'
import { tooManyCells, withEntities, worksheetFilter } from './worksheet-xml.ts'

/** One worksheet. `rows[i]` is row i + 1; its `texts` are what the cells show (see `cellText`), `values` what they hold. */
export type Sheet = {
  name: string
  hidden: boolean
  rows: SheetRow[]
  /** zero-based, inclusive; only the top-left cell of a merge has a value */
  merges: { startRow: number; startColumn: number; endRow: number; endColumn: number }[]
  /** counted from one */
  hiddenRows?: number[]
  hiddenColumns?: number[]
  /** the workbook counts days from 1904; matters only for days that stand as bare numbers */
  date1904?: boolean
}

export type SheetRow = { texts: string[]; values: SheetValue[] }

export type SheetReading = { sheets: Sheet[] } | DocumentRefusal

/** A cell for messages: row and column counted from one, `name` as Excel writes it (C7). */
export type SheetCell = { row: number; column: number; name: string; text: string; value: SheetValue }

/** Reads an .xlsx or an .xls file; any other file is refused with a reason. */
export function readSheet(bytes: Uint8Array, options: { limits?: Partial<Limits> } = {}): Promise<SheetReading> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  return refusalAsValue(async () => {
    const deadline = startDeadline(limits.milliseconds)
    const container = sniffContainer(bytes)
    if (bytes.length > limits.fileBytes) throw fileTooLarge(limits)
    if (container.is === 'ole' && container.holds === 'xls')
      return { sheets: await readLegacyWorkbook(bytes, limits, deadline) }
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

export async function readWorkbook(zip: ZipContainer, limits: Limits, deadline: Deadline): Promise<Sheet[]> {
  const packed = repack(zip, limits)
  const workbook = await readXlsx(packed.bytes).catch(error => {
    if (!(error instanceof HucreError)) throw error
    throw new Refused(
      'damaged-document',
      `工作簿内部格式错误：${error.message}`,
      '请用 Excel 或 WPS 表格打开并另存为 .xlsx 后再上传',
    )
  })
  return workbook.sheets.map((sheet, n) => {
    const formatAt = packed.formats[n] ?? (() => undefined)
    const about = sheet.cells?.size ? sheet.cells : undefined
    const rows = sheet.rows.map((row, r) => {
      deadline.check()
      const texts = new Array<string>(row.length)
      const values = new Array<SheetValue>(row.length)
      for (let c = 0; c < row.length; c++) {
        const raw = row[c]!
        const cell = raw === null ? about?.get(`${r},${c}`) : undefined
        const unsolved = cell !== undefined && (cell.formula !== undefined || cell.formulaType)
        texts[c] = unsolved
          ? formulaText(cell.formula)
          : cellText(raw, typeof raw === 'string' || raw === null ? undefined : formatAt(r, c))
        values[c] = unsolved ? texts[c]! : cellValue(raw, texts[c]!)
      }
      return { texts, values }
    })
    const merges = (sheet.merges ?? []).map(m => ({
      startRow: m.startRow,
      startColumn: m.startCol,
      endRow: m.endRow,
      endColumn: m.endCol,
    }))
    for (const merge of merges) emptyCovered(rows, merge, deadline)
    const hiddenRows = [...(sheet.rowDefs ?? [])].flatMap(([r, def]) => (def.hidden && r < rows.length ? [r + 1] : []))
    const hiddenColumns = (sheet.columns ?? []).flatMap((def, c) => (def.hidden ? [c + 1] : []))
    return {
      name: sheet.name,
      hidden: Boolean(sheet.hidden || sheet.veryHidden),
      rows,
      merges,
      ...(hiddenRows.length ? { hiddenRows } : {}),
      ...(hiddenColumns.length ? { hiddenColumns } : {}),
      ...(workbook.dateSystem === '1904' ? { date1904: true } : {}),
    }
  })
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
 * was never checked; pictures stay out of it. Number formats are read on the way: the library would make an object of each cell.
 */
function repack(zip: ZipContainer, limits: Limits): { bytes: Uint8Array; formats: Formats[] } {
  const files: Record<string, Uint8Array> = {}
  const formats = zip.has('xl/styles.xml') ? readNumberFormats(decoded(zip, 'xl/styles.xml')) : []
  const formatsOf = new Map<string, Formats>()
  let before = 0
  for (const name of zip.names) {
    if (!/\.(xml|rels)$/i.test(name) || !/^(\[Content_Types\]\.xml|_rels\/|xl\/|docProps\/)/.test(name)) continue
    if (name.startsWith('xl/worksheets/') && name.endsWith('.xml')) {
      let cells = 0
      const filter = worksheetFilter(extent => {
        cells = extent.box
        if (before + cells > limits.sheetCells) throw tooManyCells(limits, sheetTitle(name), extent)
      }, formats)
      streamInUtf8(zip, name, chunk => filter.push(chunk))
      files[name] = filter.end()
      formatsOf.set(name, filter.formatAt)
      before += cells
      continue
    }
    const bytes = inUtf8(zip.bytes(name))
    const xml = new TextDecoder('latin1').decode(bytes)
    if (xml.includes('<!DOCTYPE') || xml.includes('<!ENTITY')) throw withEntities()
    files[name] = bytes
  }
  const order = worksheetOrder(decoded(zip, 'xl/workbook.xml'), decoded(zip, 'xl/_rels/workbook.xml.rels'))
  return { bytes: zipSync(files, { level: 0 }), formats: order.map(part => formatsOf.get(part) ?? (() => undefined)) }
}

type Formats = (row: number, column: number) => string | undefined

const decoded = (zip: ZipContainer, name: string): string =>
  zip.has(name) ? new TextDecoder().decode(inUtf8(zip.bytes(name))) : ''

/** A part written in UTF-16 is held whole; hardly any is. */
function streamInUtf8(zip: ZipContainer, name: string, onChunk: (chunk: Uint8Array) => void): void {
  let wide: boolean | undefined
  zip.stream(name, chunk => {
    wide ??= (chunk[0] === 0xff && chunk[1] === 0xfe) || (chunk[0] === 0xfe && chunk[1] === 0xff)
    if (!wide) onChunk(chunk)
  })
  if (wide) onChunk(inUtf8(zip.bytes(name)))
}

const sheetTitle = (path: string): string => `第 ${/(\d+)\.xml$/.exec(path)?.[1] ?? '?'} 张工作表`

function inUtf8(bytes: Uint8Array): Uint8Array {
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : ''
  if (!wide) return bytes
  return new TextEncoder().encode(new TextDecoder(wide).decode(bytes).replace(/encoding="[^"]*"/, 'encoding="UTF-8"'))
}
