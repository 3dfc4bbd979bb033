import { Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { showValue } from '../parts/show.ts'
import { cellOf, searchRows } from '../parts/table-rows.ts'
import { useToday } from '../shell/session.tsx'
import { columnsOf } from './columns.tsx'
import type { AnyRow, RecordPage } from './record-page.ts'

interface Props {
  page: RecordPage
  rows: readonly AnyRow[]
  names: Record<string, string>
  onChoose: (row: AnyRow) => void
}

/** Which of them? One tap each; a search where there are many. */
export function ChooseRow({ page, rows, names, onChoose }: Props): ReactNode {
  const today = useToday()
  const [search, setSearch] = useState('')
  const columns = columnsOf(page, names, today).filter(c => !c.hidden && !c.deskOnly)
  const head = columns.find(c => c.pinned) ?? columns[0]!
  const rest = columns.filter(c => c !== head).slice(0, 3)
  return (
    <>
      {rows.length > 8 && (
        <Input.Search
          allowClear
          placeholder={t('搜索')}
          aria-label={t('搜索')}
          className="jr-choose-search"
          onChange={e => setSearch(e.target.value)}
        />
      )}
      <ul className="jr-choose">
        {searchRows(rows, columns, search).map(row => (
          <li key={row.id}>
            <button type="button" onClick={() => onChoose(row)}>
              <b>{showValue(cellOf(head, row))}</b>
              <small>
                {rest
                  .filter(c => cellOf(c, row) !== null)
                  .map(c => `${t(c.title)} ${showValue(cellOf(c, row))}`)
                  .join(' · ')}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
