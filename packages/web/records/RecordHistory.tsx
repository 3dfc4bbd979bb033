import type { RecordKind } from '@jingtu/core/record.ts'
import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { Problem } from '../parts/Problem.tsx'
import { type HistoryRow, Timeline } from '../parts/Timeline.tsx'
import type { List } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'
import { rowsDifference } from './embedded-rows.ts'
import type { RecordPage } from './record-page.ts'

type Row = Record<string, unknown>
type Change = HistoryRow['changes'][number]

/** What happened to a record, its embedded rows and files told in words and its references by name. */
export function RecordHistory({
  page,
  id,
  names,
}: {
  page: RecordPage
  id: string
  names: Record<string, string>
}): ReactNode {
  const asked = useGet<List<HistoryRow>>(`/api/records/${page.kind.id}/${id}/history`)
  const changes = asked.data?.rows.flatMap(row => row.changes) ?? []
  const units = useNamesOf('/api/units', unnamed(page.kind, changes, 'unit', names))
  const regions = useNamesOf('/api/regions', unnamed(page.kind, changes, 'region', names))
  if (asked.error) return <Problem error={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active title={false} />
  const rows = asked.data.rows.map(row => ({ ...row, changes: row.changes.map(change => inWords(page, change)) }))
  return (
    <div className="jr-history">
      <Timeline rows={rows} kind={page.kind} names={{ ...regions, ...units, ...names }} />
    </div>
  )
}

function inWords(page: RecordPage, change: Change): Change {
  const key = change.key ?? ''
  const spec = page.rows?.[key]
  if (spec) return { ...change, ...rowsDifference(spec, listOf(change.before), listOf(change.after)) }
  if (page.kind.fields[key]?.kind === 'files')
    return { ...change, before: filesIn(change.before), after: filesIn(change.after) }
  return change
}

const listOf = (value: unknown): Row[] => (Array.isArray(value) ? (value as Row[]) : [])
const filesIn = (value: unknown): string | null =>
  listOf(value).length > 0 ? t('{n} 个文件', { n: listOf(value).length }) : null

/** Records that stood here once and do not any more: their names are not among those of the list. */
const unnamed = (kind: RecordKind, changes: Change[], to: string, names: Record<string, string>): string[] => {
  const ids = changes
    .filter(change => kind.fields[change.key ?? '']?.to === to)
    .flatMap(change => [change.before, change.after].flat())
  return [...new Set(ids)].filter((id): id is string => typeof id === 'string' && !names[id])
}

function useNamesOf(path: string, ids: string[]): Record<string, string> {
  const asked = useGet<List<{ id: string; name: string }>>(ids.length > 0 ? path : null, { ids: ids.join(',') })
  return Object.fromEntries((asked.data?.rows ?? []).map(row => [row.id, row.name]))
}
