import { f } from '@jingtu/core/field.ts'
import { defineRecord, type RowOf } from '@jingtu/core/record.ts'

/** 调度期: made from the plan's reporting rhythm; closing it freezes the 调度表 and names who has not reported. */
export const periodRecord = defineRecord({
  id: 'period',
  name: '调度期',
  fields: {
    plan: f.ref('计划', 'plan', { required: true, indexed: true }),
    /** 2026-Q3, 2026-H1, 2026, 2026-07 */
    key: f.text('期次', { required: true }),
    name: f.text('名称', { required: true }),
    startsOn: f.day('起', { required: true }),
    endsOn: f.day('止', { required: true }),
    due: f.day('报送截止', { required: true, indexed: true }),
    basis: f.text('依据（原文）'),
    /** To whom, as the plan says it: 市生态环境局. */
    recipient: f.text('报送对象'),
    /** Only these tasks report in this period; all of the plan when empty. */
    tasks: f.refs('适用任务', 'task'),
    closedOn: f.day('办结日期'),
    sheet: f.text('调度表'),
    missing: f.json<{ unit: string; unitName: string; dispatches: number }[]>('未报送单位'),
  },
  states: { open: '报送中', closed: '已汇总' },
  initial: 'open',
  transitions: {
    close: { label: '汇总办结', from: ['open'], to: 'closed', by: ['owner'], duty: 'reviewer' },
    reopen: { label: '重新打开', from: ['closed'], to: 'open', by: ['owner'], duty: 'reviewer', reason: 'required' },
  },
})
export type ReportingPeriod = RowOf<typeof periodRecord>

export interface ReportedValue {
  target: string
  value: string | null
  text: string | null
}
/** The files that prove one named requirement: 排查登记表 → two workbooks. */
export interface NamedProof {
  name: string
  files: string[]
}

/** 进展报告: one unit's word on one dispatched task in one period. Missing is never zero. */
export const reportRecord = defineRecord({
  id: 'report',
  name: '进展报告',
  fields: {
    plan: f.ref('计划', 'plan', { required: true, indexed: true }),
    task: f.ref('任务', 'task', { required: true, indexed: true }),
    dispatch: f.ref('交办', 'dispatch', { required: true, indexed: true }),
    unit: f.ref('填报单位', 'unit', { required: true, indexed: true }),
    period: f.ref('调度期', 'period', { required: true, indexed: true }),
    progress: f.text('进展情况'),
    problems: f.text('存在问题'),
    nextStep: f.text('下一步措施'),
    /** How the figures are meant: of this period, cumulative, or a share of the work quantity. */
    figureKind: f.choice('数值口径', ['本期值', '累计值', '工程量百分比']),
    quantity: f.decimal('完成数量', { min: 0 }),
    percent: f.decimal('完成比例', { unit: '%', min: 0, max: 100 }),
    values: f.json<ReportedValue[]>('指标数值'),
    /** Why a cumulative figure is lower than the one reported before. */
    fallReason: f.text('累计值下降说明'),
    evidence: f.files('佐证材料'),
    proofs: f.json<NamedProof[]>('按要求提交的材料'),
    /** The same fact was reported there first, under another plan. */
    reusedFrom: f.ref('沿用自', 'report'),
    submittedOn: f.day('提交日期'),
    late: f.boolean('逾期报送'),
    reviewNote: f.text('审核意见'),
    sample: f.boolean('模拟数据'),
  },
  states: { draft: '草稿', submitted: '待审核', returned: '已退回', accepted: '已审核' },
  initial: 'draft',
  transitions: {
    submit: { label: '提交', from: ['draft', 'returned'], to: 'submitted', by: ['assignee'], duty: 'reporter' },
    sendBack: {
      label: '退回',
      from: ['submitted', 'accepted'],
      to: 'returned',
      by: ['lead', 'owner'],
      duty: 'reviewer',
      reason: 'required',
    },
    accept: { label: '审核通过', from: ['submitted'], to: 'accepted', by: ['lead', 'owner'], duty: 'reviewer' },
  },
})
export type Report = RowOf<typeof reportRecord>
