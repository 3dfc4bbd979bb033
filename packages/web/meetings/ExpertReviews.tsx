import { type ExpertReview, expertReviewRecord } from '@jingtu/programme/expert-review.ts'
import type { WorkGroupRow } from '@jingtu/server/meetings/views.ts'
import type { RecordList } from '@jingtu/server/records/views.ts'
import { Button, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useSearchParams } from 'react-router'
import { t } from '../i18n/language.ts'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { FieldForm, type InputProps } from '../parts/FieldForm.tsx'
import { PageHead } from '../parts/PageHead.tsx'
import { RecordState } from '../parts/RecordState.tsx'
import { SideSheet } from '../parts/SideSheet.tsx'
import { api, type List } from '../shell/api.ts'
import { useGet, useWrite } from '../shell/query.ts'
import { ExpertReviewSheet, type ReviewRow } from './ExpertReviewSheet.tsx'
import './meetings.css'

const COLUMNS: readonly Column<ReviewRow>[] = [
  { key: 'title', title: '评审事项', pinned: true, width: 320 },
  { key: 'reviewed', title: '被评审单位', width: 220, value: r => r.reviewed.join('、') },
  { key: 'heldOn', title: '评审日期', kind: 'day', width: 110, sort: true },
  { key: 'experts', title: '评审专家', width: 220, value: r => (r.experts ?? []).map(e => e.name).join('、') },
  {
    key: 'state',
    title: '状态',
    width: 96,
    filter: true,
    value: r => t(expertReviewRecord.states[r.state]),
    render: r => <RecordState kind={expertReviewRecord} state={r.state} />,
  },
]

/** 专家评审: experts of a committee chosen by field for one matter, none of them bound to those under review. */
export default function ExpertReviews(): ReactNode {
  const asked = useGet<RecordList<ExpertReview>>('/api/expert-reviews')
  const [params, setParams] = useSearchParams()
  const [adding, setAdding] = useState(false)
  const rows = asked.data?.rows
  const open = rows?.find(r => r.id === params.get('at'))
  const may = asked.data?.may.create ?? false
  return (
    <>
      <PageHead
        title={t('专家评审')}
        note={t('按所需专业从专家库选人；与被评审单位同一单位、有利害关系的专家回避。')}
        next={may ? { label: t('组织评审'), onClick: () => setAdding(true) } : undefined}
      />
      <DataTable<ReviewRow>
        id="expert-reviews"
        columns={COLUMNS}
        rows={rows}
        error={asked.error}
        onRetry={() => void asked.refetch()}
        onOpen={r => setParams({ at: r.id })}
        exportName={t('专家评审')}
        empty={{
          title: t('还没有专家评审'),
          how: t('先在“工作组”设立专家委员会并填入专家的单位和专业，再在这里组织评审。'),
          action: may && <Button onClick={() => setAdding(true)}>{t('组织评审')}</Button>,
        }}
      />
      <SideSheet open={adding} title={t('组织评审')} onClose={() => setAdding(false)}>
        <NewReview
          onDone={id => {
            setAdding(false)
            setParams({ at: id })
          }}
          onCancel={() => setAdding(false)}
        />
      </SideSheet>
      <ExpertReviewSheet review={open} onClose={() => setParams({})} />
    </>
  )
}

function NewReview({ onDone, onCancel }: { onDone: (id: string) => void; onCancel: () => void }): ReactNode {
  const save = useWrite(
    (values: Record<string, unknown>, key) => api.post<ExpertReview>('/api/expert-reviews', { values }, { key }),
    { refresh: ['/api/expert-reviews'], done: t('已保存'), quiet: true, onDone: made => onDone(made.id) },
  )
  return (
    <FieldForm
      kind={expertReviewRecord}
      fields={['title', 'workGroup', 'reviewed', 'fieldsNeeded', 'needed', 'heldOn']}
      values={{ needed: 3 }}
      inputs={{ workGroup: CommitteeInput, reviewed: NamesInput, fieldsNeeded: FieldsInput }}
      long={['title', 'reviewed', 'fieldsNeeded']}
      required={['reviewed']}
      hints={{
        reviewed: t('编制单位、委托单位、检测单位都写上，逐个回车；这些单位的专家要回避'),
        needed: t('应为单数'),
      }}
      submit={t('下一步：选专家')}
      busy={save.isPending}
      error={save.error}
      onSubmit={values => save.mutate(values)}
      onCancel={onCancel}
    />
  )
}

const useCommittees = (): WorkGroupRow[] =>
  (useGet<List<WorkGroupRow>>('/api/work-groups').data?.rows ?? []).filter(
    g => g.kind === '专家委员会' && g.state === 'active',
  )

function CommitteeInput({ id, value, onChange }: InputProps): ReactNode {
  const committees = useCommittees()
  return (
    <Select
      id={id}
      value={typeof value === 'string' ? value : undefined}
      options={committees.map(g => ({ value: g.id, label: g.name }))}
      placeholder={t('选择专家委员会')}
      onChange={picked => onChange(picked ?? null)}
    />
  )
}

function NamesInput({ id, value, onChange }: InputProps): ReactNode {
  return (
    <Select
      id={id}
      mode="tags"
      open={false}
      value={(value as string[] | null) ?? []}
      placeholder={t('输入单位全称后回车')}
      onChange={onChange}
    />
  )
}

/** The fields the experts of all committees have; others may be typed in. */
function FieldsInput({ id, value, onChange }: InputProps): ReactNode {
  const committees = useCommittees()
  const fields = new Set(
    committees.flatMap(g => (g.members ?? []).filter(m => m.role === '专家' && m.title).map(m => m.title)),
  )
  return (
    <Select
      id={id}
      mode="tags"
      value={(value as string[] | null) ?? []}
      options={[...fields].map(x => ({ value: x, label: x }))}
      placeholder={t('选择或输入专业')}
      onChange={onChange}
    />
  )
}
