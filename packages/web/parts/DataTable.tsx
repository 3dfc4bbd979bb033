import { Table, type TableProps } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { t } from '../i18n/language.ts'
import { cellNode } from './cell-node.tsx'
import { EmptyState } from './EmptyState.tsx'
import { everyPage, type PageOf } from './every-page.ts'
import { useNarrow } from './narrow.ts'
import { PrintTable } from './PrintTable.tsx'
import { Problem } from './Problem.tsx'
import { usePrinting } from './printing.ts'
import { RowCards } from './RowCards.tsx'
import { useRemembered } from './remembered.ts'
import { useRowKeys } from './row-keys.ts'
import { TableTools } from './TableTools.tsx'
import { type Column, cellOf, compareCells, filterText, filterValues, searchRows } from './table-rows.ts'

export type { Column } from './table-rows.ts'

/** For lists too long to hold in the browser: the server sorts, filters and pages. */
export interface Remote<Row> {
  total: number
  query: RemoteQuery
  onQuery: (query: RemoteQuery) => void
  /** Any page of what is asked for now: with it and an `exportName` the whole list leaves as Excel. */
  read?: (page: number, size: number) => Promise<PageOf<Row>>
}
export interface RemoteQuery {
  search: string
  page: number
  size: number
  sort: string | null
  order: 'asc' | 'desc'
  filters: Record<string, string[]>
}
export const FIRST_PAGE: RemoteQuery = { search: '', page: 1, size: 50, sort: null, order: 'asc', filters: {} }

interface Props<Row> {
  /** Under this name the reader's choice of columns is remembered. */
  id: string
  columns: readonly Column<Row>[]
  /** undefined: still being fetched. */
  rows: readonly Row[] | undefined
  rowKey?: (row: Row) => string
  /** Enter or a click on a row. */
  onOpen?: (row: Row) => void
  error?: unknown
  onRetry?: () => void
  /** What an empty list says: what would stand here, and how it gets here. */
  empty: { title: string; how?: ReactNode; action?: ReactNode }
  /** Name of the Excel file; absent: nothing to export. */
  exportName?: string
  /** The server writes the file (long lists, sheets in an official form). */
  exportUrl?: string
  /** false: no search box. */
  search?: boolean
  remote?: Remote<Row>
  selection?: {
    keys: readonly string[]
    onChange: (keys: string[], rows: Row[]) => void
    selectable?: (row: Row) => boolean
  }
  /** Left of the tools: filters of the page's own, buttons for the chosen rows. */
  tools?: ReactNode
  rowClass?: (row: Row) => string
  summary?: ReactNode
  expanded?: (row: Row) => ReactNode
  /** Rows below rows, for a tree: the property that holds them. */
  childrenOf?: string
}

const idOf = (row: unknown): string => String((row as { id: unknown }).id)

