import { type Plan, planRecord } from '@jingtu/programme/plan.ts'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { RecordState } from '../parts/RecordState.tsx'

/** The state of a plan, and the warning that stays with it while its text came from a picture or an old format. */
export function PlanState({ plan }: { plan: Pick<Plan, 'state' | 'recognised'> }): ReactNode {
  return (
    <>
      <RecordState kind={planRecord} state={plan.state} />
      {plan.recognised && (
        <span
          className="jt-at-risk"
          title={t('文字由图像识别或旧格式转换得来，请对照原件逐项核对；核对完在“计划信息”中取消此标记')}
        >
          ▲ {t('识别文本待核')}
        </span>
      )}
    </>
  )
}
