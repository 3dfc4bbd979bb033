import type { PlanInView } from '@jingtu/server/workbench/answers.ts'
import { Select } from 'antd'
import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { t } from '../i18n/language.ts'
import type { List } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'

/** The plan a page is about: from its address, else the first one of the own unit. */
export function usePlanChoice(): { plan: string | null; choice: ReactNode; none: boolean; error: unknown } {
  const [params, setParams] = useSearchParams()
  const asked = useGet<List<PlanInView>>('/api/workbench/plans')
  const plans = asked.data?.rows ?? []
  const plan = params.get('plan') ?? plans[0]?.id ?? null
  const choice = (
    <Select
      value={plan}
      style={{ width: 'min(460px, 100%)' }}
      placeholder={t('选择计划')}
      loading={asked.isPending}
      showSearch={{ optionFilterProp: 'label' }}
      options={plans.map(p => ({ value: p.id, label: p.title }))}
      onChange={(id: string) => setParams({ plan: id }, { replace: true })}
      aria-label={t('计划')}
    />
  )
  return { plan, choice, none: asked.data !== undefined && plans.length === 0, error: asked.error }
}
