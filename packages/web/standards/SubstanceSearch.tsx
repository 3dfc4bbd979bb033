import { SUBSTANCES, type Substance } from '@jingtu/standards/substances.ts'
import { Input } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { substanceName } from '../charts/substance-name.ts'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { findSubstances, limitsOf, membersIn, sumsWith } from './find-substances.ts'
import { PrintedTableView } from './PrintedTableView.tsx'

interface Props {
  words: string
  substance: string | null
  onWords: (words: string) => void
  onSubstance: (substance: string) => void
}

/** What a laboratory's word means, and every limit the standards set for it, side by side. */
export function SubstanceSearch({ words, substance, onWords, onSubstance }: Props): ReactNode {
  const [typed, setTyped] = useState(words)
  const found = useMemo(() => findSubstances(typed), [typed])
  const chosen = SUBSTANCES.find(s => s.id === substance) ?? found[0]
  return (
    <div className="js-search">
      <div>
        <Input.Search
          allowClear
          autoFocus
          aria-label={t('物质')}
          placeholder={t('名称、别名、英文或 CAS 号，如 六价铬、Cr6+、18540-29-9')}
          value={typed}
          onChange={e => setTyped(e.target.value)}
          onSearch={onWords}
        />
        {typed !== '' && found.length === 0 && (
          <EmptyState
            compact
            title={t('名录里没有“{words}”', { words: typed })}
            how={t('请核对名称，写明总量、价态或异构体。')}
          />
        )}
        <ul className="js-found">
          {(typed === '' && chosen ? [chosen] : found).map(s => (
            <li key={s.id}>
              <button
                type="button"
                className={s.id === chosen?.id ? 'js-found-one js-found-chosen' : 'js-found-one'}
                onClick={() => onSubstance(s.id)}
              >
                {substanceName(s.id, s.name)}
                <small>{[s.english, s.cas].filter(Boolean).join('　')}</small>
              </button>
            </li>
          ))}
        </ul>
      </div>
      {chosen ? (
        <About substance={chosen} />
      ) : (
        <EmptyState title={t('查一种物质')} how={t('会列出它的写法、是否总量或价态，以及各标准对它的全部限值。')} />
      )}
    </div>
  )
}

const KINDS = {
  substance: '单一物质或元素（按名称所写的形态）',
  sum: '多个组分之和',
  parameter: '样品的性质，不是污染物',
} as const

function About({ substance: s }: { substance: Substance }): ReactNode {
  const limits = useMemo(() => limitsOf(s.id), [s.id])
  const sums = sumsWith(s.id)
  const members = membersIn(s.id)
  return (
    <article aria-label={s.name}>
      <h2 className="js-substance">{substanceName(s.id, s.name)}</h2>
      <dl className="js-facts">
        <dt>{t('中文名')}</dt>
        <dd>{s.name}</dd>
        <dt>{t('英文名')}</dt>
        <dd>{s.english}</dd>
        <dt>CAS</dt>
        <dd>{s.cas ?? '—'}</dd>
        <dt>{t('也写作')}</dt>
        <dd>{s.aliases.join('　') || '—'}</dd>
        <dt>{t('是什么')}</dt>
        <dd>{t(KINDS[s.kind])}</dd>
        {members.length > 0 && (
          <>
            <dt>{t('组分')}</dt>
            <dd>{members.join('；')}</dd>
          </>
        )}
        {sums.length > 0 && (
          <>
            <dt>{t('计入')}</dt>
            <dd>{sums.join('、')}</dd>
          </>
        )}
      </dl>
      {limits.length === 0 && <EmptyState compact title={t('收录的标准没有给它规定限值')} />}
      {limits.map(({ standard, table }) => (
        <PrintedTableView
          key={`${standard} ${table.id}`}
          table={table}
          caption={
            <b>
              {standard} {table.id}　{table.title}
            </b>
          }
        />
      ))}
    </article>
  )
}
