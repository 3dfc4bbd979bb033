import type { Continuation, PlanDetail, PlanRow, TargetBrief } from '@jingtu/programme/plan-views.ts'
import { targetWords } from '@jingtu/programme/target-text.ts'
import { Button, Checkbox, Select, Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { Problem } from '../parts/Problem.tsx'
import { api, type List } from '../shell/api.ts'
import { useGet, useWrite } from '../shell/query.ts'

const MOVES: Record<string, { sign: string; word: string; className: string }> = {
  up: { sign: '↑', word: '提高', className: 'jt-met' },
  down: { sign: '↓', word: '降低', className: 'jt-at-risk' },
  same: { sign: '＝', word: '不变', className: 'jt-faint' },
  changed: { sign: '≠', word: '改变', className: 'jt-at-risk' },
  new: { sign: '＋', word: '新增', className: 'jt-met' },
  dropped: { sign: '－', word: '不再提', className: 'jt-at-risk' },
}

/** This year's plan against last year's: what goes on, what is new, what was dropped, how targets moved. */
export function PreviousTab({ detail }: { detail: PlanDetail }): ReactNode {
  const { plan, can } = detail
  const path = `/api/plans/${plan.id}`
  const [chosen, setChosen] = useState<string | null>(null)
  const [refused, setRefused] = useState<string[]>([])
  const [carry, setCarry] = useState<string[]>([])
  const plans = useGet<List<PlanRow>>('/api/plans')
  const asked = useGet<{ comparison: Continuation | null }>(
    `${path}/previous`,
    chosen ? { previous: chosen } : undefined,
    { keep: true },
  )
  const confirm = useWrite(
    (body: object, key) => api.post<{ confirmed: number; carried: number }>(`${path}/previous`, body, { key }),
    {
      refresh: ['/api/plans'],
      done: a => t('已确认 {n} 项承接，结转 {m} 项', { n: a.confirmed, m: a.carried }),
      onDone: () => setCarry([]),
    },
  )
  if (asked.error) return <Problem error={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active />
  const c = asked.data.comparison
  const options = (plans.data?.rows ?? [])
    .filter(p => p.id !== plan.id && p.regionId === plan.regionId && p.state !== 'draft')
    .map(p => ({ value: p.id, label: p.title }))
  const pick = (
    <Select
      style={{ minWidth: 300 }}
      value={c?.previous.id ?? null}
      options={options}
      placeholder={t('上一年度计划')}
      onChange={setChosen}
    />
  )
  if (!c)
    return (
      <EmptyState
        title={t('没有可以对照的上一年度计划')}
        how={t('导入并发布下一年度计划后，未完成的任务和变化的目标会在这里逐项对照。')}
        action={options.length > 0 && pick}
      />
    )
  const open = c.dropped.filter(d => !d.finished)
  const send = (): void =>
    confirm.mutate({
      previousPlan: c.previous.id,
      pairs: c.tasks.map(x => ({ task: x.task, previous: refused.includes(x.task) ? null : (x.previous?.id ?? null) })),
      targets: c.targets.flatMap(x => (x.after ? [{ target: x.after.id, previous: x.before?.id ?? null }] : [])),
      carry,
    })
  return (
    <>
      <div className="jp-list-tools jt-no-print">
        {t('对照')} {pick}
        {can.edit && (
          <Button type="primary" loading={confirm.isPending} onClick={send}>
            {carry.length > 0 ? t('确认承接，结转 {n} 项', { n: carry.length }) : t('确认承接关系')}
          </Button>
        )}
      </div>
      <div className="jp-compare">
        <section className="jt-card">
          <h3>{t('任务')}</h3>
          <ul className="jp-cover">
            {c.tasks.map(x => (
              <li key={x.task}>
                <span className="jp-cover-parent">
                  {x.previous && !refused.includes(x.task) ? (
                    <span className="jt-met">→ </span>
                  ) : (
                    <span className="jt-water">＋ </span>
                  )}
                  {x.title}
                </span>
                <span className="jp-cover-own">
                  {x.previous && !refused.includes(x.task) ? (
                    <span className="jt-soft">
                      {t('承接“{title}”', { title: x.previous.title })}
                      {!x.previous.finished && <span className="jt-at-risk"> ▲ {t('上年未完成')}</span>}
                      {!x.confirmed && can.edit && (
                        <button type="button" className="jt-link" onClick={() => setRefused([...refused, x.task])}>
                          {t('不是同一件事')}
                        </button>
                      )}
                    </span>
                  ) : (
                    <span className="jt-soft">{t('新增任务')}</span>
                  )}
                </span>
              </li>
            ))}
          </ul>
          {c.dropped.length > 0 && (
            <>
              <h3>{t('上年有、今年没有的任务')}</h3>
              {open.length > 0 && plan.state === 'draft' && can.edit && (
                <p className="jt-soft">{t('勾选的未完成任务结转到本计划，时限需重新确定。')}</p>
              )}
              <ul className="jp-cover">
                {c.dropped.map(d => (
                  <li key={d.id}>
                    {!d.finished && plan.state === 'draft' && can.edit ? (
                      <Checkbox
                        checked={carry.includes(d.id)}
                        onChange={e => setCarry(e.target.checked ? [...carry, d.id] : carry.filter(x => x !== d.id))}
                      >
                        {d.title}
                      </Checkbox>
                    ) : (
                      <span className="jp-cover-parent">{d.title}</span>
                    )}
                    <span className={d.finished ? 'jt-met' : 'jt-at-risk'}>
                      {d.finished ? `● ${t('已完成')}` : `▲ ${t('未完成')}`}
                    </span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </section>
        <section className="jt-card">
          <h3>{t('目标')}</h3>
          <table className="jp-target-diff">
            <thead>
              <tr>
                <th>{t('指标')}</th>
                <th>{c.previous.year ?? t('上年')}</th>
                <th>{plan.year ?? t('今年')}</th>
                <th>{t('变化')}</th>
              </tr>
            </thead>
            <tbody>
              {c.targets.map(x => {
                const move = MOVES[x.move]!
                return (
                  <tr key={`${x.before?.id}${x.after?.id}`}>
                    <td>{(x.after ?? x.before)!.indicator}</td>
                    <td>
                      {x.move === 'same' || !x.before ? said(x.before) : <del className="jp-old">{said(x.before)}</del>}
                    </td>
                    <td>
                      {x.move === 'same' || !x.after ? said(x.after) : <ins className="jp-new">{said(x.after)}</ins>}
                    </td>
                    <td className={move.className}>
                      {move.sign} {t(move.word)}
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </section>
      </div>
      {plan.state !== 'draft' && (
        <p className="jt-soft">
          {t('编制下一年度计划：')}
          <Link to="/plans/import">{t('导入新一年的计划')}</Link>
        </p>
      )}
    </>
  )
}

const said = (x: TargetBrief | null): string =>
  x
    ? targetWords({ ...x, valueMax: null, masked: false, pending: null, notApplicable: false, approx: false }) || '—'
    : '—'
