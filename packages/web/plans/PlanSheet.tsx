import { type Plan, planRecord } from '@jingtu/programme/plan.ts'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { FieldForm } from '../parts/FieldForm.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'

/** Title, number, year and term of a plan; after publication only what orders nobody anything. */
export function PlanSheet({ open, plan, onClose }: { open: boolean; plan: Plan; onClose: () => void }): ReactNode {
  const save = useWrite(
    (changed: object, key) => api.patch<Plan>(`/api/plans/${plan.id}`, { ...changed, version: plan.version }, { key }),
    {
      refresh: ['/api/plans'],
      quiet: true,
      done: t('已保存'),
      onDone: onClose,
    },
  )
  const draft = [
    'title',
    'issuingNumber',
    'issuer',
    'year',
    'periodFrom',
    'periodTo',
    'warnDays',
    ...(plan.recognised ? ['recognised'] : []),
  ]
  return (
    <SideSheet open={open} title={t('计划信息')} onClose={onClose}>
      <FieldForm
        kind={planRecord}
        fields={plan.state === 'draft' ? draft : ['issuingNumber', 'warnDays']}
        values={plan}
        submit={t('保存')}
        busy={save.isPending}
        error={save.error}
        hints={{ warnDays: t('时限前多少天亮黄灯，不填为 30 天'), recognised: t('与原件核对过后取消勾选') }}
        onSubmit={(_, changed) => (Object.keys(changed).length ? save.mutate(changed) : onClose())}
        onCancel={onClose}
      />
    </SideSheet>
  )
}
