import type { TargetStatus } from '@jingtu/programme/target-status.ts'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { STATUS_LOOK, STATUS_ORDER } from './status-look.ts'

interface Props {
  /** Whose lights are counted. */
  of: string
  counts: Record<TargetStatus, number>
  chosen: TargetStatus | null
  onChoose: (status: TargetStatus | null) => void
}

/** How the whole stands, and at the same time the legend and the filter. */
export function StatusStrip({ of, counts, chosen, onChoose }: Props): ReactNode {
  return (
    <div className="jg-strip">
      <span className="jt-soft">{of}</span>
      {STATUS_ORDER.map(status => {
        const { sign, word, hint } = STATUS_LOOK[status]
        const on = chosen === status
        return (
          <button
            type="button"
            key={status}
            aria-pressed={on}
            title={t(hint)}
            className={on ? 'jg-count jg-count-on' : 'jg-count'}
            onClick={() => onChoose(on ? null : status)}
          >
            <span className={`jg-${status}`} aria-hidden="true">
              {sign}
            </span>
            {t(word)}
            <b>{counts[status]}</b>
          </button>
        )
      })}
    </div>
  )
}
