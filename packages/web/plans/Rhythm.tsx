import type { Plan } from '@jingtu/programme/plan.ts'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'

const EVERY: Record<string, string> = {
  year: '每年',
  'half-year': '每半年',
  quarter: '每季度',
  month: '每月',
  week: '每周',
  day: '每日',
}

/** When units report and to whom, as the plan says; the periods are made from it on publication. */
export function Rhythm({
  plan,
  onShow,
}: {
  plan: Plan
  onShow?: (span: readonly [number, number]) => void
}): ReactNode {
  const rules = plan.rhythm ?? []
  if (rules.length === 0)
    return <EmptyState compact title={t('原文没有写报送要求')} how={t('发布后可以在“调度”里手工添加调度期。')} />
  return rules.map(r => (
    <article key={r.span[0]} className="jp-row">
      <button type="button" className="jp-row-head" onClick={() => onShow?.(r.span)}>
        <b>
          {[
            r.every && t(EVERY[r.every.unit] ?? ''),
            r.days.map(d => `${Number(d.slice(0, 2))}月${Number(d.slice(3))}日`).join('、'),
          ]
            .filter(Boolean)
            .join(' ')}
        </b>
      </button>
      <div className="jp-row-roles jt-soft">
        {(r.from || r.to) && t('{from} → {to}', { from: r.from ?? t('各单位'), to: r.to ?? t('牵头单位') })}
      </div>
      <div className="jp-row-body">
        <p className="jp-content">{r.quote}</p>
      </div>
    </article>
  ))
}
