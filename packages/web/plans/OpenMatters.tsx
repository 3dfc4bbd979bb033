import { Button } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { UnitsPicker } from '../parts/UnitPicker.tsx'
import { api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'
import type { Review } from './use-review.ts'

interface OpenName {
  name: string
  why: string
  tasks: { id: string; title: string }[]
}

/** What the machine could not settle: names without a unit, and passages it did not understand. */
export function OpenMatters({
  review,
  readOnly,
  onShow,
}: {
  review: Review
  readOnly: boolean
  onShow: (span: readonly [number, number]) => void
}): ReactNode {
  const detail = review.detail!
  const names = useMemo(() => openNames(detail.tasks), [detail.tasks])
  const problems = detail.plan.problems ?? []
  if (names.length + problems.length === 0)
    return <EmptyState compact title={t('没有未能识别之处')} how={t('每个单位都对上了，每一段都读懂了。')} />
  return (
    <>
      {names.length > 0 && <h3 className="jp-section">{t('还没有对应到单位的名称（指定一次，全计划生效）')}</h3>}
      {names.map(n => (
        <NameRow key={n.name} open={n} review={review} readOnly={readOnly} />
      ))}
      {problems.length > 0 && <h3 className="jp-section">{t('原文中没有认出的地方')}</h3>}
      {problems.map(p => (
        <article key={`${p.span[0]}:${p.message}`} className="jp-row">
          <button type="button" className="jp-row-head" onClick={() => onShow(p.span)}>
            <span className="jt-at-risk">▲</span>
            <span>{p.message}</span>
          </button>
          <div className="jp-row-roles jt-soft">“{p.quote.length > 80 ? `${p.quote.slice(0, 80)}…` : p.quote}”</div>
        </article>
      ))}
    </>
  )
}

function NameRow({ open, review, readOnly }: { open: OpenName; review: Review; readOnly: boolean }): ReactNode {
  const [units, setUnits] = useState<string[]>([])
  const assign = useWrite(
    (values: { name: string; units: string[] }, key) =>
      api.post<{ changed: number }>(`${review.path}/unit-names`, values, { key }),
    {
      refresh: [review.path],
      done: a => t('已用于 {n} 项任务', { n: a.changed }),
    },
  )
  return (
    <article className="jp-row">
      <div className="jp-name">
        <b>{open.name}</b>
        <span className="jt-soft">{open.why}</span>
        <span>
          {open.tasks.slice(0, 4).map(task => (
            <button key={task.id} type="button" className="jt-link" onClick={() => review.choose('tasks', task.id)}>
              {task.title}
            </button>
          ))}
          {open.tasks.length > 4 && t('等 {n} 项', { n: open.tasks.length })}
        </span>
        {!readOnly && (
          <span className="jp-assign">
            <UnitsPicker value={units} onChange={setUnits} placeholder={t('这是哪个（些）单位')} />
            <Button
              type="primary"
              disabled={units.length === 0}
              loading={assign.isPending}
              onClick={() => assign.mutate({ name: open.name, units })}
            >
              {t('指定')}
            </Button>
          </span>
        )}
      </div>
    </article>
  )
}

function openNames(tasks: NonNullable<Review['detail']>['tasks']): OpenName[] {
  const names = new Map<string, OpenName>()
  for (const task of tasks) {
    if (task.state === 'rejected') continue
    for (const s of task.unitSpans ?? []) {
      if (s.units.length > 0 || s.role === 'guide') continue
      const entry = names.get(s.name) ?? { name: s.name, why: s.why, tasks: [] }
      if (!entry.tasks.some(x => x.id === task.id)) entry.tasks.push({ id: task.id, title: task.title })
      names.set(s.name, entry)
    }
  }
  return [...names.values()].sort((a, b) => b.tasks.length - a.tasks.length)
}
