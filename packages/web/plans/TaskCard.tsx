import type { PlanDetail } from '@jingtu/programme/plan-views.ts'
import { targetWords } from '@jingtu/programme/target-text.ts'
import type { Task } from '@jingtu/programme/task.ts'
import { Button } from 'antd'
import { memo, type ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { RoleLine } from './roles.tsx'

export const SIGNS: Record<string, { sign: string; word: string; className: string }> = {
  proposed: { sign: '○', word: '待确认', className: 'jt-faint' },
  accepted: { sign: '✓', word: '已确认', className: 'jt-met' },
  rejected: { sign: '✕', word: '不采用', className: 'jt-not-applicable' },
}

interface Props {
  task: Task
  detail: PlanDetail
  number: string
  selected: boolean
  readOnly: boolean
  onSelect: (id: string) => void
  onAct: (what: 'accept' | 'reject' | 'edit' | 'split' | 'merge' | 'units' | 'source') => void
}

/** One proposed task: a line to read, and when chosen all of it with what can be done. */
export const TaskCard = memo(function TaskCard({
  task,
  detail,
  number,
  selected,
  readOnly,
  onSelect,
  onAct,
}: Props): ReactNode {
  const { sign, word, className } = SIGNS[task.state] ?? SIGNS.proposed!
  const targets = detail.targets.filter(x => x.task === task.id && x.state !== 'rejected')
  const objects = detail.objects.filter(o => o.task === task.id)
  return (
    <article
      id={`row-${task.id}`}
      className={`jp-row jp-row-${task.state}${selected ? ' jp-chosen' : ''}${task.parentTask ? ' jp-sub' : ''}`}
      aria-current={selected}
    >
      <button type="button" className="jp-row-head" onClick={() => onSelect(task.id)}>
        <span className={className} title={t(word)}>
          {sign}
          <span className="jt-hidden">{t(word)}</span>
        </span>
        <span className="jp-no">{number}</span>
        <b>{task.title}</b>
        {task.quantity && (
          <span className="jp-quantity">
            {task.quantity}
            {task.quantityUnit}
          </span>
        )}
        <Due task={task} />
      </button>
      <div className="jp-row-roles">
        <RoleLine task={task} detail={detail} />
      </div>
      {selected && (
        <div className="jp-row-body">
          {task.content && <p className="jp-content">{task.content}</p>}
          <Facts task={task} />
          {objects.length > 0 && (
            <p>
              <i>{t('具名对象')}</i>
              {objects.map(o => o.name).join('、')}
            </p>
          )}
          {targets.length > 0 && (
            <p>
              <i>{t('目标')}</i>
              {targets.map(x => `${x.indicator} ${targetWords(x)}`).join('；')}
            </p>
          )}
          {!readOnly && (
            <div className="jp-actions">
              <Act
                k="A"
                label={task.state === 'accepted' ? t('退回待确认') : t('确认')}
                primary={task.state === 'proposed'}
                onClick={() => onAct('accept')}
              />
              <Act
                k="R"
                label={task.state === 'rejected' ? t('退回待确认') : t('不采用')}
                onClick={() => onAct('reject')}
              />
              <Act k="E" label={t('编辑')} onClick={() => onAct('edit')} />
              <Act k="U" label={t('单位')} onClick={() => onAct('units')} />
              {!task.parentTask && <Act k="S" label={t('拆分')} onClick={() => onAct('split')} />}
              <Act k="M" label={t('并入上一条')} onClick={() => onAct('merge')} />
              <Button size="small" type="text" className="jp-only-narrow" onClick={() => onAct('source')}>
                {t('看原文')}
              </Button>
            </div>
          )}
        </div>
      )}
    </article>
  )
})

export const Act = ({
  k,
  label,
  primary,
  onClick,
}: {
  k: string
  label: string
  primary?: boolean
  onClick: () => void
}): ReactNode => (
  <Button size="small" type={primary ? 'primary' : 'default'} onClick={onClick}>
    {label}
    <kbd>{k}</kbd>
  </Button>
)

function Due({ task }: { task: Task }): ReactNode {
  if (task.due) return <span className="jp-due">{task.due}</span>
  if (task.openDeadlines.length > 0) return <span className="jp-due jt-at-risk">{task.openDeadlines[0]}</span>
  if ((task.recurring ?? []).length > 0) return <span className="jp-due">{task.recurring![0]!.text}</span>
  return <span className="jp-due jt-faint">{t('没有时限')}</span>
}

function Facts({ task }: { task: Task }): ReactNode {
  const facts: [string, string][] = []
  if (task.deadlines.length > 1) facts.push([t('各时限'), task.deadlines.join('、')])
  if ((task.recurring ?? []).length > 0) facts.push([t('周期'), task.recurring!.map(r => r.text).join('、')])
  if ((task.deliverables ?? []).length > 0)
    facts.push([t('应交材料'), task.deliverables!.map(d => (d.due ? `${d.name}（${d.due}）` : d.name)).join('、')])
  if (task.proofs.length > 0) facts.push([t('证明材料'), task.proofs.join('、')])
  return facts.map(([name, words]) => (
    <p key={name}>
      <i>{name}</i>
      {words}
    </p>
  ))
}
