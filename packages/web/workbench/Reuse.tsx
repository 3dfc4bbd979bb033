import type { DispatchDetail, LinkedAsking, PeriodEntry } from '@jingtu/server/workbench/answers.ts'
import { Button, Checkbox } from 'antd'
import type { ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { type Draft, takeOver } from './report-draft.ts'

export const keyOf = (l: LinkedAsking): string => `${l.dispatch}:${l.period}`

/** The same fact elsewhere: what was said there already, and where it is still asked. */
export function offers(detail: DispatchDetail, period: PeriodEntry): { told: LinkedAsking[]; open: LinkedAsking[] } {
  const same = detail.linked.filter(l => l.startsOn <= period.endsOn && l.endsOn >= period.startsOn)
  return {
    told: same.filter(l => l.report),
    open: same.filter(l => !l.report && l.open && l.startsOn === period.startsOn && l.endsOn === period.endsOn),
  }
}

/** What was said already: for another plan about the same fact, or in the last period. */
export function Reuse({
  detail,
  period,
  onTake,
}: {
  detail: DispatchDetail
  period: PeriodEntry
  onTake: (more: Partial<Draft>) => void
}): ReactNode {
  const { told } = offers(detail, period)
  const last = detail.periods.filter(p => p.due < period.due && p.report && p.report.state !== 'draft').at(-1)?.report
  if (told.length === 0 && (!last || period.report)) return null
  return (
    <div className="jt-hint">
      {told.map(l => (
        <p key={keyOf(l)}>
          {t('同一事实已报给《{plan}》{period}', { plan: l.planTitle, period: l.periodName })}
          {'　'}
          <Button size="small" onClick={() => onTake({ ...takeOver(l.report!), reusedFrom: l.report!.id })}>
            {t('沿用')}
          </Button>
        </p>
      ))}
      {last && !period.report && (
        <p>
          {t('可以在上期报告的基础上修改')}
          {'　'}
          <Button
            size="small"
            onClick={() => onTake({ ...takeOver(last), quantity: '', percent: '', evidence: [], proofs: {} })}
          >
            {t('沿用上期文字')}
          </Button>
        </p>
      )}
    </div>
  )
}

/** Where the same fact is still asked: one report for all of them. */
export function AlsoFor({
  askings,
  value,
  onChange,
}: {
  askings: LinkedAsking[]
  value: string[]
  onChange: (keys: string[]) => void
}): ReactNode {
  if (askings.length === 0) return null
  return (
    <div className="jt-hint">
      <p>{t('下列计划问的是同一件事，可以一次报送：')}</p>
      <Checkbox.Group
        value={value}
        onChange={keys => onChange(keys.map(String))}
        options={askings.map(l => ({ value: keyOf(l), label: `《${l.planTitle}》${l.taskTitle} · ${l.periodName}` }))}
        style={{ display: 'grid' }}
      />
    </div>
  )
}
