import type { Target } from '@jingtu/programme/target.ts'
import { Button, Checkbox, DatePicker, Form, Input, Segmented, Select } from 'antd'
import dayjs from 'dayjs'
import { type ReactNode, useState } from 'react'
import { t } from '../i18n/language.ts'
import { Labelled } from '../parts/Labelled.tsx'
import { Problem } from '../parts/Problem.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { api } from '../shell/api.ts'
import { useWrite } from '../shell/query.ts'
import type { Review } from './use-review.ts'

export type TargetDraft = Pick<
  Target,
  | 'indicator'
  | 'op'
  | 'value'
  | 'valueMax'
  | 'words'
  | 'unit'
  | 'by'
  | 'stage'
  | 'scope'
  | 'kind'
  | 'binding'
  | 'approx'
  | 'tolerance'
  | 'cumulative'
  | 'masked'
  | 'pending'
  | 'notApplicable'
  | 'task'
>

export const targetDraftOf = (target: Target | null): TargetDraft => ({
  indicator: target?.indicator ?? '',
  op: target?.op ?? '>=',
  value: target?.value ?? null,
  valueMax: target?.valueMax ?? null,
  words: target?.words ?? null,
  unit: target?.unit ?? '%',
  by: target?.by ?? null,
  stage: target?.stage ?? null,
  scope: target?.scope ?? null,
  kind: target?.kind ?? 'indicator',
  binding: target?.binding ?? null,
  approx: target?.approx ?? false,
  tolerance: target?.tolerance ?? null,
  cumulative: target?.cumulative ?? false,
  masked: target?.masked ?? false,
  pending: target?.pending ?? null,
  notApplicable: target?.notApplicable ?? false,
  task: target?.task ?? null,
})

export const targetChangesOf = (before: TargetDraft, after: TargetDraft): Partial<TargetDraft> =>
  Object.fromEntries(Object.entries(after).filter(([key, value]) => value !== before[key as keyof TargetDraft]))

export function TargetSheet({
  open,
  isNew,
  review,
  onClose,
}: {
  open: boolean
  isNew: boolean
  review: Review
  onClose: () => void
}): ReactNode {
  const target = isNew ? null : review.target
  return (
    <SideSheet open={open} title={isNew ? t('加目标') : t('编辑目标')} onClose={onClose}>
      {(isNew || target) && <TargetForm key={target?.id ?? 'new'} target={target} review={review} onClose={onClose} />}
    </SideSheet>
  )
}

function TargetForm({
  target,
  review,
  onClose,
}: {
  target: Target | null
  review: Review
  onClose: () => void
}): ReactNode {
  const before = targetDraftOf(target)
  const [draft, setDraft] = useState(before)
  const save = useWrite(
    (values: TargetDraft, key) =>
      target
        ? api.patch<Target>(
            `${review.path}/targets/${target.id}`,
            { ...targetChangesOf(before, values), version: target.version },
            { key },
          )
        : api.post<Target>(`${review.path}/targets`, values, { key }),
    {
      refresh: [review.path],
      quiet: true,
      onDone: saved => {
        review.choose('targets', saved.id)
        onClose()
      },
    },
  )
  return (
    <Form layout="vertical" onFinish={() => save.mutate(draft)}>
      <Problem error={save.error} />
      <TargetFields draft={draft} onChange={setDraft} tasks={review.detail?.tasks ?? []} />
      <div className="jt-dialog-end">
        <Button onClick={onClose}>{t('取消')}</Button>
        <Button type="primary" htmlType="submit" loading={save.isPending} disabled={!draft.indicator.trim()}>
          {t('保存')}
        </Button>
      </div>
    </Form>
  )
}

type Way = 'number' | 'words' | 'pending' | 'none'
const wayOf = (d: TargetDraft): Way =>
  d.notApplicable ? 'none' : d.pending !== null ? 'pending' : d.op === 'text' ? 'words' : 'number'
const OPS = [
  { value: '>=', label: '≥ 不低于' },
  { value: '<=', label: '≤ 不超过' },
  { value: '=', label: '＝' },
  { value: '>', label: '＞' },
  { value: '<', label: '＜' },
]

