import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'

export type Verdict = 'met' | 'at-risk' | 'not-met' | 'unknown' | 'not-applicable'

export const VERDICTS: Record<Verdict, { sign: string; word: string }> = {
  met: { sign: '●', word: '达到' },
  'at-risk': { sign: '▲', word: '有风险' },
  'not-met': { sign: '■', word: '未达到' },
  unknown: { sign: '◇', word: '未知' },
  'not-applicable': { sign: '/', word: '不涉及' },
}

/** One of the four states, or "not applicable": colour, shape and word. `word` says it in the words of the page. */
export function StateTag({ state, word, title }: { state: Verdict; word?: string; title?: string }): ReactNode {
  const { sign, word: usual } = VERDICTS[state]
  return (
    <span className={`jt-light jt-${state}`} title={title}>
      <span aria-hidden="true">{sign}</span>
      <span>{word ?? t(usual)}</span>
    </span>
  )
}
