import { BATCH_STATES } from '@jingtu/registers/monitoring/import-batch.ts'
import type { BatchView } from '@jingtu/server/evidence/views.ts'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { StateTag, type Verdict } from '../parts/StateTag.tsx'

const LOOK: Record<BatchView['state'], Verdict> = {
  stored: 'unknown',
  accepted: 'met',
  'accepted-with-reason': 'at-risk',
  rejected: 'not-met',
  'rolled-back': 'not-applicable',
}

export const BatchState = ({ batch }: { batch: Pick<BatchView, 'state'> }): ReactNode => (
  <StateTag state={LOOK[batch.state]} word={t(BATCH_STATES[batch.state])} />
)
