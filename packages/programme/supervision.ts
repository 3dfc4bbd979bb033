import { f } from '@jingtu/core/field.ts'
import { defineRecord } from '@jingtu/core/record.ts'

/** 法定职责: an article of a law, the unit it binds, and what the unit found when it looked at itself. */
export const lawDutyRecord = defineRecord({
  id: 'law-duty',
  name: '法定职责',
  fields: {
    law: f.text('法律法规', { required: true, indexed: true }),
    article: f.text('条款', { required: true }),
    duty: f.text('职责内容', { required: true }),
    unit: f.ref('责任部门', 'unit', { required: true, indexed: true }),
    finding: f.text('自查情况'),
    weakness: f.text('薄弱环节'),
    measure: f.text('整改措施'),
    due: f.day('整改时限'),
    checkedOn: f.day('自查日期'),
    fixedOn: f.day('整改完成日期'),
    evidence: f.files('佐证'),
  },
  states: { unchecked: '未自查', compliant: '已落实', weak: '有薄弱环节', fixed: '已整改' },
  initial: 'unchecked',
  transitions: {
    confirm: {
      label: '自查：已落实',
      from: ['unchecked', 'weak'],
      to: 'compliant',
      by: ['assignee', 'owner'],
      duty: 'reporter',
    },
    expose: {
      label: '自查：有薄弱环节',
      from: ['unchecked', 'compliant'],
      to: 'weak',
      by: ['assignee', 'owner'],
      duty: 'reporter',
    },
    fix: { label: '完成整改', from: ['weak'], to: 'fixed', by: ['assignee', 'owner'], duty: 'reporter' },
    recheck: { label: '重新自查', from: ['compliant', 'fixed'], to: 'unchecked', by: ['owner'], duty: 'planner' },
  },
})

export interface Patrol {
  on: string
  by: string
  found: string
  handled: string | null
}

/** 监管网格: a village or community with the person who answers for it, and the rounds that person made. */
export const gridCellRecord = defineRecord({
  id: 'grid-cell',
  name: '监管网格',
  fields: {
    name: f.text('网格名称', { required: true }),
    code: f.text('网格编号'),
    level: f.choice('网格级别', ['乡镇（街道）', '村（社区）'], { required: true }),
    regionId: f.ref('所在区域', 'region', { required: true, indexed: true }),
    unit: f.ref('管理单位', 'unit', { required: true, indexed: true }),
    responsible: f.text('监管责任人', { required: true }),
    phone: f.text('联系电话', { secrecy: 'personal' }),
    duty: f.text('监管职责'),
    patrols: f.json<Patrol[]>('巡查记录'),
  },
  states: { active: '在用', closed: '已撤销' },
  initial: 'active',
  transitions: {
    reassign: {
      label: '变更责任人',
      from: ['active'],
      to: 'active',
      by: ['owner', 'assignee'],
      duty: 'reporter',
      reason: 'required',
    },
    patrol: { label: '记录巡查', from: ['active'], to: 'active', by: ['assignee', 'owner'], duty: 'reporter' },
    close: { label: '撤销网格', from: ['active'], to: 'closed', by: ['owner'], duty: 'planner', reason: 'required' },
  },
})

/** 监管能力: posts and people of a unit in a year. */
export const staffingRecord = defineRecord({
  id: 'staffing',
  name: '监管力量',
  fields: {
    unit: f.ref('单位', 'unit', { required: true, indexed: true }),
    year: f.integer('年度', { required: true, indexed: true, min: 2000, max: 2200 }),
    office: f.text('土壤环境监管机构'),
    posts: f.integer('编制数', { min: 0, max: 10000 }),
    staff: f.integer('在岗人数', { min: 0, max: 10000 }),
    soilStaff: f.integer('土壤环境监管人员', { min: 0, max: 10000 }),
    trained: f.integer('当年培训人次', { min: 0, max: 100000 }),
    note: f.text('说明'),
  },
  states: { recorded: '已登记' },
  initial: 'recorded',
})

export interface InspectionFinding {
  text: string
  due: string | null
  reply: string | null
  settledOn: string | null
}

/** 督促检查: a superior looks at a lower unit; every finding is answered before it is closed. */
export const supervisionRecord = defineRecord({
  id: 'supervision',
  name: '督促检查',
  fields: {
    title: f.text('检查事项', { required: true }),
    plan: f.ref('计划', 'plan', { indexed: true }),
    unit: f.ref('被检查单位', 'unit', { required: true, indexed: true }),
    inspector: f.ref('检查单位', 'unit', { required: true, indexed: true }),
    plannedOn: f.day('计划日期', { required: true }),
    inspectedOn: f.day('检查日期'),
    findings: f.json<InspectionFinding[]>('检查发现'),
    files: f.files('检查材料'),
    closedOn: f.day('办结日期'),
  },
  states: { planned: '待检查', inspected: '待反馈', answered: '已反馈', closed: '已办结' },
  initial: 'planned',
  transitions: {
    inspect: { label: '记录检查', from: ['planned'], to: 'inspected', by: ['owner'], duty: 'planner' },
    answer: { label: '反馈整改', from: ['inspected'], to: 'answered', by: ['assignee'], duty: 'reporter' },
    sendBack: {
      label: '退回反馈',
      from: ['answered'],
      to: 'inspected',
      by: ['owner'],
      duty: 'planner',
      reason: 'required',
    },
    close: { label: '办结', from: ['answered', 'inspected'], to: 'closed', by: ['owner'], duty: 'planner' },
  },
})
