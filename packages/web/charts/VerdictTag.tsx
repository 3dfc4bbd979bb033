import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { StateTag, type Verdict } from '../parts/StateTag.tsx'
import { type Severity, severityOf } from './exceedance.ts'

export const STATES: Record<Severity, Verdict> = {
  fine: 'met',
  raised: 'at-risk',
  serious: 'not-met',
  open: 'unknown',
  none: 'not-applicable',
}

/** A verdict with colour and sign; `target` is the class a groundwater is measured against. */
export const VerdictTag = ({ verdict, target }: { verdict: string; target?: string }): ReactNode => (
  <StateTag state={STATES[severityOf(verdict, target)]} word={t(verdict)} />
)
