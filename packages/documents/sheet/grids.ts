import { sniffContainer } from '../format.ts'
import { DEFAULT_LIMITS, type Limits } from '../limits.ts'
import type { DocumentRefusal, RefusalReason } from '../refusal.ts'
import { readCsv } from './csv.ts'
import { readSheet, type Sheet } from './read.ts'

/** A table as text: a sheet of a workbook, or the one table of a CSV file (whose name is empty). */
export interface SheetGrid {
  name: string
  rows: string[][]
  /** zero-based, inclusive */
  merges?: Sheet['merges']
  hidden?: boolean
  /** counted from one */
  hiddenRows?: readonly number[]
  hiddenColumns?: readonly number[]
  date1904?: boolean
}
export type GridReading = { grids: SheetGrid[]; hidden: string[] } | DocumentRefusal

const ZIP = [0x50, 0x4b]
const OLE = [0xd0, 0xcf]
const startsWith = (bytes: Uint8Array, magic: number[]): boolean => magic.every((b, i) => bytes[i] === b)

/** What a sheet shows, with what of it is hidden. */
export const gridOf = ({ name, rows, merges, hidden, hiddenRows, hiddenColumns, date1904 }: Sheet): SheetGrid => ({
  name,
  rows: rows.map(r => r.texts),
  merges,
  ...(hidden ? { hidden } : {}),
  ...(hiddenRows ? { hiddenRows } : {}),
  ...(hiddenColumns ? { hiddenColumns } : {}),
  ...(date1904 ? { date1904 } : {}),
})

/** The tables of a CSV, XLSX or XLS file, by its content and not its name. Hidden sheets stay out and are named. */
export async function readGrids(bytes: Uint8Array, limits: Partial<Limits> = DEFAULT_LIMITS): Promise<GridReading> {
  if (startsWith(bytes, ZIP) || startsWith(bytes, OLE)) {
    const reading = await readSheet(bytes, { limits })
    if ('refused' in reading) return reading
    return {
      grids: reading.sheets.filter(s => !s.hidden).map(gridOf),
      hidden: reading.sheets.filter(s => s.hidden).map(s => s.name),
    }
  }
  const other = otherThanTable(bytes)
  if (other) return { refused: { reasons: [other] } }
  const reading = await readCsv(bytes, { limits })
  if ('refused' in reading) {
    const hint = '请上传 Excel（.xlsx、.xls）或 CSV 文件'
    return { refused: { reasons: reading.refused.reasons.map(r => (r.code === 'binary-file' ? { ...r, hint } : r)) } }
  }
  return { grids: [{ name: '', rows: reading.rows }], hidden: [] }
}

/** A PDF, a picture or a web page, whatever its name says; undefined where it may be a table of text. */
function otherThanTable(bytes: Uint8Array): RefusalReason | undefined {
  const found = sniffContainer(bytes)
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 512)).trimStart()
  const what =
    found.is === 'pdf'
      ? 'PDF 文件'
      : found.is === 'image'
        ? `${found.format} 图片`
        : found.is === 'rtf'
          ? 'RTF 文档'
          : found.is === 'other'
            ? found.what
            : /^(?:\u00ef\u00bb\u00bf)?<(?:!doctype|html|table|head|body|meta|\?xml)/i.test(head)
              ? '网页（有的系统导出的 .xls 其实是网页）'
              : undefined
  if (what === undefined) return undefined
  return {
    code: 'unsupported-format',
    message: `这是${what}，不是表格`,
    hint: '请用 Excel 或 WPS 打开后另存为 .xlsx，或向实验室要 Excel、CSV 格式的结果',
  }
}
