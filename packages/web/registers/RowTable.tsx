import type { Register } from '@jingtu/core/register.ts'
import { Button, Table, type TableProps } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { t } from '../i18n/language.ts'
import { cellNode } from '../parts/cell-node.tsx'
import { useNarrow } from '../parts/narrow.ts'
import { RecordState } from '../parts/RecordState.tsx'
import { RowCards } from '../parts/RowCards.tsx'
import { useRowKeys } from '../parts/row-keys.ts'
import type { Column } from '../parts/table-rows.ts'
import { fieldColumn } from '../records/columns.tsx'
import { type RegisterRow, titleKey } from './declared.ts'

interface Props {
  kind: Register
  columns: readonly Column<RegisterRow>[]
  rows: readonly RegisterRow[] | undefined
  sort: string
  onSort: (sort: string | null) => void
  selected: readonly string[]
  onSelect: (ids: string[]) => void
  selectable: (row: RegisterRow) => boolean
  onOpen: (row: RegisterRow) => void
  empty: ReactNode
  more: boolean
  fetching: boolean
  onMore: () => void
}

/** What a list can show of a row: the columns of the declaration first, every other field on request. */
export function columnsFor(
  kind: Register,
  names: Record<string, string>,
  regions: Record<string, string>,
): Column<RegisterRow>[] {
  const title = titleKey(kind)
  const own: Record<string, Column<RegisterRow>> = {
    region: { key: 'region', title: '所在区域', width: 120, value: row => regions[row.region] ?? row.region },
    state: {
      key: 'state',
      title: '状态',
      width: 110,
      value: row => kind.states[row.state] ?? row.state,
      render: row => <RecordState kind={kind} state={row.state} />,
    },
    effective: { key: 'effective', title: '生效日期', kind: 'day', width: 108 },
  }
  const shown = kind.register.list
  const rest = Object.keys(kind.fields).filter(key => !shown.includes(key) && kind.fields[key]!.kind !== 'json')
  const columnOf = (key: string): Column<RegisterRow> => {
    const column = own[key] ?? (fieldColumn(key, kind.fields[key]!, names) as unknown as Column<RegisterRow>)
    const subject = key === 'subject' ? { title: t('对象'), width: 220 } : {}
    return { ...column, ...subject, filter: false, pinned: key === title, sort: kind.register.sorts.includes(key) }
  }
  return [
    ...shown.map(columnOf),
    ...Object.keys(own)
      .filter(key => !shown.includes(key))
      .map(key => ({ ...columnOf(key), hidden: true })),
    ...rest.map(key => ({ ...columnOf(key), hidden: true, deskOnly: true })),
  ]
}

type AntColumn = NonNullable<TableProps<RegisterRow>['columns']>[number]

/** Rows behind a cursor: sorted by the server, fetched on as far as somebody reads; cards on the phone. */
export function RowTable(props: Props): ReactNode {
  const { columns, rows, sort } = props
  const narrow = useNarrow()
  const open = (id: string): void => {
    const row = rows?.find(r => r.id === id)
    if (row) props.onOpen(row)
  }
  const keys = useRowKeys(open)
  const key = sort.replace(/^-/, '')
  const antColumns = useMemo(
    () =>
      columns.map(
        (column): AntColumn => ({
          key: column.key,
          title: (
            <>
              {column.title}
              {column.unit && <span className="jt-unit">{column.unit}</span>}
            </>
          ),
          align: column.kind === 'number' ? 'right' : 'left',
          className: column.kind ? `jt-cell-${column.kind}` : undefined,
          width: column.width,
          showSorterTooltip: false,
          ...(column.sort
            ? { sorter: true, sortOrder: column.key === key ? (sort.startsWith('-') ? 'descend' : 'ascend') : null }
            : {}),
          render: (_: unknown, row: RegisterRow) => cellNode(column, row),
        }),
      ),
    [columns, key, sort],
  )
  const onChange: NonNullable<TableProps<RegisterRow>['onChange']> = (_, __, sorter) => {
    const one = Array.isArray(sorter) ? sorter[0] : sorter
    props.onSort(one?.order ? `${one.order === 'descend' ? '-' : ''}${String(one.columnKey)}` : null)
  }
  return (
    <div className="jt-table">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys walk the rows of the table inside, whose own roles stay as they are */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that can be walked by keys has to take the focus */}
      <div ref={keys.area} className="jt-table-area" tabIndex={0} onKeyDown={keys.onKeyDown}>
        {rows?.length === 0 ? (
          <div className="jt-paper">{props.empty}</div>
        ) : narrow ? (
          <RowCards
            columns={columns}
            rows={rows ?? []}
            rowKey={row => row.id}
            onOpen={props.onOpen}
            empty={props.empty}
            loading={rows === undefined}
          />
        ) : (
          <Table<RegisterRow>
            size="small"
            sticky
            columns={antColumns}
            dataSource={rows as RegisterRow[] | undefined}
            rowKey="id"
            loading={rows === undefined}
            locale={{ emptyText: ' ' }}
            scroll={{ x: 'max-content' }}
            pagination={false}
            onChange={onChange}
            rowClassName={row =>
              `${row.id === keys.active ? 'jt-row-active ' : ''}${props.kind.register.ended.includes(row.state) ? 'jt-row-ended' : ''}`
            }
            onRow={row => ({
              onClick: e => {
                keys.setActive(row.id)
                if (!isControl(e.target)) props.onOpen(row)
              },
              style: { cursor: 'pointer' },
            })}
            rowSelection={{
              selectedRowKeys: [...props.selected],
              onChange: picked => props.onSelect(picked.map(String)),
              getCheckboxProps: row => ({
                disabled: !props.selectable(row),
                'aria-label': t('选择“{name}”', { name: String(columns[0]?.value?.(row) ?? row.id) }),
              }),
              columnWidth: 36,
            }}
          />
        )}
      </div>
      {props.more && (
        <Button className="jg-more" loading={props.fetching} onClick={props.onMore}>
          {t('再看后面的')}
        </Button>
      )}
    </div>
  )
}

const isControl = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('a, button, input, label, .ant-table-selection-column') !== null
