import type { CellFault } from '@jingtu/server/evidence/views.ts'
import { Segmented } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'

interface Props {
  faults: readonly CellFault[]
  counts: { errors: number; warnings: number }
  at: string | null
  onOpen: (place: string) => void
}

type Shown = 'all' | 'error' | 'warning'

/** Every fault with its cell; a click goes there. The keyboard walks the list as any list of buttons. */
export function FaultList({ faults, counts, at, onOpen }: Props): ReactNode {
  const [shown, setShown] = useState<Shown>('all')
  const rows = shown === 'all' ? faults : faults.filter(f => f.grade === shown)
  const total = counts.errors + counts.warnings
  return (
    <section className="je-faults" aria-label={t('检查出的问题')}>
      <div className="je-grid-tools">
        <Segmented<Shown>
          size="small"
          value={shown}
          onChange={setShown}
          options={[
            { value: 'all', label: `${t('全部')} ${total}` },
            { value: 'error', label: `■ ${t('错误')} ${counts.errors}` },
            { value: 'warning', label: `▲ ${t('提示')} ${counts.warnings}` },
          ]}
        />
      </div>
      {rows.length === 0 ? (
        <EmptyState compact title={t('没有问题')} />
      ) : (
        <ol>
          {rows.map((f, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one cell may have the same fault twice
            <li key={`${f.place} ${f.code} ${i}`}>
              <button
                type="button"
                className={f.place === at ? 'je-fault je-fault-here' : 'je-fault'}
                onClick={() => onOpen(f.place)}
              >
                <b className={f.grade === 'error' ? 'jt-not-met' : 'jt-at-risk'}>
                  {f.grade === 'error' ? '■' : '▲'} {f.place}
                </b>
                {f.text !== '' && <code>{f.text}</code>}
                <span>{f.message}</span>
                <small>{f.mend}</small>
              </button>
            </li>
          ))}
        </ol>
      )}
      {total > faults.length && (
        <p className="jt-soft">{t('只列出前 {n} 处，更正后会补上后面的', { n: faults.length })}</p>
      )}
    </section>
  )
}
