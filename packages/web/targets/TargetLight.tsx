import type { TargetStatus } from '@jingtu/programme/target-status.ts'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { STATUS_LOOK } from './status-look.ts'

/** The light of a target: colour, shape and word. */
export function TargetLight({ status, why }: { status: TargetStatus; why?: string }): ReactNode {
  const { sign, word } = STATUS_LOOK[status]
  return (
    <span className={`jt-light jg-${status}`} title={why}>
      <span aria-hidden="true">{sign}</span>
      <span>{t(word)}</span>
    </span>
  )
}
