import { DownloadOutlined, PrinterOutlined, SearchOutlined, SettingOutlined } from '@ant-design/icons'
import { App, Button, Checkbox, Input, Popover, Tooltip } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { t } from '../i18n/language.ts'
import { api } from '../shell/api.ts'
import { exportRows } from './export-rows.ts'
import { showProblem } from './Problem.tsx'
import type { Column } from './table-rows.ts'

interface Props<Row> {
  columns: readonly Column<Row>[]
  visible: readonly Column<Row>[]
  onVisible: (hidden: string[]) => void
  /** As they stand on the page, or a way to them; null where the server alone has them. */
  rows: readonly Row[] | (() => Promise<readonly Row[]>) | null
  total: number | null
  search: string
  onSearch?: (text: string) => void
  exportName?: string
  exportUrl?: string
  narrowed: boolean
  onClear: () => void
  children?: ReactNode
}

/** Above a table: search, how many, which columns, Excel, print. */
export function TableTools<Row>(props: Props<Row>): ReactNode {
  const { columns, visible, onVisible, rows, total, exportName, exportUrl } = props
  return (
    <div className="jt-table-tools">
      {props.onSearch && <SearchBox value={props.search} onChange={props.onSearch} />}
      {props.children}
      <span className="jt-table-count" role="status">
        {total !== null && t('共 {total} 条', { total })}
        {props.narrowed && (
          <button type="button" className="jt-link" onClick={props.onClear}>
            {t('清除条件')}
          </button>
        )}
      </span>
      <span className="jt-table-buttons">
        <ColumnPicker columns={columns} visible={visible} onVisible={onVisible} />
        <Tooltip title={t('打印')}>
          <Button type="text" size="small" icon={<PrinterOutlined />} aria-label={t('打印')} onClick={() => print()} />
        </Tooltip>
        {(exportUrl || (exportName && rows)) && (
          <ExportButton columns={visible} rows={rows} name={exportName} url={exportUrl} />
        )}
      </span>
    </div>
  )
}

/** Sends what was typed when the typing pauses; Chinese that is still being composed is not sent. */
export function SearchBox({ value, onChange }: { value: string; onChange: (text: string) => void }): ReactNode {
  const [typed, setTyped] = useState(value)
  const [composing, setComposing] = useState(false)
  useEffect(() => setTyped(value), [value])
  useEffect(() => {
    if (composing || typed === value) return
    const timer = setTimeout(() => onChange(typed), 200)
    return () => clearTimeout(timer)
  }, [typed, composing, value, onChange])
  return (
    <Input
      className="jt-search"
      prefix={<SearchOutlined />}
      placeholder={t('搜索')}
      aria-label={t('搜索')}
      allowClear
      value={typed}
      onChange={e => setTyped(e.target.value)}
      onCompositionStart={() => setComposing(true)}
      onCompositionEnd={() => setComposing(false)}
      onPressEnter={() => onChange(typed)}
    />
  )
}

export function ColumnPicker<Row>({
  columns,
  visible,
  onVisible,
}: Pick<Props<Row>, 'columns' | 'visible' | 'onVisible'>): ReactNode {
  const content = (
    <Checkbox.Group
      className="jt-column-picker"
      value={visible.map(c => c.key)}
      options={columns.map(c => ({ value: c.key, label: t(c.title), disabled: c.pinned }))}
      onChange={picked => onVisible(columns.filter(c => !c.pinned && !picked.includes(c.key)).map(c => c.key))}
    />
  )
  return (
    <Popover trigger="click" placement="bottomRight" title={t('显示哪些列')} content={content}>
      <Tooltip title={t('显示哪些列')}>
        <Button type="text" size="small" icon={<SettingOutlined />} aria-label={t('显示哪些列')} />
      </Tooltip>
    </Popover>
  )
}

function ExportButton<Row>({
  columns,
  rows,
  name,
  url,
}: {
  columns: readonly Column<Row>[]
  rows: Props<Row>['rows']
  name?: string
  url?: string
}): ReactNode {
  const [busy, setBusy] = useState(false)
  const { modal } = App.useApp()
  const save = async (): Promise<void> => {
    setBusy(true)
    try {
      if (url) await api.download(url, { format: 'xlsx' })
      else await exportRows(name!, columns, typeof rows === 'function' ? await rows() : rows!)
    } catch (error) {
      showProblem(modal, error, t('没有导出成'))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button type="text" size="small" icon={<DownloadOutlined />} loading={busy} onClick={() => void save()}>
      {t('导出 Excel')}
    </Button>
  )
}