/** A number, words, something still to come from above, or “/”: the four ways a plan sets a target. */
export function TargetFields({
  draft,
  onChange,
  tasks,
}: {
  draft: TargetDraft
  onChange: (d: TargetDraft) => void
  tasks: readonly { id: string; title: string }[]
}): ReactNode {
  const put = (part: Partial<TargetDraft>): void => onChange({ ...draft, ...part })
  const way = wayOf(draft)
  const turn = (next: Way): void =>
    put({
      notApplicable: next === 'none',
      pending: next === 'pending' ? (draft.pending ?? t('待下达')) : null,
      op: next === 'words' || next === 'none' ? 'text' : draft.op === 'text' ? '>=' : draft.op,
      ...(next === 'words' && draft.words === '/' ? { words: null } : {}),
      ...(next === 'number' ? { words: null } : next === 'words' ? { value: null, valueMax: null, masked: false } : {}),
    })
  return (
    <>
      <Labelled label={t('指标')} required>
        <Input autoFocus value={draft.indicator} onChange={e => put({ indicator: e.target.value })} />
      </Labelled>
      <Labelled label={t('要求')}>
        <Segmented<Way>
          value={way}
          onChange={turn}
          options={[
            { value: 'number', label: t('数值') },
            { value: 'words', label: t('文字要求') },
            { value: 'pending', label: t('待下达') },
            { value: 'none', label: t('“/” 不涉及') },
          ]}
        />
      </Labelled>
      {(way === 'number' || (way === 'pending' && draft.op !== 'text')) && (
        <Labelled
          label={t('目标值')}
          extra={draft.masked && draft.value === null ? t('原文隐去了数字；不填就按“未知”处理，不算 0。') : undefined}
        >
          <span className="jp-pair">
            <Select style={{ width: 130 }} value={draft.op} options={OPS} onChange={op => put({ op })} />
            <Input
              inputMode="decimal"
              value={draft.value ?? ''}
              onChange={e => put({ value: e.target.value.trim() || null })}
              placeholder={way === 'pending' ? t('暂定值，可不填') : ''}
            />
            <Input
              className="jp-narrow"
              value={draft.unit ?? ''}
              onChange={e => put({ unit: e.target.value.trim() || null })}
              placeholder={t('单位')}
            />
          </span>
          <span className="jp-checks">
            <Checkbox checked={!!draft.cumulative} onChange={e => put({ cumulative: e.target.checked })}>
              {t('累计')}
            </Checkbox>
            <Checkbox checked={!!draft.approx} onChange={e => put({ approx: e.target.checked })}>
              {t('“左右”')}
            </Checkbox>
            {draft.approx && (
              <Input
                style={{ width: 150 }}
                prefix={t('允许偏差')}
                value={draft.tolerance ?? ''}
                onChange={e => put({ tolerance: e.target.value.trim() || null })}
              />
            )}
          </span>
        </Labelled>
      )}
      {way === 'words' && (
        <Labelled label={t('文字要求')}>
          <Input
            value={draft.words ?? ''}
            placeholder={t('例如：得到有效保障、稳步提升')}
            onChange={e => put({ words: e.target.value })}
          />
        </Labelled>
      )}
      {way === 'pending' && (
        <Labelled label={t('待谁下达')}>
          <Input value={draft.pending ?? ''} onChange={e => put({ pending: e.target.value })} />
        </Labelled>
      )}
      <Labelled label={t('完成时限')}>
        <DatePicker
          value={draft.by ? dayjs(draft.by) : null}
          onChange={day => put({ by: day?.format('YYYY-MM-DD') ?? null })}
        />
      </Labelled>
      <Labelled label={t('阶段')} extra={t('同一指标分近期、远期时，用阶段区分。')}>
        <Input value={draft.stage ?? ''} onChange={e => put({ stage: e.target.value.trim() || null })} />
      </Labelled>
      <Labelled label={t('性质')}>
        <Select
          allowClear
          value={draft.binding}
          onChange={v => put({ binding: v ?? null })}
          options={[
            { value: '约束性', label: t('约束性') },
            { value: '指导性', label: t('指导性') },
          ]}
        />
      </Labelled>
      <Labelled label={t('所在任务')}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          value={draft.task}
          onChange={v => put({ task: v ?? null })}
          options={tasks.map(x => ({ value: x.id, label: x.title }))}
        />
      </Labelled>
    </>
  )
}
