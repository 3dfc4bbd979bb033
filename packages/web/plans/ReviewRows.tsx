import type { Target } from '@jingtu/programme/target.ts'
import { type ReactNode, useMemo } from 'react'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { TargetCard } from './TargetCard.tsx'
import { TaskCard } from './TaskCard.tsx'
import type { Review } from './use-review.ts'

interface Props {
  review: Review
  readOnly: boolean
  onSheet: (sheet: 'task' | 'units' | 'split' | 'target' | 'assign') => void
  onSource: () => void
}

export function TaskRows({ review, readOnly, onSheet, onSource }: Props): ReactNode {
  const detail = review.detail!
  const numbers = useMemo(() => numbersOf(detail.tasks), [detail.tasks])
  const shown = new Set(review.rows.map(r => r.id))
  if (shown.size === 0) return <Nothing onlyOpen={review.onlyOpen} />
  let section = ''
  return detail.tasks
    .filter(x => shown.has(x.id))
    .map(task => {
      const heading = task.path.at(-2) ?? ''
      const first = heading !== section && !task.parentTask
      if (first) section = heading
      return (
        <div key={task.id}>
          {first && heading && <h3 className="jp-section">{heading}</h3>}
          <TaskCard
            task={task}
            detail={detail}
            number={numbers.get(task.id) ?? ''}
            selected={task.id === review.selected}
            readOnly={readOnly}
            onSelect={review.setSelected}
            onAct={what => {
              if (what === 'accept' || what === 'reject') review.decideCurrent(what)
              else if (what === 'merge') review.mergeWithPrevious()
              else if (what === 'source') onSource()
              else onSheet(what === 'edit' ? 'task' : what)
            }}
          />
        </div>
      )
    })
}

export function TargetRows({ review, readOnly, onSheet, onSource }: Props): ReactNode {
  const detail = review.detail!
  const rows = review.rows as Target[]
  if (rows.length === 0) return <Nothing onlyOpen={review.onlyOpen} />
  return rows.map(target => (
    <TargetCard
      key={target.id}
      target={target}
      detail={detail}
      selected={target.id === review.selected}
      readOnly={readOnly}
      onSelect={review.setSelected}
      onAct={what => {
        if (what === 'accept' || what === 'reject') review.decideCurrent(what)
        else if (what === 'source') onSource()
        else onSheet(what === 'edit' ? 'target' : 'assign')
      }}
    />
  ))
}

const Nothing = ({ onlyOpen }: { onlyOpen: boolean }): ReactNode =>
  onlyOpen ? (
    <EmptyState compact title={t('都已确认')} how={t('取消“只看待确认”可以再看一遍。')} />
  ) : (
    <EmptyState compact title={t('没有读出内容')} how={t('可以在上面手工加一条。')} />
  )

/** 1, 2, 2.1, 2.2, 3: as the six-column list will number them. */
function numbersOf(tasks: readonly { id: string; parentTask: string | null; state: string }[]): Map<string, string> {
  const numbers = new Map<string, string>()
  const children = new Map<string, number>()
  let n = 0
  for (const task of tasks) {
    if (task.state === 'rejected') continue
    if (task.parentTask) {
      const k = (children.get(task.parentTask) ?? 0) + 1
      children.set(task.parentTask, k)
      numbers.set(task.id, `${numbers.get(task.parentTask) ?? ''}.${k}`)
    } else numbers.set(task.id, String(++n))
  }
  return numbers
}
