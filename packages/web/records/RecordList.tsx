import { PlusOutlined, SnippetsOutlined } from '@ant-design/icons'
import type { RecordList as Answer } from '@jingtu/server/records/views.ts'
import { Alert, Button, Space, Tabs } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { t } from '../i18n/language.ts'
import { DataTable } from '../parts/DataTable.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { compareCells } from '../parts/table-rows.ts'
import { useAddress } from '../shell/address.ts'
import { useGet } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'
import { ChooseRow } from './ChooseRow.tsx'
import { columnsOf } from './columns.tsx'
import { chosenRows, FieldFilters, StateChips, Totals } from './filters.tsx'
import { NewRecord } from './NewRecord.tsx'
import { PasteRecords } from './PasteRecords.tsx'
import { RecordMatrix } from './RecordMatrix.tsx'
import { RecordSheet } from './RecordSheet.tsx'
import { RowsLedger } from './RowsLedger.tsx'
import type { AnyRow, RecordPage } from './record-page.ts'
import './records.css'

const NEW = 'new'
const CHOOSE = 'choose'
const PASTE = 'paste'

/** The page of a declared record: everything on it follows from the declaration and its description. */
export function RecordList({ page }: { page: RecordPage }): ReactNode {
  const { actor, today } = useSession()
  const asked = useGet<Answer<AnyRow>>(page.path)
  const [params, put] = useAddress()
  const names = asked.data?.names ?? NO_NAMES
  const all = useMemo(() => asked.data && inOrder(page, asked.data.rows), [page, asked.data])
  const may = asked.data?.may
  const open = all?.find(row => row.id === params.get('at'))
  const doing = params.get('do')
  const view = params.get('view') ?? 'list'
  const rows = useMemo(() => all && chosenRows(page, all, params, actor.unit), [page, all, params, actor.unit])
  const columns = useMemo(() => columnsOf(page, names, today), [page, names, today])
  const show = (row: { id: string }): void => put({ at: row.id, do: null })
  const leave = (): void => put({ at: null, do: null })

  const { foremost } = page
  const movable = foremost ? (all ?? []).filter(row => row.moves.includes(foremost)) : []
  const add = { label: t(page.add), icon: <PlusOutlined />, onClick: () => put({ at: null, do: NEW }) }
  const paste = {
    label: t('从 Excel 粘贴多条'),
    icon: <SnippetsOutlined />,
    onClick: () => put({ at: null, do: PASTE }),
  }
  const first = foremost &&
    movable.length > 0 && {
      label: t(page.kind.transitions[foremost]!.label),
      onClick: () => (movable.length === 1 ? put({ at: movable[0]!.id, do: foremost }) : put({ at: null, do: CHOOSE })),
    }
  const list = (
    <>
      {all && <StateChips page={page} rows={all} params={params} onPut={put} />}
      {rows && page.totals && <Totals page={page} rows={rows} />}
      <DataTable
        id={page.kind.id}
        columns={columns}
        rows={rows}
        error={asked.error}
        onRetry={() => void asked.refetch()}
        onOpen={show}
        exportName={t(page.title)}
        tools={all && <FieldFilters page={page} rows={all} names={names} params={params} onPut={put} />}
        empty={
          (all?.length ?? 0) > 0
            ? {
                title: t('没有符合条件的内容'),
                action: (
                  <button type="button" className="jt-link" onClick={() => put(noFilters(page))}>
                    {t('清除条件')}
                  </button>
                ),
              }
            : {
                title: t(page.empty.title),
                how: t(page.empty.how),
                action: may?.create && (
                  <Space wrap>
                    <Button type="primary" icon={<PlusOutlined />} onClick={add.onClick}>
                      {add.label}
                    </Button>
                    <Button icon={paste.icon} onClick={paste.onClick}>
                      {paste.label}
                    </Button>
                  </Space>
                ),
              }
        }
      />
    </>
  )
  const views = [
    { key: 'list', label: t('清单'), children: list },
    ...(page.matrix
      ? [
          {
            key: 'matrix',
            label: t(page.matrix.title),
            children: <RecordMatrix page={page} rows={all} names={names} onOpen={show} />,
          },
        ]
      : []),
    ...Object.entries(page.rows ?? {})
      .filter(([, spec]) => spec!.ledger)
      .map(([field, spec]) => ({
        key: field,
        label: t(spec!.ledger!.title),
        children: <RowsLedger page={page} field={field} rows={all} names={names} onOpen={show} />,
      })),
  ]
  return (
    <>
      <PageHead
        title={t(page.title)}
        note={t(page.note)}
        next={first || (may?.create && (all?.length ?? 0) > 0 ? add : undefined)}
        steps={first && may?.create ? [add] : []}
        more={may?.create ? [paste] : []}
      />
      {asked.data && asked.data.total > asked.data.rows.length && (
        <Alert
          type="warning"
          showIcon
          className="jr-note"
          title={t('共 {total} 条，只取出前 {n} 条', { total: asked.data.total, n: asked.data.rows.length })}
        />
      )}
      {views.length > 1 ? (
        <Tabs activeKey={view} items={views} destroyOnHidden onChange={key => put({ view: key })} />
      ) : (
        list
      )}
      <RecordSheet
        page={page}
        row={open}
        names={names}
        doing={doing}
        onDo={what => put({ do: what })}
        onClose={leave}
      />
      <SideSheet wide={page.rows !== undefined} open={doing === NEW} title={t(page.add)} onClose={leave}>
        <NewRecord page={page} names={names} onDone={id => put({ at: id, do: null })} onCancel={leave} />
      </SideSheet>
      <SideSheet wide open={doing === PASTE} title={paste.label} onClose={leave}>
        <PasteRecords page={page} onDone={leave} />
      </SideSheet>
      <SideSheet open={doing === CHOOSE} title={first ? first.label : ''} onClose={leave}>
        <ChooseRow
          page={page}
          rows={movable}
          names={names}
          onChoose={row => put({ at: row.id, do: foremost ?? null })}
        />
      </SideSheet>
    </>
  )
}

const inOrder = (page: RecordPage, rows: readonly AnyRow[]): readonly AnyRow[] =>
  page.order
    ? rows.toSorted((a, b) => {
        for (const key of page.order!) {
          const compared = compareCells(a[key] as string, b[key] as string, 'text', false)
          if (compared !== 0) return compared
        }
        return 0
      })
    : rows

const NO_NAMES: Record<string, string> = {}
const noFilters = (page: RecordPage): Record<string, null> =>
  Object.fromEntries(['state', ...(page.filters ?? [])].map(name => [name, null]))
