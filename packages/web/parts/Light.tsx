import { type Day, deadlineLight, type Light as LightColour } from '@jingtu/core/period.ts'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { lightWords } from './light-words.ts'

interface Props {
  due: Day | null
  today: Day
  finishedOn?: Day | null
  warnDays?: number
  /** Only the sign, with the words as its tooltip. */
  brief?: boolean
}

const SIGN: Record<LightColour, { sign: string; className: string }> = {
  green: { sign: '●', className: 'jt-met' },
  yellow: { sign: '▲', className: 'jt-at-risk' },
  red: { sign: '■', className: 'jt-not-met' },
  none: { sign: '◇', className: 'jt-unknown' },
}

/** The light of a deadline: colour, shape and words, so that a grey print loses nothing. */
export function Light({ due, today, finishedOn = null, warnDays = 30, brief }: Props): ReactNode {
  const { sign, className } = SIGN[deadlineLight(due, today, finishedOn, warnDays)]
  const words = lightWords(due, today, finishedOn)
  return (
    <span className={`jt-light ${className}`} title={due ? `${t('时限')} ${due}　${words}` : words}>
      <span aria-hidden="true">{sign}</span>
      {brief ? <span className="jt-hidden">{words}</span> : <span>{words}</span>}
    </span>
  )
}
