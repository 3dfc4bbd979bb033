import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { cellNode } from './cell-node.tsx'
import type { Column } from './table-rows.ts'

/** The list on paper: one plain table whose head stands on every sheet; a scrolling table would be cut off at the edge. */
export function PrintTable<Row>({
  columns,
  rows,
}: {
  columns: readonly Column<Row>[]
  rows: readonly Row[]
}): ReactNode {
  return (
    <table className="jt-print-table">
      <thead>
        <tr>
          {columns.map(column => (
            <th key={column.key} className={column.kind && `jt-cell-${column.kind}`} style={{ width: column.width }}>
              {t(column.title)}
              {column.unit && `（${column.unit}）`}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: drawn once for the printer, never reordered
          <tr key={i}>
            {columns.map(column => (
              <td
                key={column.key}
                className={column.kind && `jt-cell-${column.kind}`}
                // Short words stay whole; the wide columns give way.
                style={column.width && column.width <= 110 ? { whiteSpace: 'nowrap' } : undefined}
              >
                {cellNode({ ...column, clip: false }, row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
