import { isMissing } from '@jingtu/core/field.ts'
import type { Register } from '@jingtu/core/register.ts'
import type { VersionView } from '@jingtu/server/registers/views.ts'
import { useQueries } from '@tanstack/react-query'
import { Skeleton, Timeline } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { t } from '../i18n/language.ts'
import { Problem } from '../parts/Problem.tsx'
import { showInstant } from '../parts/show.ts'
import { wordsOf } from '../records/columns.tsx'
import { rowsDifference } from '../records/embedded-rows.ts'
import { api } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'
import { findRegister, pageOf, pathOf, titleOf, type Values } from './declared.ts'

type Change = VersionView['changes'][number]

/** Every version of a row, newest first: who did what, when and why, and what was different afterwards. */
export function RowHistory({
  kind,
  id,
  names,
}: {
  kind: Register
  id: string
  names: Record<string, string>
}): ReactNode {
  const asked = useGet<{ rows: VersionView[] }>(`${pathOf(kind)}/rows/${id}/history`)
  if (asked.error) return <Problem error={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active title={false} />
  return <VersionList kind={kind} id={id} versions={asked.data.rows} names={names} />
}

export function VersionList({
  kind,
  id,
  versions,
  names,
}: {
  kind: Register
  id: string
  versions: readonly VersionView[]
  names: Record<string, string>
}): ReactNode {
  const all = useNames(kind, versions, names)
  const items = versions.map(version => ({
    key: version.version,
    content: (
      <>
        <div className="jt-timeline-head">
          <b>{version.label}</b>
          <span>{version.actorName}</span>
          <time dateTime={version.at}>{showInstant(version.at)}</time>
          <span className="jt-faint">{t('第 {n} 版', { n: version.version })}</span>
          {version.effective !== version.at.slice(0, 10) && (
            <span className="jt-soft">{t('自 {day} 起生效', { day: version.effective })}</span>
          )}
          <Link to={`${pageOf(kind, id)}?knownOn=${encodeURIComponent(version.at)}`}>{t('看当时的样子')}</Link>
        </div>
        {version.reason && <p className="jt-timeline-reason">{t('理由：{reason}', { reason: version.reason })}</p>}
        {version.changes.length > 0 && (
          <dl className="jt-changes">
            {version.changes.map(change => (
              <Difference key={change.key} kind={kind} change={change} names={all} />
            ))}
          </dl>
        )}
      </>
    ),
  }))
  return <Timeline className="jt-timeline jr-history" items={items} />
}

function Difference({
  kind,
  change,
  names,
}: {
  kind: Register
  change: Change
  names: Record<string, string>
}): ReactNode {
  const [before, after] = sidesOf(kind, change, names)
  return (
    <div>
      <dt>{change.key === 'state' ? t('状态') : change.name}</dt>
      <dd>
        {before && <del>{before}</del>}
        {before && ' → '}
        <ins>{after ?? '—'}</ins>
      </dd>
    </div>
  )
}

export function sidesOf(
  kind: Register,
  change: Change,
  names: Record<string, string>,
): [before: string | null, after: string | null] {
  const field = kind.fields[change.key]
  if (change.key === 'state')
    return [change.before, change.after].map(s => (s ? (kind.states[String(s)] ?? String(s)) : null)) as [
      string | null,
      string | null,
    ]
  if (field?.kind === 'rows') {
    const rows = (value: unknown): Values[] => (Array.isArray(value) ? (value as Values[]) : [])
    const told = rowsDifference(
      { noun: field.name, fields: field.fields ?? {} },
      rows(change.before),
      rows(change.after),
    )
    return [told.before, told.after]
  }
  const words = (value: unknown): string | null => {
    if (isMissing(value) || !field) return isMissing(value) ? null : JSON.stringify(value)
    const text = field.kind === 'boolean' ? (value ? t('是') : t('否')) : wordsOf(field, value, names)
    return [String(text), field.kind === 'files' ? t('个文件') : field.kind === 'area' ? '' : (field.unit ?? '')]
      .filter(Boolean)
      .join(' ')
  }
  return [words(change.before), words(change.after)]
}

/** What stood in a reference once may stand there no longer: its name is asked for by itself. */
function useNames(
  kind: Register,
  versions: readonly VersionView[],
  names: Record<string, string>,
): Record<string, string> {
  const wanted = new Map<string, string>()
  for (const { changes } of versions)
    for (const { key, before, after } of changes) {
      const to = kind.fields[key]?.to
      if (to) for (const id of [before, after].flat()) if (typeof id === 'string' && !names[id]) wanted.set(id, to)
    }
  const asked = useQueries({
    queries: [...wanted].slice(0, 40).map(([id, to]) => ({
      queryKey: ['name', to, id],
      queryFn: async (): Promise<[string, string]> => [id, await nameOf(to, id)],
      staleTime: 300_000,
      retry: false,
    })),
  })
  return { ...Object.fromEntries(asked.flatMap(one => (one.data ? [one.data] : []))), ...names }
}

async function nameOf(to: string, id: string): Promise<string> {
  const kind = findRegister(to)
  if (kind) {
    const { row, names } = await api.get<{ row: Values; names: Record<string, string> }>(`${pathOf(kind)}/rows/${id}`)
    return titleOf(kind, row, names)
  }
  const path = { unit: '/api/units', region: '/api/regions' }[to]
  const found = path ? await api.get<{ rows: { name: string }[] }>(path, { ids: id }) : undefined
  return found?.rows[0]?.name ?? '…'
}
