import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { showNumber } from './show.ts'
import { type Column, cellOf } from './table-rows.ts'

/** Missing is a dash, never 0. */
export function cellNode<Row>(column: Column<Row>, row: Row): ReactNode {
  if (column.render) return column.render(row)
  const value = cellOf(column, row)
  if (value === null || value === undefined || value === '') return <span className="jt-faint">—</span>
  if (typeof value === 'boolean') return value ? t('是') : t('否')
  if (column.clip) {
    return (
      <span className="jt-clip" style={{ maxWidth: column.width }} title={String(value)}>
        {value}
      </span>
    )
  }
  return column.kind === 'number' ? showNumber(value) : value
}
