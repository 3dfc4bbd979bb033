import type { Register } from '@jingtu/core/register.ts'
import type { PastImport } from '@jingtu/server/exchange/register-import.ts'
import { Button, Popconfirm } from 'antd'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { FileList } from '../parts/FileList.tsx'
import { Problem } from '../parts/Problem.tsx'
import { showInstant } from '../parts/show.ts'
import { api } from '../shell/api.ts'
import { useGet, useWrite } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'
import { pathOf } from './declared.ts'

/** Who brought what from which file; one's own can be taken back as long as nobody has touched its rows. */
export function PastImports({ kind }: { kind: Register }): ReactNode {
  const { actor } = useSession()
  const path = `${pathOf(kind)}/imports`
  const asked = useGet<{ rows: PastImport[] }>(path)
  const undo = useWrite(
    (request: string, key) => api.post<{ rows: number }>(`${path}/${request}/undo`, undefined, { key }),
    {
      refresh: [pathOf(kind), '/api/register-overview'],
      done: answer => t('已撤回，{n} 条恢复到导入之前', { n: answer.rows }),
    },
  )
  if (asked.error) return <Problem error={asked.error} />
  const rows = asked.data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <section className="jg-imports">
      <h2>{t('历次导入')}</h2>
      <ul>
        {rows.map(row => (
          <li key={row.request}>
            <time dateTime={row.at}>{showInstant(row.at)}</time>
            <span>{row.actorName}</span>
            <b>{t('{n} 条', { n: row.rows })}</b>
            {row.reason && <span className="jt-soft">{row.reason}</span>}
            {row.sourceFile && <FileList hashes={[row.sourceFile]} />}
            {row.actorName === actor.name && (
              <Popconfirm title={t('整批撤回这次导入？')} onConfirm={() => undo.mutate(row.request)}>
                <Button size="small">{t('撤回')}</Button>
              </Popconfirm>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
