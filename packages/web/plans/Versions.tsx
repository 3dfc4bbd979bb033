import type { PlanDetail, PlanVersion, RowChange } from '@jingtu/programme/plan-views.ts'
import { Button, Skeleton, Timeline } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { Problem } from '../parts/Problem.tsx'
import { showInstant } from '../parts/show.ts'
import type { List } from '../shell/api.ts'
import { useGet } from '../shell/query.ts'
import { ChangedFields } from './changed-fields.tsx'
import { nameOf } from './roles.tsx'

/** How the plan came to stand as it does; each step opens to its tracked changes. */
export function Versions({ id, onDay }: { id: string; onDay: (day: string) => void }): ReactNode {
  const asked = useGet<List<PlanVersion>>(`/api/plans/${id}/versions`)
  const detail = useGet<PlanDetail>(`/api/plans/${id}`)
  const [open, setOpen] = useState<string | null>(null)
  if (asked.error) return <Problem error={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data || !detail.data) return <Skeleton active />
  if (asked.data.rows.length === 0) return <EmptyState title={t('还没有发布，没有版本')} />
  const items = asked.data.rows.map(v => ({
    key: v.at,
    content: (
      <>
        <div className="jp-version">
          <b>{t(v.label)}</b>
          <span className="jt-soft">
            {showInstant(v.at)}　{v.actorName}
          </span>
          <Button size="small" onClick={() => setOpen(open === v.at ? null : v.at)}>
            {open === v.at ? t('收起') : t('逐处对照')}
          </Button>
          <Button size="small" type="text" onClick={() => onDay(v.day)}>
            {t('看当天的计划')}
          </Button>
        </div>
        {v.reason && <p className="jt-soft">{v.reason}</p>}
        {open === v.at && <Changes id={id} at={v.at} detail={detail.data} />}
      </>
    ),
  }))
  return <Timeline className="jp-versions" items={items} />
}

/** What one step changed, as tracked changes. */
export function Changes({ id, at, detail }: { id: string; at: string; detail: PlanDetail }): ReactNode {
  const before = new Date(Date.parse(at) - 1).toISOString()
  const asked = useGet<List<RowChange>>(`/api/plans/${id}/changes`, { from: before, to: at })
  if (asked.error) return <Problem error={asked.error} onRetry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton active title={false} />
  if (asked.data.rows.length === 0) return <p className="jt-soft">{t('这一步没有改动任务和目标的内容。')}</p>
  if (asked.data.rows.length > 40)
    return <p className="jt-soft">{t('共 {n} 项生效，见任务清单和目标。', { n: asked.data.rows.length })}</p>
  const label = { add: t('新增'), remove: t('取消'), change: t('修改') }
  return asked.data.rows.map(row => (
    <section key={row.id} className="jp-edit">
      <b>
        <span className="jp-edit-kind">
          {label[row.op]}
          {row.kind === 'task' ? t('任务') : t('目标')}
        </span>
        {row.op === 'remove' ? (
          <del className="jp-old">{row.title}</del>
        ) : row.op === 'add' ? (
          <ins className="jp-new">{row.title}</ins>
        ) : (
          row.title
        )}
      </b>
      {row.op === 'change' && <ChangedFields kind={row.kind} fields={row.fields} unitName={nameOf(detail.units)} />}
    </section>
  ))
}
