import { t } from '../i18n/language.ts'
import { saveAs } from '../shell/api.ts'
import { type Column, sheetOf } from './table-rows.ts'

/** Writes what stands on the page (the same columns, filters and order) as an Excel file, in the browser. */
export async function exportRows<Row>(
  name: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Promise<void> {
  // The writer is fetched when it is needed: most visits to a list export nothing.
  const { writeSheet } = await import('@jingtu/documents/sheet/write.ts')
  const { heads, cells } = sheetOf(columns, rows)
  const bytes = await writeSheet({
    sheets: [
      {
        name: name.slice(0, 28),
        rows: [heads.map(head => t(head)), ...cells],
        headRows: 1,
        columns: columns.map((column, i) => ({
          width: widthOf(
            heads[i]!,
            cells.map(row => row[i]),
          ),
          align: column.kind === 'number' ? 'right' : 'left',
        })),
        landscape: columns.length > 6,
        pageNumbers: true,
      },
    ],
  })
  saveAs(
    new Blob([Uint8Array.from(bytes)], { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }),
    `${name}.xlsx`,
  )
}

/** In characters of Latin width, a hanzi counted as two; wide texts wrap instead of pushing the rest off the page. */
export function widthOf(head: string, values: readonly unknown[]): number {
  const widest = Math.max(
    ...[head, ...values.map(v => String(v ?? ''))].map(text =>
      [...text].reduce((sum, c) => sum + (c > '\u2e7f' ? 2 : 1), 0),
    ),
  )
  return Math.min(48, Math.max(8, widest + 2))
}
