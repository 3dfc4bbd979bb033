import { chainOf, type Pathway } from '@jingtu/registers/pollution-chain.ts'
import type { ReactNode } from 'react'
import { t } from '../../i18n/language.ts'
import type { RowViewProps } from '../views.ts'
import './pollution-chain.css'

interface Measure {
  pathway: Pathway
  kind: string
  measure: string
  doneOn: string | null
  proof: string[]
}

/** Source → medium → fields, one line a pathway, with what cuts it and whether it is cut. */
export function PollutionChain({ row, names }: RowViewProps): ReactNode {
  const links = chainOf<Measure>({
    pathways: (row.pathways ?? []) as Pathway[],
    measures: (row.measures ?? []) as Measure[],
  })
  if (links.length === 0) return null
  const name = (id: unknown): string => names[String(id)] ?? t('（名称未知）')
  const fields = ((row.farmland ?? []) as string[]).map(name)
  return (
    <section className="jt-card jv-chain" aria-label={t('污染链条')}>
      <h2>{t('污染链条')}</h2>
      <ol>
        {links.map(({ pathway, measures, cut }) => (
          <li key={pathway} data-cut={cut}>
            <span className="jv-node">{name(row.subject)}</span>
            <span className="jv-arrow" aria-hidden="true" />
            <span className="jv-node jv-medium">{t(pathway)}</span>
            <span className="jv-link">
              <strong>{cut ? t('● 已切断') : t('■ 未切断')}</strong>
              {measures.length === 0 ? (
                <span className="jt-faint">{t('还没有措施')}</span>
              ) : (
                measures.map(m => (
                  <span key={m.measure}>
                    {t(m.kind)}
                    {t('：')}
                    {m.measure}
                    {m.doneOn ? ` ${m.doneOn}` : ''}
                  </span>
                ))
              )}
            </span>
            <span className="jv-node">{fields.length > 0 ? fields.join(t('、')) : t('农用地（单元未登记）')}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
