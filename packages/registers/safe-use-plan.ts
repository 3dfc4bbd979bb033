import { f } from '@jingtu/core/field.ts'
import type { RowOf } from '@jingtu/core/record.ts'
import { defineRegister } from '@jingtu/core/register.ts'
import type { FarmlandClass } from '@jingtu/standards/farmland-classification-2019/point.ts'
import { MEASURE_CODES, type MeasureCode } from './farmland-measures.ts'

export const PLAN_KINDS = ['安全利用年度工作计划', '种植结构调整或退耕年度计划', '乡镇安全利用方案'] as const
export type PlanKind = (typeof PLAN_KINDS)[number]

const POLLUTED: readonly FarmlandClass[] = ['安全利用类', '严格管控类']

/** The units a plan is about. */
export const PLAN_CLASSES: Record<PlanKind, readonly FarmlandClass[]> = {
  安全利用年度工作计划: POLLUTED,
  种植结构调整或退耕年度计划: ['严格管控类'],
  乡镇安全利用方案: POLLUTED,
}

/** Tasks that are dealt out in 亩: by what counts of a class, by measures, or by what projects have mended. */
export const TASKS = {
  安全利用: { counted: '安全利用类' },
  严格管控: { counted: '严格管控类' },
  种植结构调整: { measures: ['Y01'] },
  退耕还林还草: { measures: ['Y03'] },
  轮作休耕: { measures: ['Y04'] },
  治理与修复: { projects: true },
} as const satisfies Record<
  string,
  { counted: FarmlandClass } | { measures: readonly MeasureCode[] } | { projects: true }
>
export type Task = keyof typeof TASKS
const TASK_NAMES = Object.keys(TASKS) as Task[]

const mu = { unit: '亩', min: 0 } as const
const BUREAU = ['农业农村@county', '农业农村@city'] as const

/**
 * 受污染耕地安全利用计划（方案）: made from the list of classes; it goes out only when every unit has its measures and the assigned
 * land is planned for. Its sums follow the lines and measures (server/effects/safe-use-plan.ts).
 */
export const safeUsePlan = defineRegister({
  id: 'safe-use-plan',
  name: '受污染耕地安全利用计划（方案）',
  module: 'M06',
  basis: ['土壤污染防治法第五十三条、第五十四条'],
  purpose: '县、乡的年度计划和方案：按类别清单逐单元落实措施，下达任务与完成面积对照，抽查或全面核查。',
  fields: {
    kind: f.choice('种类', PLAN_KINDS, { required: true, secrecy: 'public' }),
    year: f.integer('年度', { required: true, min: 2016, max: 2200, secrecy: 'public' }),
    document: f.text('文号', { secrecy: 'public' }),
    issuedOn: f.day('印发日期', { secrecy: 'public', past: true }),
    files: f.files('计划（方案）文件'),
    assigned: f.rows('下达任务', {
      task: f.choice('任务', TASK_NAMES, { required: true }),
      area: f.decimal('面积', { required: true, ...mu }),
      document: f.text('下达文件', { required: true }),
    }),
    cRule: f.choice('安全利用类核算规则', ['按比例', '按门槛'], { hint: '省、市另有规定的填写；不填按默认' }),
    cRuleBasis: f.text('核算规则的依据'),
    units: f.integer('应列入的单元', { min: 0, unit: '个', hint: '由系统汇总' }),
    missing: f.refs('没有计划措施的单元', 'farmland-unit', { hint: '由系统汇总，最多列 200 个' }),
    missingCount: f.integer('没有计划措施的单元数', { min: 0, unit: '个', hint: '由系统汇总' }),
    planArea: f.decimal('计划面积', { ...mu, hint: '由系统汇总' }),
    cost: f.money('计划费用', { hint: '由系统汇总' }),
    byMeasure: f.rows('按措施汇总', {
      measure: f.choice('措施代码', MEASURE_CODES, { required: true }),
      planned: f.decimal('计划', mu),
      done: f.decimal('已实施', mu),
      verified: f.decimal('已核查', mu),
    }),
    progress: f.rows('任务完成情况', {
      task: f.choice('任务', TASK_NAMES, { required: true }),
      assigned: f.decimal('下达', mu),
      planned: f.decimal('计划', mu),
      done: f.decimal('完成', mu),
      gap: f.decimal('尚差', mu),
    }),
    townshipsWithout: f.texts('没有方案的乡镇', { hint: '有受污染耕地而没有印发方案的，由系统汇总' }),
    untrained: f.refs('没有培训的村', 'village', { hint: '由系统汇总' }),
    checkMode: f.choice('核查方式', ['全面核查', '抽查']),
    checkShare: f.integer('抽查比例', { min: 1, max: 100, unit: '%' }),
    checkUnits: f.refs('核查单元', 'farmland-unit', { hint: '由系统抽取' }),
    checksLeft: f.integer('未核查单元', { min: 0, unit: '个', hint: '由系统汇总' }),
    evaluation: f.text('评价结论', { long: true }),
    evaluationFiles: f.files('评价材料'),
    note: f.text('备注', { long: true }),
  },
  key: ['kind', 'year'],
  keyScope: 'region',
  requiredWhen: {
    document: ['issued', 'implemented', 'evaluated'],
    cRuleBasis: row => row.cRule !== null,
    checkShare: row => row.checkMode === '抽查',
  },
  states: { draft: '编制中', issued: '已印发', implemented: '已实施', evaluated: '已评价' },
  initial: 'draft',
  create: { by: [...BUREAU, 'township'] },
  correct: { by: [...BUREAU, 'township'], in: ['draft'] },
  transitions: {
    build: {
      label: '按类别清单生成单元行',
      from: ['draft'],
      to: 'draft',
      by: [...BUREAU, 'township'],
    },
    issue: {
      label: '印发',
      from: ['draft'],
      to: 'issued',
      by: BUREAU,
      duty: 'reviewer',
      asks: ['document', 'issuedOn', 'files'],
      needs: ['document', 'issuedOn'],
      evidence: ['files'],
    },
    drawChecks: {
      label: '确定核查单元',
      from: ['issued'],
      to: 'issued',
      by: BUREAU,
      duty: 'reviewer',
      asks: ['checkMode', 'checkShare'],
      needs: ['checkMode'],
    },
    implement: {
      label: '实施完成',
      from: ['issued'],
      to: 'implemented',
      by: [...BUREAU, 'township'],
    },
    evaluate: {
      label: '评价',
      from: ['implemented'],
      to: 'evaluated',
      by: BUREAU,
      duty: 'reviewer',
      asks: ['evaluation', 'evaluationFiles'],
      needs: ['evaluation'],
      evidence: ['evaluationFiles'],
    },
  },
  duties: {
    issue: {
      label: '印发当年计划（方案）',
      clause: '土壤污染防治法第五十三条；年度计划',
      by: '县级农业农村部门、乡镇人民政府',
      while: ['draft'],
      every: 'year',
      due: '03-31',
    },
    evaluate: {
      label: '年终评价',
      clause: '土壤污染防治法第五十三条；年度计划',
      by: '县级农业农村部门',
      while: ['issued', 'implemented'],
      every: 'year',
      due: '12-31',
    },
  },
  publish: { fields: ['kind', 'region', 'year', 'document', 'issuedOn'], in: ['issued', 'implemented', 'evaluated'] },
  list: ['kind', 'region', 'year', 'document', 'units', 'missingCount', 'planArea', 'checksLeft', 'state'],
  filters: ['region', 'state', 'kind', 'year'],
  search: ['document', 'note'],
})

export type SafeUsePlanRow = RowOf<typeof safeUsePlan>
