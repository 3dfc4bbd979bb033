import type { RecordKind } from '@jingtu/core/record.ts'
import { Tag } from 'antd'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'

/** Where a record stands on its way (草稿, 待审核 …). Neutral on purpose: the four colours are kept for verdicts. */
export function RecordState({ kind, state }: { kind: RecordKind; state: string }): ReactNode {
  return (
    <Tag variant="outlined" className="jt-record-state" data-state={state}>
      {t(kind.states[state] ?? state)}
    </Tag>
  )
}
