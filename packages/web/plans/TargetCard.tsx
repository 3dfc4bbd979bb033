import type { PlanDetail } from '@jingtu/programme/plan-views.ts'
import type { Target } from '@jingtu/programme/target.ts'
import { targetKey } from '@jingtu/programme/target-key.ts'
import { targetWords } from '@jingtu/programme/target-text.ts'
import { Button } from 'antd'
import { memo, type ReactNode } from 'react'
import { t } from '../i18n/language.ts'
import { Act, SIGNS } from './TaskCard.tsx'

const SOURCES: Record<string, string> = { goals: '目标章节', table: '附表', task: '任务', added: '新增' }
const KINDS: Record<string, string> = { indicator: '指标', workload: '工作量', frequency: '频次' }

interface Props {
  target: Target
  detail: PlanDetail
  selected: boolean
  readOnly: boolean
  onSelect: (id: string) => void
  onAct: (what: 'accept' | 'reject' | 'edit' | 'assign' | 'source') => void
}

export const TargetCard = memo(function TargetCard({
  target,
  detail,
  selected,
  readOnly,
  onSelect,
  onAct,
}: Props): ReactNode {
  const { sign, word, className } = SIGNS[target.state] ?? SIGNS.proposed!
  const repeats =
    target.state === 'rejected' &&
    detail.targets.some(x => x.id !== target.id && x.state !== 'rejected' && targetKey(x) === targetKey(target))
  return (
    <article
      id={`row-${target.id}`}
      className={`jp-row jp-row-${target.state}${selected ? ' jp-chosen' : ''}`}
      aria-current={selected}
    >
      <button type="button" className="jp-row-head" onClick={() => onSelect(target.id)}>
        <span className={className} title={t(word)}>
          {sign}
          <span className="jt-hidden">{t(word)}</span>
        </span>
        <b>{target.indicator}</b>
        <span className="jp-value">
          <TargetValue target={target} />
        </span>
        <span className="jp-due">{target.by ?? ''}</span>
      </button>
      <div className="jp-row-roles jt-soft">
        {[
          t(KINDS[target.kind]!),
          target.binding && t(target.binding),
          target.stage && t('阶段：{stage}', { stage: target.stage }),
          target.scope,
          target.cumulative && t('累计'),
          target.baseline,
          t('出自{source}', { source: t(SOURCES[target.source]!) }),
          repeats && t('同一目标的另一处表述，已自动略过'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </div>
      {selected && (
        <div className="jp-row-body">
          {target.quote && <p className="jp-content">{target.quote}</p>}
          {!readOnly && (
            <div className="jp-actions">
              <Act
                k="A"
                label={target.state === 'accepted' ? t('退回待确认') : t('确认')}
                primary={target.state === 'proposed'}
                onClick={() => onAct('accept')}
              />
              <Act
                k="R"
                label={target.state === 'rejected' ? t('退回待确认') : t('不采用')}
                onClick={() => onAct('reject')}
              />
              <Act k="E" label={t('编辑')} onClick={() => onAct('edit')} />
              {(target.pending || target.masked) && (
                <Button size="small" onClick={() => onAct('assign')}>
                  {t('补填下达值')}
                </Button>
              )}
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

/** What is asked; unknown is said in words and never as a figure. */
export function TargetValue({ target }: { target: Target }): ReactNode {
  if (target.masked && target.value === null) return <span className="jt-unknown">◇ {t('原文隐去数字')}</span>
  if (target.pending && (target.value === null || target.op === 'text'))
    return <span className="jt-unknown">◇ {t('待下达')}</span>
  const words = targetWords(target)
  if (!words) return <span className="jt-not-met">■ {t('没有目标值')}</span>
  return (
    <>
      {words}
      {target.pending && <small className="jt-at-risk">▲ {target.pending}</small>}
    </>
  )
}