export function DataTable<Row extends object>(props: Props<Row>): ReactNode {
  const { id, columns, rows, rowKey = idOf, onOpen, remote, selection, empty } = props
  const [hidden, setHidden] = useRemembered<string[]>(
    `jingtu.columns.${id}`,
    columns.filter(c => c.hidden).map(c => c.key),
  )
  const [search, setSearch] = useState('')
  const [filters, setFilters] = useState<Record<string, string[]>>({})
  const [shown, setShown] = useState<readonly Row[] | null>(null)
  const narrow = useNarrow()
  const printing = usePrinting()
  const visible = useMemo(() => columns.filter(c => c.pinned || !hidden.includes(c.key)), [columns, hidden])
  const found = useMemo(
    () => (remote ? (rows ?? []) : searchRows(rows ?? [], columns, search)),
    [rows, columns, search, remote],
  )
  const open = (key: string): void => {
    const row = found.find(r => rowKey(r) === key)
    if (row) onOpen?.(row)
  }
  const keys = useRowKeys(onOpen && open)

  const chosen = remote ? remote.query.filters : filters
  const narrowed =
    search !== '' || Object.values(chosen).some(values => values?.length) || (remote?.query.search ?? '') !== ''
  const clear = (): void => {
    setSearch('')
    setFilters({})
    remote?.onQuery({ ...FIRST_PAGE, size: remote.query.size })
  }
  const antColumns = useMemo(
    () => visible.map(c => antColumn(c, rows ?? [], chosen, remote)),
    [visible, rows, chosen, remote],
  )

  const onChange: NonNullable<TableProps<Row>['onChange']> = (page, picked, sorter, { currentDataSource, action }) => {
    const kept = Object.fromEntries(Object.entries(picked).map(([key, values]) => [key, (values ?? []).map(String)]))
    const one = Array.isArray(sorter) ? sorter[0] : sorter
    if (!remote) {
      setFilters(kept)
      setShown(currentDataSource)
      return
    }
    remote.onQuery({
      ...remote.query,
      filters: kept,
      sort: one?.order ? String(one.columnKey) : null,
      order: one?.order === 'descend' ? 'desc' : 'asc',
      page: action === 'paginate' ? (page.current ?? 1) : 1,
      size: page.pageSize ?? remote.query.size,
    })
  }
  const nothing = narrowed ? (
    <EmptyState
      compact
      title={t('没有符合条件的内容')}
      action={
        <button type="button" className="jt-link" onClick={clear}>
          {t('清除条件')}
        </button>
      }
    />
  ) : (
    <EmptyState {...empty} />
  )
  const total = remote ? remote.total : found.length
  const ordered = sameRows(shown, found) ? shown! : found
  if (printing && !props.expanded && !props.childrenOf) return <PrintTable columns={visible} rows={ordered} />
  const emptyList = rows !== undefined && rows.length === 0 && !narrowed

  return (
    <div className="jt-table">
      {props.error ? <Problem error={props.error} onRetry={props.onRetry} /> : null}
      {!emptyList && (
        <TableTools
          columns={columns}
          visible={visible}
          onVisible={setHidden}
          rows={remote ? (remote.read ? () => everyPage(remote.read!) : null) : ordered}
          total={rows === undefined ? null : total}
          search={remote ? remote.query.search : search}
          onSearch={
            props.search === false
              ? undefined
              : text => (remote ? remote.onQuery({ ...remote.query, search: text, page: 1 }) : setSearch(text))
          }
          exportName={props.exportName}
          exportUrl={props.exportUrl}
          narrowed={narrowed}
          onClear={clear}
        >
          {props.tools}
        </TableTools>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys walk the rows of the table inside, whose own roles stay as they are */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that can be walked by keys has to take the focus */}
      <div ref={keys.area} className="jt-table-area" tabIndex={0} onKeyDown={keys.onKeyDown}>
        {emptyList ? (
          <div className="jt-paper">{nothing}</div>
        ) : narrow ? (
          <RowCards
            columns={visible}
            rows={found}
            rowKey={rowKey}
            onOpen={onOpen}
            empty={nothing}
            loading={rows === undefined}
            childrenOf={props.childrenOf}
          />
        ) : (
          <Table<Row>
            size="small"
            sticky
            columns={antColumns}
            dataSource={found as Row[]}
            rowKey={rowKey}
            loading={rows === undefined && !props.error}
            locale={{ emptyText: rows === undefined ? ' ' : nothing }}
            scroll={{ x: 'max-content' }}
            onChange={onChange}
            pagination={paginationOf(total, remote)}
            rowClassName={row => `${rowKey(row) === keys.active ? 'jt-row-active ' : ''}${props.rowClass?.(row) ?? ''}`}
            onRow={row => ({
              onClick: e => {
                keys.setActive(rowKey(row))
                if (onOpen && !isControl(e.target)) onOpen(row)
              },
              style: onOpen ? { cursor: 'pointer' } : undefined,
            })}
            rowSelection={
              selection && {
                selectedRowKeys: [...selection.keys],
                onChange: (picked, of) => selection.onChange(picked.map(String), of),
                getCheckboxProps: row => ({ disabled: selection.selectable?.(row) === false }),
                columnWidth: 36,
              }
            }
            expandable={{
              ...(props.childrenOf ? { childrenColumnName: props.childrenOf } : {}),
              ...(props.expanded ? { expandedRowRender: props.expanded } : {}),
            }}
            summary={props.summary ? () => props.summary : undefined}
          />
        )}
      </div>
    </div>
  )
}

/** A click on a link or a box in a row means that, not the row. */
const isControl = (target: EventTarget): boolean =>
  target instanceof Element &&
  target.closest(
    'a, button, input, label, .ant-select, .ant-table-selection-column, .ant-table-row-expand-icon-cell',
  ) !== null

/** What the table last showed (sorted, filtered) stands only as long as it shows the same rows. */
const sameRows = (shown: readonly unknown[] | null, found: readonly unknown[]): boolean => {
  if (!shown) return false
  const there = new Set(found)
  return shown.every(row => there.has(row))
}

const paginationOf = (total: number, remote: Pick<Remote<never>, 'query'> | undefined): TableProps['pagination'] => ({
  ...(remote ? { current: remote.query.page, pageSize: remote.query.size, total } : { defaultPageSize: 50 }),
  size: 'small',
  hideOnSinglePage: total <= 20,
  pageSizeOptions: [20, 50, 100, 200],
  showSizeChanger: total > 20,
  placement: ['bottomEnd'],
})

type AntColumn<Row> = NonNullable<TableProps<Row>['columns']>[number]

function antColumn<Row extends object>(
  column: Column<Row>,
  rows: readonly Row[],
  chosen: Record<string, string[]>,
  remote: Remote<Row> | undefined,
): AntColumn<Row> {
  const options = filterValues(column, rows)
  const sorts = column.sort !== false
  const order = remote?.query.order === 'desc' ? 'descend' : 'ascend'
  return {
    key: column.key,
    title: (
      <>
        {t(column.title)}
        {column.unit && <span className="jt-unit">{column.unit}</span>}
      </>
    ),
    align: column.kind === 'number' ? 'right' : 'left',
    className: column.kind ? `jt-cell-${column.kind}` : undefined,
    width: column.width,
    showSorterTooltip: false,
    ...(sorts && remote ? { sorter: true, sortOrder: remote.query.sort === column.key ? order : null } : {}),
    ...(sorts && !remote
      ? {
          sorter: (a: Row, b: Row, way?: 'ascend' | 'descend' | null) =>
            compareCells(cellOf(column, a), cellOf(column, b), column.kind, way === 'descend'),
        }
      : {}),
    ...(options
      ? {
          filters: options.map(value => ({ text: value === '' ? t('（空）') : t(value), value })),
          filteredValue: chosen[column.key] ?? null,
          filterSearch: options.length > 8,
          ...(remote ? {} : { onFilter: (value: unknown, row: Row) => filterText(cellOf(column, row)) === value }),
        }
      : {}),
    render: (_: unknown, row: Row) => cellNode(column, row),
  }
}
