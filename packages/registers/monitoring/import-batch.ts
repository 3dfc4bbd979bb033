import { f } from '@jingtu/core/field.ts'
import { defineRecord, type RowOf } from '@jingtu/core/record.ts'

/** How many rows a bulk table holds for one parent, and their digests. */
export interface BulkContent {
  rows: number
  /** SHA-256 of the canonical lines in their order. */
  digest: string
  /** Eight hex digits for every so many rows, so that a changed row can be found without the file. */
  blocks: string
  blockRows: number
}

/** A cell that was put right in the preview; the text of the file stays as it is. */
export interface Mend {
  /** 'Sheet1!D12' */
  place: string
  /** As the file has it. */
  original: string
  text: string
  reason: string | null
}

/** A row that was left out, with what was wrong with it. */
export interface LeftOut {
  place: string
  /** As the file has it. */
  text: string
  messages: string[]
}

export const BATCH_STATES = {
  stored: '待审定',
  accepted: '已采信',
  'accepted-with-reason': '有条件采信',
  rejected: '不采信',
  'rolled-back': '已撤回',
} as const

/** Reviewers of the unit that runs the survey, or of an ecology bureau over the region. */
const JUDGES = ['owner'] as const
const OPEN = ['stored', 'accepted', 'accepted-with-reason'] as const

/** 检测数据批次: what one file brought, as one change. */
export const importBatchRecord = defineRecord({
  id: 'import-batch',
  name: '检测数据批次',
  fields: {
    title: f.text('名称', { required: true }),
    kind: f.choice('来源', ['文件导入', '更正'], { required: true }),
    survey: f.ref('调查任务', 'survey', { indexed: true }),
    laboratory: f.ref('检测机构', 'laboratory', { indexed: true }),
    submittedBy: f.ref('报送单位', 'unit', { indexed: true }),
    /** Order among the batches of a home: later ones replace earlier ones. */
    sequence: f.integer('批次序号', { required: true }),
    source: f.files('原始文件'),
    sourceName: f.text('文件名'),
    layouts: f.json<unknown[]>('列的含义'),
    mends: f.json<Mend[]>('导入时更正'),
    leftOut: f.json<LeftOut[]>('未导入的行'),
    leftOutReason: f.text('未导入的理由'),
    corrects: f.ref('更正的批次', 'import-batch'),
    /** What happens to a sample that is already there with other results. */
    onDuplicate: f.choice('重复样品', ['新版本', '跳过'], { required: true }),
    content: f.json<Record<string, BulkContent>>('数据摘要', { required: true }),
    sampleCount: f.integer('样品数', { required: true }),
    resultCount: f.integer('结果数', { required: true }),
    warningCount: f.integer('提醒数'),
    takenFrom: f.day('最早采样日期', { past: true }),
    takenTo: f.day('最晚采样日期', { past: true }),
    quality: f.json<unknown>('质控结论'),
    sample: f.boolean('模拟数据'),
  },
  states: BATCH_STATES,
  initial: 'stored',
  transitions: {
    accept: { label: '采信', from: ['stored'], to: 'accepted', by: JUDGES, duty: 'reviewer' },
    acceptWithReason: {
      label: '有条件采信',
      from: ['stored'],
      to: 'accepted-with-reason',
      by: JUDGES,
      duty: 'reviewer',
      reason: 'required',
    },
    reject: { label: '不采信', from: ['stored'], to: 'rejected', by: JUDGES, duty: 'reviewer', reason: 'required' },
    rollBack: { label: '撤回', from: OPEN, to: 'rolled-back', by: JUDGES, duty: 'reviewer', reason: 'required' },
  },
})
export type ImportBatch = RowOf<typeof importBatchRecord>

/** States whose rows count. */
export const IN_FORCE: readonly ImportBatch['state'][] = OPEN
