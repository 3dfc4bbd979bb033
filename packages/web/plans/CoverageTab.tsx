import { CheckOutlined } from '@ant-design/icons'
import type { Coverage, CoverageParent, PlanDetail } from '@jingtu/programme/plan-views.ts'
import { Button, Checkbox, Select, Skeleton } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { Problem } from '../parts/Problem.tsx'
import { StateTag } from '../parts/StateTag.tsx'
import { api } from '../shell/api.ts'
import { useGet, useWrite } from '../shell/query.ts'

/** Which tasks of the plans above this plan carries out, and which it does not. */
export function CoverageTab({ id, canEdit }: { id: string; canEdit: boolean }): ReactNode {
  const path = `/api/plans/${id}`
  const asked = useGet<Coverage>(`${path}/coverage`)
  const detail = useGet<PlanDetail>(path)
  const [onlyOpen, setOnlyOpen] = useState(false)
  const parents = useWrite((ids: string[], key) => api.post(`${path}/parents`, { parents: ids }, { key }), {
    refresh: [path],
  })
  const tie = useWrite(
    (ties: { task: string; covers: string[] }[], key) => api.post(`${path}/coverage`, { ties }, { key }),
    { refresh: [path] },
  )
  if (asked.error) return <Problem error={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data || !detail.data) return <Skeleton active />
  const { tasks, plan } = detail.data
  const toggle = (task: string, parentTask: string, on: boolean): { task: string; covers: string[] } => {
    const covers = tasks.find(x => x.id === task)?.covers ?? []
    return { task, covers: on ? [...new Set([...covers, parentTask])] : covers.filter(c => c !== parentTask) }
  }
  /** The best proposal of every parent task that has none yet, one change for all. */
  const confirmAll = (parent: CoverageParent): void => {
    const byTask = new Map<string, string[]>()
    for (const row of parent.tasks) {
      const best = row.proposed[0]
      if (best)
        byTask.set(best.id, [...(byTask.get(best.id) ?? tasks.find(x => x.id === best.id)?.covers ?? []), row.id])
    }
    tie.mutate([...byTask].map(([task, covers]) => ({ task, covers })))
  }
  const options = asked.data.candidates.map(c => ({ value: c.id, label: `${c.title}（${c.regionName}）` }))
  const own = tasks
    .filter(x => !x.parentTask && x.state !== 'rejected' && x.state !== 'cancelled')
    .map(x => ({ value: x.id, label: x.title }))
  return (
    <>
      <div className="jp-list-tools jt-no-print">
        <Select
          mode="multiple"
          style={{ minWidth: 300, flex: 1, maxWidth: 640 }}
          disabled={!canEdit}
          value={plan.parentPlans}
          options={options}
          placeholder={t('选择要落实的上级计划')}
          onChange={ids => parents.mutate(ids)}
        />
        <Checkbox checked={onlyOpen} onChange={e => setOnlyOpen(e.target.checked)}>
          {t('只看没有覆盖的')}
        </Checkbox>
      </div>
      {asked.data.parents.length === 0 && (
        <EmptyState
          title={t('还没有选上级计划')}
          how={t('选定上级计划，系统按题目和内容找出本计划里对应的任务，由您确认；同一件事只需填报一次。')}
        />
      )}
      {asked.data.parents.map(parent => (
        <section key={parent.id} className="jt-card jp-parent">
          <h3>
            {parent.title}
            <span className="jp-figures">
              {t('已覆盖 {a}/{b}', { a: parent.covered, b: parent.tasks.length })}
              {parent.open > 0 ? (
                <StateTag state="at-risk" word={t('{n} 项没有覆盖', { n: parent.open })} />
              ) : (
                <StateTag state="met" word={t('全部覆盖')} />
              )}
            </span>
            {canEdit && parent.tasks.some(x => x.proposed.length > 0) && (
              <Button size="small" icon={<CheckOutlined />} loading={tie.isPending} onClick={() => confirmAll(parent)}>
                {t('采用全部建议')}
              </Button>
            )}
          </h3>
          <ul className="jp-cover">
            {parent.tasks
              .filter(x => !onlyOpen || x.coveredBy.length === 0)
              .map(row => (
                <li key={row.id}>
                  <span className="jp-cover-parent">
                    {row.no && <i>{row.no}</i>}
                    {row.title}
                    {row.asked && <small>{t('点名要求本地')}</small>}
                  </span>
                  <span className="jp-cover-own">
                    {row.coveredBy.length === 0 && row.proposed.length === 0 && (
                      <span className="jt-at-risk">▲ {t('没有对应的任务')}</span>
                    )}
                    {row.coveredBy.map(c => (
                      <span key={c.id} className="jt-met">
                        ● {c.title}
                        {canEdit && (
                          <button
                            type="button"
                            className="jt-link"
                            onClick={() => tie.mutate([toggle(c.id, row.id, false)])}
                          >
                            {t('解除')}
                          </button>
                        )}
                      </span>
                    ))}
                    {row.proposed.map(p => (
                      <span key={p.id} className="jt-soft">
                        ◇ {p.title} <small>{t('相似 {n}%', { n: Math.round(p.score * 100) })}</small>
                        {canEdit && (
                          <button
                            type="button"
                            className="jt-link"
                            onClick={() => tie.mutate([toggle(p.id, row.id, true)])}
                          >
                            {t('确认')}
                          </button>
                        )}
                      </span>
                    ))}
                    {canEdit && row.coveredBy.length === 0 && (
                      <Select
                        size="small"
                        className="jp-cover-pick"
                        showSearch={{ optionFilterProp: 'label' }}
                        value={null}
                        placeholder={t('另选任务…')}
                        options={own}
                        onChange={task => task && tie.mutate([toggle(task, row.id, true)])}
                      />
                    )}
                  </span>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  )
}
