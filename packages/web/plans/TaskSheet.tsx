import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import type { Deliverable, Task } from '@jingtu/programme/task.ts'
import { Button, DatePicker, Form, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { Labelled } from '../parts/Labelled.tsx'
import { Problem } from '../parts/Problem.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { UnitsPicker } from '../parts/UnitPicker.tsx'
import { api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'
import { nameOf, ROLES } from './roles.tsx'
import type { Review } from './use-review.ts'

interface Props {
  open: boolean
  /** 'units' puts the focus on the units, 'new-task' starts empty after the chosen task. */
  mode: string | null
  review: Review
  onClose: () => void
}

export function TaskSheet({ open, mode, review, onClose }: Props): ReactNode {
  const isNew = mode === 'new-task'
  const title = isNew ? t('加任务') : t('编辑任务')
  return (
    <SideSheet open={open} title={title} onClose={onClose}>
      {(isNew || review.task) && (
        <TaskForm
          key={isNew ? 'new' : review.task!.id}
          task={isNew ? null : review.task}
          focusUnits={mode === 'units'}
          review={review}
          onClose={onClose}
        />
      )}
    </SideSheet>
  )
}

export type TaskDraft = Pick<
  Task,
  | 'title'
  | 'content'
  | 'leadUnits'
  | 'coopUnits'
  | 'respUnits'
  | 'deadlines'
  | 'quantity'
  | 'quantityUnit'
  | 'deliverables'
  | 'proofs'
  | 'openDeadlines'
>

export const draftOf = (task: Task | null): TaskDraft => ({
  title: task?.title ?? '',
  content: task?.content ?? '',
  leadUnits: task?.leadUnits ?? [],
  coopUnits: task?.coopUnits ?? [],
  respUnits: task?.respUnits ?? [],
  deadlines: task?.deadlines ?? [],
  quantity: task?.quantity ?? null,
  quantityUnit: task?.quantityUnit ?? null,
  deliverables: task?.deliverables ?? [],
  proofs: task?.proofs ?? [],
  openDeadlines: task?.openDeadlines ?? [],
})

/** Only what differs goes out, so that two people at two fields of one task do not undo each other. */
export const changesOf = (before: TaskDraft, after: TaskDraft): Partial<TaskDraft> =>
  Object.fromEntries(
    Object.entries(after).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key as keyof TaskDraft]),
    ),
  )

function TaskForm({
  task,
  focusUnits,
  review,
  onClose,
}: {
  task: Task | null
  focusUnits: boolean
  review: Review
  onClose: () => void
}): ReactNode {
  const before = draftOf(task)
  const [draft, setDraft] = useState(before)
  const save = useWrite(
    (values: TaskDraft, key) =>
      task
        ? api.patch<Task>(
            `${review.path}/tasks/${task.id}`,
            { ...changesOf(before, values), version: task.version },
            { key },
          )
        : api.post<Task>(`${review.path}/tasks`, { ...values, after: review.task?.id ?? null }, { key }),
    {
      refresh: [review.path],
      quiet: true,
      onDone: saved => {
        review.choose('tasks', saved.id)
        onClose()
      },
    },
  )
  const names = Object.fromEntries(
    Object.keys(review.detail?.units ?? {}).map(id => [id, nameOf(review.detail!.units)(id)]),
  )
  return (
    <Form layout="vertical" onFinish={() => save.mutate(draft)}>
      <Problem error={save.error} />
      <TaskFields draft={draft} onChange={setDraft} names={names} focusUnits={focusUnits} />
      <div className="jt-dialog-end">
        <Button onClick={onClose}>{t('取消')}</Button>
        <Button type="primary" htmlType="submit" loading={save.isPending} disabled={!draft.title.trim()}>
          {t('保存')}
        </Button>
      </div>
    </Form>
  )
}

/** The fields of a task, for the review and for an amendment alike. */
export function TaskFields({
  draft,
  onChange,
  names,
  focusUnits,
}: {
  draft: TaskDraft
  onChange: (draft: TaskDraft) => void
  names: Record<string, string>
  focusUnits?: boolean
}): ReactNode {
  const put = (part: Partial<TaskDraft>): void => onChange({ ...draft, ...part })
  const deliverables: Deliverable[] = draft.deliverables ?? []
  return (
    <>
      <Labelled label={t('主要任务')} required>
        <Input autoFocus={!focusUnits} value={draft.title} onChange={e => put({ title: e.target.value })} />
      </Labelled>
      <Labelled label={t('任务内容')}>
        <Input.TextArea
          autoSize={{ minRows: 3, maxRows: 12 }}
          value={draft.content ?? ''}
          onChange={e => put({ content: e.target.value })}
        />
      </Labelled>
      {ROLES.map((role, i) => (
        <Labelled key={role.key} label={t(role.full)}>
          <UnitsPicker
            value={draft[role.units]}
            names={names}
            autoFocus={focusUnits && i === 0}
            onChange={ids => put({ [role.units]: ids })}
          />
        </Labelled>
      ))}
      <Labelled
        label={t('时限')}
        extra={
          draft.openDeadlines.length > 0 ? t('原文：{words}', { words: draft.openDeadlines.join('、') }) : undefined
        }
      >
        <DatePicker
          multiple
          maxTagCount="responsive"
          style={{ width: '100%' }}
          value={draft.deadlines.map(d => dayjs(d))}
          onChange={days => put({ deadlines: (days ?? []).map(d => d.format('YYYY-MM-DD')).sort() })}
        />
      </Labelled>
      <Labelled label={t('数量')}>
        <span className="jp-pair">
          <Input
            inputMode="decimal"
            value={draft.quantity ?? ''}
            placeholder={t('例如 12')}
            onChange={e => put({ quantity: e.target.value.trim() || null })}
          />
          <Input
            value={draft.quantityUnit ?? ''}
            placeholder={t('家、个、亩…')}
            onChange={e => put({ quantityUnit: e.target.value.trim() || null })}
          />
        </span>
      </Labelled>
      <Labelled label={t('应交材料')}>
        {deliverables.map((d, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a form, told apart by their place
          <span key={i} className="jp-pair">
            <Input
              value={d.name}
              placeholder={t('例如 整治清单')}
              onChange={e =>
                put({ deliverables: deliverables.map((x, k) => (k === i ? { ...x, name: e.target.value } : x)) })
              }
            />
            <DatePicker
              value={d.due ? dayjs(d.due) : null}
              placeholder={t('何时前')}
              onChange={day =>
                put({
                  deliverables: deliverables.map((x, k) =>
                    k === i ? { ...x, due: day?.format('YYYY-MM-DD') ?? null } : x,
                  ),
                })
              }
            />
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={t('去掉')}
              onClick={() => put({ deliverables: deliverables.filter((_, k) => k !== i) })}
            />
          </span>
        ))}
        <Button
          size="small"
          type="dashed"
          icon={<PlusOutlined />}
          onClick={() => put({ deliverables: [...deliverables, { name: '', due: null }] })}
        >
          {t('加一份材料')}
        </Button>
      </Labelled>
      <Labelled label={t('证明材料要求')}>
        <Select
          mode="tags"
          open={false}
          value={draft.proofs}
          placeholder={t('输入后回车，例如 现场照片')}
          onChange={(proofs: string[]) => put({ proofs })}
        />
      </Labelled>
    </>
  )
}
