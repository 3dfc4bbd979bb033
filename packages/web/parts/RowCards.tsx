import { Button, Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { cellNode } from './cell-node.tsx'
import { type Column, cellOf } from './table-rows.ts'

interface Props<Row> {
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  onOpen?: (row: Row) => void
  empty: ReactNode
  loading: boolean
  childrenOf?: string
}

const STEP = 30

/** The list on the phone: one card a row, its heading the pinned column, the rest with their names. */
export function RowCards<Row>({ columns, rows, rowKey, onOpen, empty, loading, childrenOf }: Props<Row>): ReactNode {
  const [count, setCount] = useState(STEP)
  if (loading) return <Skeleton active paragraph={{ rows: 6 }} />
  const flat = childrenOf ? rows.flatMap(row => withChildren(row, childrenOf)) : rows
  if (flat.length === 0) return empty
  const head = columns.find(c => c.pinned) ?? columns[0]!
  const rest = columns.filter(c => c !== head && !c.deskOnly)
  return (
    <ul className="jt-cards">
      {flat.slice(0, count).map(row => (
        <li key={rowKey(row)} data-row-key={rowKey(row)}>
          <button type="button" className="jt-row-card" disabled={!onOpen} onClick={() => onOpen?.(row)}>
            <b>{cellNode(head, row)}</b>
            {rest.map(column => (
              <span key={column.key} className={isEmpty(column, row) ? 'jt-row-card-empty' : undefined}>
                <i>
                  {t(column.title)}
                  {column.unit ? `（${column.unit}）` : ''}
                </i>
                <span>{cellNode(column, row)}</span>
              </span>
            ))}
          </button>
        </li>
      ))}
      {flat.length > count && (
        <li>
          <Button block onClick={() => setCount(count + STEP)}>
            {t('再看 {count} 条', { count: Math.min(STEP, flat.length - count) })}
          </Button>
        </li>
      )}
    </ul>
  )
}

const isEmpty = <Row,>(column: Column<Row>, row: Row): boolean => {
  const value = cellOf(column, row)
  return !column.render && (value === null || value === undefined || value === '')
}

function withChildren<Row>(row: Row, key: string): Row[] {
  const below = (row as Record<string, unknown>)[key] as Row[] | undefined
  return [row, ...(below ?? []).flatMap(child => withChildren(child, key))]
}
