import { f } from '@jingtu/core/field.ts'
import { defineRecord, type RowOf } from '@jingtu/core/record.ts'

/**
 * 零增长: not above the baseline · 较基数下降/增长: change against the baseline in % · 较基数净增: increment over it ·
 * 占基数比例: share of the frozen list that is done · 区域占比: share of the baseline's listed regions that meet it ·
 * 水质类别: classes are compared by their order · 点位稳定: no point of the baseline's list is in a worse class than there.
 */
export const COMPARISONS = [
  '零增长',
  '较基数下降',
  '较基数增长',
  '较基数净增',
  '占基数比例',
  '区域占比',
  '水质类别',
  '点位稳定',
] as const
export type Comparison = (typeof COMPARISONS)[number]

/** 目标: indicator + region + stage is its identity, never the year alone. Targets are data, not code. */
export const targetRecord = defineRecord({
  id: 'target',
  name: '目标',
  fields: {
    plan: f.ref('计划', 'plan', { required: true, indexed: true }),
    task: f.ref('所在任务', 'task', { indexed: true }),
    previousTarget: f.ref('上一年度目标', 'target'),
    ordinal: f.integer('顺序', { required: true }),
    indicator: f.text('指标', { required: true, indexed: true, secrecy: 'public' }),
    op: f.choice('关系', ['>=', '<=', '=', '>', '<', 'text'], { required: true }),
    value: f.decimal('目标值', { secrecy: 'public' }),
    valueMax: f.decimal('目标值上限'),
    /** The words of a target without a number: 得到有效保障. */
    words: f.text('目标要求', { secrecy: 'public' }),
    unit: f.text('单位', { secrecy: 'public' }),
    by: f.day('完成时限', { secrecy: 'public' }),
    byExplicit: f.boolean('原文写明时限'),
    stage: f.text('阶段'),
    scope: f.text('范围（原文）'),
    regionId: f.ref('区域', 'region'),
    kind: f.choice('类别', ['indicator', 'workload', 'frequency'], { required: true }),
    binding: f.choice('性质', ['约束性', '指导性']),
    approx: f.boolean('“左右”'),
    /** How far from the value still counts where the text says 左右; a person sets it. */
    tolerance: f.decimal('允许偏差', { min: 0 }),
    cumulative: f.boolean('累计'),
    masked: f.boolean('原文隐去数字'),
    /** 达到自治区下达的任务要求: no light before the value has arrived. */
    pending: f.text('待下达'),
    /** How the measured amount becomes the figure that is decided on; empty: it is the figure. */
    comparison: f.choice('口径', COMPARISONS),
    /** The document that brought the value. */
    assignedBy: f.text('下达文件'),
    baseline: f.text('基数（原文）'),
    notApplicable: f.boolean('无此类对象（/）'),
    quote: f.text('原文'),
    spanStart: f.integer('原文起点'),
    spanEnd: f.integer('原文终点'),
    source: f.choice('出处', ['goals', 'table', 'task', 'added'], { required: true }),
    sample: f.boolean('模拟数据'),
  },
  states: { proposed: '待确认', accepted: '已确认', rejected: '不采用', inForce: '执行中', cancelled: '已取消' },
  initial: 'proposed',
  transitions: {
    accept: { label: '确认', from: ['proposed', 'rejected'], to: 'accepted', by: ['owner'], duty: 'planner' },
    reject: { label: '不采用', from: ['proposed', 'accepted'], to: 'rejected', by: ['owner'], duty: 'planner' },
    enforce: { label: '生效', from: ['accepted'], to: 'inForce', by: ['owner'], duty: 'planner' },
    cancel: { label: '取消', from: ['inForce'], to: 'cancelled', by: ['owner'], duty: 'planner', reason: 'required' },
  },
})
export type Target = RowOf<typeof targetRecord>

/** 实测值: what was measured for a target in a region, with its source. Typed in for now, computed later. */
export const measurementRecord = defineRecord({
  id: 'measurement',
  name: '实测值',
  fields: {
    plan: f.ref('计划', 'plan', { required: true, indexed: true }),
    target: f.ref('目标', 'target', { required: true, indexed: true }),
    regionId: f.ref('区域', 'region', { required: true, indexed: true }),
    period: f.ref('调度期', 'period'),
    asOf: f.day('截至', { required: true }),
    value: f.decimal('实测值'),
    /** Where a rate was given as its parts, the value is computed from them; a denominator of 0 is 不涉及. */
    numerator: f.decimal('分子', { min: 0 }),
    denominator: f.decimal('分母', { min: 0 }),
    /** The single things behind the value: parcels done, points with their class (“石桥村：Ⅳ类”). */
    members: f.texts('明细'),
    words: f.text('情况'),
    /** For a target in words somebody must decide; null is unknown. */
    met: f.boolean('是否达到要求'),
    notApplicable: f.boolean('不涉及（/）'),
    unit: f.text('单位'),
    source: f.text('数据来源', { required: true }),
    evidence: f.files('佐证'),
    report: f.ref('来自报告', 'report'),
    sample: f.boolean('模拟数据'),
  },
  states: { recorded: '已录入', confirmed: '已确认', withdrawn: '已撤回' },
  initial: 'recorded',
  transitions: {
    confirm: { label: '确认', from: ['recorded'], to: 'confirmed', by: ['owner', 'lead'], duty: 'reviewer' },
    withdraw: {
      label: '撤回',
      from: ['recorded', 'confirmed'],
      to: 'withdrawn',
      by: ['owner', 'lead', 'assignee'],
      reason: 'required',
    },
  },
})
export type Measurement = RowOf<typeof measurementRecord>

/** 基数: frozen on its day; later changes of the list behind it never change a denominator. */
export const baselineRecord = defineRecord({
  id: 'baseline',
  name: '基数',
  fields: {
    plan: f.ref('计划', 'plan', { required: true, indexed: true }),
    target: f.ref('目标', 'target', { required: true, indexed: true }),
    regionId: f.ref('区域', 'region', { required: true }),
    day: f.day('基准日', { required: true }),
    value: f.decimal('基数'),
    unit: f.text('单位'),
    members: f.texts('清单'),
    source: f.text('来源', { required: true }),
  },
  states: { frozen: '已冻结' },
  initial: 'frozen',
})
export type Baseline = RowOf<typeof baselineRecord>
