import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons'
import type { Register } from '@jingtu/core/register.ts'
import type { StateCounts } from '@jingtu/server/registers/overview.ts'
import type { RegisterPage as Answer, RegisterView } from '@jingtu/server/registers/views.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { App, Button, Tooltip } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { PrintTable } from '../parts/PrintTable.tsx'
import { Problem, showProblem } from '../parts/Problem.tsx'
import { usePrinting } from '../parts/printing.ts'
import { useRemembered } from '../parts/remembered.ts'
import { showNumber } from '../parts/show.ts'
import { ColumnPicker, SearchBox } from '../parts/TableTools.tsx'
import { api } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'
import { AsOfButton, AsOfNote } from './AsOf.tsx'
import { BulkBar } from './BulkBar.tsx'
import { pageOf, pathOf, type RegisterRow } from './declared.ts'
import { ListFilters } from './ListFilters.tsx'
import { type ListAddress, useListAddress } from './list-address.ts'
import { columnsFor, RowTable } from './RowTable.tsx'
import { SavedViews } from './SavedViews.tsx'

interface Props {
  kind: Register
  view: RegisterView | undefined
}

/** The rows of a list: whatever narrows or sorts it is done by the server and stands in the address. */
export function RowList({ kind, view }: Props): ReactNode {
  const address = useListAddress()
  const { query, put, isPast } = address
  const path = `${pathOf(kind)}/rows`
  const navigate = useNavigate()
  const printing = usePrinting()
  const [selected, setSelected] = useState<string[]>([])
  const asked = useInfiniteQuery({
    queryKey: [path, query],
    queryFn: ({ pageParam, signal }) => api.get<Answer>(path, { ...query, after: pageParam }, { signal }),
    initialPageParam: '',
    getNextPageParam: (last: Answer) => last.next,
  })
  const pages = asked.data?.pages
  const rows = useMemo(() => pages?.flatMap(page => page.rows as RegisterRow[]), [pages])
  const names = useMemo(() => Object.assign({}, ...(pages ?? []).map(p => p.names)) as Record<string, string>, [pages])
  const regions = useMemo(
    () => Object.assign({}, ...(pages ?? []).map(p => p.regions)) as Record<string, string>,
    [pages],
  )
  const columns = useMemo(() => columnsFor(kind, names, regions), [kind, names, regions])
  const [hidden, setHidden] = useRemembered<string[]>(
    `jingtu.columns.${kind.id}`,
    columns.filter(c => c.hidden).map(c => c.key),
  )
  const visible = useMemo(() => columns.filter(c => c.pinned || !hidden.includes(c.key)), [columns, hidden])
  const chosen = (rows ?? []).filter(row => selected.includes(row.id))
  const count = pages?.[0]?.count
  const past = [query.knownOn && `knownOn=${query.knownOn}`, query.validOn && `validOn=${query.validOn}`].filter(
    Boolean,
  )

  if (printing && rows) return <PrintTable columns={visible} rows={rows} />
  return (
    <>
      <AsOfNote knownOn={query.knownOn} validOn={query.validOn} put={put} />
      <States kind={kind} address={address} />
      <ListFilters kind={kind} local={view?.local ?? []} address={address} />
      <div className="jt-table-tools">
        <SearchBox value={query.q ?? ''} onChange={q => put({ q: q || null })} />
        <SavedViews kind={kind} address={address} hidden={hidden} onHidden={setHidden} />
        <AsOfButton knownOn={query.knownOn} validOn={query.validOn} put={put} />
        <span className="jt-table-count" role="status">
          {count &&
            (count.estimated ? t('约 {n} 条', { n: showNumber(count.n) }) : t('共 {total} 条', { total: count.n }))}
          {address.narrowed && (
            <button type="button" className="jt-link" onClick={address.clear}>
              {t('清除条件')}
            </button>
          )}
        </span>
        <span className="jt-table-buttons">
          <ColumnPicker columns={columns} visible={visible} onVisible={setHidden} />
          <Tooltip title={t('打印')}>
            <Button
              type="text"
              size="small"
              icon={<PrinterOutlined />}
              aria-label={t('打印')}
              onClick={() => print()}
            />
          </Tooltip>
          <ExportButton kind={kind} address={address} />
        </span>
      </div>
      {asked.error && <Problem error={asked.error} onRetry={() => void asked.refetch()} />}
      {chosen.length > 0 && (
        <BulkBar kind={kind} rows={chosen} names={names} onSelect={setSelected} onDone={() => setSelected([])} />
      )}
      {!(asked.error && !rows) && (
        <RowTable
          kind={kind}
          columns={visible}
          rows={rows}
          sort={query.sort ?? kind.register.sort}
          onSort={sort => put({ sort })}
          selected={selected}
          onSelect={setSelected}
          selectable={row => !isPast && row.moves.some(move => !kind.transitions[move]?.single)}
          onOpen={row => void navigate(`${pageOf(kind, row.id)}${past.length > 0 ? `?${past.join('&')}` : ''}`)}
          empty={<Nothing kind={kind} address={address} may={view?.may.create ?? false} />}
          more={asked.hasNextPage}
          fetching={asked.isFetchingNextPage}
          onMore={() => void asked.fetchNextPage()}
        />
      )}
    </>
  )
}

