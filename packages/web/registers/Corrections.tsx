import type { Register } from '@jingtu/core/register.ts'
import type { Correction } from '@jingtu/registers/correction.ts'
import { Button, Space } from 'antd'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { Problem } from '../parts/Problem.tsx'
import { useReason } from '../parts/ReasonDialog.tsx'
import { showInstant } from '../parts/show.ts'
import { api } from '../shell/api.ts'
import { useGet, useWrite } from '../shell/query.ts'
import { useSession } from '../shell/session.tsx'
import { pathOf, type Values } from './declared.ts'
import { sidesOf } from './RowHistory.tsx'

const STATES: Record<string, string> = { open: '待处理', accepted: '已采纳', refused: '未采纳', withdrawn: '已撤回' }

/** What somebody wants changed in a row that stands: against what it says now, and to be decided by somebody else. */
export function Corrections({
  kind,
  row,
  names,
}: {
  kind: Register
  row: Values & { id: string }
  names: Record<string, string>
}): ReactNode {
  const path = `${pathOf(kind)}/corrections`
  const asked = useGet<{ rows: Correction[] }>(kind.register.amend ? path : null, { row: row.id })
  const { actor } = useSession()
  const reason = useReason()
  const decide = useWrite(
    ({ id, verdict, decision }: { id: string; verdict: string; decision: string | null }, key) =>
      api.post(`/api/corrections/${id}/${verdict}`, { decision }, { key }),
    { refresh: [pathOf(kind), '/api/subjects'], done: t('已办理') },
  )
  if (asked.error) return <Problem error={asked.error} />
  const open = (asked.data?.rows ?? []).filter(draft => draft.state === 'open')
  const settled = (asked.data?.rows ?? []).filter(draft => draft.state !== 'open')
  const ask = async (id: string, verdict: 'accept' | 'refuse', ok: string): Promise<void> => {
    const decision = await reason.ask({ title: ok, ok, required: verdict === 'refuse', danger: verdict === 'refuse' })
    if (decision !== undefined) decide.mutate({ id, verdict, decision: decision || null })
  }
  const draftView = (draft: Correction): ReactNode => (
    <article key={draft.id} className="jg-draft">
      <p>
        <b>{t('更正申请')}</b> <span>{t(STATES[draft.state] ?? draft.state)}</span>{' '}
        <span className="jt-soft">
          {showInstant(draft.since)} · {draft.why}
        </span>
        {draft.decision && <span> · {draft.decision}</span>}
      </p>
      <dl className="jt-changes">
        {Object.entries(draft.changes ?? {}).map(([key, after]) => {
          const name = kind.fields[key]?.name ?? key
          const [was, is] = sidesOf(kind, { key, name, before: row[key], after }, names)
          return (
            <div key={key}>
              <dt>{name}</dt>
              <dd>
                {draft.state === 'open' && was && (
                  <>
                    <del>{was}</del> →{' '}
                  </>
                )}
                <ins>{is ?? '—'}</ins>
              </dd>
            </div>
          )
        })}
      </dl>
      {draft.state === 'open' && (
        <Space>
          {draft.author !== actor.person && (
            <>
              <Button size="small" type="primary" onClick={() => void ask(draft.id, 'accept', t('采纳'))}>
                {t('采纳')}
              </Button>
              <Button size="small" danger onClick={() => void ask(draft.id, 'refuse', t('不采纳'))}>
                {t('不采纳')}
              </Button>
            </>
          )}
          {draft.unit === actor.unit && (
            <Button size="small" onClick={() => decide.mutate({ id: draft.id, verdict: 'withdraw', decision: null })}>
              {t('撤回申请')}
            </Button>
          )}
        </Space>
      )}
    </article>
  )
  if (open.length + settled.length === 0) return null
  return (
    <section className="jg-drafts" aria-label={t('更正申请')}>
      {open.map(draftView)}
      {settled.length > 0 && (
        <details>
          <summary>{t('已处理的更正申请 {n} 份', { n: settled.length })}</summary>
          {settled.map(draftView)}
        </details>
      )}
      {reason.dialog}
    </section>
  )
}
