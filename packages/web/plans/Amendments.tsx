import { PlusOutlined } from '@ant-design/icons'
import { type Amendment, type AmendmentEdit, amendmentRecord } from '@jingtu/programme/plan.ts'
import type { PlanDetail } from '@jingtu/programme/plan-views.ts'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { EmptyState } from '../parts/EmptyState.tsx'
import { Problem } from '../parts/Problem.tsx'
import { RecordState } from '../parts/RecordState.tsx'
import { api, type List } from '../shell/api.ts'
import { useGet, useWrite } from '../shell/query.ts'
import { AmendmentSheet } from './AmendmentSheet.tsx'
import { ChangedFields } from './changed-fields.tsx'
import { nameOf } from './roles.tsx'
import { Changes } from './Versions.tsx'

/** Changes to a plan in force: proposed and shown as tracked changes, then put in force in one step. */
export function Amendments({ detail }: { detail: PlanDetail }): ReactNode {
  const path = `/api/plans/${detail.plan.id}/amendments`
  const asked = useGet<List<Amendment>>(path)
  const [open, setOpen] = useState<Amendment | 'new' | null>(null)
  const mayAmend = detail.can.edit && detail.plan.state === 'published'
  if (asked.error) return <Problem error={asked.error} onRetry={() => void asked.refetch()} />
  const rows = asked.data?.rows ?? []
  return (
    <>
      {mayAmend && (
        <div className="jp-list-tools jt-no-print">
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen('new')}>
            {t('起草调整')}
          </Button>
        </div>
      )}
      {asked.data && rows.length === 0 && (
        <EmptyState
          title={t('没有调整过')}
          how={
            detail.plan.state === 'draft'
              ? t('草稿可以直接改；发布以后的修改在这里留痕。')
              : t('修改、新增或取消任务和目标，以一个文号一次发布。')
          }
        />
      )}
      {rows.map(a => (
        <AmendmentCard key={a.id} amendment={a} detail={detail} onEdit={mayAmend ? () => setOpen(a) : undefined} />
      ))}
      <AmendmentSheet
        open={open !== null}
        amendment={open === 'new' ? null : open}
        detail={detail}
        onClose={() => setOpen(null)}
      />
    </>
  )
}

function AmendmentCard({
  amendment: a,
  detail,
  onEdit,
}: {
  amendment: Amendment
  detail: PlanDetail
  onEdit?: () => void
}): ReactNode {
  const path = `/api/plans/${detail.plan.id}`
  const publish = useWrite((_: undefined, key) => api.post(`${path}/amendments/${a.id}/publish`, {}, { key }), {
    refresh: ['/api/plans', '/api/workbench'],
    done: t('调整已发布'),
  })
  const withdraw = useWrite((_: undefined, key) => api.post(`${path}/amendments/${a.id}/withdraw`, {}, { key }), {
    refresh: [path],
    done: t('已撤回'),
  })
  const draft = a.state === 'draft'
  return (
    <article className="jt-card jp-amendment">
      <h3>
        {a.title} <RecordState kind={amendmentRecord} state={a.state} />
      </h3>
      <p className="jt-soft">
        {[a.issuingNumber ?? t('没有文号'), a.reason, a.publishedOn && t('{day} 发布', { day: a.publishedOn })]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {draft ? (
        (a.edits ?? []).map(edit => <EditView key={keyOf(edit)} edit={edit} detail={detail} />)
      ) : (
        <Changes id={detail.plan.id} at={a.since} detail={detail} />
      )}
      {draft && onEdit && (
        <div className="jt-dialog-end">
          <Button danger type="text" loading={withdraw.isPending} onClick={() => withdraw.mutate(undefined)}>
            {t('撤回')}
          </Button>
          <Button onClick={onEdit}>{t('编辑')}</Button>
          <Button type="primary" loading={publish.isPending} onClick={() => publish.mutate(undefined)}>
            {t('发布调整')}
          </Button>
        </div>
      )}
    </article>
  )
}

export const keyOf = (edit: AmendmentEdit): string =>
  edit.op === 'add' ? `add:${JSON.stringify(edit.values)}` : edit.id

/** One proposed change beside what stands now. */
export function EditView({ edit, detail }: { edit: AmendmentEdit; detail: PlanDetail }): ReactNode {
  const unitName = nameOf(detail.units)
  const row =
    edit.op === 'add'
      ? null
      : edit.kind === 'task'
        ? detail.tasks.find(x => x.id === edit.id)
        : detail.targets.find(x => x.id === edit.id)
  const title =
    edit.op === 'add'
      ? String(edit.values.title ?? edit.values.indicator ?? '')
      : row
        ? 'title' in row
          ? row.title
          : row.indicator
        : ''
  const label = { add: t('新增'), remove: t('取消'), change: t('修改') }[edit.op]
  const fields =
    edit.op === 'remove'
      ? []
      : Object.entries(edit.values)
          .filter(([key]) => key !== 'after' && key !== 'path')
          .map(([key, after]) => ({
            key,
            before: (row as Record<string, unknown> | null | undefined)?.[key] ?? null,
            after,
          }))
  return (
    <section className="jp-edit">
      <b>
        <span className="jp-edit-kind">
          {label}
          {edit.kind === 'task' ? t('任务') : t('目标')}
        </span>
        {edit.op === 'remove' ? (
          <del className="jp-old">{title}</del>
        ) : edit.op === 'add' ? (
          <ins className="jp-new">{title}</ins>
        ) : (
          title
        )}
      </b>
      {edit.op !== 'remove' && (
        <ChangedFields
          kind={edit.kind}
          fields={fields.filter(f => !isNothing(f.after) || !isNothing(f.before))}
          unitName={unitName}
        />
      )}
    </section>
  )
}

const isNothing = (v: unknown): boolean =>
  v === null || v === undefined || v === '' || v === false || (Array.isArray(v) && v.length === 0)