/** How many rows stand in each state; a click shows those. */
function States({ kind, address }: { kind: Register; address: ListAddress }): ReactNode {
  const { state: chosen, ...query } = address.query
  const asked = useGet<StateCounts>(`${pathOf(kind)}/counts`, query, { keep: true })
  const counts = asked.data?.states ?? {}
  const states = Object.entries(kind.states).filter(([state]) => state !== 'void')
  const all = Object.values(counts).reduce((a, b) => a + b, 0)
  const more = asked.data?.more ? '+' : ''
  const chip = (state: string | null, label: string, n: number): ReactNode => (
    <button
      key={state ?? ''}
      type="button"
      className="jr-chip"
      aria-pressed={(chosen ?? null) === state}
      data-zero={n === 0 ? '' : undefined}
      onClick={() => address.put({ state: chosen === state ? null : state })}
    >
      {label}
      <b>
        {showNumber(n)}
        {more}
      </b>
    </button>
  )
  if (!asked.data) return <div className="jr-chips jg-waiting" />
  return (
    <div className="jr-chips">
      {chip(null, t('全部'), all)}
      {states.map(([state, label]) => chip(state, label, counts[state] ?? 0))}
    </div>
  )
}

function Nothing({ kind, address, may }: { kind: Register; address: ListAddress; may: boolean }): ReactNode {
  const navigate = useNavigate()
  if (address.narrowed || address.isPast)
    return (
      <EmptyState
        compact
        title={t('没有符合条件的内容')}
        action={
          <button
            type="button"
            className="jt-link"
            onClick={() => address.put({ ...cleared(address), knownOn: null, validOn: null })}
          >
            {t('清除条件')}
          </button>
        }
      />
    )
  return (
    <EmptyState
      title={t('“{name}”里还没有记录', { name: kind.name })}
      how={kind.register.purpose}
      action={
        may && (
          <>
            <Button type="primary" onClick={() => void navigate(pageOf(kind, 'new'))}>
              {t('登记一条')}
            </Button>{' '}
            <Button onClick={() => void navigate(pageOf(kind, 'import'))}>{t('从 Excel 导入')}</Button>
          </>
        )
      }
    />
  )
}

const cleared = (address: ListAddress): Record<string, null> =>
  Object.fromEntries(Object.keys(address.query).map(name => [name, null]))

/** The server writes the workbook: all rows the conditions leave, embedded rows in sheets of their own. */
function ExportButton({ kind, address }: { kind: Register; address: ListAddress }): ReactNode {
  const { modal } = App.useApp()
  const [busy, setBusy] = useState(false)
  const save = async (): Promise<void> => {
    setBusy(true)
    await api
      .download(`${pathOf(kind)}/export.xlsx`, address.query)
      .catch(error => showProblem(modal, error, t('没有导出成')))
    setBusy(false)
  }
  return (
    <Button type="text" size="small" icon={<DownloadOutlined />} loading={busy} onClick={() => void save()}>
      {t('导出 Excel')}
    </Button>
  )
}
