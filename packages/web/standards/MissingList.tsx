import type { ReactNode } from 'react'
import { substanceName } from '../charts/substance-name.ts'
import { t } from '../i18n/language.ts'

interface Lacking {
  substance?: string | null
  name: string
  why: string
  need: string
}

/** What keeps a verdict from being given, and what it would take; nothing where nothing is missing. */
export function MissingList({ missing }: { missing: readonly Lacking[] }): ReactNode {
  if (missing.length === 0) return null
  return (
    <section className="js-missing">
      <h3>{t('还缺什么')}</h3>
      <ul>
        {missing.map(m => (
          <li key={`${m.name} ${m.why}`}>
            <b>{substanceName(m.substance ?? null, m.name)}</b>　{m.why}
            <div className="jt-soft">{m.need}</div>
          </li>
        ))}
      </ul>
    </section>
  )
}
