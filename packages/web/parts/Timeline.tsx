import { isMissing } from '@jingtu/core/field.ts'
import type { RecordKind } from '@jingtu/core/record.ts'
import { Timeline as AntTimeline, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import type { List } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'
import { EmptyState } from './EmptyState.tsx'
import { Problem } from './Problem.tsx'
import { showInstant, showValue } from './show.ts'

export interface HistoryRow {
  version: number
  at: string
  actorName: string
  action: string
  /** The action in words, as the server calls it. */
  label?: string
  reason: string | null
  changes: { key?: string; name: string; before: unknown; after: unknown }[]
}

/** What happened to a record, newest first. `names` turns ids in the changes into names. */
export function Timeline({
  rows,
  kind,
  names,
}: {
  rows: readonly HistoryRow[]
  kind?: RecordKind
  names?: Record<string, string>
}): ReactNode {
  if (rows.length === 0) return <EmptyState compact title={t('还没有变动')} />
  const items = [...rows]
    .sort((a, b) => b.version - a.version)
    .map(row => ({
      key: row.version,
      content: <Entry row={row} kind={kind} names={names} />,
    }))
  return <AntTimeline className="jt-timeline" items={items} />
}

/** The same for a record known by kind and id. */
export function RecordTimeline({
  kind,
  id,
  names,
}: {
  kind: RecordKind
  id: string
  names?: Record<string, string>
}): ReactNode {
  const asked = useGet<List<HistoryRow>>(`/api/records/${kind.id}/${id}/history`)
  if (asked.error) return <Problem error={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active title={false} />
  return <Timeline rows={asked.data.rows} kind={kind} names={names} />
}

function Entry({
  row,
  kind,
  names,
}: {
  row: HistoryRow
  kind?: RecordKind
  names?: Record<string, string>
}): ReactNode {
  return (
    <>
      <div className="jt-timeline-head">
        <b>{row.label ? t(row.label) : actionName(row.action, kind)}</b>
        <span>{row.actorName}</span>
        <time dateTime={row.at}>{showInstant(row.at)}</time>
      </div>
      {row.reason && <p className="jt-timeline-reason">{t('理由：{reason}', { reason: row.reason })}</p>}
      {row.changes.length > 0 && (
        <dl className="jt-changes">
          {row.changes.map(change => (
            <div key={change.name}>
              <dt>{t(change.name)}</dt>
              <dd>
                {!isMissing(change.before) && <del>{words(change, change.before, kind, names)}</del>}
                {!isMissing(change.before) && ' → '}
                <ins>{words(change, change.after, kind, names)}</ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}

const USUAL: Record<string, string> = {
  create: '新建',
  insert: '新建',
  correct: '修改',
  import: '导入',
  revert: '撤回导入',
}

export const actionName = (action: string, kind?: RecordKind): string =>
  t(kind?.transitions[action]?.label ?? USUAL[action] ?? action)

function words(
  change: HistoryRow['changes'][number],
  value: unknown,
  kind: RecordKind | undefined,
  names: Record<string, string> = {},
): string {
  const isState = change.key === 'state' || change.name === '状态'
  if (isState && typeof value === 'string') return t(kind?.states[value] ?? value)
  if (typeof value === 'string' && names[value]) return names[value]
  if (Array.isArray(value)) return showValue(value.map(v => (typeof v === 'string' && names[v]) || v))
  return showValue(value)
}
