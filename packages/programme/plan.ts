import { f } from '@jingtu/core/field.ts'
import { defineRecord, type RowOf } from '@jingtu/core/record.ts'

export interface PlanFootnote {
  mark: string
  text: string
  span: [number, number]
}
export interface PlanRhythm {
  quote: string
  span: [number, number]
  days: string[]
  every: { unit: 'year' | 'half-year' | 'quarter' | 'month' | 'week' | 'day'; count: number } | null
  from: string | null
  to: string | null
}
export interface PlanProblem {
  message: string
  span: [number, number]
  quote: string
}

/** 计划: one government's plan; nothing in it is in force before it is published. */
export const planRecord = defineRecord({
  id: 'plan',
  name: '计划',
  fields: {
    title: f.text('标题', { required: true, secrecy: 'public' }),
    issuingNumber: f.text('文号', { secrecy: 'public' }),
    issuer: f.text('印发机关', { secrecy: 'public' }),
    level: f.choice('层级', ['national', 'province', 'city', 'county', 'township', 'unknown'], { required: true }),
    jurisdiction: f.text('适用区域（原文）'),
    regionId: f.ref('区域', 'region', { required: true, indexed: true }),
    year: f.integer('年度', { indexed: true, min: 1949, max: 2200 }),
    periodFrom: f.day('起'),
    periodTo: f.day('止'),
    ownerUnit: f.ref('牵头编制单位', 'unit', { required: true, indexed: true }),
    sourceFile: f.text('原件'),
    sourceName: f.text('原件文件名'),
    /** Hash of the text that was read; every span points into it. */
    textFile: f.text('文本', { required: true }),
    recognised: f.boolean('识别文本待核'),
    previousPlan: f.ref('上一年度计划', 'plan'),
    parentPlans: f.refs('上级计划', 'plan'),
    footnotes: f.json<PlanFootnote[]>('注释'),
    rhythm: f.json<PlanRhythm[]>('报送要求'),
    problems: f.json<PlanProblem[]>('未能识别之处'),
    warnDays: f.integer('临期提醒天数', { min: 0, max: 365 }),
    publishedOn: f.day('发布日期'),
    sample: f.boolean('模拟数据'),
  },
  states: { draft: '审核中', published: '已发布', closed: '已办结', withdrawn: '已撤回' },
  initial: 'draft',
  transitions: {
    publish: { label: '发布', from: ['draft'], to: 'published', by: ['owner'], duty: 'planner' },
    close: { label: '办结', from: ['published'], to: 'closed', by: ['owner'], duty: 'planner' },
    withdraw: {
      label: '撤回',
      from: ['draft', 'published'],
      to: 'withdrawn',
      by: ['owner'],
      duty: 'planner',
      reason: 'required',
    },
  },
})
export type Plan = RowOf<typeof planRecord>

export type AmendmentEdit =
  | { kind: 'task' | 'target'; op: 'change'; id: string; values: Record<string, unknown> }
  | { kind: 'task' | 'target'; op: 'add'; values: Record<string, unknown> }
  | { kind: 'task' | 'target'; op: 'remove'; id: string }

/** 调整: proposed changes to a published plan, shown as tracked changes until they are published in one step. */
export const amendmentRecord = defineRecord({
  id: 'amendment',
  name: '计划调整',
  fields: {
    plan: f.ref('计划', 'plan', { required: true, indexed: true }),
    title: f.text('调整事项', { required: true }),
    issuingNumber: f.text('文号'),
    reason: f.text('调整理由', { required: true }),
    edits: f.json<AmendmentEdit[]>('调整内容'),
    publishedOn: f.day('发布日期'),
  },
  states: { draft: '拟调整', published: '已发布', withdrawn: '已撤回' },
  initial: 'draft',
  transitions: {
    publish: { label: '发布', from: ['draft'], to: 'published', by: ['owner'], duty: 'planner' },
    withdraw: { label: '撤回', from: ['draft'], to: 'withdrawn', by: ['owner'], duty: 'planner' },
  },
})
export type Amendment = RowOf<typeof amendmentRecord>
