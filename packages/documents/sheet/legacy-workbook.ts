import { HucreError } from 'hucre'
import { readXls } from 'hucre/xlsx'
import type { Limits } from '../limits.ts'
import { type Deadline, Refused } from '../refusal.ts'
import { cellText, cellValue } from './cell-text.ts'
import type { Sheet } from './read.ts'

/**
 * A workbook of Excel 97–2003 (BIFF8). Number formats and the hiding of rows and sheets are not read: every sheet comes, and
 * 0.50 comes as 0.5.
 */
export async function readLegacyWorkbook(bytes: Uint8Array, limits: Limits, deadline: Deadline): Promise<Sheet[]> {
  const workbook = await readXls(bytes).catch(error => {
    if (!(error instanceof HucreError)) throw error
    throw new Refused(
      'legacy-office',
      '旧版 Excel（.xls、.et）文件读不出来，可能已损坏、加密，或是 Excel 95 及更早的格式',
      '请用 Excel 或 WPS 表格打开，另存为 .xlsx 后再上传',
    )
  })
  let cells = 0
  return workbook.sheets.map(sheet => {
    // Rows that hold nothing are holes in the library's array.
    const rows = Array.from({ length: sheet.rows.length }, (_, r) => {
      if (r % 1000 === 0) deadline.check()
      const row = sheet.rows[r] ?? []
      cells += row.length
      if (cells > limits.sheetCells)
        throw new Refused(
          'too-many-cells',
          `超过 ${Math.round(limits.sheetCells / 10_000)} 万个单元格的上限（工作表“${sheet.name}”第 ${r + 1} 行）`,
          '请分成几个文件上传',
        )
      const texts = row.map(raw => cellText(raw, undefined))
      return { texts, values: row.map((raw, c) => cellValue(raw, texts[c]!)) }
    })
    const merges = (sheet.merges ?? []).map(m => ({
      startRow: m.startRow,
      startColumn: m.startCol,
      endRow: m.endRow,
      endColumn: m.endCol,
    }))
    return { name: sheet.name, hidden: false, rows, merges }
  })
}
